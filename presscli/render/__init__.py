"""A Result -> text in one of the output formats, one module each."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presscli.document import Result


class Format(StrEnum):
    """Output formats. ``jsonl`` is JSON with one release a line."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    JSONLD = "jsonld"
    NINJS = "ninjs"

    @property
    def suffix(self) -> str:
        """The suffix of files in this format."""
        return _SUFFIXES.get(self, f".{self.value}")


_SUFFIXES = {
    Format.TEXT: ".en.txt",
    Format.MARKDOWN: ".en.md",
    Format.HTML: ".en.html",
    Format.NINJS: ".ninjs.json",
}

_RENDERERS = {
    Format.TEXT: "presscli.render.text:render_text",
    Format.MARKDOWN: "presscli.render.markdown:render_markdown",
    Format.JSON: "presscli.render.json:render_json",
    Format.JSONL: "presscli.render.json:render_jsonl",
    Format.HTML: "presscli.render.html:render_html",
    Format.JSONLD: "presscli.render.jsonld:render_jsonld",
    Format.NINJS: "presscli.render.ninjs:render_ninjs",
}


_EXPLAINING = frozenset({Format.TEXT, Format.MARKDOWN})
"""Formats that show what a summary rests on when asked; JSON always does."""


def render(
    result: Result,
    form: Format,
    *,
    bilingual: bool = False,
    body: bool = True,
    explain: bool = False,
) -> str:
    """Render a result.

    Args:
        result: What the pipeline made of a release.
        form: The output format.
        bilingual: Show the source text beside the translation.
        body: Show the translation; without it only headline, summary and source.
            JSON always has everything.
        explain: Show what each sentence of the summary rests on.

    Returns:
        Text that ends in one line feed.
    """
    module, name = _RENDERERS[form].split(":")
    renderer: Callable[..., str] = getattr(import_module(module), name)
    more = {"explain": True} if explain and form in _EXPLAINING else {}
    return renderer(result, bilingual=bilingual, body=body, **more)
