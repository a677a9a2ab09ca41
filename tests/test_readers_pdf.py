"""PDF: pages as people lay them out, files that need something first, files made to harm."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscli.errors import InputError
from presscli.markup import BlockKind
from presscli.read import read, read_bytes
from presscli.readers import pdf as reader
from presscli.readers.guard import CHILD_VARIABLE
from presscli.readers.pdf_pages import Glyph, make_words
from tests.office_files import pdf

DOCUMENTS = Path(__file__).parent / "documents" / "pdf"
LINE = b"BT /F1 12 Tf 50 %d Td (%s) Tj ET "


def lines(*texts: bytes, top: int = 700) -> bytes:
    return b"".join(LINE % (top - 14 * at, text) for at, text in enumerate(texts))


WORDS = b"Il ministro ha firmato oggi il decreto che assegna i fondi alle province"


def test_a_page_of_lines_is_a_paragraph() -> None:
    data = pdf(content=lines(WORDS, WORDS, b"italiane."))
    whole = (WORDS + b" " + WORDS + b" italiane.").decode()
    assert [b.text for b in read_bytes(data, name="n").blocks] == [whole]


def test_headings_bold_type_lists_and_tables() -> None:
    blocks = read(str(DOCUMENTS / "elenchi.pdf")).blocks
    assert blocks[0].kind is BlockKind.TITLE
    assert [b.level for b in blocks if b.kind is BlockKind.HEADING] == [2, 2]
    assert [b.ordered for b in blocks if b.kind is BlockKind.ITEM] == [True, True, True]
    strong = [b.text[s.start : s.end] for b in blocks for s in b.spans]
    assert strong == ["Carlo Benassi", "Ufficio stampa"]
    cells = [b for b in read(str(DOCUMENTS / "tabella.pdf")).blocks if b.table]
    assert [c.text for c in cells if c.header] == ["Milioni di euro", "2025", "2024", "Variazione"]
    assert [c.text for c in cells if c.row == 5][:2] == ["Indebitamento finanziario netto", "96,8"]


def test_the_letterhead_says_who_issued_it_and_is_no_text() -> None:
    source = read(str(DOCUMENTS / "intestata.pdf"))
    assert source.metadata.publisher == "AUTORITÀ PORTUALE DEL GOLFO DI LISCIA"
    assert source.metadata.domain == "portodiliscia.example"
    for furniture in ("Molo Vecchio", "pag.", "Comunicato stampa", "555 0140"):
        assert furniture not in source.text
    colonne = read(str(DOCUMENTS / "colonne.pdf"))
    assert colonne.metadata.publisher == "Rappresentanza in Italia della Commissione europea"


def test_words_are_put_together_over_lines_and_compounds_are_not() -> None:
    text = read(str(DOCUMENTS / "colonne.pdf")).text
    for word in ("socio-economico", "italo-francese", "italo-sloveno", "Emilia-Romagna"):
        assert word in text
    assert "- " not in text.replace(" – ", " ")


def test_a_scan_says_which_command_makes_it_searchable() -> None:
    with pytest.raises(InputError) as caught:
        read(str(DOCUMENTS / "scansione.pdf"))
    message = str(caught.value)
    assert "needs OCR (1 page without text)" in message
    assert f"ocrmypdf -l ita {DOCUMENTS / 'scansione.pdf'} searchable.pdf" in message
    assert caught.value.exit_code == 1


def test_a_password_of_the_owner_does_not_matter_one_of_the_user_does() -> None:
    assert "sciopero" in read(str(DOCUMENTS / "protetto.pdf")).text
    with pytest.raises(InputError, match=r"protected by a password\. .*qpdf"):
        read(str(DOCUMENTS / "chiuso.pdf"))


def test_turned_pages_and_turned_text() -> None:
    landscape = b"/Rotate 90"
    data = pdf(
        content=b"".join(
            b"BT /F1 12 Tf 0 1 -1 0 %d 50 Tm (%s) Tj ET " % (100 + 14 * at, text)
            for at, text in enumerate((WORDS, b"italiane e alle regioni."))
        )
    )
    turned = data.replace(b"/MediaBox", landscape + b"/MediaBox")
    texts = [b.text for b in read_bytes(turned, name="n").blocks]
    assert texts == [f"{WORDS.decode()} italiane e alle regioni."]
    # On an upright page the same text stands on its side, and comes last, as it was drawn.
    upright = [b.text for b in read_bytes(data, name="n").blocks]
    assert upright == [f"{WORDS.decode()} italiane e alle regioni."]


def test_without_the_library_one_line_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['pypdfium2'] = None\n"
        "from presscli.read import read\n"
        "try: read(sys.argv[1])\n"
        "except Exception as error: print(error)\n"
    )
    command = [sys.executable, "-c", code, str(DOCUMENTS / "semplice.pdf")]
    environment = os.environ | {CHILD_VARIABLE: "1"}
    out = subprocess.run(
        command, capture_output=True, text=True, check=True, env=environment
    ).stdout
    assert "needs pypdfium2. Run: pip install 'presscli[pdf]'" in out
    assert out.count("\n") == 1


# --- made to harm

READABLE = {
    "a claim of a billion pages": pdf(pages="/Kids[3 0 R]/Count 1000000000", content=lines(WORDS)),
    "a claim of a gigabyte": pdf(content=lines(WORDS), length=1 << 30),
    "garbage for offsets": pdf(content=lines(WORDS)).replace(b"0000000", b"9999999"),
}
REFUSED = {
    "pages that hold themselves": pdf(pages="/Kids[2 0 R 2 0 R]/Count 2", content=lines(WORDS)),
    "cut short": pdf(content=lines(WORDS))[:200],
    "only the header": b"%PDF-1.7\n" + bytes(range(256)) * 20,
    "no pages": pdf(pages="/Kids[]/Count 0"),
}


@pytest.mark.parametrize("data", READABLE.values(), ids=READABLE.keys())
def test_false_claims_cost_nothing(data: bytes) -> None:
    assert WORDS.decode() in read_bytes(data, name="n").text


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_files_made_to_harm_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, name="nota.pdf")
    assert len(str(caught.value).splitlines()) == 1


def test_limits_on_pages_and_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHILD_VARIABLE, "1")  # read here, where the limits are others
    monkeypatch.setattr(reader, "MAX_PAGES", 1)
    monkeypatch.setattr(reader, "MAX_CHARACTERS", 50)
    with pytest.raises(InputError, match=r"too many pages \(3\)"):
        read_bytes(pdf(pages="/Kids[3 0 R 3 0 R 3 0 R]/Count 3", content=lines(WORDS)), name="n")
    with pytest.raises(InputError, match="too many characters"):
        read_bytes(pdf(content=lines(WORDS)), name="n")


SEEDS = [(DOCUMENTS / f"{name}.pdf").read_bytes() for name in ("colonne", "intestata", "foglio")]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=4))))
def test_damaged_files_are_read_or_refused(seed: bytes, damage: list[tuple[float, bytes]]) -> None:
    data = bytearray(seed)
    for place, new in damage:
        at = int(place * len(data))
        data[at : at + len(new)] = new
    try:
        text = read_bytes(bytes(data), name="nota").text
    except InputError as error:
        text = str(error)
    assert text


def test_characters_become_words() -> None:
    def glyph(text: str, x: float, *, size: float = 10, base: float = 0) -> Glyph:
        return Glyph(text, x, x + 5, base, size, strong=False, emphasis=False)

    drawn = [
        glyph("a", 0),
        glyph("b", 5),
        None,
        glyph("c", 12),
        glyph("d", 20),
        glyph("2", 25, size=6),
    ]
    words = [(w.text, w.glued) for w in make_words(drawn)]
    assert words == [("ab", False), ("c", False), ("d", False), ("2", True)]


def test_the_letters_of_a_ligature_stay_in_their_word() -> None:
    def glyph(text: str, x0: float, x1: float) -> Glyph:
        return Glyph(text, x0, x1, 0, 16, strong=False, emphasis=False)

    ligature = [glyph(letter, 8, 26) for letter in "ffi"]
    [word] = make_words([glyph("O", 0, 8), *ligature, glyph("c", 26, 34)])
    assert word.text == "Offic"


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_the_command_against_passwords_works(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(str(DOCUMENTS / "chiuso.pdf"))
    command = caught.value.hint.partition(": ")[2].replace("...", "segreto").split()
    subprocess.run(command, check=True, cwd=tmp_path)
    assert "sciopero" in read(str(tmp_path / "open.pdf")).text
