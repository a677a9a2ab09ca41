"""The members of a zipped office document, and their XML, read within limits.

Files come from anyone: what a member claims to be is not believed, only what it turns
out to be counts. XML is parsed by expat through defusedxml, with no document type, and
so without entities of any kind; nothing is fetched, nothing is run.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import Element, TreeBuilder

from presscli.errors import InputError

MAX_MEMBERS = 10_000
"""Most members of a package; a document of a hundred pictures has some two hundred."""

MAX_XML_BYTES = 20_000_000
"""Most XML of a document, unpacked: some 1,500 pages of Word."""

MAX_ELEMENTS = 500_000
"""Most XML elements of a part; at some 400 bytes each they are 200 MB."""

MAX_DEPTH = 250
"""Deepest nesting of elements. Word itself nests some four a level of tables, and
allows no deep ones; it keeps our own recursion far from Python's limit of 1,000."""

_DIRECTORY_ENTRY = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_HINT = "Open it in a word processor and save it anew"


def list_members(data: bytes) -> frozenset[str]:
    """Names of the members of a zip archive; none where it is not one, or has too many."""
    # Counted before they are read: each takes some hundreds of bytes of memory.
    if data.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return frozenset()


class Package:
    """An office document's members.

    Args:
        data: The whole file.
        name: The file as messages call it.
        prefixes: Short names of the XML namespaces; elements and attributes are named
            ``prefix.local``, those of other namespaces ``?.local``.

    Raises:
        InputError: Too many members.
        zipfile.BadZipFile: Not an archive.
    """

    def __init__(self, data: bytes, *, name: str, prefixes: Mapping[str, str]) -> None:
        self._name = name
        self._prefixes = prefixes
        self._left = MAX_XML_BYTES
        if data.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
            raise InputError(name, f"too many parts in it (over {MAX_MEMBERS:,})", _HINT)
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._archive.namelist())

    def read(self, member: str) -> bytes:
        """Unpack a member; empty where there is none.

        Raises:
            InputError: Over what is left of :data:`MAX_XML_BYTES`, or encrypted, or packed
                in a way that office documents do not use.
        """
        if member not in self.names:
            return b""
        info = self._archive.getinfo(member)
        if info.flag_bits & _ENCRYPTED:
            raise InputError(self._name, "protected by a password", "Save it without one")
        if info.compress_type not in _METHODS:
            raise InputError(self._name, f"packed in an unknown way ({member})", _HINT)
        with self._archive.open(info) as file:
            data = file.read(self._left + 1)
        if len(data) > self._left:
            limit = f"At most {MAX_XML_BYTES // 1_000_000} MB of XML are read"
            raise InputError(self._name, f"too large when unpacked ({member})", limit)
        self._left -= len(data)
        return data

    def xml(self, member: str) -> Element | None:
        """Parse a member as XML; None where there is none.

        Raises:
            InputError: Over the limits of size, or nested too deep.
            Exception: What expat and defusedxml raise at damaged and forbidden XML.
        """
        from defusedxml.ElementTree import DefusedXMLParser

        data = self.read(member)
        if not data:
            return None
        builder = _Builder(self._name, self._prefixes)
        parser = DefusedXMLParser(target=builder, forbid_dtd=True)
        parser.feed(data)
        root: Element = parser.close()
        return root


class _Builder(TreeBuilder):
    """Builds the tree with short names, and counts what it builds."""

    def __init__(self, name: str, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._name = name
        self._prefixes = prefixes
        self._short: dict[str, str] = {}
        self._count = self._depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._count += 1
        self._depth += 1
        if self._count > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            what = "nested too deep" if self._depth > MAX_DEPTH else "too many elements in it"
            raise InputError(self._name, what, _HINT)
        short = {self._shorten(key): value for key, value in attrs.items()}
        return super().start(self._shorten(tag), short)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(self._shorten(tag))

    def _shorten(self, name: str) -> str:
        short = self._short.get(name)
        if short is None:
            namespace, brace, local = name.rpartition("}")
            prefix = self._prefixes.get(namespace.removeprefix("{"), "?") if brace else ""
            short = f"{prefix}.{local}" if brace else local
            if len(self._short) < MAX_MEMBERS:
                self._short[name] = short
        return short
