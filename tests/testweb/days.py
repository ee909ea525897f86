"""Count the days of the test web: day 0 is 1 January 2005, and it goes on for twenty years. Pure."""

from datetime import UTC, date, datetime, timedelta

FIRST = date(2005, 1, 1)
LAST = 7304  # 31 December 2024


def date_of(day: int) -> date:
    """The date of a day."""
    return FIRST + timedelta(days=day)


def day_of(date: date) -> int:
    """The day of a date."""
    return (date - FIRST).days


def moment_of(day: int, *, hour: int = 12) -> datetime:
    """An hour of a day, in UTC."""
    on = date_of(day)
    return datetime(on.year, on.month, on.day, hour, tzinfo=UTC)


def stamp_of(day: int) -> str:
    """The day as archives write it: 14 digits."""
    return f"{moment_of(day):%Y%m%d%H%M%S}"


def day_at(stamp: str) -> int | None:
    """The day of a stamp of 4 to 14 digits (a year alone means its first day); None where it is none."""
    digits = stamp[:8]
    try:
        on = date(int(digits[:4]), int(digits[4:6] or 1), int(digits[6:8] or 1))
    except ValueError:
        return None
    return day_of(on)


def spelled(day: int) -> str:
    """The date as bylines write it: 7 March 2011."""
    on = date_of(day)
    return f"{on.day} {on:%B %Y}"
