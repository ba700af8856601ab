"""The tree of a goal over REST: made once, made anew on request, and that undone."""

from datetime import datetime

import httpx
import pytest
from sqlmodel import select

from studyapp.database import Database
from studyapp.models import Deck, SkillNode, User
from studyapp.models.columns import new_id
from studyapp.services.goals.replacing.plan import plan_tree
from studyapp.services.goals.replacing.replace import begin
from tests.factories import make_card, make_goal, make_node


@pytest.fixture
def goal_id(database: Database, owner: User, deck: Deck) -> str:
    """A goal with a generated tree: Cells, below it Nucleus with one card that was reviewed and one that was not."""
    with database.write() as session:
        goal = make_goal(session, owner, deck_id=deck.id)
        cells = make_node(session, goal, title="Cells", ordinal=0)
        nucleus = make_node(session, goal, parent_id=cells.id, title="Nucleus", ordinal=1)
        make_card(session, deck, node_id=nucleus.id, question="Reviewed?", ordinal=0, reps=1)
        make_card(session, deck, node_id=nucleus.id, question="Loose?", ordinal=0)
        return goal.id


async def titles(client: httpx.AsyncClient, goal_id: str) -> list[str]:
    return [node["title"] for node in (await client.get(f"/api/goals/{goal_id}/skill-tree")).json()["nodes"]]


async def test_a_tree_is_made_once_and_the_second_request_names_its_job(client: httpx.AsyncClient) -> None:
    goal = (await client.post("/api/goals", json={"title": "Botany", "description": "From seed to fruit"})).json()
    refused = await client.post(f"/api/goals/{goal['id']}/skill-tree")
    assert (refused.status_code, refused.json()["code"], refused.json()["job_id"]) == (409, "CONFLICT", goal["job_id"])


async def test_a_tree_is_made_anew_only_on_request(client: httpx.AsyncClient, goal_id: str) -> None:
    refused = await client.post(f"/api/goals/{goal_id}/skill-tree", json={"feedback": "more detail"})
    assert (refused.status_code, "job_id" in refused.json()) == (409, False)
    body = {"replace": True, "feedback": "more detail"}
    job = await client.post(f"/api/goals/{goal_id}/skill-tree", json=body)
    assert (job.status_code, job.json()["target"]) == (202, {"kind": "goal", "id": goal_id})
    again = await client.post(f"/api/goals/{goal_id}/skill-tree", json=body)
    assert (again.status_code, again.json()["job_id"]) == (409, job.json()["id"])
    assert await titles(client, goal_id) == ["Cells", "Nucleus"], "nothing changes before something new is there"


@pytest.mark.parametrize("body", [{"replace": 1}, {"feedback": "x" * 1_001}, {"replace": True, "node_id": ""}])
async def test_what_is_no_request_is_refused(client: httpx.AsyncClient, goal_id: str, body: dict[str, object]) -> None:
    assert (await client.post(f"/api/goals/{goal_id}/skill-tree", json=body)).status_code == 422


async def test_what_would_be_replaced_is_told_before(
    client: httpx.AsyncClient, goal_id: str, database: Database
) -> None:
    with database.read() as session:
        nodes = {node.title: node.id for node in session.exec(select(SkillNode))}
    expected = {"set_aside": [nodes["Nucleus"]], "cards_kept": 0, "cards_moved": 1, "cards_set_aside": 1}
    whole = (await client.get(f"/api/goals/{goal_id}/skill-tree/replaceable")).json()
    assert whole == {"kept": [nodes["Cells"]]} | expected
    branch = {"node_id": nodes["Cells"]}
    assert (await client.get(f"/api/goals/{goal_id}/skill-tree/replaceable", params=branch)).json() == {
        "kept": []
    } | expected


async def test_a_replacement_is_undone(
    client: httpx.AsyncClient, goal_id: str, database: Database, now: datetime
) -> None:
    made = new_id()
    with database.write() as session:
        begin(session, "local", plan_tree(session, "local", goal_id), replacement_id=made, job_id=None, now=now)
    assert await titles(client, goal_id) == ["Cells"]
    undone = await client.post(f"/api/goals/{goal_id}/skill-tree/undo", json={"replacement_id": made})
    assert (undone.status_code, [node["title"] for node in undone.json()["nodes"]]) == (200, ["Cells", "Nucleus"])
    unknown = await client.post(f"/api/goals/{goal_id}/skill-tree/undo", json={"replacement_id": "unknown"})
    assert unknown.status_code == 404
