"""Mails: what their headers say, what their parts are, and what cannot break the reader."""

from __future__ import annotations

import datetime
from base64 import b64encode
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from presscli.document import SourceText
from presscli.errors import InputError, UsageError
from presscli.markup import Block, BlockKind, Metadata
from presscli.readers import recognize
from presscli.readers.extracted import Bundle, Extracted, Member
from presscli.readers.mail import read_mail
from presscli.readers.mail_charset import decode
from presscli.readers.mail_headers import decode_words, domain_of, is_person, title
from presscli.readers.mail_text import mark_tail, promote, text_blocks
from presscli.readers.mbox import read_mbox, split
from presscli.readers.releases import read_releases

HEAD = b"From: Ufficio stampa Comune di Asti <stampa@comune.asti.example>\r\nSubject: Oggetto\r\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, encoding: str = "") -> Extracted:
    found = read_mail(data, name="a.eml", encoding=encoding)
    assert isinstance(found, Extracted)
    return found


def parts(data: bytes) -> list[Extracted | Member | InputError]:
    found = read_mail(data, name="a.eml", encoding="")
    assert isinstance(found, Bundle)
    return list(found.parts)


def message_of(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_mail(data, name="a.eml", encoding="")
    return str(caught.value)


def kinds(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(str(block.kind), block.text) for block in blocks]


def header(*lines: str) -> Metadata:
    text = "\r\n".join(lines).encode("utf-8", "surrogateescape")
    return read(text + b"\r\n\r\nCiao a tutti.\r\n").metadata


# --- headers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "publisher", "author", "domain"),
    [
        (
            "Regione Lazio <stampa@regione.lazio.example>",
            "Regione Lazio",
            "",
            "regione.lazio.example",
        ),
        ('"Ufficio Stampa - Enel" <x@enel.example>', "Enel", "", "enel.example"),
        ("L'ufficio stampa dell'ENI <x@www.eni.example>", "ENI", "", "eni.example"),
        ("Ufficio stampa <x@mail.pec.asl.example>", "", "", "asl.example"),
        ("Comune di Asti (ufficio stampa) <a@b.example>", "Comune di Asti", "", "b.example"),
        ("Mario Rossi <rossi@gmail.com>", "", "Mario Rossi", ""),
        ("Rossi, Maria <m@studio.example>", "", "Rossi, Maria", "studio.example"),
        ("Maria <m@studio.example>", "", "Maria", "studio.example"),
        ('"Rossi, Maria" <m@studio.example>', "", "Rossi, Maria", "studio.example"),
        ("Legambiente <press@legambiente.it>", "Legambiente", "", "legambiente.it"),
        ("a@pec.libero.it", "", "", ""),
        ("a@sub.arubapec.it", "", "", ""),
        ("stampa@example.it <stampa@example.it>", "", "", "example.it"),
        (
            "=?utf-8?B?Q2l0dMOgIGRpIFRvcmlubw==?= <x@torino.example>",
            "Città di Torino",
            "",
            "torino.example",
        ),
        ("Universit\udce0 <x@u.example>", "Università", "", "u.example"),
        ("<>", "", "", ""),
        ("x@[127.0.0.1]", "", "", ""),
        ("x@localhost", "", "", ""),
        ("a@b@c.example", "", "", "c.example"),
        ("\x00\x01@\x02", "", "", ""),
    ],
)
def test_the_sender_is_who_issued_it(value: str, publisher: str, author: str, domain: str) -> None:
    found = header(f"From: {value}", "Subject: Oggetto")
    assert (found.publisher, found.author, found.domain) == (publisher, author, domain)


