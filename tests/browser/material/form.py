"""The form in which a learner gives material."""

from pathlib import Path
from typing import Final

from playwright.sync_api import Page
from reportlab.pdfgen.canvas import Canvas

TEXT: Final = "Text to make cards from"
FILE: Final = "File to make cards from"


def submit(page: Page) -> None:
    page.get_by_test_id("generate-form").get_by_role("button", name="Generate").click()


def write_pdf(path: Path, text: str, *, scans: int = 0) -> Path:
    """A PDF with two pages of plain lines, and so many without text after them."""
    canvas = Canvas(str(path))
    canvas.setTitle("Lecture 3")
    lines = [line for line in text.splitlines() if line]
    for part in (lines[:8], lines[8:]):
        for number, line in enumerate(part):
            canvas.drawString(40, 800 - 40 * number, line[:110])
            canvas.drawString(40, 786 - 40 * number, line[110:220])
        canvas.showPage()
    for _ in range(scans):
        canvas.rect(40, 400, 200, 200)
        canvas.showPage()
    canvas.save()
    return path
