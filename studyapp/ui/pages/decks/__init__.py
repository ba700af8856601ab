"""The page of all decks."""

from studyapp.ui.pages.decks.state import DecksState
from studyapp.ui.pages.decks.view import decks_page

__all__ = ["DecksState", "decks_page"]
