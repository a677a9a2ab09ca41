"""Flashes in capitals keep their names and acronyms, with the embedded model."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import presscli
from benchmarks.capitals import is_kept, losses, read_flashes
from presscli.document import SourceText

SAMPLE = Path(__file__).parent.parent / "samples" / "06-rail-strike-flash.it.txt"


def test_what_counts_as_kept() -> None:
    assert is_kept("names", ("Sempione", "Simplon"), "on the Simplon line")
    assert not is_kept("names", ("Visso",), "Vissos")
    assert is_kept("acronyms", ("FERT",), "the FERT union")
    assert not is_kept("acronyms", ("FERT",), "the fert union")
    assert not is_kept("figures", ("4.2",), "14.2 or 4.25")


def test_names_and_acronyms_come_through() -> None:
    flashes = read_flashes()
    total, lost, unmarked = Counter[str](), Counter[str](), 0
    with presscli.open(
        profile="embedded", offline=True, summary_sentences=0, source_lang="it"
    ) as session:
        for flash in flashes:
            result = session.process(SourceText("flash.txt", flash.text))
            total.update(kind for kind, _ in flash.wanted)
            for kind, _, marked in losses(flash, result.paragraphs[0].segments):
                lost[kind] += 1
                unmarked += not marked
    assert len(flashes) == 80
    assert lost["figures"] == 0
    # Before names were told: 22 of 42, 71 of 124, and 52 unmarked of 201.
    assert lost["acronyms"] <= 0.1 * total["acronyms"]
    assert lost["names"] <= 0.1 * total["names"]
    assert unmarked <= 0.06 * total.total()


def test_the_flash_of_the_samples_keeps_its_unions_and_places() -> None:
    with presscli.open(profile="embedded", offline=True, summary_sentences=0) as session:
        result = session.process(SAMPLE)
    english = " ".join(p.text for p in result.paragraphs)
    for name in ("FERT", "SIT", "UNAT", "Ticino", "Malpensa", "Como", "Varese", "Dario Salvetti"):
        assert is_kept("acronyms", (name,), english), name
