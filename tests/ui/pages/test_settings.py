from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from studyapp.database import Database
from studyapp.errors import BadInput
from studyapp.jobs.store.views import Quota
from studyapp.models import JobStatus, JobType, Theme, User
from studyapp.services import accounts
from studyapp.settings import Settings as Installation
from studyapp.ui.pages.settings import SettingsState
from studyapp.ui.pages.settings.learning_steps import parse_steps, steps_words
from studyapp.ui.pages.settings.rows import generator_row, latency_words, limit_row, time_zones, zone_name
from studyapp.ui.pages.settings.study_state import StudySettingsState
from tests.factories import make_deck
from tests.ui.conftest import Tab
from tests.ui.jobs import make_job


def saved(database: Database, owner: User) -> User:
    with database.read() as session:
        return accounts.get_user(session, owner.id)


async def test_each_change_is_saved_at_once(tab: Tab[SettingsState], use_database: Database, owner: User) -> None:
    settings = await tab(SettingsState)
    await settings.choose_theme("dark")
    await settings.choose_retention(85.0)
    await settings.choose_day_start("3")
    await settings.choose_timezone("Europe/Berlin")
    learner = saved(use_database, owner)
    assert (learner.theme, learner.desired_retention) == (Theme.DARK, 0.85)
    assert (learner.day_starts_at_hour, learner.timezone) == (3, "Europe/Berlin")
    assert (settings.theme, settings.retention, settings.timezone) == ("dark", 85, "Europe/Berlin")


async def test_what_is_not_possible_is_refused_and_changes_nothing(
    tab: Tab[SettingsState], use_database: Database, owner: User
) -> None:
    settings = await tab(SettingsState)
    refused = [
        (settings.choose_theme, "neon"),
        (settings.choose_retention, 12.0),
        (settings.choose_day_start, "noon"),
        (settings.choose_day_start, "24"),
        (settings.choose_timezone, "Mars/Olympus"),
    ]
    before = saved(use_database, owner).model_dump()
    for choose, argument in refused:
        with pytest.raises(BadInput):
            await choose(argument)
    assert saved(use_database, owner).model_dump() == before


async def test_limits_are_the_learners_own(
    tab: Tab[SettingsState], use_database: Database, owner: User, stranger: User
) -> None:
    with use_database.write() as session:
        make_job(session, make_deck(session, owner), JobStatus.PROCESSING, created_at=datetime.now().astimezone())
        make_job(session, make_deck(session, stranger), JobStatus.PROCESSING, created_at=datetime.now().astimezone())
    settings = await tab(SettingsState)
    await settings._read()
    assert (settings.running, settings.limits[0].used, settings.limits[0].name) == (1, 1, "Flashcards")


async def test_a_browser_may_answer_anything(tab: Tab[SettingsState]) -> None:
    settings = await tab(SettingsState)
    settings.browser_answered("America/New_York")
    assert settings.browser_timezone == "America/New_York"
    settings.browser_answered("x" * 5000)
    assert settings.browser_timezone == ""


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Remove the influence of the machine's environment and of a `.env` file."""
    monkeypatch.chdir(tmp_path)
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "STUDYAPP_MODEL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("untouched")
def test_without_a_model_the_page_is_honest_about_it(tmp_path: Path) -> None:
    row = generator_row(Installation(data_dir=tmp_path))
    assert (row.name, row.is_model) == ("Extractive", False)
    assert "cards are extracted from your text" in row.words


@pytest.mark.usefixtures("untouched")
def test_a_model_is_named_and_its_key_is_not(tmp_path: Path) -> None:
    hosted = Installation(data_dir=tmp_path, anthropic_api_key=SecretStr("sk-secret"))
    row = generator_row(hosted)
    assert (row.name, row.model) == ("Anthropic", hosted.model)
    assert "sk-secret" not in str(row)


@pytest.mark.usefixtures("untouched")
def test_a_password_in_the_address_of_an_endpoint_is_not_shown(tmp_path: Path) -> None:
    local = Installation(data_dir=tmp_path, anthropic_base_url="http://me:secret@localhost:11434")
    assert generator_row(local).address == "http://me:***@localhost:11434"


