"""Choosing among hypotheses, and all checks of a segment together."""

from __future__ import annotations

import itertools
import sys
from typing import Any

import pytest

from presscli.check import check_segment, choose
from presscli.check.choose import Contest
from presscli.document import Finding, Hypothesis, Severity


def pick(source: str, *texts: str) -> str:
    """The text chosen when the engine scores each hypothesis a little below the one before."""
    hypotheses = [Hypothesis(text, -0.5 - 0.05 * at) for at, text in enumerate(texts)]
    return choose(source, hypotheses).text


@pytest.mark.parametrize(
    ("source", "texts", "expected"),
    [
        (
            "Il 9-10 gennaio inizieranno i colloqui.",
            ["Talks will begin on 9 January.", "Talks will begin on 9-10 January."],
            1,
        ),
        (
            "Il governo non ha approvato il decreto.",
            ["The government approved the decree.", "The government did not approve the decree."],
            1,
        ),
        (
            "Hanno firmato oltre 200 sindaci.",
            ["200 mayors have signed it.", "More than 200 mayors have signed it."],
            1,
        ),
        (
            "Il ministro ha annunciato nuove sanzioni contro la Russia.",
            [
                "The minister announced sanctions.",
                "The minister announced new sanctions against Russia.",
            ],
            1,
        ),
        (
            "Il ministro ha annunciato nuove sanzioni.",
            [
                "The minister announced new new new new sanctions.",
                "The minister announced new sanctions.",
            ],
            1,
        ),
        (
            "I colloqui inizieranno presto.",
            ["Colloqui will begin soon.", "Talks will begin soon."],
            1,
        ),
        ("Buongiorno.", ["Good morning.", "Good day."], 0),
    ],
    ids=[
        "number",
        "negation",
        "limit",
        "dropped clause",
        "repetition",
        "residue",
        "engine's order",
    ],
)
def test_the_truest_hypothesis_is_chosen(source: str, texts: list[str], expected: int) -> None:
    assert pick(source, *texts) == texts[expected]


def test_the_choice_is_repaired() -> None:
    choice = choose("Sono 1.274 casi.", [Hypothesis("There are 1.274 cases.", -0.3)])
    assert (choice.text, choice.score, choice.findings) == ("There are 1,274 cases.", -0.3, ())


def test_what_is_left_wrong_is_reported() -> None:
    choice = choose("Sono 13 casi.", [Hypothesis("There are 12 cases.", -0.3)], index=7)
    (finding,) = choice.findings
    assert (finding.code, finding.severity, finding.segment) == ("W-NUMBER", Severity.ERROR, 7)
    assert (finding.source_value, finding.target_value) == ("13", "12")
    assert (finding.source_span, finding.target_span) == ((5, 7), (10, 12))


def test_no_hypotheses_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no hypotheses"):
        choose("Ciao", [])


def test_a_clean_segment_has_no_findings() -> None:
    source = "Joseph Biden ha sottolineato che Washington non ha intenzione di schierare armi."
    target = "Joseph Biden stressed that Washington has no intention of deploying weapons."
    assert check_segment(source, target) == ()


def test_a_translation_of_something_else_is_noticed() -> None:
    source = "La conversazione tra i presidenti è stata utile a entrambe le parti del negoziato."
    target = "Bananas grow quickly wherever tropical farmers plant enough seeds every summer."
    assert "W-COVERAGE" in {f.code for f in check_segment(source, target)}


def test_residue_is_one_warning() -> None:
    (finding,) = check_segment("Le sanzioni sono gravi oggi", "The sanzioni are serious today")
    assert (finding.code, finding.target_value) == ("W-RESIDUE", "sanzioni")


def test_a_copy_is_one_warning() -> None:
    source = "Le sanzioni sono gravi oggi"
    assert [f.code for f in check_segment(source, source)] == ["W-COPY"]


def test_english_passed_through_is_no_copy() -> None:
    source = "The talks will begin soon in Geneva"
    assert check_segment(source, source) == ()


def test_a_sound_first_choice_stays() -> None:
    source = "Il ministro ha annunciato nuove sanzioni."
    sound = "The minister announced new sanctions."
    shorter = "Minister announced new sanctions."
    assert pick(source, sound, shorter) == sound
    assert pick(source, shorter, sound) == shorter


def test_a_first_choice_with_a_finding_does_not_stay() -> None:
    texts = ["The minister announced 3 new sanctions.", "The minister announced new sanctions."]
    assert pick("Il ministro ha annunciato nuove sanzioni.", *texts) == texts[1]


LISTS = [
    (
        "Il 9 gennaio il ministro non ha incontrato 12 sindaci a Mosca.",
        [
            "On 9 January the minister met 12 mayors in Moscow.",
            "On 9 January the minister did not meet 13 mayors in Moscow.",
            "On 8 January the minister did not meet 12 mayors in Mosca.",
            "On 9 January the minister did not meet 12 mayors in Moscow.",
        ],
    ),
    (
        "Le esportazioni sono aumentate del 3,5% rispetto all'anno precedente.",
        [
            "Exports fell by 3.5% on the previous year.",
            "Exports exports exports rose by 3.5%.",
            "Exports rose by 5.3% on the previous year.",
            "Exports have increased by 3.5% compared with the previous year.",
        ],
    ),
    ("Franco Bianchi è arrivato.", ["Frank White has arrived.", "Franco Bianchi arrived."]),
]


@pytest.mark.parametrize(("source", "texts"), LISTS)
@pytest.mark.parametrize("turn", range(4))
def test_reading_some_hypotheses_finds_what_reading_all_would(
    source: str, texts: list[str], turn: int
) -> None:
    turned = texts[turn:] + texts[:turn]
    for bounds in itertools.permutations([1.0, 1.4, 2.0, 4.0][: len(turned)]):
        lazy = Contest(source, turned, bounds)
        every = Contest(source, turned, bounds)
        assert lazy.winner() == max(range(len(turned)), key=every.rank)


def test_a_hypothesis_that_cannot_win_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = []

    def spy(source: str, target: str, **options: Any) -> tuple[Finding, ...]:
        checked.append(target)
        return check_segment(source, target, **options)

    monkeypatch.setattr(sys.modules[Contest.__module__], "check_segment", spy)
    assert pick("Sono 13 casi.", "There are 13 cases.", "They are 13 cases now.") == checked[0]
    assert checked == ["There are 13 cases."]
    assert pick("Sono 13 casi.", "There are 12 cases.", "They are 13 cases.") == checked[-1]
    assert len(set(checked)) == 3


def test_findings_carry_the_number_of_their_segment_each_time() -> None:
    for index in (3, 5):
        (finding,) = check_segment("Sono 13 casi.", "There are 12 cases.", index=index)
        assert finding.segment == index
