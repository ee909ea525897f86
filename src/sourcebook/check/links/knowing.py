"""What a library knows of the addresses of a run, read a block at a time. I/O."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence

from sourcebook.check.links.comparing import wanted
from sourcebook.check.links.due import Order
from sourcebook.check.links.known import Known, Wanted, expected_of
from sourcebook.preserve.attaching import page_key
from sourcebook.records import Capture, Check, Entry
from sourcebook.store import Store

BLOCK = 256  # orders whose records are read in one go
HELD = 64  # blocks in memory
TRAIL = 40  # checks before, at most; verdicts look back over days, not over decades


class Knowing:
    """Knows of orders by their number. Those that stand together are read together, so orders are best
    sorted by host (see ``in_blocks``)."""

    def __init__(self, store: Store, orders: Sequence[Order]) -> None:
        self._store = store
        self._orders = orders
        self._blocks: OrderedDict[int, list[Known]] = OrderedDict()

    async def of(self, number: int) -> Known:
        """What is known of the order with this number."""
        at, place = divmod(number, BLOCK)
        block = self._blocks.get(at)
        if block is None:
            block = self._blocks[at] = self.block(at)
            if len(self._blocks) > HELD:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(at)
        return block[place]

    def block(self, at: int) -> list[Known]:
        """What is known of the orders of the block with this number, read anew."""
        begin = at * BLOCK
        some = self._orders[begin : begin + BLOCK]
        with self._store.snapshot() as store:
            entries = store.many(Entry, (id for order in some for id in order.entries))
            checks = store.checks_of(order.key for order in some)
            ids = {
                id
                for entry in entries.values()
                for address in entry.addresses
                for id in address.captures
            }
            digests = {id: one.digest for id, one in store.many(Capture, ids).items()}
        return [
            known(
                order,
                [entries[id] for id in order.entries if id in entries],
                checks.get(order.key, ())[-TRAIL:],
                digests,
            )
            for order in some
        ]


def known(
    order: Order, entries: Iterable[Entry], before: Sequence[Check], digests: dict[str, str]
) -> Known:
    """What is known of one address. ``digests`` are those of captures by id."""
    held = list(entries)
    quotes: list[Wanted] = []
    proven: set[str] = set()
    for entry in held:
        here = {
            digests[id]
            for address in entry.addresses
            if page_key(address.url) == order.key
            for id in address.captures
            if id in digests
        }
        quotes += wanted(entry.excerpts, here)
        proven |= {
            excerpt.anchor.capture
            for excerpt in entry.excerpts
            if excerpt.standing == "verified" and excerpt.anchor and excerpt.anchor.capture
        } & here
    return Known(
        expected=expected_of(
            [entry.title for entry in held],
            [text for one in quotes for text in one.excerpt.paragraphs],
        ),
        quotes=tuple(quotes),
        proven=frozenset(proven),
        before=tuple(before),
    )


def in_blocks(orders: Iterable[Order], host: "dict[str, str]") -> list[Order]:
    """The orders, those of a busy host first and together, so that a run reads few blocks at once.
    ``host`` names the host of each key."""
    some = list(orders)
    counts: dict[str, int] = {}
    for order in some:
        counts[host[order.key]] = counts.get(host[order.key], 0) + 1
    return sorted(some, key=lambda order: (-counts[host[order.key]], host[order.key]))
