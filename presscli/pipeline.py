"""One release through all stages. Read this first.

    read -> parse -> detect -> segment -> translate -> check
         -> summarize -> check -> render -> write

:func:`process` is the middle of that line, from parse to the last check; reading
comes before it, rendering and writing after it, both in the hands of the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from presscli.check import PLAIN, Wording, check_segment, check_summary_sentence, choose, hold
from presscli.detect import detect, detect_paragraphs
from presscli.document import (
    Detection,
    Finding,
    Paragraph,
    ParagraphKind,
    PressRelease,
    Result,
    SourceText,
    Summary,
    TranslatedParagraph,
)
from presscli.engines.base import DecodingOptions, Summarizer, Translator
from presscli.errors import LanguageError
from presscli.glossary import Glossary, find_surnames
from presscli.parse import parse
from presscli.plan import TARGET_LANGUAGE, Limits, PlannedParagraph, fill, plan_release
from presscli.segment import split_long
from presscli.summarize import Approach, summarize
from presscli.translate import Attempt, SegmentTranslator
from presscli.typography import normalize

_TELLING = {ParagraphKind.BODY, ParagraphKind.QUOTE}
"""Kinds of paragraphs that are evidence of a language, and matter for a summary."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for, the same for every release of a run.

    ``source_lang`` empty means: detect. ``attribution`` empty means: as stated in
    the release. ``summary_sentences`` is the most that a summary may have; 0 means
    no summary.
    """

    source_lang: str = ""
    attribution: str = ""
    summary_sentences: int = 3


@dataclass(frozen=True, slots=True)
class TranslatorTool:
    """A translator that is ready, how to use it, and the signature of what it makes."""

    engine: Translator
    options: DecodingOptions
    source_lang: str
    signature: str
    glossary: Glossary = field(default_factory=Glossary)


@dataclass(frozen=True, slots=True)
class SummarizerTool:
    """A summariser that is ready; ``engine`` None means the release's own key sentences."""

    engine: Summarizer | None = None
    options: DecodingOptions = field(default_factory=DecodingOptions)
    approach: Approach = Approach.SHORTEN
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Tools:
    """Opens engines when, and only when, a release needs them."""

    translator: Callable[[], TranslatorTool]
    summarizer: Callable[[], SummarizerTool]
    source_langs: frozenset[str]
    glossary: Glossary = field(default_factory=Glossary)
    """What the translator's tool has too; named in the result of a translation."""


def process(source: SourceText, tools: Tools, options: Options) -> Result:
    """Take one release through all stages.

    Args:
        source: The release as read.
        tools: The engines.
        options: What the user asked for.

    Raises:
        LanguageError: No model for the language, or the language is not certain.
        ModelError: A model that is needed is missing or damaged.
    """
    release = parse(source.text, source=options.attribution)
    detection = detect_language(release, source.name, tools.source_langs, options.source_lang)
    paragraphs, signature = translate_release(release, detection, tools)
    summary = summarize_release(paragraphs, tools, options.summary_sentences)
    glossary = tools.glossary.digest if signature else ""
    return Result(source, release, detection, paragraphs, summary, signature, glossary=glossary)


def body_text(release: PressRelease) -> str:
    """The running text, which tells a language best; all of the text if there is none."""
    telling = [p.text for p in release.paragraphs if p.kind in _TELLING]
    return "\n\n".join(telling or [p.text for p in release.paragraphs])


def detect_language(
    release: PressRelease, name: str, supported: frozenset[str], given: str = ""
) -> Detection:
    """Detect the language of a release, or take the one given.

    Raises:
        LanguageError: Not certain, or not among ``supported`` and not English.
    """
    known = ", ".join(sorted(supported))
    if given:
        return _given_language(given, supported)
    detection = detect(body_text(release))
    if not detection.certain:
        guess = f"best guess '{detection.language}', confidence {detection.confidence:.2f}"
        raise LanguageError(
            name,
            f"language not certain ({guess})",
            f"Supported: {known}, and en as it is. If you know it, run again with: --from it",
        )
    if detection.language not in supported | {TARGET_LANGUAGE}:
        raise LanguageError(
            name,
            f"language '{detection.language}' is not supported "
            f"(confidence {detection.confidence:.2f})",
            f"Supported: {known}, and en as it is. If the guess is wrong: --from it",
        )
    return detection


