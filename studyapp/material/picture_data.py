"""The data of an uploaded picture, in a module that does not load the imaging library."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    data: bytes
    media_type: str
    width: int
    height: int
