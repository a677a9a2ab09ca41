"""Pickled weights become safetensors, and nothing in them runs."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from presscli import models
from presscli.errors import ModelError
from presscli.models import convert_bin_to_safetensors
from tests.weights import marian_files, marian_spec, write_files

torch = pytest.importorskip("torch")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = marian_files(100)
    del files["model.safetensors"]
    return write_files(tmp_path / "carried", files)


class Hostile:
    """Makes a file when it is unpickled without care."""

    def __init__(self, witness: Path) -> None:
        self.witness = witness

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.witness,))


@pytest.mark.parametrize("zipped", [True, False], ids=["zip-format", "format-before-1.6"])
def test_tensors_come_through(folder: Path, zipped: bool) -> None:
    from safetensors.torch import load_file

    shared = torch.arange(6, dtype=torch.float32).reshape(2, 3)
    state = {
        "lm_head.weight": shared,
        "model.shared.weight": shared,
        "model.encoder.embed_tokens.weight": shared,
        "final_logits_bias": torch.zeros(1, 2),
        "transposed": torch.arange(6).reshape(2, 3).T,
    }
    torch.save(state, folder / "pytorch_model.bin", _use_new_zipfile_serialization=zipped)
    converted = load_file(convert_bin_to_safetensors(folder))
    assert sorted(converted) == ["final_logits_bias", "model.shared.weight", "transposed"]
    assert converted["model.shared.weight"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert converted["transposed"].tolist() == [[0, 3], [1, 4], [2, 5]]
    assert not (folder / "pytorch_model.bin").exists()


def test_views_of_one_storage_are_kept_apart(folder: Path) -> None:
    from safetensors.torch import load_file

    whole = torch.arange(4, dtype=torch.float32)
    torch.save({"a": whole[:2], "b": whole[2:]}, folder / "pytorch_model.bin")
    converted = load_file(convert_bin_to_safetensors(folder))
    assert {name: t.tolist() for name, t in converted.items()} == {"a": [0, 1], "b": [2, 3]}


@pytest.mark.parametrize("carrier", ["torch", "pickle"])
def test_a_hostile_pickle_is_refused_and_does_not_run(folder: Path, carrier: str) -> None:
    witness = folder.parent / "was-run"
    target = folder / "pytorch_model.bin"
    if carrier == "torch":
        torch.save({"a": Hostile(witness)}, target)
    else:
        target.write_bytes(pickle.dumps(Hostile(witness)))
    with pytest.raises(ModelError) as caught:
        convert_bin_to_safetensors(folder)
    assert not witness.exists()
    assert str(caught.value) == (
        f"{target}: refused: damaged, or more than tensors. Pull or copy it again"
    )


def test_more_than_tensors_is_refused(folder: Path) -> None:
    torch.save({"a": torch.zeros(1), "b": "text"}, folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match="refused: more than tensors"):
        convert_bin_to_safetensors(folder)


def test_import_converts_where_nothing_safer_is_there(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSCLI_HOME", str(tmp_path / "home"))
    torch.save({"model.shared.weight": torch.ones(2)}, folder / "pytorch_model.bin")
    installed = models.import_folder(marian_spec(), folder)
    assert (installed / "model.safetensors").is_file()
    assert not (installed / "pytorch_model.bin").exists()
    assert (folder / "pytorch_model.bin").is_file()
    assert models.verify(marian_spec()) == []
