"""What CTranslate2's own converter gets wrong, or does not know, about our models.

Each departure from ``ctranslate2.converters.TransformersConverter`` (4.8, with
transformers 5.23) stands here with its reason.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from presscli.engines.decoder_vocab import read_decoder_vocab, trim_decoder
from presscli.engines.packages import require
from presscli.errors import ModelError

_NEVER = -1e4
"""A logit that no search picks."""

_CLASSES = {
    "marian": ("MarianMTModel", "MarianMTLoader"),
    "bart": ("BartForConditionalGeneration", "BartLoader"),
    "pegasus": ("PegasusForConditionalGeneration", "PegasusLoader"),
}
"""The class in transformers, and the loader in CTranslate2."""


def converter_for(folder: Path, architecture: str) -> Any:
    """A CTranslate2 converter that reads ``folder``, and never the network.

    Args:
        folder: A transformers folder with model.safetensors.
        architecture: ``marian``, ``bart`` or ``pegasus``. A Marian folder may say in
            decoder_vocab.json which pieces its decoder keeps.
    """
    converters = require("ctranslate2.converters.converter", "ct2")

    class OfflineConverter(converters.Converter):  # type: ignore[misc, name-defined]
        def _load(self) -> Any:
            torch = require("torch", "ct2")
            tokenizers = require("transformers", "ct2").AutoTokenizer
            with torch.no_grad():
                model = load_checkpoint(folder, _CLASSES[architecture][0])
                _restore_config(model.config, architecture)
                tokenizer = tokenizers.from_pretrained(folder, local_files_only=True)
                spec = _loader_for(model, architecture)(model, tokenizer)
                pieces = read_decoder_vocab(folder) if architecture == "marian" else None
                if pieces is not None:
                    trim_decoder(spec, pieces, tokenizer.all_special_tokens, folder)
                return spec

    return OfflineConverter()


def load_checkpoint(folder: Path, model_class: str) -> Any:
    """Load a transformers model in float32 from model.safetensors, nothing else, no network.

    Float32 also where the checkpoint is float16: that is slower on a CPU, and
    int8 scales are better computed from float32.

    Args:
        folder: A transformers folder.
        model_class: A class of transformers.

    Raises:
        ModelError: Weights are missing, which transformers would fill with noise.
    """
    torch = require("torch", "transformers")
    transformers = require("transformers", "transformers")
    model, info = getattr(transformers, model_class).from_pretrained(
        folder,
        dtype=torch.float32,
        use_safetensors=True,
        local_files_only=True,
        output_loading_info=True,
    )
    missing = sorted(info["missing_keys"])
    if missing:
        raise ModelError(
            str(folder),
            f"model damaged: {len(missing)} weights missing ({', '.join(missing[:2])})",
            "Get it again: presscli models pull",
        )
    return model


def forced_start(folder: Path) -> int | None:
    """The token id that every output of the model must begin with, as BART's ``<s>``.

    Newer folders say so in generation_config.json, older ones in config.json.
    """
    for name in ("generation_config.json", "config.json"):
        try:
            value = json.loads((folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(value, dict) and isinstance(value.get("forced_bos_token_id"), int):
            return int(value["forced_bos_token_id"])
    return None


def trained_start(model: Any) -> bool:
    """Whether a MarianMT starts to decode from an embedding that is not zero.

    In OPUS-MT models the row of ``<pad>``, which starts the decoder, is zero. A
    model trained with transformers has it trained, through the output layer
    that shares the weights.
    """
    row = model.get_input_embeddings().weight[model.config.decoder_start_token_id]
    return bool(row.abs().max() > 0)


def _restore_config(config: Any, architecture: str) -> None:
    """Set what ``BartLoader`` reads and a config.json saved by transformers 5 no longer has.

    The values are those of the classes in transformers: BART normalises after
    each block and its embeddings, PEGASUS before and not.
    """
    for name in ("normalize_before", "normalize_embedding"):
        if not hasattr(config, name):
            setattr(config, name, (architecture == "pegasus") == (name == "normalize_before"))


def _loader_for(model: Any, architecture: str) -> Any:
    """The registered loader, or the one for a MarianMT with a trained start embedding.

    CTranslate2 drops the row of ``<pad>`` and starts Marian decoders from zero. For
    such a model that is another model: its hypotheses differ. So the row is kept,
    and a bias keeps ``<pad>`` out of the output, as transformers' ``bad_words_ids`` does.
    """
    loaders = require("ctranslate2.converters.transformers", "ct2")
    if architecture != "marian" or not trained_start(model):
        return getattr(loaders, _CLASSES[architecture][1])()
    bart = loaders.BartLoader

    class TrainedStartLoader(loaders.MarianMTLoader):  # type: ignore[misc, name-defined]
        def get_model_spec(self, model: Any) -> Any:
            model.config.normalize_before = False
            model.config.normalize_embedding = False
            model.final_logits_bias[:, model.config.decoder_start_token_id] = _NEVER
            return bart.get_model_spec(self, model)

        def set_config(self, config: Any, model: Any, tokenizer: Any) -> None:
            super().set_config(config, model, tokenizer)
            config.decoder_start_token = tokenizer.pad_token

        set_decoder = bart.set_decoder
        get_vocabulary = bart.get_vocabulary

    return TrainedStartLoader()
