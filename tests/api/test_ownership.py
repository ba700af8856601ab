"""Whoever asks over REST finds and changes nothing of another learner's, whatever ids they send.

Every operation of the schema is asked for with one's own ids, with the other learner's and with both mixed, in a
database where both are and in one where the other learner never was. The answers must be the same, and 404 where the
address names what is somebody else's. A new operation is asked for as well; it fails until `THINGS` knows its
parameters and `BODIES` its body.
"""

import io
import itertools
import shutil
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from PIL import Image

from studyapp import settings
from studyapp.api import access
from studyapp.api.app import create_api
from studyapp.api.endpoints import images
from studyapp.api.endpoints.bulk import BulkAction
from studyapp.api.endpoints.goals.goals import GoalAction
from studyapp.models import StudyMode
from studyapp.settings import Settings
from tests.factories import NOON
from tests.owned_courses import MATERIAL, PASSWORD
from tests.two_learners import ME, Belongings, Learners, opened

API: Final = create_api()
OPERATIONS: Final[dict[str, dict[str, Any]]] = {
    f"{method} {path}": operation
    for path, methods in API.openapi()["paths"].items()
    for method, operation in methods.items()
}
THINGS: Final = {
    "card_id",
    "check_in_id",
    "course_id",
    "deck_id",
    "document_id",
    "goal_id",
    "image_id",
    "job_id",
    "lesson_id",
    "node_id",
    "section_id",
    "session_id",
    "upload_id",
}
"""Parameters of addresses that name what is somebody's. Others are left out, so they have to be optional."""

PLAIN: Final = {"number": "1"}
"""Parameters of addresses that name nothing of anybody's."""
FORM: Final = "multipart/form-data; boundary=between"
Body = Any
Give = Callable[[Belongings], list[Body]]


def about_cards(**more: Any) -> Give:
    """A body for each card."""
    return lambda owned: [{"card_id": card_id} | more for card_id in owned["card_id"]]


def nobodys(*bodies: Body) -> Give:
    return lambda _: list(bodies)


def jobs(owned: Belongings) -> list[Body]:
    deck_id, card_id = owned["deck_id"][0], owned["card_id"][4]
    return [
        {"type": "flashcard_generation", "payload": {"content": MATERIAL, "deck_id": deck_id}},
        {"type": "flashcard_generation", "payload": {"document_id": owned["document_id"][0]}},
        {"type": "question_generation", "payload": {"prompt": "Cells", "deck_id": deck_id}},
        {"type": "distractor_generation", "payload": {"card_id": card_id}},
        {"type": "card_regeneration", "payload": {"card_id": card_id}},
        {"type": "skill_tree_generation", "payload": {"goal_id": owned["goal_id"][0]}},
        {"type": "flashcard_generation", "payload": {"node_id": owned["node_id"][1]}},
        {"type": "lesson_generation", "payload": {"section_id": owned["section_id"][1]}},
        {"type": "answer_check", "payload": {"answer_id": owned["answer_id"][1]}},
    ]


def nodes_to_add(owned: Belongings) -> list[Body]:
    goal_id, node_id = owned["goal_id"][0], owned["node_id"][0]
    return [{"goal_id": goal_id, "title": "Fungi"}, {"goal_id": goal_id, "parent_id": node_id, "title": "Fungi"}]


def bulk_changes(owned: Belongings) -> list[Body]:
    """Of a card that is studied, a candidate, and one in the trash."""
    more = {"deck_id": owned["deck_id"][0], "tags": ["exam"]}
    cards = [[owned["card_id"][at]] for at in (1, 5, 8)]
    return [{"card_ids": each, "action": action} | more for action in BulkAction for each in cards]


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(out, "PNG")
    return out.getvalue()


def form(course_id: str) -> tuple[dict[str, str], bytes]:
    """A form with a file: its headers and its body."""
    fields = {"course_id": (None, course_id), "file": ("cells.txt", MATERIAL.encode())}
    sent = httpx.Request("POST", "http://nowhere", files=fields, headers={"content-type": FORM})
    return {"content-type": FORM}, sent.read()


