"""How the stale translations among some pairs came to be so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from dragoman.alignment import Change, ChangeClass, describe_all, names_in
from dragoman.model import Key, Pair, State


def stale_changes(pairs: Sequence[Pair], names: Collection[str] = (), language: str = "") -> dict[Key, Change]:
    """The change of source under each stale translation whose old source is known.

    `names` are known names, `language` is the source's (BCP 47). Says what the comments in the catalog say.
    """
    texts: dict[Key, tuple[str, str]] = {}
    for pair in pairs:
        now = pair.translation
        if now is not None and now.state is State.STALE and now.previous is not None:
            texts.setdefault(pair.segment.key, (now.previous.text, pair.segment.text))
    if not texts:
        return {}
    known = frozenset(names) | names_in([pair.segment.text for pair in pairs])
    return describe_all(texts, known, language)


def counted(changes: Iterable[Change]) -> Mapping[ChangeClass, int]:
    """How many changes of each class, facts first."""
    found = Counter(change.kind for change in changes)
    return {kind: found[kind] for kind in ChangeClass if found[kind]}
