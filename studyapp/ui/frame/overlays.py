"""What can be called over any page: the dialogs that ask, the keyboard's sheet, the tasks."""

import reflex as rx

from studyapp.ui.frame.help import Help
from studyapp.ui.generate.cards import GenerateDialog
from studyapp.ui.generate.questions import QuestionDialog


class Overlays(rx.State):
    @rx.event
    async def put_away(self):
        """A page begins without them, also when the learner came by the browser's own buttons."""
        for dialog in (Help, QuestionDialog, GenerateDialog):
            (await self.get_state(dialog)).is_open = False
