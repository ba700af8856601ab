"""L1 and L2: sources are found where they stand."""

import pytest

from studyapp.rules.lessons import SectionText, SourceDraft
from studyapp.rules.lessons.concepts.quoting import quoting
from tests.rules.lessons.cells import MEMBRANE_QUOTE, SECTION


def _found(*drafts: SourceDraft, section: SectionText = SECTION) -> tuple[list[int | None], list[tuple[str, str]]]:
    """The pages of the sources that were found, and the findings."""
    quoted = quoting(drafts, section)
    findings = [(finding.rule, finding.severity.value) for finding in quoted.findings]
    return [source.page for source in quoted.sources], findings


@pytest.mark.parametrize(
    ("quote", "page", "expected"),
    [
        (MEMBRANE_QUOTE, 41, ([41], [])),
        (MEMBRANE_QUOTE, None, ([41], [])),
        ("Proteins that are embedded in it", 41, ([41], [])),
        ("The cell membrane … red blood cells on water", 41, ([41], [])),
        (MEMBRANE_QUOTE, 42, ([41], [("L2", "warn")])),
        (MEMBRANE_QUOTE, 7, ([41], [("L2", "warn")])),
        ("a thick double layer of lipids", 41, ([], [("L1", "reject")])),
        ("a thick double layer of lipids", 7, ([], [("L2", "reject")])),
        ("lipids", 41, ([], [("L1", "reject")])),
    ],
)
def test_a_quote_stands_in_the_section(
    quote: str, page: int | None, expected: tuple[list[int | None], list[tuple[str, str]]]
) -> None:
    assert _found(SourceDraft(quote, page)) == expected


def test_one_quote_that_is_not_found_is_taken_out() -> None:
    found = _found(SourceDraft(MEMBRANE_QUOTE, 41), SourceDraft("words that are not there", 41))
    assert found == ([41], [("L1", "warn")])


def test_a_concept_without_sources_is_rejected() -> None:
    assert _found() == ([], [("L1", "reject")])


def test_the_offsets_are_those_in_the_section() -> None:
    (source,) = quoting([SourceDraft("Proteins that are embedded in it")], SECTION).sources
    assert SECTION.text[source.start : source.end] == "Proteins that are em-\nbedded in it"


def test_a_quote_that_stands_on_two_pages_is_found_on_the_one_it_names() -> None:
    line = "The same sentence stands on both pages.\n"
    section = SectionText("Twice", line * 2, ((0, 1), (len(line), 2)))
    assert _found(SourceDraft("The same sentence stands", 2), section=section) == ([2], [])
    assert _found(SourceDraft("The same sentence stands", 1), section=section) == ([1], [])


def test_a_long_quote_is_cut_and_more_than_four_are_left_out() -> None:
    section = SectionText("Long", " ".join(f"number {count} of many words" for count in range(100)))
    quoted = quoting([SourceDraft(section.text[:800])], section)
    assert 280 < len(quoted.sources[0].quote) <= 300
    assert not quoted.findings
    many = quoting([SourceDraft(f"number {count} of many") for count in range(10, 16)], section)
    assert len(many.sources) == 4


def test_material_without_pages_has_none() -> None:
    assert _found(SourceDraft(MEMBRANE_QUOTE, 41), section=SectionText("Cells", SECTION.text)) == ([None], [])
