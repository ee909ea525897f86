"""What a library teaches beforehand: rules from its own addresses, its own hosts, publishers' sites. I/O:
it reads the store."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sourcebook.check.moves import choosing
from sourcebook.check.moves.learning import from_related, learn
from sourcebook.check.moves.pairs import of_checks, of_entries
from sourcebook.check.moves.rules import Rule, rewrites
from sourcebook.check.moves.spelling import about, where
from sourcebook.records import Entry, Page
from sourcebook.store import Store
from sourcebook.store.keys import fold


def rules_of(store: Store) -> list[Rule]:
    """The rules that a library's own addresses, and what was checked of them, teach."""
    with store.snapshot() as open_:
        entries = [entry for entry in open_.stream(Entry) if len(entry.addresses) > 1]
        checks = open_.last_checks().values()
        ids = open_.by_addresses(check.key for check in checks)
        named = open_.many(Entry, {some[0] for some in ids.values()})
        by_key = {key: named[some[0]] for key, some in ids.items() if some[0] in named}
        return learn([*of_entries(entries), *of_checks(checks, by_key)])


def rules_for(rules: Sequence[Rule], url: str) -> list[Rule]:
    """The rules that say something of an address's host, or were learned on another of its publisher."""
    found = where(url) if url else None
    if found is None:
        return []
    own = [rule for rule in rules if rule.host == found.host]
    return own + from_related(rules, found.host)


def own_hosts(store: Store) -> frozenset[str]:
    """The hosts on which the library's own pages stood: they quote what entries say."""
    hosts = (
        where(f"http://{page.address.partition('://')[2] or page.address}")
        for page in store.stream(Page)
    )
    return frozenset(found.host for found in hosts if found is not None and "." in found.host)


def publishers(store: Store) -> dict[str, list[str]]:
    """Where each publisher is known to be: origins of addresses that are alive, the newest first."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in store.stream(Entry):
        for address in entry.addresses:
            here = where(address.url) if address.url and address.standing == "alive" else None
            if here is not None and entry.publisher:
                found[fold(entry.publisher)][here.origin] = None
    return {publisher: list(origins)[-2:] for publisher, origins in found.items()}


def guesses(
    store: Store, entries: Iterable[Entry] | None = None, *, now: datetime | None = None
) -> list[tuple[str, str, str, Rule]]:
    """What rules alone say of what is gone: entry, old address, new one, rule. Nobody looked there."""
    rules = rules_of(store)
    some = store.stream(Entry) if entries is None else entries
    named = entries is not None
    wanted = choosing.wanted(some, store.last_checks(), now=now or datetime.now(UTC), named=named)
    return [
        (one.entry.id, one.url, target, rule)
        for one in wanted
        if one.url
        for target, rule in rewrites(rules_for(rules, one.url), one.url, about(one.entry), most=3)
    ]
