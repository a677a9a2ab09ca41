"""``--template``: a digest in a form of the user's own, written in Jinja2.

Templates run in Jinja2's sandbox: they see the values of
:class:`presscli.digest.view.DigestView` as ``digest``, can change nothing, and can
neither read files nor load other templates.
"""

from __future__ import annotations

from pathlib import Path

from presscli.digest.model import Digest
from presscli.digest.view import digest_view
from presscli.errors import ConfigError, UsageError
from presscli.names import printable

FLAG = "--template"


class Template:
    """A template that has been read and parsed.

    Args:
        path: The file, UTF-8.
        escape: Escape values for HTML and XML.

    Raises:
        UsageError: It cannot be read.
        ConfigError: It is no template; names the line.
    """

    def __init__(self, path: Path, *, escape: bool) -> None:
        from jinja2 import StrictUndefined, TemplateSyntaxError
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        self._name = printable(str(path))
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or "not UTF-8"
            raise UsageError(FLAG, f"cannot be read ({self._name}: {reason})") from error
        environment = ImmutableSandboxedEnvironment(
            autoescape=escape,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        try:
            self._template = environment.from_string(text)
        except TemplateSyntaxError as error:
            raise ConfigError(self._name, [f"line {error.lineno}: {error.message}"]) from error

    def render(self, digest: Digest) -> str:
        """Fill the template.

        Raises:
            ConfigError: It asks for what there is not, or for what the sandbox forbids.
        """
        try:
            return self._template.render(digest=digest_view(digest))
        except Exception as error:
            raise ConfigError(self._name, [f"{type(error).__name__}: {error}"]) from error
