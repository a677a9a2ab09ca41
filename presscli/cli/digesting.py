"""The work behind ``presscli digest``; apart from its flags, so that ``--help`` stays quick."""

from __future__ import annotations

import datetime
import os
from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import typer

from presscli import __version__
from presscli.cli.batch import exit_code
from presscli.cli.console import Console, count
from presscli.cli.digest_order import Order, check_output, deliver, opened_store
from presscli.cli.interrupt import revealed
from presscli.cli.jobs import hint_at_terminal
from presscli.cli.progress import Advance, over_inputs
from presscli.digest.build import Translating, build
from presscli.digest.choices import DigestFormat
from presscli.digest.formats import render_digest
from presscli.digest.gather import gather
from presscli.digest.memory import Memory, recall, remember
from presscli.digest.model import Candidate, Digest, Entry, Failure
from presscli.digest.results import forget_unused, remembering
from presscli.digest.since import is_news, parse_since
from presscli.digest.template import Template
from presscli.digest.view import digest_signatures
from presscli.document import Result, SourceText
from presscli.errors import (
    EXIT_FAILURE,
    ModelError,
    NoMatchError,
    PresscliError,
    StoreError,
    UsageError,
)
from presscli.names import printable
from presscli.read import STDIN, expand
from presscli.render.identity import urn
from presscli.session import Session
from presscli.store import Run, Store
from presscli.together import translate_in_windows
from presscli.windows import Outcome


def make_digest(order: Order, session: Session, console: Console) -> None:
    """Make a digest and leave with the run's exit code.

    Raises:
        PresscliError: The digest cannot be made or written; what was there stays.
        typer.Exit: Always else: 0, 1 (nothing could be made; ``--fail-empty``), or 3.
    """
    parse_since(order.since, _now())
    output = check_output(order)
    template = _template(order)
    hint_at_terminal(list(order.paths), console)
    with opened_store(order, output, console) as held:
        run = DigestRun(order, session, console, _now(), output, held.store)
        digest = run.digest()
        leave_if_nothing(order, run, digest)
        text = template.render(digest) if template else render_digest(digest, order.form)
        deliver(output, text, held.temporary)
        run.remember(digest)
        if run.failures:
            console.notice(f"{len(run.failures)} of {count(run.inputs, 'input')} failed")
        raise typer.Exit(exit_code(run.codes, run.inputs - len(run.failures)))


def leave_if_nothing(order: Order, run: DigestRun, digest: Digest) -> None:
    """End where there is nothing to show that the user would want to see."""
    if run.failures and len(run.failures) == run.inputs:
        raise typer.Exit(exit_code(run.codes, 0))
    if order.fail_empty and not digest.entries:
        run.console.notice("no entry, and --fail-empty: nothing written")
        raise typer.Exit(EXIT_FAILURE)


def _template(order: Order) -> Template | None:
    if not order.template:
        return None
    marked_up = order.form in {DigestFormat.HTML, DigestFormat.ATOM}
    return Template(Path(order.template), escape=marked_up)


