"""Reads a text or Markdown file."""

from pathlib import Path

from studyapp.material.cleaning import MAX_DOCUMENT_CHARS, clean_text, require_text
from studyapp.material.decoding import decode
from studyapp.material.importing.events import FoundSection, Imported, Opened, Tell
from studyapp.material.sections.written import written_sections
from studyapp.models import FileFormat


def read(path: Path, file_format: FileFormat, *, most_pages: int, tell: Tell) -> None:  # noqa: ARG001
    text = require_text(clean_text(decode(path.read_bytes()), most=MAX_DOCUMENT_CHARS))
    tell(Opened(None, 0))
    sections = (FoundSection.of(section, has_pages=False) for section in written_sections(text))
    tell(Imported(text, (), (), tuple(sections)))
