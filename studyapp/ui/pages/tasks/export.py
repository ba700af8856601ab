"""Jobs as a file to take away: the fields of the REST interface, as JSON or as a table."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from studyapp.jobs.views import JobView

_COLUMNS = (
    "id", "type", "status", "target", "items_done", "items_expected", "attempts", "error_code", "error",
    "created_at", "started_at", "finished_at",
)  # fmt: skip


def as_json(jobs: Sequence[JobView]) -> str:
    rows = [{name: value for name, value in asdict(job).items() if name != "user_id"} for job in jobs]
    return json.dumps({"jobs": rows}, indent=2, ensure_ascii=False, default=_text)


def as_csv(jobs: Sequence[JobView]) -> str:
    """With a byte-order mark, without which spreadsheets misread what is not ASCII."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for job in jobs:
        row = asdict(job) | {"target": f"{job.target['kind']} {job.target['id']}" if job.target else ""}
        writer.writerow([_cell(row[name]) for name in _COLUMNS])
    return "\ufeff" + file.getvalue()


def _cell(value: Any) -> str:
    """A cell that starts like a formula would be run by a spreadsheet; the apostrophe keeps it text."""
    text = "" if value is None else _text(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
