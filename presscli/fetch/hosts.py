"""Addresses of the web -> addresses of machines, those of the own network left out."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from presscli.errors import InputError
from presscli.models.deadline import within
from presscli.names import printable

_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024
"""Below it only the two of the web: others belong to mail, files and the like."""

_UNWANTED = re.compile(r"[\x00-\x20\x7f]")
_SAFE_IN_PATH = "/%:@!$&'()*+,;=~-._?[]"

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""RFC 6052: an IPv4 address in the last 32 bits."""
_IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")
"""RFC 4291, 2.5.5.1, deprecated; some systems still go to the IPv4 address in it."""
_INTERNAL = frozenset({ipaddress.ip_address("168.63.129.16")})
"""Public by its number, and answered within the own network: Azure's WireServer."""

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """An address of the web taken apart; ``host`` as the resolver and TLS want it."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        """The host as HTTP names it (RFC 9110, 7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where to connect: what ``socket.socket`` and ``connect`` take."""

    family: int
    address: tuple[str | int | bytes, ...]


def parse_target(url: str, *, allow_private: bool) -> Target:
    """Take an address apart.

    Raises:
        InputError: It is none that is fetched.
    """
    shown = printable(url)
    if _UNWANTED.search(url):
        raise InputError(shown, "not an address (a space or control character in it)", "Quote it")
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise InputError(shown, f"not an address ({error})", "Check how it is written") from error
    if parts.scheme not in _PORTS:
        what = f"is not fetched (scheme {parts.scheme})"
        raise InputError(shown, what, "Allowed: http, https; or give a file")
    if not host:
        raise InputError(shown, "not an address (no host in it)", "For example: https://host/page")
    if parts.username is not None or parts.password is not None:
        hint = "Passwords are not sent. Save the page, and give the file"
        bare = printable(url.replace(parts.netloc, parts.netloc.rpartition("@")[2], 1))
        raise InputError(bare, "not fetched (a user name in the address)", hint)
    if port < _FIRST_FREE_PORT and port not in _PORTS.values() and not allow_private:
        raise InputError(shown, f"is not fetched (port {port})", "Allowed: 80, 443, and over 1023")
    path = quote(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", _SAFE_IN_PATH)
    return Target(url, parts.scheme, host, port, path)


def resolve(target: Target, *, allow_private: bool, seconds: float) -> list[Place]:
    """Ask once where a host is.

    Returns:
        The places that may be connected to; the caller connects to these very ones, so
        that no second answer of the name server counts.

    Raises:
        InputError: No such host, or all of its addresses are private.
        TimeoutError: No answer in time.
    """
    shown = printable(target.url)
    try:
        answers = within(
            seconds,
            lambda: socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM),
        )
    except (socket.gaierror, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        hint = "Check the address, and the network"
        raise InputError(shown, f"host not found ({target.host}: {reason})", hint) from error
    places = [Place(family, tuple(address)) for family, _, _, _, address in answers]
    if allow_private:
        return places
    public = [p for p in places if is_public(ipaddress.ip_address(p.address[0]))]
    if not public:
        numbers = ", ".join(dict.fromkeys(str(p.address[0]) for p in places))
        raise InputError(
            shown,
            f"is not fetched ({target.host} is in a private network: {numbers})",
            "If you trust it: --allow-private",
        )
    return public


def is_public(address: IP) -> bool:
    """Whether an address is one of the internet, whatever way it is written."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _ipv4_within(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    barred = (
        address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or address.is_loopback
        or address.is_link_local
    )
    return address.is_global and not barred and address not in _INTERNAL


def _ipv4_within(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address to which a request would go in the end."""
    if address in _NAT64 or address in _IPV4_COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
