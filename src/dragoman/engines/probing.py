"""Which tokens survive an engine for a pair of languages: found out by trying, once, with a few sentences."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.engines.designs import BLANKS, BY_NAME, DESIGNS, Design, StandIn, whole_word
from dragoman.engines.guard import Tokens, guarded
from dragoman.glossary.canonical import is_unspaced
from dragoman.model.article import Key
from dragoman.model.drafting import Batch, Engine, Request

# Several tokens in a sentence, at its start, with a possessive, before punctuation, in quotes, at the end.
_SENTENCES = {
    "en": (
        "<t/> opened the meeting in <t2/>.",
        "Yesterday <t/>, <t2/> and <t3/> met in <t4/>.",
        "<t/>'s new ferry left the harbour.",
        "The report of <t/> names <t2/>: it was late.",
        "“We trust <t/>”, <t2/> said on Friday.",
        "A minister of <t/> thanked the <t2/> (and <t3/>).",
        "Who will follow <t/>?",
    ),
    "": ("<t/>, <t2/>: <t3/>.", "<t/> (<t2/>).", "“<t/>” – <t2/>?", "<t/>."),
}
_POSSESSIVE = 2  # the sentence that has one

_PERSONS = (
    ("Mary", "feminine"), ("Peter", "masculine"), ("Laura", "feminine"), ("Robert", "masculine"),
    ("Martha", "feminine"), ("Paul", "masculine"), ("Sarah", "feminine"), ("Michael", "masculine"),
    ("Margaret", "feminine"), ("David", "masculine"), ("Catherine", "feminine"), ("John", "masculine"),
)  # fmt: skip
_PLACES = (
    "France", "Peru", "Russia", "Japan", "Rome", "Mexico", "Colombia", "Brazil", "Bolivia", "Portugal", "Vienna",
    "Canada", "China", "Morocco", "Germany", "Berlin", "Philippines", "Maldives", "Bahamas",
)  # fmt: skip
_PLURALS = ("Philippines", "Maldives", "Bahamas")
_CARRIERS = ("Yesterday we saw {}.", "The {} was tired.", "Officials from {} came late.")
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of an engine for a pair: the designs, the safest first; names that may stand in for terms; and
    which of the two carry a possessive over (`Mary's ferry` → *el transbordador de Mary*)."""

    designs: tuple[Design, ...] = DESIGNS
    stand_ins: tuple[StandIn, ...] = ()
    possessive: frozenset[str] = frozenset()  # names of designs, and "name"
    intact: tuple[tuple[str, float], ...] = ()

    def carries(self, design: Design) -> bool:
        return design.name in self.possessive

    @property
    def names_carry(self) -> bool:
        return "name" in self.possessive


UNKNOWN = Survey()


async def probe(engine: Engine, source: str, target: str, deadline_s: float) -> Survey:
    """Asks the engine for a few sentences with each design, and with each name. EngineError when it fails."""
    language = source.partition("-")[0]
    texts = _SENTENCES.get(language, _SENTENCES[""])
    batch = Batch(source, target, tuple(Request(Key(text), text) for text in texts))
    scores: list[tuple[float, int, int, Design]] = []
    possessive: set[str] = set()
    for place, design in enumerate(DESIGNS):
        drafts = await guarded(engine, batch, deadline_s, Tokens(design, even_tags=True, ended=True), judged=False)
        answers = [draft.text for draft in drafts]
        lost = sum(answer is None for answer in answers)
        capitals = sum(answer is not None and _has_false_capital(answer) for answer in answers)
        scores.append((lost / len(texts), capitals, place, design))
        if language == _ENGLISH and (answer := answers[_POSSESSIVE]) is not None and _is_carried(answer):
            possessive.add(design.name)
    scores.sort(key=lambda score: score[:3])
    stand_ins: tuple[StandIn, ...] = ()
    if language == _ENGLISH:
        stand_ins, carried = await _try_names(engine, batch, deadline_s)
        if carried:
            possessive.add("name")
    return Survey(
        tuple(design for *_, design in scores),
        stand_ins,
        frozenset(possessive),
        tuple((design.name, 1 - lost) for lost, _, _, design in scores),
    )


def _has_false_capital(answer: str) -> bool:
    return re.match(r"<t/> [^\W\d_]", answer) is not None and answer[5:6].isupper()


def _is_carried(answer: str) -> bool:
    """True when the possessor has moved behind what it has, or a particle clings to it."""
    if re.search(r"<t/>\s?['’]", answer):
        return False
    return not answer.lstrip().startswith("<t/>") or is_unspaced(answer.partition("<t/>")[2][:1] or " ")


