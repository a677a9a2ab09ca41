"""Folder runs, the store and watching as a person or cron meets them."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli import Cli
from tests.test_cli_bad_input import Call, call, posix, unprivileged

__all__ = ["call"]

SENTENCE = "La riunione è stata rinviata al 9 gennaio."
TRANSLATED = "The meeting has been postponed to 9 January."
ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PRESSCLI_STORE", str(tmp_path / "store" / "db"))


def fill(*names: str, text: str = f"{SENTENCE}\n") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def tree(folder: str) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in Path(folder).rglob("*") if p.is_file())


# --- folders -------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_tree_is_mirrored_in_every_format(call: Call, form: str) -> None:
    fill("inbox/a.txt", "inbox/x/b.txt", "inbox/x/y/c.md")
    assert call("translate", "inbox", "-o", "out/", "-f", form).code == 0
    suffix = {"text": ".en.txt", "markdown": ".en.md", "json": ".json"}[form]
    assert tree("out") == [f"a{suffix}", f"x/b{suffix}", f"x/y/c{suffix}"]
    assert all(TRANSLATED in Path("out", name).read_text() for name in tree("out"))


def test_a_second_run_says_that_nothing_has_changed(call: Call) -> None:
    fill("inbox/a.txt", "inbox/b.txt")
    call("translate", "inbox", "-o", "out")
    again = call("translate", "inbox", "-o", "out")
    assert (again.code, again.out) == (0, "")
    assert again.err == "2 of 2 inputs unchanged since they were done\n"


def test_other_options_are_another_result(call: Call) -> None:
    fill("inbox/a.txt")
    call("translate", "inbox", "-o", "out/", "-f", "json")
    call("translate", "inbox", "-o", "out/", "-f", "json", "--source", "ANSA")
    assert json.loads(Path("out/a.json").read_text())["attribution"]["source"] == "ANSA"


def test_results_beside_their_inputs_are_not_translated_again(call: Call) -> None:
    fill("inbox/a.txt")
    for _ in range(2):
        assert call("translate", "inbox", "-o", "inbox/").code == 0
    assert tree("inbox") == ["a.en.txt", "a.txt"]


def test_failures_are_listed_at_the_end_and_in_the_report(call: Call) -> None:
    fill("inbox/a.txt", "inbox/c.txt")
    fill("inbox/b.txt", text="")
    done = call("translate", "inbox", "-o", "out/", "--report", "report.json")
    assert done.code == 3
    assert done.err == (
        "error: inbox/b.txt: empty (0 bytes). Give a file with the text of a release\n"
        "1 of 3 inputs failed\n"
        "  inbox/b.txt  empty (0 bytes)\n"
    )
    report = json.loads(Path("report.json").read_text())
    assert report["exit_code"] == 3
    assert report["counts"] == {"inputs": 3, "done": 2, "unchanged": 0, "failed": 1}
    assert {d["input"]: d["state"] for d in report["documents"]} == {
        "inbox/a.txt": "done",
        "inbox/b.txt": "failed",
        "inbox/c.txt": "done",
    }
    assert "model:tiny-marian@" in report["signature"]


def test_fail_fast_stops(call: Call) -> None:
    fill("inbox/a.txt", text="")
    fill(*(f"inbox/b{n:03}.txt" for n in range(70)))
    done = call("translate", "inbox", "-o", "out/", "--fail-fast")
    assert done.code == 1
    assert "not begun (--fail-fast)" in done.err


def test_strict_is_strict_also_about_what_was_done_before(call: Call) -> None:
    fill("a.txt", text="Il bilancio 2031 vale 918.273 euro, il 64,7% in meno di 2.601.345.\n")
    flags = ("translate", "a.txt", "-o", "out/", "--strict", "--from", "it")
    first, second = call(*flags), call(*flags)
    assert (first.code, second.code) == (5, 5)
    assert "could not be confirmed" in second.err


def test_files_from_a_list_on_stdin(call: Call) -> None:
    fill("inbox/a b.txt", "inbox/x/c.txt")
    names = b"inbox/a b.txt\0inbox/x/c.txt\0"
    assert call("translate", "--files-from", "-", "--print0", "-o", "out/", stdin=names).code == 0
    assert tree("out") == ["inbox/a b.en.txt", "inbox/x/c.en.txt"]
    lines = names.replace(b"\0", b"\n")
    shown = call("translate", "--files-from", "-", "-f", "jsonl", stdin=lines)
    found = [json.loads(line)["input"]["name"] for line in shown.out.splitlines()]
    assert found == ["inbox/a b.txt", "inbox/x/c.txt"]


def test_a_list_that_is_not_there(call: Call) -> None:
    done = call("translate", "--files-from", "list.txt")
    assert done.code == 1
    assert done.err.startswith("error: list.txt: ")


def test_stdin_is_one_thing_only(call: Call) -> None:
    assert call("translate", "-", "--files-from", "-").code == 2


def test_no_store_remembers_nothing(call: Call, tmp_path: Path) -> None:
    fill("inbox/a.txt")
    assert call("translate", "inbox", "-o", "out/", "--no-store").code == 0
    assert not (tmp_path / "store").exists()
    assert call("translate", "inbox", "-o", "out/", "--no-store").code == 1


def test_several_processes_keep_the_order(cli: Cli, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    for n in range(150):
        fill(str(inbox / f"{n:03}.txt"), text=f"La riunione è stata rinviata al {n % 28} marzo.\n")
    alone = cli.run("translate", inbox, "-f", "jsonl", "--no-summary")
    flags = ("--no-summary", "--jobs", "2")
    together = cli.run("translate", inbox, "-f", "jsonl", *flags)
    assert together.returncode == 0, together.stderr.decode()
    assert together.stdout == alone.stdout
    out = f"{tmp_path / 'out'}/"
    filed = cli.run("translate", inbox, "-f", "jsonl", "-o", out, *flags)
    assert filed.returncode == 0, filed.stderr.decode()
    assert b"".join(p.read_bytes() for p in sorted(Path(out).iterdir())) == alone.stdout


# --- what goes wrong around it -------------------------------------------------------


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of its own; skips where mounting is not allowed."""
    folder.mkdir()
    mount = shutil.which("mount")
    if not mount or sys.platform != "linux":
        pytest.skip("no mount here")
    size = f"size={kilobytes}k"
    done = subprocess.run([mount, "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], check=False)
    if done.returncode:
        pytest.skip("mounting a tmpfs is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(call: Call, tmp_path: Path) -> None:
    fill(*(f"inbox/{n:03}.txt" for n in range(100)))
    with small_disk(tmp_path / "disk", 64) as disk:
        old = disk / "digest.html"
        old.write_text("yesterday's")
        done = call("translate", "inbox", "-o", f"{disk}/", "--no-summary", "--quiet")
        assert done.code == 1
        assert "(No space left on device). Make room on the disk" in done.err
        results = [p for p in disk.iterdir() if p != old]
        assert results
        assert all(TRANSLATED in p.read_text() for p in results)
        assert old.read_text() == "yesterday's"
    done = call("translate", "inbox", "-o", "out/", "--no-summary")
    assert (done.code, len(tree("out"))) == (0, 100)


def test_a_full_disk_under_the_store(call: Call, tmp_path: Path) -> None:
    fill("inbox/a.txt")
    with small_disk(tmp_path / "disk", 16) as disk:
        (disk / "ballast").write_bytes(b"x" * 12_000)
        done = call("translate", "inbox", "-o", "out/", "--store", f"{disk}/db")
    assert done.code == 1
    assert f"error: store {disk}/db: " in done.err
    assert tree("out") == [] if Path("out").exists() else True


def test_a_folder_that_cannot_be_written(call: Call, tmp_path: Path) -> None:
    fill("inbox/a.txt", "inbox/b.txt")
    with small_disk(tmp_path / "disk", 64) as disk:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        done = call("translate", "inbox", "-o", f"{disk}/")
    assert done.code == 1
    assert f"error: {disk}/a.en.txt: cannot be written (" in done.err
    assert "2 of 2 inputs failed\n" in done.err


@posix
def test_a_store_that_cannot_be_written(call: Call) -> None:
    fill("inbox/a.txt")
    Path("store").mkdir()
    Path("store").chmod(stat.S_IRUSR | stat.S_IXUSR | 0o055)
    with unprivileged():
        done = call("translate", "inbox", "-o", "out/")
    assert done.code == 1
    assert re.fullmatch(
        r"error: store .*: cannot be used \(Permission denied\)\. "
        r"Name another with --store PATH or PRESSCLI_STORE\n",
        done.err,
    )


def test_a_damaged_store_is_moved_aside_and_said(call: Call, tmp_path: Path) -> None:
    fill("inbox/a.txt")
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "db").write_text("not a store")
    done = call("translate", "inbox", "-o", "out/")
    assert done.code == 0
    assert "not a database. Moved to " in done.err
    assert [p.read_text() for p in (tmp_path / "store").glob("db.aside-*")] == ["not a store"]


def test_a_clock_that_was_moved_back(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    fill("inbox/a.txt")
    os.utime("inbox/a.txt", (4e9, 4e9))  # 2096
    assert call("translate", "inbox", "-o", "out/").code == 0
    fill("inbox/a.txt", text="Il ministro è arrivato a Parigi.\n")
    os.utime("inbox/a.txt", (1, 1))
    os.utime("out/a.en.txt", (4e9, 4e9))
    assert call("translate", "inbox", "-o", "out/").code == 0
    assert "The minister has arrived in Paris." in Path("out/a.en.txt").read_text()


def let_grow(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file grow whenever it has been read."""
    from presscli import read

    whole = read._read_all

    def read_and_grow(file):  # type: ignore[no-untyped-def]
        data = whole(file)
        if file.name.endswith(name):
            with Path(file.name).open("a") as writer:
                writer.write("e ancora\n")
        return data

    monkeypatch.setattr(read, "_read_all", read_and_grow)


def test_a_file_that_changes_while_it_is_read(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    fill("inbox/a.txt", "inbox/b.txt")
    let_grow("a.txt", monkeypatch)
    done = call("translate", "inbox", "-o", "out/")
    assert done.code == 3
    assert "inbox/a.txt: changed while it was read. Run again when it is written" in done.err
    assert tree("out") == ["b.en.txt"]


# --- presscli store ------------------------------------------------------------------


def test_store_info_counts_what_is_there(call: Call, tmp_path: Path) -> None:
    fill("inbox/a.txt", "inbox/b.txt")
    call("translate", "inbox", "-o", "out/")
    lines = call("store", "info").out.splitlines()
    assert lines[0].startswith(f"file: {tmp_path / 'store' / 'db'} (")
    assert lines[1:3] == ["finished files: 2", "segments: 1"]
    assert lines[3].startswith("  1 translate|model:tiny-marian@")
    assert lines[-1] == "runs: 1"


def test_store_vacuum_forgets_what_is_gone(call: Call) -> None:
    fill("inbox/a.txt", "inbox/b.txt")
    call("translate", "inbox", "-o", "out/")
    Path("out/a.en.txt").unlink()
    assert "forgotten: 1 finished file no longer there, 0 segments" in call("store", "vacuum").err


def test_a_translators_memory_is_used_checked_and_named(call: Call) -> None:
    fill("inbox/a.txt")
    call("translate", "inbox", "-o", "out/", "-f", "json")
    exported = call("store", "export", "-").out
    human = exported.replace(TRANSLATED, "The meeting was put off until 9 January.")
    human = re.sub(r" creationid=\"[^\"]*\"|      <prop .*\n", "", human)
    Path("mine.tmx").write_text(human)
    assert call("store", "import", "mine.tmx").err == "imported 1 segment, 1 of them by a person\n"
    assert call("translate", "inbox", "-o", "out/", "-f", "json").err == ""
    record = json.loads(Path("out/a.json").read_text())
    (segment,) = record["paragraphs"][0]["segments"]
    assert segment["target"] == "The meeting was put off until 9 January."
    assert segment["origin"] == "memory"
    wrong = human.replace("9 January", "8 January")
    Path("wrong.tmx").write_text(wrong)
    call("store", "import", "wrong.tmx")
    assert "warning[W-" in call("translate", "inbox", "-o", "out/", "-f", "json").err


def test_what_is_no_tmx_changes_nothing(call: Call) -> None:
    fill("bad.tmx", text="<tmx><body>")
    done = call("store", "import", "bad.tmx")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error: bad.tmx: not TMX (")


# --- presscli watch ------------------------------------------------------------------


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 110
    while not path.exists() and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
    assert path.exists(), process.poll()


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_watching_until_told_to_stop(cli: Cli, tmp_path: Path, number: signal.Signals) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    fill(str(inbox / "a.txt"))
    process = cli.start("watch", inbox, "-o", out, "--settle", "0.3")
    try:
        wait_for(out / "a.en.txt", process)
        fill(str(inbox / "x" / "b.txt"), text="Il ministro è arrivato a Parigi.\n")
        fill(str(inbox / "photo.jpg"))
        fill(str(inbox / "empty.txt"), text="")
        wait_for(out / "x" / "b.en.txt", process)
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0, errors.decode()
    assert sorted(p.name for p in out.rglob("*") if p.is_file()) == ["a.en.txt", "b.en.txt"]
    assert "stopped: " in errors.decode()


def test_watched_are_folders(call: Call) -> None:
    fill("a.txt")
    done = call("watch", "a.txt", "-o", "out")
    assert (done.code, done.err[:38]) == (2, "error: FOLDERS: not a folder (a.txt). ")


def test_the_systemd_unit_is_one(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    unit = (ROOT / "docs" / "examples" / "presscli-watch.service").read_text()
    there = tmp_path / "presscli-watch.service"
    there.write_text(unit.replace("/usr/local/bin/presscli", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", str(there)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "presscli-watch" in done.stderr) == (0, False), done.stderr
