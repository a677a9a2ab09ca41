"""ZIP archives that were made to harm, each built here: none may crash, flood or mislead."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from presscli.document import SourceText
from presscli.errors import InputError
from presscli.readers import archive, recognize
from presscli.readers.archive import read_archive
from presscli.readers.extracted import Bundle, Member
from presscli.readers.members import Names, is_clutter, safe_name, safe_path, slug
from presscli.readers.releases import Reading, read_releases
from tests.documents.make_mail import docx, packed


def read(data: bytes) -> list[Member | InputError]:
    found = read_archive(data, name="a.zip", encoding="")
    assert isinstance(found, Bundle)
    return [part for part in found.parts if isinstance(part, Member | InputError)]


def message_of(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(data)
    return str(caught.value)


def names(data: bytes) -> list[str]:
    return [part.name if isinstance(part, Member) else str(part) for part in read(data)]


def shown(reading: Reading) -> str:
    return f"{reading.name}: {reading.text}" if isinstance(reading, SourceText) else str(reading)


def patched(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """Every header with that mark, its bytes at the offset replaced."""
    at = data.find(mark)
    while at >= 0:
        data = data[: at + offset] + value + data[at + offset + len(value) :]
        at = data.find(mark, at + 1)
    return data


def overlapping() -> bytes:
    """Two names for the same bytes, as in bombs that overlap (Fifield, WOOT 2019)."""
    data = packed({"a.txt": "Uno. " * 50})
    directory = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[directory:end]
    twice = entry + entry.replace(b"a.txt", b"b.txt")
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(twice), directory, 0)
    return data[:directory] + twice + tail


def claiming(size: int) -> bytes:
    data = packed({"a.txt": "Uno."})
    return patched(data, b"PK\x01\x02", 24, struct.pack("<L", size))


def many(count: int) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as made:
        for number in range(count):
            made.writestr(f"{number}.txt", "x")
    return into.getvalue()


def zip64() -> bytes:
    """An end of directory that sends the reader to a list of 2**60 members."""
    data = packed({"a.txt": "Uno."})
    end = data.index(b"PK\x05\x06")
    far = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**60, 2**60, 2**60, 2**40)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 2**32 - 1, 2**32 - 1, 0)
    return data[:end] + far + locator + tail


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (overlapping, "a.zip: its files overlap"),
        (lambda: claiming(3_000_000_000), "a.zip: unpacks to too much (3,000 MB)"),
        (lambda: many(10_001), "a.zip: too many files in it (10,001 or more)"),
        (zip64, "a.zip: too many files in it (65,535 or more)"),
        (lambda: packed({"a.txt": "x"})[:-30], "a.zip: damaged ZIP archive"),
        (lambda: b"PK\x03\x04" + bytes(100), "a.zip: damaged ZIP archive"),
        (lambda: packed({}), "a.zip: no release in it (no files at all)"),
        (
            lambda: packed({"a.png": b"\x89PNG\r\n\x1a\n", "b.ics": "x", "c.PNG": b"\xff\xd8\xff"}),
            "a.zip: no release in it (2 .png, 1 .ics)",
        ),
    ],
)
def test_archives_made_to_harm_are_refused(make: Callable[[], bytes], message: str) -> None:
    assert message_of(make()).startswith(message)


@pytest.mark.issue(6)
def test_a_version_that_zipfile_does_not_know_is_an_error() -> None:
    data = patched(packed({"a.txt": "Uno."}), b"PK\x01\x02", 6, b"\xff\x00")
    assert message_of(data).startswith("a.zip: damaged ZIP archive (zip file version 25.5)")


@pytest.mark.issue(6)
def test_a_member_without_a_name_is_passed_over() -> None:
    data = patched(packed({"a": "Uno.", "b.txt": "Due."}), b"a", 0, b"\0")
    assert names(data) == ["b.txt"]


def test_zeros_that_were_pressed_hard_are_not_unpacked() -> None:
    [bomb, good] = read(packed({"bomb.txt": bytes(30_000_000), "b.txt": "Due."}))
    assert str(bomb).startswith("a.zip/bomb.txt: unpacks to 1,0")
    assert isinstance(good, Member)


def test_a_member_says_no_more_than_the_truth_about_its_size() -> None:
    data = packed({"a.txt": "Uno. " * 1_000})
    [lied_small] = read(patched(data, b"PK\x01\x02", 24, struct.pack("<L", 10)))
    assert str(lied_small).startswith("a.zip/a.txt: damaged (Bad CRC-32")
    [lied_large] = read(patched(data, b"PK\x01\x02", 24, struct.pack("<L", 900_000)))
    assert str(lied_large).startswith("a.zip/a.txt: damaged (5000 of 900000 bytes)")


def test_the_sum_of_all_members_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 5)
    assert names(packed({"a.txt": "lungo quanto basta", "b.txt": "Due."})) == [
        "a.zip/a.txt: too large unpacked (0 MB). At most 10,000 files of 200 MB together are"
        " read. Unpack it first, then give the files in it",
        "b.txt",
    ]


def test_encrypted_members_are_named_and_the_others_read() -> None:
    both = packed({"a.txt": "Uno."})
    locked = patched(patched(both, b"PK\x03\x04", 6, b"\x01\x00"), b"PK\x01\x02", 8, b"\x01\x00")
    assert names(locked) == [
        "a.zip: 1 file in it is encrypted (a.txt). Unpack it with its password, then give the"
        " files in it"
    ]


@pytest.mark.parametrize(
    ("method", "found"), [(12, "method 12"), (14, "method 14"), (99, "method 99")]
)
def test_other_methods_of_compression_are_refused(method: int, found: str) -> None:
    data = patched(packed({"a.txt": "Uno."}), b"PK\x01\x02", 10, struct.pack("<H", method))
    [error] = read(data)
    assert found in str(error)


def test_damaged_members_leave_the_others() -> None:
    data = packed({"a.txt": "Uno. " * 100, "b.txt": "Due."})
    at = data.index(b"a.txt") + 8
    [error, good] = read(data[:at] + b"\xff\xff\xff" + data[at + 3 :])
    assert str(error).startswith("a.zip/a.txt: damaged (")
    assert isinstance(good, Member)


def test_names_lead_nowhere_and_are_told_apart() -> None:
    files = {
        "../../etc/passwd.txt": "1",
        "/root/a.txt": "2",
        "C:\\Windows\\a.txt": "3",
        "sub/./../a.txt": "4",
        "nota\u202egnp.txt": "5",
        "A.TXT": "6",
        "a\x1b[31m.txt": "7",
        "x" * 300 + ".txt": "8",
        "con.txt": "9",
    }
    found = names(packed(files))
    assert found[:7] == [
        "etc/passwd.txt",
        "root/a.txt",
        "C-/Windows/a.txt",
        "sub/a.txt",
        "notagnp.txt",
        "A.TXT",
        "a[31m.txt",
    ]
    assert len(found[7]) == 80
    assert found[7].endswith("x.txt")
    assert found[8] == "_con.txt"


def test_the_same_name_twice_is_two_names() -> None:
    given = Names()
    wanted = ["a.txt", "A.txt", "a.txt", "a-2.txt", "b"]
    assert [given.unique(n) for n in wanted] == ["a.txt", "A-2.txt", "a-3.txt", "a-2-2.txt", "b"]


def test_links_hidden_files_and_clutter_are_passed_over() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as made:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
        for name in (".nascosto.txt", "__MACOSX/._a.txt", "sub/.git/config", "vuoto.txt"):
            made.writestr(name, "" if name == "vuoto.txt" else "x")
        made.writestr("LEGGIMI", "Ciao.")
    assert names(into.getvalue()) == ["LEGGIMI"]


def test_archives_in_archives_end() -> None:
    data = packed({"a.txt": "Uno."})
    for number in range(4):
        data = packed({f"{number}.zip": data, f"{number}.txt": f"Testo {number}."})
    found = [shown(reading) for reading in read_releases(data, name="a.zip")]
    assert len(found) == 4
    assert found[-1] == "a.zip/3.txt: Testo 3."
    assert found[0].startswith("a.zip/3.zip/2.zip/1.zip: lies too deep")


def test_a_file_of_an_archive_that_cannot_be_read_is_an_error_of_its_own() -> None:
    data = packed({"a.txt": "Uno.", "b.txt": b"\x00\x01\x02\x03" * 50, "c.txt": "Tre."})
    found = [shown(reading) for reading in read_releases(data, name="a.zip")]
    assert found[0] == "a.zip/a.txt: Uno."
    assert found[1].startswith("a.zip/b.txt: not text")
    assert found[2] == "a.zip/c.txt: Tre."


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (docx(["Ciao"]), "Word"),
        (packed({"a.docx": docx(["Ciao"])}), "ZIP"),
        (packed({"a.txt": "word/document.xml"}), "ZIP"),
        (packed({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), "Office"),
        (packed({"[Content_Types].xml": "x", "word/document.xml": "x"})[:-40], "Word"),
        (packed({}), "ZIP"),
    ],
    ids=["Word", "Word in ZIP", "name in text", "Excel", "cut off", "empty"],
)
def test_what_a_zip_file_is_is_told_by_its_members(data: bytes, label: str) -> None:
    assert recognize(data, "x.zip").label == label


def test_stored_documents_in_an_archive_do_not_make_it_one() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as made:
        made.writestr("a.docx", docx(["Ciao"]))
    assert recognize(into.getvalue(), "x").label == "ZIP"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("..", "file"),
        ("", "file"),
        ("a/b\\c.txt", "c.txt"),
        (" . .a . ", "a"),
        ("a\nb\tc.txt", "a b c.txt"),
        ("a\u2028b.txt", "a b.txt"),
        ("\u2215etc\u2215a", "a"),
        ('a<b>:"|?*.txt', "a-b------.txt"),
        ("nul", "_nul"),
        ("\ud800.txt", "txt"),
        ("è\u0300.txt", "è\u0300.txt"),
    ],
)
def test_names_are_made_safe(raw: str, name: str) -> None:
    assert safe_name(raw) == name
    assert safe_name(name) == name


def test_paths_are_made_safe() -> None:
    assert safe_path("a/../../b//c/./d.txt") == "a/b/c/d.txt"
    assert safe_path("///") == "file"
    assert safe_path("/".join("abcdefghijkl") + "/x.txt") == "e/f/g/h/i/j/k/l/x.txt"
    assert slug("Più fondi per l'«Università» — 2026!") == "piu-fondi-per-l-universita-2026"
    assert slug("привет") == ""
    assert is_clutter("a/.b/c.txt")
    assert not is_clutter("./a/../c.txt")
