import pytest

from studyapp.material.pages import PageProblem, left_out, problem_numbers

SCAN, GARBAGE = PageProblem.NO_TEXT, PageProblem.UNREADABLE


@pytest.mark.parametrize(
    ("problems", "sentence"),
    [
        ([], ""),
        ([None] * 12, ""),
        ([SCAN] * 4 + [None] * 8, "4 of 12 pages have no text: scans."),
        ([None, SCAN, None], "1 of 3 pages has no text: a scan."),
        ([None, GARBAGE, None, None], "1 of 4 pages cannot be read: its fonts do not say which letters they show."),
        (
            [SCAN, GARBAGE, GARBAGE, None],
            (
                "1 of 4 pages has no text: a scan. "
                "2 of 4 pages cannot be read: their fonts do not say which letters they show."
            ),
        ),
    ],
)
def test_a_sentence_says_how_many_pages_are_left_out_and_why(problems: list[PageProblem | None], sentence: str) -> None:
    assert left_out(problems) == sentence


def test_pages_are_counted_from_one() -> None:
    assert problem_numbers([SCAN, None, SCAN, GARBAGE], SCAN) == [1, 3]
