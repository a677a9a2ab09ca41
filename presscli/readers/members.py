"""Files within files: what they may be called, and which of them are worth reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from presscli.readers import recognize
from presscli.readers.formats import TEXT

_LONGEST_PART_CHARS = 80
"""Of a name: four bytes a character at most, and room for ``.en.jsonld``, in 255 bytes."""
_MOST_FOLDERS = 8
_SLUG_CHARS = 60

_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
"""Characters that no file name may have on one system or another."""
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_SEPARATORS = re.compile(r"[/\\\u2215\u2044\u29f8\uff0f\uff3c]")
"""Slashes, and what looks like one."""

_SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".msg"}
)
"""Of text, and of documents that are text or damaged where their first bytes are not theirs."""
_CLUTTER = frozenset({"__macosx", "thumbs.db", "desktop.ini", "winmail.dat"})


def safe_name(raw: str, default: str = "file") -> str:
    """The last part of a name that somebody else chose, fit to show and to write to.

    Args:
        raw: As it stands in the file; may be a path, and hold anything.
        default: Where nothing of it is left.

    Returns:
        One path component of at most 80 characters: no separators, control, direction
        or other invisible characters; it begins with no dot, and keeps its suffix.
    """
    name = unicodedata.normalize("NFC", _SEPARATORS.split(raw)[-1])
    shown = (c if unicodedata.category(c)[0] not in "CZ" else _blank(c) for c in name)
    name = _FORBIDDEN.sub("-", " ".join("".join(shown).split())).lstrip(". -").rstrip(". ")
    if _RESERVED.match(name):
        name = f"_{name}"
    if len(name) > _LONGEST_PART_CHARS:
        suffix = PurePosixPath(name).suffix[:10]
        name = (name[: _LONGEST_PART_CHARS - len(suffix)].rstrip(". ") + suffix).rstrip(". ")
    return name or default


def safe_path(raw: str) -> str:
    """A path within an archive without root, drive, steps up, and all that names may not have."""
    parts = [p for p in _SEPARATORS.split(raw) if p.strip(". ")]
    *folders, name = parts or ["file"]
    kept = [safe_name(folder, "folder") for folder in folders[-_MOST_FOLDERS:]]
    return "/".join([*kept, safe_name(name)])


def slug(text: str) -> str:
    """The words of a title as part of a file name: ``nuovi-fondi-per-le-citta``; may be empty."""
    plain = unicodedata.normalize("NFKD", text[:400]).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    return "-".join(words)[:_SLUG_CHARS].strip("-")


def is_clutter(path: str) -> bool:
    """Whether a file is hidden, or one that a system puts beside the real ones."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return any(part.startswith(".") or part.lower() in _CLUTTER for part in parts)


def is_release(data: bytes, name: str, *, declared: str = "") -> bool:
    """Whether a file within a file may hold a release.

    Text and documents do, those that this version cannot read included, so that they
    are reported. Pictures, sound, calendars, keys and programs do not: they come along.

    Args:
        data: The file.
        name: Its name, safe or not.
        declared: Its MIME type where one is stated.
    """
    known = recognize(data, name)
    if known is not TEXT:
        return bool(known.reader) or not known.beside
    suffix = PurePosixPath(name.lower()).suffix
    if declared:
        return suffix in _SUFFIXES or (declared in {"text/plain", "text/markdown"} and not suffix)
    return suffix in _SUFFIXES or not suffix


@dataclass(slots=True)
class Names:
    """Names given so far within a file; two that differ in case only are one to some systems."""

    taken: dict[str, int] = field(default_factory=dict)
    """Names, and how often each was asked for."""

    def unique(self, name: str) -> str:
        """The name, or with ``-2`` and so on before its suffix where it is taken."""
        suffix = PurePosixPath(name).suffix
        stem = name.removesuffix(suffix)
        wanted = name
        while name.casefold() in self.taken:
            self.taken[wanted.casefold()] += 1
            name = f"{stem}-{self.taken[wanted.casefold()]}{suffix}"
        self.taken[name.casefold()] = 1
        return name


def count_kinds(names: Iterable[str]) -> str:
    """What files there are, for a message: ``3 .png, 1 .ics``."""
    counts: dict[str, int] = {}
    for name in names:
        suffix = PurePosixPath(safe_name(name).lower()).suffix or "without suffix"
        counts[suffix] = counts.get(suffix, 0) + 1
    common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5]
    return ", ".join(f"{number} {suffix}" for suffix, number in common)


def _blank(character: str) -> str:
    return " " if character.isspace() else ""
