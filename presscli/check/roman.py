"""Roman numerals of the press: popes and kings, centuries, legislatures, editions."""

from __future__ import annotations

import re

ROMAN = (
    # Two letters and more are seldom anything else; one letter needs a name before it
    # ("Carlo V", "Elizabeth I") or a noun after it ("V secolo", "I edizione").
    r"\b(?!(?:LI|XL|IL|VIL|LL)\b)[IVXL]{2,}\b(?!['’.]\w)"
    r"|(?<=[a-zà-ù]\s)(?<=\w\w\s)\b[VX]\b(?!['’.-]\w)"
    r"|(?:(?<=[a-z]o\s)|(?<=[a-z]a\s)|(?<=[a-z]h\s)|(?<=[a-z]s\s))\bI\b(?=[,.;:)]|\s(?:of|di|d['’])\b|$)"
    r"|(?:(?<=capo\s)|(?<=titolo\s)|(?<=parte\s)|(?<=[Pp]art\s)|(?<=[Tt]itle\s))\bI\b"
    r"|\b[IVX]\b(?=\s+(?:secolo|sec\.|[Cc]entury|legislatura|edizione|[Cc]ommissione))"
)
"""The pattern of what may be a Roman numeral, to be built into a larger one."""
_FORM = re.compile(r"(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def read_roman(text: str) -> int | None:
    """The value of a Roman numeral up to 89, None where the letters make none."""
    if not _FORM.fullmatch(text):
        return None
    values = [_VALUES[letter] for letter in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
