"""What a hub repository holds, asked once and with a deadline."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from presscli.errors import HubError
from presscli.models.deadline import within
from presscli.models.manifest import sha256_of
from presscli.registry import HubSource

if TYPE_CHECKING:
    from huggingface_hub import ModelInfo

HUB_TIMEOUT_SECONDS = 2.0
"""For the hub's first answer, name lookup and handshakes included: an unreachable
hub may cost 3 s in all, and loading the client takes up to one of them."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository: ``sha256`` for large files, else git's ``blob_id``."""

    name: str
    size_bytes: int
    sha256: str = ""
    blob_id: str = ""

    def matches(self, path: Path) -> bool:
        """Whether a local file is this one, by checksum."""
        if path.stat().st_size != self.size_bytes:
            return False
        if self.sha256:
            return sha256_of(path) == self.sha256
        return not self.blob_id or _git_blob_id(path) == self.blob_id


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository at the commit that its revision stood for when it was asked."""

    repo: str
    endpoint: str
    commit: str
    files: Mapping[str, RemoteFile]


def open_repository(
    source: HubSource, *, revision: str = "", timeout_seconds: float = HUB_TIMEOUT_SECONDS
) -> Repository:
    """Ask the hub what a repository holds; no retries.

    Args:
        source: Repository and revision.
        revision: A commit to take instead of the source's revision.
        timeout_seconds: For the whole question, name lookup included.

    Raises:
        HubError: The hub did not answer in time, or refused.
    """
    from huggingface_hub import HfApi

    api = HfApi(endpoint=hub_endpoint(), library_name="presscli")

    def ask() -> ModelInfo:
        return api.model_info(
            source.repo,
            revision=revision or source.revision,
            files_metadata=True,
            timeout=timeout_seconds,
        )

    with hub_errors(source.repo):
        try:
            info = within(timeout_seconds, ask)
        except (ValueError, TypeError, KeyError) as error:
            # A captive portal or proxy answers with a page of its own.
            raise HubError(
                source.repo,
                f"the answer of {hub_endpoint()} is not a hub's",
                "Check HF_ENDPOINT and the proxy",
            ) from error
    return Repository(source.repo, hub_endpoint(), str(info.sha), _files_of(info))


@contextmanager
def hub_errors(repo: str) -> Iterator[None]:
    """Turn what the hub client raises into one :class:`HubError`."""
    from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

    # The base class of all errors of the HTTP library, whose name changes between
    # versions of the hub client.
    http_error = next(
        c for c in HfHubHTTPError.__mro__ if c.__name__ == "HTTPError" and issubclass(c, Exception)
    )
    try:
        yield
    except OfflineModeIsEnabled as error:
        raise refuse_offline(repo, "HF_HUB_OFFLINE is set") from error
    except HfHubHTTPError as error:
        status = getattr(error.response, "status_code", "no answer")
        raise HubError(
            repo,
            f"{hub_endpoint()} refused (HTTP status {status})",
            "Check the name and the revision in models.yaml",
        ) from error
    except (http_error, TimeoutError, ConnectionError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise HubError(
            repo,
            f"the hub cannot be reached ({hub_endpoint()}: {reason})",
            "Run the same command again to go on, or carry the files over and run: "
            "presscli models import DIR",
        ) from error


def refuse_offline(where: str, reason: str) -> HubError:
    """The error for a download that is needed but not allowed."""
    return HubError(
        where,
        f"a download is needed, but {reason}",
        "Carry the files over and run: presscli models import DIR",
    )


def hub_endpoint() -> str:
    """Where the hub is: ``HF_ENDPOINT``, as the hub client has it."""
    from huggingface_hub import constants

    return os.environ.get("HF_ENDPOINT", "").rstrip("/") or str(constants.ENDPOINT)


def _files_of(info: ModelInfo) -> dict[str, RemoteFile]:
    return {
        sibling.rfilename: RemoteFile(
            sibling.rfilename,
            int(sibling.size or 0),
            str(sibling.lfs.sha256) if sibling.lfs else "",
            str(sibling.blob_id or ""),
        )
        for sibling in info.siblings or ()
    }


def _git_blob_id(path: Path) -> str:
    data = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
