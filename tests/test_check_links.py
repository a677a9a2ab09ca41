"""Links are found without the punctuation around them and must pass exactly."""

from __future__ import annotations

import pytest

from presscli.check.facts import check_facts
from presscli.check.links import blank, find_links


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(https://www.comune.it/a?b=1).", ["https://www.comune.it/a?b=1"]),
        ("vedi www.kremlin.ru, oggi", ["www.kremlin.ru"]),
        ("Fonte: kremlin.ru", ["kremlin.ru"]),
        ("scrivere a ufficio.stampa@comune.it.", ["ufficio.stampa@comune.it"]),
        ("su @ministero_salute e #iorestoacasa", ["@ministero_salute", "#iorestoacasa"]),
        ("l'allegato bilancio-2021.pdf", ["bilancio-2021.pdf"]),
        (
            "https://it.wikipedia.org/wiki/Roma_(città)",
            ["https://it.wikipedia.org/wiki/Roma_(città)"],
        ),
        ("alla fine.Il resto", []),
        ("al n. #12", []),
    ],
)
def test_links_are_found(text: str, expected: list[str]) -> None:
    assert [link.text for link in find_links(text)] == expected


def test_blanking_keeps_offsets() -> None:
    assert blank("a www.b.it c", [(2, 10)]) == "a " + "\0" * 8 + " c"


def test_a_lost_link_is_an_error() -> None:
    (finding,) = check_facts("Fonte: kremlin.ru", "Source: Kremlin")
    assert (finding.code, finding.source_value, finding.source_span) == (
        "W-URL",
        "kremlin.ru",
        (7, 17),
    )


def test_an_invented_link_is_an_error() -> None:
    (finding,) = check_facts("Fonte: Cremlino", "Source: kremlin.ru")
    assert (finding.code, finding.target_value) == ("W-URL", "kremlin.ru")


def test_a_link_said_twice_is_an_error() -> None:
    target = "Donations: www.ente.example or www.ente.example."
    findings = list(check_facts("Donazioni: www.ente.example.", target))
    assert [f.code for f in findings] == ["W-URL"]
