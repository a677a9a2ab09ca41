"""The documents of ``tests/documents``: how many of their words come out, in their order."""

from __future__ import annotations

from functools import reduce
from operator import add
from pathlib import Path

import pytest

from benchmarks.documents import Document, find_documents, read_ours
from benchmarks.recall import Score, common_length, paragraphs_of, score, words_of

DOCUMENTS = Path(__file__).parent / "documents"
FORMATS = ("docx", "odt", "rtf", "pdf")


def scores(kind: str) -> dict[str, Score]:
    """Of each document of a format, by its name."""
    return {d.path.name: score(d.expected, read_ours(d)) for d in documents(kind)}


def documents(kind: str) -> list[Document]:
    return [d for d in find_documents(DOCUMENTS) if d.kind == kind]


def test_there_are_as_many_as_were_made() -> None:
    counts = {kind: len(documents(kind)) for kind in FORMATS}
    assert counts == {"docx": 7, "odt": 5, "rtf": 4, "pdf": 10}


@pytest.mark.parametrize(
    ("kind", "recall", "precision", "whole"),
    [
        ("docx", 1.0, 1.0, 1.0),
        ("odt", 1.0, 1.0, 1.0),
        ("rtf", 1.0, 1.0, 1.0),
        ("pdf", 0.999, 0.999, 0.99),
    ],
)
def test_words_come_out_whole_and_in_order(
    kind: str, recall: float, precision: float, whole: float
) -> None:
    each = scores(kind)
    total = reduce(add, each.values())
    assert total.recall >= recall, each
    assert total.precision >= precision, each
    assert total.whole >= whole, each


def test_the_score_counts_order() -> None:
    assert common_length("abcbdab", "bdcaba") == 4
    right, swapped = "Uno due tre.\n\nQuattro cinque sei.", "Quattro cinque sei.\n\nUno due tre."
    assert score(right, right).recall == score(right, right).precision == 1.0
    assert score(right, swapped) == Score(8, 8, 4, 2, 2)
    assert score(right, right.replace("\n\n", " ")).whole == 0.0
    assert words_of("L'1,2 % (IVA) – a@b.it") == ["L'1,2", "%", "(", "IVA", ")", "–", "a@b.it"]
    assert paragraphs_of("a\n\n\nb c\n") == [("a",), ("b", "c")]
