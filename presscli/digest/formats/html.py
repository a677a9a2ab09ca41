"""HTML: one page that needs no network, searched and filtered where scripts may run."""

from __future__ import annotations

from presscli.digest.model import Digest
from presscli.digest.view import digest_view
from presscli.render.page import render_page


def render(digest: Digest) -> str:
    """Render a digest as a page."""
    shown = digest_view(digest)
    laid_out = any(entry.release.laid_out for entry in shown.entries)
    return render_page("digest.html", laid_out=laid_out, digest=shown)
