"""A summary may not turn a claim into a fact: who says it, how sure it is, that it is not so.

Every rule errs on the side of a finding: what it costs is a summary sentence that
keeps the release's own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from presscli.document import Finding, Severity
from presscli.lexicon.claims import Claim, ClaimKind, claim_words, find_claims
from presscli.lexicon.words import WORD

_CODES = {
    ClaimKind.ATTRIBUTION: "W-CLAIM",
    ClaimKind.CONDITION: "W-HEDGE",
    ClaimKind.HEDGE: "W-HEDGE",
    ClaimKind.NEGATION: "W-NEGATION",
}
_WHOLE_SENTENCE = {ClaimKind.ATTRIBUTION, ClaimKind.CONDITION}
_CLAUSE = re.compile(r"(?:[^,;:()–—\"“”«»]|(?<=\d)[,:](?=\d))+")
_QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]+)[\"“”«»]")
_STEM_CHARS = 5
_CONTENT_CHARS = 4
_AUXILIARIES = (
    {"is", "are"},
    {"was", "were", "been"},
    {"has", "have"},
    {"had"},
    {"did"},
    {"will", "shall", "ll"},
)
_OBJECT = re.compile(r"\s+(?:an?\b|the\b|no\b|[€$£]?\d)")
"""What stands behind ``have`` where it is no auxiliary, and behind ``is`` in a statement."""
_LIMITS = (
    (r"about|around|approximately|roughly|circa|some", "about"),
    (r"almost|nearly|just\s+under", "almost"),
    (r"more\s+than|over|just\s+over", "over"),
    (r"less\s+than|fewer\s+than|under", "under"),
    (r"at\s+least|no\s+(?:less|fewer)\s+than|not\s+less\s+than", "at least"),
    (r"at\s+most|no\s+more\s+than|up\s+to|as\s+many\s+as", "at most"),
    (r"only|just", "only"),
)
_FIGURE = re.compile(r"[€$£]?\d(?:[\d.,]*\d)?")


def check_claims(sentence: str, sources: Sequence[str]) -> Iterator[Finding]:
    """Attribution, conditions, hedges, negations and quotations that a summary sentence changed.

    Args:
        sentence: A sentence of the summary, in English.
        sources: The translated sentences that it rests on.

    Returns:
        ``W-CLAIM`` for who says it and for quotations, ``W-HEDGE`` for how sure and
        how much it is, ``W-NEGATION``; all are errors.
    """
    if sentence in sources:
        return
    yield from _check_words(sentence, sources)
    yield from _check_tense(sentence, sources)
    yield from _check_limits(sentence, sources)
    yield from _check_quotations(sentence, sources)


def _check_words(sentence: str, sources: Sequence[str]) -> Iterator[Finding]:
    """The words of :mod:`presscli.lexicon.claims`: none lost where it counts, none put in."""
    ours = list(find_claims(sentence))
    given = [claim for source in sources for claim in find_claims(source)]
    wanted = [claim for source in sources for claim in _that_count(source, sentence)]
    left = Counter((c.kind, c.key) for c in ours)
    for claim in wanted:
        if left[claim.kind, claim.key]:
            left[claim.kind, claim.key] -= 1
        else:
            yield _lost(claim)
    known = Counter((c.kind, c.key) for c in given)
    for claim in ours:
        if known[claim.kind, claim.key]:
            known[claim.kind, claim.key] -= 1
        else:
            yield _invented(claim)


def _that_count(source: str, sentence: str) -> Iterator[Claim]:
    """The claims of a source sentence that hold for what the summary took from it."""
    used = _stems(sentence)
    for clause in _CLAUSE.finditer(source):
        content = _stems(clause[0])
        is_used = not content or bool(content & used)
        for claim in find_claims(source):
            inside = clause.start() <= claim.start < clause.end()
            if inside and (is_used or claim.kind in _WHOLE_SENTENCE):
                yield claim


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words, those of claims left out."""
    words = (word.lower() for word in WORD.findall(text))
    return {w[:_STEM_CHARS] for w in words if len(w) >= _CONTENT_CHARS and w not in claim_words()}


