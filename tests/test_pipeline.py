"""The order of the stages, with fakes at the engine border."""

from __future__ import annotations

import pytest

from presscli.document import Origin, ParagraphKind, SourceText
from presscli.engines.base import DecodingOptions
from presscli.errors import LanguageError
from presscli.glossary import Glossary, Term
from presscli.pipeline import process, translate_texts
from presscli.tools import Options, SummarizerTool, Tools, TranslatorTool
from tests.fakes import FakeEngine

TEXT = """Il governo approva il decreto

Roma, 3 maggio 2024 - Il Consiglio dei ministri ha approvato oggi il decreto. \
Il testo passa ora al Parlamento per il voto. Le nuove regole riguardano le imprese \
che assumono giovani lavoratori nelle regioni del Mezzogiorno, con un contributo pari alla \
metà dello stipendio per i primi due anni. Il ministro ha ringraziato i sindacati e le \
associazioni per il lavoro svolto insieme nei mesi scorsi.

The European Commission welcomed the decision and will follow its implementation closely.

(Fonte: governo.example)
"""


def make_tools(engine: FakeEngine) -> Tools:
    options = DecodingOptions(beam_size=1)

    def translator() -> TranslatorTool:
        return TranslatorTool(engine, options, "it", "translate|model:fake")

    return Tools(translator, SummarizerTool, frozenset({"it"}))


def source(text: str) -> SourceText:
    return SourceText("nota.txt", text)


def test_every_paragraph_is_in_the_result_in_order() -> None:
    result = process(source(TEXT), make_tools(FakeEngine()), Options())
    assert [p.source for p in result.paragraphs] == list(result.release.paragraphs)
    assert [p.kind for p in result.paragraphs] == [
        ParagraphKind.HEADLINE,
        ParagraphKind.BODY,
        ParagraphKind.BODY,
        ParagraphKind.ATTRIBUTION,
    ]


def test_an_english_paragraph_is_left_as_it_is() -> None:
    engine = FakeEngine()
    result = process(source(TEXT), make_tools(engine), Options())
    assert {s.origin for s in result.paragraphs[2].segments} == {Origin.COPIED}
    assert not any("Commission" in text for text in engine.asked)


def test_the_dateline_never_reaches_the_model() -> None:
    engine = FakeEngine()
    result = process(source(TEXT), make_tools(engine), Options())
    assert result.paragraphs[1].text.startswith("Rome, 3 May 2024 – ")
    assert not any("maggio" in text for text in engine.asked)


def test_equal_segments_are_translated_once() -> None:
    engine = FakeEngine()
    line = "Il sindaco ha ringraziato tutti i cittadini presenti alla cerimonia."
    process(source(f"{line}\n\n{line}\n"), make_tools(engine), Options())
    assert engine.asked.count(line) == 1


def test_the_summary_rests_on_segments_of_the_body() -> None:
    result = process(source(TEXT), make_tools(FakeEngine()), Options())
    assert result.summary is not None
    body = {s.index for p in result.paragraphs[1:3] for s in p.segments}
    assert {i for s in result.summary.sentences for i in s.support} <= body


def test_no_summary_when_none_is_wanted() -> None:
    assert (
        process(source(TEXT), make_tools(FakeEngine()), Options(summary_sentences=0)).summary
        is None
    )


def test_an_english_release_needs_no_translator() -> None:
    def explode() -> TranslatorTool:
        raise AssertionError("opened")

    tools = Tools(explode, SummarizerTool, frozenset({"it"}))
    text = (
        "The ministers of the two countries met in Rome on Monday. They discussed the agreement "
        "on gas and agreed to meet again in the spring with their partners.\n"
    )
    result = process(source(text), tools, Options())
    assert (result.signature, result.paragraphs[0].text) == ("", text.strip())


def test_a_language_without_a_model_is_refused_with_what_is_supported() -> None:
    text = (
        "El Consejo de Ministros ha aprobado hoy el decreto que regula las ayudas a las empresas."
    )
    with pytest.raises(LanguageError, match="Supported: it, and en as it is") as caught:
        process(source(text), make_tools(FakeEngine()), Options())
    assert caught.value.exit_code == 4


def test_texts_keep_their_order_and_their_empty_places() -> None:
    tool = make_tools(FakeEngine({"uno": ["one"], "due": ["two"]})).translator()
    assert translate_texts(["due", "", "uno", "due"], tool) == ["two", "", "one", "two"]


def test_contacts_with_foreign_names_are_in_the_language_of_the_release() -> None:
    def explode() -> TranslatorTool:
        raise AssertionError("opened")

    text = (
        "The ministers of the two countries met in Rome on Monday. They discussed the agreement "
        "on gas and agreed to meet again in the spring with their partners.\n\n"
        "Contacts:\nSguardi di confine press office\nGiulia Tomasin, tel. +39 0481 555 019\n"
    )
    result = process(source(text), Tools(explode, SummarizerTool, frozenset({"it"})), Options())
    assert result.paragraphs[-1].text.splitlines()[1] == "Sguardi di confine press office"