def test_the_organization_is_the_publisher() -> None:
    found = header("From: Mario Rossi <m@x.example>", "Organization: Gruppo\r\n Verde", "Date: no")
    assert found == Metadata(author="Mario Rossi", publisher="Gruppo Verde", domain="x.example")


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Thu, 12 Mar 2026 10:15:00 +0100", "2026-03-12T10:15:00+01:00"),
        ("12 Mar 2026 10:15:00 -0000 (UTC)", "2026-03-12T10:15:00+00:00"),
        ("Thu, 12 Mar 26 10:15 EST", "2026-03-12T10:15:00-05:00"),
        ("giovedì 12 marzo 2026", ""),
        ("Thu, 31 Feb 2026 10:15:00 +0100", ""),
        ("Thu, 12 Mar 2026 10:15:00 +9999", ""),
        ("Fri, 31 Dec 9999 23:59:59 -2300", ""),
        ("", ""),
    ],
)
def test_the_date_has_its_zone(value: str, moment: str) -> None:
    found = header(f"Date: {value}", "From: a@b.example", "Subject: x").published
    assert (found.isoformat() if found else "") == moment
    assert not isinstance(found, datetime.datetime) or found.tzinfo


@pytest.mark.parametrize(
    ("subject", "kept"),
    [
        ("R: I: Fwd: RE: Re[2]: Fondi", "Fondi"),
        ("POSTA CERTIFICATA: Fondi", "Fondi"),
        ("Regione: fondi", "Regione: fondi"),
        ("I: ", ""),
        ("Tr: x", "x"),
        ("[Stampa] Fondi", "[Stampa] Fondi"),
    ],
)
def test_marks_of_replies_are_no_part_of_the_title(subject: str, kept: str) -> None:
    assert title(subject) == kept


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?Q?Pi=C3?= =?utf-8?Q?=B9?= fondi", "Più fondi"),
        ("=?iso-8859-1?q?citt=E0?= =?utf-8?b?IMOo?=", "città è"),
        ("=?utf-8*it?Q?s=C3=AC?=", "sì"),
        ("=?x-boh?Q?s=EC, citt=E0?=", "sì, città"),
        ("=?utf-8?B?!!!?=", ""),
        ("=?utf-8?B?Q2lhbw?=", "Ciao"),
        ("=?utf-8?Q?ciao", "=?utf-8?Q?ciao"),
        ("a =?utf-8?Q?=E2=80=AE?= b", "a b"),
        ("citt\udce0 gi\udce0", "città già"),
        ("città già", "città già"),
    ],
)
def test_encoded_words_are_decoded(raw: str, text: str) -> None:
    assert decode_words(raw) == text


def test_persons_and_offices_are_told_apart() -> None:
    assert is_person("Giulia De Luca")
    assert not any(map(is_person, ["Fondazione Giulia Rossi", "ENEL", "rossi maria"]))
    assert domain_of("x@www.comune.it") == "comune.it"


# --- text ---------------------------------------------------------------------------


def test_breaks_that_were_meant_are_kept_and_others_are_not() -> None:
    text = (
        "La Giunta ha approvato oggi il nuovo piano per la mobilità in città e\n"
        "nei comuni vicini. Il piano vale quattro anni.\n"
        "Via Roma 1\n10100 Torino\n\n1. primo\n2. secondo che va\n"
    )
    assert kinds(text_blocks(text)) == [
        (
            "paragraph",
            "La Giunta ha approvato oggi il nuovo piano per la mobilità in città e nei comuni"
            " vicini. Il piano vale quattro anni.\nVia Roma 1\n10100 Torino",
        ),
        ("item", "primo"),
        ("item", "secondo che va"),
    ]


def test_answers_between_quotes_keep_their_order() -> None:
    text = "> Quando?\n\nDomani.\n\n> Dove?\n> A Roma?\n\nA Milano.\n-- \nAnna\n"
    assert kinds(text_blocks(text)) == [
        ("quote", "Quando?"),
        ("paragraph", "Domani."),
        ("quote", "Dove?\nA Roma?"),
        ("paragraph", "A Milano."),
        ("signature", "Anna"),
    ]


def test_flowed_lines_go_on_within_their_quote_only() -> None:
    text = "Uno \ndue \n> tre \n> quattro\n From qui\n-- \nAnna\n"
    assert kinds(text_blocks(text, flowed=True)) == [
        ("paragraph", "Uno due"),
        ("quote", "tre quattro"),
        ("paragraph", "From qui"),
        ("signature", "Anna"),
    ]
    assert kinds(text_blocks("co \nsa", flowed=True, delsp=True)) == [("paragraph", "cosa")]


