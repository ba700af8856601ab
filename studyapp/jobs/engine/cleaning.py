"""The daily clean-up: what is old, was deleted long ago, or is needed by nothing goes for good."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

import structlog

from studyapp.jobs.store import retention
from studyapp.services import documents, trash, unused_images
from studyapp.services.courses import page_pictures
from studyapp.services.courses.files import storage as files
from studyapp.services.courses.files import uploads

log = structlog.get_logger(__name__)


class Write(Protocol):
    """Runs an operation in a transaction, with the time as `now`."""

    async def __call__(self, operation: Callable[..., int], /) -> int: ...


_PIECEWISE: Final[dict[str, Callable[..., int]]] = {"jobs.pruned": retention.prune, "trash.purged": trash.purge}
"""These take a part of what there is at a time, so that nobody waits long."""


async def clean_up(write: Write, *, data_dir: Path) -> None:
    for event, operation in _PIECEWISE.items():
        while count := await write(operation):
            log.info(event, count=count)
    whole: dict[str, Callable[..., Any]] = {
        "images.removed": partial(unused_images.remove_unused, data_dir=data_dir),
        "documents.removed": documents.remove_unneeded,
        "uploads.removed": partial(uploads.remove_expired, data_dir=data_dir),
        "files.removed": partial(files.remove_unnamed, data_dir=data_dir),
    }
    for event, operation in whole.items():
        if count := await write(operation):
            log.info(event, count=count)
    if count := await asyncio.to_thread(page_pictures.remove_orphaned, data_dir):
        log.info("page_pictures.removed", count=count)
