"""The page that shows a document, page by page, with a quote marked."""

from studyapp.ui.pages.document.state import DocumentState
from studyapp.ui.pages.document.view import document_page

__all__ = ["DocumentState", "document_page"]
