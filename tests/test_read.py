"""read: files, folders and standard input; every bad input with its exact message."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from presscli.document import STDIN_NAME, SourceText
from presscli.errors import InputError, UsageError
from presscli.read import expand, read, read_bytes
from presscli.readers.folder import DEFAULT_GLOB
from presscli.readers.releases import MAX_FILE_BYTES, MAX_TEXT_BYTES, read_releases

TEXT = "Città di Genova\n\nÈ più di così."
NOBODY = 65534
"""An identity without rights, for tests that run as root."""


@contextmanager
def unprivileged() -> Iterator[None]:
    """Drop root's right to read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, so that messages name relative paths."""
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*names: str, data: bytes = b"x") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)


def feed_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def failure(name: str, encoding: str = "") -> str:
    with pytest.raises(InputError) as caught:
        read(name, encoding=encoding)
    return str(caught.value)


# --- read ---------------------------------------------------------------------


def test_reads_a_file_with_its_checksum_and_encoding(here: Path) -> None:
    make("nota.txt", data=TEXT.encode())
    source = read("nota.txt")
    assert (source.name, source.text, source.encoding) == ("nota.txt", TEXT, "utf-8")
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_checksum_is_of_the_bytes_not_the_text(here: Path) -> None:
    data = TEXT.replace("\n", "\r\n").encode("cp1252")
    make("nota.txt", data=data)
    source = read("nota.txt")
    assert source.text == TEXT
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    feed_stdin(monkeypatch, TEXT.encode("utf-16"))
    source = read("-")
    assert (source.name, source.text, source.encoding) == (STDIN_NAME, TEXT, "utf-16-le")


def test_reads_a_named_pipe(here: Path) -> None:
    os.mkfifo("pipe")
    writer = threading.Thread(target=Path("pipe").write_bytes, args=(TEXT.encode(),))
    writer.start()
    assert read("pipe").text == TEXT
    writer.join()


def test_a_line_of_100_000_characters_comes_through_whole() -> None:
    line = "Una riga che non finisce. " * 4_000
    assert read_bytes(line.encode(), name="lunga.txt").text == line


def test_a_file_of_nearly_the_largest_size_is_read() -> None:
    line = "È così.\n".encode()
    data = line * (MAX_TEXT_BYTES // len(line))
    assert len(read_bytes(data, name="x").text.splitlines()) == MAX_TEXT_BYTES // len(line)


def test_keep_lines_keeps_their_number() -> None:
    data = "uno\x0bdue\fdue\r\n\u2028tre\rtre\n\n".encode()
    [source] = read_releases(data, name="x", keep_lines=True)
    assert isinstance(source, SourceText)
    assert source.text == "uno due due\n tre tre\n\n"


def test_a_name_that_is_not_utf8_is_made_printable(here: Path) -> None:
    name = os.fsdecode(b"caff\xe9.txt")
    make(name, data=b"Ciao.")
    assert read(name).name == r"caff\xe9.txt"


# --- read: what cannot be read --------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            b"", "nota.txt: empty (0 bytes). Give a file with the text of a release", id="empty"
        ),
        pytest.param(
            b" \t\r\n\n ",
            "nota.txt: no text in it (only spaces or invisible characters, 6 bytes)."
            " Give a file with the text of a release",
            id="only spaces",
        ),
        pytest.param(
            "\ufeff\u200b\u00ad\u00a0\x1b[0m".encode(),
            "nota.txt: no text in it (only spaces or invisible characters, 14 bytes)."
            " Give a file with the text of a release",
            id="only invisible characters",
        ),
        pytest.param(
            b"%PDF-1.7\n%\xe2\xe3",
            "nota.txt: damaged PDF file (Failed to load document (PDFium: Data format error))."
            " Open it in a PDF viewer and print it to a new file",
            id="PDF",
        ),
        pytest.param(
            b"PK\x03\x04".ljust(30) + b"[Content_Types].xml word/document.xml",
            "nota.txt: damaged Word document (File is not a zip file)."
            " Open it in a word processor and save it anew",
            id="docx",
        ),
        pytest.param(
            b"\x1f\x8b\x08\x00",
            "nota.txt: not text (gzip header), and cannot be read."
            " Unpack it first: gunzip -c nota.txt | presscli translate -",
            id="gzip",
        ),
        pytest.param(
            b"\x89PNG\r\n\x1a\n\x00",
            "nota.txt: not text (PNG image), and cannot be read. Give a text file",
            id="PNG",
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00",
            "nota.txt: not text (old Office document), and cannot be read."
            " Open it and save it as plain text (UTF-8)",
            id="old Office",
        ),
        pytest.param(
            b"abc\x00def",
            "nota.txt: not text (zero byte at offset 3). Give a text file; if it is one all the"
            " same, name its encoding: --encoding utf-16",
            id="zero byte",
        ),
        pytest.param(
            bytes(range(1, 128)),
            "nota.txt: not text (23 control bytes in 127). Give a text file; if it is one all the"
            " same, name its encoding: --encoding utf-8",
            id="control bytes",
        ),
        pytest.param(
            "Perché è così".encode()[:-1],
            "nota.txt: damaged UTF-8 (byte 0xC3 at offset 14)."
            " Its other accents are UTF-8. Open it, mend what is wrong, save it as UTF-8",
            id="UTF-8 cut off",
        ),
        pytest.param(
            "経済".encode("shift_jis"),
            "nota.txt: not UTF-8 (byte 0x8C at offset 0), and no other encoding fits."
            " Name it with --encoding, for example: utf-8, utf-16, cp1252, latin-1, mac-roman",
            id="no encoding fits",
        ),
        pytest.param(
            b"\xff\xfea\x00b",
            "nota.txt: not utf-16-le (byte 0x62 at offset 4)."
            " Its first bytes say so; it is damaged",
            id="damaged UTF-16",
        ),
    ],
)
def test_bad_content_is_refused_with_what_to_do(here: Path, data: bytes, message: str) -> None:
    make("nota.txt", data=data)
    assert failure("nota.txt") == message


