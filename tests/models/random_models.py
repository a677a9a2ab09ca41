"""Tiny models with random weights, written as a model hub would hand them out.

They babble, always the same; what is tested with them is the machinery around a model.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

SPECIAL_TOKENS = ["<s>", "<pad>", "</s>", "<unk>"]
"""In BART's order, ids 0 to 3."""


def character_tokenizer(special_tokens: list[str]) -> Any:
    """A tokenizer with a token a printable ASCII character, and the line break."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

    tokens = [*special_tokens, "\n", *map(chr, range(32, 127))]
    tokenizer = Tokenizer(models.WordLevel({t: i for i, t in enumerate(tokens)}, "<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer.decoder = decoders.Fuse()
    tokenizer.add_special_tokens([AddedToken(t, special=True) for t in special_tokens])
    return tokenizer


def write_prompted(folder: Path) -> Path:
    """A Llama as CTranslate2 model with its tokenizer.json; returns the folder."""
    import torch
    from ctranslate2.converters import TransformersConverter
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    from presscli.engines.packages import quiet_transformers

    tokenizer = character_tokenizer(["<pad>", "<eos>", "<bos>", "<unk>"])
    torch.manual_seed(5)
    config = LlamaConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        bos_token_id=2,
        eos_token_id=1,
        pad_token_id=0,
        initializer_range=0.5,
    )
    with quiet_transformers():
        LlamaForCausalLM(config).save_pretrained(folder / "hf")
        PreTrainedTokenizerFast(
            tokenizer_object=tokenizer, bos_token="<bos>", eos_token="<eos>", unk_token="<unk>"
        ).save_pretrained(folder / "hf")
        TransformersConverter(str(folder / "hf")).convert(str(folder / "ct2"))
    tokenizer.save(str(folder / "ct2" / "tokenizer.json"))
    return folder / "ct2"


def write_summarizer(folder: Path, architecture: str) -> Path:
    """A BART or PEGASUS as transformers folder with its tokenizer; returns the folder.

    BART begins every output with ``<s>``, as bart-large-cnn does.
    """
    import torch
    import transformers
    from tokenizers.processors import TemplateProcessing

    from presscli.engines.packages import quiet_transformers

    bart = architecture == "bart"
    tokenizer = character_tokenizer(SPECIAL_TOKENS)
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>" if bart else "$A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    torch.manual_seed(7)
    config_class = transformers.BartConfig if bart else transformers.PegasusConfig
    config = config_class(
        vocab_size=tokenizer.get_vocab_size(),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        max_position_embeddings=256,
        init_std=0.4,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2 if bart else 1,
        forced_eos_token_id=2,
    )
    name = "BartForConditionalGeneration" if bart else "PegasusForConditionalGeneration"
    with quiet_transformers():
        model = getattr(transformers, name)(config)
        model.generation_config.forced_bos_token_id = 0 if bart else None
        model.save_pretrained(folder)
        transformers.PreTrainedTokenizerFast(
            tokenizer_object=tokenizer,
            bos_token="<s>",
            eos_token="</s>",
            pad_token="<pad>",
            unk_token="<unk>",
        ).save_pretrained(folder)
    return folder
