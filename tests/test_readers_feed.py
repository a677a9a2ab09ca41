"""Feeds: one release an entry, nothing fetched, nothing that can go off."""

from __future__ import annotations

import datetime
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.document import SourceText
from presscli.errors import InputError
from presscli.markup import BlockKind, SpanKind
from presscli.readers import recognize
from presscli.readers.extracted import Bundle, Extracted
from presscli.readers.feed import read_feed
from presscli.readers.releases import read_releases
from tests.pages import FOLDER, one_line, paragraphs

FEEDS = sorted(p for p in (FOLDER / "feed").iterdir() if p.suffix != ".txt")


def entries(data: bytes | str, name: str = "f.rss", encoding: str = "") -> list[Extracted]:
    data = data.encode() if isinstance(data, str) else data
    found = read_feed(data, name=name, encoding=encoding).parts
    return [part for part in found if isinstance(part, Extracted)]


def rss(items: str, head: str = "<title>Comune di Valdoria</title>") -> str:
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{items}</channel></rss>"


def texts(found: Extracted) -> list[str]:
    return [one_line(block.text) for block in found.blocks]


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_every_kind_of_feed_is_read_in_its_order(path: Path) -> None:
    assert recognize(path.read_bytes(), "-").label == "feed"
    found = entries(path.read_bytes(), path.name)
    assert [text for one in found for text in texts(one)] == paragraphs(path.with_suffix(".txt"))
    assert all(one.blocks[0].kind is BlockKind.TITLE for one in found)


def test_there_are_feeds_to_read() -> None:
    assert {path.name for path in FEEDS} >= {"rss2.xml", "atom.xml", "rdf.xml", "rss091.xml"}


def test_an_entry_says_who_and_when() -> None:
    first, *_ = entries((FOLDER / "feed/rss2.xml").read_bytes())
    assert first.name == "2026-03-12-riapre-la-biblioteca-di-via-garibaldi"
    assert first.metadata.publisher == "Comune di Valdoria - Comunicati"
    assert first.metadata.author == "Anna Neri"
    assert first.metadata.url == "https://www.comune.valdoria.example/novita/riapre-biblioteca"
    assert (first.metadata.domain, first.metadata.language) == ("comune.valdoria.example", "it")
    assert str(first.metadata.published) == "2026-03-12 10:00:00+01:00"
    spans = [(s.kind, s.href) for block in first.blocks for s in block.spans]
    assert spans == [
        (SpanKind.STRONG, ""),
        (SpanKind.LINK, "https://www.comune.valdoria.example/catalogo"),
    ]


def test_a_headline_alone_is_a_release() -> None:
    [found] = entries(
        rss("<item><title>Chiuso il ponte &amp;laquo;Nuovo&amp;raquo;</title></item>")
    )
    assert texts(found) == ["Chiuso il ponte «Nuovo»"]
    assert found.name == "chiuso-il-ponte-nuovo"


def test_names_stay_when_another_entry_comes_first() -> None:
    old = "<item><title>Agenda</title><guid>1</guid></item>"
    other = "<item><title>Agenda</title><guid>2</guid></item>"
    dated = "<item><title>Agenda</title><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate></item>"
    assert [e.name for e in entries(rss(old))] == ["agenda"]
    names = [e.name for e in entries(rss(dated + old + other))]
    assert names[:2] == ["2026-03-02-agenda", "agenda"]
    assert len(set(names)) == 3
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for name in names)


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("<pubDate>Thu, 12 Mar 2026 10:00:00 +0100</pubDate>", "2026-03-12 10:00:00+01:00"),
        ("<pubDate>Thu, 12 Mar 2026 10:00:00 -0000</pubDate>", "2026-03-12"),
        ("<pubDate>2026-03-12T10:00:00+01:00</pubDate>", "2026-03-12 10:00:00+01:00"),
        ("<pubDate>12/03/2026</pubDate>", "2026-03-12"),
        ("<pubDate>un giovedì</pubDate>", "None"),
        ("", "None"),
    ],
)
def test_days_of_entries(stated: str, published: str) -> None:
    [found] = entries(rss(f"<item><title>A</title>{stated}</item>"))
    assert str(found.metadata.published) == published


def test_the_content_goes_before_the_summary_and_the_headline_is_not_doubled() -> None:
    item = (
        "<item xmlns:content='http://purl.org/rss/1.0/modules/content/'><title>Titolo</title>"
        "<description>Breve</description><content:encoded>&lt;h1&gt;Titolo&lt;/h1&gt;&lt;p&gt;Il "
        "testo intero.&lt;/p&gt;</content:encoded></item>"
    )
    assert [texts(e) for e in entries(rss(item))] == [["Titolo", "Il testo intero."]]


