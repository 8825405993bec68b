"""What readers get of one article in one language, by its translations and the policy. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.git import History, NoHistory
from dragoman.language.notices import draft_notice
from dragoman.model import Key, Pair, State, Written
from dragoman.project import Project, Publish
from dragoman.workflow.holding import last_complete
from dragoman.workflow.metadata import target
from dragoman.workflow.pairing import states_of
from dragoman.workflow.reading import Reading

Kind = Literal["complete", "held", "rebuilt", "partial", "nothing"]


@dataclass(frozen=True, slots=True)
class Edition:
    """One article as it may stand before readers. `data` is None when nothing may.

    `complete`: every text is approved. `held`: the last complete version, as it stands; `rebuilt`: the same, made again
    from the history. `partial`: as a policy other than hold has it. `reason` says why it is not complete; `kept` counts
    segments that had to stay in the source language.
    """

    kind: Kind
    data: bytes | None
    reason: str = ""
    kept: int = 0

    @property
    def is_complete(self) -> bool:
        """True for a version whose every text was approved, be it today's or an earlier one."""
        return self.kind in ("complete", "held", "rebuilt")


def edition(
    project: Project,
    reading: Reading,
    language: str,
    policy: Publish,
    *,
    standing: Callable[[], bytes | None],
    past: Callable[[], History | NoHistory],
) -> Edition:
    """The edition of an article in a language. `standing` gives the last complete version where one stands, `past` the
    history; both are asked only when something is held."""
    complete = complete_version(project, reading, language)
    if isinstance(complete, Written):
        return Edition("complete", complete.data)
    if policy == "hold":
        return _held(project, reading, language, complete, standing(), past)
    states = (State.APPROVED,) if policy == "source" else (State.APPROVED, State.DRAFT, State.STALE)
    paired = reading.paired(language)
    texts = _texts(paired.pairs, states)
    if policy == "source" and not texts:  # nothing to say in this language: the article itself, byte for byte
        return Edition("partial", reading.document.data, complete)
    notice = draft_notice(language) if policy == "draft-labelled" else ""
    written = reading.form.write(paired.document, texts, target(project, reading, language, texts, notice))
    return Edition("partial", written.data, complete, len(written.kept))


def complete_version(project: Project, reading: Reading, language: str) -> Written | str:
    """The article with every segment approved, or why there is none."""
    paired = reading.paired(language)
    if reason := _incomplete(paired.pairs):
        return reason
    texts = _texts(paired.pairs, (State.APPROVED,))
    written = reading.form.write(paired.document, texts, target(project, reading, language, texts))
    if written.kept:
        return f"{len(written.kept)} translations cannot be written: {written.kept[0].reason}"
    return written


def _held(
    project: Project,
    reading: Reading,
    language: str,
    reason: str,
    standing: bytes | None,
    past: Callable[[], History | NoHistory],
) -> Edition:
    """The last complete version: the one that stands, else the newest that the history can give."""
    if standing is not None:
        return Edition("held", standing, reason)
    found = last_complete(project, reading, language, past(), complete_version)
    if isinstance(found, bytes):
        return Edition("rebuilt", found, reason)
    return Edition("nothing", None, f"{reason}; {found}")


def _incomplete(pairs: Sequence[Pair]) -> str:
    """Why the pairs are not all approved, in numbers; "" when they are."""
    states = states_of(pairs)
    names = {None: "missing", State.STALE: "stale", State.DRAFT: "unreviewed"}
    found = [(states[wanted], name) for wanted, name in names.items()]
    return ", ".join(f"{count} {name}" for count, name in found if count)


def _texts(pairs: Sequence[Pair], states: Sequence[State]) -> Mapping[Key, str]:
    found = ((pair.segment.key, pair.translation) for pair in pairs)
    return {key: translation.text for key, translation in found if translation and translation.state in states}
