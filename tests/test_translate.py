"""The repair ladder: each step is climbed only by segments that break a fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from presscli.document import Finding, Hypothesis, Severity
from presscli.engines.base import DecodingOptions
from presscli.placeholders import Held
from presscli.segment import split_long
from presscli.translate import (
    SegmentTranslator,
    cut_around_protected,
    is_verbatim,
    joinable,
    tidy,
)
from tests.fakes import FakeEngine


@dataclass(frozen=True)
class Pick:
    text: str
    score: float
    findings: tuple[Finding, ...]


def digits_agree(source: str, hypotheses: Sequence[Hypothesis]) -> Pick:
    """The first with the digits and addresses of the source; else an error."""

    def marks(text: str) -> list[str]:
        return sorted(re.findall(r"\d+|\S+@\S+\w|www\S+\w", text))

    for h in hypotheses:
        if marks(h.text) == marks(source):
            return Pick(h.text, h.score, ())
    error = Finding("W-NUMBER", Severity.ERROR, "digits differ")
    return Pick(hypotheses[0].text, hypotheses[0].score, (error,))


def translator(engine: FakeEngine, beam_size: int = 2) -> SegmentTranslator:
    options = DecodingOptions(beam_size=beam_size, num_hypotheses=beam_size)
    return SegmentTranslator(engine, options, digits_agree, split_long)


def test_keeps_order_and_takes_the_best_of_the_list() -> None:
    engine = FakeEngine({"il 7": ["the 8", "the 7"], "due": ["two"]})
    attempts = translator(engine).translate(["due", "il 7"])
    assert [a.text for a in attempts] == ["two", "the 7"]
    assert len(engine.batches) == 1


def test_a_wider_beam_is_tried_for_the_broken_segment_alone() -> None:
    def by_beam(options: DecodingOptions) -> list[str]:
        return ["the 7"] if options.beam_size == 4 else ["the 8"]

    engine = FakeEngine({"il 7": by_beam, "due": ["two"]})
    attempts = translator(engine).translate(["due", "il 7"])
    assert [a.text for a in attempts] == ["two", "the 7"]
    assert engine.batches[1][0] == ["il 7"]


def test_greedy_search_is_not_widened() -> None:
    engine = FakeEngine({"il 7": ["the 8"]})
    translator(engine, beam_size=1).translate(["il 7"])
    assert {options.beam_size for _, options in engine.batches} == {1}


def test_a_long_segment_is_translated_clause_by_clause() -> None:
    clauses = ["a " * 20 + "1;", "b " * 20 + "2."]
    whole = " ".join(clauses)
    engine = FakeEngine({whole: ["lost"]})
    (attempt,) = translator(engine).translate([whole])
    assert attempt.text == whole
    assert attempt.errors == 0


def test_an_address_that_the_model_loses_passes_exactly() -> None:
    text = "Scrivere a press@ente.example entro oggi."
    engine = FakeEngine(
        {
            text: ["Write to the press office."],
            "Scrivere a": ["Write to."],
            "entro oggi.": ["by today."],
        }
    )
    (attempt,) = translator(engine).translate([text])
    assert attempt.text == "Write to press@ente.example by today."
    assert "press@ente.example" not in engine.asked


def test_what_is_in_one_piece_is_not_translated_as_it_was_before() -> None:
    engine = FakeEngine({"il 7": ["the 8"]})
    translator(engine).translate(["il 7"])
    asked = [(texts, options.beam_size) for texts, options in engine.batches]
    assert asked == [(["il 7"], 2), (["il 7"], 4)]


def test_what_cannot_be_repaired_keeps_its_finding() -> None:
    engine = FakeEngine({"il 7": ["the 8"]})
    (attempt,) = translator(engine).translate(["il 7"])
    assert attempt.text == "the 8"
    assert [f.code for f in attempt.findings] == ["W-NUMBER"]


def term_there(source: str, hypotheses: Sequence[Hypothesis]) -> Pick:
    """The first with "shop" for the source's "negozio"; else a warning."""
    for h in hypotheses:
        if "negozio" not in source or "shop" in h.text:
            return Pick(h.text, h.score, ())
    finding = Finding("W-GLOSSARY", Severity.WARNING, "no shop", source_span=(3, 10))
    return Pick(hypotheses[0].text, hypotheses[0].score, (finding,))


def hold_term(source: str, findings: Sequence[Finding]) -> tuple[Held, ...]:
    return tuple(Held(*f.source_span, "shop") for f in findings if f.source_span)


def with_placeholders(engine: FakeEngine) -> SegmentTranslator:
    options = DecodingOptions(beam_size=2, num_hypotheses=2)
    return SegmentTranslator(engine, options, term_there, split_long, hold_term)


def test_a_term_goes_behind_a_placeholder_at_once() -> None:
    engine = FakeEngine({"Il negozio apre": ["The store opens"], "Il X apre": ["The X opens"]})
    attempts = with_placeholders(engine).translate(["due", "Il negozio apre"])
    assert [a.text for a in attempts] == ["due", "The shop opens"]
    assert attempts[1].findings == ()
    assert [texts for texts, _ in engine.batches] == [["due", "Il negozio apre"], ["Il X apre"]]