@pytest.mark.parametrize(
    "line",
    [
        "Il ministro ha scritto:",
        "Il 12 marzo 2026 il presidente Rossi ha scritto:",
        "-- ",
        "Da: oggi in poi",
    ],
)
def test_lines_of_a_release_are_no_marks_of_mail(line: str) -> None:
    blocks = text_blocks(f"{line}\n\n«Siamo contenti».\n")
    assert {block.kind for block in blocks} <= {BlockKind.PARAGRAPH}


def test_what_is_below_in_html_is_quoted_too() -> None:
    texts = ["Ecco.", "--", "Anna", "Il giorno 12/03/26 10:15 Bo ha scritto:", "Quando?"]
    blocks = mark_tail([Block(text) for text in texts])
    assert kinds(blocks) == [
        ("paragraph", "Ecco."),
        ("signature", "Anna"),
        ("quote", "Il giorno 12/03/26 10:15 Bo ha scritto:"),
        ("quote", "Quando?"),
    ]
    assert kinds(promote(blocks)) == kinds(blocks)


def test_a_subject_that_the_text_begins_with_stands_once() -> None:
    assert kinds(read(HEAD + b"\r\nOGGETTO.\r\n\r\nTesto.\r\n").blocks) == [
        ("title", "OGGETTO."),
        ("paragraph", "Testo."),
    ]
    assert kinds(read(HEAD + b"\r\n").blocks) == [("title", "Oggetto")]


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("Perché".encode(), "iso-8859-1", "Perché"),
        ("Perché".encode("latin-1"), "utf-8", "Perché"),
        ("Perché no".encode("cp1252"), "us-ascii", "Perché no"),
        ("«Sì»".encode("utf-16"), "utf-16", "«Sì»"),
        ("Sì".encode("utf-7"), "utf-7", "Sì"),
        ("Перевод".encode("koi8-r"), "koi8-r", "Перевод"),
        ("日本".encode("iso-2022-jp"), "ISO-2022-JP", "日本"),
        ("Perch\xe9 la citt\xe0".encode("latin-1"), "base64", "Perché la città"),
        (b"caff\xc3\xa8, t\xc3\xa8, citt\xc3", "utf-8", "caffè, tè, citt\ufffd"),
        (b"ciao", "idna", "ciao"),
        (b"ciao", "\x00", "ciao"),
    ],
)
def test_charsets_are_what_they_are_whatever_is_declared(
    data: bytes, charset: str, text: str
) -> None:
    assert decode(data, charset) == text


def test_the_encoding_a_user_names_is_for_what_declares_none() -> None:
    data = HEAD + b"\r\nCaff\x82 e citt\x85\r\n"
    assert read(data, "cp850").blocks[1].text == "Caffé e città"
    with pytest.raises(UsageError):
        read(data, "klingon")


# --- parts --------------------------------------------------------------------------


def test_bodies_between_attachments_are_one_text() -> None:
    message = EmailMessage()
    message["Subject"] = "Oggetto"
    message.set_content("Prima parte.\n")
    message.add_attachment(b"%PDF-1.4 x", "application", "pdf", filename="")
    message.add_attachment("Seconda parte.\n", disposition="inline")
    message.add_attachment(
        OLE + "WordDocument".encode("utf-16-le"),
        "application",
        "msword",
        filename="a.doc",
    )
    message.add_attachment(b"BEGIN:VCARD", "text", "vcard", filename="a.vcf")
    message.add_attachment(b"<?xml version='1.0'?><dati/>", "application", "xml", filename="a.xml")
    release, pdf, old = parts(message.as_bytes())
    assert isinstance(release, Extracted)
    assert [b.text for b in release.blocks] == ["Oggetto", "Prima parte.", "Seconda parte."]
    assert isinstance(pdf, Member)
    assert isinstance(old, Member)
    assert (pdf.name, old.name) == ("attachment-1.pdf", "a.doc")


def test_names_of_attachments_lead_nowhere_and_are_told_apart() -> None:
    message = EmailMessage()
    message.set_content("Testo.\n")
    for name in ("../../.ssh/a.txt", "..\\a.txt", "a\u202etxt.md", "x" * 200 + ".txt"):
        message.add_attachment("Ciao", filename=name)
    found = [part.name for part in parts(message.as_bytes()) if isinstance(part, Member)]
    assert found[:3] == ["a.txt", "a-2.txt", "atxt.md"]
    assert len(found[3]) == 80


