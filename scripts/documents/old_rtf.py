"""A release as RTF of the nineties: hexadecimal characters, no styles, headings by size."""

from __future__ import annotations

from pathlib import Path

from scripts.documents.markup import Release, plain


def write_rtf(release: Release, target: Path) -> None:
    """Write it in Windows' Western code page, lines broken anywhere at 80 characters."""
    out = [
        r"{\rtf1\ansi\ansicpg1252\deff0\deflang1040{\fonttbl{\f0\froman\fcharset0 Times New "
        r"Roman;}{\f1\fswiss\fcharset0 Arial;}}{\colortbl ;\red0\green0\blue0;}"
        rf"{{\info{{\title {_escape(release.title)}}}{{\author {_escape(release.author)}}}"
        r"{\creatim\yr2026\mo11\dy4\hr9\min15}}"
        rf"{{\header \pard\plain\f1\fs18 {_escape(release.head[0])}\par}}"
    ]
    for block in release.blocks:
        look = r"\b\fs36 " if block.kind == "title" else r"\fs22 "
        end = r"\b0" if block.kind == "title" else ""
        out.append(rf"\pard\plain\f0{look}{_escape(plain(block.parts))}{end}\par")
    text = "\r\n".join(out) + "}"
    target.write_bytes(text.encode("ascii"))


def _escape(text: str) -> str:
    return "".join(_character(c) for c in text)


def _character(character: str) -> str:
    if character in "\\{}":
        return f"\\{character}"
    if character.isascii():
        return character
    return "".join(f"\\'{byte:02x}" for byte in character.encode("cp1252"))
