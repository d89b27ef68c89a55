"""The time as the store and exports have it."""

from datetime import UTC, datetime, timedelta


def now() -> str:
    """The time, ISO 8601 in UTC with milliseconds."""
    return ago(0)


def in_seconds(seconds: float) -> str:
    """The time in so many seconds, in the same form."""
    return ago(-seconds / 86_400)


def ago(days: float) -> str:
    """The time so many days ago, in the same form."""
    moment = datetime.now(UTC) - timedelta(days=days)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
