"""There is one executor, whichever process dies."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from studyapp.jobs.engine.election import FileLock

HOLDER = """
import sys, time
from pathlib import Path
from studyapp.jobs.engine.election import FileLock
lock = FileLock(Path(sys.argv[1]))
print(lock.won(), flush=True)
time.sleep(60)
"""

HOLDER_WITH_CHILD = """
import os, sys, time
from pathlib import Path
from studyapp.jobs.engine.election import FileLock
assert FileLock(Path(sys.argv[1])).won()
if os.fork() == 0:
    print(os.getpid(), flush=True)
time.sleep(60)
"""


def test_one_wins_until_it_resigns(tmp_path: Path) -> None:
    one, two = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert (one.won(), two.won(), one.won()) == (True, False, True)
    one.resign()
    assert (two.won(), one.won()) == (True, False)


def test_two_data_folders_have_an_executor_each(tmp_path: Path) -> None:
    assert FileLock(tmp_path / "a" / "lock").won()
    assert FileLock(tmp_path / "b" / "lock").won()


@pytest.mark.chaos
def test_a_killed_holder_leaves_the_lock_to_the_next(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "True\n"
        assert not lock.won()
        holder.kill()
        holder.wait()
        assert lock.won()


@pytest.mark.chaos
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform does not fork")
def test_a_forked_child_does_not_keep_its_dead_parents_lock(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER_WITH_CHILD, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        child = int(holder.stdout.readline())
        holder.kill()
        os.waitpid(holder.pid, 0)
        try:
            assert FileLock(tmp_path / "lock").won()
        finally:
            os.kill(child, signal.SIGKILL)
