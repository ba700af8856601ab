"""Lets the tests write to memory instead of a disk, where each of their many transactions would wait for the disk.

What is tested stays the same: processes are killed, never the machine, and a killed process's files stay.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

RAMDISK: Final = Path("/dev/shm")
LEAST_FREE: Final = 4_000_000_000
"""In bytes. Containers often have 64 MB there."""


def pytest_configure() -> None:
    if "TMPDIR" not in os.environ and os.access(RAMDISK, os.W_OK) and shutil.disk_usage(RAMDISK).free >= LEAST_FREE:
        os.environ["TMPDIR"] = tempfile.tempdir = str(RAMDISK)
