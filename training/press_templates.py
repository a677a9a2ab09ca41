"""Press sentences with slots, Italian and English, written for this project.

A slot is ``{name}`` or ``{name2}`` (another value of the same kind); in Italian
``{di name}`` joins a preposition to the value's article: ``{di inst}`` gives
"del Senato", and ``{country name}`` leaves the article out. ``[a|b|c]`` are
alternatives: the same one is taken on both sides, group by group in order.
``training.augment`` fills them. ``press_sentences.tsv`` has the longer list.
"""

from __future__ import annotations

from pathlib import Path

SENTENCES: tuple[tuple[str, str], ...] = tuple(
    (italian, english)
    for italian, _, english in (
        line.partition("\t")
        for line in Path(__file__).with_name("press_sentences.tsv").read_text("utf-8").splitlines()
    )
)
"""Sentences of diplomacy, government, companies, statistics, towns, health, police, culture."""

BODY: tuple[tuple[str, str], ...] = (
    ("{inst} ha approvato il {date} il nuovo piano.", "{inst} approved the new plan on {date}."),
    (
        "Il presidente {person} ha incontrato {a city} il ministro {person2}.",
        "President {person} met Minister {person2} in {city}.",
    ),
    (
        "{firm} ha chiuso il {year} con ricavi per {money}, in crescita del {percent}.",
        "{firm} closed {year} with revenue of {money}, up {percent}.",
    ),
    (
        "L'utile netto è sceso del {percent} a {money}.",
        "Net profit fell by {percent} to {money}.",
    ),
    (
        "Nel {year} {inst} ha stanziato {money} per {count} comuni.",
        "In {year} {inst} allocated {money} for {count} municipalities.",
    ),
    (
        "L'incontro si terrà {a city} il {date} alle ore {time}.",
        "The meeting will be held in {city} on {date} at {time}.",
    ),
    (
        "Secondo i dati {di inst}, il tasso è salito dal {percent} al {percent2}.",
        "According to data from {inst}, the rate rose from {percent} to {percent2}.",
    ),
    (
        "{country} e {country2} hanno firmato un accordo da {money}.",
        "{country} and {country2} signed an agreement worth {money}.",
    ),
    (
        "I contatti fra {country} e {country2} sono previsti {a city} il {days}.",
        "Contacts between {country} and {country2} are planned in {city} on {days}.",
    ),
    (
        "Il provvedimento modifica {law}.",
        "The measure amends {law}.",
    ),
    (
        "Il decreto entra in vigore il {date}, ha dichiarato {person}.",
        "The decree enters into force on {date}, {person} said.",
    ),
    (
        '"È un passo importante per {country}", ha detto {person} a {city}.',
        '"It is an important step for {country}," {person} said in {city}.',
    ),
    (
        "Sono stati registrati {count} casi, {count2} in meno rispetto al {date}.",
        "{count} cases were recorded, {count2} fewer than on {date}.",
    ),
    (
        "Il rapporto {di inst} sarà presentato {weekday} {a city}.",
        "The report of {inst} will be presented on {weekday} in {city}.",
    ),
    (
        "Hanno partecipato rappresentanti {di inst} e {di inst2}.",
        "Representatives of {inst} and {inst2} took part.",
    ),
    (
        "La delegazione {di country} è arrivata {a city} {weekday} {date}.",
        "The delegation of {country} arrived in {city} on {weekday} {date}.",
    ),
    (
        "{person}, amministratore delegato di {firm}, lascia l'incarico il {date}.",
        "{person}, chief executive of {firm}, will step down on {date}.",
    ),
    (
        "Il prezzo è passato da {decimal} a {decimal2} euro al litro.",
        "The price went from {decimal} to {decimal2} euros per litre.",
    ),
)

FURNITURE: tuple[tuple[str, str], ...] = (
    ("Fonte: {domain}", "Source: {domain}"),
    ("(Fonte: {domain})", "(Source: {domain})"),
    ("Fonte: ufficio stampa {di inst}", "Source: press office of {inst}"),
    ("Comunicato stampa n. {small} del {date}", "Press release No. {small} of {date}"),
    ("Embargo fino alle ore {time} del {date}", "Embargoed until {time} on {date}"),
    ("Per informazioni: {person}, tel. {phone}", "For information: {person}, tel. {phone}"),
    ("Ufficio stampa: {person}", "Press office: {person}"),
    ("{city}, {date}", "{city}, {date}"),
    ("{place}, {date}", "{place}, {date}"),
    ("{place}, {place2} e {place3}", "{place}, {place2} and {place3}"),
    ("{place}: le notizie del {date}", "{place}: news of {date}"),
    ("A cura {di inst}", "Edited by {inst}"),
    ("Pubblicato il {date} alle {time}", "Published on {date} at {time}"),
)

DATELINES: tuple[tuple[str, str], ...] = (
    ("{city}, {date} - ", "{city}, {date} - "),
    ("{CITY}, {date} - ", "{CITY}, {date} - "),
    ("({agency}) - {CITY}, {date} - ", "({agency}) - {CITY}, {date} - "),
    ("{CITY}, {date} ({agency}) - ", "{CITY}, {date} ({agency}) - "),
)
