"""Where a date stands beside an amount, and where one figure is said twice."""

from __future__ import annotations

import pytest

from presscli.check import check_segment
from presscli.check.facts import check_facts
from presscli.check.reword import mend
from presscli.check.wording import PLAIN

KEPT = [
    ("Dal 24 agosto milioni di tonnellate", "Since August 24, millions of tonnes"),
    ("Dal 24 agosto milioni di tonnellate", "Since 24 August millions of tonnes"),
    ("Dal 24 agosto milioni di tonnellate", "From August 24 millions of tonnes"),
    ("Dal 24 agosto 2023 milioni di tonnellate", "Since 24 August 2023, millions of tonnes"),
    ("Ad agosto 2023 miliardi di euro", "In August 2023, billions of euros"),
    ("Nel 2024 milioni di persone", "In 2024, millions of people"),
    ("Nel 2024 milioni di persone", "Millions of people in 2024"),
    ("Il 3 marzo migliaia di persone", "On March 3 thousands of people"),
    ("Il 3 marzo mille persone", "On March 3 a thousand people"),
    ("Ad agosto 24 milioni di tonnellate", "In August 24 million tonnes"),
    ("A maggio il 5 per cento", "In May 5 per cent"),
    ("Costa 2000 milioni", "It costs 2000 million"),
    ("Per i 2000 milioni", "For the 2000 million"),
    ("alle due mila persone", "to two thousand people"),
    ("entro 30 (trenta) giorni", "within 30 days"),
    ("entro 30 (trenta) giorni", "within 30 (thirty) days"),
    ("entro trenta (30) giorni", "within thirty days"),
    ("gli under-21/ sotto i 21 anni", "the under-21s"),
    ("il formato tridimensionale", "the 3D format"),
    ("immagini bidimensionali", "two-dimensional images"),
]
CHANGED = [
    ("Dal 24 agosto milioni di tonnellate", "From August 24 million tonnes"),
    ("Dal 24 agosto 2023 milioni di tonnellate", "Since 24 August 2023 million tonnes"),
    ("Ad agosto 2023 milioni di persone", "In August 2023 million people"),
    ("Nel 2024 milioni di persone", "In 2024 million people"),
    ("Il 3 marzo migliaia di persone", "On March 3 thousand people"),
    ("Il 3 marzo centinaia di persone", "On March 3 hundred people"),
    ("Il 5 maggio il cento per cento", "On May 5 per cent"),
    ("Il 5 maggio, cento euro a testa", "On May 5 hundred euros each"),
    ("Il 5 maggio miliardi di euro", "On May 5 billion euros"),
    ("entro 30 (trenta) giorni", "within 50 days"),
    ("entro 30 (trenta) giorni", "within 30 (fifty) days"),
    ("entro 30 (trenta) giorni", "within 50 (thirty) days"),
    ("gli under-21/ sotto i 21 anni", "the under-19s"),
    ("21 uomini / 21 donne", "21 men and women"),
    ("il formato tridimensionale", "the two-dimensional format"),
]


@pytest.mark.issue(4)
@pytest.mark.parametrize(("source", "target"), KEPT)
def test_what_says_the_same_is_no_finding(source: str, target: str) -> None:
    assert list(check_facts(source, target)) == []


@pytest.mark.issue(4)
@pytest.mark.parametrize(("source", "target"), CHANGED)
def test_another_figure_is_an_error(source: str, target: str) -> None:
    assert {f.code for f in check_segment(source, target)} & {"W-NUMBER", "W-DATE"}


@pytest.mark.parametrize("copied", ["1.234,56 euros", "1,234.56 euros"])
def test_a_copied_italian_figure_is_put_in_english(copied: str) -> None:
    assert mend("1.234,56 euro", copied, PLAIN) == "1,234.56 euros"
