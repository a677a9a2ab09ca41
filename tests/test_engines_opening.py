"""From a ModelSpec to an engine: which class, shared weights, and what can go wrong."""

from __future__ import annotations

import importlib
import importlib.metadata
import shutil
import sys
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from presscli.engines import (
    ENGINES,
    DecodingOptions,
    EngineSettings,
    KeptModels,
    OpenModels,
    Summarizer,
    Translator,
    open_translator,
)
from presscli.engines.identity import IdentityEngine
from presscli.engines.prompted_model import PromptedModel
from presscli.engines.selftest import self_test
from presscli.errors import EngineError, ModelError, UsageError
from presscli.models import ensure
from presscli.registry import (
    Architecture,
    ModelSpec,
    PackagedSource,
    Prompts,
    Task,
    load_registry,
)
from tests.models.random_models import write_prompted

TINY = Path(__file__).parent / "models" / "tiny-marian"
SETTINGS = EngineSettings(threads=1, device="cpu")
GREEDY = DecodingOptions(beam_size=1, max_target_tokens=60)


def spec(
    architecture: Architecture = Architecture.MARIAN, task: Task = Task.TRANSLATE
) -> ModelSpec:
    return ModelSpec(
        name="tiny",
        task=task,
        architecture=architecture,
        source_lang="it",
        target_lang="en",
        source=PackagedSource("tiny"),
        licence="Apache-2.0",
        max_source_tokens=60,
        prompts=Prompts("{text}", "{text}", "<eos>"),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "tiny-marian"))


@pytest.mark.parametrize(
    "path", [path for table in ENGINES.values() for path in table.values()], ids=str
)
def test_every_engine_can_be_imported(path: str) -> None:
    module, name = path.split(":")
    assert callable(getattr(importlib.import_module(module), name))


@pytest.mark.parametrize("engine", ["ct2", "transformers"])
def test_open_translator(folder: Path, engine: str) -> None:
    translator = open_translator(spec(), folder, engine=engine, settings=SETTINGS)
    assert isinstance(translator, Translator)
    assert translator.max_source_tokens == 60
    assert translator.translate_batch(["Grazie a tutti."], GREEDY)[0][0].text == "Thank you all."
    translator.close()
    translator.close()
    with pytest.raises(EngineError, match=f"engine {engine}: it was closed"):
        translator.translate_batch(["Grazie a tutti."], GREEDY)


def test_engine_is_opened_once(folder: Path) -> None:
    models = OpenModels(settings=SETTINGS)
    first = models.translator(spec(), folder)
    assert models.translator(spec(), folder) is first
    models.close()
    models.close()
    again = models.translator(spec(), folder)
    assert again is not first
    models.close()


def test_unknown_engine() -> None:
    with pytest.raises(UsageError) as caught:
        OpenModels(engine="marian")
    assert str(caught.value) == "--engine: no such engine (marian). Allowed: ct2, transformers"


def test_engine_that_cannot_run_the_architecture(folder: Path) -> None:
    models = OpenModels(engine="transformers", settings=SETTINGS)
    with pytest.raises(UsageError) as caught:
        models.translator(spec(Architecture.PROMPTED), folder)
    assert str(caught.value) == (
        "--engine: cannot run tiny (transformers, architecture prompted). Allowed: ct2"
    )


def test_model_for_the_other_task(folder: Path) -> None:
    with pytest.raises(ModelError) as caught:
        OpenModels(settings=SETTINGS).summarizer(spec(), folder)
    assert str(caught.value) == (
        "tiny: the model does not summarize (task: translate). See: presscli models list"
    )


@pytest.mark.parametrize(
    ("engine", "package", "number"),
    [("ct2", "ctranslate2", "int8"), ("transformers", "transformers", "float32")],
    ids=["ct2", "transformers"],
)
def test_describe(engine: str, package: str, number: str) -> None:
    version = importlib.metadata.version(package)
    assert OpenModels(engine=engine).describe(spec()) == f"{engine}-{version}-{number}"


@pytest.mark.parametrize(("engine", "package"), [("ct2", "ctranslate2"), ("transformers", "torch")])
def test_package_that_is_not_installed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, engine: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(EngineError) as caught:
        open_translator(spec(), folder, engine=engine, settings=SETTINGS)
    assert caught.value.where == f"engine {engine}"
    assert caught.value.what.startswith(f"the package {package} cannot be loaded (")
    assert caught.value.hint == f"Install it: pip install {package}"


