"""Whether a word is a common Italian one: listed, or a form of one that is listed."""

from __future__ import annotations

import functools
from importlib import resources

from presscli.lexicon.packed import PackedWords, read_lines
from presscli.lexicon.tables import load_rows

_LIST = "italian-words.txt.gz"
_LEAST_STEM = 4
"""Letters that a listed form must share: with three, half of all surnames would be forms."""

_VERBS = tuple(map(str.split, (
    "are ando ano ato ata ati ate ava avano ò arono erà eranno erebbe erebbero asse assero"
    " iamo ino",
    "ere endo ono uto uta uti ute eva evano erà eranno erebbe erebbero esse essero iamo ente enti",
    "ire endo ono ito ita iti ite ivano ì irono irà iranno irebbe irebbero isse issero isce"
    " iscono isca iscano",
)))  # fmt: skip
_NOUNS = tuple(map(str.split, (
    "o a i e", "se sero i", "co ca chi che ci", "go ga ghi ghe gi", "cio cia ci ce",
    "gio gia gi ge", "iglia iglie iglio igli",
    "ione ioni", "tore tori trice trici", "ista isti iste", "ico ica ici iche",
)))  # fmt: skip
_DERIVED = ("mente", "issimo", "issima", "issimi", "issime")
_CLITICS = ("si", "lo", "la", "li", "le", "ne", "gli", "mi", "ti", "ci", "vi")
_ENDINGS = (
    "zione", "zioni", "sione", "sioni", "mente", "mento", "menti", "ità", "abile", "abili",
    "ibile", "ibili", "ismo", "ismi", "logia", "logie", "isti", "iste", "tore", "tori", "trice",
    "trici", "ture", "evole", "evoli", "iglia", "eggia", "eggiano",
    "eggiare", "eggiato", "enne", "enni",
)  # fmt: skip
"""Of common words alone."""
_UNACCENTED = str.maketrans("aeiou", "àèìòù")
_BEGINNINGS = ("ri", "re", "in", "ex")
_LEAST_BEGINNING, _LEAST_REST = 3, 6
"""Letters of other beginnings (``poli``, ``socio``, ``vice``), and of the word after one."""


@functools.lru_cache(maxsize=4096)
def is_italian(word: str) -> bool:
    """Whether a lower-case word is a common Italian one, as far as list and endings tell.

    Names that are words too (``rossi``, ``lodi``) are words here.
    """
    if _is_listed(word) or any(_is_form(word, endings) for endings in (*_VERBS, *_NOUNS)):
        return True
    if _is_derived(word) or _has_clitic(word) or _lacks_accent(word):
        return True
    if len(word) > 2 * _LEAST_STEM and word.endswith(_ENDINGS):
        return True
    rests = (word.removeprefix(b) for b in _BEGINNINGS if word.startswith(b))
    return any(len(rest) > _LEAST_STEM and _is_listed(rest) for rest in rests) or any(
        _is_listed(word[at:]) for at in range(_LEAST_BEGINNING, len(word) - _LEAST_REST + 1)
    )


def _is_listed(word: str) -> bool:
    return word in _words() or word in _own_words()


@functools.cache
def _words() -> PackedWords:
    """The packaged list, read at the first call."""
    return PackedWords(read_lines(resources.files("presscli.lexicon") / "data" / _LIST))


@functools.cache
def _own_words() -> frozenset[str]:
    """Words of our own tables, which news has and parliaments have not."""
    rows = load_rows("press_words.tsv") + load_rows("function_words.tsv")
    return frozenset(word for key, words in rows if key[:2] == "it" for word in words.split())


def _is_form(word: str, endings: list[str]) -> bool:
    """Whether the word has one of these endings, and a listed word another on the same stem."""
    for ending in endings:
        stem = word.removesuffix(ending)
        if len(stem) < _LEAST_STEM or stem == word:
            continue
        if any(_is_listed(stem + other) for other in endings if other != ending):
            return True
    return False


def _lacks_accent(word: str) -> bool:
    """``lunedi``, ``piu``: typed without the accent of the last letter."""
    last = word[-1:].translate(_UNACCENTED)
    return _is_listed(word[:-1] + last) or (last == "è" and _is_listed(f"{word[:-1]}é"))


def _is_derived(word: str) -> bool:
    """``rapidamente``, ``altissimo``: an ending after an adjective that is listed."""
    for ending in _DERIVED:
        stem = word.removesuffix(ending)
        if len(stem) >= _LEAST_STEM and stem != word:
            return any(_is_listed(stem + last) for last in ("", "o", "a", "e"))
    return False


def _has_clitic(word: str) -> bool:
    """``chiederlo``, ``facendone``: a pronoun joined to an infinitive, gerund or participle."""
    for clitic in _CLITICS:
        verb = word.removesuffix(clitic)
        if verb != word and len(verb) > _LEAST_STEM:
            full = f"{verb}e" if verb.endswith("r") else verb
            if full.endswith(("re", "ndo", "to", "ta", "ti", "te")) and (
                _is_listed(full) or any(_is_form(full, endings) for endings in _VERBS)
            ):
                return True
    return False
