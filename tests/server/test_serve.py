"""Errors that keep a server from starting. `tests/browser` shows how it starts and stops."""

import socket
from collections.abc import Generator
from pathlib import Path

import pytest

from studyapp.server import serve
from studyapp.settings import Settings
from tests.browser.server import free_port


def _complaint(settings: Settings) -> str:
    with pytest.raises(serve.CannotServe) as refused:
        serve.run(settings, say=print)
    return refused.value.sentence


@pytest.fixture
def taken_port() -> Generator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "::", "study.example"])
def test_it_never_listens_to_other_machines_without_sign_in(tmp_path: Path, host: str) -> None:
    sentence = _complaint(Settings(data_dir=tmp_path, host=host))

    assert "STUDYAPP_HOST=127.0.0.1" in sentence
    assert list(tmp_path.iterdir()) == []


def test_accounts_are_not_pretended_to_exist(tmp_path: Path) -> None:
    assert "STUDYAPP_AUTH=local" in _complaint(Settings(data_dir=tmp_path, auth="accounts"))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_taken_port_is_found_before_anything_is_built(tmp_path: Path, taken_port: int, host: str) -> None:
    sentence = _complaint(Settings(data_dir=tmp_path, host=host, port=taken_port))

    assert f"Port {taken_port}" in sentence
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_hold_anything_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    sentence = _complaint(Settings(data_dir=tmp_path / "file" / "data", port=free_port()))

    assert "STUDYAPP_DATA_DIR" in sentence
