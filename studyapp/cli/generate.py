"""`studyapp generate`: makes cards from a file or from piped text, with the same engine as the server."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from studyapp.cli.terminal import Exit, fail, note, print_json, sentences

if TYPE_CHECKING:
    from studyapp.cli.access import Owner
    from studyapp.jobs.store.views import JobView
    from studyapp.material.reading import Document
    from studyapp.models import Card

_PIPED: Final = "-"


def _readable(source: str) -> str:
    """Check that the source exists. Typer's own check of paths does not know that `-` means piped text."""
    if source != _PIPED and not Path(source).is_file():
        raise typer.BadParameter(f"There is no file {source!r}.")
    return source


Source = Annotated[
    str, typer.Argument(callback=_readable, help="A text, Markdown or PDF file; `-` reads what is piped in.")
]


def generate(
    source: Source,
    deck: Annotated[str | None, typer.Option(help="Title of the deck; made if there is none of that title.")] = None,
    count: Annotated[int, typer.Option(min=1, max=50, help="How many cards at most.")] = 10,
    both: Annotated[
        bool, typer.Option("--both-directions", help="Of a word list, ask for each pair both ways.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the job and its cards as a JSON object.")] = False,
) -> None:
    """Make flashcards from SOURCE.

    A running server does the work; without one, this command does. Ctrl-C cancels the job and keeps what is saved.
    """
    from studyapp.cli.access import open_data
    from studyapp.cli.following import run_to_its_end

    with sentences():
        document = _read(source)
        owner = open_data()
        payload = {"document_id": _stored(owner, document), "deck_title": deck or document.title}
        asked = {"count": count, "both_directions": both}
        followed = asyncio.run(run_to_its_end(owner, payload | asked))
        cards = _cards(owner, followed.job)
        if as_json:
            _print(followed.job, cards)
        left_out = document.left_out
        _conclude(owner, followed.job, cards=len(cards), left_out=left_out, interrupted=followed.interrupted)


def _read(source: str) -> "Document":
    from studyapp.errors import BadInput
    from studyapp.material.reading import MAX_UPLOAD_BYTES, read_upload

    piped = source == _PIPED
    try:
        with sys.stdin.buffer if piped else Path(source).open("rb") as file:
            data = file.read(MAX_UPLOAD_BYTES + 1)
    except OSError as error:
        raise BadInput(f"{source} cannot be read: {error.strerror}.") from error
    return asyncio.run(read_upload("piped text" if piped else Path(source).name, data))


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
    made = "1 card" if cards == 1 else f"{cards} cards"
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
