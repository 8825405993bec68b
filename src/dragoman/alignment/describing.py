"""A change in a few words: what stood there, and what stands there now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.alignment.changes import Block, ChangeClass, classify, differences
from dragoman.alignment.words import pieces

_MOST = 3  # edits shown
_TOGETHER = 1.5  # how much longer than the old text its parts may be
_LONGEST = 48  # characters of one side of an edit

_Id = TypeVar("_Id", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the old text and those in their place. A side is empty only when nothing else stands in the text."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """How a source text became another: its class, and the words that changed, those of the class first, cut when long.

    `is_split` when the text is now cut into several; `is_cut` when more has changed than is shown.
    """

    kind: ChangeClass
    edits: tuple[Edit, ...] = ()
    is_split: bool = False
    is_cut: bool = False


def describe(old: str, new: str, names: Collection[str] = (), language: str = "") -> Change:
    """The change from `old` to `new`; see `classify` for the arguments. The same text is a change of role."""
    if old == new:
        return Change(ChangeClass.ROLE)
    kind = classify(old, new, names, language)
    if kind is ChangeClass.WHITESPACE:
        return Change(kind)
    found = [Edit(before, after) for before, after in _edits(old, new)]
    if len(found) > 1:
        found.sort(key=lambda edit: classify(edit.before, edit.after, names, language) is not kind)
    shown = tuple(Edit(_short(edit.before), _short(edit.after)) for edit in found[:_MOST])
    return Change(kind, shown, is_cut=len(found) > _MOST)


def describe_all(
    texts: Mapping[_Id, tuple[str, str]], names: Collection[str] = (), language: str = ""
) -> dict[_Id, Change]:
    """The change of each (old, new). Several that have one old text are its parts in order: they share one change,
    unless they are too long for that: then they started from a text that was repeated."""
    parts: dict[str, list[_Id]] = defaultdict(list)
    for name, (old, _) in texts.items():
        parts[old].append(name)
    found: dict[_Id, Change] = {}
    for old, row in parts.items():
        if sum(len(texts[name][1]) for name in row) > _TOGETHER * len(old):
            found.update((name, describe(old, texts[name][1], names, language)) for name in row)
            continue
        change = describe(old, " ".join(texts[name][1] for name in row), names, language)
        if len(row) > 1:
            change = Change(change.kind, change.edits, True, change.is_cut)
        found.update(dict.fromkeys(row, change))
    return {name: found[name] for name in texts}


def _edits(old: str, new: str) -> list[tuple[str, str]]:
    before, after = pieces(old), pieces(new)
    blocks = _joined(differences(before, after), before)
    return [
        ("".join(before[x]).strip(), "".join(after[y]).strip()) for x, y in (_grown(b, before, after) for b in blocks)
    ]


def _joined(blocks: Sequence[Block], before: Sequence[str]) -> list[Block]:
    """Blocks with nothing but a blank between them are one."""
    out: list[Block] = []
    for old, new in blocks:
        if out and "".join(before[out[-1][0].stop : old.start]).isspace():
            last_old, last_new = out.pop()
            old, new = slice(last_old.start, old.stop), slice(last_new.start, new.stop)
        out.append((old, new))
    return out


def _grown(block: Block, before: Sequence[str], after: Sequence[str]) -> Block:
    """An edit with an empty side takes a neighbour along, so that both sides say something: may → may not."""
    old, new = block
    while not ("".join(before[old]).strip() and "".join(after[new]).strip()):
        if old.start > 0:
            old, new = slice(old.start - 1, old.stop), slice(new.start - 1, new.stop)
        elif old.stop < len(before):
            old, new = slice(old.start, old.stop + 1), slice(new.start, new.stop + 1)
        else:
            break
    return old, new


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
