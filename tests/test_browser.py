"""Pages in real Chromium: accessible, searchable, quiet, and deaf to what a release injects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from presscli.digest.choices import DigestFormat
from presscli.digest.formats import render_digest
from presscli.digest.model import Failure
from presscli.document import Result
from presscli.render.html import render_html
from tests.browser import browser, needs_browser
from tests.digests import DOUBT, SOFT, make_digest, make_result, three
from tests.test_render_blocks import digest_of, made

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

__all__ = ["browser"]
pytestmark = needs_browser

PAYLOADS = [
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "</style><script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    '" onmouseover="window.hit=1" autofocus onfocus="window.hit=1',
    "' onclick='window.hit=1",
    "javascript:window.hit=1",
    "<svg/onload=window.hit=1>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "{{ ''.__class__ }}{% raw %}<b onclick=window.hit=1>{% endraw %}",
    "--><script>window.hit=1</script><!--",
    "&lt;script&gt;window.hit=1&lt;/script&gt;&#60;img src=x onerror=window.hit=1&#62;",
]
"""Ways out of text, attributes, addresses, comments, styles, scripts and templates."""

PROD = """for (const node of document.querySelectorAll('body *'))
    for (const kind of ['mouseover', 'click', 'focus', 'error', 'load'])
        if (!(node.matches('a[href^="http"]') && kind === 'click'))
            node.dispatchEvent(new Event(kind, {bubbles: true, cancelable: true}));"""
"""Whatever a handler could wait for; only links that lead away are not clicked."""

Show = Callable[..., "Page"]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Show a page; at the end, none may have complained or asked for anything."""
    complaints: list[str] = []
    requests: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(html: str, *, width: int = 1280, fragment: str = "", **options: object) -> Page:
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(f"{file.as_uri()}{fragment}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
    assert all(url.startswith("file:") and "page-" in url for url in requests), requests


def release() -> str:
    return render_html(make_result(findings=(DOUBT, SOFT), embargo="Embargo fino al 24 novembre"))


def laid_out() -> str:
    return render_html(made())


def laid_out_digest() -> str:
    return render_digest(digest_of(made()), DigestFormat.HTML)


def digest() -> str:
    return render_digest(make_digest(three()), DigestFormat.HTML)


PAGES = pytest.mark.parametrize(
    "html",
    [
        pytest.param(release(), id="release"),
        pytest.param(digest(), id="digest"),
        pytest.param(laid_out(), id="document"),
        pytest.param(laid_out_digest(), id="digest of documents"),
        pytest.param(render_digest(make_digest([]), DigestFormat.HTML), id="empty"),
    ],
)


@PAGES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(show: Show, html: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # axe is brought in from outside, which the page's own policy would refuse.
    page = show(html, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    results = Axe().run(page)
    assert results.response["passes"], "axe ran no rule"
    assert [(v["id"], v["nodes"][0]["html"]) for v in results.response["violations"]] == []


@PAGES
@pytest.mark.parametrize("width", [320, 768])
def test_nothing_runs_over_a_narrow_screen(show: Show, html: str, width: int) -> None:
    page = show(html, width=width)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def shown(page: Page) -> list[str]:
    titles: list[str] = page.eval_on_selector_all(
        ".entry:not([hidden]) h3 .seg", "nodes => nodes.map(n => n.firstChild.textContent)"
    )
    return titles


def test_search_finds_words_of_both_languages(show: Show) -> None:
    page = show(digest())
    assert len(shown(page)) == 3
    for words, titles in (
        ("workers STOP", ["Rail strike"]),
        ("movimentato", ["Port of Vesara, traffic is growing"]),
        ("nothing of the kind", []),
        ("", ["Call for schools", "Port of Vesara, traffic is growing", "Rail strike"]),
    ):
        page.fill("input[type=search]", words)
        assert shown(page) == titles
    assert page.inner_text("output") == "3 releases"


def test_search_takes_accents_and_their_letters_for_the_same(show: Show) -> None:
    result = make_result((("Città più", "City more"), ("Perché sì.", "Because yes.")))
    page = show(render_digest(make_digest([result]), DigestFormat.HTML))
    page.fill("input[type=search]", "citta perche")
    assert shown(page) == ["City more"]


def test_the_source_filter_hides_the_others_and_their_headings(show: Show) -> None:
    page = show(digest())
    page.select_option("select", "Regione Vesara")
    assert shown(page) == ["Call for schools"]
    assert page.locator(".group:visible").count() == 1
    assert page.inner_text("output") == "1 of 3 releases"


def test_a_folded_original_opens(show: Show) -> None:
    page = show(digest())
    original = page.locator(".original", has_text="movimentato")
    assert not original.is_visible()
    page.locator("article", has_text="Port of Vesara").locator("summary").click()
    assert original.is_visible()
    assert original.get_attribute("lang") == "it"


def test_a_link_to_a_segment_opens_its_fold(show: Show) -> None:
    page = show(digest())
    link = page.locator("article", has_text="Port of Vesara").locator(".summary a.ref").first
    target = link.get_attribute("href")
    assert target
    link.click()
    assert page.locator(target).is_visible()


def test_a_permalink_to_a_folded_segment_opens_it(show: Show) -> None:
    entry = make_digest(three()).entries[1]
    page = show(digest(), fragment=f"#{entry.anchor}-s2")
    assert page.locator(f"#{entry.anchor}-s2").is_visible()


def test_a_doubt_is_told_on_hover_on_focus_and_as_text(show: Show) -> None:
    page = show(release())
    tip = page.locator(".target .tip")
    assert not tip.is_visible()
    page.hover(".target .noted")
    assert tip.is_visible()
    assert "became '4.2'" in tip.inner_text()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.mouse.move(0, 0)
    page.focus(".target .noted a.ref")
    assert tip.is_visible()
    assert "became '4.2'" in page.inner_text(".body .notes")


def test_a_summary_sentence_shows_what_supports_it(show: Show) -> None:
    page = show(release())
    sentence = page.locator(".sentence").nth(1)
    sentence.hover()
    assert "Nel primo semestre" in sentence.locator(".tip").inner_text()
    assert page.locator(".seg.hit").count() == 2
    page.mouse.move(0, 0)
    assert page.locator(".seg.hit").count() == 0


def test_readable_without_javascript(show: Show) -> None:
    page = show(digest(), java_script_enabled=False)
    assert page.locator(".tools").is_hidden()
    article = page.locator("article", has_text="Port of Vesara")
    assert article.locator(".summary").is_visible()
    article.locator("summary").click()
    assert article.locator(".original", has_text="movimentato").is_visible()
    article.locator(".target .noted").hover()
    assert article.locator(".target .tip").is_visible()


def test_paper_has_no_folds(show: Show) -> None:
    page = show(digest())
    page.emulate_media(media="print")
    assert page.locator(".original", has_text="movimentato").is_visible()
    assert not page.locator(".tools").is_visible()


def infected(payload: str) -> Result:
    """A release whose every field holds a payload."""
    bad = replace(DOUBT, code=payload, message=payload, source_span=(0, 3), target_span=(0, 3))
    result = make_result(
        ((payload, payload), (payload, payload), (payload, payload)),
        name=f"{payload}.txt".replace("/", "_"),
        source=payload,
        place=payload,
        findings=(bad,),
        embargo=payload,
    )
    assert result.summary
    summary = replace(result.summary, signature=payload, findings=(bad,))
    paragraphs = tuple(replace(p, language=payload) for p in result.paragraphs)
    detection = replace(result.detection, language=payload)
    return replace(
        result,
        summary=summary,
        signature=payload,
        findings=(bad,),
        paragraphs=paragraphs,
        detection=detection,
    )


def both_pages(payload: str) -> list[str]:
    result = infected(payload)
    made = make_digest([result], title=payload)
    made = replace(made, failures=(Failure(payload, payload),), signatures=(payload,))
    return [render_html(result), render_digest(made, DigestFormat.HTML)]


@pytest.mark.parametrize("policy", ["with policy", "without policy"])
@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_injected_script_does_nothing(show: Show, payload: str, policy: str) -> None:
    # Escaping must hold by itself; the policy is a second wall, not the first.
    for html in both_pages(payload):
        page = show(html, bypass_csp=policy == "without policy")
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        page.evaluate(PROD)
        assert page.evaluate("window.hit") is None
        assert page.locator("body script").count() == 1, "our own"
        assert page.locator("img, iframe, svg, object, embed, base, form").count() == 0
        hrefs = page.eval_on_selector_all(
            "a[href]", "nodes => nodes.map(n => n.getAttribute('href'))"
        )
        assert all(href.startswith(("#", "https://", "http://")) for href in hrefs)
        assert page.evaluate(
            "![...document.querySelectorAll('*')].some("
            "n => [...n.attributes].some(a => a.name.startsWith('on') || a.name === 'style'))"
        )
        assert payload in page.inner_text("body"), "shown as it is"


@PAGES
def test_the_policy_refuses_other_scripts(browser: Browser, html: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(file.as_uri())
        blocked = page.evaluate(
            """() => new Promise(done => {
                addEventListener('securitypolicyviolation', e => done(e.effectiveDirective));
                const script = document.createElement('script');
                script.textContent = 'window.hit = 1';
                document.body.append(script);
            })"""
        )
        assert blocked.startswith("script-src")
        assert page.evaluate("window.hit") is None
