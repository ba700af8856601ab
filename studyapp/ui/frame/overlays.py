"""The overlays of every page: the generation dialogs, the keyboard shortcuts, the tasks."""

import reflex as rx

from studyapp.ui.frame.help import HelpState
from studyapp.ui.generate.cards import GenerateDialogState
from studyapp.ui.generate.questions import QuestionDialogState


class OverlaysState(rx.State):
    @rx.event
    async def put_away(self):
        """Close the dialogs when a page opens, also after the browser's back and forward buttons."""
        for dialog in (HelpState, QuestionDialogState, GenerateDialogState):
            (await self.get_state(dialog)).is_open = False
