"""Who speaks in the source speaks in the translation."""

from __future__ import annotations

import pytest

from presscli.check import check_segment
from presscli.check.speakers import check_speakers, find_speakers


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Vladimir Santoro ha detto che verrà", "it", [("Vladimir", "Santoro")]),
        ("«Vengo», ha detto ieri il ministro Santoro.", "it", [("Santoro",)]),
        ("Secondo Santoro, verrà", "it", [("Santoro",)]),
        ("Tuttavia ha detto che verrà", "it", []),
        ("Il ministro ha detto che verrà a Gorizia", "it", []),
        ("ha detto a Gorizia", "it", []),
        ("Santoro said he will come", "en", [("Santoro",)]),
        ("“I come,” said Foreign Minister Santoro.", "en", [("Santoro",)]),
        ("“I come,” said the director general, Ada Santoro.", "en", [("Ada", "Santoro")]),
        ("According to Santoro, he comes", "en", [("Santoro",)]),
        ("He said on Monday that", "en", []),
    ],
)
def test_attributions_that_name_somebody(
    text: str, language: str, names: list[tuple[str, ...]]
) -> None:
    assert [s.names for s in find_speakers(text, language=language)] == names


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("ha detto Santoro", "said Santoro"),
        ("ha detto Santoro", "he said"),
        ("Santoro ha scritto a Vignali", "Santoro told Vignali"),
        ("ha detto il ministro", "Santoro said"),
        ("ha riferito l'Onu ieri", "the UN said yesterday"),
        ("Secondo Mosca, è falso", "According to Moscow, it is false"),
        ("Zelenskij ha detto no, Santoro ha detto sì", "Santoro said yes, Zelensky said no"),
    ],
)
def test_the_same_speakers_are_no_finding(source: str, target: str) -> None:
    assert list(check_speakers(source, target)) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("«Sì», ha detto Santoro a Vignali.", "“Yes,” Vignali said to Santoro."),
        ("Santoro ha risposto a Vignali", "Vignali replied to Santoro"),
        (
            "Secondo Santoro, con Vignali, no",
            "According to Vignali, beside Santoro",
        ),
    ],
)
def test_speakers_exchanged_are_an_error(source: str, target: str) -> None:
    (finding,) = check_speakers(source, target)
    assert (finding.code, finding.severity) == ("W-SPEAKER", "error")
    assert (finding.source_value, finding.target_value) == ("Santoro", "Vignali")
    assert source[slice(*(finding.source_span or ()))] == "Santoro"
    assert target[slice(*(finding.target_span or ()))] == "Vignali"


def test_speakers_are_checked_in_every_segment() -> None:
    found = check_segment("Ieri Santoro ha scritto a Vignali", "Yesterday Vignali told Santoro")
    assert "W-SPEAKER" in [f.code for f in found]
