"""`studyapp jobs`: lists, shows, cancels and retries jobs."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from studyapp.cli.terminal import note, print_json, sentences

if TYPE_CHECKING:
    from studyapp.jobs.store.views import JobView
    from studyapp.models import JobAttempt, JobStatus

app = typer.Typer(help="List, show, cancel and retry jobs.")

JobId = Annotated[str, typer.Argument(metavar="ID", help="As `studyapp jobs` lists it.")]
AsJson = Annotated[bool, typer.Option("--json", help="As a JSON object on stdout.")]
Status = Annotated[
    list[str] | None,
    typer.Option(help="pending, processing, completed, failed or cancelled; may be given several times."),
]


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """List, show, cancel and retry jobs."""
    if context.invoked_subcommand is None:
        list_()


@app.command(name="list")
def list_(
    status: Status = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 20,
    as_json: AsJson = False,
) -> None:
    """List the latest jobs, newest first."""
    from studyapp.cli.access import open_data
    from studyapp.jobs.store import reading
    from studyapp.schemas.jobs import JobAnswer, JobsAnswer

    statuses = _statuses(status or [])
    with sentences():
        owner = open_data()
        with owner.database.read() as session:
            page = reading.list_jobs(session, owner.id, statuses=statuses, limit=limit)
        if as_json:
            print_json(JobsAnswer(jobs=[JobAnswer.of(job) for job in page.jobs], next_cursor=page.next_cursor))
            return
        for job in page.jobs:
            typer.echo(_line(job))
        if not page.jobs:
            note("There are no such jobs.")


@app.command()
def show(job_id: JobId, as_json: AsJson = False) -> None:
    """Show one job and its attempts."""
    from studyapp.cli.access import open_data
    from studyapp.jobs.store import reading
    from studyapp.schemas.jobs import JobAnswer

    with sentences():
        owner = open_data()
        with owner.database.read() as session:
            job = reading.get_job(session, owner.id, job_id)
            attempts = reading.attempts(session, owner.id, job_id)
        if as_json:
            print_json(JobAnswer.of(job))
            return
        for name, value in JobAnswer.of(job).model_dump(mode="json").items():
            typer.echo(f"{name:<15} {'–' if value is None else value}")
        for attempt in attempts:
            typer.echo(_attempt(attempt))


@app.command()
def cancel(job_id: JobId, as_json: AsJson = False) -> None:
    """Stop a job. What it has saved already stays."""
    from studyapp.cli.access import open_data
    from studyapp.jobs.queue.queue import QUEUE
    from studyapp.models import JobStatus
    from studyapp.schemas.jobs import JobAnswer

    with sentences():
        owner = open_data()
        with owner.database.write() as session:
            job = QUEUE.cancel(session, owner.id, job_id, now=datetime.now(UTC))
        if as_json:
            print_json(JobAnswer.of(job))
        elif job.status is JobStatus.CANCELLED:
            note("Cancelled.")
        else:
            note("Asked to stop; what it has saved stays.")


@app.command()
def retry(job_id: JobId, as_json: AsJson = False) -> None:
    """Make what a failed or cancelled job left missing. The new job needs a running server."""
    from studyapp.cli.access import open_data
    from studyapp.jobs.queue.queue import QUEUE
    from studyapp.schemas.jobs import JobAnswer

    with sentences():
        owner = open_data()
        with owner.database.write() as session:
            job = QUEUE.retry(session, owner.id, job_id, now=datetime.now(UTC)).job
        if as_json:
            print_json(JobAnswer.of(job))
        else:
            typer.echo(job.id)


@app.command(name="try-now")
def try_now(job_id: JobId, as_json: AsJson = False) -> None:
    """Start the next attempt of a waiting job now. It needs a running server."""
    from studyapp.cli.access import open_data
    from studyapp.jobs.queue.queue import QUEUE
    from studyapp.jobs.store import reading
    from studyapp.schemas.jobs import JobAnswer

    with sentences():
        owner = open_data()
        with owner.database.write() as session:
            QUEUE.try_now(session, owner.id, job_id, now=datetime.now(UTC))
            job = reading.get_job(session, owner.id, job_id)
        if as_json:
            print_json(JobAnswer.of(job))
        else:
            note("It is tried now.")


def _statuses(names: list[str]) -> "list[JobStatus]":
    from studyapp.models import JobStatus

    known = {status.value: status for status in JobStatus}
    if unknown := [name for name in names if name not in known]:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(known)}.", param_hint="--status")
    return [known[name] for name in names]


def _line(job: "JobView") -> str:
    items = f"{job.items_done}/{job.items_expected or '?'}"
    parts = (job.id, f"{job.status:<10}", f"{items:>7}", f"{job.created_at:%Y-%m-%d %H:%M}", job.type, job.error or "")
    return "  ".join(parts).rstrip()


def _attempt(attempt: "JobAttempt") -> str:
    lasted = f"{(attempt.ended_at - attempt.started_at).total_seconds():.1f} s" if attempt.ended_at else "running"
    tokens = f"{attempt.tokens_in or 0} + {attempt.tokens_out or 0} tokens" if attempt.tokens_in else ""
    parts = (
        f"attempt {attempt.number}",
        lasted,
        attempt.outcome,
        attempt.provider,
        attempt.model,
        tokens,
        f"${attempt.cost_usd:.4f}" if attempt.cost_usd is not None else "",
        attempt.error,
    )
    return "  ".join(part for part in parts if part)
