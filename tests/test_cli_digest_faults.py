"""Digests on a full disk, in a read-only folder, by a wrong clock, and with others at work."""

from __future__ import annotations

import datetime
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from presscli.store import Work, open_store
from tests.cli import Cli
from tests.test_cli_bad_input import Call, call, posix
from tests.test_cli_folders import let_grow, small_disk

__all__ = ["call"]

FLAGS = ("--format", "json", "--profile", "embedded", "--from", "it")


@pytest.fixture(autouse=True)
def inbox(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An inbox with one release, and a store beside it."""
    monkeypatch.setenv("PRESSCLI_STORE", str(tmp_path / "store" / "db"))
    folder = tmp_path / "inbox"
    folder.mkdir()
    add(folder, 1)
    return folder


def add(inbox: Path, number: int) -> Path:
    """A release of its own for each number."""
    path = inbox / f"{number:02}.txt"
    # Not one word in common, or they would be copies of each other.
    body = " ".join(f"{word}{number}" for word in ("Nota", "breve", "numero"))
    path.write_text(
        f"Titolo {number}\n\nRoma, {number} gennaio 2023 - La riunione è stata rinviata al "
        f"{number} marzo. {body}.\n",
        encoding="utf-8",
    )
    return path


def names(digest: Path) -> list[str]:
    feed: dict[str, Any] = json.loads(digest.read_text(encoding="utf-8"))
    return sorted(Path(n).name for item in feed["items"] for n in item["_presscli"]["files"])


def left_behind(folder: Path) -> list[str]:
    return [p.name for p in folder.rglob(".presscli-*")]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for a digest of a release or two."""
    with small_disk(tmp_path / "disk", 48) as folder:
        yield folder


# --- the output ----------------------------------------------------------------------


def test_a_full_disk_leaves_the_digest_and_its_news(call: Call, disk: Path, inbox: Path) -> None:
    output = disk / "d.json"
    flags = ("digest", "inbox", "-o", str(output), *FLAGS, "--since", "last", "--append")
    assert call(*flags).code == 0
    before = output.read_bytes()
    for number in range(2, 25):
        add(inbox, number)
    done = call(*flags)
    assert done.code == 1
    assert f"error: {output}: cannot be written (No space left on device). Make room" in done.err
    assert output.read_bytes() == before
    assert left_behind(disk) == []
    elsewhere = call("digest", "inbox", "-o", "all.json", *FLAGS)
    assert elsewhere.code == 0, "what was translated before the disk was full is not lost"
    subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
    assert call(*flags).code == 0
    assert names(output) == [f"{n:02}.txt" for n in range(1, 25)]


def test_a_folder_that_cannot_be_written(call: Call, disk: Path, inbox: Path) -> None:
    output = disk / "d.json"
    flags = ("digest", "inbox", "-o", str(output), *FLAGS)
    assert call(*flags).code == 0
    before = output.read_bytes()
    add(inbox, 2)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    done = call(*flags)
    assert done.code == 1
    assert f"error: {output}: cannot be written (" in done.err
    assert output.read_bytes() == before


def test_a_full_disk_under_stdout(cli: Cli, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            cli.command("digest", "inbox", *FLAGS),
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=cli.environment,
            check=False,
        )
    assert done.returncode == 1
    assert b"<stdout>: cannot be written (No space left on device)" in done.stderr


# --- the store -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "code"),
    [((), 0), (("--append",), 1), (("--since", "last"), 1), (("--store", "disk/db"), 1)],
    ids=str,
)
def test_a_store_that_cannot_be_written(
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    disk: Path,
    inbox: Path,
    flags: tuple[str, ...],
    code: int,
) -> None:
    subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
    monkeypatch.setenv("PRESSCLI_STORE", str(disk / "db"))
    assert call("digest", "inbox", "-o", "d.json", *FLAGS).code == 0
    before = Path("d.json").read_bytes()
    add(inbox, 2)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    done = call("digest", "inbox", "-o", "d.json", *FLAGS, *flags)
    assert done.code == code
    assert "disk/db: cannot be used (Read-only file system). Name another with --store" in done.err
    assert ("Going on without: nothing is remembered" in done.err) is (code == 0)
    assert (Path("d.json").read_bytes() == before) is (code == 1)


@pytest.mark.parametrize("kilobytes", [16, 64, 128])
def test_a_full_disk_under_the_store(
    call: Call, tmp_path: Path, inbox: Path, kilobytes: int
) -> None:
    assert call("digest", "inbox", "-o", "d.json", *FLAGS).code == 0
    before = Path("d.json").read_bytes()
    for number in range(2, 40):
        add(inbox, number)
    with small_disk(tmp_path / "full", kilobytes) as folder:
        done = call("digest", "inbox", "-o", "d.json", *FLAGS, "--store", f"{folder}/db")
    assert done.code == 1
    assert f"error: store {folder}/db: cannot be used (" in done.err
    assert Path("d.json").read_bytes() == before
    assert left_behind(tmp_path) == []


