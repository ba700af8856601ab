"""Each rule for a concept, with what it must catch and what it must let pass."""

from dataclasses import replace

import pytest

from studyapp.rules.items import Finding
from studyapp.rules.lessons import ConceptDraft, FormulaDraft
from studyapp.rules.lessons.concepts import formulas, order
from studyapp.rules.lessons.concepts.facts import facts
from studyapp.rules.lessons.concepts.language import language
from studyapp.rules.lessons.concepts.length import length, markup, shortened
from studyapp.rules.lessons.concepts.sameness import sameness
from studyapp.rules.lessons.concepts.talk import talk
from studyapp.rules.lessons.concepts.verbatim import verbatim
from tests.rules.lessons.cells import CONCEPT, EXPLANATION, OTHER, concept, ground

_WORD = "word "


def _severities(findings: list[Finding]) -> list[str]:
    return [finding.severity.value for finding in findings]


@pytest.mark.parametrize(
    ("draft", "is_extractive", "severities"),
    [
        (concept(explanation=_WORD * 40), False, []),
        (concept(explanation=_WORD * 20), False, ["warn"]),
        (concept(explanation=_WORD * 11), False, ["reject"]),
        (concept(explanation=_WORD * 11), True, ["warn"]),
        (concept(explanation=_WORD * 200), False, ["warn"]),
        (concept(explanation=_WORD * 301), False, ["reject"]),
        (concept(explanation=_WORD * 301), True, ["reject"]),
        (concept(explanation="**…**"), True, ["reject"]),
        (concept(title=" – "), False, ["reject"]),
    ],
)
def test_an_explanation_has_30_to_150_words(draft: ConceptDraft, is_extractive: bool, severities: list[str]) -> None:
    assert _severities(list(length(draft, is_extractive=is_extractive))) == severities


def test_a_long_title_is_cut_between_two_words() -> None:
    assert shortened("The cell membrane") == "The cell membrane"
    assert shortened("cell " * 20) == "cell " * 14 + "cell…"
    assert len(shortened("x" * 200)) == 80


@pytest.mark.parametrize(
    ("title", "explanation", "is_caught"),
    [
        ("THE CELL MEMBRANE", OTHER.explanation, True),
        ("The skin of the cell", EXPLANATION, True),
        ("The skin of the cell", EXPLANATION.replace("wrapped", "always wrapped"), True),
        ("The membrane of the nucleus", OTHER.explanation, False),
        ("Cells", "Every cell is wrapped in a skin.", False),
    ],
)
def test_no_two_concepts_say_the_same(title: str, explanation: str, is_caught: bool) -> None:
    findings = list(sameness(concept(title=title, explanation=explanation), [CONCEPT]))
    assert [finding.rule for finding in findings] == (["L4"] if is_caught else [])


def test_two_errors_of_different_types_are_two_concepts() -> None:
    first = concept(
        title="Type I error",
        explanation="A test rejects a null hypothesis that is true. How often this may happen is the significance "
        "level, which the researcher chooses before the data are seen, usually at five per cent.",
    )
    second = concept(
        title="Type II error",
        explanation="A test keeps a null hypothesis that is false. How often this happens depends on the sample: the "
        "more cases there are, the more power a test has to find an effect that exists.",
    )
    assert list(sameness(second, [first])) == []


@pytest.mark.parametrize(
    ("text", "is_caught"),
    [
        ("Let me explain how membranes work.", True),
        ("In this section we look at the membrane.", True),
        ("This chapter covers the parts of the cell.", True),
        ("As an AI, I know no cells.", True),
        ("In diesem Kapitel werden die Teile der Zelle behandelt.", True),
        ("Dieser Abschnitt beschreibt die Zelle.", True),
        ("Dans ce chapitre, nous verrons la membrane.", True),
        ("En esta sección se explica la membrana.", True),
        ("In this part of the cell, proteins are made.", False),
        ("The section of a vein shows three layers.", False),
        ("A chapter of the Hells Angels was founded in 1948.", False),
        ("Der Abschnitt der DNA, der ein Protein beschreibt, heißt Gen.", False),
    ],
)
def test_a_lesson_does_not_speak_of_itself(text: str, is_caught: bool) -> None:
    assert [finding.rule for finding in talk(text)] == (["L7"] if is_caught else [])


@pytest.mark.parametrize(
    ("latex", "is_caught"),
    [
        (r"E = mc^{2}", False),
        (r"\left( \frac{a}{b} \right)", False),
        (r"\begin{cases} 1 \\ 2 \end{cases}", False),
        (r"\{ x \mid x > 0 \}", False),
        (r"\leftarrow", False),
        (r"\frac{a}{b", True),
        (r"a}{b", True),
        (r"\left( x", True),
        (r"\begin{cases} 1 \end{matrix}", True),
        (r"\begin{cases} 1", True),
        ("$x$", True),
        (r" \, ", True),
    ],
)
def test_formulas_are_balanced(latex: str, is_caught: bool) -> None:
    findings = list(formulas.balanced(concept(formulas=(FormulaDraft(latex),))))
    assert [finding.rule for finding in findings] == (["L8"] if is_caught else [])


