"""Fixtures for REST tests: the whole server with a client, on a database of its own."""

from collections.abc import AsyncGenerator
from datetime import datetime

import httpx
import pytest
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from studyapp.api import access
from studyapp.api.app import create_api, whole_server
from studyapp.database import Database
from studyapp.models import Deck, User
from studyapp.settings import Settings


@pytest.fixture
def api(database: Database, owner: User, now: datetime) -> FastAPI:
    """The REST API with the owner as its learner, unless a test overrides `access.learner`."""
    api = create_api()
    api.dependency_overrides |= {
        access.open_database: lambda: database,
        access.this_moment: lambda: now,
        access.learner: lambda: owner.id,
    }
    return api


@pytest.fixture
async def client(api: FastAPI) -> AsyncGenerator[httpx.AsyncClient]:
    pages = Starlette(routes=[Route("/{path:path}", PlainTextResponse("the page"))])
    transport = httpx.ASGITransport(whole_server(pages, api=api, settings=Settings()), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def as_stranger(api: FastAPI, stranger: User) -> None:
    """Lets the same client make requests as somebody else."""
    api.dependency_overrides[access.learner] = lambda: stranger.id


@pytest.fixture
def deck_id(deck: Deck) -> str:
    return deck.id
