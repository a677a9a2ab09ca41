"""Names that a model copied with letters changed, with the letters that the source has."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from presscli.check.coverage import common_words, lexicon
from presscli.check.invented import unlisted
from presscli.check.kinship import is_english, is_miscopied, is_near, is_spelling
from presscli.check.links import blank, find_links
from presscli.check.names import is_common, is_explained, opens_sentence
from presscli.check.spelling import bare, is_alike
from presscli.glossary import Kind, Use
from presscli.glossary.terms import is_free
from presscli.lexicon.people import english_forms, english_given_names, is_given_name
from presscli.lexicon.places import exonym
from presscli.lexicon.tables import load_names
from presscli.lexicon.words import WORD, word_set, words_of

_NAME = re.compile(r"(?<![\w@.])[A-ZÀ-Ý][^\W\d_]{3,}(?![\w@])")
_TITLE = re.compile(
    r"[«“\"](?P<title>[A-ZÀ-Ý][^\W\d_]+(?:[ '’](?:[a-z]{1,5}[ '’])?[A-ZÀ-Ý][^\W\d_]+){0,4})[»”\"]"
)
"""A name in quotation marks: ``«Frontiera»``, ``«Ponte Vecchio»``."""
_ADJECTIVE = re.compile(r"[^\W_](?:an[oaie]|al[ei]|iv[oaie]|ic(?:[oa]|h[ei])|os[oaie])$")
"""How the second word of ``Partito Repubblicano`` ends."""

_COMMON = re.compile(
    r"(?:[aei]r(?:e|si|l[aoie])|zion[ei]|ment[oie]|ità|[ea]nz[ae]|[aiu]t[aoie]|[ae]ndo)$"
)
"""How verbs and common nouns end that may open a sentence: ``Custodire``, ``Previsti``."""

Span = tuple[int, int]


def name_fixes(
    source: str, target: str, uses: Sequence[Use] = (), taken: Sequence[Span] = ()
) -> Iterator[tuple[int, int, str]]:
    """Spans of a translation that are bad copies of a name, with the name as the source has it.

    Only where one word of the translation is the copy of one name of the source, which
    the translation lacks, and can be nothing else: no English word, no name that the
    source has, no English form of one.

    Args:
        source: The Italian segment.
        target: Its translation by a model.
        uses: The terms and names found in the source.
        taken: Spans of the translation that are as they should be.

    Returns:
        Start, end and the name.
    """
    new = unlisted(target) - word_set(source)
    if not new or source.isupper():
        return
    found = [m for m in _NAME.finditer(target) if m[0].lower() in new and not m[0].isupper()]
    found = [match for match in found if not is_english(match[0].lower())]
    if not found:
        return
    lacking = _lacking(source, target, tuple(uses))
    copies = {m[0]: [n for n in lacking if _is_copy(m[0], n, source, uses)] for m in found}
    times = Counter(name for names in copies.values() for name in names)
    taken = [*taken, *(link.span for link in find_links(target))]
    for match in found:
        names = copies[match[0]]
        if is_free(match.span(), taken) and len(names) == 1 and times[names[0]] == 1:
            yield *match.span(), names[0]


def _is_copy(word: str, name: str, source: str, uses: Sequence[Use]) -> bool:
    """Whether a word is a bad copy of a name, and nothing else.

    That of a known name may be a worse one, and nothing but its own letters is right for
    that of a person or company.
    """
    lower, english = name.lower(), word.lower()
    if any(use.term.keep and name in use.text for use in uses):
        near = is_near(lower, english) or is_alike(lower, english)
        forms = (*english_given_names(lower), *english_forms(lower))
        return near and english not in forms and not is_spelling(lower, english)
    known = is_given_name(name) or lower in load_names("cities.tsv")
    return is_miscopied(lower, english, widely=known) and _is_strange(word, source)


def _is_strange(word: str, source: str) -> bool:
    """Whether a capitalised word of a translation is accounted for by nothing else."""
    if is_explained(word, source):
        return False
    return not any(is_near(common, word.lower()) for common in common_words(source))


def _lacking(source: str, target: str, uses: tuple[Use, ...]) -> list[str]:
    """Names that stand in the source more often than in the translation."""
    said = Counter(map(bare, words_of(target)))
    given = Counter(map(bare, words_of(source)))
    names = [(name, bare(name.lower())) for name in _names(source, uses)]
    return [name for name, plain in names if said[plain] < given[plain]]


@functools.lru_cache(maxsize=64)
def _names(source: str, uses: tuple[Use, ...]) -> tuple[str, ...]:
    """Names of an Italian text that English writes in the same way, word by word."""
    free = blank(source, [link.span for link in find_links(source)])
    kept = [(u.start, u.end) for u in uses if u.term.keep and u.term.kind is not Kind.GLOSSARY]
    kept += [match.span("title") for match in _TITLE.finditer(free)]
    others = [(u.start, u.end) for u in uses if not u.term.keep]
    return tuple(
        dict.fromkeys(
            match[0]
            for match in _NAME.finditer(free)
            if not match[0].isupper()
            and not _is_within(match, others)
            and (_is_within(match, kept) or _stays(match, free))
        )
    )


def _is_within(match: re.Match[str], spans: Sequence[Span]) -> bool:
    return any(start <= match.start() < end for start, end in spans)


def _stays(match: re.Match[str], text: str) -> bool:
    """Whether a capitalised word is a name that has no English form of its own.

    The first word of a sentence is none where it ends like a verb or a common noun.
    """
    word, lower = match[0], match[0].lower()
    if is_given_name(word) or lower in load_names("cities.tsv"):
        return True
    if exonym(word) or english_forms(word):
        return False
    if _COMMON.search(lower) and opens_sentence(text, match.start()):
        return False
    if is_common(word) or (lexicon().of(lower) and not lexicon().copies(lower)):
        return False
    before = WORD.findall(text[max(0, match.start() - 30) : match.start()])[-1:]
    return not (before and before[0].istitle() and _ADJECTIVE.search(lower))
