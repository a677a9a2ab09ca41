"""Pages of press offices: the whole article, nothing else, and what the head states."""

from __future__ import annotations

import datetime
import html as escapes
import logging
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.errors import InputError
from presscli.markup import Block, BlockKind, SpanKind
from presscli.readers import load_reader, recognize
from presscli.readers.extracted import Extracted
from presscli.readers.html import blocks_of_html, read_html
from presscli.readers.html_meta import to_moment
from presscli.readers.releases import read_releases
from tests.pages import FOLDER, one_line, paragraphs

PAGES = sorted((FOLDER / "html").glob("*.html"))
BODY = "<p>Lo sciopero di venerdì 4 dicembre è stato revocato, i treni circoleranno tutti.</p>"


def page(body: str = BODY, head: str = "", attributes: str = "") -> bytes:
    return f"<html {attributes}><head>{head}</head><body>{body}</body></html>".encode()


def read_page(data: bytes, name: str = "a.html", encoding: str = "") -> Extracted:
    return read_html(data, name=name, encoding=encoding)


def blocks(html: str, url: str = "https://a.it/b/") -> list[Block]:
    return list(blocks_of_html(html, url=url).blocks)


def texts(html: str) -> list[str]:
    return [block.text for block in blocks(html)]


def marked(block: Block) -> list[tuple[str, SpanKind, str]]:
    return [(block.text[s.start : s.end], s.kind, s.href) for s in block.spans]


# --- the article -------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_whole_article_and_nothing_else(path: Path) -> None:
    found = read_page(path.read_bytes())
    assert [one_line(b.text) for b in found.blocks if b.text] == paragraphs(
        path.with_suffix(".txt")
    )


def test_there_are_pages_to_read() -> None:
    assert len(PAGES) >= 24


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_title_is_the_first_block_and_the_only_one(path: Path) -> None:
    found = read_page(path.read_bytes())
    titles = [at for at, block in enumerate(found.blocks) if block.kind is BlockKind.TITLE]
    assert titles in ([0], [])
    assert bool(titles) == (path.stem not in {"accapo", "frammento", "tabelle"})


def test_kinds_of_a_page_with_results() -> None:
    found = read_page((FOLDER / "html/risultati.html").read_bytes()).blocks
    cells = [b for b in found if b.kind is BlockKind.CELL]
    assert [(c.row, c.column, c.table) for c in cells] == [
        (row, column, 1) for row in range(4) for column in range(4)
    ]
    assert [c.text for c in cells if c.header] == [
        *("Voce", "2025", "2024", "Var. %", "Ricavi", "EBITDA", "Utile netto")
    ]
    assert [b.text for b in found if b.kind is BlockKind.CAPTION] == [
        "Principali dati consolidati (milioni di euro)"
    ]
    assert (
        found[-1].text == "Ufficio stampa\nGiulia Neri\nTel. +39 02 5550123\nstampa@orione.example"
    )


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<noscript>Per usare questa applicazione occorre JavaScript.</noscript><div id=root></div>",
        "<div class='cookie-banner'><p>Questo sito utilizza cookie tecnici e, con il tuo consenso,"
        " cookie di profilazione di terze parti.</p><button>Accetto</button></div>",
        "<nav><ul><li><a href='/a'>Home page del sito</a><li><a href='/b'>Contatti utili</a></nav>",
        "<script>document.write('Il comunicato stampa di oggi è qui')</script>",
    ],
    ids=["empty", "application", "cookies", "menu", "script"],
)
def test_a_page_without_text_says_so(body: str) -> None:
    with pytest.raises(InputError) as caught:
        read_page(page(body, "<title>Portale</title>"), name="a.html")
    assert str(caught.value) == (
        "a.html: no main text in it (only menus, forms or scripts). Open it in a browser; if a"
        " text is shown, save that as a text file and give it"
    )


def test_the_name_of_the_site_is_no_part_of_the_headline() -> None:
    head = "<meta property='og:title' content='Sciopero revocato | Ferrovie'>"
    found = read_page(page(f"<main><h1>Sciopero revocato</h1>{BODY}</main>", head))
    assert [b.text for b in found.blocks][:1] == ["Sciopero revocato"]
    assert len(found.blocks) == 2


def test_a_headline_that_only_the_head_has_comes_first() -> None:
    head = "<meta property='og:title' content='Sciopero revocato'><title>Ferrovie</title>"
    found = read_page(page(f"<main>{BODY}</main>", head)).blocks
    assert [(b.kind, b.text[:17]) for b in found] == [
        (BlockKind.TITLE, "Sciopero revocato"),
        (BlockKind.PARAGRAPH, "Lo sciopero di ve"),
    ]


