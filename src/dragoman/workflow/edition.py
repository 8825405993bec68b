"""What readers get of one article in one language, by its translations and the policy. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from dragoman.git import History, NoHistory
from dragoman.language.notices import behind_notice, draft_notice, machine_notice
from dragoman.model import DragomanError, Key, Pair, State, Target, Written
from dragoman.project import Project, Publish
from dragoman.workflow.holding import last_complete
from dragoman.workflow.metadata import Links, target
from dragoman.workflow.pairing import states_of
from dragoman.workflow.passages import passages_of, told
from dragoman.workflow.reading import Reading
from dragoman.workflow.signing import unsigned

Kind = Literal["complete", "held", "rebuilt", "partial", "nothing", "blocked"]


@dataclass(frozen=True, slots=True)
class Edition:
    """One article as it may stand before readers. `data` is None when nothing may.

    `complete`: every text is approved. `held`: the last complete version, as it stands; `rebuilt`: the same, made again
    from the history. `partial`: as a policy other than hold has it; `blocked`: as the policy `block` has it. `reason`
    says why it is not complete; `kept` counts segments that had to stay in the source language. `notice` is what
    readers are told, "" for nothing; `engine` names who made unreviewed texts of it. `troubles` are what is wrong with
    the passages that only this language has.
    """

    kind: Kind
    data: bytes | None
    reason: str = ""
    kept: int = 0
    notice: str = ""
    engine: str = ""
    troubles: tuple[DragomanError, ...] = ()

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
    links: Links | None = None,
) -> Edition:
    """The edition of an article in a language. `standing` gives the last complete version where one stands, `past` the
    history; both are asked only when something is held. `links` says where its links lead, None for as they are."""
    complete = _released(project, reading, language, links=links)
    if isinstance(complete, Written):
        return Edition("complete", complete.data, troubles=_troubles(project, reading, language, complete))
    if policy == "block":
        return Edition("blocked", None, complete)
    if project.wants_signature(reading.article, language):
        return _held(project, reading, language, complete, standing, past, links)
    pairs = reading.pairs(language)
    rules = project.policy(language)
    share = approved_share(pairs)
    if policy != "hold" and share < rules.threshold:
        reason = f"{complete}; {share:.0%} of the words are approved, {rules.threshold:.0%} are wanted"
        return _held(project, reading, language, reason, standing, past, links)
    match policy:
        case "last-approved":
            texts: Mapping[Key, str] | None = _last_approved(reading, language, pairs)
        case "source":
            texts = _texts(pairs, (State.APPROVED,))
        case "draft-labelled":
            texts = _texts(pairs, (State.APPROVED, State.DRAFT, State.STALE))
        case _:
            texts = None
    if texts is None:
        return _held(project, reading, language, complete, standing, past, links)
    return _partial(project, reading, language, policy, texts, complete, links)


def complete_version(
    project: Project, reading: Reading, language: str, notice: str = "", links: Links | None = None
) -> Written | str:
    """The article with every segment approved, or why there is none."""
    paired = reading.paired(language)
    if reason := _incomplete(paired.pairs):
        return reason
    texts = _texts(paired.pairs, (State.APPROVED,))
    passages = passages_of(project, reading, language).good
    how = target(project, reading, language, texts, notice, links=links, passages=passages)
    written = reading.form.write(paired.document, texts, how)
    if written.kept:
        return f"{len(written.kept)} translations cannot be written: {written.kept[0].reason}"
    return written


def is_held(project: Project, reading: Reading, language: str) -> bool:
    """True when the policy keeps today's article from readers, as its translations stand: `edition` has then an earlier
    version of it, or none."""
    if project.wants_signature(reading.article, language):
        return bool(unsigned(reading, language))
    pairs = reading.pairs(language)
    if not _incomplete(pairs):
        return False
    policy = project.publishing(reading.article, language)
    if policy in ("hold", "block") or approved_share(pairs) < project.policy(language).threshold:
        return True
    return policy == "last-approved" and _last_approved(reading, language, pairs) is None


def approved_share(pairs: Sequence[Pair]) -> float:
    """Which part of the words of the source is approved, 0 to 1."""
    words = [(max(len(pair.segment.text.split()), 1), pair.translation) for pair in pairs]
    total = sum(count for count, _ in words)
    return sum(count for count, now in words if now and now.state is State.APPROVED) / total if total else 1.0


def _released(
    project: Project, reading: Reading, language: str, notice: str = "", links: Links | None = None
) -> Written | str:
    """The complete version, signed off where the policy wants that, or why there is none."""
    found = complete_version(project, reading, language, notice, links)
    if isinstance(found, Written) and project.wants_signature(reading.article, language):
        return unsigned(reading, language) or found
    return found


def _partial(
    project: Project,
    reading: Reading,
    language: str,
    policy: Publish,
    texts: Mapping[Key, str],
    reason: str,
    links: Links | None,
) -> Edition:
    passages = passages_of(project, reading, language)
    if policy == "source" and not texts:  # nothing to say in this language: the article itself
        written = reading.form.write(reading.document, {}, Target("", links=links, passages=passages.good))
        return Edition("partial", written.data, reason, troubles=_troubles(project, reading, language, written))
    paired = reading.paired(language)
    notice, engine = "", ""
    if policy == "draft-labelled":
        notice, engine = _label(paired.pairs, language)
    elif policy == "last-approved" and project.policy(language).notice:
        notice = behind_notice(language)
    how = target(project, reading, language, texts, notice, links=links, passages=passages.good)
    written = reading.form.write(paired.document, texts, how)
    troubles = _troubles(project, reading, language, written)
    return Edition("partial", written.data, reason, len(written.kept), notice, engine, troubles)


def _troubles(project: Project, reading: Reading, language: str, written: Written) -> tuple[DragomanError, ...]:
    """What is wrong with the passages of a language."""
    lost = (told(project, reading, language, one) for one in written.lost)
    return (*passages_of(project, reading, language).troubles, *lost)


def _held(
    project: Project,
    reading: Reading,
    language: str,
    reason: str,
    standing: Callable[[], bytes | None],
    past: Callable[[], History | NoHistory],
    links: Links | None,
) -> Edition:
    """The last complete version: the one that stands, else the newest that the history can give. One that tells readers
    that it is behind is made from the history, if that can be."""
    notice = behind_notice(language) if project.policy(language).notice else ""
    present = standing()
    if present is not None and not notice:
        return Edition("held", present, reason)
    found = last_complete(project, reading, language, past(), partial(_released, notice=notice, links=links))
    if isinstance(found, bytes):
        return Edition("held" if found == present else "rebuilt", found, reason, notice=notice)
    if present is not None:
        return Edition("held", present, reason)
    return Edition("nothing", None, f"{reason}; {found}")


def _last_approved(reading: Reading, language: str, pairs: Sequence[Pair]) -> Mapping[Key, str] | None:
    """Texts that a person approved, of stale segments those for their former source; None when a segment has none."""
    approved = {**reading.last_approved(language), **_texts(pairs, (State.APPROVED,))}
    keys = {pair.segment.key for pair in pairs}
    return {key: approved[key] for key in keys} if keys <= approved.keys() else None


def _label(pairs: Sequence[Pair], language: str) -> tuple[str, str]:
    """What readers are told of drafts, and the engines that made them: those of most texts first."""
    made = [pair.translation.origin for pair in pairs if pair.translation and pair.translation.is_machine]
    origins = [origin for origin in made if origin]
    if not origins:
        return draft_notice(language), ""
    engines = sorted({origin.engine for origin in origins}, key=lambda name: -sum(o.engine == name for o in origins))
    engine = ", ".join(engines)
    return machine_notice(language, engine, max(origin.date for origin in origins)), engine


def _incomplete(pairs: Sequence[Pair]) -> str:
    """Why the pairs are not all approved, in numbers; "" when they are."""
    states = states_of(pairs)
    names = {None: "missing", State.STALE: "stale", State.DRAFT: "unreviewed"}
    found = [(states[wanted], name) for wanted, name in names.items()]
    return ", ".join(f"{count} {name}" for count, name in found if count)


def _texts(pairs: Sequence[Pair], states: Sequence[State]) -> Mapping[Key, str]:
    found = ((pair.segment.key, pair.translation) for pair in pairs)
    return {key: translation.text for key, translation in found if translation and translation.state in states}
