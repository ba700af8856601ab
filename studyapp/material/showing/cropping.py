"""Cuts a part out of the picture of a page."""

import io
from typing import Final

from PIL import WebPImagePlugin

from studyapp.errors import BadInput
from studyapp.material.clippings.clipping import Area

NO_PART: Final = "This is no part of a page: give left, top, right and bottom in percent, as in 10,20,90,35.5."
_LEAST: Final = 0.2
"""In percent."""
_QUALITY: Final = 90
"""More than that of a page, which it has been through already."""
_METHOD: Final = 4


def area_of(told: str) -> Area:
    """The area that four numbers with commas between them name. Raises `BadInput`."""
    try:
        left, top, right, bottom = map(float, told.split(","))
    except ValueError as error:
        raise BadInput(NO_PART) from error
    if not (0 <= left <= right - _LEAST <= 100 - _LEAST and 0 <= top <= bottom - _LEAST <= 100 - _LEAST):
        raise BadInput(NO_PART)
    return left, top, right, bottom


def cropped(picture: bytes, area: Area) -> bytes:
    """The part of the WebP, as WebP."""
    with WebPImagePlugin.WebPImageFile(io.BytesIO(picture)) as page:
        across, down = page.width / 100, page.height / 100
        left, top = int(area[0] * across), int(area[1] * down)
        right, bottom = max(round(area[2] * across), left + 1), max(round(area[3] * down), top + 1)
        part = page.convert("RGB").crop((left, top, right, bottom))
    made = io.BytesIO()
    part.save(made, "WEBP", quality=_QUALITY, method=_METHOD)
    return made.getvalue()
