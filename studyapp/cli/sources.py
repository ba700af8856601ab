"""What a command takes as material: a file, or text that is piped in."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from studyapp.material.reading import Document

PIPED: Final = "-"
HELP: Final = "A text, Markdown, PDF, DOCX, PPTX, EPUB or HTML file; `-` reads what is piped in."


def readable(source: str | None) -> str | None:
    """Check that the source exists. Typer's own check of paths does not know that `-` means piped text."""
    if source not in (None, PIPED) and not Path(str(source)).is_file():
        raise typer.BadParameter(f"There is no file {source!r}.")
    return source


Source = Annotated[str | None, typer.Argument(callback=readable, help=HELP)]


def read(source: str) -> "Document":
    """Read the source as a document. Raises `TooLarge` or `BadInput`."""
    from studyapp.errors import BadInput
    from studyapp.material.reading import MAX_UPLOAD_BYTES, read_upload

    piped = source == PIPED
    try:
        with sys.stdin.buffer if piped else Path(source).open("rb") as file:
            data = file.read(MAX_UPLOAD_BYTES + 1)
    except OSError as error:
        raise BadInput(f"{source} cannot be read: {error.strerror}.") from error
    return asyncio.run(read_upload("piped text" if piped else Path(source).name, data))
