"""Which articles must not leave this machine yet, and why."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from dragoman.formats.stated import stated
from dragoman.project import Project
from dragoman.workflow.reading import Reading

# Nobody says which midnight a date without a zone means; the last one on earth is safe.
_LATEST = datetime.timezone(datetime.timedelta(hours=-12))
_NONE = ("", "false", "no", "none", "null", "~")
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(.*)")  # 20261201T060000Z, as IPTC writes it


def why_secret(project: Project, reading: Reading, now: datetime.datetime) -> str:
    """Why only engines on this machine may see an article, or "".

    A path pattern of [secrecy], or an embargo that the article states and that is not over at `now`. One that cannot
    be read holds: only the newsroom knows what it means.
    """
    path = reading.article.path
    if pattern := project.secrecy.pattern_for(path):
        return f"{path} is kept on this machine by {pattern!r} of [secrecy]"
    return embargoed(stated(reading.document.text, project.secrecy.embargo), now)


def embargoed(values: Sequence[str], now: datetime.datetime) -> str:
    """Why one of an article's statements about its embargo still holds at `now`, or ""."""
    for value in values:
        if value.casefold() in _NONE:
            continue
        until = read_time(value)
        if until is None:
            return f"its embargo {value!r} is no date, so it holds"
        if now < until:
            return f"it is under embargo until {value}"
    return ""


def read_time(value: str) -> datetime.datetime | None:
    """The moment that a text names (ISO 8601), the latest that it may mean; None when it names none."""
    text = value.strip()
    if basic := _BASIC.fullmatch(text):
        year, month, day, hour, minute, second, zone = basic.groups("00")
        text = f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=_LATEST)
