"""Schemathesis against the whole server: every answer must be documented in the OpenAPI schema."""

import json
import shutil
from collections.abc import Generator
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.checks import CheckContext, CheckFunction, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from sqlmodel import Session
from starlette.applications import Starlette

from studyapp.api import access
from studyapp.api.app import create_api, whole_server
from studyapp.database import Database
from studyapp.models import JobStatus, StudyMode
from studyapp.services import accounts
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import presentations, sessions
from studyapp.settings import Settings
from tests.api.rows import TEXT, make_job
from tests.factories import NOON, make_card, make_deck
from tests.jobs.kinds.lesson.classroom import book
from tests.lesson_factories import lesson_of

CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
PATIENCE_SECONDS = 120
"""An answer may need a child process, which a busy machine starts slowly."""
UNTOLD = (
    "rong answer",
    "does not look like text",
    "mark it as {{c1::word}}",
    "The answer of a true/false card is True or False",
    "offsets in ascending order",
    "or 3 lines such as",
    "Choose one of the options 0 to 3",
    "this check-in has no options",
    "a course or a concept without a tag",
)
"""Parts of the messages for conditions that a schema cannot express."""
QUICK = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    derandomize=True,
)


FILES = ("/documents", "/upload/pdf-structured")
TURN = cycle((False, True))
MODE = cycle(StudyMode)
STATUS = cycle((JobStatus.PENDING, JobStatus.FAILED, JobStatus.COMPLETED, JobStatus.CANCELLED))

api = create_api()
server = whole_server(Starlette(), api=api, settings=Settings(allowed_hosts=("testserver",)))
contract = schemathesis.openapi.from_asgi("/api/openapi.json", server)

_OFFICE = "application/vnd.openxmlformats-officedocument"
for _format in (
    *("application/pdf", "application/epub+zip"),
    *(f"{_OFFICE}.{name}" for name in ("wordprocessingml.document", "presentationml.presentation")),
):
    schemathesis.serializer.alias(_format, "application/octet-stream")


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]) -> None:
    """Give every second valid request the id of something that exists, because random ids always lead to 404."""
    if case.meta is None or case.meta.generation.mode is not GenerationMode.POSITIVE or next(TURN):
        return
    rows = fresh_rows()
    case.path_parameters = {name: rows.get(name, given) for name, given in (case.path_parameters or {}).items()}
    if isinstance(case.body, dict):
        case.body |= {name: rows[name] for name in rows if case.body.get(name) is not None}
        case.body |= {f"{name}s": [rows[name]] for name in ("card_id", "deck_id") if f"{name}s" in case.body}
        if "scope" in case.body:
            case.body["scope"] = {"deck_id": rows["deck_id"]}
        if "payload" in case.body:
            case.body["payload"] = payload(case.body.get("type"), rows)


def payload(kind: object, rows: dict[str, str]) -> dict[str, Any]:
    match kind:
        case "flashcard_generation":
            return {"content": f"{TEXT} {rows['job_id']}", "deck_id": rows["deck_id"]}
        case "lesson_generation":
            return {"section_id": rows["section_id"]}
        case "question_generation":
            return {"prompt": f"What a cell is made of {rows['job_id']}", "deck_id": rows["deck_id"]}
        case _:
            return {"card_id": rows["card_id"]}


@pytest.fixture(scope="module", autouse=True)
def _database(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Generator[None]:
    file = tmp_path_factory.mktemp("schemathesis") / "studyapp.db"
    shutil.copy(migrated_file, file)
    database = Database(f"sqlite:///{file}")
    api.dependency_overrides[access.open_database] = lambda: database
    yield
    database.dispose()


def fresh_rows() -> dict[str, str]:
    """Create a deck with a card, and a job whose state differs each time."""
    with api.dependency_overrides[access.open_database]().write() as session:
        owner = accounts.local_owner(session, now=NOON)
        owner.new_per_day = 9_999
        deck = make_deck(session, owner)
        job = make_job(session, owner, NOON, status=next(STATUS))
        card = make_card(session, deck, distractors=["The nucleus", "The ribosome", "The vacuole"])
        here = _study_session(session, owner.id, deck.id)
        section = book(session, owner.id)[1]
        lesson = lesson_of(session, section)
        made = {name: ids[0] for name, ids in lesson.items()} | {"check_in_id": lesson["check_in_id"][next(TURN)]}
        made |= {"section_id": section.id, "document_id": section.document_id}
        return made | {"deck_id": deck.id, "card_id": card.id, "job_id": job.id, "session_id": here}


def _study_session(session: Session, user_id: str, deck_id: str) -> str:
    """Create a study session that shows the deck's card, which may have been answered once."""
    study_session = sessions.start_session(
        session, user_id, mode=next(MODE), scope=Scope(deck_id), now=datetime.now(UTC)
    )
    shown = presentations.present(session, user_id, study_session.id, now=datetime.now(UTC))
    assert shown
    if shown.options and next(TURN):
        presentations.choose(session, user_id, shown.id, choice=0, now=datetime.now(UTC))
    return study_session.id


def test_every_bound_of_a_number_is_told_as_programs_read_it() -> None:
    properties = api.openapi()["components"]["schemas"]
    given, deck = properties["GivenAnswer"]["properties"], properties["DeckEdit"]["properties"]
    assert [given[name]["anyOf"][0]["maximum"] for name in ("choice", "rating", "duration_ms")] == [9, 4, 86_400_000]
    assert deck["new_per_day"]["anyOf"][0]["minimum"] == 0
    assert '"le": ' not in json.dumps(properties)


def unknown_methods_are_refused(
    context: CheckContext, response: schemathesis.Response, case: schemathesis.Case
) -> bool | None:
    if case.path.startswith("/uploads"):
        return None  # HEAD and PATCH there are those of tus
    return unsupported_method(context, response, case)


def valid_requests_are_accepted(
    context: CheckContext, response: schemathesis.Response, case: schemathesis.Case
) -> bool | None:
    if response.status_code == 422 and case.path in FILES:
        return None  # no schema tells what is in a file
    if response.status_code == 422 and any(sentence in response.text for sentence in UNTOLD):
        return None
    return positive_data_acceptance(context, response, case)


@contract.parametrize()
@QUICK
def test_any_single_request_gets_a_documented_answer(case: schemathesis.Case) -> None:
    case.call_and_validate(
        checks=[*CHECKS, unknown_methods_are_refused, valid_requests_are_accepted], timeout=PATIENCE_SECONDS
    )
