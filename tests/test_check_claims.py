"""A summary sentence may not make a fact of what its sources claim, plan, doubt or deny."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscli.check import check_summary_sentence
from presscli.document import Severity
from presscli.lexicon.claims import ClaimKind, claim_words, find_claims

pytestmark = pytest.mark.issue(4)

LOST = [
    (
        "Without progress on these points, Moscow does not consider it automatic to renew.",
        "It has been emphasised that, without progress on these points, Moscow does not consider "
        "it automatic to renew.",
        "W-CLAIM",
    ),
    ("Moscow will renew it.", "Moscow renews it.", "W-HEDGE"),
    ("The talks were useful.", "The talks were useful, the Kremlin said.", "W-CLAIM"),
    ("The talks were useful.", "The Kremlin said that the talks were useful.", "W-CLAIM"),
    ("The talks were useful.", "According to the ministry, the talks were useful.", "W-CLAIM"),
    ("The talks were useful.", "The talks were useful, according to the ministry.", "W-CLAIM"),
    ("The loss is small.", "It has been emphasised that the loss is small.", "W-CLAIM"),
    ("The loss is small.", "In the mayor's opinion, the loss is small.", "W-CLAIM"),
    ("The driver took the money.", "The driver allegedly took the money.", "W-CLAIM"),
    ("The reform is historic.", "The so-called reform is historic.", "W-CLAIM"),
    ("The company took the money.", "The company denied that it took the money.", "W-CLAIM"),
    ("The plant closes in May.", "The plant may close in May.", "W-HEDGE"),
    ("The plant closes in spring.", "The plant could close in spring.", "W-HEDGE"),
    ("The firm opens 3 shops.", "The firm plans to open 3 shops.", "W-HEDGE"),
    ("The firm opens 3 shops.", "The firm intends to open 3 shops.", "W-HEDGE"),
    ("The driver took the money.", "The driver would have taken the money.", "W-HEDGE"),
    ("The gas reached 40 homes.", "The gas probably reached 40 homes.", "W-HEDGE"),
    ("The board has a plan.", "The board has a draft plan.", "W-HEDGE"),
    ("Works start in June.", "Works start in June, if the council agrees.", "W-HEDGE"),
    ("Works start in June.", "Unless the river rises, works start in June.", "W-HEDGE"),
    ("The text applies to spring water.", "The text does not apply to spring water.", "W-NEGATION"),
    ("The text applies to spring water.", "The text doesn’t apply to spring water.", "W-NEGATION"),
    ("The council approved the plan.", "The council failed to approve the plan.", "W-NEGATION"),
    ("Repairs continue by night.", "Repairs never continue by night.", "W-NEGATION"),
    ("The company hired 140 drivers.", "The company will hire 140 drivers.", "W-HEDGE"),
    ("The bridge is closed in June.", "The council decided to have the bridge closed.", "W-HEDGE"),
    ("There were 200 people.", "There were more than 200 people.", "W-HEDGE"),
    ("There were about 200 people.", "There were 200 people.", "W-HEDGE"),
    ("Profit rose 8% in 2023.", "Profit rose almost 8% in 2023.", "W-HEDGE"),
    ("The fire was an attack.", 'The mayor spoke of "an attack" after the fire.', "W-CLAIM"),
    ("Women shouldn’t fight.", 'He said: "Women shouldn’t fight."', "W-CLAIM"),
    ('He said, "Women shouldn’t fight."', 'He said, "I think women shouldn’t fight."', "W-CLAIM"),
]


@pytest.mark.parametrize(("sentence", "source", "code"), LOST)
def test_a_claim_may_not_become_a_fact(sentence: str, source: str, code: str) -> None:
    findings = check_summary_sentence(sentence, [source])
    assert code in {f.code for f in findings}
    assert {f.severity for f in findings} == {Severity.ERROR}


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        (
            "The talks were useful, the Kremlin said.",
            "The talks were very useful, the Kremlin said.",
        ),
        ("The Kremlin stated that talks were useful.", "The Kremlin said that talks were useful."),
        ("The works start on 3 May.", "The works start on 3 May in Rome."),
        ("The plan was approved.", "The plan was approved, and it may be published in full."),
        ("The strike was called off.", "The strike has been called off by the unions."),
        ("The firm has 3 shops.", "The firm owns and has 3 shops."),
        ("Talks start in Geneva on 9 January.", "The talks will start in Geneva on 9 January."),
        ("There were over 200 people.", "There were more than 200 people."),
        (
            'He spoke of "an attack" by night.',
            'He spoke of "an attack" by night and of the fire.',
        ),
    ],
)
def test_what_is_kept_is_no_finding(sentence: str, source: str) -> None:
    assert check_summary_sentence(sentence, [source]) == ()


def test_what_the_model_puts_in_is_a_finding() -> None:
    source = "The plant closes in spring."
    for sentence in (
        "The plant may close in spring.",
        "The plant never closes in spring.",
        "The mayor said the plant closes in spring.",
    ):
        (finding, *_) = check_summary_sentence(sentence, [source])
        assert finding.target_span
        assert sentence[slice(*finding.target_span)] == finding.target_value


@pytest.mark.parametrize("source", [source for _, source, _ in LOST])
def test_the_source_itself_is_no_finding(source: str) -> None:
    assert check_summary_sentence(source, [source]) == ()


@given(st.sampled_from(sorted(claim_words())))
def test_every_word_listed_is_missed_when_it_is_left_out(word: str) -> None:
    source = f"The ministry {word} to that the bridge of Valdarda was built in haste."
    claims = [c for c in find_claims(source) if c.text.split()[0] == word]
    left = source.replace(f"{word} to that ", "")
    assert bool(claims) == bool(
        [f for f in check_summary_sentence(left, [source]) if f.source_value.split()[0] == word]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He may come in May, not on 3 May.", ["may", "not"]),
        ("It isn't so and can't be.", ["not", "not"]),
        ("They called for calm in the call.", ["call"]),
        ("In the mayor's opinion, the opinion counts.", ["opinion"]),
        ("The state reports a report of the words.", []),
        ("Subject to approval, the subject is closed.", ["subject"]),
    ],
)
def test_find_claims(text: str, expected: list[str]) -> None:
    assert [c.key for c in find_claims(text)] == expected


def test_kinds() -> None:
    text = "He said it could rain if it is not dry."
    assert [c.kind for c in find_claims(text)] == [
        ClaimKind.ATTRIBUTION,
        ClaimKind.HEDGE,
        ClaimKind.CONDITION,
        ClaimKind.NEGATION,
    ]
