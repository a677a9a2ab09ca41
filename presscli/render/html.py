"""HTML: one page that needs no network, no script and no style sheet beside it."""

from __future__ import annotations

from presscli.document import Result
from presscli.render.page import render_page
from presscli.render.view import view


def render_html(result: Result, *, bilingual: bool = False, body: bool = True) -> str:
    """Render one release as a page.

    Args:
        result: The release in English.
        bilingual: Changes nothing: the original always stands beside the translation.
        body: Show the translation; without it only headline, summary and source.
    """
    release = view(result)
    return render_page("release.html", laid_out=release.laid_out, release=release, body=body)
