"""The template engine, and pages that carry all they need and allow nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from presscli import __version__

if TYPE_CHECKING:
    from jinja2 import Environment


def render_page(template: str, *, laid_out: bool = False, **values: Any) -> str:
    """Fill one of the packaged templates; everything in ``values`` is escaped.

    Args:
        template: Its file's name.
        laid_out: Whether there are lists and tables on it, which have styles of their own.
        **values: What the template knows.

    Returns:
        A whole page: style and script inline, and a Content-Security-Policy
        that lets the browser run those two, by their hashes, and load nothing.
    """
    from markupsafe import Markup

    style, script = asset("style.css"), asset("script.js")
    if laid_out:
        style += asset("blocks.css")
    page = environment().get_template(template)
    return page.render(
        # Our own files, not a release's words.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy=content_security_policy(style, script),
        version=__version__,
        **values,
    )


@cache
def environment() -> Environment:
    """The engine for packaged templates, with escaping on for whatever they are called."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("presscli.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def asset(name: str) -> str:
    """The text of a packaged file."""
    return files("presscli.render").joinpath("templates", name).read_text(encoding="utf-8")


def content_security_policy(style: str, script: str) -> str:
    """A policy (CSP level 3) that allows this style and this script, and no request at all."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
