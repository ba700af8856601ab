"""Pages of a document that could not be read, and the sentence about them."""

from collections.abc import Iterable, Sequence
from enum import StrEnum


class PageProblem(StrEnum):
    """Why a page has no text in the document."""

    NO_TEXT = "no_text"
    """The page shows a picture, as a scan does."""
    UNREADABLE = "unreadable"
    """The page is damaged, or its fonts do not say which letters they show."""


def problem_numbers(problems: Sequence[PageProblem | None], problem: PageProblem) -> list[int]:
    """The numbers, from 1, of the pages with this problem."""
    return [number for number, each in enumerate(problems, start=1) if each is problem]


def left_out(problems: Iterable[PageProblem | None]) -> str:
    """A sentence about the pages that were left out, of all the pages of a document; empty if there are none."""
    every = list(problems)
    scans, unreadable = every.count(PageProblem.NO_TEXT), every.count(PageProblem.UNREADABLE)
    of = f"of {len(every)} {'page' if len(every) == 1 else 'pages'}"
    parts = [
        f"{scans} {of} {_has(scans)} no text: {'a scan' if scans == 1 else 'scans'}" if scans else "",
        f"{unreadable} {of} cannot be read: {'its' if unreadable == 1 else 'their'} fonts do not say which letters "
        "they show" if unreadable else "",
    ]  # fmt: skip
    return " ".join(f"{part}." for part in parts if part)


def _has(number: int) -> str:
    return "has" if number == 1 else "have"