def _given_language(given: str, supported: frozenset[str]) -> Detection:
    if given not in supported | {TARGET_LANGUAGE}:
        known = ", ".join(sorted(supported | {TARGET_LANGUAGE}))
        raise LanguageError("--from", f"language '{given}' is not supported", f"Known: {known}")
    return Detection(given, 1.0, 1.0, certain=True)


def translate_release(
    release: PressRelease, detection: Detection, tools: Tools
) -> tuple[tuple[TranslatedParagraph, ...], str]:
    """Translate every paragraph that is not in English.

    Returns:
        The paragraphs in the release's order, and the translation's signature
        (empty when no model took part).
    """
    languages = paragraph_languages(release, detection)
    if all(language == TARGET_LANGUAGE for language in languages):
        limits = Limits(count_tokens=len, max_source_tokens=1)
        return fill(plan_release(release, languages, "", limits), [], check), ""
    tool = tools.translator()
    return translate_paragraphs(release, languages, tool), tool.signature


def paragraph_languages(release: PressRelease, detection: Detection) -> list[str]:
    """The language of each paragraph; names and addresses are no evidence of another one."""
    found = detect_paragraphs([p.text for p in release.paragraphs], detection)
    return [
        language if p.kind in _TELLING else detection.language
        for p, language in zip(release.paragraphs, found, strict=True)
    ]


def translate_texts(texts: Sequence[str], tool: TranslatorTool) -> list[str]:
    """Translate texts one by one, each as a paragraph of its own; order kept."""
    release = PressRelease(tuple(Paragraph(text) for text in texts))
    languages = [tool.source_lang] * len(texts)
    return [p.text for p in translate_paragraphs(release, languages, tool)]


def translate_paragraphs(
    release: PressRelease, languages: Sequence[str], tool: TranslatorTool
) -> tuple[TranslatedParagraph, ...]:
    """Plan a release, translate what needs a model, and put it together."""
    limits = Limits(
        # What a model sees is the normalised text, so that is what must fit.
        lambda text: tool.engine.count_tokens(normalize(text)),
        tool.engine.max_source_tokens,
    )
    planned = plan_release(release, languages, tool.source_lang, limits)
    italian = [
        p.text
        for p, language in zip(release.paragraphs, languages, strict=True)
        if language == tool.source_lang
    ]
    wording = Wording(tool.glossary, find_surnames(italian))
    attempts = translate_planned(planned, tool, wording)
    return fill(planned, attempts, partial(check, wording=wording))


def translate_planned(
    planned: Sequence[PlannedParagraph], tool: TranslatorTool, wording: Wording = PLAIN
) -> list[Attempt]:
    """Translate the planned segments that need a model, equal ones once."""
    inputs = [s.model_input for p in planned for s in p.segments if s.model_input]
    unique = list(dict.fromkeys(inputs))
    translator = SegmentTranslator(
        tool.engine,
        tool.options,
        partial(choose, wording=wording),
        split_long,
        partial(hold, wording=wording),
    )
    attempts = dict(zip(unique, translator.translate(unique), strict=True))
    return [attempts[text] for text in inputs]


def check(source: str, target: str, index: int, wording: Wording = PLAIN) -> tuple[Finding, ...]:
    """What is wrong with a segment's translation."""
    return check_segment(source, target, index=index, wording=wording)


def summarize_release(
    paragraphs: Sequence[TranslatedParagraph], tools: Tools, sentence_count: int
) -> Summary | None:
    """Summarise the English running text; None where none is wanted or there is nothing to."""
    segments = [s for p in paragraphs if p.kind in _TELLING for s in p.segments]
    if sentence_count < 1 or not segments:
        return None
    tool = tools.summarizer()
    summary = summarize(
        [s.target for s in segments],
        tool.engine,
        indices=[s.index for s in segments],
        sentence_count=sentence_count,
        headline=next((p.text for p in paragraphs if p.kind is ParagraphKind.HEADLINE), ""),
        doubtful={s.index for s in segments if s.findings},
        approach=tool.approach,
        options=tool.options,
        check=check_summary_sentence,
        signature=tool.signature,
    )
    return summary if summary.sentences else None
