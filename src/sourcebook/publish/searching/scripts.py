"""Write the search's files: each a script that hands one list to the page. Pure.

A browser lets a page read no file of a folder but as a script, so scripts they are: the search works from
a memory stick as from a server. ``sought("t/3f", [key, value, …])`` is all that stands in one.
"""

from collections.abc import Iterable, Sequence

import msgspec

from sourcebook.publish.searching.coding import number
from sourcebook.publish.searching.numbering import mixed

FOLDER = "search"
SPREAD = 192  # forms in a file of the dictionary, in the mean
_BORDER_LETTERS = 16  # longer forms are no borders, so that names of files stay short
_encode = msgspec.json.Encoder().encode


def path(file: str) -> str:
    """Where a file of the search stands."""
    return f"{FOLDER}/{file}.js"


def script(file: str, said: object) -> bytes:
    """The script of a file."""
    return b"sought(%b,%b)\n" % (_encode(file), _encode(said))


def pairs(file: str, lines: Iterable[tuple[str, str]]) -> bytes:
    """A file of keys and values, one behind the other."""
    return script(file, [part for line in lines for part in line])


def term_file(term: str, shelves: int) -> str:
    """The name that a term's files share behind their letter: of its postings and its places. A term of
    a title stands with that of the text, since whoever asks for one weighs the other."""
    return f"{mixed(term.rpartition(':')[2]) % shelves:x}"


def is_border(form: str) -> bool:
    """Whether a file of the dictionary begins at this form: it says so itself, so that other forms
    come and go without moving borders."""
    return len(form.encode("utf-16-le")) <= 2 * _BORDER_LETTERS and mixed(form) % SPREAD == 0


def dictionary_file(border: str) -> str:
    """The file of the dictionary that begins at a border; "" is before all."""
    name = "".join(
        letter if letter.isascii() and letter.isalnum() else f"-{ord(letter):x}-"
        for letter in border
    )
    return f"w/_{name}"


def dictionary(file: str, forms: Iterable[tuple[str, str, int]]) -> bytes:
    """A file of the dictionary: each form, then its terms, parted by tabs. Before each term stands how
    often it occurs under that form (a letter: how many bits the number has); a term that is as the form
    is left out."""
    said: list[str] = []
    last = None
    for form, term, things in forms:
        one = number(things.bit_length()) + ("" if term == form else term)
        if form == last:
            said[-1] += "\t" + one
        else:
            said += (form, one)
            last = form
    return script(file, said)


def faces(file: str, rows: Sequence[tuple[int, bytes]]) -> bytes:
    """A file of faces, by place."""
    inner = b",".join(b"%d,%b" % row for row in rows)
    return b"sought(%b,[%b])\n" % (_encode(file), inner)


def face_line(face: list[object]) -> bytes:
    """A face as it stands in its file."""
    return _encode(face)
