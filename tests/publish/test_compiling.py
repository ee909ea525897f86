"""Templates as Python functions: the same bytes as minijinja's, and a plain no to what isn't understood."""

import html
from collections.abc import Mapping

import pytest
from msgspec import structs

from scripts import gallery, sample_pages, samples
from sourcebook.errors import Refused
from sourcebook.publish import views as v
from sourcebook.publish.compiling import ESCAPED, compiled, escaped
from sourcebook.publish.render import COMPILED, TEMPLATES, Renderer

HOSTILE = "\"'><x onclick=alert(1)>&amp; &#x2f; </script> {{ 7*7 }} {% raw %} %s <:0> “é” \u202e\U0001f600"
INTERPRETED = Renderer(compiled=())


def written(templates: Mapping[str, str], **given: object) -> str:
    """What the template "page.html" of some gives."""
    return b"".join(compiled("page.html", templates.get)(**given)).decode()


def compilable() -> set[str]:
    """The templates of the site that can be compiled, needed or not."""
    found = set()
    for file in TEMPLATES.glob("*.html"):
        try:
            compiled(file.name, lambda name: (TEMPLATES / name).read_text("utf-8"))
        except Refused:
            continue
        found.add(file.name)
    return found


def test_every_sample_page_has_the_bytes_that_minijinja_gives() -> None:
    able = compilable()
    assert {name for name in COMPILED if "/" not in name} <= able
    assert len(able) > 10
    renderer = Renderer(compiled=able)
    for path, template, head, view in sample_pages.pages():
        site = gallery.site("../" * path.count("/"))
        ours = renderer.page(template, site, head, view)
        assert ours == INTERPRETED.page(template, site, head, view), path


@pytest.mark.parametrize("text", ["", HOSTILE])
@pytest.mark.parametrize("part", ["card", "row", "passage"])
def test_cards_have_the_bytes_that_minijinja_gives(part: str, text: str) -> None:
    ours = Renderer()
    for number in range(8):
        entry = samples.entry(number)
        if text:
            words = tuple(
                structs.replace(x, heading=text, locator=text, paragraphs=(text, text))
                for x in entry.excerpts
            )
            link = v.Link(label=text, href=text, note=text)
            entry = structs.replace(
                entry, title=text, byline=text, lang=text, dir=text, excerpts=words, coins=text,
                newer=link, aspects=(link, v.Link(label=text, href="")), notes=(text,), lost=True,
            )  # fmt: skip
        for drawn in (None, ours.drawn(entry)):
            made = ours.card(part, entry, "h3", drawn)
            assert made == INTERPRETED.card(part, entry, "h3", drawn)
        assert ours.drawn(entry) == INTERPRETED.drawn(entry)


def test_texts_are_escaped_for_attributes_too() -> None:
    assert escaped("<a b=\"c\" d='e'>&é</a>").decode() == (
        "&lt;a b=&quot;c&quot; d=&#x27;e&#x27;&gt;&amp;é&lt;/a&gt;"
    )
    assert written({"page.html": "{{ t }}{{ t|safe }}"}, t="<b>") == "&lt;b&gt;<b>"
    assert written({"page.html": "{{ t|safe }}"}, t="<b>“".encode()) == "<b>“"


def test_a_name_that_nobody_gave_is_a_fault() -> None:
    for template in ("{{ t }}", "{{ t.title }}", "{% for x in t %}{% endfor %}"):
        with pytest.raises((TypeError, AttributeError)):
            written({"page.html": template})
    for odd in (None, True, ["x"]):
        with pytest.raises(TypeError):
            written({"page.html": "{{ t }}"}, t=odd)


def test_operators_bind_as_they_do_in_templates() -> None:
    for template, made in {
        '{{ "a" ~ 1 + 1 }}': None,
        '{{ ("x" if many|length > 1 else "y") ~ "~|z" }}': "x~|z",
        "{{ many|length * 2 }}{{ many[-1] }}": "48",
        "{{ (28 * 3 / 16)|round(1) }}": "5.2",
        "{% if not many is defined or gone is defined %}a{% else %}b{% endif %}": "b",
        "{% if many is none or 7 not in many %}a{% elif many is not none %}b{% endif %}": "b",
        "{% for a, b in pairs %}{{ a }}{% if not loop.last %},{% endif %}{% else %}-{% endfor %}": "3,5",
        "{% for a in () %}{{ a }}{% else %}-{% endfor %}": "-",
        "{% with a = 1, b = 2 %}{{ a }}{% if b is defined %}{{ b }}{% endif %}{% endwith %}": "12",
        "{{ pairs|map(attribute=1)|max }}": "6",
    }.items():  # fmt: skip
        given = {"many": (7, 8), "pairs": ((3, 4), (5, 6))}
        if made is None:
            with pytest.raises(TypeError):  # numbers and words aren't joined
                written({"page.html": template}, **given)
        else:
            assert written({"page.html": template}, **given) == made, template
            assert INTERPRETED._environment.render_str(template, **given) == made


def test_tags_leave_no_lines_of_their_own() -> None:
    page = "<p>\n  {% if t %}\n{{ t }}\n  {% endif %}\n</p>\n"
    assert written({"page.html": page}, t="x") == "<p>\nx\n</p>"
    parts = {"page.html": '{% extends "frame.html" %}\n{% block main %}\n{% include "one.html" %}\n{% endblock %}\n',
             "frame.html": "<main>\n{% block main %}{% endblock %}\n</main>\n", "one.html": "<i>\n"}  # fmt: skip
    assert written(parts) == "<main>\n<i></main>"


def test_numbers_are_shown_as_minijinja_shows_them() -> None:
    for a in range(60):
        page = f"{{{{ (28 * {a} / 16)|round(1) }}}} {{{{ {a} / 8 }}}} {{{{ {a} }}}}"
        assert written({"page.html": page}) == INTERPRETED._environment.render_str(page)


def test_what_was_shown_before_changes_no_number() -> None:
    page = "{{ t }} {{ t / 1 }} {{ 1 + t / 1 }} {{ t|round(1) }}"
    for t in (0, 1, 2, 3, 2, 3):
        assert written({"page.html": page}, t=t) == f"{t} {float(t)} {1 + float(t)} {round(t, 1)}"
    for flag in (True, False):
        with pytest.raises(TypeError):
            written({"page.html": "{{ t }}"}, t=flag)


def test_long_texts_are_escaped_each_as_it_is() -> None:
    texts = [f"{n} <&> " * 60 for n in range(450)]
    for text in (*texts, *texts[::-1]):
        assert escaped(text) == ESCAPED[text] == html.escape(text).encode()


@pytest.mark.parametrize(
    "page",
    [
        "{% macro m() %}{% endmacro %}",
        "{{ t|upper }}",
        "{{ t.title() }}",
        "{{ -t|length }}",
        "{{ t[ }}",
        "{% if t %}",
        "{% endif %}",
        "{# note #}",
        "{%- if t %}{% endif %}",
        "{% for a in t %}{% endif %}",
        "{% if t %}{% set a = 1 %}{% endif %}{{ a }}",
        '{% include "gone.html" %}',
        '{% extends "gone.html" %}',
        '{% extends "page2.html" %}words outside of a block',
        "{% block a %}",
        "{{ [t for t in u] }}",
        "{{ __import__('os') }}",
    ],
)
def test_what_is_not_understood_is_refused_by_name(page: str) -> None:
    with pytest.raises(Refused, match=r"template .*html"):
        written({"page.html": page, "page2.html": ""}, t=())
