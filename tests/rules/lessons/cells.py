"""A section on cells that the rules for lessons are tested on, and a sound concept and check-in of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from studyapp.rules.lessons import CheckInDraft, ConceptDraft, LessonChecker, OptionDraft, SectionText, SourceDraft
from studyapp.rules.lessons.ground import Ground

FIRST_PAGE = """The cell membrane

The cell membrane is a thin double layer of lipids that surrounds every living cell. It was first described by
Gorter and Grendel in 1925, who spread the lipids of red blood cells on water and measured an area of 92 square
micrometres. Proteins that are em-
bedded in it let single substances pass.

"""
SECOND_PAGE = """The nucleus

The nucleus holds the DNA of the cell. Its envelope has pores, through which RNA leaves for the cytoplasm. Robert Brown
named it in 1831 when he studied orchids. The nucleolus inside of it is where ribosomes are put together.

Mitochondria

A mitochondrion turns the energy of sugar into ATP, which all parts of the cell can use. It has two membranes, of which
the inner one is folded into cristae. Muscle cells have more than 1,000 mitochondria each.
"""
SECTION = SectionText("Parts of the cell", FIRST_PAGE + SECOND_PAGE, ((0, 41), (len(FIRST_PAGE), 42)))
MEMBRANE_QUOTE = "a thin double layer of lipids that surrounds every living cell"

CHOICE = CheckInDraft(
    "choice",
    "Where are ribosomes put together?",
    options=(
        OptionDraft("In the nucleolus", "Its only work is to build the parts of ribosomes.", is_key=True),
        OptionDraft("In the cristae", "Those are folds of the inner membrane, where ATP is made."),
        OptionDraft("In the cytoplasm", "RNA goes there, and ribosomes work there once they are ready."),
        OptionDraft("In the pores", "These are openings, through which RNA leaves."),
    ),
)
SHORT = CheckInDraft(
    "short",
    "What does a mitochondrion do?",
    expected="It turns the energy of sugar into ATP.",
    key_points=("energy of sugar", "ATP"),
)
CLOZE = CheckInDraft("cloze", "Robert Brown named the nucleus in […].", expected="1831")
EXPLANATION = (
    "Every cell is wrapped in a skin of two sheets of fat molecules. Because fat and water do not mix, most things "
    "that are dissolved in water cannot slip through by themselves, so proteins in the skin work as doors for them."
)
CONCEPT = ConceptDraft(
    "The cell membrane",
    "definition",
    EXPLANATION,
    (SourceDraft(MEMBRANE_QUOTE, 41),),
    check_ins=(SHORT,),
)
OTHER = ConceptDraft(
    "The nucleus",
    "fact",
    "All that a cell inherits is kept in one room with walls of its own. Copies of single orders go out through holes "
    "in these walls, while the originals stay where they are and are never damaged by what happens outside.",
    (SourceDraft("The nucleus holds the DNA of the cell.", 42),),
    check_ins=(CHOICE,),
)


def ground(*, is_extractive: bool = False, language: str = "") -> Ground:
    return Ground(SECTION, language, is_extractive)


def checker(
    *, made_by: Literal["model", "extractive"] = "model", standing: Sequence[ConceptDraft] = ()
) -> LessonChecker:
    return LessonChecker(SECTION, language="", made_by=made_by, standing=standing)


def concept(**changes: Any) -> ConceptDraft:
    return replace(CONCEPT, **changes)


def choice(**changes: Any) -> CheckInDraft:
    return replace(CHOICE, **changes)
