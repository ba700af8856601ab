"""Configures one log stream for our own events and those of libraries, as text for people or as JSON for programs.

Job id and type are added through `structlog.contextvars`. Requests are not logged. Secrets are masked everywhere, also
in tracebacks: fields with a secret's name, and the values of this installation's keys.
"""

import logging
import re
import sys
from collections.abc import Sequence
from functools import partial
from typing import Final, Literal

import structlog
from pydantic import SecretStr
from structlog.typing import EventDict, Processor, WrappedLogger

from studyapp.settings import Settings, secrets_in

_NAMED_LIKE_A_SECRET: Final = re.compile(r"api_?key|authorization|cookie|password|secret|token$", re.IGNORECASE)
_QUIET: Final = {
    "alembic": "WARNING",
    "anthropic": "WARNING",
    "apscheduler": "ERROR",
    "asyncio": "WARNING",
    "engineio": "WARNING",
    "httpcore": "WARNING",
    "httpcore2": "WARNING",
    "httpx": "WARNING",
    "httpx2": "WARNING",
    "reflex": "WARNING",
    "socketio": "WARNING",
}
"""Libraries that log every step, and the level from which their lines are kept. The scheduler also warns when a busy
machine skips a tick, though the next one does the same work.
"""


def configure(settings: Settings) -> None:
    """Set up logging for this process. Call this once, before the first line is logged."""
    secrets = [value.get_secret_value() for _, value in settings if isinstance(value, SecretStr)]
    secrets += [
        secret for value in (settings.anthropic_base_url, settings.database) for secret in secrets_in(value or "")
    ]
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        partial(_mask, secrets=[secret for secret in secrets if secret]),
    ]
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    _listen(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=before, processors=_render(settings.log_format)))


def _listen(formatter: logging.Formatter) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name, level in _QUIET.items():
        logging.getLogger(name).setLevel(level)


def _render(log_format: Literal["console", "json"]) -> list[Processor]:
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    return [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last]


def _mask(_logger: WrappedLogger, _method: str, event: EventDict, *, secrets: Sequence[str]) -> EventDict:
    return {
        name: "***" if _NAMED_LIKE_A_SECRET.search(name) else _without(secrets, value) for name, value in event.items()
    }


def _without(secrets: Sequence[str], value: object) -> object:
    """The value with all secrets replaced. Numbers and the library's own records are returned unchanged."""
    if not secrets or value is None or isinstance(value, bool | int | float | logging.LogRecord):
        return value
    text = value if isinstance(value, str) else repr(value)
    if not any(secret in text for secret in secrets):
        return value
    for secret in secrets:
        text = text.replace(secret, "***")
    return text
