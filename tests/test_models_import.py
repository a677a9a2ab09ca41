"""Folders carried over by hand, and what is then on the machine: status, verify, remove."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from presscli import models
from presscli.errors import ModelError
from presscli.models import State, Status
from presscli.models.manifest import sha256_of
from presscli.models.parts import split_folder
from presscli.registry import Architecture, FileSpec, HubSource, ModelSpec, PackagedSource
from tests.weights import marian_files, marian_spec, write_files

NEEDED = ["README.md", "config.json", "generation_config.json", "model.safetensors"]
NEEDED += ["source.spm", "target.spm", "vocab.json"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRESSCLI_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def carried(tmp_path: Path) -> Path:
    return write_files(tmp_path / "carried", marian_files(2000))


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name != "manifest.json")


def refused(spec: ModelSpec, folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        models.import_folder(spec, folder)
    assert models.locate(spec) is None
    return str(caught.value)


def test_import_copies_the_needed_files_only(carried: Path, home: Path) -> None:
    folder = models.import_folder(marian_spec(), carried)
    assert folder == home / "models/tiny-it-en"
    assert names(folder) == NEEDED
    assert models.locate(marian_spec()) == folder


def test_import_follows_links(tmp_path: Path, carried: Path) -> None:
    snapshot = tmp_path / "snapshot"
    snapshot.mkdir()
    for path in carried.iterdir():
        (snapshot / path.name).symlink_to(path)
    folder = models.import_folder(marian_spec(), snapshot)
    assert not (folder / "model.safetensors").is_symlink()


def test_import_of_an_installed_folder_keeps_its_commit(tmp_path: Path, carried: Path) -> None:
    (carried / "manifest.json").write_text(
        json.dumps({"model": "x", "source": "hub:a/b", "revision": "c" * 40, "files": {}})
    )
    spec = marian_spec(HubSource("a/b", "main"))
    assert models.revision(spec, models.import_folder(spec, carried)) == "c" * 40


def test_import_of_a_folder_damaged_on_the_way(carried: Path) -> None:
    spec = marian_spec()
    folder = models.import_folder(spec, carried)
    models_folder = folder.rename(carried.parent / "stick")
    (models_folder / "vocab.json").write_bytes(b'{"a": 1}')
    assert refused(spec, models_folder) == (
        f"{models_folder}: damaged on the way (wrong checksum: vocab.json). Copy the folder again"
    )


def test_import_without_a_commit_has_a_content_hash(carried: Path) -> None:
    spec = marian_spec()
    first = models.revision(spec, models.import_folder(spec, carried))
    (carried / "vocab.json").write_bytes(b"{}")
    second = models.revision(spec, models.import_folder(spec, carried))
    assert len(first) == len(second) == 64
    assert first != second


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        pytest.param("source.spm", None, "source.spm missing", id="missing"),
        pytest.param("model.safetensors", b"version https://git-lfs.github.com/spec/v1\n",
                     "a git-lfs pointer, not the weights", id="git-lfs-pointer"),
        pytest.param("model.safetensors", b"short", "not a safetensors file", id="no-safetensors"),
        pytest.param("model.safetensors", marian_files(2000)["model.safetensors"][:-1],
                     "carried/model.safetensors: truncated (2073 of 2074 bytes)", id="truncated"),
        pytest.param("config.json", b'{"model_type": "bart"}',
                     "the model is of another kind (bart)", id="another-architecture"),
        pytest.param("config.json", b"{", "not JSON", id="broken-configuration"),
    ],
)  # fmt: skip
def test_import_refuses(carried: Path, name: str, data: bytes | None, message: str) -> None:
    if data is None:
        (carried / name).unlink()
    else:
        (carried / name).write_bytes(data)
    assert message in refused(marian_spec(), carried)


def test_a_pickle_under_the_name_of_ctranslate2_is_refused(tmp_path: Path) -> None:
    folder = write_files(
        tmp_path / "x",
        {"config.json": b"{}", "tokenizer.json": b"{}", "model.bin": b"\x80\x02."},
    )
    spec = replace(marian_spec(), architecture=Architecture.PROMPTED)
    assert "a pickle, which can run code" in refused(spec, folder)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    assert refused(marian_spec(), tmp_path / "no") == (
        f"{tmp_path / 'no'}: not a folder. Run: presscli models import DIR"
    )


def test_a_refused_import_keeps_the_installed_model(carried: Path, home: Path) -> None:
    folder = models.import_folder(marian_spec(), carried)
    (carried / "vocab.json").unlink()
    with pytest.raises(ModelError):
        models.import_folder(marian_spec(), carried)
    assert models.locate(marian_spec()) == folder
    assert sorted(p.name for p in (home / "models").iterdir()) == [".partial", "tiny-it-en"]


def pinned_spec(carried: Path) -> ModelSpec:
    files = {
        name: FileSpec(sha256_of(carried / name), (carried / name).stat().st_size)
        for name in ("config.json", "model.safetensors")
    }
    return replace(marian_spec(PackagedSource("nowhere")), files=MappingProxyType(files))


def test_pinned_files_are_checked(carried: Path) -> None:
    spec = pinned_spec(carried)
    models.import_folder(spec, carried)
    assert models.verify(spec) == []


def test_another_file_than_the_pinned_one_is_refused(carried: Path) -> None:
    spec = pinned_spec(carried)
    (carried / "config.json").write_bytes(b'{"model_type":"marian" }')
    assert refused(spec, carried) == (
        f"{carried}: not the files that models.yaml names for tiny-it-en "
        "(wrong checksum: config.json). Copy the folder again"
    )


def test_an_import_of_older_pinned_files_is_not_current(carried: Path) -> None:
    spec = pinned_spec(carried)
    models.import_folder(spec, carried)
    newer = replace(spec, files=MappingProxyType({"config.json": FileSpec("0" * 64, 24)}))
    assert models.status(newer) == Status(State.MISSING)


def test_a_folder_in_parts_is_joined(tmp_path: Path, carried: Path) -> None:
    split_folder(carried, tmp_path / "parts", part_bytes=500)
    folder = models.import_folder(marian_spec(), tmp_path / "parts")
    data = (carried / "model.safetensors").read_bytes()
    assert (folder / "model.safetensors").read_bytes() == data
    assert names(folder) == NEEDED


def test_a_packaged_model_that_is_not_there() -> None:
    with pytest.raises(ModelError) as caught:
        models.ensure(marian_spec(PackagedSource("nowhere")))
    assert str(caught.value) == (
        "tiny-it-en: not in this installation of presscli. Run: presscli models import DIR"
    )


def test_verify_finds_one_flipped_bit(carried: Path) -> None:
    folder = models.import_folder(marian_spec(), carried)
    path = folder / "model.safetensors"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert models.status(marian_spec()).state is State.READY
    assert models.verify(marian_spec()) == ["model.safetensors"]


def test_verify_finds_a_missing_file(carried: Path) -> None:
    (models.import_folder(marian_spec(), carried) / "vocab.json").unlink()
    assert models.verify(marian_spec()) == ["vocab.json"]


def test_verify_ignores_what_engines_add(carried: Path) -> None:
    folder = models.import_folder(marian_spec(), carried)
    (folder / "ct2").mkdir()
    (folder / "ct2/model.bin").write_bytes(b"converted")
    assert models.verify(marian_spec()) == []


def test_verify_needs_a_model() -> None:
    with pytest.raises(ModelError) as caught:
        models.verify(marian_spec())
    assert str(caught.value) == "tiny-it-en: not installed. Run: presscli models pull tiny-it-en"


def test_status_of_each_state(carried: Path) -> None:
    spec = marian_spec()
    assert models.status(spec) == Status(State.MISSING)
    folder = models.import_folder(spec, carried)
    size = sum(p.stat().st_size for p in folder.iterdir() if p.name != "manifest.json")
    revision = models.revision(spec, folder)
    # A content hash is no commit of the hub: it is kept, but known for an import.
    assert models.status(spec) == Status(State.READY, folder, revision, size)
    (folder / "vocab.json").unlink()
    assert models.status(spec).damaged == ("vocab.json",)
    (folder / "manifest.json").write_text("{")
    assert models.status(spec) == Status(State.DAMAGED)


def test_remove(carried: Path) -> None:
    folder = models.import_folder(marian_spec(), carried)
    assert models.remove(marian_spec()) is True
    assert not folder.exists()
    assert models.remove(marian_spec()) is False


def test_stale_joined_copies_are_reported(home: Path) -> None:
    old = home / "cache/models/embedded-v1-01234567"
    old.mkdir(parents=True)
    (old / "manifest.json").write_text(
        '{"model": "embedded-v1", "source": "", "revision": "", "files": {}}'
    )
    (home / "cache/models/other").mkdir()
    assert old in models.stale_folders([])
    assert home / "cache/models/other" not in models.stale_folders([])


@pytest.mark.skipif(os.getuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_named(carried: Path) -> None:
    (carried / "vocab.json").chmod(0)
    assert f"{carried / 'vocab.json'}: cannot be read" in refused(marian_spec(), carried)


def test_a_packaged_folder_is_used_where_it_is(carried: Path) -> None:
    # An absolute path stands for a folder of the package.
    spec = replace(pinned_spec(carried), source=PackagedSource(str(carried)))
    assert models.ensure(spec, offline=True) == carried
    assert models.verify(spec) == []
    assert models.status(spec).state is State.READY


def test_a_damaged_packaged_folder(carried: Path) -> None:
    spec = replace(pinned_spec(carried), source=PackagedSource(str(carried)))
    (carried / "model.safetensors").write_bytes(b"cut")
    assert models.status(spec) == Status(State.DAMAGED, damaged=("model.safetensors",))
    with pytest.raises(ModelError) as caught:
        models.ensure(spec, offline=True)
    assert str(caught.value) == (
        f"{carried}/model.safetensors: a part of the model is damaged. "
        "Run: pip install --force-reinstall presscli"
    )


def test_a_package_in_parts_is_joined_at_first_use(tmp_path: Path, carried: Path) -> None:
    split_folder(carried, tmp_path / "parts", part_bytes=500)
    spec = marian_spec(PackagedSource(str(tmp_path / "parts")))
    before = models.status(spec)
    assert (before.state, before.usable_offline) == (State.PACKAGED, True)
    folder = models.ensure(spec, offline=True)
    after = models.status(spec)
    assert (after.state, after.folder) == (State.READY, folder)
    assert before.revision == after.revision == models.revision(spec, folder)
    assert models.verify(spec) == []


def test_verify_looks_at_parts_and_at_the_joined_copy(tmp_path: Path, carried: Path) -> None:
    split_folder(carried, tmp_path / "parts", part_bytes=500)
    spec = marian_spec(PackagedSource(str(tmp_path / "parts")))
    joined = models.ensure(spec) / "model.safetensors"
    joined.write_bytes(joined.read_bytes()[:-1] + b"!")
    (tmp_path / "parts/vocab.json").write_bytes(b"{}")
    assert models.verify(spec) == ["vocab.json", str(joined)]


def test_a_damaged_list_of_parts_is_a_damaged_model(tmp_path: Path, carried: Path) -> None:
    split_folder(carried, tmp_path / "parts", part_bytes=500)
    (tmp_path / "parts/parts.json").write_text("{")
    spec = marian_spec(PackagedSource(str(tmp_path / "parts")))
    assert models.status(spec) == Status(State.DAMAGED, damaged=("parts.json",))
    with pytest.raises(ModelError, match="force-reinstall"):
        models.ensure(spec)


def test_remove_of_a_packaged_model_drops_its_joined_copy(tmp_path: Path, carried: Path) -> None:
    split_folder(carried, tmp_path / "parts", part_bytes=500)
    spec = marian_spec(PackagedSource(str(tmp_path / "parts")))
    models.ensure(spec)
    assert models.stale_folders([spec]) == []
    assert models.remove(spec) is True
    assert models.status(spec).state is State.PACKAGED


def test_a_damaged_model_offline(carried: Path) -> None:
    (models.import_folder(marian_spec(), carried) / "vocab.json").unlink()
    with pytest.raises(ModelError) as caught:
        models.ensure(marian_spec(), offline=True)
    assert str(caught.value) == (
        "tiny-it-en: damaged (vocab.json). Run without --offline: presscli models pull tiny-it-en"
    )
