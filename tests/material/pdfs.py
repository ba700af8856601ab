"""Creates PDF files for tests."""

import io
from collections.abc import Callable, Sequence
from typing import Any, cast

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NullObject
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


def drawn(*pages: Callable[[Canvas], None], rotate: int = 0) -> bytes:
    """A PDF of pages that are drawn by these functions, in Times of 10 points unless they choose another font."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for draw in pages:
        canvas.setFont("Times-Roman", 10)
        canvas.setPageRotation(rotate)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def texts(*places: tuple[float, float, str]) -> Callable[[Canvas], None]:
    """Draws each text at its place, in this order."""

    def draw(canvas: Canvas) -> None:
        for x, y, text in places:
            canvas.drawString(x, y, text)

    return draw


def operators(x: float, y: float, code: str) -> Callable[[Canvas], None]:
    """Draws text by operators of the file format, such as one that gives letters by number."""

    def draw(canvas: Canvas) -> None:
        text: Any = canvas.beginText(x, y)
        text.textOut("")
        text._code.append(code)
        canvas.drawText(text)

    return draw


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


def without_page(data: bytes, number: int) -> bytes:
    """The file with a page that its list of pages names, but that is not there."""
    writer, buffer = PdfWriter(clone_from=PdfReader(io.BytesIO(data))), io.BytesIO()
    pages = cast("DictionaryObject", writer.root_object["/Pages"].get_object())["/Kids"]
    cast("ArrayObject", pages)[number - 1] = NullObject()
    writer.write(buffer)
    return buffer.getvalue()


def picture() -> Image.Image:
    return Image.new("RGB", (40, 60), "grey")


def drawing_itself() -> bytes:
    """A PDF whose page draws a form that draws itself twice."""
    resources = "/Resources << /XObject << /F 4 0 R >> >>"
    form = f"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] {resources} /Length 12 >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R {resources} >>",
        f"{form}\nstream\n/F Do /F Do \nendstream",
        "<< /Length 6 >>\nstream\n/F Do \nendstream",
    ]
    out, places = b"%PDF-1.7\n", list[int]()
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Root 1 0 R /Size {len(objects) + 1} >>\n"
    )
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()
