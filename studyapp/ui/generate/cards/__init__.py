"""Asking for cards: text or a file in, a background job out. On a deck's page, on the first page, and by `c`."""

from studyapp.ui.generate.cards.dialog import GenerateDialog, generate_dialog
from studyapp.ui.generate.cards.state import NEW, GeneratorState
from studyapp.ui.generate.cards.view import form_close, generate_form

__all__ = ["NEW", "GenerateDialog", "GeneratorState", "form_close", "generate_dialog", "generate_form"]
