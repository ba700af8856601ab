"""Reading what was asked: the server finds kind, material, count and known items where the prompts put them."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class Kind(StrEnum):
    CARDS = "cards"
    DISTRACTORS = "distractors"
    QUESTIONS = "questions"
    REWRITE = "rewrite"
    GREETING = "greeting"
    """No material: the connection test."""


_FENCES: Final = {
    "material": Kind.CARDS,
    "question": Kind.DISTRACTORS,
    "request": Kind.QUESTIONS,
    "card": Kind.REWRITE,
}
"""The fence only this kind of prompt has, with what the learner wrote in it."""


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    """All text of the user's turn."""
    kind: Kind
    material: str
    count: int | None
    """Empty: the server decides."""
    avoid: tuple[str, ...]
    key: str
    """The right answer that wrong ones are wanted for."""
    kept: tuple[str, ...]


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
        key=_fenced("right", text),
        kept=_listed("kept", text),
    )


def _fenced(name: str, text: str) -> str:
    """What stands between `<name-TAG>` and `</name-TAG>`, for whatever TAG the client chose."""
    found = re.search(rf"<{name}-(\w+)>\n(.*?)\n</{name}-\1>", text, re.DOTALL)
    return found[2] if found else ""


def _listed(name: str, text: str) -> tuple[str, ...]:
    return tuple(line.removeprefix("- ") for line in _fenced(name, text).splitlines() if line.startswith("- "))


def _texts(messages: list[dict[str, Any]]) -> list[str]:
    contents = [message["content"] for message in messages if message["role"] == "user"]
    return [text for content in contents for text in _parts(content)]


def _parts(content: str | list[dict[str, Any]]) -> list[str]:
    return [content] if isinstance(content, str) else [part["text"] for part in content if part["type"] == "text"]
