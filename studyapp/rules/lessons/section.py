"""The text of a section that a lesson is on."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SectionText:
    title: str
    text: str
    pages: tuple[tuple[int, int], ...] = ()
    """The pages it stands on, each as (offset in the text, page from 1); the first offset is 0. Empty where the
    material has no pages.
    """

    def page_at(self, offset: int) -> int | None:
        """The page that this place of the text is on."""
        if not self.pages:
            return None
        return self.pages[max(bisect_right([start for start, _ in self.pages], offset) - 1, 0)][1]
