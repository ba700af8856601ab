"""Exports jobs as JSON or CSV: the fields of the REST interface, and the tokens and costs of each job."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from studyapp.jobs.store.views import JobView, Spent
from studyapp.schemas.jobs import JobAnswer

_COLUMNS = (
    "id", "type", "status", "target", "items_done", "items_expected", "attempts", "tokens_in", "tokens_out",
    "cost_usd", "error_code", "error", "created_at", "started_at", "finished_at",
)  # fmt: skip
_NOTHING: Final = Spent(tokens_in=None, tokens_out=None, cost_usd=None)


def as_json(jobs: Sequence[JobView], spent: Mapping[str, Spent]) -> str:
    return json.dumps({"jobs": [_row(job, spent) for job in jobs]}, indent=2, ensure_ascii=False)


def as_csv(jobs: Sequence[JobView], spent: Mapping[str, Spent]) -> str:
    """Jobs as CSV. It begins with a byte order mark, without which spreadsheets misread non-ASCII text."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for job in jobs:
        row = _row(job, spent) | {"target": f"{job.target['kind']} {job.target['id']}" if job.target else ""}
        writer.writerow([_cell(row[name]) for name in _COLUMNS])
    return "\ufeff" + file.getvalue()


def _row(job: JobView, spent: Mapping[str, Spent]) -> dict[str, Any]:
    return JobAnswer.of(job).model_dump(mode="json") | asdict(spent.get(job.id, _NOTHING))


def _cell(value: Any) -> str:
    """A cell's text. An apostrophe is put before a text that a spreadsheet would run as a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
