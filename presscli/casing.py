"""Capitals: headlines in capitals to sentence case for the model, English headline case after it.

Models read ``PUTIN: PRONTI AL DIALOGO`` badly, since capitals are rare in what they
learnt from. Nothing here changes a letter but its case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from presscli.lexicon.places import is_known_place
from presscli.lexicon.tables import load_rows
from presscli.lexicon.terms import acronym

_TOKEN = re.compile(r"(?:[^\W\d_]{1,4}\.){2,}|\w+")
"""A dotted abbreviation (``S.P.A.``) or a word."""
_SENTENCE_GAP = re.compile(r"[.!?…][\"'”’»)\]]*\s|\s[-–—]\s|[.!?:]\s*[\"“«]")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})\Z")
_NOT_ROMAN = {"I", "VI"}
"""The article *i* and the pronoun *vi*; a pope or king of that number is in the body too."""
_VOWELS = frozenset("aeiouyàèéìòóù")
_LONGEST_NAME_WORDS = 5


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
    in lower case. Acronyms, Roman numerals, codes (``G7``) and known places
    keep their capitals.

    Args:
        text: A headline for which :func:`is_all_caps` holds.
        known: Names in the form that the release's body gives them (``Putin``,
            ``Banca d'Italia``, ``Nato``); they win over every rule.

    Returns:
        The same characters; only their case differs.
    """
    forms = _known_forms(known)
    tokens = list(_TOKEN.finditer(text))
    out: list[str] = []
    at = end = 0
    while at < len(tokens):
        gap = text[end : tokens[at].start()]
        opens = at == 0 or (_SENTENCE_GAP.search(gap) and not _binds(tokens[at - 1].group()))
        taken, written = _longest_name(text, tokens, at, forms)
        if not taken:
            taken, written = 1, _cased(text, tokens[at], forms)
            opens = opens or (at > 0 and _names_follow(tokens[at - 1].group(), gap, written))
        out += [gap, _capitalised(written) if opens else written]
        end = tokens[at + taken - 1].end()
        at += taken
    return "".join([*out, text[end:]])


def _known_forms(known: Collection[str]) -> dict[str, str]:
    """Case-folded name -> its form; the words of a name are names too, function words are not."""
    forms: dict[str, str] = {}
    parts = (part for name in known for part in (name, *_TOKEN.findall(name)))
    # Where the body has both Nato and NATO, the one with more capitals is taken, always the same.
    for part in sorted(parts, key=lambda name: (sum(map(str.isupper, name)), name)):
        if not part.islower() and part.casefold() not in _function_words():
            forms[_fold(part)] = part
    return forms


def _names_follow(previous: str, gap: str, word: str) -> bool:
    """Whether ``word`` is a surname, as a first name or a title stands before it."""
    if word in _function_words():
        return False
    title = gap == ". " and previous.lower() in _words("capitals.tsv", "person")
    return title or (
        gap == " " and _capitalised(_lower(previous)) in _words("capitals.tsv", "first")
    )


@cache
def _words(table: str, *keys: str) -> frozenset[str]:
    """The words that one of our tables has under any of these keys, as they are written there."""
    rows = load_rows(table)
    return frozenset(word for key, words in rows if key in keys for word in words.split())


def _function_words() -> frozenset[str]:
    return _words("function_words.tsv", "it")


def _binding_abbreviations() -> frozenset[str]:
    return _words("abbreviations.tsv", "bound", "title")


@cache
def _written_forms() -> dict[str, str]:
    """Case-folded word -> how it is written, for the words of ``capitals.tsv``."""
    words = _words("capitals.tsv", "form", "name", "acronym", "first")
    return {word.casefold(): word for word in words}


def _ambiguous() -> frozenset[str]:
    return _words("capitals.tsv", "noun")


def _binds(token: str) -> bool:
    """Whether a full stop after ``token`` is an abbreviation's (``DOTT. ROSSI``)."""
    return token.lower() in _binding_abbreviations() or len(token) == 1


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
        low = _lower(token.group())
        yield low if end and low in _function_words() else _capitalised(low)
        end = token.end()
    yield name[end:]


def _cased(text: str, token: re.Match[str], forms: dict[str, str]) -> str:
    """One word in the case that it has within an Italian sentence."""
    word, low = token.group(), _lower(token.group())
    following = text[token.end() : token.end() + 1]
    special = forms.get(_fold(word)) or _written_forms().get(low)
    if special and len(special) == len(word):
        return special
    if "." in word or _is_code(word):
        return word
    if low in _function_words() or following in {"'", "’"}:
        return low
    if acronym(word) or _is_roman(word) or _is_consonants(low, following):
        return word
    if is_known_place(word) and low not in _ambiguous():
        return _capitalised(low)
    return low


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
    return low not in _binding_abbreviations() and not _VOWELS & set(low)


def _lower(text: str) -> str:
    """Lower case, character by character; one that would become another text stays."""
    return "".join(c.lower() if _same_letter(c, c.lower()) else c for c in text)


def _capitalised(word: str) -> str:
    """``word`` with its first character in upper case, the rest as it is."""
    first = word[:1].upper()
    return first + word[1:] if _same_letter(word[:1], first) else word


def _same_letter(one: str, other: str) -> bool:
    return len(other) == 1 and one.casefold() == other.casefold()


_HEADLINE_TOKEN = re.compile(
    r"[\w.+-]{1,64}@\S*|https?://\S*|www\.\S*|\w+(?:\.\w+)+|\w+(?:['’]\w+)*"
)
_MINOR_WORD = re.compile(
    r"an?|the|and|but|for|nor|or|so|yet|as|at|by|in|of|off|on|out|per|to|up|via|vs"
)
_PARTICLES = frozenset(["al", "bin", "da", "de", "del", "della", "den", "der", "di", "van", "von"])
"""Small words of surnames (``von der Leyen``), which keep the case that they have."""
_HEADLINE_GAP = re.compile(r"[.!?:…]|\s[-–—]\s")


def headline_case(text: str) -> str:
    """An English headline with the capitals of title case.

    The rule is that of The Associated Press Stylebook, entry "composition
    titles": capital for the first and last word and for all others but
    articles, and prepositions and conjunctions of three letters or fewer. The
    *to* of an infinitive, which the Stylebook capitalises, is not told from
    the preposition and stays small. Words with a capital already (``NATO``,
    ``iPhone``), figures, addresses and the particles of surnames stay as they are.
    """
    tokens = list(_HEADLINE_TOKEN.finditer(text))
    out: list[str] = []
    end = 0
    for at, token in enumerate(tokens):
        gap, word = text[end : token.start()], token.group()
        outer = at in {0, len(tokens) - 1} or bool(_HEADLINE_GAP.search(gap))
        small = bool(_MINOR_WORD.fullmatch(word)) and not outer
        fixed = "." in word or "@" in word or word in _PARTICLES or not word.islower()
        out += [gap, word if small or fixed else _capitalised(word)]
        end = token.end()
    return "".join([*out, text[end:]])
