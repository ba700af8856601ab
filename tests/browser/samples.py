"""A text to make cards from."""

from pathlib import Path
from typing import Final

SAMPLE: Final = (Path(__file__).parents[2] / "assets/samples/photosynthesis.md").read_text()
