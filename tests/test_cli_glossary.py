"""``--glossary`` at the command line, with the small MarianMT."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import presscli
from tests.cli import Cli

TEXT = (
    "I colloqui si terranno a Ginevra il 9 e 10 gennaio.\n"
    "Il ministro è arrivato a Parigi.\n"
    "La squadra ha vinto la finale per tre a uno.\n"
    "L'ospedale di Bergamo avrà un nuovo reparto di pediatria.\n"
    "Il tribunale ha respinto il ricorso.\n"
)
GLOSSARY = (
    "# source\ttarget\tcase\tpart of speech\n"
    "colloqui\tnegotiations\n"
    "Ginevra\t=\texact\tname\n"
    "ministro\tSecretary\t\tnoun\n"
    "squadra\tside\n"
    "Bergamo\tBergamo Alta\n"
)
WANTED = [
    "The negotiations will be held in Ginevra on 9 and 10 January.",
    "The Secretary has arrived in Paris.",
    "The side won the final three to one.",
    "The hospital in Bergamo Alta will have a new paediatric ward.",
    "The court has rejected the appeal.",
]


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "terms.tsv"
    path.write_text(GLOSSARY, encoding="utf-8")
    return path


@pytest.mark.parametrize("engine", ["ct2", "transformers"])
def test_terms_are_as_the_glossary_wants_them(cli: Cli, glossary: Path, engine: str) -> None:
    done = cli.run(
        "translate", "--lines", "--engine", engine, "--glossary", glossary, stdin=TEXT.encode()
    )
    assert done.stdout.decode().splitlines() == WANTED
    assert done.stderr == b""


def test_yaml_does_the_same(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_text(
        "colloqui: negotiations\nGinevra: {target: =, case: exact, pos: name}\n"
        "ministro: {target: Secretary, pos: noun}\nsquadra: side\nBergamo: Bergamo Alta\n"
    )
    done = cli.run("translate", "--lines", stdin=TEXT.encode(), PRESSCLI_GLOSSARY=str(path))
    assert done.stdout.decode().splitlines() == WANTED
    assert done.stderr.decode() == f"glossary: {path} (leave it out with: --glossary none)\n"


def test_the_default_file_and_how_to_leave_it_out(cli: Cli, tmp_path: Path) -> None:
    home = cli.home / "glossary.tsv"
    home.write_text("ministro\tSecretary\n")
    try:
        line = b"Il ministro \xc3\xa8 arrivato a Parigi.\n"
        done = cli.run("translate", "--lines", stdin=line)
        assert done.stdout == b"The Secretary has arrived in Paris.\n"
        done = cli.run("translate", "--lines", "--glossary", "none", stdin=line)
        assert (done.stdout, done.stderr) == (b"The minister has arrived in Paris.\n", b"")
    finally:
        home.unlink()


def test_json_names_the_glossary_and_what_it_could_not_have(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("pediatria\tchild health\nministro\tSecretary\n")
    text = "Il ministro è arrivato a Parigi.\n"
    text += "L'ospedale di Bergamo avrà un nuovo reparto di pediatria.\n"
    done = cli.run(
        "translate", "--from", "it", "--no-summary", "--format", "json", "--glossary", path,
        stdin=text.encode(),
    )  # fmt: skip
    result = json.loads(done.stdout)
    assert len(result["glossary"]) == 8
    assert f"|glossary:{result['glossary']}|" in result["signature"]
    (finding,) = [f for f in result["findings"] if f["code"] == "W-GLOSSARY"]
    assert (finding["severity"], finding["source_value"]) == ("warning", "pediatria")
    segments = [s for p in result["paragraphs"] for s in p["segments"]]
    source = segments[finding["segment"]]["source"]
    assert source[slice(*finding["source_span"])] == "pediatria"
    assert "Secretary" in result["paragraphs"][0]["target"]


def test_without_one_nothing_is_named(cli: Cli) -> None:
    done = cli.run(
        "translate", "--from", "it", "--no-summary", "--format", "json", stdin=b"Buongiorno."
    )
    result = json.loads(done.stdout)
    assert result["glossary"] is None
    assert "glossary" not in result["signature"]


def test_every_problem_at_once_and_nothing_translated(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("bando\ngara\t\nente\tbody\tloud\n")
    done = cli.run("translate", "--glossary", "bad.tsv", stdin=TEXT.encode(), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        "error: bad.tsv: 3 problems",
        "  bad.tsv:1: no tab ('bando'). Write: source, tab, target",
        "  bad.tsv:2: no target term (''). Write a word or more, or = to keep it",
        "  bad.tsv:3: case 'loud' is unknown. Known: any, exact",
    ]


def test_a_glossary_that_is_not_there(cli: Cli, tmp_path: Path) -> None:
    done = cli.run("summarize", "--glossary", tmp_path / "no.tsv", stdin=TEXT.encode())
    assert done.returncode == 2
    assert b"no.tsv: 1 problem\n  cannot be read (No such file or directory)" in done.stderr


def test_the_python_interface_has_it(
    cli: Cli, glossary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSCLI_HOME", str(cli.home))
    with presscli.open(models=str(cli.models), glossary=str(glossary), threads=1) as session:
        assert session.translate(TEXT.splitlines()) == WANTED
        assert session.glossary.name == str(glossary)
