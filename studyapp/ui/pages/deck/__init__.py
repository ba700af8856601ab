"""The page of one deck: its cards, and the ways to make more."""

from studyapp.ui.pages.deck.actions import DeckActionsState
from studyapp.ui.pages.deck.cards.actions import CardActionsState
from studyapp.ui.pages.deck.cards.duplicates import DuplicatesState
from studyapp.ui.pages.deck.cards.editing import CardEditingState
from studyapp.ui.pages.deck.state import DeckState
from studyapp.ui.pages.deck.view import deck_page

__all__ = ["CardActionsState", "CardEditingState", "DeckActionsState", "DeckState", "DuplicatesState", "deck_page"]
