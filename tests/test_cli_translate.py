"""``presscli translate`` as a person or a script meets it: what goes where, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli import Cli

RELEASE = """Sciopero dei treni rinviato a marzo

Roma, 12 gennaio 2023 - Il sindacato chiede un incontro urgente con il governo. \
Il Consiglio dei ministri ha approvato il decreto.

La riunione è stata rinviata al 9 gennaio. Il Parlamento voterà la prossima settimana.

(Fonte: ente.example)
"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "nota.txt"
    path.write_text(RELEASE, encoding="utf-8")
    return path


def test_translation_then_summary_then_source(cli: Cli, release: Path) -> None:
    done = cli.run("translate", release)
    blocks = done.stdout.decode().split("\n\n")
    assert done.returncode == 0
    assert blocks[0] == "Train strike postponed to March"
    assert blocks[1].startswith("Rome, 12 January 2023 – The trade union is asking")
    assert blocks[3] == "(Source: ente.example)"
    assert "Summary (the release's own key sentences): " in blocks[4]
    assert blocks[5].startswith("Source: ente.example\nMachine translation from Italian")
    assert "model:tiny-marian@" in blocks[5]
    assert done.stderr == b""


def test_stdin_is_the_default(cli: Cli) -> None:
    done = cli.run("translate", stdin=RELEASE.encode())
    assert done.stdout.startswith(b"Train strike postponed to March\n")


def test_no_summary_when_not_wanted(cli: Cli, release: Path) -> None:
    assert b"Summary" not in cli.run("translate", "--no-summary", release).stdout


def test_summary_only(cli: Cli, release: Path) -> None:
    text = cli.run("summarize", release).stdout.decode()
    assert text.startswith("Train strike postponed to March\n\n---")
    assert "Rome, 12 January" not in text.split("---")[0]
    assert "Source: ente.example" in text


@pytest.mark.issue(4)
@pytest.mark.parametrize("command", ["translate", "summarize"])
def test_explain_shows_what_a_summary_rests_on(cli: Cli, release: Path, command: str) -> None:
    text = cli.run(command, "--explain", release).stdout.decode()
    _, _, explained = text.partition("Where the summary comes from\n")
    assert explained.startswith("1. ")
    assert "the release's own sentence, support 1.00, segment " in explained
    assert "\n   [en] " in explained
    assert "\n   [it] " in explained
    assert "Where the summary" not in cli.run(command, release).stdout.decode()


def test_source_given_by_the_user_wins(cli: Cli, release: Path) -> None:
    record = json.loads(cli.run("translate", "-f", "json", "--source", "ANSA", release).stdout)
    assert record["attribution"] == {"source": "ANSA", "stated": False}


def test_no_source_is_said_not_invented(cli: Cli) -> None:
    text = RELEASE.replace("(Fonte: ente.example)", "")
    done = cli.run("translate", stdin=text.encode())
    assert b"Source: not stated in the release\n" in done.stdout


def test_json_dates_are_iso(cli: Cli, release: Path) -> None:
    record = json.loads(cli.run("translate", "-f", "json", release).stdout)
    assert record["dateline"] == {"place": "Roma", "date": "2023-01-12", "agency": None}


def test_several_releases_are_separated(cli: Cli, release: Path) -> None:
    other = release.with_name("altra.txt")
    other.write_text(RELEASE, encoding="utf-8")
    done = cli.run("translate", "altra.txt", "nota.txt", cwd=release.parent)
    headers = [line for line in done.stdout.decode().splitlines() if line.startswith("==>")]
    assert headers == ["==> altra.txt <==", "==> nota.txt <=="]


def test_several_releases_as_json_are_one_a_line(cli: Cli, release: Path) -> None:
    release.with_name("altra.txt").write_text(RELEASE, encoding="utf-8")
    done = cli.run("translate", "-f", "json", release.parent)
    names = [Path(json.loads(line)["input"]["name"]).name for line in done.stdout.splitlines()]
    assert names == ["altra.txt", "nota.txt"]


def test_a_folder_of_results(cli: Cli, release: Path, tmp_path: Path) -> None:
    done = cli.run("translate", release, "-o", f"{tmp_path / 'out'}{os.sep}")
    assert done.stdout == b""
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["nota.en.txt"]


