"""``presscli check`` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import Cli

IT = (
    "Il ministro ha detto ieri a Roma che nella regione sono stati venduti 1.250 biglietti, "
    "e che la campagna continuerà.\n\nLa riunione si terrà il 12 marzo nella sede del comune.\n"
)
EN = (
    "The minister said in Rome yesterday that 1,250 tickets were sold in the region, and that "
    "the campaign will go on.\n\nThe meeting will be held on 12 March in the town hall.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(IT, encoding="utf-8")
    (tmp_path / "good.txt").write_text(EN, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(EN.replace("1,250", "1,520"), encoding="utf-8")
    return tmp_path


def test_a_true_translation_prints_nothing(cli: Cli, folder: Path) -> None:
    done = cli.run("check", "a.txt", "good.txt", "--strict", cwd=folder)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr == b"2 paragraphs compared: 0 errors, 0 warnings\n"


def test_a_finding_is_a_line_of_seven_fields(cli: Cli, folder: Path) -> None:
    done = cli.run("check", "a.txt", "bad.txt", "-q", cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    (line,) = done.stdout.decode().splitlines()
    assert line.split("\t") == [
        "bad.txt",
        "paragraph 1",
        "error",
        "W-NUMBER",
        "1.250",
        "1,520",
        "'1.250' became '1,520' in the translation",
    ]


def test_a_glossary_is_held_to(cli: Cli, folder: Path) -> None:
    (folder / "terms.tsv").write_text("biglietti\ttickets\nsede\theadquarters\n")
    done = cli.run("check", "a.txt", "good.txt", "-q", "--glossary", "terms.tsv", cwd=folder)
    (line,) = done.stdout.decode().splitlines()
    assert line.split("\t")[2:5] == ["warning", "W-GLOSSARY", "sede"]


def test_strict_exits_5_after_the_findings(cli: Cli, folder: Path) -> None:
    done = cli.run("check", "a.txt", "bad.txt", "--strict", cwd=folder)
    assert done.returncode == 5
    assert b"W-NUMBER" in done.stdout
    assert b"error: bad.txt: 1 error found" in done.stderr


def test_json_has_offsets_in_both_texts(cli: Cli, folder: Path) -> None:
    record = json.loads(cli.run("check", "a.txt", "bad.txt", "--json", cwd=folder).stdout)
    (finding,) = record["findings"]
    unit = record["segments"][finding["segment"]]
    assert unit["source"][slice(*finding["source_span"])] == "1.250"
    assert unit["target"][slice(*finding["target_span"])] == "1,520"
    assert (record["errors"], record["warnings"], record["lines"]) == (1, 0, False)
    assert (record["source"]["name"], record["target"]["name"]) == ("a.txt", "bad.txt")


@pytest.mark.parametrize("dash", [0, 1])
def test_either_side_may_be_stdin(cli: Cli, folder: Path, dash: int) -> None:
    names = ["a.txt", "bad.txt"]
    data = (folder / names[dash]).read_bytes()
    names[dash] = "-"
    done = cli.run("check", *names, stdin=data, cwd=folder)
    assert done.stdout.count(b"W-NUMBER") == 1


def test_both_sides_may_not(cli: Cli) -> None:
    done = cli.run("check", "-", "-", stdin=IT.encode())
    assert done.returncode == 2
    assert b"error: TARGET: stdin is taken by SOURCE (-)" in done.stderr


def test_lines(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "it").write_text("Sono 12 treni.\n\nSono 13 navi.\n")
    (tmp_path / "en").write_text("They are 12 trains.\n\nThey are 14 ships.\n")
    done = cli.run("check", "--lines", "--from", "it", "it", "en", cwd=tmp_path)
    fields = done.stdout.decode().split("\t")
    assert fields[:4] == ["en", "line 3", "error", "W-NUMBER"]


def test_other_numbers_of_lines_exit_1(cli: Cli, folder: Path) -> None:
    (folder / "short.txt").write_text("One line.\n")
    done = cli.run("check", "--lines", "a.txt", "short.txt", cwd=folder)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"error: short.txt: 1 lines, but a.txt has 3" in done.stderr


def test_an_unreadable_file_exits_1(cli: Cli, folder: Path) -> None:
    done = cli.run("check", "a.txt", "none.txt", cwd=folder)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"error: none.txt: no such file" in done.stderr


def test_sides_that_were_swapped_exit_4(cli: Cli, folder: Path) -> None:
    done = cli.run("check", "good.txt", "a.txt", cwd=folder)
    assert done.returncode == 4
    assert b"SOURCE is the Italian text" in done.stderr
    assert cli.run("check", "--from", "it", "good.txt", "a.txt", cwd=folder).returncode == 0


def test_only_italian_is_known(cli: Cli, folder: Path) -> None:
    assert cli.run("check", "--from", "fr", "a.txt", "good.txt", cwd=folder).returncode == 2


def test_what_presscli_wrote_can_be_checked(cli: Cli, folder: Path) -> None:
    (folder / "hello.txt").write_text("Buongiorno.\n")
    cli.run("translate", "--from", "it", "hello.txt", "-o", "out.txt", cwd=folder)
    done = cli.run("check", "--from", "it", "hello.txt", "out.txt", cwd=folder)
    assert (done.returncode, done.stdout) == (0, b"")
