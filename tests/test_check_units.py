"""Units beside figures: mended where a model wrote no English, reported where another."""

from __future__ import annotations

import pytest

from presscli.check import check_segment
from presscli.check.numbers import find_numbers
from presscli.check.repair import repair
from presscli.check.unit_words import UNITS, is_right
from presscli.check.units import MEASURES
from presscli.document import Severity


@pytest.mark.parametrize(
    ("source", "target", "repaired"),
    [
        ("264 metri quadrati", "264 meters squares", "264 square meters"),
        ("264 metri quadrati", "264 square metrics", "264 square metres"),
        ("su 1.100 metri quadrati", "on 1,100 quare square metres", "on 1,100 square metres"),
        ("18 mila metri quadrati", "square 18,000 metrics", "18,000 square metres"),
        ("18 mila metri quadrati", "18,000 square metres metrics", "18,000 square metres"),
        ("12.500 mq coperti", "12,500 mq covered", "12,500 square metres covered"),
        ("90 metri quadri", "90 quadrameters", "90 square metres"),
        ("45 kmq di bosco", "45 kmq of wood", "45 square kilometres of wood"),
        ("38 metri cubi di gas", "38 cubi metrics of gas", "38 cubic metres of gas"),
        ("1,2 milioni di metri cubi", "1.2 million of metrics", "1.2 million cubic metres"),
        ("12 centimetri quadrati", "12 centers of square", "12 square centimetres"),
        ("180 centimetri", "180 centers", "180 centimetres"),
        ("a 30 chilometri all'ora", "at 30 kilomes at the time", "at 30 kilometres per hour"),
        ("200 miglia nautiche", "200 miles nautical", "200 nautical miles"),
        ("21 gradi centigradi", "21 degrees centigrades", "21 degrees centigrade"),
        ("75 quintali di uva", "75 fivetuals of grapes", "75 quintals of grapes"),
        ("12 chili di cocaina", "12 chiles of cocaine", "12 kilos of cocaine"),
        ("264 megawattora", "264 megawattttoras", "264 megawatt-hours"),
        ("1 megawattora", "1 megawattora", "1 megawatt-hour"),
        ("38 barili", "38 Bariles", "38 barrels"),
        ("7,5 milioni di litri", "7.5 million of litres", "7.5 million litres"),
        ("un modello da 1,2 litri", "a 1.2 litri model", "a 1.2 litre model"),
        ("una potenza di 1,2 gigawatt.", "a power of 1.2 gigawatt.", "a power of 1.2 gigawatts."),
        ("98 grammi per chilometro", "98 grams for kilometre", "98 grams per kilometre"),
        ("150 litri al secondo", "150 litres to the second", "150 litres per second"),
    ],
)
def test_a_unit_in_no_english_beside_a_right_figure(
    source: str, target: str, repaired: str
) -> None:
    assert repair(source, target) == repaired


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("264 metri quadrati", "265 square metrics"),
        ("264 metri quadrati e 264 metri", "264 metrics and 264 metrics"),
        ("264 metri quadrati", "264 metrics and 264 metrics"),
        ("264 metri quadrati", "264 metres"),
        ("38 metri cubi", "38 square metres"),
        ("110 chilometri orari", "110 kilometres on the coast"),
        ("900 gigawattora", "900 gigawatt a year"),
        ("264 metri quadrati", "264 metres squared"),
        ("264 persone", "264 square metrics"),
        ("una centrale da 5 megawatt", "a 5 megawatt plant"),
        ("una centrale da 5 megawatt", "a plant of 5 megawatt plant"),
        ("38 gradi", "38 degrees"),
        ("500 litri di gasolio", "500 gasolians"),
        ("90 grammi o 12 chili", "90 grammes or 12 kilograms"),
        ("milioni di litri", "millions of litres"),
        ("code per chilometri", "queues for kilometres"),
        ("dal primo al secondo", "from the first to the second"),
        ("100 litri al secondo, il secondo", "100 litres to the second, the second"),
    ],
)
def test_what_is_not_certain_or_is_another_unit_stays(source: str, target: str) -> None:
    assert repair(source, target) == target


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("È lungo 12 chilometri.", "It is 12 metres long."),
        ("Pesa 12 tonnellate.", "It weighs 12 kilos."),
        ("L'area è di 264 metri quadrati.", "The area is 264 metres."),
        ("Contiene 320 metri cubi di acqua.", "It contains 320 water metres."),
        ("Produce 900 gigawattora.", "It produces 900 gigawatt."),
        ("Il vento a 110 chilometri orari.", "The wind at 110 kilometres."),
        ("Misura 3 centimetri cubi.", "It measures 3 centimetres."),
        ("Dista 90 miglia nautiche.", "It is 90 miles away."),
        ("La superficie è di 2.300 ha.", "The surface is 2,300."),
        ("Ha 38 acri di terra.", "It has 38 encrypted of land."),
        ("La temperatura è di 38 gradi.", "The temperature is 38."),
    ],
)
def test_another_unit_or_none_is_an_error(source: str, target: str) -> None:
    found = [f for f in check_segment(source, target) if f.code == "W-NUMBER"]
    assert [f.severity for f in found] == [Severity.ERROR]
    assert found[0].source_span is not None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("A 11 km/h verso la Cina.", "At eleven kph toward China."),
        ("Con 300.948 miglia quadrate.", "With 300,948 sq mi of land."),
        ("A 3000 miglia/h sulla Luna.", "At 3000 miles per hour on the Moon."),
        ("Da 100 a 200 miglia orarie.", "From 100 to 200 miles/hour."),
        ("Fino a 180 gradi davanti.", "Up to 180 degrees in front."),
        ("Intorno ai 90 gradi.", "In the 90s."),
        ("Alta 12 metri e larga 5 metri.", "12 by 5 metres."),
        ("Una nave di 12 metri.", "A twelve-metre ship."),
    ],
)
def test_the_same_unit_said_otherwise_is_none(source: str, target: str) -> None:
    assert not [f for f in check_segment(source, target) if f.code == "W-NUMBER"]


@pytest.mark.parametrize("unit", UNITS)
def test_every_name_that_is_put_in_is_one_that_the_checks_read(unit: str) -> None:
    assert unit in MEASURES
    for value, name in ((1, UNITS[unit].singular), (7, UNITS[unit].plural)):
        number = find_numbers(f"It has {value} {name} in all.", language="en")[0]
        assert number.unit == unit
        assert is_right(unit).match(f" {name} in all")


@pytest.mark.parametrize("unit", [n for n in UNITS if UNITS[n].alike])
def test_an_italian_name_left_standing_is_put_in_english(unit: str) -> None:
    """Also shows that no text with a unit is passed over for speed."""
    italian = {"m2": "metri quadrati", "km2": "chilometri quadrati", "m3": "metri cubi"}
    name = italian.get(unit, "chilometri orari" if unit == "km/h" else UNITS[unit].alike[0])
    repaired = repair(f"Sono 12 {name} in tutto.", f"It is 12 {name} in all.")
    assert repaired == f"It is 12 {UNITS[unit].plural} in all."
