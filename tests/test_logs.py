"""What is written to the log, and what never is."""

import json
import logging
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
import structlog
from pydantic import SecretStr

from studyapp import logs
from studyapp.settings import Settings

KEY = "sk-ant-very-secret-0123456789"

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def logging_is_put_back() -> Generator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before
    structlog.reset_defaults()


@pytest.fixture
def configured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], Lines]:
    """`written = configured()` sets up logging inside the test, where standard error is captured; `written()` parses
    it.
    """

    def configure() -> Lines:
        logs.configure(Settings(data_dir=tmp_path, anthropic_api_key=SecretStr(KEY), log_format="json"))
        return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    return configure


def test_an_event_carries_its_time_its_level_and_what_is_bound(configured: Callable[[], Lines]) -> None:
    lines = configured()
    with structlog.contextvars.bound_contextvars(job_id="j1", job_type="flashcard_generation"):
        structlog.get_logger().info("job.started", attempt=2)

    [line] = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "job.started",
        "level": "info",
        "attempt": 2,
        "job_id": "j1",
        "job_type": "flashcard_generation",
    }


def test_libraries_write_the_same_kind_of_line(configured: Callable[[], Lines]) -> None:
    lines = configured()
    logging.getLogger("some.library").warning("slow: %s", "disk")

    [line] = lines()
    assert (line["event"], line["level"]) == ("slow: disk", "warning")


def test_every_step_of_a_library_is_not_news(configured: Callable[[], Lines]) -> None:
    lines = configured()
    logging.getLogger("httpx").info("HTTP Request: POST /v1/messages")
    logging.getLogger("alembic.runtime.migration").info("Context impl SQLiteImpl.")
    logging.getLogger("apscheduler.scheduler").warning("skipped: maximum number of running instances reached (1)")

    assert lines() == []


@pytest.mark.parametrize("field", ["api_key", "ANTHROPIC_API_KEY", "Authorization", "cookie", "password", "csrf_token"])
def test_what_is_named_like_a_secret_is_masked(configured: Callable[[], Lines], field: str) -> None:
    lines = configured()
    structlog.get_logger().info("asked", **{field: "anything"})

    assert lines()[0][field] == "***"


def test_counts_of_tokens_are_no_secret(configured: Callable[[], Lines]) -> None:
    lines = configured()
    structlog.get_logger().info("answered", tokens_in=12)

    assert lines()[0]["tokens_in"] == 12


def test_our_key_is_masked_wherever_it_turns_up(configured: Callable[[], Lines]) -> None:
    lines = configured()
    failure = ValueError(f"bad key {KEY}")
    structlog.get_logger().warning(KEY, headers={"x-api-key": KEY}, url=f"https://u:{KEY}@host")
    structlog.get_logger().error("failed", exc_info=failure)
    logging.getLogger("library").error("cannot use %s", KEY)
    logging.getLogger("library").error("failed", exc_info=failure)

    written = lines()

    assert len(written) == 4
    assert KEY not in json.dumps(written)
    assert all("***" in json.dumps(line) for line in written)
    assert all("ValueError: bad key ***" in written[number]["exception"] for number in (1, 3))
