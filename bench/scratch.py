"""Temporary folders that are deleted after a measurement."""

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch_folder() -> Generator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="studyapp-bench-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
