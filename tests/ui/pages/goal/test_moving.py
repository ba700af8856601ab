"""Where a skill goes when it is moved."""

import pytest

from studyapp.services.goals.mastery import Tally
from studyapp.services.goals.tree import Skill
from studyapp.ui.pages.goal.moving import Place, Way, dropped, moved, place_of

PATHS = ("1", "1.1", "1.2", "1.2.1", "2", "2.1")


def skill(path: str) -> Skill:
    return Skill(
        id=path,
        parent_id=path.rpartition(".")[0] or None,
        path=path,
        title=f"Skill {path}",
        description="",
        depth=path.count(".") + 1,
        enabled=True,
        is_leaf=True,
        job_id=None,
        own=Tally(),
        tally=Tally(),
    )


@pytest.mark.parametrize(
    ("path", "ways"),
    [
        ("1", {"down": (None, 2)}),
        ("2", {"up": (None, 1), "in": ("1", 3)}),
        ("1.1", {"down": ("1", 2), "out": (None, 2)}),
        ("1.2", {"up": ("1", 1), "in": ("1.1", 1), "out": (None, 2)}),
        ("1.2.1", {"out": ("1", 3)}),
        ("2.1", {"out": (None, 3)}),
        ("gone", {}),
    ],
)
def test_a_skill_goes_one_step_if_there_is_one(path: str, ways: dict[str, tuple[str | None, int]]) -> None:
    skills = [skill(each) for each in PATHS]
    assert {way.value: place for way in Way if (place := moved(skills, path, way))} == ways


@pytest.mark.parametrize(
    ("path", "beside", "side", "place"),
    [
        ("1.1", "1.2", "after", ("1", 2)),
        ("1.2", "1.1", "before", ("1", 1)),
        ("1.1", "2", "before", (None, 2)),
        ("1.1", "2", "after", (None, 3)),
        ("1", "2", "after", (None, 2)),
        ("2", "1", "into", ("1", 3)),
        ("1.1", "1", "into", ("1", 2)),
        ("2.1", "1.2.1", "into", ("1.2.1", 1)),
        ("1.1", "1.1", "after", None),
        ("1.1", "gone", "after", None),
        ("gone", "1.1", "after", None),
        ("1.1", "2", "above", None),
    ],
)
def test_a_skill_is_dropped_beside_another_or_into_it(path: str, beside: str, side: str, place: Place | None) -> None:
    assert dropped([skill(each) for each in PATHS], path, beside, side) == place


def test_where_a_skill_stands_is_where_it_can_be_put_back() -> None:
    skills = [skill(each) for each in PATHS]
    assert [place_of(skills, path) for path in ("1", "1.2", "2", "gone")] == [(None, 1), ("1", 2), (None, 2), None]