def test_a_damaged_store_is_moved_aside_and_said(call: Call, tmp_path: Path) -> None:
    assert call("digest", "inbox", "-o", "d.json", *FLAGS).code == 0
    store = tmp_path / "store" / "db"
    store.write_bytes(b"SQLite format 3\0" + b"x" * 8000)
    done = call("digest", "inbox", "-o", "d.json", *FLAGS)
    assert done.code == 0
    assert "Moved to " in done.err
    assert len(list(store.parent.glob("db.aside-*"))) >= 1


# --- clocks and files that change ----------------------------------------------------


def set_clock(monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    moment = datetime.datetime(year, 6, 1, tzinfo=datetime.UTC)
    monkeypatch.setattr("presscli.cli.digesting._now", lambda: moment)


def test_a_clock_that_was_moved_back(
    call: Call, monkeypatch: pytest.MonkeyPatch, inbox: Path
) -> None:
    flags = ("digest", "inbox", "-o", "d.json", *FLAGS, "--since", "last", "--append")
    set_clock(monkeypatch, 2096)
    assert call(*flags).code == 0
    set_clock(monkeypatch, 2001)
    os.utime(add(inbox, 2), (1, 1))
    assert call(*flags).code == 0
    assert names(Path("d.json")) == ["01.txt", "02.txt"], "told by content, not by clocks"
    assert call("digest", "inbox", "-o", "e.json", *FLAGS, "--since", "24h").code == 0
    assert names(Path("e.json")) == ["01.txt", "02.txt"], "what comes from the future is news"


def test_a_file_that_changes_while_it_is_read(
    call: Call, monkeypatch: pytest.MonkeyPatch, inbox: Path
) -> None:
    add(inbox, 2)
    flags = ("digest", "inbox", "-o", "d.json", *FLAGS, "--since", "last")
    with monkeypatch.context() as patch:
        let_grow("01.txt", patch)
        done = call(*flags)
    assert done.code == 3
    assert "inbox/01.txt: changed while it was read" in done.err
    assert names(Path("d.json")) == ["02.txt"]
    assert call(*flags).code == 0
    assert names(Path("d.json")) == ["01.txt"], "news once it is whole"


# --- several at once, and killed -----------------------------------------------------


@pytest.mark.parametrize("runs", [2, 8])
def test_runs_at_once_take_turns_and_do_nothing_twice(
    cli: Cli, tmp_path: Path, inbox: Path, runs: int
) -> None:
    for number in range(2, 13):
        add(inbox, number)
    flags = ("-o", "d.json", *FLAGS, "--store", "db", "--append")
    processes = [cli.start("digest", "inbox", *flags, cwd=tmp_path) for _ in range(runs)]
    ended = [(p.communicate(timeout=300)[1].decode(), p.returncode) for p in processes]
    assert [code for _, code in ended] == [0] * runs, ended
    assert all("Traceback" not in errors for errors, _ in ended)
    assert names(tmp_path / "d.json") == [f"{n:02}.txt" for n in range(1, 13)]
    assert left_behind(tmp_path) == []
    with open_store(str(tmp_path / "db")) as store:
        assert store.claims.owners() == []
        assert store.runs.count() == runs
    with closing(sqlite3.connect(tmp_path / "db")) as connection:
        # A result that is made again replaces the one that was kept.
        rows = connection.execute("SELECT count(*) FROM kept WHERE key LIKE 'result:%'")
        assert rows.fetchone()[0] == 12


def test_a_run_that_waits_in_vain_is_told_who_is_in_the_way(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("presscli.cli.digest_order.WAIT_SECONDS", 0.3)
    output = tmp_path / "d.json"
    with open_store() as store:
        work = Work(output, output, "", "digest", tmp_path / "none")
        with store.claims.holding(work):
            done = call("digest", "inbox", "-o", "d.json", *FLAGS)
    assert done.code == 1
    who = f"(process {os.getpid()} on "
    assert f"waiting for another run that is writing d.json {who}" in done.err
    assert f"error: d.json: another run is writing it {who}" in done.err
    assert not output.exists()


@posix
@pytest.mark.parametrize("moment", ["translating", "writing"])
def test_killed_it_leaves_the_digest_of_before_and_the_next_run_sweeps_up(
    cli: Cli, tmp_path: Path, inbox: Path, moment: str
) -> None:
    flags = ("-o", "d.json", *FLAGS, "--store", "db")
    assert cli.run("digest", "inbox", *flags, cwd=tmp_path).returncode == 0
    before = (tmp_path / "d.json").read_bytes()
    add(inbox, 2)
    place = {
        "translating": "presscli.session.Session.process_together",
        "writing": "presscli.write._give_name",
    }[moment]
    script = (
        "import os, signal, sys\nfrom unittest import mock\n"
        "def die(*args, **kwargs):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        f"mock.patch({place!r}, die).start()\n"
        "from presscli.cli.app import run\nrun()\n"
    )
    command = [sys.executable, "-c", script, "digest", "inbox", *flags]
    done = subprocess.run(command, cwd=tmp_path, env=cli.environment, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / "d.json").read_bytes() == before
    assert len(left_behind(tmp_path)) == (moment == "writing")
    again = cli.run("digest", "inbox", *flags, cwd=tmp_path)
    assert (again.returncode, b"waiting" in again.stderr) == (0, False), "the dead hold nothing"
    assert left_behind(tmp_path) == []
    assert names(tmp_path / "d.json") == ["01.txt", "02.txt"]
