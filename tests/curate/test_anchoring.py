"""Binding quotes: allowed changes stay verified, changes of meaning never are."""

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curate import damage
from curate.invented import Report, page, report, sentence
from sourcebook.curate import Match, Quote, Source, find, in_words, segments
from sourcebook.curate.folding import fold
from sourcebook.curate.source import word_spans
from sourcebook.records import Text
from thoroughness import many

REPORTS: list[Report] = [report(seed) for seed in range(12)]
SOURCES: list[Source] = [Source(one.text) for one in REPORTS]


def match(words: str | list[str], text: str | Text) -> Match:
    made = Text(capture="0" * 64, text=text) if isinstance(text, str) else text
    return find(Quote([words] if isinstance(words, str) else words), Source(made))


def passage(chance: Random) -> tuple[int, str]:
    """Which report, and one to three sentences of one of its paragraphs."""
    n = chance.randrange(len(REPORTS))
    sentences = chance.choice(REPORTS[n].paragraphs)
    first = chance.randrange(len(sentences))
    return n, " ".join(sentences[first : first + chance.randint(1, 3)])


@settings(max_examples=many(150))
@given(st.integers(0, 10**9))
def test_what_a_person_would_copy_is_verified_and_its_offsets_give_the_words_back(
    seed: int,
) -> None:
    n, words = passage(Random(seed))
    found = find(Quote([words]), SOURCES[n])
    assert found.standing == "verified", in_words(segments(found))
    assert found.anchor is not None
    assert found.anchor.start is not None
    assert found.anchor.end is not None
    text = REPORTS[n].text
    assert text.text[found.anchor.start : found.anchor.end] == found.anchor.exact
    assert text.text[: found.anchor.start].endswith(found.anchor.prefix)
    assert text.text[found.anchor.end :].startswith(found.anchor.suffix)
    assert holds(found.anchor.exact, words)


def holds(passage: str, words: str) -> bool:
    """Whether the words stand in the passage in order, from its first to its last."""
    ours = word_spans(fold(words))[0]
    theirs = [re.sub(r"(?<=[a-z])\d+$", "", word) for word in word_spans(fold(passage))[0]]
    rest = iter(theirs)
    return all(word in rest for word in ours) and (theirs[0], theirs[-1]) == (ours[0], ours[-1])


@settings(max_examples=many(400))
@given(st.integers(0, 10**9), st.sampled_from(damage.TRUE))
def test_what_curators_may_change_stays_verified(seed: int, change: damage.Damage) -> None:
    chance = Random(seed)
    n, words = passage(chance)
    changed = change(words, chance)
    found = find(Quote([changed]), SOURCES[n])
    assert found.standing == "verified", (changed, in_words(segments(found)), found.doubts)


@pytest.mark.slow
@settings(max_examples=many(200))
@given(
    st.integers(0, 10**9),
    st.lists(st.sampled_from(damage.TRUE), min_size=2, max_size=4, unique=True),
)
def test_several_such_changes_stay_verified(seed: int, changes: list[damage.Damage]) -> None:
    chance = Random(seed)
    n, words = passage(chance)
    if damage.elision in changes:  # once: two may leave less than they leave out
        changes = [damage.elision, *(one for one in changes if one is not damage.elision)]
    for change in changes:
        words = change(words, chance)
    found = find(Quote([words]), SOURCES[n])
    assert found.standing == "verified", (words, in_words(segments(found)), found.doubts)


@settings(max_examples=many(800))
@given(st.integers(0, 10**9), st.sampled_from(damage.FALSE))
def test_a_change_of_meaning_is_never_verified_and_is_shown(
    seed: int, change: damage.Damage
) -> None:
    chance = Random(seed)
    n, words = passage(chance)
    changed = change(words, chance)
    if changed == words or _stands(changed, REPORTS[n]):
        return
    found = find(Quote([changed]), SOURCES[n])
    assert found.standing == "differs", (changed, in_words(segments(found)))
    ops = {segment.op for segment in segments(found)}
    assert found.doubts or ops & {"insert", "delete"}