def test_an_existing_file_is_not_replaced_unasked(cli: Cli, release: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("mine")
    done = cli.run("translate", release, "-o", target)
    assert (done.returncode, target.read_text()) == (1, "mine")
    assert b"--force" in done.stderr
    assert cli.run("translate", release, "-o", target, "--force").returncode == 0
    assert target.read_text().startswith("Train strike")


def test_several_inputs_do_not_fit_one_file(cli: Cli, release: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("mine")
    other = tmp_path / "b.txt"
    other.write_text(RELEASE, encoding="utf-8")
    done = cli.run("translate", release, other, "-o", target)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        f"error: -o: several inputs cannot go into one file ({target}). "
        "Give a folder, for example: -o out/\n"
    )


def test_a_bad_input_does_not_stop_the_rest(cli: Cli, release: Path) -> None:
    (release.parent / "vuoto.txt").write_text("")
    done = cli.run("translate", "vuoto.txt", "manca.txt", "nota.txt", cwd=release.parent)
    assert done.returncode == 3
    assert b"Train strike postponed to March" in done.stdout
    errors = done.stderr.decode().splitlines()
    assert [line.split(":")[1].strip() for line in errors[:2]] == ["vuoto.txt", "manca.txt"]
    assert errors[-1] == "2 of 3 inputs failed"


def test_lines_keep_their_number_and_order(cli: Cli) -> None:
    done = cli.run("translate", "--lines", stdin=b"Buongiorno.\n\nApre il museo della seta\n")
    assert done.stdout.decode() == "Good morning.\n\nThe silk museum opens\n"


def test_both_engines_say_the_same(cli: Cli) -> None:
    pairs = (Path(__file__).parent / "models" / "pairs.tsv").read_text(encoding="utf-8")
    italian, english = zip(*(line.split("\t") for line in pairs.splitlines()), strict=True)
    stdin = ("\n".join(italian) + "\n").encode()
    ct2 = cli.run("translate", "--lines", "--engine", "ct2", stdin=stdin).stdout.decode()
    reference = cli.run("translate", "--lines", "--engine", "transformers", stdin=stdin)
    assert ct2.splitlines() == list(english)
    assert reference.stdout.decode() == ct2
    assert reference.stderr == b""


def test_english_is_passed_through(cli: Cli) -> None:
    text = (
        "Ministers meet in Rome\n\nThe ministers of the two countries met in Rome on Monday to "
        "discuss the new agreement on gas, and they will meet again in the spring.\n"
    )
    done = cli.run("translate", "--no-summary", stdin=text.encode())
    assert done.stdout.decode().startswith(text)
    assert b"Original in English, not translated" in done.stdout


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Die Bundesregierung hat am Montag in Berlin ein neues Gesetz beschlossen, das die "
            "Rechte der Verbraucher stärkt und im Januar in Kraft treten soll.",
            "language 'de' is not supported",
        ),
        ("Ok ok ok", "language not certain"),
    ],
    ids=["german", "too short"],
)
def test_other_languages_are_refused(cli: Cli, text: str, reason: str) -> None:
    done = cli.run("translate", stdin=text.encode())
    assert done.returncode == 4
    assert done.stdout == b""
    assert reason in done.stderr.decode()
    assert "--from it" in done.stderr.decode()


def test_the_language_can_be_settled(cli: Cli) -> None:
    done = cli.run("translate", "--from", "it", "--no-summary", stdin=b"Grazie a tutti.")
    assert done.stdout.startswith(b"Thank you all.\n")


def test_an_unknown_language_is_refused(cli: Cli) -> None:
    done = cli.run("translate", "--from", "xx", stdin=b"Grazie a tutti.")
    assert (done.returncode, done.stderr) == (
        4,
        b"error: --from: language 'xx' is not supported. Known: en, it\n",
    )


def test_strict_delivers_and_fails(cli: Cli, tmp_path: Path) -> None:
    # No model of 62 sentences knows these figures.
    (tmp_path / "a.txt").write_text(
        "Il bilancio 2031 vale 918.273 euro, il 64,7% in meno rispetto ai 2.601.345 del 2030.\n"
    )
    done = cli.run("translate", "--strict", "--from", "it", tmp_path / "a.txt")
    assert done.returncode == 5
    assert b"[?]" in done.stdout
    assert b"could not be confirmed" in done.stderr


