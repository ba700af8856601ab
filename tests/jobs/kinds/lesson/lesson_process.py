"""A real process that makes lessons, which tests kill: python -m tests.jobs.kinds.lesson.lesson_process FOLDER URL"""

import asyncio
import sys
from pathlib import Path

from studyapp.database import Database
from studyapp.generation.messages_api.provider import AnthropicProvider
from studyapp.jobs.engine.election import FileLock
from studyapp.jobs.engine.engine import Engine
from studyapp.jobs.engine.upkeep import Pace
from studyapp.settings import Settings


async def main(folder: Path, url: str) -> None:
    settings = Settings(
        data_dir=folder, database_url=None, anthropic_base_url=url, anthropic_api_key=None, model="test"
    )
    engine = Engine(
        Database(settings.database),
        settings=settings,
        provider=lambda _: AnthropicProvider(settings),
        election=FileLock(folder / "lock"),
        pace=Pace(look=0.1, beat=0.1, rescue=1, elect=0.1),
    )
    await engine.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
