"""Decoded text -> the text that every stage may rely upon (see ``SourceText``)."""

from __future__ import annotations

import re
import unicodedata

_TERMINAL_SEQUENCE = re.compile(
    # ECMA-48 5.4 control sequences (colours, cursor), whole, or their
    # parameters would stay behind as text.
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    # Operating system commands (window title, links), up to BEL or ST.
    "|\x1b\\][^\x07\x1b\n]*(?:\x07|\x1b\\\\)"
    # ECMA-35 character set designations; ``tput sgr0`` prints one.
    "|\x1b[()][0-2AB]"
)
# CR CR LF is what a CRLF file becomes when it is converted once too often.
_LINE_END = re.compile("\r\r\n|\r\n?|[\v\x85\u2028]")
_PARAGRAPH_END = re.compile("[\f\u2029]")
_LINE_END_ONLY_CRLF = re.compile("\r\n")
_OTHER_SEPARATOR = re.compile("[\r\v\f\x85\u2028\u2029]")

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 controls that are not separators
    "\u034f\u061c\u180e"  # grapheme joiner, Arabic letter mark, Mongolian vowel separator
    "\u200b-\u200f\u202a-\u202e"  # zero-width space and joiners, direction marks
    "\u2060-\u206f\ufeff"  # word joiner, invisible operators, isolates, byte-order mark
    "\ufff9-\ufffb\ufffe\uffff"  # interlinear annotation, noncharacters
    "\U000e0000-\U000e007f"  # tags
    "]+"
)
_SOFT_HYPHEN = "\u00ad"
# A word divided over two lines at a soft hyphen is one word.
_SOFT_HYPHEN_AT_LINE_END = re.compile(f"{_SOFT_HYPHEN}+[ \t]*\n[ \t]*(?=[^\\W\\d_])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str, *, keep_lines: bool = False) -> str:
    r"""Make text fit for the stages: NFC, LF line ends, nothing invisible.

    CRLF, CR, vertical tabs and Unicode line separators become LF, form feeds
    and paragraph separators an empty line, tabs a space. Terminal sequences,
    control, zero-width and direction characters and soft hyphens go; a word
    divided at a soft hyphen is put together. Applying it twice changes nothing.

    Args:
        text: Decoded text.
        keep_lines: Only LF and CRLF end a line, and the number of lines stays
            as it is; other separators become spaces.

    Returns:
        The clean text, which can always be encoded as UTF-8.
    """
    text = _TERMINAL_SEQUENCE.sub("", text)
    if keep_lines:
        text = _OTHER_SEPARATOR.sub(" ", _LINE_END_ONLY_CRLF.sub("\n", text))
    else:
        text = _LINE_END.sub("\n", _PARAGRAPH_END.sub("\n\n", text))
    text = _INVISIBLE.sub("", text).replace("\t", " ")
    if not keep_lines:
        text = _SOFT_HYPHEN_AT_LINE_END.sub("", text)
    text = _SURROGATE.sub("\ufffd", text.replace(_SOFT_HYPHEN, ""))
    # Last, since what was removed may have stood between a letter and its accent.
    return unicodedata.normalize("NFC", text)
