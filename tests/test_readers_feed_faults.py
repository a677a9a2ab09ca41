"""Faults that fuzzing found in feeds."""

from __future__ import annotations

import pytest

from presscli.errors import InputError
from presscli.readers.extracted import Bundle
from presscli.readers.feed import read_feed


@pytest.mark.issue(6)
def test_a_feed_with_nothing_but_its_declaration_is_an_error() -> None:
    with pytest.raises(InputError, match="not a feed that can be read"):
        read_feed(b'<?xml version="1.0"?>', name="a.rss", encoding="")


@pytest.mark.issue(6)
def test_a_day_of_a_year_beyond_all_numbers_is_none() -> None:
    data = b"""<rss version="2.0"><channel><title>x</title><item><title>Uno</title>
<pubDate>Thu, 12 Mar 99999999999999999999 10:15:00 +0100</pubDate></item></channel></rss>"""
    found = read_feed(data, name="a.rss", encoding="")
    assert isinstance(found, Bundle)
    [part] = found.parts
    assert not isinstance(part, InputError)
