"""A tab with the page of a section."""

from typing import Any

from studyapp.ui.pages.lesson import LessonActionsState
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab


async def open_section(tab: Tab[Any], section_id: str) -> LessonActionsState:
    page = await tab(LessonActionsState)
    go_to(page, f"/sections/{section_id}")
    await page.open_section()
    return page
