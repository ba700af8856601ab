"""The file of a document, for showing its pages and for giving it back as it was uploaded."""

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from studyapp.errors import NotFound
from studyapp.models import FileFormat
from studyapp.services.courses.documents import get_document
from studyapp.services.courses.files.storage import path_of, readable_digest


@dataclass(frozen=True, slots=True)
class SourceFile:
    digest: str
    path: Path
    name: str
    """As it was called when it was uploaded."""
    format: FileFormat

    @property
    def has_pages(self) -> bool:
        """Whether its pages can be shown as they look."""
        return self.format is FileFormat.PDF


def source_file(
    session: Session, user_id: str, document_id: str, *, data_dir: Path, is_original: bool = False
) -> SourceFile:
    """The file of a document of a course: as it was uploaded if `is_original`, else a copy that opens without a
    password if one was needed. Raises `NotFound` also if the file is not there any more.
    """
    document = get_document(session, user_id, document_id)
    digest = (document.file_digest or "") if is_original else readable_digest(document)
    path = path_of(data_dir, digest)
    if not digest or not path.is_file():
        raise NotFound("The file of this document is not there any more.")
    return SourceFile(digest, path, document.file_name, document.format or FileFormat.TEXT)
