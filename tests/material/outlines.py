"""Creates outlines of PDFs for tests, sound ones and such as damaged or hostile files have."""

import io
from collections.abc import Callable, Sequence
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject, NameObject, NullObject, TextStringObject


def with_outline(data: bytes, entries: Sequence[tuple[int, str, int]]) -> bytes:
    """The file with an outline of these entries: level from 1, title and page from 1."""

    def add(writer: PdfWriter) -> None:
        parents: dict[int, IndirectObject | None] = {0: None}
        for level, title, page in entries:
            parents[level] = writer.add_outline_item(title=title, page_number=page - 1, parent=parents[level - 1])

    return changed(data, add)


def without_outline(data: bytes) -> bytes:
    def remove(writer: PdfWriter) -> None:
        writer.root_object.pop("/Outlines", None)

    return changed(data, remove)


def in_a_circle(data: bytes) -> bytes:
    """Two entries that follow each other for ever, the second of which holds the first."""

    def add(writer: PdfWriter) -> None:
        first, second = (writer.add_outline_item(title=title, page_number=0) for title in ("First", "Second"))
        entry(second)[NameObject("/Next")] = first
        entry(second)[NameObject("/First")] = first
        entry(second)[NameObject("/Last")] = second

    return changed(data, add)


def leading_nowhere(data: bytes) -> bytes:
    """An entry without a destination, one to a page that does not exist, one to no page, and a sound one."""

    def add(writer: PdfWriter) -> None:
        items = [
            writer.add_outline_item(title=title, page_number=0) for title in ("Without", "Unknown", "Null", "Sound")
        ]
        for item in items[:3]:
            del entry(item)["/A"]
        entry(items[1])[NameObject("/Dest")] = TextStringObject("a name nobody gave")
        entry(items[2])[NameObject("/Dest")] = NullObject()

    return changed(data, add)


def changed(data: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    writer, buffer = PdfWriter(clone_from=PdfReader(io.BytesIO(data))), io.BytesIO()
    change(writer)
    writer.write(buffer)
    return buffer.getvalue()


def entry(reference: IndirectObject) -> DictionaryObject:
    return cast("DictionaryObject", reference.get_object())
