"""Who says it: taken from a source sentence and put back where a model left it out."""

from __future__ import annotations

import re

from presscli.lexicon.claims import ClaimKind, claim_words, find_claims
from presscli.summarize.words import FUNCTION_WORDS, words

_VERB = "(?:{})".format(
    "|".join(sorted(w for w, (k, _) in claim_words().items() if k is ClaimKind.ATTRIBUTION))
)
_OPENING = re.compile(
    rf"(?:It\s+(?:was|is|has\s+been|had\s+been)\s+(?:\w+\s+){{0,2}}?{_VERB}\s+that,?"
    rf"|(?:According\s+to|In\s+the\s+(?:view|words|opinion)\s+of)\s+[^,;:\"“”«»]{{2,80}},"
    rf"|[^\W\d_][^,;:\"“”«»]{{1,80}}?\s{_VERB}\s+(?:\w+\s+)?that,?)\s+",
)
"""``It has been stressed that`` · ``According to the ministry,`` · ``The mayor said that``."""
_ENDING = re.compile(
    rf",\s+(?:according\s+to\s[^,;:\"“”«»]{{2,80}}"
    rf"|{_VERB}\s[^,;:\"“”«»]{{2,60}}|[^,;:\"“”«»]{{2,60}}?\s{_VERB}(?:\s+today|\s+yesterday)?)\.$"
)
"""``, according to the ministry.`` · ``, said the mayor.`` · ``, the mayor said.``"""


def restore(sentence: str, source: str) -> str:
    """A sentence with its source's attribution at the place that it has there.

    Args:
        sentence: What a model wrote, without saying who says it.
        source: The one sentence that it shortens.

    Returns:
        Empty if the sentence has an attribution, or none can be taken from the source.
        Whether the result follows from the source is for the caller to find out.
    """
    if any(claim.kind is ClaimKind.ATTRIBUTION for claim in find_claims(sentence)):
        return ""
    if opening := _OPENING.match(source):
        return opening[0].rstrip() + " " + _decapitalised(sentence, source)
    if ending := _ENDING.search(source):
        return sentence.rstrip(" .") + ending[0]
    return ""


def _decapitalised(sentence: str, source: str) -> str:
    """The sentence as it goes on within another: a name keeps its capital."""
    first = words(sentence)[0].text if words(sentence) else ""
    is_small = first.lower() in FUNCTION_WORDS or first.lower() in {w.text for w in words(source)}
    small = is_small and first != "I" and sentence.startswith(first)
    return sentence[:1].lower() + sentence[1:] if small else sentence
