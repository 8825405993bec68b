"""What becomes of one language's translations when an article is cut anew: planned block by block, by position."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from dragoman.catalog.catalog import Catalog
from dragoman.catalog.recutting import Carried
from dragoman.catalog.together import Row, Run
from dragoman.model import Content, Key, Origin, Segmenter, Span, State, Translation, digest, to_text
from dragoman.segmentation.recutting import groups, joined, parted, text_of

Block: TypeAlias = tuple[str, str]
"""A block by its text with marks and its context: blocks that say the same are cut alike."""
Cuts: TypeAlias = Mapping[Block, Sequence[Span]]


class Recorder:
    """A Segmenter that remembers every block it was given, in order, and how it was cut."""

    def __init__(self, otherwise: Segmenter) -> None:
        self._otherwise = otherwise
        self.contents: dict[Block, Content] = {}
        self.cuts: dict[Block, list[Span]] = {}

    def __call__(self, content: Content, context: str) -> list[Span]:
        block = (to_text(content), context)
        spans = self._otherwise(content, context)
        self.contents[block] = content
        self.cuts[block] = spans
        return spans


def cutting_as(cuts: Cuts, otherwise: Segmenter) -> Segmenter:
    """Cuts the blocks of `cuts` as it says, others `otherwise`."""

    def cut_block(content: Content, context: str) -> list[Span]:
        known = cuts.get((to_text(content), context))
        return list(known) if known is not None else otherwise(content, context)

    return cut_block


@dataclass
class Plan:
    """What is to stand in a catalog. `joined`, `split`, `inside` and `unsure` count what became of texts; `unsure`
    are those that nobody had approved. `conflicts` are blocks that cannot be cut anew without a loss."""

    carried: list[Carried] = field(default_factory=list)
    parted: list[Row] = field(default_factory=list)
    joined: int = 0
    split: int = 0
    inside: int = 0
    unsure: int = 0
    conflicts: set[Block] = field(default_factory=set)

    @property
    def counts(self) -> tuple[int, int, int, int]:
        return self.joined, self.split, self.inside, self.unsure


@dataclass(frozen=True)
class Language:
    """How a language is written and cut. `kept_whole` are blocks whose sentences are not to be parted, because that
    would change the page."""

    target: Segmenter
    gap: str
    kept_whole: frozenset[Block] = frozenset()


def plan(
    catalog: Catalog,
    contents: Mapping[Block, Content],
    old: Cuts,
    new: Cuts,
    runs: Callable[[Row], Sequence[Run]],
    language: Language,
) -> Plan:
    """The plan for a catalog in step with the cut `old`. `runs` tells which neighbours of a block one text has."""
    made = Plan()
    changing = [block for block in contents if block in new and list(old[block]) != list(new[block])]
    moving = set(changing)
    same = {
        key
        for block, content in contents.items()
        if block in new and block not in moving
        for key in row_of(block, content, new[block])
    }
    settled: dict[Key, Carried] = {}
    below = {key: found.text for key, found in catalog.obsolete() if found.state is State.APPROVED}
    for block in changing:
        for whole in (language.kept_whole, language.kept_whole | {block}):
            how = replace(language, kept_whole=whole)
            found = _Recut(catalog, block, contents[block], old[block], new[block], runs, below, how).plan()
            if not found.conflicts and all(_agrees(one, settled, same, catalog) for one in found.carried):
                _add(made, found, settled, same, catalog)
                break
        else:
            made.conflicts.add(block)
    return made


def _agrees(one: Carried, settled: Mapping[Key, Carried], same: Set[Key], catalog: Catalog) -> bool:
    """Whether what is planned for a key can stand at its other places too."""
    for key in one.keys:
        other = settled.get(key)
        if other is not None:
            if (other.keys, other.translation) != (one.keys, one.translation):
                return False
        elif key in same:
            if len(one.keys) > 1 or catalog.inside(key) is not None:
                return False
            now = catalog.translation(key)
            if one.translation is None or one.translation.state is not State.APPROVED or now is None or now.is_machine:
                continue
            if (now.text, now.state) != (one.translation.text, State.APPROVED):
                return False
    return True


def _add(made: Plan, found: Plan, settled: dict[Key, Carried], same: Set[Key], catalog: Catalog) -> None:
    for one in found.carried:
        key = one.keys[0]
        if key in settled or (key in same and not _improves(one, catalog)):
            continue  # what stands at its other place is as good
        settled.update(dict.fromkeys(one.keys, one))
        made.carried.append(one)
    made.parted += [row for row in found.parted if row not in made.parted]
    made.joined += found.joined
    made.split += found.split
    made.inside += found.inside
    made.unsure += found.unsure


def _improves(one: Carried, catalog: Catalog) -> bool:
    now = catalog.translation(one.keys[0])
    return one.translation is not None and (now is None or (now.is_machine and not one.translation.is_machine))


class _Unit(NamedTuple):
    """Neighbours that one text translated: their stretch of the block, their keys, and the text."""

    span: Span
    keys: Row
    translation: Translation | None


@dataclass(frozen=True)
class _Recut:
    """One block, from its old cut to its new one."""

    catalog: Catalog
    block: Block
    content: Content
    old: Sequence[Span]
    new: Sequence[Span]
    runs: Callable[[Row], Sequence[Run]]
    below: Mapping[Key, str]  # what was approved for sentences that have left the article
    language: Language

    def plan(self) -> Plan:
        made = Plan()
        units = list(self._units())
        new_row = row_of(self.block, self.content, self.new)
        for group in groups([unit.span for unit in units], self.new):
            before = units[group.start : group.stop]
            spans = self.new[group.new_start : group.new_stop]
            row = new_row[group.new_start : group.new_stop]
            if [key for unit in before for key in unit.keys] == list(row):
                continue  # as it was; sentences translated together too
            if not before or not row:
                continue
            self._carry(made, before, spans, row)
        return made

    def _units(self) -> Iterator[_Unit]:
        row = row_of(self.block, self.content, self.old)
        for run in self.runs(row):
            keys = row[run.start : run.stop]
            span = (self.old[run.start][0], self.old[run.stop - 1][1])
            now = None if run.fault else self.catalog.joint(keys, row[run.host])[0]
            yield _Unit(span, keys, now)

    def _carry(self, made: Plan, before: Sequence[_Unit], spans: Sequence[Span], row: Row) -> None:
        sources = tuple(key for unit in before for key in unit.keys)
        made.parted += [unit.keys for unit in before if len(unit.keys) > 1]
        whole = self._whole(before)
        if whole is None:
            made.carried += [Carried((key,), None, sources if at == 0 else ()) for at, key in enumerate(row)]
            return
        is_approved = whole.state is State.APPROVED
        if len(row) == 1:
            made.carried.append(Carried(row, whole, sources))
            made.joined += is_approved
            made.unsure += not is_approved
            return
        texts = self._known(whole.text, spans, row)
        if texts is None and self.block not in self.language.kept_whole:
            texts = parted(self.content, spans, whole.text, self.language.target, self.language.gap)
        if texts is not None:
            for at, (key, text) in enumerate(zip(row, texts, strict=True)):
                made.carried.append(Carried((key,), _with_text(whole, text), sources if at == 0 else ()))
        elif whole.is_machine:
            made.carried += [Carried((key,), None, sources if at == 0 else ()) for at, key in enumerate(row)]
            return
        elif len(set(row)) == len(row):
            made.carried.append(Carried(row, whole, sources))
        else:
            made.conflicts.add(self.block)  # a sentence twice: it cannot be inside itself
            return
        made.split += is_approved and texts is not None
        made.inside += is_approved and texts is None
        made.unsure += not is_approved

    def _known(self, text: str, spans: Sequence[Span], row: Row) -> list[str] | None:
        """The texts approved for just these sentences once, from below, where they say together what `text` says."""
        texts = [self.below.get(key, "") for key in row]
        if not all(texts) or joined(self.content, list(zip(spans, texts, strict=True)), self.language.gap) != text:
            return None
        return texts

    def _whole(self, before: Sequence[_Unit]) -> Translation | None:
        """The text of all of them as one; None when there is none, or only a part, made by a machine."""
        known = [unit.translation for unit in before if unit.translation is not None]
        if not known or (all(one.is_machine for one in known) and len(known) < len(before)):
            return None
        parts = [(unit.span, unit.translation.text if unit.translation else "") for unit in before]
        text = parts[0][1] if len(parts) == 1 else self._joined(parts)
        if all(one.is_machine for one in known):
            return _with_text(known[0], text)
        if len(known) == len(before) and all(one.state is State.APPROVED for one in known):
            return Translation(text, State.APPROVED)
        if any(one.state is State.STALE for one in known):
            said = [one.previous.text if one and one.previous else text_of(self.content, unit.span)
                    for unit, one in ((unit, unit.translation) for unit in before)]  # fmt: skip
            return Translation(text, State.STALE, None, Key(" ".join(said), self.block[1]))
        return Translation(text, State.DRAFT)

    def _joined(self, parts: Sequence[tuple[Span, str]]) -> str:
        present = [part for part in parts if part[1]]
        return joined(self.content, present, self.language.gap)


def _with_text(whole: Translation, text: str) -> Translation:
    """`whole` with another text; an untouched machine draft is one still."""
    origin: Origin | None = replace(whole.origin, digest=digest(text)) if whole.is_machine and whole.origin else None
    return replace(whole, text=text, origin=origin)


def row_of(block: Block, content: Content, spans: Sequence[Span]) -> Row:
    return tuple(Key(text_of(content, span), block[1]) for span in spans)
