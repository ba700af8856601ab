"""The built pages that the measured server serves."""

from pathlib import Path
from typing import Final

from studyapp.server import frontend

SITE: Final = Path(__file__).parent.parent / ".cache/frontend"


def built() -> Path:
    frontend.prepare(SITE, print)
    return SITE
