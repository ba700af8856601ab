"""The real server, killed with SIGKILL while a skill tree grows, and before and while its skills get their cards."""

from collections import Counter
from itertools import pairwise

import pytest
from sqlmodel import col, select

from studyapp.database import Database
from studyapp.models import Card, Job, JobStatus, SkillNode
from tests.browser.server import Server, until
from tests.provider_server.behaviours import Behaviour
from tests.provider_server.prompt import Kind
from tests.provider_server.server import ProviderServer

pytestmark = pytest.mark.chaos

PATHS = ["1", "1.1", "1.2", "2", "2.1", "2.2", "3", "3.1", "3.2"]
"""The tree that the provider makes. It names the categories first, then the skills of each."""
LEAVES = 6
BEFORE_LAST = 4
"""The leaves of all branches but the last."""
CARDS_EACH = 5
AT_ONCE = 3
LONG = 600
"""In seconds, which nobody waits for: the server is killed before."""


def begin(server: Server) -> str:
    answer = server.post("/api/goals", {"title": "Understand cells"})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def nodes(server: Server, goal: str) -> int:
    return server.get(f"/api/goals/{goal}").json()["nodes"]


def cards(server: Server, goal: str) -> int:
    return server.get(f"/api/goals/{goal}").json()["cards"]


def trees_asked_for(provider: ProviderServer) -> list[int]:
    """How many nodes each call for the tree said there are."""
    return [len(call.asked.avoid) for call in provider.calls if call.asked.kind is Kind.TREE]


def is_complete(server: Server, goal: str) -> bool:
    """Whether nothing is being made any more. A job that went wrong ends the test at once."""
    jobs = server.get("/api/jobs?limit=100").json()["jobs"]
    wrong = [job["error"] for job in jobs if job["status"] in {"failed", "cancelled"}]
    assert wrong == []
    return nodes(server, goal) == len(PATHS) and all(job["status"] == "completed" for job in jobs)


def assert_everything_is_there_once(server: Server, goal: str) -> None:
    tree = server.get(f"/api/goals/{goal}/skill-tree").json()
    assert [node["path"] for node in tree["nodes"]] == PATHS
    assert len({node["title"] for node in tree["nodes"]}) == len(PATHS)
    leaves = {node["id"] for node in tree["nodes"] if "." in node["path"]}
    database = Database(f"sqlite:///{server.data_dir / 'studyapp.db'}")
    with database.read() as session:
        made = session.exec(select(SkillNode.job_id, SkillNode.ordinal)).all()
        parts = session.exec(select(Job).where(col(Job.parent_id) == tree["job"]["id"])).all()
        of_nodes = session.exec(select(Card)).all()
    database.dispose()
    assert sorted(made) == [(tree["job"]["id"], ordinal) for ordinal in range(len(PATHS))]
    assert Counter(part.target_id for part in parts) == dict.fromkeys(leaves, 1), "no cards are ordered twice"
    assert {part.status for part in parts} == {JobStatus.COMPLETED}
    assert Counter(card.node_id for card in of_nodes) == dict.fromkeys(leaves, CARDS_EACH)
    assert {(card.job_id, card.node_id) for card in of_nodes} == {(part.id, part.target_id) for part in parts}
    assert len({card.question for card in of_nodes}) == len(of_nodes)


def test_killed_at_any_node_a_tree_and_its_cards_end_complete(server: Server, provider: ProviderServer) -> None:
    killed_at = [1, 3, 4, 6, 8]
    provider.hold_after(killed_at[0])
    goal = begin(server)
    for here, then in pairwise([*killed_at, len(PATHS)]):
        until(lambda here=here: nodes(server, goal) == here)
        server.kill()
        provider.hold_after(then - here)
        server.start()
    until(lambda: nodes(server, goal) == len(PATHS))
    provider.go_on()
    until(lambda: is_complete(server, goal))
    assert_everything_is_there_once(server, goal)
    assert trees_asked_for(provider) == [0, *killed_at], "what stands is not asked for again"


def test_killed_after_the_last_node_the_cards_of_the_last_branch_are_ordered_once(
    server: Server, provider: ProviderServer
) -> None:
    provider.then(Behaviour.PAUSED, after=len(PATHS), seconds=LONG)
    goal = begin(server)
    until(lambda: nodes(server, goal) == len(PATHS))
    until(lambda: cards(server, goal) == BEFORE_LAST * CARDS_EACH)
    server.kill()
    server.start()
    until(lambda: is_complete(server, goal))
    assert_everything_is_there_once(server, goal)
    assert trees_asked_for(provider) == [0, len(PATHS)]


def test_killed_while_skills_get_their_cards_the_saved_ones_are_not_asked_for_again(
    server: Server, provider: ProviderServer
) -> None:
    provider.then(Behaviour.OK).always(Behaviour.PAUSED, after=2, seconds=LONG)
    goal = begin(server)
    for each, further in ((2, Behaviour.PAUSED), (4, Behaviour.OK)):
        until(lambda each=each: cards(server, goal) == each * AT_ONCE)
        server.kill()
        provider.always(further, after=2, seconds=LONG)
        server.start()
    until(lambda: is_complete(server, goal))
    assert_everything_is_there_once(server, goal)
    assert trees_asked_for(provider) == [0], "a tree that is complete is not asked for again"
    asked = Counter(call.count for call in provider.calls if call.asked.kind is Kind.SKILL_CARDS)
    assert asked == {5: LEAVES, 3: AT_ONCE, 1: AT_ONCE}, "only what is missing is asked for again"
