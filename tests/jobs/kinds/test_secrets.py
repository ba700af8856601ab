"""Secrets appear in no log, no table and no answer, whatever goes wrong."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from studyapp import logs
from studyapp.database import Database
from studyapp.generation.messages_api.provider import AnthropicProvider
from studyapp.jobs.store import reading
from studyapp.models import User
from studyapp.schemas.jobs import JobAnswer
from studyapp.settings import Settings
from tests.jobs.kinds.workshop import workshop_with
from tests.provider_server import Behaviour, ProviderServer

KEY, PASSWORD, TOKEN, DATABASE_PASSWORD = "sk-ant-open-sesame", "hunter2@home", "s3s+me", "p0stgres!"
SECRETS = (KEY, PASSWORD, "hunter2%40home", TOKEN, "s3s%2Bme", DATABASE_PASSWORD)
TEXT = "Osmosis is the movement of water through a membrane. " * 3


def settings_for(address: str, folder: Path) -> Settings:
    return Settings(
        data_dir=folder,
        database_url=f"postgresql://ada:{DATABASE_PASSWORD}@db/study",
        anthropic_base_url=address,
        anthropic_api_key=KEY,  # pyright: ignore[reportArgumentType]
        model="test",
        provider_timeout_seconds=5,
    )


@pytest.mark.parametrize(
    "behaviour", [Behaviour.FORBIDDEN, Behaviour.UNAUTHORIZED, Behaviour.GARBLED, Behaviour.CUT_OFF, None]
)
async def test_no_secret_gets_out_however_a_call_fails(
    database: Database, owner: User, tmp_path: Path, capsys: pytest.CaptureFixture[str], behaviour: Behaviour | None
) -> None:
    async with ProviderServer(behaviour=behaviour or Behaviour.OK) as server:
        if behaviour is None:
            await server.__aexit__()
        address = f"http://ada:hunter2%40home@127.0.0.1:{server.port}/?token=s3s%2Bme"
        here = settings_for(address, tmp_path)
        logs.configure(here)
        async with workshop_with(database, owner.id, AnthropicProvider(here), data_dir=tmp_path) as workshop:
            job_id = workshop.ask(TEXT, count=1).job.id
            job = await workshop.until(job_id, lambda job: job.error is not None)
            workshop.change(lambda session: session.merge(job))
    with database.read() as session:
        told = JobAnswer.of(reading.get_job(session, owner.id, job_id)).model_dump(mode="json")
    with closing(sqlite3.connect(str(database.engine.url.database))) as connection:
        tables = "\n".join(connection.iterdump())
    everything = "\n".join([*capsys.readouterr(), tables, json.dumps(told), repr(here), str(here.masked())])
    assert "127.0.0.1" in everything, "the address is named"
    assert [secret for secret in SECRETS if secret in everything] == []
