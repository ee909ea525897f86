"""What a verb says is done to the people of a statement. Pure."""

from sourcebook.understand.roles.chunk import Chunk
from sourcebook.understand.roles.clause import Clause
from sourcebook.understand.roles.frame import Frame
from sourcebook.understand.roles.people import PURPOSES


def do(now: Frame, chunk: Chunk, at: int, clause: Clause) -> None:
    """Let the verb at ``at`` of ``clause`` be said in the statement ``now``."""
    values = chunk.values
    before = clause.before(at)
    if chunk.kind == "traffic":
        now.traffic = True
    elif chunk.kind == "move":
        now.taken = True
    elif "force" in values:
        now.forced = True
    elif "exploited" in values:
        if "noun" in values and not clause.of_people(at):
            now.exploited |= now.taken and (before is None or before.kind != "by")
        elif clause.without_object(at):
            now.people.clear()  # "settlers exploited" the land
        else:
            now.exploited = True
            now.forced = True
    elif "suffer" in values:
        now.taken = True
    for value in values:
        if value in PURPOSES:
            now.purposes.append(value)
        elif value.startswith("?"):
            now.serves.append(value[1:])
