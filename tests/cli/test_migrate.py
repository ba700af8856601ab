from pathlib import Path

from tests.cli.conftest import Shell


def test_a_fresh_installation_gets_its_tables(shell: Shell, environment: dict[str, str]) -> None:
    migrated = shell("migrate")
    assert (migrated.returncode, migrated.stdout) == (0, "")
    assert migrated.stderr.startswith("The database is up to date: sqlite:///")
    assert (Path(environment["STUDYAPP_DATA_DIR"]) / "studyapp.db").exists()
    assert shell("migrate").returncode == 0
