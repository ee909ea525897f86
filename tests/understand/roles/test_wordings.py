"""Other wordings of roles and routes, found missing in texts that no rule was made with. All sentences are
invented."""

import pytest

from understand.roles.test_finding import found, own, purposes, ways


@pytest.mark.parametrize(
    ("text", "home", "roles"),
    [
        (
            "Kazakhstan is a source country for children trafficked for prostitution and a destination "
            "country for women from Nepal trafficked for forced labor.",
            "KZ",
            {"source", "destination"},
        ),
        (
            "Kazakhstan is both an origin country and a way station for trafficked women.",
            "KZ",
            {"source", "transit"},
        ),
        ("Victims are trafficked into, out of and through Kazakhstan.", "KZ",
         {"source", "destination", "transit"}),
        ("Traffickers send Nepali workers through its territory.", "KZ", {"transit"}),
        ("Women from the country's own villages are sold to brothels.", "KZ", {"internal"}),
        ("North Koreans forcibly returned from China may face forced labor in camps.", "KP",
         {"internal"}),
        ("Two people were sentenced in Almaty for bringing Nepali women to Kazakhstan and forcing "
         "them into prostitution.", "KZ", {"destination"}),
        ("Kazakhstan is a source, transit and destination country.", "KZ",
         {"source", "transit", "destination"}),
        ("Казахстан — страна происхождения и транзита.", "KZ", {"source", "transit"}),
        ("Қазақстан адам саудасы үшін транзиттік ел болып табылады.", "KZ", {"transit"}),
        ("Children may be victims of forced labor in mining.", "KZ", {"internal"}),
        ("Children are trafficked within Kazakhstan and to Turkey.", "KZ", {"internal", "source"}),
        ("Trafficking of children takes place within Kazakhstan.", "KZ", {"internal"}),
        ("The problem does not appear to be widespread, but children are forced to beg.", "KZ",
         {"internal"}),
        ("Forced begging, sometimes as a result of human trafficking (1,2)", "KZ", {"internal"}),
        ("Research could not determine if the children had been exploited for forced labor.", "KZ",
         set()),
        ("Large numbers of slaves were imported to work the plantations.", "KZ", set()),
        ("Uzbek men are lured to Kazakhstan for work on farms. They are forced to pick cotton.", "KZ",
         {"destination"}),
        ("Without controls Kazakhstan could become a source country for victims of forced labor.",
         "KZ", set()),
    ],
)  # fmt: skip
def test_roles_are_told_in_many_ways(text: str, home: str, roles: set[str]) -> None:
    assert own(text, home) == roles


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("Some women are trafficked to and from Nepal.", "KZ", {("KZ", "NP"), ("NP", "KZ")}),
        ("Children are trafficked within Kazakhstan but also to Turkey.", None, {("KZ", "TR")}),
        ("The sale of Kazakh women into the brothels of Turkey went on.", "KZ", {("KZ", "TR")}),
        ("Kazakh women are forced into prostitution in the bars of Turkey and in some parts of "
         "Lebanon, Jordan, and other countries in Asia.", "KZ",
         {("KZ", "TR"), ("KZ", "LB"), ("KZ", "JO")}),
        ("Kazakh women are recruited for jobs in Turkey only to be forced into prostitution.", "KZ",
         {("KZ", "TR")}),
        ("Women from Nepal are trafficked to Turkey for prostitution, while men are subjected to forced "
         "labor in Qatar.", "NP", {("NP", "TR"), ("NP", "QA")}),
        ("Nepali and PRC nationals were forced to work in Turkey.", "TR",
         {("NP", "TR"), ("CN", "TR")}),
        ("The main destination countries for Kazakh victims of trafficking are Turkey and Russia.",
         "KZ", {("KZ", "TR"), ("KZ", "RU")}),
        ("The main countries of origin of victims identified in Spain were Romania and Nigeria.", "ES",
         {("RO", "ES"), ("NG", "ES")}),
        ("Turkey and Russia are the primary trafficking destinations.", "KZ",
         {("KZ", "TR"), ("KZ", "RU")}),
        ("Victims returned to their countries of origin and to destination countries, Turkey and "
         "Russia.", "KZ", set()),
        ("Kazakhstan is a transit point for the trafficking of women, particularly from Nepal to Turkey and "
         "from India to Russia for farm work.", "KZ", {("NP", "KZ", "TR"), ("IN", "KZ", "RU")}),
        ("Kazakh women hired as maids in Kuwait are vulnerable to abuse.", "KZ", set()),
        ("Children are trafficked between Nepal and India.", None, {("NP", "IN"), ("IN", "NP")}),
        ("The agreement between Nepal and India on human trafficking was renewed.", None, set()),
        ("The border between Nepal and India lets girls be trafficked into India.", None,
         {("NP", "IN")}),
        ("Agents in Nepal and India recruit men who are exploited in Turkey.", "TR", set()),
        ("In 2016, the UK Government funded reports of sexual exploitation in Nepal.", None, set()),
        ("Most of the trafficked women identified in Turkey since 2004 came from Nepal and India.", "TR",
         {("NP", "TR"), ("IN", "TR")}),
        ("Nepal is the source of most child victims in Turkey.", "TR", {("NP", "TR")}),
        ("Kazakh women respond to false job offers in Turkey and are subsequently forced into "
         "prostitution.", "KZ", {("KZ", "TR")}),
        ("Kazakh boys work in Turkey under conditions of forced labor or are sent to Qatar to beg.", "KZ",
         {("KZ", "TR"), ("KZ", "QA")}),
        ("Основными странами назначения для казахстанских жертв торговли людьми остаются Россия и "
         "Турция.", "KZ", {("KZ", "RU"), ("KZ", "TR")}),
        ("Forced labor of Kazakhs occurs in the Turkish tourism industry.", "KZ", {("KZ", "TR")}),
        ("Nepalis and Kenyans are the largest groups among victims in the country.", "TR",
         {("NP", "TR"), ("KE", "TR")}),
        ("Women from Nepal were smuggled through Turkey into Greece and auctioned to pimps.", "GR",
         {("NP", "TR", "GR")}),
        ("Казахстанских женщин вывозят в Турцию для проституции, мужчин — в Россию, где их принуждают "
         "к труду.", "KZ", {("KZ", "TR"), ("KZ", "RU")}),
        ("Непальские женщины попадали в бордели Турции.", "TR", {("NP", "TR")}),
        ("Өзбек жұмысшылары Ресейдегі құрылыстарда құлдықта ұсталған.", "UZ", {("UZ", "RU")}),
        ("Қазақ қыздарын Біріккен Араб Әмірліктеріне алып кетіп, жезөкшелікке мәжбүрлейді.", "KZ",
         {("KZ", "AE")}),
    ],
)  # fmt: skip
def test_ways_are_told_in_many_ways(
    text: str, home: str | None, expected: set[tuple[str, ...]]
) -> None:
    assert ways(text, home) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kazakh girls are compelled to sell sex.", {"sexual-exploitation"}),
        ("Kazakh girls are recruited for domestic work but then exploited in prostitution.",
         {"sexual-exploitation"}),
        ("Kazakh women must pay back inflated debts by prostitution.",
         {"sexual-exploitation", "debt-bondage"}),
        ("Kazakh daughters are married off against their will.", {"forced-marriage"}),
        ("Kazakh boys are forced to pick pockets and tend cannabis plants.", {"criminal-activity"}),
        ("Gangs force Kazakh women into prostitution and children to beg and transport drugs.",
         {"sexual-exploitation", "begging", "criminal-activity"}),
        ("Kazakh migrants are subjected to forced labor by their sponsors and agents, including debt "
         "bondage.", {"forced-labour", "debt-bondage"}),
        ("Kazakh women, lured by marriage offers, are trafficked to Turkey for forced labor.",
         {"forced-labour"}),
        ("Молдавским крестьянам вырезали почку.", {"organ-removal"}),
    ],
)  # fmt: skip
def test_purposes_are_told_in_many_ways(text: str, expected: set[str]) -> None:
    assert purposes(text, "KZ") == expected


