"""`studyapp goals`, and `studyapp generate --goal`."""

import json

from studyapp.database import Database
from studyapp.models import GoalStatus
from studyapp.services.accounts import local_owner
from tests.cli.conftest import MATERIAL, Run, Shell
from tests.factories import NOON, make_card, make_deck, make_goal, make_node

OUTLINE = """\
# Cells
## Membrane
The membrane is the thin layer that surrounds a cell. Osmosis is the movement of water through a membrane.
## Nucleus
The nucleus is the part of a cell that holds its DNA. Mitosis is the division of a cell into two identical cells.
# Plants
## Leaves
Photosynthesis is the process by which plants turn light into chemical energy. Chlorophyll is the green dye of leaves.
"""


def test_a_goal_of_an_outline_is_made_without_a_model(run: Run) -> None:
    made = run("goals", "new", "Biology", "--material", "-", "--json", piped=OUTLINE)
    assert made.exit_code == 0, made.stderr
    tree, *parts = json.loads(made.stdout)["jobs"]
    assert (tree["type"], tree["items_done"]) == ("skill_tree_generation", 5)
    assert [part["type"] for part in parts] == ["flashcard_generation"] * 3
    assert made.stderr.startswith("5 skills and ")

    [goal] = json.loads(run("goals", "list", "--json").stdout)["goals"]
    assert (goal["title"], goal["nodes"], goal["job_id"]) == ("Biology", 5, tree["id"])
    assert "Biology  (5 skills, " in run("goals").stdout
    shown = run("goals", "show", goal["id"]).stdout.splitlines()
    assert [line.partition("  (")[0] for line in shown] == [
        "Biology",
        "  1 Cells",
        "    1.1 Membrane",
        "    1.2 Nucleus",
        "  2 Plants",
        "    2.1 Leaves",
    ]
    assert len(json.loads(run("goals", "show", goal["id"], "--json").stdout)["nodes"]) == 5


def test_what_rests_is_said_in_the_list_and_in_the_tree(run: Run, database: Database) -> None:
    with database.write() as session:
        owner = local_owner(session, now=NOON)
        goal = make_goal(session, owner, title="Botany", status=GoalStatus.PAUSED)
        above = make_node(session, goal, title="Cells", enabled=False)
        below = make_node(session, goal, parent_id=above.id, title="Nucleus")
        make_node(session, goal, title="Leaves", position=2)
        make_card(session, make_deck(session, owner), node_id=below.id)
        goal_id = goal.id
    assert "paused    Botany  (3 skills, 0 cards, 0 due, 0%)" in run("goals").stdout
    assert run("goals", "show", goal_id).stdout.splitlines() == [
        "Botany  (paused)",
        "  1 Cells  (1 card, off, 0%, new)",
        "    1.1 Nucleus  (1 card, off, 0%, new)",
        "  2 Leaves  (0 cards, 0 due, 0%, empty)",
    ]


def test_a_title_alone_fails_without_a_model_and_says_what_would_help(run: Run) -> None:
    made = run("goals", "new", "Biology")
    assert made.exit_code == 1
    assert "give the goal notes, an outline or a deck" in made.stderr


def test_what_a_goal_lacks_is_made_later(shell: Shell, shell_with_model: Shell) -> None:
    assert shell("goals", "new", "Biology").returncode == 1
    [goal] = json.loads(shell("goals", "list", "--json").stdout)["goals"]
    grown = shell_with_model("generate", "--goal", goal["id"])
    assert grown.returncode == 0, grown.stderr
    assert "9 skills and 30 cards." in grown.stderr


def test_an_empty_list_says_so(run: Run, database: Database) -> None:
    assert run("goals").stderr == "There are no goals yet.\n"


def test_a_source_and_a_goal_are_not_generated_at_once(run: Run) -> None:
    for given in ([], ["-", "--goal", "x"]):
        asked = run("generate", *given, piped=MATERIAL)
        assert asked.exit_code == 2
        assert "Give a SOURCE, or --goal" in asked.stderr


def test_a_goal_that_is_not_there_is_said(run: Run) -> None:
    for command in (["goals", "show", "x"], ["generate", "--goal", "x"]):
        asked = run(*command)
        assert (asked.exit_code, asked.stderr) == (1, "This goal is not there.\n")
