"""Every summary sentence: what it rests on, how closely, whose words, who says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.check import check_summary_sentence
from presscli.document import SentenceOrigin, Summary
from presscli.summarize import Approach, summarize
from presscli.summarize.attribution import restore
from presscli.summarize.passages import MOST_QUOTED, Passage, join_pieces
from presscli.summarize.support import nearest, support_score
from tests.fakes import FakeEngine

pytestmark = pytest.mark.issue(4)

CLAIM = (
    "It has been emphasised that the new terminal will double the capacity of the port of "
    "Valdarda in three years, thanks to the eastern quay of granite."
)
BARE = "The new terminal will double the capacity of the port of Valdarda in three years."
OTHER = "Rail traffic at the three terminals of the port rose by 4.2% in the first quarter of 2024."


def summary_of(sentences: list[str], answers: dict[str, list[str]], **more: object) -> Summary:
    engine = FakeEngine(answers, max_source_tokens=200)
    settings: dict[str, object] = {"check": check_summary_sentence, "signature": "tiny", **more}
    return summarize(sentences, engine, **settings)  # type: ignore[arg-type]


# Attribution


def test_a_lost_attribution_is_put_back() -> None:
    (sentence,) = summary_of([CLAIM], {CLAIM: [BARE]}).sentences
    assert sentence.text == f"It has been emphasised that t{BARE[1:]}"
    assert sentence.origin is SentenceOrigin.REWRITTEN
    assert sentence.abstractive
    assert sentence.score == 1.0


def test_a_sentence_with_its_attribution_is_preferred() -> None:
    whole = f"It has been emphasised that t{BARE[1:]}"
    (sentence,) = summary_of([CLAIM], {CLAIM: [BARE, whole]}).sentences
    assert (sentence.text, sentence.origin) == (whole, SentenceOrigin.MODEL)


def test_a_claim_that_cannot_be_mended_is_replaced() -> None:
    source = "The terminal, some in the port believe, could double the traffic of Valdarda."
    (sentence,) = summary_of(
        [source], {source: ["The terminal could double the traffic of Valdarda."]}
    ).sentences
    assert (sentence.text, sentence.origin) == (source, SentenceOrigin.REPLACED)


@pytest.mark.parametrize(
    ("sentence", "source", "expected"),
    [
        (
            "The works end in May.",
            "According to the ministry, the works, which are long, end in May.",
            "According to the ministry, the works end in May.",
        ),
        (
            "Valdarda is safe.",
            "The mayor said that Valdarda, today, is safe.",
            "The mayor said that Valdarda is safe.",
        ),
        (
            "The works end in May.",
            "The works, which are long, end in May, said the mayor of Valdarda.",
            "The works end in May, said the mayor of Valdarda.",
        ),
        (
            "The works end in May.",
            "The works, which are long, end in May, the mayor explained today.",
            "The works end in May, the mayor explained today.",
        ),
        (
            "Without progress, Moscow does not renew it.",
            "It has been emphasised that, without progress today, Moscow does not renew it.",
            "It has been emphasised that, without progress, Moscow does not renew it.",
        ),
        ("The works, he said, end.", "The mayor said that the works end.", ""),
        ("The works end in May.", "The works, which are long, end in May.", ""),
    ],
)
def test_restore(sentence: str, source: str, expected: str) -> None:
    assert restore(sentence, source) == expected


# Quotations


SPEECH = [
    "The port grew by 4% in 2023.",
    '"We are pleased with the year.',
    "The terminal will double the traffic.",
    'Nothing else matters," said the president.',
    "The board meets on 3 May.",
]


def test_a_quotation_is_never_taken_apart() -> None:
    passages = join_pieces(SPEECH, range(5))
    assert [p.support for p in passages] == [(0,), (1, 2, 3), (4,)]
    assert passages[1].text == " ".join(SPEECH[1:4])
    for count in (1, 2, 3):
        summary = summarize(SPEECH, None, check=check_summary_sentence, sentence_count=count)
        assert SPEECH[2] not in [s.text for s in summary.sentences]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["He said “no.", "Never.” It ends.", "Good."], [(0, 1), (2,)]),
        (["He said «no.", "Never.»", "Good."], [(0, 1), (2,)]),
        (['"No." He left.', "Good."], [(0,), (1,)]),
        (['The "new', "B.", "C.", "D.", "E.", "F."], [(i,) for i in range(6)]),
    ],
    ids=["curly", "angled", "closed", "never closed"],
)
def test_join_quotations(sentences: list[str], expected: list[tuple[int, ...]]) -> None:
    assert [p.support for p in join_pieces(sentences, range(len(sentences)))] == expected


@given(st.lists(st.text(alphabet='Ab. "“”', min_size=1, max_size=8), max_size=9))
def test_join_pieces_loses_nothing(sentences: list[str]) -> None:
    passages = join_pieces(sentences, range(len(sentences)))
    given_words = " ".join(" ".join(sentences).split())
    assert " ".join(p.text for p in passages) == given_words
    assert [i for p in passages for i in p.support] == [
        i for i, s in enumerate(sentences) if s.strip()
    ]
    assert MOST_QUOTED > 1


# Support


def test_facts_must_be_in_the_support_not_somewhere_in_the_release() -> None:
    invented = OTHER.replace("4.2%", "8.4%")
    elsewhere = "Revenue of the port rose by 8.4% in the first quarter of the year."
    answers = {OTHER: [invented.replace(" of the port", "")]}
    summary = summary_of([OTHER, elsewhere], answers, sentence_count=2, headline="Rail traffic")
    assert OTHER in [s.text for s in summary.sentences]
    assert all("8.4%" not in s.text for s in summary.sentences if s.support == (0,))


@given(st.lists(st.sampled_from(("port", "of", "Rome", "8.3%", "grew", "the", "not")), min_size=1))
def test_a_score_is_a_share_and_one_for_the_sentence_itself(chosen: list[str]) -> None:
    sentence = " ".join(chosen)
    assert support_score(sentence, sentence) == 1.0
    assert 0.0 <= support_score(sentence, "Rome grew 8.3% in the port") <= 1.0


def test_the_score_falls_with_the_distance() -> None:
    near = support_score(BARE.replace("new ", "").replace(" in three years", ""), CLAIM)
    middle = support_score("The terminal will double the port in three years.", CLAIM)
    far = support_score("The new terminal of Valdarda and the capacity in years.", CLAIM)
    assert (
        1 >= near > middle > far > support_score("Nothing of the kind happened here.", CLAIM) == 0
    )


def test_nearest_is_whole_and_best() -> None:
    passages = [Passage(OTHER, (0,)), Passage(CLAIM, (1,)), Passage(BARE[:-1], (2,))]
    passage, score = nearest(BARE, passages)
    assert passage == passages[1]
    assert score == support_score(BARE, CLAIM)
    assert nearest(BARE, []) == (None, 0.0)


def test_a_sentence_of_an_abstract_is_replaced_by_the_nearest() -> None:
    release = [OTHER, CLAIM, "The board of the port meets on 3 May in Valdarda."]
    whole = " ".join(release)
    false = "Rail traffic at three terminals of the port rose by 42% in the first quarter of 2024."
    summary = summary_of(release, {whole: [false]}, sentence_count=1, approach=Approach.ABSTRACT)
    (sentence,) = summary.sentences
    assert (sentence.text, sentence.support) == (OTHER, (0,))
    assert sentence.origin is SentenceOrigin.REPLACED


def test_without_a_model_no_sentence_was_replaced() -> None:
    summary = summarize([OTHER, CLAIM], None, check=check_summary_sentence)
    assert {s.origin for s in summary.sentences} == {SentenceOrigin.RELEASE}
    assert {s.score for s in summary.sentences} == {1.0}
