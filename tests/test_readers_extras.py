"""A library that is not installed is one clear line."""

from __future__ import annotations

import pytest

from presscli.errors import InputError
from presscli.readers.extras import require


def test_a_missing_library_names_the_extra_that_installs_it() -> None:
    with pytest.raises(InputError) as caught:
        require("presscli_no_such_library.part", extra="html", name="a.html")
    assert str(caught.value) == (
        "a.html: needs presscli_no_such_library. Run: pip install 'presscli[html]'"
    )


def test_what_is_installed_is_imported() -> None:
    import email.policy

    assert require("email.policy", extra="mail", name="a.eml") is email.policy
