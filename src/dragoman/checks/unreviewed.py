"""Finds translations that nobody has approved, and those of which two stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules, is_missing
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State, Translation
from dragoman.model.visible import visible

NAME = "unreviewed"
SPAN = "pair"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each draft; it says whether a machine or a person made it. An error under the policy `hold`.

    Where two persons translated a text differently and nobody has chosen, always an error, also of a stale text.
    """
    severity = rules.severity(NAME, rules.unfinished)
    for pair in pairs:
        if pair.rivals:
            others = " and ".join(f"“{visible(text, 200)}”" for text in pair.rivals)
            hint = "make one text of them, and remove the fuzzy flag; the comment `# conflict:` goes by itself"
            message = f"another person translated this differently: {others}"
            yield rules.finding(NAME, rules.severity(NAME, Severity.ERROR), message, pair, hint)
        elif pair.translation and not is_missing(pair) and pair.translation.state is State.DRAFT:
            hint = "read it against the source, mend it, and remove the fuzzy flag"
            yield rules.finding(NAME, severity, f"{_maker(pair.translation)}, not reviewed", pair, hint)


def _maker(translation: Translation) -> str:
    origin = translation.origin
    if origin is None:
        return "draft by a person"
    engine = visible(" ".join(filter(None, (origin.engine, origin.detail))), 60)
    return f"machine draft ({engine})" if translation.is_machine else f"machine draft ({engine}) edited by a person"