def _stands(words: str, where: Report) -> bool:
    return any(words in " ".join(sentences) for sentences in where.paragraphs)


@settings(max_examples=many(150))
@given(st.integers(0, 10**9))
def test_the_segments_give_back_both_wordings(seed: int) -> None:
    chance = Random(seed)
    n, words = passage(chance)
    changed = chance.choice(damage.FALSE)(words, chance)
    found = find(Quote([changed]), SOURCES[n])
    if found.standing == "absent" or len(found.parts) > 1:
        return
    made = segments(found)
    quoted = "".join(one.text for one in made if one.op in {"equal", "insert", "bracket"})
    assert _letters(quoted) == _letters(changed)
    assert found.anchor is not None
    sourced = "".join(one.text for one in made if one.op in {"equal", "delete", "passed"})
    assert _letters(sourced) == _letters(found.anchor.exact)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text).lower)


@settings(max_examples=many(100))
@given(st.integers(0, 10**9))
def test_a_sentence_of_another_report_is_not_verified(seed: int) -> None:
    chance = Random(seed)
    n = chance.randrange(len(REPORTS))
    words = sentence(chance)
    if _stands(words, REPORTS[n]):
        return
    assert find(Quote([words]), SOURCES[n]).standing != "verified"


# --- the same, by hand --------------------------------------------------------------------------
BEFORE = "The report opens with thanks to its readers. "
AFTER = " The report ends with a list of its sources."


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Inspectors found forced labor.12 The mines stayed open.", "Inspectors found forced labor. The mines stayed open."),
        ("Inspectors found forced labor12 in the mines.", "Inspectors found forced labor in the mines."),
        ("Inspectors found forced labor[12] in the mines.", "Inspectors found forced labor in the mines."),
        ("Inspectors found forced labor¹² in the mines.", "Inspectors found forced labor in the mines."),
        ("Inspectors found forced labor.” 3 mines closed.", "Inspectors found forced labor.” 3 mines closed."),
        ("Inspectors found forced labor. (1; 2; 3) The mines stayed open.", "Inspectors found forced labor. The mines stayed open."),
        ("Inspectors found forced labor.(1-3) The mines stayed open.", "Inspectors found forced labor. (1-3) The mines stayed open."),
        ("Inspectors found forced labor in the mines.", "Inspectors found forced labor [12] in the mines.".replace(" [", "[")),
        ("Inspectors found traffick-\ning near the border.", "Inspectors found trafficking near the border."),
        ("Inspectors found forced-\nlabor camps near the border.", "Inspectors found forced-labor camps near the border."),
        ("Inspectors found traf\ufffeficking near the border.", "Inspectors found trafficking near the border."),
        ("Inspectors found traf\u00adficking near the border.", "Inspectors found trafficking near the border."),
        ("Inspectors found trafficking near the border.", "Inspectors found traffick- ing near the border."),
        ("Inspectors heard of “carpet workshops” near the border.", "Inspectors heard of “carpet work-\nshops” [sic]"),
        ("Inspectors found trafficking gangs near the border.", "Inspectors found traf-ficking gangs near the border."),
        ("Self-employed weavers near the border were not counted.", "Selfemployed weavers near the border were not counted."),
        ("The oﬃce conﬁrmed the ﬁgures it had published.", "The office confirmed the figures it had published."),
        ("They were “sold” — some of them twice — in the market.", "They were \"sold\" -- some of them twice – in the market."),
        ("PROHIBITION OF FORCED LABOR IN THE MINES", "Prohibition of forced labor in the mines"),
        ("He said that women were sold in the market.", "[One trafficker] said that women were sold in the market."),
        ("There people live in poverty, without light or water.", "There [in Orvania] people live in poverty, without light or water."),
        ("He kept trafficking people over the border.", "He kept traffick[ed] people over the border."),
        ("The Committee is concerned at: (a) The growing trade; (b) The lack of shelters.", "The Committee is concerned at: The growing trade; The lack of shelters."),
        ("The Committee is concerned at: The growing trade; The lack of shelters.", "The Committee is concerned at: (a) The growing trade; (b) The lack of shelters."),
        ("The Committee is concerned at:\n\n• the growing trade;\n\n• the lack of shelters.", "The Committee is concerned at: the growing trade; the lack of shelters."),
        ("In Orvania—a source country for men—the law is new.", "A source country for men"),
        ("Ольга сказала, что их было двенадцать человек в одной комнате.", "ольга сказала, что их было двенадцать человек"),
        ("そこで子どもたちは働いていると報告された。学校はない。", "子どもたちは働いていると報告された"),
        ("وقالت النساء إنهن لم يحصلن على أجر منذ عام كامل", "لم يحصلن على أجر منذ عام كامل"),
    ],
)  # fmt: skip
def test_a_quote_is_verified_where_only_the_setting_differs(source: str, words: str) -> None:
    found = match(words, BEFORE + source + AFTER)
    assert found.standing == "verified", (in_words(segments(found)), found.doubts)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("The police counted 5.6 million workers in the camps.", "million workers in the camps, the police counted 5"),
        ("The number of workers in the camps rose by 5.6 percent.", "The number of workers in the camps rose by 5"),
        ("Non-governmental groups took part in the raid on the camp.", "governmental groups took part in the raid on the camp"),
        ("The workers said nobody there can't leave the camp.", "The workers said nobody there can"),
        ("The workers were paid $300 for a month in the camp.", "The workers were paid 300 for a month in the camp."),
        ("About 50% of the workers in the camp were children.", "About 50 of the workers in the camp were children."),
        ("The act in Article 12 protects the workers in the camp.", "The act in Article 13 protects the workers in the camp."),
        ("The act in Article 3(a) protects the workers in the camp.", "The act in Article 3 protects the workers in the camp."),
        ("The act in Article12 protects the workers in the camp.", "The act in Article protects the workers in the camp."),
        ("A girl (14) was found in the camp near the border.", "A girl was found in the camp near the border."),
        ("It took effect in May of that year. [Source on file].", "It took effect [source on file]."),
        ("They said that they would re-sign in the spring of that year.", "They said that they would resign in the spring of that year."),
        ("They told US officials that the camp was empty.", "They told us officials that the camp was empty."),
        ("Were the workers of the camp paid for the harvest?", "Were the workers of the camp paid for the harvest."),
        ("The camp is far away. Its workers were aged 1-\n5 years.", "The camp is far away. Its workers were aged 15 years."),
        ("The workers of the camp were not paid for the harvest.", "The workers of the camp were … paid for the harvest."),
        ("The workers of the camp were not paid for the harvest.", "The workers of the camp were [always] paid for the harvest."),
        ("The camp held 12 workers from the north of the country.", "The camp held [many] workers from the north of the country."),
        ("It fell in May. 12 women of the camp were rescued then.", "It fell in May. Women of the camp were rescued then."),
        ("The pay was good.The guards left.12 Women were freed.", "The pay was good. The guards left. Women were freed."),
        ("The men were freed. The women in the camp were not.", "The women in the camp were not. The men were freed."),
        ("They worked for free in their uncle’s brick kiln.", "They worked for free in their uncles brick kiln."),
        ("Its output: 400-450 bricks a day for each of them.", "Its output: 400450 bricks a day for each of them."),
        ("Inspectors found forced labor.12 The mines stayed open.", "Inspectors found forced labor.13 The mines stayed open."),
        ("Inspectors found forced labor[12] in the mines.", "Inspectors found forced labor[13] in the mines."),
        ("Inspectors found forced labor in the mines.", "Inspectors found forced labor (12) in the mines."),
    ],
)  # fmt: skip
def test_a_quote_differs_where_what_it_says_differs(source: str, words: str) -> None:
    found = match(words, BEFORE + source + AFTER)
    assert found.standing == "differs", in_words(segments(found))


