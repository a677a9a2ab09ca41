"""How much of a release comes out of the documents it arrives in, and what other tools give.

    python -m benchmarks.documents          writes its table into docs/quality.md

Every document of tests/documents has the text expected of it beside it. Words are scored in
their order (benchmarks/recall.py). Tools that are not installed are left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial, reduce
from operator import add
from pathlib import Path

from benchmarks.recall import Score, score
from benchmarks.sections import put_section
from presscli.document import SourceText
from presscli.errors import InputError
from presscli.read import read_all

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "tests" / "documents"
SECTION = "documents"
TOOL_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Document:
    """A document and the text expected of it: its releases, an empty line between."""

    path: Path
    expected: str

    @property
    def kind(self) -> str:
        """The format: the name of its folder."""
        return self.path.parent.name


def find_documents(folder: Path = DOCUMENTS) -> Iterator[Document]:
    """All documents with a text beside them: NAME.txt, or NAME.1.txt, NAME.2.txt and so on."""
    for path in sorted(folder.glob("*/*")):
        whole = path.with_suffix(".txt")
        parts = sorted(path.parent.glob(f"{path.stem}.[0-9]*.txt"), key=_number)
        texts = [p for p in ([whole] if whole.exists() else parts) if p != path]
        if path.is_file() and texts and not re.search(r"(\.\d+)?\.txt$", path.name):
            yield Document(path, "\n\n".join(p.read_text(encoding="utf-8") for p in texts))


def _number(path: Path) -> int:
    found = re.search(r"\.(\d+)\.txt$", path.name)
    return int(found[1]) if found else 0


def read_ours(document: Document) -> str:
    """What presscli gets out of it; nothing of a release that it refuses."""
    try:
        found = read_all(str(document.path))
    except InputError:
        return ""
    return "\n\n".join(part.text for part in found if isinstance(part, SourceText))


def _command(*words: str) -> Callable[[Path], str]:
    def run(path: Path) -> str:
        command = [str(path) if word == "{}" else word for word in words]
        done = subprocess.run(
            command, capture_output=True, timeout=TOOL_SECONDS, check=False, cwd=path.parent
        )
        return done.stdout.decode("utf-8", "replace")

    return run


def _lines(run: Callable[[Path], str]) -> Callable[[Path], str]:
    """A tool that gives a paragraph a line."""
    return lambda path: run(path).replace("\n", "\n\n")


def _without_rules(run: Callable[[Path], str]) -> Callable[[Path], str]:
    """A tool that draws its tables and lists with signs."""
    drawn = re.compile(r"-{3,}|={3,}|[|+]|^ *(?:[-•]|\d+\.) |\s{3,}(?=\S)|\[\d+\]", re.MULTILINE)
    return lambda path: drawn.sub("\n\n", run(path))


def _pypdf(path: Path) -> str:
    import pypdf

    return "\n\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def _pypdfium2(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return "\n\n".join(page.get_textpage().get_text_range() for page in pdf)


def _pdfminer(path: Path) -> str:
    from pdfminer.high_level import extract_text

    return str(extract_text(path))


def _python_docx(path: Path) -> str:
    import docx
    from docx.table import Table

    lines = []
    for item in docx.Document(str(path)).iter_inner_content():
        if isinstance(item, Table):
            lines += [cell.text for row in item.rows for cell in row.cells]
        else:
            lines.append(item.text)
    return "\n\n".join(lines)


def _odfpy(path: Path) -> str:
    from odf import teletype
    from odf.opendocument import load
    from odf.text import H, P

    body = load(str(path)).text
    return "\n\n".join(
        teletype.extractText(e) for kind in (H, P) for e in body.getElementsByType(kind)
    )


def _striprtf(path: Path) -> str:
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(path.read_bytes().decode("latin-1"), errors="replace")
    return re.sub(r"\n", "\n\n", text.replace("|", "\n\n"))


def _trafilatura(path: Path) -> str:
    import trafilatura

    return re.sub(r"\n", "\n\n", trafilatura.extract(path.read_bytes()) or "")


def _markitdown(path: Path) -> str:
    from markitdown import MarkItDown

    text = str(MarkItDown().convert(str(path)).text_content)
    return re.sub(r"[*#|]+|\]\([^)]*\)|\[|^ *[-\d.]+ ", " ", text, flags=re.MULTILINE)


PANDOC = ("pandoc", "-t", "plain", "--wrap=none", "{}")
TOOLS: dict[str, tuple[tuple[str, ...], str, Callable[[Path], str]]] = {
    # Name: formats, the module or the command that it needs, and how it is run.
    "pypdf": (("pdf",), "pypdf", _pypdf),
    "pypdfium2, plain": (("pdf",), "pypdfium2", _pypdfium2),
    "pdfminer.six": (("pdf",), "pdfminer", _pdfminer),
    "pdftotext": (("pdf",), "pdftotext", _command("pdftotext", "{}", "-")),
    "pdftotext -layout": (("pdf",), "pdftotext", _command("pdftotext", "-layout", "{}", "-")),
    "python-docx": (("docx",), "docx", _python_docx),
    "docx2txt": (("docx",), "docx2txt", _lines(_command("docx2txt", "{}", "-"))),
    "odfpy": (("odt",), "odf", _odfpy),
    "odt2txt": (("odt",), "odt2txt", _command("odt2txt", "--width=-1", "{}")),
    "striprtf": (("rtf",), "striprtf", _striprtf),
    "unrtf": (("rtf",), "unrtf", _without_rules(_command("unrtf", "--text", "{}"))),
    "pandoc": (("docx", "odt", "rtf", "html"), "pandoc", _without_rules(_command(*PANDOC))),
    "trafilatura": (("html",), "trafilatura", _trafilatura),
    "markitdown": (("docx", "pdf", "html"), "markitdown", _markitdown),
}


def find_tools(kind: str) -> dict[str, Callable[[Path], str]]:
    """The tools for a format that are on this machine."""
    return {
        name: run
        for name, (kinds, needs, run) in TOOLS.items()
        if kind in kinds and (shutil.which(needs) or importlib.util.find_spec(needs))
    }


def measure(kind: str, documents: list[Document]) -> dict[str, Score]:
    """The score of presscli and of each tool over the documents of a format."""
    scores = {"presscli": _total(documents, read_ours)}
    for name, run in find_tools(kind).items():
        scores[name] = _total(documents, partial(_attempt, run))
    return scores


def _attempt(run: Callable[[Path], str], document: Document) -> str:
    """What a tool gives; nothing where it fails."""
    try:
        return run(document.path)
    except Exception as error:  # noqa: BLE001 - other people's programs, on purpose
        print(f"  {document.path.name}: {type(error).__name__}: {error}")
        return ""


def _total(documents: list[Document], run: Callable[[Document], str]) -> Score:
    return reduce(add, (score(d.expected, run(d)) for d in documents), Score())


def make_table(found: dict[str, tuple[int, dict[str, Score]]]) -> str:
    """The section of docs/quality.md."""
    lines = [
        "## What comes out of documents",
        "",
        "Written by `python -m benchmarks.documents`; do not edit. The documents of",
        "tests/documents, each with the text expected of it: pages, feeds and mails written for",
        "this project, the others made by `scripts/documents` with LibreOffice, python-docx and",
        "ReportLab. *Recall* and *precision* are of words in their order (longest common",
        "subsequence); *whole* is the share of the paragraphs and cells that are neither joined",
        "nor divided. **The readers were developed on these documents**, and on nine pages that",
        "they had not seen before they had recalls of 95 to 100 % and precisions of 88 to 95 %.",
        "The other tools are asked for plain text; menus, heads and feet of pages, which presscli",
        "puts aside, count against those that keep them.",
        "",
        "| format | documents | tool | recall | precision | whole |",
        "|---|---|---|---|---|---|",
    ]
    for kind, (count, scores) in found.items():
        for name, value in scores.items():
            shown = f"{value.recall:.1%} | {value.precision:.1%} | {value.whole:.1%}"
            lines.append(f"| {kind} | {count} | {name} | {shown} |".replace("%", " %"))
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=DOCUMENTS, help="other documents to read")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "quality.md")
    parser.add_argument("--dry-run", action="store_true", help="print, and write nothing")
    options = parser.parse_args()
    by_kind: dict[str, list[Document]] = {}
    for document in find_documents(options.folder):
        by_kind.setdefault(document.kind, []).append(document)
    table = make_table({k: (len(ds), measure(k, ds)) for k, ds in by_kind.items()})
    print(table)
    if not options.dry_run:
        page = options.page.read_text(encoding="utf-8")
        options.page.write_text(put_section(page, SECTION, table), encoding="utf-8")


if __name__ == "__main__":
    main()
