"""Account for every piece of a page: it is placed in a field, is furniture, or is told as unplaced."""

from sourcebook.collect.postings.pieces import Piece
from sourcebook.records import Finding, Level


def lines_subject(first: int, last: int) -> str:
    """``line 12`` or ``lines 12-14``."""
    return f"line {first}" if first == last else f"lines {first}-{last}"


class Ledger:
    """What became of each piece. A piece nobody took when the page is read becomes a finding."""

    def __init__(self) -> None:
        self._taken: set[int] = set()
        self._parts: list[Piece] = []
        self._said: list[tuple[int, int, str, Level, str]] = []

    def take(self, piece: Piece) -> None:
        """The piece's words stand in a field."""
        self._taken.add(id(piece))

    def furniture(self, piece: Piece, says: str) -> None:
        """The piece belongs to the page, not to a posting; its words stand in no field."""
        self._taken.add(id(piece))
        self._said.append((piece.number, piece.last, "furniture", "info", says))

    def tell(self, piece: Piece, rule: str, level: Level, says: str) -> None:
        """The piece's words stand in no field, for a reason a reader should know."""
        self._taken.add(id(piece))
        self._said.append((piece.number, piece.last, rule, level, says))

    def replace(self, whole: Piece, parts: list[Piece]) -> None:
        """The piece was cut into parts, each to be accounted for in its place."""
        self._taken.add(id(whole))
        self._parts.extend(parts)

    def findings(self, pieces: list[Piece]) -> list[Finding]:
        """All that was told, and the pieces nobody took, neighbours run together, by line."""
        said = list(self._said)
        said.extend(
            (
                piece.number, piece.last, "unplaced", "warning",
                f"belongs to no posting or part of the page that we know: {piece.text[:80]}",
            )
            for piece in (*pieces, *self._parts)
            if id(piece) not in self._taken
        )  # fmt: skip
        said.sort()
        made: list[Finding] = []
        last_number = -1
        for number, last, rule, level, says in said:
            before = made[-1] if made else None
            if before is not None and before.rule == rule and (
                before.says == says or rule == "unplaced"
            ) and number <= last_number + 2:  # fmt: skip
                first = int(before.subject.split()[1].split("-")[0])
                subject = lines_subject(first, max(last, last_number))
                made[-1] = Finding(rule=rule, subject=subject, level=before.level, says=before.says)
                last_number = max(last, last_number)
                continue
            made.append(
                Finding(rule=rule, subject=lines_subject(number, last), level=level, says=says)
            )
            last_number = last
        return made
