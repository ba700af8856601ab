# pyright: standard
"""Reads Word files by way of mammoth, which turns them into HTML. Its text has no pages: only Word knows these."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import mammoth
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]
from selectolax.lexbor import LexborHTMLParser

from studyapp.errors import BadInput
from studyapp.material.written.block import Tell, Written, between, unheard
from studyapp.material.written.markup.walk import Walk
from studyapp.material.written.zipped.archive import DAMAGED, Archive
from studyapp.material.written.zipped.docx_cures import cure
from studyapp.material.written.zipped.docx_paragraphs import STYLES, prepare
from studyapp.material.written.zipped.xml import local, parsed

NO_TEXT: Final = (
    "This Word file has no text in it, perhaps only pictures. Save it as PDF, run that through text recognition (OCR) "
    "and upload it."
)
_MOST_DEPTH: Final = 250
"""Elements within elements, which mammoth follows by calling itself."""
_UNPACKED, _UNDERSTOOD, _CONVERTED = 0.2, 0.55, 0.8
"""How much of the work has been done at these steps: measured with a text of 1.7 million characters."""
_ID: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}id"
_DOCUMENT_TYPE: Final = "/officeDocument"
_PARTS: Final = (".xml", ".rels")


def read_docx(source: bytes | Path, tell: Tell = unheard) -> Written:
    """Raises `BadInput` or `TooLarge`."""
    with Archive(source) as archive:
        archive.refuse_doctypes()
        name = _document_name(archive)
        body = parsed(archive.read(name))
        _require_depth(body)
        styles = parsed(archive.read(f"{name.rpartition('/')[0]}/styles.xml")) if _has_styles(archive, name) else None
        parts = {name: body} | _note_parts(archive, name)
        notes = {(f"{local(each)}Reference", each.get(_ID)) for root in parts.values() for each in root}
        for root in parts.values():
            cure(root, notes=notes)
        prepare(body, styles)
        html = _html(_plain(archive, parts), tell)
        title = _title(archive)
    walk = Walk(is_web_page=False)
    root = LexborHTMLParser(html).body
    if root is not None:
        _mark_notes(root)
        walk.through(root, between(tell, _CONVERTED, 1))
    if not walk.blocks:
        raise BadInput(NO_TEXT)
    return Written(title, tuple(walk.blocks))


def _document_name(archive: Archive) -> str:
    if "_rels/.rels" in archive:
        for each in parsed(archive.read("_rels/.rels")):
            name = (each.get("Target") or "").lstrip("/")
            if (each.get("Type") or "").endswith(_DOCUMENT_TYPE) and name in archive:
                return name
    if "word/document.xml" in archive:
        return "word/document.xml"
    raise BadInput(DAMAGED)


def _has_styles(archive: Archive, name: str) -> bool:
    return f"{name.rpartition('/')[0]}/styles.xml" in archive


def _note_parts(archive: Archive, name: str) -> dict[str, Any]:
    """The parts with foot and end notes, by name."""
    names = [f"{name.rpartition('/')[0]}/{kind}notes.xml" for kind in ("foot", "end")]
    return {each: parsed(archive.read(each)) for each in names if each in archive}


def _require_depth(root: Any) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _MOST_DEPTH:
            raise BadInput(DAMAGED)


def _plain(archive: Archive, parts: Mapping[str, Any]) -> BytesIO:
    """The archive without pictures, and with these parts as they are now."""
    changed = {name: etree.tostring(root, encoding="utf-8", xml_declaration=True) for name, root in parts.items()}
    plain = BytesIO()
    with zipfile.ZipFile(plain, "w") as written:
        for each in archive:
            if each.endswith(_PARTS):
                written.writestr(each, changed[each] if each in changed else archive.read(each))
    return plain


def _html(plain: BytesIO, tell: Tell) -> str:
    def understood(document: Any) -> Any:
        tell(_UNDERSTOOD)
        return document

    tell(_UNPACKED)
    try:
        return mammoth.convert_to_html(
            plain,
            style_map=STYLES,
            convert_image=lambda _: [],
            include_embedded_style_map=False,
            transform_document=understood,
        ).value
    except (MemoryError, BadInput):
        raise
    except Exception as error:
        raise BadInput(DAMAGED) from error


def _mark_notes(root: Any) -> None:
    """Say that the list at the end holds notes, and leave out the numbers that refer to them."""
    for note in root.css('li[id^="footnote-"], li[id^="endnote-"]'):
        note.attrs["class"] = "footnote"
    for link in root.css('a[href^="#footnote-"], a[href^="#endnote-"]'):
        link.decompose()
    for sup in root.css("sup"):
        if not sup.text().strip():
            sup.decompose()


def _title(archive: Archive) -> str | None:
    if "docProps/core.xml" not in archive:
        return None
    try:
        found = (each.text for each in parsed(archive.read("docProps/core.xml")) if local(each) == "title")
        return next(found, None)
    except BadInput:
        return None