def test_what_became_of_a_mail_and_keys_are_passed_over() -> None:
    data = (
        HEAD
        + b'MIME-Version: 1.0\r\nContent-Type: multipart/report; boundary="x"\r\n\r\n--x\r\n\r\n'
        b"Non consegnato.\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n"
        b"\r\n--x\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nAAAA\r\n--x--"
    )
    assert [b.text for b in read(data).blocks] == ["Oggetto", "Non consegnato."]


def nested(count: int) -> bytes:
    """Multiparts within multiparts."""
    levels = (
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(count)
    )
    return HEAD + b"".join(levels) + b"Content-Type: text/plain\r\n\r\nIn fondo.\r\n"


def nested_mails(count: int) -> bytes:
    return (HEAD + b"Content-Type: message/rfc822\r\n\r\n") * count + HEAD + b"\r\nIn fondo.\r\n"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: nested(10_000), "a.eml: its parts are nested too deep"),
        (lambda: nested(100), "a.eml: more than 1,000 parts, or more than 50 deep"),
        (lambda: nested_mails(5_000), "a.eml: its parts are nested too deep"),
        (
            lambda: (
                HEAD
                + b"Content-Type: multipart/mixed; boundary=b\r\n"
                + b"\r\n--b\r\n\r\nx" * 5_000
            ),
            "a.eml: more than 1,000 parts",
        ),
        (lambda: b"From: a@b.example\r\n\r\n", "a.eml: no text in it"),
        (lambda: b"\r\n\r\n", "a.eml: no text in it"),
    ],
)
def test_mails_made_to_harm_are_refused(make: Callable[[], bytes], message: str) -> None:
    assert message_of(make()).startswith(message)


@pytest.mark.parametrize(
    "lines",
    [
        b"X-A: b\r\n" * 100_000,
        b"X-A: " + b"b" * 5_000_000 + b"\r\n",
        b"From: " + b"a@b, " * 200_000 + b"\r\n",
        b"From: " + b"(" * 100_000 + b"\r\n",
        b"From: " + b'"' * 100_001 + b"\r\n",
        b"Subject: " + b"=?utf-8?Q?a?= " * 100_000 + b"\r\n",
        b"Subject: " + b"\r\n a" * 100_000 + b"\r\n",
        b"Date: " + b"(" * 100_000 + b"\r\n",
        b"Content-Type: text/plain; " + b"a*0=b; " * 100_000 + b"\r\n",
        b"Content-Type: text/plain; charset*=%ff''%ff%fe%00; name*1*=x\r\n",
        b"Content-Type: text/plain; charset=\xff\xfe\r\n",
        b"Content-Type: /;;;=\r\nContent-Disposition: ;;==\r\n",
        b"Content-Transfer-Encoding: x-uuencode\r\n",
        b"Content-Transfer-Encoding: \xff\r\nMIME-Version: 99\r\n",
        b": senza nome\r\n",
        b"senza due punti\r\n",
    ],
    ids=range(16),
)
def test_headers_made_to_harm_cost_nothing_but_themselves(lines: bytes) -> None:
    found = read(lines + b"\r\nIl testo resta.\r\n")
    assert "Il testo resta." in found.blocks[-1].text


@pytest.mark.parametrize(
    "body",
    [
        b"-" * 200_000,
        b"-- \r\n" * 10_000,
        b">" * 100_000 + b" fine",
        b"> a\r\n" * 10_000,
        b"Da: a\r\nInviato: b\r\nA: c\r\n" * 2_000,
        b"Il 12:00 @ " + b"x " * 50_000 + b"ha scritto:",
        b"Il giorno 12:00 ha scritto:\r\n" * 2_000 + b"> x",
        b"a \r\n" * 20_000,
        b"<" * 100_000,
        b"\x00\xff" * 100_000,
    ],
    ids=range(10),
)
@pytest.mark.parametrize("kind", [b"text/plain; format=flowed", b"text/enriched"])
def test_texts_made_to_harm_end(body: bytes, kind: bytes) -> None:
    read(HEAD + b"Content-Type: " + kind + b"\r\n\r\nUno.\r\n\r\n" + body)


