"""Italian press texts to translate, made by program, always the same; all names are invented.

The parts combine to millions of sentences, so that hardly one stands twice: a system
that translates equal segments once must not gain by it here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_WHO = (
    "Il Consiglio comunale di {place}",
    "La Camera di commercio di {place}",
    "L'Autorità portuale di {place}",
    "La giunta regionale",
    "Il ministero dei Trasporti",
    "La società {firm}",
    "L'azienda sanitaria di {place}",
    "Il rettore dell'Università di {place}",
    "La Protezione civile",
    "Il gruppo {firm}",
    "L'associazione dei consumatori",
    "La Fondazione {firm}",
)
_DOES = (
    "ha approvato {a} di {amount} milioni di euro",
    "ha presentato oggi i risultati del {ordinal} trimestre",
    "ha firmato un accordo con {who}",
    "ha rinviato al {day} {month} la decisione circa {b}",
    "chiede al governo di rivedere {b}",
    "non ha confermato le cifre diffuse ieri circa {b}",
    "ha annunciato che {c}",
    "ha avviato i lavori per {b}, attesi da {small} anni",
    "sostiene con {amount} mila euro {b}",
    "prevede di assumere {small} tecnici entro il {day} {month}",
)
_A = ("un piano", "un investimento", "un contributo straordinario", "un fondo di garanzia")
_B = (
    "il nuovo ponte sul fiume",
    "la riforma degli orari",
    "il restauro della biblioteca",
    "la rete idrica della provincia",
    "il museo della navigazione",
    "i collegamenti ferroviari con {place}",
    "la raccolta dei rifiuti",
    "le tariffe dell'energia",
    "la sicurezza nei cantieri",
    "gli aiuti alle famiglie colpite dall'alluvione",
)
_C = (
    "i lavori cominceranno il {day} {month}",
    "il servizio resterà sospeso fino al {day} {month}",
    "il bando resta aperto per {small} giorni",
    "i visitatori sono stati {amount} mila, il {small} per cento in più di un anno fa",
    "la produzione è diminuita del {small} per cento",
)
_ENDS = (
    "",
    ", come previsto dal programma",
    ", nonostante l'aumento dei costi",
    ", dopo una lunga trattativa con i sindacati",
    ", con il voto contrario dell'opposizione",
    ", in attesa del parere della Commissione europea",
    ", secondo quanto riferito da {person}",
    " e ha ringraziato i volontari di {place}",
)
_SAYS = (
    "«{upper}: per {place} è un risultato importante», ha detto {person}.",
    "«Non possiamo accettare altri ritardi», ha dichiarato {person}, presidente di {firm}.",
    "Secondo {person}, {c}.",
    "{person} ha spiegato che {c}.",
)
_PLACES = [
    "Ancona",
    "Bari",
    "Bergamo",
    "Cagliari",
    "Ferrara",
    "Genova",
    "Lecce",
    "Livorno",
    "Mantova",
    "Modena",
    "Padova",
    "Parma",
    "Perugia",
    "Pisa",
    "Ravenna",
    "Salerno",
    "Savona",
    "Siena",
    "Taranto",
    "Trento",
    "Trieste",
    "Udine",
    "Verona",
    "Vicenza",
]
_FIRMS = [
    "Alvenia",
    "Brontal",
    "Cormea",
    "Dralis",
    "Elvora",
    "Fornaci",
    "Gelmar",
    "Ilvena",
    "Marsole",
    "Nordelta",
]
_GIVEN = [
    "Ada",
    "Bruno",
    "Carla",
    "Dino",
    "Elisa",
    "Furio",
    "Gemma",
    "Ivo",
    "Lidia",
    "Marta",
    "Nadia",
    "Oreste",
    "Pia",
    "Renzo",
]
_NAMES = [
    "Arcari",
    "Belloni",
    "Cortesi",
    "Dalmasso",
    "Ferrigni",
    "Garavani",
    "Lupatelli",
    "Morosin",
    "Pedrazzi",
]
_MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "settembre",
    "ottobre",
    "novembre",
]
_ORDINALS = ("primo", "secondo", "terzo", "quarto")


def _slots(chance: random.Random) -> dict[str, object]:
    simple: dict[str, object] = {
        "place": chance.choice(_PLACES),
        "firm": chance.choice(_FIRMS),
        "person": f"{chance.choice(_GIVEN)} {chance.choice(_NAMES)}",
        "amount": chance.randint(2, 980),
        "small": chance.randint(3, 60),
        "day": chance.randint(2, 28),
        "month": chance.choice(_MONTHS),
        "ordinal": chance.choice(_ORDINALS),
        "a": chance.choice(_A),
    }
    simple["who"] = chance.choice(_WHO).format(**simple)
    simple["who"] = str(simple["who"])[0].lower() + str(simple["who"])[1:]
    simple["b"] = chance.choice(_B).format(**simple)
    simple["c"] = chance.choice(_C).format(**simple)
    upper = chance.choice(_C).format(**simple)
    return simple | {"upper": upper[0].upper() + upper[1:]}


def make_sentence(chance: random.Random) -> str:
    """One sentence, now and then a quotation."""
    slots = _slots(chance)
    if chance.random() < 0.2:
        return chance.choice(_SAYS).format(**slots)
    parts = (chance.choice(_WHO), chance.choice(_DOES), chance.choice(_ENDS))
    return f"{parts[0]} {parts[1]}".format(**slots) + parts[2].format(**_slots(chance)) + "."


def make_headline(number: int) -> str:
    """A headline of its own for each number."""
    chance = random.Random(f"headline {number}")
    slots = _slots(chance)
    return f"{chance.choice(_WHO)} {chance.choice(_DOES)}".format(**slots)


def make_release(number: int, words: int = 150) -> str:
    """A release of its own for each number: headline, dateline, paragraphs, source.

    Args:
        number: Which one.
        words: About so many; a sentence more or less.
    """
    chance = random.Random(f"release {number}")
    paragraphs = [make_headline(number)]
    count = len(paragraphs[0].split())
    lead = f"{chance.choice(_PLACES)}, {chance.randint(2, 28)} {chance.choice(_MONTHS)} 2024 - "
    while count < words:
        sentences = [make_sentence(chance) for _ in range(chance.randint(1, 4))]
        paragraphs.append(lead + " ".join(sentences))
        lead = ""
        count += len(paragraphs[-1].split())
    return "\n\n".join([*paragraphs, f"(Fonte: ente{number}.example)", ""])


def make_releases(count: int) -> tuple[str, ...]:
    """Releases of 60 to 240 words."""
    return tuple(make_release(n, 60 + 45 * (n % 5)) for n in range(count))


def make_headlines(count: int) -> tuple[str, ...]:
    """Headlines, all different."""
    found: dict[str, None] = {}
    number = 0
    while len(found) < count:
        found.setdefault(make_headline(number))
        number += 1
    return tuple(found)


def write_small_files(folder: Path, count: int) -> None:
    """Files of one sentence, a hundred to a folder."""
    for number, text in enumerate(small_texts(count)):
        path = folder / f"{number // 100:03}" / f"nota-{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")


def small_texts(count: int) -> Iterator[str]:
    """What is in the files of :func:`write_small_files`."""
    for number in range(count):
        chance = random.Random(f"small {number}")
        yield make_sentence(chance)


def count_words(texts: tuple[str, ...] | list[str]) -> int:
    """Words between spaces."""
    return sum(len(text.split()) for text in texts)
