"""Bold, italic and links come back where they belong, or not at all."""
# ruff: noqa: E501 - a row of a table is read as one line

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.document import (
    Origin,
    Paragraph,
    Result,
    TranslatedParagraph,
    TranslatedSegment,
)
from presscli.engines.base import DecodingOptions
from presscli.markup import Block, Span, SpanKind, nested, sound_spans
from presscli.parse import parse
from presscli.pipeline import process
from presscli.readers.blocks import Run
from presscli.spans import phrases_of, place_spans
from presscli.together import process_together
from presscli.tools import Options, SummarizerTool, Tools, TranslatorTool
from tests.fakes import FakeEngine
from tests.laid_out import block, document, runs, span

LINK = "https://ente.example/piano"


def translated(
    pairs: list[tuple[str, str]], *spans: Span, origin: Origin = Origin.MODEL
) -> TranslatedParagraph:
    """A paragraph of these segments, a space between two."""
    segments = tuple(
        TranslatedSegment(i, it, en, " " if i < len(pairs) - 1 else "", 0.0, origin)
        for i, (it, en) in enumerate(pairs)
    )
    text = " ".join(it for it, _ in pairs)
    return TranslatedParagraph(Paragraph(text, block=Block(text, spans=spans)), "it", segments)


def placed(
    it: str, en: str, words: str, english: dict[str, str] | None = None, **more: object
) -> str:
    """The English words that a bold span is around; empty where it was dropped."""
    paragraph = translated([(it, en)], span(it, words))
    spans = place_spans(paragraph, english or {})
    return paragraph.text[spans[0].start : spans[0].end] if spans else ""


@pytest.mark.parametrize(
    ("it", "en", "words", "english", "wanted"),
    [
        # the whole segment, with its stop and without
        ("Nasce il museo.", "The museum opens.", "Nasce il museo.", "", "The museum opens."),
        ("Nasce il museo.", "The museum opens.", "Nasce il museo", "", "The museum opens"),
        # as it stands
        ("Parla Anna Bellandi oggi.", "Today Anna Bellandi speaks.", "Anna Bellandi", "", "Anna Bellandi"),
        ("Il sito www.x.example è qui.", "The site www.x.example is here.", "www.x.example", "", "www.x.example"),
        # amounts, however they are written
        ("Costa 120 milioni di euro.", "It costs €120 million.", "120 milioni di euro", "", "€120 million"),
        ("Costa 120 milioni di euro.", "It costs EUR 120 million.", "120 milioni di euro", "", "EUR 120 million"),
        ("Sale del 12,4% in un anno.", "It is up 12.4% in a year.", "12,4%", "", "12.4%"),
        ("Vale 1.250 punti.", "It is worth 1,250 points.", "1.250", "", "1,250"),
        # translated by itself
        ("Ecco il nuovo piano.", "Here is the new plan.", "il nuovo piano", "The new plan.", "the new plan"),
        ("Ecco il nuovo piano.", "Here is a new plan.", "il nuovo piano", "The new plan.", "new plan"),
        ("Per la crisi del sito si tratta.", "For the plant's crisis there are talks.", "la crisi del sito", "the crisis of the plant", "the plant's crisis"),
        ("Il testo è qui.", "The text is here.", "qui", "Here.", "here"),
    ],
)  # fmt: skip
def test_a_span_is_put_around_its_words(
    it: str, en: str, words: str, english: str, wanted: str
) -> None:
    assert placed(it, en, words, {words: english} if english else {}) == wanted


@pytest.mark.parametrize(
    ("it", "en", "words", "english"),
    [
        ("Parla il governo della città.", "The town speaks.", "il governo", "the government"),
        # twice in the source, or in the translation
        ("Il piano è un piano.", "The plan is one.", "piano", "plan"),
        ("Il progetto è un piano.", "The plan is a plan.", "piano", "plan"),
        # numbers that do not agree
        ("Costa 120 milioni di euro.", "It costs €210 million.", "120 milioni di euro", ""),
        ("Costa 120 euro.", "It costs 120 dollars.", "120 euro", ""),
        ("Sono 37 patenti ritirate.", "There are 37,000 licences.", "37 patenti", "37 licences"),
        # function words
        ("Vince ma non convince.", "He wins but does not convince.", "ma", "but"),
        # an English word that only looks like it
        ("Viene come ospite.", "They come as guests.", "come", ""),
        # a sentence's first word has a capital in any case
        ("Come ospite viene Anna.", "They come: Anna as a guest.", "Come", ""),
        # a negation that would be left out
        ("È un atto non approvato.", "An approved act, it is not.", "non approvato", "not approved"),
        # a quantity that would be left out
        ("È aperto tutti i giorni.", "It is open every day.", "tutti i giorni", "all days"),
        # much too far away
        ("Oggi parla il sindaco, che in molti anni di lavoro ha visto tutto quanto.", "The town and its many people have seen it all in years of work, said the mayor today.", "Oggi", "today"),
        # part of a word, part of a number
        ("Vale 12 punti in più.", "It is worth 112 points more.", "12", ""),
        ("Vale 12 punti in più.", "It is worth 12.5 points more.", "12", ""),
    ],
)  # fmt: skip
def test_a_span_is_dropped_rather_than_misplaced(
    it: str, en: str, words: str, english: str
) -> None:
    assert placed(it, en, words, {words: english} if english else {}) == ""


