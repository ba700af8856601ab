"""Ways to tell workers that there is work, behind one interface."""

from sqlmodel import Session

from studyapp.jobs.transports import in_process
from studyapp.jobs.transports.port import Doorbell, RunOne, Transport


def doorbell(session: Session) -> Doorbell:  # noqa: ARG001
    """The doorbell to ring when a job changed. It is in this process, the only one that runs jobs."""
    return in_process.DOORBELL


__all__ = ["Doorbell", "RunOne", "Transport", "doorbell"]
