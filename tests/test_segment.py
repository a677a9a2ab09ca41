"""Sentences and parts of sentences: what is cut, what is not, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.document import Segment
from presscli.errors import SegmentTooLongError
from presscli.segment import segment, split_long

# Each case is the list of sentences that the text, joined with single spaces, is cut into.
SENTENCES: dict[str, list[str]] = {
    # plain prose
    "one-sentence": ["Il Consiglio dei ministri ha approvato il decreto."],
    "two-sentences": ["Il decreto entra in vigore domani.", "Le Regioni hanno sessanta giorni."],
    "no-final-stop": ["Il vertice si è chiuso a Ginevra"],
    "headline-colon": ["Energia: via libera al piano da 3,5 miliardi"],
    "question": ["Che cosa cambia?", "Poco, secondo i sindacati."],
    "exclamation": ["Un risultato storico!", "Lo dice il presidente."],
    "interrobang": ["Davvero?!", "Il ministro non ha risposto."],
    "starts-with-e-grave": ["I colloqui sono finiti.", "È stata raggiunta un'intesa."],
    "starts-with-typed-e": ["I colloqui sono finiti.", "E' stata raggiunta un'intesa."],
    "starts-with-elision": ["La seduta è tolta.", "L'aula si riunirà martedì."],
    "starts-with-digit": ["Il bando è chiuso.", "120 imprese hanno partecipato."],
    "starts-with-euro-sign": ["Il fondo è operativo.", "€ 30 milioni sono già impegnati."],
    "starts-with-brand": ["Cresce il commercio in rete.", "eBay guida la classifica."],
    "starts-with-iphone": ["Apple rinnova la gamma.", "iPhone resta il primo prodotto."],
    "brand-in-mid-sentence": ["L'azienda vende su eBay e su Amazon."],
    "ends-with-year": ["Il gruppo è nato nel 1998.", "Oggi conta 400 addetti."],
    "year-then-digit": ["Il piano scade nel 2026.", "30 Comuni hanno aderito."],
    "ends-with-decimal": ["Il Pil cresce dello 0,7.", "Il dato è provvisorio."],
    "ends-with-percent": ["I ricavi salgono del 12,4%.", "Gli utili restano stabili."],
    "ends-with-bracket": ["Sono 24 i progetti (8 al Sud).", "Il bando resta aperto."],
    "ends-with-acronym": ["Lo comunica l'ISTAT.", "I dati sono definitivi."],
    # decimals, thousands, times, dates, ordinals
    "thousands": ["Il fondo vale 1.250.000 euro.", "La gara è aperta."],
    "english-decimal": ["Il titolo quota 3.45 dollari a New York."],
    "time-stop": ["L'incontro è alle ore 18.30 in municipio."],
    "time-ends-sentence": ["L'incontro è alle ore 18.30.", "L'ingresso è libero."],
    "time-colon": ["Si parte alle 9:30.", "Seguirà il dibattito."],
    "date-with-stops": ["Il termine scade il 31.12.2025.", "Non sono previste proroghe."],
    "month-abbreviated": ["ROMA, 12 mar. (askanews) - Via libera alla riforma."],
    "month-before-year": ["La nota del 3 gen. 2022 è stata ritirata."],
    "month-before-place": ["Il 14 feb. Bologna ospita il forum."],
    "month-ends-sentence": ["Il bando scade il 30 apr.", "Le domande vanno inviate online."],
    "set-is-a-noun": ["Gli attori sono sul set.", "Mario Rossi dirige il film."],
    "degree-ordinal": ["Il 1° maggio gli uffici sono chiusi.", "Il 2 riaprono."],
    "list-number": ["1. Approvazione del bilancio."],
    "list-letter": ["a. Approvazione del bilancio."],
    "list-capital-letter": ["A. Approvazione del bilancio."],
    "list-roman": ["IV. Disposizioni finali."],
    "list-after-sentence": ["Sono tre i punti.", "1. Il lavoro.", "2. La scuola."],
    "list-after-colon": ["I punti sono: 1. Il lavoro; 2. La scuola; 3. La casa."],
    # titles and persons
    "dott": ["Lo ha detto il dott. Mario Bianchi.", "Il caso è chiuso."],
    "dott-ssa": ["Ne parla la dott.ssa Anna Verdi.", "Segue un dibattito."],
    "sig-ra": ["Il sig. Neri e la sig.ra Neri erano presenti."],
    "on": ["Interviene l'on. Rossi.", "Modera il direttore."],
    "on-le": ["Interviene l'On.le Rossi."],
    "sen": ["Il sen. Bianchi ha chiesto la parola."],
    "gen": ["Il gen. Ferri comanda la missione."],
    "gen-d-armata": ["Il Gen. C.A. Ferri comanda la missione."],
    "avv": ["Lo assiste l'avv. Paolo Greco del foro di Bari."],
    "ing": ["Il progetto è dell'ing. Conti."],
    "prof": ["La lezione del prof. Di Maio è alle 10."],
    "prof-two": ["Parlano i proff. Conti e Ricci."],
    "mons": ["Celebra mons. Serra.", "Presente il sindaco."],
    "two-titles": ["Relatore il prof. avv. Luigi Conti."],
    "initial": ["Il museo espone opere di G. Morandi.", "Ingresso gratuito."],
    "initials-spaced": ["La mostra è dedicata a J. R. R. Tolkien.", "Apre giovedì."],
    "initials-tight": ["La mostra è dedicata a J.R.R. Tolkien."],
    "initial-and-particle": ["Firmato: M. Di Stefano e L. La Russa."],
    "initial-and-elision": ["Il premio va a P. D'Alessandro."],
    "letter-label": ["Aumenta la carenza di vitamina C.", "Mancano anche i sali minerali."],
    "letter-serie-a": ["Il club torna in serie A.", "La festa è in piazza."],
    "letter-plan-b": ["Serve un piano B.", "Nessuno lo ha scritto."],
    "letter-then-article": ["La banca entra in C.", "Il gruppo non commenta."],
    "title-before-particle": ["Presiede l'on. La Malfa.", "La seduta è pubblica."],
    "saint": ["La processione parte da S. Maria Maggiore."],
    "saints": ["Festa dei Ss. Pietro e Paolo.", "Uffici chiusi."],
    # law and administration
    "art": ["Lo prevede l'art. 5 del regolamento.", "Nulla cambia."],
    "artt": ["Si applicano gli artt. 3 e 4.", "Restano ferme le sanzioni."],
    "art-capital": ["Visto l'Art. Unico della legge."],
    "art-comma": ["Ai sensi dell'art. 12, co. 3, lett. b), del decreto."],
    "art-roman": ["Resta in vigore l'art. V del trattato."],
    "number-sign": ["È pubblicato il decreto n. 34 del 2020."],
    "number-signs": ["Vedi i decreti nn. 34 e 35."],
    "capital-number": ["Determina N. 45 del dirigente."],
    "dlgs": ["Il D.Lgs. n. 231 del 2001 disciplina la materia."],
    "dlgs-spaced": ["Il D. Lgs. n. 231 disciplina la materia."],
    "dlgs-tight": ["Il D.lgs. 81/2008 resta in vigore.", "Cambiano gli allegati."],
    "dl": ["Il D.L. 18/2020 è convertito.", "La legge è in Gazzetta."],
    "dpcm": ["Il D.P.C.M. 3 dicembre 2020 è prorogato."],
    "dpr": ["Lo stabilisce il D.P.R. n. 445.", "Non servono altri atti."],
    "dm": ["Il D.M. Sanità del 1975 è abrogato."],
    "lr": ["La L.R. Lombardia n. 12 è stata modificata."],
    "cp": ["Il reato è previsto dal c.p. all'articolo 640."],
    "cpc-ends": ["Si applica il c.p.c.", "Il giudice decide entro trenta giorni."],
    "cd": ["È il c.d. Decreto Rilancio.", "Vale 55 miliardi."],
    "cd-lower": ["Il c.d. decreto sicurezza è legge."],
    "cfr": ["Il principio è pacifico (cfr. Cass. n. 1234/2019)."],
    "cfr-article": ["Il dato è noto (cfr. Il Sole 24 Ore di ieri)."],
    "vedi": ["Per i dettagli v. Allegato A."],
    "page": ["La tabella è a pag. 12.", "Il grafico è a pag. 14."],
    "pages": ["Si vedano le pagg. 12 e 13."],
    "volume-roman": ["L'atto è nel vol. II.", "La copia è in archivio."],
    "protocol": ["Nota prot. 1234/A del 5 maggio."],
    "section": ["Lo ha deciso il Tar Lazio, sez. II, il 3 giugno."],
    "cited-court": ["Cons. Stato, sez. V, 4 luglio 2019, n. 4567."],
    "lett-capital": ["Vedi lett. A del bando."],
    "paragraph-sign": ["Si applica il par. 3 della direttiva."],
    # companies
    "spa-mid": ["Alfa S.p.A. ha chiuso il bilancio."],
    "spa-of": ["La Beta S.p.A. di Torino assume."],
    "spa-ends": ["La quota passa ad Alfa S.p.A.", "Il prezzo non è noto."],
    "spa-ends-elision": ["La quota passa ad Alfa S.p.A.", "L'operazione vale 3 milioni."],
    "spa-name": ["Alfa S.p.A. Milano ha sede in via Verdi."],
    "spa-comma": ["Alfa S.p.A., società quotata, assume."],
    "srl": ["Gamma S.r.l. e Delta S.n.c. si fondono."],
    "srl-ends": ["Il marchio è di Gamma S.r.l.", "Nel 2023 ha fatturato 8 milioni."],
    "spa-closing-text": ["Il gruppo controlla Alfa S.p.A."],
    "spa-then-quote": ["Parla l'ad di Alfa S.p.A.", "«Siamo soddisfatti», dice."],
    "spa-bare": ["Nasce Alfa Spa.", "Il capitale è di un milione."],
    "cda": ["Il C.d.A. di Alfa ha approvato i conti.", "Il dividendo sale."],
    "ecc-mid": ["Si raccolgono vetro, carta, ecc. nei centri comunali."],
    "ecc-ends": ["Si raccolgono vetro, carta, ecc.", "Il Comune ringrazia."],
    "ecc-ends-noun": ["Si raccolgono vetro, carta, ecc.", "Cittadini e imprese collaborano."],
    "ecc-comma": ["Vetro, carta, ecc., vanno separati."],
    "etc-bracket": ["I servizi (asili, mense ecc.) restano aperti."],
    # contacts
    "tel": ["Info: tel. 06 1234567."],
    "tel-after-stop": ["Ufficio stampa.", "Tel. 06 1234567, cell. 333 1234567."],
    "email": ["Scrivere a stampa@comune.esempio.it.", "La risposta arriva in un giorno."],
    "url": ["Il bando è su www.comune.esempio.it.", "La domanda è online."],
    "url-then-name": ["Il video è su www.rai.it.", "Mario Rossi lo commenta."],
    "url-path": ["Moduli su https://esempio.it/a.b?c=d.e e in sede."],
    "domain": ["Lo riporta kremlin.ru.", "Mosca non commenta."],
    "street": ["L'evento è in p.zza Duomo 1, l.go Augusto.", "Ingresso libero."],
    # quotations
    "guillemets-after-stop": ["«Siamo pronti».", "Il ministro è soddisfatto."],
    "guillemets-stop-inside": ["«Siamo pronti.»", "Il ministro è soddisfatto."],
    "guillemets-said": ["«Siamo pronti.» ha detto il ministro."],
    "guillemets-dash-said": ["«Siamo pronti!» – ha detto il ministro."],
    "guillemets-comma": ["«Siamo pronti», ha detto il ministro.", "Poi ha lasciato l'aula."],
    "guillemets-two-inside": ["«Siamo pronti.", "Partiamo domani», ha detto Rossi."],
    "guillemets-spaced": ["« Siamo pronti. »", "Il ministro è soddisfatto."],
    "guillemets-spaced-said": ["« Siamo pronti. » ha detto il ministro."],
    "guillemets-question": ["«Dove andiamo?» chiede il sindaco."],
    "guillemets-open-next": ["Il ministro è netto.", "«Non ci saranno proroghe»."],
    "curly": ["“Siamo pronti.”", "Il ministro è soddisfatto."],
    "curly-said": ["“Siamo pronti?” ha chiesto."],
    "straight": ['"Siamo pronti."', "Il ministro è soddisfatto."],
    "straight-open-next": ["Il ministro è netto.", '"Nessuna proroga".'],
    "straight-said": ['"Siamo pronti." ha detto.'],
    "nested": ["«Ha detto “vado.”»", "Nessuno ha replicato."],
    "single-quotes": ["Ha risposto 'mai.'", "La trattativa è finita."],
    "dash-speech": ["Il voto è rinviato.", "– Non cambia nulla, dice il relatore."],
    # brackets and ellipses
    "sic": ["È un errore (sic!) Marchiano."],
    "bracketed-sentence": [
        "Il voto è rinviato.",
        "(La seduta è aggiornata.)",
        "Si riprende lunedì.",
    ],
    "bracketed-agency": ["Il voto è rinviato.", "(ANSA)."],
    "elision-brackets": ["Il ministro [...] Rossi ha risposto."],
    "elision-round": ["Il testo recita (…) Ogni Stato membro provvede."],
    "ellipsis-lower": ["Il governo... non ha ancora deciso."],
    "ellipsis-upper": ["Il governo tace...", "Le opposizioni protestano."],
    "ellipsis-char": ["Il governo tace…", "Le opposizioni protestano."],
    "ellipsis-char-lower": ["E poi… la svolta."],
    "ellipsis-spaced": ["Il governo tace ...", "Le opposizioni protestano."],
    # English
    "mr": ["Mr. Smith met the minister.", "They spoke for an hour."],
    "mr-will": ["Mr. Will Brown met Mrs. May Green."],
    "dr": ["Dr. Jones leads the team."],
    "inc-mid": ["Alpha Inc. announced a merger."],
    "inc-ends": ["It was bought by Alpha Inc.", "The price is unknown."],
    "us-adjective": ["The U.S. Senate passed the bill."],
    "us-ends": ["The firm moved to the U.S.", "It employs 300 people."],
    "us-then-sanctions": ["The U.S. sanctions remain."],
    "pm": ["Doors open at 6 p.m. Friday."],
    "pm-ends": ["Doors open at 6 p.m.", "The talk starts at seven."],
    "eg": ["Some metals, e.g. Nickel and zinc, are rare."],
    "moved-on": ["The board moved on.", "The chair closed the session."],
    "said-no": ["The board said no.", "The plan is dead."],
    "no-number": ["See rule no. 5 of the code."],
    "english-quote": ["“We are ready,” he said.", "“We start now.”"],
    "english-initials": ["George W. Bush and J. K. Rowling attended."],
    # other scripts
    "cyrillic": ["Переговоры завершены.", "Стороны довольны."],
    "greek": ["Οι συνομιλίες ολοκληρώθηκαν.", "Όλα καλά."],
    "emoji-kept": ["Grazie a tutti! 🙂"],
}


@pytest.mark.parametrize("expected", SENTENCES.values(), ids=SENTENCES.keys())
def test_segment_cuts_between_sentences_only(expected: list[str]) -> None:
    assert [s.text for s in segment(" ".join(expected))] == expected


def test_the_table_holds_at_least_120_cases() -> None:
    assert len(SENTENCES) >= 120


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", (), id="empty"),
        pytest.param("   ", (Segment("", "   "),), id="only-spaces"),
        pytest.param(
            "  Sì.  No. ",
            (Segment("", "  "), Segment("Sì.", "  "), Segment("No.", " ")),
            id="white-space-at-both-ends",
        ),
        pytest.param(
            "Ufficio stampa\ntel. 06 1234\nstampa@esempio.it",
            (
                Segment("Ufficio stampa", "\n"),
                Segment("tel. 06 1234", "\n"),
                Segment("stampa@esempio.it"),
            ),
            id="lines-of-contacts",
        ),
        pytest.param(
            "dott.\u00a0Rossi è qui.\u00a0Parla ora.",
            (Segment("dott.\u00a0Rossi è qui.", "\u00a0"), Segment("Parla ora.")),
            id="no-break-spaces",
        ),
    ],
)
def test_segment_keeps_white_space_in_separators(text: str, expected: tuple[Segment, ...]) -> None:
    assert segment(text) == expected


PIECES = st.sampled_from(
    [". ", ".", "! ", "?» ", "«", "» ", "(", ") ", " ", "…", "art", "S.p.A", "Il", "5", "È", "a"]
) | st.sampled_from(
    ["“", "” ", '"', "ecc", "J", "; ", ", ", "—", "😀", "\n", "\u00a0", "\u0301", "\u2028", "\x85"]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


def joined(segments: tuple[Segment, ...]) -> str:
    return "".join(s.text + s.separator for s in segments)


@given(TEXTS)
def test_segment_loses_nothing(text: str) -> None:
    assert joined(segment(text)) == text


@given(TEXTS)
def test_segments_are_trimmed_and_separators_are_white_space(text: str) -> None:
    segments = segment(text)
    assert all(s.text == s.text.strip() for s in segments)
    assert all(not s.separator.strip() for s in segments)
    assert all(s.text for s in segments[1:])


@given(TEXTS)
def test_segmenting_a_segment_cuts_no_further(text: str) -> None:
    first = [s.text for s in segment(text) if s.text]
    assert [s.text for one in first for s in segment(one)] == first


def count_words_and_ends(text: str) -> int:
    """A tokeniser that takes 4 characters a token and adds one special token."""
    return -(-len(text) // 4) + 1


@given(TEXTS, st.integers(min_value=2, max_value=30))
def test_split_long_loses_nothing_and_fits(text: str, limit_tokens: int) -> None:
    parts = split_long(text, count_words_and_ends, limit_tokens)
    assert joined(parts) == text
    whole_fits = count_words_and_ends(text) <= limit_tokens
    assert whole_fits or all(count_words_and_ends(p.text) <= limit_tokens for p in parts)


@given(st.text(min_size=1, max_size=300), st.integers(min_value=6, max_value=40))
def test_split_long_fits_when_tokens_are_bytes(text: str, limit_tokens: int) -> None:
    def count(part: str) -> int:
        return len(part.encode()) + 2

    parts = split_long(text, count, limit_tokens)
    assert joined(parts) == text
    assert all(count(p.text) <= limit_tokens for p in parts)


def words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize(
    ("text", "limit_tokens", "expected"),
    [
        pytest.param("", 5, [], id="empty"),
        pytest.param("uno due tre", 5, ["uno due tre"], id="fits"),
        pytest.param(
            "uno due, tre quattro; cinque sei, sette otto nove",
            5,
            ["uno due, tre quattro;", "cinque sei, sette otto nove"],
            id="semicolon-before-comma",
        ),
        pytest.param(
            "uno due tre quattro, cinque sei sette otto",
            5,
            ["uno due tre quattro,", "cinque sei sette otto"],
            id="comma",
        ),
        pytest.param(
            "uno due tre quattro e cinque sei sette otto",
            5,
            ["uno due tre quattro", "e cinque sei sette otto"],
            id="before-a-conjunction",
        ),
        pytest.param(
            "uno due tre quattro – cinque sei sette otto",
            6,
            ["uno due tre quattro –", "cinque sei sette otto"],
            id="dash",
        ),
    ],
)
def test_split_long_prefers_clause_ends(text: str, limit_tokens: int, expected: list[str]) -> None:
    assert [p.text for p in split_long(text, words, limit_tokens)] == expected


def test_split_long_does_not_cut_decimals_and_times() -> None:
    text = "alle 18:30 il tasso era 3,25 e alle 19:30 era 3,75 secondo la nota"
    parts = split_long(text, len, 12)
    assert {"18:30", "3,25", "19:30", "3,75"} <= {w for p in parts for w in p.text.split()}


def test_split_long_cuts_an_endless_word_anywhere() -> None:
    parts = split_long("x" * 1000, len, 100)
    assert joined(parts) == "x" * 1000
    assert max(len(p.text) for p in parts) <= 100


def test_split_long_makes_parts_of_like_length() -> None:
    text = " ".join(["parola"] * 30)
    lengths = [words(p.text) for p in split_long(text, words, 20)]
    assert min(lengths) >= 10


def test_split_long_spares_combining_marks() -> None:
    parts = split_long("e\u0301" * 300, len, 101)
    assert not any(p.text.startswith("\u0301") for p in parts)


def test_split_long_counts_few_characters_more_than_there_are() -> None:
    counted = 0

    def count(part: str) -> int:
        nonlocal counted
        counted += len(part)
        return len(part) // 3 + 1

    text = "parola " * 15_000
    split_long(text, count, 200)
    assert counted < 3 * len(text)


def test_split_long_refuses_a_limit_below_one_character() -> None:
    with pytest.raises(SegmentTooLongError) as caught:
        split_long("abc", lambda text: len(text) + 2, 2)
    assert str(caught.value) == (
        "segment: one character takes 3 tokens, the limit is 2. "
        "Use a model with a higher limit. Run: presscli models list"
    )
