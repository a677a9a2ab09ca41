"""What is said of a thing beside the verb: ``non considera automatico il rinnovo``.

The whole claim lies in the one adjective. A small model can drop it and leave a fluent
sentence that says something else: "does not consider renewing".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscli.check.counterparts import silent_words
from presscli.check.stretches import omitted
from presscli.document import Finding

_ADVERBS = (
    r"\w+mente|ancora|comunque|conto|inoltre|invece|infatti|insieme|innanzitutto|pertanto|piuttosto"
    r"|quanto|sempre|soltanto|tuttavia"
)
"""What may stand there and judges nothing; and ``rendersi conto``."""
_JUDGED = re.compile(
    r"\b(?:consider(?:o|a|i|iamo|ano|ino|ava|avano|ò|arono|erà|eranno|erebbe|are|ando|at[oaie])"
    r"|riten(?:go|ga|iamo|gono|gano|eva|evano|ere|endo|ut[oaie])|ritien[ei]|riterr(?:à|anno|ebbe)"
    r"|giudic(?:o|a|hiamo|ano|ava|avano|herà|heranno|are|ando|at[oaie])"
    r"|rend(?:e|ono|a|ano|eva|evano|erà|eranno|erebbe|ere|endo))"
    r"(?: (?:assai|molto|più|troppo|davvero|altamente|ancora|ormai|sempre|del tutto))?"
    rf" (?P<said>(?!(?:{_ADVERBS})\b)[^\W\d_]{{4,}}[oaie])"
    r" (?=(?:il|lo|la|i|gli|le|un|una|uno|che|di|quest[oaie]|tal[ei]|ogni)\b|l['’])",
    re.IGNORECASE,
)


def check_judged(source: str, target: str) -> Iterator[Finding]:
    """A warning for each such adjective of which the translation has no counterpart.

    Args:
        source: The Italian segment.
        target: Its translation.
    """
    matches = list(_JUDGED.finditer(source))
    if not matches:
        return
    silent = silent_words(source, target)
    for match in matches:
        if match["said"].lower() in silent:
            yield omitted(source, match.span("said"))
