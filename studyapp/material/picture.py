"""What is known of an uploaded picture, without the library that reads pictures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    data: bytes
    media_type: str
    width: int
    height: int
