"""Generating cards from a text or file, as a background job: on a deck's page, on the first page, and with `c`."""

from studyapp.ui.generate.cards.dialog import GenerateDialogState, generate_dialog
from studyapp.ui.generate.cards.state import NEW, GeneratorState
from studyapp.ui.generate.cards.view import form_close, generate_form

__all__ = ["NEW", "GenerateDialogState", "GeneratorState", "form_close", "generate_dialog", "generate_form"]
