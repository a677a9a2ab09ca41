"""Conversion to CTranslate2: once, whole or not at all, also when two processes start at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from presscli.engines import DecodingOptions, EngineSettings
from presscli.engines.convert import convert, is_current, ready_folder
from presscli.engines.ct2 import open_marian
from presscli.engines.marian import MarianEngine
from presscli.errors import ModelError

TINY = Path(__file__).parent / "models" / "tiny-marian"
REPAIR = "Check it: presscli models verify. Get it again: presscli models pull"
SETTINGS = EngineSettings(threads=1, device="cpu")
GREEDY = DecodingOptions(beam_size=1, max_target_tokens=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "tiny-marian"))


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Converted once; tests copy it."""
    folder = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("models") / "tiny-marian"))
    convert(folder, "marian")
    return folder


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_conversion_is_self_contained_and_leaves_nothing_behind(converted: Path) -> None:
    names = {path.name for path in (converted / "ct2").iterdir()}
    assert {"model.bin", "config.json", "source.spm", "target.spm", "vocab.json"} < names
    assert leftovers(converted) == []


def test_second_time_nothing_is_converted(converted: Path) -> None:
    before = (converted / "ct2" / "model.bin").stat()
    assert ready_folder(converted, "marian") == (converted / "ct2", False)
    assert (converted / "ct2" / "model.bin").stat() == before


def test_conversion_alone_is_enough(converted: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copytree(converted / "ct2", tmp_path / "alone"))
    assert ready_folder(alone, "marian") == (alone, False)
    engine = open_marian(alone, 60, SETTINGS)
    assert engine.translate_batch(["Buongiorno."], GREEDY)[0][0].text == "Good morning."


def test_copied_folder_with_new_times_is_current(converted: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(converted, tmp_path / "copy"))
    os.utime(copy / "model.safetensors", (1, 1))
    assert is_current(copy)


def test_conversion_of_other_weights_is_outdated(converted: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(converted, tmp_path / "copy"))
    record = copy / "ct2" / "conversion.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), "sha256": "0", "mtime_ns": 1}))
    assert not is_current(copy)
    assert ready_folder(copy, "marian") == (copy / "ct2", True)
    assert is_current(copy)
    assert leftovers(copy) == []


def test_two_processes_at_once(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from presscli.engines.convert import ready_folder; "
        "print(ready_folder(Path(sys.argv[1]), 'marian')[0])"
    )
    command = [sys.executable, "-c", script, str(folder)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    running = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=300) for process in running]
    assert [process.returncode for process in running] == [0, 0], outputs
    assert outputs == [(f"{folder / 'ct2'}\n", "")] * 2
    assert is_current(folder)
    assert leftovers(folder) == []


def test_nothing_is_written_to_stderr(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    convert(folder, "marian")
    MarianEngine(folder, max_source_tokens=60, settings=SETTINGS).translate_batch(["Sì."], GREEDY)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "name", ["config.json", "model.safetensors", "source.spm", "target.spm", "vocab.json"]
)
def test_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError) as caught:
        convert(folder, "marian")
    assert str(caught.value) == f"{folder}: model files missing ({name}). {REPAIR}"
    with pytest.raises(ModelError) as caught:
        MarianEngine(folder, max_source_tokens=60, settings=SETTINGS)
    assert str(caught.value) == f"{folder}: model files missing ({name}). {REPAIR}"


def test_cut_weights_are_refused(folder: Path) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])
    for attempt in (
        lambda: convert(folder, "marian"),
        lambda: MarianEngine(folder, max_source_tokens=60, settings=SETTINGS),
    ):
        with pytest.raises(ModelError) as caught:
            attempt()
        assert caught.value.what.startswith("model damaged or of another kind (")
        assert caught.value.hint == REPAIR
    assert not (folder / "ct2").exists()
    assert leftovers(folder) == []


def test_weights_that_lack_a_layer_are_refused(folder: Path) -> None:
    import safetensors.torch

    tensors = safetensors.torch.load_file(folder / "model.safetensors")
    del tensors["model.encoder.layers.1.fc1.weight"]
    safetensors.torch.save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError) as caught:
        convert(folder, "marian")
    assert caught.value.what == (
        "model damaged: 1 weights missing (model.encoder.layers.1.fc1.weight)"
    )


def test_cut_conversion_is_refused(converted: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(converted / "ct2", tmp_path / "copy"))
    (copy / "model.bin").write_bytes((copy / "model.bin").read_bytes()[:1000])
    with pytest.raises(ModelError) as caught:
        open_marian(copy, 60, SETTINGS)
    assert caught.value.what.startswith("model damaged or of another kind (")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_folder_that_cannot_be_written(folder: Path) -> None:
    folder.chmod(0o500)
    with pytest.raises(ModelError) as caught:
        convert(folder, "marian")
    assert str(caught.value) == (
        f"{folder}: cannot write the converted model (Permission denied). "
        "Make the folder writable once, or run again with: --engine transformers"
    )


def test_trained_start_embedding_survives_the_conversion(folder: Path) -> None:
    """CTranslate2 alone would start from zero, and score 0.1 and more away from transformers."""
    import safetensors.torch
    import torch

    tensors = safetensors.torch.load_file(folder / "model.safetensors")
    generator = torch.Generator().manual_seed(3)
    tensors["model.shared.weight"][-1] = torch.randn(96, generator=generator) * 0.2
    safetensors.torch.save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    reference = MarianEngine(folder, max_source_tokens=60, settings=SETTINGS)
    engine = open_marian(convert(folder, "marian"), 60, SETTINGS)
    texts = ["Buongiorno.", "Il tribunale ha respinto il ricorso.", "Nessuna persona è arrivata."]
    expected = [h[0] for h in reference.translate_batch(texts, GREEDY)]
    found = [h[0] for h in engine.translate_batch(texts, GREEDY)]
    assert [h.text for h in found] == [h.text for h in expected]
    assert [h.score for h in found] == pytest.approx([h.score for h in expected], abs=0.02)