RELEASE_WITH_NAMES = """Il nuovo presidente

Il consiglio ha eletto ieri Franco Bianchi presidente della società. «Siamo pronti», ha \
detto Bianchi. Lo sportello unico della società apre a maggio per tutte le imprese.
"""


def glossary_tools(engine: FakeEngine, glossary: Glossary) -> Tools:
    options = DecodingOptions(beam_size=2, num_hypotheses=2)

    def translator() -> TranslatorTool:
        return TranslatorTool(engine, options, "it", "translate|model:fake", glossary)

    return Tools(translator, SummarizerTool, frozenset({"it"}))


def test_names_stay_and_terms_are_as_wanted_through_all_stages() -> None:
    engine = FakeEngine(
        {
            "Il nuovo presidente": ["The new president"],
            "Il consiglio ha eletto ieri Franco Bianchi presidente della società.": [
                "Yesterday the board elected Frank White president of the company."
            ],
            '"Siamo pronti", ha detto Bianchi.': ['"We are ready", said White.'],
            "Lo sportello unico della società apre a maggio per tutte le imprese.": [
                "The company's front office opens in May for all firms."
            ],
            "Lo X della società apre a maggio per tutte le imprese.": [
                "The company opens in May for all firms.",
                "The company's X opens in May for all firms.",
            ],
        }
    )
    glossary = Glossary((Term("sportello unico", "one-stop shop"),))
    tools = glossary_tools(engine, glossary)
    result = process(source(RELEASE_WITH_NAMES), tools, Options(source_lang="it"))
    assert result.paragraphs[1].text == (
        "Yesterday the board elected Franco Bianchi president of the company. "
        "“We are ready”, said Bianchi. "
        "The company's one-stop shop opens in May for all firms."
    )
    assert result.all_findings == ()
    assert result.glossary == glossary.digest


def test_a_term_that_could_not_be_had_is_a_finding_of_its_segment() -> None:
    text = "Lo sportello unico apre oggi"
    engine = FakeEngine({text: ["The front office opens today"]})
    engine.answers["Lo X apre oggi"] = engine.answers["Lo Marco Rossi apre oggi"] = ["It opens"]
    glossary = Glossary((Term("sportello unico", "one-stop shop"),))
    result = process(
        source(text), glossary_tools(engine, glossary), Options("it", summary_sentences=0)
    )
    (finding,) = [f for f in result.all_findings if f.code == "W-GLOSSARY"]
    assert (finding.segment, finding.source_span) == (0, (3, 18))
    assert result.paragraphs[0].text == "The front office opens today"


SHOUTED = "CHIUSO PER NEBBIA LO SCALO DI MALPENSA E QUELLO DI COMO"
CASED = "Chiuso per nebbia lo scalo di Malpensa e quello di Como"


def test_a_name_lost_from_capitals_is_put_behind_a_placeholder() -> None:
    masked = CASED.replace("Malpensa", "X")
    answers = {
        CASED: ["The airport in malpense and that in Como are closed for fog"],
        masked: ["The airport in X and that in Como are closed for fog"],
    }
    engine = FakeEngine(answers)
    result = process(source(SHOUTED), make_tools(engine), Options(source_lang="it"))
    assert masked in engine.asked
    assert "Malpensa" in result.paragraphs[0].text
    assert not result.paragraphs[0].segments[0].findings


def test_a_name_lost_from_capitals_for_good_is_marked() -> None:
    lost = ["The airport in malpense and that in Como are closed for fog"]
    signs = ("Malpensa", "X", "Marco Rossi")
    answers = {CASED.replace("Malpensa", sign): lost for sign in signs}
    result = process(source(SHOUTED), make_tools(FakeEngine(answers)), Options(source_lang="it"))
    findings = result.paragraphs[0].segments[0].findings
    assert [f.source_value for f in findings if f.code == "W-NAME"] == ["Malpensa"]


def test_an_acronym_lost_from_capitals_is_an_error() -> None:
    text = "LO SCIOPERO DELLE SIGLE FERT E UNAT DURA UN GIORNO"
    cased = "Lo sciopero delle sigle FERT e UNAT dura un giorno"
    lost = ["The strike of the unions fert and UNAT lasts one day"]
    answers = {cased.replace("FERT", sign): lost for sign in ("FERT", "X", "Marco Rossi")}
    result = process(source(text), make_tools(FakeEngine(answers)), Options(source_lang="it"))
    findings = result.paragraphs[0].segments[0].findings
    assert [f.source_value for f in findings if f.code == "W-ACRONYM"] == ["FERT"]


def test_names_that_english_has_otherwise_are_not_held() -> None:
    text = "LA CECOSLOVACCHIA DI IERI E LA NUOVA ZELANDA DI OGGI"
    cased = "La Cecoslovacchia di ieri e la Nuova Zelanda di oggi"
    answers = {cased: ["Yesterday's Czechoslovakia and today's New Zealand"]}
    result = process(source(text), make_tools(FakeEngine(answers)), Options(source_lang="it"))
    assert not [f for f in result.paragraphs[0].segments[0].findings if f.code == "W-NAME"]
