"""Export, card, parts, vocabulary map and evaluation, on the smallest shape."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest
import yaml  # noqa: TID253

from presscli.document import Hypothesis
from presscli.engines import DecodingOptions, EngineSettings, open_translator
from presscli.errors import InputError, ModelError, UsageError
from presscli.placeholders import SIGNS
from presscli.registry import load_registry
from training import evaluate
from training.arrays import load_arrays
from training.augment import made_up
from training.card import join_logs, read_log, read_sources, summarize_log
from training.corpora import DevSet
from training.decoder_vocab import MIN_COUNT
from training.evaluate import numbers_kept, score_set, translate_lines
from training.export import export, join, main, package, split
from training.optim import Schedule
from training.prepare import prepare_data
from training.trainer import Trainer, TrainOptions
from training.vocabulary import load_vocabulary

pytestmark = pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses:UserWarning")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of six steps, exported with everything that ships."""
    folder = tmp_path_factory.mktemp("export")
    data, run, out = folder / "data", folder / "run", folder / "marian-test"
    prepare_data(list(made_up(300)), data, vocabulary=500, made_up_share=0.0)
    options = TrainOptions(
        data, run, shape="nano", max_steps=3, batch_tokens=600, device="cpu", schedule=Schedule()
    )
    for _ in range(2):
        Trainer(options).run()
    scores = folder / "scores.json"
    english = "There are 12 cases in Italy."
    row = score_set(
        "m", DevSet("d", ("Sono 12 casi in Italia.",), (english,)), [english], 1.0, "ct2, beam 4"
    )
    scores.write_text(json.dumps([asdict(row)]))
    export(run, data, out, average=2, scores=scores)
    return out


def test_both_engines_load_it_and_agree(exported: Path) -> None:
    spec = load_registry().models["opus-mt-it-en"]
    texts = ["Fonte: kremlin.ru", "Roma, 12 marzo 2024"]
    options = DecodingOptions(beam_size=1, max_target_tokens=12)
    found = []
    for engine in ("ct2", "transformers"):
        settings = EngineSettings(threads=1, device="cpu")
        translator = open_translator(spec, exported, engine=engine, settings=settings)
        found.append([h[0].text for h in translator.translate_batch(texts, options)])
        translator.close()
    assert found[0] == found[1]


def test_checksums_cover_every_file(exported: Path) -> None:
    lines = (exported / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = {p.relative_to(exported).as_posix() for p in exported.rglob("*") if p.is_file()}
    assert sums.keys() == files - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((exported / name).read_bytes()).hexdigest() == digest


def test_card_says_what_the_record_says(exported: Path) -> None:
    card = (exported / "CARD.md").read_text(encoding="utf-8")
    assert card.startswith("# marian-test: MarianMT, Italian to English\n")
    for line in (
        "| shape | nano |",
        "| steps | 6 |",
        "| d | 1 | 100.0 | 100.0 | 100.0% | ct2, beam 4 |",
        "| europarl_sessions | Europarl, sessions of 1996-2001 | no known copyright restrictions |",
    ):
        assert line in card.splitlines()
    assert "in 2 legs" in card


def test_vocabulary_map_is_read_by_ctranslate2(exported: Path) -> None:
    import ctranslate2

    vocabulary, sayable = (
        json.loads((exported / "ct2" / f"{side}_vocabulary.json").read_text())
        for side in ("source", "target")
    )
    rows = [
        line.split("\t")
        for line in (exported / "ct2" / "vmap.txt").read_text(encoding="utf-8").splitlines()
    ]
    assert rows[0][0] == ""
    for source, targets in rows[1:]:
        assert source in vocabulary
        assert set(targets.split(" ")) <= set(sayable)
    translator = ctranslate2.Translator(str(exported / "ct2"), device="cpu")
    tokens = [[vocabulary[20], "</s>"]]
    result = translator.translate_batch(tokens, use_vmap=True, max_decoding_length=5)
    assert result[0].hypotheses


def test_decoder_says_what_english_uses(exported: Path) -> None:
    import numpy as np

    pieces = json.loads((exported / "decoder_vocab.json").read_text(encoding="utf-8"))
    processor = load_vocabulary(exported / "source.spm")
    counts = np.bincount(
        load_arrays(exported.parent / "data" / "train").target, minlength=len(processor)
    )
    often = {processor.id_to_piece(i) for i in range(len(processor)) if counts[i] >= MIN_COUNT}
    digits = {str(digit) for digit in range(10)}
    spelled = {f"<0x{byte:02X}>" for byte in range(256)}
    special = {"</s>", "<unk>", "<pad>"}
    assert often | digits | spelled | special <= set(pieces)
    signs = {p for p in pieces if p not in often | digits | spelled | special}
    assert all(any(p.strip("▁") in f"a ({s}" for group in SIGNS for s in group) for p in signs)
    # Made-up lines use nearly all of 500 pieces on both sides, but not quite.
    assert len(pieces) < len(processor) + 1
    target = json.loads((exported / "ct2" / "target_vocabulary.json").read_text(encoding="utf-8"))
    assert set(target) == set(pieces) - {"<pad>"}


def test_trimming_anew_renews_the_checksums(exported: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(exported, tmp_path / "marian-test"))
    before = json.loads((folder / "decoder_vocab.json").read_text(encoding="utf-8"))
    data = str(exported.parent / "data")
    main(["trim", "--folder", str(folder), "--data", data, "--min-count", "50"])
    after = json.loads((folder / "decoder_vocab.json").read_text(encoding="utf-8"))
    assert set(after) < set(before)
    digest = hashlib.sha256((folder / "ct2" / "model.bin").read_bytes()).hexdigest()
    card = (folder / "CARD.md").read_text(encoding="utf-8")
    assert f"- `ct2/model.bin` sha256 `{digest}`" in card.splitlines()
    assert f"{digest}  ct2/model.bin" in (folder / "SHA256SUMS").read_text().splitlines()
    changed = set(card.splitlines()) ^ set((exported / "CARD.md").read_text().splitlines())
    assert len(changed) == 2


def test_package_is_what_both_engines_and_models_yaml_need(exported: Path, tmp_path: Path) -> None:
    out = tmp_path / "marian-test"
    files = yaml.safe_load(package(exported, out))
    names = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert names == files.keys() | {"CARD.md"}
    assert {"model.safetensors", "ct2/model.bin", "source.spm", "decoder_vocab.json"} <= names
    for name, entry in files.items():
        content = (out / name).read_bytes()
        assert entry == {"sha256": hashlib.sha256(content).hexdigest(), "size_bytes": len(content)}
    (out / "leftover").write_text("of an earlier one")
    package(exported, out)
    assert not (out / "leftover").exists()


def test_parts_are_joined_again(exported: Path, tmp_path: Path) -> None:
    split(exported, tmp_path / "parts", part_bytes=100_000)
    assert len(list((tmp_path / "parts").glob("model.safetensors.part-*"))) > 1
    main(["join", "--folder", str(tmp_path / "parts"), "--out", str(tmp_path / "whole")])
    for path in (p for p in exported.iterdir() if p.is_file()):
        assert (tmp_path / "whole" / path.name).read_bytes() == path.read_bytes()


def test_damaged_part_is_refused(exported: Path, tmp_path: Path) -> None:
    split(exported, tmp_path / "parts", part_bytes=100_000)
    with (tmp_path / "parts" / "model.safetensors.part-001").open("r+b") as part:
        part.write(b"x")
    with pytest.raises(ModelError, match="part-001: a part of the model is damaged"):
        join(tmp_path / "parts", tmp_path / "whole")


def test_missing_log_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"log\.jsonl: not the log of a run"):
        read_log(tmp_path / "log.jsonl")


