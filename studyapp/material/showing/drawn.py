"""What can be drawn of a page. It is apart from `drawing`, which takes the child process long to load."""

from enum import StrEnum


class Drawn(StrEnum):
    NOTHING = "nothing"
    PAGE = "page"
    MARKED = "marked"
    """The page with the quote marked in it."""