@pytest.mark.usefixtures("untouched")
def test_the_effort_and_the_context_that_are_set_are_shown(tmp_path: Path) -> None:
    local = Installation(data_dir=tmp_path, anthropic_base_url="http://localhost:11434")
    row = generator_row(local)
    assert (row.effort, row.context) == ("as each kind of task needs it", "")
    row = generator_row(local.model_copy(update={"effort": "high", "context_tokens": 8_192}))
    assert (row.effort, row.context) == ("high", "8,192 tokens")


def test_a_full_allowance_says_when_the_next_place_frees(now: datetime) -> None:
    resets_at = now + timedelta(minutes=7)
    assert limit_row(JobType.FLASHCARD_GENERATION, Quota(20, 20, resets_at)).resets_at == resets_at.isoformat()
    assert limit_row(JobType.FLASHCARD_GENERATION, Quota(19, 20, resets_at)).resets_at == ""


@pytest.mark.parametrize(("milliseconds", "words"), [(84, "84 ms"), (1240, "1.2 s")])
def test_latency_has_units(milliseconds: int, words: str) -> None:
    assert latency_words(timedelta(milliseconds=milliseconds)) == words


def test_the_zones_offered_are_places(now: datetime) -> None:
    assert {"UTC", "Europe/Berlin", "America/New_York"} <= set(time_zones())
    assert not {name for name in time_zones() if name.startswith(("Etc/", "US/", "posix"))}


def test_a_zone_of_many_names_has_one() -> None:
    assert (zone_name("Etc/UTC"), zone_name("Asia/Tokyo")) == ("UTC", "Asia/Tokyo")


async def test_how_cards_come_back_is_saved_as_it_is_written(
    tab: Tab[StudySettingsState], use_database: Database, owner: User
) -> None:
    settings = await tab(StudySettingsState)
    written = {
        "learning_steps": "5m 30, 1d",
        "relearning_steps": "",
        "maximum_interval_days": "3,650",
        "new_per_day": "0",
        "reviews_per_day": "1000",
    }
    for name, text in written.items():
        await settings.write(name, text)
    await settings.review_candidates(True)
    learner = saved(use_database, owner)
    assert (learner.learning_steps, learner.relearning_steps) == ([5, 30, 1440], [])
    assert (learner.maximum_interval_days, learner.new_per_day, learner.reviews_per_day) == (3650, 0, 1000)
    assert learner.reviews_candidates
    assert settings.study.learning_steps == "5m 30m 1d"


async def test_what_cannot_be_is_told_below_its_field_and_changes_nothing(
    tab: Tab[StudySettingsState], use_database: Database, owner: User
) -> None:
    settings = await tab(StudySettingsState)
    before = saved(use_database, owner).model_dump()
    await settings.write("learning_steps", "soon")
    await settings.write("maximum_interval_days", "-1")
    await settings.write("new_per_day", "99999")
    assert "1m 10m" in settings.refused["learning_steps"]
    assert settings.refused["maximum_interval_days"] == "A whole number is needed here."
    assert "9,999" in settings.refused["new_per_day"]
    assert saved(use_database, owner).model_dump() == before
    await settings.write("learning_steps", "2m")
    assert set(settings.refused) == {"maximum_interval_days", "new_per_day"}
    with pytest.raises(BadInput):
        await settings.write("theme", "dark")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1m 10m", [1, 10]), ("30", [30]), ("2h,1d", [120, 1440]), (" 15MIN ", [15]), ("", []), ("90m", [90])],
)
def test_steps_are_read_as_they_are_written(text: str, minutes: list[int]) -> None:
    assert parse_steps(text) == minutes
    assert parse_steps(steps_words(minutes)) == minutes


@pytest.mark.parametrize("text", ["soon", "1w", "-5m", "1.5h", "m", "²"])
def test_what_is_no_step_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_steps(text)
