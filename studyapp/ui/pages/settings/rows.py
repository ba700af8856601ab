"""The learner's preferences and the installation's configuration, as the settings page shows them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import available_timezones

from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.store.views import Quota
from studyapp.models import JobType, User
from studyapp.settings import Settings
from studyapp.ui.pages.settings.learning_steps import steps_words

_REGIONS: Final = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip


@dataclass(frozen=True)
class GeneratorRow:
    name: str
    words: str
    """Where cards come from, in one sentence."""
    model: str
    address: str
    is_model: bool
    effort: str = ""
    context: str = ""
    """The context length that is set, in words; empty if it is asked from the server or no model is set."""


@dataclass(frozen=True)
class LimitRow:
    name: str
    used: int
    limit: int
    resets_at: str
    """ISO moment at which the next job is allowed; empty while there is room."""


@dataclass(frozen=True)
class StudyRow:
    """Preferences for studying, as the fields show them."""

    learning_steps: str = ""
    relearning_steps: str = ""
    maximum_interval_days: str = ""
    new_per_day: str = ""
    reviews_per_day: str = ""
    reviews_candidates: bool = False


def study_row(learner: User) -> StudyRow:
    return StudyRow(
        learning_steps=steps_words(learner.learning_steps),
        relearning_steps=steps_words(learner.relearning_steps),
        maximum_interval_days=str(learner.maximum_interval_days),
        new_per_day=str(learner.new_per_day),
        reviews_per_day=str(learner.reviews_per_day),
        reviews_candidates=learner.reviews_candidates,
    )


def generator_row(settings: Settings) -> GeneratorRow:
    if not settings.has_model:
        return GeneratorRow(
            name="Extractive",
            words="No model configured: cards are extracted from your text, on this machine and without a network.",
            model="",
            address="",
            is_model=False,
        )
    local = settings.anthropic_base_url is not None
    return GeneratorRow(
        name="Your own endpoint" if local else "Anthropic",
        words="Cards are written by a language model from the material you give it.",
        model=settings.model,
        address=settings.masked().get("anthropic_base_url", "") if local else "https://api.anthropic.com",
        is_model=True,
        effort=settings.effort or "as each kind of task needs it",
        context=f"{settings.context_tokens:,} tokens" if settings.context_tokens else "",
    )


def limit_row(kind: JobType, quota: Quota) -> LimitRow:
    full = quota.used >= quota.limit and quota.resets_at is not None
    resets_at = quota.resets_at.isoformat() if full and quota.resets_at else ""
    return LimitRow(name=HANDLERS[kind].words.noun, used=quota.used, limit=quota.limit, resets_at=resets_at)


def latency_words(took: timedelta) -> str:
    milliseconds = took / timedelta(milliseconds=1)
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"


def time_zones() -> list[str]:
    """UTC and all time zones named after a place."""
    return ["UTC", *sorted(name for name in available_timezones() if name.split("/")[0] in _REGIONS and "/" in name)]


def zone_name(name: str) -> str:
    """The name of the zone, with all names of UTC replaced by one."""
    return "UTC" if name in ("Etc/UTC", "Etc/UCT", "Etc/GMT", "GMT", "Etc/Zulu", "Zulu", "UCT", "Universal") else name


def hour_words(hour: int) -> str:
    return f"{hour:02d}:00"
