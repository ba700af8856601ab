"""How a kind of job describes itself. Each kind has one `Handler`, and the engine knows nothing else about it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from sqlmodel import Session

from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.words import Words
from studyapp.jobs.store.views import JobSnapshot

P = TypeVar("P", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Target:
    """Where the content will appear.

    `settled` is what `accept` decided because the payload left it open, e.g. the id of a new deck. It is merged into
    the stored payload, so that a retry has the same target.
    """

    kind: str
    id: str
    items_expected: int | None = None
    settled: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class CarriedOn:
    """Where a retry of an ended job begins. The items of the ended job still belong to that job."""

    checkpoint: dict[str, Any]
    missing: int | None
    """How many items must still be made; None if nobody knows."""


def from_the_start(job: JobSnapshot) -> CarriedOn | None:  # noqa: ARG001
    """The `carry_on` of kinds of job that keep nothing a retry could continue from."""
    return None


def nothing_kept(session: Session, job: JobSnapshot) -> dict[str, Any]:  # noqa: ARG001
    """The `summarize` of kinds of job that save nothing before they are complete."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Handler(Generic[P]):
    words: Words
    payload: type[P]
    """The model that validates a request. Its error messages are sentences for the learner."""
    dedup_key: Callable[[P], str]
    """The key of a request. A learner has at most one active job per key: an equal request returns that job."""
    accept: Callable[[Session, str, P, datetime], Target]
    """(session, user_id, payload, now): checks ownership and finds or creates the target before the job is stored."""
    run: Callable[[JobContext, P], Awaitable[dict[str, Any]]]
    """Makes the content and returns the result; raises `GenerationFailed`."""
    summarize: Callable[[Session, JobSnapshot], dict[str, Any]] = nothing_kept
    """Makes the result of a job that was cancelled or failed after it had saved something."""
    carry_on: Callable[[JobSnapshot], CarriedOn | None] = from_the_start
    """Says where a retry of an ended job begins. If it returns None, the retry starts from the beginning."""
    allowance: int = 1
    """How many times as many of these a learner may ask for within an hour as of other kinds, because no model is paid
    for them, or each is a short call that a learner needs often.
    """
    most_active: int | None = None
    """How many of these jobs a learner may have waiting or running at once; None means any number."""
    is_silent: bool = False
    """Whether learners are not told when such a job ends, e.g. because they did not start it themselves."""
    tells_intent: bool = False
    """Whether the checkpoint has a field `intent` that says how the request was understood."""
    is_estimate: bool = False
    """Whether `items_expected` is only what the model announced, so that it is shown as “about” so many."""
