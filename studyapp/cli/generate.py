"""`studyapp generate`: makes cards from a file or from piped text, with the same engine as the server."""

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from studyapp.cli import goals
from studyapp.cli.sources import Source, read
from studyapp.cli.terminal import Exit, counted, fail, note, print_json, sentences

if TYPE_CHECKING:
    from studyapp.cli.access import Owner
    from studyapp.jobs.store.views import JobView
    from studyapp.material.reading import Document
    from studyapp.models import Card


def generate(
    source: Source = None,
    *,
    deck: Annotated[str | None, typer.Option(help="Title of the deck; made if there is none of that title.")] = None,
    count: Annotated[int, typer.Option(min=1, max=50, help="How many cards at most.")] = 10,
    both: Annotated[
        bool, typer.Option("--both-directions", help="Of a word list, ask for each pair both ways.")
    ] = False,
    goal: Annotated[str | None, typer.Option(metavar="ID", help="Make what the skill tree of this goal lacks.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the job and its cards as a JSON object.")] = False,
) -> None:
    """Make flashcards from SOURCE, or with --goal what a goal lacks of its tree and its cards.

    A running server does the work; without one, this command does. Ctrl-C cancels the job and keeps what is saved.
    """
    if (source is None) == (goal is None):
        raise typer.BadParameter("Give a SOURCE, or --goal with the id of a goal.")
    if goal is not None:
        goals.grow(goal, as_json=as_json)
        return
    _generate_cards(str(source), deck, count=count, both=both, as_json=as_json)


def _generate_cards(source: str, deck: str | None, *, count: int, both: bool, as_json: bool) -> None:
    from studyapp.cli.access import open_data
    from studyapp.cli.following import run_to_its_end
    from studyapp.models import JobType

    with sentences():
        document = read(source)
        owner = open_data()
        payload = {"document_id": _stored(owner, document), "deck_title": deck or document.title}
        asked = {"count": count, "both_directions": both}
        job = owner.enqueue(JobType.FLASHCARD_GENERATION, payload | asked)
        followed = asyncio.run(run_to_its_end(owner, job))
        cards = _cards(owner, followed.job)
        if as_json:
            _print(followed.job, cards)
        left_out = document.left_out
        _conclude(owner, followed.job, cards=len(cards), left_out=left_out, interrupted=followed.interrupted)


def _stored(owner: "Owner", document: "Document") -> str:
    """Store the document, and return its id. The note of the job says which pages could not be read."""
    from studyapp.jobs.kinds.flashcards.length import pairs_of
    from studyapp.services import documents

    pairs = pairs_of(document.text)
    with owner.database.write() as session:
        return documents.add_document(session, owner.id, document, pairs=pairs, now=datetime.now(UTC)).id


def _cards(owner: "Owner", job: "JobView") -> "list[Card]":
    from studyapp.services.cards import lists

    with owner.database.read() as session:
        return lists.cards_of_job(session, owner.id, job.id)


def _print(job: "JobView", cards: "list[Card]") -> None:
    from studyapp.schemas.cards import CardAnswer
    from studyapp.schemas.jobs import GeneratedAnswer, JobAnswer

    print_json(GeneratedAnswer(job=JobAnswer.of(job), cards=[CardAnswer.of(card) for card in cards]))


def _conclude(owner: "Owner", job: "JobView", *, cards: int, left_out: str, interrupted: bool) -> None:
    """Print a closing line for people, and exit with a status that tells scripts the same.

    The note of a completed job says what was left out; for any other it is said here.
    """
    from studyapp.models import JobStatus
    from studyapp.services import decks

    if left_out and job.status is not JobStatus.COMPLETED:
        note(left_out)
    made = counted(cards, "card")
    if job.status is JobStatus.COMPLETED and job.target:
        with owner.database.read() as session:
            deck = decks.get_deck(session, owner.id, job.target["id"])
        note(f"{made} in “{deck.title}”.")
        if said := (job.result or {}).get("note"):
            note(str(said))
    elif job.status is JobStatus.FAILED:
        fail(job.error or "The cards could not be made.")
    else:
        fail(f"Cancelled; {made} kept.", status=Exit.INTERRUPTED if interrupted else Exit.FAILED)
