"""English headline case, for what was a headline in capitals.

Nothing here changes a letter but its case.
"""

from __future__ import annotations

import re

from presscli.casing import PARTICLES
from presscli.letters import capitalised

_HEADLINE_TOKEN = re.compile(
    r"[\w.+-]{1,64}@\S*|https?://\S*|www\.\S*|\w+(?:\.\w+)+|\w+(?:['’]\w+)*"
)
_MINOR_WORD = re.compile(
    r"an?|the|and|but|for|nor|or|so|yet|as|at|by|in|of|off|on|out|per|to|up|via|vs"
)
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
        fixed = "." in word or "@" in word or word in PARTICLES or not word.islower()
        out += [gap, word if small or fixed else capitalised(word)]
        end = token.end()
    return "".join([*out, text[end:]])
