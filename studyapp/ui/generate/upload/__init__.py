"""A form's field for a text, Markdown or PDF file, which is read in the background."""

from studyapp.ui.generate.upload.state import UploadState
from studyapp.ui.generate.upload.view import attached_file, drop_zone, field_of

__all__ = ["UploadState", "attached_file", "drop_zone", "field_of"]
