"""Which concepts a section has, and what they quote."""

import pytest

from studyapp.errors import ErrorCode, GenerationFailed
from studyapp.generation.calls import LessonCall
from studyapp.generation.extractive.lessons import extract_lesson
from studyapp.material.passages.passage import LineKind
from studyapp.rules.lessons import SectionText
from tests.generation.extractive.lessons.lessons import call_of, lesson_of

CELLS = """The membrane

A membrane is a thin double layer of lipids that surrounds every living cell. It lets water pass, but no ions.

Proteins in the membrane work as channels for single substances, which is why a cell can take up sugar quickly.

Energy

A mitochondrion is a part of the cell that turns the energy of sugar into ATP. It has two membranes, the inner of
which is folded.

Ribosomes

Ribosomes read the messenger RNA and put proteins together from amino acids. A ribosome has two parts of unequal size.
"""


def _titles(text: str) -> list[str]:
    return [concept.title for concept in lesson_of(call_of(text))[1]]


def test_concepts_are_the_terms_that_are_defined_and_what_headings_announce() -> None:
    _, concepts = lesson_of(call_of(CELLS))
    found = {concept.title: concept.kind for concept in concepts}
    assert found["Membrane"] == "definition"
    assert found["Mitochondrion"] == "definition"
    assert found["Ribosomes"] == "fact"


def test_an_explanation_is_marked_as_a_quotation() -> None:
    _, concepts = lesson_of(call_of(CELLS))
    assert concepts[0].explanation == (
        "> A membrane is a thin double layer of lipids that surrounds every living cell. "
        "It lets water pass, but no ions."
    )
    assert concepts[0].sources[0].quote in " ".join(CELLS.split())


def test_a_concept_depends_on_the_terms_before_it_that_it_names() -> None:
    text = CELLS.replace("Ribosomes read", "Outside of the mitochondrion, ribosomes read")
    _, concepts = lesson_of(call_of(text))
    assert concepts[-1].depends_on == ("Mitochondrion",)


def test_a_list_belongs_to_the_sentence_that_announces_it() -> None:
    text = (
        "Blood groups\n\nKarl Landsteiner found the groups of the AB0 system in 1901. Two of the groups are:\n\n"
        "- group A, which has the antigen A on its red cells\n- group B, which has the antigen B on its red cells\n"
    )
    _, (concept,) = lesson_of(call_of(text))
    assert concept.explanation.endswith("> - group B, which has the antigen B on its red cells")


def test_sentences_that_speak_of_the_text_are_left_out() -> None:
    talk = "In this section we look at its parts. See chapter 7. "
    text = CELLS.replace("It has two membranes", f"{talk}It has two membranes")
    _, concepts = lesson_of(call_of(text))
    told = " ".join(concept.explanation for concept in concepts)
    assert "In this section" not in told
    assert "chapter 7" not in told


def test_a_label_over_a_remark_is_no_heading() -> None:
    text = CELLS.replace("Energy\n", "NOTE\n")
    kinds = [(LineKind.HEADING, "The membrane\n"), (LineKind.HEADING, "NOTE\n"), (LineKind.HEADING, "Ribosomes\n")]
    assert "NOTE" not in [concept.title for concept in lesson_of(call_of(text, kinds=kinds))[1]]


def test_cells_of_a_table_are_no_heading() -> None:
    text = CELLS.replace("Energy\n", "Separate /home, /var and /tmp\n")
    kinds = [(LineKind.HEADING, "The membrane\n"), (LineKind.HEADING, "Ribosomes\n")]
    titles = [concept.title for concept in lesson_of(call_of(text, kinds=kinds))[1]]
    assert "Separate /home, /var and /tmp" not in titles
    assert "Ribosomes" in titles


def test_formulas_and_code_are_not_quoted() -> None:
    formula = "ATP = ADP + P equals the energy of a cell that is stored.\n"
    text = CELLS.replace("It has two membranes", f"\n{formula}\nIt has two membranes")
    _, concepts = lesson_of(call_of(text, kinds=[(LineKind.MATHS, formula)]))
    assert "ADP" not in " ".join(concept.explanation for concept in concepts)


def test_what_is_there_already_is_not_proposed_again() -> None:
    call = LessonCall(SectionText("Cells", CELLS), standing=("Membrane", "RIBOSOMES"))
    assert not {"Membrane", "Ribosomes"} & {concept.title for concept in lesson_of(call)[1]}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Osmose", "Als Osmose bezeichnet man die Wanderung von Wasser durch eine Haut, die für Salze dicht ist."),
        ("Taupunkt", "Der Taupunkt ist die Temperatur, bei der die Luft mit Wasserdampf gesättigt ist."),
        ("Mitose", "La mitose est le processus par lequel une cellule se divise en deux cellules identiques."),
        ("Mita", "La mita era un sistema de trabajo obligatorio por turnos que estaba al servicio del Estado."),
    ],
)
def test_a_concept_is_called_after_its_term(title: str, text: str) -> None:
    assert _titles(f"Overview\n\n{text}")[0] == title


def test_a_further_paragraph_is_called_after_what_it_introduces() -> None:
    text = (
        "Vaccination\n\nEdward Jenner carried out the first scientific vaccination in 1796, when he used material from "
        "cowpox sores to protect a boy from smallpox. In 1980 the World Health Organization declared smallpox "
        "eradicated.\n\nWhen enough people are immune, a disease can no longer spread easily. This effect is called "
        "herd immunity. For measles, about 95 percent of a population must be immune."
    )
    assert _titles(text) == ["Vaccination", "Herd immunity"]


def test_a_section_of_code_becomes_a_guide_for_reading() -> None:
    code = "\n".join(f"int add_{count}(int a, int b) {{ return a + b + {count}; }}" for count in range(40))
    text = f"Adding numbers\n\nThe functions below add two integers, and each adds another constant to it.\n\n{code}\n"
    kinds = [(LineKind.HEADING, "Adding numbers\n"), (LineKind.CODE, code)]
    head, (concept,) = lesson_of(call_of(text, kinds=kinds))
    assert "language model" in head.summary
    assert concept.title == "Adding numbers"
    assert "language model" in concept.notes[0].text
    assert "add_1" not in concept.explanation


def test_a_lesson_in_another_language_needs_a_model() -> None:
    with pytest.raises(GenerationFailed) as failed:
        list(extract_lesson(LessonCall(SectionText("Cells", CELLS), language="de")))
    assert failed.value.error_code is ErrorCode.NO_MODEL
    assert lesson_of(LessonCall(SectionText("Cells", CELLS), language="en-GB"))[1]
