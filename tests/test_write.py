"""write: whole or not at all; nothing replaced unasked; names that never collide."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.errors import OutputError
from presscli.write import destination, is_taken, make_folder, refuse_existing, reserve, write

NOBODY = 65534
ROOT = Path(__file__).parent.parent


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, so that messages name relative paths."""
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@contextmanager
def unprivileged() -> Iterator[None]:
    """Drop root's right to write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def failure(path: str, *, force: bool = False, data: bytes = b"new") -> str:
    with pytest.raises(OutputError) as caught:
        write(Path(path), data, force=force)
    return str(caught.value)


def listing(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def mode(path: str) -> int:
    return stat.S_IMODE(Path(path).stat().st_mode)


def run_in(folder: Path, code: str) -> subprocess.Popen[str]:
    """Run Python code in another process, with the package importable."""
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from pathlib import Path\nfrom presscli.write import write\n{code}",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


# --- write --------------------------------------------------------------------------


def test_writes_the_bytes_and_leaves_nothing_else(here: Path) -> None:
    write(Path("a.md"), b"one\r\ntwo")
    assert Path("a.md").read_bytes() == b"one\r\ntwo"
    assert listing() == ["a.md"]


def test_writes_an_empty_file(here: Path) -> None:
    write(Path("a.md"), b"")
    assert Path("a.md").read_bytes() == b""


def test_refuses_to_replace_a_file(here: Path) -> None:
    Path("a.md").write_bytes(b"old")
    assert failure("a.md") == (
        "a.md: the file exists. Replace it with --force, or name another with -o"
    )
    assert Path("a.md").read_bytes() == b"old"
    assert listing() == ["a.md"]


def test_force_replaces_a_file_and_keeps_its_permissions(here: Path) -> None:
    Path("a.md").write_bytes(b"old")
    Path("a.md").chmod(0o640)
    write(Path("a.md"), b"new", force=True)
    assert Path("a.md").read_bytes() == b"new"
    assert mode("a.md") == 0o640


def test_force_on_a_new_name_is_no_error(here: Path) -> None:
    write(Path("a.md"), b"new", force=True)
    assert Path("a.md").read_bytes() == b"new"


@pytest.mark.parametrize(("mask", "expected"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_of_the_umask(here: Path, mask: int, expected: int) -> None:
    with umask(mask):
        write(Path("a.md"), b"new")
    assert mode("a.md") == expected


def test_a_link_stays_and_its_target_is_replaced(here: Path) -> None:
    Path("real").mkdir()
    Path("real/a.md").write_bytes(b"old")
    Path("link.md").symlink_to("real/a.md")
    write(Path("link.md"), b"new", force=True)
    assert Path("link.md").is_symlink()
    assert Path("real/a.md").read_bytes() == b"new"
    assert listing("real") == ["a.md"]


def test_a_dead_link_gets_its_target(here: Path) -> None:
    Path("link.md").symlink_to("a.md")
    write(Path("link.md"), b"new")
    assert Path("link.md").is_symlink()
    assert Path("a.md").read_bytes() == b"new"


def test_a_name_that_is_not_utf8_can_be_written(here: Path) -> None:
    path = Path(os.fsdecode(b"caff\xe9.md"))
    write(path, b"new")
    assert path.read_bytes() == b"new"
    assert failure(str(path)).startswith(r"caff\xe9.md: the file exists.")


@pytest.mark.parametrize("force", [True, False])
def test_a_folder_is_not_replaced(here: Path, force: bool) -> None:
    Path("out").mkdir()
    assert failure("out", force=force) == "out: is a folder. Give the name of a file"


def test_a_missing_folder_is_not_made(here: Path) -> None:
    assert failure("out/a.md") == "out/a.md: no such folder (out). Make it first: mkdir -p out"


def test_a_file_in_place_of_the_folder_is_reported(here: Path) -> None:
    Path("out").write_bytes(b"")
    assert failure("out/a.md") == "out/a.md: cannot be written (Not a directory)"


def test_a_name_too_long_is_reported(here: Path) -> None:
    name = "a" * 300
    assert failure(name) == f"{name}: cannot be written (File name too long)"


def test_a_folder_without_permission_is_reported(here: Path) -> None:
    Path("out").mkdir(mode=0o555)
    with unprivileged():
        message = failure("out/a.md")
    assert message == "out/a.md: cannot be written (Permission denied)"
    assert listing("out") == []


# --- write: devices and pipes ----------------------------------------------------------


def test_a_device_is_written_to_and_stays_a_device() -> None:
    write(Path("/dev/null"), b"new", force=True)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_full_device_is_reported() -> None:
    assert failure("/dev/full") == (
        "/dev/full: cannot be written (No space left on device)."
        " Make room on the disk, or name another place with -o"
    )


def test_a_named_pipe_is_written_to(here: Path) -> None:
    os.mkfifo("pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_bytes()))
    reader.start()
    write(Path("pipe"), b"new")
    reader.join()
    assert read == [b"new"]


def test_own_stdout_is_appended_to_even_where_it_is_a_file(here: Path) -> None:
    Path("log").write_bytes(b"before\n")
    code = "from pathlib import Path; from presscli.write import write;"
    with Path("log").open("ab") as log:
        subprocess.run(
            [sys.executable, "-c", f"{code} write(Path('/dev/stdout'), b'new')"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=log,
            check=True,
        )
    assert Path("log").read_bytes() == b"before\nnew"


# --- write: failures on the way --------------------------------------------------------


def test_a_full_disk_leaves_the_old_file_and_no_other(here: Path) -> None:
    # A limit on file size fails in the middle of the data, as a full disk does.
    Path("a.md").write_bytes(b"old")
    process = run_in(
        here,
        "import resource\n"
        "from presscli.errors import OutputError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    write(Path('a.md'), b'x' * 10_000, force=True)\n"
        "except OutputError as error:\n"
        "    print(error)\n",
    )
    output, _ = process.communicate()
    assert output == (
        "a.md: cannot be written (File too large)."
        " Make room on the disk, or name another place with -o\n"
    )
    assert Path("a.md").read_bytes() == b"old"
    assert listing() == ["a.md"]


def test_an_interrupt_leaves_the_old_file_and_no_other(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    Path("a.md").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(Path("a.md"), b"new", force=True)
    assert Path("a.md").read_bytes() == b"old"
    assert listing() == ["a.md"]


def test_a_killed_process_leaves_a_whole_file(here: Path) -> None:
    size = 300_000
    process = run_in(
        here,
        "write(Path('a.md'), b'a' * 300_000)\n"
        "print('begun', flush=True)\n"
        "while True:\n"
        "    for c in (b'b', b'a'):\n"
        "        write(Path('a.md'), c * 300_000, force=True)\n",
    )
    assert process.stdout is not None
    process.stdout.readline()
    seen = [Path("a.md").read_bytes() for _ in range(50)]
    process.kill()
    process.communicate()
    seen.append(Path("a.md").read_bytes())
    assert {(len(data), len(set(data))) for data in seen} == {(size, 1)}


def test_a_file_made_meanwhile_is_not_replaced(here: Path) -> None:
    # Many writers of one name without --force: one wins, the others are told.
    results: list[str] = []
    barrier = threading.Barrier(8)

    def attempt(number: int) -> None:
        barrier.wait()
        try:
            write(Path("a.md"), str(number).encode())
            results.append(str(number))
        except OutputError as error:
            assert "the file exists" in str(error)  # noqa: PT017

    threads = [threading.Thread(target=attempt, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [Path("a.md").read_text()]
    assert listing() == ["a.md"]


def test_a_file_system_without_hard_links_will_do(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write(Path("a.md"), b"new")
    assert Path("a.md").read_bytes() == b"new"
    assert listing() == ["a.md"]


# --- refuse_existing, make_folder ---------------------------------------------------------


def test_refuse_existing_says_beforehand_what_write_would(here: Path) -> None:
    Path("a.md").write_bytes(b"old")
    refuse_existing(Path("b.md"), force=False)
    refuse_existing(Path("a.md"), force=True)
    refuse_existing(Path("/dev/null"), force=False)
    with pytest.raises(OutputError, match=r"^a\.md: the file exists\. Replace it with --force"):
        refuse_existing(Path("a.md"), force=False)


def test_refuse_existing_sees_a_missing_folder(here: Path) -> None:
    with pytest.raises(OutputError) as caught:
        refuse_existing(Path("out/a.md"))
    assert str(caught.value) == "out/a.md: no such folder (out). Make it first: mkdir -p out"


def test_refuse_existing_sees_a_folder_that_is_a_file(here: Path) -> None:
    Path("out").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        refuse_existing(Path("out/a.md"))
    assert str(caught.value) == "out/a.md: cannot be written (Not a directory)"


def test_refuse_existing_sees_a_folder_without_permission(here: Path) -> None:
    Path("closed").mkdir(mode=0o555)
    with unprivileged(), pytest.raises(OutputError) as caught:
        refuse_existing(Path("closed/a.md"))
    assert str(caught.value) == "closed/a.md: cannot be written (Permission denied)"


def test_is_taken_knows_an_input_by_any_name(here: Path) -> None:
    taken = reserve(["a.txt"])
    assert is_taken(Path("sub/../a.txt"), taken)
    assert not is_taken(Path("b.txt"), taken)


def test_make_folder_makes_those_above_and_may_be_repeated(here: Path) -> None:
    make_folder(Path("out/2024/01"))
    make_folder(Path("out/2024/01"))
    assert Path("out/2024/01").is_dir()


@pytest.mark.parametrize("path", ["out", "out/2024"])
def test_make_folder_does_not_replace_a_file(here: Path, path: str) -> None:
    Path("out").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        make_folder(Path(path))
    assert str(caught.value) == f"{path}: a file is in the way. Give another folder with -o"


def test_make_folder_without_permission_is_reported(here: Path) -> None:
    Path("closed").mkdir(mode=0o555)
    with unprivileged(), pytest.raises(OutputError) as caught:
        make_folder(Path("closed/out"))
    assert str(caught.value) == "closed/out: cannot be written (Permission denied)"


# --- destination ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("nota.txt", "out/nota.md", id="suffix replaced"),
        pytest.param("in/2024/nota.it.txt", "out/nota.it.md", id="only the last suffix"),
        pytest.param("nota", "out/nota.md", id="no suffix"),
        pytest.param("-", "out/stdin.md", id="stdin"),
        pytest.param("<stdin>", "out/stdin.md", id="stdin by its shown name"),
        pytest.param("./-", "out/-.md", id="a file called minus"),
        pytest.param(".txt", "out/.txt.md", id="hidden"),
        pytest.param("/", "out/release.md", id="no name at all"),
        pytest.param("caff\udce9.txt", "out/caff\udce9.md", id="not UTF-8"),
        pytest.param("a" * 255, "out/" + "a" * 252 + ".md", id="cut to 255 bytes"),
        pytest.param("à" * 125 + ".markdown", "out/" + "à" * 125 + ".md", id="not cut"),
        pytest.param("à" * 127, "out/" + "à" * 126 + ".md", id="cut between characters"),
    ],
)
def test_destination(here: Path, name: str, expected: str) -> None:
    assert destination(Path("out"), name, ".md", set()) == Path(expected)


def test_inputs_of_one_name_get_their_folders_then_numbers(here: Path) -> None:
    taken: set[bytes] = set()
    names = ["a/nota.txt", "b/nota.txt", "c/b/nota.txt", "d/b/nota.md", "a/altra.txt"]
    assert [str(destination(Path("out"), name, ".md", taken)) for name in names] == [
        "out/nota.md",
        "out/b-nota.md",
        "out/b-nota-2.md",
        "out/b-nota-3.md",
        "out/altra.md",
    ]


def test_names_that_differ_in_case_only_are_taken(here: Path) -> None:
    taken: set[bytes] = set()
    destination(Path("out"), "a/Nota.txt", ".md", taken)
    assert destination(Path("out"), "b/nota.txt", ".md", taken) == Path("out/b-nota.md")


@pytest.mark.parametrize("folder", ["in", "./in", "out/../in", "linked"])
def test_an_input_is_never_a_destination(here: Path, folder: str) -> None:
    Path("in").mkdir()
    Path("out").mkdir()
    Path("linked").symlink_to("in")
    taken = reserve(["in/a.txt", "-"])
    assert destination(Path(folder), "in/a.txt", ".txt", taken) == Path(folder, "in-a.txt")


@given(
    st.lists(
        st.tuples(st.sampled_from("abAB"), st.text("aAbè.-\udce9", min_size=1, max_size=3)),
        max_size=12,
    )
)
def test_destinations_never_collide(inputs: list[tuple[str, str]]) -> None:
    names = list(dict.fromkeys(f"{folder}/{name}" for folder, name in inputs))
    taken = reserve(names)
    given_out = [str(destination(Path("a"), name, ".txt", taken)).casefold() for name in names]
    assert len(set(given_out)) == len(names)
    assert not set(given_out) & {str(Path(name)).casefold() for name in names}


@given(st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=400))
def test_destinations_fit_into_a_folder(name: str) -> None:
    taken: set[bytes] = set()
    for folder in ("a" * 255, "b"):
        path = destination(Path("out"), f"{folder}/{name}", ".json", taken)
        assert path.parent == Path("out")
        assert len(os.fsencode(path.name)) <= 255
