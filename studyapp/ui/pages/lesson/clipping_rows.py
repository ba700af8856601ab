"""Formulas and figures of a lesson as its page shows them: as pictures of their place."""

from dataclasses import dataclass
from typing import Final

from studyapp.models import StoredDocument
from studyapp.rules.lessons import ClippingDraft
from studyapp.services.lessons.drafts import clipping_address
from studyapp.ui.numbers import on_pages

_SCALE: Final = 0.75
"""CSS pixels for each pixel of a clipping: letters of ten points are about as large as those of the lesson."""


@dataclass(frozen=True)
class ClippingRow:
    url: str
    alt: str
    caption: str
    """E.g. `p. 14`, or `Figure 3.1: A cell · p. 14`."""
    href: str
    """Its page."""
    width: int
    height: int
    """As it is shown where there is room, in CSS pixels."""


def clipping_row(clipping: ClippingDraft, document: StoredDocument) -> ClippingRow:
    where = on_pages(document, clipping.page)
    return ClippingRow(
        url=clipping_address(document.id, clipping),
        alt=clipping.caption or f"{clipping.kind.capitalize()} on page {clipping.page}",
        caption=f"{clipping.caption} · {where}" if clipping.caption else where,
        href=f"/documents/{document.id}?page={clipping.page}",
        width=round(clipping.width * _SCALE),
        height=round(clipping.height * _SCALE),
    )
