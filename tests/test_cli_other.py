"""``detect``, ``models`` and ``doctor`` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli import TINY, Cli

ITALIAN = (
    "Il Consiglio dei ministri ha approvato il decreto che modifica la legge sulle imprese, "
    "e il Parlamento voterà la prossima settimana."
)


def test_detect_prints_a_line_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ITALIAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Ok ok ok")
    done = cli.run("detect", "a.txt", "b.txt", cwd=tmp_path)
    first, second = (line.split("\t") for line in done.stdout.decode().splitlines())
    assert first[:2] == ["a.txt", "it"]
    assert float(first[2]) > 0.9
    assert second[1].endswith("?")


def test_detect_as_json(cli: Cli) -> None:
    record = json.loads(cli.run("detect", "--json", stdin=ITALIAN.encode()).stdout)
    assert set(record) == {"name", "language", "confidence", "margin", "certain"}
    assert (record["language"], record["certain"]) == ("it", True)


def test_models_list_says_what_is_ready(cli: Cli) -> None:
    fields = cli.run("models", "list").stdout.decode().split("\t")
    assert fields[:3] == ["tiny-marian", "translate", "ready"]


def test_models_path_and_verify(cli: Cli) -> None:
    folder = Path(cli.run("models", "path", "tiny-marian").stdout.decode().strip())
    assert (folder / "source.spm").exists()
    done = cli.run("models", "verify")
    assert (done.returncode, done.stdout) == (0, b"tiny-marian\tok\n")


def test_models_verify_finds_a_flipped_bit(cli: Cli, tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    cli.run("models", "import", TINY, PRESSCLI_HOME=home)
    weights = Path(home) / "models" / "tiny-marian" / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(bytes(data))
    done = cli.run("models", "verify", "tiny-marian", PRESSCLI_HOME=home)
    assert done.returncode == 6
    assert done.stdout == b"tiny-marian\tdamaged: model.safetensors\n"


def test_models_remove_then_path(cli: Cli, tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    cli.run("models", "import", TINY, PRESSCLI_HOME=home)
    assert cli.run("models", "remove", "tiny-marian", PRESSCLI_HOME=home).returncode == 0
    assert cli.run("models", "path", "tiny-marian", PRESSCLI_HOME=home).returncode == 6


def test_an_unknown_model_is_named_with_those_known(cli: Cli) -> None:
    done = cli.run("models", "pull", "tiny-marion")
    assert (done.returncode, done.stderr) == (
        2,
        b"error: tiny-marion: no such model. Known: tiny-marian\n",
    )


def test_doctor_says_which_model_and_why(cli: Cli) -> None:
    done = cli.run("doctor")
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "translator: tiny-marian" in text
    assert "why: its weights are on this machine" in text
    assert "processor instructions for ctranslate2: " in text
    assert len(text.splitlines()) <= 24


def test_doctor_fails_where_nothing_is_ready(cli: Cli, tmp_path: Path) -> None:
    assert cli.run("doctor", PRESSCLI_HOME=str(tmp_path)).returncode == 6


def test_version(cli: Cli) -> None:
    assert cli.run("--version").stdout == b"presscli 0.1.0\n"
