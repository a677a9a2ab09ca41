"""A long release: a chamber of commerce on its provinces, some six pages."""

from __future__ import annotations

from scripts.documents.markup import TEXTS, Release, parse

_PROVINCES = (
    (
        "Alta Valle",
        "4.812",
        "+1,9",
        "macchine utensili",
        "la chiusura della cartiera di Pontalto",
        "Enrico Sarti",
    ),
    (
        "Basso Lago",
        "9.377",
        "–0,6",
        "turismo",
        "una stagione accorciata dalle piogge di maggio",
        "Chiara Donà",
    ),
    (
        "Colline",
        "12.940",
        "+3,2",
        "vino e distillati",
        "il rincaro del vetro, pari al 17 %",
        "Piero Mantelli",
    ),
    ("Costa", "21.605", "+0,4", "nautica", "la mancanza di 1.300 saldatori", "Giada Ferro"),
    (
        "Maremma Nuova",
        "7.218",
        "–2,1",
        "cereali",
        "la siccità, che ha tolto un quarto del raccolto",
        "Silvio Berti",
    ),
    (
        "Piana",
        "33.490",
        "+2,7",
        "logistica",
        "i cantieri sul raccordo, aperti fino a dicembre",
        "Laura Quaglia",
    ),
    (
        "Terre Alte",
        "3.054",
        "–3,8",
        "legname",
        "la strada statale interrotta da quattordici mesi",
        "Mauro Zanin",
    ),
    (
        "Valmarina",
        "18.266",
        "+1,1",
        "servizi alle imprese",
        "il costo degli affitti, salito del 9 %",
        "Ida Corsini",
    ),
)
_SECTION = (TEXTS / "section-of-long.txt").read_text(encoding="utf-8")


def load_long() -> Release:
    """The release."""
    sections = (
        _SECTION.format(name=n, firms=f, change=c, sector=s, trouble=t, speaker=p)
        for n, f, c, s, t, p in _PROVINCES
    )
    return parse(
        "@head Camera di commercio delle Otto Province – Rapporto semestrale\n"
        "@foot Comunicato stampa n. 41/2026 – pagina {page}\n"
        "@author Ufficio studi\n@date 2026-07-14T10:00:00\n\n"
        "# Otto Province, le imprese crescono dell'1,3 % ma l'entroterra arretra\n\n"
        "Valmarina, 14 luglio 2026 – Al 30 giugno le imprese registrate nelle otto province sono "
        "110.762, l'1,3 % in più di un anno fa. È quanto risulta dal rapporto semestrale della "
        "Camera di commercio, presentato oggi. Tre province su otto sono in calo.\n\n"
        + "\n".join(sections)
        + "\n\nIl prossimo rapporto uscirà il 19 gennaio 2027.\n"
    )