@pytest.mark.parametrize(
    ("variable", "is_caught"),
    [("m", False), (r"\mathrm{E}", False), ("c", False), (r"\vec{c}", False), ("F", True), ("mv", True), ("", True)],
)
def test_each_variable_stands_in_a_formula(variable: str, is_caught: bool) -> None:
    draft = concept(formulas=(FormulaDraft("E = m c^2", ((variable, "something"),)),))
    assert [finding.rule for finding in formulas.variables(draft)] == (["L8"] if is_caught else [])


@pytest.mark.parametrize(
    ("explanation", "is_caught"),
    [("It costs $5 and $x$ more.", False), ("Here $x = 1", True), ("```\ncode", True), ("a <b>bold</b> word", False)],
)
def test_the_markup_of_an_explanation_is_closed(explanation: str, is_caught: bool) -> None:
    assert bool(list(markup(concept(explanation=explanation)))) is is_caught


_GERMAN = "Die Zelle ist von einer Haut umgeben, die aus zwei Schichten besteht und nicht für alle Stoffe offen ist."


@pytest.mark.parametrize(
    ("text", "wanted", "is_caught"),
    [
        (EXPLANATION, "", False),
        (_GERMAN, "", True),
        (_GERMAN, "de-AT", False),
        (EXPLANATION, "de", True),
        (f"The text of Schleiden says that the cell is whole: „{_GERMAN}“", "", False),
        ("ATP", "", False),
    ],
)
def test_a_lesson_is_in_the_language_it_should_be_in(text: str, wanted: str, is_caught: bool) -> None:
    assert [finding.rule for finding in language(text, ground(language=wanted))] == (["L9"] if is_caught else [])


@pytest.mark.parametrize(
    ("text", "is_extractive", "severities"),
    [
        ("In 1925 the membrane was described by Gorter and Grendel.", False, []),
        ("Muscle cells have 1000 mitochondria, and three parts.", False, []),
        ("It is made of 2 layers.", True, []),
        ("In 1926 the membrane was described.", False, ["warn"]),
        ("In 1926 the membrane was described by Danielli.", False, ["warn"]),
        ("In 1926 it had 77 parts, said a certain Danielli.", False, ["reject"]),
        ("In 1926 the membrane was described.", True, ["reject"]),
        ("Im Jahr 1925 hat der Forscher die Zelle und die Membran mit Wasser untersucht.", False, []),
    ],
)
def test_numbers_and_names_stand_in_the_section(text: str, is_extractive: bool, severities: list[str]) -> None:
    assert _severities(list(facts(text, ground(is_extractive=is_extractive)))) == severities


_COPIED = "The nucleus holds the DNA of the cell. Its envelope has pores, through which RNA leaves for the cytoplasm."


@pytest.mark.parametrize(
    ("text", "is_extractive", "severities"),
    [
        (EXPLANATION, False, []),
        (_COPIED, False, ["warn"]),
        (f"{_COPIED} {EXPLANATION}", False, []),
        (f"> {_COPIED}", True, []),
        ("> Proteins that are embedded in it let single substances pass.", True, []),
        (
            "> The nucleus holds the DNA of the cell.\n\n> Muscle cells have more than 1,000 mitochondria each.",
            True,
            [],
        ),
        ("> - It has two membranes\n> - Robert Brown named it in 1831", True, []),
        (f"> {_COPIED.replace('DNA', 'genes')}", True, ["reject"]),
        (EXPLANATION, True, ["reject"]),
    ],
)
def test_a_model_explains_and_an_extract_is_verbatim(text: str, is_extractive: bool, severities: list[str]) -> None:
    assert _severities(list(verbatim(text, ground(is_extractive=is_extractive)))) == severities


_NEEDS = {"a": frozenset({"b"}), "b": frozenset({"c"})}


@pytest.mark.parametrize(
    ("title", "depends_on", "is_caught"),
    [("C", ("A",), True), ("C", ("B",), True), ("D", ("D",), True), ("D", ("A", "B"), False), ("C", (), False)],
)
def test_concepts_depend_on_each_other_without_a_circle(
    title: str, depends_on: tuple[str, ...], is_caught: bool
) -> None:
    draft = concept(title=title, depends_on=depends_on)
    assert [finding.rule for finding in order.without_circle(draft, _NEEDS)] == (["L12"] if is_caught else [])


def test_what_a_concept_depends_on_is_called_by_its_own_title() -> None:
    draft = replace(OTHER, depends_on=("the CELL membrane", "Chloroplasts"))
    assert order.known(draft, [CONCEPT]) == ("The cell membrane",)
    assert _severities(list(order.unknown(draft, [CONCEPT]))) == ["warn"]
