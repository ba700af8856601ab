"""`studyapp goals`: lists and shows goals, and starts new ones."""

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from studyapp.cli import sources
from studyapp.cli.terminal import Exit, counted, fail, note, print_json, sentences

if TYPE_CHECKING:
    from studyapp.cli.access import Owner
    from studyapp.jobs.store.views import JobView
    from studyapp.schemas.goals import GoalAnswer

app = typer.Typer(help="List, show and start goals, whose skill trees are made with their cards.")

AsJson = Annotated[bool, typer.Option("--json", help="As a JSON object on stdout.")]
GoalId = Annotated[str, typer.Argument(metavar="ID", help="As `studyapp goals` lists it.")]


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """List, show and start goals, whose skill trees are made with their cards."""
    if context.invoked_subcommand is None:
        list_()


@app.command(name="list")
def list_(as_json: AsJson = False) -> None:
    """List the goals, newest first."""
    from studyapp.cli.access import open_data
    from studyapp.schemas.goals import listed_goals

    with sentences():
        owner, now = open_data(), datetime.now(UTC)
        with owner.database.read() as session:
            listed = listed_goals(session, owner.id, now=now)
        if as_json:
            print_json(listed)
            return
        for goal in listed.goals:
            typer.echo(_line(goal))
        if not listed.goals:
            note("There are no goals yet.")


@app.command()
def show(goal_id: GoalId, as_json: AsJson = False) -> None:
    """Show the skill tree of a goal."""
    from studyapp.cli.access import open_data
    from studyapp.models import GoalStatus
    from studyapp.schemas.goals import shown_tree
    from studyapp.services.goals import goals
    from studyapp.services.goals.tree import disabled

    with sentences():
        owner, now = open_data(), datetime.now(UTC)
        with owner.database.read() as session:
            answer = shown_tree(session, owner.id, goal_id, now=now)
            goal = goals.get_goal(session, owner.id, goal_id)
        if as_json:
            print_json(answer)
            return
        typer.echo(goal.title if goal.status is GoalStatus.ACTIVE else f"{goal.title}  ({goal.status})")
        off = disabled(answer.nodes)
        for node in answer.nodes:
            due = "off" if node.id in off else f"{node.due} due"
            figures = f"{counted(node.cards, 'card')}, {due}, {node.mastery:.0%}, {node.state}"
            typer.echo(f"{'  ' * node.depth}{node.path} {node.title}  ({figures})")


@app.command()
def new(
    title: Annotated[str, typer.Argument(help="What you want to be able to do.")],
    description: Annotated[str, typer.Option(help="More about it.")] = "",
    material: Annotated[
        str | None,
        typer.Option(metavar="SOURCE", callback=sources.readable, help=f"Notes or an outline. {sources.HELP}"),
    ] = None,
    deck: Annotated[str | None, typer.Option(metavar="ID", help="A deck to make the tree of.")] = None,
    as_json: AsJson = False,
) -> None:
    """Start a goal, and make its skill tree and the cards of its skills.

    The tree is made of the material or the deck; from a title alone, a language model makes it. Ctrl-C stops and keeps
    what is made.
    """
    from studyapp.cli.access import open_data
    from studyapp.jobs.requests.goals import NewGoal, start_goal
    from studyapp.services import documents

    with sentences():
        document = sources.read(material) if material else None
        owner, now = open_data(), datetime.now(UTC)
        with owner.database.write() as session:
            stored = document and documents.add_document(session, owner.id, document, pairs=0, now=now)
            wanted = NewGoal(
                title=title, description=description, deck_id=deck, document_id=stored.id if stored else None
            )
            _, job = start_goal(session, owner.id, wanted, now=now)
        _follow(owner, job, as_json=as_json)


def grow(goal_id: str, *, as_json: bool) -> None:
    """Make what a goal lacks of its tree and its cards."""
    from studyapp.cli.access import open_data
    from studyapp.models import JobType

    with sentences():
        owner = open_data()
        _follow(owner, owner.enqueue(JobType.SKILL_TREE_GENERATION, {"goal_id": goal_id}), as_json=as_json)


def _follow(owner: "Owner", job: "JobView", *, as_json: bool) -> None:
    """Wait for the tree and its cards, say what was made, and exit with a status that tells scripts the same."""
    from studyapp.cli.following import run_to_its_end
    from studyapp.models import JobStatus
    from studyapp.schemas.jobs import JobAnswer, JobsAnswer

    followed = asyncio.run(run_to_its_end(owner, job))
    if as_json:
        every = [followed.job, *reversed(followed.parts)]
        print_json(JobsAnswer(jobs=[JobAnswer.of(each) for each in every], next_cursor=None))
    skills, cards = followed.job.items_done, sum(part.items_done for part in followed.parts)
    note(f"{counted(skills, 'skill')} and {counted(cards, 'card')}.")
    if said := (followed.job.result or {}).get("note"):
        note(str(said))
    wrong = [each for each in (followed.job, *followed.parts) if each.status is not JobStatus.COMPLETED]
    if followed.interrupted:
        fail("Cancelled; what was made is kept.", status=Exit.INTERRUPTED)
    if wrong:
        fail(next((each.error for each in wrong if each.error), "It was cancelled; what was made is kept."))


def _line(goal: "GoalAnswer") -> str:
    figures = f"{counted(goal.nodes, 'skill')}, {counted(goal.cards, 'card')}, {goal.due} due, {goal.mastery:.0%}"
    return f"{goal.id}  {goal.status:<8}  {goal.title}  ({figures})"