def test_every_source_has_a_licence() -> None:
    sources = read_sources()
    assert len({name for name, _, _ in sources}) == len(sources)
    assert all(licence for _, _, licence in sources)


@pytest.mark.parametrize(
    ("source", "target", "share"),
    [
        pytest.param("1.234 casi nel 2021", "1,234 cases in 2021", 1.0, id="separators"),
        pytest.param("12 e 12", "12 and 13", 0.5, id="counted"),
        pytest.param("alle 14.30", "at 14:30", 1.0, id="time"),
        pytest.param("nessuno", "none 3", 1.0, id="no-number"),
        pytest.param("10 milioni", "a million", 0.0, id="lost"),
    ],
)
def test_numbers_kept(source: str, target: str, share: float) -> None:
    assert numbers_kept([source], [target]) == share


class _Spelling:
    """A translator of at most three words that answers in capitals."""

    max_source_tokens = 3

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def translate_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        assert all(self.count_tokens(text) <= 3 for text in texts)
        return [[Hypothesis(text.upper(), 0.0)] for text in texts]

    def close(self) -> None:
        """Nothing to close."""


def test_long_lines_are_translated_in_parts() -> None:
    lines = ["uno due tre quattro cinque", "sei"]
    assert translate_lines(_Spelling(), lines, DecodingOptions()) == [
        "UNO DUE TRE QUATTRO CINQUE",
        "SEI",
    ]


def test_folder_is_evaluated(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "small.it").write_text("Fonte: kremlin.ru\n", encoding="utf-8")
    (tmp_path / "small.en").write_text("Source: kremlin.ru\n", encoding="utf-8")
    out = tmp_path / "scores.json"
    arguments = ["--folder", str(exported), "--dev", str(tmp_path), "--beam-size", "1"]
    scores = evaluate.main([*arguments, "--out", str(out), "--hypotheses", str(tmp_path / "h")])
    assert [(s.test_set, s.lines, s.decoding) for s in scores] == [("small", 1, "ct2, beam 1")]
    assert json.loads(out.read_text())[0]["bleu_signature"].startswith("nrefs:1|case:mixed")
    assert len((tmp_path / "h" / "marian-test.small.en").read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param([], "one of --model and --folder", id="neither"),
        pytest.param(["--model", "nix"], r"--model: unknown \(nix\)", id="unknown"),
        pytest.param(
            ["--folder", "x", "--architecture", "rnn"], "no translator of this kind", id="kind"
        ),
    ],
)
def test_wrong_arguments_are_named(arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        evaluate.main([*arguments, "--dev", "x"])


def test_the_record_of_runs_counts_on_and_names_no_paths() -> None:
    first: list[dict[str, object]] = [
        {"kind": "start", "step": 0, "tokens": 0, "seconds": 0.0, "options": {"init": "/a/b"}},
        {"kind": "train", "step": 1, "tokens": 10, "seconds": 1.0},
        {"kind": "milestone", "step": 2, "tokens": 20, "seconds": 2.0, "valid_nll": 3.0},
    ]
    joined = join_logs([first, first])
    assert [(r["step"], r["tokens"], r["seconds"]) for r in joined][2:] == [
        (2, 20, 2.0),
        (2, 20, 2.0),
        (3, 30, 3.0),
        (4, 40, 4.0),
    ]
    record = summarize_log(joined)
    assert [r["kind"] for r in record] == ["start", "milestone", "start", "milestone"]
    assert record[0]["options"] == {"init": "b"}
    assert summarize_log(record) == record
