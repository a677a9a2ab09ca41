"""JSON-LD and ninjs: the fields of the standards, and nothing that a release does not say."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from presscli.document import Attribution, PressRelease, Result
from presscli.render import Format, render
from presscli.render.identity import original_urn, release_url, release_urn
from presscli.render.page import content_security_policy
from presscli.summarize import KEY_SENTENCES
from tests.digests import DOUBT, make_result, three
from tests.test_render import make_result as rendered_result

SCHEMAS = Path(__file__).parent / "schemas"
PUBLISHED = Path(os.environ.get("PRESSCLI_PUBLISHED_SCHEMAS", os.devnull)) / "ninjs-schema_3.1.json"
"""The IPTC's own file, which is not part of this repository (docs/digest.md)."""
RESULTS = [
    rendered_result(),
    rendered_result(stated=False),
    make_result(findings=(DOUBT,)),
    *three(),
]


def schema(name: str) -> jsonschema.Draft202012Validator:
    definition = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(definition)
    return jsonschema.Draft202012Validator(definition)


def parsed(result: Result, form: Format, *, body: bool = True) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(render(result, form, body=body))
    return value


@pytest.mark.parametrize("body", [True, False])
@pytest.mark.parametrize("result", RESULTS, ids=range(len(RESULTS)))
@pytest.mark.parametrize(
    ("form", "name"), [(Format.NINJS, "ninjs-3.1.json"), (Format.JSONLD, "newsarticle.json")]
)
def test_fits_the_schema(result: Result, form: Format, name: str, body: bool) -> None:
    assert [e.message for e in schema(name).iter_errors(parsed(result, form, body=body))] == []


@pytest.mark.skipif(not PUBLISHED.is_file(), reason="PRESSCLI_PUBLISHED_SCHEMAS is not set")
@pytest.mark.parametrize("body", [True, False])
@pytest.mark.parametrize("result", RESULTS, ids=range(len(RESULTS)))
def test_fits_the_published_schema(result: Result, body: bool) -> None:
    published = jsonschema.Draft202012Validator(json.loads(PUBLISHED.read_text(encoding="utf-8")))
    item = parsed(result, Format.NINJS, body=body)
    assert [e.message for e in published.iter_errors(item)] == []
    assert list(published.iter_errors(item | {"associations": [{"uri": "urn:x:y"}]}))


@pytest.mark.parametrize(
    ("name", "form", "field", "value"),
    [
        ("ninjs-3.1.json", Format.NINJS, "uri", None),
        ("ninjs-3.1.json", Format.NINJS, "headline", "no such property"),
        ("ninjs-3.1.json", Format.NINJS, "contentCreated", "2026-11-22"),
        ("newsarticle.json", Format.JSONLD, "digitalSourceType", "machine"),
        ("newsarticle.json", Format.JSONLD, "translationOfWork", None),
        ("newsarticle.json", Format.JSONLD, "translator", "presscli"),
    ],
)
def test_the_schema_refuses_what_is_wrong(
    name: str, form: Format, field: str, value: object
) -> None:
    item = parsed(make_result(), form) | {field: value}
    item = {k: v for k, v in item.items() if v is not None}
    assert list(schema(name).iter_errors(item))


def test_ninjs_says_what_each_model_did() -> None:
    key_sentences = replace(make_result().summary, signature=KEY_SENTENCES)  # type: ignore[type-var]
    for summary in (make_result().summary, key_sentences):
        item = parsed(replace(make_result(), summary=summary), Format.NINJS)
        roles = [source["role"] for source in item["infoSources"]]
        assert roles == ["originator", "translate", "summarize"]


@pytest.mark.parametrize("form", [Format.NINJS, Format.JSONLD])
def test_no_source_no_publisher(form: Format) -> None:
    item = parsed(make_result(source=""), form)
    assert "publisher" not in item
    assert "by" not in item
    assert all(s["name"].startswith("presscli") for s in item.get("infoSources", []))


def test_an_embargo_of_a_day_ends_with_it_and_one_of_an_hour_then() -> None:
    day = parsed(make_result(embargo="Embargo fino al 24 novembre"), Format.NINJS)
    assert day["embargoedUntil"] == "2026-11-24T23:59:59+01:00"
    assert parsed(rendered_result(), Format.NINJS)["embargoedUntil"] == "2024-05-04T11:00:00+02:00"


def test_untranslated_text_is_not_called_a_models_work() -> None:
    result = replace(make_result(), signature="", summary=None)
    assert "digitalSourceType" not in parsed(result, Format.NINJS)
    assert "digitalSourceType" not in parsed(result, Format.JSONLD)


def test_identifiers_hang_on_the_words_alone() -> None:
    one, other = make_result(name="a.txt"), make_result(name="b.txt")
    wrapped = replace(one, source=replace(one.source, text=one.source.text.replace(" ", "\n", 3)))
    assert release_urn(one) == release_urn(other) == release_urn(wrapped)
    assert original_urn(one) != release_urn(one)
    changed = replace(one, source=replace(one.source, text=one.source.text.replace("85", "86")))
    assert release_urn(changed) != release_urn(one)


@pytest.mark.parametrize(
    ("source", "raw", "url"),
    [
        ("kremlin.ru", "(Fonte: kremlin.ru)", "https://kremlin.ru/"),
        ("Regione Lazio", "(Fonte: Regione Lazio)", ""),
        ("Ente", "Fonte: https://ente.example/nota/1.", "https://ente.example/nota/1"),
        ("javascript:alert(1)", "", ""),
        ("data:text/html,x", "", ""),
        ('a.example" onclick="x', "", ""),
        ("//evil", "", ""),
    ],
)
def test_only_an_address_that_is_stated_becomes_a_link(source: str, raw: str, url: str) -> None:
    assert release_url(PressRelease((), Attribution(source, raw))) == url


def test_the_page_shows_every_paragraph_in_both_languages() -> None:
    page = render(make_result(), Format.HTML)
    for paragraph in make_result().paragraphs:
        assert paragraph.segments[-1].target in page
        assert paragraph.segments[0].source in page


def test_what_was_kept_is_marked_as_its_own_language() -> None:
    assert re.search(r'id="s7" lang="it">Frase tenuta\.', render(make_result(), Format.HTML))


def test_a_page_without_body_has_headline_summary_and_source_only() -> None:
    page = render(make_result(), Format.HTML, body=False)
    assert "Contacts" not in page
    assert "Port of Vesara" in page
    assert "The board has no date." in page


def test_the_policy_names_the_style_and_script_of_the_page() -> None:
    page = render(make_result(), Format.HTML)
    style = page.split("<style>")[1].split("</style>")[0]
    script = page.split("<script>")[1].split("</script>")[0]
    assert content_security_policy(style, script).replace("'", "&#39;") in page
