"""What a kind of job has to say about itself. One `Handler` per kind; the engine knows nothing else about it."""

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

    `settled` is what `accept` decided and the payload left open (e.g. the id of a deck it made). It is merged into
    the stored payload, so that a retry lands on the same target.
    """

    kind: str
    id: str
    items_expected: int | None = None
    settled: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class CarriedOn:
    """Where a job begins that goes on for an ended one. The items of that one stay its own."""

    checkpoint: dict[str, Any]
    missing: int | None
    """Items still to be made; None if nobody knows."""


def from_the_start(job: JobSnapshot) -> CarriedOn | None:  # noqa: ARG001
    """A kind of job that keeps nothing one could go on from."""
    return None


def nothing_kept(session: Session, job: JobSnapshot) -> dict[str, Any]:  # noqa: ARG001
    """The summary of a kind of job that saves nothing before it is complete."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Handler(Generic[P]):
    words: Words
    """How it is spoken of."""
    payload: type[P]
    """Validates what the door was given; its error messages are sentences for the learner."""
    dedup_key: Callable[[P], str]
    """Two active jobs of a learner never share it: asking again returns the one under way."""
    accept: Callable[[Session, str, P, datetime], Target]
    """(session, user_id, payload, now): checks ownership and finds or makes the target, as part of the admission."""
    run: Callable[[JobContext, P], Awaitable[dict[str, Any]]]
    """Makes the content and returns the result; raises `GenerationFailed`."""
    summarize: Callable[[Session, JobSnapshot], dict[str, Any]] = nothing_kept
    """The result of a job that was cancelled or failed after it had saved something."""
    carry_on: Callable[[JobSnapshot], CarriedOn | None] = from_the_start
    """Where a retry of this ended job begins; None: everything is asked for again."""
    most_active: int | None = None
    """How many of them a learner may have waiting or running at once; None: any number."""
    is_silent: bool = False
    """Its end is no news for the learner: there are too many, or they were not asked for by hand."""
    tells_intent: bool = False
    """Its checkpoint tells, as `intent`, how the request was understood. A line is kept for it from the start."""
    is_estimate: bool = False
    """`items_expected` is what the model has announced: about so many will come."""
