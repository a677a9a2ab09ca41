"""``presscli serve``: a real server, real commands, the same bytes as without it."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from presscli.serve import wire
from tests.cli import Cli, heed_interrupts

RELEASE = "Buongiorno.\n\nIl governo ha approvato il decreto.\n\n(Fonte: ente.example)\n"
ARGUMENTS = ("--from", "it", "--no-summary", "--profile", "embedded")

FORWARDED = """
import sys
sys.argv[0] = "presscli"
from presscli.__main__ import main
try:
    main()
finally:
    assert "typer" not in sys.modules, "done here, and not by the server"
"""


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A runtime folder with a path short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="ps-") as folder:
        yield Path(folder)


def environment(cli: Cli, runtime: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in cli.environment.items() if k != "PRESSCLI_NO_SERVE"}
    return kept | {"PRESSCLI_RUNTIME": str(runtime)} | more


def start(cli: Cli, runtime: Path, *flags: str) -> subprocess.Popen[str]:
    """A server that is ready."""
    process = subprocess.Popen(
        cli.command("serve", "--profile", "embedded", "--no-summary", *flags),
        stderr=subprocess.PIPE,
        env=environment(cli, runtime),
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - no thread of ours is running
    )
    assert process.stderr
    for line in process.stderr:
        if line.startswith("serving"):
            return process
    raise AssertionError(process.wait())


def stop(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> int:
    process.send_signal(number)
    try:
        process.communicate(timeout=60)
    finally:
        process.kill()  # one that heeds no signal must not outlast the test
    return process.wait()


@contextmanager
def serving(cli: Cli, runtime: Path) -> Iterator[subprocess.Popen[str]]:
    process = start(cli, runtime)
    try:
        yield process
    finally:
        if process.poll() is None:
            stop(process)


def forwarded(
    cli: Cli, runtime: Path, *args: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """A command that fails unless the server did it."""
    return subprocess.run(
        [sys.executable, "-c", FORWARDED, *args],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=cwd,
        env=environment(cli, runtime),
        timeout=120,
    )


def alone(
    cli: Cli, *args: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    return cli.run(*args, stdin=stdin, cwd=cwd, PRESSCLI_NO_SERVE="1")


def test_a_served_command_is_the_same_to_the_byte(cli: Cli, runtime: Path, tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text(RELEASE, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.4\n\x00\x01")
    with serving(cli, runtime):
        for args, stdin in (
            (("translate", "nota.txt", *ARGUMENTS), b""),
            (("translate", "-", "--format", "json", *ARGUMENTS), RELEASE.encode()),
            (("translate", "nota.txt", "bad.txt", "nothing.txt", *ARGUMENTS), b""),
            (("summarize", "bad.txt"), b""),
            (("translate", "--lines", "-", "--profile", "embedded"), b"Buongiorno.\n"),
            (("translate", "nota.txt", "--beam-size", "99"), b""),
        ):
            mine = alone(cli, *args, stdin=stdin, cwd=tmp_path)
            theirs = forwarded(cli, runtime, *args, stdin=stdin, cwd=tmp_path)
            assert theirs.stdout == mine.stdout
            assert theirs.returncode == mine.returncode
            usage = b"python -m presscli", b"presscli"
            assert theirs.stderr == mine.stderr.replace(*usage), args


def test_files_get_the_mask_and_the_folder_of_the_asking_process(
    cli: Cli, runtime: Path, tmp_path: Path
) -> None:
    (tmp_path / "nota.txt").write_text(RELEASE, encoding="utf-8")
    with serving(cli, runtime):
        before = os.umask(0o027)
        try:
            args = ("translate", "nota.txt", "-o", "nota.en.txt", *ARGUMENTS)
            done = forwarded(cli, runtime, *args, cwd=tmp_path)
        finally:
            os.umask(before)
    assert done.returncode == 0, done.stderr
    made = tmp_path / "nota.en.txt"
    assert made.read_text().startswith("Good morning.")
    assert stat.S_IMODE(made.stat().st_mode) == 0o640


def test_the_socket_is_the_users_alone_and_goes_with_the_server(cli: Cli, runtime: Path) -> None:
    with serving(cli, runtime) as process:
        path = runtime / "serve.sock"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        second = cli.run("serve", "--no-summary", PRESSCLI_RUNTIME=str(runtime))
        assert second.returncode == 2
        assert b"somebody serves already" in second.stderr
        assert stop(process) == 0
        assert not path.exists()


def test_ctrl_c_and_idleness_end_it_in_order(cli: Cli, runtime: Path) -> None:
    assert stop(start(cli, runtime), signal.SIGINT) == 0
    idle = start(cli, runtime, "--idle", "0.2")
    assert idle.wait(timeout=60) == 0
    assert idle.stderr
    idle.stderr.close()
    assert list(runtime.iterdir()) == []


def test_a_socket_that_a_killed_server_left_is_recognised(
    cli: Cli, runtime: Path, tmp_path: Path
) -> None:
    (tmp_path / "nota.txt").write_text(RELEASE, encoding="utf-8")
    stop(start(cli, runtime), signal.SIGKILL)
    assert (runtime / "serve.sock").exists()
    args = cli.command("translate", "nota.txt", *ARGUMENTS)
    there = environment(cli, runtime)
    done = subprocess.run(args, capture_output=True, check=False, cwd=tmp_path, env=there)
    assert done.stdout.startswith(b"Good morning.")
    with serving(cli, runtime):
        done = forwarded(cli, runtime, "translate", "nota.txt", *ARGUMENTS, cwd=tmp_path)
        assert done.stdout.startswith(b"Good morning.")


def test_a_client_of_another_version_is_sent_away(cli: Cli, runtime: Path) -> None:
    with serving(cli, runtime), socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(runtime / "serve.sock"))
        wire.send(connection, {"identity": "0.0.0", "arguments": []}, (0, 1, 2))
        assert wire.receive(connection) == {"ready": False}


@pytest.mark.parametrize("data", [b"", b"GET / HTTP/1.0\r\n\r\n\n", b"[]\n", b"\xff\n"])
def test_nonsense_does_not_end_it(cli: Cli, runtime: Path, data: bytes) -> None:
    with serving(cli, runtime):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(runtime / "serve.sock"))
            connection.sendall(data)
        args = ("translate", "--lines", "-", "--profile", "embedded")
        assert forwarded(cli, runtime, *args, stdin=b"Buongiorno.\n").stdout == b"Good morning.\n"


def test_a_client_that_goes_ends_its_command_and_no_more(cli: Cli, runtime: Path) -> None:
    with serving(cli, runtime):
        waiting = subprocess.Popen(
            [sys.executable, "-c", FORWARDED, "translate", "-", *ARGUMENTS],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(cli, runtime),
        )
        time.sleep(1.0)  # until it waits for its input
        waiting.kill()
        waiting.communicate()
        args = ("translate", "--lines", "-", "--profile", "embedded")
        for _ in range(20):  # while the first is being ended, the server is busy
            done = forwarded(cli, runtime, *args, stdin=b"Buongiorno.\n")
            if done.returncode == 0:
                break
        assert done.stdout == b"Good morning.\n"
        assert done.returncode == 0


def test_a_folder_that_others_may_enter_is_not_used(cli: Cli, runtime: Path) -> None:
    runtime.chmod(0o755)
    done = cli.run("serve", "--no-summary", PRESSCLI_RUNTIME=str(runtime))
    assert done.returncode == 2
    assert b"chmod 700" in done.stderr


def test_what_a_reader_did_not_take_does_not_come_out_at_the_next_command(
    cli: Cli, runtime: Path, tmp_path: Path
) -> None:
    (tmp_path / "nota.txt").write_text(RELEASE, encoding="utf-8")
    with serving(cli, runtime):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [sys.executable, "-c", FORWARDED, "translate", "nota.txt", *ARGUMENTS],
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            cwd=tmp_path,
            env=environment(cli, runtime),
        )
        os.close(writing)
        assert done.returncode == 141, done.stderr
        args = ("translate", "--lines", "-", "--profile", "embedded")
        assert forwarded(cli, runtime, *args, stdin=b"Buongiorno.\n").stdout == b"Good morning.\n"
