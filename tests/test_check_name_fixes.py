"""Names that were copied with letters changed come out as the source has them."""

from __future__ import annotations

import pytest

from presscli.check import PLAIN, Wording, check_segment, choose
from presscli.check.reword import mend
from presscli.document import Hypothesis
from presscli.glossary import Glossary, Term, find_surnames


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        (
            "Il piano è di Ettore Brambati, che guida il gruppo.",
            "The plan is by Ector Brambati, who leads the group.",
            "The plan is by Ettore Brambati, who leads the group.",
        ),
        (
            "Presenti il sindaco Renzo Vidali e la giunta.",
            "Mayor Renzo Vidale's council was present.",
            "Mayor Renzo Vidali's council was present.",
        ),
        ("Casi a Rimini e Pavia", "Cases in Remini and Pavia", "Cases in Rimini and Pavia"),
        ("Rimini ospita la fiera.", "Remini hosts the fair.", "Rimini hosts the fair."),
        ("Torna il premio «Frontiera»", "The “Srontier” prize", "The “Frontiera” prize"),
        ("La linea per Tortona", "The line to Trtona", "The line to Tortona"),
        ("Parla Manlio Cantatore", "Manlio Cantator speaks", "Manlio Cantatore speaks"),
        ("Così dice Ilaria Abbiati", "So says Ilaria Abbiates", "So says Ilaria Abbiati"),
    ],
)  # fmt: skip
def test_bad_copies_are_repaired_and_nothing_is_found(
    source: str, target: str, mended: str
) -> None:
    assert mend(source, target, PLAIN) == mended
    assert [f for f in check_segment(source, mended) if f.code == "W-NAME"] == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("colloqui con Zelenskij", "talks with Zelensky"),
        ("colloqui con Gheddafi", "talks with Gaddafi"),
        ("la statua di Ettore", "the statue of Hector"),
        ("la città di Gorizia", "the Gorizian city"),
        ("il Viminale tace", "the Viminal is silent"),
        ("la carta di Mercatore", "the map of Mercator"),
        ("la scuola degli Eleatici", "the school of the Eleatics"),
        ("i filosofi e Pitagora", "the philosophers and Pythagoras"),
        ("la scrittrice Zoe Kovac a Nicolò", "the writer Zoe Kovac to Nicolo"),
        ("a Gorizia e Nova Gorica", "in Gorica and Nova Gorica"),  # It stands for itself too.
        ("tra Vidali e Vidari", "between Vidali and Vidari"),
        ("tra Vidali e Vidari", "between Vidani and others"),  # Which of the two?
        ("il sito www.rimini.example a Rimini", "the site www.remini.example in town"),
        ("IL SINDACO VIDALI", "THE MAYOR VIDALE"),
        ("Custodire la copia", "Custodise the copy"),
        ("il Partito Repubblicano", "the Republicn Party"),
    ],
)
def test_what_may_be_right_or_is_not_plain_is_left(source: str, target: str) -> None:
    assert mend(source, target, PLAIN) == target


def test_surnames_of_the_release_are_known_where_they_stand_alone() -> None:
    people = find_surnames(["Parla Noemi Crosignani."])
    wording = Wording(surnames=people)
    mended = mend("Crosignani ha firmato", "Crosinani has signed", wording)
    assert mended == "Crosignani has signed"


def test_the_users_terms_are_not_taken_for_bad_copies() -> None:
    wording = Wording(Glossary((Term("Tecnogrindo", "Technogrindo"),)))
    target = "a plant of Technogrindo"
    assert mend("uno stabilimento di Tecnogrindo", target, wording) == target


def test_a_hypothesis_with_the_exact_name_wins_where_the_copy_cannot_be_repaired() -> None:
    source = "Il festival di Gorizia e Nova Gorica comincia oggi."
    bad, good = "in Gorica and Nova Gorica", "in Gorizia and Nova Gorica"
    hypotheses = [Hypothesis(f"The festival {name} begins today.", score)
                  for name, score in ((bad, -0.4), (good, -0.5))]  # fmt: skip
    assert good in choose(source, hypotheses).text
