"""Creates PDF files for tests."""

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer


def pdf_of_lines(pages: Sequence[Sequence[str]], *, title: str | None = None) -> bytes:
    """A PDF with one page per list and one line of text per string; an empty string leaves a gap."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    if title:
        canvas.setTitle(title)
    for page in pages:
        for at, line in enumerate(page):
            canvas.drawString(60, 780 - 14 * at, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pdf_of_paragraphs(paragraphs: Sequence[str]) -> bytes:
    """A PDF of flowing text, as from a word processor. A paragraph that starts with `# ` becomes a heading."""
    styles, buffer = getSampleStyleSheet(), io.BytesIO()
    flow: list[Flowable] = []
    for text in paragraphs:
        style = "Heading2" if text.startswith("# ") else "BodyText"
        flow += [Paragraph(text.removeprefix("# "), styles[style]), Spacer(1, 8)]
    SimpleDocTemplate(buffer, pagesize=A4).build(flow)
    return buffer.getvalue()


def pdf_of_pictures(pages: int = 2) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for _ in range(pages):
        canvas.rect(100, 100, 300, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def encrypted(data: bytes, *, user_password: str, algorithm: str = "RC4-128") -> bytes:
    writer, buffer = PdfWriter(clone_from=PdfReader(io.BytesIO(data))), io.BytesIO()
    writer.encrypt(user_password=user_password, owner_password="owner", algorithm=algorithm)
    writer.write(buffer)
    return buffer.getvalue()


def pdf_of_blank_pages(count: int) -> bytes:
    writer, buffer = PdfWriter(), io.BytesIO()
    for _ in range(count):
        writer.add_blank_page(width=100, height=100)
    writer.write(buffer)
    return buffer.getvalue()
