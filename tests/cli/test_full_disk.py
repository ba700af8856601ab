"""A full disk on the command line: a sentence, exit status 1, no traceback."""

from pathlib import Path

from tests.cli.conftest import MATERIAL, Shell
from tests.disk import SENTENCE, filled


def test_a_command_that_finds_no_room_says_so(environment: dict[str, str], small_disk: Path) -> None:
    shell = Shell(environment | {"STUDYAPP_DATA_DIR": str(small_disk)})
    assert shell("migrate").returncode == 0
    with filled(small_disk):
        done = shell("generate", "-", piped=MATERIAL * 20)
        assert (done.returncode, done.stdout, done.stderr.splitlines()) == (1, "", [SENTENCE])
    assert shell("generate", "-", piped=MATERIAL).returncode == 0
