"""Mails, mailboxes and archives through the commands, with the small MarianMT."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.cli import Cli
from tests.documents.make_mail import SCHOOL, packed

DOCUMENTS = Path(__file__).parent / "documents" / "mail"
FILES = ("plain.eml", "mailbox.mbox", "archive.zip", "outlook.msg")
RESULTS = [
    "archive.zip/altri.zip/scuola/borse.en.txt",
    "archive.zip/comunicati/ponte.en.txt",
    "archive.zip/posta/vendemmia.en.txt",
    "mailbox.mbox/001-riaperto-il-ponte-sul-serio-dopo-i-lavori.en.txt",
    "mailbox.mbox/002-vendemmia-raccolto-in-calo-del-7-per-cento.en.txt",
    "mailbox.mbox/002-vendemmia-raccolto-in-calo-del-7-per-cento/traghetti.en.txt",
    "mailbox.mbox/003-scuola-120-borse-di-studio-per-l-anno-prossimo.en.txt",
    "outlook.en.txt",
    "plain.en.txt",
]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in FILES:
        shutil.copy(DOCUMENTS / name, folder)
    return folder


def written(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*.txt"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_of_mails_becomes_a_folder_of_releases(
    cli: Cli, inbox: Path, tmp_path: Path, jobs: str
) -> None:
    (inbox / "rotto.zip").write_bytes(b"PK\x03\x04" + bytes(50))
    out = tmp_path / "out"
    command = ("translate", inbox, "-o", out, "--glob", "*", "--jobs", jobs, "--no-summary")
    done = cli.run(*command)
    assert done.returncode == 3, done.stderr.decode()
    assert b"in/rotto.zip: damaged ZIP archive" in done.stderr
    assert b"Traceback" not in done.stderr
    assert written(out) == RESULTS
    again = cli.run(*command)
    assert b"9 of 10 inputs unchanged" in again.stderr


@pytest.mark.parametrize("name", FILES)
def test_standard_input_holds_what_a_file_would(cli: Cli, tmp_path: Path, name: str) -> None:
    data = (DOCUMENTS / name).read_bytes()
    out = tmp_path / "out"
    done = cli.run("translate", "-", "-o", f"{out}/", "--no-summary", "--no-store", stdin=data)
    assert done.returncode == 0, done.stderr.decode()
    below = [path.removeprefix(f"{name}/") for path in RESULTS if path.startswith(name)]
    places = [f"stdin/{path}" for path in below] or ["stdin.en.txt"]
    assert written(out) == places


def test_a_digest_of_mails(cli: Cli, inbox: Path) -> None:
    done = cli.run("digest", inbox, "--glob", "*", "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    assert len(json.loads(done.stdout)["items"]) >= 4  # copies of one release are joined


def test_scripts_in_a_mail_do_not_reach_the_page(cli: Cli, tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "Comune <script>alert(1)</script> <a@b.example>"
    message["Subject"] = "Nuovi fondi <img src=x onerror=alert(2)>"
    message.set_content(
        f"<p>{SCHOOL[1]}</p><p>{SCHOOL[2]}</p><script>alert(3)</script>"
        '<p><a href="javascript:alert(4)" onclick="alert(5)">Qui</a> il bando.</p>'
        "<p>&lt;script&gt;alert(6)&lt;/script&gt; resta testo.</p>",
        subtype="html",
    )
    page = cli.run(
        *("translate", "-", "--format", "html", "--no-summary", "--no-store"),
        stdin=message.as_bytes(),
    ).stdout.decode()
    assert "&lt;script&gt;alert(" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "javascript:" not in page
    assert "onclick" not in page


def test_a_watched_folder_takes_mails_as_they_come(cli: Cli, tmp_path: Path) -> None:
    inbox, out = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    outside = tmp_path / "segreto.txt"
    outside.write_text("Il segreto.")
    (inbox / "fuori.txt").symlink_to(outside)
    process = cli.start("watch", inbox, "-o", out, "--glob", "*", "--settle", "0.2")
    try:
        shutil.copy(DOCUMENTS / "archive.zip", inbox)
        wait_for(lambda: len(written(out)) == 3)
    finally:
        process.terminate()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert said.decode().count("a link that leads out of the folder") == 1
    assert not (out / "fuori.en.txt").exists()


def wait_for(ready: Callable[[], object]) -> None:
    for _ in range(600):
        if ready():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within a minute")


def test_a_bomb_in_a_batch_is_one_line(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bomba.zip").write_bytes(packed({"a.txt": bytes(50_000_000)}))
    shutil.copy(DOCUMENTS / "outlook.txt", tmp_path)
    done = cli.run("translate", tmp_path, "-o", tmp_path / "out", "--glob", "*.zip,*.txt")
    assert done.returncode == 3
    assert b"bomba.zip/a.txt: unpacks to" in done.stderr
    assert written(tmp_path / "out") == ["outlook.en.txt"]
