"""What is fuzzed: every reader's function with any bytes, and the recognition of formats.

A target may raise :class:`presscli.errors.PresscliError`, and nothing else. It calls the
reader in this process, without the guard, which would turn faults into messages.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from presscli.errors import PresscliError
from presscli.readers import recognize
from presscli.readers.members import is_release, safe_path
from tests.fuzz.mutate import Mutate, mutate, mutate_zip

SEEDS = Path(__file__).parent / "seeds"
"""A folder for each target: its findings, so that they are tried again, and small files."""
DOCUMENTS = Path(__file__).parents[1] / "documents"


@dataclass(frozen=True)
class Target:
    """A reader as ``module:function``, the suffixes of its files, and how they are changed."""

    reader: str
    suffixes: tuple[str, ...]
    mutate: Mutate = mutate
    library: str = ""
    """What it needs beside presscli, where that is an extra."""

    @property
    def is_there(self) -> bool:
        """Whether the reader and its library are."""
        modules = [self.reader.partition(":")[0], self.library]
        return all(importlib.util.find_spec(module) for module in filter(None, modules))

    def function(self) -> Callable[[bytes], None]:
        """What is called with bytes; everything it imports is imported first."""
        module, name = self.reader.split(":")
        read = getattr(importlib.import_module(module), name)
        file = f"fuzz{self.suffixes[0]}"

        def call(data: bytes) -> None:
            with contextlib.suppress(PresscliError):
                read(data, name=file, encoding="")

        return call


TARGETS: Mapping[str, Target] = {
    "text": Target("presscli.readers.text:read_text", (".txt", ".md")),
    "sniff": Target("tests.fuzz.targets:sniff", (".eml", ".zip", ".mbox", ".msg", ".html")),
    "html": Target("presscli.readers.html:read_html", (".html",), library="trafilatura"),
    "feed": Target(
        "presscli.readers.feed:read_feed", (".rss", ".atom", ".xml"), library="feedparser"
    ),
    "docx": Target("presscli.readers.docx:read_docx", (".docx",), mutate_zip),
    "odt": Target("presscli.readers.odt:read_odt", (".odt",), mutate_zip),
    "rtf": Target("presscli.readers.rtf:read_rtf", (".rtf",)),
    "pdf": Target("presscli.readers.pdf:read_pdf", (".pdf",), library="pypdfium2"),
    "eml": Target("presscli.readers.mail:read_mail", (".eml",)),
    "mbox": Target("presscli.readers.mbox:read_mbox", (".mbox",)),
    "msg": Target("presscli.readers.outlook:read_outlook", (".msg",), library="extract_msg"),
    "zip": Target("presscli.readers.archive:read_archive", (".zip",), mutate_zip),
    "answers": Target("tests.fuzz.targets:unpack", (".answer",)),
}


def sniff(data: bytes, *, name: str, encoding: str) -> None:
    """Every way a format is told, and what a file within a file is called."""
    recognize(data, name)
    recognize(data, "<stdin>")
    path = safe_path(data[:300].decode("utf-8", "surrogateescape"))
    assert path == safe_path(path), path
    assert not path.startswith("/"), path
    assert ".." not in path.split("/"), path
    is_release(data, path)


def unpack(data: bytes, *, name: str, encoding: str) -> None:
    """What the process that reads could answer, if a file took it over."""
    from presscli.readers.answers import unpack_answer

    # The guard takes any exception for an answer that cannot be used; not a lack of memory.
    refused = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)
    with contextlib.suppress(*refused):
        unpack_answer(data)


def seeds(name: str) -> list[bytes]:
    """The files that a target begins with, in the order of their names."""
    target = TARGETS[name]
    made = [file for file in DOCUMENTS.rglob("*") if file.suffix in target.suffixes]
    kept = (SEEDS / name).glob("*") if (SEEDS / name).is_dir() else ()
    files = sorted([*made, *kept])
    return [data for file in files if len(data := file.read_bytes()) <= 100_000]
