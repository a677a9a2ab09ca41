"""A document keeps to its blocks; what they say is told as in any text."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.document import ParagraphKind
from presscli.languages import body_text, is_running_text
from presscli.markup import MOST_SPANS, Block, BlockKind, Metadata, Span, SpanKind
from presscli.parse import parse, parse_source
from tests.laid_out import BLOCKS, block, cells, document, item

KINDS = st.sampled_from(list(BlockKind))
TEXTS = st.text(
    alphabet=st.sampled_from("abcàé ABC.,:;!?«»\"'-–0123456789@/\n#*"), min_size=1, max_size=80
).filter(lambda text: text.strip() == text)
MANY_BLOCKS = st.lists(st.builds(Block, TEXTS, KINDS), min_size=1, max_size=12)


def kinds(*blocks: Block, metadata: Metadata | None = None) -> list[ParagraphKind]:
    release = parse_source(document(blocks, metadata or Metadata()))
    return [p.kind for p in release.paragraphs]


@given(MANY_BLOCKS)
def test_every_block_is_a_paragraph_with_its_text(blocks: list[Block]) -> None:
    release = parse("", blocks=blocks)
    assert [p.text for p in release.paragraphs] == [b.text for b in blocks]
    assert [p.block.text for p in release.paragraphs if p.block] == [b.text for b in blocks]


def test_lines_of_a_block_are_not_put_together() -> None:
    address = "Museo civico\nVia Roma 1\n00100 Roma"
    release = parse("", blocks=[block("Titolo", BlockKind.TITLE), block(address)])
    assert release.paragraphs[1].text == address


def test_layout_says_what_a_part_is_for() -> None:
    found = [p.kind.value for p in parse_source(document()).paragraphs]
    assert found[:4] == ["headline", "subheadline", "body", "subheadline"]
    assert found[-5:] == ["body", "body", "quote", "body", "contacts"]
    assert "caption" in found


def test_words_say_what_a_paragraph_is_for() -> None:
    blocks = (
        block("Sotto embargo fino al 12 marzo 2025, ore 11"),
        block("Nuovo ponte sul fiume Arda", BlockKind.TITLE),
        block("Roma, 3 marzo 2025 – Il ponte riapre al traffico domani mattina, con un mese."),
        block("Per informazioni: Ufficio stampa, tel. 06 1234567"),
        block("Fonte: Comune di Vesara"),
    )
    release = parse_source(document(blocks, Metadata()))
    assert [p.kind.value for p in release.paragraphs] == [
        "embargo",
        "headline",
        "body",
        "contacts",
        "attribution",
    ]
    assert release.dateline
    assert release.dateline.date == datetime.date(2025, 3, 3)
    assert release.attribution
    assert release.attribution.source == "Comune di Vesara"
    assert not release.attribution.from_metadata


def test_a_heading_is_the_headline_where_there_is_no_title() -> None:
    assert kinds(block("Nuovo ponte", BlockKind.HEADING, level=1), block("Il ponte riapre."))[
        0
    ] is (ParagraphKind.HEADLINE)


def test_a_label_in_the_style_of_a_title_is_no_headline() -> None:
    release = parse_source(
        document(
            (
                block("COMUNICATO STAMPA", BlockKind.TITLE),
                block("Nuovo ponte sul fiume Arda"),
                block("Il ponte riapre al traffico sabato mattina."),
            ),
            Metadata(),
        )
    )
    assert release.headline == "Nuovo ponte sul fiume Arda"


def test_a_table_gives_neither_headline_nor_dateline_nor_profile() -> None:
    blocks = (
        block("Il calendario", BlockKind.HEADING, level=1),
        *cells(("Roma, 12 maggio 2025 – Palazzo", "Chi siamo"), ("", "Un'azienda è nata nel 1990")),
    )
    release = parse_source(document(blocks, Metadata()))
    assert release.headline == "Il calendario"
    assert release.dateline is None
    assert [p.kind for p in release.paragraphs[1:]] == [ParagraphKind.BODY] * 4


def test_a_second_title_is_a_heading() -> None:
    release = parse("", blocks=[block("Uno", BlockKind.TITLE), block("Due", BlockKind.TITLE)])
    assert [p.block.kind for p in release.paragraphs if p.block] == [
        BlockKind.TITLE,
        BlockKind.HEADING,
    ]


def test_spans_that_do_not_hold_are_left_out() -> None:
    spans = (
        Span(0, 4, SpanKind.LINK, "javascript:alert(1)"),
        Span(2, 99, SpanKind.STRONG),
        Span(0, 4, SpanKind.STRONG),
        Span(2, 6, SpanKind.EMPHASIS),
    )
    release = parse("", blocks=[replace(block("Nuovo ponte"), spans=spans)])
    assert release.paragraphs[0].block
    assert release.paragraphs[0].block.spans == (Span(0, 4, SpanKind.STRONG),)


def test_a_paragraph_of_thousands_of_links_keeps_the_first() -> None:
    spans = tuple(Span(i, i + 1, SpanKind.LINK, f"https://e.example/{i}") for i in range(5000))
    release = parse("", blocks=[Block("a" * 5000, spans=spans)])
    assert release.paragraphs[0].block
    assert release.paragraphs[0].block.spans == spans[:MOST_SPANS]


# Who issued it


@pytest.mark.parametrize(
    ("metadata", "source"),
    [
        (Metadata(publisher="Ministero della Salute", domain="salute.example"), None),
        (Metadata(domain="www.kremlin.ru"), "kremlin.ru"),
        (Metadata(url="http://www.kremlin.ru/events/1"), "kremlin.ru"),
        (Metadata(publisher="kremlin.ru", domain="kremlin.ru"), "kremlin.ru"),
        (Metadata(publisher="Alfa S.p.A."), "Alfa S.p.A."),
        (Metadata(author="Mario Rossi"), ""),
        (Metadata(author="Mario Rossi", domain="gmail.com"), ""),
        (Metadata(domain="non un dominio"), ""),
        (Metadata(url="https://["), ""),
        (Metadata(), ""),
    ],
)
def test_the_metadata_say_who_issued_it_where_the_text_does_not(
    metadata: Metadata, source: str | None
) -> None:
    release = parse("", blocks=[block("Il ponte riapre al traffico.")], metadata=metadata)
    wanted = "Ministero della Salute (salute.example)" if source is None else source
    assert (release.attribution.source if release.attribution else "") == wanted
    assert release.attribution is None or release.attribution.from_metadata


def test_the_text_wins_over_the_metadata_and_the_user_over_both() -> None:
    blocks = (block("Il ponte riapre al traffico."), block("Fonte: Comune di Vesara"))
    stated = parse_source(document(blocks)).attribution
    given = parse_source(document(blocks), source="ANSA").attribution
    assert stated
    assert (stated.source, stated.from_metadata) == ("Comune di Vesara", False)
    assert given
    assert (given.source, given.stated, given.from_metadata) == ("ANSA", False, False)
    assert stated.url == given.url == "https://www.salute.example/comunicati/12"


def test_what_a_mail_quotes_says_nothing_of_who_issued_it() -> None:
    blocks = (block("Il ponte riapre."), block("Testo (Fonte: ANSA)", BlockKind.QUOTE))
    assert parse("", blocks=blocks).attribution is None


# The title


def test_a_title_of_the_metadata_is_the_headline_only_where_there_is_none() -> None:
    metadata = Metadata(title="Il ponte riapre al traffico")
    body = block("Il ponte sul fiume Arda riapre al traffico sabato mattina.")
    without = parse("", blocks=[body], metadata=metadata)
    assert without.headline == "Il ponte riapre al traffico"
    assert len(without.paragraphs) == 2
    titled = parse("", blocks=[block("Altro", BlockKind.TITLE), body], metadata=metadata)
    assert titled.headline == "Altro"
    assert len(titled.paragraphs) == 2


@pytest.mark.parametrize(
    "title", ["Microsoft Word - comunicato.doc", "nota del 3 marzo.pdf", "Documento1", "Nota"]
)
def test_a_name_of_a_file_is_no_headline(title: str) -> None:
    body = block("Il ponte sul fiume Arda riapre al traffico sabato mattina.")
    assert parse("", blocks=[body], metadata=Metadata(title=title)).headline == ""


# Running text


def test_the_running_text_has_no_cells_captions_signatures_or_quotes() -> None:
    release = parse_source(document())
    running = [p.text for p in release.paragraphs if is_running_text(p)]
    assert running == [BLOCKS[2].text]
    assert body_text(release) == BLOCKS[2].text


def test_an_item_that_is_a_sentence_is_running_text() -> None:
    release = parse(
        "",
        blocks=[
            block("Le misure sono queste.", BlockKind.PARAGRAPH),
            item("La giunta ha approvato il bilancio."),
            item("più fondi per le scuole;"),
        ],
    )
    assert [is_running_text(p) for p in release.paragraphs] == [True, True, False]
