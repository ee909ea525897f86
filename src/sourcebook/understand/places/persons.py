"""Whether a name is somebody's: "Michael Jordan", "Ms. Ireland", "Chad Johnson". Pure."""

import re

from sourcebook.understand.places.around import Around, Sense
from sourcebook.understand.places.matching import Hit

_BEFORE_NAMES = (
    "mr mrs ms miss dr prof professor sir judge justice senator sen rep officer detective"
)
_TITLE = re.compile(rf"\b(?:{'|'.join(_BEFORE_NAMES.split())})\.? $")
_TITLES = tuple(f"{title}{mark} " for title in _BEFORE_NAMES.split() for mark in ("", "."))
_GIVEN = frozenset(
    """aaron adam alan albert alex alexander alice amanda amy andrea andrew angela anna anne anthony barbara
    ben benjamin betty bill bob brenda brian carl carlos carol catherine charles cheryl chris christina
    christine christopher cynthia dan daniel david deborah denise dennis diana diane donald donna dorothy
    douglas edward elizabeth emily emma eric ernest eva evelyn frances frank fred gary george gerald gloria
    grace greg gregory harold harry heather helen henry howard jack jacob james jane janet jason jean jeff
    jeffrey jennifer jeremy jerry jessica jesus jim jimmy joan joe john johnny jonathan jose joseph joshua
    joyce juan judith judy julia julie justin karen karl kate katherine kathleen kathryn keith kelly kenneth
    kevin kim kimberly larry laura lauren lawrence lee lillian linda lisa louis louise lucy luis maria marie
    marilyn mark martha martin mary matthew megan melissa michael michelle mike mildred montell nancy
    neil nicholas nicole olivia pamela patricia patrick paul peter philip phyllis rachel ralph ray raymond
    rebecca richard robert robin roger ronald rose roy russell ruth ryan samantha samuel sandra sarah scott
    sean sharon shirley sophia stephanie stephen steve steven susan teresa terry theresa thomas tim timothy
    todd tom tony vernon victoria vincent virginia walter wanda alejandro alberto antonio benito carmen diego enrique felipe fernando
    francisco guadalupe javier jorge josé juana luisa luz manuel miguel pablo pedro rafael ricardo roberto rosa wayne william""".split()  # noqa: SIM905
)
_FAMILY = frozenset(
    """adams allen anderson bailey baker barnes bell bennett brooks brown bryant butler campbell carter clark
    collins cook cooper cox cruz davis diaz edwards evans fisher flores foster garcia gomez gonzalez gray
    green griffin hall hamilton harris hayes henderson hernandez hill howard hughes jackson james jenkins
    johnson jones kelly kim king lee lewis long lopez martin martinez miller mitchell moore morales morgan
    morris murphy myers nelson ortiz parker patterson perez perry peterson phillips powell price ramirez
    reed reyes reynolds richardson rivera roberts robinson rodriguez rogers ross russell sanchez sanders
    scott simmons smith spieth stewart sullivan taylor thomas thompson torres turner walker ward washington
    watson white williams wilson wood wright young""".split()  # noqa: SIM905
)
_LAST_WORD = re.compile(r"(\w+)(?: \w\.)? $")
_NEXT_WORD = re.compile(r" (\w+)")


def is_titled(hit: Hit, around: Around) -> bool:
    """ "Ms. China", "Judge England"."""
    before = around.before(hit, 14)
    return before.endswith(_TITLES) and bool(_TITLE.search(before))


def is_person(hit: Hit, around: Around) -> bool:
    """ "Michael Jordan", "Ms. Ireland", "Chad Johnson": somebody's name."""
    before = around.before(hit, 30)
    if is_titled(hit, around):
        return True
    if re.match(r", (?!U\.[SK])[A-Z]\.", around.text[hit.end : hit.end + 6]):
        return True  # "Jordan, A." in a bibliography
    last = _LAST_WORD.search(before)
    if last and last[1] in _GIVEN and around.text[hit.start - len(last[0])].isupper():
        return True
    following = _NEXT_WORD.match(around.after(hit, 30))
    return bool(
        following and following[1] in _FAMILY and around.text[hit.end + 1 : hit.end + 2].isupper()
    )


def or_person(hit: Hit, around: Around) -> Sense:
    return None if is_person(hit, around) else (hit.code, 0.95)
