"""Names, places and phrases that the made-up press lines are put together from.

All written for this project. Names of persons and firms are invented; places,
countries and institutions are real and carry their usual English names. More
places come from ``presscli.lexicon``.
"""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _named(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


CITIES = _named(
    "Roma, Milano, Torino, Napoli, Venezia, Firenze, Genova, Padova, Mantova, Siracusa, "
    "Livorno, Bari, Bologna, Palermo, Trieste, Cagliari, L'Aquila, Perugia, Trento, Ancona, "
    "Mosca, Parigi, Londra, Berlino, Bruxelles, Ginevra, Zurigo, Vienna, Varsavia, Praga, "
    "Lisbona, Atene, Copenaghen, Stoccolma, Dublino, L'Aia, Lussemburgo, Strasburgo, "
    "Bucarest, Belgrado, Lubiana, Zagabria, Kiev, San Pietroburgo, Istanbul, Gerusalemme, Il "
    "Cairo, Algeri, Tripoli, Tunisi, Pechino, Tokyo, Nuova Delhi, Città del Messico, Città "
    "del Vaticano, New York, Washington, Monaco di Baviera, Francoforte, Amburgo, Marsiglia, "
    "Nizza, Barcellona"
)
"""Italian names that take ``a``; their English is in ``presscli.lexicon.places``."""

COUNTRIES: tuple[tuple[str, str], ...] = (
    ("l'Italia", "Italy"), ("la Francia", "France"), ("la Germania", "Germany"),
    ("la Spagna", "Spain"), ("il Portogallo", "Portugal"), ("il Regno Unito", "the United Kingdom"),
    ("gli Stati Uniti", "the United States"), ("la Russia", "Russia"),
    ("la Federazione Russa", "the Russian Federation"), ("l'Ucraina", "Ukraine"),
    ("la Polonia", "Poland"), ("la Svizzera", "Switzerland"), ("l'Austria", "Austria"),
    ("l'Ungheria", "Hungary"), ("la Grecia", "Greece"), ("la Turchia", "Turkey"),
    ("i Paesi Bassi", "the Netherlands"), ("il Belgio", "Belgium"), ("la Svezia", "Sweden"),
    ("la Norvegia", "Norway"), ("la Danimarca", "Denmark"), ("la Finlandia", "Finland"),
    ("l'Irlanda", "Ireland"), ("la Romania", "Romania"), ("la Bulgaria", "Bulgaria"),
    ("la Croazia", "Croatia"), ("la Slovenia", "Slovenia"), ("la Serbia", "Serbia"),
    ("l'Albania", "Albania"), ("la Cina", "China"), ("il Giappone", "Japan"), ("l'India", "India"),
    ("il Brasile", "Brazil"), ("l'Argentina", "Argentina"), ("il Messico", "Mexico"),
    ("il Canada", "Canada"), ("l'Egitto", "Egypt"), ("la Libia", "Libya"),
    ("la Tunisia", "Tunisia"), ("il Marocco", "Morocco"), ("l'Algeria", "Algeria"),
    ("Israele", "Israel"),
    ("la Siria", "Syria"), ("il Libano", "Lebanon"), ("la Giordania", "Jordan"),
    ("il Sudafrica", "South Africa"), ("la Corea del Sud", "South Korea"),
    ("l'Arabia Saudita", "Saudi Arabia"), ("l'Australia", "Australia"),
    ("la Repubblica Ceca", "the Czech Republic"),
    ("gli Emirati Arabi Uniti", "the United Arab Emirates"),
)  # fmt: skip

INSTITUTIONS: tuple[tuple[str, str], ...] = (
    ("il Consiglio europeo", "the European Council"),
    ("la Commissione europea", "the European Commission"),
    ("il Parlamento europeo", "the European Parliament"),
    ("la Banca centrale europea", "the European Central Bank"),
    ("la Corte di giustizia", "the Court of Justice"),
    ("l'Unione europea", "the European Union"),
    ("l'Ue", "the EU"),
    ("le Nazioni Unite", "the United Nations"),
    ("l'Onu", "the UN"),
    ("la Nato", "NATO"),
    ("l'Osce", "the OSCE"),
    ("l'Oms", "the WHO"),
    ("l'Organizzazione mondiale della sanità", "the World Health Organization"),
    ("il Fondo monetario internazionale", "the International Monetary Fund"),
    ("l'Fmi", "the IMF"),
    ("l'Ocse", "the OECD"),
    ("il Consiglio dei ministri", "the Council of Ministers"),
    ("il Ministero della Salute", "the Ministry of Health"),
    ("il Ministero dell'Economia e delle Finanze", "the Ministry of Economy and Finance"),
    ("il Ministero degli Affari esteri", "the Ministry of Foreign Affairs"),
    ("il Ministero dell'Interno", "the Ministry of the Interior"),
    ("il Ministero della Difesa", "the Ministry of Defence"),
    ("la Presidenza del Consiglio", "the Prime Minister's Office"),
    ("la Banca d'Italia", "the Bank of Italy"),
    ("l'Istat", "Istat"),
    ("la Corte costituzionale", "the Constitutional Court"),
    ("la Protezione civile", "the Civil Protection Department"),
    ("l'Istituto superiore di sanità", "the National Institute of Health"),
    ("la Camera dei deputati", "the Chamber of Deputies"),
    ("il Senato", "the Senate"),
    ("il Cremlino", "the Kremlin"),
    ("la Casa Bianca", "the White House"),
)

REGIONS: tuple[tuple[str, str], ...] = (
    ("la Lombardia", "Lombardy"), ("il Piemonte", "Piedmont"), ("la Sicilia", "Sicily"),
    ("la Sardegna", "Sardinia"), ("la Toscana", "Tuscany"), ("la Puglia", "Apulia"),
    ("il Lazio", "Lazio"), ("la Liguria", "Liguria"), ("l'Emilia-Romagna", "Emilia-Romagna"),
    ("il Veneto", "Veneto"), ("la Campania", "Campania"), ("la Calabria", "Calabria"),
    ("l'Umbria", "Umbria"), ("le Marche", "Marche"), ("l'Abruzzo", "Abruzzo"),
    ("il Friuli-Venezia Giulia", "Friuli-Venezia Giulia"), ("la Basilicata", "Basilicata"),
    ("il Molise", "Molise"), ("la Valle d'Aosta", "Aosta Valley"),
    ("il Trentino-Alto Adige", "Trentino-Alto Adige"),
)  # fmt: skip

SEAS: tuple[tuple[str, str], ...] = (
    ("il Mar Nero", "the Black Sea"), ("il Mediterraneo", "the Mediterranean"),
    ("il Mar Mediterraneo", "the Mediterranean Sea"), ("il Mar Rosso", "the Red Sea"),
    ("il Mar Baltico", "the Baltic Sea"), ("l'Adriatico", "the Adriatic"),
    ("il Mar Caspio", "the Caspian Sea"), ("il Mare del Nord", "the North Sea"),
    ("il Mar d'Azov", "the Sea of Azov"), ("l'Atlantico", "the Atlantic"),
    ("il Golfo Persico", "the Persian Gulf"), ("lo stretto di Hormuz", "the Strait of Hormuz"),
)  # fmt: skip

LEADERS: tuple[tuple[str, str], ...] = (
    ("il presidente {di country}", "the President of {country}"),
    ("il presidente {di country}, {person}", "the President of {country}, {person}"),
    ("il presidente {di country} {person}", "President {person} of {country}"),
    ("il primo ministro {di country}", "the Prime Minister of {country}"),
    ("il primo ministro {di country}, {person}", "the Prime Minister of {country}, {person}"),
    ("il vice primo ministro {di country}", "the Deputy Prime Minister of {country}"),
    ("il presidente {person}", "President {person}"),
    ("il presidente del Consiglio {person}", "Prime Minister {person}"),
    ("il presidente russo {person}", "Russian President {person}"),
    ("il presidente francese", "the French President"),
    ("il presidente americano {person}", "US President {person}"),
    ("il presidente degli Stati Uniti d'America", "the President of the United States of America"),
    ("il cancelliere tedesco {person}", "German Chancellor {person}"),
    ("il presidente turco", "the Turkish President"),
    ("il premier ungherese {person}", "Hungarian Prime Minister {person}"),
    ("il segretario generale dell'Onu {person}", "UN Secretary-General {person}"),
)
"""Heads of State and of government; their persons are invented."""

MINISTERS: tuple[tuple[str, str], ...] = (
    ("il ministro degli Esteri {person}", "Foreign Minister {person}"),
    ("il ministro degli Esteri {di country}", "the Foreign Minister of {country}"),
    (
        "il ministro degli Affari esteri {di country}, {person}",
        "the Minister of Foreign Affairs of {country}, {person}",
    ),
    ("il ministro della Salute {person}", "Health Minister {person}"),
    ("il ministro della Difesa", "the Minister of Defence"),
    ("il ministro dell'Economia {person}", "Economy Minister {person}"),
    ("il ministro dell'Interno", "the Minister of the Interior"),
    ("il ministro del Commercio {di country}", "the Minister of Trade of {country}"),
    ("il ministro dell'Agricoltura", "the Minister of Agriculture"),
    ("il ministro della Giustizia {person}", "Justice Minister {person}"),
    ("il ministro dell'Ambiente {person}", "Environment Minister {person}"),
    ("il ministro dell'Istruzione", "the Minister of Education"),
    ("il viceministro {person}", "Deputy Minister {person}"),
    ("il sottosegretario {person}", "Under-Secretary {person}"),
    ("il commissario europeo {person}", "European Commissioner {person}"),
)

GIVEN_NAMES = _listed(
    "Anna Bruno Carla Dario Elena Fabio Giulia Ivano Laura Marco Nadia Olga Paolo Rita Sergio "
    "Teresa Ugo Vera Luca Chiara Matteo Sara Andrea Silvia Giorgio Irina Viktor Hans Marie Pedro"
)
FAMILY_NAMES = _listed(
    "Albani Bertoldi Cantarelli Donadio Ferrigno Galvani Lorenzetti Marangon Nardelli Ossola "
    "Pellizzari Quarenghi Rambaldi Santacroce Tagliapietra Ubertini Valsecchi Zorzan Petrov "
    "Sokolova Keller Moreau Andersson Novak Papadakis Fernandez Whitfield O'Leary"
)
FIRMS = _named(
    "Alveria, Brentaflex, Cordasole, Delmare Energia, Elettra Nord, Ferrovie Adriatiche, "
    "Grantele, Ilvastar, Lagunare Holding, Montesecco, Novaterra, Orobica Meccanica"
)
AGENCIES = ("ANSA", "askanews", "Adnkronos", "AGI", "LaPresse", "Reuters", "AFP", "Tass", "Dire")
DOMAINS = ("kremlin.ru", "governo.it", "salute.gov.it", "europa.eu", "esteri.it", "un.org")