async def _try_names(engine: Engine, batch: Batch, deadline_s: float) -> tuple[tuple[StandIn, ...], bool]:
    """The names that come through as one word or two, the same in every sentence; and whether possessives do."""
    names = [*(name for name, _ in _PERSONS), *_PLACES]
    sexes = dict(_PERSONS)
    carriers = [*_CARRIERS, "{}'s new ferry left the harbour."]
    asked = tuple(Request(Key(text), text) for name in names for text in (each.format(name) for each in carriers))
    drafts = await guarded(engine, _of(batch, asked), deadline_s, Tokens(ended=True), judged=False)
    answers = [draft.text or "" for draft in drafts]
    rows = {name: answers[index * len(carriers) :][: len(carriers)] for index, name in enumerate(names)}
    before, after = _frame([row[0] for row in rows.values()])
    found: dict[str, str] = {}
    for name, row in rows.items():
        middle = row[0][len(before) : len(row[0]) - len(after) if after else None]
        core = middle.strip(BLANKS)
        if core and len(core.split()) <= 2 and all(len(whole_word(core).findall(answer)) == 1 for answer in row):
            found[name] = core
    doubled = {core for core, count in Counter(core.casefold() for core in found.values()).items() if count > 1}
    tails = {
        sex: Counter(_tail(rows[name][1], found[name]) for name, each in _PERSONS if each == sex and name in found)
        for sex in ("masculine", "feminine")
    }
    men = next((tail for tail, _ in tails["masculine"].most_common(1)), "")
    women = next((tail for tail, _ in tails["feminine"].most_common(1)), "")
    stand_ins: list[StandIn] = []
    for name, core in found.items():
        if core.casefold() in doubled:
            continue
        gender = sexes.get(name, "")
        if not gender and men != women:
            tail = _tail(rows[name][1], core)
            gender = "masculine" if tail == men else "feminine" if tail == women else ""
        kind = "person" if name in sexes else "place"
        stand_ins.append(StandIn(name, core, kind, gender, "plural" if name in _PLURALS else "singular"))
    carried = [_is_carried(whole_word(found[name]).sub("<t/>", rows[name][-1], count=1)) for name in found]
    return tuple(stand_ins), bool(carried) and sum(carried) > 0.8 * len(carried)


def _of(batch: Batch, requests: tuple[Request, ...]) -> Batch:
    return Batch(batch.source, batch.target, requests)


def _frame(answers: Sequence[str]) -> tuple[str, str]:
    """What most answers begin and end with, whole words only: the sentence around the name."""
    rows = [answer for answer in answers if answer]
    if len(rows) < 2:
        return "", ""
    starts = Counter(_common(one, other) for one, other in pairwise(rows))
    ends = Counter(_common(one[::-1], other[::-1])[::-1] for one, other in pairwise(rows))
    before, after = starts.most_common(1)[0][0], ends.most_common(1)[0][0]
    before = before[: len(before) - len(re.search(r"\w*\Z", before).group())]  # type: ignore[union-attr]  # fits anything
    after = after[len(re.match(r"\w*", after).group()) :]  # type: ignore[union-attr]
    return before, after


def _common(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size]:
        size += 1
    return one[:size]


def _tail(answer: str, name: str) -> str:
    return whole_word(name).split(answer, maxsplit=1)[-1]


def to_json(survey: Survey) -> dict[str, object]:
    """The survey as plain values."""
    return {
        "designs": [design.name for design in survey.designs],
        "stand_ins": [[each.source, each.target, each.kind, each.gender, each.number] for each in survey.stand_ins],
        "possessive": sorted(survey.possessive),
        "intact": dict(survey.intact),
    }


def from_json(values: object) -> Survey | None:
    """The survey that `to_json` gave; None when these are not its values."""
    try:
        assert isinstance(values, dict)  # noqa: S101
        designs = tuple(BY_NAME[name] for name in values["designs"])
        stand_ins = tuple(StandIn(*row) for row in values["stand_ins"])
        intact = tuple((str(name), float(share)) for name, share in values["intact"].items())
        survey = Survey(designs, stand_ins, frozenset(values["possessive"]), intact)
    except (AssertionError, KeyError, TypeError, ValueError, AttributeError):
        return None
    texts = (text for each in stand_ins for text in (each.source, each.target, each.kind, each.gender, each.number))
    return survey if designs and all(isinstance(text, str) and len(text) < 100 for text in texts) else None


def digest_of_probe() -> str:
    """Changes when the probe asks other things."""
    asked = repr((_SENTENCES, _PERSONS, _PLACES, _CARRIERS, [design.name for design in DESIGNS]))
    return hashlib.sha256(asked.encode()).hexdigest()[:12]
