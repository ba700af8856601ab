"""Reading what was asked: the server finds material, count and known questions where the prompt puts them."""

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    """All text of the user's turn."""
    material: str
    count: int
    avoid: tuple[str, ...]


def asked_for(body: dict[str, Any]) -> Asked:
    text = "\n".join(_texts(body.get("messages", [])))
    wanted = re.search(r"\b(\d+) (?:flash)?cards?\b", text.rpartition("</")[2])
    avoid = tuple(line.removeprefix("- ") for line in _fenced("existing", text).splitlines() if line.startswith("- "))
    return Asked(text, _fenced("material", text), int(wanted[1]) if wanted else 1, avoid)


def _fenced(name: str, text: str) -> str:
    """What stands between `<name-TAG>` and `</name-TAG>`, for whatever TAG the client chose."""
    found = re.search(rf"<{name}-(\w+)>\n(.*?)\n</{name}-\1>", text, re.DOTALL)
    return found[2] if found else ""


def _texts(messages: list[dict[str, Any]]) -> list[str]:
    contents = [message["content"] for message in messages if message["role"] == "user"]
    return [text for content in contents for text in _parts(content)]


def _parts(content: str | list[dict[str, Any]]) -> list[str]:
    return [content] if isinstance(content, str) else [part["text"] for part in content if part["type"] == "text"]
