"""Fetching from a server of our own: what it may do wrong, and where requests may not go."""

from __future__ import annotations

import gzip
import ipaddress
import shutil
import socket
import subprocess
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from presscli import __version__
from presscli.errors import InputError, UsageError
from presscli.fetch import Fetched, Fetcher, Limits, hosts
from presscli.names import is_url, slug, url_slug
from presscli.read import expand, read, read_all
from tests.web import Site, serving

PAGE = "<html><body><p>Lo sciopero di venerdì 4 dicembre è stato revocato.</p></body></html>"
QUICK = Limits(connect_seconds=2, read_seconds=0.4, total_seconds=1.5, pause_seconds=0)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def fetch(url: str, **limits: Any) -> Fetched:
    own = Limits(**({"pause_seconds": 0, "connect_seconds": 2} | limits))
    return Fetcher(allow_private=True, limits=own)(url)


def refusal(url: str, limits: Limits = QUICK) -> str:
    with pytest.raises(InputError) as caught:
        Fetcher(allow_private=True, limits=limits)(url)
    error = str(caught.value)
    assert error.startswith(f"{url}: ")
    return error.removeprefix(f"{url}: ")


# --- pages -------------------------------------------------------------------------------


def test_a_page_is_asked_for_once_and_by_name(site: Site) -> None:
    url = site.page("/a?b=c%20d", b"Ciao", Content_Type="text/plain; charset=UTF-8")
    assert fetch(f"{url}#parte") == Fetched(b"Ciao", url, "utf-8")
    [(path, headers)] = site.asked
    assert path == "/a?b=c%20d"
    assert headers["User-Agent"] == f"presscli/{__version__} (press release reader)"
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert "Cookie" not in headers


def test_letters_outside_ascii_are_encoded(site: Site) -> None:
    site.page("/novit%C3%A0/%C3%A8?q=%C3%AC", b"si")
    assert fetch(site.url("/novità/è?q=ì")).data == b"si"


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE.encode())),
        ("x-gzip", gzip.compress(b"") + gzip.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())[2:-4]),
        ("identity", PAGE.encode()),
    ],
    ids=["gzip", "two members", "zlib", "raw deflate", "none"],
)
def test_packed_pages_are_unpacked(site: Site, coding: str, packed: bytes) -> None:
    assert fetch(site.page("/", packed, Content_Encoding=coding)).data == PAGE.encode()


def test_chunked_pages_are_put_together(site: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    url = site.raw("/", head, b"4\r\nCiao\r\n", b"2\r\n, \r\n5\r\nmondo\r\n0\r\n\r\n", pause=0.05)
    assert fetch(url).data == b"Ciao, mondo"


def test_two_pages_of_one_host_are_a_second_apart(site: Site) -> None:
    url = site.page("/", b"x")
    waited: list[float] = []
    fetcher = Fetcher(allow_private=True, sleep=waited.append)
    fetcher(url)
    assert waited == []
    fetcher(url)
    fetcher(site.url("/", host="localhost"))
    assert len(waited) == 1
    assert 0 < waited[0] <= 1


# --- what goes wrong ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "headers", "message"),
    [
        (404, {}, "is not there (404 Not Found). Check the address"),
        (410, {}, "is not there (410 Gone). Check the address"),
        (
            403,
            {},
            "is not given to everybody (403 Forbidden). "
            "Open it in a browser; if it is shown, save it and give the file",
        ),
        (
            429,
            {"Retry_After": "120"},
            "the server asks to wait (429 Too Many Requests). Try again in 120 s (Retry-After)",
        ),
        (
            503,
            {"Retry_After": "Thu, 26 Nov 2026 08:00:00 GMT"},
            "the server asks to wait (503 Service Unavailable). "
            "Try again after 2026-11-26 08:00 UTC (Retry-After)",
        ),
        (
            429,
            {"Retry_After": "presto"},
            "the server asks to wait (429 Too Many Requests). Try again later",
        ),
        (500, {}, "the server failed (500 Internal Server Error). Try again later"),
        (204, {}, "no page came (204 No Content). Open it in a browser to see why"),
        (304, {}, "no page came (304 Not Modified). Open it in a browser to see why"),
        (302, {}, "no page came (302 Found). Open it in a browser to see why"),
    ],
)
def test_a_status_says_what_to_do(
    site: Site, status: int, headers: dict[str, str], message: str
) -> None:
    assert refusal(site.page("/", b"", status, **headers)) == message


