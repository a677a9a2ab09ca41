"""A model hub on the loopback interface: real HTTP, for the real client.

It answers what a pull asks (model information, files with ranges, redirects to a
storage address as for large files), can misbehave on request, and remembers what
it was asked.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REPO = "loopback/tiny-it-en"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
LARGE_BYTES = 1000
"""Files above are stored as git-lfs stores them: by SHA-256, at another address."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request: ``start`` is the first byte asked for, ``sent`` how many were sent."""

    method: str
    path: str
    start: int = 0
    sent: int = 0


@dataclass
class LoopbackHub:
    """What is served and how.

    ``cuts`` holds, for a file, after how many bytes each next answer breaks off;
    ``damaged`` files come with one bit flipped; ``ignores_ranges`` answers 200 with
    everything; ``delay_seconds`` passes before every answer.
    """

    files: Mapping[str, bytes]
    commit: str = COMMIT
    cuts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    damaged: set[str] = field(default_factory=set)
    ignores_ranges: bool = False
    delay_seconds: float = 0.0
    status: int = 200
    endpoint: str = ""
    requests: list[Request] = field(default_factory=list)

    def fetches(self, name: str) -> list[tuple[int, int]]:
        """First byte and number of bytes of each answer that carried this file."""
        return [(r.start, r.sent) for r in self.requests if r.path == f"/storage/{name}"]

    def asked(self) -> set[str]:
        """Names of the files that were fetched."""
        return {r.path.removeprefix("/storage/") for r in self.requests if "/storage/" in r.path}


@contextlib.contextmanager
def serve(hub: LoopbackHub) -> Iterator[LoopbackHub]:
    """Serve ``hub`` on a free port; ``hub.endpoint`` is set."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, hub))
    server.daemon_threads = True
    # A short poll, as shutdown() waits for it.
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    hub.endpoint = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, hub: LoopbackHub, *args: object) -> None:
        self.hub = hub
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Print nothing."""

    def _answer(self) -> None:
        time.sleep(self.hub.delay_seconds)
        path = self.path.partition("?")[0]
        kind, _, rest = path.removeprefix("/").partition("/")
        name = rest.rpartition(f"/resolve/{self.hub.commit}/")[2] if "/resolve/" in path else rest
        if self.hub.status != 200:
            self._respond(self.hub.status, b"{}")
        elif kind == "api":
            self._information(path)
        elif kind == "storage" and name in self.hub.files:
            self._storage(name)
            return
        elif path == f"/{REPO}/resolve/{self.hub.commit}/{name}" and name in self.hub.files:
            self._redirect(name)
        else:
            self._respond(404, b"{}")
        self.hub.requests.append(Request(self.command, path))

    def _information(self, path: str) -> None:
        prefix = f"/api/models/{REPO}/revision/"
        if path not in (prefix + "main", prefix + self.hub.commit):
            self._respond(404, b"{}", {"X-Error-Code": "RevisionNotFound"})
            return
        siblings = [_sibling(name, data) for name, data in self.hub.files.items()]
        answer = {"id": REPO, "sha": self.hub.commit, "siblings": siblings}
        self._respond(200, json.dumps(answer).encode(), {"Content-Type": "application/json"})

    def _redirect(self, name: str) -> None:
        data = self.hub.files[name]
        self._respond(
            302,
            b"",
            {
                "Location": f"{self.hub.endpoint}/storage/{name}",
                "X-Repo-Commit": self.hub.commit,
                "X-Linked-Etag": f'"{_etag(data)}"',
                "X-Linked-Size": str(len(data)),
                "ETag": f'"{_etag(data)}"',
            },
        )

    def _storage(self, name: str) -> None:
        data = self.hub.files[name]
        if name in self.hub.damaged:
            data = bytes([data[0] ^ 1]) + data[1:]
        wanted = self.headers.get("Range", "")
        start = int(wanted[len("bytes=") : -1]) if wanted and not self.hub.ignores_ranges else 0
        body = data[start:]
        end = self.hub.cuts[name].pop(0) if self.hub.cuts[name] else len(body)
        # Noted before it is sent: the client may be done before this thread goes on.
        self.hub.requests.append(
            Request(self.command, f"/storage/{name}", start, min(end, len(body)))
        )
        headers = {"Accept-Ranges": "bytes", "ETag": f'"{_etag(data)}"'}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        self._respond(206 if start else 200, body, headers, end=end)
        if end < len(body):
            self.close_connection = True

    def _respond(
        self, status: int, body: bytes, headers: Mapping[str, str] | None = None, end: int = -1
    ) -> None:
        self.send_response(status)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            with contextlib.suppress(ConnectionError):
                self.wfile.write(body if end < 0 else body[:end])


def _sibling(name: str, data: bytes) -> dict[str, object]:
    blob = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
    sibling: dict[str, object] = {"rfilename": name, "size": len(data), "blobId": blob}
    if len(data) > LARGE_BYTES:
        sibling["lfs"] = {"sha256": _etag(data), "size": len(data), "pointerSize": 130}
    return sibling


def _etag(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