# --- mailboxes ----------------------------------------------------------------------

FROM = b"From stampa@example.it Thu Mar 12 10:15:00 2026\n"


def test_mails_are_divided_where_mails_begin() -> None:
    first = b"Subject: Uno\n\nFrom Roma con amore.\n\n>From oggi.\n>>From ieri.\n"
    data = (
        FROM
        + first
        + b"\nFrom qui, alle 12:00 del 2026, si parte.\n\n"
        + FROM
        + b"Subject: Due\n\nB.\n"
    )
    found = list(split(data))
    assert len(found) == 2
    assert b"\nFrom oggi.\n>From ieri.\n" in found[0]
    assert found[1] == b"Subject: Due\n\nB.\n"


def test_mails_are_named_by_number_and_subject() -> None:
    message = EmailMessage()
    message["Subject"] = "Città, più fondi!"
    message.set_content("Testo.\n")
    message.add_attachment("Ciao", filename="nota.txt")
    data = (
        FROM
        + message.as_bytes()
        + b"\n"
        + FROM
        + b"From: a@b\n\nSenza oggetto.\n\n"
        + FROM
        + b"X: y\n\n"
    )
    found = read_mbox(data, name="a.mbox", encoding="")
    shown = [str(p) if isinstance(p, InputError) else p.name for p in found.parts]
    assert shown[:3] == ["001-citta-piu-fondi", "001-citta-piu-fondi/nota.txt", "002"]
    assert shown[3].startswith("a.mbox/003: no text in it")
    names = [r.name for r in read_releases(data, name="a.mbox") if isinstance(r, SourceText)]
    assert names == [
        "a.mbox/001-citta-piu-fondi",
        "a.mbox/001-citta-piu-fondi/nota.txt",
        "a.mbox/002",
    ]


def test_a_mailbox_without_mails_is_an_error() -> None:
    with pytest.raises(InputError, match=r"a\.mbox: no mail in it"):
        read_mbox(b"Ciao.\n", name="a.mbox", encoding="")


# --- by content ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (b"Received: by x\r\nFrom: a@b\r\nSubject: c\r\n\r\nd", "mail"),
        (b"From: a@b\nTo: c\nSubject: d\nDate: e\nMessage-ID: <f>\n\ng", "mail"),
        (b"\xef\xbb\xbfFrom: a@b\nSubject: d\nMIME-Version: 1.0\n\ng", "mail"),
        (b"Return-Path: <a>\nReceived: x\n\ty\nDKIM-Signature: z\n\ng", "mail"),
        (b"From: a@b\nTo: c\nSubject: d\nDate: oggi\n\ng", "text"),
        (b"From: la redazione\n\nCiao", "text"),
        (b"Oggetto: nuovi fondi\nDa: Regione\nA: redazioni\n\nCiao", "text"),
        (b"Subject: x\nQuesto no\nMessage-ID: <f>\nFrom: a\n\n", "text"),
        (b"Nota: uno\nRoma: due\nMilano: tre\n", "text"),
        (FROM + b"Subject: x\n\ny", "mailbox"),
        (b"From MAILER-DAEMON Fri Jul  8 12:08:34 2011\nReceived: x\n\ny", "mailbox"),
        (b"From Rome, at 12:30 on 12 March 2026\nthe minister: said\n", "text"),
        (b"From here: 12:30 2026\n\nx", "text"),
        (
            OLE + "__properties_version1.0".encode("utf-16-le"),
            "Outlook",
        ),
        (OLE + "WordDocument".encode("utf-16-le"), "Old Word"),
        (OLE, "Old Office"),
    ],
)
def test_mails_are_told_from_texts_that_look_like_them(data: bytes, label: str) -> None:
    assert recognize(data, "<stdin>").label == label


def test_base64_that_is_none_is_read_as_far_as_it_is() -> None:
    body = b64encode("Perché sì. ".encode() * 20)
    data = (
        HEAD
        + b"Content-Transfer-Encoding: base64\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    assert "Perché sì." in read(data + body[:-7] + b"!!\r\n").blocks[1].text
