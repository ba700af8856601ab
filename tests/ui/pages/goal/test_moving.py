"""Where a skill goes when it is moved."""

import pytest

from studyapp.services.goals.mastery import Tally
from studyapp.services.goals.tree import Skill
from studyapp.ui.pages.goal.moving import Way, moved

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
