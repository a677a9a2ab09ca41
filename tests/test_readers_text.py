"""readers: encodings, formats told by their bytes, and what clean promises."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.errors import InputError
from presscli.names import printable
from presscli.read import read_bytes
from presscli.readers import load_reader, recognize
from presscli.readers.clean import clean
from presscli.readers.formats import FORMATS, TEXT
from presscli.readers.legacy import guess_legacy
from presscli.readers.text import read_text
from tests.documents.make_mail import docx

RELEASE = (
    "GENOVA - Il sindaco ha detto: «La città è pronta». Perché? Così è più facile.\n\n"
    "È già deciso, può darsi. Né oggi né lunedì; il costo è di 3° grado.\n"
)
TYPOGRAPHIC = (
    "L’Italia – ha detto – “è pronta”… Il costo: 5 € l’ora, dal 9–10 gennaio.\n"
    "«Perché no?», ha chiesto Müller. Sì, lunedì.\n"
)
OTHER_LANGUAGES = {
    "cp1251": "Владимир Путин провёл телефонный разговор с Президентом США. Переговоры в Женеве.",
    "koi8-r": "Владимир Путин провёл телефонный разговор с Президентом США. Переговоры в Женеве.",
    "cp1253": "Ο πρωθυπουργός ανακοίνωσε σήμερα νέα μέτρα για την οικονομία της χώρας."
    " Η κυβέρνηση θα συζητήσει αύριο με τους κοινωνικούς εταίρους τα μέτρα στήριξης.",
}


def decode(data: bytes, encoding: str = "") -> tuple[str, str]:
    extracted = read_text(data, name="x", encoding=encoding)
    return extracted.text, extracted.encoding


# --- encodings --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        pytest.param(RELEASE, "utf-8", "utf-8", id="utf-8"),
        pytest.param(RELEASE, "utf-8-sig", "utf-8", id="utf-8 with mark"),
        pytest.param(RELEASE, "utf-16", "utf-16-le", id="utf-16 with mark"),
        pytest.param("\ufeff" + RELEASE, "utf-16-be", "utf-16-be", id="utf-16-be with mark"),
        pytest.param(RELEASE, "utf-16-le", "utf-16-le", id="utf-16-le without mark"),
        pytest.param(RELEASE, "utf-16-be", "utf-16-be", id="utf-16-be without mark"),
        pytest.param(TYPOGRAPHIC, "utf-16-le", "utf-16-le", id="utf-16-le, typographic"),
        pytest.param(RELEASE, "utf-32", "utf-32-le", id="utf-32"),
        pytest.param(RELEASE, "latin-1", "cp1252", id="latin-1"),
        pytest.param(TYPOGRAPHIC, "cp1252", "cp1252", id="cp1252"),
        pytest.param("Il costo è di 3 € l'ora.", "iso8859-15", "iso8859-15", id="latin-9"),
        pytest.param(TYPOGRAPHIC, "mac-roman", "mac-roman", id="mac-roman"),
        pytest.param(RELEASE, "cp850", "cp850", id="DOS"),
        pytest.param("CITTÀ DI FORLÌ", "cp1252", "cp1252", id="capitals"),
        pytest.param("Sì.", "cp1252", "cp1252", id="one accent"),
    ],
)
def test_encoding_is_told(text: str, written: str, found: str) -> None:
    assert decode(text.encode(written)) == (text.removeprefix("\ufeff"), found)


@pytest.mark.parametrize(("encoding", "text"), OTHER_LANGUAGES.items(), ids=list(OTHER_LANGUAGES))
def test_other_alphabets_are_told_so_that_their_language_can_be(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850"])
@pytest.mark.parametrize("accented", ["città", "perché", "cioè", "così", "però", "più", "è", "È"])
def test_one_accented_word_is_enough(accented: str, encoding: str) -> None:
    text = f"Testo {accented} di prova"
    assert decode(text.encode(encoding)) == (text, encoding)


def test_forced_encoding_wins_over_detection() -> None:
    assert decode("è".encode(), "CP1252") == ("Ã¨", "cp1252")


def test_forced_encoding_allows_zero_bytes() -> None:
    assert decode(b"a\x00b", "latin-1") == ("a\x00b", "iso8859-1")


def test_a_codec_with_errors_of_its_own_is_an_input_error() -> None:
    with pytest.raises(InputError, match=r"^x: not punycode \("):
        decode(b"a-99999999", "punycode")


@pytest.mark.parametrize("encoding", ["utf-16", "UTF_16_LE", "utf-32"])
def test_forced_encodings_of_several_bytes_are_known(encoding: str) -> None:
    assert decode(RELEASE.encode(encoding), encoding)[0] == RELEASE


def test_a_long_text_in_another_alphabet_is_told_by_its_beginning() -> None:
    text = f"{OTHER_LANGUAGES['cp1251']}\n" * 2_000
    assert decode(text.encode("cp1251")) == (text, "cp1251")


def test_damaged_utf8_is_not_taken_for_another_encoding() -> None:
    with pytest.raises(InputError, match=r"damaged UTF-8 \(byte 0xE8 at offset "):
        decode(RELEASE.encode() + b" e cos\xe8 via")


@pytest.mark.parametrize(
    "data", [b"\x00\x01", b"\x00" * 8, b"a\x00b\x00c", b"\x01\x00\x02\x00"], ids=repr
)
def test_zero_bytes_alone_are_not_utf16(data: bytes) -> None:
    with pytest.raises(InputError, match="not text"):
        decode(data)


def test_legacy_guess_gives_up_on_machine_data() -> None:
    assert guess_legacy(bytes(range(0x80, 0x100)) * 4) == ""


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = read_bytes(data, name="nota.txt").text
    except InputError:
        return
    assert text.strip()
    assert text == clean(text)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(text.encode()) == (text.removeprefix("\ufeff"), "utf-8")


# --- formats ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "label"),
    [
        pytest.param(b"%PDF-1.4", "a.txt", "PDF", id="pdf"),
        pytest.param(docx(["Ciao"]), "a.txt", "Word", id="docx"),
        pytest.param(
            b"PK\x03\x04"
            + bytes(22)
            + b"\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument.text",
            "a",
            "OpenDocument",
            id="odt",
        ),
        pytest.param(b"PK\x03\x04 mimetypeapplication/epub+zip", "a", "EPUB", id="epub"),
        pytest.param(b"PK\x03\x04 xl/workbook.xml", "a.xlsx", "ZIP", id="zip"),
        pytest.param(b"{\\rtf1\\ansi", "a.rtf", "RTF", id="rtf"),
        pytest.param(b"BZh91AY&SY", "a", "bzip2", id="bzip2"),
        pytest.param(b"BZh, ha detto", "a", "text", id="not bzip2"),
        pytest.param(b"\xfd7zXZ\x00", "a", "xz", id="xz"),
        pytest.param(b"7z\xbc\xaf\x27\x1c", "a", "7-Zip", id="7z"),
        pytest.param(b"Rar!\x1a\x07\x01", "a", "RAR", id="rar"),
        pytest.param(b"\xff\xd8\xff\xe0", "a", "JPEG", id="jpeg"),
        pytest.param(b"GIF89a", "a", "GIF", id="gif"),
        pytest.param(b"II*\x00", "a", "TIFF", id="tiff"),
        pytest.param(b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a", "RIFF", id="webp"),
        pytest.param(b"RIFF, che vuol dire", "a", "text", id="not riff"),
        pytest.param(b"ID3\x04", "a", "MP3", id="mp3"),
        pytest.param(b"\x00\x00\x00\x18ftypheic", "a", "MP4", id="heic"),
        pytest.param(b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>", "a.txt", "HTML", id="html"),
        pytest.param(b"<p>Ciao</p>", "a.HTM", "HTML", id="html by suffix"),
        pytest.param(b"<p>Ciao</p>", "a.md", "text", id="markup in markdown"),
        pytest.param(b"<?xml version='1.0'?>", "a", "XML", id="xml"),
        pytest.param(b"From: ufficio@example.it", "a.eml", "mail", id="mail"),
        pytest.param(b"Ciao", "a.pdf", "text", id="text with a false suffix"),
        pytest.param(b"Ciao", ".txt", "text", id="hidden"),
        pytest.param(b"Ciao", "folder.eml/nota", "text", id="suffix of the folder"),
    ],
)
def test_format_is_told(data: bytes, name: str, label: str) -> None:
    assert recognize(data, name).label == label


def test_every_format_has_a_reader_or_a_remedy() -> None:
    for known in (TEXT, *FORMATS):
        assert bool(known.reader) != bool(known.remedy), known.label


def test_the_remedy_names_the_file_as_a_shell_would() -> None:
    with pytest.raises(InputError, match=r"gunzip -c 'una nota\.gz' \|"):
        read_bytes(b"\x1f\x8b\x08", name="una nota.gz")


def test_the_reader_of_text_is_read_text() -> None:
    assert load_reader(TEXT, name="x", quoted_name="x") is read_text


# --- clean ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("a\r\nb\rc\nd", "a\nb\nc\nd", id="line ends"),
        pytest.param("a\r\r\nb\r\r\n\r\r\nc", "a\nb\n\nc", id="converted once too often"),
        pytest.param("a\u2028b\x0bc\x85d", "a\nb\nc\nd", id="line separators"),
        pytest.param("a\fb\u2029c", "a\n\nb\n\nc", id="paragraph separators"),
        pytest.param("a\tb", "a b", id="tab"),
        pytest.param("\ufeffa\ufeff", "a", id="byte-order marks"),
        pytest.param("in\u00adfor\u00admazioni", "informazioni", id="soft hyphens"),
        pytest.param("infor\u00ad\nmazioni oggi", "informazioni oggi", id="soft hyphen, line end"),
        pytest.param("2020\u00ad\n2021", "2020\n2021", id="soft hyphen between figures"),
        pytest.param("a\u200b\u200c\u200d\u2060b\u180e", "ab", id="zero width"),
        pytest.param("a\u200e\u202eb\u2066c\u2069", "abc", id="direction marks"),
        pytest.param("\x1b[1;31mRoma\x1b[0m", "Roma", id="colours"),
        pytest.param("\x1b]0;titolo\x07Roma\x1b]8;;x\x1b\\", "Roma", id="title and link"),
        pytest.param("\x1b(B\x9b1mRoma\x1b", "Roma", id="other terminal sequences"),
        pytest.param("\x1b]0;Roma\nMilano", "]0;Roma\nMilano", id="unfinished sequence kept"),
        pytest.param("a\x00\x07\x08b\x1a\x7f\x80\x9fc", "abc", id="control characters"),
        pytest.param("citta\u0300", "città", id="NFC"),
        pytest.param("citta\u200b\u0300", "città", id="NFC after removal"),
        pytest.param("a\udc80b", "a\ufffdb", id="surrogate"),
        pytest.param("5\u00a0€ e 3\u202fkm", "5\u00a0€ e 3\u202fkm", id="hard spaces kept"),
        pytest.param("  a  \n", "  a  \n", id="spaces kept"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("a\r\nb\nc", "a\nb\nc", id="line ends"),
        pytest.param("a\rb\fc\x0bd\u2028e", "a b c d e", id="separators"),
        pytest.param("infor\u00ad\nmazioni", "infor\nmazioni", id="soft hyphen"),
    ],
)
def test_clean_keeping_lines(raw: str, expected: str) -> None:
    assert clean(raw, keep_lines=True) == expected


ANY_TEXT = st.text(st.characters() | st.sampled_from("\r\n\f\t\x1b[]m\u00ad\u0300\u200b\udc80"))


@given(ANY_TEXT, st.booleans())
def test_clean_text_needs_no_more_cleaning(raw: str, keep_lines: bool) -> None:
    once = clean(raw, keep_lines=keep_lines)
    assert clean(once, keep_lines=keep_lines) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not [c for c in once if unicodedata.category(c) in {"Cc", "Cs"} and c != "\n"]


@given(ANY_TEXT)
def test_keeping_lines_keeps_their_number(raw: str) -> None:
    assert clean(raw, keep_lines=True).count("\n") == raw.count("\n")


@given(st.text(st.characters(categories=["L", "N", "P"])))
def test_letters_figures_and_punctuation_are_never_lost(raw: str) -> None:
    assert clean(raw) == unicodedata.normalize("NFC", raw)


# --- printable -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Città/una nota.txt", "Città/una nota.txt", id="ordinary"),
        pytest.param("caff\udce9", r"caff\xe9", id="not UTF-8"),
        pytest.param("\x1b[2J\n", r"\x1b[2J\n", id="control"),
        pytest.param("a\u202etxt", r"a\u202etxt", id="direction mark"),
        pytest.param("", "''", id="empty"),
    ],
)
def test_printable(name: str, expected: str) -> None:
    assert printable(name) == expected


@given(ANY_TEXT)
def test_printable_names_can_be_printed(name: str) -> None:
    shown = printable(name)
    assert shown.isprintable()
    shown.encode()
