"""Italian words of rising and falling: ``è aumentato``, ``in calo``, ``la flessione``.

Patterns of whole words, to be put between word boundaries. What compares instead
(``superiore``, ``più``, ``meno``) is for :mod:`presscli.check.direction` alone.
"""

from __future__ import annotations

RISING = (
    r"aument\w+|cresc\w+|crebb\w+|accresc\w+|increment\w+|rialz\w+|rincar\w+|innalz\w+|alz\w+"
    r"|sal(?:e|ire|irà|iranno|ito|ita|iti|ite|gono|ì|irono|iva|ivano)"
    r"|guadagn(?:a|ano|ato|ata|ando)"
)
FALLING = (
    r"cal(?:o|i|a|ano|ato|ata|ati|ate|are|ando|erà|eranno|ò|arono)|diminu\w+|scend\w+|sces[oaie]"
    r"|ribass\w+|abbass\w+|ridu(?:c\w+|zion[ei]|rre|rrà|rranno|rsi|sse)|ridott[oaie]"
    r"|flession[ei]|decrement\w+|decresc\w+|contrazion[ei]"
)
