"""HTML: one page that needs no network, searched and filtered where scripts may run."""

from __future__ import annotations

from presscli.digest.model import Digest
from presscli.digest.view import digest_view
from presscli.render.page import render_page


def render(digest: Digest) -> str:
    """Render a digest as a page."""
    return render_page("digest.html", digest=digest_view(digest))
