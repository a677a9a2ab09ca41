"""What the control words of an RTF file do: groups, destinations, marks and characters."""

from __future__ import annotations

import contextlib
import datetime
import re
from dataclasses import dataclass, field, replace

from presscli.markup import BlockKind
from presscli.readers.blocks import Run
from presscli.readers.flow import Paragraph, Table
from presscli.readers.rtf_state import State
from presscli.readers.rtf_story import Layout, Place, Story
from presscli.readers.rtf_tokens import CODE_PAGES, LANGUAGES, Kind, Token, codec_of
from presscli.readers.rtf_words import (
    CAPTURED,
    CHARACTERS,
    NUMBERS,
    PASSED_OVER,
    READ_THOUGH_OPTIONAL,
    STORIES,
    SWITCHES,
)
from presscli.readers.style_names import kind_of_style

_DEEPEST_GROUP = 500
"""Word nests some twenty groups."""

_LINK = re.compile(r'^\s*HYPERLINK\s+"?([^"\s]+)', re.IGNORECASE)
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]")
_DATE_PARTS = ("yr", "mo", "dy", "hr", "min")
_SURROGATES = range(0xD800, 0xE000)


@dataclass(slots=True)
class Machine:
    """Reads tokens in order; after :meth:`finish`, ``flow`` is the document."""

    code_page: str
    flow: list[Paragraph | Table] = field(default_factory=list)
    notes: list[list[Paragraph | Table]] = field(default_factory=list)
    margins: list[list[Paragraph | Table]] = field(default_factory=list)
    stated: dict[str, str] = field(default_factory=dict)
    """Title, author and company."""
    written: datetime.datetime | None = None
    language: str = ""
    _state: State = field(default_factory=lambda: State(Story()))
    _stack: list[State] = field(default_factory=list)
    _pending: bytearray = field(default_factory=bytearray)
    """Bytes not decoded yet: a character may be several of them."""
    _high: int = 0
    """The first of a pair of surrogates, while the second is awaited."""
    _skipping: int = 0
    _captured: list[str] = field(default_factory=list)
    _ordered: bool = False
    """Whether the paragraph's list text is a number."""
    _fonts: dict[int, str] = field(default_factory=dict)
    _styles: dict[int, str] = field(default_factory=dict)
    _date: dict[str, int] | None = None

    def take(self, token: Token) -> None:
        """Do what a token says.

        Raises:
            ValueError: Groups nested too deep.
        """
        if token.kind is Kind.TEXT or token.kind is Kind.BYTE:
            skipped = min(self._skipping, len(token.data))
            self._skipping -= skipped
            if self._stack and not (self._state.passed_over or self._state.hidden):
                self._pending += token.data[skipped:]
        elif token.kind is Kind.WORD and self._skipping and token.word in CHARACTERS:
            self._skipping -= 1  # stands for the Unicode character in older programs
        else:
            self._flush()
            if token.kind is Kind.WORD:
                self._word(token.word, token.number)
            else:
                self._skipping = 0
                self._open() if token.kind is Kind.OPEN else self._close()

    def finish(self) -> None:
        """End what the file left open."""
        self._flush()
        while self._stack:
            self._close()
        self.flow = self._state.story.finish(self._layout())

    def _open(self) -> None:
        if len(self._stack) >= _DEEPEST_GROUP:
            raise ValueError(f"groups nested over {_DEEPEST_GROUP} deep")
        self._stack.append(self._state)
        self._state = replace(self._state, optional=False)

    def _close(self) -> None:
        if not self._stack:
            return
        ended, self._state = self._state, self._stack.pop()
        outer = self._state
        if ended.capture and (not outer.capture or ended.capture in {"fonttbl", "stylesheet"}):
            self._end_capture(ended)
        if ended.story is not outer.story:
            self._end_story(ended.story)
        if self._date and not (self._stack and self._state.passed_over):
            self._end_date()

    def _end_story(self, story: Story) -> None:
        flow = story.finish(Layout())
        if story.place is Place.BOX:
            self._state.story.boxes += flow
        else:
            (self.margins if story.place is Place.MARGIN else self.notes).append(flow)

    def _end_capture(self, ended: State) -> None:
        text = "".join(self._captured).strip()
        self._captured.clear()
        if ended.capture == "fldinst":
            link = _LINK.match(text)
            self._state.href = link[1] if link else self._state.href
        elif ended.capture in {"listtext", "pntext"}:
            self._ordered = bool(_LIST_NUMBER.match(text))
            self._state.listed = True
        elif ended.capture == "stylesheet":
            self._styles.setdefault(ended.style, text.partition(";")[0].strip())
        elif ended.capture != "fonttbl":
            self.stated.setdefault(ended.capture, text)

    def _end_date(self) -> None:
        date, self._date = self._date or {}, None
        year, month, day, hour, minute = (date.get(part, 0) for part in _DATE_PARTS)
        with contextlib.suppress(ValueError):
            self.written = datetime.datetime(year, month, day, hour, minute)  # noqa: DTZ001

    def _flush(self) -> None:
        if self._pending:
            data = bytes(self._pending)
            self._pending.clear()
            self._put(data.decode(self._encoding(), "replace"))

    def _encoding(self) -> str:
        return self._fonts.get(self._state.font, self.code_page)

    def _put(self, text: str) -> None:
        state = self._state
        if state.passed_over or state.hidden or not text:
            return
        if state.capture:
            self._captured.append(text)
        else:
            state.story.add(Run(text, state.strong, state.emphasis, state.href))

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "*":
            state.optional = True
        elif word in STORIES:
            state.story = Story(STORIES[word])
            state.passed_over = state.in_table = state.listed = False
            state.capture = state.href = ""
        elif word in CAPTURED and not state.passed_over:
            state.capture = word
        elif word in PASSED_OVER or (state.optional and word not in READ_THOUGH_OPTIONAL):
            state.passed_over = True
        elif word in {"creatim", "revtim"}:
            state.passed_over, self._date = True, {}
        elif word == "shpinst":
            state.passed_over = True
        elif word in CHARACTERS:
            self._put(CHARACTERS[word])
        else:
            self._set(word, number)
        state.optional = word == "*"

    def _set(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "u":
            self._unicode(number or 0)
        elif word in SWITCHES:
            setattr(state, SWITCHES[word], number != 0)
        elif word in NUMBERS:
            setattr(state, NUMBERS[word], number or 0)
        elif word == "plain":
            state.strong = state.emphasis = state.hidden = False
        elif word == "pard":
            state.style, state.outline, state.depth = 0, -1, 0
            state.listed = state.in_table = self._ordered = False
        elif word == "intbl":
            state.in_table = True
        elif word == "ls":
            state.listed = bool(number)
        else:
            self._declare(word, number)

    def _declare(self, word: str, number: int | None) -> None:
        """What holds for the file, and the ends of paragraphs and cells."""
        state = self._state
        if word == "fcharset" and number in CODE_PAGES:
            self._fonts[state.font] = CODE_PAGES[number]
        elif word == "ansicpg" and number:
            self.code_page = codec_of(number) or self.code_page
        elif word in {"mac", "pc", "pca"}:
            self.code_page = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "deflang" and number:
            self.language = LANGUAGES.get(number & 0x3FF, "")
        elif word in _DATE_PARTS and self._date is not None:
            self._date[word] = number or 0
        elif not state.passed_over and not state.capture:
            self._structure(word)

    def _structure(self, word: str) -> None:
        story = self._state.story
        if word in {"par", "sect", "page"}:
            story.end_paragraph(self._layout())
        elif word == "cell":
            story.end_cell(self._layout())
        elif word == "nestcell":
            story.add(Run("\n"))
        elif word == "row":
            story.end_row()
        elif word == "trowd":
            story.merged, story.header_row = [], False
            story.goes_on = False
        elif word == "trhdr":
            story.header_row = True
        elif word in {"clvmrg", "clmrg"}:
            story.goes_on = True
        elif word == "cellx":
            story.merged.append(story.goes_on)
            story.goes_on = False

    def _layout(self) -> Layout:
        state = self._state
        kind, level = kind_of_style(self._styles.get(state.style, ""))
        if kind is None and 0 <= state.outline < 9:
            kind, level = BlockKind.HEADING, state.outline + 1
        if kind is None and state.listed:
            kind, level = BlockKind.ITEM, state.depth + 1
        in_table = state.in_table
        return Layout(kind or BlockKind.PARAGRAPH, level, self._ordered, in_table)

    def _unicode(self, number: int) -> None:
        """A UTF-16 unit, written as a signed number; two of them may make a character."""
        self._skipping = self._state.skip
        unit = number & 0xFFFF
        if unit not in _SURROGATES:
            self._put(chr(unit))
        elif unit < 0xDC00:
            self._high = unit
        elif self._high:
            self._put(chr(0x10000 + ((self._high - 0xD800) << 10) + (unit - 0xDC00)))
            self._high = 0