def test_a_dash_as_output_is_stdout(cli: Cli, release: Path, tmp_path: Path) -> None:
    done = cli.run("translate", release, "-o", "-", cwd=tmp_path)
    assert done.stdout == cli.run("translate", release, cwd=tmp_path).stdout != b""
    assert not (tmp_path / "-").exists()


def test_a_closed_pipe_ends_quietly(cli: Cli, release: Path) -> None:
    command = " ".join(f"'{part}'" for part in cli.command("translate", release, release.parent))
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -1"],
        capture_output=True,
        check=False,
        env=cli.environment,
    )
    assert (done.stdout, done.stderr) == (b"Train strike postponed to March\n", b"")


def test_ctrl_c_keeps_what_is_done(cli: Cli, release: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for i in range(400):
        (inbox / f"{i:03}.txt").write_text(RELEASE, encoding="utf-8")
    out = tmp_path / "out"
    process = cli.start("translate", inbox, "-o", f"{out}{os.sep}")
    deadline = time.monotonic() + 60
    while not list(out.glob("*.txt")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    finished = sorted(out.iterdir())
    assert process.returncode == 130
    assert f"interrupted: {len(finished)} of 400 inputs done and kept" in errors.decode()
    assert all("presscli:0.1.0" in p.read_text() for p in finished)


def test_nothing_in_the_input_drives_the_terminal(cli: Cli) -> None:
    text = "Grazie a tutti.\x1b[31m\x07 Buongiorno.\x9b2J"
    done = cli.run("translate", "--from", "it", "--no-summary", stdin=text.encode())
    assert not any(c in done.stdout.decode() for c in "\x1b\x07\x9b")


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["--profile", "nope"], 2, "'nope' is not one of"),
        (["--model", "nope"], 2, "--model: 'nope' is no translator. Known: tiny-marian"),
        (["--beam-size", "77"], 2, "should be less than or equal to 32"),
        (["--bogus"], 2, "No such option: --bogus"),
        (["--models", "/no/such.yaml"], 2, "/no/such.yaml"),
    ],
    ids=["profile", "model", "beam size", "flag", "models file"],
)
def test_wrong_flags(cli: Cli, args: list[str], code: int, message: str) -> None:
    done = cli.run("translate", *args, stdin=b"Grazie a tutti.")
    assert done.returncode == code
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_another_translator_takes_the_place_of_the_profiles(cli: Cli, tmp_path: Path) -> None:
    other = tmp_path / "models.yaml"
    text = cli.models.read_text()
    entry = text[text.index("  tiny-marian:") : text.index("profiles:")]
    missing = entry.replace("tiny-marian", "not-here")
    other.write_text(
        text.replace("profiles:", f"{missing}profiles:").replace(
            "embedded: {translator: tiny-marian}", "embedded: {translator: not-here}"
        )
    )
    given = ["--models", str(other), "--profile", "embedded", "--lines"]
    assert cli.run("translate", *given, stdin=b"Buongiorno.").returncode == 6
    done = cli.run("translate", *given, "--model", "tiny-marian", stdin=b"Buongiorno.")
    assert (done.stdout, done.stderr, done.returncode) == (b"Good morning.\n", b"", 0)


def test_a_missing_model_is_exit_6(cli: Cli, release: Path, tmp_path: Path) -> None:
    done = cli.run("translate", release, PRESSCLI_HOME=str(tmp_path / "empty"))
    assert done.returncode == 6
    assert b"presscli models" in done.stderr


def test_a_damaged_model_is_exit_6(cli: Cli, release: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    cli.run(
        "models",
        "import",
        Path(__file__).parent / "models" / "tiny-marian",
        PRESSCLI_HOME=str(home),
    )
    weights = home / "models" / "tiny-marian" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    done = cli.run("translate", release, PRESSCLI_HOME=str(home))
    assert done.returncode == 6
    assert b"Traceback" not in done.stderr
