from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from studyapp.database import Database
from studyapp.generation.extractive.provider import ExtractiveProvider
from studyapp.models import User
from tests.jobs.kinds.workshop import Workshop, model_at, workshop_with
from tests.provider_server import ProviderServer


@pytest.fixture
async def server() -> AsyncGenerator[ProviderServer]:
    async with ProviderServer() as server:
        yield server


@pytest.fixture
async def workshop(database: Database, owner: User, server: ProviderServer, tmp_path: Path) -> AsyncGenerator[Workshop]:
    """A workshop with chunks so short that the tests' material makes two."""
    async with workshop_with(database, owner.id, model_at(server, chunk_chars=450), data_dir=tmp_path) as workshop:
        yield workshop


@pytest.fixture
async def modest_workshop(database: Database, owner: User, tmp_path: Path) -> AsyncGenerator[Workshop]:
    """A workshop without a model."""
    async with workshop_with(database, owner.id, ExtractiveProvider(), data_dir=tmp_path) as workshop:
        yield workshop
