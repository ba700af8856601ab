"""How work reaches a worker. The row is the truth; a transport only says "there may be something to do".

Dropping, doubling or shuffling what a transport says changes latency and nothing else.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol

from sqlmodel import Session

from studyapp.jobs.store.views import JobView

RunOne = Callable[[Callable[[], None]], Awaitable[bool]]
"""Claims the best ready job and carries it out; false when there was none.

Calls its argument as soon as it has claimed one: there may be more, so the next free place should look too.
"""


class Doorbell(Protocol):
    def ring(self, session: Session, job: JobView) -> None:
        """Say that this job changed, once the transaction is durable (or as part of it)."""
        ...


class Transport(Doorbell, Protocol):
    async def start(self, run_one: RunOne, concurrency: int) -> None:
        """Call `run_one`, in at most `concurrency` places at once, whenever there may be a ready job."""
        ...

    async def stop(self, deadline: float) -> None:
        """Take nothing new; leave the places that are busy `deadline` seconds to finish, then end them."""
        ...

    def sweep(self) -> None:
        """Look for ready jobs although nobody rang."""
        ...
