import subprocess
import sys

import studyapp
from tests.cli.conftest import Run, Shell


def test_help_names_every_command(run: Run) -> None:
    shown = run("--help")
    assert shown.exit_code == 0
    for command in ("run", "generate", "jobs", "settings", "migrate"):
        assert command in shown.stdout


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").stdout.strip() == studyapp.__version__


def test_bad_usage_ends_with_status_2(shell: Shell) -> None:
    for arguments in ((), ("dance",), ("jobs", "dance"), ("generate",), ("--colour",)):
        asked = shell(*arguments)
        assert (asked.returncode, bool(asked.stderr or asked.stdout)) == (2, True), arguments


def test_help_loads_neither_the_pages_nor_the_model_nor_the_database() -> None:
    names = "reflex", "anthropic", "sqlalchemy", "alembic", "fastapi"
    script = (
        "import sys\nfrom typer.testing import CliRunner\nfrom studyapp.cli.app import app\n"
        f"CliRunner().invoke(app, ['--help'])\nprint([name for name in {names} if name in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"
