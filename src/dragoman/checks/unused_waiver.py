"""Finds waivers that let nothing pass: lapsed, mistaken, or beside a text that has no such finding any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman import plugins
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.checks.waiving import NEVER, Place, is_about, place_of
from dragoman.model.errors import ConfigError, Where
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State, Waiver
from dragoman.model.visible import visible
from dragoman.project.waivers import FileWaiver

NAME = "unused-waiver"
SPAN = "project"
SEVERITY = Severity.NOTE

_SHOWN = 60  # characters of what a waiver is about


class UnusedWaivers:
    """Looks at articles with waivers, asks the waived checks about them, and is told what those across articles find.

    Nothing is said of a waiver beside a text that nobody has approved, unless it can never count: it may be there for
    the text that is to come. One of the language's file is judged when every article was looked at.
    """

    def __init__(self) -> None:
        self._beside: dict[Place, tuple[Pair, Rules]] = {}
        self._filed: dict[FileWaiver, Rules] = {}
        self._used: set[tuple[Place, Waiver]] = set()
        self._of_use: set[FileWaiver] = set()
        self._waiting: set[FileWaiver] = set()  # there may be a text to come
        self._is_whole = False

    def look(self, pairs: Iterable[Pair], rules: Rules, *, tell: bool) -> None:
        """Notes the waivers of an article, and which of them its own checks need."""
        if not tell:
            return
        row = list(pairs)
        names: set[str] = set()
        for pair in row:
            if pair.waivers:
                self._beside[rules.article, pair.line, pair.segment.text] = pair, rules
                names |= {waiver.check for waiver in pair.waivers}
        for one in rules.waivers:
            self._filed[one] = rules
            fitting = [pair for pair in row if one.fits(rules.article, pair.segment.text)]
            if fitting:
                names.add(one.waiver.check)
            if one.waiver.check in rules.off or not all(map(_is_approved, fitting)):
                self._waiting.add(one)
        if asked := [name for name in sorted(names - rules.off - {NAME}) if _is_of_articles(name)]:
            self._note(run(row, rules, asked))

    def settle(self, findings: Iterable[Finding], *, is_whole: bool) -> None:
        """What the checks across articles found."""
        self._is_whole = is_whole
        self._note(findings)

    def findings(self) -> Iterator[Finding]:
        """One for each waiver that lets nothing pass, with the way to take it out."""
        for place, (pair, rules) in self._beside.items():
            for waiver in dict.fromkeys(pair.waivers):
                if (place, waiver) not in self._used and (why := _why(waiver, pair, rules)):
                    severity = rules.severity(NAME, SEVERITY)
                    yield rules.finding(NAME, severity, _message(waiver, why), pair, _way_out(waiver))
        for one, rules in self._filed.items():
            if one not in self._of_use and (why := self._why_filed(one, rules)):
                hint = "take the [[waive]] out of the file"
                where = Where(one.file or rules.catalog, one.line or None)
                severity, message = rules.severity(NAME, SEVERITY), _message(one.waiver, why)
                yield Finding(NAME, severity, message, rules.language, "", where, one.source, hint=hint)

    def _note(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            if not finding.waived:
                continue
            place = place_of(finding)
            if place in self._beside:
                pair, rules = self._beside[place]
                held = (one for one in pair.waivers if is_about(one, finding) and one.holds(rules.today, pair.digest))
                self._used |= {(place, one) for one in held}
            self._of_use |= {
                one
                for one in self._filed
                if one.fits(finding.article, finding.source) and is_about(one.waiver, finding)
            }

    def _why_filed(self, one: FileWaiver, rules: Rules) -> str:
        if why := _never(one.waiver, rules):
            return why
        return "no text has such a finding" if self._is_whole and one not in self._waiting else ""


def _why(waiver: Waiver, pair: Pair, rules: Rules) -> str:
    """Why it lets nothing pass, "" where it may yet."""
    if why := _never(waiver, rules):
        return why
    if waiver.check in rules.off or not _is_approved(pair):
        return ""
    if waiver.digest and waiver.digest != pair.digest:
        return "it was for another text"
    return "the text has no such finding"


def _never(waiver: Waiver, rules: Rules) -> str:
    """Why it can let nothing pass, whatever the text; "" where it can."""
    try:
        plugins.demand(waiver.check, plugins.CHECKS)
    except ConfigError as error:
        return f"there is {visible(error.message)}"
    if waiver.check in NEVER:
        return "these findings cannot be waived"
    if not waiver.reason:
        return "it gives no reason"
    if not waiver.lapse(rules.today):
        return ""
    return f"it ended on {waiver.until}" if waiver.until >= "0001" else "its last day is no date"


def _message(waiver: Waiver, why: str) -> str:
    about = f" about “{visible(waiver.about, _SHOWN)}”" if waiver.about else ""
    return f"the waiver of {visible(waiver.check, _SHOWN)}{about} lets nothing pass: {why}"


def _way_out(waiver: Waiver) -> str:
    if not waiver.reason:
        return "write the reason behind a comma, or take the comment out"
    return f"take the comment `# waive: {visible(waiver.check, _SHOWN)} …` out of the entry"


def _is_approved(pair: Pair) -> bool:
    return pair.translation is not None and pair.translation.state is State.APPROVED


def _is_of_articles(name: str) -> bool:
    """True for a check that looks at one article at a time."""
    return name in plugins.names(plugins.CHECKS) and not isinstance(plugins.load(plugins.CHECKS, name), type)
