"""The page of one deck: its cards, and the ways to make more."""

from studyapp.ui.pages.deck.actions import DeckActions
from studyapp.ui.pages.deck.card_actions import CardActions
from studyapp.ui.pages.deck.editing import CardEditing
from studyapp.ui.pages.deck.state import DeckState
from studyapp.ui.pages.deck.twins import Twins
from studyapp.ui.pages.deck.view import deck_page

__all__ = ["CardActions", "CardEditing", "DeckActions", "DeckState", "Twins", "deck_page"]
