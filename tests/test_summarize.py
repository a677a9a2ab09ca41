"""A summary says nothing that the release does not say, whatever a model writes."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.document import Finding, Hypothesis, SentenceOrigin, Severity, SummarySentence
from presscli.engines.base import DecodingOptions
from presscli.summarize import KEY_SENTENCES, Approach, outline, summarize, write_summaries
from presscli.summarize.closeness import keeps_close
from presscli.summarize.derive import follows
from presscli.summarize.passages import (
    Passage,
    chunk,
    is_whole,
    join_pieces,
    repeats_itself,
    split_sentences,
)
from presscli.summarize.rank import scores, select
from presscli.summarize.support import find_support
from presscli.summarize.words import content, words

CALL = [
    "The main topic of the conversation was the implementation of the agreement reached during "
    "the videoconference of 7 December to begin negotiations on legal guarantees for Russia.",
    "The talks will take place first in Geneva on 9-10 January and then in Brussels on 12 January.",
    "On 13 January the discussions within the OSCE will begin.",
    "The Russian side gave a comprehensive answer to the option of large-scale sanctions.",
    "It was said that this would be a grave mistake.",
]
FUSED = "The main topic was the implementation of the OSCE, which was said to be a grave mistake."
"""What a model really wrote about a release like this one."""


class QueueSummarizer:
    """Gives back prepared hypotheses, one list a text, and remembers what it was asked."""

    def __init__(self, *replies: Sequence[str], limit: int = 1000) -> None:
        self.replies = deque(replies)
        self.asked: list[tuple[list[str], DecodingOptions]] = []
        self.limit = limit

    @property
    def max_source_tokens(self) -> int:
        return self.limit

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def summarize_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        self.asked.append((list(texts), options))
        return [[Hypothesis(t, -0.1) for t in self.replies.popleft()] for _ in texts]

    def close(self) -> None:
        """Nothing to give back."""


def no_findings(sentence: str, sources: Sequence[str]) -> tuple[Finding, ...]:
    return ()


def always_a_finding(sentence: str, sources: Sequence[str]) -> tuple[Finding, ...]:
    return (Finding("W-NUMBER", Severity.ERROR, "invented"),)


# What may be derived from one sentence


PROFIT = (
    "Net profit rose by 8.3% to €74.4 million, despite non-recurring charges of €5.2 million "
    "linked to the closure of the Lonate plant."
)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        pytest.param("Net profit rose 8.3% to €74.4 million.", PROFIT, id="last clause left out"),
        pytest.param(PROFIT.replace("rose by", "increased by"), PROFIT, id="same verb"),
        pytest.param(
            "The talks will be held in Geneva on 9-10 January.",
            "Talks will take place in Geneva on 9-10 January.",
            id="article put in",
        ),
        pytest.param(
            "Revenue came to €1,250.5 million in 2023.",
            "Revenue (see table 2) amounted to €1,250.5 million in 2023.",
            id="brackets left out",
        ),
        pytest.param(
            "Biden stressed the responsibility of Russia and the United States.",
            "In this context, Biden stressed the responsibility of Russia and the United States.",
            id="link to the sentence before left out",
        ),
        pytest.param(
            "It was confirmed that talks will take place in Geneva on 9-10 January.",
            "It was confirmed that talks will take place first in Geneva on 9-10 January.",
            id="what is confirmed",
        ),
        pytest.param(
            "Emissions of ships at berth fell in 2023.",
            "The emissions of the ships at berth fell in 2023.",
            id="articles of plurals left out",
        ),
        pytest.param(
            "The board, chaired by Marta Colleoni, approved the accounts.",
            "The board, chaired by Marta Colleoni, has approved the accounts.",
            id="simple past",
        ),
        pytest.param(
            "The deputy prime minister had a telephone conversation with Turkey.",
            "The deputy prime minister, Aleksej Malachov, today had a telephone conversation "
            "with Turkey.",
            id="name in apposition left out",
        ),
    ],
)
def test_a_true_shortening_follows(sentence: str, source: str) -> None:
    assert follows(sentence, source)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        pytest.param(
            "The diversion of ships reduced arrivals to Asia by 11%.",
            "The diversion of ships reduced arrivals from Asia by 11%.",
            id="another preposition",
        ),
        pytest.param(
            "Ships reduced arrivals by 11% in two months.",
            "Ships reduced arrivals from Asia by 11% in two months.",
            id="a limiting phrase left out",
        ),
        pytest.param(
            "The talks will take place in Geneva on 9 January.",
            "The talks will take place in Geneva on 9-10 January.",
            id="half of a range",
        ),
        pytest.param(
            "The prime minister had a telephone conversation with Turkey.",
            "The deputy prime minister had a telephone conversation with Turkey.",
            id="a deputy made first",
        ),
        pytest.param(
            "The text applies to mineral and thermal waters.",
            "The text does not apply to mineral and thermal waters.",
            id="negation lost",
        ),
        pytest.param(
            "No case was recorded in the province of Rimini.",
            "A case was recorded in the province of Rimini.",
            id="negation put in",
        ),
        pytest.param(
            "The minister asked the mayor for an answer.",
            "The mayor asked the minister for an answer.",
            id="subject and object exchanged",
        ),
        pytest.param(
            "Revenue will be €1,300 million in the current year.",
            "The company expects that revenue will be €1,300 million in the current year.",
            id="a forecast made a fact",
        ),
        pytest.param(
            "The works will cost €347 million in three years.",
            "The works will cost €347 million in three years, according to the opposition.",
            id="attribution lost",
        ),
        pytest.param(
            "The camp will house 350 families at the stadium.",
            "The camp will house 350 families at the stadium, unless the river rises again.",
            id="condition lost",
        ),
        pytest.param(
            "EBITDA of €195 million is expected this year.",
            "EBITDA of no less than €195 million is expected this year.",
            id="a lower bound made a figure",
        ),
        pytest.param(
            "Net profit rose by 8.3 to €74.4 million in 2023.",
            "Net profit rose by 8.3% to €74.4 million in 2023.",
            id="percent sign lost",
        ),
        pytest.param(
            "We can no longer afford it in some provinces.",
            '"We can no longer afford it in some provinces."',
            id="quotation marks lost",
        ),
        pytest.param(
            "The agreement was reached with the turkey ministry.",
            "The agreement was reached with the Turkey ministry.",
            id="a name in lower case",
        ),
        pytest.param(
            "The number is available from 8.30 to 18.00.",
            "The number is available from 8.30 to 18.00; there is nobody on Sundays.",
            id="a clause with a negation always stays",
        ),
        pytest.param(
            "An accord was reached after six hours at prefecture.",
            "An accord was reached after six hours at the prefecture.",
            id="an article that grammar needs",
        ),
        pytest.param(
            "The convoy will leave Trieste on 20 June.",
            "The first convoy will leave Trieste on 20 June.",
            id="one of several made the only one",
        ),
        pytest.param(
            "Talks will take place in Geneva on 9-10 January.",
            "It was confirmed that talks will take place first in Geneva on 9-10 January.",
            id="a confirmation made a fact",
        ),
        pytest.param(
            "The loss is temporary and small.",
            "It was stressed that the loss is temporary and small.",
            id="a claim made a fact",
        ),
        pytest.param("Net profit rose.", PROFIT, id="too short to be a sentence"),
    ],
)
def test_what_could_be_false_does_not_follow(sentence: str, source: str) -> None:
    assert not follows(sentence, source)


@given(
    st.lists(
        st.sampled_from(("net", "profit", "rose", "by", "8.3%", "not", "in", "Italy", "the")),
        min_size=5,
    )
)
def test_every_sentence_follows_from_itself(chosen: list[str]) -> None:
    sentence = " ".join(chosen)
    assert follows(sentence, sentence)


# What supports a sentence


def test_a_fused_sentence_has_no_support() -> None:
    passages = [Passage(text, (i,)) for i, text in enumerate(CALL)]
    assert find_support(FUSED, passages) == ()


def test_an_own_sentence_is_its_own_support() -> None:
    passages = [Passage(text, (i + 10,)) for i, text in enumerate(CALL)]
    assert find_support(CALL[2], passages) == (12,)


def test_support_is_of_two_neighbours() -> None:
    passages = [
        Passage("The first aid convoy arrived this morning in Dorvel.", (4,)),
        Passage("The 14 lorries carry 220 tonnes of supplies for a month.", (5,)),
    ]
    sentence = "The first aid convoy arrived in Dorvel and the 14 lorries carry 220 tonnes."
    assert find_support(sentence, passages) == (4, 5)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        pytest.param(
            'Gorizia and Nova Gorica host the seventh edition of the "Sguardi di confine" '
            "photography festival.",
            'Gorizia and Nova Gorica host the seventh edition of "Sguardi di confine", the '
            "international festival of photography devoted to the borders of Europe.",
            id="phrases left out",
        ),
        pytest.param(
            "Talks will take place in Geneva on 9-10 January and then in Brussels on 12 January.",
            "The talks will take place first in Geneva on 9-10 January and then in the "
            "Russia-NATO Council in Brussels on 12 January.",
            id="one of two places left out",
        ),
        pytest.param(
            "The bridge will be closed from 6 May to 28 June.",
            "The old bridge will be closed from Monday 6 May to Friday 28 June.",
            id="weekdays left out",
        ),
    ],
)
def test_a_sentence_may_drop_a_phrase(sentence: str, source: str) -> None:
    assert find_support(sentence, [Passage(source, (3,))]) == (3,)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        pytest.param(
            "Passage on foot and with bicycles will be guaranteed.",
            "Passage on foot and with bicycles pushed by hand will be guaranteed at all times.",
            id="participle that says which",
        ),
        pytest.param(
            "The agreement begins negotiations on legal guarantees for Russia.",
            "The agreement begins negotiations on legal guarantees for the security of Russia.",
            id="another complement",
        ),
        pytest.param(
            "Deviations of ships reduced arrivals by 11% in two months.",
            "Deviations of ships reduced arrivals from Asia by 11% in two months.",
            id="what the figure is of",
        ),
        pytest.param(
            "The prime minister of the Federation spoke with the trade minister today.",
            "The deputy prime minister of the Federation spoke with the trade minister today.",
            id="a deputy made first",
        ),
        pytest.param(
            "The text applies to mineral and thermal waters in all regions.",
            "The text does not apply to mineral and thermal waters in all regions.",
            id="negation",
        ),
        pytest.param(
            "The prototypes have a capacity of 2 ampere-hours in the laboratory.",
            "The prototypes have a capacity of only 2 ampere-hours in the laboratory.",
            id="limit",
        ),
        pytest.param(
            "Unions did not obtain a reduction in night shifts, which will resume on 19 January.",
            "Unions did not obtain a reduction in night shifts, on which talks will resume on "
            "19 January.",
            id="subject of the verb",
        ),
        pytest.param(
            "The electrolyte keeps 88% of its capacity after charge and dirty cycles.",
            "The electrolyte keeps 88% of its capacity after charge and discharge cycles.",
            id="a word of its own",
        ),
        pytest.param(
            "Net profit rose despite charges linked to the closure of Lonate.",
            "Net profit rose despite charges linked to the closure of the Lonate plant.",
            id="head of a compound",
        ),
        pytest.param(
            "Officine Valdarda S.p.A. approved the draft annual accounts.",
            "The board of Officine Valdarda S.p.A. approved the draft annual accounts.",
            id="who did it",
        ),
        pytest.param(
            "At the centre was the export of grain from the ports, which expires on 18 March.",
            "At the centre was the export of grain from the ports and the extension of the "
            "agreement, which expires on 18 March.",
            id="what a clause is about",
        ),
        pytest.param(
            "The company, which hired 140 drivers by 30 June and made a one-off payment of €650.",
            "The company undertook to hire 140 drivers by 30 June and to make a one-off payment "
            "of €650.",
            id="a promise made a fact",
        ),
        pytest.param(
            "Net profit of €1,250.5 million was up 6.1% from 2022.",
            "Revenue amounted to €1,250.5 million, up 6.1% from 2022, and net profit was up.",
            id="a figure of something else",
        ),
        pytest.param(
            "On board are 220 tonnes of tents and medicines for a month.",
            "On board are 220 tonnes of tents and medicines, enough to assist 18,000 people for a "
            "month.",
            id="a phrase of a clause that is gone",
        ),
        pytest.param(
            "The 24-hour strike by staff called for tomorrow, 4 January.",
            "The 24-hour strike by staff called for tomorrow, 4 January, has been called off.",
            id="verb at the end",
        ),
        pytest.param(
            "Ferrara, with 14 cases, followed by Modena with 10.",
            "The worst-affected province is Ferrara, with 14 cases, followed by Modena with 10.",
            id="verb at the beginning",
        ),
        pytest.param(
            "The works, awarded to Edilponti Bassi for half a million.",
            "The works, awarded to Edilponti Bassi for half a million, start on 6 May.",
            id="end inside an insertion",
        ),
        pytest.param(
            "The plan for the bridge was approved in spring.",
            "The plan for the bridge was approved in spring, said the mayor of Valdarda.",
            id="attribution behind the last word kept",
        ),
        pytest.param(
            "The plan for the bridge was approved.",
            "The plan for the bridge was approved by nobody in the council.",
            id="negation behind the last word kept",
        ),
        pytest.param(
            "The works on the bridge end in May.",
            "The works on the bridge end in May, if the river allows.",
            id="condition behind the last word kept",
        ),
        pytest.param(
            "The couple must not have access to marriage in a Member State.",
            "Fourthly, that the couple must not have access to marriage in a Member State.",
            id="a demand made a fact",
        ),
        pytest.param(
            "My point follows on from Mrs Eriksson.",
            "My point directly follows on from Mrs Eriksson's.",
            id="possessive",
        ),
        pytest.param(
            "They invested millions of dollars into surveying.",
            "Both countries invested millions of dollars into surveying.",
            id="a pronoun for a noun",
        ),
        pytest.param(
            "Suit, tie, I sure was even packing a Blackberry.",
            "Suit, tie, I am sure he was even packing a Blackberry.",
            id="another subject",
        ),
        pytest.param(
            "The official arrived, the apartment exploded.",
            "When the official arrived, the apartment exploded.",
            id="conjunction",
        ),
        pytest.param(
            "The Palestinian people have the same right to a state.",
            "The Palestinian people have the same right to a state as everyone else.",
            id="half of a comparison",
        ),
        pytest.param(
            "Honda has sold 8,000 units, corresponding to 6.7% of total sales in Spain.",
            "Honda has sold 8,000 units, corresponding to 6.7% of total sales for the company in "
            "Spain.",
            id="a complement before another phrase",
        ),
        pytest.param(
            "The next picture shows emitting photons.",
            "The next picture shows the atoms emitting photons.",
            id="subject of a participle",
        ),
        pytest.param(
            "How would gravity pull on the probe?",
            "How would Io's gravity pull on the probe?",
            id="whose it is",
        ),
        pytest.param(
            "The Observatory meets on Tuesday, the committee counts on the service.",
            "Tomorrow the Observatory meets, on Tuesday the committee counts on the service.",
            id="a day of another clause",
        ),
        pytest.param(
            "The campaign between Mr Cox and Mr Martin confirms the break with the past.",
            "The campaign between Mr Cox and Mr Martin and the three others confirms the break "
            "with the past.",
            id="one of several between whom it is",
        ),
        pytest.param(
            "The meeting between the mayor and the unions was useful for both.",
            "The meeting between the mayor and the unions was useful for both and the region.",
            id="one of two for whom it is",
        ),
        pytest.param(
            "In 1981 the orchid was the nation's national flower.",
            "In 1981 the orchid was chosen as the nation's national flower.",
            id="verb of an auxiliary",
        ),
        pytest.param(
            "The success of Australia, which was the first to expand its domain worldwide.",
            "The success of Australia, which was the first to expand its domain, was registered "
            "worldwide.",
            id="verb behind an insertion",
        ),
        pytest.param(
            "Steps should be taken to freeze overseas assets and a travel ban.",
            "Steps should be taken to freeze their overseas assets and to impose a travel ban.",
            id="second verb of two",
        ),
        pytest.param(
            "I welcome the report on new European labour markets.",
            "I welcome the report on the communication on new European labour markets.",
            id="what a report is about",
        ),
        pytest.param(
            "As a member of the Committee, I support the proposal of the council.",
            "On behalf of the PPE and as a member of the Committee, I support the proposal of "
            "the council.",
            id="on whose behalf",
        ),
        pytest.param(
            "Sadly, the commitments given at Abuja were a sham.",
            "Sadly, it is now very obvious that the commitments given at Abuja were a sham.",
            id="what is only obvious to the speaker",
        ),
    ],
)
def test_a_sentence_may_not_drop_what_matters(sentence: str, source: str) -> None:
    assert find_support(sentence, [Passage(source, (3,))]) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Gross profit of 15.0% in the previous year, up 8.3%.", id="figures moved"),
        pytest.param("Gross operating profit came to €187.7 million.", id="another figure"),
        pytest.param("Gross operating profit of Fiat came to €187.6 million.", id="another name"),
        pytest.param("Gross operating profit never came to €187.6 million.", id="negation"),
        pytest.param("Gross operating profit came to €187.6", id="cut"),
        pytest.param("Gross profit came to profit came to profit came to it.", id="repetition"),
    ],
)
def test_support_refuses(sentence: str) -> None:
    passages = [
        Passage(
            "Gross operating profit came to €187.6 million, equal to 15.0% of revenue, against "
            "€169.7 million in the previous year.",
            (0,),
        ),
        Passage("Net profit rose by 8.3% to €74.4 million.", (1,)),
    ]
    assert find_support(sentence, passages) == ()


# The stage


def test_without_a_model_the_release_speaks_for_itself() -> None:
    summary = summarize(CALL, None, check=no_findings, sentence_count=2, indices=range(3, 8))
    assert all(s.text in CALL for s in summary.sentences)
    assert [s.support for s in summary.sentences] == sorted(s.support for s in summary.sentences)
    assert summary.sentences[0] == SummarySentence(CALL[1], (4,), abstractive=False)
    assert summary.method == "extractive"
    assert summary.signature == KEY_SENTENCES


def test_a_true_shortening_is_used_with_its_support_and_signature() -> None:
    model = QueueSummarizer(["Net profit rose 8.3% to €74.4 million."])
    summary = summarize([PROFIT], model, check=no_findings, indices=[7], signature="tiny")
    assert summary.sentences == (SummarySentence("Net profit rose 8.3% to €74.4 million.", (7,)),)
    assert summary.method == "abstractive"
    assert summary.signature == "tiny"


def test_the_first_hypothesis_that_holds_is_used() -> None:
    false = "Net profit fell 8.3% to €74.4 million."
    model = QueueSummarizer([false, "Net profit rose 8.3% to €74.4 million.", PROFIT])
    summary = summarize([PROFIT], model, check=no_findings)
    assert summary.text == "Net profit rose 8.3% to €74.4 million."


def test_what_does_not_hold_is_generated_again_with_other_options() -> None:
    first = DecodingOptions(beam_size=3, num_hypotheses=3)
    model = QueueSummarizer([FUSED], ["Net profit rose 8.3% to €74.4 million."])
    summary = summarize([PROFIT], model, check=no_findings, options=first)
    assert summary.text == "Net profit rose 8.3% to €74.4 million."
    assert model.asked[0] == ([PROFIT], first)
    assert model.asked[1] == (
        [PROFIT],
        DecodingOptions(
            beam_size=6, num_hypotheses=6, repetition_penalty=1.1, no_repeat_ngram_size=3
        ),
    )


def test_at_the_last_the_key_sentence_stands() -> None:
    model = QueueSummarizer([FUSED], [FUSED])
    summary = summarize([PROFIT], model, check=no_findings, signature="tiny")
    assert summary.sentences == (SummarySentence(PROFIT, (0,), abstractive=False, corrected=True),)
    assert summary.sentences[0].origin is SentenceOrigin.REPLACED
    assert summary.signature == KEY_SENTENCES
    assert len(model.asked) == 2


def test_a_finding_of_the_check_refuses_a_sentence() -> None:
    shorter = ["Net profit rose 8.3% to €74.4 million."]
    model = QueueSummarizer(shorter, shorter)
    summary = summarize([PROFIT], model, check=always_a_finding)
    assert summary.text == PROFIT


def test_an_echo_is_no_summary_of_the_model() -> None:
    almost = PROFIT.replace("rose by", "rose")
    model = QueueSummarizer([PROFIT, almost], [PROFIT])
    assert summarize([PROFIT], model, check=no_findings).text == PROFIT


def test_a_sentence_over_the_models_limit_is_not_sent() -> None:
    model = QueueSummarizer(limit=5)
    assert summarize([PROFIT], model, check=no_findings).text == PROFIT
    assert model.asked == []


def test_one_sentence_of_two_may_be_the_models() -> None:
    sentences = [PROFIT, *CALL[1:4]]
    model = QueueSummarizer(["Net profit rose 8.3% to €74.4 million."], [FUSED], [FUSED])
    summary = summarize(
        sentences,
        model,
        check=no_findings,
        sentence_count=2,
        headline="Net profit rose despite closure of the Lonate plant",
    )
    assert summary.method == "mixed"
    assert summary.sentences[0].text == "Net profit rose 8.3% to €74.4 million."
    assert summary.sentences[1].text in CALL


def test_a_long_release_is_read_in_chunks_to_its_end() -> None:
    last = "The second convoy will leave Trieste on 20 June with nine lorries."
    sentences = [*CALL, last]
    model = QueueSummarizer([CALL[0]], ["A second thing entirely new."], [last], limit=40)
    summary = summarize(
        sentences, model, check=no_findings, sentence_count=2, approach=Approach.ABSTRACT
    )
    read = " ".join(text for texts, _ in model.asked for text in texts)
    assert all(sentence in read for sentence in sentences)
    assert [s.support for s in summary.sentences] == [(0,), (5,)]
    assert summary.method == "extractive"  # it found the sentences, and copied them


def test_abstract_fills_up_with_key_sentences() -> None:
    true = "On 13 January discussions within the OSCE will begin."
    model = QueueSummarizer([f"{FUSED} {true}"], [FUSED])
    summary = summarize(
        CALL, model, check=no_findings, sentence_count=2, approach=Approach.ABSTRACT
    )
    assert SummarySentence(true, (2,)) in summary.sentences
    assert len(summary.sentences) == 2
    assert summary.method == "mixed"
    assert "grave mistake" not in summary.text


@pytest.mark.parametrize(
    ("count", "sentence_count", "expected"),
    [(1, 3, 1), (2, 3, 1), (3, 3, 2), (5, 3, 3), (5, 1, 1), (0, 3, 0)],
)
def test_a_summary_is_at_most_half_of_the_release(
    count: int, sentence_count: int, expected: int
) -> None:
    summary = summarize(CALL[:count], None, check=no_findings, sentence_count=sentence_count)
    assert len(summary.sentences) == expected


def test_fragments_are_not_in_a_summary() -> None:
    summary = summarize(["The Mayor", "Info at the desk", CALL[1]], None, check=no_findings)
    assert summary.text == CALL[1]


def test_a_sentence_with_a_doubtful_translation_is_avoided() -> None:
    best = summarize(CALL, None, check=no_findings, sentence_count=1).sentences[0].support
    other = summarize(CALL, None, check=no_findings, sentence_count=1, doubtful=best)
    assert other.sentences[0].support != best


# Its parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One is here. Two is there.", ["One is here.", "Two is there."]),
        ("Dr. Rossi came. He left.", ["Dr. Rossi came.", "He left."]),
        ("Valdarda S.p.A. Results rose.", ["Valdarda S.p.A. Results rose."]),
        ('"It works." She left.', ['"It works."', "She left."]),
        ("It cost 1.5 million. €3 is left.", ["It cost 1.5 million.", "€3 is left."]),
        ("No end", ["No end"]),
        ("", []),
    ],
    ids=["two", "title", "company", "quotation", "figures", "cut", "empty"],
)
def test_split_sentences(text: str, expected: list[str]) -> None:
    assert split_sentences(text) == expected


@given(st.text(alphabet='Aa1 .!?"”(€é', max_size=60))
def test_split_sentences_loses_only_spaces(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


def test_join_pieces_puts_a_cut_sentence_together() -> None:
    pieces = ["The fund is worth", "180 million;", "it begins in 2025.", "", "It ends."]
    assert join_pieces(pieces, [3, 4, 5, 6, 7]) == [
        Passage("The fund is worth", (3,)),
        Passage("180 million; it begins in 2025.", (4, 5)),
        Passage("It ends.", (7,)),
    ]


@given(
    st.lists(st.integers(1, 12), max_size=12),
    st.integers(10, 30),
)
def test_chunks_hold_every_passage_that_fits(lengths: list[int], limit: int) -> None:
    passages = [Passage("x " * n, (i,)) for i, n in enumerate(lengths)]
    chunks = list(chunk(passages, lambda text: len(text.split()), limit))
    readable = [p for p, n in zip(passages, lengths, strict=True) if n <= limit]
    assert [p for group in chunks for p in group] == readable
    assert all(sum(len(p.text.split()) for p in group) <= limit for group in chunks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board approved the accounts.", False),
        ("The the board approved.", True),
        ("It was said that it was said that.", True),
    ],
)
def test_repeats_itself(text: str, expected: bool) -> None:
    assert repeats_itself(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board met.", True),
        ("€3 is left.", True),
        ('"We met," he said.', True),
        ("the board met.", False),
        ("The board", False),
    ],
)
def test_is_whole(text: str, expected: bool) -> None:
    assert is_whole(text) is expected


def test_words_keep_signs_with_their_figure() -> None:
    text = "Up 8.3% to €1,250.5 million (S.p.A.) on 9-10 January, Turkey's best"
    assert [w.text for w in words(text)] == [
        "Up",
        "8.3%",
        "to",
        "€1,250.5",
        "million",
        "S.p.A",
        "on",
        "9-10",
        "January",
        "Turkey's",
        "best",
    ]


def test_content_leaves_out_function_words_and_inflection() -> None:
    assert content("The talks started on sanctions") == content("Talk starts with a sanction")


def test_select_takes_no_two_that_say_the_same() -> None:
    texts = [
        "The convoy with 220 tonnes of aid arrived in Dorvel.",
        "The convoy with 220 tonnes of aid arrived in Dorvel today.",
        "The flood claimed 61 lives in the north of Karelandia.",
    ]
    passages = [Passage(text, (i,)) for i, text in enumerate(texts)]
    assert select(passages, scores(passages), 2) == [0, 2]


def test_the_headline_draws_the_choice() -> None:
    passages = [Passage(text, (i,)) for i, text in enumerate(CALL)]
    plain, drawn = scores(passages), scores(passages, "Talks in Geneva and Brussels")
    assert drawn[1] > plain[1]
    assert drawn[4] == plain[4]


def test_two_clauses_are_not_made_one() -> None:
    source = (
        "According to local civil protection, 27 villages are not yet reachable by land and in "
        "four districts there is no water."
    )
    sentence = (
        "According to local civil protection, 27 villages are not yet reachable in four districts."
    )
    assert not keeps_close(words(sentence), words(source))


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        (
            "On June 10, 1940, the 11th Hussars had seized the fort.",
            "Within a week of Italy's declaration of war on June 10, 1940, the 11th Hussars had "
            "seized the fort.",
        ),
        (
            "We have to note that it has organised no sitting to mark the greatest project.",
            "We have to note that it has organised no sitting to mark an event which is in "
            "principle, for the federalists here, the greatest project.",
        ),
    ],
    ids=["begins within a phrase", "lost what a clause is about"],
)
def test_what_cuts_alone_would_have_printed(sentence: str, source: str) -> None:
    """Each is probable to the model, and false."""
    assert not keeps_close(words(sentence), words(source))


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        (
            "In Rome the council has met again.",
            "Yesterday evening, in Rome the council has met again.",
        ),
        (
            "Without the Constitution it will be difficult to achieve the enlargement which we "
            "all see as irreversible.",
            "Without the Constitution it will be difficult to achieve the enlargement which we "
            "all, like President Prodi, see as irreversible.",
        ),
    ],
    ids=["a phrase of its own", "within a clause"],
)
def test_such_cuts_stay_allowed(sentence: str, source: str) -> None:
    assert keeps_close(words(sentence), words(source))


class SameForEach(QueueSummarizer):
    """Answers by the text, and remembers how many it was asked for at once."""

    def summarize_batch(
        self, texts: Sequence[str], options: DecodingOptions
    ) -> list[list[Hypothesis]]:
        self.asked.append((list(texts), options))
        short = "Net profit rose 8.3% to €74.4 million."
        return [[Hypothesis(short if text == PROFIT else FUSED, -0.1)] for text in texts]


def test_sentences_of_several_releases_are_shortened_at_once_and_as_if_alone() -> None:
    releases = [[PROFIT], CALL, ["Too short"], [PROFIT, *CALL]]
    alone = [summarize(r, SameForEach(), check=no_findings, signature="m") for r in releases]
    assert [s.signature for s in alone] == ["m", KEY_SENTENCES, KEY_SENTENCES, "m"]
    model = SameForEach()
    outlines = [outline(r) for r in releases]
    assert write_summaries(outlines, model, check=no_findings, signature="m") == alone
    keys = dict.fromkeys(key for o in outlines for key in o.keys)
    assert model.asked[0][0] == [key.text for key in keys], "all of them in the first call"
    assert len(model.asked) == 2, "and all that nothing was found for in the second"
