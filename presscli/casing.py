"""Texts in capitals, as headlines are: to sentence case for the model.

Models read ``PUTIN: PRONTI AL DIALOGO`` badly, since capitals are rare in what they
learnt from. Nothing here changes a letter but its case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from presscli.capitals import (
    ambiguous_places,
    binding_abbreviations,
    function_words,
    is_common,
    listed_acronyms,
    looks_like_acronym,
    names_follow,
    words_under,
    written_forms,
)
from presscli.letters import capitalised, lower
from presscli.lexicon.people import is_given_name
from presscli.lexicon.places import is_known_place
from presscli.lexicon.terms import acronym

_TOKEN = re.compile(r"(?:[^\W\d_]{1,4}\.){2,}|\w+")
"""A dotted abbreviation (``S.P.A.``) or a word."""
_SENTENCE_GAP = re.compile(r"[.!?…][\"'”’»)\]]*\s|\s[-–—]\s|[.!?:]\s*[\"“«]")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})\Z")
_NOT_ROMAN = {"I", "VI"}
"""The article *i* and the pronoun *vi*; a pope or king of that number is in the body too."""
_VOWELS = frozenset("aeiouyàèéìòóù")
_LONGEST_NAME_WORDS = 5
_LEAST_NAME = 3
"""Letters of a name that is held to."""
PARTICLES = frozenset(["al", "bin", "da", "de", "del", "della", "den", "der", "di", "van", "von"])
"""Small words of surnames (``von der Leyen``), which keep the case that they have."""


def is_all_caps(text: str) -> bool:
    """Whether a text is set in capitals.

    Figures and dotted legal forms (``S.p.A.``) do not count. One word alone may
    be an acronym, so it takes two words, one of them of two letters or more.
    """
    cased: list[str] = []
    for word in _TOKEN.findall(text):
        uncased = word.upper() == word.lower() or not any(map(str.isalpha, word))
        if "." in word or uncased:
            continue
        if word != word.upper():
            return False
        cased.append(word)
    return len(cased) >= 2 and max(map(len, cased)) >= 2


def truecase(text: str, known: Collection[str]) -> str:
    """An Italian text in capitals as a newspaper would write it.

    The first word of each sentence gets a capital, as after a spaced dash or
    where a quotation opens after a colon; after a colon alone Italian goes on
    in lower case. Acronyms, Roman numerals, codes (``G7``), known places and words
    that Italian does not have keep their capitals, all or the first.

    Args:
        text: A headline for which :func:`is_all_caps` holds.
        known: Names in the form that the release's body gives them (``Putin``,
            ``Banca d'Italia``, ``Nato``); they win over every rule.

    Returns:
        The same characters; only their case differs.
    """
    forms = _known_forms(known)
    tokens = list(_TOKEN.finditer(text))
    acronyms = _listed_acronyms(text, tokens, forms)
    out: list[str] = []
    at = end = 0
    while at < len(tokens):
        gap = text[end : tokens[at].start()]
        opens = at == 0 or (_SENTENCE_GAP.search(gap) and not _binds(tokens[at - 1].group()))
        taken, written = _longest_name(text, tokens, at, forms)
        if not taken:
            taken, written = 1, _cased(text, tokens, at, forms)
            written = tokens[at].group() if at in acronyms else written
            opens = opens or _is_second_end(tokens, at, out)
            opens = opens or (at > 0 and names_follow(tokens[at - 1].group(), gap, written))
        out += [gap, capitalised(written) if opens else written]
        end = tokens[at + taken - 1].end()
        at += taken
    return "".join([*out, text[end:]])


def names_of(text: str) -> Iterator[str]:
    """Words of a text as :func:`truecase` gives it that are names and nothing else.

    They are known places, people's first names and surnames, and words that Italian does not
    have; at the head of a text only before a colon or comma, as anything has a capital there.
    Those that our tables have with a capital, countries and first names alone, may be written
    otherwise in English and are left out.
    """
    tokens = list(_TOKEN.finditer(text))
    gaps, words = _gaps(text, tokens), [token.group() for token in tokens]
    for at, word in enumerate(words):
        if not word.istitle() or len(word) < _LEAST_NAME:
            continue
        if at and names_follow(words[at - 1], gaps[at], word.lower()):
            yield word
        elif is_given_name(word):
            rest = words[at + 1 : at + 2]
            if rest and rest[0].istitle() and names_follow(word, gaps[at + 1], rest[0].lower()):
                yield word
        elif word.lower() not in written_forms() and (
            at == 0 or not _SENTENCE_GAP.search(gaps[at])
        ):
            follows = text[tokens[at].end() : tokens[at].end() + 1]
            if (at or follows in {":", ","}) and _is_name(word):
                yield word


def _is_name(word: str) -> bool:
    return is_known_place(word) or not is_common(word.lower())


def _known_forms(known: Collection[str]) -> dict[str, str]:
    """Case-folded name -> its form; the words of a name are names too, function words are not."""
    forms: dict[str, str] = {}
    parts = (part for name in known for part in (name, *_TOKEN.findall(name)))
    # Where the body has both Nato and NATO, the one with more capitals is taken, always the same.
    for part in sorted(parts, key=lambda name: (sum(map(str.isupper, name)), name)):
        if not part.islower() and part.casefold() not in function_words():
            forms[_fold(part)] = part
    return forms


def _listed_acronyms(text: str, tokens: list[re.Match[str]], forms: Mapping[str, str]) -> set[int]:
    words = [lower(token.group()) for token in tokens]
    gaps = _gaps(text, tokens)
    named = [
        word in forms or word in written_forms() or word in ambiguous_places() for word in words
    ]
    for at in range(1, len(words)):
        named[at] = named[at] or names_follow(words[at - 1], gaps[at], words[at])
    return listed_acronyms(words, gaps, named)


def _gaps(text: str, tokens: list[re.Match[str]]) -> list[str]:
    """What stands before each token."""
    ends = [0, *(token.end() for token in tokens)]
    return [text[end : token.start()] for end, token in zip(ends, tokens, strict=False)]


def _is_second_end(tokens: list[re.Match[str]], at: int, out: list[str]) -> bool:
    """Whether a word is a place as the one before is: ``TRA NORCIA E VISSO``."""
    joins = at > 2 and lower(tokens[at - 1].group()) in {"e", "ed"}
    between = joins and lower(tokens[at - 3].group()) in {"tra", "fra"}
    word = lower(tokens[at].group())
    return between and out[-3].istitle() and word.isalpha() and word not in function_words()


def _binds(token: str) -> bool:
    """Whether a full stop after ``token`` is an abbreviation's (``DOTT. ROSSI``)."""
    return token.lower() in binding_abbreviations() or len(token) == 1


