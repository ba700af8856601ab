"""The documents name only files that exist, so that a file that moves takes its mentions along."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent
DOCS: Final = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("README.md", "CONTRIBUTING.md", "STYLE.md", "docs/*.md", "docs/decisions/*.md")
    for path in ROOT.glob(pattern)
)
OF_AN_INSTALLATION: Final = frozenset({"images/", "files/", "uploads/", "page-pictures/", "frontend/"})
"""Folders of the data folder, which README and self-hosting name like folders of the repository."""
_FENCED: Final = re.compile(r"```.*?```", re.DOTALL)
_CODE: Final = re.compile(r"`([^`\n]+)`")
_LINK: Final = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
_PATH: Final = re.compile(r"\w[\w-]*(?:\.\w+)*/(?:[\w.-]+/?)*|\w[\w-]*\.(?:py|md|js|css|toml)")


def missing_paths(text: str) -> list[str]:
    return [path for path in _paths(text) if not (ROOT / path).exists() and not (ROOT / "studyapp" / path).exists()]


def _paths(text: str) -> Iterator[str]:
    """Every word inside a code span that looks like a relative path, e.g. `jobs/queue/queue.py` or `docs/`."""
    for code in _CODE.findall(_FENCED.sub("", text)):
        words = (word.rstrip(":,") for word in code.split())
        yield from (word for word in words if _PATH.fullmatch(word) and word not in OF_AN_INSTALLATION)


@pytest.mark.parametrize("name", DOCS)
def test_every_path_in_a_document_exists(name: str) -> None:
    assert missing_paths((ROOT / name).read_text()) == []


@pytest.mark.parametrize("name", DOCS)
def test_every_link_to_a_file_leads_somewhere(name: str) -> None:
    document = ROOT / name
    links = _LINK.findall(_FENCED.sub("", document.read_text()))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_a_path_that_moved_is_noticed() -> None:
    text = "See `services/gone.py`, `services/decks.py: delete_deck`, `pytest tests/gone -q`, `/api/docs` and `.web/`."
    assert missing_paths(text) == ["services/gone.py", "tests/gone"]
