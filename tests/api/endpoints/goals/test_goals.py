"""Goals over REST: which deck they name, and what is refused while they are put aside."""

import httpx
import pytest

from studyapp.database import Database
from studyapp.models import Deck, User
from tests.factories import make_goal, make_node


@pytest.fixture
def goal_id(database: Database, owner: User, deck: Deck) -> str:
    with database.write() as session:
        goal = make_goal(session, owner, deck_id=deck.id, owns_deck=False)
        make_node(session, goal)
        return goal.id


async def decks_named(client: httpx.AsyncClient, goal_id: str) -> list[str | None]:
    """The deck that the goal names by itself and in the list."""
    alone, listed = await client.get(f"/api/goals/{goal_id}"), await client.get("/api/goals")
    return [alone.json()["deck_id"], *(goal["deck_id"] for goal in listed.json()["goals"])]


async def test_a_goal_names_no_deck_that_is_deleted(client: httpx.AsyncClient, goal_id: str, deck: Deck) -> None:
    assert await decks_named(client, goal_id) == [deck.id, deck.id]
    await client.delete(f"/api/decks/{deck.id}")
    assert await decks_named(client, goal_id) == [None, None]
    await client.post("/api/trash/restore", json={"deck_ids": [deck.id]})
    assert await decks_named(client, goal_id) == [deck.id, deck.id]
    await client.delete(f"/api/decks/{deck.id}")
    gone = await client.post("/api/trash/delete", json={"deck_ids": [deck.id]})
    assert (gone.status_code, await decks_named(client, goal_id)) == (200, [None, None])


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ("pause", "This goal is paused. Resume it to make more for it."),
        ("archive", "This goal is archived. Restore it to make more for it."),
    ],
)
async def test_nothing_is_made_for_a_goal_that_is_put_aside(
    client: httpx.AsyncClient, goal_id: str, action: str, sentence: str
) -> None:
    node_id = (await client.get(f"/api/goals/{goal_id}/skill-tree")).json()["nodes"][0]["id"]
    assert (await client.post(f"/api/goals/{goal_id}/{action}")).status_code == 200
    refused = [
        await client.post(f"/api/goals/{goal_id}/skill-tree", json={"replace": True}),
        await client.post("/api/jobs", json={"type": "skill_tree_generation", "payload": {"goal_id": goal_id}}),
        await client.post("/api/jobs", json={"type": "flashcard_generation", "payload": {"node_id": node_id}}),
    ]
    assert [(each.status_code, each.json()["error"]) for each in refused] == [(409, sentence)] * 3
    await client.post(f"/api/goals/{goal_id}/restore")
    assert (await client.post(f"/api/goals/{goal_id}/skill-tree", json={"replace": True})).status_code == 202


async def test_deleting_a_goal_cancels_its_jobs_by_every_way_to_delete_it(client: httpx.AsyncClient) -> None:
    goals = [(await client.post("/api/goals", json={"title": title})).json() for title in ("Botany", "Chemistry")]
    await client.delete(f"/api/goals/{goals[0]['id']}")
    await client.post("/api/goals/bulk", json={"ids": [goals[1]["id"]], "action": "delete"})
    jobs = [(await client.get(f"/api/jobs/{goal['job_id']}")).json()["status"] for goal in goals]
    assert jobs == ["cancelled", "cancelled"]
    restored = await client.post(f"/api/goals/{goals[0]['id']}/restore")
    assert (restored.status_code, restored.json()["job_id"]) == (200, goals[0]["job_id"])
    again = await client.post(f"/api/goals/{goals[0]['id']}/skill-tree")
    assert again.status_code == 202
