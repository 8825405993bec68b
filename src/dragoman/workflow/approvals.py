"""Who approved a text, and when: the commit that the history has it approved since, as `git blame` tells it of lines.

One walk for all catalogs, children before parents. A text that a parent has approved as well is the parent's business;
one that no parent has is the work of this commit. So a merge, an edit of a neighbour and a renamed article take
nobody's name away.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from dragoman.catalog.versions import Versions
from dragoman.git import Commit, History
from dragoman.model import Key

Place = tuple[Path, Key]
"""Where an approved text stands now: its catalog and its entry."""

_KEPT = 256  # versions of catalogs whose texts are remembered: a version is asked for as a child, then as a parent

_Texts = Mapping[Key, str]
_Wanted = dict[Place, tuple[Key, str]]  # by where it stands now: its key and its text in the version that is looked at


def approvals(history: History, folder: Path, standing: Mapping[Path, Mapping[Key, str]]) -> dict[Place, Commit]:
    """The commit that approved each text of `standing`, by catalog and key; none for texts that HEAD does not have
    approved, and for those that were approved before a shallow clone begins. Raises FileError when git fails.

    `folder` holds the catalogs. A version that cannot be read is passed over, as if nobody had touched it.
    """
    commits = history.of_folder(folder)
    found: dict[Place, Commit] = {}
    with closing(_Past(history)) as past:
        pending: dict[str, dict[Path, _Wanted]] = {}
        if commits:
            top = pending.setdefault(commits[0].identity, {})
            for path, texts in standing.items():
                wanted: _Wanted = {(path, key): (key, text) for key, text in texts.items()}
                if (known := past.texts("HEAD", path)) is not None:
                    _hand_on(wanted, texts, known, top.setdefault(path, {}))
        for commit in commits:
            for path, wanted in pending.pop(commit.identity, {}).items():
                if not wanted:
                    continue  # everything was told further up: older versions need not be read
                for place in _own(commit, path, wanted, past, pending):
                    found[place] = commit
    return found


def _own(
    commit: Commit, path: Path, wanted: _Wanted, past: _Past, pending: dict[str, dict[Path, _Wanted]]
) -> Iterable[Place]:
    """The texts that no parent has approved; the others are left to the parents that have them."""
    rest = dict(wanted)
    differing: list[tuple[dict[Path, _Wanted], Path, _Texts]] = []
    for parent, changes in commit.changes.items():
        if not rest:
            break
        there = pending.setdefault(parent, {})
        if path not in changes:
            there.setdefault(path, {}).update(rest)
            return ()
        if (former := changes[path]) is None:
            continue
        if (known := past.texts(parent, former)) is None:
            there.setdefault(former, {}).update(rest)
            return ()
        _hand_on(rest, {}, known, there.setdefault(former, {}))
        differing.append((there, former, known))
    if rest and differing:
        here = past.texts(commit.identity, path) or {}
        for there, former, known in differing:
            _hand_on(rest, here, known, there.setdefault(former, {}))
    return rest


def _hand_on(wanted: _Wanted, here: _Texts, known: _Texts, there: _Wanted) -> None:
    """Moves what an older version has approved from `wanted` to `there`. With the texts of the newer one (`here`), also
    what stood under another source, which the newer one does not have: an edit that left the approval alone."""
    gone: dict[tuple[str, str], Key] = {}
    if here:
        gone = {(key.context, text): key for key, text in known.items() if key not in here}
    for place, (key, text) in list(wanted.items()):
        former = key if known.get(key) == text else gone.get((key.context, text))
        if former is not None:
            there[place] = (former, text)
            del wanted[place]


class _Past:
    """What versions of catalogs approve, read by one process of git."""

    def __init__(self, history: History) -> None:
        self._asked: deque[tuple[str, Path]] = deque()
        self._answers = history.read_many(self._requests())
        self._versions = Versions()
        self._known: OrderedDict[tuple[str, Path], _Texts | None] = OrderedDict()

    def texts(self, commit: str, path: Path) -> _Texts | None:
        """None for a version that is not there or cannot be read."""
        if (commit, path) not in self._known:
            self._asked.append((commit, path))
            data = next(self._answers)
            self._known[commit, path] = self._versions.approved(data) if data is not None else None
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return self._known[commit, path]

    def close(self) -> None:
        self._asked.clear()
        for _ in self._answers:
            pass

    def _requests(self) -> Iterator[tuple[str, Path]]:
        while self._asked:
            yield self._asked.popleft()
