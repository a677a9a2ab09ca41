"""A limit of a figure is neither lost nor put in nor turned round."""

from __future__ import annotations

import pytest

from presscli.check import check_segment
from presscli.check.limits import check_limits
from presscli.document import Finding, Severity
from presscli.lexicon.limits import Bound, find_limits
from presscli.render.common import MARKED_CODES

KEPT = [
    ("oltre 200 sindaci", "more than 200 mayors"),
    ("oltre 200 sindaci", "over 200 mayors"),
    ("oltre i 200 sindaci", "at least 200 mayors"),
    ("più di 200 sindaci", "upwards of 200 mayors"),
    ("più del 20 per cento", "more than 20 per cent"),
    ("200 sindaci e più", "200 mayors or more"),
    ("60 gol (o più)", "60 or more goals"),
    ("200 e passa sindaci", "200-odd mayors"),
    ("200 sindaci o più", "200+ mayors"),
    ("almeno venti persone", "at least twenty people"),
    ("calare almeno del 20%", "fall by at least 20%"),
    ("come minimo 30 euro", "a minimum of €30"),
    ("un minimo di 30 euro", "at least 30 euros"),
    ("non meno di 40 ettari", "no smaller than 40 hectares"),
    ("non inferiore a 40 ettari", "not less than 40 hectares"),
    ("superiore ai 3 milioni", "in excess of 3 million"),
    ("circa 400 metri", "about 400 metres"),
    ("circa 400 metri", "some 400 metres"),
    ("circa 400 metri", "400 metres or so"),
    ("400 metri circa", "approximately 400 metres"),
    ("il 30% circa", "roughly 30%"),
    ("intorno ai 400 metri", "around 400 metres"),
    ("più o meno 400 metri", "more or less 400 metres"),
    ("una trentina di case", "about thirty houses"),
    ("un centinaio di case", "some 100 houses"),
    ("quasi 90 anni", "nearly 90 years"),
    ("quasi 90 anni", "just under 90 years"),
    ("quasi 90 anni", "about 90 years"),
    ("poco più di 90 metri", "slightly more than 90 metres"),
    ("poco meno di 90 metri", "almost 90 metres"),
    ("meno di 18 anni", "under 18"),
    ("meno di mille casi", "Fewer than a thousand cases"),
    ("inferiore al 2%", "below 2%"),
    ("in meno di 3 ore", "within 3 hours"),
    ("non più di 50 posti", "no more than 50 seats"),
    ("non oltre 50 posti", "at most 50 seats"),
    ("fino a 50 posti", "up to 50 seats"),
    ("fino a un massimo di 50 posti", "up to a maximum of 50 seats"),
    ("al massimo 50 posti", "at the most 50 seats"),
    ("fino a circa 50 posti", "about 50 seats"),
    ("da 8 fino a 50 posti", "from 8 to 50 seats"),
    ("l'altezza massima di 4 metri", "a height of up to 4 metres"),
    ("ben 300 firme", "as many as 300 signatures"),
    ("entro 30 giorni", "in less than 30 days"),
    ("supera i 300 milioni", "is more than 300 million"),
    ("può raggiungere i 480 km/h", "up to 480 km/h"),
    ("in 10 anni", "over 10 years"),
    ("più della metà dei voti", "more than half of the votes"),
    ("fino al 2030", "until 2030"),
    ("fino al 12 marzo", "to 12 March"),
    ("oltre a 3 sindaci", "besides 3 mayors"),
    ("più di uno", "several"),
    ("intorno al XV secolo", "in the 15th century"),
    ("oltre 200 sindaci e 200 assessori", "200 councillors and over 200 mayors"),
    ("oltre 200 sindaci", "hundreds of mayors"),
    ("verso le 10", "at 10 am"),
    ("fino a 16 anni", "up to the age of 16"),
    ("quasi un milione di franchi", "nearly CHF 1 million"),
    ("deroga al limite massimo di 90 capi", "derogation from the 90-head limit"),
    ("2 server e più di 40 pacchetti", "2 servers and over 40 packages"),
    ("intorno alle 10", "at about 10 am"),
    ("alle 9.30 circa", "around 9:30"),
    ("fino alle 18", "until 6 pm"),
]

DOUBTED = [
    ("oltre 200 sindaci", "200 mayors", "oltre 200", "200"),
    ("oltre un milione", "a million", "oltre un milione", "a million"),
    ("più di 1.200 euro", "1,200 euros", "più di 1.200", "1,200"),
    ("più della metà dei voti", "half of the votes", "più della metà", "half"),
    ("almeno venti persone", "twenty people", "almeno venti", "twenty"),
    ("un minimo di 30 euro", "30 euros", "un minimo di 30", "30"),
    ("un massimo di 30 euro", "30 euros", "un massimo di 30", "30"),
    ("circa 400 metri", "400 metres", "circa 400", "400"),
    ("400 metri circa", "400 metres", "400 metri circa", "400"),
    ("quasi 90 anni", "90 years", "quasi 90", "90"),
    ("meno di 18 anni", "18 years", "meno di 18", "18"),
    ("non più di 50 posti", "50 seats", "non più di 50", "50"),
    ("fino a 50 posti", "50 seats", "fino a 50", "50"),
    ("superiore ai 3 milioni", "3 million", "superiore ai 3 milioni", "3 million"),
    ("200 sindaci", "more than 200 mayors", "200", "more than 200"),
    ("200 sindaci", "over 200 mayors", "200", "over 200"),
    ("200 sindaci", "200+ mayors", "200", "200+"),
    ("200 sindaci", "at least 200 mayors", "200", "at least 200"),
    ("200 sindaci", "up to 200 mayors", "200", "up to 200"),
    ("200 sindaci", "about 200 mayors", "200", "about 200"),
    ("200 sindaci", "almost 200 mayors", "200", "almost 200"),
    ("200 sindaci", "nearly 200 mayors", "200", "nearly 200"),
    ("200 sindaci", "less than 200 mayors", "200", "less than 200"),
    ("200 sindaci", "under 200 mayors", "200", "under 200"),
    ("intorno alle 9.30", "at 9:30 am", "intorno alle 9.30", "9:30 am"),
    ("alle 9.30 circa", "at 9:30", "9.30 circa", "9:30"),
    ("alle 9.30", "at around 9:30", "9.30", "around 9:30"),
    ("da 23 anni", "for more than 23 years", "23", "more than 23"),
    ("circa 200 sindaci", "more than 200 mayors", "circa 200", "more than 200"),
    ("oltre 200 sindaci", "about 200 mayors", "oltre 200", "about 200"),
]

