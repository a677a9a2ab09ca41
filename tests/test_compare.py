"""A whole text against its source: what is aligned, and where findings point."""

from __future__ import annotations

import pytest

from presscli.compare import check_passage, compare_lines, compare_releases
from presscli.document import Comparison, SourceText
from presscli.errors import InputError
from presscli.render.text import RULE, strip_credit

IT = (
    "Sciopero dei treni\n\n"
    "ROMA, 3 marzo 2023 - I sindacati hanno proclamato uno sciopero di 24 ore. "
    "Il ministro non ha commentato la decisione dei lavoratori.\n\n"
    "L'azienda garantirà 120 treni regionali nelle fasce protette.\n"
)
EN = (
    "Train strike\n\n"
    "ROME, 3 March 2023 - The unions have called a 24-hour strike. "
    "The minister did not comment on the workers' decision.\n\n"
    "The company will guarantee 120 regional trains in the protected periods.\n"
)


def text(content: str, name: str = "b.txt") -> SourceText:
    return SourceText(name, content)


def compare(target: str) -> Comparison:
    return compare_releases(text(IT, "a.txt"), text(target))


def test_a_true_translation_has_no_finding() -> None:
    assert compare(EN).findings == ()


def test_spans_are_offsets_in_the_paragraph() -> None:
    comparison = compare(EN.replace("did not comment", "commented").replace("24-hour", "42-hour"))
    unit = comparison.units[1]
    found = {f.code: f for f in unit.findings}
    assert set(found) == {"W-NUMBER", "W-NEGATION"}
    number, negation = found["W-NUMBER"], found["W-NEGATION"]
    assert unit.source[slice(*(number.source_span or ()))] == "24"
    assert unit.target[slice(*(number.target_span or ()))] == "42"
    assert unit.source[slice(*(negation.source_span or ()))] == "non"


def test_a_paragraph_left_out() -> None:
    (finding,) = compare(EN.rsplit("\n\n", 1)[0] + "\n").findings
    assert (finding.code, finding.severity) == ("W-MISSING", "error")
    assert finding.source_value.startswith("L'azienda")


def test_a_paragraph_added() -> None:
    added = "\nPassengers are advised to buy their tickets at the station counters.\n"
    (finding,) = compare(EN + added).findings
    assert (finding.code, finding.severity) == ("W-ADDED", "warning")
    assert finding.target_value == added.strip()


def test_a_sentence_left_out_of_a_paragraph() -> None:
    comparison = compare(EN.replace(" The minister did not comment on the workers' decision.", ""))
    (finding,) = comparison.findings
    assert finding.code == "W-MISSING"
    source = comparison.units[1].source
    assert source[slice(*(finding.source_span or ()))] == (
        "Il ministro non ha commentato la decisione dei lavoratori."
    )


def test_marks_summary_and_credit_of_presscli_are_left_out() -> None:
    credit = "Source: not stated in the release\nMachine translation from Italian by presscli 1"
    for tail in (f"{RULE}\nSummary: No trains ran.\n\n{credit}", credit):
        assert compare(f"{EN.replace('strike. ', 'strike. [?] ')}\n{tail}\n").findings == ()


def test_other_texts_keep_their_rules_and_sources() -> None:
    other = f"One.\n{RULE}\nTwo.\n\nSource: kremlin.ru\n"
    assert strip_credit(other) == other


def test_lines_are_compared_by_their_numbers() -> None:
    it, en = "Sono 12.\n\nSono 13.\nSono 14.\n", "They are 12.\n\nThey are 31.\n\n"
    comparison = compare_lines(text(it), text(en))
    assert [(unit.target_number, f.code) for unit in comparison.units for f in unit.findings] == [
        (3, "W-NUMBER"),
        (4, "W-MISSING"),
    ]


def test_other_numbers_of_lines_are_an_error() -> None:
    with pytest.raises(InputError, match=r"b\.txt: 1 lines, but a\.txt has 2"):
        compare_lines(text("Uno.\nDue.\n", "a.txt"), text("One.\n"))


def test_a_passage_of_signs_says_nothing() -> None:
    assert list(check_passage("***", "")) == []
    assert [f.code for f in check_passage("***", "Something was said.")] == ["W-ADDED"]
