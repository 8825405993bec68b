"""What a check is told besides the pairs: languages, places, glossary, and how severe a finding is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias, runtime_checkable

from dragoman.alignment import Change
from dragoman.glossary.terms import Glossary
from dragoman.language.style import Style
from dragoman.model.article import Key
from dragoman.model.errors import Where
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State
from dragoman.project.waivers import FileWaiver

_ORDER = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Corrected:
    """One place of a correction of fact, as it concerns one language. `keys` are the segments that stand for its new
    text; `former` are the translations that a person had approved for the old one."""

    date: str
    reason: str
    keys: frozenset[Key]
    change: Change
    former: frozenset[str] = frozenset()


def weighed(weights: Mapping[str, Severity | None]) -> tuple[dict[str, Severity], frozenset[str]]:
    """What `severities` and `off` of Rules are by a project's weights of checks: None is for one that is off."""
    kept = {name: weight for name, weight in weights.items() if weight is not None}
    return kept, frozenset(weights.keys() - kept.keys())


@dataclass(frozen=True, slots=True)
class Rules:
    """One article in one language. `source` and `language` are BCP 47 tags, `article` and `catalog` paths as people
    should read them.

    `severities` (by check name) replaces a check's own severity; `keep` are texts that may equal their source;
    `publish` is the policy's word on unfinished articles: hold, source or draft-labelled. `corrections` are the
    places of the article that were corrected, the newest last. `today` is an ISO date, by which waivers lapse.
    `punctuation` is the house's own word on signs, blanks and quotation marks: it replaces the language's facts of the
    same names (see language.punctuation).
    `style` is what else the house settles of the language.
    `max_length` limits the characters of texts by their role. Checks named in `off` are not asked. `waivers` are
    those of the language's file; those beside entries stand at the pairs.
    """

    source: str
    language: str
    article: str
    catalog: str
    glossary: Glossary = field(default_factory=Glossary)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()
    publish: str = "hold"
    corrections: tuple[Corrected, ...] = ()
    today: str = ""
    punctuation: Mapping[str, Any] = field(default_factory=dict)
    max_length: Mapping[str, int] = field(default_factory=dict)
    style: Style = field(default_factory=Style)
    off: frozenset[str] = frozenset()
    waivers: tuple[FileWaiver, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Known names in the source language."""
        return self.glossary.names

    def severity(self, check: str, default: Severity) -> Severity:
        """What a finding of `check` weighs."""
        return self.severities.get(check, default)

    def at_most(self, check: str, limit: Severity) -> Severity:
        """`limit`, or less when `check` is configured to weigh less: for a check's lighter findings."""
        return min(limit, self.severity(check, limit), key=_ORDER.index)

    def weight(self, check: str, default: Severity, pair: Pair) -> Severity:
        """What a finding of `check` about `pair` weighs: as configured where a person has approved the translation, at
        most a warning in drafts."""
        severity = self.severity(check, default)
        if pair.translation is None or pair.translation.state is not State.APPROVED:
            return self.at_most(check, Severity.WARNING)
        return severity

    @property
    def unfinished(self) -> Severity:
        """What unfinished work weighs unless configured: an error where it holds publication up."""
        return Severity.ERROR if self.publish == "hold" else Severity.WARNING

    def finding(
        self,
        check: str,
        severity: Severity,
        message: str,
        pair: Pair,
        hint: str = "",
        span: tuple[int, int] | None = None,
        *,
        fix: str | None = None,
        about: tuple[str, ...] = (),
    ) -> Finding:
        """A finding about `pair`, placed in the catalog; the whole catalog when the pair has no entry there. `span` is
        its place in the translation's text, `fix` what belongs there instead; `about` names what it is about."""
        return Finding(
            check,
            severity,
            message,
            self.language,
            self.article,
            Where(self.catalog, pair.line or None),
            pair.segment.text,
            pair.translation.text if pair.translation else "",
            hint,
            start=span[0] if span else None,
            end=span[1] if span else None,
            fix=fix,
            about=about,
        )


Check: TypeAlias = Callable[[Iterable[Pair], Rules], Iterator[Finding]]
"""Pairs of one article in document order in, findings out. Never raises, whatever the texts hold. A message holds no
raw controls (see model.visible); the finding's `source` and `target` are the texts as they are."""


class Survey(Protocol):
    """A check whose span is the project: all articles of one language. Its entry point names a class without
    parameters; an instance is shown article after article in any order, and then tells. Of a pair it keeps next to
    nothing in memory (see checks.gathering): a project may have five million."""

    def look(self, pairs: Iterable[Pair], rules: Rules, *, tell: bool) -> None:
        """Takes note of an article. Without `tell` it is there for comparison only, and no finding is about it. A pair
        of which the check's findings are waived (see waiving.is_let_pass) is no measure for others; a finding about it
        becomes a note, which is none of the check's business."""

    def findings(self) -> Iterator[Finding]:
        """What was found, as from a Check. Asked once, after the last article."""


@runtime_checkable
class Audit(Survey, Protocol):
    """A survey that judges what a person has let pass, by what the others found."""

    def settle(self, findings: Iterable[Finding], *, is_whole: bool) -> None:
        """What the other surveys found, before it is asked itself. `is_whole`: every article of the language was
        told of."""


def is_missing(pair: Pair) -> bool:
    """True when the pair has no translation or an empty one: nothing for the other checks to look at."""
    return pair.translation is None or not pair.translation.text.strip()


def same_language(one: str, other: str) -> bool:
    """True for two ways of writing one language, such as en-US and en-GB: texts may well be the same."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
