# pyright: standard
"""Reads PowerPoint files. Their pages are the slides; a slide or a shape that is broken costs only itself."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]
from pptx import Presentation

from studyapp.errors import BadInput, TooLarge
from studyapp.material.written.block import Block, Mark, Tell, Written, unheard
from studyapp.material.written.zipped.archive import DAMAGED, Archive
from studyapp.material.written.zipped.pptx_shapes import slide_blocks
from studyapp.material.written.zipped.xml import local, parsed

NO_TEXT: Final = (
    "This presentation has no text in it, only pictures. Save it as PDF, run that through text recognition (OCR) and "
    "upload it."
)
_PARTS: Final = (".xml", ".rels")
_SECTION: Final = "section"
_SLIDE: Final = re.compile(r"ppt/slides/[^/]+\.xml", re.IGNORECASE)
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TYPES: Final = "[Content_Types].xml"


def read_pptx(source: bytes | Path, tell: Tell = unheard, *, most_pages: int) -> Written:
    """Raises `BadInput` or `TooLarge`."""
    with Archive(source) as archive:
        archive.refuse_doctypes()
        plain = _plain(archive)
    try:
        presentation = Presentation(plain)
        listed = presentation.element.sldIdLst  # `slides` raises at the first broken one
        slides = [(each.get("id"), each.rId) for each in (() if listed is None else listed)]
        title = presentation.core_properties.title
    except (MemoryError, BadInput):
        raise
    except Exception as error:
        raise BadInput(DAMAGED) from error
    if len(slides) > most_pages:
        raise TooLarge(
            f"This presentation has {len(slides):,} slides; {most_pages:,} are the most that can be read at once. "
            "Save the part you want to study now as a file of its own."
        )
    return _written(presentation, slides, title, tell)


def _written(presentation: Any, slides: list[tuple[str, str]], title: str | None, tell: Tell) -> Written:
    blocks: list[Block] = []
    pages: list[int] = []
    for number, (_, relation) in enumerate(slides, start=1):
        pages.append(len(blocks))
        blocks += slide_blocks(presentation, relation, number)
        tell(number / len(slides))
    if not blocks:
        raise BadInput(NO_TEXT)
    numbers = {slide: at for at, (slide, _) in enumerate(slides)}
    marks = [Mark(name, 1, pages[numbers[first]]) for name, first in _sections(presentation) if first in numbers]
    return Written(title or None, tuple(blocks), tuple(sorted(marks, key=lambda mark: mark.block)), tuple(pages))


def _sections(presentation: Any) -> Iterator[tuple[str, str]]:
    """The name of each section with the id of its first slide."""
    for each in presentation.element.iter("{*}" + _SECTION):
        slides = [slide.get("id") for slide in each.iter("{*}sldId")]
        if slides and (name := (each.get("name") or "").strip()):
            yield name, slides[0]


def _plain(archive: Archive) -> BytesIO:
    """The archive without pictures and films, and without relations to parts that are not there."""
    kept = {name for name in archive if name.endswith(_PARTS)}
    plain = BytesIO()
    with zipfile.ZipFile(plain, "w") as written:
        for name in archive:
            if name in kept:
                data = archive.read(name)
                if name.endswith(".rels"):
                    data = _mended(name, data, kept)
                elif _SLIDE.fullmatch(name) and b"AlternateContent" in data:
                    data = _chosen(data)
                written.writestr(name, data)
    if _TYPES not in kept:
        raise BadInput(DAMAGED)
    return plain


def _chosen(slide: bytes) -> bytes:
    """The slide with the first of each alternative, such as a text with formulas, which would all be passed over."""
    try:
        root = parsed(slide)
    except BadInput:  # a slide that is broken costs only itself
        return slide
    for holder in list(root.iter(f"{_MC}AlternateContent")):
        parent = holder.getparent()
        if parent is not None and local(parent) in ("spTree", "grpSp"):
            at = parent.index(holder)
            parent[at : at + 1] = next((list(each) for each in holder), [])
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _mended(name: str, data: bytes, kept: set[str]) -> bytes:
    root = parsed(data)
    folder = posixpath.dirname(posixpath.dirname(name))
    for each in list(root):
        target = each.get("Target") or ""
        place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if local(each) != "Relationship" or (each.get("TargetMode") != "External" and place not in kept):
            root.remove(each)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
