"""A learner's request for the skill tree of a goal."""

from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict

from studyapp.services import text_input

WISH_CHARS: Final = 1_000


def _wish(text: str) -> str:
    return text_input.block(text, name="The wish", longest=WISH_CHARS)


class SkillTreeRequest(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    goal_id: str
    """The goal to make a tree for. If it has a tree, what is missing of it is made."""
    feedback: Annotated[str, AfterValidator(_wish)] = ""
    """What you want of the tree, e.g. “more detail”: at most 1,000 characters."""
