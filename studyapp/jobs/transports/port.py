"""How work reaches a worker. The row in the database is the truth; a transport only says that there may be work.

If its messages are lost, doubled or reordered, jobs start later, and nothing else changes.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol

from sqlmodel import Session

from studyapp.jobs.store.views import JobView

RunOne = Callable[[Callable[[], None]], Awaitable[bool]]
"""Claims the best ready job and carries it out; returns False if there was none.

It calls its argument as soon as it has claimed a job, so that the next free place looks for another one.
"""


class Doorbell(Protocol):
    def ring(self, session: Session, job: JobView) -> None:
        """Announce that this job changed, once the transaction is durable (or as a part of it)."""
        ...


class Transport(Doorbell, Protocol):
    async def start(self, run_one: RunOne, concurrency: int) -> None:
        """Call `run_one` whenever there may be a ready job, in at most `concurrency` places at once."""
        ...

    async def stop(self, deadline: float) -> None:
        """Start nothing new. Busy places have `deadline` seconds to finish, and are then cancelled."""
        ...

    def sweep(self) -> None:
        """Look for ready jobs although the doorbell was not rung."""
        ...
