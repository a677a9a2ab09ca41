"""Documents of tests/documents with the text that a reader has to find in them."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "documents"


def paragraphs(expected: Path) -> list[str]:
    """The paragraphs of an expected text: one a line, an empty line between two."""
    return [line for line in expected.read_text(encoding="utf-8").split("\n") if line]


def one_line(text: str) -> str:
    """A block as expected texts have it: its line breaks are spaces."""
    return " ".join(text.split())