TURNED = [
    ("oltre 200 sindaci", "under 200 mayors"),
    ("più di 200 sindaci", "up to 200 mayors"),
    ("almeno 200 sindaci", "no more than 200 mayors"),
    ("non meno di 200 sindaci", "less than 200 mayors"),
    ("quasi 200 sindaci", "more than 200 mayors"),
    ("quasi 200 sindaci", "just over 200 mayors"),
    ("meno di 200 sindaci", "at least 200 mayors"),
    ("non più di 200 sindaci", "no fewer than 200 mayors"),
    ("fino a 200 sindaci", "at least 200 mayors"),
    ("fino a 200 sindaci", "more than 200 mayors"),
]


@pytest.mark.issue(4)
@pytest.mark.parametrize(("source", "target"), KEPT)
def test_kept_limits_are_no_finding(source: str, target: str) -> None:
    assert list(check_limits(source, target)) == []


@pytest.mark.issue(4)
@pytest.mark.parametrize(("source", "target", "wanted", "found"), DOUBTED)
def test_a_limit_lost_put_in_or_changed_is_a_warning(
    source: str, target: str, wanted: str, found: str
) -> None:
    (finding,) = check_limits(source, target, index=2)
    assert (finding.code, finding.severity, finding.segment) == ("W-LIMIT", "warning", 2)
    assert (finding.source_value, finding.target_value) == (wanted, found)
    assert source[slice(*(finding.source_span or ()))] == wanted
    assert target[slice(*(finding.target_span or ()))] == found


@pytest.mark.issue(4)
@pytest.mark.parametrize(("source", "target"), TURNED)
def test_a_limit_turned_round_is_one_error(source: str, target: str) -> None:
    errors = [f for f in check_segment(source, target) if f.severity == "error"]
    assert len(errors) == 1
    assert errors[0].code in {"W-LIMIT", "W-DIRECTION"}


@pytest.mark.issue(4)
def test_every_segment_is_checked_and_the_reader_sees_the_mark() -> None:
    found = check_segment("Hanno firmato oltre 200 sindaci.", "200 mayors have signed.", index=3)
    assert [(f.code, f.segment) for f in found] == [("W-LIMIT", 3)]
    assert "W-LIMIT" in MARKED_CODES


def test_each_lost_limit_is_told() -> None:
    found = check_limits("oltre 200 sindaci e circa 30 paesi", "200 mayors and 30 countries")
    assert [f.source_value for f in found] == ["oltre 200", "circa 30"]


@pytest.mark.parametrize(
    ("text", "language", "bounds", "is_firm"),
    [
        ("oltre 7", "it", "above", True),
        ("poco meno di 7", "it", "below near", True),
        ("fino a quasi 7", "it", "below near", True),
        ("ben 7", "it", "above below", False),
        ("nei 7", "it", "below", False),
        ("not quite 7", "en", "below near", True),
        ("in excess of 7", "en", "above", True),
        ("within 7", "en", "below", False),
    ],
)
def test_what_limits_mean(text: str, language: str, bounds: str, is_firm: bool) -> None:
    span = (len(text) - 1, len(text))
    limit = find_limits(text, [span], language=language)[span]
    assert (limit.start, limit.bounds) == (0, frozenset(map(Bound, bounds.split())))
    assert limit.is_firm is is_firm


def test_a_known_turn_is_not_told_twice() -> None:
    known = Finding("W-DIRECTION", Severity.ERROR, "", source_span=(0, 7))
    assert list(check_limits("oltre 200 sindaci", "under 200 mayors", [known])) == []


@pytest.mark.issue(4)
@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("non meno di 200 sindaci", "at least 200 mayors"),
        ("non più di 200 sindaci", "at most 200 mayors"),
        ("non più di dieci sindaci", "up to ten mayors"),
        ("non più di 200 sindaci", "under 200 mayors"),
        ("non inferiore a 40 ettari", "at least 40 hectares"),
        ("non superiore a 40 ettari", "at most 40 hectares"),
        ("meno di 200 sindaci", "no more than 200 mayors"),
        ("oltre 200 sindaci", "no fewer than 200 mayors"),
    ],
)
def test_a_denied_limit_is_the_other_one(source: str, target: str) -> None:
    assert check_segment(source, target) == ()


def test_no_longer_is_a_denial_all_the_same() -> None:
    found = check_segment("La giacca non è più di moda.", "The jacket is in fashion.")
    assert [f.code for f in found] == ["W-NEGATION"]
