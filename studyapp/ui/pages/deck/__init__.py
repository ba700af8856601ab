"""One deck: its cards, and the ways to make more."""

from studyapp.ui.pages.deck.actions import DeckActions
from studyapp.ui.pages.deck.state import DeckState
from studyapp.ui.pages.deck.view import deck_page

__all__ = ["DeckActions", "DeckState", "deck_page"]
