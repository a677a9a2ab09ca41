"""Telling contact lines from prose."""

from __future__ import annotations

import re

from presscli.lexicon.terms import LabelKind, split_label

_LONGEST_LABELLED_CHARS = 160
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,100}")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|\b00)?\d[\d ./()-]{5,20}\d\b")
_SENTENCE = re.compile(r"\b(?:[a-zà-ÿ]{2,}[ ,;]+){5}")
"""Five lower-case words in a row: prose, in which a phone number may well occur."""


def opens_contacts(line: str) -> bool:
    """Whether a line is a heading such as ``Contatti`` or begins ``Per informazioni``."""
    label = split_label(line, LabelKind.CONTACT)
    profile = split_label(line, LabelKind.BOILERPLATE)
    if not label or not line[:1].isupper() or (profile and len(profile.text) > len(label.text)):
        return False
    if label.text.lower().startswith("per "):
        return True
    if len(line) > _LONGEST_LABELLED_CHARS and not has_contact_data(line):
        return False
    return label.marked or has_contact_data(line) or not reads_as_prose(line)


def is_contact_line(line: str) -> bool:
    """Whether a line gives a phone number, an e-mail or an address, and is no prose."""
    if len(line) > _LONGEST_LABELLED_CHARS or reads_as_prose(line):
        return False
    if ("@" in line and _EMAIL.search(line)) or _is_phone_line(line):
        return True
    label = split_label(line, LabelKind.DATUM)
    return bool(label and label.rest and (_URL.search(line) or ":" in label.separator))


def has_contact_data(text: str) -> bool:
    """Whether a phone number, an e-mail or a URL is somewhere in the text."""
    return bool(_EMAIL.search(text) or _URL.search(text) or _PHONE.search(text))


def reads_as_prose(text: str) -> bool:
    """Whether a text is a sentence, or begins as one."""
    return bool(_SENTENCE.search(text)) or bool(re.search(r"[a-zà-ÿ]{3}[.!?]$", text))


def _is_phone_line(line: str) -> bool:
    label = split_label(line, LabelKind.DATUM)
    if label and any(c.isdigit() for c in label.rest) and _PHONE.search(label.rest):
        return True
    return bool(
        re.search(r"\b(?:tel|cell|fax|mob)\b\.?", line, re.IGNORECASE) and _PHONE.search(line)
    )
