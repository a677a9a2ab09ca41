"""Every mail, mailbox and archive of tests/documents/mail: all the expected text, in order."""

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


def test_what_the_headers_state_is_kept() -> None:
    [bridge] = read_all(str(FOLDER / "plain.eml"))
    assert isinstance(bridge, SourceText)
    zone = datetime.timezone(datetime.timedelta(hours=1))
    assert bridge.metadata == Metadata(
        title=make_mail.BRIDGE[0],
        publisher="Provincia di Bergamo",
        domain="provincia.example",
        published=datetime.datetime(2026, 3, 12, 10, 15, tzinfo=zone),
    )
    assert [block.kind for block in bridge.blocks] == [
        BlockKind.TITLE,
        *[BlockKind.PARAGRAPH] * 3,
        *[BlockKind.ITEM] * 2,
        BlockKind.SIGNATURE,
    ]


@pytest.mark.parametrize(
    ("name", "publisher", "author", "domain"),
    [
        ("flowed.eml", "", "Carlo Bonelli", "consorzio.example"),
        ("html-only.eml", "Fondazione Sapere", "", "sapere.example"),
        ("base64.eml", "Tirrenia Verde", "", "tirreniaverde.example"),
        ("latin9.eml", "Università di Pavia", "", "unipv.example"),
        ("certified.eml", "Provincia di Bergamo", "", "provincia.example"),
        ("inline-forward.eml", "Tirrenia Verde", "", "tirreniaverde.example"),
        ("outlook.msg", "Tirrenia Verde", "", "tirreniaverde.example"),
    ],
)
def test_who_issued_it_is_who_sent_it_first(
    name: str, publisher: str, author: str, domain: str
) -> None:
    [found] = read_all(str(FOLDER / name))
    assert isinstance(found, SourceText)
    meta = found.metadata
    assert (meta.publisher, meta.author, meta.domain) == (publisher, author, domain)


def test_what_is_quoted_and_who_signed_are_told() -> None:
    [found] = read_all(str(FOLDER / "reply.eml"))
    assert isinstance(found, SourceText)
    kinds = [str(block.kind) for block in found.blocks]
    assert kinds == ["title", "paragraph", "signature", "quote", "quote"]


def test_names_of_releases_lead_nowhere() -> None:
    found = read_releases((FOLDER / "attachments.eml").read_bytes(), name="a.eml")
    names = [r.where if isinstance(r, InputError) else r.name for r in found]
    assert names == ["a.eml", "a.eml/traghettignp.txt", "a.eml/vendemmia.docx", "a.eml/borse.pdf"]
