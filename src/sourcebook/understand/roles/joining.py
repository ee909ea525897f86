"""Statements put together: one that goes on about the same people, one that leaves out the verb. Pure."""

from sourcebook.understand.roles.frame import Frame


def goes_on(now: Frame, previous: Frame, *, contrast: bool, joined: bool) -> bool:
    """Whether ``now``, begun by "while" (``contrast``) or "and" (``joined``), is more of ``previous``, which it is
    added to then; else it is given what it leaves out."""
    # "while others are trafficked to X" is told of them apart.
    apart = now.same and (now.ends or now.ways or now.end_abroad)
    if not now.people and contrast and previous.people and now.event and not apart:
        sold = {*now.purposes} == {"sexual-exploitation"}
        if sold and not (previous.forced or previous.traffic or previous.purposes):
            previous.serves = []  # "recruited as maids but then …"
        merge(previous, now)
        return True
    nowhere = previous.verb and not (now.ends or now.ways or now.end_abroad)
    if joined and now.people and previous.event and not now.verb and (nowhere or not now.event):
        gapped(now, previous)
    elif now.people and now.ends and not now.verb:
        contrasted(now, previous)
    return False


def merge(into: Frame, more: Frame) -> None:
    """``more`` goes on about the people of ``into``."""
    into.origins += more.origins
    into.ends += more.ends
    into.ways += more.ways
    into.purposes += more.purposes
    into.serves += more.serves
    into.origin_abroad |= more.origin_abroad
    into.end_abroad |= more.end_abroad
    into.end_home |= more.end_home
    into.end_town |= more.end_town
    into.traffic |= more.traffic
    into.loose |= more.loose
    into.goods |= more.goods
    into.verb |= more.verb
    into.forced |= more.forced
    into.exploited |= more.exploited
    into.taken |= more.taken
    into.hearsay |= more.hearsay
    into.strong_response |= more.strong_response
    if more.start >= 0:
        into.start = min(into.start, more.start)
        into.end = max(into.end, more.end)


def gapped(now: Frame, previous: Frame) -> None:
    """ "… exploit victims in Fiji and Fijians abroad": the verb is said once."""
    now.traffic = previous.traffic
    now.exploited = previous.exploited
    now.forced = previous.forced
    now.verb = previous.verb
    now.taken = previous.taken
    now.hearsay |= previous.hearsay
    now.negated |= previous.negated
    if not (previous.verb and (now.serves or now.purposes)):
        now.purposes += previous.purposes
        now.serves += previous.serves
    if not (previous.ends or previous.end_abroad or previous.end_home):
        previous.ends += now.ends
        previous.end_abroad |= now.end_abroad
        previous.end_home |= now.end_home
    elif not (now.ends or now.end_abroad or now.end_home or now.tells_who or now.origins):
        now.ends += previous.ends  # "women are taken to X for sex, and men to farms"
        now.end_abroad, now.end_home = previous.end_abroad, previous.end_home
        now.moved = previous.moved
        now.to += previous.to
        now.origin_abroad = previous.origin_abroad
        _same_people(now, previous)
    elif now.ends and not (now.tells_who or now.origins):
        _same_people(now, previous)  # "women of X are held in Y, and men in Z"


def _same_people(now: Frame, previous: Frame) -> None:
    now.origins += [code for one in previous.people for code in one.nations]
    now.origins += previous.origins


def contrasted(now: Frame, previous: Frame) -> None:
    """ "Women from X are taken to Y for prostitution, while men to Z": the verb and whose people they are
    are said once."""
    if not (previous.event and previous.verb) or now.tells_who or now.origins:
        return
    now.verb = True
    now.taken |= previous.taken
    now.forced |= previous.forced
    now.traffic |= previous.traffic
    now.exploited |= previous.exploited
    now.hearsay |= previous.hearsay
    now.negated |= previous.negated
    now.origins += previous.origins
    now.origin_abroad |= previous.origin_abroad
    now.origins += [code for one in previous.people for code in one.nations]
    if not (now.purposes or now.serves):
        now.purposes += previous.purposes


def again(now: Frame, previous: Frame) -> None:
    """ "… are trafficked from A to B and from C to D": all but the way is said once."""
    now.people = list(previous.people)
    now.traffic = previous.traffic
    now.loose = previous.loose
    now.verb = previous.verb
    now.taken = previous.taken
    now.forced = previous.forced
    now.exploited = previous.exploited
    now.purposes = list(previous.purposes)
    now.ways += previous.ways
    now.ways += previous.subjects if "transit" in previous.roles else ()
    now.hearsay |= previous.hearsay
