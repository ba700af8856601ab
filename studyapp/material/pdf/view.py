"""How a page is seen: the part of it that is shown, turned so that most of its text can be read."""

from dataclasses import dataclass

from studyapp.material.pdf.lines import Box


@dataclass(frozen=True, slots=True)
class View:
    shown: Box
    turn: int = 0
    """By how many quarter turns most of the text is turned clockwise."""

    def seen(self, box: Box) -> Box:
        """The box as the reader sees it, measured from the lower left corner of what is shown."""
        page = self.shown
        match self.turn:
            case 0:
                edges = (box.left - page.left, box.bottom - page.bottom, box.right - page.left, box.top - page.bottom)
            case 1:
                edges = (page.top - box.top, box.left - page.left, page.top - box.bottom, box.right - page.left)
            case 2:
                edges = (page.right - box.right, page.top - box.top, page.right - box.left, page.top - box.bottom)
            case _:
                edges = (box.bottom - page.bottom, page.right - box.right, box.top - page.bottom, page.right - box.left)
        return Box(*edges)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as the reader sees them, in points."""
        width, height = self.shown.width, self.shown.height
        return (height, width) if self.turn % 2 else (width, height)

    def shows(self, box: Box) -> bool:
        width, height = self.size
        return box.right > 0 and box.top > 0 and box.left < width and box.bottom < height
