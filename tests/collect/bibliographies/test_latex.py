"""LaTeX as bibliographies hold it becomes plain Unicode."""

import pytest

from sourcebook.collect.bibliographies.latex import plain, rich


@pytest.mark.parametrize(
    ("tex", "read"),
    [
        (r"M{\"u}ller and Garc\'{\i}a", "Müller and García"),
        (r"{\v{S}}koda, \v S, {\c c}, {\H o}, \"{O}", "Škoda, Š, ç, ő, Ö"),
        (r"{\ss} {\aa} {\L}\'od\'z {\ae}", "ß å Łódź æ"),
        (r"{Fifteen {Years} of {NGO} Work}", "Fifteen Years of NGO Work"),
        (r"Bread \& Roses: 30\% more, \$5 \#1 a\_b", "Bread & Roses: 30% more, $5 #1 a_b"),
        (r"12--14, then --- well", "12–14, then — well"),
        (r"``quoted'' and \textquotesingle", "“quoted” and '"),
        (r"H$_2$O and $10^{6}$, $\alpha$ and $\leq$", "H₂O and 10⁶, α and ≤"),
        (r"Almaty~2004", "Almaty\u00a02004".replace("\u00a0", " ")),
        (r"\emph{Slaves} of \textbf{today}", "Slaves of today"),
        (r"\href{http://a.example/x}{the page}", "the page (http://a.example/x)"),
        (r"\url{http://a.example/x_y}", "http://a.example/x_y"),
        (r"caf\\'e", "café"),
        (r"\unknowncommand{kept words}", "kept words"),
        (r"an open { brace and a closed one }", "an open brace and a closed one"),
        ("Улица Абая", "Улица Абая"),
    ],
)
def test_tex_reads_as_unicode(tex: str, read: str) -> None:
    assert plain(tex) == read


def test_italics_and_the_like_become_the_tags_of_csl() -> None:
    assert (
        rich(r"On \textit{zero} days, n$^{th}$ time") == "On <i>zero</i> days, n<sup>th</sup> time"
    )


@pytest.mark.slow
def test_a_million_braces_or_commands_neither_hang_nor_overflow() -> None:
    assert plain("{" * 200_000 + "x") in ("", "x")
    assert isinstance(plain(r"\textbf" * 20_000 + "{x}"), str)
