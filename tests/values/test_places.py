"""Countries: every name a page or a file may give one, and no two taken for each other."""

import json
from pathlib import Path

import pytest

from sourcebook.values.places import (
    LANGUAGES,
    countries,
    country_name,
    find_country,
    name_keys,
    region_name,
    regions,
    sources,
)

ISO_3166_1 = 249  # officially assigned alpha-2 codes, ISO 3166-1 as of 2011 (South Sudan) and since


def test_every_iso_country_and_kosovo_is_there() -> None:
    codes = set(countries())
    assert len(codes) == ISO_3166_1 + 1
    assert {"XK", "KZ", "SS", "AX", "TW", "PS"} <= codes
    assert not codes & {"EU", "AC", "ZZ"}


def test_each_country_is_complete() -> None:
    for code, country in countries().items():
        assert code == country.code
        assert all(country.names.get(language) for language in LANGUAGES), code
        assert country.official, code
        assert country.region in regions(), code
        assert country.slug.isascii(), code
        assert country.slug == country.slug.lower(), code


def test_slugs_are_unique_and_plain() -> None:
    slugs = {country.slug for country in countries().values()}
    assert len(slugs) == len(countries())
    assert {"kazakhstan", "kyrgyzstan", "cote-divoire", "bosnia-and-herzegovina"} <= slugs


