"""An address -> what is there, redirects followed, or one line that says why not."""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse, IncompleteRead
from urllib.parse import urldefrag, urljoin

from presscli.errors import InputError, UsageError
from presscli.fetch.body import read_body
from presscli.fetch.hosts import Target, parse_target, resolve
from presscli.fetch.wire import Deadline, request
from presscli.names import printable

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PROXIES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much. ``read_seconds`` is of silence, ``total_seconds`` of one page."""

    connect_seconds: float = 10
    read_seconds: float = 20
    total_seconds: float = 60
    pause_seconds: float = 1
    """Between two pages of one host, so that a list of addresses is no load on it."""
    redirects: int = 5
    max_bytes: int = 100_000_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """What is at an address. ``url`` is where it was in the end, ``charset`` as the server says."""

    data: bytes
    url: str
    charset: str = ""


Fetch = Callable[[str], Fetched]


class Fetcher:
    """Fetches pages that a person named, one request each.

    No cookies, no passwords, no proxies, no scripts, and robots.txt is not asked for: it
    is for programs that find their way by themselves, and here a person names each page.

    Args:
        offline: Refuse everything.
        allow_private: Fetch from private networks and this machine, too.
        limits: How long and how much.
        sleep: How to wait.
    """

    def __init__(
        self,
        *,
        offline: bool = False,
        allow_private: bool = False,
        limits: Limits | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._offline = offline
        self._allow_private = allow_private
        self._limits = limits or Limits()
        self._sleep = sleep
        self._asked: dict[str, float] = {}

    def __call__(self, url: str) -> Fetched:
        """Fetch a page.

        Raises:
            InputError: It cannot be fetched, or may not.
            UsageError: ``offline`` forbids it.
        """
        if self._offline:
            hint = "Leave out --offline, or save the page and give the file"
            raise UsageError(printable(url), "not fetched (--offline)", hint)
        target = self._target(url)
        self._keep_pace(target.host)
        deadline = Deadline(
            time.monotonic() + self._limits.total_seconds, self._limits.read_seconds
        )
        seen = {target.url}
        while True:
            try:
                found = self._ask(target, deadline, url)
                if isinstance(found, Fetched):
                    return found
                target = self._follow(target, found, url)
            except InputError as error:
                raise _seen_from(url, error) from error
            if target.url in seen or len(seen) > self._limits.redirects:
                what = f"leads on and on ({len(seen)} redirects)"
                raise InputError(printable(url), what, "Give the address that a browser ends up at")
            seen.add(target.url)

    def _target(self, url: str) -> Target:
        return parse_target(urldefrag(url).url, allow_private=self._allow_private)

    def _keep_pace(self, host: str) -> None:
        if host in self._asked:
            wait = self._asked[host] + self._limits.pause_seconds - time.monotonic()
            self._sleep(max(wait, 0))
        self._asked[host] = time.monotonic()

    def _follow(self, target: Target, location: str, url: str) -> Target:
        try:
            new = self._target(urljoin(target.url, location))
        except ValueError as error:
            what = f"leads to what is no address ({printable(location)[:200]})"
            raise InputError(printable(url), what) from error
        if target.scheme == "https" and new.scheme == "http":
            what = f"leads from https to http ({printable(new.url)[:200]})"
            raise InputError(printable(url), what, "If you trust it, give that address")
        return new

    def _ask(self, target: Target, deadline: Deadline, url: str) -> Fetched | str:
        """The page, or where it is instead."""
        name, limits = printable(url), self._limits
        try:
            seconds = deadline.left(limits.connect_seconds)
            places = resolve(target, allow_private=self._allow_private, seconds=seconds)
            with request(
                target, places, deadline, connect_seconds=limits.connect_seconds
            ) as response:
                location = response.headers.get("Location")
                if response.status in _REDIRECTS and location:
                    return _decoded(location)
                if response.status != HTTPStatus.OK:
                    raise _refused(name, response)
                data = read_body(response, name=name, max_bytes=limits.max_bytes)
                charset = response.headers.get_content_charset() or ""
                return Fetched(data, target.url, charset)
        except (OSError, HTTPException) as error:
            raise _failed(name, error, limits) from error


def _seen_from(url: str, error: InputError) -> InputError:
    """An error under the address that the user gave, wherever redirects led."""
    shown = printable(url)
    if error.where in {shown, printable(urldefrag(url).url)}:
        return InputError(shown, error.what, error.hint)
    return InputError(shown, f"leads to {error.where[:200]}, which {error.what}", error.hint)


def _decoded(location: str) -> str:
    """A header as UTF-8, which http.client takes for Latin-1."""
    location = location.strip(" \t\r\n")  # and no more: half of an "à" is white space, too
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _failed(name: str, error: OSError | HTTPException, limits: Limits) -> InputError:
    if isinstance(error, TimeoutError):
        seconds = f"{limits.read_seconds:g} s without an answer, {limits.total_seconds:g} s in all"
        return InputError(name, f"took too long (allowed: {seconds})", "Try again later")
    if isinstance(error, ssl.SSLCertVerificationError):
        hint = "Look at the page in a browser; if you trust it, save it and give the file"
        return InputError(name, f"its certificate is not valid ({error.verify_message})", hint)
    if isinstance(error, IncompleteRead):
        return InputError(name, "ended too early (only a part of it came)", "Try again")
    if isinstance(error, HTTPException):
        what = f"the answer is no HTTP ({printable(str(error) or type(error).__name__)[:200]})"
        return InputError(name, what, "Check the address and the port")
    hint = "Check the address, and the network"
    proxy = next((p for p in _PROXIES if os.environ.get(p)), "")
    if proxy:
        hint = f"Proxies ({proxy}) are not used: save the page (curl -o page.html ...), give that"
    return InputError(name, f"cannot be reached ({error.strerror or error})", hint)


def _refused(name: str, response: HTTPResponse) -> InputError:
    status = f"{response.status} {printable(response.reason or '')[:60]}".strip()
    if response.status in {404, 410}:
        return InputError(name, f"is not there ({status})", "Check the address")
    if response.status in {401, 403, 407, 451}:
        hint = "Open it in a browser; if it is shown, save it and give the file"
        return InputError(name, f"is not given to everybody ({status})", hint)
    if response.status in {429, 503}:
        wait = _wait(response.headers.get("Retry-After") or "")
        return InputError(name, f"the server asks to wait ({status})", f"Try again {wait}")
    if response.status >= 500:
        return InputError(name, f"the server failed ({status})", "Try again later")
    return InputError(name, f"no page came ({status})", "Open it in a browser to see why")


def _wait(header: str) -> str:
    """When the server will answer again (RFC 9110, 10.2.3): seconds, or a date."""
    text = header.strip()
    if text.isascii() and text.isdigit() and len(text) < 8:
        return f"in {int(text)} s (Retry-After)"
    try:
        return f"after {parsedate_to_datetime(text):%Y-%m-%d %H:%M %Z} (Retry-After)"
    except ValueError:
        return "later"
