"""All pages, their addresses and the events they start. The composition root calls `add_pages`."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from studyapp.ui.frame.fallbacks import NotFoundState, not_found_page
from studyapp.ui.frame.layout import Text, window_title
from studyapp.ui.pages.course import CourseState, course_page
from studyapp.ui.pages.courses import CoursesState, courses_page
from studyapp.ui.pages.coverage import (
    DocumentCardsState,
    SectionCardsState,
    document_cards_page,
    section_cards_page,
)
from studyapp.ui.pages.deck import DeckState, deck_page
from studyapp.ui.pages.decks import DecksState, decks_page
from studyapp.ui.pages.document import DocumentState, document_page
from studyapp.ui.pages.goal import GoalState, goal_page
from studyapp.ui.pages.goals import GoalsState, goals_page
from studyapp.ui.pages.lesson import LessonState, lesson_page
from studyapp.ui.pages.settings import SettingsState, settings_page
from studyapp.ui.pages.study import StudyState, study_page
from studyapp.ui.pages.tasks import TasksState, tasks_page
from studyapp.ui.pages.today import TodayState, today_page
from studyapp.ui.pages.trash import TrashState, trash_page


def add_pages(app: rx.App) -> None:
    """Add all pages, in the order of the rail."""
    studying = [StudyState.open_study, StudyState.watch]
    add_page(app, today_page, route="/", title="Today", on_load=[TodayState.open_today, TodayState.watch])
    add_page(app, decks_page, route="/decks", title="Decks", on_load=DecksState.watch)
    opening = [DeckState.open_deck, DeckState.watch]
    add_page(app, deck_page, route="/decks/[deck_id]", title=DeckState.name, on_load=opening)
    reading = [GoalState.open_goal, GoalState.watch]
    add_page(app, goal_page, route="/goals/[goal_id]", title=GoalState.name, on_load=reading)
    add_page(app, goals_page, route="/goals", title="Goals", on_load=GoalsState.watch)
    opening_course = [CourseState.open_course, CourseState.watch]
    add_page(app, course_page, route="/courses/[course_id]", title=CourseState.name, on_load=opening_course)
    add_page(app, courses_page, route="/courses", title="Courses", on_load=CoursesState.watch)
    opening_section = [LessonState.open_section, LessonState.watch]
    add_page(app, lesson_page, route="/sections/[section_id]", title=LessonState.name, on_load=opening_section)
    opening_document = [DocumentState.open_document, DocumentState.watch]
    add_page(app, document_page, route="/documents/[document_id]", title=DocumentState.name, on_load=opening_document)
    covered = [SectionCardsState.open_section, SectionCardsState.watch]
    route = "/sections/[section_id]/cards"
    add_page(app, section_cards_page, route=route, title=SectionCardsState.name, on_load=covered)
    covered = [DocumentCardsState.open_document, DocumentCardsState.watch]
    route = "/documents/[document_id]/cards"
    add_page(app, document_cards_page, route=route, title=DocumentCardsState.name, on_load=covered)
    add_page(app, trash_page, route="/trash", title="Trash", on_load=[TrashState.open_trash, TrashState.watch])
    add_page(app, study_page, route="/study", title="Study", on_load=studying)
    add_page(app, study_page, route="/study/[deck_id]", title="Study", on_load=studying)
    add_page(app, tasks_page, route="/tasks", title="Tasks", on_load=[TasksState.open_tasks, TasksState.watch])
    add_page(
        app,
        settings_page,
        route="/settings",
        title="Settings",
        on_load=[SettingsState.watch, SettingsState.ask_browser],
    )
    add_page(app, not_found_page, route="404", title="Nothing here", on_load=NotFoundState.watch)


def add_page(app: rx.App, view: Callable[[], rx.Component], *, route: str, title: Text, on_load: Any) -> None:
    """Add a page whose window title shows the number of active jobs."""
    app.add_page(view, route=route, title=window_title(title), on_load=on_load)
