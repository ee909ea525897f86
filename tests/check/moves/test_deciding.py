"""What a decision makes of an entry, and what is to be found again."""

from datetime import UTC, datetime

import pytest

from sourcebook.check.moves.choosing import wanted
from sourcebook.check.moves.deciding import accepted, declined, exact, id_of, with_address
from sourcebook.errors import Refused
from sourcebook.records import Address, Check, Date, Entry, Memento, Sign, Suggestion

NOW = "2026-11-26T18:30:00+00:00"
AT = datetime.fromisoformat(NOW)
OLD, NEW = "http://a.example/old/x", "https://a.example/new/x"


def entry(*addresses: Address, **more: object) -> Entry:
    return Entry(id="beds", title="Beds", addresses=addresses, **more)  # type: ignore[arg-type]


def move(target: str = NEW, *, url: str = OLD, **more: object) -> Suggestion:
    given: dict[str, object] = {"kind": "move", "how": "rule", **more}
    return Suggestion(id=id_of("beds", url, target), entry="beds", url=url, target=target, **given)  # type: ignore[arg-type]


# --- deciding ----------------------------------------------------------------------------------
def test_an_accepted_move_is_an_address_right_after_the_old_one() -> None:
    old = Address(url=OLD, standing="gone", accessed=(Date(edtf="2011", as_written="2011"),))
    other = Address(url="http://b.example/y")
    after, decided = accepted(entry(old, other), move(), who="me", now=NOW, why="looked")
    assert [one.url for one in after.addresses] == [OLD, NEW, "http://b.example/y"]
    assert after.addresses[0] == old
    new = after.addresses[1]
    assert (new.standing, new.checked) == ("alive", NOW)
    assert new.accessed == (Date(edtf="2026-11-26", as_written="26 November 2026"),)
    assert (decided.decision, decided.decided_by, decided.decided_at, decided.why) == (
        "accepted", "me", NOW, "looked",
    )  # fmt: skip


def test_an_address_that_is_there_is_not_doubled() -> None:
    before = entry(Address(url=OLD, standing="gone"), Address(url="http://www.a.example/new/x/"))
    after = with_address(before, OLD, NEW, now=NOW)
    assert len(after.addresses) == 2
    assert (after.addresses[1].standing, after.addresses[1].checked) == ("alive", NOW)
    assert with_address(after, OLD, NEW, now="later") == after


def test_a_lost_original_is_repaired_where_the_note_stands() -> None:
    note = Address(url=None, as_written="At one time … [here]")
    after = with_address(entry(note, Address(url=OLD)), "", NEW, now=NOW)
    assert [one.url for one in after.addresses] == [None, NEW, OLD]
    assert [one.url for one in with_address(entry(), "", NEW, now=NOW).addresses] == [NEW]


def test_a_fragment_is_no_other_address() -> None:
    after = with_address(
        entry(Address(url=f"{OLD}#20"), Address(url="http://b.example/")), OLD, NEW, now=NOW
    )
    assert [one.url for one in after.addresses] == [f"{OLD}#20", NEW, "http://b.example/"]


def test_a_memento_is_decided_the_same_way() -> None:
    copy = move("http://archive.example/2011/x", kind="memento", taken="2011-02-16T00:00:00Z")
    before = entry(Address(url=f"{OLD}#20"), Address(url="http://b.example/"))
    after, decided = accepted(before, copy, who="me", now=NOW)
    (memento,) = after.addresses[0].mementos
    assert memento == Memento(
        url="http://archive.example/2011/x",
        at=Date(edtf="2011-02-16", as_written="2011-02-16T00:00:00Z"),
    )
    assert after.addresses[1].mementos == ()
    assert decided.decision == "accepted"


