"""PDFs that only a password opens."""

from pathlib import Path
from typing import Final

FILES: Final = Path(__file__).parent / "files"
PASSWORDS: Final = {
    "locked-rc4-40.pdf": "secret",
    "locked-rc4-128.pdf": "secret",
    "locked-aes-128.pdf": "secret",
    "locked-aes-256-r5.pdf": "secret",
    "locked-aes-256.pdf": "secret",
    "locked-rc4-128-umlaut.pdf": "pässwört",
    "locked-aes-256-umlaut.pdf": "pässwört",
}
"""The password of each, by the name of the file."""
SENTENCE: Final = "Mitochondria make most of the energy a cell needs."
"""On their first page."""


def locked_pdf(name: str = "locked-aes-256.pdf") -> bytes:
    return (FILES / name).read_bytes()
