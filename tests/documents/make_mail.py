"""Writes the mails, mailboxes and archives of tests/documents/mail, and the text expected of each.

    python -m tests.documents.make_mail

Made with the standard library, but for the message of Outlook (extract-msg). The Italian
texts were written for these tests; their issuers are made up. What is expected comes from
the same paragraphs, never from the reader.
"""

from __future__ import annotations

import io
import struct
import zipfile
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage, Message
from email.policy import SMTP
from pathlib import Path

HERE = Path(__file__).parent / "mail"

BRIDGE = (
    "Riaperto il ponte sul Serio dopo i lavori",
    "Bergamo, 12 marzo 2026 - La Provincia ha riaperto oggi al traffico il ponte sul Serio,"
    " chiuso da ottobre per lavori. L’intervento è costato 2,4 milioni di euro, il 3 per cento"
    " in meno del previsto.",
    "«Abbiamo rispettato i tempi», ha detto la consigliera Anna Valli. «Da oggi i pullman"
    " tornano sul percorso di sempre, e non ci saranno altre chiusure fino al 2030.»",
    "Per informazioni: Ufficio stampa della Provincia, tel. 035 000000.",
)
HARVEST = (
    "Vendemmia, raccolto in calo del 7 per cento",
    "Asti, 3 ottobre 2026 - Il Consorzio Vini del Monferrato stima un raccolto di 410.000"
    " quintali, il 7 per cento in meno dello scorso anno. La qualità è buona.",
    "«La grandine di luglio ha colpito due comuni su dieci», spiega il presidente Carlo"
    " Bonelli. I prezzi delle uve restano fermi a 0,85 euro al chilo.",
)
FERRY = (
    "Traghetti, due corse in più verso l'isola",
    "Livorno, 1 giugno 2026 - Dal 15 giugno la compagnia Tirrenia Verde aggiunge due corse al"
    " giorno tra Livorno e Capraia. Il biglietto costa 18 euro.",
)
SCHOOL = (
    "Scuola, 120 borse di studio per l'anno prossimo",
    "Perugia, 8 maggio 2026 - La Fondazione Sapere mette a bando 120 borse di studio da 1.500"
    " euro. Le domande si presentano entro il 30 giugno.",
    "Possono partecipare gli studenti delle superiori con un reddito familiare sotto i 25.000"
    " euro. Non sono ammesse domande su carta.",
)
SIGNED = "Ufficio stampa\nProvincia di Bergamo\nstampa@provincia.example"

Documents = dict[str, tuple[bytes, Sequence[str]]]
"""Name of a file -> its bytes, and the text of each release expected out of it."""


def expected(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def wrapped(paragraph: str, width: int = 72, *, soft: str = "") -> str:
    lines, line = [], ""
    for word in paragraph.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line + soft)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def mail(
    subject: str, sender: str = "Ufficio stampa Provincia di Bergamo <stampa@provincia.example>"
) -> EmailMessage:
    message = EmailMessage(SMTP)
    message["From"] = sender
    message["To"] = "redazione@giornale.example"
    message["Subject"] = subject
    message["Date"] = "Thu, 12 Mar 2026 10:15:00 +0100"
    message["Message-ID"] = "<20260312101500.1@provincia.example>"
    return message


def as_bytes(message: Message) -> bytes:
    """With boundaries that are the same each time."""
    parts = [part for part in message.walk() if part.get_content_maintype() == "multipart"]
    for number, part in enumerate(parts, 1):
        part.set_boundary(f"=_parte-{number}")
    return message.as_bytes(policy=SMTP)


def raw(header: str, body: bytes) -> bytes:
    """A mail byte by byte, for what the library would not write."""
    head = as_bytes(mail("Oggetto")).split(b"\r\n\r\n")[0].split(b"\r\n")
    kept = [line for line in head if not line.startswith((b"Subject:", b"Content-", b"MIME-"))]
    return b"\r\n".join([*kept, *header.encode("ascii").split(b"\n"), b"", body])


def docx(paragraphs: Sequence[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    space = "http://schemas.openxmlformats.org"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types"><Default'
            ' Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
            f'+xml"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{space}/officeDocument/2006/relationships/'
            'officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{space}/wordprocessingml/2006/main">'
            f"<w:body>{body}</w:body></w:document>",
        }
    )


