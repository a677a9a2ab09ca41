"""Addresses and feeds as a person or cron gives them: by the command line, from a server here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from presscli.session import open_session
from tests.pages import FOLDER
from tests.test_cli_bad_input import Call, call
from tests.test_cli_folders import SENTENCE, TRANSLATED, own_store, tree
from tests.web import Site, serving

__all__ = ["call", "own_store"]

HTML = f"<html><body><main><h1>Avviso</h1><p>{SENTENCE}</p></main></body></html>"
FEED = (
    "<rss version='2.0'><channel><title>Comune</title>"
    f"<item><title>Primo avviso</title><description>{SENTENCE}</description></item>"
    f"<item><title>Secondo avviso</title><description>{SENTENCE}</description></item>"
    "</channel></rss>"
)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.delenv("http_proxy", raising=False)
    with serving() as running:
        running.page("/avviso.html", HTML.encode(), Content_Type="text/html; charset=utf-8")
        running.page("/feed", FEED.encode(), Content_Type="application/rss+xml")
        yield running


def test_an_address_is_translated_like_a_file(call: Call, site: Site) -> None:
    outcome = call("translate", site.url("/avviso.html"), "--allow-private", "--from", "it")
    assert (outcome.code, outcome.err) == (0, "")
    assert TRANSLATED in outcome.out
    assert len(site.asked) == 1


def test_without_the_flag_the_own_machine_is_not_asked(call: Call, site: Site) -> None:
    url = site.url("/avviso.html")
    for command in ("translate", "summarize", "detect", "digest"):
        outcome = call(command, url)
        assert outcome.code == 1
        assert outcome.err.startswith(
            f"error: {url}: is not fetched (127.0.0.1 is in a private network: 127.0.0.1). "
            "If you trust it: --allow-private\n"
        )
    assert site.asked == []


@pytest.mark.parametrize("command", ["translate", "summarize", "detect", "digest"])
def test_offline_is_a_contradiction(call: Call, command: str) -> None:
    outcome = call(command, "https://a.example/x", "--offline")
    assert outcome.code == 2
    assert outcome.err.startswith(
        "error: https://a.example/x: not fetched (--offline). "
        "Leave out --offline, or save the page and give the file\n"
    )


def test_results_are_called_after_addresses_and_not_made_twice(call: Call, site: Site) -> None:
    Path("list").write_text(f"{site.url('/avviso.html')}\n{site.url('/feed')}\nmanca.txt\n")
    command = ("translate", "--files-from", "list", "-o", "out", "--allow-private", "--from", "it")
    assert call(*command).code == 3
    host = f"127-0-0-1-{site.port}"
    names = [
        f"{host}-avviso.en.txt",
        f"{host}-feed/primo-avviso.en.txt",
        f"{host}-feed/secondo-avviso.en.txt",
    ]
    assert tree("out") == names
    before = {name: Path("out", name).stat().st_mtime_ns for name in names}
    again = call(*command, "--report", "report.json")
    assert again.code == 3
    assert json.loads(Path("report.json").read_text())["counts"] == {
        "inputs": 4,
        "done": 0,
        "unchanged": 3,
        "failed": 1,
    }
    assert {name: Path("out", name).stat().st_mtime_ns for name in names} == before
    site.page("/avviso.html", HTML.replace("9 gennaio", "8 gennaio").encode())
    assert call(*command).code == 3
    assert {n for n in names if Path("out", n).stat().st_mtime_ns != before[n]} == {names[0]}


def test_a_feed_becomes_a_digest(call: Call, site: Site) -> None:
    outcome = call("digest", site.url("/feed"), "--allow-private", "--from", "it", "-f", "text")
    assert outcome.code == 0
    assert outcome.out.count("9 January") >= 1


def test_detect_names_every_release_of_a_feed(call: Call, site: Site) -> None:
    site.page("/atom", (FOLDER / "feed/atom.xml").read_bytes())
    outcome = call("detect", site.url("/atom"), "--allow-private")
    assert [line.split("\t")[:2] for line in outcome.out.splitlines()] == [
        [site.url("/atom/2026-02-17-trasporti-firmato-il-decreto-per-45-nuovi-treni"), "it"],
        [site.url("/atom/2026-02-16-avviso"), "it"],
    ]


def test_lines_of_an_address(call: Call, site: Site) -> None:
    url = site.page("/titoli.txt", f"{SENTENCE}\n\n{SENTENCE}\n".encode())
    outcome = call("translate", "--lines", url, "--allow-private")
    assert outcome.out == f"{TRANSLATED}\n\n{TRANSLATED}\n"


def test_a_page_from_stdin_is_told_by_its_content(call: Call) -> None:
    outcome = call("translate", "--from", "it", stdin=HTML.encode())
    assert TRANSLATED in outcome.out
    assert "<p>" not in outcome.out


def test_pages_of_a_folder_are_found(call: Call) -> None:
    Path("in").mkdir()
    for name in ("a.html", "b.htm", "c.rss", "d.txt"):
        Path("in", name).write_text(FEED if name == "c.rss" else HTML, encoding="utf-8")
    assert call("translate", "in", "-o", "out", "--from", "it").code == 0
    assert tree("out") == [
        "a.en.txt",
        "b.en.txt",
        "c.rss/primo-avviso.en.txt",
        "c.rss/secondo-avviso.en.txt",
        "d.en.txt",
    ]


def test_check_reads_files_only(call: Call) -> None:
    outcome = call("check", "https://a.example/it", "en.txt")
    assert outcome.code == 1
    assert outcome.err == (
        "error: https://a.example/it: is an address, and here only files are read. "
        "Save it first: curl -o page.html ADDRESS\n"
    )


def test_a_session_takes_addresses(call: Call, site: Site) -> None:
    with open_session(profile="embedded", allow_private=True) as session:
        result = session.process(site.url("/avviso.html"))
        assert len(session.process_all(site.url("/feed"))) == 2
    assert result.source.name == site.url("/avviso.html")
