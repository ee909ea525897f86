"""The roles and routes that sentences state. All sentences are invented."""

import time

import pytest

from sourcebook.claims import Role, Route
from sourcebook.understand.prepared import Prepared
from sourcebook.understand.roles import roles_in


def found(text: str, home: str | None = None) -> tuple[tuple[Role, ...], tuple[Route, ...]]:
    roles, routes = roles_in(Prepared(text, home=home))
    said: list[Role | Route] = [*roles, *routes]
    for one in said:
        assert text[one.start : one.end].strip()
        assert 0 <= one.confidence <= 1
    return roles, routes


def own(text: str, home: str) -> set[str]:
    return {r.role for r in found(text, home)[0] if r.country == home and not r.negated}


def ways(text: str, home: str | None = None) -> set[tuple[str, ...]]:
    return {(r.origin, *r.transit, r.destination) for r in found(text, home)[1] if not r.negated}


def purposes(text: str, home: str) -> set[str]:
    return {purpose for role in found(text, home)[0] for purpose in role.purposes}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Kazakhstan is a source, transit, and, to a lesser extent, destination country for men, women, "
            "and children subjected to forced labor and sex trafficking.",
            {"source", "transit", "destination"},
        ),
        (
            "current situation: Kazakhstan is primarily a country of origin and destination for girls "
            "trafficked for commercial sexual exploitation; tier rating: Tier 2",
            {"source", "destination"},
        ),
        ("It also serves as a transit point for victims of trafficking.", {"transit"}),
        ("Kazakhs are subjected to forced labor in Russia.", {"source"}),
        ("Women from Uzbekistan are trafficked to Kazakhstan.", {"destination"}),
        ("Girls are trafficked within the country for sexual exploitation.", {"internal"}),
        (
            "Kazakhstan is a transit, destination, and limited source country for men and women.",
            {"source", "transit", "destination"},
        ),
        (
            "Kazakhstan is used as a transit route by traffickers moving women to Turkey.",
            {"transit"},
        ),
        ("Vulnerable children are trafficked within the country.", {"internal"}),
        ("Girls are trafficked from rural areas to cities for sexual exploitation.", {"internal"}),
        (
            "Traffickers exploit domestic and foreign victims in Kazakhstan, and Kazakhs abroad.",
            {"destination", "internal", "source"},
        ),
        ("Women from Kyrgyzstan are trafficked through Kazakhstan to Turkey.", {"transit"}),
        ("Kazakhstan's children are forced to beg; internal trafficking persists.", {"internal"}),
        ("Foreign workers are held in forced labour on its farms.", {"destination"}),
        ("Men were trafficked to the country for labor exploitation.", {"destination"}),
        ("Up to 5,000 victims are trafficked annually from Kazakhstan.", {"source"}),
        ("Women in Ukraine are lured to Kazakhstan and forced into prostitution.", {"destination"}),
        (
            "Victims are found in forced labor in Russia and within Kazakhstan.",
            {"source", "internal"},
        ),
        (
            "Many migrants travel to Kazakhstan en route to Europe and are forced into prostitution.",
            {"destination", "transit"},
        ),
    ],
)
def test_the_roles_of_the_country_a_text_is_about(text: str, roles: set[str]) -> None:
    assert own(text, "KZ") == roles


