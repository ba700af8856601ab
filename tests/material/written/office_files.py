"""Small Word, PowerPoint and EPUB files."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from pptx import Presentation

SENTENCE = "Photosynthesis turns light into chemical energy, and it takes place in the chloroplasts of the leaf. "
CHAPTERS = ("Cells", "Leaves", "Roots")


def saved(document: WordDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def docx_of_chapters() -> bytes:
    document = Document()
    document.core_properties.title = "On plants"
    for title in CHAPTERS:
        document.add_heading(title, level=1)
        document.add_paragraph(SENTENCE * 12)
        document.add_paragraph("They are green", style="List Bullet")
        table = document.add_table(2, 2)
        for at, words in enumerate(("Term", "Meaning", "Stoma", "A pore")):
            table.cell(at // 2, at % 2).text = words
    return saved(document)


def pptx_of_slides(count: int = 12) -> bytes:
    presentation = Presentation()
    presentation.core_properties.title = "Lecture on plants"
    for number in range(1, count + 1):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        assert slide.shapes.title
        slide.shapes.title.text = f"Topic {number}"
        slide.placeholders[1].text_frame.text = f"Point {number} of the lecture"  # pyright: ignore[reportAttributeAccessIssue]
        slide.notes_slide.notes_text_frame.text = f"Say this on {number}."  # pyright: ignore[reportOptionalMemberAccess]
    buffer = BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def changed(data: bytes, members: Mapping[str, bytes | None]) -> bytes:
    """The archive with other members in place of these; without those that are None."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    return zipped({name: each for name, each in {**kept, **members}.items() if each is not None})


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def epub_of_chapters(extra: Mapping[str, str] | None = None, *, entries: str | None = None) -> bytes:
    """A book of three files. `entries` is what its table of contents holds in place of a line for each."""
    listed = "".join(f'<item id="c{n}" href="c%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(3))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(3))
    lines = "".join(f'<li><a href="c%20{n}.xhtml#here">{title}</a></li>' for n, title in enumerate(CHAPTERS))
    page = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<metadata><dc:title>The book of plants</dc:title></metadata><manifest>"
            f'<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>{listed}</manifest>'
            f"<spine>{spine}</spine></package>",
            "OEBPS/nav.xhtml": f'{page}<nav xmlns:epub="http://www.idpf.org/2007/ops" epub:type="toc"><ol>'
            f"{entries or lines}</ol></nav></body></html>",
            **{
                f"OEBPS/c {n}.xhtml": f'{page}<p id="here"><a id="x"/><b>{title}</b></p><p>{SENTENCE * 12}&nbsp;End</p>'
                "</body></html>"
                for n, title in enumerate(CHAPTERS)
            },
            **(extra or {}),
        }
    )
