from collections.abc import AsyncGenerator

import pytest
from hypothesis import settings

from tests.provider_server import ProviderServer

settings.register_profile("on a busy machine", deadline=None)
settings.load_profile("on a busy machine")


@pytest.fixture
async def server() -> AsyncGenerator[ProviderServer]:
    async with ProviderServer() as server:
        yield server