def test_two_places_in_the_source_never_share_one_in_the_english() -> None:
    it = "Il sindaco, primo cittadino, parla."
    paragraph = translated(
        [(it, "The mayor speaks.")], span(it, "sindaco"), span(it, "primo cittadino")
    )
    phrases = {"sindaco": "mayor", "primo cittadino": "mayor"}
    assert place_spans(paragraph, {"sindaco": "mayor"}) != ()
    assert place_spans(paragraph, phrases) == ()


def test_a_span_over_several_segments_is_one() -> None:
    pairs = [("Uno è qui.", "One is here."), ("Due è là.", "Two is there."), ("Basta.", "Enough.")]
    paragraph = translated(pairs, Span(0, 20, SpanKind.STRONG))
    assert place_spans(paragraph, {}) == (Span(0, 26, SpanKind.STRONG),)


def test_what_was_copied_keeps_all_its_markup() -> None:
    text = "All staff work in the old town, and the town is old."
    paragraph = translated([(text, text)], span(text, "town"), origin=Origin.COPIED)
    assert place_spans(paragraph, {}) == paragraph.source.block.spans  # type: ignore[union-attr]


def test_a_dateline_and_a_bold_lead_keep_their_markup() -> None:
    dated = runs(
        Run("Roma, 3 marzo 2025 – Nasce il museo.", strong=True), Run(" Apre domani a tutti.")
    )
    (paragraph,) = run(
        {"Nasce il museo.": ["The museum opens."], "Apre domani a tutti.": ["It opens tomorrow."]},
        block("Museo"),
        dated,
    ).paragraphs[1:]
    (found,) = paragraph.spans
    assert paragraph.text[found.start : found.end] == "Rome, 3 March 2025 – The museum opens."


def run(answers: dict[str, list[str]], *blocks: Block) -> Result:
    return process(document(blocks), tools(answers), Options(source_lang="it"))


def tools(answers: dict[str, list[str]]) -> Tools:
    tool = TranslatorTool(FakeEngine(answers), DecodingOptions(), "it", "translate|model:fake")
    return Tools(lambda: tool, SummarizerTool, frozenset({"it"}))


def test_phrases_are_translated_with_the_segments_and_only_once() -> None:
    engine = FakeEngine({"Ecco il piano.": ["Here is the plan."], "il piano": ["the plan"]})
    tool = TranslatorTool(engine, DecodingOptions(), "it", "s")
    marked = runs(Run("Ecco "), Run("il piano", href=LINK), Run("."))
    both = Tools(lambda: tool, SummarizerTool, frozenset({"it"}))
    sources = [document((block("Titolo"), marked), name=name) for name in ("a", "b")]
    first, second = process_together(sources, both, Options(source_lang="it"))
    assert first.paragraphs[1].spans == second.paragraphs[1].spans  # type: ignore[union-attr]
    assert first.paragraphs[1].spans == (Span(8, 16, SpanKind.LINK, LINK),)  # type: ignore[union-attr]
    assert engine.asked.count("il piano") == 1


def test_nothing_is_asked_for_what_needs_no_translation() -> None:
    text = "Il sito www.x.example costa 12 euro."
    spans = (span(text, "www.x.example"), span(text, "12"), Span(0, len(text), SpanKind.STRONG))
    paragraph = parse("", blocks=[Block(text, spans=spans)]).paragraphs[0]
    assert phrases_of(paragraph, [(text, "", True)]) == ()


def test_an_address_that_was_dropped_is_not_lost() -> None:
    text = "Leggi il piano regionale."
    paragraph = translated([(text, "Read it.")], span(text, "il piano", SpanKind.LINK, LINK))
    assert place_spans(paragraph, {}) == ()
    assert paragraph.unplaced == (LINK,)


SPANS = st.builds(
    lambda start, length, kind: Span(
        start, start + length, kind, LINK if kind is SpanKind.LINK else ""
    ),
    st.integers(-2, 30),
    st.integers(-1, 30),
    st.sampled_from(list(SpanKind)),
)


@given(st.lists(SPANS, max_size=8), st.text(max_size=30))
def test_spans_never_cross(spans: list[Span], text: str) -> None:
    found = sound_spans(text, spans)
    assert found == nested(found)
    for a in found:
        assert 0 <= a.start < a.end <= len(text)
        for b in found:
            apart = a.end <= b.start or b.end <= a.start
            inside = (a.start >= b.start and a.end <= b.end) or (
                b.start >= a.start and b.end <= a.end
            )
            assert apart or inside


WORDS = st.lists(
    st.sampled_from(
        [
            "il",
            "piano",
            "Roma",
            "12",
            "costa",
            "euro",
            "3,5%",
            "di",
            "la",
            "crisi",
            "non",
            "è",
            "Anna",
            "qui",
        ]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
ENGLISH = st.lists(
    st.sampled_from(
        [
            "the",
            "plan",
            "Rome",
            "12",
            "costs",
            "euros",
            "3.5%",
            "of",
            "crisis",
            "not",
            "is",
            "Anna",
            "here",
        ]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(st.lists(st.tuples(WORDS, ENGLISH), min_size=1, max_size=4), st.lists(SPANS), ENGLISH)
def test_placed_spans_lie_within_the_english(
    pairs: list[tuple[str, str]], spans: list[Span], phrase: str
) -> None:
    text = " ".join(it for it, _ in pairs)
    paragraph = translated(pairs, *sound_spans(text, spans))
    phrases = dict.fromkeys(
        phrases_of(paragraph.source, [(it, " ", True) for it, _ in pairs]), phrase
    )
    found = place_spans(paragraph, phrases)
    assert found == sound_spans(paragraph.text, found)
