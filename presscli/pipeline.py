"""One release through all stages. Read this first.

    read -> parse -> detect -> segment -> translate -> check
         -> summarize -> check -> render -> write

:func:`process` is the middle of that line, from parse to the last check; reading
comes before it, rendering and writing after it, both in the hands of the caller.
It has three steps, so that many releases can share batches (``together.py``):
:func:`prepare` up to the segments, :func:`presscli.reuse.translate_texts_once`,
:func:`complete`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from presscli.check import PLAIN, Wording, check_segment, check_summary_sentence
from presscli.check.names import is_common
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
from presscli.glossary import as_names, find_surnames
from presscli.languages import detect_language, is_running_text, paragraph_languages
from presscli.parse import parse_source
from presscli.plan import TARGET_LANGUAGE, Limits, PlannedParagraph, fill, plan_release
from presscli.reuse import translate_texts_once
from presscli.summarize import outline, write_summaries
from presscli.tools import Options, Tools, TranslatorTool
from presscli.translate import Attempt
from presscli.typography import normalize


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release, parsed and planned; ``tool`` is None where nothing needs a model."""

    source: SourceText
    release: PressRelease
    detection: Detection
    planned: Sequence[PlannedParagraph]
    tool: TranslatorTool | None
    wording: Wording = PLAIN

    @property
    def texts(self) -> list[str]:
        """What a model has to translate, in the order of the plan."""
        return [s.model_input for p in self.planned for s in p.segments if s.model_input]

    @property
    def phrases(self) -> list[str]:
        """What it translates besides, to find where markup belongs."""
        return [phrase for p in self.planned for phrase in p.phrases]


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
    prepared = prepare(source, tools, options)
    texts = prepared.texts + prepared.phrases
    attempts = translate_texts_once(texts, prepared.tool, tools.memory, wording=prepared.wording)
    (result,) = complete([prepared], attempts, tools, options)
    return result


def prepare(source: SourceText, tools: Tools, options: Options) -> Prepared:
    """Parse a release, detect its language and plan its segments; errors as :func:`process`."""
    release = parse_source(source, source=options.attribution)
    detection = detect_language(release, source.name, tools.source_langs, options.source_lang)
    languages = paragraph_languages(release, detection)
    if all(language == TARGET_LANGUAGE for language in languages):
        limits = Limits(count_tokens=len, max_source_tokens=1)
        planned = plan_release(release, languages, "", limits)
        return Prepared(source, release, detection, planned, None)
    tool = tools.translator()
    planned = plan_paragraphs(release, languages, tool)
    wording = find_wording(planned, tool)
    return Prepared(source, release, detection, planned, tool, wording)


def complete(
    prepared: Sequence[Prepared], attempts: Mapping[str, Attempt], tools: Tools, options: Options
) -> list[Result]:
    """Put the translations of releases' segments in, check them, and summarise each."""
    filled = [
        fill(
            p.planned,
            [attempts[text] for text in p.texts],
            partial(check, wording=p.wording),
            {phrase: attempts[phrase].text for phrase in p.phrases},
        )
        for p in prepared
    ]
    summaries = summarize_releases(filled, tools, options.summary_sentences)
    return [
        Result(
            p.source,
            p.release,
            p.detection,
            paragraphs,
            summary,
            p.tool.signature if p.tool else "",
            glossary=p.wording.glossary.digest,
        )
        for p, paragraphs, summary in zip(prepared, filled, summaries, strict=True)
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
    planned = plan_paragraphs(release, languages, tool)
    texts = [s.model_input for p in planned for s in p.segments if s.model_input]
    wording = find_wording(planned, tool)
    attempts = translate_texts_once(texts, tool, wording=wording)
    return fill(planned, [attempts[text] for text in texts], partial(check, wording=wording))


def find_wording(planned: Sequence[PlannedParagraph], tool: TranslatorTool) -> Wording:
    """What the glossary and the names of a release ask of its translation."""
    plans = [plan for plan in planned if plan.language == tool.source_lang]
    surnames = find_surnames(plan.cased_text for plan in plans)
    people = {term.source for term in surnames.terms}
    found = dict.fromkeys(name for plan in plans for name in plan.names)
    # The lexicon knows names that English has otherwise: "Cecoslovacchia".
    names = as_names(name for name in found if name in people or not is_common(name))
    return Wording(tool.glossary, surnames, names)


def plan_paragraphs(
    release: PressRelease, languages: Sequence[str], tool: TranslatorTool
) -> list[PlannedParagraph]:
    """Plan a release for a model; no planned input is over its limit."""
    limits = Limits(
        # What a model sees is the normalised text, so that is what must fit.
        lambda text: tool.engine.count_tokens(normalize(text)),
        tool.engine.max_source_tokens,
    )
    return plan_release(release, languages, tool.source_lang, limits)


def check(source: str, target: str, index: int, wording: Wording = PLAIN) -> tuple[Finding, ...]:
    """What is wrong with a segment's translation."""
    return check_segment(source, target, index=index, wording=wording)


def summarize_releases(
    releases: Sequence[Sequence[TranslatedParagraph]], tools: Tools, sentence_count: int
) -> list[Summary | None]:
    """Summarise the English running text of each release.

    Returns:
        A summary for each; None where none is wanted or there is nothing to summarise.
    """
    telling = [[s for p in r if is_running_text(p.source) for s in p.segments] for r in releases]
    if sentence_count < 1 or not any(telling):
        return [None] * len(releases)
    tool = tools.summarizer()
    outlines = [
        outline(
            [s.target for s in segments],
            indices=[s.index for s in segments],
            sentence_count=sentence_count,
            headline=next((p.text for p in r if p.kind is ParagraphKind.HEADLINE), ""),
            doubtful={s.index for s in segments if s.findings},
        )
        for r, segments in zip(releases, telling, strict=True)
    ]
    summaries = write_summaries(
        outlines,
        tool.engine,
        approach=tool.approach,
        options=tool.options,
        check=check_summary_sentence,
        signature=tool.signature,
    )
    return [summary if summary.sentences else None for summary in summaries]
