"""The samples keep the form that the benchmarks and the other tests rely on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent.parent / "samples"
REFERENCES = SAMPLES / "references"
RELEASES = sorted(SAMPLES.glob("*.it.txt"))
CP1252 = "08-port-figures.it.txt"


def slug(path: Path) -> str:
    return path.name.removesuffix(".it.txt")


def text_of(path: Path) -> str:
    encoding = "cp1252" if path.name == CP1252 else "utf-8"
    return path.read_bytes().decode(encoding).replace("\r\n", "\n")


def paragraphs(text: str) -> list[str]:
    return [p for p in re.split(r"\n{2,}", text.strip()) if p]


each_release = pytest.mark.parametrize("path", RELEASES, ids=slug)


def test_there_are_at_least_eight() -> None:
    assert len(RELEASES) >= 8


@each_release
def test_length_is_that_of_a_release(path: Path) -> None:
    assert 120 <= len(text_of(path).split()) <= 500


@each_release
def test_reference_has_the_same_paragraphs(path: Path) -> None:
    reference = (REFERENCES / f"{slug(path)}.en.txt").read_text(encoding="utf-8")
    assert len(paragraphs(reference)) == len(paragraphs(text_of(path)))


@each_release
def test_reference_summary_is_two_to_four_sentences(path: Path) -> None:
    summary = (REFERENCES / f"{slug(path)}.summary.txt").read_text(encoding="utf-8").strip()
    assert "\n" not in summary
    assert 2 <= len(re.findall(r"[.!?](?=\s+[A-Z]|$)", summary)) <= 4


@each_release
def test_reference_summary_has_only_figures_of_the_reference(path: Path) -> None:
    summary = (REFERENCES / f"{slug(path)}.summary.txt").read_text(encoding="utf-8")
    reference = (REFERENCES / f"{slug(path)}.en.txt").read_text(encoding="utf-8")
    figures = r"\d+(?:[.,]\d+)*"
    assert set(re.findall(figures, summary)) <= set(re.findall(figures, reference))


@each_release
def test_readme_names_it(path: Path) -> None:
    assert f"`{path.name}`" in (SAMPLES / "README.md").read_text(encoding="utf-8")


def test_the_wrapped_one_is_cp1252_with_crlf() -> None:
    data = (SAMPLES / CP1252).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert "€ 347 milioni" in data.decode("cp1252")
    assert data.count(b"\r\n") == data.count(b"\n")
    assert max(len(line) for line in data.decode("cp1252").splitlines()) <= 72
