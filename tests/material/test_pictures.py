"""Uploaded pictures may contain anything in their files; only pixels are stored."""

import io
import struct
import zlib
from math import isqrt

import pytest
from PIL import Image, PngImagePlugin

from studyapp.errors import BadInput, TooLarge
from studyapp.material import isolation
from studyapp.material.isolation import Limits, parse_picture
from studyapp.material.picture_data import Picture
from studyapp.material.pictures import LONGEST_SIDE
from studyapp.services.images import MAX_IMAGE_BYTES

SECRET = b"GPS 48.137, 11.575"


def encoded(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, kind, **options)
    return out.getvalue()


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data))


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp"), ("GIF", "image/png")],
)
async def test_a_picture_is_written_anew(kind: str, media_type: str) -> None:
    data = encoded(kind)
    picture = await parse_picture(data)
    assert (picture.media_type, picture.width, picture.height) == (media_type, 40, 30)
    assert opened(picture).size == (40, 30)


async def test_a_large_picture_is_made_smaller() -> None:
    picture = await parse_picture(encoded("PNG", (4_000, 1_000)))
    assert (picture.width, picture.height) == (2_000, 500)


async def test_what_a_camera_noted_is_gone_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90°
    exif[0x010E] = SECRET.decode()
    data = encoded("JPEG", exif=exif, comment=SECRET, icc_profile=SECRET)
    assert SECRET in data
    picture = await parse_picture(data)
    assert SECRET not in picture.data
    assert (picture.width, picture.height) == (30, 40)


async def test_comments_in_a_png_and_what_hangs_on_its_end_are_gone() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    data = encoded("PNG", pnginfo=notes) + b"<script>alert(1)</script>"
    picture = await parse_picture(data)
    assert SECRET not in picture.data
    assert b"<script" not in picture.data


async def test_transparency_and_movement_stay() -> None:
    clear = opened(await parse_picture(encoded("PNG", mode="RGBA")))
    assert clear.mode == "RGBA"
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=80, comment=SECRET)
    moving = await parse_picture(out.getvalue())
    assert moving.media_type == "image/gif"
    assert getattr(opened(moving), "n_frames", 1) == 3
    assert SECRET not in moving.data


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000)])
async def test_a_picture_with_more_pixels_than_memory_is_refused_before_it_is_read(size: tuple[int, int]) -> None:
    with pytest.raises(TooLarge, match="too many pixels"):
        await parse_picture(bomb(*size))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"),
        (b"<?xml version='1.0'?>\n<!-- x --><SVG/>", "SVG"),
        (b"%PDF-1.7", "not a picture"),
        (b"GIF89a", "picture"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "picture"),
        (encoded("PNG")[:60], "damaged"),
        (encoded("BMP"), "not a picture"),
        (encoded("TIFF"), "not a picture"),
        (b"<html><script>alert(1)</script>", "not a picture"),
    ],
)
async def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        await parse_picture(data)


async def test_a_picture_that_eats_memory_costs_only_its_own_process() -> None:
    with pytest.raises(BadInput, match="memory"):
        await parse_picture(encoded("PNG", (7_000, 7_000)), limits=Limits(memory_bytes=150 * 1024 * 1024))


async def test_a_picture_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(BadInput) as refused:
        await parse_picture(encoded("PNG", (6_000, 6_000)), limits=Limits(seconds=0.01))
    assert refused.value.sentence == isolation.PICTURE_TOO_SLOW


KEYED: dict[str, object] = {"transparency": 3}
LARGEST: list[tuple[str, str, int, dict[str, object]]] = [
    ("JPEG", "RGB", 50, {}),
    ("JPEG", "CMYK", 37, {"progressive": True}),
    ("JPEG", "RGB", 37, {"progressive": True, "subsampling": 0}),
    ("PNG", "RGB", 50, {}),
    ("PNG", "RGBA", 37, {}),
    ("PNG", "LA", 37, {}),
    ("PNG", "I;16", 37, {}),
    ("PNG", "P", 37, {}),
    ("PNG", "P", 25, KEYED),
    ("PNG", "RGB", 25, {"transparency": (1, 2, 3)}),
    ("GIF", "P", 37, {}),
    ("WEBP", "RGB", 15, {}),
    ("WEBP", "RGBA", 15, {"lossless": True, "quality": 0}),
]


def square(kind: str, mode: str, millions: float, options: dict[str, object]) -> bytes:
    """A square picture of this many million pixels, in a file as large as may be uploaded."""
    side = isqrt(round(millions * 1_000_000))
    quickly = {"PNG": {"compress_level": 1}, "WEBP": {"method": 0}}.get(kind, {})
    out = io.BytesIO()
    Image.new(mode, (side, side)).save(out, kind, **quickly, **options)
    return out.getvalue().ljust(MAX_IMAGE_BYTES, b"\0")


@pytest.mark.parametrize(("kind", "mode", "millions", "options"), LARGEST)
async def test_the_largest_of_each_kind_is_read_within_its_memory(
    kind: str, mode: str, millions: int, options: dict[str, object]
) -> None:
    picture = await parse_picture(square(kind, mode, millions, options))
    assert max(picture.width, picture.height) == LONGEST_SIDE
    assert isolation.PICTURE_LIMITS.memory_bytes <= 400 * 1024**2


@pytest.mark.parametrize(("kind", "mode", "millions", "options"), LARGEST)
async def test_a_larger_one_is_refused_by_its_header(
    kind: str, mode: str, millions: int, options: dict[str, object]
) -> None:
    with pytest.raises(TooLarge, match=f"too many pixels: {millions} million are the most"):
        await parse_picture(square(kind, mode, millions + 0.7, options)[:200_000])


@pytest.mark.parametrize("options", [{}, {"transparency": 3, "disposal": 2}])
async def test_the_longest_animation_is_read_within_its_memory(options: dict[str, object]) -> None:
    frames = [Image.new("L", (1_999, 1_999), 20 * number) for number in range(10)]
    for allowed in (9, 10):
        out = io.BytesIO()
        frames[0].save(out, "GIF", save_all=True, append_images=frames[1:allowed], duration=80, **options)
        if allowed == 9:
            assert getattr(opened(await parse_picture(out.getvalue())), "n_frames", 1) == 9
        else:
            with pytest.raises(TooLarge, match="too many pixels"):
                await parse_picture(out.getvalue())
