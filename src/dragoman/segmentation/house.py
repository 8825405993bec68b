"""A newsroom's own rules of cutting, laid over ours: its abbreviations, and its SRX files, whose word comes first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.model import Span, digest
from dragoman.segmentation.abbreviations import Abbreviation, with_abbreviations
from dragoman.segmentation.rules import RULES, Rules, rules_of
from dragoman.segmentation.sentences import Decision, explain_sentences, split_sentences

if TYPE_CHECKING:  # a parser of XML is loaded only where there is an SRX file
    from dragoman.segmentation.srx import RuleSet, Srx, SrxRule, Verdict

NO_RULE = "no-rule"
"""The reason of a stop when only a newsroom's own rules count and none of them fits."""
_BACK = 28  # characters looked at before a stop


@dataclass(frozen=True, slots=True)
class Ruling:
    """What decided about a place: `rule` is the name of one of our reasons, or `srx`, or NO_RULE.

    `place` is where the stop ends (for an SRX rule, the place it names), `next` where the next sentence begins, or
    would. `word` is what the rule looked at; `source` where the newsroom said so: a file and line, "" when it is ours.
    """

    place: int
    next: int
    is_border: bool
    rule: str
    word: str = ""
    source: str = ""
    detail: str = ""  # of an SRX rule: its name in the file


@dataclass(frozen=True, eq=False)
class HouseRules:
    """How texts of one language are cut into sentences by one newsroom. Without anything of its own: by our rules.

    `builtin` False: only the SRX files decide. Law: `sentences` has exactly the borders of `rulings`.
    """

    language: str
    abbreviations: tuple[Abbreviation, ...] = ()
    srx: tuple[Srx, ...] = ()
    builtin: bool = True

    @cached_property
    def rules(self) -> Rules:
        return with_abbreviations(rules_of(self.language), self.abbreviations)

    @cached_property
    def version(self) -> str:
        """What names these rules to people: `rules 2`, `rules 2, house 9f3c2a`, or `house 9f3c2a` alone."""
        own = [(line.word, line.kind, str(line.is_gone)) for line in self.abbreviations] if self.builtin else []
        srx = [(str(rule.is_break), *rule.patterns) for rule in self._srx_rules]
        said = [part for line in (*own, *srx) for part in line]
        house = f"house {digest(*said)}" if said or not self.builtin else ""
        return ", ".join(filter(None, (f"rules {RULES}" if self.builtin else "", house)))

    def sentences(self, text: str) -> list[Span]:
        """Offsets of the sentences of `text`; the laws of `split_sentences` hold."""
        if self._rule_set is None:
            return split_sentences(text, self.language, self.rules)
        starts = sorted({ruling.next for ruling in self.rulings(text) if ruling.is_border})
        spans: list[Span] = []
        begin = len(text) - len(text.lstrip())
        for start in (*starts, len(text)):
            end = begin + len(text[begin:start].rstrip())
            if end > begin:
                spans.append((begin, end))
            begin = start
        return spans

    def rulings(self, text: str) -> list[Ruling]:
        """What decided about each stop, and about each place that an SRX rule speaks of, in order."""
        decisions = explain_sentences(text, self.language, self.rules)
        if self._rule_set is None:
            return [self._ours(text, decision) for decision in decisions]
        asked = (at for d in decisions if d.is_border for at in range(d.stop[1], d.next + 1)) if self.builtin else ()
        verdicts = self._rule_set.verdicts(text, asked)
        return sorted(self._weighed(text, decisions, verdicts), key=lambda ruling: (ruling.place, ruling.next))

    def _weighed(self, text: str, decisions: Sequence[Decision], verdicts: Sequence[Verdict]) -> Iterator[Ruling]:
        """An SRX rule's word where there is one, ours elsewhere."""
        places = [verdict.place for verdict in verdicts]
        heard: set[int] = set()
        for decision in decisions:
            low, high = bisect_left(places, decision.stop[1]), bisect_right(places, decision.next)
            near = verdicts[low:high]
            heard.update(range(low, high))
            if breaks := [verdict for verdict in near if verdict.is_break]:
                yield from (self._theirs(text, verdict) for verdict in breaks)
            elif near:
                yield self._theirs(text, near[0])
            elif self.builtin:
                yield self._ours(text, decision)
            else:
                yield Ruling(decision.stop[1], decision.next, False, NO_RULE)
        yield from (self._theirs(text, verdict) for at, verdict in enumerate(verdicts) if at not in heard)

    def _theirs(self, text: str, verdict: Verdict) -> Ruling:
        rest = text[verdict.place :]
        start = len(text) - len(rest.lstrip())
        is_border = verdict.is_break and start < len(text) and bool(text[: verdict.place].strip())
        return Ruling(verdict.place, start, is_border, "srx", "", str(verdict.rule.where), verdict.rule.name)

    def _ours(self, text: str, decision: Decision) -> Ruling:
        source = ""
        if self.abbreviations and text[decision.stop[0] : decision.stop[1]] == ".":
            before = text[max(0, decision.stop[0] - _BACK) : decision.stop[0]].split()
            word = before[-1].lstrip("([{«»“”„\"'‘’¿¡—–-") if before else ""
            lines = [line for line in self.abbreviations if line.is_before(word)]
            said = decision.rule.startswith("abbreviation") or decision.rule == "starter-follows"
            if lines and (said or lines[-1].is_gone):
                source = str(lines[-1].where)
        return Ruling(decision.stop[1], decision.next, decision.is_border, decision.rule, decision.word, source)

    @cached_property
    def _srx_rules(self) -> tuple[SrxRule, ...]:
        return tuple(rule for file in self.srx for rule in file.rules(self.language))

    @cached_property
    def _rule_set(self) -> RuleSet | None:
        if not self._srx_rules and self.builtin:
            return None
        from dragoman.segmentation.srx import RuleSet

        return RuleSet(self._srx_rules)