def test_countries_come_in_the_order_of_their_english_names() -> None:
    order = [country.slug for country in countries().values()]
    assert order == sorted(order)
    assert order.index("aland-islands") < order.index("zimbabwe")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kazakhstan", "KZ"),
        ("KAZAKHSTAN", "KZ"),
        ("kazakhstan", "KZ"),
        ("Kazakhstan.htm", "KZ"),
        ("Kazakhstan:", "KZ"),
        ("Қазақстан", "KZ"),
        ("Казахстан", "KZ"),
        ("Қазақстан Республикасы", "KZ"),
        ("Kazakstan", "KZ"),
        ("KyrgyzRepublic", "KG"),
        ("Kyrgyz Republic", "KG"),
        ("Kirgizia", "KG"),
        ("Киргизия", "KG"),
        ("SaudiArabia", "SA"),
        ("Saudi_Arabia", "SA"),
        ("saudi-arabia", "SA"),
        ("CotedIvoire", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("CÔTE D'IVOIRE", "CI"),
        ("Ivory Coast", "CI"),
        ("Bosnia-Herzegovina", "BA"),
        ("Bosnia & Herzegovina", "BA"),
        ("BosniaandHerzegovina", "BA"),
        ("Republic of Zimbabwe", "ZW"),
        ("Republic of\nZimbabwe", "ZW"),
        ("Zimbabwe, Republic of", "ZW"),
        ("Burma", "MM"),
        ("Burma (Myanmar)", "MM"),
        ("Czech Republic", "CZ"),
        ("Swaziland", "SZ"),
        ("The Kingdom of Swaziland", "SZ"),
        ("Macedonia", "MK"),
        ("Holland", "NL"),
        ("England", "GB"),
        ("Northern Ireland", "GB"),
        ("Republic of Ireland", "IE"),
        ("U.S.A.", "US"),
        ("USA", "US"),
        ("US", "US"),
        ("The United States of America", "US"),
        ("The Gambia", "GM"),
        ("Gambia, The", "GM"),
        ("Bahamas, The", "BS"),
        ("East Timor", "TL"),
        ("Timor Leste", "TL"),
        ("Cape Verde", "CV"),
        ("Cabo Verde", "CV"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("Turkey", "TR"),
        ("TÜRKIYE", "TR"),
        ("West Bank and the Gaza Strip", "PS"),
        ("Palestinian Authority", "PS"),
        ("State of Palestine", "PS"),
        ("Kosovo", "XK"),
        ("Lao People's Democratic Republic", "LA"),
        ("Libyan Arab Jamahiriya", "LY"),
        ("Iran, Islamic Republic of", "IR"),
        ("St. Kitts-Nevis", "KN"),
        ("St. Vincent & the Grenadines", "VC"),
        ("Sao Tome & Principe", "ST"),
        ("São Tomé e Príncipe", "ST"),
        ("Falkland Islands (Islas Malvinas)", "FK"),
        ("CUBA", "CU"),
        ("中国", "CN"),
        ("مصر", "EG"),
    ],
)
def test_a_name_is_found_however_it_is_written(written: str, code: str) -> None:
    assert find_country(written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Niger", "NE"),
        ("Republic of the Niger", "NE"),
        ("Nigeria", "NG"),
        ("Guinea", "GN"),
        ("Republic of Guinea", "GN"),
        ("Guinea-Bissau", "GW"),
        ("GuineaBissau", "GW"),
        ("Equatorial Guinea", "GQ"),
        ("Papua New Guinea", "PG"),
        ("Republic of the Congo", "CG"),
        ("Congo, Republic of the", "CG"),
        ("Congo-Brazzaville", "CG"),
        ("Democratic Republic of the Congo", "CD"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Congo-Kinshasa", "CD"),
        ("Congo (DRC)", "CD"),
        ("DRC", "CD"),
        ("Korea, South", "KR"),
        ("Republic of Korea", "KR"),
        ("Korea, North", "KP"),
        ("Korea, Democratic People's Republic of", "KP"),
        ("Dominica", "DM"),
        ("Commonwealth of Dominica", "DM"),
        ("Dominican Republic", "DO"),
        ("DominicanRepublic", "DO"),
        ("Georgia", "GE"),
        ("China", "CN"),
        ("People's Republic of China", "CN"),
        ("Republic of China", "TW"),
        ("Sudan", "SD"),
        ("South Sudan", "SS"),
        ("Samoa", "WS"),
        ("American Samoa", "AS"),
        ("Ireland", "IE"),
        ("Mali", "ML"),
        ("Malawi", "MW"),
        ("Mauritania", "MR"),
        ("Mauritius", "MU"),
        ("Slovakia", "SK"),
        ("Slovenia", "SI"),
        ("Saint Martin", "MF"),
        ("Sint Maarten", "SX"),
    ],
)
def test_countries_of_like_names_are_never_confused(written: str, code: str) -> None:
    assert find_country(written) == code


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "…",
        "Congo",
        "Korea",
        "Yugoslavia",
        "Serbia & Montenegro",
        "Soviet Union",
        "Netherlands Antilles",
        "America",
        "us",
        "uk",
        "car",
        "State of Georgia",
        "Georgia (US state)",
        "Niger State",
        "Republic",
        "United Arab",
        "People's Democratic Republic",
        "European Union",
        "World",
        "GENERAL",
        "Brazil - Spain",
        "Kazakhstan and its neighbours",
        "Kazakhstan " * 20,
        "\u0000\ud800",
    ],
)
def test_what_is_no_one_country_is_none(written: str) -> None:
    assert find_country(written) is None


def test_octal_escapes_that_lost_their_backslashes_are_read() -> None:
    mangled = "Saint Helena, Ascensi303263n, and Trist303241n da Cunha.pdf"
    assert find_country(mangled) == "SH"


def test_every_name_in_the_data_leads_back_to_its_country() -> None:
    unclear = {"Congo", "Конго"}
    for country in countries().values():
        own = [name for _, name in country.own]
        for name in (*country.names.values(), country.official, *country.aliases, *own):
            if name not in unclear:
                assert find_country(name) == country.code, name


def test_an_abbreviation_keeps_its_capitals() -> None:
    assert name_keys("UAE") == ["UAE"]
    assert find_country("UAE") == "AE"
    assert find_country("uae") is None


def test_neighbours_border_each_other_both_ways() -> None:
    everyone = countries()
    for country in everyone.values():
        for neighbour in country.neighbours:
            assert country.code in everyone[neighbour].neighbours