def test_text_without_markup_keeps_its_paragraphs() -> None:
    item = "<item><title>T</title><description>Uno, 3 &lt; 4\ndue\n\ntre</description></item>"
    [found] = entries(rss(item))
    assert [block.text for block in found.blocks[1:]] == ["Uno, 3 < 4\ndue", "tre"]


def test_the_charset_is_the_true_one() -> None:
    feed = rss("<item><title>Città più verde</title></item>")
    for stated, codec in (("ISO-8859-1", "cp1252"), ("utf-8", "utf-8"), ("utf-8", "cp1252")):
        data = feed.replace("'1.0'", f"'1.0' encoding='{stated}'").encode(codec)
        assert texts(entries(data)[0]) == ["Città più verde"]
    assert texts(entries(feed.encode("mac-roman"), encoding="mac-roman")[0]) == ["Città più verde"]


def test_damaged_feeds_give_what_can_be_read_or_say_why() -> None:
    cut = rss("<item><title>Uno</title></item><item><title>Due</title>")[:-16]
    assert [texts(e) for e in entries(cut)] == [["Uno"], ["Due"]]
    with pytest.raises(InputError, match=r"f\.rss: not a feed that can be read \("):
        entries("<rss <<<")
    with pytest.raises(InputError, match="no release in it"):
        read_releases(rss("").encode(), name="f.rss")


# --- hostile -----------------------------------------------------------------------------


def bomb(entities: str, used: str) -> str:
    head = f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]>"
    return f"{head}<rss version='2.0'><channel><item><title>{used}</title></item></channel></rss>"


LAUGHS = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10 if n else 'a' * 10}'>" for n in range(12))


@pytest.mark.parametrize(
    ("entities", "used"),
    [
        (LAUGHS, "&a11;"),
        (f"<!ENTITY a '{'a' * 10_000}'>", "&a;" * 5_000),
        ("<!ENTITY a SYSTEM 'file:///etc/hostname'>", "&a;"),
        ("<!ENTITY % a SYSTEM 'http://127.0.0.1:1/a.dtd'> %a;", "Titolo"),
    ],
    ids=["laughs", "quadratic", "file", "parameter"],
)
def test_entities_of_its_own_are_not_expanded(
    entities: str, used: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("a feed went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    found = read_releases(bomb(entities, used).encode(), name="f.rss")
    assert all(len(f.text) < 20_000 for f in found if isinstance(f, SourceText))
    assert "root" not in str(found)


def test_a_feed_that_is_an_address_or_a_path_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "segreto.xml"
    secret.write_text(rss("<item><title>Segreto</title></item>"))
    for data in (str(secret), secret.as_uri(), "http://127.0.0.1:1/"):
        with pytest.raises(InputError):
            entries(data)


def test_scripts_and_hidden_text_are_not_text() -> None:
    item = "<item><title>T</title><description>&lt;p&gt;Sì&lt;script&gt;no&lt;/script&gt;&lt;/p&gt;"
    [found] = entries(rss(f"{item}</description></item>"))
    assert texts(found) == ["T", "Sì"]


def test_two_thousand_entries_are_all_read() -> None:
    feed = rss("".join(f"<item><title>Comunicato {n}</title></item>" for n in range(2_000)))
    assert len({entry.name for entry in entries(feed)}) == 2_000


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_read_or_refused(data: bytes) -> None:
    for start in (b"<rss><channel><item><title>", b"<feed><entry>", b"<rdf:RDF>"):
        try:
            found = read_feed(start + data, name="f", encoding="")
        except InputError:
            continue
        assert isinstance(found, Bundle)


def test_a_feed_is_a_folder_of_releases() -> None:
    data = (FOLDER / "feed/atom.xml").read_bytes()
    found = read_releases(data, name="in/atom.xml")
    assert [f.name for f in found if isinstance(f, SourceText)] == [
        "in/atom.xml/2026-02-17-trasporti-firmato-il-decreto-per-45-nuovi-treni",
        "in/atom.xml/2026-02-16-avviso",
    ]
    assert [f.metadata.published for f in found if isinstance(f, SourceText)] == [
        datetime.datetime(2026, 2, 17, 10, 45, tzinfo=datetime.UTC),
        datetime.datetime(2026, 2, 16, 8, 0, tzinfo=datetime.UTC),
    ]
