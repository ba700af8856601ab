"""The settings for scheduling and daily limits. Each is saved when its field is left."""

from collections.abc import Callable
from typing import Any, Final

import reflex as rx

from studyapp.errors import BadInput
from studyapp.ui.numbers import whole_number
from studyapp.ui.pages.settings.learning_steps import parse_steps
from studyapp.ui.pages.settings.state import SettingsState


class StudySettingsState(SettingsState):
    refused: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    """Why the content of a field was not saved, by field."""

    @rx.event
    async def write(self, name: str, text: str):
        """Save a field. If its content is refused, it stays there with the reason below."""
        if name not in _READ:
            raise BadInput("There is no such setting.")
        try:
            await self._save(**{name: _READ[name](text)})
        except BadInput as refusal:
            self.refused = self.refused | {name: refusal.sentence}
        else:
            self.refused = {other: why for other, why in self.refused.items() if other != name}

    @rx.event
    async def review_candidates(self, wanted: bool):  # noqa: FBT001
        await self._save(reviews_candidates=wanted)


_READ: Final[dict[str, Callable[[str], Any]]] = {
    "learning_steps": parse_steps,
    "relearning_steps": parse_steps,
    "maximum_interval_days": whole_number,
    "new_per_day": whole_number,
    "reviews_per_day": whole_number,
}