def test_nothing_reaches_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).handlers.clear()
    read_page(page(head="<meta name=date content='99/99/9999'>"))
    with pytest.raises(InputError):
        read_page(page("<p>a"))
    assert capfd.readouterr() == ("", "")


def test_what_is_too_large_is_refused_at_once() -> None:
    with pytest.raises(InputError, match=r"a\.html: too large \(21\.0 MB\)\. At most 20 MB"):
        read_page(bytes(21_000_000))


def test_an_aside_that_speaks_is_of_the_article_and_other_reading_is_not() -> None:
    other = "<section><h3>Leggi anche</h3><p>Ricavi in crescita del 7% nei primi sei mesi, dice"
    body = (
        f"<main><h1>Avviso</h1>{BODY}<aside><p>«Non era mai successo che uno sciopero fosse"
        f" revocato il giorno prima», dice il ministro.</p></aside>{BODY.replace('4', '5')}"
        f"<footer><h2>Contatti</h2><p>stampa@a.example</p></footer>"
        f"{other} la nota.</section></main>"
    )
    found = [block.text[:12] for block in read_page(page(body)).blocks]
    assert found == [
        *("Avviso", "Lo sciopero ", "«Non era mai", "Lo sciopero ", "Contatti", "stampa@a.exa")
    ]


def test_what_is_nested_too_deep_is_refused_not_cut() -> None:
    deep = "<div>" * 10_000 + BODY + "</div>" * 10_000
    with pytest.raises(InputError, match="nested too deep to be read whole"):
        read_page(page(deep))
    nested = "<div>" * 1_500 + BODY + "</div>" * 1_500
    assert len(blocks(nested)) == 1


def test_without_trafilatura_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(InputError) as caught:
        read_page(page())
    assert str(caught.value) == "a.html: needs trafilatura. Run: pip install 'presscli[html]'"


# --- recognition and encoding ------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "label"),
    [
        (b"<!-- menu --><HTML><body>", "-", "HTML"),
        (b"\n<head><title>a</title>", "-", "HTML"),
        ("\ufeff<html><body>a".encode("utf-16-le"), "a", "HTML"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD'><html>", "a", "HTML"),
        (b"<div><p>Uno</p></div>\n\n<p>Due</p>\n", "-", "HTML"),
        (b"<p align=center>Logo</p>\n\n# Titolo\n\nTesto <b>forte</b>", "a", "text"),
        (b"<p>Uno</p>", "nota.txt", "text"),
        (b"<Milano> Il Comune", "-", "text"),
        (b"<?xml version='1.0'?><ordine>", "a.xml", "XML"),
    ],
)
def test_pages_are_told_by_their_content(data: bytes, name: str, label: str) -> None:
    assert recognize(data, name).label == label


@pytest.mark.parametrize(
    ("stated", "codec"),
    [("utf-8", "utf-8"), ("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("", "cp1252")],
)
def test_the_charset_is_the_stated_one(stated: str, codec: str) -> None:
    text = f"<html><head><meta charset='{stated}'></head><body>{BODY}<p>«Perché no?», 12 €</p>"
    found = read_page(text.encode(codec))
    assert found.encoding == codec
    assert found.blocks[-1].text == "«Perché no?», 12 €"


def test_a_false_charset_is_not_believed() -> None:
    text = f"<html><head><meta charset='iso-8859-1'></head><body>{BODY}"
    assert read_page(text.encode("utf-8")).encoding == "utf-8"
    other = text.replace("iso-8859-1", "utf-8")
    assert read_page(other.encode("cp1252")).encoding == "cp1252"
    assert "è stato" in read_page(other.encode("utf-8-sig")).blocks[0].text


def test_the_users_word_on_the_charset_wins() -> None:
    data = f"<html><head><meta charset='cp1252'></head><body>{BODY}".encode("mac-roman")
    assert "venerdì" in read_page(data, encoding="mac-roman").blocks[0].text


# --- what the head states ----------------------------------------------------------------


def test_json_ld_goes_first() -> None:
    found = read_page((FOLDER / "html/ministero.html").read_bytes()).metadata
    assert found.title == "Trasporti, firmato il decreto per 45 nuovi treni regionali"
    assert (found.publisher, found.author) == ("Ministero della Mobilità", "Ufficio stampa")
    assert found.url == "https://www.mobilita.example/comunicazione/2026/treni-regionali"
    assert (found.domain, found.language) == ("mobilita.example", "it")
    assert str(found.published) == "2026-02-17 11:45:00+01:00"


def test_a_date_is_stated_or_there_is_none() -> None:
    def published(name: str) -> object:
        return read_page((FOLDER / f"html/{name}.html").read_bytes()).metadata.published

    assert published("comune") == datetime.date(2026, 3, 12)  # shown below the headline
    assert published("modulo") == datetime.date(2026, 9, 23)
    assert published("palazzo") == datetime.date(2026, 5, 19)  # in a ``time`` element
    assert str(published("wordpress")) == "2026-01-22 08:00:12+00:00"
    # A day named in the text, and a year in the small print, are not when it was published.
    assert published("questura") is None
    assert published("zuppa") is None


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-03-05T07:30:00+01:00", "2026-03-05 07:30:00+01:00"),
        ("2026-03-05T07:30:00Z", "2026-03-05 07:30:00+00:00"),
        ("2026-03-05T07:30:00", "2026-03-05"),
        ("2026-03-05", "2026-03-05"),
        ("5 marzo 2026", "2026-03-05"),
        ("05/03/2026", "2026-03-05"),
        ("ieri", "None"),
        ("0001-01-01T00:00:00Z", "None"),
        (None, "None"),
        (20260305, "None"),
    ],
)
def test_moments(value: object, moment: str) -> None:
    assert str(to_moment(value)) == moment


