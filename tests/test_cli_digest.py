"""``presscli digest`` as cron runs it: the real command, a small real model."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from presscli.store import open_store
from tests.cli import Cli

# In English already, but for one test: what a digest is does not hang on the model.
FIRST = (
    "First headline of the day\n\n"
    "Rome, 20 November 2026 - The port has handled 300 ships this year, as the board said.\n\n"
    "(Fonte: porto.example)\n"
)
SECOND = (
    "Second headline of the day\n\n"
    "Rome, 21 November 2026 - The school has opened 12 new rooms for the pupils of the town.\n"
)
ITALIAN = (
    "Titolo primo\n\nRoma, 20 novembre 2026 - Il porto ha movimentato 300 navi ieri.\n\n"
    "(Fonte: porto.example)\n"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with an inbox of one release and an empty store."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(FIRST, encoding="utf-8")
    return tmp_path


def test_a_dash_as_output_is_stdout(cli: Cli, home: Path) -> None:
    done = cli.run("digest", "inbox", "-o", "-", cwd=home)
    assert b"First headline of the day" in done.stdout
    assert not (home / "-").exists()


def run(cli: Cli, home: Path, *args: str, inbox: str = "inbox") -> tuple[int, str]:
    """Exit code and stderr of a digest in JSON."""
    command = (
        "digest",
        inbox,
        "-o",
        "d.json",
        "--format",
        "json",
        "--profile",
        "embedded",
        "--from",
        "en",
    )
    done = cli.run(*command, "--store", home / "store", *args, cwd=home)
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stderr.decode()


def feed(home: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads((home / "d.json").read_text(encoding="utf-8"))
    return parsed


def files(home: Path) -> list[str]:
    return [Path(name).name for item in feed(home)["items"] for name in item["_presscli"]["files"]]


def test_a_digest_of_a_folder(cli: Cli, home: Path) -> None:
    (home / "inbox" / "b.txt").write_text(SECOND, encoding="utf-8")
    code, _ = run(cli, home)
    assert code == 0
    assert files(home) == ["b.txt", "a.txt"], "newest first"
    assert feed(home)["_presscli"]["counts"]["translated"] == 2
    assert feed(home)["items"][1]["external_url"] == "https://porto.example/"


def test_html_goes_to_stdout(cli: Cli, home: Path) -> None:
    done = cli.run(
        "digest", "inbox", "--profile", "embedded", "--from", "en", "--title", "<Oggi>", cwd=home
    )
    assert done.returncode == 0
    assert b"<h1>&lt;Oggi&gt;</h1>" in done.stdout


def test_since_last_shows_each_release_once_whatever_its_date(cli: Cli, home: Path) -> None:
    assert run(cli, home, "--since", "last")[0] == 0
    assert files(home) == ["a.txt"]
    old = home / "inbox" / "old.txt"
    old.write_text(SECOND.replace("2026", "2001"), encoding="utf-8")
    os.utime(old, (0, 0))
    assert run(cli, home, "--since", "last")[0] == 0
    assert files(home) == ["old.txt"], "it came late, with an old date and an old time"
    assert run(cli, home, "--since", "last")[0] == 0
    assert files(home) == []
    assert feed(home)["_presscli"]["counts"]["skipped"] == 2


def test_what_failed_is_news_again_once_it_is_mended(cli: Cli, home: Path) -> None:
    broken = home / "inbox" / "b.txt"
    broken.write_bytes(b"")
    code, stderr = run(cli, home, "--since", "last")
    assert (code, "b.txt: empty" in stderr) == (3, True)
    assert [f["name"] for f in feed(home)["_presscli"]["failures"]] == ["inbox/b.txt"]
    broken.write_text(SECOND, encoding="utf-8")
    assert run(cli, home, "--since", "last")[0] == 0
    assert files(home) == ["b.txt"]


def test_append_keeps_what_is_there(cli: Cli, home: Path) -> None:
    assert run(cli, home, "--append")[0] == 0
    first = feed(home)["items"][0]
    (home / "inbox" / "a.txt").unlink()
    (home / "inbox" / "b.txt").write_text(SECOND, encoding="utf-8")
    assert run(cli, home, "--append")[0] == 0
    assert files(home) == ["b.txt", "a.txt"]
    assert feed(home)["items"][1] == first


def test_append_refuses_a_digest_that_it_does_not_know(cli: Cli, home: Path) -> None:
    (home / "d.json").write_text("presscli digest", encoding="utf-8")
    code, stderr = run(cli, home, "--append")
    assert (code, "nothing is remembered" in stderr) == (2, True)
    assert (home / "d.json").read_text() == "presscli digest"


def test_two_agencies_one_entry(cli: Cli, home: Path) -> None:
    body = " ".join(
        f"Item {i} of the programme is about roads of this area and who pays." for i in range(6)
    )
    for agency in ("ANSA", "AGI"):
        text = f"A headline by {agency}\n\n({agency}) - ROME, 21 NOV - {body}\n"
        (home / "inbox" / f"{agency}.txt").write_text(text, encoding="utf-8")
    (home / "inbox" / "a.txt").unlink()
    assert run(cli, home)[0] == 0
    (item,) = feed(home)["items"]
    assert item["_presscli"]["sources"] == ["AGI", "ANSA"]


@pytest.mark.parametrize("inbox", ["inbox", "empty"])
def test_no_news_is_a_valid_digest(cli: Cli, home: Path, inbox: str) -> None:
    (home / "empty").mkdir()
    assert run(cli, home, "--since", "2027-01-01", inbox=inbox)[0] == 0
    assert feed(home)["items"] == []


def test_fail_empty_writes_nothing(cli: Cli, home: Path) -> None:
    code, stderr = run(cli, home, "--since", "2027-01-01", "--fail-empty")
    assert (code, "--fail-empty" in stderr) == (1, True)
    assert not (home / "d.json").exists()


@pytest.mark.parametrize(
    ("args", "inbox", "code"),
    [
        ((), "missing", 1),
        (("--since", "soon"), "inbox", 2),
        (("--template", "none.html"), "inbox", 2),
        (("--models", "none.yaml"), "inbox", 2),
        (("--store", "inbox"), "inbox", 1),
    ],
    ids=["no-input", "since", "template", "models", "store"],
)
def test_a_failure_leaves_the_digest_as_it_was(
    cli: Cli, home: Path, args: tuple[str, ...], inbox: str, code: int
) -> None:
    assert run(cli, home)[0] == 0
    before = (home / "d.json").read_bytes()
    (home / "inbox" / "b.txt").write_text(SECOND, encoding="utf-8")
    assert run(cli, home, *args, inbox=inbox)[0] == code
    assert (home / "d.json").read_bytes() == before
    assert not list(home.glob(".presscli*"))


@pytest.mark.parametrize(("args", "code"), [((), 0), (("--append",), 1), (("--since", "last"), 1)])
def test_a_store_that_cannot_be_used_matters_to_those_that_need_it(
    cli: Cli, home: Path, args: tuple[str, ...], code: int
) -> None:
    command = ("digest", "inbox", "-o", "d.html", "--profile", "embedded", "--from", "en", *args)
    done = cli.run(*command, cwd=home, PRESSCLI_STORE=str(home / "inbox"))
    assert done.returncode == code, done.stderr.decode()
    assert (b"nothing is remembered" in done.stderr) is (code == 0)
    assert (home / "d.html").exists() is (code == 0)


def test_a_broken_template_leaves_the_digest_as_it_was(cli: Cli, home: Path) -> None:
    assert run(cli, home)[0] == 0
    before = (home / "d.json").read_bytes()
    (home / "t.txt").write_text("{{ digest.nothing }}")
    code, stderr = run(cli, home, "--template", "t.txt")
    assert (code, "t.txt: 1 problem" in stderr) == (2, True)
    assert (home / "d.json").read_bytes() == before


def test_a_foreign_file_is_replaced_with_force_only(cli: Cli, home: Path) -> None:
    (home / "d.json").write_text("my notes")
    code, stderr = run(cli, home)
    assert (code, "is no digest of presscli" in stderr) == (1, True)
    assert (home / "d.json").read_text() == "my notes"
    assert run(cli, home, "--force")[0] == 0
    assert files(home) == ["a.txt"]


def test_the_digest_is_no_input_of_itself(cli: Cli, home: Path) -> None:
    args = ("digest", "inbox", "-o", "inbox/d.md", "--format", "markdown", "--profile", "embedded")
    for _ in range(2):
        done = cli.run(*args, "--from", "en", "--store", home / "store", cwd=home)
        assert done.returncode == 0, done.stderr.decode()
    assert "1 translated" in (home / "inbox" / "d.md").read_text(encoding="utf-8")


def test_a_release_is_translated_once(cli: Cli, home: Path) -> None:
    (home / "inbox" / "a.txt").write_text(ITALIAN, encoding="utf-8")
    assert run(cli, home, "--from", "it")[0] == 0
    before = feed(home)["items"]
    assert feed(home)["_presscli"]["signatures"], "a model took part"
    with open_store(str(home / "store")) as store:
        kept = store.kept.count()
    shutil.copy(home / "inbox" / "a.txt", home / "inbox" / "z.txt")
    (home / "inbox" / "a.txt").unlink()
    assert run(cli, home, "--from", "it")[0] == 0
    with open_store(str(home / "store")) as store:
        assert store.kept.count() == kept, "the result under its text, whatever the file is called"
    assert feed(home)["items"][0]["content_text"] == before[0]["content_text"]
    assert files(home) == ["z.txt"]


def test_another_glossary_or_model_makes_another_result(cli: Cli, home: Path) -> None:
    (home / "inbox" / "a.txt").write_text(ITALIAN, encoding="utf-8")
    terms = home / "terms.tsv"
    terms.write_text("porto\tharbour\n", encoding="utf-8")
    wanted = ["--from", "it", "--glossary", str(terms), "--model", "tiny-marian"]
    assert run(cli, home, *wanted)[0] == 0
    first = feed(home)["_presscli"]["signatures"]
    terms.write_text("porto\tseaport\n", encoding="utf-8")
    assert run(cli, home, *wanted)[0] == 0
    second = feed(home)["_presscli"]["signatures"]
    assert first != second, "the glossary counts by what it says, not by its name"
    assert run(cli, home, "--model", "nope")[0] == 2


def test_what_a_translator_mended_is_used_and_what_nobody_uses_is_forgotten(
    cli: Cli, home: Path
) -> None:
    sentence = "La riunione è stata rinviata al 9 gennaio."
    text = f"Titolo primo\n\nRoma, 20 novembre 2026 - {sentence}\n"
    (home / "inbox" / "a.txt").write_text(text, encoding="utf-8")
    assert run(cli, home, "--from", "it")[0] == 0
    assert "has been postponed" in feed(home)["items"][0]["content_text"]
    mended = "The meeting was put off until 9 January."
    (home / "mine.tmx").write_text(
        '<tmx version="1.4"><header srclang="it"/><body><tu>'
        f'<tuv xml:lang="it"><seg>{sentence}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{mended}</seg></tuv>'
        "</tu></body></tmx>",
        encoding="utf-8",
    )
    store = ("--store", home / "store")
    for _ in range(2):
        assert cli.run("store", "import", home / "mine.tmx", *store).returncode == 0
        assert run(cli, home, "--from", "it")[0] == 0
        assert mended in feed(home)["items"][0]["content_text"]
    told = cli.run("store", "info", *store).stdout.decode()
    assert "\ndigests: 1\ndigest results: 2\n" in told, "one before the import and one after it"
    with open_store(str(home / "store")) as opened:
        opened.kept.keep("result:old", "{}")
        opened._database.rows("UPDATE kept SET used_at = '2020-01-01' WHERE key = 'result:old'")
    done = cli.run("store", "vacuum", *store)
    assert b"1 digest result; the store" in done.stderr
    with open_store(str(home / "store")) as opened:
        opened.kept.keep("result:old", "{}")
        opened._database.rows("UPDATE kept SET used_at = '2020-01-01' WHERE key = 'result:old'")
    assert run(cli, home, "--from", "it")[0] == 0
    told = cli.run("store", "info", *store).stdout.decode()
    assert "\ndigests: 1\ndigest results: 2\n" in told, "a digest sweeps up too"


def test_several_pages_do_not_go_to_stdout(cli: Cli, home: Path) -> None:
    (home / "inbox" / "b.txt").write_text(SECOND, encoding="utf-8")
    args = ("translate", "inbox", "--format", "html", "--profile", "embedded", "--from", "en")
    done = cli.run(*args, cwd=home)
    assert done.returncode == 2
    assert b"-o out/" in done.stderr
    assert cli.run(*args, "-o", "out/", cwd=home).returncode == 0
    assert sorted(p.name for p in (home / "out").iterdir()) == ["a.en.html", "b.en.html"]
