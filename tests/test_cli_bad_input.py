"""Whatever goes wrong outside the program ends in one exact message and exit code.

In this process where that shows the same, for a process costs a second; as a process
where its streams, signals, limits or environment are what the test is about.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from presscli.cli.app import app
from presscli.readers.folder import DEFAULT_GLOB
from tests.cli import Cli

SENTENCE = "La riunione è stata rinviata al 9 gennaio."
TRANSLATED = "The meeting has been postponed to 9 January."
RELEASE = f"Roma, 12 gennaio 2023 - {SENTENCE} Il Parlamento voterà la prossima settimana.\n"
NOBODY = 65534
"""An identity without rights, for tests that run as root."""

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX streams, signals or permissions")
linux = pytest.mark.skipif(sys.platform != "linux", reason="/dev/full or /proc")


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


Call = Callable[..., Outcome]


@pytest.fixture
def call(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a command in this process, in an empty folder of its own."""
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    for name, value in cli.environment.items():
        monkeypatch.setenv(name, value)

    def run(*args: str, stdin: bytes = b"") -> Outcome:
        done = CliRunner().invoke(app, list(args), input=stdin, catch_exceptions=False)
        return Outcome(done.exit_code, done.stdout_bytes.decode(), done.stderr_bytes.decode())

    return run