def test_silence_has_an_end(site: Site) -> None:
    message = "took too long (allowed: 0.4 s without an answer, 1.5 s in all). Try again later"
    started = time.monotonic()
    assert refusal(site.raw("/", b"", pause=5)) == message
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"
    assert refusal(site.raw("/body", head + b"a", pause=5)) == message
    # A byte now and then is no silence, and has an end all the same: head and body.
    assert refusal(site.raw("/drops", b"H", pause=0.1, forever=True)) == message
    assert refusal(site.raw("/drip", head, *[b"a"] * 50, pause=0.1)) == message
    assert time.monotonic() - started < 60


@pytest.mark.parametrize("sizes", [{"Content_Length": "5000000000"}, {}], ids=["stated", "not"])
def test_a_page_that_is_too_large_is_not_read_to_its_end(site: Site, sizes: dict[str, str]) -> None:
    url = site.page("/", b"a" * 3_000_000, 200, **sizes)
    message = refusal(url, Limits(max_bytes=1_000_000, pause_seconds=0))
    size = "5000.0 MB" if sizes else "3.0 MB"
    assert message == f"too large ({size}). At most 1 MB are fetched"


def test_a_page_that_never_ends_is_given_up(site: Site) -> None:
    head = b"HTTP/1.0 200 OK\r\n\r\n"
    url = site.raw("/", head + b"a" * 500_000, b"a" * 600_000)
    message = refusal(url, Limits(max_bytes=1_000_000, pause_seconds=0))
    assert message == "too large (it goes on). At most 1 MB are fetched"


def test_a_gzip_bomb_does_not_go_off(site: Site) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    url = site.page("/", bomb, Content_Encoding="gzip")
    message = refusal(url, Limits(max_bytes=1_000_000, pause_seconds=0))
    assert message == "too large (it goes on). At most 1 MB are fetched"


@pytest.mark.parametrize(
    ("body", "headers", "message"),
    [
        (b"a" * 10, {"Content_Length": "20"}, "ended too early (only a part of it came)"),
        (gzip.compress(b"a" * 99)[:-9], {"Content_Encoding": "gzip"}, "ended too early"),
        (b"no gzip", {"Content_Encoding": "gzip"}, "damaged on the way"),
        (b"x", {"Content_Encoding": "br"}, "packed in a way that was not asked for (br)"),
        (b"x", {"Content_Encoding": "gzip, gzip"}, "packed in a way that was not asked for"),
    ],
    ids=["short", "short gzip", "no gzip", "brotli", "twice"],
)
def test_half_a_page_is_none(
    site: Site, body: bytes, headers: dict[str, str], message: str
) -> None:
    assert refusal(site.page("/", body, 200, **headers)).startswith(message)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b"SSH-2.0-OpenSSH_9.2\r\n", "the answer is no HTTP (SSH-2.0-OpenSSH_9.2"),
        (b"", "the answer is no HTTP (Remote end closed"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5_000 + b"\r\n", "the answer is no HTTP (got more"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "ended too early"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", "ended too early"),
    ],
    ids=["ssh", "nothing", "headers", "no chunk", "half a chunk"],
)
def test_what_is_no_http(site: Site, answer: bytes, message: str) -> None:
    assert refusal(site.raw("/", answer)).startswith(message)


def test_nobody_is_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    message = refusal(f"http://127.0.0.1:{port}/")
    assert message == "cannot be reached (Connection refused). Check the address, and the network"


def test_no_such_host() -> None:
    assert refusal("http://presscli.invalid/").startswith("host not found (presscli.invalid: ")


def test_proxies_are_not_used_and_said_to_be(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert fetch(site.page("/", b"x")).data == b"x"
    assert "Proxies (http_proxy) are not used" in refusal("http://127.0.0.1:1/")


# --- redirects ---------------------------------------------------------------------------


def test_redirects_are_followed_five_times(site: Site) -> None:
    for number in range(7):
        site.page(f"/{number}", b"", 302, Location=f"{number + 1}")
    site.page("/7", "venerdì".encode("cp1252"), Content_Type="text/html; charset=cp1252")
    assert fetch(site.url("/2")) == Fetched(b"venerd\xec", site.url("/7"), "cp1252")
    assert refusal(site.url("/1")) == (
        "leads on and on (6 redirects). Give the address that a browser ends up at"
    )


def test_a_redirect_to_letters_outside_ascii(site: Site) -> None:
    site.page("/novit%C3%A0", b"si")
    site.raw("/", "HTTP/1.1 301 M\r\nLocation: /novità\r\n\r\n".encode())
    assert fetch(site.url("/")).data == b"si"


def test_a_circle_is_noticed(site: Site) -> None:
    site.page("/a", b"", 301, Location="/b")
    site.page("/b", b"", 301, Location="/a")
    assert refusal(site.url("/a")).startswith("leads on and on (2 redirects)")


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("file:///etc/passwd", "leads to file:///etc/passwd, which is not fetched (scheme file)"),
        ("ftp://a.example/", "leads to ftp://a.example/, which is not fetched (scheme ftp)"),
        ("http://[::1", "leads to what is no address"),
        ("http://a@127.0.0.1/", "leads to http://127.0.0.1/, which not fetched (a user name"),
    ],
)
def test_redirects_lead_to_pages_only(site: Site, location: str, message: str) -> None:
    assert refusal(site.page("/", b"", 302, Location=location)).startswith(message)