def test_a_canonical_address_of_another_host_is_not_believed() -> None:
    head = "<link rel=canonical href='https://www.governo.example/nota'>"
    there = "https://governo.example/nota?utm=1"
    assert read_page(page(head=head), name=there).metadata.url == "https://www.governo.example/nota"
    copy = "https://copia.example/nota"
    found = read_page(page(head=head), name=copy).metadata
    assert (found.url, found.domain) == (copy, "copia.example")
    assert read_page(page(head=head)).metadata.domain == "governo.example"


@pytest.mark.parametrize(
    "script", ["{", "[" * 5_000, '{"@type": 7, "author": {"name": [1]}}', '{"@type": "Article"}']
)
def test_damaged_json_ld_states_nothing(script: str) -> None:
    head = (
        f"<script type='application/ld+json'>{script}</script><meta name=author content='A. Neri'>"
    )
    assert read_page(page(head=head)).metadata.author == "A. Neri"


# --- blocks ------------------------------------------------------------------------------


def test_breaks_are_lines_and_two_of_them_end_a_paragraph() -> None:
    assert texts("<p>Uno<br>due<br/> \n<br>tre<br><br><br>quattro</p>") == [
        "Uno\ndue",
        "tre",
        "quattro",
    ]
    assert texts("<pre>uno\n  due\n\ntre</pre>") == ["uno\ndue", "tre"]
    assert texts("<h1>Grande<br>evento</h1>") == ["Grande evento"]


def test_lists_keep_their_depth_and_order() -> None:
    found = blocks("<ul><li>a<p>b</p><ol><li>c</li></ol>d</li><li>e</li></ul>")
    assert [(b.text, b.kind, b.level, b.ordered) for b in found] == [
        ("a\nb", BlockKind.ITEM, 1, False),
        ("c", BlockKind.ITEM, 2, True),
        ("d", BlockKind.ITEM, 1, False),
        ("e", BlockKind.ITEM, 1, False),
    ]


def test_cells_know_their_places() -> None:
    found = blocks(
        "<table><tr><th>A<th colspan=2>B<tr><td rowspan=2>1<td><p>2</p><p>3</p><td>"
        "<tr><td>4<td>5</table><p>x</p><table><tr><td>6<td>7<tr><td>8<td>9</table>"
    )
    cells = [(b.text, b.table, b.row, b.column) for b in found if b.kind is BlockKind.CELL]
    assert cells == [
        ("A", 1, 0, 0),
        ("B", 1, 0, 1),
        ("1", 1, 1, 0),
        ("2\n3", 1, 1, 1),
        ("", 1, 1, 2),
        ("4", 1, 2, 1),
        ("5", 1, 2, 2),
        *(("6", 2, 0, 0), ("7", 2, 0, 1), ("8", 2, 1, 0), ("9", 2, 1, 1)),
    ]


def test_a_table_that_lays_out_a_page_is_none() -> None:
    inner = "<table><tr><td>Uno</td><td>Due</td></tr></table>"
    found = blocks(f"<table><tr><td>Menu</td><td><p>Testo</p>{inner}</td></tr></table>")
    assert [(b.text, b.kind) for b in found] == [
        (text, BlockKind.PARAGRAPH) for text in ("Menu", "Testo", "Uno", "Due")
    ]


