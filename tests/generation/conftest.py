from collections.abc import AsyncGenerator

import pytest

from tests.provider_server import ProviderServer


@pytest.fixture
async def server() -> AsyncGenerator[ProviderServer]:
    async with ProviderServer() as server:
        yield server
