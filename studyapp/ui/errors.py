"""The message a learner gets when an event handler raises: our errors have a sentence, all others are logged."""

import structlog
from reflex.event import EventSpec

from studyapp.errors import StudyError
from studyapp.ui.tasks import toast

_log = structlog.get_logger(__name__)

UNEXPECTED = "Something went wrong here. What you typed is still on the page; try again, or look at the server's log."


def tell(exception: Exception) -> EventSpec:
    """Show the error as a toast. This is the app's `backend_exception_handler`, for normal and background events."""
    if isinstance(exception, StudyError):
        return toast.problem(exception.sentence)
    _log.error("event_handler_failed", exc_info=exception)
    return toast.problem(UNEXPECTED)
