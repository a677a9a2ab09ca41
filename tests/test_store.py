"""store: what outlasts a run; safe with several at once, with dead ones, with damaged files."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscli.errors import StoreError
from presscli.store import PERSON, Run, Store, Work, file_sha256, open_store, store_path
from presscli.store.owner import Owner, Watch, is_running, this_process
from presscli.store.schema import APPLICATION_ID, MIGRATIONS

ROOT = Path(__file__).parent.parent


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    with open_store(str(file)) as opened:
        yield opened


def work(folder: Path, name: str = "a", sha256: str = "s1", settings: str = "m1") -> Work:
    return Work(
        folder / f"{name}.en.txt",
        folder / f"{name}.txt",
        sha256,
        settings,
        folder / f".presscli-{name}.tmp",
    )


def dead_process(file: Path, code: str) -> None:
    """Run code with an open ``store`` in a process that is killed at its end."""
    script = (
        "import os, signal\nfrom pathlib import Path\n"
        "from presscli.store import *\nfrom tests.test_store import work\n"
        f"folder = Path({str(file.parent)!r})\nstore = open_store({str(file)!r})\n{code}\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode == -9


# --- where it is ---------------------------------------------------------------------


def test_the_flag_comes_before_the_variable_before_the_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PRESSCLI_HOME", str(tmp_path))
    assert store_path() == tmp_path / "store.sqlite3"
    monkeypatch.setenv("PRESSCLI_STORE", "/b.db")
    assert store_path() == Path("/b.db")
    assert store_path("c.db") == Path("c.db")


# --- memory --------------------------------------------------------------------------


def test_what_is_remembered_is_recalled_for_its_signature_only(store: Store) -> None:
    store.memory.remember("m1", {"uno": ("one", -0.5), "due": ("two", -0.25)})
    found = store.memory.recall("m1", ["due", "tre", "uno", "uno"])
    assert {k: (v.text, v.score, v.by_person) for k, v in found.items()} == {
        "uno": ("one", -0.5, False),
        "due": ("two", -0.25, False),
    }
    assert store.memory.recall("m2", ["uno"]) == {}


def test_a_person_comes_before_any_model(store: Store) -> None:
    store.memory.remember(PERSON, {"uno": ("One", 0.0)})
    store.memory.remember("m1", {"uno": ("one", -0.5)})
    assert store.memory.recall("m1", ["uno"])["uno"].text == "One"
    assert store.memory.recall("m2", ["uno"])["uno"].by_person


def test_the_generation_changes_with_what_a_person_gives(store: Store) -> None:
    seen = [store.memory.generation()]
    for text in ("One", "One!", "One!"):
        store.memory.remember(PERSON, {"uno": (text, 0.0)})
        seen.append(store.memory.generation())
    store.memory.remember("m1", {"uno": ("one", 0.0)})
    assert store.memory.generation() == seen[-1]
    assert len(set(seen)) == 3, "the same once more is no change"


@settings(max_examples=30)
@given(st.dictionaries(st.text(), st.tuples(st.text(), st.floats(-99, 0)), max_size=8))
def test_any_text_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, made: dict[str, tuple[str, float]]
) -> None:
    with open_store(str(tmp_path_factory.mktemp("s") / "db")) as store:
        assert store.memory.remember("m", made) == len(made)
        found = store.memory.recall("m", list(made))
    assert {k: (v.text, v.score) for k, v in found.items()} == made


def test_a_text_that_is_no_unicode_is_left_out(store: Store) -> None:
    assert store.memory.remember("m", {"\udc80": ("x", 0.0), "y": ("z", 0.0)}) == 1
    assert list(store.memory.recall("m", ["\udc80", "y"])) == ["y"]


def test_more_texts_than_one_statement_takes(store: Store) -> None:
    made = {f"segmento {n}": (f"segment {n}", 0.0) for n in range(1201)}
    store.memory.remember("m", made)
    assert len(store.memory.recall("m", [*made, *made])) == 1201


# --- documents and claims ------------------------------------------------------------


def test_threads_share_a_store(store: Store, tmp_path: Path) -> None:
    """Windows of a run are in work at the same time, and the run itself claims and records."""

    def learn(number: int) -> bool:
        source = f"frase {number}"
        store.memory.remember("m", {source: ("sentence", -0.1), "comune": ("shared", -0.1)})
        return source in store.memory.recall("m", [source])

    works = [work(tmp_path, str(n)) for n in range(20)]
    with ThreadPoolExecutor(4) as pool:
        learned = pool.map(learn, range(80))
        for one in works:
            assert store.claims.take([one]) == {}
            store.claims.finish({one: "sha"})
        assert all(learned)
    assert store.memory.counts() == {"m": 81}
    assert store.documents.count() == 20


def test_an_output_is_done_only_when_it_is_finished(store: Store, tmp_path: Path) -> None:
    w = work(tmp_path)
    assert store.claims.take([w]) == {}
    store.claims.promise({w.output: "whatever"})
    assert store.documents.find(w.output) is None
    w.output.write_text("done")
    store.claims.finish({w: file_sha256(w.output)})
    document = store.documents.find(w.output)
    assert document is not None
    assert document.is_made_of("s1", "m1")
    assert not document.is_made_of("s2", "m1")
    assert not document.is_made_of("s1", "m2")
    assert document.is_whole()
    w.output.write_text("changed")
    assert not document.is_whole()
    w.output.unlink()
    assert not document.is_whole()


def test_what_one_run_holds_another_cannot_take(file: Path, store: Store, tmp_path: Path) -> None:
    first, second = work(tmp_path, "a"), work(tmp_path, "b")
    store.claims.take([first])
    with open_store(str(file)) as other:
        busy = other.claims.take([first, second])
        assert {o: owner.pid for o, owner in busy.items()} == {first.output: os.getpid()}
        store.claims.release([first.output])
        assert other.claims.take([first]) == {}
    assert store.claims.take([first, second]) == {}  # closing gave both up


def test_holding_names_the_process_that_is_in_the_way(
    file: Path, store: Store, tmp_path: Path
) -> None:
    w = work(tmp_path)
    with store.claims.holding(w), open_store(str(file)) as other:
        with pytest.raises(StoreError) as caught, other.claims.holding(w):
            pass
        assert f"(process {os.getpid()} on " in str(caught.value)
        assert [count for _, count in other.claims.owners()] == [1]


def test_the_dead_hold_nothing_and_leave_nothing(file: Path, store: Store, tmp_path: Path) -> None:
    dead_process(
        file,
        "store.claims.take([work(folder, 'a'), work(folder, 'b'), work(folder, 'c')])\n"
        "store.claims.promise({folder / 'a.en.txt': 'x', folder / 'b.en.txt': 'y'})\n"
        "(folder / '.presscli-b.tmp').write_text('half')",
    )
    assert store.claims.take([work(tmp_path, name) for name in "abc"]) == {}
    assert not (tmp_path / ".presscli-b.tmp").exists()
    assert store.documents.count() == 0


def test_what_the_dead_had_written_as_promised_is_done(
    file: Path, store: Store, tmp_path: Path
) -> None:
    dead_process(
        file,
        "w = work(folder, 'a'); v = work(folder, 'b')\nstore.claims.take([w, v])\n"
        "for x in (w, v): x.output.write_text('whole')\n"
        "store.claims.promise({w.output: file_sha256(w.output), v.output: 'another'})",
    )
    store.claims.sweep()
    document = store.documents.find(tmp_path / "a.en.txt")
    assert document is not None
    assert document.is_made_of("s1", "m1")
    assert document.is_whole()
    assert store.documents.find(tmp_path / "b.en.txt") is None


def test_two_ways_to_one_file_are_one_output(store: Store, tmp_path: Path) -> None:
    w = work(tmp_path)
    w.output.write_text("done")
    store.claims.take([w])
    store.claims.finish({w: file_sha256(w.output)})
    (tmp_path / "link").symlink_to(tmp_path)
    assert store.documents.find(tmp_path / "link" / "a.en.txt") is not None


def test_a_name_that_is_not_utf8_is_kept(store: Store, tmp_path: Path) -> None:
    output = tmp_path / os.fsdecode(b"caff\xe9.txt")
    w = replace(work(tmp_path), output=output)
    store.claims.take([w])
    store.claims.finish({w: "x"})
    assert [d.output for d in store.documents.all()] == [output]


def test_missing_outputs_are_forgotten_on_request(store: Store, tmp_path: Path) -> None:
    for name in "ab":
        w = work(tmp_path, name)
        w.output.write_text(name)
        store.claims.finish({w: file_sha256(w.output)})
    (tmp_path / "a.en.txt").unlink()
    assert store.documents.forget_missing() == 1
    assert [d.output.name for d in store.documents.all()] == ["b.en.txt"]


# --- owners --------------------------------------------------------------------------


def test_this_process_runs_and_a_pid_used_again_does_not() -> None:
    me = this_process("x")
    assert is_running(me)
    assert not Watch().is_gone(me, 0)
    assert Watch().is_gone(replace(me, process_start="1"), 0)
    assert Watch().is_gone(replace(me, pid=2**22 + 1), 0)


def test_a_process_that_ended_and_waits_for_its_parent_is_gone() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert child.stdin is not None
    owner = replace(this_process("x"), pid=child.pid, process_start="")
    assert is_running(owner)
    child.stdin.close()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not is_running(owner) or not Path("/proc/self/stat").exists()
    child.wait()


def test_an_owner_of_an_earlier_boot_is_gone() -> None:
    me = this_process("x")
    machine, _, namespace = me.system.split("|")
    assert Watch().is_gone(replace(me, system=f"{machine}|earlier|{namespace}"), 0)


def test_an_owner_elsewhere_is_gone_when_its_heart_stands_still(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = 1000.0
    monkeypatch.setattr("presscli.store.owner.time.monotonic", lambda: clock)
    far = Owner("far", 1, "elsewhere", "m|b|n", "1")
    watch = Watch()
    assert not watch.is_gone(far, 5)
    clock += 50
    assert not watch.is_gone(far, 6)
    clock += 50
    assert not watch.is_gone(far, 6)
    clock += 11
    assert watch.is_gone(far, 6)


# --- runs and kept -------------------------------------------------------------------


def test_the_last_successful_run_is_the_one_recorded_last(store: Store, tmp_path: Path) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    output = tmp_path / "digest.html"
    assert store.last_successful_run(output) is None
    for hours, succeeded in [(0, True), (-5, True), (1, False)]:  # the clock was moved back
        at = noon + timedelta(hours=hours)
        store.record_run(output, Run("digest", at, at, succeeded, "sig", {"translated": hours}))
    last = store.last_successful_run(output)
    assert last is not None
    assert (last.started_at, dict(last.counts)) == (noon - timedelta(hours=5), {"translated": -5})
    assert store.last_successful_run(tmp_path / "other.html") is None


def test_the_run_log_does_not_grow_for_ever(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("presscli.store.runs.KEPT_RUNS", 3)
    now = datetime.now(UTC)
    for name in "aaaaab":
        store.record_run(tmp_path / name, Run("x", now, now, succeeded=True))
    assert store.runs.count() == 4


def test_kept_results_come_back_by_key(store: Store) -> None:
    store.kept.keep("k", '{"a": 1}')
    store.kept.keep("k", '{"a": 2}')
    assert store.kept.find("k") == '{"a": 2}'
    assert store.kept.find("other") is None
    assert store.kept.count() == 1


def set_clock(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    """Let the store's clock stand so many days after now."""

    class Clock:
        @staticmethod
        def now(zone: tzinfo) -> datetime:
            return datetime.now(zone) + timedelta(days=days)

    monkeypatch.setattr("presscli.store.kept.datetime", Clock)


