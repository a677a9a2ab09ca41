"""Pulling from a hub that is really asked over HTTP, on the loopback interface."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from presscli import models
from presscli.errors import HubError, ModelError
from presscli.models import PullProgress, State
from presscli.registry import HubSource
from tests.hub import COMMIT, REPO, LoopbackHub, serve
from tests.weights import marian_files, marian_spec, safetensors

WANTED = {
    "README.md",
    "config.json",
    "generation_config.json",
    "source.spm",
    "target.spm",
    "vocab.json",
    "model.safetensors",
}
WEIGHTS = "model.safetensors"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRESSCLI_HOME", str(tmp_path / "home"))
    # Read once at import by the hub client; the loopback hub is no network.
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackHub]:
    with serve(LoopbackHub(marian_files())) as served:
        monkeypatch.setenv("HF_ENDPOINT", served.endpoint)
        yield served


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.name != "manifest.json"}


def test_pull_fetches_the_needed_files_only(hub: LoopbackHub) -> None:
    folder = models.pull(marian_spec())
    assert contents(folder) == {name: hub.files[name] for name in WANTED}
    assert hub.asked() == WANTED


def test_pull_records_the_commit(hub: LoopbackHub) -> None:
    folder = models.pull(marian_spec())
    manifest = models.read_manifest(folder)
    assert manifest is not None
    assert (manifest.source, manifest.revision) == (f"hub:{REPO}", COMMIT)
    assert models.revision(marian_spec(), folder) == COMMIT


def test_pull_shows_the_size_before_the_first_byte(hub: LoopbackHub) -> None:
    seen: list[tuple[PullProgress, int]] = []
    models.pull(marian_spec(), progress=lambda p: seen.append((p, len(hub.asked()))))
    total = sum(len(hub.files[name]) for name in WANTED)
    assert seen[0] == (PullProgress("tiny-it-en", "", 0, total), 0)
    assert seen[-1][0] == PullProgress("tiny-it-en", "", total, total)
    assert [p.done_bytes for p, _ in seen] == sorted(p.done_bytes for p, _ in seen)


def test_a_pulled_model_is_not_pulled_again(hub: LoopbackHub) -> None:
    models.pull(marian_spec())
    asked = len(hub.requests)
    models.pull(marian_spec())
    assert len(hub.requests) == asked


def test_a_cut_is_resumed_within_the_pull(hub: LoopbackHub) -> None:
    hub.cuts[WEIGHTS] = [100_000, 50_000]
    folder = models.pull(marian_spec())
    size = len(hub.files[WEIGHTS])
    assert hub.fetches(WEIGHTS) == [
        (0, 100_000),
        (100_000, 50_000),
        (150_000, size - 150_000),
    ]
    assert contents(folder)[WEIGHTS] == hub.files[WEIGHTS]


def test_a_failed_pull_is_resumed_by_the_next(hub: LoopbackHub) -> None:
    hub.cuts[WEIGHTS] = [100_000, 0, 0]
    with pytest.raises(HubError):
        models.pull(marian_spec())
    assert models.status(marian_spec()).state is State.MISSING
    seen: list[PullProgress] = []
    folder = models.pull(marian_spec(), progress=seen.append)
    assert seen[0].done_bytes == seen[0].total_bytes - len(hub.files[WEIGHTS]) + 100_000
    assert hub.fetches(WEIGHTS)[-1] == (100_000, len(hub.files[WEIGHTS]) - 100_000)
    assert len(hub.fetches("source.spm")) == 1
    assert contents(folder)[WEIGHTS] == hub.files[WEIGHTS]


def test_no_byte_is_sent_twice(hub: LoopbackHub) -> None:
    hub.cuts[WEIGHTS] = [1, 77_777, 3]
    models.pull(marian_spec())
    assert sum(sent for _, sent in hub.fetches(WEIGHTS)) == len(hub.files[WEIGHTS])


def test_a_server_without_ranges_starts_anew(hub: LoopbackHub) -> None:
    hub.ignores_ranges = True
    hub.cuts[WEIGHTS] = [100_000]
    folder = models.pull(marian_spec())
    assert contents(folder)[WEIGHTS] == hub.files[WEIGHTS]


@pytest.mark.parametrize(
    "name",
    [pytest.param(WEIGHTS, id="large-sha256"), pytest.param("vocab.json", id="small-git-blob")],
)
def test_a_damaged_file_is_refused(hub: LoopbackHub, name: str) -> None:
    hub.damaged = {name}
    with pytest.raises(ModelError) as caught:
        models.pull(marian_spec())
    assert str(caught.value) == (
        f"{REPO}/{name}: came damaged (wrong checksum). "
        "Nothing was installed. Run the same command again"
    )
    assert models.locate(marian_spec()) is None


def test_after_damage_the_next_pull_works(hub: LoopbackHub) -> None:
    hub.damaged = {WEIGHTS}
    with pytest.raises(ModelError):
        models.pull(marian_spec())
    hub.damaged = set()
    assert contents(models.pull(marian_spec()))[WEIGHTS] == hub.files[WEIGHTS]


def test_what_is_left_of_another_commit_is_dropped(hub: LoopbackHub) -> None:
    hub.cuts[WEIGHTS] = [100_000, 0, 0]
    with pytest.raises(HubError):
        models.pull(marian_spec())
    hub.commit = "f" * 40
    hub.files = {**hub.files, WEIGHTS: safetensors(200_000, seed=8)}
    folder = models.pull(marian_spec())
    assert hub.fetches(WEIGHTS)[-1] == (0, len(hub.files[WEIGHTS]))
    assert models.revision(marian_spec(), folder) == "f" * 40


def test_a_repair_keeps_the_recorded_commit(hub: LoopbackHub) -> None:
    folder = models.pull(marian_spec())
    (folder / WEIGHTS).write_bytes(b"short")
    assert models.status(marian_spec()).state is State.DAMAGED
    hub.requests.clear()
    models.pull(marian_spec())
    assert hub.requests[0].path == f"/api/models/{REPO}/revision/{COMMIT}"


def test_another_pinned_commit_is_not_the_installed_model(hub: LoopbackHub) -> None:
    models.pull(marian_spec())
    assert models.locate(marian_spec(HubSource(REPO, COMMIT))) is not None
    assert models.locate(marian_spec(HubSource(REPO, "e" * 40))) is None


@pytest.mark.parametrize("make_ready", [models.pull, models.ensure], ids=["pull", "ensure"])
def test_offline_refuses_without_asking(hub: LoopbackHub, make_ready: object) -> None:
    assert callable(make_ready)
    with pytest.raises(HubError) as caught:
        make_ready(marian_spec(), offline=True)
    assert str(caught.value) == (
        "tiny-it-en: a download is needed, but --offline forbids it. "
        "Carry the files over and run: presscli models import DIR"
    )
    assert hub.requests == []


def test_offline_uses_what_is_installed(hub: LoopbackHub) -> None:
    folder = models.pull(marian_spec())
    assert models.ensure(marian_spec(), offline=True) == folder


def test_the_hub_clients_own_offline_switch_is_honoured(
    hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(HubError, match="HF_HUB_OFFLINE is set"):
        models.pull(marian_spec())
    assert hub.requests == []


def test_a_hub_that_does_not_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(LoopbackHub({})) as gone:
        monkeypatch.setenv("HF_ENDPOINT", gone.endpoint)
    with pytest.raises(HubError, match="the hub cannot be reached"):
        models.pull(marian_spec())


def test_a_hub_that_never_answers(hub: LoopbackHub) -> None:
    hub.delay_seconds = 0.5
    with pytest.raises(HubError, match="the hub cannot be reached"):
        models.pull(marian_spec(), timeout_seconds=0.1)


@pytest.mark.parametrize("status", [401, 404, 500, 503])
def test_a_hub_that_refuses(hub: LoopbackHub, status: int) -> None:
    hub.status = status
    with pytest.raises(HubError, match=rf"refused \(HTTP status {status}\)"):
        models.pull(marian_spec())
    assert len(hub.requests) == 1


def test_a_page_that_is_not_a_hub(hub: LoopbackHub) -> None:
    hub.status = 203
    with pytest.raises(HubError, match="is not a hub's"):
        models.pull(marian_spec())


def test_a_repository_that_lacks_a_file(hub: LoopbackHub) -> None:
    hub.files = {n: d for n, d in hub.files.items() if n != "target.spm"}
    with pytest.raises(ModelError, match=r"target\.spm missing"):
        models.pull(marian_spec())
    assert hub.asked() == set()


def test_a_repository_without_usable_weights(hub: LoopbackHub) -> None:
    hub.files = {n: d for n, d in hub.files.items() if n not in (WEIGHTS, "pytorch_model.bin")}
    with pytest.raises(ModelError, match="has no weights that can be used"):
        models.pull(marian_spec())


def test_the_wrong_architecture_is_refused(hub: LoopbackHub) -> None:
    hub.files = {**hub.files, "config.json": b'{"model_type": "bert"}'}
    with pytest.raises(ModelError, match=r"of another kind \(bert\)"):
        models.pull(marian_spec())
    assert models.locate(marian_spec()) is None


def test_a_full_disk_is_said_before_the_first_byte(
    hub: LoopbackHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = replace_free_space(10)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(ModelError, match=r"not enough space \(1 MB are needed, 1 MB free\)"):
        models.pull(marian_spec())
    assert hub.asked() == set()


def replace_free_space(free_bytes: int) -> object:
    class Usage:
        free = free_bytes

    return Usage()


def test_a_killed_pull_leaves_nothing_half_in_place(hub: LoopbackHub, home: Path) -> None:
    # Dies inside the download, as by Ctrl-C or kill, not by an error it could handle.
    code = (
        "import os\n"
        "from presscli import models\n"
        "from tests.weights import marian_spec\n"
        "def die(p):\n"
        "    if p.file == 'model.safetensors': os._exit(9)\n"
        "models.pull(marian_spec(), progress=die)\n"
    )
    hub.cuts[WEIGHTS] = [120_000]
    root = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": str(root), "HF_HUB_OFFLINE": "0"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=root, check=False)
    assert done.returncode == 9
    assert models.status(marian_spec()).state is State.MISSING
    assert [p.name for p in (home / "models").iterdir()] == [".partial"]
    hub.cuts.clear()
    folder = models.pull(marian_spec())
    assert contents(folder) == {name: hub.files[name] for name in WANTED}
    assert len(hub.fetches("source.spm")) == 1


def test_ctrl_c_keeps_what_has_come(hub: LoopbackHub, home: Path) -> None:
    def interrupt(progress: PullProgress) -> None:
        if progress.file == WEIGHTS:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        models.pull(marian_spec(), progress=interrupt)
    kept = (home / "models/.partial/tiny-it-en" / f"{WEIGHTS}.part").stat().st_size
    assert kept > 0
    models.pull(marian_spec())
    assert hub.fetches(WEIGHTS)[-1] == (kept, len(hub.files[WEIGHTS]) - kept)


def test_models_of_two_names_stand_beside_each_other(hub: LoopbackHub) -> None:
    first = models.pull(marian_spec())
    second = models.pull(replace(marian_spec(), name="other"))
    assert (first.name, second.name) == ("tiny-it-en", "other")
    assert contents(first) == contents(second)


def test_two_pulls_at_once_fetch_once(hub: LoopbackHub) -> None:
    with ThreadPoolExecutor(2) as pool:
        folders = list(pool.map(lambda _: models.pull(marian_spec()), range(2)))
    assert folders[0] == folders[1]
    assert hub.fetches(WEIGHTS) == [(0, len(hub.files[WEIGHTS]))]


def test_weights_in_shards(hub: LoopbackHub) -> None:
    shards = {f"model-0000{n}-of-00002.safetensors": safetensors(1500, seed=n) for n in (1, 2)}
    del (files := dict(hub.files))[WEIGHTS]
    hub.files = {**files, **shards, "model.safetensors.index.json": b"{}"}
    folder = models.pull(marian_spec())
    assert {*shards, "model.safetensors.index.json"} <= set(contents(folder))


def test_a_repository_with_a_pickle_only(hub: LoopbackHub, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    torch.save({"model.shared.weight": torch.ones(2)}, tmp_path / "x.bin")
    del (files := dict(hub.files))[WEIGHTS]
    hub.files = {**files, "pytorch_model.bin": (tmp_path / "x.bin").read_bytes()}
    folder = models.pull(marian_spec())
    assert set(contents(folder)) == WANTED
    assert models.verify(marian_spec()) == []


def test_a_lost_record_of_a_pull_only_costs_time(hub: LoopbackHub, home: Path) -> None:
    hub.cuts[WEIGHTS] = [100_000, 0, 0]
    with pytest.raises(HubError):
        models.pull(marian_spec())
    (home / "models/.partial/tiny-it-en.json").write_text("{")
    models.pull(marian_spec())
    assert hub.fetches(WEIGHTS)[-1] == (0, len(hub.files[WEIGHTS]))
