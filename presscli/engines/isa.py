"""AVX-512 for CTranslate2, on processors where it would go without.

CTranslate2 4.8 never picks AVX-512 for its own kernels (``cpu_isa.cc``): with
``CT2_FORCE_CPU_ISA`` unset it takes AVX2 at most. The matrix products are oneDNN's,
or on Intel's processors MKL's, which look for themselves. On a processor of AMD
the kernels around them are faster with AVX-512 (docs/performance.md).

A forced set that the processor or the build lacks makes CTranslate2 raise, so it is
forced only where all of it is certain. Whoever sets the variable is obeyed:
``CT2_FORCE_CPU_ISA=AVX2`` turns this off.
"""

from __future__ import annotations

import os
import sys
from importlib import metadata
from pathlib import Path

VARIABLE = "CT2_FORCE_CPU_ISA"
"""CTranslate2 reads it when the first model runs, once."""

CPUINFO = Path("/proc/cpuinfo")

_VENDOR = "AuthenticAMD"
"""Where it was measured. Intel's have MKL, and some slow down in AVX-512."""

_FLAGS = frozenset({"avx512f", "avx512cd", "avx512vl", "avx512dq", "avx512bw"})
"""What ``cpu_supports_avx512`` of CTranslate2 asks for (``cpu_info.cc``, 4.8).

The kernel leaves a flag out where the system does not save its registers."""


def suits_avx512(cpuinfo: str) -> bool:
    """Whether every processor of the machine is AMD's and has what AVX-512 kernels need.

    Args:
        cpuinfo: The text of ``/proc/cpuinfo`` on Linux.
    """
    fields = [line.partition(":") for line in cpuinfo.splitlines()]
    vendors = {value.strip() for name, _, value in fields if name.strip() == "vendor_id"}
    flags = [value.split() for name, _, value in fields if name.strip() == "flags"]
    return vendors == {_VENDOR} and bool(flags) and all(map(_FLAGS.issubset, flags))


def built_for_all(wheel: str) -> bool:
    """Whether a package is one of the project's own wheels for Linux on x86-64.

    Those hold the kernels of every set; a CTranslate2 compiled for one machine may not.

    Args:
        wheel: The text of the ``WHEEL`` file of its metadata; empty if there is none.
    """
    tags = (line for line in wheel.splitlines() if line.startswith("Tag:"))
    return any("manylinux" in tag and tag.endswith("x86_64") for tag in tags)


def prefer_avx512() -> bool:
    """Let CTranslate2 use AVX-512 where that is certain to work; call it before a model runs.

    Returns:
        Whether it was set now or before, by this function or by the user.
    """
    if VARIABLE not in os.environ and _is_certain():
        os.environ[VARIABLE] = "AVX512"
    return os.environ.get(VARIABLE) == "AVX512"


def describe() -> str:
    """Which kernels CTranslate2 would use, and by whose choice, in a line for a person."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return f"{chosen} ({VARIABLE} is set)"
    if _is_certain():
        return f"AVX512 (AMD with AVX-512; to turn it off: {VARIABLE}=AVX2)"
    return "what CTranslate2 chooses"


def _is_certain() -> bool:
    if sys.platform != "linux":
        return False
    try:
        wheel = metadata.distribution("ctranslate2").read_text("WHEEL") or ""
        return built_for_all(wheel) and suits_avx512(CPUINFO.read_text(encoding="utf-8"))
    except (metadata.PackageNotFoundError, OSError, UnicodeDecodeError):
        return False