def test_the_neighbours_of_kazakhstan_are_five() -> None:
    assert countries()["KZ"].neighbours == ("CN", "KG", "RU", "TM", "UZ")
    assert countries()["AU"].neighbours == ()
    assert set(countries()["FR"].neighbours) >= {"ES", "DE"}
    assert "BR" not in countries()["FR"].neighbours  # that border is French Guiana's
    assert "GF" in countries()["BR"].neighbours


def test_names_are_given_in_the_language_asked_for() -> None:
    assert country_name("KZ") == "Kazakhstan"
    assert country_name("KZ", "ru") == "Казахстан"
    assert country_name("KG", "ru") == "Кыргызстан"
    assert country_name("KZ", "kk") == "Қазақстан"
    assert country_name("DE", "de") == "Deutschland"
    assert country_name("DE", "xx") == "Germany"
    assert country_name("??") == "??"


def test_kazakhstan_has_its_two_own_names_state_language_first() -> None:
    assert countries()["KZ"].own == (("kk", "Қазақстан"), ("ru", "Казахстан"))


def test_regions_hold_each_country_once() -> None:
    held = [country.code for members in regions().values() for country in members]
    assert sorted(held) == sorted(countries())
    assert [c.code for c in regions()["Central Asia"]] == ["KZ", "KG", "TJ", "TM", "UZ"]


def test_regions_have_labels_in_three_languages() -> None:
    assert region_name("Central Asia", "kk") == "Орталық Азия"
    assert region_name("Central Asia", "ru") == "Центральная Азия"
    assert region_name("Central Asia", "fr") == "Central Asia"
    assert len({region_name(label, "ru") for label in regions()}) == len(regions())


def test_sources_are_named_with_their_versions() -> None:
    assert "CLDR" in sources()["names"]
    assert "2016" in sources()["neighbours"]


def test_every_report_of_a_real_series_finds_its_country(shared: Path) -> None:
    # The folder holds seven files that are no country's report.
    others = {"EO", "FAQs- Combo", "Fact Sheet-OFCT-2016-lo", "TDA-foreword-2019", "TDA", "TVPRA"}
    others.add("ToolkitForResponsibleBusinesses-lo")
    files = sorted((shared / "data/dol_ilab/pdf_2021").glob("*.pdf"))
    assert len(files) > 130
    assert {f.stem for f in files if find_country(f.name) is None} == others


def test_every_country_of_the_factbook_is_found(shared: Path) -> None:
    no_country = {
        "Akrotiri", "Dhekelia", "Ashmore and Cartier Islands", "Clipperton Island", "World",
        "Coral Sea Islands", "European Union", "Netherlands Antilles", "Paracel Islands",
        "Spratly Islands", "Arctic Ocean", "Atlantic Ocean", "Indian Ocean", "Pacific Ocean",
        "Southern Ocean",
    }  # fmt: skip
    # The Factbook archive gives the mother country's code to the Crown dependencies, none to two.
    differs = {"Guernsey": "GG", "Jersey": "JE", "Isle of Man": "IM", "Kosovo": "XK"}
    differs["United States Pacific Island Wildlife Refuges"] = "UM"
    seen = 0
    for path in sorted((shared / "data/factbook").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            name = row["country"]
            if name in no_country:
                assert find_country(name) is None, name
            else:
                assert find_country(name) == differs.get(name, row["iso2"]), name
                seen += 1
    assert seen > 2000


def test_every_rated_country_is_found(shared: Path) -> None:
    rows = (shared / "data/tip_tiers/tip_tiers_orig.csv").read_text("utf-8").splitlines()[1:]
    names = {row.split('"')[1] for row in rows if row.startswith('"')}
    unfound = {name for name in names if find_country(name) is None}
    assert len(names) > 170
    assert unfound == {"Congo"}  # which of the two, the name does not say
