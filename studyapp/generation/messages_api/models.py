"""What each Claude model takes besides the fields that all models take.

Without these fields a current model thinks at length before the first card, and its thinking counts as output. A field
that a model does not know is refused with status 400; `client` then asks once more without it.

Sources, as of November 2026: platform.claude.com/docs, the pages on effort and on thinking, the overviews of the models
and the migration guides of Opus 5.5, Sonnet 5.5, Haiku 5.5, Fable 5 and Sonnet 5.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from studyapp.settings import Effort


class Thinking(StrEnum):
    """How a model is kept from thinking before it answers."""

    ON_REQUEST = "on request"
    """It thinks only if it is told to."""
    UNLESS_DISABLED = "disabled"
    UNLESS_BETWEEN_TOOLS = "between_tools"
    ALWAYS = "always"
    """It cannot be kept from thinking; low effort makes it think little."""


@dataclass(frozen=True, slots=True)
class Traits:
    takes_effort: bool
    thinking: Thinking
    most_tokens: int | None
    """The most tokens of an answer, thinking included; None if unknown."""
    is_claude: bool = True
    """Whether the model has a large context, and may be told in many words what it should do."""

    def thinks(self, effort: Effort) -> bool:
        """Whether some of the answer's tokens go to thinking. Above low effort it is left to the model."""
        may_be_kept = effort == "low" and self.thinking is not Thinking.ALWAYS
        return self.thinking is not Thinking.ON_REQUEST and not may_be_kept

    def fields(self, effort: Effort) -> dict[str, Any]:
        """The fields of a request at this effort."""
        given: dict[str, Any] = {"output_config": {"effort": effort}} if self.takes_effort else {}
        if self.thinking in (Thinking.UNLESS_DISABLED, Thinking.UNLESS_BETWEEN_TOOLS) and not self.thinks(effort):
            given["thinking"] = {"type": self.thinking.value}
        return given


_EFFORT, _NO_EFFORT = True, False
TRAITS: Final = {
    # beginning of the name; whether it takes an effort; how it is kept from thinking; most tokens of an answer
    "claude-fable-5": Traits(_EFFORT, Thinking.ALWAYS, 128_000),
    "claude-mythos": Traits(_EFFORT, Thinking.ALWAYS, 128_000),
    "claude-opus-5-5": Traits(_EFFORT, Thinking.ALWAYS, 128_000),
    "claude-sonnet-5-5": Traits(_EFFORT, Thinking.UNLESS_BETWEEN_TOOLS, 128_000),
    "claude-haiku-5-5": Traits(_EFFORT, Thinking.UNLESS_DISABLED, 128_000),
    "claude-opus-5": Traits(_EFFORT, Thinking.UNLESS_DISABLED, 128_000),
    "claude-sonnet-5": Traits(_EFFORT, Thinking.UNLESS_DISABLED, 128_000),
    "claude-opus-4-8": Traits(_EFFORT, Thinking.ON_REQUEST, 128_000),
    "claude-opus-4-7": Traits(_EFFORT, Thinking.ON_REQUEST, 128_000),
    "claude-opus-4-6": Traits(_EFFORT, Thinking.ON_REQUEST, 128_000),
    "claude-opus-4-5": Traits(_EFFORT, Thinking.ON_REQUEST, 64_000),
    "claude-sonnet-4-6": Traits(_EFFORT, Thinking.ON_REQUEST, 128_000),
    "claude-sonnet-4-5": Traits(_NO_EFFORT, Thinking.ON_REQUEST, 64_000),
    "claude-haiku-4-5": Traits(_NO_EFFORT, Thinking.ON_REQUEST, 64_000),
    "claude-opus-4": Traits(_NO_EFFORT, Thinking.ON_REQUEST, 32_000),
    "claude-sonnet-4": Traits(_NO_EFFORT, Thinking.ON_REQUEST, 64_000),
    "claude-3-7": Traits(_NO_EFFORT, Thinking.ON_REQUEST, 64_000),
    "claude-3-5": Traits(_NO_EFFORT, Thinking.ON_REQUEST, 8_192),
    "claude-3": Traits(_NO_EFFORT, Thinking.ON_REQUEST, 4_096),
    "claude": Traits(_EFFORT, Thinking.ALWAYS, None),  # one that is newer than this table, and as the newest in it
}
_CLAUDE: Final = re.compile(r"(?:^|[^a-z0-9-]|anthropic-+|databricks-)(claude.*)")
"""Matches a name that a gateway may lead with its own, and none like “qwen3-claude-distilled”."""
_OTHER: Final = Traits(takes_effort=False, thinking=Thinking.ON_REQUEST, most_tokens=None, is_claude=False)


def traits_of(model: str) -> Traits:
    """The traits of a model by its name, in which a gateway may write dots for dashes."""
    found = _CLAUDE.search(model.lower())
    if not found:
        return _OTHER
    name = found[1].replace(".", "-")
    return TRAITS[max((start for start in TRAITS if name.startswith(start)), key=len)]
