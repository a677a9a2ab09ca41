"""Every error that presscli raises on purpose, each with its exit code.

    PresscliError            1  failure
    ├── UsageError           2  flags or arguments that cannot be honoured
    ├── ConfigError          2  models.yaml or a configuration file is wrong
    ├── InputError           1  a release that cannot be read
    │   └── NoMatchError     1  a folder in which no file matches
    ├── OutputError          1  a result that cannot be written
    │   └── DiskFullError    1  no room for it, nor for those that follow
    ├── StoreError           1  the store cannot be opened, read or written
    │   └── BusyError        1  another run holds what this one wants to write
    ├── LanguageError        4  language not supported, or not certain
    ├── QualityError         5  ``--strict`` and an error-level finding is left
    ├── ModelError           6  a model is missing, damaged or refused
    │   └── HubError         6  the hub cannot be reached, or ``--offline`` forbids it
    └── EngineError          1  an engine failed while it worked
        └── SegmentTooLongError  1  over the model's limit; nothing is cut in silence

Exit code 3 (some inputs failed, the rest are done) belongs to a run, not to an
error: the command line works it out from what happened to each input.

A message reads ``where: what (value). What is allowed. What to run next.`` The
class holds the three parts apart so that JSON output and the terminal can each
show them in their own way.
"""

from __future__ import annotations

EXIT_OK = 0
EXIT_FAILURE = 1
EXIT_USAGE = 2
EXIT_PARTIAL = 3
EXIT_LANGUAGE = 4
EXIT_QUALITY = 5
EXIT_MODEL = 6
EXIT_INTERRUPTED = 130
"""128 + SIGINT, as shells report it."""


class PresscliError(Exception):
    """Base of all expected failures.

    Args:
        where: The file, flag or model that the message is about; may be empty.
        what: What is wrong, with the offending value in parentheses.
        hint: What is allowed, and the command to run next; may be empty.
    """

    exit_code = EXIT_FAILURE

    def __init__(self, where: str, what: str, hint: str = "") -> None:
        self.where = where
        self.what = what
        self.hint = hint
        super().__init__(str(self))

    def __reduce__(self) -> tuple[type[PresscliError], tuple[object, ...]]:
        """The three parts, so that an error passes from a worker process as it is."""
        return type(self), (self.where, self.what, self.hint)

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.hint}" if self.hint else head


class UsageError(PresscliError):
    """Flags or arguments that contradict each other or cannot be honoured."""

    exit_code = EXIT_USAGE


class ConfigError(PresscliError):
    """A configuration file is wrong; ``problems`` lists all that was found.

    Args:
        where: The file.
        problems: One line a problem, ``entry.field: what (value). What is allowed``.
    """

    exit_code = EXIT_USAGE

    def __init__(self, where: str, problems: list[str]) -> None:
        self.problems = problems
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(where, "\n  ".join([count, *problems]))

    def __reduce__(self) -> tuple[type[PresscliError], tuple[object, ...]]:
        """As the base class, with this one's own parts."""
        return type(self), (self.where, self.problems)


class InputError(PresscliError):
    """A release cannot be read: missing, empty, binary, or of unknown encoding."""


class NoMatchError(InputError):
    """A folder holds no file that matches; where nothing is an answer, this is none."""


class OutputError(PresscliError):
    """A result cannot be written: it exists, the disk is full, no permission."""


class DiskFullError(OutputError):
    """The disk is full, so whatever follows in this run could not be written either."""


class StoreError(PresscliError):
    """The store of finished work cannot be used, or somebody else holds a part of it."""


class BusyError(StoreError):
    """Another run holds what this one wants to write."""


class LanguageError(PresscliError):
    """The language is not supported, or cannot be told with certainty."""

    exit_code = EXIT_LANGUAGE


class QualityError(PresscliError):
    """``--strict`` was asked for and an error-level finding is left."""

    exit_code = EXIT_QUALITY


class ModelError(PresscliError):
    """A model is missing, damaged, or fails its self-test."""

    exit_code = EXIT_MODEL


class HubError(ModelError):
    """The hub cannot be reached, or a download is needed under ``--offline``."""


class EngineError(PresscliError):
    """An engine failed while it worked."""


class SegmentTooLongError(EngineError):
    """A segment is over the model's limit in tokens; nothing is cut in silence."""
