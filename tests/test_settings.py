"""The settings of an installation, which never reveal a secret."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from studyapp import migrate, settings
from studyapp.settings import Settings, secrets_in


@pytest.fixture(autouse=True)
def an_environment_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "STUDYAPP_DATA_DIR", "STUDYAPP_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://ada:hunter2@db/study", "postgresql://ada:***@db/study"),
        ("postgresql+psycopg://ada:hunter2@db:5432/study?sslmode=require", None),
        ("postgresql://ada:hunter2:x@db/study", "postgresql://ada:***@db/study"),
        ("postgresql://ada:hun/ter2@db/study", "postgresql://ada:***@db/study"),
        ("postgresql://ada:hunter2@home@db/study", "postgresql://ada:***@db/study"),
        ("postgresql://:hunter2@db/study", "postgresql://:***@db/study"),
        ("postgresql://db/study?user=ada&password=hunter2", "postgresql://db/study?user=ada&password=***"),
        ("postgresql://db/study?sslpassword=hunter2&x=1", "postgresql://db/study?sslpassword=***&x=1"),
        ("postgresql://db:5432/study", "postgresql://db:5432/study"),
    ],
)
def test_a_password_in_an_address_is_shown_nowhere(
    monkeypatch: pytest.MonkeyPatch, address: str, shown: str | None
) -> None:
    monkeypatch.setenv("STUDYAPP_DATABASE_URL", address)
    here = Settings()
    assert here.database == address
    for text in (repr(here), str(here), f"{here}", str(here.masked())):
        assert "hunter2" not in text
        assert "ter2" not in text
    if shown is not None:
        assert here.masked()["database"] == here.masked()["database_url"] == shown


def test_a_key_is_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-hunter2")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "https://ada:hunter2@proxy/v1")
    here = Settings()
    assert here.masked()["anthropic_api_key"] == "***"
    assert here.masked()["anthropic_base_url"] == "https://ada:***@proxy/v1"
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "https://hunter2@proxy/v1")
    assert Settings().masked()["anthropic_base_url"] == "https://***@proxy/v1"
    assert "hunter2" not in repr(here) + str(here) + str(here.masked()) + here.model_dump_json(include={"model"})


def test_a_value_that_is_refused_is_not_repeated_with_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDYAPP_DATABASE_URL", "postgresql://ada:hunter2@db/study")
    monkeypatch.setenv("STUDYAPP_PORT", "eighty")
    with pytest.raises(ValidationError) as refusal:
        Settings()
    assert "hunter2" not in str(refusal.value)


def test_data_lives_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STUDYAPP_DATA_DIR", str(tmp_path / "mine"))
    assert Settings().database == f"sqlite:///{tmp_path / 'mine' / 'studyapp.db'}"


def test_a_relative_folder_is_meant_from_where_it_was_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STUDYAPP_DATA_DIR", "mine")
    assert Settings().data_dir == tmp_path / "mine"


def test_a_dot_env_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("STUDYAPP_MODEL=from-file\nSTUDYAPP_CONCURRENCY=3\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("STUDYAPP_MODEL", "from-environment")
    assert (Settings().model, Settings().concurrency) == ("from-environment", 3)


def test_a_key_or_a_base_url_makes_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not Settings().has_model
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:11434")
    assert Settings().has_model
    monkeypatch.delenv("ANTHROPIC_BASE_URL")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-1")
    assert Settings().has_model


def test_settings_cannot_be_changed_in_passing() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 1  # type: ignore[misc]


@pytest.mark.parametrize(("name", "value"), [("PORT", "0"), ("PORT", "65536"), ("CONCURRENCY", "0"), ("AUTH", "none")])
def test_what_cannot_work_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"STUDYAPP_{name}", value)
    with pytest.raises(ValidationError):
        Settings()


def test_a_process_reads_its_settings_once(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.current.cache_clear()
    first = settings.current()
    monkeypatch.setenv("STUDYAPP_MODEL", "other")
    assert settings.current() is first
    settings.current.cache_clear()
    assert settings.current().model == "other"
    settings.current.cache_clear()


def test_prices_are_shown_once_they_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "price_in" not in Settings().masked()
    monkeypatch.setenv("STUDYAPP_PRICE_IN", "0.25")
    monkeypatch.setenv("STUDYAPP_PRICE_OUT", "1.25")
    assert (Settings().masked()["price_in"], Settings().masked()["price_out"]) == ("0.25", "1.25")


@pytest.mark.parametrize("price", ["-1", "nan", "inf", "1e308", "cheap"])
def test_what_is_no_price_is_refused(monkeypatch: pytest.MonkeyPatch, price: str) -> None:
    monkeypatch.setenv("STUDYAPP_PRICE_IN", price)
    with pytest.raises(ValidationError):
        Settings()


STRANGE = "we?ird %41 #\"'é;&[x]"


def test_a_folder_may_be_called_anything(tmp_path: Path) -> None:
    here = Settings(data_dir=tmp_path / STRANGE, database_url=None)
    migrate.upgrade(here)
    assert (tmp_path / STRANGE / "studyapp.db").stat().st_size > 0
    assert [each.name for each in tmp_path.iterdir()] == [STRANGE]


def test_an_address_may_be_given_from_within_such_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / STRANGE).mkdir()
    monkeypatch.chdir(tmp_path / STRANGE)
    migrate.upgrade(Settings(database_url="sqlite:///mine.db"))
    assert (tmp_path / STRANGE / "mine.db").stat().st_size > 0


@pytest.mark.parametrize(
    ("address", "secrets"),
    [
        ("https://proxy/v1", []),
        ("https://ada:hunter2@proxy", ["hunter2"]),
        ("https://ada:hunt%40er@proxy", ["hunt%40er", "hunt@er"]),
        ("https://sk-token@proxy", ["sk-token"]),
        ("https://proxy/?a=b&api_key=a%2Bb1+2", ["a%2Bb1+2", "a+b1+2", "a+b1 2"]),
        ("postgresql://postgres@db/study", []),
        ("https://[broken", []),
    ],
)
def test_the_secrets_of_an_address_are_found_as_given_and_as_meant(address: str, secrets: list[str]) -> None:
    assert secrets_in(address) == secrets


@pytest.mark.parametrize("name", ["STUDYAPP_OUTAGE_PATIENCE_MINUTES", "STUDYAPP_PROVIDER_TIMEOUT_SECONDS"])
@pytest.mark.parametrize("value", ["inf", "nan", "1e15", "-1"])
def test_a_time_without_end_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()