def test_a_redirect_into_the_own_network_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first hop is let through as if it were public; the second is found out by its number."""
    secret = site.page("/secret", b"segreto")
    site.page("/", b"", 302, Location=secret.replace("127.0.0.1", "localhost"))
    known = hosts.is_public
    first = ipaddress.ip_address("127.0.0.1")
    let = iter([True])
    monkeypatch.setattr(hosts, "is_public", lambda a: next(let, False) if a == first else known(a))
    with pytest.raises(InputError) as caught:
        Fetcher(limits=QUICK)(site.url("/"))
    assert str(caught.value).startswith(
        f"{site.url('/')}: leads to {site.url('/secret', 'localhost')}, which is not fetched "
        "(localhost is in a private network: "
    )
    assert [path for path, _ in site.asked] == ["/"]


# --- where requests may not go -----------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "0"),
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.192", "168.63.129.16"),
        *("[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fec0::1]", "[ff02::1]", "[::127.0.0.1]"),
        *("[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[64:ff9b::7f00:1]", "[64:ff9b::a00:1]"),
        *("[2002:7f00:1::]", "[2001:0:7f00:1::]", "[2001:db8::1]", "[64:ff9b:1::1]"),
        *("localhost", "LOCALHOST.", "①②⑦.⓪.⓪.①"),
    ],
)
def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    with pytest.raises(InputError) as caught:
        Fetcher(limits=QUICK)(f"http://{host}:1/")
    assert "is not fetched (" in str(caught.value)
    assert "Connection refused" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "151.1.1.1",
        "2a00:1450::1",
        "64:ff9b::808:808",
        "::ffff:8.8.8.8",
        "2002:808:808::",
    ],
)
def test_public_addresses_are_not(address: str) -> None:
    assert hosts.is_public(ipaddress.ip_address(address))


def test_the_name_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public at first and private a moment later (DNS rebinding) gains nothing."""
    answers = iter(["192.0.2.1", "127.0.0.1"])
    places = []

    def once(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(_: socket.socket, address: tuple[str, int]) -> None:
        places.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", once)
    monkeypatch.setattr(hosts, "is_public", lambda a: str(a) == "192.0.2.1")
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(InputError, match="Connection refused"):
        Fetcher(limits=QUICK)("http://rebind.example/")
    assert places == [("192.0.2.1", 80)]


def test_of_a_hosts_addresses_only_the_public_ones_are_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80)),
        (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2a00:1450::1", 80, 0, 0)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    target = hosts.parse_target("http://a.example/", allow_private=False)
    found = hosts.resolve(target, allow_private=False, seconds=1)
    assert [place.address[0] for place in found] == ["2a00:1450::1"]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://a.example/x", "is not fetched (scheme ftp). Allowed: http, https; or give a file"),
        ("http://", "not an address (no host in it)"),
        ("http:///etc/passwd", "not an address (no host in it)"),
        ("https://a.example:99999/", "not an address (Port out of range 0-65535)"),
        ("https://a.example:25/", "is not fetched (port 25). Allowed: 80, 443, and over 1023"),
        ("http://a b/", "not an address (a space or control character in it)"),
        ("http://a.example/\r\nHost: b", "not an address (a space or control character in it)"),
        ("http://[::1/", "not an address (Invalid IPv6 URL)"),
        (f"http://{'a' * 70}.example/", "not an address ("),
    ],
)
def test_what_is_no_address_of_a_page(url: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        Fetcher()(url)
    assert message in str(caught.value)


def test_a_password_is_neither_sent_nor_shown() -> None:
    with pytest.raises(InputError) as caught:
        Fetcher()("https://anna:segreto@a.example/x")
    assert str(caught.value) == (
        "https://a.example/x: not fetched (a user name in the address). "
        "Passwords are not sent. Save the page, and give the file"
    )


def test_offline_is_offline() -> None:
    with pytest.raises(UsageError) as caught:
        Fetcher(offline=True)("https://a.example/")
    assert str(caught.value) == (
        "https://a.example/: not fetched (--offline). "
        "Leave out --offline, or save the page and give the file"
    )


# --- TLS ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the openssl command to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run(
        [*command, "-keyout", path, "-out", f"{path}.crt"], check=True, capture_output=True
    )
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


