"""A web server on this machine that behaves as badly as a test wants."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Site:
    """What a server answers: a path to a function that gets the handler and answers by it.

    ``asked`` has the requests in order: the path, and the headers.
    """

    port: int = 0
    pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, body: bytes = b"", status: int = 200, /, **headers: str) -> str:
        """Serve bytes; ``Content_Type`` is written with an underscore."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            for name, value in ({"Content-Length": str(len(body))} | sent).items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.pages[path] = answer
        return self.url(path)

    def raw(self, path: str, *parts: bytes, pause: float = 0, forever: bool = False) -> str:
        """Send bytes as they are, with pauses between them."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            while True:
                for part in parts:
                    handler.wfile.write(part)
                    handler.wfile.flush()
                    if self.stopped.wait(pause):
                        return
                if not forever:
                    return

        self.pages[path] = answer
        return self.url(path)


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[Site]:
    """A server on a free port, gone at the end; under TLS with a certificate and its key."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers.items())))
            try:
                site.pages[self.path](self)
            except KeyError:
                self.send_error(404)
            except OSError:  # the other side had enough
                pass
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_port
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        site.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