def test_another_placeholder_where_the_first_does_not_come_back() -> None:
    engine = FakeEngine(
        {
            "Il negozio apre": ["The store opens"],
            "Il X apre": ["The door opens", "X, X"],
            "Il Marco Rossi apre": ["Nothing", "Today Marco Rossi opens"],
        }
    )
    (attempt,) = with_placeholders(engine).translate(["Il negozio apre"])
    assert attempt.text == "Today shop opens"


def test_a_term_that_no_placeholder_saves_keeps_its_finding() -> None:
    engine = FakeEngine({"Il negozio apre": ["The store opens"], "Il X apre": ["It opens"]})
    engine.answers["Il Marco Rossi apre"] = ["He opens"]
    (attempt,) = with_placeholders(engine).translate(["Il negozio apre"])
    assert attempt.text == "The store opens"
    assert [f.code for f in attempt.findings] == ["W-GLOSSARY"]


def test_a_placeholder_never_makes_a_segment_too_long() -> None:
    engine = FakeEngine({"Il negozio apre": ["The store opens"]}, max_source_tokens=3)
    engine.answers["Il X apre"] = ["It opens"]
    with_placeholders(engine).translate(["Il negozio apre"])
    assert "Il Marco Rossi apre" not in engine.asked


def hold_digits(source: str, findings: Sequence[Finding]) -> tuple[Held, ...]:
    return tuple(Held(*m.span(), m[0]) for m in re.finditer(r"\d+", source)) if findings else ()


def holding_digits(engine: FakeEngine) -> SegmentTranslator:
    options = DecodingOptions(beam_size=2, num_hypotheses=2)
    return SegmentTranslator(engine, options, digits_agree, split_long, hold_digits)


@pytest.mark.parametrize("count", [1, 5, 40])
def test_segments_that_a_placeholder_cures_cost_one_more_batch(count: int) -> None:
    sources = [f"il {k} di {name}" for k, name in enumerate("abcde" * 8)][:count]
    engine = FakeEngine({source: ["the one"] for source in sources})
    attempts = holding_digits(engine).translate(["due", *sources])
    assert [a.text for a in attempts[1:]] == sources
    assert [len(texts) for texts, _ in engine.batches] == [count + 1, count]


class LosesAll(FakeEngine):
    """Gives no figure, address or sign back, whatever it is asked."""

    def _answer(self, text: str, options: DecodingOptions) -> list[Hypothesis]:
        return [Hypothesis("lost", -1.0)]


@pytest.mark.parametrize("count", [1, 5, 40])
def test_segments_that_nothing_cures_cost_a_batch_a_step(count: int) -> None:
    clauses = " a" * 20 + "; www.ente.example" + " b" * 20
    sources = [f"{k}{clauses}" for k in range(count)]
    engine = LosesAll()
    attempts = holding_digits(engine).translate(sources)
    assert all(a.errors for a in attempts)
    # The first search, two signs, around the address, by clause, and wider last.
    assert [options.beam_size for _, options in engine.batches] == [2, 2, 2, 2, 2, 4]
    assert engine.batches[-1][0] == sources


def test_what_a_placeholder_cures_climbs_no_further() -> None:
    cured, lost = "il 7 apre", "il 8 chiude"
    engine = FakeEngine({cured: ["opens"], lost: ["closes"], "il X chiude": ["closes"]})
    engine.answers["il Marco Rossi chiude"] = ["closes"]
    holding_digits(engine).translate([cured, lost])
    assert [texts for texts, _ in engine.batches] == [
        [cured, lost],
        ["il X apre", "il X chiude"],
        ["il Marco Rossi chiude"],
        [lost],
    ]


def test_no_segments_no_work() -> None:
    engine = FakeEngine()
    assert translator(engine).translate([]) == []


@example(" @11")
@given(st.text(alphabet=st.sampled_from('ab .@w:/«»"\n\té1,'), max_size=60))
def test_cutting_around_protected_spans_is_lossless(text: str) -> None:
    joined = "".join(p.text + p.separator for p in cut_around_protected(text))
    assert joined == (text if text.strip() else "")


@pytest.mark.parametrize(
    ("text", "verbatim"),
    [
        ("www.ente.example/bandi", True),
        ("https://ente.example/a?b=1", True),
        ("ufficio.stampa@ente.example", True),
        ("@ente", True),
        ("2024", True),
        ("---", True),
        ("Roma", False),
        ("vedi www.ente.example", False),
    ],
)
def test_verbatim(text: str, verbatim: bool) -> None:
    assert is_verbatim(text) is verbatim


@pytest.mark.parametrize(
    ("target", "source", "joined"),
    [
        ("The price rises.", "il prezzo sale", "the price rises"),
        ("NATO agrees", "la Nato accetta", "NATO agrees"),
        ("The end.", "La fine.", "The end."),
    ],
)
def test_joinable_undoes_sentence_dress(target: str, source: str, joined: str) -> None:
    assert joinable(target, source) == joined


def test_tidy_leaves_nothing_for_a_terminal_to_obey() -> None:
    assert tidy("a\x1b[31m\tb\u200b\n c") == "a [31m b c"
