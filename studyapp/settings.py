"""All settings of an installation, read once from the environment and `.env` into one frozen object."""

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
"""Shorter secrets are not masked, because they would occur in ordinary words."""
_CHECKOUT = Path(__file__).resolve().parent.parent


def _default_data_dir() -> Path:
    """`./data` in a checkout; the platform's user-data folder for an installed package."""
    in_checkout = (_CHECKOUT / "pyproject.toml").exists()
    return _CHECKOUT / "data" if in_checkout else user_data_path("studyapp", appauthor=False)


def _absolute(path: Path) -> Path:
    """The path as an absolute one, because the server changes its working directory later."""
    return path.expanduser().absolute()


def _anchored(address: str | None) -> str | None:
    """The SQLite address with the path of its file made absolute; any other address unchanged."""
    from sqlalchemy import make_url  # noqa: PLC0415 - see `sqlite_address`
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    try:
        url = make_url(address or "")
    except (ArgumentError, ValueError):  # the code that connects reports what is wrong with the address
        return address
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":memory:", "file:")):
        return address
    return url.set(database=str(_absolute(Path(url.database)))).render_as_string(hide_password=False)


def sqlite_address(file: Path) -> str:
    """The address of a SQLite file, whose name may contain any characters."""
    from sqlalchemy import URL  # noqa: PLC0415 - takes a tenth of a second, which `--help` need not wait for

    return URL.create("sqlite", database=str(file)).render_as_string(hide_password=False)


def _names(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value


Effort = Literal["low", "medium", "high"]
"""How much a model should think and check before it answers."""


class Settings(BaseSettings):
    """Environment variables `STUDYAPP_*`. The two for Anthropic keep the names its SDK uses."""

    model_config = SettingsConfigDict(
        env_prefix="STUDYAPP_", env_file=".env", extra="ignore", frozen=True, populate_by_name=True
    )

    data_dir: Annotated[Path, AfterValidator(_absolute)] = Field(default_factory=_default_data_dir)
    frontend_dir: Annotated[Path, AfterValidator(_absolute)] | None = None
    """Folder for the built pages, `data_dir/frontend` if None. Several servers may share one build."""
    database_url: Annotated[str | None, AfterValidator(_anchored)] = None
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    auth: Literal["local", "accounts"] = "local"
    allowed_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_names)] = ()
    """Extra `Host` names accepted in local mode, separated by commas, e.g. for a proxy on the same machine."""

    anthropic_api_key: SecretStr | None = Field(default=None, validation_alias="ANTHROPIC_API_KEY")
    anthropic_base_url: str | None = Field(default=None, validation_alias="ANTHROPIC_BASE_URL")
    model: str = "claude-sonnet-5-5"
    effort: Effort | None = None
    """None leaves it to the kind of job: low for cards and questions."""
    context_tokens: int | None = Field(default=None, ge=1_024, le=10_000_000)
    """How many tokens a model of one's own takes at once, material and answer together. None asks its server."""
    provider_timeout_seconds: float = Field(default=120, gt=0, le=24 * 60 * 60, allow_inf_nan=False)
    outage_patience_minutes: float = Field(default=120, ge=0, le=365 * 24 * 60, allow_inf_nan=False)
    """How long a job waits for an unavailable provider. With 0 it fails after three attempts."""

    price_in: float | None = Field(default=None, ge=0, le=1_000_000)
    """US dollars per million input tokens. Together with `price_out` it gives the cost of jobs. No prices are built in,
    because they change; without both, only tokens are shown.
    """
    price_out: float | None = Field(default=None, ge=0, le=1_000_000)
    """US dollars per million output tokens."""

    max_upload_mb: int = Field(default=200, ge=1, le=2_000)
    """The largest file of a course, in MB of 1,048,576 bytes."""
    max_pages: int = Field(default=2_000, ge=1, le=20_000)
    """The longest document of a course."""
    storage_mb: int = Field(default=5_000, ge=1)
    """How much the files of one learner's courses may take up in all."""

    jobs_per_hour: int = Field(default=20, ge=1)
    concurrency: int = Field(default=8, ge=1, le=64)
    log_format: Literal["console", "json"] = "console"

    @property
    def has_model(self) -> bool:
        """Whether a key or a base URL is set. A URL is enough, because local servers need no key."""
        return bool(self.anthropic_base_url or self.anthropic_api_key)

    @property
    def max_upload_bytes(self) -> int:
        return self.max_upload_mb * 1024**2

    @property
    def storage_bytes(self) -> int:
        return self.storage_mb * 1024**2

    @property
    def frontend(self) -> Path:
        return self.frontend_dir or self.data_dir / "frontend"

    @property
    def database(self) -> str:
        return self.database_url or sqlite_address(self.data_dir / "studyapp.db")

    def masked(self) -> dict[str, str]:
        """All settings as text for people; secrets, also those inside addresses, are shown as `***`."""
        return {name: without_secrets(value) for name, value in self if value is not None} | {
            "database": without_secrets(self.database)
        }

    def __repr_args__(self) -> Iterable[tuple[str, str]]:
        """Keep secrets out of logs and tracebacks."""
        return self.masked().items()


def without_secrets(value: object) -> str:
    """The setting as text, with secrets replaced.

    The password of an address stands before its last `@`, sometimes without a user name, or in the query. It may
    contain unescaped characters.
    """
    if isinstance(value, SecretStr):
        return "***"
    without_user = re.sub(r"(://[^:/?#@]*):.*@", r"\1:***@", str(value))
    without_user = re.sub(r"://[^:/?#@]+@", "://***@", without_user)
    return re.sub(
        rf"([?&][^=&]*{_NAMED_LIKE_A_SECRET.pattern}[^=&]*=)[^&]*", r"\1***", without_user, flags=re.IGNORECASE
    )


def secrets_in(address: str) -> list[str]:
    """The passwords in an address, as written and unescaped, so that they can be masked in other text."""
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
