"""Reads the request: finds kind, material, count and known items where the prompts put them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class Kind(StrEnum):
    CARDS = "cards"
    DISTRACTORS = "distractors"
    QUESTIONS = "questions"
    REWRITE = "rewrite"
    TREE = "tree"
    SKILL_CARDS = "skill_cards"
    LESSON = "lesson"
    ANSWER_CHECK = "answer_check"
    GREETING = "greeting"
    """A connection test, which has no material."""


_FENCES: Final = {
    "section": Kind.LESSON,
    "goal": Kind.TREE,
    "material": Kind.CARDS,
    "question": Kind.DISTRACTORS,
    "request": Kind.QUESTIONS,
    "card": Kind.REWRITE,
    "skill": Kind.SKILL_CARDS,
    "answer": Kind.ANSWER_CHECK,
}
"""The tag of each kind of prompt around what it is about. The first that a prompt has tells its kind."""


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    """All text of the user's turn."""
    kind: Kind
    material: str
    count: int | None
    """None if the server decides."""
    avoid: tuple[str, ...]
    replaced: tuple[str, ...]
    """What new items take the place of."""
    key: str
    """The right answer for which wrong ones are requested."""
    kept: tuple[str, ...]
    heading: str = ""
    """What the section of a lesson is called."""


def asked_for(body: dict[str, Any]) -> Asked:
    text = "\n".join(_texts(body.get("messages", [])))
    fenced = {kind: _fenced(name, text) for name, kind in _FENCES.items()}
    kind = next((kind for kind, material in fenced.items() if material), Kind.GREETING)
    wanted = re.search(r"exactly (\d+) ", text.rpartition("</")[2])
    return Asked(
        text=text,
        kind=kind,
        material=fenced.get(kind, ""),
        count=int(wanted[1]) if wanted else None,
        avoid=_listed("existing", text),
        replaced=_replaced(kind, text),
        key=_fenced("right", text),
        kept=_listed("kept", text),
        heading=_fenced("heading", text),
    )


def _fenced(name: str, text: str) -> str:
    """The text between `<name-TAG>` and `</name-TAG>`, for any TAG the client chose."""
    found = re.search(rf"<{name}-(\w+)>\n(.*?)\n</{name}-\1>", text, re.DOTALL)
    return found[2] if found else ""


def _listed(name: str, text: str) -> tuple[str, ...]:
    return tuple(line.removeprefix("- ") for line in _fenced(name, text).splitlines() if line.startswith("- "))


def _replaced(kind: Kind, text: str) -> tuple[str, ...]:
    """The items that are listed, or for a lesson the title of the concept."""
    return tuple(_fenced("replaced", text).splitlines()[:1]) if kind is Kind.LESSON else _listed("replaced", text)


def _texts(messages: list[dict[str, Any]]) -> list[str]:
    contents = [message["content"] for message in messages if message["role"] == "user"]
    return [text for content in contents for text in _parts(content)]


def _parts(content: str | list[dict[str, Any]]) -> list[str]:
    return [content] if isinstance(content, str) else [part["text"] for part in content if part["type"] == "text"]
