"""Endpoints that show a document: the text of its pages, their pictures with places of quotes, and its file."""

from hashlib import sha256
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from starlette.responses import FileResponse

from studyapp import settings
from studyapp.api.access import Db, Learner
from studyapp.api.errors import documented
from studyapp.api.etag import is_known
from studyapp.api.inputs import PathId, Text
from studyapp.errors import BadInput
from studyapp.material.showing.cropping import area_of
from studyapp.material.showing.quotes import LONGEST_QUOTE
from studyapp.models import FileFormat
from studyapp.schemas.courses.documents import MarksAnswer, PageAnswer
from studyapp.services import documents
from studyapp.services.courses.page_pictures import page_pictures
from studyapp.services.courses.sources import SourceFile, source_file
from studyapp.settings import Settings

router = APIRouter(prefix="/documents/{document_id}", tags=["documents"])

_CACHED: Final = "private, max-age=31536000, immutable"
_SANDBOX: Final = "sandbox; default-src 'none'"
_PDF_POLICY: Final = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Browsers do not show a PDF in a sandbox, or without plug-ins."""
_MEDIA_TYPES: Final = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    FileFormat.EPUB: "application/epub+zip",
    FileFormat.HTML: "text/html",
    FileFormat.TEXT: "text/plain",
}
_FILE: Final[dict[str, Any]] = {"schema": {"type": "string", "format": "binary"}}
_KNOWN: Final[dict[int | str, dict[str, Any]]] = {304: {"description": "The one that `If-None-Match` names."}}
_PICTURE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The picture.", "content": {"image/webp": _FILE}},
    **_KNOWN,
}
_SHOWN_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The file.", "content": dict.fromkeys(_MEDIA_TYPES.values(), _FILE)},
    206: {"description": "The part of the file that `Range` asks for.", "content": {"*/*": _FILE}},
    416: {"description": "The file has no such part."},
}

PageNumber = Annotated[int, Path(ge=1, le=100_000, description="From 1.")]
Quote = Annotated[Text, Query(max_length=LONGEST_QUOTE, description="Words of the page.")]
BoxInPercent = Annotated[
    str,
    Query(
        pattern=r"^(\d{1,3}(\.\d{1,2})?(,\d{1,3}(\.\d{1,2})?){3})?$",
        description="Left, top, right and bottom of a part of the page, in percent of it, e.g. `10,20,90,35.5`.",
    ),
]
IfNoneMatch = Annotated[str | None, Header()]
Configured = Annotated[Settings, Depends(settings.current)]


def source(document_id: PathId, learner: Learner, database: Db, configured: Configured) -> SourceFile:
    with database.read() as session:
        return source_file(session, learner, document_id, data_dir=configured.data_dir)


Source = Annotated[SourceFile, Depends(source)]


@router.get("/pages/{number}.webp", response_class=Response, responses=_PICTURE | documented(404, 413))
async def show_page_picture(
    number: PageNumber,
    file: Source,
    configured: Configured,
    *,
    quote: Quote = "",
    box: BoxInPercent = "",
    if_none_match: IfNoneMatch = None,
) -> Response:
    """A picture of a page of a PDF, 1,200 pixels wide, with the quote marked if nine tenths of it are there; or, with a
    `box`, that part of the page.
    """
    area = area_of(box) if box else None
    if area and quote:
        raise BadInput("Ask for a part of the page or for a quote on it, not for both.")
    asked = quote or (f"box {area}" if area else "")
    marked = f"-{sha256(asked.encode(errors='replace')).hexdigest()[:16]}" if asked else ""
    headers = {
        "ETag": f'"{file.digest[:32]}-{number}{marked}"',
        "Cache-Control": _CACHED,
        "Content-Security-Policy": _SANDBOX,
        "X-Content-Type-Options": "nosniff",
    }
    if is_known(headers["ETag"], if_none_match=if_none_match):
        return Response(status_code=304, headers=headers)
    pictures = page_pictures(configured.data_dir)
    if area:
        picture = await pictures.cropped(file, number, area)
    else:
        picture = await (pictures.highlighted(file, number, quote) if quote else pictures.picture(file, number))
    return Response(picture, media_type="image/webp", headers=headers)


@router.get("/pages/{number}/marks", responses=documented(404, 413))
async def find_on_page(number: PageNumber, file: Source, configured: Configured, quote: Quote = "") -> MarksAnswer:
    """Where a quote stands on the picture of a page. There is no box if less than nine tenths of it is on the page."""
    return MarksAnswer.of(await page_pictures(configured.data_dir).marked(file, number, quote))


@router.get("/pages/{number}", responses=documented(404))
def show_page(number: PageNumber, document_id: PathId, learner: Learner, database: Db) -> PageAnswer:
    """The text of a page, or of a part of a document without pages."""
    with database.read() as session:
        return PageAnswer(text=documents.page_text(session, learner, document_id, number))


def original(document_id: PathId, learner: Learner, database: Db, configured: Configured) -> SourceFile:
    with database.read() as session:
        return source_file(session, learner, document_id, data_dir=configured.data_dir, is_original=True)


@router.get("/file", response_class=FileResponse, responses=_SHOWN_FILE | documented(404))
def show_file(file: Annotated[SourceFile, Depends(original)]) -> FileResponse:
    """The file as it was uploaded. Browsers show a PDF, and download any other."""
    is_pdf = file.format is FileFormat.PDF
    headers = {
        "ETag": f'"{file.digest[:32]}"',
        "Cache-Control": _CACHED,
        "Content-Type": _MEDIA_TYPES[file.format],  # without a character set, which is not known
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": _PDF_POLICY if is_pdf else _SANDBOX,
    }
    return FileResponse(
        file.path,
        headers=headers,
        filename=file.name or None,
        content_disposition_type="inline" if is_pdf else "attachment",
    )