@pytest.mark.parametrize(
    "text",
    [
        "Kazakhstan is a transit country for heroin and a source country for cannabis.",
        "A transit point for opiates trafficked to Russia and Europe.",
        "Kazakhstan is a popular destination for tourists from Turkey.",
        "Kazakhstan is a destination for sex tourism.",
        "Kazakhstan is a transit country for oil and a source of uranium.",
        "The government convicted five traffickers and sheltered 20 victims of trafficking.",
        "The law criminalizes trafficking for forced labor and prostitution.",
        "Children are vulnerable to trafficking for forced labor in Russia.",
        "Children are at risk of being trafficked to Russia.",
        "Girls are vulnerable to being sold to brothels.",
        "Standard: Prohibition of Child Trafficking; Prohibition of Commercial Sexual Exploitation.",
        "Almaty is a source and transit center for goods; police trained on human trafficking.",
        "Victims returned to their countries of origin and to destination countries.",
        "tier rating: Tier 2 Watch List - Kazakhstan is placed on it for failing to combat trafficking.",
        "Migrants from Uzbekistan work in Kazakhstan.",
        "African slaves were imported in 1715; the abolition of slavery freed them.",
        "Citizens enjoy freedom from economic exploitation.",
        "Most sex tourists come from Germany and China.",
        "Most traffickers are Uzbek nationals.",
        "Migrant workers lack safeguards against exploitation.",
        "",
        "; ; , and from to in",
    ],
)
def test_what_is_no_trafficking_of_people_gives_no_role(text: str) -> None:
    assert found(text, "KZ") == ((), ())


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("Uzbek women in Kazakhstan are forced into prostitution.", None, {("UZ", "KZ")}),
        (
            "Men are trafficked to Russia and the United Arab Emirates for forced labor.",
            "KZ",
            {("KZ", "RU"), ("KZ", "AE")},
        ),
        (
            "Women from Ukraine and Moldova are trafficked for sexual exploitation.",
            "TR",
            {("UA", "TR"), ("MD", "TR")},
        ),
        (
            "Victims are taken from Nigeria via Niger and Libya to Italy and forced into prostitution.",
            None,
            {("NG", "NE", "LY", "IT")},
        ),
        (
            "Moldovans, Russians, and Ukrainians are exploited in Belarus.",
            "BY",
            {("MD", "BY"), ("RU", "BY"), ("UA", "BY")},
        ),
        (
            "Belarusian men are found in forced labor in Russia, Belarus, and other countries such as Poland.",
            "BY",
            {("BY", "RU"), ("BY", "PL")},
        ),
        (
            "India is also a destination for girls from Nepal and Bangladesh trafficked for prostitution.",
            "IN",
            {("NP", "IN"), ("BD", "IN")},
        ),
        (
            "Azerbaijan is a transit country for victims from Uzbekistan trafficked to Turkey.",
            "AZ",
            {("UZ", "AZ", "TR")},
        ),
        (
            "Children are trafficked from Gabon to Nigeria and from Togo to Benin.",
            None,
            {("GA", "NG"), ("TG", "BJ")},
        ),
        ("Women are trafficked from Eastern Europe to Turkey.", "TR", set()),
        ("Children in Somalia are trafficked to Saudi Arabia.", "KZ", {("SO", "SA")}),
        ("In Uzbekistan, children are forced to pick cotton.", "KZ", set()),
        ("Migrant workers in Kuwait are subjected to forced labor.", "BD", {("BD", "KW")}),
        ("Men from Turkey travel to Cambodia for child sex tourism.", "KH", set()),
        ("Workers from Nepal travel to Qatar.", "QA", set()),
    ],
)
def test_ways_lead_between_countries_that_are_named(
    text: str, home: str | None, expected: set[tuple[str, ...]]
) -> None:
    assert ways(text, home) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kazakh girls are forced into prostitution.", {"sexual-exploitation"}),
        ("Kazakh men are exploited in construction.", {"forced-labour"}),
        ("Kazakh women are held in domestic servitude.", {"domestic-servitude"}),
        ("Kazakh children are forced to beg and steal, or work as maids.", {
            "begging", "criminal-activity", "domestic-servitude", "forced-labour",
        }),
        ("Armed groups recruit Kazakh children as combatants.", {"child-soldiering"}),
        ("Kazakh women are sold as brides in China.", {"forced-marriage"}),
        ("Kazakh men are trafficked to Turkey for the removal of organs.", {"organ-removal"}),
        ("Kazakh men are held in debt bondage.", {"debt-bondage"}),
        ("Kazakhs are subjected to sex and labor trafficking in Russia.", {
            "sexual-exploitation", "forced-labour",
        }),
        ("Kazakh boys are vulnerable to forced labor.", set()),
    ],
)  # fmt: skip
def test_purposes_belong_to_what_they_are_said_of(text: str, expected: set[str]) -> None:
    assert purposes(text, "KZ") == expected


def test_people_are_groups_and_nations() -> None:
    roles, routes = found("Uzbek women and girls are trafficked to Kazakhstan.", "KZ")
    assert routes[0].people == ("women", "girls", "national:UZ")
    (destination,) = [role for role in roles if role.role == "destination"]
    assert destination.people == ("women", "girls", "national:UZ")


def test_two_statements_of_a_sentence_stay_apart() -> None:
    text = (
        "Kazakh men are subjected to forced labor in Russia, while Uzbek women are forced into "
        "prostitution in Kazakhstan."
    )
    said = {(r.country, r.role): r for r in found(text, "KZ")[0]}
    assert said["KZ", "source"].purposes == ("forced-labour",)
    assert said["KZ", "destination"].purposes == ("sexual-exploitation",)
    assert said["KZ", "source"].people == ("men",)


def test_they_are_those_spoken_of_before() -> None:
    text = "Men from Nepal migrate to Qatar to build roads; some of these are subjected to forced labor."
    assert ways(text, "QA") == {("NP", "QA")}


@pytest.mark.parametrize(
    "text",
    [
        "Kazakhstan is not a source country for women trafficked to Turkey.",
        "There is no evidence that Kazakhstan is a transit country for trafficked persons.",
        "Kazakhstan is no longer a transit country for trafficked women.",
        "Kazakhstan is not known to be a destination country for trafficked women.",
        "There were no reports that children were forced to beg.",
        "There is no evidence of forced labour, nor is there evidence of children forced to beg.",
    ],
)
def test_what_is_denied_is_negated(text: str) -> None:
    roles, routes = found(text, "KZ")
    assert roles
    assert all(role.negated for role in roles)
    assert all(route.negated for route in routes)


@pytest.mark.parametrize(
    "text",
    [
        "Kazakhs are reportedly subjected to forced labor in Russia.",
        "Kazakh women may be trafficked to Turkey.",
        "According to NGOs, Kazakh girls are trafficked to Turkey.",
        "Kazakhstan is possibly a transit country for trafficked women.",
    ],
)
def test_hearsay_is_told_apart(text: str) -> None:
    roles, _ = found(text, "KZ")
    assert roles
    assert all(role.hearsay and not role.negated for role in roles)


