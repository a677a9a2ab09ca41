"""Every mail, mailbox and archive of tests/documents/mail: the expected text, all of it, in order."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from presscli.document import SourceText
from presscli.errors import InputError
from presscli.markup import BlockKind, Metadata
from presscli.read import read_all
from presscli.readers.releases import Reading, read_releases
from tests.documents import make_mail

FOLDER = Path(__file__).parent / "documents" / "mail"
NAMES = sorted(make_mail.FILES)


def expected_texts(name: str) -> list[str]:
    stem = name.rpartition(".")[0]
    one = FOLDER / f"{stem}.txt"
    numbered = [FOLDER / f"{stem}.{number}.txt" for number in range(1, 10)]
    files = [one] if one.exists() else [file for file in numbered if file.exists()]
    return [file.read_text(encoding="utf-8").removesuffix("\n") for file in files]


def text_of(reading: Reading) -> str:
    assert isinstance(reading, SourceText), str(reading)
    return reading.text


@pytest.mark.parametrize("name", NAMES)
def test_documents_are_read_word_by_word(name: str) -> None:
    assert [text_of(found) for found in read_all(str(FOLDER / name))] == expected_texts(name)


@pytest.mark.parametrize("name", NAMES)
def test_standard_input_is_told_by_its_content(name: str) -> None:
    found = read_releases((FOLDER / name).read_bytes(), name="<stdin>")
    assert [text_of(reading) for reading in found] == expected_texts(name)


@pytest.mark.parametrize("name", NAMES)
def test_documents_are_what_the_script_writes(name: str) -> None:
    data, texts = make_mail.FILES[name]()
    assert expected_texts(name) == list(texts)
    if name != "outlook.msg":  # extract-msg writes the time into it
        assert (FOLDER / name).read_bytes() == data
