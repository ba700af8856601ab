"""Draws the marks of a quote into the picture of a page, for programs that want one picture."""

from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageChops

_COLOUR: Final = (255, 236, 120)


def highlighted(picture: Image.Image, marks: Sequence[Sequence[float]]) -> Image.Image:
    """The picture with these boxes coloured as by a marker, so that what is written below them stays readable.

    Each is left, top, width and height in percent.
    """
    across, down = picture.width / 100, picture.height / 100
    for left, top, width, height in marks:
        box = (int(left * across), int(top * down), round((left + width) * across), round((top + height) * down))
        part = picture.crop(box)
        picture.paste(ImageChops.multiply(part, Image.new("RGB", part.size, _COLOUR)), box)
    return picture