def test_without_a_country_only_what_is_named_counts() -> None:
    assert found("Children are forced to beg.") == ((), ())
    roles, _ = found("Moldova is a source country for women trafficked for sexual exploitation.")
    assert [(role.country, role.role, role.rule) for role in roles] == [("MD", "source", "named")]


def test_what_happens_in_another_country_is_that_countrys() -> None:
    for home in (None, "KZ"):
        roles, _ = found("Children in Uzbekistan are forced to pick cotton.", home)
        assert [(role.country, role.role, role.rule) for role in roles] == [
            ("UZ", "internal", "here-unsaid")
        ]
    roles, _ = found("Women from Eastern Europe are trafficked to Germany.", "KZ")
    assert [(role.country, role.role) for role in roles] == [("DE", "destination")]


def test_the_evidence_holds_the_words_that_say_it() -> None:
    text = "Much is unknown. Kazakh women are trafficked to Turkey for prostitution; nobody counts them."
    (route,) = found(text, "KZ")[1]
    assert text[route.start : route.end] == "Kazakh women are trafficked to Turkey for prostitution"


@pytest.mark.parametrize(
    "words",
    [
        "women, men and girls from Nepal, India and ",
        "women are trafficked from Nepal to Qatar and ",
        "of ",
        "and , ",
    ],
)
def test_a_long_line_takes_no_more_than_its_length(words: str) -> None:
    """20 kB in one sentence: four times the length takes far from sixteen times as long."""

    def seconds(length: int) -> float:
        text = f"trafficked {words * (length // len(words))}"
        ready = Prepared(text, home="QA")
        _ = ready.places, ready.sentences
        begun = time.process_time()
        roles_in(ready)
        return time.process_time() - begun

    seconds(100)
    short, long = seconds(5_000), seconds(20_000)
    assert long < max(12 * short, 3)  # seconds, on a machine with much else to do


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Казахстан является страной происхождения, транзита и назначения жертв торговли людьми.", {"source", "transit", "destination"}),
        ("Казахстан – страна назначения для женщин из Узбекистана, которых принуждают к проституции.", {"destination"}),
        ("Казахстанские девушки подвергаются сексуальной эксплуатации в Турции.", {"source"}),
        ("Мужчин подвергают принудительному труду внутри страны.", {"internal"}),
        ("Женщин из Кыргызстана вывозят через Казахстан в Россию и продают.", {"transit"}),
        ("Граждан Узбекистана эксплуатируют на стройках Казахстана.", {"destination"}),
        ("Казахстан — транзитная страна для наркотиков.", set()),
        ("Уголовный кодекс запрещает торговлю людьми и принудительный труд.", set()),
        ("Қазақстан адам саудасының шығу, транзит және бару елі болып табылады.", {"source", "transit", "destination"}),
        ("Өзбекстаннан келген әйелдер Қазақстанда жыныстық қанауға ұшырайды.", {"destination"}),
        ("Қазақстандық қыздар Түркияға және Бахрейнге апарылып, жезөкшелікке мәжбүрленеді.", {"source"}),
        ("Балалар ел ішінде мәжбүрлі еңбекке ұшырайды.", {"internal"}),
        ("Қазақстан арқылы есірткі Ресейге тасымалданады.", set()),
        ("Қазақстан – адам саудасының құрбандары үшін шығу, транзит және межелі ел.", {"source", "transit", "destination"}),
        ("Ауылдық жерлерден қыздарды Алматыға алып келіп, жезөкшелікке мәжбүрлейді.", {"internal"}),
        ("Девушек из сёл обманом привозят в Алматы и заставляют заниматься проституцией.", {"internal"}),
    ],
)  # fmt: skip
def test_russian_and_kazakh_say_it_too(text: str, roles: set[str]) -> None:
    assert own(text, "KZ") == roles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Женщин из Молдовы и Украины продают в Турцию.", {("MD", "TR"), ("UA", "TR")}),
        ("Узбекские женщины в Казахстане вовлекаются в проституцию.", {("UZ", "KZ")}),
        ("Тәжікстан және Қырғызстан азаматтары Қазақстанда құлдықта ұсталады.", {("TJ", "KZ"), ("KG", "KZ")}),
        ("Өзбекстан мен Қырғызстаннан әйелдер Қазақстан арқылы Ресейге сатылады.", {("UZ", "KZ", "RU"), ("KG", "KZ", "RU")}),
    ],
)  # fmt: skip
def test_endings_tell_the_way(text: str, expected: set[tuple[str, ...]]) -> None:
    assert ways(text, "KZ") == expected


@pytest.mark.parametrize("text", ["Казахстан не является страной транзита для жертв торговли людьми.", "Қазақстан адам саудасы құрбандары үшін транзит елі емес."])  # fmt: skip
def test_russian_and_kazakh_deny_too(text: str) -> None:
    roles, _ = found(text, "KZ")
    assert roles
    assert all(role.negated for role in roles)
