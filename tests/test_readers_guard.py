"""The process that reads risky formats: what goes wrong in it stays in it."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli import readers
from presscli.document import SourceText
from presscli.errors import InputError, PresscliError, UsageError
from presscli.markup import Block, BlockKind, Metadata, Span, SpanKind
from presscli.readers import answers, guard
from presscli.readers.answers import pack_answer, pack_error, unpack_answer
from presscli.readers.extracted import Bundle, Extracted, Member
from presscli.readers.formats import FORMATS, Format
from presscli.readers.guard import read_guarded
from presscli.readers.releases import read_releases
from tests.documents.make_mail import packed

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no limits on this system")


@pytest.fixture(autouse=True)
def no_child_left() -> Iterator[None]:
    yield
    guard.close()


def ask(reader: str, data: bytes = b"Ciao") -> Extracted | Bundle:
    return read_guarded(f"tests.reader_faults:{reader}", data, name="x.pdf", encoding="")


def message_of(reader: str, data: bytes = b"Ciao") -> str:
    with pytest.raises(PresscliError) as caught:
        ask(reader, data)
    return str(caught.value)


def child_pid() -> int:
    found = ask("pid")
    assert isinstance(found, Extracted)
    return int(found.text.split()[0])


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_file_is_read_in_another_process_which_is_kept() -> None:
    assert ask("echo", "Perché".encode()) == Extracted(text="Perché", name="echo")
    pid = child_pid()
    assert pid != os.getpid()
    assert child_pid() == pid


def test_files_within_come_back_with_names_and_messages_that_do_no_harm() -> None:
    data = bytes(range(256)) * 1_000
    found = ask("files", data)
    assert isinstance(found, Bundle)
    first, error, empty, release = found.parts
    assert first == Member("etc/a.bin", data)
    assert str(error) == r"x.pdf/b: damaged \x1b[31m(red). Pack it anew"
    assert empty == Member("b.bin", b"")
    assert release == Extracted("C")


@pytest.mark.parametrize(
    ("reader", "message"),
    [
        ("crash", "x.pdf: the reader crashed (signal 11)"),
        ("leave", "x.pdf: the reader crashed (exit code 3)"),
        ("eat", "x.pdf: needs more than 1 GB of memory to be read"),
        ("fail", "x.pdf: cannot be read (KeyError: 'xref')"),
        ("misuse", "--encoding: unknown encoding ('klingon'). For example: utf-8"),
    ],
)
def test_what_goes_wrong_is_an_error_and_the_next_file_is_read(reader: str, message: str) -> None:
    assert message_of(reader).startswith(message)
    assert ask("echo") == Extracted(text="Ciao", name="echo")


def test_a_usage_error_stays_one() -> None:
    with pytest.raises(UsageError):
        ask("misuse")


def test_a_reader_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    ask("echo")
    monkeypatch.setattr(guard, "SECONDS", 1.0)
    message = "x.pdf: took more than 1 s to be read. Divide it"
    # More than a pipe holds, so that the parent is still writing when the child hangs.
    assert [message_of("hang"), message_of("hang", bytes(150_000))] == [message] * 2
    monkeypatch.undo()
    assert ask("echo") == Extracted(text="Ciao", name="echo")


def test_the_child_writes_no_files(tmp_path: Path) -> None:
    path = tmp_path / "taken.txt"
    assert "cannot be read (OSError" in message_of("write", str(path).encode())
    assert not path.exists() or path.read_bytes() == b""


def test_the_child_is_exchanged_after_some_files_and_nothing_is_left_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "FILES_A_CHILD", 3)
    ask("echo")
    guard.close()
    before = open_files()
    pids = [child_pid() for _ in range(7)]
    assert len(set(pids)) == 3
    assert [is_running(pid) for pid in dict.fromkeys(pids)] == [False, False, True]
    guard.close()
    assert not is_running(pids[-1])
    assert open_files() == before


def test_a_crash_leaves_no_pipe_open() -> None:
    ask("echo")
    before = open_files()
    for _ in range(3):
        message_of("crash")
    ask("echo")
    assert open_files() == before


def test_an_interrupt_while_a_file_is_read_ends_the_child() -> None:
    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    pid = child_pid()
    old = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        with pytest.raises(KeyboardInterrupt):
            ask("hang")
    finally:
        signal.signal(signal.SIGALRM, old)
    assert not is_running(pid)
    assert ask("echo") == Extracted(text="Ciao", name="echo")


SCRIPT = """
import sys
from presscli.readers.guard import read_guarded
print(read_guarded("tests.reader_faults:pid", b"", name="x", encoding="").text, flush=True)
"""


def test_the_child_ends_with_its_parent(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=root, capture_output=True, check=True, timeout=60
    )
    child, parent = map(int, done.stdout.split())
    assert child != parent
    assert not is_running(child)


def test_modules_in_the_folder_of_the_inputs_are_not_imported(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    assert ask("echo") == Extracted(text="Ciao", name="echo")


def test_a_fault_in_one_file_of_an_archive_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mark, reader = b"%%crash", "tests.reader_faults:crash"
    bad = Format("bad", "", (mark,), reader=reader, guarded=True)
    monkeypatch.setattr(readers, "FORMATS", (bad, *FORMATS))
    data = packed({"1.txt": "Uno.", "2.pdf": mark, "3.txt": "Tre."})
    first, second, third = read_releases(data, name="a.zip")
    assert isinstance(first, SourceText)
    assert str(second).startswith("a.zip/2.pdf: the reader crashed (signal 11)")
    assert isinstance(third, SourceText)


def test_where_processes_cannot_be_limited_it_reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_can_limit", lambda: False)
    assert child_pid() == os.getpid()
    assert message_of("fail").startswith("x.pdf: cannot be read (KeyError: 'xref')")


def test_where_no_process_can_be_started_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    guard.close()
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert message_of("echo") == (
        "x.pdf: no process could be started to read it (No such file or directory)."
        " End some programs, and run again"
    )


# --- answers ------------------------------------------------------------------------

TEXT = st.text(max_size=20)
LINKS = st.sampled_from(["https://a.example/", "mailto:a@b.example"])


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    text = draw(st.text(min_size=1, max_size=20))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    spans = draw(st.sampled_from([(), (Span(start, end, SpanKind.LINK, draw(LINKS)),)]))
    kind = draw(st.sampled_from(BlockKind))
    level, table, row, column = (draw(st.integers(0, 100)) for _ in range(4))
    ordered, header = draw(st.booleans()), draw(st.booleans())
    return Block(text, kind, level, ordered, table, row, column, header, spans)


OFFSETS = st.integers(-840, 840).map(
    lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes))
)
"""Of a moment the offset comes back, not the name of its zone; and no two moments of an hour
that came twice are equal."""
MOMENTS = st.one_of(st.none(), st.dates(), st.datetimes(timezones=OFFSETS))
RELEASES = st.builds(
    Extracted,
    text=TEXT,
    blocks=st.lists(blocks(), max_size=3).map(tuple),
    metadata=st.builds(Metadata, TEXT, TEXT, TEXT, TEXT, TEXT, MOMENTS, TEXT),
)


@given(RELEASES, st.binary(max_size=20))
def test_answers_come_back_as_they_were(release: Extracted, data: bytes) -> None:
    assert unpack_answer(pack_answer(release)) == release
    bundle = Bundle((Member("a.txt", data), release, Member("b.txt", b"x")))
    assert unpack_answer(pack_answer(bundle)) == bundle


@given(st.binary(max_size=60))
def test_what_is_no_answer_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpack_answer(data)


@pytest.mark.parametrize(
    "spans",
    [
        [[0, 9, "link", "https://a.example/"]],
        [[2, 1, "strong", ""]],
        [[0, 2, "link", "javascript:alert(1)"]],
        [[0, 2, "blink", ""]],
        [[-1, 2, "strong", ""]],
        [["0", 2, "strong", ""]],
    ],
)
def test_spans_that_cannot_be_are_refused(spans: object) -> None:
    blocks = [["Ciao", "paragraph", 0, False, [0, 0, 0, False], spans]]
    release = {"text": "", "encoding": "", "name": "", "metadata": [""] * 6, "published": ""}
    with pytest.raises((ValueError, TypeError)):
        unpack_answer(answers._packed({"release": release | {"blocks": blocks}}, []))


def test_errors_come_back_as_errors() -> None:
    with pytest.raises(InputError, match=r"^a: b\. c$"):
        unpack_answer(pack_error(InputError("a", "b", "c")))
    moment = datetime.datetime(2026, 3, 12, 10, 15, tzinfo=datetime.UTC)
    release = Extracted(metadata=Metadata(published=moment))
    assert unpack_answer(pack_answer(release)) == release
