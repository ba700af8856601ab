"""The progress of a study session, in numbers and words."""

from dataclasses import dataclass

from studyapp.services.study.sessions import SessionProgress


@dataclass(frozen=True)
class Progress:
    answered: int = 0
    right: int = 0
    new: int = 0
    learning: int = 0
    review: int = 0
    percent: int = 0
    correct: str = ""
    """E.g. `87 %`; empty before the first answer."""
    time: str = ""
    """E.g. `4 min 10 s`."""
    next_due_at: str = ""
    """ISO moment at which the next card is due; empty if there is none."""


def progress(study_session: SessionProgress) -> Progress:
    left, answered = study_session.left, study_session.answered
    return Progress(
        answered=answered,
        right=study_session.correct,
        new=left.new,
        learning=left.learning,
        review=left.review,
        percent=round(100 * answered / (answered + left.total)) if answered else 0,
        correct="" if study_session.accuracy is None else f"{round(100 * study_session.accuracy)} %",
        time=_in_words(study_session.seconds),
        next_due_at=study_session.next_due_at.isoformat() if study_session.next_due_at else "",
    )


def _in_words(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
