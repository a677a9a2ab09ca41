"""The number words of Italian and English and what they stand for."""

from __future__ import annotations

from decimal import Decimal

IT_SMALL: dict[str, int] = {
    "zero": 0, "uno": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7,
    "otto": 8, "nove": 9, "dieci": 10, "undici": 11, "dodici": 12, "tredici": 13,
    "quattordici": 14, "quindici": 15, "sedici": 16, "diciassette": 17, "diciotto": 18,
    "diciannove": 19,
}  # fmt: skip
IT_TENS: dict[str, int] = {
    "venti": 20, "trenta": 30, "quaranta": 40, "cinquanta": 50, "sessanta": 60, "settanta": 70,
    "ottanta": 80, "novanta": 90,
}  # fmt: skip
IT_ORDINALS: dict[str, int] = {
    "primo": 1, "secondo": 2, "terzo": 3, "quarto": 4, "quinto": 5, "sesto": 6, "settimo": 7,
    "ottavo": 8, "nono": 9, "decimo": 10,
}  # fmt: skip
IT_GROUPS: dict[str, int | Decimal] = {
    "decina": 10, "decine": 10, "dozzina": 12, "dozzine": 12, "quindicina": 15, "ventina": 20,
    "trentina": 30, "quarantina": 40, "cinquantina": 50, "sessantina": 60, "settantina": 70,
    "ottantina": 80, "novantina": 90, "centinaio": 100, "centinaia": 100, "migliaio": 1000,
    "migliaia": 1000, "mezzo": Decimal("0.5"), "mezza": Decimal("0.5"), "mezz'": Decimal("0.5"),
    "metà": Decimal("0.5"),
    "paio": 2, "coppia": 2, "entrambi": 2, "entrambe": 2, "ambedue": 2, "doppio": 2, "doppia": 2,
    "duplice": 2, "triplo": 3, "tripla": 3, "triplice": 3, "quadruplo": 4, "quadrupla": 4,
    "raddoppiato": 2, "raddoppiata": 2, "raddoppiati": 2, "raddoppiate": 2, "triplicato": 3,
    "un": 1, "una": 1, "bimestre": 2, "trimestre": 3, "quadrimestre": 4, "semestre": 6,
    "biennio": 2, "triennio": 3, "quadriennio": 4, "quinquennio": 5, "decennio": 10,
    "ventennio": 20, "trentennio": 30, "cinquantennio": 50,
    "biennale": 2, "triennale": 3, "quadriennale": 4, "quinquennale": 5, "decennale": 10,
    "ventennale": 20, "trentennale": 30, "quarantennale": 40, "cinquantennale": 50,
    **{f"{part}dimensional{end}": value for part, value in (("bi", 2), ("tri", 3)) for end in "ei"},
    "cinquantenario": 50, "centenario": 100, "bicentenario": 200,
}  # fmt: skip
IT_SCALES: dict[str, int] = {
    "mila": 1000, "milione": 10**6, "milioni": 10**6, "mln": 10**6, "miliardo": 10**9,
    "miliardi": 10**9, "mld": 10**9, "bilione": 10**12, "bilioni": 10**12, "trilioni": 10**12,
    "centinaia": 100, "migliaia": 1000, "migliaio": 1000, "dozzine": 12, "dozzina": 12,
    "decine": 10,
}  # fmt: skip
EN_SMALL: dict[str, int] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
EN_TENS: dict[str, int] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
EN_ORDINALS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "twentieth": 20,
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
EN_GROUPS: dict[str, int | Decimal] = {
    "dozen": 12, "dozens": 12, "tens": 10, "half": Decimal("0.5"), "pair": 2, "couple": 2,
    "both": 2, "twice": 2, "double": 2, "doubled": 2, "twofold": 2, "triple": 3, "tripled": 3,
    "threefold": 3, "thrice": 3, "quadruple": 4, "fourfold": 4, "once": 1, "a": 1, "an": 1,
    "fortnight": 14, "semester": 6, "decade": 10,
    "centenary": 100, "centennial": 100, "bicentenary": 200, "bicentennial": 200,
    "biennial": 2, "triennial": 3, "quarter": 4, "quarters": 4, "quarterfinals": 4,
    "halves": 2, "thirds": 3, "fourths": 4, "fifths": 5, "sixths": 6, "sevenths": 7,
    "eighths": 8, "ninths": 9, "tenths": 10, "hundredths": 100, "thousandths": 1000,
}  # fmt: skip
EN_SCALES: dict[str, int] = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "mln": 10**6, "billion": 10**9,
    "bln": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12, "dozen": 12,
    "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9, "trillions": 10**12,
}  # fmt: skip
EN_CARDINALS: dict[str, int] = {
    **EN_SMALL,
    **EN_TENS,
    **{f"{word[:-1]}ies": value for word, value in EN_TENS.items()},
}
"""``zero`` to ``ninety``, and decades (``nineties``)."""
EN_ORDINALS |= {
    **{f"{word}th": value for word, value in EN_SMALL.items() if word.endswith("teen")},
}
IMPLIED_UNITS: dict[str, str] = {
    "bimestre": "month", "trimestre": "month", "quadrimestre": "month", "semestre": "month",
    "biennio": "year", "triennio": "year", "quadriennio": "year", "quinquennio": "year",
    "decennio": "year", "ventennio": "year", "trentennio": "year", "cinquantennio": "year",
    "fortnight": "day", "semester": "month", "decade": "year",
}  # fmt: skip
"""Words that say what they count as well."""
CENTURY_NAMES: dict[str, int] = {
    "duecento": 13, "trecento": 14, "quattrocento": 15, "cinquecento": 16, "seicento": 17,
    "settecento": 18, "ottocento": 19, "novecento": 20,
}  # fmt: skip
"""``il Settecento``, with a capital, is the eighteenth century."""