def test_paragraphs_may_leave_sentences_out_between_them() -> None:
    text = "The camp was large. It had a fence. Nobody could leave it. Guards stood at each gate."
    found = match(["The camp was large.", "Nobody could leave it."], text)
    assert found.standing == "verified"
    assert [segment.op for segment in segments(found)] == ["equal", "gap", "equal"]


def test_one_paragraph_that_leaves_a_sentence_out_differs_and_says_so() -> None:
    text = (
        "The camp was large and old. It had a fence. Nobody could leave it. Guards stood at a gate."
    )
    found = match("The camp was large and old. Nobody could leave it.", text)
    assert found.standing == "differs"
    assert "4 words are left out" in found.doubts[0]


ITEMS = (
    "The council is concerned at: (a) The growing trade in permits; (b) The want of any shelter for "
    "men; (c) The delay of a year, unless it is excused, in each trial; and (d) The loss of files."
)


def test_items_of_a_list_may_be_left_out_as_their_letters_show() -> None:
    quote = "(a) The growing trade in permits; (d) The loss of files."
    found = match(f"The council is concerned at: {quote}", ITEMS)
    assert found.standing == "verified"
    assert [segment.op for segment in segments(found)] == ["equal", "gap", "equal"]


def test_an_item_cut_short_before_the_next_one_differs() -> None:
    words = (
        "The council is concerned at: (a) The growing trade; (b) The want of any shelter for men."
    )
    assert match(words, ITEMS).standing == "differs"
    words = "(c) The delay of a year, in each trial; and (d) The loss of files."
    assert match(words, ITEMS).standing == "differs"
    words = "(a) The growing trade in permits; (c) The loss of files."
    assert match(words, ITEMS).standing == "differs"


