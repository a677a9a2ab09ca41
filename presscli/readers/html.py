"""Web pages, and HTML within other files: mail, feeds.

html_tree  bytes to elements      html_walk  elements to blocks, no word left out
html_meta  what the head states   html_main  which blocks are the article
"""

from __future__ import annotations

import re
from dataclasses import replace

from presscli.errors import InputError
from presscli.markup import Block, BlockKind, Metadata
from presscli.names import is_url
from presscli.readers.blocks import Run, make_block
from presscli.readers.charset import decode_markup
from presscli.readers.extracted import Extracted
from presscli.readers.html_main import Article, find_article
from presscli.readers.html_meta import read_head
from presscli.readers.html_tree import base_address, parse_html
from presscli.readers.html_walk import Piece, walk

_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)


def read_html(data: bytes, *, name: str, encoding: str) -> Extracted:
    """Read the article of a page; of a fragment (no ``html``, no ``body``) all of it.

    Args:
        data: The whole file.
        name: The file as messages call it, or the address from which it came.
        encoding: What the user says it is encoded in; empty for what it states.

    Raises:
        InputError: No article in it, damaged, nested too deep, or a library is missing.
        UsageError: No such encoding.
    """
    decoded = decode_markup(data, name=name, encoding=encoding)
    url = name if is_url(name) else ""
    if not _PAGE.search(decoded.text):
        found = blocks_of_html(decoded.text, url=url, name=name)
        if not found.blocks:
            raise _nothing_in(name)
        return replace(found, encoding=decoded.encoding)
    root = parse_html(decoded.text, name=name)
    if root is None:
        raise _nothing_in(name)
    head = read_head(root, url=url)
    pieces = walk(root, base=base_address(root, head.metadata.url), name=name)
    article = find_article(root, pieces, (*head.headlines, head.title), name=name)
    if article is None:
        raise _nothing_in(name)
    blocks = _with_title(article)
    title = blocks[0].text if blocks[0].kind is BlockKind.TITLE else ""
    published = head.metadata.published or article.day
    metadata = replace(head.metadata, title=title, published=published)
    return Extracted(encoding=decoded.encoding, blocks=tuple(blocks), metadata=metadata)


def blocks_of_html(html: str, *, url: str = "", name: str = "") -> Extracted:
    """All that HTML says, in order: for mail and feeds, where nothing is furniture.

    Args:
        html: Decoded; a page or a part of one.
        url: What relative links are relative to; without it they are no links.
        name: The file as messages call it.

    Returns:
        The blocks, without a title among them; none where there is no text.

    Raises:
        InputError: Nested too deep, or lxml is missing.
    """
    root = parse_html(html, name=name)
    if root is None:
        return Extracted(metadata=Metadata(url=url))
    blocks = [p.block for p in walk(root, base=base_address(root, url), name=name)]
    return Extracted(blocks=tuple(blocks), metadata=Metadata(url=url))


def title_block(text: str) -> Block | None:
    """A headline as a block; None for an empty one."""
    return make_block([Run(" ".join(text.split()))], BlockKind.TITLE)


def _with_title(article: Article) -> list[Block]:
    """The headline first, the tables counted anew."""
    title = article.title
    first = (
        replace(title.block, kind=BlockKind.TITLE, level=0, ordered=False)
        if isinstance(title, Piece)
        else title_block(title)
    )
    tables = {p.block.table for p in article.pieces} - {0}
    number = {table: at for at, table in enumerate(sorted(tables), 1)}
    body = [replace(p.block, table=number.get(p.block.table, 0)) for p in article.pieces]
    return [first, *body] if first else body


def _nothing_in(name: str) -> InputError:
    hint = "Open it in a browser; if a text is shown, save that as a text file and give it"
    return InputError(name, "no main text in it (only menus, forms or scripts)", hint)
