"""Documents in every format: golden files, and nothing of a release that becomes markup."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from presscli.digest.choices import DigestFormat
from presscli.digest.formats import render_digest
from presscli.digest.model import Copy, Digest, Entry
from presscli.document import (
    Detection,
    Finding,
    Paragraph,
    PressRelease,
    Result,
    Severity,
    SourceText,
    TranslatedParagraph,
    TranslatedSegment,
)
from presscli.engines.base import DecodingOptions
from presscli.markup import Block, BlockKind, Metadata, Span, SpanKind, sound_spans
from presscli.parse import parse
from presscli.pipeline import process
from presscli.readers.blocks import Run
from presscli.render import Format, render
from presscli.render.inline import Marked, inline
from presscli.render.layout import DEEPEST, groups, rows, tree
from presscli.render.text import strip_credit
from presscli.tools import Options, SummarizerTool, Tools, TranslatorTool
from tests.digests import NOW
from tests.fakes import FakeEngine
from tests.laid_out import ANSWERS, BLOCKS, METADATA, block, cells, document, item, runs

GOLDEN = Path(__file__).parent / "golden" / "blocks"
COMMONMARK = MarkdownIt("commonmark").enable("table")
FORMATS = pytest.mark.parametrize("form", list(Format), ids=lambda form: form.value)


def made(source: SourceText | None = None, answers: dict[str, list[str]] | None = None) -> Result:
    """A document through all stages, a fake engine in place of a model."""
    engine = FakeEngine(ANSWERS if answers is None else answers, max_source_tokens=400)
    tool = TranslatorTool(engine, DecodingOptions(), "it", "translate|model:fake")
    tools = Tools(lambda: tool, SummarizerTool, frozenset({"it"}))
    return process(source or document(), tools, Options(source_lang="it"))


def digest_of(result: Result) -> Digest:
    copy = Copy(result.source.name, "ente.example", "", "00ff", "aa" * 32, NOW)
    return Digest("Digest", "urn:x", NOW, (Entry(result, (copy,), dated=True),))


def golden(text: str, name: str, request: pytest.FixtureRequest) -> None:
    file = GOLDEN / name
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@FORMATS
@pytest.mark.parametrize("style", ["plain", "bilingual"])
def test_a_release_with_all_kinds_of_blocks(
    form: Format, style: str, request: pytest.FixtureRequest
) -> None:
    text = render(made(), form, bilingual=style == "bilingual")
    golden(text, f"{style}.{form.value}", request)


@pytest.mark.parametrize("form", list(DigestFormat), ids=lambda form: form.value)
def test_a_digest_with_all_kinds_of_blocks(
    form: DigestFormat, request: pytest.FixtureRequest
) -> None:
    golden(render_digest(digest_of(made()), form), f"digest.{form.value}", request)


# Nothing is lost

UNUSUAL = st.text(
    alphabet=st.sampled_from("abcdè \n*_`[]()<>#|&~-+=.:!\\\"'1234567890{}$^"),
    min_size=1,
    max_size=40,
).map(lambda text: " ".join(text.split(" ")).strip())
KINDS = st.sampled_from(list(BlockKind))
MANY = st.lists(
    st.builds(
        Block,
        UNUSUAL.filter(bool),
        KINDS,
        level=st.integers(0, 9),
        ordered=st.booleans(),
        table=st.integers(1, 2),
        row=st.integers(0, 3),
        column=st.integers(0, 3),
        header=st.booleans(),
        spans=st.lists(
            st.builds(
                lambda start, length, kind: Span(
                    start, start + length, kind, "https://e.example/" * (kind is SpanKind.LINK)
                ),
                st.integers(0, 20),
                st.integers(1, 20),
                st.sampled_from(list(SpanKind)),
            ),
            max_size=4,
        ).map(tuple),
    ),
    min_size=1,
    max_size=8,
)


def kept(blocks: list[Block]) -> Result:
    """Blocks as they are, in English already: all of their markup has its place."""
    release = parse("", blocks=blocks)
    paragraphs = tuple(
        TranslatedParagraph(
            p,
            "en",
            (TranslatedSegment(i, p.text, p.text, "", 0.0),),
            spans=p.block.spans if p.block else (),
        )
        for i, p in enumerate(release.paragraphs)
    )
    source = SourceText("n", "n", blocks=tuple(blocks))
    return Result(source, release, Detection("it", 1, 1, certain=True), paragraphs, None, "m")


def words_of(text: str) -> str:
    return "".join(text.split())


@given(MANY)
def test_every_block_is_shown_in_html(blocks: list[Block]) -> None:
    page = lxml.html.fromstring(render(kept(blocks), Format.HTML))
    shown = words_of(" ".join(page.xpath("//main//text()")))
    assert all(words_of(b.text) in shown for b in blocks)


@given(MANY)
def test_every_block_is_shown_in_text_and_json(blocks: list[Block]) -> None:
    result = kept(blocks)
    text = words_of(render(result, Format.TEXT))
    for line in (line for b in blocks for line in b.text.split("\n")):
        assert words_of(line) in text
    fields = json.loads(render(result, Format.JSON))
    assert sorted(p["target"] for p in fields["paragraphs"]) == sorted(b.text for b in blocks)


@given(MANY)
def test_markdown_shows_every_block_as_it_is(blocks: list[Block]) -> None:
    page = COMMONMARK.render(render(kept(blocks), Format.MARKDOWN))
    shown = words_of("".join(lxml.html.fromstring(f"<div>{page}</div>").itertext()))
    for line in (line for b in blocks for line in b.text.split("\n")):
        assert words_of(line) in shown


@given(UNUSUAL, st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30), st.booleans())))
def test_markdown_markup_is_well_formed(text: str, marks: list[tuple[int, int, bool]]) -> None:
    kinds = {True: SpanKind.STRONG, False: SpanKind.EMPHASIS}
    spans = sound_spans(text, [Span(a, a + n, kinds[strong]) for a, n, strong in marks])
    page = COMMONMARK.renderInline(inline(Marked(text, spans)))
    element = lxml.html.fromstring(f"<div>{page}</div>")
    assert words_of(element.text_content()) == words_of(text)
    marked = {words_of(text[s.start : s.end]) for s in spans}
    for found in element.xpath(".//strong|.//em"):
        assert words_of(found.text_content()) in marked


def test_a_link_after_an_exclamation_mark_is_no_image() -> None:
    link = Span(5, 9, SpanKind.LINK, "https://e.example/")
    assert "<img" not in COMMONMARK.renderInline(inline(Marked("Ecco!Vedi", (link,))))


# Nothing becomes markup

PAYLOADS = [
    "<script>window.hit=1</script>",
    '"><img src=x onerror=window.hit=1>',
    "</p></div><script>window.hit=1</script>",
    "<svg onload=window.hit=1>",
    "[clic](javascript:window.hit=1)",
    "![alt](https://evil.example/x.png)",
    "</details><h1>altro</h1>",
    "| a | b |\n| --- | --- |\n| <b>x</b> | y |",
    "```\n<iframe src=https://evil.example></iframe>",
    "- [ ] voce\n\n# Titolo falso\n===",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;b&#x3e;",
    "[1]: https://evil.example 'x'\n> citazione\n1. uno",
    "{{ release.title }} {% raw %} ${alert(1)}",
]
HREFS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://e.example/"onmouseover="alert(1)',
    "https://e.example/>)<script>alert(1)</script>",
    "https://e.example/\njavascript:alert(1)",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "https://e.example/ x",
    "https://e.example/`x`",
    "https://e.example/\\",
]


def infected(payload: str, href: str = "https://e.example/") -> Result:
    """A document with a payload in every text, and a link in every block."""
    blocks = [
        Block(
            payload,
            kind,
            level=1,
            table=1,
            row=at,
            header=at == 0,
            spans=(
                Span(0, len(payload), SpanKind.LINK, href),
                Span(0, len(payload), SpanKind.STRONG),
            ),
        )
        for at, kind in enumerate([*BlockKind, BlockKind.CELL, BlockKind.ITEM])
    ]
    metadata = Metadata(title=payload, author=payload, publisher=payload, domain=payload, url=href)
    result = kept(blocks)
    source = replace(result.source, metadata=metadata)
    release = parse("", blocks=blocks, metadata=metadata)
    return replace(
        result, source=source, release=replace(result.release, attribution=release.attribution)
    )


def elements(page: str) -> list[lxml.html.HtmlElement]:
    return list(lxml.html.fromstring(page).iter())


def check_page(page: str, *, scripts: int = 0) -> None:
    tags = [str(e.tag) for e in elements(page)]
    assert tags.count("script") == scripts
    assert not {"img", "iframe", "svg", "object", "embed", "base", "form"} & set(tags)
    for element in elements(page):
        assert not [name for name in element.attrib if name.startswith("on")]
        href = element.get("href", "#")
        assert href.startswith(("#", "https://", "http://", "mailto:")), href


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_text_of_a_release_is_never_markup(payload: str) -> None:
    result = infected(payload)
    page = render(result, Format.HTML)
    check_page(page, scripts=1)
    assert words_of(html.escape(payload, quote=False)) in words_of(
        html.unescape(page).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )
    check_page(render_digest(digest_of(result), DigestFormat.HTML), scripts=1)
    for bilingual in (False, True):
        shown = COMMONMARK.render(render(result, Format.MARKDOWN, bilingual=bilingual))
        check_page(shown)
        allowed = {"https://e.example/"}
        assert set(re.findall(r'href="([^"]*)"', shown)) <= allowed
        assert "Titolo falso</h1>" not in shown.replace("# ", "")
    feed = json.loads(render_digest(digest_of(result), DigestFormat.JSON))
    check_page(f"<div>{feed['items'][0]['content_html']}</div>")


@pytest.mark.parametrize("href", HREFS, ids=range(len(HREFS)))
def test_a_link_leads_only_where_links_may(href: str) -> None:
    result = infected("Leggi tutto quanto", href)
    for page in (
        render(result, Format.HTML),
        render_digest(digest_of(result), DigestFormat.HTML),
        COMMONMARK.render(render(result, Format.MARKDOWN)),
    ):
        assert not [e for e in elements(page) if e.get("href", "#")[0] != "#"]
        assert "alert(1)" not in "".join(
            value for e in elements(page) for value in e.attrib.values()
        )
    for form in (Format.JSONLD, Format.NINJS, Format.TEXT):
        assert href not in render(result, form)


def test_a_link_of_a_placed_span_past_the_renderers_own_check() -> None:
    # Were a span with such an address to reach a renderer all the same, it is no link there.
    text = "Leggi tutto"
    bad = Span(0, len(text), SpanKind.LINK, "javascript:alert(1)")
    result = kept([block(text)])
    paragraph = replace(result.paragraphs[0], spans=(bad,))
    result = replace(result, paragraphs=(paragraph,))
    assert "javascript" not in render(result, Format.HTML)
    assert "javascript" not in render(result, Format.MARKDOWN)


# Doubts, links that were dropped, layout


def test_a_doubt_in_a_cell_is_marked_in_every_format() -> None:
    doubt = Finding("W-NUMBER", Severity.ERROR, "'12' has no match", 1, "12")
    result = kept(cells(("Regione", "Totale"), ("Lazio", "dodici")))
    second = result.paragraphs[3]
    flagged = replace(second, segments=(replace(second.segments[0], findings=(doubt,)),))
    result = replace(result, paragraphs=(*result.paragraphs[:3], flagged))
    assert "dodici [?]" in render(result, Format.TEXT)
    assert r"dodici \[?\]" in render(result, Format.MARKDOWN)
    assert "[?]" in render(result, Format.HTML)
    assert "W-NUMBER" in render(result, Format.JSON)


def test_the_address_of_a_dropped_link_is_told() -> None:
    marked = runs(Run("Leggi "), Run("il piano", href="https://e.example/p"), Run(" oggi stesso."))
    result = made(
        document((block("Titolo"), marked)), {"Leggi il piano oggi stesso.": ["Read it."]}
    )
    assert "- il piano: https://e.example/p\n" in render(result, Format.TEXT)
    assert "Read it.\n\nLinks: <https://e.example/p>" in render(result, Format.MARKDOWN)
    assert 'href="https://e.example/p" rel="noopener noreferrer nofollow"' in render(
        result, Format.HTML
    )
    (paragraph,) = json.loads(render(result, Format.JSON))["paragraphs"][1:]
    assert paragraph["spans"] == []
    assert paragraph["source_spans"][0]["href"] == "https://e.example/p"


def test_what_is_added_to_a_text_can_be_taken_off_again() -> None:
    text = strip_credit(render(made(), Format.TEXT))
    assert text.rstrip().endswith("stampa@salute.example")
    assert strip_credit("Titolo\n\nLinks\n- the golf course is open\n") != "Titolo\n\n"


def test_a_list_nests_no_deeper_than_a_page_can_show() -> None:
    deep = [item("voce", level) for level in [1, *range(5, 400, 7)]]
    nodes, depth = tree(groups(deep, lambda b: b)[0]), 0
    while nodes:
        nodes, depth = [x for n in nodes for i in n.items for x in i.lists], depth + 1
    assert depth == DEEPEST
    assert render(kept(deep), Format.HTML).count("<li>") == 2 * len(deep) - len(deep)


def test_a_table_of_far_apart_cells_is_not_filled_up() -> None:
    far = [
        block(str(i), BlockKind.CELL, table=1, row=i * 1000, column=i * 1000) for i in range(300)
    ]
    assert sum(len(row) for row in rows(groups(far, lambda b: b)[0])) == 300


def test_two_cells_in_one_place_are_both_shown() -> None:
    twice = [block(t, BlockKind.CELL, table=1, row=0, column=0) for t in ("uno", "due")]
    assert render(kept(twice), Format.TEXT).startswith("uno | due\n")


def test_a_text_has_none_of_it() -> None:
    result = made(SourceText("n", "Titolo\n\nLa frase è qui."), {})
    fields = json.loads(render(result, Format.JSON))
    assert not {"title", "byline", "published", "url"} & set(fields)
    assert not any({"block", "spans"} & set(p) for p in fields["paragraphs"])
    assert ".block" not in render(result, Format.HTML)


# What the document states about itself


def test_the_metadata_are_in_every_standard() -> None:
    result = made()
    fields = json.loads(render(result, Format.JSON))
    assert fields["published"] == "2025-04-12T10:30:00+02:00"
    assert fields["byline"] == "Anna Bellandi"
    assert fields["url"] == METADATA.url
    assert fields["attribution"]["from_metadata"] is True
    article = json.loads(render(result, Format.JSONLD))
    assert article["datePublished"] == "2025-04-12T10:30:00+02:00"
    assert article["isBasedOn"] == METADATA.url
    assert article["translationOfWork"]["author"]["name"] == "Anna Bellandi"
    news = json.loads(render(result, Format.NINJS))
    assert news["contentCreated"] == "2025-04-12T10:30:00+02:00"
    assert news["by"].startswith("Anna Bellandi; Ministero della Salute (salute.example); ")
    assert news["associations"][0]["altIds"] == [{"role": "url", "value": METADATA.url}]
    assert "12 April 2025" in render(result, Format.TEXT)


def test_a_dateline_wins_over_the_metadata() -> None:
    dated = block("Roma, 3 marzo 2025 – La frase è qui.")
    fields = json.loads(render(made(document((block("Titolo"), dated))), Format.JSON))
    assert fields["published"] == "2025-03-03"
    assert fields["dateline"]["date"] == "2025-03-03"


def test_a_paragraph_added_from_the_metadata_is_no_block_of_the_document() -> None:
    result = made(document((block("La frase è tutta qui."),)))
    assert [p.source.text for p in result.paragraphs] == [METADATA.title, "La frase è tutta qui."]


def test_summaries_have_running_text_only() -> None:
    result = made()
    assert result.summary
    running = {
        i
        for p in result.paragraphs
        if p.source.text == BLOCKS[2].text
        for i in (s.index for s in p.segments)
    }
    assert all(set(s.support) <= running for s in result.summary.sentences)


def test_a_release_can_be_a_paragraph_without_block() -> None:
    paragraph = Paragraph("La frase.")
    result = kept([block("Uno")])
    both = PressRelease((paragraph, *result.release.paragraphs))
    mixed = (TranslatedParagraph(paragraph, "it", ()), *result.paragraphs)
    assert "Uno" in render(replace(result, release=both, paragraphs=mixed), Format.TEXT)
