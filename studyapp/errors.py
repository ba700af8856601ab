"""All errors of the app. Each carries a sentence for the learner.

StudyError                    code        status
├── BadInput                  BAD_INPUT   422
│   ├── TooLarge              TOO_LARGE   413
│   ├── Locked                LOCKED      422  a file that a password opens
│   └── WrongPassword         WRONG_PASSWORD 422
├── NotFound                  NOT_FOUND   404   also for what belongs to somebody else
├── Conflict                  CONFLICT    409
├── LimitReached              RATE_LIMITED 429  says when to come back
├── Forbidden                 FORBIDDEN   403
├── Busy                      BUSY        503   says when to come back
│   └── DatabaseBusy
├── StorageFull               STORAGE_FULL 507
├── NoLongerWanted            NOT_FOUND   404   raised below a job, which then counts as cancelled
└── GenerationFailed          its ErrorCode     raised below a job, never by a door
    └── Outage                                  the provider is unavailable: the job waits
"""

from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum
from errno import EDQUOT, ENOSPC


class ErrorCode(StrEnum):
    """Codes a job can fail with. `ADVICE` in jobs/kinds/outcome.py says what to do about each."""

    RATE_LIMITED = "RATE_LIMITED"
    OVERLOADED = "OVERLOADED"
    NETWORK = "NETWORK"
    TIMEOUT = "TIMEOUT"
    API_KEY = "API_KEY"
    NO_MODEL = "NO_MODEL"
    BAD_OUTPUT = "BAD_OUTPUT"
    REFUSED = "REFUSED"
    BAD_INPUT = "BAD_INPUT"
    TOO_LARGE = "TOO_LARGE"
    LOCKED = "LOCKED"
    INTERRUPTED = "INTERRUPTED"
    INTERNAL = "INTERNAL"


class StudyError(Exception):
    """An error whose message is one sentence the learner can act on."""

    code: str = "INTERNAL"
    status: int = 500

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadInput(StudyError):
    code = "BAD_INPUT"
    status = 422


class TooLarge(BadInput):
    code = "TOO_LARGE"
    status = 413


class Locked(BadInput):
    """The file is protected with a password."""

    code = "LOCKED"


class WrongPassword(BadInput):
    code = "WRONG_PASSWORD"

    def __init__(self) -> None:
        super().__init__("This password does not open the file. Mind capital letters, and try again.")


class TooSlow(StudyError):
    code = "TOO_SLOW"
    status = 408

    def __init__(self) -> None:
        super().__init__("What was sent stopped coming, so it was not waited for. Nothing was changed; send it again.")


class NotFound(StudyError):
    code = "NOT_FOUND"
    status = 404


class Conflict(StudyError):
    """`job_id` is the job that is in the way; None if it is something else."""

    code = "CONFLICT"
    status = 409

    def __init__(self, sentence: str, *, job_id: str | None = None) -> None:
        super().__init__(sentence)
        self.job_id = job_id


class Forbidden(StudyError):
    code = "FORBIDDEN"
    status = 403


class Busy(StudyError):
    """The server is busy with other requests, and this one waited too long. `retry_after` is in seconds."""

    code = "BUSY"
    status = 503
    retry_after = 60


class DatabaseBusy(Busy):
    """Another program or transaction holds the database."""

    retry_after = 5

    def __init__(
        self, sentence: str = "The database is busy in another program. Nothing was changed; try again in a moment."
    ) -> None:
        super().__init__(sentence)


class StorageFull(StudyError):
    """The disk is full, so the database or a file could not be written. The failed write is undone."""

    code = "STORAGE_FULL"
    status = 507

    def __init__(self) -> None:
        super().__init__("The disk is full. Nothing was lost; free some space.")


class Damaged(StudyError):
    """A part of the database cannot be read. Other parts may still be readable."""

    code = "DAMAGED"

    def __init__(self) -> None:
        super().__init__("The database is damaged. Stop the server and put its newest copy in its place.")


class LimitReached(StudyError):
    """A limit per hour is reached. A request after `retry_after` seconds (a whole number, rounded up) succeeds."""

    code = "RATE_LIMITED"
    status = 429

    def __init__(self, sentence: str, *, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class GenerationFailed(StudyError):
    """A generator could not deliver.

    `retryable` says whether the same request may succeed later; `retry_after` is the wait in seconds the provider asks
    for.
    """

    def __init__(
        self, error_code: ErrorCode, sentence: str, *, retryable: bool, retry_after: float | None = None
    ) -> None:
        super().__init__(sentence)
        self.code = error_code.value
        self.error_code = error_code
        self.retryable = retryable
        self.retry_after = retry_after


class NoLongerWanted(StudyError):
    """What a job was making something for has been deleted meanwhile. The job ends as a cancelled one."""

    code = "NOT_FOUND"
    status = 404


class OutOfTokens(GenerationFailed):
    """The model reached the most tokens its answer may have. Asking for less, or allowing more, may succeed.

    It is retryable if the next attempt allows more.
    """


class TooLong(GenerationFailed):
    """The call is longer than the model can take at once. A shorter one may succeed."""


class Outage(GenerationFailed):
    """The provider is unavailable. The job waits for its return, and this attempt does not count.

    `is_general` says that every call would fail now, not only this one.
    """

    def __init__(
        self, error_code: ErrorCode, sentence: str, *, is_general: bool = True, retry_after: float | None = None
    ) -> None:
        super().__init__(error_code, sentence, retryable=True, retry_after=retry_after)
        self.is_general = is_general


@contextmanager
def needing_room() -> Generator[None]:
    """Run a block that writes files; an error about a full disk or quota becomes `StorageFull`."""
    try:
        yield
    except OSError as error:
        if error.errno in (ENOSPC, EDQUOT):
            raise StorageFull from error
        raise
