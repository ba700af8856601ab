"""A form's field for a PDF, Word, PowerPoint, EPUB, HTML or text file, which is read in the background."""

from studyapp.ui.generate.upload.state import UploadState
from studyapp.ui.generate.upload.view import READABLE, attached_file, drop_zone, field_of

__all__ = ["READABLE", "UploadState", "attached_file", "drop_zone", "field_of"]
