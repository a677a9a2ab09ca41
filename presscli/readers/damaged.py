"""One place where whatever a damaged file does to a reader becomes a message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from presscli.errors import InputError, PresscliError

_LONGEST_REASON_CHARS = 120


@contextmanager
def refuse_damaged(name: str, label: str, hint: str) -> Iterator[None]:
    """Turn everything that a library raises at a file into an :class:`InputError`.

    Errors of our own pass as they are. What memory or recursion ends is the file's
    doing as well: limits are checked before, and this is what they did not foresee.

    Args:
        name: The file as messages call it.
        label: The format, as in "damaged LABEL".
        hint: What to run next.

    Raises:
        InputError: In place of any other error in the block.
    """
    try:
        yield
    except PresscliError:
        raise
    except (MemoryError, RecursionError) as error:
        raise InputError(name, f"too large or too deep a {label}", hint) from error
    except Exception as error:
        said = " ".join(str(error).split())[:_LONGEST_REASON_CHARS].rstrip(". ")
        reason = said or type(error).__name__
        raise InputError(name, f"damaged {label} ({reason})", hint) from error
