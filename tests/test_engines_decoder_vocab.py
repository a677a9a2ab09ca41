"""decoder_vocab.json: the CTranslate2 model says those pieces and no others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from presscli.engines import DecodingOptions, EngineSettings
from presscli.engines.convert import convert, is_current, ready_folder
from presscli.engines.ct2 import CT2Engine, open_marian
from presscli.engines.decoder_vocab import DECODER_VOCAB
from presscli.engines.marian import MarianEngine
from presscli.errors import ModelError
from presscli.models.layout import select_files
from presscli.placeholders import SIGNS
from presscli.registry import load_registry

TINY = Path(__file__).parent / "models" / "tiny-marian"
OWN = Path(__file__).parent.parent / "presscli" / "data" / "marian-own"
SETTINGS = EngineSettings(threads=1, device="cpu")
BEAM = DecodingOptions(beam_size=4, num_hypotheses=4, max_target_tokens=60)
TEXTS = ["Buongiorno.", "Il tribunale ha respinto il ricorso.", "Nessuna persona è arrivata."]
SPECIAL = ["</s>", "<unk>", "<pad>"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "tiny-marian"))


def pieces_of(folder: Path) -> list[str]:
    known: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    return sorted(known, key=lambda piece: known[piece])


def keep(folder: Path, pieces: object) -> None:
    (folder / DECODER_VOCAB).write_text(json.dumps(pieces), encoding="utf-8")


def best(engine: CT2Engine | MarianEngine) -> list[str]:
    return [hypotheses[0].text for hypotheses in engine.translate_batch(TEXTS, BEAM)]


def test_only_what_is_listed_is_said(folder: Path) -> None:
    free = open_marian(convert(folder, "marian"), 60, SETTINGS)
    assert best(free)[0] == "Good morning."
    silent = [piece for piece in pieces_of(folder) if "G" not in piece and piece != "<0x47>"]
    assert 0 < len(silent) < len(pieces_of(folder))
    keep(folder, silent)
    engine = open_marian(convert(folder, "marian"), 60, SETTINGS)
    said = [h.text for found in engine.translate_batch(TEXTS, BEAM) for h in found]
    assert all(said)
    assert not any("G" in text for text in said)
    # The reference engine is left as it was.
    reference = MarianEngine(folder, max_source_tokens=60, settings=SETTINGS)
    assert best(reference)[0] == "Good morning."


def test_what_is_left_is_computed_as_before(folder: Path) -> None:
    """In float32, where no scale is shared by the rows: the same texts and scores."""
    whole = open_marian(convert(folder, "marian", quantization="float32"), 60, SETTINGS)
    expected = [h[0] for h in whole.translate_batch(TEXTS, BEAM)]
    import sentencepiece

    spell = sentencepiece.SentencePieceProcessor(model_file=str(folder / "target.spm"))
    used = {p for text in [h.text for h in expected] for p in spell.encode(text, out_type=str)}
    extra = [piece for piece in pieces_of(folder) if piece.startswith("▁")]
    keep(folder, sorted({*used, *extra}))
    engine = open_marian(convert(folder, "marian", quantization="float32"), 60, SETTINGS)
    found = [h[0] for h in engine.translate_batch(TEXTS, BEAM)]
    assert [h.text for h in found] == [h.text for h in expected]
    # Scores only rise: fewer pieces share the probability.
    assert all(f.score >= e.score - 1e-4 for f, e in zip(found, expected, strict=True))


def test_the_encoder_keeps_all_and_special_tokens_stay(folder: Path) -> None:
    kept = pieces_of(folder)[2:200]
    keep(folder, kept)
    ct2 = convert(folder, "marian")
    source = json.loads((ct2 / "source_vocabulary.json").read_text(encoding="utf-8"))
    target = json.loads((ct2 / "target_vocabulary.json").read_text(encoding="utf-8"))
    assert source == pieces_of(folder)[: len(source)]
    assert [piece for piece in target if piece not in SPECIAL] == kept
    assert {"</s>", "<unk>"} <= set(target)


def test_trained_start_keeps_its_token(folder: Path) -> None:
    import safetensors.torch
    import torch

    tensors = safetensors.torch.load_file(folder / "model.safetensors")
    generator = torch.Generator().manual_seed(3)
    tensors["model.shared.weight"][-1] = torch.randn(96, generator=generator) * 0.2
    safetensors.torch.save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    whole = best(open_marian(convert(folder, "marian"), 60, SETTINGS))
    keep(folder, pieces_of(folder)[:-2])
    ct2 = convert(folder, "marian")
    assert "<pad>" in json.loads((ct2 / "target_vocabulary.json").read_text(encoding="utf-8"))
    assert best(open_marian(ct2, 60, SETTINGS)) == whole


def test_another_list_means_another_conversion(folder: Path) -> None:
    ready_folder(folder, "marian")
    assert is_current(folder)
    keep(folder, pieces_of(folder)[:300])
    assert not is_current(folder)
    assert ready_folder(folder, "marian") == (folder / "ct2", True)
    assert is_current(folder)
    (folder / DECODER_VOCAB).unlink()
    assert not is_current(folder)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param("{", "cannot be read (", id="not-json"),
        pytest.param('{"a": 1}', "not a JSON list of pieces", id="not-a-list"),
        pytest.param("[1]", "not a JSON list of pieces", id="not-pieces"),
        pytest.param('["▁nix?"]', "1 pieces that the model does not have (▁nix?)", id="unknown"),
    ],
)
def test_damaged_list_is_named(folder: Path, content: str, what: str) -> None:
    (folder / DECODER_VOCAB).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        convert(folder, "marian")
    assert caught.value.where == str(folder / DECODER_VOCAB)
    assert caught.value.what.startswith(what)
    assert not (folder / "ct2").exists()


def test_import_takes_the_list_along(folder: Path) -> None:
    keep(folder, pieces_of(folder))
    spec = load_registry().models["opus-mt-it-en"]
    names = [path.name for path in folder.iterdir() if path.is_file()]
    assert DECODER_VOCAB in select_files(spec, names, "here")


def test_the_packaged_model_can_say_every_sign_digit_and_byte() -> None:
    import sentencepiece

    spell = sentencepiece.SentencePieceProcessor(model_file=str(OWN / "target.spm"))
    target = json.loads((OWN / "ct2" / "target_vocabulary.json").read_text(encoding="utf-8"))
    signs = [sign for signs in SIGNS for sign in signs]
    needed = {p for sign in signs for p in spell.encode(f"The {sign} of ({sign})", out_type=str)}
    needed |= {*"0123456789", *(f"<0x{byte:02X}>" for byte in range(256)), "</s>"}
    assert needed <= set(target)
    assert set(target) <= set(pieces_of(OWN))
