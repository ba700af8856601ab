"""The engine's tables for SQLAlchemy Core. Its statements are few, frequent and fenced, so they are written out."""

from typing import Final

from sqlalchemy import Table, text

from studyapp.models import Job

jobs: Final[Table] = Job.metadata.tables["background_jobs"]
job_attempts: Final[Table] = Job.metadata.tables["job_attempts"]

# Literal texts, not parameters: a partial index is used only if the planner can see its condition.
IS_PENDING: Final = text("background_jobs.status = 'pending'")
IS_PROCESSING: Final = text("background_jobs.status = 'processing'")
IS_ACTIVE: Final = text("background_jobs.status in ('pending', 'processing')")
