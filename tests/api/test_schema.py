"""Schemathesis against the whole server: whatever is sent, the answer is one that the OpenAPI schema documents."""

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.applications import Starlette

from studyapp.api import access
from studyapp.api.app import create_api, whole_server
from studyapp.database import Database
from studyapp.settings import Settings

CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


api = create_api()
server = whole_server(Starlette(), api=api, settings=Settings(allowed_hosts=("testserver",)))
contract = schemathesis.openapi.from_asgi("/api/openapi.json", server)


@pytest.fixture(scope="module", autouse=True)
def _database(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Generator[None]:
    file = tmp_path_factory.mktemp("schemathesis") / "studyapp.db"
    shutil.copy(migrated_file, file)
    database = Database(f"sqlite:///{file}")
    api.dependency_overrides[access.open_database] = lambda: database
    yield
    database.dispose()


@contract.parametrize()
@QUICK
def test_any_single_request_gets_a_documented_answer(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=CHECKS)


def test_any_sequence_of_requests_gets_documented_answers() -> None:
    """Follows ids from answers into the next requests, so that decks, cards and jobs that exist are met too."""

    class Sequence(contract.as_state_machine()):
        def validate_response(self, response, case, **kwargs) -> None:  # noqa: ANN001, ANN003
            case.validate_response(response, checks=CHECKS)

    Sequence.run(settings=settings(QUICK, max_examples=15, stateful_step_count=10))