def test_what_was_decided_is_decided() -> None:
    done = declined(move(), who="me", now=NOW, why="another report")
    assert done.decision == "declined"
    with pytest.raises(Refused, match="was declined 2026-11-26 by me"):
        declined(done, who="me", now=NOW)
    with pytest.raises(Refused):
        accepted(entry(), done, who="me", now=NOW)
    with pytest.raises(Refused, match="is of beds"):
        accepted(Entry(id="other", title="x"), move(), who="me", now=NOW)


def test_the_same_proposal_has_one_id_however_it_is_spelled() -> None:
    assert id_of("a", OLD, NEW) == id_of("a", f"{OLD}#20", "http://www.a.example/new/x/")
    assert len({id_of("a", OLD, NEW), id_of("b", OLD, NEW), id_of("a", OLD, OLD)}) == 3


def test_exact_leaves_out_what_a_person_has_to_look_at() -> None:
    one, two = move(exact=True), move("http://a.example/z", exact=True)
    lone = move("http://c.example/z", url="http://c.example/y", exact=True)
    vague = move("http://d.example/z", url="http://d.example/y")
    assert exact([one, vague]) == [one]
    assert exact([one, two, lone]) == [lone]
    assert exact([declined(one, who="me", now=NOW)]) == []


# --- choosing ----------------------------------------------------------------------------------
def urls(*entries: Entry, checks: dict[str, Check] | None = None, named: bool = False,
         tried: dict[str, str] | None = None) -> list[tuple[str, str]]:  # fmt: skip
    found = wanted(entries, checks or {}, now=AT, named=named, tried=tried)
    return [(one.url, one.why) for one in found]


def at(url: str | None, standing: str, checked: str = "2026-11-20T00:00:00+00:00") -> Address:
    return Address(url=url, standing=standing, checked=checked)  # type: ignore[arg-type]


def test_what_is_gone_is_looked_for_and_lost_originals_first() -> None:
    gone = entry(at(OLD, "gone"))
    lost = Entry(id="lost", title="Lost", lost=True)
    noted = Entry(id="noted", title="Noted", addresses=(Address(as_written="[here]"),))
    assert urls(gone, lost, noted) == [("", "lost"), ("", "lost"), (OLD, "gone")]
    assert urls(entry(at(OLD, "soft gone")), entry(at(OLD, "moved"))) == [
        (OLD, "soft gone"), (OLD, "moved"),
    ]  # fmt: skip


def test_what_was_found_again_before_is_left_alone() -> None:
    assert urls(entry(at(OLD, "gone"), at(NEW, "alive"))) == []
    assert urls(entry(at(OLD, "gone"), Address(url=NEW))) == []
    assert urls(entry(at(OLD, "gone"), at(NEW, "gone"))) == [(OLD, "gone"), (NEW, "gone")]


def test_doubt_is_looked_into_when_it_lasts_or_leads_to_a_front_page() -> None:
    assert urls(entry(at(OLD, "unsure"))) == []
    assert urls(entry(at(OLD, "unsure", "2026-09-01T00:00:00Z"))) == [(OLD, "unsure for long")]
    check = Check(id="x", key="k", url=OLD, at=NOW, signs=(Sign(kind="front page"),))
    assert urls(entry(at(OLD, "unsure")), checks={"a.example/old/x": check}) == [
        (OLD, "front page")
    ]


def test_what_was_looked_for_lately_waits_unless_it_is_named() -> None:
    gone = entry(at(OLD, "gone"))
    (one,) = wanted([gone], {}, now=AT)
    assert urls(gone, tried={one.key: "2026-11-20T00:00:00+00:00"}) == []
    assert urls(gone, tried={one.key: "2026-10-01T00:00:00+00:00"}) == [(OLD, "gone")]
    assert urls(gone, tried={one.key: "2026-11-20T00:00:00+00:00"}, named=True) == [(OLD, "gone")]
    assert urls(gone, tried={one.key: "no date"}) == []
    assert urls(entry(Address(url=OLD)), named=True) == [(OLD, "asked for")]
    assert urls(entry(Address(url=OLD))) == []
    assert AT.tzinfo == UTC