def test_a_forced_encoding_that_does_not_fit_is_refused(here: Path) -> None:
    make("nota.txt", data="Perché".encode("cp1252"))
    assert failure("nota.txt", "utf8") == (
        "nota.txt: not utf-8 (byte 0xE9 at offset 5). Leave out --encoding to have it detected"
    )


@pytest.mark.parametrize("encoding", ["utf-88", "base64", "a\0b", "città"])
def test_an_unknown_encoding_is_a_usage_error(encoding: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_bytes(b"Ciao.", name="x", encoding=encoding)
    assert str(caught.value) == (
        f"--encoding: unknown encoding ({encoding!a})."
        " For example: utf-8, utf-16, cp1252, latin-1, mac-roman"
    )


def test_a_missing_file_suggests_the_nearest_name(here: Path) -> None:
    make("inbox/nota di oggi.txt")
    assert failure("inbox/nota di ogi.txt") == (
        "inbox/nota di ogi.txt: no such file. Did you mean 'inbox/nota di oggi.txt'?"
    )


def test_a_missing_file_unlike_any_says_how_to_look(here: Path) -> None:
    make("inbox/altro.txt")
    assert failure("inbox/x") == "inbox/x: no such file. See what there is: ls inbox"


def test_a_missing_folder_is_named(here: Path) -> None:
    assert failure("inbx/nota.txt") == "inbx/nota.txt: no such file (nor folder inbx)"


def test_a_dead_link_is_called_one(here: Path) -> None:
    Path("nota.txt").symlink_to("gone.txt")
    assert failure("nota.txt") == "nota.txt: a link to a file that is gone (gone.txt)"


def test_a_folder_is_not_read_as_a_file(here: Path) -> None:
    Path("inbox").mkdir()
    assert failure("inbox") == "inbox: is a folder. Try: presscli translate inbox"


def test_an_unreadable_file_says_how_to_look(here: Path) -> None:
    make("nota.txt")
    Path("nota.txt").chmod(0)
    with unprivileged():
        message = failure("nota.txt")
    assert message == (
        "nota.txt: cannot be read (Permission denied). See who may read it: ls -l nota.txt"
    )


def test_a_file_of_50_mb_is_refused_before_it_is_read(here: Path) -> None:
    make("big.txt")
    os.truncate("big.txt", 50_000_000)
    assert failure("big.txt") == (
        "big.txt: too large (50.0 MB). At most 20 MB. Divide it at line ends:"
        " split -C 10M --additional-suffix=.txt big.txt part-"
    )


def test_an_endless_device_is_refused() -> None:
    assert failure("/dev/zero").startswith("/dev/zero: too large (it goes on). At most 20 MB.")


def test_too_many_bytes_are_refused_whoever_read_them() -> None:
    with pytest.raises(InputError, match=r"^x: too large \(20\.0 MB\)\. At most 20 MB\."):
        read_bytes(bytes(MAX_TEXT_BYTES + 1), name="x")


def test_too_much_on_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    feed_stdin(monkeypatch, bytes(MAX_FILE_BYTES + 1))
    assert failure("-").startswith("<stdin>: too large (it goes on). At most 20 MB.")


def test_an_empty_device_is_empty() -> None:
    assert failure("/dev/null").startswith("/dev/null: empty (0 bytes).")


def test_a_closed_standard_input_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert failure("-") == "<stdin>: cannot be read (it is closed). Pipe a text in"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("", "'': no such file", id="empty"),
        pytest.param("a\0b", r"a\x00b: cannot be a file name", id="zero character"),
        pytest.param("a" * 300, f"{'a' * 300}: cannot be read (File name too long)", id="long"),
        pytest.param("\x1b[31mx", r"\x1b[31mx: no such file", id="terminal sequence"),
        pytest.param(os.fsdecode(b"\xe9"), r"\xe9: no such file", id="not UTF-8"),
    ],
)
def test_odd_names_are_reported_printably(here: Path, name: str, message: str) -> None:
    shown = failure(name)
    assert shown.startswith(message)
    assert shown.isprintable()


