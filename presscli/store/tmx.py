"""The memory as TMX 1.4b, which translators' tools read and write.

TMX 1.4b Specification (Translation Memory eXchange, OSCAR/LISA 2005). What a model made
carries its signature as a ``prop``; a unit without one is taken for a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from presscli import __version__
from presscli.errors import InputError
from presscli.names import printable
from presscli.store.memory import PERSON, Unit

SOURCE_LANG, TARGET_LANG = "it", "en"

_SIGNATURE, _SCORE = "x-presscli-signature", "x-presscli-score"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (section 2.2)."""
_NATIVE = {"bpt", "ept", "it", "ph", "ut"}
"""Inline elements whose content is the code of another program, not text."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_tmx(units: Iterable[Unit], stream: IO[str]) -> tuple[int, int]:
    """Write units as TMX, one after the other.

    Args:
        units: What the memory holds.
        stream: Takes text; to be encoded as UTF-8.

    Returns:
        How many were written, and how many left out because XML cannot hold them.
    """
    stream.write(_head())
    written = left_out = 0
    for unit in units:
        if _NOT_XML.search(unit.source) or _NOT_XML.search(unit.target):
            left_out += 1
            continue
        stream.write(_unit(unit))
        written += 1
    stream.write("  </body>\n</tmx>\n")
    return written, left_out


def _head() -> str:
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f'  <header creationtool="presscli" creationtoolversion="{__version__}" '
        'segtype="sentence" o-tmf="presscli-store" adminlang="en" '
        f'srclang="{SOURCE_LANG}" datatype="plaintext" creationdate="{now}"/>\n'
        "  <body>\n"
    )


def _unit(unit: Unit) -> str:
    made = re.sub(r"\D", "", unit.made_at[:19])
    date = f' creationdate="{made[:8]}T{made[8:]}Z"' if len(made) == 14 else ""
    by = "" if unit.signature == PERSON else f" creationid={quoteattr('presscli (machine)')}"
    props = ""
    if unit.signature != PERSON:
        props = (
            f'      <prop type="{_SIGNATURE}">{escape(unit.signature)}</prop>\n'
            f'      <prop type="{_SCORE}">{unit.score!r}</prop>\n'
        )
    return (
        f"    <tu{date}{by}>\n{props}"
        f'      <tuv xml:lang="{SOURCE_LANG}"><seg>{_text(unit.source)}</seg></tuv>\n'
        f'      <tuv xml:lang="{TARGET_LANG}"><seg>{_text(unit.target)}</seg></tuv>\n'
        "    </tu>\n"
    )


def _text(text: str) -> str:
    # A parser turns a bare CR into LF.
    return escape(text, {"\r": "&#13;"})


def read_tmx(stream: IO[bytes], name: str) -> Iterator[Unit]:
    """Read the units that translate Italian into English; others are passed over.

    Args:
        stream: Any encoding that XML allows.
        name: The file as messages call it.

    Returns:
        Units without inline codes; those of a person have the signature
        :data:`PERSON`. ``made_at`` is empty.

    Raises:
        InputError: Not XML, not TMX, or it declares entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    shown = printable(name)
    try:
        root: Any = None
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=False):
            if root is None:
                root = element
                if element.tag != "tmx":
                    raise InputError(shown, f"not TMX (its root is '{element.tag}')", _HINT)
            if event == "end" and element.tag == "tu":
                unit = _parse(element)
                if unit is not None:
                    yield unit
                element.clear()
    except ParseError as error:
        raise InputError(shown, f"not TMX ({error})", _HINT) from error
    except DefusedXmlException as error:
        what = "declares entities, which no translation memory needs"
        raise InputError(shown, what, "Export it again from your tool") from error


_HINT = "Give a file that a translator's tool has exported as TMX 1.4"


def _parse(element: Any) -> Unit | None:
    texts = {
        (tuv.get(_LANG) or tuv.get("lang") or "").lower().split("-")[0]: _content(tuv.find("seg"))
        for tuv in element.iter("tuv")
    }
    source, target = texts.get(SOURCE_LANG, "").strip(), texts.get(TARGET_LANG, "").strip()
    if not source or not target:
        return None
    props = {prop.get("type"): prop.text or "" for prop in element.findall("prop")}
    return Unit(props.get(_SIGNATURE, PERSON), source, target, _score(props.get(_SCORE, "")), "")


def _content(segment: Any) -> str:
    """The text of a segment, inline codes left out, highlighted parts kept."""
    if segment is None:
        return ""
    parts = [segment.text or ""]
    for child in segment:
        parts += [_content(child) if child.tag not in _NATIVE else "", child.tail or ""]
    return "".join(parts)


def _score(text: str) -> float:
    try:
        score = float(text)
    except ValueError:
        return 0.0
    return score if -1e9 < score <= 0 else 0.0
