"""Study days: they begin at an hour of the learner's local time, as in Anki, and not at midnight UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_DAY: Final = timedelta(days=1)


def day_end(now: datetime, timezone: str, hour: int) -> datetime:
    """When the learner's next study day begins. Review cards due before that are due today."""
    calendar = StudyCalendar.of(timezone, hour)
    return calendar.starts_at(calendar.study_day(now) + _DAY)


def day_start(moment: datetime, timezone: str, hour: int) -> datetime:
    """When the study day of this moment began."""
    calendar = StudyCalendar.of(timezone, hour)
    return calendar.starts_at(calendar.study_day(moment))


def day_starts(now: datetime, timezone: str, hour: int, *, days: int) -> list[tuple[date, datetime]]:
    """The study day of `now` and the next `days` ones: the date of each, and when it begins."""
    calendar = StudyCalendar.of(timezone, hour)
    today = calendar.study_day(now)
    return [(today + _DAY * n, calendar.starts_at(today + _DAY * n)) for n in range(days + 1)]


@dataclass(frozen=True, slots=True)
class StudyCalendar:
    """Study days in a time zone, also across daylight saving changes."""

    zone: ZoneInfo
    hour: int

    @classmethod
    def of(cls, timezone: str, hour: int) -> "StudyCalendar":
        return cls(ZoneInfo(timezone), hour)

    def starts_at(self, day: date) -> datetime:
        return datetime.combine(day, time(self.hour), self.zone).astimezone(UTC)

    def study_day(self, moment: datetime) -> date:
        day = moment.astimezone(self.zone).date()
        return day if moment >= self.starts_at(day) else day - _DAY

    def days_between(self, earlier: datetime, later: datetime) -> int:
        """How many study days later the second moment is; 0 if both are in one study day or the clock was set back."""
        return max(0, (self.study_day(later) - self.study_day(earlier)).days)

    def after_days(self, moment: datetime, days: int) -> datetime:
        """The same local time that many study days later. A clock change never moves it to another study day."""
        same_time = (moment.astimezone(self.zone) + _DAY * days).astimezone(UTC)
        day = self.study_day(moment) + _DAY * days
        return min(max(same_time, self.starts_at(day)), self.starts_at(day + _DAY) - timedelta(seconds=1))
