"""When CTranslate2 is told to use AVX-512: where it surely works and nobody said otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from presscli.engines import isa

NEEDED = "avx512f avx512dq avx512cd avx512bw avx512vl"
WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp311-cp311-manylinux_2_28_x86_64\n"
TINY = Path(__file__).parent / "models" / "tiny-marian"


def cpuinfo(*processors: tuple[str, str]) -> str:
    """As Linux writes it, a block a processor, of ``(vendor, flags)``."""
    return "\n".join(
        f"processor\t: {place}\nvendor_id\t: {vendor}\ncpu family\t: 26\n"
        f"flags\t\t: fpu sse4_1 avx avx2 {flags}\nbugs\t\t: spectre_v1\n"
        for place, (vendor, flags) in enumerate(processors)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(cpuinfo(("AuthenticAMD", NEEDED)), True, id="amd"),
        pytest.param(cpuinfo(*[("AuthenticAMD", f"{NEEDED} avx512_vnni")] * 2), True, id="two"),
        pytest.param(cpuinfo(("AuthenticAMD", "")), False, id="amd-without"),
        pytest.param(cpuinfo(("GenuineIntel", NEEDED)), False, id="intel"),
        pytest.param(cpuinfo(("HygonGenuine", NEEDED)), False, id="not-measured"),
        pytest.param(
            cpuinfo(("AuthenticAMD", NEEDED), ("AuthenticAMD", "")), False, id="one-of-two"
        ),
        pytest.param(
            cpuinfo(("AuthenticAMD", NEEDED), ("GenuineIntel", NEEDED)), False, id="mixed"
        ),
        pytest.param("vendor_id\t: AuthenticAMD\n", False, id="no-flags"),
        pytest.param("processor\t: 0\nFeatures\t: fp asimd\nCPU implementer\t: 0x41\n", False),
        pytest.param("", False, id="empty"),
    ],
)
def test_processors(text: str, expected: bool) -> None:
    assert isa.suits_avx512(text) is expected


@pytest.mark.parametrize("flag", NEEDED.split())
def test_every_flag_that_ctranslate2_asks_for_is_needed(flag: str) -> None:
    flags = NEEDED.replace(flag, f"{flag}_other")
    assert not isa.suits_avx512(cpuinfo(("AuthenticAMD", flags)))


@pytest.mark.parametrize(
    ("wheel", "expected"),
    [
        (WHEEL, True),
        ("", False),
        (WHEEL.replace("manylinux_2_28", "linux"), False),
        (WHEEL.replace("x86_64", "aarch64"), False),
    ],
    ids=["published", "none", "own build", "arm"],
)
def test_builds(wheel: str, expected: bool) -> None:
    assert isa.built_for_all(wheel) is expected


@pytest.fixture
def amd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Linux machine, by its cpuinfo; nothing is set in the environment."""
    path = tmp_path / "cpuinfo"
    path.write_text(cpuinfo(("AuthenticAMD", NEEDED)), encoding="utf-8")
    monkeypatch.setattr(isa, "CPUINFO", path)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(isa, "built_for_all", lambda wheel: True)
    # Set first, so that what the test sets is undone too.
    monkeypatch.setenv(isa.VARIABLE, "AVX2")
    monkeypatch.delenv(isa.VARIABLE)
    return path


def test_it_is_set_where_it_is_certain(amd: Path) -> None:
    assert isa.describe() == "AVX512 (AMD with AVX-512; to turn it off: CT2_FORCE_CPU_ISA=AVX2)"
    assert isa.prefer_avx512()
    assert os.environ[isa.VARIABLE] == "AVX512"
    assert isa.describe() == "AVX512 (CT2_FORCE_CPU_ISA is set)"


def test_the_user_is_obeyed(amd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(isa.VARIABLE, "AVX2")
    assert not isa.prefer_avx512()
    assert os.environ[isa.VARIABLE] == "AVX2"
    assert isa.describe() == "AVX2 (CT2_FORCE_CPU_ISA is set)"


def test_it_is_left_alone_elsewhere(amd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    amd.write_text(cpuinfo(("AuthenticAMD", "")), encoding="utf-8")
    assert not isa.prefer_avx512()
    amd.unlink()
    assert not isa.prefer_avx512()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not isa.prefer_avx512()
    assert isa.VARIABLE not in os.environ
    assert isa.describe() == "what CTranslate2 chooses"


def test_opening_a_model_sets_what_ctranslate2_then_runs_with(tmp_path: Path) -> None:
    """CTranslate2 raises at the first word where it was told of a set that is not there."""
    script = (
        "import os, shutil, sys; from pathlib import Path\n"
        "from presscli.engines import DecodingOptions, EngineSettings, isa\n"
        "from presscli.engines.convert import convert\n"
        "from presscli.engines.ct2 import open_marian\n"
        "folder = Path(shutil.copytree(sys.argv[1], sys.argv[2]))\n"
        "expected = isa.describe().startswith('AVX512')\n"
        "engine = open_marian(convert(folder, 'marian'), 60, EngineSettings(threads=1))\n"
        "assert (os.environ.get(isa.VARIABLE) == 'AVX512') is expected\n"
        "print(engine.translate_batch(['Buongiorno.'], DecodingOptions())[0][0].text)\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != isa.VARIABLE}
    command = [sys.executable, "-c", script, str(TINY), str(tmp_path / "tiny-marian")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stdout) == (0, "Good morning.\n"), done.stderr