BODIES: Final[dict[str, Give]] = {
    "post /courses": nobodys({"name": "Botany"}),
    "patch /courses/{course_id}": nobodys({"term": "Summer"}),
    "post /upload/pdf-structured": lambda owned: [form(each) for each in owned["course_id"]],
    "post /documents/{document_id}/password": nobodys({"password": PASSWORD}),
    "post /lessons/generate": lambda owned: [{"section_id": each} for each in owned["section_id"]],
    "post /lessons/generate-all": lambda owned: [
        *({"section_id": each} for each in owned["section_id"]),
        *({"document_id": each} for each in owned["document_id"]),
    ],
    "post /lessons/{lesson_id}/regenerate": nobodys({"wish": "simpler"}, {"wish": "simpler", "concept": 1}),
    "post /check-ins/{check_in_id}/answers": nobodys({"option": 1}, {"text": "It makes ATP."}),
    "post /jobs": jobs,
    "post /goals": lambda owned: [
        {"title": "Botany"},
        {"title": "Botany", "document_id": owned["document_id"][0]},
        {"title": "Botany", "deck_id": owned["deck_id"][0]},
    ],
    "post /goals/bulk": lambda owned: [{"ids": owned["goal_id"][:2], "action": action} for action in GoalAction],
    "patch /goals/{goal_id}": nobodys({"title": "Botany"}),
    "post /goals/{goal_id}/skill-tree": lambda owned: [
        {},
        {"replace": True},
        *({"replace": True, "node_id": node_id} for node_id in owned["node_id"]),
    ],
    "post /goals/{goal_id}/skill-tree/undo": lambda owned: [
        {"replacement_id": each} for each in owned["replacement_id"]
    ],
    "post /nodes": nodes_to_add,
    "patch /nodes/{node_id}": lambda owned: [
        {"title": "Fungi"},
        {"enabled": False},
        {"position": 1},
        {"parent_id": owned["node_id"][2]},
    ],
    "post /nodes/{node_id}/cards": nobodys({"question": "What does a cell need?", "answer": "Energy"}),
    "post /jobs/poll": lambda owned: [{"job_ids": owned["job_id"]}],
    "post /decks": nobodys({"title": "Biology"}),
    "patch /decks/{deck_id}": nobodys({"title": "Botany"}),
    "post /decks/{deck_id}/cards": nobodys({"question": "What does a cell need?", "answer": "Energy"}),
    "patch /cards/{card_id}": nobodys({"answer": "Energy"}, {"suspended": True}, {"buried": True}),
    "post /cards/preview": nobodys({"question": "What does a cell need?", "answer": "Energy"}),
    "post /cards/bulk": bulk_changes,
    "post /images": nobodys(png()),
    "post /documents": nobodys(b"Mitochondria make most of the energy that a cell needs to live."),
    "post /trash/restore": lambda owned: [{"card_ids": owned["card_id"][8:9]}, {"deck_ids": owned["deck_id"][1:]}],
    "post /trash/delete": lambda owned: [{"card_ids": owned["card_id"][8:9]}, {"deck_ids": owned["deck_id"][1:]}],
    "post /study/answers": about_cards(rating=3, duration_ms=900),
    "post /study/sessions": lambda owned: [
        {"mode": mode, "scope": {thing: each}}
        for mode in StudyMode
        for thing in ("deck_id", "goal_id", "node_id")
        for each in owned[thing]
    ],
    "post /study/sessions/{session_id}/answers": about_cards(choice=0),
    "post /study/sessions/{session_id}/lower": about_cards(rating=1),
}


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: dict[str, str]
    body: Body
    names_theirs: bool
    """In its address."""

    async def sent(self, client: httpx.AsyncClient) -> httpx.Response:
        match self.body:
            case (headers, bytes(content)):
                said: dict[str, Any] = {"content": content, "headers": headers}
            case bytes():
                said = {"content": self.body}
            case _:
                said = {"json": self.body}
        return await client.request(self.method, self.path, params=self.query, **(said if self.body else {}))


