"""The formulas and figures of a section, which a lesson without a model shows as pictures of their places."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlmodel import Session

from studyapp.errors import NotFound
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.lesson.ground import wanted
from studyapp.material.clippings.clipping import Clipping
from studyapp.material.clippings.finding import find_clippings
from studyapp.material.showing.quotes import quote_spans
from studyapp.rules.lessons import ClippingDraft, SectionText
from studyapp.services.courses.sources import SourceFile, source_file

Placed = tuple[int, ClippingDraft]
"""The offset in the text of the section that it stands behind, and what."""


async def clippings(context: JobContext, section_id: str, text: SectionText) -> list[Placed]:
    """Those of the section, in its order. None where a model makes the lesson, and none of what is no PDF."""
    if context.provider.model is not None or not text.pages:
        return []
    file = await context.query(lambda session: _file(session, context, section_id))
    if file is None or not file.has_pages:
        return []
    return list(placed(await find_clippings(file.path, text.pages[0][1], text.pages[-1][1]), text))


def _file(session: Session, context: JobContext, section_id: str) -> SourceFile | None:
    section = wanted(session, context.job.user_id, section_id)
    try:
        return source_file(session, section.user_id, section.document_id, data_dir=context.settings.data_dir)
    except NotFound:
        return None


def placed(found: Sequence[Clipping], text: SectionText) -> Iterator[Placed]:
    """Those that stand in the section, and where. What stands before the first line of its first page does not."""
    starts = [start for start, _ in text.pages]
    ends = [*starts[1:], len(text.text)]
    pages = {page: (start, end) for (start, page), end in zip(text.pages, ends, strict=True)}
    for clipping in found:
        start, end = pages.get(clipping.page, (0, 0))
        spans = quote_spans(text.text[start:end], clipping.after) if clipping.after else []
        is_on_top = not clipping.after and start > 0
        if spans or is_on_top:
            told: dict[str, Any] = asdict(clipping) | {"kind": clipping.kind.value}
            del told["after"]
            yield start + max((last for _, last in spans), default=0), ClippingDraft(**told)
