"""A learner's request for the skill tree of a goal."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StrictBool, model_validator

from studyapp.errors import BadInput
from studyapp.services import text_input


class SkillTreeRequest(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    goal_id: str
    """The goal to make a tree for. If it has a tree, what is missing of it is made."""
    feedback: Annotated[str, AfterValidator(text_input.wish)] = ""
    """What you want of the tree, e.g. “more detail”: at most 1,000 characters."""
    replace: StrictBool = False
    """Whether the tree is made anew. Cards that were reviewed stay, and all of it can be undone."""
    node_id: str | None = None
    """With `replace`: the skill below which everything is made anew; everything in the tree if it is left out."""

    @model_validator(mode="after")
    def _of_a_branch(self) -> "SkillTreeRequest":
        self.node_id = self.node_id or None
        if self.node_id and not self.replace:
            raise BadInput("A branch can only be made anew: give `replace` with `node_id`.")
        return self
