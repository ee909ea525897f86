"""Numbers of laws, pages, headings and names are no figures. All sentences are invented."""

import pytest

from sourcebook.claims import Figure
from sourcebook.understand.figures import figures_in
from sourcebook.understand.prepared import Prepared


def figures(text: str) -> tuple[Figure, ...]:
    return figures_in(Prepared(text, home="KH", year=2016))


@pytest.mark.parametrize(
    "text",
    [
        "The list of goods was made under EO 13126 and updated twice.",
        "EO 13126 List contractors must show what they know.",
        "Executive Order 13126 bans such goods.",
        "Law No. 374 sets the penalties, and Law 374 workers know it.",
        "Under Article 128 children may not work.",
        "Decree 57 employers must register; see Order No. 1020 workers.",
        "Under SRO 283 employers must keep registers.",
        "Prakas 106 children may not work there.",
        "The Council of Ministers Decision 353 defines who does what.",
        "In the plan, Objective 26 focuses on shelters.",
        "Resolution 1325 women were heard.",
        "Table 3 Children by sector",
        "See page 14 children and page 22 women.",
        "Section 5 women and girls",
        "13 Youth",
        "13 Youth and Children in the Province",
        "It put into practice the “100 Actions Against Trafficking” of its plan.",
        'The "Zero Children in Mines" campaign went on.',
        "the kilns of the province\n\n2\n\nReports of the Bureau",
    ],
)
def test_a_number_that_belongs_to_a_name_is_no_figure(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "of"),
    [
        ("Under Executive Order 13126, 12 goods were listed.", 12, "goods"),
        ("Law No. 374 freed 40 workers.", 40, "workers"),
        ("Article 128 was used to convict 14 employers.", 14, "employers"),
        ("13 youths were freed.", 13, "youths"),
        ("13 Cambodian women were freed.", 13, "Cambodian women"),
        ("40 Children were found.", 40, "Children"),
        ("On page 14 the report counts 300 children.", 300, "children"),
        ("The order was given to 305 workers.", 305, "workers"),
        ("The lists are new. (52) Although 25 new checklists were approved, none is used.", 25, "new checklists"),
        ("It has a council. Comprises 19 government entities.", 19, "government entities"),
        ("In Cambodia 17 looms stood still.", 17, "looms"),
        ("The fund gave $32 (3,000 Argentine pesos) for each child.", 3000, "Argentine pesos"),
    ],
)  # fmt: skip
def test_a_number_beside_a_name_still_counts(text: str, value: float, of: str) -> None:
    assert (value, of) in [(figure.value, figure.of) for figure in figures(text)]
