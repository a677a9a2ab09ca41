"""How sure a share is."""

from __future__ import annotations

import math

_Z95 = 1.959964
"""The standard normal's 97.5 % quantile: intervals of 95 %."""


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share, 0 to 1 (Wilson 1927); the whole range for no trials."""
    if not total:
        return 0.0, 1.0
    share, square = hits / total, _Z95**2
    centre = share + square / (2 * total)
    spread = _Z95 * math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    scale = 1 + square / total
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def share(hits: int, total: int) -> str:
    """``97.5 % (91.4-99.3)``: a share with its interval, in per cent; a dash for no trials."""
    if not total:
        return "-"
    low, high = wilson(hits, total)
    return f"{100 * hits / total:.1f} % ({100 * low:.1f}-{100 * high:.1f})"
