"""The model that ships, on every sample: what must hold for real output.

Exact text is not frozen here, since int8 kernels differ between processors;
``make quality`` measures how good it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import presscli
from presscli.check.numbers import find_numbers
from presscli.document import Result, Severity
from presscli.session import Session

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.it.txt"))


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESSCLI_HOME", str(tmp_path_factory.mktemp("embedded")))
        with presscli.open(profile="embedded", offline=True) as opened:
            yield opened


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.name.split(".")[0])
def result(request: pytest.FixtureRequest, session: Session) -> Result:
    return session.process(Path(request.param))


def test_every_paragraph_is_there_and_none_is_empty(result: Result) -> None:
    assert [p.source for p in result.paragraphs] == list(result.release.paragraphs)
    assert all(p.text.strip() for p in result.paragraphs)


def test_addresses_pass_exactly(result: Result) -> None:
    pattern = re.compile(r"[\w.+-]+@[\w.-]+\w|www\.[\w./-]+\w|https?://\S+\w|\+39[ \d]+\d")
    for paragraph in result.paragraphs:
        assert pattern.findall(paragraph.text) == pattern.findall(paragraph.source.text)


def test_a_figure_is_there_or_marked(result: Result) -> None:
    for paragraph in result.paragraphs:
        for segment in paragraph.segments:
            if not any(f.severity is Severity.ERROR for f in segment.findings):
                assert figures(segment.source) <= figures(segment.target), segment


def test_the_summary_names_no_figure_that_the_release_does_not(result: Result) -> None:
    assert result.summary is not None
    stated = numbers(" ".join(p.text for p in result.paragraphs))
    assert numbers(result.summary.text) <= stated
    assert 1 <= len(result.summary.sentences) <= 3


def test_the_source_is_the_one_stated(result: Result) -> None:
    stated = re.search(r"^\(?Fonte: (.+?)\)?$", result.source.text, re.MULTILINE)
    if stated:
        assert result.release.attribution is not None
        assert result.release.attribution.source == stated[1]


def numbers(text: str) -> set[Decimal]:
    found = find_numbers(text, language="en")
    return {n.value for n in found if n.value is not None}


def figures(text: str) -> set[str]:
    """Digits of all figures of three digits and more, separators apart; times change their form.

    Hundredths that are none (``486.300,00``) may be left out.
    """
    found = re.findall(r"\d(?:[\d.,:]*\d)?", re.sub(r"(?<=\d{3})[.,]00(?!\d)", "", text))
    return {digits for f in found if len(digits := re.sub(r"\D", "", f)) >= 3}
