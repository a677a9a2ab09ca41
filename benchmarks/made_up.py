"""Made-up releases in Italian for runs over many files; all names are invented."""

from __future__ import annotations

import random
from pathlib import Path

_HEADLINES = (
    "Sciopero dei treni rinviato a marzo",
    "Nuovo accordo sul gas",
    "Utile in crescita nel terzo trimestre",
    "Apre il museo della seta",
    "Allerta meteo in Liguria",
)
_SENTENCES = (
    "Il Consiglio dei ministri ha approvato il decreto.",
    "La riunione è stata rinviata al {n} gennaio.",
    "I ricavi sono saliti a {m},5 milioni di euro.",
    "Il sindacato chiede un incontro urgente con il governo.",
    "L'ingresso è gratuito fino a esaurimento dei posti.",
    "Il debito netto ammonta a {m} milioni di euro.",
    "Il Parlamento voterà la prossima settimana.",
)


def make_release(number: int, sentences: int = 4) -> str:
    """A release of its own for each number, always the same for the same one."""
    chance = random.Random(number)
    body = [
        chance.choice(_SENTENCES).format(n=chance.randint(2, 28), m=chance.randint(100, 99_999))
        for _ in range(max(1, sentences - 1))
    ]
    dateline = f"Roma, {number % 28 + 1} gennaio 2023 - "
    return "\n\n".join(
        [
            chance.choice(_HEADLINES),
            dateline + _SENTENCES[0],
            *(" ".join(body[i : i + 3]) for i in range(0, len(body), 3)),
            f"(Fonte: ente{number}.example)",
            "",
        ]
    )


def write_releases(folder: Path, count: int, *, sentences: int = 4) -> None:
    """Write ``count`` releases into a tree of folders with ten names each."""
    for number in range(count):
        path = folder / f"{number % 10}" / f"nota-{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make_release(number, sentences), encoding="utf-8")