def test_certificates_are_checked_for_the_hosts_name(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(certificate) as site:
        site.page("/", b"sicuro")
        url = site.url("/", "localhost").replace("http:", "https:")
        assert refusal(url).startswith("its certificate is not valid (self-signed certificate)")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert fetch(url).data == b"sicuro"
        number = url.replace("localhost", "127.0.0.1")
        assert refusal(number).startswith("its certificate is not valid (IP address mismatch")
        plain = site.page("/down", b"", 302, Location=url.replace("https:", "http:"))
        down = plain.replace("http:", "https:").replace("127.0.0.1", "localhost")
        assert refusal(down).startswith("leads from https to http (http://localhost:")


# --- as inputs ---------------------------------------------------------------------------


def test_a_release_is_called_what_the_user_gave(site: Site) -> None:
    site.page("/corto", b"", 301, Location="/comunicati/sciopero.html")
    site.page("/comunicati/sciopero.html", PAGE.encode(), Content_Type="text/plain")
    fetcher = Fetcher(allow_private=True, limits=QUICK)
    release = read(site.url("/corto"), fetch=fetcher)
    assert release.name == site.url("/corto")
    assert release.metadata.url == site.url("/comunicati/sciopero.html")
    assert release.blocks[0].text.startswith("Lo sciopero")


@pytest.mark.parametrize(
    ("charset", "codec", "encoding"),
    [
        ("windows-1252", "cp1252", "cp1252"),
        ("iso-8859-1", "cp1252", "cp1252"),
        ("utf-8", "cp1252", "cp1252"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("macintosh", "mac-roman", "mac-roman"),
        ("sciocchezze", "utf-8", "utf-8"),
    ],
)
def test_the_servers_charset_is_believed_where_it_can_be_true(
    site: Site, charset: str, codec: str, encoding: str
) -> None:
    url = site.page("/", PAGE.encode(codec), Content_Type=f"text/html; charset={charset}")
    release = read(url, fetch=Fetcher(allow_private=True, limits=QUICK))
    assert release.encoding == encoding
    assert "venerdì 4 dicembre è" in release.text


def test_what_is_wrong_with_a_page_is_said_of_the_address_given(site: Site) -> None:
    site.page("/a", b"", 302, Location="/b")
    site.page("/b", b"<html><body></body></html>")
    with pytest.raises(InputError) as caught:
        read_all(site.url("/a"), fetch=Fetcher(allow_private=True, limits=QUICK))
    assert str(caught.value).startswith(f"{site.url('/a')}: no main text in it")


def test_where_only_files_are_read_an_address_is_refused() -> None:
    with pytest.raises(InputError, match="is an address, and here only files are read"):
        read("https://a.example/")


def test_addresses_pass_through_untouched() -> None:
    urls = ["https://a.example/x/../y", "HTTP://b.example"]
    assert expand([*urls, urls[0]]) == urls
    assert [is_url(name) for name in ("https://a", "file://x", "C:\\a", "a/b.txt", "-")] == [
        *(True, True, False, False, False)
    ]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.regione.example/it/notizie.aspx?id=42", "regione-example-it-notizie-id-42"),
        ("http://a.it/", "a-it"),
        ("https://a.it/Novit%C3%A0/È%20qui.html#p", "a-it-novita-e-qui"),
        ("https://a.it/../../etc/passwd", "a-it-etc-passwd"),
    ],
)
def test_a_file_is_called_after_its_address(url: str, name: str) -> None:
    assert url_slug(url) == name


def test_long_names_are_cut_and_stay_apart() -> None:
    one, two = (url_slug(f"https://a.it/{'parola-' * 40}{end}") for end in "ab")
    assert one != two
    assert len(one) == len(two) <= 110
    assert slug("Riapre la biblioteca di via Garibaldi", most=20) == "riapre-la-biblioteca"
