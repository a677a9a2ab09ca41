"""Weights in parts: split, joined, and everything that can go wrong between."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presscli.errors import ModelError
from presscli.models.folders import check_free_space, disk_errors, put_in_place
from presscli.models.locking import exclusive
from presscli.models.parts import (
    find_joined,
    join,
    joined_name,
    read_parts,
    split_file,
    split_folder,
)
from presscli.models.paths import cache_homes, models_home

ROOT = Path(__file__).parents[1]
MODEL = bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRESSCLI_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    return tmp_path / "home"


@pytest.fixture
def packaged(tmp_path: Path) -> Path:
    source = tmp_path / "source"
    source.mkdir()
    (source / "config.json").write_bytes(b"{}")
    (source / "model.bin").write_bytes(MODEL)
    split_folder(source, tmp_path / "packaged", part_bytes=4000)
    return tmp_path / "packaged"


def cache(home: Path) -> Path:
    return home / "cache/models"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), part_bytes=st.integers(1, 100))
def test_parts_in_order_are_the_file(tmp_path: Path, data: bytes, part_bytes: int) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(data)
    parted = split_file(path, tmp_path, part_bytes=part_bytes)
    parts = [(tmp_path / name).read_bytes() for name, _ in parted.parts]
    assert b"".join(parts) == data
    assert all(len(part) <= part_bytes for part in parts)
    assert [s.sha256 for _, s in parted.parts] == [hashlib.sha256(p).hexdigest() for p in parts]
    assert parted.whole.size_bytes == len(data)


def test_split_keeps_small_files_whole(packaged: Path) -> None:
    assert sorted(p.name for p in packaged.iterdir()) == [
        "config.json",
        "model.bin.part-000",
        "model.bin.part-001",
        "model.bin.part-002",
        "parts.json",
    ]
    assert read_parts(packaged)["config.json"].parts == ()


def test_split_refuses_a_target_with_files(tmp_path: Path, packaged: Path) -> None:
    with pytest.raises(ModelError, match="not empty"):
        split_folder(tmp_path / "source", packaged)


def test_join_gives_the_whole_folder(home: Path, packaged: Path) -> None:
    folder = join("m", packaged)
    assert folder == cache(home) / joined_name("m", packaged)
    assert (folder / "model.bin").read_bytes() == MODEL
    assert (folder / "config.json").read_bytes() == b"{}"


def test_join_is_done_once(packaged: Path) -> None:
    before = (join("m", packaged) / "model.bin").stat().st_ino
    assert (join("m", packaged) / "model.bin").stat().st_ino == before


def test_any_change_of_the_package_is_another_folder(tmp_path: Path, packaged: Path) -> None:
    name = joined_name("m", packaged)
    (tmp_path / "source/config.json").write_bytes(b"[]")
    split_folder(tmp_path / "source", tmp_path / "new", part_bytes=4000)
    assert joined_name("m", tmp_path / "new") != name


def test_a_joined_file_that_was_cut_is_joined_again(packaged: Path) -> None:
    folder = join("m", packaged)
    (folder / "model.bin").write_bytes(MODEL[:-1])
    assert find_joined("m", packaged) is None
    assert (join("m", packaged) / "model.bin").read_bytes() == MODEL


REINSTALL = "Run: pip install --force-reinstall presscli"


def damage(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])


@pytest.mark.parametrize("name", ["model.bin.part-001", "config.json"])
def test_a_damaged_part_is_named(home: Path, packaged: Path, name: str) -> None:
    damage(packaged / name)
    with pytest.raises(ModelError) as caught:
        join("m", packaged)
    assert str(caught.value) == (f"{packaged / name}: a part of the model is damaged. {REINSTALL}")
    assert caught.value.exit_code == 6
    assert [p for p in cache(home).iterdir() if p.is_dir()] == []


def test_a_missing_part_is_named(packaged: Path) -> None:
    (packaged / "model.bin.part-002").unlink()
    with pytest.raises(ModelError) as caught:
        join("m", packaged)
    assert str(caught.value) == (
        f"{packaged / 'model.bin.part-002'}: a part of the model is missing. {REINSTALL}"
    )


def test_parts_that_are_whole_but_of_another_file(packaged: Path) -> None:
    listing = json.loads((packaged / "parts.json").read_bytes())
    listing["files"]["model.bin"]["parts"].reverse()
    (packaged / "parts.json").write_text(json.dumps(listing))
    with pytest.raises(ModelError, match=r"model\.bin: a part of the model is damaged"):
        join("m", packaged)


@pytest.mark.parametrize("text", ["", "[]", '{"files": 3}', '{"files": {"a": {}}}'])
def test_a_damaged_list_of_parts(packaged: Path, text: str) -> None:
    (packaged / "parts.json").write_text(text)
    with pytest.raises(ModelError, match=r"parts\.json: a part of the model is damaged"):
        join("m", packaged)


def test_two_processes_join_at_once(home: Path, packaged: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from presscli.models.parts import join\n"
        "sys.stdin.readline()\n"  # both wait here, then start together
        "print(join('m', Path(sys.argv[1])))\n"
    )
    command = [sys.executable, "-c", code, str(packaged)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    processes = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    outputs = [process.communicate()[0].strip() for process in processes]
    folder = cache(home) / joined_name("m", packaged)
    assert outputs == [str(folder)] * 3
    assert (folder / "model.bin").read_bytes() == MODEL
    assert [p.name for p in cache(home).iterdir() if p.is_dir()] == [folder.name]


def test_what_a_killed_process_left_is_swept(home: Path, packaged: Path) -> None:
    leftover = cache(home) / f".{joined_name('m', packaged)}.123-abc.tmp"
    leftover.mkdir(parents=True)
    (leftover / "model.bin").write_bytes(MODEL[:100])
    join("m", packaged)
    assert not leftover.exists()


def test_an_unusable_home_falls_back_to_the_temporary_folder(
    tmp_path: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("PRESSCLI_HOME", str(tmp_path / "file"))
    folder = join("m", packaged)
    assert folder.is_relative_to(tmp_path / "tmp")
    assert (folder / "model.bin").read_bytes() == MODEL
    assert join("m", packaged) == folder


def test_a_temporary_folder_that_others_can_write_is_not_trusted(
    tmp_path: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("PRESSCLI_HOME", str(tmp_path / "file"))
    folder = join("m", packaged)
    folder.parents[1].chmod(0o777)
    assert find_joined("m", packaged) is None
    with pytest.raises(ModelError, match="no folder for the model can be written"):
        join("m", packaged)


def test_no_folder_at_all(tmp_path: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("PRESSCLI_HOME", str(tmp_path / "file"))
    shutil.rmtree(tmp_path / "tmp")
    with pytest.raises(ModelError) as caught:
        join("m", packaged)
    user = os.getuid()
    tried = f"{tmp_path}/file/cache/models, {tmp_path}/tmp/presscli-{user}/models"
    assert str(caught.value) == (
        f"{tmp_path}/file/cache/models: no folder for the model can be written (tried {tried}). "
        "Set PRESSCLI_HOME to a folder that can be written"
    )


def test_a_write_that_fails_leaves_nothing(home: Path, packaged: Path) -> None:
    # A limit on file sizes makes the real write fail half-way, as a full disk does.
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from presscli.errors import ModelError\n"
        "from presscli.models.parts import join\n"
        "hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, hard))\n"
        "try:\n"
        "    join('m', Path(sys.argv[1]))\n"
        "except ModelError as error:\n"
        "    print(error)\n"
        # Lifted again for what the interpreter itself writes at its end.
        "resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(packaged)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == (
        f"{cache(home)}: the disk is full (1 MB are needed). "
        "Free some space, or set PRESSCLI_HOME to a folder on another disk\n"
    )
    assert [p for p in cache(home).iterdir() if p.is_dir()] == []


@pytest.mark.parametrize(
    ("number", "message"),
    [
        pytest.param(errno.ENOSPC, "the disk is full (130 MB are needed)", id="full"),
        pytest.param(errno.EACCES, "cannot be read or written (Permission denied)", id="denied"),
        pytest.param(errno.EROFS, "cannot be read or written (Read-only", id="read-only"),
    ],
)
def test_disk_errors_say_what_to_do(tmp_path: Path, number: int, message: str) -> None:
    with pytest.raises(ModelError) as caught, disk_errors(tmp_path, 129_620_426):
        raise OSError(number, os.strerror(number))
    assert str(caught.value).startswith(f"{tmp_path}: {message}")


def test_too_little_space_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"not enough space \(1000000000000 MB are needed, "):
        check_free_space(tmp_path, 10**18)


def test_put_in_place_replaces_a_folder(tmp_path: Path) -> None:
    for name in ("new", "target"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"of-{name}").write_bytes(b"")
    put_in_place(tmp_path / "new", tmp_path / "target")
    assert [p.name for p in tmp_path.iterdir() if p.name != "tmp"] == ["target"]
    assert [p.name for p in (tmp_path / "target").iterdir()] == ["of-new"]


def test_the_first_of_two_finished_folders_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without locks another process may put its folder there between our two renames.
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"of-{name}").write_bytes(b"")
    replace = Path.replace

    def race(path: Path, target: Path) -> Path:
        if path.name == "ours":
            replace(tmp_path / "theirs", target)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", race)
    put_in_place(tmp_path / "ours", tmp_path / "target")
    assert [p.name for p in (tmp_path / "target").iterdir()] == ["of-theirs"]
    assert not (tmp_path / "ours").exists()


def test_folders_of_the_user_without_an_override(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PRESSCLI_HOME")
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    assert models_home() == tmp_path / "data/models"
    assert cache_homes()[0] == tmp_path / "cache/models"


@pytest.mark.skipif(sys.platform == "win32", reason="flock is POSIX")
@pytest.mark.parametrize(
    ("number", "locked"),
    [pytest.param(errno.ENOLCK, False, id="no-locks"), pytest.param(None, True, id="locks")],
)
def test_a_file_system_without_locks_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int | None, locked: bool
) -> None:
    def flock(*_: object) -> None:
        if number:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", flock)
    with exclusive(tmp_path / "lock") as alone:
        assert alone is locked
