import json

import pytest

from studyapp import settings
from tests.cli.conftest import Run, Shell


def test_settings_are_listed_under_the_names_that_set_them(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://localhost:11434")
    monkeypatch.setenv("STUDYAPP_PORT", "8999")
    values = json.loads(run("settings", "--json").stdout)
    assert (values["STUDYAPP_PORT"], values["ANTHROPIC_BASE_URL"]) == ("8999", "http://localhost:11434")
    assert values["STUDYAPP_DATABASE_URL"].startswith("sqlite:///")


def test_secrets_are_masked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-very-secret")
    monkeypatch.setenv("STUDYAPP_DATABASE_URL", "postgresql://me:hidden@db/app")
    printed = run("settings").stdout
    assert "very-secret" not in printed
    assert "hidden" not in printed
    assert "postgresql://me:***@db/app" in printed


def test_several_hosts_are_separated_by_commas(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDYAPP_ALLOWED_HOSTS", "study.home, tablet.home")
    assert settings.current().allowed_hosts == ("study.home", "tablet.home")


@pytest.mark.parametrize(("name", "value"), [("STUDYAPP_PORT", "http"), ("STUDYAPP_AUTH", "none")])
def test_an_impossible_setting_ends_every_command_with_a_sentence(
    shell: Shell, environment: dict[str, str], name: str, value: str
) -> None:
    environment[name] = value
    for command in ("settings", "jobs", "run"):
        asked = shell(command)
        assert (asked.returncode, asked.stdout) == (1, ""), command
        assert name.removeprefix("STUDYAPP_").lower() in asked.stderr.lower()
        assert "Traceback" not in asked.stderr
