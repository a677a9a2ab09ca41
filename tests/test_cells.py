"""Entries of figures become English by rule, others are left to the model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.cells import render_figures
from presscli.document import Origin
from presscli.markup import BlockKind
from presscli.parse import parse
from presscli.plan import Limits, PlannedSegment, plan_release
from tests.laid_out import block, cells, item

LIMITS = Limits(count_tokens=lambda text: len(text.split()), max_source_tokens=20)


@pytest.mark.parametrize(
    ("italian", "english"),
    [
        ("1.250,5", "1,250.5"),
        ("12,4%", "12.4%"),
        ("-3,5 %", "-3.5 %"),
        ("€ 1.250", "€ 1,250"),
        ("3,2 mln €", "3.2 million €"),
        ("1 250", "1,250"),
        ("10.000-15.000", "10,000-15,000"),
        ("(1.250)", "(1,250)"),
        ("2023", "2023"),
        ("2023/24", "2023/24"),
        ("1.234.567", "1,234,567"),
        ("+0,3 p.p.", "+0.3 p.p."),
        ("15 mq", "15 sq m"),
        ("n.d.", "n/a"),
        ("1 euro", "1 euro"),
        ("20 euro", "20 euros"),
    ],
)
def test_figures_are_put_in_english_convention(italian: str, english: str) -> None:
    assert render_figures(italian) == english


@pytest.mark.parametrize(
    "text",
    ["Totale", "06 1234567", "A320", "00185", "-", "", "12 treni", "€", "art. 5", "2,5 volte"],
)
def test_anything_else_is_no_figure(text: str) -> None:
    assert render_figures(text) is None


@given(st.text(alphabet="0123456789.,- %€()/n.dmlkg", max_size=30))
def test_no_digit_is_lost_or_added(text: str) -> None:
    rendered = render_figures(text)
    if rendered is not None:
        digits = [c for c in text if c.isdigit()]
        kept = [c for c in rendered if c.isdigit()]
        # Zeros at the head of a whole number are all that figures may lose.
        assert "".join(kept).replace("0", "") == "".join(digits).replace("0", "")


def planned(*blocks: tuple[str, BlockKind]) -> list[tuple[PlannedSegment, ...]]:
    release = parse("", blocks=[block(text, kind, level=1) for text, kind in blocks])
    languages = ["it"] * len(blocks)
    return [p.segments for p in plan_release(release, languages, "it", LIMITS)]


def test_cells_of_figures_and_dates_need_no_model() -> None:
    texts = ["1.250,5", "12.3.2024", "-", "2023", "Totale"]
    found = planned(*((text, BlockKind.CELL) for text in texts))
    assert [(s[0].target, s[0].origin) for s in found] == [
        ("1,250.5", Origin.RULE),
        ("12 March 2024", Origin.RULE),
        ("-", Origin.COPIED),
        ("2023", Origin.COPIED),
        ("", Origin.MODEL),
    ]


def test_an_empty_cell_has_no_segment() -> None:
    release = parse("", blocks=cells(("Regione", ""), ("", "12")))
    plans = plan_release(release, ["it"] * 4, "it", LIMITS)
    assert [len(p.segments) for p in plans] == [1, 0, 0, 1]


def test_items_and_cells_are_segments_of_their_own() -> None:
    release = parse("", blocks=[item("più fondi"), item("meno tasse"), *cells(("Uno", "Due"))])
    plans = plan_release(release, ["it"] * 4, "it", LIMITS)
    inputs = [s.model_input for p in plans for s in p.segments]
    assert inputs == ["più fondi", "meno tasse", "Uno", "Due"]


@pytest.mark.parametrize("mark", ["•", "-", "1)", "a)", "–"])
def test_a_bullet_that_was_left_in_is_not_sent_to_the_model(mark: str) -> None:
    ((bullet, text),) = planned((f"{mark} più fondi", BlockKind.ITEM))
    assert (bullet.target, bullet.separator, bullet.origin) == (mark, " ", Origin.COPIED)
    assert text.model_input == "più fondi"


def test_a_figure_in_a_plain_text_is_copied_as_ever() -> None:
    release = parse("Titolo\n\nIl numero è questo.\n\n1.250,5\n\nEcco tutto quanto.")
    plans = plan_release(release, ["it"] * len(release.paragraphs), "it", LIMITS)
    assert plans[2].segments[0].target == "1.250,5"
