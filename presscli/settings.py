"""What a session may be told, and how far it goes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from presscli.engines import ENGINES
from presscli.engines.base import DecodingOptions
from presscli.errors import UsageError
from presscli.registry import Decoding

MAX_BEAM_SIZE = 32
"""Wider beams cost memory and make translations worse (Koehn and Knowles 2017)."""

MAX_SUMMARY_SENTENCES = 10
MAX_THREADS = 256

N_BEST = 8
"""Hypotheses asked for at most; they come from the same search and cost nothing more."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a session works; every field has a flag of the same name on the command line.

    ``beam_size`` 0 takes the model's own; ``threads`` 0 all cores; ``source_lang``
    and ``attribution`` empty: detected, and as stated in the release; ``model``
    empty: the profile's translator. ``glossary`` empty takes the user's default
    one, ``none`` none.
    """

    profile: str = "auto"
    model: str = ""
    engine: str = "ct2"
    models: str = ""
    source_lang: str = ""
    attribution: str = ""
    summary_sentences: int = 3
    beam_size: int = 0
    threads: int = 0
    offline: bool = False
    allow_private: bool = False
    glossary: str = ""


def check_settings(settings: Settings) -> None:
    """Refuse what no engine could honour.

    Raises:
        UsageError: Names the setting as its flag.
    """
    if settings.engine not in ENGINES:
        raise UsageError(
            "--engine", f"'{settings.engine}' is unknown", f"Known: {', '.join(ENGINES)}"
        )
    if settings.attribution and not settings.attribution.isprintable():
        raise UsageError(
            "--source", f"is not one line of text ({settings.attribution!r})", "Give the plain name"
        )
    limits = {
        "--beam-size": (settings.beam_size, MAX_BEAM_SIZE),
        "--summary-sentences": (settings.summary_sentences, MAX_SUMMARY_SENTENCES),
        "--threads": (settings.threads, MAX_THREADS),
    }
    for flag, (value, most) in limits.items():
        if not 0 <= value <= most:
            raise UsageError(flag, f"{value} is out of range", f"Allowed: 0 to {most}")


def decoding_options(defaults: Decoding, beam_size: int) -> DecodingOptions:
    """A model's decoding defaults with the beam size of this session."""
    options = DecodingOptions(**asdict(defaults), num_hypotheses=min(beam_size, N_BEST))
    return replace(options, beam_size=beam_size)
