"""What can go wrong, as sentences for the learner.

StudyError                    code        status
├── BadInput                  BAD_INPUT   422
│   └── TooLarge              TOO_LARGE   413
├── NotFound                  NOT_FOUND   404   also for what belongs to somebody else
├── Conflict                  CONFLICT    409
├── LimitReached              RATE_LIMITED 429  says when to come back
├── Forbidden                 FORBIDDEN   403
├── Busy                      BUSY        503   says when to come back
│   └── DatabaseBusy
├── StorageFull               STORAGE_FULL 507
└── GenerationFailed          its ErrorCode     raised below a job, never by a door
    └── Outage                                  the provider is away: waited out
"""

from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum
from errno import EDQUOT, ENOSPC


class ErrorCode(StrEnum):
    """Codes a job can fail with; `ADVICE` in jobs/outcome.py says what to do about each."""

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
    INTERRUPTED = "INTERRUPTED"
    INTERNAL = "INTERNAL"


class StudyError(Exception):
    """An error whose message is one sentence a learner can act on."""

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


class TooSlow(StudyError):
    code = "TOO_SLOW"
    status = 408

    def __init__(self) -> None:
        super().__init__("What was sent stopped coming, so it was not waited for. Nothing was changed; send it again.")


class NotFound(StudyError):
    code = "NOT_FOUND"
    status = 404


class Conflict(StudyError):
    code = "CONFLICT"
    status = 409


class Forbidden(StudyError):
    code = "FORBIDDEN"
    status = 403


class Busy(StudyError):
    """Others come first, and were waited for long enough. `retry_after` is in seconds."""

    code = "BUSY"
    status = 503
    retry_after = 60


class DatabaseBusy(Busy):
    """Somebody else holds the database."""

    retry_after = 5

    def __init__(
        self, sentence: str = "The database is busy in another program. Nothing was changed; try again in a moment."
    ) -> None:
        super().__init__(sentence)


class StorageFull(StudyError):
    """Raised where the database or a file could not be written; what could not is undone."""

    code = "STORAGE_FULL"
    status = 507

    def __init__(self) -> None:
        super().__init__("The disk is full. Nothing was lost; free some space.")


class Damaged(StudyError):
    """A part of the database cannot be read; others may still be."""

    code = "DAMAGED"

    def __init__(self) -> None:
        super().__init__("The database is damaged. Stop the server and put its newest copy in its place.")


class LimitReached(StudyError):
    """`retry_after` is in whole seconds, rounded up, so that coming back then succeeds."""

    code = "RATE_LIMITED"
    status = 429

    def __init__(self, sentence: str, *, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class GenerationFailed(StudyError):
    """A generator could not deliver.

    `retryable` says whether the same request may succeed later; `retry_after` (seconds) is the provider's own wish.
    """

    def __init__(
        self, error_code: ErrorCode, sentence: str, *, retryable: bool, retry_after: float | None = None
    ) -> None:
        super().__init__(sentence)
        self.code = error_code.value
        self.error_code = error_code
        self.retryable = retryable
        self.retry_after = retry_after


class Outage(GenerationFailed):
    """The provider is away rather than its answer bad: the job waits for its return and uses up no attempt.

    `is_general` says that every call would meet it now, and not only the one that broke.
    """

    def __init__(
        self, error_code: ErrorCode, sentence: str, *, is_general: bool = True, retry_after: float | None = None
    ) -> None:
        super().__init__(error_code, sentence, retryable=True, retry_after=retry_after)
        self.is_general = is_general


@contextmanager
def needing_room() -> Generator[None]:
    """For a block that writes files: a disk, or a share of one, that is full becomes `StorageFull`."""
    try:
        yield
    except OSError as error:
        if error.errno in (ENOSPC, EDQUOT):
            raise StorageFull from error
        raise
