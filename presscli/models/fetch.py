"""One file from the hub, going on where an earlier fetch of it was cut.

The hub client's own downloader is not used: since 2.x each call of it begins a new
temporary file and removes it on failure, so a download cut at 90 % starts anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from presscli.errors import HubError, ModelError
from presscli.models.remote import RemoteFile, Repository, hub_errors

READ_TIMEOUT_SECONDS = 10.0
"""For the next bytes of a download that has begun."""
MAX_FRUITLESS_TRIES = 2
"""Tries in a row that may end without one new byte."""

_PARTIAL_CONTENT = 206


def fetch_file(
    repository: Repository, file: RemoteFile, target: Path, on_size: Callable[[int], None]
) -> None:
    """Fetch one file and check it.

    Args:
        repository: Where it is.
        file: Which one.
        target: Where to; what has come so far is beside it, in ``TARGET.part``.
        on_size: Called with the bytes of this file that are there, as they grow.

    Raises:
        HubError: The connection failed again and again; what has come is kept.
        ModelError: What came is not what the hub said it would be.
    """
    part = partial_path(target)
    fruitless = 0
    while not part.exists() or part.stat().st_size < file.size_bytes:
        before = size_of(part)
        try:
            with hub_errors(repository.repo), _open_at(repository, file, before) as stream:
                _save(stream, part, on_size)
        except HubError:
            fruitless = 0 if size_of(part) > before else fruitless + 1
            if fruitless == MAX_FRUITLESS_TRIES:
                raise
    if not file.matches(part):
        part.unlink()
        raise ModelError(
            f"{repository.repo}/{file.name}",
            "came damaged (wrong checksum)",
            "Nothing was installed. Run the same command again",
        )
    part.replace(target)


def partial_path(target: Path) -> Path:
    """Where the bytes of an unfinished fetch are."""
    return target.with_name(f"{target.name}.part")


def size_of(path: Path) -> int:
    """Size in bytes, 0 where there is no file."""
    return path.stat().st_size if path.exists() else 0


@contextmanager
def _open_at(
    repository: Repository, file: RemoteFile, offset: int
) -> Iterator[tuple[bool, Iterator[bytes]]]:
    """Whether the server starts at ``offset`` (else at 0), and the bytes from there on."""
    from huggingface_hub import get_session, hf_hub_url
    from huggingface_hub.utils import (  # type: ignore[attr-defined]  # loaded lazily
        build_hf_headers,
        hf_raise_for_status,
    )

    url = hf_hub_url(
        repository.repo, file.name, revision=repository.commit, endpoint=repository.endpoint
    )
    headers = build_hf_headers(library_name="presscli")
    # A compressed body has no offsets to go on at.
    headers["Accept-Encoding"] = "identity"
    if offset:
        headers["Range"] = f"bytes={offset}-"
    with get_session().stream(
        "GET", url, headers=headers, timeout=READ_TIMEOUT_SECONDS, follow_redirects=True
    ) as response:
        hf_raise_for_status(response)
        resumed = response.status_code == _PARTIAL_CONTENT
        # Chunks as they come: one of a fixed size would be lost when the line is cut.
        yield resumed, response.iter_bytes()


def _save(stream: tuple[bool, Iterator[bytes]], part: Path, on_size: Callable[[int], None]) -> None:
    resumed, chunks = stream
    with part.open("ab" if resumed else "wb") as output:
        for chunk in chunks:
            output.write(chunk)
            on_size(output.tell())
