"""batch: finished work is known by its content, nothing is done twice, nothing is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli import check, pipeline
from presscli.batch.inputs import Input, find_inputs, split_list
from presscli.batch.ledger import settings_key
from presscli.batch.memory import Anew
from presscli.batch.report import Seen
from presscli.batch.run import Event, Run, State
from presscli.batch.watch import Settling
from presscli.errors import InputError, LanguageError, OutputError
from presscli.store import PERSON, Store, open_store
from presscli.windows import WINDOW_RELEASES, WINDOW_TOKENS, windows
from tests.folder_run import make_desk

ROOT = Path(__file__).parent.parent


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.sqlite3")) as opened:
        yield opened


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    fill(folder, 5)
    return folder


def fill(folder: Path, count: int) -> None:
    for n in range(count):
        path = folder / f"{n % 3}" / f"nota-{n:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Il comunicato numero {n} è stato approvato dal consiglio.\n", "utf-8")


def found(inbox: Path, out: Path | None = None) -> list[Input]:
    errors: list[InputError] = []
    inputs = find_inputs([str(inbox)], output=out, on_error=errors.append)
    assert errors == []
    return inputs


def go(inbox: Path, store: Store, **wishes: object) -> list[Event]:
    """One run; everything as on the command line, but the engine."""
    out = inbox.parent / "out"
    inputs = found(inbox, out)
    names = [item.name for item in inputs]
    desk = make_desk(store, out, names, **wishes)  # type: ignore[arg-type]
    return list(Run(desk, inputs).events())


def states(events: list[Event]) -> list[str]:
    return [event.state.value for event in events]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def process(*args: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.folder_run", *args],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


# --- inputs --------------------------------------------------------------------------


def test_a_folder_keeps_its_tree(inbox: Path) -> None:
    assert [(Path(i.name).name, str(i.branch)) for i in found(inbox)[:3]] == [
        ("nota-000.txt", "0"),
        ("nota-003.txt", "0"),
        ("nota-001.txt", "1"),
    ]


def test_results_within_the_inbox_are_no_inputs(inbox: Path) -> None:
    out = inbox / "out"
    out.mkdir()
    (out / "x.en.txt").write_text("English")
    assert len(found(inbox, out)) == 5
    assert len(found(inbox)) == 6


def test_a_list_keeps_the_folders_that_it_names() -> None:
    listed = ["a/b/c.txt", "/x/y.txt", "../../z/w.txt", "./v.txt", "a/b/c.txt"]
    inputs = find_inputs([], listed=listed, on_error=print)
    assert [i.branch for i in inputs] == [
        PurePath("a/b"),
        PurePath("x"),
        PurePath("z"),
        PurePath(),
    ]


def test_a_list_of_names() -> None:
    assert split_list(b"a b.txt\r\n\nc.txt", zero=False) == ["a b.txt", "c.txt"]
    assert split_list(b"a\nb.txt\0c.txt\0", zero=True) == ["a\nb.txt", "c.txt"]
    assert split_list(b"caff\xe9.txt", zero=True) == [os.fsdecode(b"caff\xe9.txt")]


@given(st.lists(st.integers(0, 5 * WINDOW_TOKENS), max_size=300))
def test_windows_keep_order_and_stay_within_their_budget(sizes: list[int]) -> None:
    cut = list(windows(sizes, lambda size: size))
    assert [size for window in cut for size in window] == sizes
    for window in cut:
        assert 1 <= len(window) <= WINDOW_RELEASES
        assert len(window) == 1 or sum(s // 4 for s in window) <= WINDOW_TOKENS


def test_settings_that_differ_have_keys_that_differ() -> None:
    keys = {settings_key("a", "b"), settings_key("ab", ""), settings_key("a\n'b'"), settings_key()}
    assert len(keys) == 4


# --- what is finished ----------------------------------------------------------------


def test_names_and_tree_are_kept(inbox: Path, store: Store, tmp_path: Path) -> None:
    assert states(go(inbox, store)) == ["done"] * 5
    assert sorted(contents(tmp_path / "out")) == [
        "0/nota-000.en.txt",
        "0/nota-003.en.txt",
        "1/nota-001.en.txt",
        "1/nota-004.en.txt",
        "2/nota-002.en.txt",
    ]
    assert b"NUMERO 4" in contents(tmp_path / "out")["1/nota-004.en.txt"]


def test_a_second_run_does_nothing(inbox: Path, store: Store, tmp_path: Path) -> None:
    go(inbox, store)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*.txt")}
    for path in inbox.rglob("*.txt"):
        os.utime(path, (0, 2e9))  # the clock was moved, or the folder copied
    assert states(go(inbox, store)) == ["unchanged"] * 5
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*.txt")} == before


def test_changed_content_is_done_again_also_with_the_old_date(inbox: Path, store: Store) -> None:
    go(inbox, store)
    path = inbox / "1" / "nota-001.txt"
    before = path.stat()
    path.write_text("Il comunicato numero 9 è stato approvato dal consiglio.\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    events = go(inbox, store)
    assert [Path(e.name).name for e in events if e.state is State.DONE] == ["nota-001.txt"]


def test_other_settings_make_everything_anew(inbox: Path, store: Store) -> None:
    go(inbox, store)
    assert states(go(inbox, store, settings="s2")) == ["done"] * 5
    assert states(go(inbox, store, settings="s2")) == ["unchanged"] * 5


def test_a_missing_output_is_made_again(inbox: Path, store: Store, tmp_path: Path) -> None:
    go(inbox, store)
    (tmp_path / "out" / "2" / "nota-002.en.txt").unlink()
    assert sorted(states(go(inbox, store))) == ["done", *["unchanged"] * 4]


def test_a_changed_output_is_made_again_and_the_changed_one_kept(
    inbox: Path, store: Store, tmp_path: Path
) -> None:
    go(inbox, store)
    output = tmp_path / "out" / "2" / "nota-002.en.txt"
    right = output.read_bytes()
    said: list[str] = []
    for text in ("mine", "mine too"):
        output.write_text(text)
        go(inbox, store, said=said)
        assert output.read_bytes() == right
    assert output.with_name("nota-002.en.txt~").read_text() == "mine"
    assert output.with_name("nota-002.en.txt~2").read_text() == "mine too"
    assert "kept as nota-002.en.txt~" in said[0]


def test_a_file_that_no_run_wrote_is_not_replaced_unasked(
    inbox: Path, store: Store, tmp_path: Path
) -> None:
    foreign = tmp_path / "out" / "0" / "nota-000.en.txt"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("somebody's")
    (failed, *_) = [e for e in go(inbox, store) if e.state is State.FAILED]
    assert isinstance(failed.error, OutputError)
    assert "the file exists. Replace it with --force" in str(failed.error)
    assert foreign.read_text() == "somebody's"
    assert sorted(states(go(inbox, store, force=True))) == ["done", *["unchanged"] * 4]
    assert b"NUMERO 0" in foreign.read_bytes()


def test_the_result_of_another_input_is_not_replaced(
    inbox: Path, store: Store, tmp_path: Path
) -> None:
    go(inbox, store)
    other = tmp_path / "other"
    fill(other, 1)
    (other / "0" / "nota-000.txt").write_text("Un altro comunicato è stato approvato.\n")
    (event,) = go(other, store)
    assert "holds the result of another input" in str(event.error)
    (inbox / "0" / "nota-000.txt").unlink()
    assert states(go(other, store)) == ["done"]


def test_a_moved_inbox_is_still_finished(inbox: Path, store: Store) -> None:
    go(inbox, store)
    moved = inbox.rename(inbox.with_name("moved"))
    assert states(go(moved, store)) == ["unchanged"] * 5


def test_no_resume_makes_everything_again_and_remembers_it(inbox: Path, store: Store) -> None:
    go(inbox, store)
    assert states(go(inbox, store, resume=False)) == ["done"] * 5
    assert states(go(inbox, store)) == ["unchanged"] * 5


def test_without_resume_only_a_person_is_recalled(store: Store) -> None:
    store.memory.remember("m", {"a": ("A", 0.0), "b": ("B", 0.0)})
    store.memory.remember(PERSON, {"b": ("by hand", 0.0)})
    memory = Anew(store.memory)
    assert {k: v.text for k, v in memory.recall("m", ["a", "b"]).items()} == {"b": "by hand"}
    memory.remember("m", {"c": ("C", 0.0)})
    assert store.memory.recall("m", ["c"])["c"].text == "C"


def test_a_bad_file_stops_nothing(inbox: Path, store: Store) -> None:
    (inbox / "0" / "vuoto.txt").write_text("")
    (inbox / "1" / "foto.txt").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    events = go(inbox, store)
    assert sorted(states(events)) == [*["done"] * 5, "failed", "failed"]
    assert [s for s in states(go(inbox, store)) if s != "failed"] == ["unchanged"] * 5


def test_a_release_that_breaks_the_program_fails_alone(
    inbox: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def prepare(source, tools, options):  # type: ignore[no-untyped-def]
        if source.name.endswith("002.txt"):
            message = "no such thing"
            raise ValueError(message)
        if source.name.endswith("003.txt"):
            raise LanguageError(source.name, "language 'fi' is not supported")
        return pipeline.prepare(source, tools, options)

    monkeypatch.setattr("presscli.together.prepare", prepare)
    errors = [str(e.error) for e in go(inbox, store) if e.error]
    assert "nota-003.txt: language 'fi'" in errors[0]
    assert "nota-002.txt: a fault of presscli (ValueError: no such thing)" in errors[1]


def test_a_release_that_breaks_the_checks_fails_alone_of_its_window(
    inbox: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = next(p for p in sorted(inbox.rglob("*.txt")) if p.stat().st_size)
    broken.write_text("Questa frase rompe i controlli.\n", encoding="utf-8")

    def check_segment(source: str, *rest: Any, **more: Any) -> Any:
        if "rompe i controlli" in source:
            message = "no such thing"
            raise KeyError(message)
        return check.check_segment(source, *rest, **more)

    monkeypatch.setattr("presscli.pipeline.check_segment", check_segment)
    failed = {Path(e.name): str(e.error) for e in go(inbox, store) if e.error}
    assert list(failed) == [broken]
    assert "a fault of presscli (KeyError: 'no such thing')" in failed[broken]


def test_the_events_come_in_the_order_of_the_inputs(store: Store, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    fill(inbox, 3 * WINDOW_RELEASES)
    assert [e.name for e in go(inbox, store)] == [i.name for i in found(inbox)]


def test_a_segment_of_many_files_is_translated_once(store: Store, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for n in range(20):
        (inbox / f"{n}.txt").write_text("Il consiglio ha approvato il bilancio dell'anno.\n")
    go(inbox, store)
    assert store.memory.counts() == {"capitals|s1": 1}
    assert len(contents(tmp_path / "out")) == 20


# --- what is kept of each input ------------------------------------------------------


def test_without_a_report_only_failures_are_kept() -> None:
    seen, whole = Seen(whole=False), Seen()
    error = InputError("b.txt", "cannot be read")
    events = [
        Event("a.txt", State.DONE, Path("out/a.en.txt"), errors=1),
        Event("b.txt", State.FAILED, error=error),
        Event("c.txt", State.DONE, Path("out/c.en.txt"), error=error),  # as --strict has it
        Event("d.txt", State.UNCHANGED, Path("out/d.en.txt")),
    ]
    for event in events:
        seen.add(event)
        whole.add(event)
    assert seen.events == events[1:3]
    assert whole.events == events
    assert seen.states == whole.states == {"done": 2, "unchanged": 1, "failed": 1}
    assert seen.failures == whole.failures == [error, error]


def test_results_are_not_kept(store: Store, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    fill(inbox, 2)
    seen = Seen()
    for event in go(inbox, store):
        assert event.result is not None
        seen.add(event)
    assert [event.result for event in seen.events] == [None, None]


def test_the_files_of_a_folder_share_its_branch(tmp_path: Path) -> None:
    folder = tmp_path / "inbox" / "sotto"
    folder.mkdir(parents=True)
    for name in "ab":
        (folder / f"{name}.txt").write_text("Nota.\n", encoding="utf-8")
    first, second = found(tmp_path / "inbox")
    assert first.branch == PurePath("sotto")
    assert second.branch is first.branch


# --- killed, and many at once --------------------------------------------------------


def test_killed_at_any_moment_it_goes_on_where_it_was(tmp_path: Path) -> None:
    """A few moments here; benchmarks/kill.py takes sixty, with a real model."""
    inbox, out, file = tmp_path / "inbox", tmp_path / "out", tmp_path / "store.db"
    fill(inbox, 200)
    whole = process(inbox, tmp_path / "whole", tmp_path / "whole.db")
    assert whole.communicate(timeout=120)
    chance = random.Random(11)
    for _ in range(6):
        killed = process(inbox, out, file, "0.003")
        deadline = time.monotonic() + 60
        before = sum(1 for _ in out.rglob("*.en.txt"))
        while killed.poll() is None and time.monotonic() < deadline:
            if sum(1 for _ in out.rglob("*.en.txt")) > before:
                time.sleep(chance.uniform(0, 0.3))
                break
            time.sleep(0.01)
        done = {p: p.stat().st_ino for p in out.rglob("*.en.txt")}
        killed.kill()
        killed.communicate()
        with open_store(str(file)) as store:
            store.claims.sweep()
            recorded = {d.output for d in store.documents.all()}
        # What was there when it was killed and what is recorded is one and the same.
        assert {p.resolve() for p in done} <= recorded
    last = process(inbox, out, file)
    assert last.communicate(timeout=120)[1] == b"" or last.returncode == 0
    assert contents(out) == contents(tmp_path / "whole")
    assert all(p.stat().st_ino == inode for p, inode in done.items())


@pytest.mark.parametrize("runs", [2, 8])
def test_runs_at_once_share_the_work(tmp_path: Path, runs: int) -> None:
    inbox, out, file = tmp_path / "inbox", tmp_path / "out", tmp_path / "store.db"
    fill(inbox, 90)
    processes = [process(inbox, out, file, "0.002") for _ in range(runs)]
    answers = [p.communicate(timeout=240) for p in processes]
    assert [p.returncode for p in processes] == [0] * runs, [e.decode() for _, e in answers]
    counts = [json.loads(output) for output, _ in answers]
    assert sum(c["done"] for c in counts) == 90
    assert sum(c["unchanged"] for c in counts) == 90 * (runs - 1)
    assert len(contents(out)) == 90
    with open_store(str(file)) as store:
        assert store.documents.count() == 90
        assert store.claims.owners() == []


def test_sigterm_leaves_whole_files_and_no_other(tmp_path: Path) -> None:
    inbox, out, file = tmp_path / "inbox", tmp_path / "out", tmp_path / "store.db"
    fill(inbox, 300)
    ended = process(inbox, out, file, "0.002")
    deadline = time.monotonic() + 60
    while not list(out.rglob("*.en.txt")) and time.monotonic() < deadline:
        time.sleep(0.01)
    ended.send_signal(signal.SIGTERM)
    _, errors = ended.communicate(timeout=60)
    assert ended.returncode != 0
    assert b"done and kept" in errors
    assert list(out.rglob(".presscli-*")) == []
    with open_store(str(file)) as store:
        assert {d.output for d in store.documents.all()} == set(out.resolve().rglob("*.en.txt"))
        assert all(d.is_whole() for d in store.documents.all())


# --- settling ------------------------------------------------------------------------


def test_a_file_is_read_when_it_has_come_to_rest() -> None:
    clock, state = [0.0], {"a": (1, 10, 0)}
    settling = Settling(2.0, clock=lambda: clock[0], look=state.get)
    settling.note(["a", "gone"])
    for now, stamp, ready in [
        (1.0, (1, 10, 0), []),
        (1.5, (1, 20, 0), []),  # it grew
        (3.0, (1, 20, 0), []),
        (3.5, (1, 20, 0), ["a"]),
        (9.0, (1, 20, 0), []),
    ]:
        clock[0], state["a"] = now, stamp
        assert settling.settled() == ready
    settling.discover(["a"])
    clock[0] = 12.0
    assert settling.settled() == []  # known as it is
    state["b"] = (2, 1, 0)
    settling.discover(["a", "b"])
    clock[0] = 14.0
    assert settling.settled() == ["b"]
    settling.note(["a"])
    del state["a"]
    clock[0] = 99.0
    assert settling.settled() == []