@dataclass
class DigestRun:
    """One run: what it was asked, and what became of each input."""

    order: Order
    session: Session
    console: Console
    now: datetime.datetime
    output: Path | None
    store: Store | None

    def __post_init__(self) -> None:
        self.failures: list[Failure] = []
        self.codes: list[int] = []
        self.inputs = 0
        self._shown: list[str] = []

    @cached_property
    def memory(self) -> Memory:
        """What earlier runs have left; entries only where the file has them still."""
        if self.store is None or self.output is None:
            return Memory()
        there = self.output.is_file() and self.output.stat().st_size > 0
        try:
            memory = recall(self.store, self.output)
        except StoreError:
            if self.order.needs_memory:
                raise
            return Memory()
        if self.order.append and there and memory is None and not self.order.force:
            raise UsageError(
                "--append",
                f"nothing is remembered of this file ({printable(str(self.output))})",
                "Begin anew with --force, or name the store that knows it: --store PATH",
            )
        if memory is None:
            return Memory()
        if there:
            return memory
        return Memory(seen=() if self.order.append else memory.seen)

    def digest(self) -> Digest:
        """Read, choose, translate and put together."""
        candidates = self._read()
        news = self._news(candidates)
        with over_inputs(len(news), self.console) as advance, ExitStack() as stack:
            entries = build(
                news,
                lambda sources: stack.enter_context(closing(self._outcomes(sources, advance))),
                self._fail,
                known=self._known(),
            )
        failed = {failure.name for failure in self.failures}
        self._shown = [c.copy.sha256 for c in news if c.copy.name not in failed]
        where = os.path.realpath(self.output) if self.output else self.order.title
        return Digest(
            title=self.order.title,
            identity=urn(f"digest:{printable(str(where))}"),
            made_at=self.now,
            entries=entries,
            skipped=len(candidates) - len(news),
            failures=tuple(self.failures),
            grouping=self.order.grouping,
        )

    def remember(self, digest: Digest) -> None:
        """Keep what the next run must know; the digest is on the disk by now."""
        if self.store is None or self.output is None:
            return
        seen = tuple(sorted({*self.memory.seen, *self._shown}))
        remember(self.store, self.output, Memory(seen, digest.entries))
        signature = "\n".join(digest_signatures(digest))
        run = Run(
            "digest", self.now, _now(), succeeded=True, signature=signature, counts=digest.counts
        )
        self.store.record_run(self.output, run)
        forget_unused(self.store)

    def _read(self) -> list[Candidate]:
        errors: list[PresscliError] = []
        names = expand(self.order.paths, glob=self.order.glob, on_error=errors.append)
        for error in errors:
            # An inbox with nothing in it is a quiet day, not a fault.
            if not isinstance(error, NoMatchError):
                self.inputs += 1
                self._fail(error.where, error)
        candidates = []
        for name in names:
            if self.output and name != STDIN and _is_same(name, self.output):
                continue
            self.inputs += 1
            try:
                found = gather(
                    name,
                    self.now,
                    encoding=self.order.encoding,
                    attribution=self.order.attribution.strip(),
                    fetch=self.session.fetch,
                )
            except PresscliError as error:
                self._fail(printable(name), error)
                continue
            self.inputs += len(found) - 1
            for one in found:
                if isinstance(one, PresscliError):
                    self._fail(one.where, one)
                else:
                    candidates.append(one)
        return candidates

    def _news(self, candidates: list[Candidate]) -> list[Candidate]:
        cutoff = parse_since(self.order.since, self.now)
        seen = frozenset(self.memory.seen)
        held = frozenset(c.sha256 for e in self._known() for c in e.copies)
        return [c for c in candidates if is_news(c, cutoff, seen) and c.copy.sha256 not in held]

    def _known(self) -> tuple[Entry, ...]:
        return self.memory.entries if self.order.append else ()

    def _fail(self, name: str, error: PresscliError) -> None:
        self.console.error(error)
        self.failures.append(Failure(name, f"{error.what}. {error.hint}".rstrip(". ")))
        self.codes.append(error.exit_code)

    def _outcomes(
        self, sources: Sequence[SourceText], advance: Advance
    ) -> Generator[Outcome, None, None]:
        """What becomes of releases, each shown as it comes."""
        with closing(self._translate(sources)) as outcomes:
            for source in sources:
                advance(source.name)
                with revealed():
                    outcome = next(outcomes)
                if isinstance(outcome, Result):
                    self.console.findings(outcome)
                yield outcome

    @cached_property
    def _translate(self) -> Translating:
        def translate(sources: Sequence[SourceText]) -> Generator[Outcome, None, None]:
            return translate_in_windows(sources, self.session.process_together)

        if self.store is None:
            return translate
        self.session.memory = self.store.memory
        return remembering(translate, self.store, self._settings)

    def _settings(self) -> str:
        """What shapes a result besides the text; empty where no model is ready."""
        try:
            return f"{__version__}\n{self.session.signature()}"
        except ModelError:
            return ""


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()


def _is_same(name: str, output: Path) -> bool:
    return os.path.realpath(name) == os.path.realpath(output)
