"""A deeper model made of a trained one says nearly what that one says."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch  # noqa: TID253
from safetensors.torch import load_file, save_file  # noqa: TID253

from presscli.errors import ModelError
from training.deepen import deepened, main
from training.model import Shape, build_model


def _encoded(model: torch.nn.Module, ids: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        states: torch.Tensor = model.model.encoder(ids).last_hidden_state  # type: ignore[operator, union-attr]
    return states


def test_new_layers_change_nothing_at_first(tmp_path: Path) -> None:
    torch.manual_seed(1)
    model = build_model(100, Shape(2, 1, 64, 128, 4), dropout=0.0).eval()
    (tmp_path / "small").mkdir()
    tied = "embed_tokens", "embed_positions", "lm_head"
    weights = {n: t for n, t in model.state_dict().items() if not any(part in n for part in tied)}
    save_file(weights, tmp_path / "small" / "model.safetensors")
    main(["--folder", str(tmp_path / "small"), "--out", str(tmp_path / "deep")])
    deep = build_model(100, Shape(4, 1, 64, 128, 4), dropout=0.0).eval()
    made = load_file(tmp_path / "deep" / "model.safetensors")
    missing, unexpected = deep.load_state_dict(made, strict=False)
    assert not unexpected
    assert all(any(part in name for part in tied) for name in missing)
    ids = torch.randint(3, 99, (5, 7))
    # Norms of new weights scale by 1: the same norm over again then changes nothing.
    torch.testing.assert_close(_encoded(deep, ids), _encoded(model, ids), rtol=1e-4, atol=1e-4)


def test_new_layers_can_learn() -> None:
    """What is 0 is only what ends a block: its gradient is not, since what feeds it is not."""
    weights = {
        f"model.encoder.layers.0.{part}": torch.ones(2)
        for part in ("fc1.weight", "fc2.weight", "self_attn.q_proj.weight")
    }
    made = dict(deepened(weights))
    assert made["model.encoder.layers.1.fc1.weight"].all()
    assert made["model.encoder.layers.1.self_attn.q_proj.weight"].all()
    assert not made["model.encoder.layers.1.fc2.weight"].any()
    assert made["model.encoder.layers.0.fc2.weight"].all()


def test_folder_without_weights_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.safetensors: cannot be read"):
        main(["--folder", str(tmp_path), "--out", str(tmp_path / "out")])
