import pytest
import structlog

from studyapp.errors import LimitReached, NotFound
from studyapp.ui.errors import UNEXPECTED, tell


@pytest.mark.parametrize(
    "error", [NotFound("This deck is not there."), LimitReached("There is room in 4 minutes.", retry_after=240)]
)
def test_our_own_errors_are_told_in_their_own_words(error: NotFound | LimitReached) -> None:
    assert error.sentence in str(tell(error))


def test_anything_else_is_one_honest_sentence_and_a_line_in_the_log() -> None:
    with structlog.testing.capture_logs() as log:
        told = str(tell(ZeroDivisionError("secret detail")))
    assert UNEXPECTED in told
    assert "secret detail" not in told
    (line,) = log
    assert (line["event"], line["log_level"], type(line["exc_info"])) == (
        "event_handler_failed",
        "error",
        ZeroDivisionError,
    )
