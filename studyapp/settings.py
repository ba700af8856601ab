"""Every knob of an installation, read once from the environment and `.env` into one frozen object."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, unquote_plus, urlsplit

from platformdirs import user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_NAMED_LIKE_A_SECRET = re.compile(r"(?:pass|pwd|token|secret|key)", re.IGNORECASE)
_SHORTEST_SECRET = 4
"""A shorter one stands in every other word."""
_CHECKOUT = Path(__file__).resolve().parent.parent


def _default_data_dir() -> Path:
    """`./data` in a checkout, the platform's user-data folder for an installed package."""
    in_checkout = (_CHECKOUT / "pyproject.toml").exists()
    return _CHECKOUT / "data" if in_checkout else user_data_path("studyapp", appauthor=False)


def _absolute(path: Path) -> Path:
    """The server changes its working directory, so a path means what it meant where it was given."""
    return path.expanduser().absolute()


def _anchored(address: str | None) -> str | None:
    """The same for the file in a SQLite address."""
    from sqlalchemy import make_url  # noqa: PLC0415 - see `sqlite_address`
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    try:
        url = make_url(address or "")
    except (ArgumentError, ValueError):  # whoever connects says what is wrong with it
        return address
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":memory:", "file:")):
        return address
    return url.set(database=str(_absolute(Path(url.database)))).render_as_string(hide_password=False)


def sqlite_address(file: Path) -> str:
    """The address of a SQLite file, whatever signs there are in its name."""
    from sqlalchemy import URL  # noqa: PLC0415 - takes a tenth of a second, which `--help` need not wait for

    return URL.create("sqlite", database=str(file)).render_as_string(hide_password=False)


def _names(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value


class Settings(BaseSettings):
    """Environment variables `STUDYAPP_*`; the two Anthropic ones keep the names its SDK knows."""

    model_config = SettingsConfigDict(
        env_prefix="STUDYAPP_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    data_dir: Annotated[Path, AfterValidator(_absolute)] = Field(default_factory=_default_data_dir)
    frontend_dir: Annotated[Path, AfterValidator(_absolute)] | None = None
    """Where the built pages are kept when not in `data_dir/frontend`: several servers may share one build."""
    database_url: Annotated[str | None, AfterValidator(_anchored)] = None
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    auth: Literal["local", "accounts"] = "local"
    allowed_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_names)] = ()
    """Extra `Host` names answered in local mode, separated by commas, say behind a proxy on the same machine."""

    anthropic_api_key: SecretStr | None = Field(default=None, validation_alias="ANTHROPIC_API_KEY")
    anthropic_base_url: str | None = Field(default=None, validation_alias="ANTHROPIC_BASE_URL")
    model: str = "claude-sonnet-5-5"
    provider_timeout_seconds: float = Field(default=120, gt=0, le=24 * 60 * 60, allow_inf_nan=False)
    outage_patience_minutes: float = Field(default=120, ge=0, le=365 * 24 * 60, allow_inf_nan=False)
    """How long a job waits for a provider that is away; 0: it is tried three times and then has failed."""

    price_in: float | None = Field(default=None, ge=0, le=1_000_000)
    """US dollars for a million tokens that go to the model. With `price_out` it tells what jobs cost; prices change, so
    there are none built in, and without both only tokens are shown."""
    price_out: float | None = Field(default=None, ge=0, le=1_000_000)
    """The same for those it answers with."""

    jobs_per_hour: int = Field(default=20, ge=1)
    concurrency: int = Field(default=8, ge=1, le=64)
    log_format: Literal["console", "json"] = "console"

    @property
    def has_model(self) -> bool:
        """A key or a base URL is enough: local servers that speak the Messages API need no key."""
        return bool(self.anthropic_base_url or self.anthropic_api_key)

    @property
    def frontend(self) -> Path:
        return self.frontend_dir or self.data_dir / "frontend"

    @property
    def database(self) -> str:
        return self.database_url or sqlite_address(self.data_dir / "studyapp.db")

    def masked(self) -> dict[str, str]:
        """Name → value for people to read; secrets, also those inside addresses, show as `***`."""
        return {name: without_secrets(value) for name, value in self if value is not None} | {
            "database": without_secrets(self.database)
        }

    def __repr_args__(self) -> Iterable[tuple[str, str]]:
        """So that no log and no traceback shows a secret either."""
        return self.masked().items()


def without_secrets(value: object) -> str:
    """What may be shown of a setting.

    Passwords stand before the last `@` of an address, sometimes without a name, or in its query; an address may hold
    unescaped ones.
    """
    if isinstance(value, SecretStr):
        return "***"
    without_user = re.sub(r"(://[^:/?#@]*):.*@", r"\1:***@", str(value))
    without_user = re.sub(r"://[^:/?#@]+@", "://***@", without_user)
    return re.sub(
        rf"([?&][^=&]*{_NAMED_LIKE_A_SECRET.pattern}[^=&]*=)[^&]*", r"\1***", without_user, flags=re.IGNORECASE
    )


def secrets_in(address: str) -> list[str]:
    """The passwords of an address, as given and as meant: what must not be repeated when somebody else does."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return []
    queried = [
        value
        for name, _, value in (pair.partition("=") for pair in parts.query.split("&"))
        if _NAMED_LIKE_A_SECRET.search(name)
    ]
    token = parts.username if parts.password is None and parts.scheme.startswith("http") else None
    given = [secret for secret in (parts.password, token, *queried) if secret]
    meant = [form for secret in given for form in (secret, unquote(secret), unquote_plus(secret))]
    return [secret for secret in dict.fromkeys(meant) if len(secret) >= _SHORTEST_SECRET]


@cache
def current() -> Settings:
    """The settings of this process. Call `current.cache_clear()` after changing the environment."""
    return Settings()
