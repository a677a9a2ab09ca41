"""Word, OpenDocument and RTF: what is kept, what is left out, and files made to harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscli.document import SourceText
from presscli.errors import InputError
from presscli.markup import Block, BlockKind, SpanKind
from presscli.read import read, read_bytes
from presscli.readers import package as packages
from presscli.readers import recognize
from presscli.readers.guard import CHILD_VARIABLE
from tests.office_files import R, W, archive, docx, odt, paragraph, relations, run

DOCUMENTS = Path(__file__).parent / "documents"


def blocks_of(data: bytes) -> list[tuple[BlockKind, int, str]]:
    return [(b.kind, b.level, b.text) for b in read_bytes(data, name="nota").blocks]


def texts_of(data: bytes) -> list[str]:
    return [b.text for b in read_bytes(data, name="nota").blocks]


def marked(block: Block) -> list[tuple[str, SpanKind, str]]:
    return [(block.text[s.start : s.end], s.kind, s.href) for s in block.spans]


def opened(path: str) -> SourceText:
    return read(str(DOCUMENTS / path))


# --- recognised by what is in them


def test_formats_are_told_by_their_members_not_by_their_names() -> None:
    assert recognize(docx(paragraph("a")), "nota.pdf").label == "Word"
    assert recognize(odt("<text:p>a</text:p>"), "nota.docx").label == "OpenDocument"
    assert recognize(b"{\\rtf1 a}", "nota.txt").label == "RTF"
    # A stored Word document in an archive is a file in it, and no Word document.
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as file:
        file.writestr("nota.docx", docx(paragraph("a")))
    assert recognize(outer.getvalue(), "nota.docx").label == "ZIP"


def test_a_main_part_of_another_name_is_found_by_the_relations() -> None:
    main = f"<w:document {W}><w:body>{paragraph('Altrove.')}</w:body></w:document>"
    kinds = relations(("r1", "officeDocument", "word/document2.xml"))
    parts = {"[Content_Types].xml": "<T/>", "word/document2.xml": main, "_rels/.rels": kinds}
    assert texts_of(archive(parts)) == ["Altrove."]


# --- Word


def test_tracked_changes_are_accepted() -> None:
    body = (
        f"<w:p>{run('Il ministro ')}<w:ins>{run('non ')}</w:ins>"
        f"<w:del><w:r><w:delText>già </w:delText></w:r></w:del>{run('ha firmato.')}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Prima')}</w:p>"
        f"<w:p>{run(' e dopo.')}</w:p>"
        f"<w:p><w:moveFrom>{run('Spostato.')}</w:moveFrom></w:p>"
        f"<w:p><w:moveTo>{run('Spostato.')}</w:moveTo></w:p>"
    )
    assert texts_of(docx(body)) == ["Il ministro non ha firmato.", "Prima e dopo.", "Spostato."]


def test_links_bold_and_slanted_text_are_spans() -> None:
    rels = {"word/_rels/document.xml.rels": relations(("r9", "hyperlink", "https://a.it/x"))}
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.it/"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("là")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    plain = "<w:b w:val='0'/><w:i/>"
    body = (
        f"<w:p>{run('Il ')}{run('sindaco', '<w:b/>')}{run(' ')}{run('Galli', plain)}{run(' ')}"
        f"<w:hyperlink r:id='r9'>{run('qui')}</w:hyperlink>{run(' e ')}{field}</w:p>"
    )
    [block] = read_bytes(docx(body, rels), name="n").blocks
    assert block.text == "Il sindaco Galli qui e là"
    assert marked(block) == [
        ("sindaco", SpanKind.STRONG, ""),
        ("Galli", SpanKind.EMPHASIS, ""),
        ("qui", SpanKind.LINK, "https://a.it/x"),
        ("là", SpanKind.LINK, "https://b.it/"),
    ]


def test_styles_are_followed_to_what_they_are_based_on() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="Nostro"><w:name w:val="Titolo nostro"/>'
        '<w:basedOn w:val="T1"/></w:style><w:style w:type="paragraph" w:styleId="Giro">'
        '<w:name w:val="x"/><w:basedOn w:val="Giro"/></w:style></w:styles>'
    )
    parts = {
        "word/styles.xml": styles,
        "word/_rels/document.xml.rels": relations(("r1", "styles", "styles.xml")),
    }
    body = (
        paragraph("Uno", '<w:pStyle w:val="Nostro"/>')
        + paragraph("Due", '<w:outlineLvl w:val="1"/>')
        + paragraph("Tre", '<w:pStyle w:val="Giro"/>')
    )
    assert blocks_of(docx(body, parts)) == [
        (BlockKind.TITLE, 0, "Uno"),
        (BlockKind.HEADING, 2, "Due"),
        (BlockKind.PARAGRAPH, 0, "Tre"),
    ]


def test_merged_cells_stand_once_and_frames_are_no_tables() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    wide, starts = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>"
    body = (
        f"<w:tbl><w:tr>{cell('A', wide)}{cell('B')}</w:tr>"
        f"<w:tr>{cell('C', starts)}{cell('D')}{cell('E')}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('F')}{cell('G')}</w:tr></w:tbl>"
        f"<w:tbl><w:tr>{cell('Riquadro')}</w:tr></w:tbl>"
    )
    blocks = read_bytes(docx(body), name="n").blocks
    cells = [(b.text, b.row, b.column) for b in blocks if b.kind is BlockKind.CELL]
    assert cells == [
        *[("A", 0, 0), ("B", 0, 2), ("C", 1, 0), ("D", 1, 1), ("E", 1, 2)],
        *[("F", 2, 1), ("G", 2, 2)],
    ]
    assert (blocks[-1].kind, blocks[-1].text) == (BlockKind.PARAGRAPH, "Riquadro")


def test_hidden_text_fields_and_fallback_drawings_are_left_out() -> None:
    choice = f"<mc:Choice><w:txbxContent>{paragraph('Nel riquadro')}</w:txbxContent></mc:Choice>"
    fallback = choice.replace("Choice", "Fallback")
    markup = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p>{run('Visibile')}{run('nascosto', '<w:vanish/>')}"
        f"<w:r><mc:AlternateContent {markup}>{choice}{fallback}</mc:AlternateContent></w:r></w:p>"
    )
    assert texts_of(docx(body)) == ["Visibile", "Nel riquadro"]


def test_what_a_document_states_about_itself() -> None:
    source = opened("docx/risultati.docx")
    assert source.metadata.publisher == "Meccanica Sabina S.p.A."
    assert source.metadata.author == "Investor Relations Meccanica Sabina"
    assert source.metadata.published is not None
    assert source.metadata.published.isoformat().startswith("2026-03-19")
    assert opened("docx/revisioni.docx").metadata.domain == "comune.pratofiorito.example"


def test_a_documents_lists_links_and_levels() -> None:
    for path in ("docx/mostra.docx", "odt/comune.odt", "docx/ministero.docx"):
        blocks = opened(path).blocks
        assert blocks[0].kind is BlockKind.TITLE
        items = [(b.level, b.ordered) for b in blocks if b.kind is BlockKind.ITEM]
        expected = {
            "docx/mostra.docx": [(1, False), (2, False), (2, False), (1, False), (1, False)],
            "odt/comune.odt": [(1, False)] * 3,
            "docx/ministero.docx": [(1, True)] * 3,
        }
        assert items == expected[path]
    links = [m for b in opened("docx/mostra.docx").blocks for m in marked(b) if m[2]]
    assert [href for _, _, href in links] == [
        "mailto:prenota@museoroccabianca.example",
        "https://www.museoroccabianca.example/carte",
    ]


def test_footnotes_come_last_in_their_order() -> None:
    for path in ("docx/note.docx", "odt/note.odt", "pdf/note.pdf"):
        kinds = [b.kind for b in opened(path).blocks]
        assert kinds[-2:] == [BlockKind.FOOTNOTE] * 2
        assert BlockKind.FOOTNOTE not in kinds[:-2]


# --- OpenDocument


def test_odt_changes_notes_spaces_and_repeats() -> None:
    body = (
        "<text:tracked-changes><text:p>Tolto.</text:p></text:tracked-changes>"
        "<text:p>Sono<text:s text:c='999999999'/>qui<text:line-break/>e<text:tab/>là"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>La nota.</text:p></text:note-body></text:note>.</text:p>"
        "<table:table><table:table-row table:number-rows-repeated='99999999'>"
        "<table:table-cell table:number-columns-repeated='99999999'><text:p>x</text:p>"
        "</table:table-cell><table:table-cell><text:p>y</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    assert blocks_of(odt(body)) == [
        (BlockKind.PARAGRAPH, 0, "Sono qui\ne là."),
        (BlockKind.CELL, 0, "x"),
        (BlockKind.CELL, 0, "y"),
        (BlockKind.FOOTNOTE, 0, "La nota."),
    ]


# --- RTF


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (r"citt\'e0 \'93vera\'94", "città “vera”"),
        (r"\u8364?\uc2\u8364??\uc0\u8364", "€€€"),
        (r"\uc1 a\u-10179?\u-8704?b", "a😀b"),
        (r"{\fonttbl{\f1\fcharset238 X;}}\f1 Ljubi\'9a", "Ljubiš"),
        (r"{\fonttbl{\f2\fcharset128 X;}}\f2 \'93\'fa", "日"),
        (r"{\*\ignoto nascosto}visto{\v nascosto}{\deleted tolto}", "visto"),
        (r"a\~b\_c\endash d\{e\}\\", "a b-c–d{e}\\"),
        (r"prima\bin4 }}}}dopo", "primadopo"),
        (r"{\pict\wmetafile8 0102}visto", "visto"),
        (r"uno{\shp{\*\shpinst{\shptxt riquadro}}{\shprslt riquadro}}\par due", "uno|riquadro|due"),
    ],
)
def test_rtf_characters(inner: str, text: str) -> None:
    data = rb"{\rtf1\ansi\ansicpg1252 " + inner.encode("ascii") + b"}"
    assert texts_of(data) == text.split("|")


def test_rtf_tables_notes_links_and_lists() -> None:
    inner = (
        r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}}\pard\s1 Titolo\par\pard "
        r'{\field{\*\fldinst{HYPERLINK "https://a.it/"}}{\fldrslt qui}}{\b forte}'
        r"{\footnote\pard Nota.\par}\par"
        r"{\listtext 1.\tab}\ls1\ilvl1 Voce\par\pard\trowd\cellx1\clvmrg\cellx2\intbl A\cell B\cell"
        r"\row\pard Fine\par"
    )
    source = read_bytes(b"{\\rtf1 " + inner.encode() + b"}", name="n")
    assert [(b.kind, b.level, b.text) for b in source.blocks] == [
        (BlockKind.TITLE, 0, "Titolo"),
        (BlockKind.PARAGRAPH, 0, "quiforte"),
        (BlockKind.ITEM, 2, "Voce"),
        (BlockKind.PARAGRAPH, 0, "A"),
        (BlockKind.PARAGRAPH, 0, "Fine"),
        (BlockKind.FOOTNOTE, 0, "Nota."),
    ]
    assert source.blocks[2].ordered
    assert [m[:2] for m in marked(source.blocks[1])] == [
        ("qui", SpanKind.LINK),
        ("forte", SpanKind.STRONG),
    ]


# --- made to harm

DTD = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hosts">]>'
HOSTILE = {
    "entity bomb": docx(paragraph("&b;"), front=DTD),
    "external entity": docx(paragraph("&x;"), front=DTD),
    "10,000 nested": docx("<w:sdt>" * 10_000 + paragraph("a") + "</w:sdt>" * 10_000),
    "nested tables": docx("<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300),
    "nested sections": odt("<text:section>" * 10_000 + "</text:section>" * 10_000),
    "no main part": archive({"[Content_Types].xml": "", "word/styles.xml": ""}),
    "no body": archive({"[Content_Types].xml": "", "word/document.xml": f"<w:document {W} {R}/>"}),
    "not XML": archive({"[Content_Types].xml": "", "word/document.xml": "<w:document"}),
    "truncated": docx(paragraph("a" * 5000))[:-40],
    "nested groups": b"{\\rtf1 " + b"{" * 10_000,
    "many words": b"{\\rtf1 " + b"\\b" * 1_100_000 + b"}",
    "many members": archive({f"word/{n}": "" for n in range(10_001)} | {"[Content_Types].xml": ""}),
    "bomb": docx(paragraph(" " * 30_000_000)),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_files_made_to_harm_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, name="nota.docx")
    assert str(caught.value).startswith("nota.docx: ")
    assert "\n" not in str(caught.value)


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHILD_VARIABLE, "1")  # read here, where the limit is another
    monkeypatch.setattr(packages, "MAX_ELEMENTS", 100)
    with pytest.raises(InputError, match="too many elements"):
        read_bytes(docx("<w:p/>" * 200), name="n")


def test_protected_documents_say_so() -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    with pytest.raises(InputError, match="protected by a password"):
        read_bytes(odt("", {"META-INF/manifest.xml": manifest}), name="n")


SEEDS = [
    (DOCUMENTS / path).read_bytes()
    for path in ("docx/note.docx", "odt/note.odt", "rtf/tabella.rtf", "rtf/asl.rtf")
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=4))))
def test_damaged_files_are_read_or_refused(seed: bytes, damage: list[tuple[float, bytes]]) -> None:
    data = bytearray(seed)
    for place, new in damage:
        at = int(place * len(data))
        data[at : at + len(new)] = new
    assert outcome(bytes(data)).startswith(("read", "nota: "))


def outcome(data: bytes) -> str:
    """That it was read, or the one line that says why it was not."""
    try:
        return f"read {len(read_bytes(data, name='nota').text)}"
    except InputError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017
        return str(error)


RTF_PIECES = st.lists(
    st.sampled_from(
        [
            *["{", "}", r"\par ", r"\cell ", r"\row ", r"\intbl ", r"\pard ", r"\'e8", r"\u8364?"],
            *[r"{\footnote ", r"{\*\fldinst ", r"{\header ", r"\trowd\cellx1 ", r"{\shptxt "],
            *[r"{\info{\title ", r"{\fonttbl", r"\f1\fcharset128 ", r"\bin3 ", r"\*", "\\", "x "],
        ]
    ),
    max_size=60,
)


@given(RTF_PIECES)
def test_any_order_of_rtf_words_is_read_or_refused(pieces: list[str]) -> None:
    data = b"{\\rtf1 visto " + "".join(pieces).encode() + b"}"
    assert outcome(data).startswith(("read", "nota: "))
