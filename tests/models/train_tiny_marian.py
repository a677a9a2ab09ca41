"""Train ``tests/models/tiny-marian``: a MarianMT that knows the pairs of pairs.tsv by heart.

    python tests/models/train_tiny_marian.py [--out FOLDER]

It is a real ``MarianMTModel`` with real SentencePiece vocabularies, so small (2
encoder layers, 1 decoder layer, d_model 96, float16) that it can be committed and
that the engines and the converter are tested on exact output, without stubs. As
the OPUS-MT models do, it has a SentencePiece model for each side and one joint
vocab.json. The seed is fixed; about four minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAIRS_FILE = HERE / "pairs.tsv"
MODEL_FOLDER = HERE / "tiny-marian"

SEED = 20
MAX_STEPS = 1500
STEPS_BETWEEN_CHECKS = 50
PEAK_LEARNING_RATE = 3e-3
TARGET_LOSS = 0.004
"""Mean nats a token. Under it each token is nearly certain, so that int8 cannot tip one over."""

PIECES = 300
"""Asked for each side, above the 256 byte pieces; so little text yields fewer."""


def read_pairs(path: Path = PAIRS_FILE) -> list[tuple[str, str]]:
    """The sentence pairs, Italian first."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(source, target) for source, target in (line.split("\t") for line in lines)]


def train_vocabularies(pairs: list[tuple[str, str]], folder: Path) -> dict[str, int]:
    """Write source.spm, target.spm and their joint vocab.json, with ``<pad>`` last."""
    import sentencepiece

    vocab = {"</s>": 0, "<unk>": 1}
    for side, name in enumerate(("source", "target")):
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter([pair[side] for pair in pairs]),
            model_prefix=str(folder / name),
            vocab_size=PIECES + 256,
            hard_vocab_limit=False,
            byte_fallback=True,
            eos_id=0,
            unk_id=1,
            bos_id=-1,
            pad_id=-1,
            num_threads=1,
            minloglevel=2,
        )
        (folder / f"{name}.vocab").unlink()
        (folder / f"{name}.model").replace(folder / f"{name}.spm")
        model = sentencepiece.SentencePieceProcessor(model_file=str(folder / f"{name}.spm"))
        for piece in map(model.id_to_piece, range(model.get_piece_size())):
            vocab.setdefault(piece, len(vocab))
    vocab["<pad>"] = len(vocab)
    write_json(folder / "vocab.json", vocab)
    tokenizer = {"tokenizer_class": "MarianTokenizer", "source_lang": "it", "target_lang": "en"}
    write_json(folder / "tokenizer_config.json", {**tokenizer, "model_max_length": 64})
    return vocab


def write_json(path: Path, value: dict[str, Any]) -> None:
    """One readable JSON file."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def build(vocab: dict[str, int]) -> Any:
    """The untrained model; the token layout is that of the OPUS-MT models."""
    from transformers import MarianConfig, MarianMTModel

    pad = vocab["<pad>"]
    config = MarianConfig(
        vocab_size=len(vocab),
        d_model=96,
        encoder_layers=2,
        decoder_layers=1,
        encoder_ffn_dim=192,
        decoder_ffn_dim=192,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        max_position_embeddings=128,
        activation_function="swish",
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        pad_token_id=pad,
        eos_token_id=vocab["</s>"],
        decoder_start_token_id=pad,
        forced_eos_token_id=vocab["</s>"],
        scale_embedding=True,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
    )
    return MarianMTModel(config)


def tensors(tokenizer: Any, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """The whole training set as one padded batch of shape ``(pairs, tokens)``."""
    batch = tokenizer(
        [source for source, _ in pairs],
        text_target=[target for _, target in pairs],
        padding=True,
        return_tensors="pt",
    )
    labels = batch["labels"].masked_fill(batch["labels"] == tokenizer.pad_token_id, -100)
    return {**batch, "labels": labels}


def train(model: Any, batch: dict[str, Any]) -> float:
    """Fit the model to the batch; returns the last loss in nats a token."""
    import torch

    optimizer = torch.optim.AdamW(model.parameters(), lr=PEAK_LEARNING_RATE, weight_decay=0.0)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=PEAK_LEARNING_RATE, total_steps=MAX_STEPS, pct_start=0.1
    )
    start = model.get_input_embeddings().weight[model.config.decoder_start_token_id]
    model.train()
    loss = 0.0
    for step in range(1, MAX_STEPS + 1):
        output = model(**batch)
        output.loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        # Marian decodes from a zero embedding, and in OPUS-MT models the row of <pad> is zero.
        # The output layer, which shares the weights, would train it.
        start.data.zero_()
        loss = float(output.loss.detach())
        if step % STEPS_BETWEEN_CHECKS == 0:
            sys.stderr.write(f"step {step}: {loss:.4f} nats a token\n")
            if loss < TARGET_LOSS:
                break
    return loss


def differences(folder: Path, pairs: list[tuple[str, str]]) -> list[str]:
    """What the saved model says instead of each target it does not reproduce."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    inputs = tokenizer([source for source, _ in pairs], padding=True, return_tensors="pt")
    output = model.generate(**inputs, num_beams=1, max_new_tokens=100)
    texts = tokenizer.batch_decode(output, skip_special_tokens=True)
    return [
        f"{text!r} for {target!r}"
        for text, (_, target) in zip(texts, pairs, strict=True)
        if text != target
    ]


def main() -> int:
    """Train, save, and check; the exit code is 1 when a pair is not reproduced."""
    import torch
    from transformers import AutoTokenizer

    parser = argparse.ArgumentParser(description="Train the MarianMT that the tests use.")
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER)
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)  # sums in one order, so that a second run gives the same weights
    pairs = read_pairs()
    model = build(train_vocabularies(pairs, folder))
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    train(model, tensors(tokenizer, pairs))
    model.half().save_pretrained(folder)
    wrong = differences(folder, pairs)
    sys.stderr.write("".join(f"{line}\n" for line in wrong) or "all pairs reproduced\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
