"""Draws the marks of a quote into the picture of a page, for programs that want one picture."""

import io
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageChops, ImageDraw, WebPImagePlugin

from studyapp.material.showing.drawing import Mark

_COLOUR: Final = (255, 236, 120)
_QUALITY: Final = 80
_METHOD: Final = 1


def highlighted(picture: bytes, marks: Sequence[Mark]) -> bytes:
    """The WebP with these boxes coloured as by a marker, so that what is written below them stays readable."""
    with WebPImagePlugin.WebPImageFile(io.BytesIO(picture)) as opened:
        page = opened.convert("RGB")
    layer = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    for mark in marks:
        left, top = mark.left * page.width / 100, mark.top * page.height / 100
        right, bottom = left + mark.width * page.width / 100, top + mark.height * page.height / 100
        draw.rectangle((left, top, right, bottom), fill=_COLOUR)
    made = io.BytesIO()
    ImageChops.multiply(page, layer).save(made, "WEBP", quality=_QUALITY, method=_METHOD)
    return made.getvalue()
