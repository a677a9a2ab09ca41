"""HTML as it comes -> a tree of elements, whatever is wrong with it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from presscli.errors import InputError
from presscli.readers.extras import require

Element = Any
"""An element of lxml, which ships no types."""

_NAMESPACE_END = "}"


def parse_html(html: str, *, name: str) -> Element | None:
    """Parse a page or a fragment of one.

    Args:
        html: Decoded.
        name: The file as messages call it.

    Returns:
        The root, always ``html``; None where there is nothing but comments.

    Raises:
        InputError: Nested so deep that the parser would leave text out, or lxml is missing.
    """
    lxml = require("lxml.html", extra="html", name=name)
    # As bytes, since lxml refuses text in which an encoding is declared.
    data = html.replace("\0", "").encode("utf-8", "replace")
    parser = lxml.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    root = lxml.etree.fromstring(data, parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        hint = "Save the text itself from a browser, and give that file"
        raise InputError(name, "its elements are nested too deep to be read whole", hint)
    return root


def tag_of(element: Element) -> str:
    """The name of an element in lower case, without a namespace; empty for what is none."""
    tag = element.tag
    return tag.rpartition(_NAMESPACE_END)[2].lower() if isinstance(tag, str) else ""


def base_address(root: Element, url: str) -> str:
    """What relative links of a page are relative to; empty where nobody knows."""
    for element in root.iter("base"):
        if element.get("href"):
            return absolute(element.get("href"), url)
    return url


def absolute(href: str, base: str) -> str:
    """A link as an absolute address; as it is where it is none and ``base`` is not known."""
    href = "".join(href.split()) if href.startswith("data:") else href.strip()
    try:
        return urljoin(base, href).replace(" ", "%20")
    except ValueError:  # brackets that hold no IPv6 address
        return ""


def text_of(element: Element) -> str:
    """All text within an element, on one line."""
    return " ".join("".join(element.itertext()).split())
