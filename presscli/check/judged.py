"""What is said of a thing beside the verb: ``non considera automatico il rinnovo``.

The whole claim lies in the one adjective. A small model can drop it and leave a fluent
sentence that says something else: "does not consider renewing".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscli.check.counterparts import measure
from presscli.document import Finding, Severity
from presscli.lexicon.words import word_set

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
    silent = set(measure(source, target).untranslated) - word_set(target)
    for match in matches:
        said = match["said"]
        if said.lower() in silent:
            yield Finding(
                "W-OMITTED",
                Severity.WARNING,
                f"the translation seems to leave out '{said}'",
                source_value=said,
                source_span=match.span("said"),
            )
