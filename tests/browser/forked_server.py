"""Servers that start in a fraction of a second, since most of a start is importing what all of them import.

They are forked from a process that has imported it. From there on everything is as in a server of its own.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from studyapp.cli import main
from tests.browser.server import Process, Server

_IMPORTED: Final = ["anthropic", "granian", "reflex", "studyapp.api.app", "studyapp.cli", "studyapp.server.serve"]
"""Not the pages, which read the environment while they are imported."""

_FORKS: Final = multiprocessing.get_context("forkserver")


class ForkedServer(Server):
    def _launch(self) -> Process:
        _FORKS.set_forkserver_preload(_IMPORTED)
        process = _FORKS.Process(target=_run, args=(self._env, self._log_file), daemon=True)
        process.start()
        return _Forked(process)


class _Forked:
    """A `Process` that `multiprocessing` started."""

    def __init__(self, process: BaseProcess) -> None:
        assert process.pid is not None, "it was started"
        self.pid = process.pid
        self._process = process

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        self._process.join(timeout)
        code = self._process.exitcode
        assert code is not None, f"it still ran after {timeout} seconds"
        return code


def _run(env: Mapping[str, str], log_file: Path) -> None:
    os.environ.clear()
    os.environ.update(env)
    with Path(os.devnull).open("rb") as nothing, log_file.open("ab") as log:
        os.dup2(nothing.fileno(), 0)
        for stream in (1, 2):
            os.dup2(log.fileno(), stream)
    sys.argv = ["studyapp", "run"]
    main()
