"""Asking for cards: text or a file in, a background job out. On a deck's page, on the first page, and by `c`."""

from studyapp.ui.components.card_generator.dialog import GenerateDialog, generate_dialog
from studyapp.ui.components.card_generator.state import NEW, GeneratorState
from studyapp.ui.components.card_generator.view import form_close, generate_form

__all__ = ["NEW", "GenerateDialog", "GeneratorState", "form_close", "generate_dialog", "generate_form"]