def test_kept_results_that_nobody_uses_are_forgotten(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("r:used", "r:unused", "other:r:unused"):
        store.kept.keep(key, key)
    set_clock(monkeypatch, 50)
    store.kept.use(["r:used", "r:never kept"])
    assert store.kept.forget("r:", unused=timedelta(days=90)) == 0
    set_clock(monkeypatch, 91)
    assert store.kept.forget("r:", unused=timedelta(days=90)) == 1
    assert [store.kept.find(k) for k in ("r:used", "r:unused")] == ["r:used", None]
    assert store.kept.find("other:r:unused")
    set_clock(monkeypatch, -5)
    assert store.kept.forget("r:", unused=timedelta(days=0)) == 0, "a clock set back drops nothing"


def test_a_store_of_the_first_version_keeps_what_it_holds(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement)
        connection.execute("INSERT INTO kept VALUES ('k', 'text', '2026-01-02T03:04:05+00:00')")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    with open_store(str(file)) as store:
        assert store.kept.find("k") == "text"
        assert store.kept.forget("k", unused=timedelta(days=1)) == 1


# --- the file ------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"not a store", b"SQLite format 3\0 and then nonsense" * 99])
def test_what_is_no_store_is_moved_aside_whole(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    said: list[str] = []
    with open_store(str(file), notify=said.append) as store:
        store.memory.remember("m", {"a": ("b", 0.0)})
    aside = next(file.parent.glob("store.sqlite3.aside-*"))
    assert aside.read_bytes() == content
    assert len(said) == 1
    assert f"Moved to {aside}" in said[0]


def test_another_programs_database_is_moved_aside_whole(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = file.read_bytes()
    said: list[str] = []
    open_store(str(file), notify=said.append).close()
    assert next(file.parent.glob("*.aside-*")).read_bytes() == before
    assert "a database of another program" in said[0]


def test_a_damaged_store_is_moved_aside(file: Path) -> None:
    with open_store(str(file)) as store:
        store.memory.remember("m", {f"{n}" * 50: ("b" * 50, 0.0) for n in range(500)})
        store.vacuum()
    data = bytearray(file.read_bytes())
    data[4096 * 3 : 4096 * 6] = b"\xff" * (4096 * 3)
    file.write_bytes(bytes(data))
    said: list[str] = []
    with open_store(str(file), notify=said.append) as store:
        assert store.memory.counts() == {}
    assert len(said) == 1


def test_a_store_of_a_newer_version_is_left_alone(file: Path) -> None:
    open_store(str(file)).close()
    with sqlite3.connect(file) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match="made by a newer presscli"):
        open_store(str(file))
    assert file.read_bytes() == before


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"is a folder\. Name a file"):
        open_store(str(tmp_path))


def test_a_file_in_the_way_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"--store PATH or PRESSCLI_STORE"):
        open_store(str(tmp_path / "file" / "store.sqlite3"))


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no effective user id here")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR | 0o055)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        with pytest.raises(StoreError, match="cannot be used"):
            open_store(str(tmp_path / "store.sqlite3"))
    finally:
        if root:
            os.seteuid(0)
        tmp_path.chmod(0o755)


def test_many_open_a_new_store_at_once(file: Path) -> None:
    failures: list[BaseException] = []

    def use(number: int) -> None:
        try:
            with open_store(str(file)) as store:
                store.memory.remember("m", {f"{number}": ("x", 0.0)})
        except BaseException as error:  # noqa: BLE001 - all that a thread may raise
            failures.append(error)

    threads = [threading.Thread(target=use, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_store(str(file)) as store:
        assert store.memory.counts() == {"m": 8}


def test_a_transaction_that_fails_changes_nothing(store: Store, tmp_path: Path) -> None:
    store.memory.remember("m", {"a": ("b", 0.0)})
    with pytest.raises(StoreError):
        store.memory.remember("m", {"c": ("d", 0.0), "e": ("f", float("nan"))})
    assert store.memory.counts() == {"m": 1}
