"""Draws pages of a textbook with formulas and figures."""

from collections.abc import Callable

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from studyapp.material.clippings.clipping import Clipping

WIDE, HIGH = A4
LEFT, RIGHT, LEADING = 72.0, 523.0, 13.0
PROSE = (
    "The speed of a body grows as long as a force acts on it, and stays as it is when no force does. Whoever wants to "
    "know how far it comes must know both how long the force acts and how strong it is all that time, since the one is "
    "as much a part of the way as the other."
)
"""A paragraph of three lines, which ends with `END`."""
END = "the other."

Drawing = Callable[[Canvas], None]


def page(*drawings: Drawing) -> Drawing:
    def draw(canvas: Canvas) -> None:
        for each in drawings:
            each(canvas)

    return draw


def prose(top: float, text: str = PROSE, *, left: float = LEFT, right: float = RIGHT, last: str = "") -> Drawing:
    """A paragraph whose first baseline is at `top`; `last` is a short line at its end."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        full: list[str] = _lines(text, right - left)
        for at, said in enumerate(full + [last] * bool(last)):
            spare = right - left - stringWidth(said, "Times-Roman", 10) if at < len(full) - 1 else 0.0
            canvas.drawString(left, top - at * LEADING, said, wordSpace=spare / max(said.count(" "), 1))

    return draw


def _lines(text: str, width: float) -> list[str]:
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, "Times-Roman", 10) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def fraction(y: float, *, left: float = 250.0, number: str = "") -> Drawing:
    """v = (s2 − s1) / (t2 − t1), about 26 points high around this height, with its number at the right."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Italic", 10)
        canvas.drawString(left, y, "v  =")
        canvas.drawString(left + 30, y + 8, "s2 - s1")
        canvas.drawString(left + 30, y - 9, "t2 - t1")
        canvas.setLineWidth(0.5)
        canvas.line(left + 28, y + 3, left + 62, y + 3)
        if number:
            canvas.drawRightString(RIGHT, y, number)

    return draw


def words(x: float, y: float, text: str, *, font: str = "Times-Roman", size: float = 10) -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)

    return draw


def rule(y: float) -> Drawing:
    return lambda canvas: canvas.line(LEFT, y, RIGHT, y)


def photo(left: float, bottom: float, width: float, height: float) -> Drawing:
    picture = Image.radial_gradient("L").point([min(shade, 200) for shade in range(256)])

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), left, bottom, width, height)

    return draw


def axes(left: float, bottom: float, width: float, height: float) -> Drawing:
    """A drawing with labels outside its axes."""

    def draw(canvas: Canvas) -> None:
        canvas.line(left, bottom, left + width, bottom)
        canvas.line(left, bottom, left, bottom + height)
        canvas.bezier(
            left, bottom, left + width / 3, bottom + height, left + width / 2, bottom, left + width, bottom + height
        )
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(left + width / 2, bottom - 12, "time")
        canvas.drawString(left - 30, bottom + height / 2, "speed")

    return draw


def box(clipping: Clipping) -> tuple[float, float, float, float]:
    """Left, bottom, right and top in points."""
    left, top, right, bottom = clipping.area
    return left * WIDE / 100, HIGH * (1 - bottom / 100), right * WIDE / 100, HIGH * (1 - top / 100)