# --- expand -----------------------------------------------------------------------


def test_files_and_stdin_keep_their_order(here: Path) -> None:
    make("b.txt", "a.pdf")
    assert expand(["b.txt", "-", "a.pdf", "missing"]) == ["b.txt", "-", "a.pdf", "missing"]


def test_a_folder_is_searched_in_the_order_of_names(here: Path) -> None:
    make("in/b.txt", "in/a/z.md", "in/a.TXT", "in/c/d/e.markdown", "in/f.png")
    assert expand(["in"]) == ["in/a.TXT", "in/b.txt", "in/a/z.md", "in/c/d/e.markdown"]


@pytest.mark.parametrize(
    ("glob", "expected"),
    [
        pytest.param("*.txt", ["in/a.txt", "in/2024/b.txt"], id="suffix"),
        pytest.param("*.TXT", ["in/a.txt", "in/2024/b.txt"], id="without regard to case"),
        pytest.param("**/*.txt", ["in/a.txt", "in/2024/b.txt"], id="any depth"),
        pytest.param("2024/*", ["in/2024/b.txt", "in/2024/c.rst"], id="subfolder"),
        pytest.param("*.rst, a.*", ["in/a.txt", "in/2024/c.rst"], id="two patterns"),
    ],
)
def test_glob_chooses_among_files(here: Path, glob: str, expected: list[str]) -> None:
    make("in/a.txt", "in/2024/b.txt", "in/2024/c.rst")
    assert expand(["in"], glob=glob) == expected


def test_an_empty_name_is_not_the_current_folder(here: Path) -> None:
    make("a.txt")
    assert expand([""]) == [""]


def test_an_impossible_name_is_left_for_read_to_report(here: Path) -> None:
    assert expand(["a\0b"]) == ["a\0b"]


def test_glob_does_not_touch_named_files(here: Path) -> None:
    make("a.rst")
    assert expand(["a.rst"], glob="*.txt") == ["a.rst"]


def test_hidden_files_are_skipped_unless_named(here: Path) -> None:
    make("in/.a.txt", "in/.git/b.txt", "in/c.txt", ".d.txt")
    assert expand(["in", ".d.txt"]) == ["in/c.txt", ".d.txt"]


def test_the_current_folder_cannot_yield_standard_input(here: Path) -> None:
    make("-")
    assert expand(["."], glob="*") == ["./-"]