def _check_tense(sentence: str, sources: Sequence[str]) -> Iterator[Finding]:
    """``will hire`` and ``undertook to hire`` may not become ``hired``."""
    known = {word.lower() for source in sources for word in WORD.findall(source)}
    for match in WORD.finditer(sentence):
        word = match[0].lower()
        bases = {word[:-1], word[:-2]} if word.endswith("ed") and len(word) > _CONTENT_CHARS else ()
        is_done = word not in known and not known.isdisjoint(bases)
        is_new = any(word in pair and known.isdisjoint(pair) for pair in _AUXILIARIES)
        is_auxiliary = is_new and not _OBJECT.match(sentence, match.end())
        if is_done or is_auxiliary:
            yield _finding(
                "W-HEDGE",
                f"'{match[0]}' of the summary may say as done what is only to be done",
                target=match[0],
                span=match.span(),
            )


def _check_limits(sentence: str, sources: Sequence[str]) -> Iterator[Finding]:
    """``more than 200`` may not become ``200``, nor ``200`` ``about 200``."""
    given = [pair for source in sources for pair in _limited(source)]
    for figure, limit, span in _limited(sentence):
        limits = {other for same, other, _ in given if same == figure}
        if limits and limit not in limits:
            yield _finding(
                "W-HEDGE",
                f"'{figure}' of the summary has another limit than in the sentences it rests on",
                target=figure,
                span=span,
            )


def _limited(text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Each figure of a text, the limit before it (or nothing) and its span."""
    for match in _FIGURE.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        found = (
            name
            for words, name in _LIMITS
            if re.search(rf"\b(?:{words})\s+$", before, re.IGNORECASE)
        )
        yield match[0], next(found, ""), match.span()


def _check_quotations(sentence: str, sources: Sequence[str]) -> Iterator[Finding]:
    """What is quoted stays quoted, and word by word."""
    text = _plain(" ".join(sources))
    ours = [m for m in _QUOTED.finditer(sentence) if _plain(m[1]) not in text]
    for match in ours:
        yield _finding(
            "W-CLAIM",
            f"the quotation '{match[1]}' is not in the sentences that the summary rests on",
            target=match[1],
            span=match.span(),
        )
    free = _words(_QUOTED.sub(" ", sentence))
    outside = {word for source in sources for word in _words(_QUOTED.sub(" ", source))}
    for source in sources:
        for match in _QUOTED.finditer(source):
            words = _words(match[1])
            taken = [w for w in words if w in free and w not in outside]
            if words and 2 * len(taken) > len(words):
                yield _finding("W-CLAIM", f"'{match[1]}' is quoted in the release", source=match[1])


def _plain(text: str) -> str:
    """A quotation without case and without the punctuation at its end."""
    return " ".join(text.lower().split()).strip(" .,;:!?")


def _words(text: str) -> list[str]:
    """The longer words in lower case; neighbours that are equal once."""
    found = [w.lower() for w in WORD.findall(text) if len(w) >= _CONTENT_CHARS]
    return found[:1] + [b for a, b in pairwise(found) if a != b]


def _lost(claim: Claim) -> Finding:
    what = {
        ClaimKind.ATTRIBUTION: "who says it",
        ClaimKind.CONDITION: "on what it depends",
        ClaimKind.HEDGE: "how sure it is",
        ClaimKind.NEGATION: "that it is not so",
    }[claim.kind]
    message = f"the summary leaves out {what} ('{claim.text}')"
    return _finding(_CODES[claim.kind], message, source=claim.text)


def _invented(claim: Claim) -> Finding:
    return _finding(
        _CODES[claim.kind],
        f"'{claim.text}' of the summary is not in the sentences it rests on",
        target=claim.text,
        span=(claim.start, claim.end),
    )


def _finding(
    code: str,
    message: str,
    *,
    source: str = "",
    target: str = "",
    span: tuple[int, int] | None = None,
) -> Finding:
    return Finding(
        code,
        Severity.ERROR,
        message,
        source_value=source,
        target_value=target,
        target_span=span,
    )
