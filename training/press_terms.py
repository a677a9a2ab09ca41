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