def test_paragraphs_in_another_order_differ() -> None:
    text = "The camp was large. It had a fence. Nobody could leave it. Guards stood at each gate."
    found = match(["Nobody could leave it.", "The camp was large."], text)
    assert found.standing == "differs"
    assert "stands before" in found.doubts[0]


def test_a_sentence_over_two_pages_is_one_sentence() -> None:
    one = report(4, paragraphs=60)
    turns = [block for block in one.text.blocks if block.kind == "furniture"][1:]
    assert len(turns) > 6
    source = Source(one.text)
    for sentences in one.paragraphs:
        assert find(Quote([" ".join(sentences)]), source).standing == "verified"


def test_of_equal_passages_the_one_on_the_page_named_is_meant() -> None:
    text = "Nobody was paid.\n\nNobody was paid.\n\n"
    pages = (page(0, "7", 0, 18), page(1, "8", 18, len(text)))
    source = Source(Text(capture="", text=text, pages=pages))
    found = find(Quote(["Nobody was paid."]), source, page="8")
    assert found.anchor is not None
    assert (found.anchor.page, found.anchor.start) == ("8", 18)


def test_a_passage_that_is_only_a_footnote_is_found() -> None:
    one = report(4, paragraphs=60)
    note = next(block for block in one.text.blocks if block.kind == "footnote")
    words = one.text.text[note.start : note.end]
    assert find(Quote([words]), Source(one.text)).standing == "verified"


def test_words_that_stand_nowhere_near_are_absent() -> None:
    found = match("The orchestra played three waltzes under the old bridge.", REPORTS[0].text)
    assert found.standing == "absent"
    assert found.anchor is None


def test_an_empty_quote_stays_unchecked() -> None:
    assert match([], "Some words.").standing == "unchecked"
    assert match("— … —", "Some words.").standing == "unchecked"


def test_an_empty_text_holds_nothing() -> None:
    assert match("Some words.", "").standing == "absent"
