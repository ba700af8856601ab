"""A request in words and what to expect of its answer, whatever it asks for."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

TEXT: Final[dict[str, Any]] = {"type": "string"}
TEXTS: Final[dict[str, Any]] = {"type": "array", "items": TEXT}
NUMBER: Final[dict[str, Any]] = {"type": "integer"}
NOTHING_TWICE: Final = " Ask nothing that the existing questions ask already."
BETTER_ONES: Final = (
    " Earlier attempts were rejected for the reasons given with them: write better ones in their place."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    system: str
    user: str
    key: str
    """The array the items stand in."""
    schema: Mapping[str, Any]
    most: int
    """Items that are read; what comes after them is not waited for."""
    tokens: int
    """Room for the answer; what is not used is not paid for."""


class Fence:
    """Marks what the learner wrote with a tag that stands nowhere in it."""

    def __init__(self, *texts: str | None) -> None:
        written = "\n".join(filter(None, texts))
        self.tag = _tag()
        while self.tag in written:
            self.tag = _tag()

    def around(self, name: str, text: str | None) -> str:
        """Nothing where there is no text."""
        return f"<{name}-{self.tag}>\n{text}\n</{name}-{self.tag}>" if text else ""


def turn(*parts: str) -> str:
    """The parts there are, as the user's side of the conversation."""
    return "\n\n".join(filter(None, parts))


def listed(lines: Sequence[str]) -> str:
    """One line each, however they were broken."""
    return "\n".join(f"- {' '.join(line.split())}" for line in lines)


def json_object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON schema whose fields are all required, in the order a model is to write them."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def array_of(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _tag() -> str:
    return secrets.token_hex(4)
