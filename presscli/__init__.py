"""Translate and summarise press releases, offline, with every figure checked.

    import presscli

    with presscli.open(profile="embedded") as session:
        result = session.process("release.it.txt")
        print(result.summary.text, result.release.attribution)

Public names: :func:`open`, :class:`Session`, :class:`Result` and the other values
of :mod:`presscli.document`, and the errors of :mod:`presscli.errors`. They are
loaded on first use, so that ``import presscli`` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from presscli.document import Result, Summary
    from presscli.errors import PresscliError
    from presscli.session import Session
    from presscli.session import open_session as open  # noqa: A004

__version__ = "0.1.0"

__all__ = ["PresscliError", "Result", "Session", "Summary", "__version__", "open"]

_HOMES = {
    "PresscliError": ("presscli.errors", "PresscliError"),
    "Result": ("presscli.document", "Result"),
    "Session": ("presscli.session", "Session"),
    "Summary": ("presscli.document", "Summary"),
    "open": ("presscli.session", "open_session"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'presscli' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
