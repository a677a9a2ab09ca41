"""A digest in one of its formats, one module each."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from presscli.digest.choices import DigestFormat

if TYPE_CHECKING:
    from presscli.digest.model import Digest


MARK = b"presscli digest"
"""Is in every digest of ours: so a file can be told to be one, and be replaced."""


def render_digest(digest: Digest, form: DigestFormat) -> str:
    """Render a digest.

    Returns:
        Text that ends in one line feed.
    """
    name = "jsonfeed" if form is DigestFormat.JSON else form.value
    renderer: Callable[[Digest], str] = import_module(f"presscli.digest.formats.{name}").render
    return renderer(digest)
