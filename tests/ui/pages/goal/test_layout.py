"""The tree as a picture: every skill has its place in it, and no line leaves it."""

import re
from itertools import pairwise

import pytest

from studyapp.ui.pages.goal.layout import INDENT, RADIUS, WIDTH, draw, shortened
from tests.ui.pages.goal.test_moving import PATHS, skill


def test_each_category_is_a_drawing_of_the_skills_in_it() -> None:
    drawings = draw([skill(path) for path in PATHS])
    assert [[spot.id for spot in drawing.spots] for drawing in drawings] == [["1", "1.1", "1.2", "1.2.1"], ["2", "2.1"]]


def test_no_circle_leaves_its_drawing_or_touches_another() -> None:
    for drawing in draw([skill(path) for path in PATHS]):
        places = [(spot.x, spot.y) for spot in drawing.spots]
        assert all(RADIUS <= x <= WIDTH - RADIUS and RADIUS <= y <= drawing.height - RADIUS for x, y in places)
        heights = [y for _, y in places]
        assert all(after - before > 2 * RADIUS for before, after in pairwise(heights))


def test_a_line_leads_from_the_skill_above_to_each_other_one() -> None:
    (first, _) = draw([skill(path) for path in PATHS])
    at = {spot.id: spot for spot in first.spots}
    assert at["1"].edge == ""
    for path in ("1.1", "1.2", "1.2.1"):
        above = at[path.rpartition(".")[0]]
        begins = re.match(r"M(\d+) (\d+)V(\d+)H(\d+)$", at[path].edge)
        assert begins
        assert [int(each) for each in begins.groups()] == [
            above.x,
            above.y + RADIUS,
            at[path].y,
            above.x + INDENT - RADIUS,
        ]


def test_a_tree_without_skills_has_no_drawing() -> None:
    assert draw([]) == []


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("Short", 100, "Short"),
        ("A title that is too long", 75, "A title t…"),
        ("细胞膜的结构和功能", 75, "细胞膜的…"),
        ("WWWWWWWW", 75, "WWWW…"),
        ("iiiiiiiiiiii", 75, "iiiiiiiiiiii"),
        ("e\u0301" * 12, 75, "e\u0301" * 7 + "…"),
    ],
)
def test_a_long_title_is_shortened_by_the_width_of_its_letters(text: str, room: int, expected: str) -> None:
    assert shortened(text, room) == expected
