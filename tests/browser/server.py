"""A real server process with its own folder, which tests start, stop and kill."""

import itertools
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, Self

import httpx

START_SECONDS = 120
STOP_SECONDS = 60
PATIENCE_SECONDS = 120


class Process(Protocol):
    """What is needed of a `Popen`."""

    pid: int

    def poll(self) -> int | None: ...
    def wait(self, timeout: float) -> int: ...


class Server:
    """One address and one data folder, for any number of starts.

    >>> with Server(tmp_path, frontend_dir=site) as server:
    ...     server.kill()
    ...     server.start()
    """

    def __init__(
        self, data_dir: Path, *, frontend_dir: Path, env: Mapping[str, str] | None = None, port: int | None = None
    ) -> None:
        self.data_dir = data_dir
        self.port = port or free_port()
        self._env = _clean_environment() | {
            "STUDYAPP_DATA_DIR": str(data_dir),
            "STUDYAPP_FRONTEND_DIR": str(frontend_dir),
            "STUDYAPP_PORT": str(self.port),
            **(env or {}),
        }
        self._process: Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self._running.pid

    @property
    def log(self) -> str:
        return self._log_file.read_text(errors="replace") if self._log_file.exists() else ""

    def start(self) -> Self:
        """Start the server, and return once it is ready."""
        assert self._process is None, "it runs already"
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        began = len(self.log)
        self._process = self._launch()
        deadline = time.monotonic() + START_SECONDS
        while f"studyapp is ready at {self.url}" not in self.log[began:]:
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise AssertionError(f"the server did not start:\n{self.log[began:]}")
            time.sleep(0.02)
        return self

    def _launch(self) -> Process:
        command = [sys.executable, "-c", "from studyapp.cli import main; main()", "run"]
        with self._log_file.open("ab") as log:
            return subprocess.Popen(command, env=self._env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def kill(self) -> None:
        """Kill the server with SIGKILL, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Stop the server with SIGTERM, as service managers do, and return its exit code."""
        return self._end(signal.SIGTERM)

    def pause(self) -> None:
        """Freeze the server: it keeps its locks and answers nothing."""
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(f"{self.url}{path}", headers=headers, timeout=60)

    def post(self, path: str, body: object, **headers: str) -> httpx.Response:
        return httpx.post(f"{self.url}{path}", json=body, headers=headers, timeout=60)

    def delete(self, path: str) -> httpx.Response:
        return httpx.delete(f"{self.url}{path}", timeout=60)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self.kill()

    @property
    def _log_file(self) -> Path:
        return self.data_dir / "server.log"

    @property
    def _running(self) -> Process:
        assert self._process is not None, "it is not running"
        return self._process

    def _end(self, how: signal.Signals) -> int:
        process = self._running
        with suppress(ProcessLookupError):
            os.kill(process.pid, how)
        code = process.wait(STOP_SECONDS)
        self._process = None
        return code


_PORTS = itertools.count(12_000 + os.getpid() * 37 % 18_000)
"""These ports are below those that systems give to outgoing connections, one of which could otherwise take the port
before the server does. Test processes that run in parallel start at different numbers.
"""


def until(happened: Callable[[], Any]) -> Any:
    """Wait until the call returns something true, and return that."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (result := happened()):
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.03)
    return result


def free_port() -> int:
    for port in _PORTS:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def _clean_environment() -> dict[str, str]:
    """The environment without the developer's own settings, such as keys and data folders."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("STUDYAPP_", "ANTHROPIC_", "REFLEX_"))
    }