@contextmanager
def unprivileged() -> Iterator[None]:
    """Drop root's right to read and write everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


# --- What is read ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty (0 bytes). Give a file with the text of a release"),
        (
            b" \n\t \r\n",
            "no text in it (only spaces or invisible characters, 6 bytes). "
            "Give a file with the text of a release",
        ),
        (
            b"\x7fELF\x02\x01\x01\x00" + bytes(200),
            "not text (zero byte at offset 7). Give a text file; "
            "if it is one all the same, name its encoding: --encoding utf-16",
        ),
        (
            b"Il governo ha approvato\x81\x8d\x8f\x90 \xff\xfe\xc3 il decreto\x9d\n",
            "not UTF-8 (byte 0x81 at offset 23), and no other encoding fits. "
            "Name it with --encoding, for example: utf-8, utf-16, cp1252, latin-1, mac-roman",
        ),
    ],
    ids=["empty", "spaces", "binary", "no encoding fits"],
)
@pytest.mark.parametrize("name", ["nota.txt", "<stdin>"])
def test_what_is_not_a_text(call: Call, data: bytes, message: str, name: str) -> None:
    Path("nota.txt").write_bytes(data)
    outcome = call("translate", *(["nota.txt"] if name == "nota.txt" else []), stdin=data)
    assert outcome == Outcome(1, "", f"error: {name}: {message}\n")


def test_50_megabytes(call: Call) -> None:
    with Path("nota.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert call("translate", "nota.txt") == Outcome(
        1,
        "",
        "error: nota.txt: too large (50.0 MB). At most 20 MB. Divide it at line ends: "
        "split -C 10M --additional-suffix=.txt nota.txt part-\n",
    )


def test_50_megabytes_from_a_pipe(call: Call) -> None:
    assert call("translate", stdin=b"a" * 50_000_000) == Outcome(
        1,
        "",
        "error: <stdin>: too large (50.0 MB). At most 20 MB. Divide it at line ends: "
        "split -C 10M --additional-suffix=.txt FILE part-\n",
    )


def test_a_line_of_100_000_characters_is_translated_whole(call: Call) -> None:
    count = 100_000 // (len(SENTENCE) + 1)
    text = (" ".join([SENTENCE] * count)).ljust(100_000) + "\n"
    outcome = call("translate", "--no-summary", stdin=text.encode())
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.count(TRANSLATED) == count


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("manca.txt", "manca.txt: no such file. See what there is: ls ."),
        ("notte.txt", "notte.txt: no such file. Did you mean nota.txt?"),
        ("no/nota.txt", "no/nota.txt: no such file (nor folder no)"),
        ("link.txt", "link.txt: a link to a file that is gone (gone.txt)"),
        ("", "'': no such file. Give the name of a file"),
    ],
    ids=["missing", "misspelt", "folder missing", "dangling link", "no name"],
)
def test_a_file_that_is_not_there(call: Call, name: str, message: str) -> None:
    Path("nota.txt").write_text(RELEASE, encoding="utf-8")
    Path("link.txt").symlink_to("gone.txt")
    assert call("translate", name) == Outcome(1, "", f"error: {message}\n")


@posix
def test_a_file_that_may_not_be_read(call: Call) -> None:
    Path("nota.txt").write_text(RELEASE, encoding="utf-8")
    Path("nota.txt").chmod(0)
    call("translate", "manca.txt")  # Loads what NOBODY perhaps may not.
    with unprivileged():
        outcome = call("translate", "nota.txt")
    assert outcome == Outcome(
        1,
        "",
        "error: nota.txt: cannot be read (Permission denied). "
        "See who may read it: ls -l nota.txt\n",
    )


@linux
def test_a_disk_that_fails_while_it_is_read(call: Call) -> None:
    assert call("translate", "/proc/self/mem") == Outcome(
        1, "", "error: /proc/self/mem: cannot be read (Input/output error)\n"
    )


@pytest.mark.parametrize(
    ("files", "seen"), [([], "0 files"), (["a.bin"], "1 file")], ids=["empty", "others only"]
)
def test_a_folder_without_matches(call: Call, files: list[str], seen: str) -> None:
    Path("posta").mkdir()
    for name in files:
        Path("posta", name).write_text(RELEASE, encoding="utf-8")
    assert call("translate", "posta") == Outcome(
        1,
        "",
        f"error: posta: no file matches {DEFAULT_GLOB.replace(',', ', ')} ({seen} in the folder,"
        " hidden ones not counted). Choose others with --glob '*.text', or name the files\n",
    )


@posix
def test_loops_and_pipes_in_a_folder_are_passed_by(call: Call) -> None:
    Path("posta/sub").mkdir(parents=True)
    Path("posta/nota.txt").write_text(SENTENCE, encoding="utf-8")
    Path("posta/sub/up").symlink_to("..")
    Path("posta/self.txt").symlink_to("self.txt")
    os.mkfifo("posta/pipe.txt")
    outcome = call("translate", "--lines", "posta/nota.txt")
    assert outcome == Outcome(0, TRANSLATED + "\n", "")
    outcome = call("detect", "posta")
    assert [line.split("\t")[0] for line in outcome.out.splitlines()] == ["posta/nota.txt"]


@posix
def test_a_named_pipe_is_read_to_its_end(cli: Cli, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = cli.start("translate", "--lines", pipe)
    pipe.write_text("Buongiorno.\n")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, b"Good morning.\n", b"")


def test_the_good_inputs_are_done_and_the_bad_ones_named(call: Call) -> None:
    Path("nota.txt").write_text(RELEASE, encoding="utf-8")
    Path("vuoto.txt").write_bytes(b"")
    outcome = call("translate", "vuoto.txt", "nota.txt", "manca.txt", "-o", "out/")
    assert outcome == Outcome(
        3,
        "",
        "error: vuoto.txt: empty (0 bytes). Give a file with the text of a release\n"
        "error: manca.txt: no such file. See what there is: ls .\n"
        "2 of 3 inputs failed\n"
        "  vuoto.txt  empty (0 bytes)\n"
        "  manca.txt  no such file\n",
    )
    assert [path.name for path in Path("out").iterdir()] == ["nota.en.txt"]


# --- What must not reach a terminal ------------------------------------------------------

EVIL = "\x1b[31m\x07\x9b2J\x7f"
SHOWN = r"\x1b[31m\x07\x9b2J\x7f"


def assert_harmless(outcome: Outcome) -> None:
    shown = outcome.out + outcome.err
    assert [c for c in shown if not c.isprintable() and c not in "\n\t"] == []


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_control_characters_of_a_release(call: Call, form: str) -> None:
    text = f"Titolo{EVIL} di prova\n\n{SENTENCE}{EVIL} {SENTENCE}\n\n(Fonte: {EVIL}ente.example)\n"
    outcome = call("translate", "-f", form, "--bilingual", "--from", "it", stdin=text.encode())
    assert outcome.code == 0
    assert_harmless(outcome)


@posix
@pytest.mark.parametrize("command", [["translate", "--no-summary"], ["detect"]], ids=str)
def test_control_characters_of_a_file_name(call: Call, command: list[str]) -> None:
    Path(f"a{EVIL}.txt").write_text(RELEASE, encoding="utf-8")
    outcome = call(*command, f"a{EVIL}.txt", f"b{EVIL}\n.txt")
    assert outcome.code == 3
    assert f"a{SHOWN}.txt" in outcome.out
    assert f"error: b{SHOWN}\\n.txt: no such file" in outcome.err
    assert_harmless(outcome)


@posix
def test_a_file_name_that_is_not_utf_8(call: Call) -> None:
    name = os.fsdecode(b"citt\xe0.txt")
    Path(name).write_text(RELEASE, encoding="utf-8")
    assert "==> citt\\xe0.txt <==" in call("translate", name, "manca.txt").out


@pytest.mark.parametrize(
    "args",
    [
        [EVIL],
        ["translate", f"--{EVIL}"],
        ["translate", "--profile", EVIL],
        ["translate", "--encoding", EVIL, "nota.txt"],
        ["translate", "--from", EVIL, "nota.txt"],
        ["translate", "--source", EVIL, "nota.txt"],
        ["translate", "--models", EVIL, "nota.txt"],
        ["translate", "--glob", EVIL, "."],
        ["translate", "nota.txt", "-o", f"{EVIL}/out.txt"],
        ["models", "path", EVIL],
        ["models", "import", EVIL],
    ],
    ids=lambda args: " ".join(a for a in args if EVIL not in a) or "command",
)
def test_control_characters_of_an_argument(call: Call, args: list[str]) -> None:
    Path("nota.txt").write_text(RELEASE, encoding="utf-8")
    outcome = call(*args)
    assert outcome.code != 0
    assert outcome.out == ""
    assert_harmless(outcome)


def test_a_source_is_one_line_of_text(call: Call) -> None:
    assert call("translate", "--source", "ANSA\nSource: me", stdin=b"x") == Outcome(
        2,
        "",
        "error: --source: is not one line of text ('ANSA\\nSource: me'). Give the plain name\n",
    )


def test_a_blank_source_is_none(call: Call) -> None:
    outcome = call("translate", "--no-summary", "--source", " ", stdin=RELEASE.encode())
    assert "Source: not stated in the release\n" in outcome.out


# --- Models ------------------------------------------------------------------------------


def test_a_model_that_is_not_listed(call: Call) -> None:
    assert call("models", "pull", "opus") == Outcome(
        2, "", "error: opus: no such model. Known: tiny-marian\n"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("model.safetensors", "tiny-marian: damaged (model.safetensors). "),
        ("source.spm", "tiny-marian: damaged (source.spm). "),
        ("manifest.json", "tiny-marian: damaged. "),
    ],
)
def test_a_damaged_model(
    cli: Cli,
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    message: str,
) -> None:
    shutil.copytree(cli.home, "home")
    damaged = Path("home/models/tiny-marian", name)
    damaged.write_bytes(damaged.read_bytes()[:-100])
    monkeypatch.setenv("PRESSCLI_HOME", "home")
    assert call("translate", "--profile", "embedded", stdin=RELEASE.encode()) == Outcome(
        6, "", f"error: {message}Run: presscli models import DIR\n"
    )


def test_a_damaged_conversion_is_made_again(
    cli: Cli, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(cli.home, "home")
    weights = Path("home/models/tiny-marian/ct2/model.bin")
    weights.write_bytes(weights.read_bytes()[:-100])
    monkeypatch.setenv("PRESSCLI_HOME", "home")
    outcome = call("translate", stdin=RELEASE.encode())
    assert (outcome.code, outcome.err) == (0, "")
    assert call("models", "verify").code == 0


def test_a_list_of_models_with_three_errors(call: Call) -> None:
    Path("models.yaml").write_text(
        "version: 1\n"
        "models:\n"
        "  a: {task: fly, architecture: marian, source_lang: it, target_lang: en,\n"
        "      source: {packaged: a}, licence: MIT, max_source_tokens: -3}\n"
        "profiles:\n"
        "  embedded: {translator: b}\n"
    )
    assert call("translate", "--models", "models.yaml", stdin=RELEASE.encode()) == Outcome(
        2,
        "",
        "error: models.yaml: 3 problems\n"
        "  a.task: 'fly' is not allowed (allowed: translate, summarize, both)\n"
        "  a.max_source_tokens: -3 is too small (minimum 8)\n"
        "  profiles.embedded.translator: 'b' is not a model (allowed: a)\n",
    )


# --- What is written ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("old.txt", "old.txt: the file exists. Replace it with --force, or name another with -o"),
        ("no/out.txt", "no/out.txt: no such folder (no). Make it first: mkdir -p no"),
        ("old.txt/", "old.txt: a file is in the way. Give another folder with -o"),
        ("old.txt/out.txt", "old.txt/out.txt: cannot be written (Not a directory)"),
    ],
    ids=["exists", "no folder", "file for a folder", "below a file"],
)
def test_a_place_that_will_not_do_is_refused_first(call: Call, target: str, message: str) -> None:
    Path("old.txt").write_text("mine")
    # Before the input is looked at, so before the minutes that the work may take.
    assert call("translate", "manca.txt", "-o", target) == Outcome(1, "", f"error: {message}\n")
    assert Path("old.txt").read_text() == "mine"


@posix
def test_a_folder_that_may_not_be_written(call: Call) -> None:
    Path("out").mkdir(mode=0o555)
    call("translate", "manca.txt")  # Loads what NOBODY perhaps may not.
    with unprivileged():
        outcome = call("translate", "manca.txt", "-o", "out", "--no-store")
    assert outcome == Outcome(
        1, "", "error: out/manca.en.txt: cannot be written (Permission denied)\n"
    )


@pytest.mark.parametrize("target", ["nota.txt", "./nota.txt", "link.txt"])
def test_the_input_is_never_replaced(call: Call, target: str) -> None:
    Path("nota.txt").write_text(RELEASE, encoding="utf-8")
    Path("link.txt").symlink_to("nota.txt")
    assert call("translate", "nota.txt", "-o", target, "--force") == Outcome(
        2, "", f"error: -o: is the input ({target}). Name another file\n"
    )
    assert Path("nota.txt").read_text(encoding="utf-8") == RELEASE


@linux
@pytest.mark.parametrize(
    "args",
    [["translate", "--lines"], ["detect"], ["models", "list"], ["--version"]],
    ids=" ".join,
)
def test_a_full_disk_below_stdout(cli: Cli, args: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            cli.command(*args),
            input=b"Buongiorno.",
            stdout=full,
            stderr=subprocess.PIPE,
            env=cli.environment,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        1,
        b"error: <stdout>: cannot be written (No space left on device). "
        b"Make room on the disk, or send it elsewhere\n",
    )


@linux
def test_a_full_disk_below_stderr_does_not_stop_the_work(cli: Cli) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            cli.command("translate", "--no-summary", "-", "manca.txt"),
            input=RELEASE.encode(),
            stdout=subprocess.PIPE,
            stderr=full,
            env=cli.environment,
            check=False,
        )
    assert done.returncode == 3
    assert done.stdout.startswith(b"==> <stdin> <==\n\nRome, 12 January 2023")


@posix
def test_a_full_disk_below_a_file_leaves_the_old_one(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("mine")
    (tmp_path / "nota.txt").write_text(RELEASE, encoding="utf-8")
    done = subprocess.run(
        cli.command("translate", "nota.txt", "-o", "out.txt", "--force"),
        capture_output=True,
        cwd=tmp_path,
        # Neither Python's caches nor a coverage run may write: only the command is on trial.
        env=cli.environment
        | {"PYTHONDONTWRITEBYTECODE": "1"}
        | {"COVERAGE_PROCESS_CONFIG": "", "COVERAGE_PROCESS_START": ""},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        1,
        b"error: out.txt: cannot be written (File too large). "
        b"Make room on the disk, or name another place with -o\n",
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["nota.txt", "out.txt"]
    assert (tmp_path / "out.txt").read_text() == "mine"


@posix
def test_two_runs_into_one_folder(cli: Cli, tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    for i in range(20):
        (inbox / f"{i:02}.txt").write_text(RELEASE, encoding="utf-8")
    runs = [cli.start("translate", inbox, "-o", f"{out}{os.sep}") for _ in range(2)]
    errors = [run.communicate(timeout=120)[1].decode() for run in runs]
    # Each file is made by one of them, and the other leaves it alone.
    assert sorted(path.name for path in out.iterdir()) == [f"{i:02}.en.txt" for i in range(20)]
    assert len({path.read_bytes() for path in out.iterdir()}) == 1
    assert not any("error" in text for text in errors)
    assert [run.returncode for run in runs] == [0, 0]


# --- Streams, signals, environment -------------------------------------------------------


def in_bash(cli: Cli, script: str, *args: str, **environment: str) -> Outcome:
    """Run a bash script in which ``"$@"`` is the command."""
    done = subprocess.run(
        ["bash", "-c", script, "bash", *cli.command(*args)],
        input=RELEASE.encode(),
        capture_output=True,
        env=cli.environment | environment,
        check=False,
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))


@posix
@pytest.mark.parametrize(
    ("script", "args", "outcome"),
    [
        (
            '"$@" <&-',
            ["translate"],
            Outcome(1, "", "error: <stdin>: cannot be read (it is closed). Pipe a text in\n"),
        ),
        (
            '"$@" >&-',
            ["translate"],
            Outcome(
                1, "", "error: <stdout>: cannot be written (it is closed). Send it to a file\n"
            ),
        ),
        ('"$@" 2>&-', ["translate", "manca.txt"], Outcome(1, "", "")),
        ('"$@" | head -0; exit ${PIPESTATUS[0]}', ["translate"], Outcome(141, "", "")),
    ],
    ids=["stdin closed", "stdout closed", "stderr closed", "pipe closed"],
)
def test_closed_streams(cli: Cli, script: str, args: Sequence[str], outcome: Outcome) -> None:
    assert in_bash(cli, script, *args) == outcome


@posix
def test_a_file_is_whole_where_all_streams_are_closed(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text(RELEASE, encoding="utf-8")
    target = tmp_path / "out.txt"
    args = ["translate", "--no-summary", str(tmp_path / "nota.txt"), "-o", str(target)]
    assert in_bash(cli, '"$@" <&- >&- 2>&-', *args).code == 0
    assert target.read_text(encoding="utf-8").startswith("Rome, 12 January 2023 – ")


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def has_mapped(process: subprocess.Popen[bytes], library: str) -> bool:
    return library in Path(f"/proc/{process.pid}/maps").read_text()


@linux
def test_ctrl_c_while_stdin_is_read(cli: Cli, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = cli.start("translate", pipe)
    with pipe.open("wb"):  # Returns when the other end is open too: it reads.
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (
        130,
        b"",
        b"interrupted: 0 of 1 input done and kept\n",
    )


@linux
def test_ctrl_c_while_a_model_loads(cli: Cli, tmp_path: Path) -> None:
    nota = tmp_path / "nota.txt"
    nota.write_text(RELEASE, encoding="utf-8")
    process = cli.start("translate", "--engine", "transformers", nota)
    wait_until(lambda: has_mapped(process, "libtorch_python"))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    # Python ends itself with SIGINT, which shells report as 130, if a KeyboardInterrupt
    # has gone through an exec() of dataclasses, wherever it was caught (3.11 to 3.13).
    assert process.returncode in (130, -signal.SIGINT)
    assert (out, err) == (b"", b"interrupted: 0 of 1 input done and kept\n")


@posix
@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "cp1252"},
    ],
    ids=["C locale", "ASCII file system", "cp1252 streams"],
)
def test_output_is_utf_8_whatever_the_locale(cli: Cli, environment: dict[str, str]) -> None:
    outcome = in_bash(cli, '"$@"', "translate", "--no-summary", "-", "perché.txt", **environment)
    assert outcome.code == 3
    assert "Rome, 12 January 2023 – " in outcome.out
    assert ".txt: no such file" in outcome.err


def test_no_home_and_no_entry_in_the_list_of_users(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd

    def refuse(user: int) -> pwd.struct_passwd:
        raise KeyError(user)

    monkeypatch.setattr(pwd, "getpwuid", refuse)
    for name in ("PRESSCLI_HOME", "HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert call("translate", "--profile", "embedded", stdin=RELEASE.encode()) == Outcome(
        6,
        "",
        "error: tiny-marian: not in this installation of presscli. "
        "Run: presscli models import DIR\n",
    )


@linux
def test_memory_does_not_grow_with_the_number_of_files(call: Call) -> None:
    Path("posta").mkdir()
    for i in range(200):
        Path("posta", f"{i:03}.txt").write_text(RELEASE, encoding="utf-8")

    def resident_bytes() -> int:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize()

    assert call("translate", "posta", "--glob", "00*.txt", "-o", "a/") == Outcome(0, "", "")
    before = resident_bytes()
    assert call("translate", "posta", "-o", "b/") == Outcome(0, "", "")
    assert resident_bytes() - before < 20_000_000
