"""The settings page: preferences are saved whenever they change; the installation's configuration is only shown."""

import asyncio
from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Any, Final

import reflex as rx
from sqlmodel import Session

import studyapp
from studyapp import settings
from studyapp.errors import BadInput, GenerationFailed
from studyapp.generation.configured_provider import configured_provider
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store import reading
from studyapp.jobs.store.claims import SEATS
from studyapp.models import JobStatus, JobType, Theme
from studyapp.services import accounts
from studyapp.ui.acting import acting
from studyapp.ui.live.page import LivePageState, Values, assign
from studyapp.ui.numbers import whole_number
from studyapp.ui.pages.settings.rows import (
    GeneratorRow,
    LimitRow,
    StudyRow,
    generator_row,
    latency_words,
    limit_row,
    study_row,
    zone_name,
)

"""The most jobs of one learner that run at once (`Job.slot`)."""
_NO_GENERATOR: Final = GeneratorRow(name="", words="", model="", address="", is_model=False)


class SettingsState(LivePageState, rx.State):
    generator: rx.Field[GeneratorRow] = rx.field(default_factory=lambda: _NO_GENERATOR)
    limits: rx.Field[list[LimitRow]] = rx.field(default_factory=list)
    running: rx.Field[int] = rx.field(0)
    theme: rx.Field[str] = rx.field(Theme.SYSTEM.value)
    retention: rx.Field[int] = rx.field(90)
    """In percent."""
    study: rx.Field[StudyRow] = rx.field(default_factory=StudyRow)
    day_starts_at_hour: rx.Field[int] = rx.field(4)
    timezone: rx.Field[str] = rx.field("UTC")
    browser_timezone: rx.Field[str] = rx.field("")
    data_dir: str = ""
    database: str = ""
    version: str = studyapp.__version__

    is_testing: bool = False
    test_result: str = ""
    test_worked: bool = False

    notices: str = rx.LocalStorage("off", name="notices", sync=True)
    shortcuts: str = rx.LocalStorage("on", name="shortcuts", sync=True)

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        learner = accounts.get_user(session, user_id)
        installation = settings.current()
        quotas = [(kind, QUEUE.quota(session, user_id, kind, now=now)) for kind in JobType]
        return {
            "generator": generator_row(installation),
            "limits": [limit_row(kind, quota) for kind, quota in quotas],
            "running": len(reading.list_jobs(session, user_id, statuses=[JobStatus.PROCESSING], limit=len(SEATS)).jobs),
            "theme": learner.theme.value,
            "retention": round(learner.desired_retention * 100),
            "study": study_row(learner),
            "day_starts_at_hour": learner.day_starts_at_hour,
            "timezone": zone_name(learner.timezone),
            "data_dir": str(installation.data_dir),
            "database": installation.masked()["database"],
        }

    def _key(self) -> Hashable:
        return ()

    @rx.event
    def ask_browser(self):
        """Ask the browser for its time zone, to offer it as a setting."""
        return rx.call_script("Intl.DateTimeFormat().resolvedOptions().timeZone", callback=type(self).browser_answered)

    @rx.event
    def browser_answered(self, zone: str):
        self.browser_timezone = zone_name(zone) if isinstance(zone, str) and len(zone) < 64 else ""

    @rx.event
    async def choose_theme(self, theme: str | list[str]):
        if theme not in list(Theme):
            raise BadInput("There is no such theme.")
        await self._save(theme=Theme(str(theme)))

    @rx.event
    async def choose_retention(self, percent: float):
        await self._save(desired_retention=round(percent) / 100)

    @rx.event
    async def choose_day_start(self, hour: str):
        await self._save(day_starts_at_hour=whole_number(hour))

    @rx.event
    async def choose_timezone(self, zone: str):
        await self._save(timezone=zone)

    async def _save(self, **preferences: Any) -> None:
        """Save the preferences and show them at once. The learner's other tabs are told after the commit."""
        await acting(self).write(accounts.save_preferences, **preferences)
        await self._read()

    @rx.event
    def set_notices(self, wanted: bool):  # noqa: FBT001
        if not wanted:
            self.notices = "off"
            return None
        return rx.call_script("window.studyapp.askForNotices()", callback=type(self).notices_answered)

    @rx.event
    def notices_answered(self, granted: bool):  # noqa: FBT001
        self.notices = "on" if granted else "off"
        if not granted:
            return rx.toast.info(
                "The browser does not allow notifications from this page. You can change that in its settings."
            )
        return None

    @rx.event
    def set_shortcuts(self, wanted: bool):  # noqa: FBT001
        self.shortcuts = "on" if wanted else "off"

    @rx.event(background=True)
    async def test_generator(self):
        """Test the generator with one real call. It runs in the background, so that the page stays usable and can show
        progress.
        """
        async with self:
            if self.is_testing:
                return
            assign(self, is_testing=True, test_result="")
        try:
            took = await _check_generator()
        except GenerationFailed as failure:
            words, worked = failure.sentence, False
        else:
            words, worked = _worked(took), True
        async with self:
            assign(self, is_testing=False, test_result=words, test_worked=worked)


async def _check_generator() -> timedelta:
    """Check the generator. It is loaded in a thread, because importing the model's library would block every tab."""
    generator = await asyncio.to_thread(configured_provider, settings.current())
    return await generator.check()


def _worked(took: timedelta) -> str:
    return f"It works: answered in {latency_words(took)}."
