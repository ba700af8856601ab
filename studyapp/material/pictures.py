"""Decodes a picture, makes it smaller and writes it again, so that no other data in the file is kept.

Runs in a child process only, since a small file can hold more pixels than fit into memory.
"""

import io
import warnings
from typing import Final

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from studyapp.errors import BadInput, TooLarge
from studyapp.material.picture_data import Picture

LONGEST_SIDE: Final = 2_000
MOST_PIXELS: Final = 50_000_000
"""In all frames together."""
MOST_FRAMES: Final = 300
_ROOM: Final = 300_000_000
"""Bytes for pixels: what `isolation.PICTURE_LIMITS` leaves after the interpreter, the file and the output."""
_WEBP_BYTES: Final = 20
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")
_QUALITY: Final = 88

DAMAGED: Final = (
    "This picture is damaged and cannot be read. Open it in a picture viewer, save it again and upload that."
)
UNKNOWN: Final = "This is not a picture that can be shown. Upload a PNG, JPEG, GIF or WebP file."
VECTOR: Final = "SVG pictures are not taken, since they can hold programs. Save it as PNG and upload that."
TOO_MUCH_MEMORY: Final = "This picture needs too much memory to read. Make it smaller and upload that."


def read_picture(data: bytes) -> Picture:
    """Decode the picture and write it again. Raises `BadInput` or `TooLarge`."""
    if b"<svg" in data[:1_024].lower():
        raise BadInput(VECTOR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _written_anew(data)
    except UnidentifiedImageError as error:
        raise BadInput(UNKNOWN) from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_many_pixels(Image.MAX_IMAGE_PIXELS) from error
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError, SyntaxError, EOFError) as error:
        raise BadInput(DAMAGED) from error


def _written_anew(data: bytes) -> Picture:
    # Set this limit before opening: Pillow checks it before it passes the file on, and WebP takes the memory at once.
    Image.MAX_IMAGE_PIXELS = _ROOM // _WEBP_BYTES if data[8:12] == b"WEBP" else MOST_PIXELS
    with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
        kind = opened.format
        frames = min(getattr(opened, "n_frames", 1), MOST_FRAMES) if kind == "GIF" else 1
        _require_room(opened, frames)
        if frames > 1:
            return _animation(opened, frames)
        return _still(opened, as_photo=kind == "JPEG", as_webp=kind == "WEBP")


def _require_room(opened: Image.Image, frames: int) -> None:
    """Refuse a picture that has too many pixels. Only its header has been read at this point."""
    most = min(_ROOM // _bytes_per_pixel(opened, frames), MOST_PIXELS)
    if opened.width * opened.height * frames > most:
        raise _too_many_pixels(most)


def _bytes_per_pixel(opened: Image.Image, frames: int) -> int:
    """The peak number of bytes per pixel, counting all copies that Pillow and its libraries make. These are measured
    values.
    """
    if opened.format == "WEBP":
        return _WEBP_BYTES
    if frames > 1 or opened.info.get("progressive"):
        return 8
    if _can_be_mixed(opened):
        return 8 if opened.has_transparency_data else 5
    return 12 if opened.has_transparency_data else 8


def _too_many_pixels(most: int | None) -> TooLarge:
    return TooLarge(
        f"This picture has too many pixels: {(most or MOST_PIXELS) // 1_000_000} million are the most of its kind. "
        "Make it smaller and upload that."
    )


def _still(opened: Image.Image, *, as_photo: bool, as_webp: bool) -> Picture:
    bare = _bare(ImageOps.exif_transpose(_shrunk(opened)))
    out = io.BytesIO()
    if as_photo:
        bare.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=True)
        return Picture(out.getvalue(), "image/jpeg", *bare.size)
    if as_webp:
        bare.save(out, "WEBP", quality=_QUALITY)
        return Picture(out.getvalue(), "image/webp", *bare.size)
    bare.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), "image/png", *bare.size)


def _shrunk(opened: Image.Image) -> Image.Image:
    """Shrink the picture first, so that later steps need less memory. A JPEG is not even decoded at its full size."""
    if times := max(opened.size) // LONGEST_SIDE:
        opened.draft(None, (max(1, opened.width // times), max(1, opened.height // times)))
    image = opened if _can_be_mixed(opened) else _in_true_colours(opened)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return image


def _can_be_mixed(image: Image.Image) -> bool:
    """Whether the pixels can be averaged. Palette indexes cannot, nor a colour that stands for transparency."""
    return image.mode in ("LA", "RGBA") or (image.mode in ("L", "RGB", "CMYK") and not image.has_transparency_data)


def _animation(opened: Image.Image, count: int) -> Picture:
    frames: list[Image.Image] = []
    lengths: list[int] = []
    for number, frame in enumerate(ImageSequence.Iterator(opened)):
        if number == count:
            break
        lengths.append(int(frame.info.get("duration", 100)))
        frames.append(_bare(frame))
        frames[-1].thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    first, *others = frames
    out = io.BytesIO()
    first.save(out, "GIF", save_all=True, append_images=others, duration=lengths, loop=0, disposal=2)
    return Picture(out.getvalue(), "image/gif", *first.size)


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone, without location, camera, comments or colour profile."""
    bare = _in_true_colours(image)
    bare.info = {}
    return bare


def _in_true_colours(image: Image.Image) -> Image.Image:
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
