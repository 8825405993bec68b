"""A translation and its standing: text, state, and where it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.article import Key, Segment


class State(StrEnum):
    """How far a translation is. A missing translation has no state: there is no Translation."""

    DRAFT = "draft"  # nobody has approved it
    STALE = "stale"  # its source changed after a person approved it
    APPROVED = "approved"


def digest(*texts: str) -> str:
    """Six hexadecimal digits of SHA-256 over `texts`: enough to see that a text was touched, short enough to read."""
    return hashlib.sha256("\x00".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:6]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a text: an engine, with what (a pair, a model), when (ISO date), and the digest of the text as made.

    Stands in a translator comment: `# origin: apertium eng-spa 2026-11-22 9f3c2a`.
    """

    engine: str
    detail: str
    date: str
    digest: str

    def made(self, text: str) -> bool:
        """True when `text` is still what the engine made: no person has touched it."""
        return self.digest == digest(text)


@dataclass(frozen=True, slots=True)
class Translation:
    """One target text. `origin` is None for a text that a person wrote or whose maker is unknown (treated alike).

    `previous` is the source that a stale text was approved for, when known.
    """

    text: str
    state: State
    origin: Origin | None = None
    previous: Key | None = None

    @property
    def is_machine(self) -> bool:
        """True for a text that no person has touched or approved: an engine may replace it."""
        return self.state is State.DRAFT and self.origin is not None and self.origin.made(self.text)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A person's word that a finding of `check` is fine here. `about` narrows it to what the finding is about, such as
    a term; `until` is the last ISO date on which it counts, "" for ever; `digest` is that of the pair it was written
    for, "" for any. Without a `reason` it counts for nothing."""

    check: str
    reason: str
    about: str = ""
    until: str = ""
    digest: str = ""

    def holds(self, today: str, pair: str = "") -> bool:
        """Whether it counts on the ISO date `today` for a pair with this digest ("" leaves that out)."""
        return not self.lapse(today, pair)

    def lapse(self, today: str, pair: str = "") -> str:
        """Why it does not count, as the rest of a sentence: "the waiver …"; "" when it does."""
        if not self.reason:
            return "gives no reason"
        if self.until and today > self.until:
            return "has lapsed"
        if self.digest and pair and self.digest != pair:
            return "was for another text"
        return ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment of the article as it is now, with its translation; None when there is none. `line` is where it stands
    in the catalog (from 1; 0 when it has no entry).

    `together` are the keys of the sentences that the segment is made of, when one text translates several; their
    `host` is the one whose entry holds the text, None for a sentence alone. `fault` says what is
    wrong with where the text stands, `hint` is the way out; both "" when nothing is. `waivers` are those of the entry.
    `rivals` are what other persons made of it on another branch, as long as nobody has chosen.
    """

    segment: Segment
    translation: Translation | None
    line: int = 0
    together: tuple[Key, ...] = ()
    host: Key | None = None
    fault: str = ""
    hint: str = ""
    waivers: tuple[Waiver, ...] = ()
    rivals: tuple[str, ...] = ()

    def waivers_of(self, check: str, about: Callable[[str], bool]) -> tuple[Waiver, ...]:
        """The waivers of a check that are about everything, or about what `about` knows."""
        return tuple(one for one in self.waivers if one.check == check and (not one.about or about(one.about)))

    @property
    def digest(self) -> str:
        """That of its source and its translation."""
        return digest(self.segment.text, self.translation.text if self.translation else "")

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of the entries that this pair is about."""
        return self.together or (self.segment.key,)

    @property
    def entry(self) -> Key:
        """The key of the entry where the text stands, or belongs."""
        return self.host or self.segment.key