def pdf(lines: Sequence[str]) -> bytes:
    """One page with a line of text each 14 points."""
    shown = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj 0 -14 Td " for line in lines)
    content = f"BT /F1 11 Tf 50 780 Td {shown}ET".encode("cp1252")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def packed(files: Mapping[str, str | bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2026, 3, 12, 10, 0, 0))
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return into.getvalue()


PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
ICS = b"BEGIN:VCALENDAR\r\nSUMMARY:Conferenza stampa\r\nEND:VCALENDAR\r\n"


def html(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def plain() -> tuple[bytes, Sequence[str]]:
    """Wrapped at 72, with a list and a signature."""
    message = mail(BRIDGE[0])
    items = ["percorso 1: Bergamo-Seriate", "percorso 2: Bergamo-Albino"]
    body = [*map(wrapped, BRIDGE[1:3]), "I percorsi:\n- " + "\n- ".join(items), f"-- \n{SIGNED}"]
    message.set_content("\n\n".join(body) + "\n", cte="8bit")
    return as_bytes(message), [expected(*BRIDGE[:3], "I percorsi:", *items, SIGNED)]


def flowed() -> tuple[bytes, Sequence[str]]:
    """format=flowed (RFC 3676): lines that end with a space go on in the next."""
    message = mail(f"R: {HARVEST[0]}", "Carlo Bonelli <bonelli@consorzio.example>")
    body = "\n\n".join(wrapped(text, 66, soft=" ") for text in HARVEST[1:])
    message.set_content(body, cte="quoted-printable", params={"format": "flowed"})
    return as_bytes(message), [expected(*HARVEST)]


def html_only() -> tuple[bytes, Sequence[str]]:
    """A newsletter with a hidden line, a list and a picture."""
    message = mail(SCHOOL[0], "Fondazione Sapere <newsletter@news.sapere.example>")
    page = (
        "<html><head><style>p{color:#333}</style></head><body>"
        '<div style="display:none">Anteprima che nessuno legge</div>'
        f"<table><tr><td><p><b>{SCHOOL[1]}</b></p><p>{SCHOOL[2]}</p>"
        "<ul><li>medie: 40 borse</li><li>superiori: 80 borse</li></ul></td></tr></table>"
        '<img src="cid:logo" alt=""></body></html>'
    )
    message.set_content(page, subtype="html", cte="quoted-printable")
    return as_bytes(message), [expected(*SCHOOL, "medie: 40 borse", "superiori: 80 borse")]


def alternative() -> tuple[bytes, Sequence[str]]:
    """Plain and HTML: the plain form is read, and the pictures of the other are not."""
    message = mail(BRIDGE[0])
    message.set_content("\n\n".join(map(wrapped, BRIDGE[1:])), cte="quoted-printable")
    message.add_alternative(html(BRIDGE[0], *BRIDGE[1:]), subtype="html", cte="base64")
    *_, page = message.iter_parts()
    assert isinstance(page, EmailMessage)
    page.add_related(PNG, "image", "png", cid="<logo>", filename="logo.png")
    return as_bytes(message), [expected(*BRIDGE)]


def stub() -> tuple[bytes, Sequence[str]]:
    """A plain form that only says that there is an HTML one."""
    message = mail(HARVEST[0], "Consorzio Vini del Monferrato <stampa@consorzio.example>")
    message.set_content("Il tuo programma di posta non mostra i messaggi in HTML.\n")
    body = html("", *HARVEST[1:], *SCHOOL[1:])
    message.add_alternative(body, subtype="html", cte="quoted-printable")
    return as_bytes(message), [expected(*HARVEST, *SCHOOL[1:])]


def latin9() -> tuple[bytes, Sequence[str]]:
    """ISO-8859-15 with its euro sign, in quoted-printable and in the subject."""
    message = mail("x", "Università di Pavia <stampa@pec.unipv.example>")
    text = "Pavia, 2 aprile 2026 - L'università stanzia 300 € per ogni matricola: perché nessuno"
    text += " debba rinunciare ai libri."
    del message["Subject"]
    data = as_bytes(message).split(b"\r\n\r\n")[0]
    head = b"\r\nSubject: =?iso-8859-15?Q?Libri,_300_=A4_a_matricola?=\r\nMIME-Version: 1.0\r\n"
    head += b"Content-Type: text/plain; charset=iso-8859-15\r\n"
    body = text.encode("iso-8859-15")
    return data + head + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + body, [
        expected("Libri, 300 € a matricola", text)
    ]


def windows() -> tuple[bytes, Sequence[str]]:
    """Windows-1252 that calls itself ISO-8859-1, with curly quotes and a dash."""
    text = "Trieste, 5 maggio 2026 – “È un giorno importante”, ha detto l’assessora. La città"
    text += " apre 14 nuovi giardini."
    word = b64encode("Più verde in città".encode("cp1252")).decode()
    header = f"Subject: =?windows-1252?B?{word}?=\nMIME-Version: 1.0\n"
    header += "Content-Type: text/plain; charset=ISO-8859-1\nContent-Transfer-Encoding: 8bit"
    return raw(header, text.encode("cp1252")), [expected("Più verde in città", text)]


def in_base64() -> tuple[bytes, Sequence[str]]:
    """UTF-8 in base64, the subject in two encoded words that cut a character."""
    message = mail("x", '"Tirrenia Verde, ufficio stampa" <media@tirreniaverde.example>')
    message.set_content("\n\n".join(FERRY[1:]), cte="base64")
    data = as_bytes(message)
    subject = b"Subject: =?UTF-8?Q?Pi=C3?=\r\n =?UTF-8?Q?=B9_corse_verso_l'isola?=\r\n"
    return data.replace(b"Subject: x\r\n", subject), [
        expected("Più corse verso l'isola", *FERRY[1:])
    ]


def forwarded() -> tuple[bytes, Sequence[str]]:
    """Two releases forwarded as attached mails, below a note."""
    message = mail("I: due comunicati", "Maria Conti <conti@giornale.example>")
    message.set_content("Ti giro i due comunicati di oggi.\n")
    ferry, wine = "Tirrenia Verde <media@tirreniaverde.example>", "Consorzio <c@vini.example>"
    for release, sender in ((FERRY, ferry), (HARVEST, wine)):
        inner = mail(release[0], sender)
        inner.set_content("\n\n".join(map(wrapped, release[1:])), cte="8bit")
        message.add_attachment(inner)
    return as_bytes(message), [
        expected("due comunicati", "Ti giro i due comunicati di oggi."),
        expected(*FERRY),
        expected(*HARVEST),
    ]


def reply() -> tuple[bytes, Sequence[str]]:
    """An answer with what it answers to below, and a signature between."""
    message = mail(f"Re: {BRIDGE[0]}")
    answer = "Confermiamo: il ponte è aperto anche ai mezzi pesanti fino a 44 tonnellate."
    asked = "Il ponte è aperto anche ai camion? E da quando non si paga più il pedaggio?"
    wrote = "Il giorno gio 12 mar 2026 alle ore 09:01 Redazione\n"
    wrote += "<redazione@giornale.example> ha scritto:"
    quoted = "\n".join(f"> {line}" for line in wrapped(asked, 60).split("\n"))
    message.set_content(f"{answer}\n\n-- \n{SIGNED}\n\n{wrote}\n\n{quoted}\n", cte="8bit")
    return as_bytes(message), [expected(BRIDGE[0], answer, SIGNED, wrote.replace("\n", " "), asked)]


def outlook_reply() -> tuple[bytes, Sequence[str]]:
    """What Outlook puts above the message answered to."""
    message = mail(f"R: {SCHOOL[0]}", "Fondazione Sapere <stampa@sapere.example>")
    head = "Da: Redazione <redazione@giornale.example>\nInviato: venerdì 8 maggio 2026 09:12\n"
    head += "A: stampa@sapere.example\nOggetto: borse di studio"
    asked = "Buongiorno, potete mandarci il bando?"
    body = f"{SCHOOL[1]}\n\n-----Messaggio originale-----\n{head}\n\n{asked}\n"
    message.set_content(body, cte="quoted-printable")
    return as_bytes(message), [expected(*SCHOOL[:2], "-----Messaggio originale-----", head, asked)]


def inline_forward() -> tuple[bytes, Sequence[str]]:
    """A release forwarded as text, with nothing of the forwarder's own."""
    message = mail(f"Fwd: {FERRY[0]}", "Maria Conti <conti@giornale.example>")
    mark = "---------- Forwarded message ---------"
    head = "Da: Tirrenia Verde <media@tirreniaverde.example>\nDate: lun 1 giu 2026 alle ore 11:00\n"
    head += f"Subject: {FERRY[0]}\nTo: <redazione@giornale.example>"
    message.set_content(f"{mark}\n{head}\n\n\n{wrapped(FERRY[1])}\n", cte="8bit")
    return as_bytes(message), [expected(FERRY[0], mark, head, FERRY[1])]


def attachments() -> tuple[bytes, Sequence[str]]:
    """Text, Word and PDF attached, with names from hell; a logo and a calendar beside them."""
    message = mail("Rassegna dei comunicati")
    note = "In allegato i comunicati di oggi. Restiamo a disposizione."
    message.set_content(f"{note}\n")
    text = "\n\n".join(map(wrapped, FERRY)).encode()
    message.add_attachment(text, "text", "plain", filename="../../etc/traghetti\u202egnp.txt")
    word = "application", "vnd.openxmlformats-officedocument.wordprocessingml.document"
    message.add_attachment(docx(HARVEST), *word, filename="C:\\Temp\\vendemmia.docx")
    pages = [line for text in SCHOOL for line in wrapped(text, 90).split("\n")]
    message.add_attachment(pdf(pages), "application", "pdf", filename="borse.pdf")
    message.add_attachment(PNG, "image", "png", filename="logo.png")
    message.add_attachment(ICS, "text", "calendar", filename="invito.ics")
    text_of_pdf = expected(*(" ".join(t.split()) for t in SCHOOL))
    return as_bytes(message), [
        expected("Rassegna dei comunicati", note),
        "\n\n".join(map(wrapped, FERRY)),
        expected(*HARVEST),
        text_of_pdf,
    ]


def broken() -> tuple[bytes, Sequence[str]]:
    """No closing boundary, an unknown charset, base64 that ends too early, a header cut off."""
    header = f"Subject: {SCHOOL[0]}\nMIME-Version: 1.0\n"
    header += 'Content-Type: multipart/mixed; boundary="x'
    body = b"--x\r\nContent-Type: text/plain; charset=x-boh\r\n\r\n" + SCHOOL[1].encode()
    body += b"\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n"
    body += b"Content-Transfer-Encoding: base64\r\n\r\n"
    body += b64encode(SCHOOL[2].encode()).rstrip(b"=") + b"\r\n"
    return raw(header, body), [expected(*SCHOOL)]


def certified() -> tuple[bytes, Sequence[str]]:
    """Italian certified mail: the release travels in an envelope of the provider's."""
    inner = mail(BRIDGE[0], "Provincia di Bergamo <protocollo@pec.provincia.example>")
    inner.set_content("\n\n".join(map(wrapped, BRIDGE[1:])), cte="8bit")
    sender = '"Per conto di: protocollo@pec.provincia.example" <posta-certificata@gestore.example>'
    outer = mail(f"POSTA CERTIFICATA: {BRIDGE[0]}", sender)
    outer["X-Trasporto"] = "posta-certificata"
    outer.set_content("Messaggio di posta certificata. Il giorno 12/03/2026 alle ore 10:15 ...\n")
    outer.add_attachment(inner, filename="postacert.eml")
    data = b"<?xml version='1.0'?><postacert/>"
    outer.add_attachment(data, "application", "xml", filename="daticert.xml")
    return as_bytes(outer), [expected(*BRIDGE)]


def mailbox() -> tuple[bytes, Sequence[str]]:
    """Three mails, one with an attachment and one with a line that begins with From."""
    trap = "From here on nothing changes: il ponte resta a senso unico."
    first = mail(BRIDGE[0])
    first.set_content(f"{BRIDGE[1]}\n\n{trap}\n", cte="8bit")
    second = mail(HARVEST[0], "Consorzio Vini <stampa@consorzio.example>")
    second.set_content("\n\n".join(HARVEST[1:]), cte="8bit")
    second.add_attachment("\n\n".join(FERRY).encode(), "text", "plain", filename="traghetti.txt")
    third = mail(SCHOOL[0])
    third.set_content("\n\n".join(SCHOOL[1:]), cte="base64")
    box = b""
    for message in (first, second, third):
        data = as_bytes(message).replace(b"\r\n", b"\n").replace(b"\nFrom here", b"\n>From here")
        box += b"From stampa@provincia.example Thu Mar 12 10:15:00 2026\n" + data + b"\n"
    return box, [
        expected(BRIDGE[0], BRIDGE[1], trap),
        expected(*HARVEST),
        expected(*FERRY),
        expected(*SCHOOL),
    ]


def archive() -> tuple[bytes, Sequence[str]]:
    """Texts, a mail and another archive, among what comes along."""
    inner = packed({"scuola/borse.md": "\n\n".join(SCHOOL)})
    files: dict[str, str | bytes] = {
        "comunicati/ponte.txt": "\n\n".join(BRIDGE),
        "comunicati/logo.png": PNG,
        "__MACOSX/comunicati/._ponte.txt": b"\0\5\x16\7",
        "comunicati/.DS_Store": b"\0\0\0\1Bud1",
        "posta/vendemmia.eml": flowed()[0],
        "altri.zip": inner,
    }
    return packed(files), [expected(*BRIDGE), expected(*HARVEST), expected(*SCHOOL)]


def outlook() -> tuple[bytes, Sequence[str]]:
    """A message of Outlook, written as [MS-OXMSG] says."""
    from extract_msg.ole_writer import OleWriter

    texts = {
        0x001A: "IPM.Note",
        0x0037: FERRY[0],
        0x0C1A: "Tirrenia Verde",
        0x0C1E: "SMTP",
        0x0C1F: "media@tirreniaverde.example",
        0x1000: "\r\n\r\n".join(FERRY[1:]),
    }
    # Header of the top level (2.4.1.1), then a row for each property: type, tag, flags, size.
    table = bytes(32) + struct.pack("<HHIQ", 0x0003, 0x340D, 6, 0x00040000)
    sent = 134_249_472_000_000_000  # 2026-06-03 08:00 UTC in steps of 100 ns since 1601
    table += struct.pack("<HHIQ", 0x0040, 0x0039, 6, sent)
    writer = OleWriter()
    for tag, text in texts.items():
        data = text.encode("utf-16-le")
        table += struct.pack("<HHIII", 0x001F, tag, 6, len(data) + 2, 0)
        writer.addEntry(f"__substg1.0_{tag:04X}001F", data)
    writer.addEntry("__properties_version1.0", table)
    for stream in ("00020102", "00030102", "00040102"):
        writer.addEntry(f"__nameid_version1.0/__substg1.0_{stream}", b"")
    into = io.BytesIO()
    writer.write(into)
    return into.getvalue(), [expected(*FERRY)]


FILES: dict[str, Callable[[], tuple[bytes, Sequence[str]]]] = {
    "plain.eml": plain,
    "flowed.eml": flowed,
    "html-only.eml": html_only,
    "alternative.eml": alternative,
    "stub.eml": stub,
    "latin9.eml": latin9,
    "windows.eml": windows,
    "base64.eml": in_base64,
    "forwarded.eml": forwarded,
    "reply.eml": reply,
    "outlook-reply.eml": outlook_reply,
    "inline-forward.eml": inline_forward,
    "attachments.eml": attachments,
    "broken.eml": broken,
    "certified.eml": certified,
    "mailbox.mbox": mailbox,
    "archive.zip": archive,
    "outlook.msg": outlook,
}


def main() -> None:
    HERE.mkdir(parents=True, exist_ok=True)
    for old in HERE.iterdir():
        old.unlink()
    for name, make in FILES.items():
        data, texts = make()
        (HERE / name).write_bytes(data)
        stem = name.rpartition(".")[0]
        for number, text in enumerate(texts, 1):
            one = f"{stem}.txt" if len(texts) == 1 else f"{stem}.{number}.txt"
            (HERE / one).write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
