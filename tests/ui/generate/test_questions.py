from collections.abc import Generator
from datetime import timedelta

import pytest

from studyapp import settings
from studyapp.database import Database
from studyapp.jobs.kinds.questions.handler import MOST_ACTIVE
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store import reading
from studyapp.models import JobStatus, JobType, User
from studyapp.services import decks
from studyapp.ui.generate.questions import QuestionDialogState
from tests.factories import NOON, make_deck
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job

PROMPT = "The causes of the French Revolution"


def jobs(database: Database, owner: User):
    with database.read() as session:
        return reading.list_jobs(session, owner.id).jobs


def titles(database: Database, owner: User) -> set[str]:
    with database.read() as session:
        return {deck.title for deck in decks.list_decks(session, owner.id, now=NOON)}


def make(database: Database, owner: User, *titles: str) -> list[str]:
    with database.write() as session:
        return [make_deck(session, owner, title=title).id for title in titles]


@pytest.fixture(autouse=True)
def with_a_model(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:1")
    settings.current.cache_clear()
    yield
    settings.current.cache_clear()


@pytest.fixture
async def dialog(tab: Tab[QuestionDialogState]) -> QuestionDialogState:
    """The open dialog on the tasks page."""
    state = await tab(QuestionDialogState)
    go_to(state, "/tasks")
    await state.show()
    return state


async def test_a_prompt_becomes_a_job_in_a_deck_named_by_it_and_the_dialog_closes(
    dialog: QuestionDialogState, use_database: Database, owner: User
) -> None:
    events = await dialog.ask({"prompt": f"  {PROMPT}  ", "deck_id": ""})
    (job,) = jobs(use_database, owner)
    assert (job.type, job.status) == (JobType.QUESTION_GENERATION, JobStatus.PENDING)
    assert titles(use_database, owner) == {PROMPT}
    assert not dialog.is_open
    assert "studyDrafts?.accept" in str(events)


async def test_questions_go_to_the_deck_that_was_chosen(
    dialog: QuestionDialogState, use_database: Database, owner: User
) -> None:
    history, _ = make(use_database, owner, "History", "Biology")
    await dialog.ask({"prompt": PROMPT, "deck_id": history})
    assert jobs(use_database, owner)[0].target == {"kind": "deck", "id": history}
    assert titles(use_database, owner) == {"History", "Biology"}


@pytest.mark.parametrize("page", ["decks", "study"])
async def test_on_a_decks_own_pages_that_deck_is_offered_first(
    tab: Tab[QuestionDialogState], use_database: Database, owner: User, page: str
) -> None:
    old, _ = make(use_database, owner, "Old", "New")
    dialog = await tab(QuestionDialogState)
    go_to(dialog, f"/{page}/{old}")
    await dialog.show()
    assert dialog.here == old
    assert [choice.title for choice in dialog.decks] == ["Old", "New"]


async def test_elsewhere_a_new_deck_is_offered_first(
    dialog: QuestionDialogState, use_database: Database, owner: User
) -> None:
    make(use_database, owner, "History")
    go_to(dialog, "/decks/01900000-0000-7000-8000-000000000000")
    await dialog.show()
    assert dialog.here == ""
    assert [choice.title for choice in dialog.decks] == ["History"]


async def test_another_learners_deck_is_neither_offered_nor_taken(
    dialog: QuestionDialogState, use_database: Database, owner: User, stranger: User
) -> None:
    (foreign,) = make(use_database, stranger, "Secret")
    go_to(dialog, f"/decks/{foreign}")
    await dialog.show()
    assert (dialog.here, dialog.decks) == ("", [])
    await dialog.ask({"prompt": PROMPT, "deck_id": foreign})
    assert dialog.problem == "This deck is not there."
    assert jobs(use_database, owner) == []


@pytest.mark.parametrize(("prompt", "sentence"), [("  x ", "at least 3 characters"), ("x" * 5_001, "at most 5,000")])
async def test_a_prompt_that_is_too_short_or_too_long_stays_with_the_sentence(
    dialog: QuestionDialogState, use_database: Database, owner: User, prompt: str, sentence: str
) -> None:
    assert await dialog.ask({"prompt": prompt}) == []
    assert sentence in dialog.problem
    assert dialog.is_open
    assert jobs(use_database, owner) == []


async def test_a_fourth_request_stays_with_the_sentence(
    dialog: QuestionDialogState, use_database: Database, owner: User
) -> None:
    with use_database.write() as session:
        deck = make_deck(session, owner)
        for _ in range(MOST_ACTIVE):
            make_job(session, deck, type=JobType.QUESTION_GENERATION, created_at=NOON - timedelta(hours=2))
    assert await dialog.ask({"prompt": PROMPT}) == []
    assert "under way already" in dialog.problem
    assert dialog.is_open
    await dialog.show()
    assert dialog.problem == ""


async def test_the_second_of_two_quick_presses_asks_for_nothing(
    dialog: QuestionDialogState, use_database: Database, owner: User
) -> None:
    await dialog.ask({"prompt": PROMPT})
    assert await dialog.ask({"prompt": PROMPT}) == []
    assert len(jobs(use_database, owner)) == 1


async def test_the_same_prompt_again_is_said_to_be_under_way(dialog: QuestionDialogState) -> None:
    await dialog.ask({"prompt": PROMPT})
    await dialog.show()
    assert "being made already" in str(await dialog.ask({"prompt": PROMPT}))


async def test_where_the_page_does_not_show_the_job_a_toast_leads_to_it(
    dialog: QuestionDialogState, use_database: Database, owner: User
) -> None:
    history, biology = make(use_database, owner, "History", "Biology")
    for page, tells in (("/", False), (f"/decks/{history}", False), (f"/study/{history}", True), ("/decks", True)):
        go_to(dialog, page)
        await dialog.show()
        events = str(await dialog.ask({"prompt": f"{PROMPT}, seen from {page}", "deck_id": history}))
        assert (f"/decks/{history}" in events) == tells, page
        with use_database.write() as session:
            QUEUE.cancel(session, owner.id, reading.list_jobs(session, owner.id).jobs[0].id, now=NOON)
    assert biology not in str(jobs(use_database, owner))


async def test_without_a_model_nothing_is_asked_and_no_deck_is_left(
    dialog: QuestionDialogState, use_database: Database, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_BASE_URL")
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    settings.current.cache_clear()
    assert await dialog.ask({"prompt": PROMPT}) == []
    assert "Your prompt is kept" in dialog.problem
    assert dialog.is_open
    assert (jobs(use_database, owner), titles(use_database, owner)) == ([], set())