def _fold(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


def _longest_name(
    text: str, tokens: list[re.Match[str]], at: int, forms: dict[str, str]
) -> tuple[int, str]:
    """How many tokens from ``at`` make a known name of several words, and how it is written."""
    for count in range(min(_LONGEST_NAME_WORDS, len(tokens) - at), 1, -1):
        written = text[tokens[at].start() : tokens[at + count - 1].end()]
        form = forms.get(_fold(written), "")
        if len(form) == len(written):
            return count, _with_case_of(form, written)
        if is_known_place(written):
            return count, "".join(_name_words(written))
    return 0, ""


def _with_case_of(form: str, written: str) -> str:
    """``form`` with the spaces and apostrophes of ``written``."""
    return "".join(
        f if f.casefold() == w.casefold() else w for f, w in zip(form, written, strict=True)
    )


def _name_words(name: str) -> Iterator[str]:
    """A place name word by word, its function words small: ``Stati Uniti d'America``."""
    end = 0
    for token in _TOKEN.finditer(name):
        yield name[end : token.start()]
        low = lower(token.group())
        yield low if end and low in function_words() else capitalised(low)
        end = token.end()
    yield name[end:]


def _cased(text: str, tokens: list[re.Match[str]], at: int, forms: dict[str, str]) -> str:
    """One word in the case that it has within an Italian sentence."""
    token = tokens[at]
    word, low = token.group(), lower(token.group())
    following = text[token.end() : token.end() + 1]
    special = forms.get(_fold(word)) or written_forms().get(low)
    if special and len(special) == len(word):
        return special
    if "." in word or _is_code(word):
        return word
    if low in function_words() or following in {"'", "’"}:
        return low
    if acronym(word) or _is_roman(word) or _is_consonants(low, following):
        return word
    return _cased_by_sense(word, text, tokens, at)


def _cased_by_sense(word: str, text: str, tokens: list[re.Match[str]], at: int) -> str:
    """A word that no table of forms has: a place, a common word, or what else it seems to be."""
    low, before = lower(word), [lower(token.group()) for token in tokens[max(0, at - 2) : at]]
    if low in ambiguous_places():
        return capitalised(low) if _is_placed(before) else low
    if is_known_place(word):
        return capitalised(low)
    if not word.isalpha() or len(word) == 1 or low in PARTICLES or is_common(low):
        return low
    beside = [
        lower(tokens[other].group())
        for other in (at - 1, at + 1)
        if 0 <= other < len(tokens)
        and text[tokens[min(at, other)].end() : tokens[max(at, other)].start()] == " "
    ]
    is_acronym = looks_like_acronym(word, "".join(before[-1:]), beside)
    return word if is_acronym else capitalised(low)


def _is_placed(before: list[str]) -> bool:
    """Whether the words before one are those before a place: ``A LODI``, ``SINDACO DI LODI``."""
    civic = before[-1:] == ["di"] and before[0] in words_under("capitals.tsv", "civic")
    return civic or before[-1:] in (["a"], ["ad"])


def _is_code(word: str) -> bool:
    """``G7``, ``5G``, ``M5S``: letters and digits, but not ``100MILA``."""
    letters = sum(c.isalpha() for c in word)
    return letters < len(word) and letters < 4


def _is_roman(word: str) -> bool:
    return bool(_ROMAN.match(word)) and word not in _NOT_ROMAN


def _is_consonants(low: str, following: str) -> bool:
    """An acronym for want of vowels (``PNRR``), or a lone letter (``SERIE B``) but ``N.``."""
    if len(low) == 1:
        return low not in _VOWELS and not (low == "n" and following == ".")
    return low not in binding_abbreviations() and not _VOWELS & set(low)
