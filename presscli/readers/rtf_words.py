"""The control words of RTF that mean something to a reader of releases."""

from __future__ import annotations

from presscli.readers.rtf_story import Place

CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "~": "\u00a0",
    "_": "-",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
"""Control words that stand for a character. An optional hyphen (``\\-``) stands for none."""

PASSED_OVER = frozenset(
    # Destinations without text of the document, and copies of text for older programs.
    """
    colortbl pict object objdata listtable listoverridetable revtbl rsidtbl generator
    themedata xe tc txe rxe template nonshppict shprslt do filetbl atnid atnauthor annotation
    comment operator keywords doccomm category manager subject hlinkbase private
    nonesttables bkmkstart bkmkend nesttableprops ftnsep ftnsepc aftnsep aftnsepc fname
    printim buptim falt panose passwordhash userprops latentstyles datastore
    wgrffmtfilter mmathPr xmlnstbl factoidname upr
    """.split()  # noqa: SIM905
)

CAPTURED = frozenset(
    # Destinations whose plain text says something.
    {"title", "author", "company", "fldinst", "listtext", "pntext", "fonttbl", "stylesheet"}
)

STORIES = {
    # Destinations with a text of their own.
    "footnote": Place.NOTE,
    "shptxt": Place.BOX,
    **dict.fromkeys(("header", "headerf", "headerl", "headerr"), Place.MARGIN),
    **dict.fromkeys(("footer", "footerf", "footerl", "footerr"), Place.MARGIN),
}

READ_THOUGH_OPTIONAL = frozenset({"fldinst", "company", "shpinst", "shptxt", "footnote"})
"""Destinations marked with ``\\*``, which readers may pass over, that are read here."""

SWITCHES = {"b": "strong", "i": "emphasis", "v": "hidden", "deleted": "hidden"}
"""Control words of characters, and what they switch on, or off with the number 0."""

NUMBERS = {"f": "font", "uc": "skip", "s": "style", "outlinelevel": "outline", "ilvl": "depth"}
"""Control words with a number, and what it is the number of."""
