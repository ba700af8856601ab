"""The flashcards of a section or document: which paragraphs have some, and the others to make some of."""

from studyapp.ui.pages.coverage.document_state import DocumentCardsState
from studyapp.ui.pages.coverage.document_view import document_cards_page
from studyapp.ui.pages.coverage.section_state import SectionCardsState
from studyapp.ui.pages.coverage.section_view import section_cards_page

__all__ = ["DocumentCardsState", "SectionCardsState", "document_cards_page", "section_cards_page"]