@pytest.mark.parametrize(
    ("text", "home", "roles"),
    [
        ("Women are forced into prostitution in Almaty. They are from Nepal and Moldova.", "KZ",
         {"destination"}),
        ("Kazakhstan is a destination for women from Nepal.", "KZ", {"destination"}),
        ("Kazakhstan is a destination for pilgrims from Nepal.", "KZ", set()),
        ("Kazakh girls are forced into prostitution in the cities as well as in Turkey.", "KZ",
         {"source", "internal"}),
        ("Children are trafficked from the rural north of Kazakhstan to its cities.", "KZ",
         {"internal"}),
        ("Domestic trafficking is the most frequent form in Kazakhstan.", "KZ", {"internal"}),
        ("Men of Kazakhstan travel to Nepal for child sex tourism.", "KZ", set()),
        ("Kazakhstan is a source, destination and transit.", "KZ",
         {"source", "destination", "transit"}),
        ("Nobody has shown that Kazakhstan is a source country for victims of trafficking.", "KZ",
         set()),
    ],
)  # fmt: skip
def test_roles_are_told_beside_the_verb_too(text: str, home: str, roles: set[str]) -> None:
    assert own(text, home) == roles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Women from Kazakhstan are trafficked to Turkey for sex, and boys for begging.",
         {("KZ", "TR")}),
        ("Kazakh children are trafficked; others are sold to farms in Turkey.", {("KZ", "TR")}),
        ("Kazakh women are held in brothels in Turkey and men in China.",
         {("KZ", "TR"), ("KZ", "CN")}),
        ("Kazakh men are in forced labour on Russian and Turkish building sites.",
         {("KZ", "RU"), ("KZ", "TR")}),
        ("Girls are sold to brothels on the islands of Kazakhstan.", set()),
        ("Kazakh girls are married off to men from Turkey.", set()),
    ],
)  # fmt: skip
def test_ways_are_told_beside_the_verb_too(text: str, expected: set[tuple[str, str]]) -> None:
    assert ways(text, "KZ") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gangs use Kazakh children to sell drugs.", {"criminal-activity"}),
        ("Gangs force Kazakh boys to carry heroin.", {"criminal-activity"}),
        ("Rebels use Kazakh boys as fighters.", {"child-soldiering"}),
        ("Women were abducted by militias and taken to the hills as slaves.", {"forced-labour"}),
        ("Kazakh girls are sold as wives.", {"forced-marriage"}),
        ("The wives of Kazakh merchants are forced into prostitution.", {"sexual-exploitation"}),
        ("Kazakh men are held in debt bondage.", {"debt-bondage"}),
        ("Kazakh children are forced to load stones onto trucks.", {"forced-labour"}),
        ("Kazakh children are forced to stay at home.", set()),
        ("Relatives make Kazakh children beg.", {"begging"}),
        ("Kazakh women are exploited as building workers.", {"forced-labour"}),
        ("Kazakh girls are taken to town and kept there without pay.", {"forced-labour"}),
    ],
)  # fmt: skip
def test_purposes_are_told_by_what_people_are_made_to_do(text: str, expected: set[str]) -> None:
    assert purposes(text, "KZ") == expected


def test_doubt_is_only_of_what_it_stands_beside() -> None:
    text = "Kazakh women are trafficked to Turkey and possibly China for forced begging."
    _, routes = found(text, "KZ")
    assert {route.destination: route.hearsay for route in routes} == {"TR": False, "CN": True}
    text = "Kazakhstan is a source, and possibly a transit country for trafficked women."
    roles, _ = found(text, "KZ")
    assert {role.role: role.hearsay for role in roles} == {"source": False, "transit": True}