def test_marks_become_spans() -> None:
    [block] = blocks(
        "<p><b>Roma</b>, <em>oggi</em> <a href='../c?d=e f#g'>qui <strong>e</strong> là</a>,"
        " <a href='javascript:x()'>no</a>, <a href='#nota'>1</a>,"
        " <span style='font-weight: 700'>forte</span></p>"
    )
    link = "https://a.it/c?d=e%20f#g"
    assert marked(block) == [
        ("Roma", SpanKind.STRONG, ""),
        ("oggi", SpanKind.EMPHASIS, ""),
        ("qui e là", SpanKind.LINK, link),
        ("e", SpanKind.STRONG, ""),
        ("forte", SpanKind.STRONG, ""),
    ]


def test_the_base_element_says_what_links_are_relative_to() -> None:
    [block] = blocks("<base href='/media/'><p><a href='faq'>qui</a></p>")
    assert marked(block) == [("qui", SpanKind.LINK, "https://a.it/media/faq")]


def test_raised_figures_are_not_lost_among_the_others() -> None:
    assert texts("<p>1.500 km<sup>2</sup>, la 1<sup>a</sup> nota<sup>12</sup></p>") == [
        "1.500 km², la 1ª nota¹²"
    ]


def test_what_is_not_shown_or_struck_out_is_left_out() -> None:
    unseen = "<p hidden>no</p><p style='DISPLAY:none'>no</p><script>no</script><style>no</style>"
    assert texts(f"{unseen}<p>Prezzo: <del>12</del> <s>13</s> 15 euro<!-- no --></p>") == [
        "Prezzo: 15 euro"
    ]


def test_quotation_marks_that_a_browser_adds() -> None:
    assert texts("<p>Ha detto: <q>non pago</q>.</p>") == ["Ha detto: “non pago”."]


def test_mail_and_feeds_get_all_of_it() -> None:
    body = "<nav>Menu</nav><p>Gentili colleghi,</p><footer>Ufficio stampa</footer>"
    assert texts(f"<html><body>{body}</body></html>") == [
        "Menu",
        "Gentili colleghi,",
        "Ufficio stampa",
    ]
    assert texts("") == texts("<!-- -->") == texts("<p> </p>") == []


# --- no word is lost ---------------------------------------------------------------------

WORDS = st.text("abcdefgàèìòù0123456789", min_size=1, max_size=6)
CONTAINERS = ["p", "div", "b", "a", "span", "li", "ul", "ol", "td", "tr", "table", "blockquote"]
TAGS = [*CONTAINERS, "h2", "section", "em", "article", "main", "figcaption", "th", "pre", "dd"]


@dataclass(frozen=True)
class Node:
    tag: str
    parts: tuple[object, ...]

    def html(self) -> str:
        inner = "".join(p.html() if isinstance(p, Node) else f" {p} " for p in self.parts)
        return f"<{self.tag}>{inner}</{self.tag}><br>"


TREES = st.recursive(
    WORDS,
    lambda inner: st.builds(Node, st.sampled_from(TAGS), st.lists(inner, max_size=5).map(tuple)),
    max_leaves=30,
)


@given(st.lists(TREES, max_size=6))
def test_every_word_comes_out_in_order(trees: list[object]) -> None:
    """In the order of the document that the parser makes: text in a table moves before it."""
    from lxml import html as lxml

    source = "".join(t.html() if isinstance(t, Node) else f" {t} " for t in trees)
    found = blocks_of_html(f"<div>{source}</div>").blocks
    parsed = lxml.document_fromstring(f"<div>{source}</div>")
    assert " ".join(b.text for b in found).split() == " ".join(parsed.itertext()).split()


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    blocks_of_html(text)
    blocks_of_html(f"<p>{escapes.escape(text)}</p>")
    with suppress(InputError):
        read_html(f"<html>{text}".encode("utf-8", "replace"), name="a", encoding="")


def test_a_page_goes_through_the_door_that_all_files_take() -> None:
    data = (FOLDER / "html/breve.html").read_bytes()
    [release] = read_releases(data, name="breve.html")
    assert not isinstance(release, InputError)
    assert release.text.startswith("Sciopero dei treni revocato\n\nLo sciopero")
    assert release.blocks[0].kind is BlockKind.TITLE
    assert load_reader(recognize(data, "x"), name="x", quoted_name="x") is read_html