@pytest.mark.parametrize("engine", ["ct2", "transformers"])
def test_cuda_where_there_is_none(folder: Path, engine: str) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("there is a CUDA device")
    with pytest.raises(EngineError) as caught:
        open_translator(spec(), folder, engine=engine, settings=EngineSettings(1, "cuda"))
    assert caught.value.where == "device"
    assert caught.value.hint == "Allowed: auto, cpu"


def test_prompted_weights_are_loaded_once(tmp_path: Path) -> None:
    prompted_folder = write_prompted(tmp_path)
    models = OpenModels(settings=SETTINGS)
    both = spec(Architecture.PROMPTED, Task.BOTH)
    translator = models.translator(both, prompted_folder)
    summarizer = models.summarizer(both, prompted_folder)
    assert isinstance(summarizer, Summarizer)
    assert id(translator) != id(summarizer)
    assert vars(translator)["_model"] is vars(summarizer)["_model"]
    models.close()
    assert vars(translator)["_model"].closed


def test_self_test_passes_a_model_that_answers() -> None:
    self_test(IdentityEngine(), "folder")


class Babbling(IdentityEngine):
    """Says one word without end."""

    def translate_batch(self, texts: object, options: object) -> object:  # type: ignore[override]
        from presscli.document import Hypothesis

        return [[Hypothesis("to " * 40, -1.0)]]


def test_self_test_refuses_a_model_that_repeats_a_word() -> None:
    with pytest.raises(ModelError) as caught:
        self_test(Babbling(), "folder")  # type: ignore[arg-type]
    assert caught.value.what.startswith("model fails its self-test ('Buongiorno.' became 'to to")


def test_kept_engines_are_the_same_until_the_weights_change(folder: Path) -> None:
    kept = KeptModels()
    models = kept.models(engine="ct2", settings=SETTINGS)
    assert kept.models(engine="ct2", settings=SETTINGS) is models
    first = models.translator(spec(), folder)
    assert models.translator(spec(), folder) is first
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes())  # pulled anew
    second = models.translator(spec(), folder)
    assert second is not first
    # A window that is in work has it still; with its last user it goes.
    assert first.translate_batch(["Buongiorno."], GREEDY)[0][0].text == "Good morning."
    before = weakref.ref(first)
    del first
    assert before() is None
    assert second.translate_batch(["Buongiorno."], GREEDY)[0][0].text == "Good morning."
    kept.close()


def test_prompted_weights_go_with_their_last_user_when_they_have_changed(tmp_path: Path) -> None:
    prompted_folder = write_prompted(tmp_path)
    models = OpenModels(settings=SETTINGS)
    both = spec(Architecture.PROMPTED, Task.BOTH)
    before = weakref.ref(vars(models.translator(both, prompted_folder))["_model"])
    weights = prompted_folder / "model.bin"
    weights.write_bytes(weights.read_bytes())  # pulled anew
    again = models.translator(both, prompted_folder)
    assert before() is None
    assert vars(models.summarizer(both, prompted_folder))["_model"] is vars(again)["_model"]
    models.close()


def test_threads_that_need_an_engine_at_the_same_time_open_it_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    real = OpenModels._open

    def slow(self: OpenModels, task: str, *args: object) -> object:
        opened.append(task)
        time.sleep(0.2)
        return real(self, task, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(OpenModels, "_open", slow)
    models = OpenModels(settings=SETTINGS)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: models.translator(spec(), folder), range(4)))
    assert opened == ["translate"]
    assert len(set(map(id, found))) == 1
    models.close()


def test_a_session_leaves_kept_engines_open(monkeypatch: pytest.MonkeyPatch) -> None:
    import presscli
    from presscli.engines import opening

    opened: list[str] = []
    real = opening.OpenModels._open

    def counting(self: OpenModels, task: str, *args: object) -> object:
        opened.append(task)
        return real(self, task, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(opening.OpenModels, "_open", counting)
    kept = KeptModels()
    for _ in range(2):
        with presscli.open(model="marian-own", offline=True, kept=kept) as session:
            assert session.translate(["Il Parlamento ha approvato la relazione."])
    assert opened == ["translate"]
    kept.close()


def test_a_prompted_summariser_has_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that share the pass over one sentence spin: 16 times the time on busy cores."""
    asked: list[int] = []

    class Asked(PromptedModel):
        def __init__(self, folder: Path, settings: EngineSettings) -> None:
            asked.append(settings.threads)
            super().__init__(folder, settings)

    monkeypatch.setattr("presscli.engines.opening.PromptedModel", Asked)
    spec = load_registry().models["embedded-v1"]
    folder = ensure(spec, offline=True)
    for task in ("summarizer", "translator"):
        models = OpenModels(settings=EngineSettings(threads=2, device="cpu"))
        getattr(models, task)(spec, folder)
        models.close()
    assert asked == [1, 2]
