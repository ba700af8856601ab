"""A prompt, with what to expect of its answer, and the parts that all prompts are built from."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

from studyapp.settings import Effort

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
    """The rules. They are the same for all calls of a kind, so that servers can keep what they have read of them."""
    given: str
    """What the call is about, e.g. the material. A repair call begins with the same words."""
    asked: str
    """What is wanted of it this time."""
    key: str
    """The field of the answer that holds the array of items."""
    schema: Mapping[str, Any]
    most: int
    """How many items are read at most. The call ends after them."""
    tokens: int
    """How many tokens the answer may have, without thinking. Unused ones cost nothing."""
    effort: Effort = "low"

    @property
    def user(self) -> str:
        return turn(self.given, self.asked)


_SECRET: Final = secrets.token_bytes(16)
"""Makes tags that nobody outside of this process can guess."""


class Fence:
    """Puts texts between tags that occur in none of them. The same texts get the same tags.

    What a model wrote before needs a fence of its own, because the model has seen the tags of the others.
    """

    def __init__(self, *texts: str | None) -> None:
        written = "\n".join(filter(None, texts))
        self._tag = _tag(written)
        while self._tag in written:
            self._tag = _tag(written + self._tag)

    def around(self, name: str, text: str | None) -> str:
        """The text between tags; an empty string if there is no text."""
        return f"<{name}-{self._tag}>\n{text}\n</{name}-{self._tag}>" if text else ""


def turn(*parts: str) -> str:
    """The parts that are not empty, joined into the user's message."""
    return "\n\n".join(filter(None, parts))


def listed(lines: Sequence[str]) -> str:
    """A list with one line for each text. Line breaks within a text become spaces."""
    return "\n".join(f"- {' '.join(line.split())}" for line in lines)


def json_object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON schema whose fields are all required, in the order in which a model should write them."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def array_of(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _tag(text: str) -> str:
    return blake2b(text.encode(errors="replace"), digest_size=4, key=_SECRET).hexdigest()
