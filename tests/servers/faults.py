"""What a translation service can do wrong: one list of faults for every protocol."""

from __future__ import annotations

import html
from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

REFUSALS: dict[str, tuple[int, Callable[[], str]]] = {
    "429": (429, lambda: ""),
    "429 seconds": (429, lambda: "1"),
    "429 date": (429, lambda: format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)),
    "456": (456, lambda: ""),
    "500": (500, lambda: ""),
    "503": (503, lambda: ""),
}
"""Status and Retry-After of answers that hold no translation, and are not billed."""

TRANSPORT = ("slow", "hang", "reset", "cut off", "broken JSON", "page", "nothing", "huge")
"""The work is done and billed, and the answer is late or damaged."""

ANSWERS = ("wrong count", "reordered", "duplicated", "empty", "other language", "escaped", "chatter")
"""The answer is whole, and holds something else than the translations."""

ALL = (*REFUSALS, *TRANSPORT, *ANSWERS)

PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><p>Please sign in.</p></body></html>"


class Faults:
    """Which fault the next requests meet, one each; after those, `always`; "" is none."""

    def __init__(self) -> None:
        self._due: deque[str] = deque()
        self.always = ""

    def plan(self, *names: str) -> None:
        self._due.extend(names)

    def take(self) -> str:
        name = self._due.popleft() if self._due else self.always
        assert name in ("", *ALL), name
        return name


def spoil(fault: str, texts: Sequence[str], foreign: Sequence[str]) -> list[str]:
    """`texts` as an answer with this fault has them; `foreign` are the same in a language nobody asked for."""
    match fault:
        case "wrong count":
            return list(texts[:-1])
        case "reordered":
            return [*texts[1:], *texts[:1]]
        case "duplicated":
            return [texts[0]] * len(texts)
        case "empty":
            return [""] * len(texts)
        case "other language":
            return list(foreign)
        case "escaped":
            return [html.escape(text).encode("ascii", "xmlcharrefreplace").decode() for text in texts]
        case "chatter":
            return [f"Sure! Here is the translation you asked for: {text}" for text in texts]
        case _:
            return list(texts)