@pytest.mark.parametrize(
    "again", ["a.txt", "./a.txt", "in/../a.txt", "link.txt"], ids=["same", "dot", "up", "link"]
)
def test_a_file_given_twice_is_kept_once(here: Path, again: str) -> None:
    make("a.txt", "in/b.txt")
    Path("link.txt").symlink_to("a.txt")
    assert expand(["a.txt", again, "in", "-", "in/b.txt", "-"]) == ["a.txt", "in/b.txt", "-"]


def test_linked_folders_are_searched_and_loops_are_not(here: Path) -> None:
    make("in/real/a.txt", "in/b.txt")
    Path("in/linked").symlink_to("real")
    Path("in/loop").symlink_to(".")
    Path("in/real/back").symlink_to("../../in")
    assert expand(["in"]) == ["in/b.txt", "in/linked/a.txt"]


def test_links_that_lead_out_of_a_folder_are_reported_unless_named(here: Path) -> None:
    make("secret.txt", "real/a.txt", "in/b.txt")
    Path("in/link.txt").symlink_to("../secret.txt")
    Path("in/linked").symlink_to("../real")
    Path("in/other.png").symlink_to("../real/a.txt")  # matches no pattern
    errors: list[InputError] = []
    assert expand(["in"], on_error=errors.append) == ["in/b.txt"]
    assert [str(e).replace(str(here), "HERE") for e in errors] == [
        f"in/{link}: a link that leads out of the folder (HERE/{target})."
        f" If it is to be read, name it: presscli translate in/{link}"
        for link, target in (("linked", "real"), ("link.txt", "secret.txt"))
    ]
    assert expand(["in/link.txt", "in/linked"]) == ["in/link.txt", "in/linked/a.txt"]


def test_only_regular_files_and_dead_links_are_taken_from_a_folder(here: Path) -> None:
    make("in/a.txt", "in/folder.txt/b.txt")
    os.mkfifo("in/pipe.txt")
    Path("in/dead.txt").symlink_to("gone")
    assert expand(["in"]) == ["in/a.txt", "in/dead.txt", "in/folder.txt/b.txt"]


def test_a_file_name_that_is_not_utf8_can_be_read(here: Path) -> None:
    make(os.fsdecode(b"in/\xe9.txt"), data=b"Ciao.")
    assert [read(name).name for name in expand(["in"])] == [r"in/\xe9.txt"]


@pytest.mark.parametrize(
    ("files", "count"), [((), "0 files"), (("in/a.png",), "1 file"), (("in/a", "in/b"), "2 files")]
)
def test_a_folder_without_matches_is_an_error(
    here: Path, files: tuple[str, ...], count: str
) -> None:
    Path("in").mkdir()
    make(*files)
    with pytest.raises(InputError) as caught:
        expand(["in"])
    wanted = DEFAULT_GLOB.replace(",", ", ")
    assert str(caught.value) == (
        f"in: no file matches {wanted} ({count} in the folder, hidden ones not"
        " counted). Choose others with --glob '*.text', or name the files"
    )


def test_with_on_error_the_rest_goes_on(here: Path) -> None:
    make("in/a.txt", "none/a.png")
    errors: list[InputError] = []
    assert expand(["none", "in"], on_error=errors.append) == ["in/a.txt"]
    assert [error.where for error in errors] == ["none"]


def test_a_folder_that_cannot_be_listed_is_reported(here: Path) -> None:
    make("in/a.txt", "in/closed/b.txt")
    Path("in/closed").chmod(0)
    errors: list[InputError] = []
    with unprivileged():
        names = expand(["in"], on_error=errors.append)
    Path("in/closed").chmod(0o700)
    assert names == ["in/a.txt"]
    assert [str(error) for error in errors] == ["in/closed: cannot be listed (Permission denied)"]


@pytest.mark.parametrize("glob", ["*.txt,", ".", " "])
def test_a_glob_that_is_not_one_is_a_usage_error(here: Path, glob: str) -> None:
    Path("in").mkdir()
    with pytest.raises(UsageError) as caught:
        expand(["in"], glob=glob)
    assert str(caught.value) == (
        f"--glob: not a pattern ({glob!a}). For example: *.txt,*.md,*.markdown"
    )
