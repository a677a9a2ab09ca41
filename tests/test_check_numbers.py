"""Numbers, dates and times are read alike in both languages, and changed ones are not."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.check import check_segment
from presscli.check.facts import check_facts
from presscli.check.matching import match_numbers
from presscli.check.numbers import Number, NumberKind, find_numbers
from presscli.check.numerals import opens_number, read_word
from presscli.check.tokens import key_of
from presscli.document import Severity

ITALIAN: list[tuple[str, list[str]]] = [
    ("1.250,50 euro", ["1250.5"]),
    ("1.274 nuovi casi", ["1274"]),
    ("5.000.000 di visitatori", ["5000000"]),
    ("75 000 chilometri", ["75000"]),
    ("75\u00a0000 chilometri", ["75000"]),
    ("12,3 per cento", ["12.3"]),
    ("la versione 2.5", ["2.5"]),
    ("0,5 punti", ["0.5"]),
    ("l'11%", ["11"]),
    ("un +8,3% sul 2020", ["8.3", "2020"]),
    ("1,2 milioni di euro", ["1200000"]),
    ("1.154,7 milioni", ["1154700000"]),
    ("120 mila persone", ["120000"]),
    ("100mila firme", ["100000"]),
    ("700 mld. di dollari", ["700000000000"]),
    ("3,5 mln", ["3500000"]),
    ("10 miliardi", ["10000000000"]),
    ("mille miliardi", ["1000000000000"]),
    ("120 mila miliardi", ["120000000000000"]),
    ("un milione", ["1000000"]),
    ("un miliardo", ["1000000000"]),
    ("mezzo milione", ["500000"]),
    ("due milioni", ["2000000"]),
    ("due milioni e mezzo", ["2500000"]),
    ("un miliardo e mezzo", ["1500000000"]),
    ("2 milioni e 300mila euro", ["2300000"]),
    ("2 milioni 300 mila euro", ["2300000"]),
    ("tre miliardi e 200 milioni", ["3200000000"]),
    ("tre milioni e cinque ministri", ["3000000", "5"]),
    ("cento milioni", ["100000000"]),
    ("duecentocinquanta", ["250"]),
    ("settecentomila", ["700000"]),
    ("ventidue", ["22"]),
    ("ventuno", ["21"]),
    ("ventotto", ["28"]),
    ("trentatré", ["33"]),
    ("centotto", ["108"]),
    ("centottanta", ["180"]),
    ("milleduecento", ["1200"]),
    ("duemilaventuno", ["2021"]),
    ("sedici", ["16"]),
    ("una trentina di persone", ["30"]),
    ("un centinaio", ["100"]),
    ("due dozzine", ["24"]),
    ("trent'anni fa", ["30"]),
    ("vent’anni fa", ["20"]),
    ("un ventottenne", ["28"]),
    ("un 28enne", ["28"]),
    ("la trentesima edizione", ["30"]),
    ("la ventunesima edizione", ["21"]),
    ("il 60° gol", ["60"]),
    ("la 3ª edizione", ["3"]),
    ("il XXI secolo", ["21"]),
    ("il V secolo", ["5"]),
    ("Benedetto XVI", ["16"]),
    ("la terza volta", ["3"]),
    ("il primo turno", ["1"]),
    ("il 5-3 finale", ["5", "3"]),
    ("da 25 a 55", ["25", "55"]),
    ("negativo 36x24 mm", ["36", "24"]),
    ("una superficie di 2 km2", ["2"]),
    ("art. 12, comma 3", ["12", "3"]),
    ("160km/h", ["160"]),
    ("una persona e un cane", []),
    ("uno studio", ["1"]),
    ("www.comune.it/2021", []),
    ("info2@comune.it", []),
    ("@rai24", []),
    ("intorno alle 2.000 unità", ["2000"]),
    ("nelle 1.200 società", ["1200"]),
]

ENGLISH: list[tuple[str, list[str]]] = [
    ("1,250.50 euros", ["1250.5"]),
    ("€1,250.50", ["1250.5"]),
    ("1,274 cases", ["1274"]),
    ("5,000,000 visitors", ["5000000"]),
    ("75,000 km", ["75000"]),
    ("75 000 km", ["75000"]),
    ("12.3 percent", ["12.3"]),
    ("0.5 points", ["0.5"]),
    ("1.2 million euros", ["1200000"]),
    ("120,000 people", ["120000"]),
    ("120 thousand", ["120000"]),
    ("$700 billion", ["700000000000"]),
    ("US$14.7 billion", ["14700000000"]),
    ("a 700-billion plan", ["700000000000"]),
    ("a trillion", ["1000000000000"]),
    ("a million", ["1000000"]),
    ("one billion", ["1000000000"]),
    ("half a million", ["500000"]),
    ("two million", ["2000000"]),
    ("two and a half million", ["2500000"]),
    ("one and a half billion", ["1500000000"]),
    ("2 million 300 thousand", ["2300000"]),
    ("two million three hundred thousand", ["2300000"]),
    ("three million and five ministers", ["3000000", "5"]),
    ("one hundred million", ["100000000"]),
    ("two hundred and fifty", ["250"]),
    ("two hundred fifty", ["250"]),
    ("two hundred and fifty thousand", ["250000"]),
    ("seven hundred thousand", ["700000"]),
    ("twenty-two", ["22"]),
    ("twenty two", ["22"]),
    ("a hundred", ["100"]),
    ("three four", ["3", "4"]),
    ("sixteen", ["16"]),
    ("two dozen", ["24"]),
    ("more than two-dozen awards", ["24"]),
    ("a twenty-eight-year-old", ["28"]),
    ("a 28-year-old", ["28"]),
    ("the 30th edition", ["30"]),
    ("the thirtieth edition", ["30"]),
    ("the twenty-first edition", ["21"]),
    ("the 21st century", ["21"]),
    ("the nineteenth century", ["19"]),
    ("Benedict XVI", ["16"]),
    ("the third time", ["3"]),
    ("a 5-3 win", ["5", "3"]),
    ("5–3", ["5", "3"]),
    ("36 by 24 mm", ["36", "24"]),
    ("2 km2", ["2"]),
    ("Article 12, paragraph 3", ["12", "3"]),
    ("160km/h", ["160"]),
    ("a man and an apple", []),
    ("www.example.org/2021", []),
    ("at 2.8 million barrels", ["2800000"]),
    ("at 15,445 metres", ["15445"]),
]

SAME: list[tuple[str, str]] = [
    ("due lenti per il vicino e il lontano", "two lenses to see both near and far"),
    ("la seconda guerra mondiale", "World War Two"),
    ("la rete BBC Two", "the BBC Two channel"),
    ("entrambe le comunità", "the two communities"),
    ("alle ore 18.30", "at 6:30 pm"),
    ("alle ore 18.30", "at 6.30 p.m."),
    ("alle 18:30", "at 18:30"),
    ("alle ore 9", "at 9 am"),
    ("alle 9", "at 9 o'clock"),
    ("alle ore 18", "at 6 pm"),
    ("alle 8 di sera", "at 8 p.m."),
    ("notizie h24", "a 24 hour news channel"),
    ("(02:30 UTC)", "(0230 UTC)"),
    ("rimasta a 1,52 metri", "unchanged at 1.52 metres"),
    ("il 7 dicembre", "on December 7"),
    ("il 7 dicembre", "on the 7th of December"),
    ("il 30 dicembre 2021", "on 30 December 2021"),
    ("il 9-10 gennaio", "on 9 and 10 January"),
    ("il 9-10 gennaio", "on January 9-10"),
    ("il 12 gennaio e il 13 febbraio", "on 13 February and 12 January"),
    ("il 12 e il 13 gennaio", "on 12 January and 13 January"),
    ("il 12/03/2024", "on 12 March 2024"),
    ("il 1° maggio", "on 1 May"),
    ("il primo maggio", "on 1 May"),
    ("giovedì 12 marzo", "Thursday, March 12"),
    ("a marzo", "in March"),
    ("Marzo è stato freddo", "March was cold"),
    ("da novembre a febbraio", "Nov-Feb"),
    ("lunedì", "on Monday"),
    ("tra 25 e 55 miliardi", "between 25 billion and 55 billion"),
    ("due/tre milioni di anni", "two million to three million years"),
    ("1.300-1.350 milioni", "1,300 to 1,350 million"),
    ("63 milioni, di cui 27 a Roma", "63 million, of which 27 million in Rome"),
    ("a quota 1,42 milioni", "at 1.42 million"),
    ("per il triennio", "for the three years"),
    ("domenica", "on Sundays"),
    ("gli anni '90", "the 1990s"),
    ("gli anni Novanta", "the nineties"),
    ("gli anni '90", "the '90s"),
    ("gli anni Sessanta", "the 60s"),
    ("nel 1995-96", "in 1995-1996"),
    ("la stagione 1995-1996", "the 1995-96 season"),
    ("D.Lgs. 81/2008", "Legislative Decree 81/2008"),
    ("D.Lgs. 81/2008", "Legislative Decree No. 81 of 2008"),
    ("il Covid-19", "COVID-19"),
    ("il Covid-19", "Covid 19"),
    ("le unità GSG9", "the GSG 9 units"),
    ("il G20", "the G20"),
    ("tel. 06 1234567", "phone 06 1234567"),
    ("tel. 06/1234567", "phone 06 1234567"),
    ("+39 02 1234 5678", "+39 02 12345678"),
    ("8 egiziani", "eight Egyptians"),
    ("due anni e mezzo", "two and a half years"),
    ("il 50% dei membri", "half of the members"),
    ("la metà dei membri", "50% of the members"),
    ("700 miliardi", "$700bn"),
    ("entrambi i due", "both"),
    ("un paio di giorni", "two days"),
    ("la seconda guerra mondiale", "World War II"),
    ("1.200 società", "1200 companies"),
    ("nel 1759", "in 1759"),
]

CHANGED: list[tuple[str, str]] = [
    ("283,82 euro", "28.82 euros"),
    ("1.250,50 euro", "1,250.05 euros"),
    ("1.274 casi", "1,247 cases"),
    ("1.274 casi", "1.274 cases"),
    ("1,2 milioni", "1.2 billion"),
    ("1,2 milioni", "12 million"),
    ("120 mila", "120"),
    ("12 casi e 3 milioni di euro", "12 million cases and 3 euros"),
    ("mezzo milione", "five million"),
    ("due milioni e mezzo", "2 million"),
    ("due feriti", "three injured"),
    ("ventidue feriti", "twenty injured"),
    ("sei feriti", "seven injured"),
    ("cinque tedeschi e cinque italiani", "seven Germans and five Italians"),
    ("il 12%", "the 13%"),
    ("il 9-10 gennaio", "on 9 January"),
    ("il 9-10 gennaio", "on 9-11 January"),
    ("il 30 dicembre 2021", "on 30 December 2020"),
    ("il 30 dicembre 2021", "on 30 November 2021"),
    ("il 12/03/2024", "on 12 May 2024"),
    ("il 12 gennaio e il 13 febbraio", "on 13 January and 12 February"),
    ("lunedì", "on Tuesday"),
    ("alle ore 18.30", "at 8:30 pm"),
    ("alle ore 18.30", "at 6:30 am"),
    ("alle ore 18.30", "at 18:03"),
    ("D.Lgs. 81/2008", "Legislative Decree 81/2018"),
    ("il G20", "the G7"),
    ("tel. 06 1234567", "phone 06 1234576"),
    ("Benedetto XVI", "Benedict XV"),
    ("il XXI secolo", "the 20th century"),
    ("100 euro", "100 dollars"),
    ("$5 milioni", "€5 million"),
    ("il 5% di 300", "5 percent of 400"),
    ("nel 2021 e nel 2022", "in 2021"),
    ("nel 2021", "in 2021 and 2022"),
    ("due lenti per il vicino e il lontano", "five lenses to see both near and far"),
    ("due bordi e un doppio filo", "a double edge and four sides"),
    ("entrambe le comunità", "the five communities"),
    ("la seconda guerra mondiale", "World War Six"),
    ("l'ultimo decennio", "the last nine years"),
    ("i vicepresidenti", "the two vice-presidents"),
    ("la rete BBC Two", "the BBC Six channel"),
    ("Six Flags è chiuso", "Seven Flags is closed"),
]


def keys(text: str, language: str) -> list[str]:
    """The main key of each number of a text."""
    return [
        key_of(n.value) if n.value is not None else min(n.keys)
        for n in find_numbers(text, language=language)
    ]


@pytest.mark.parametrize(("text", "expected"), ITALIAN, ids=[t for t, _ in ITALIAN])
def test_italian_numbers_are_read(text: str, expected: list[str]) -> None:
    assert keys(text, "it") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH, ids=[t for t, _ in ENGLISH])
def test_english_numbers_are_read(text: str, expected: list[str]) -> None:
    assert keys(text, "en") == expected


@pytest.mark.parametrize(("source", "target"), SAME, ids=[f"{s} = {t}" for s, t in SAME])
def test_same_facts_raise_no_finding(source: str, target: str) -> None:
    assert list(check_facts(source, target)) == []


@pytest.mark.parametrize(("source", "target"), CHANGED, ids=[f"{s} / {t}" for s, t in CHANGED])
def test_changed_facts_are_found(source: str, target: str) -> None:
    assert {f.code for f in check_facts(source, target)} <= {"W-NUMBER", "W-DATE"}
    assert list(check_facts(source, target)) != []


def test_a_date_is_several_numbers_at_one_span() -> None:
    numbers = find_numbers("il 30 dicembre 2021", language="it")
    assert [(n.start, n.end, n.kind) for n in numbers] == [(3, 19, NumberKind.DATE)] * 3
    assert {key for n in numbers for key in n.keys} == {"30", "2021", "month:12"}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 euro", "EUR"),
        ("5 milioni di euro", "EUR"),
        ("€5", "EUR"),
        ("5 €", "EUR"),
        ("5 dollari", "USD"),
        ("US$5", "USD"),
        ("£ 5", "GBP"),
        ("5 per cento", "%"),
        ("5%", "%"),
        ("5 punti percentuali", "pp"),
        ("5 persone", ""),
    ],
)
def test_units_are_read(text: str, unit: str) -> None:
    assert [n.unit for n in find_numbers(text, language="it")] == [unit]


def number(key: str) -> Number:
    return Number(key, 0, 1, frozenset({key}))


def test_numbers_match_in_any_order() -> None:
    match = match_numbers([number("1"), number("2")], [number("2"), number("1")])
    assert (match.missing, match.invented) == ((), ())


def test_a_repeated_number_is_neither_missing_nor_invented() -> None:
    match = match_numbers([number("1"), number("1")], [number("1")])
    assert (match.missing, match.fewer) == ((), (number("1"),))


def italian(value: Decimal) -> str:
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


amounts = st.decimals(min_value=0, max_value=10**9, places=2) | st.integers(0, 10**9).map(Decimal)


@given(amounts)
def test_a_number_matches_itself_in_the_other_convention(value: Decimal) -> None:
    assert list(check_facts(f"Sono {italian(value)} unità", f"They are {value:,f} units")) == []


@given(amounts, amounts)
def test_a_number_never_matches_another(value: Decimal, other: Decimal) -> None:
    source, target = f"Sono {italian(value)} unità", f"They are {other:,f} units"
    assert (list(check_facts(source, target)) == []) == (value == other)


dates = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))


@given(dates, st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"]))
def test_a_numeric_date_matches_its_english_form(date: datetime.date, form: str) -> None:
    assert list(check_facts(f"Il {date:{form}}", f"On {date:%B} {date.day}, {date.year}")) == []


@given(dates, dates)
def test_a_date_never_matches_another_month(date: datetime.date, other: datetime.date) -> None:
    found = list(check_facts(f"Il {date:%d/%m/%Y}", f"On {date.day} {other:%B} {date.year}"))
    assert (found == []) == (date.month == other.month)


@given(st.text(max_size=80))
def test_any_text_is_read_and_matches_itself(text: str) -> None:
    numbers = find_numbers(text, language="en")
    match = match_numbers(numbers, numbers)
    assert (match.missing, match.invented) == ((), ())
    assert all(0 <= n.start < n.end <= len(text) for n in numbers)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("cento fotografi da 22 Paesi", "22 photographers from 22 countries"),
        ("In undici giorni sono previste 34 mostre", "34 shows are scheduled for 34 days"),
        ("Dal 3 al 13 ottobre la settima edizione", "From 3 to 13 October the 13th edition"),
        ("a Bruxelles il 12 gennaio", "in Brussels from 12 to 12 January"),
    ],
)
def test_a_figure_said_once_too_often_is_an_error(source: str, target: str) -> None:
    assert [f.severity for f in check_segment(source, target)][:1] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("è sceso di 40 centimetri", "it fell by 40 minutes", True),
        ("meno di 15 ettari", "less than 15 acres", True),
        ("per 7 giorni", "for 7 weeks", True),
        ("220 tonnellate di aiuti", "220 tonnes of aid", False),
        ("ogni 100 chilometri quadrati", "every 100 square kilometres", False),
        ("14 camion", "14 metres of trucks", False),
    ],
)
def test_a_changed_unit_is_an_error(source: str, target: str, wrong: bool) -> None:
    assert any(f.code == "W-NUMBER" for f in check_segment(source, target)) is wrong


def test_groups_are_not_held_to_a_number() -> None:
    assert not list(check_facts("decine di residenti", "dozens of residents"))


@pytest.mark.parametrize(
    "word",
    ["ventidue", "trentunesimo", "Duecentomila", "duemilaventuno", "trent'", "novantenne", "mezza",
     "centotto", "milioni", "decina", "sixth", "Hundreds", "nineties", "fortnight", "once"],
)  # fmt: skip
def test_every_number_word_begins_as_one(word: str) -> None:
    language = next(code for code in ("it", "en") if read_word(word, code))
    assert opens_number(word.lower())
    assert find_numbers(f"{word}anni" if word[-1] == "'" else word, language=language)


def test_most_words_do_not_begin_as_a_number() -> None:
    assert not any(map(opens_number, ("ministro", "presidente", "government", "accordo")))


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        ("Costa 1 centesimo di dollaro.", "It costs 1 cent.", []),
        ("Costa 1 centesimo di dollaro l'uno.", "It costs 1 hundred dollars.", ["W-NUMBER"]),
        ("Costa 1 centesimo l'uno.", "1 of them costs 1 hundred dollars.", ["W-NUMBER"]),
        ("Costa 1 centesimo di dollaro.", "It costs about USD 1.", ["W-NUMBER"]),
        ("Costa 1 centesimo l'uno.", "The 1 center costs USD 1.", ["W-NUMBER"]),
        ("Costa 1 centesimo.", "1 of them costs about USD 1.", ["W-NUMBER"]),
        ("Un aumento di 5 centesimi.", "A rise of 5 euros.", ["W-NUMBER"]),
        ("Un aumento di 5 centesimi di euro.", "A rise of 5 euro cents.", []),
        ("In due centesimi di secondo.", "In two hundredths of a second.", []),
        ("In 3 centesimi di secondo.", "In 3 hundredths of a second.", []),
        ("È il centesimo gol.", "It is the 100th goal.", []),
        ("È il centesimo gol.", "It is the hundredth goal.", []),
    ],
)
def test_parts_of_a_hundred_are_not_hundreds(source: str, target: str, codes: list[str]) -> None:
    assert [f.code for f in check_facts(source, target)] == codes