def requests(learners: Learners, name: str, *, mine_only: bool = False) -> Iterator[Request]:
    """Every mixture of whose it is, and of each the things in every state."""
    owners = [learners.mine] if mine_only else [learners.mine, learners.theirs]
    parameters = [each for each in OPERATIONS[name].get("parameters", ()) if each["name"] in THINGS]
    choices = [owners if each["required"] else [*owners, None] for each in parameters]
    for bodies in [BODIES[name](owned) for owned in owners] if "requestBody" in OPERATIONS[name] else [[None]]:
        for chosen in itertools.product(*choices):
            given = {each["name"]: owned for each, owned in zip(parameters, chosen, strict=True) if owned}
            for turn in range(max([len(bodies), *(len(owned[each]) for each, owned in given.items())])):
                ids = {each: owned[each][turn % len(owned[each])] for each, owned in given.items()}
                yield request(learners, name, ids, bodies[turn % len(bodies)])


def request(learners: Learners, name: str, ids: dict[str, str], body: Body) -> Request:
    method, path = name.split(" ")
    address = {each: value for each, value in ids.items() if f"{{{each}}}" in path}
    query = {each: value for each, value in ids.items() if each not in address}
    is_theirs = not learners.their_ids.isdisjoint(address.values())
    return Request(method, path.format(**address, **PLAIN), query, body, is_theirs)


@dataclass
class Server:
    """The API on a copy of one of the two databases, a new one after each write."""

    learners: Learners
    file: Path
    folder: Path
    stack: ExitStack

    def begin(self) -> None:
        self.stack.close()
        copy = self.folder / self.file.name
        shutil.copy(self.file, copy)
        self.database = self.stack.enter_context(opened(copy))

    def their_rows(self) -> list[Any]:
        with self.database.read() as session:
            return self.learners.their_rows(session)

    async def answer(self, request: Request) -> tuple[int, str]:
        API.dependency_overrides |= {
            access.open_database: lambda: self.database,
            access.this_moment: lambda: NOON,
            access.learner: lambda: ME,
            images.data_dir: lambda: self.learners.data_dir,
            settings.current: lambda: Settings(data_dir=self.learners.data_dir),
        }
        transport = httpx.ASGITransport(API, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            answer = await request.sent(client)
        return answer.status_code, self.learners.described(answer.content.decode(errors="replace"))

    async def answers(self, requests: Iterator[Request]) -> AsyncGenerator[tuple[Request, int, str]]:
        """To each of these, and the other learner has what they had before."""
        self.begin()
        before = self.their_rows()
        for each in requests:
            status, said = await self.answer(each)
            yield each, status, said
            if each.method != "get" and status < 400:
                assert self.their_rows() == before, each
                self.begin()
        assert self.their_rows() == before


@pytest.fixture
def both(learners: Learners, tmp_path: Path) -> Generator[Server]:
    with ExitStack() as stack:
        yield Server(learners, learners.both, tmp_path, stack)


@pytest.fixture
def alone(learners: Learners, tmp_path: Path) -> Generator[Server]:
    with ExitStack() as stack:
        yield Server(learners, learners.alone, tmp_path, stack)


@pytest.mark.usefixtures("same_seeds")
@pytest.mark.parametrize("name", OPERATIONS)
async def test_nothing_of_another_learner_is_found_or_changed(
    learners: Learners, both: Server, alone: Server, name: str
) -> None:
    elsewhere = alone.answers(requests(learners, name))
    async for asked, status, said in both.answers(requests(learners, name)):
        assert (status, said) == (await anext(elsewhere))[1:], asked
        assert status == 404 or not asked.names_theirs, asked
        assert status < 500


@pytest.mark.parametrize("name", OPERATIONS)
async def test_the_same_request_is_answered_for_what_is_ones_own(learners: Learners, both: Server, name: str) -> None:
    statuses: set[int] = set()
    async for _, status, _ in both.answers(requests(learners, name, mine_only=True)):
        if status < 300:
            return
        statuses.add(status)
    pytest.fail(f"only {statuses}")


def test_every_parameter_that_has_to_be_given_is_known() -> None:
    for name, operation in OPERATIONS.items():
        unknown = {each["name"] for each in operation.get("parameters", ()) if each["required"]} - THINGS - PLAIN.keys()
        assert not unknown, f"say in THINGS what {unknown} of {name} are"
