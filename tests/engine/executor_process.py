"""A real process with an executor, which tests kill, freeze and start again.

python -m tests.engine.executor_process FOLDER LOCK [HOLD [LEASE]]

Every item requested from the "model" is recorded first, because an item requested twice is paid for twice. The answer
to item HOLD does not come before the file `go` exists, so that a test can kill the process at work. With LEASE, in
seconds, all time limits of the engine and the database are shortened to it.
"""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

from studyapp.database import Database, connecting, transactions
from studyapp.generation.provider import Provider
from studyapp.jobs.engine.election import FileLock
from studyapp.jobs.engine.engine import Engine
from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.queue import rescue
from studyapp.jobs.store import claims
from studyapp.settings import Settings
from tests.engine.workload import Order, handlers, save_item

ASKED: Final = "asked.txt"
GO: Final = "go"


async def run(context: JobContext, order: Order, *, hold: int | None) -> dict[str, Any]:
    for ordinal in range(int(context.checkpoint.get("done", 0)), order.items):
        _write_down(context, ordinal)
        await asyncio.sleep(order.seconds)
        while ordinal == hold and not (context.settings.data_dir / GO).exists():
            await asyncio.sleep(0.02)
        await save_item(context, ordinal)
    return {"count": order.items}


def _write_down(context: JobContext, ordinal: int) -> None:
    descriptor = os.open(context.settings.data_dir / ASKED, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(descriptor, f"{context.job.id} {ordinal} {os.getpid()}\n".encode())
    os.close(descriptor)


def shorten_bounds(lease: float) -> None:
    """Shorten all limits in proportion to the lease: 45 s, 300 s without a sign of life, 30 s for a held file."""
    claims.LEASE = timedelta(seconds=lease)  # pyright: ignore[reportConstantRedefinition]
    rescue.stall = lambda _: claims.LEASE * 4
    connecting.PATIENCE = transactions.PATIENCE = lease / 2


async def main(folder: Path, lock: str, hold: int | None = None, lease: float | None = None) -> None:
    if lease:
        shorten_bounds(lease)
    settings = Settings(data_dir=folder, database_url=None)
    engine = Engine(
        Database(settings.database),
        settings=settings,
        handlers=handlers(partial(run, hold=hold)),
        provider=lambda _: cast("Provider", None),
        election=FileLock(folder / lock),
        pace=Pace(look=0.1, beat=0.1, rescue=1, elect=0.1),
    )
    told_to_stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told_to_stop.set)
    await engine.start()
    await told_to_stop.wait()
    await engine.stop(deadline=60)  # however long a test holds the database


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:4]), *map(float, sys.argv[4:])))
