"""What a branch touches: which segments, in which languages, directly or through what they are judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.git import History, NoHistory, is_blob
from dragoman.glossary.changes import Former, changed_terms
from dragoman.glossary.entries import StyleRule
from dragoman.glossary.matching import find_terms
from dragoman.glossary.terms import Glossary
from dragoman.model import ConfigError, DragomanError, Finding, Key, Pair
from dragoman.project import NAME, Project
from dragoman.workflow.impact import glossary_at
from dragoman.workflow.reading import Reading, articles, read_document
from dragoman.workflow.tracking import record_path

_FETCH = "fetch the whole history: git fetch --unshallow, or fetch-depth: 0 in actions/checkout"
_OF_TERMS = ("glossary", "forbidden")


@dataclass(frozen=True)
class Scope:
    """What of one article in one language is looked at: `sources` with the lines of their entries, or everything."""

    is_whole: bool
    touched: frozenset[tuple[str, int | None]]
    checks: frozenset[str]
    pairs: int

    def __bool__(self) -> bool:
        return self.is_whole or bool(self.touched) or bool(self.checks)

    def holds(self, finding: Finding) -> bool:
        if self.is_whole or finding.check in self.checks:
            return True
        line = finding.where.line if finding.where else None
        if not finding.source:
            return bool(self.touched)  # about the article
        return (finding.source, line) in self.touched


@dataclass(frozen=True)
class Branch:
    """The project beside its state at `base`, the commit where HEAD left the other side. The work tree counts as it is,
    committed or not."""

    project: Project
    history: History
    base: str
    now: Glossary
    then: Glossary
    terms: dict[str, tuple[str, ...]]

    @classmethod
    def since(cls, project: Project, name: str, glossary: Glossary, languages: Sequence[str]) -> Branch:
        """Raises ConfigError when there is no history, no such commit, or nothing in common with it."""
        history = History.open(project.folder)
        if isinstance(history, NoHistory):
            raise ConfigError(f"--changed-from needs a history, but {history.reason}", hint=history.hint)
        commit = history.resolve(name)
        if commit is None:
            hint = _FETCH if history.is_shallow else "name a commit, a branch or a tag, such as origin/main"
            raise ConfigError(f"{name!r} is no commit", hint=hint)
        base = history.merge_base(commit)
        if base is None:
            hint = _FETCH if history.is_shallow else "name a commit that HEAD has something in common with"
            raise ConfigError(f"HEAD and {name!r} have no commit in common", hint=hint)
        then = glossary_at(project, history, base)
        return cls(project, history, base, glossary, then, changed_terms(Former(then), glossary, languages))

    def scope(self, reading: Reading, language: str, pairs: Sequence[Pair]) -> Scope:
        everything = Scope(True, frozenset(), frozenset(), len(pairs))
        if self._has_other_rules or language in self._other_houses:
            return everything
        changed = self._changed_keys(reading, language, pairs)
        if changed is None:
            return everything
        touched: set[tuple[str, int | None]] = set()
        number = 0
        for pair in pairs:
            if not changed.isdisjoint(pair.keys) or self._has_changed_term(pair.segment.text, language):
                touched.add((pair.segment.text, pair.line or None))
                number += 1
        checks = {"correction"} if self._has_other_corrections else set()
        if _style(self.now, language) != _style(self.then, language):
            checks.update(_OF_TERMS)
        return Scope(False, frozenset(touched), frozenset(checks), number)

    def _has_changed_term(self, text: str, language: str) -> bool:
        if not any(language in tags for tags in self.terms.values()):
            return False
        found = (match for known in (self.now, self.then) for match in find_terms(text, known, self.project.source))
        return any(language in self.terms.get(match.term.source, ()) for match in found)

    def _changed_keys(self, reading: Reading, language: str, pairs: Sequence[Pair]) -> set[Key] | None:
        """Keys of pairs whose source or entry is not what it was; None for an article that is new or was none."""
        catalogs = {tag: self.project.catalog_path(reading.article, tag) for tag in reading.catalogs}
        if self._is_as_it_was(reading.article.path, reading.document.data) and all(
            self._is_as_it_was(catalogs[tag], made.data if made else None) for tag, made in reading.catalogs.items()
        ):
            return set()  # most articles: nothing is read again
        sources, held = self._former(reading, language)
        if sources is None:
            return None
        before = Catalog.parse(held, "") if held is not None else None
        now = reading.catalogs.get(language)
        keys = {key for pair in pairs for key in pair.keys}
        return {key for key in keys if key not in sources or _entry(before, key) != _entry(now, key)}

    def _former(self, reading: Reading, language: str) -> tuple[set[Key] | None, bytes | None]:
        """The keys of the article as it was, and its catalog; None for an article that is new, or was not readable."""
        project, article = self.project, reading.article
        path = self._former_path(reading)
        if path is None:
            return None, None
        data = self.history.read(self.base, Path(path))
        catalog = project.catalog_path(article, language)
        if path != article.path:
            catalog = catalog.replace(_below(article.path, path)[0], _below(article.path, path)[1])
        held = self.history.read(self.base, Path(catalog))
        try:
            known = [Catalog.parse(held, catalog)] if held is not None else []
            if data is None:
                return None, None
            # cut by the catalog of now as well, else a changed cut would count as a changed text
            known += [one for one in reading.catalogs.values() if one]
            document, _, _ = read_document(project, article, reading.form, data, known)
        except DragomanError:
            return None, None
        return {segment.key for segment in document.segments}, held

    def _former_path(self, reading: Reading) -> str | None:
        """Where the article was: here, or under the name of a file that is gone and has most of its lines."""
        article = reading.article
        if Path(article.path) in self._blobs:
            return article.path
        mine = _lines(reading.document.data)
        best, most = None, len(mine) / 2
        for path, lines in self._gone.items():
            if path.suffix == Path(article.path).suffix and len(mine & lines) > most:
                best, most = path.as_posix(), len(mine & lines)
        return best

    @cached_property
    def _blobs(self) -> dict[Path, str]:
        return self.history.blobs(self.base)

    @cached_property
    def _gone(self) -> dict[Path, frozenset[bytes]]:
        """The lines of files that were there and might be articles under another name now."""
        kinds = {Path(article.path).suffix for article in articles(self.project)}
        paths = [one for one in self._blobs if one.suffix in kinds and not self.project.file(one.as_posix()).exists()]
        found = zip(paths, self.history.read_many((self.base, path) for path in paths), strict=True)
        return {path: _lines(data or b"") for path, data in found}

    @cached_property
    def _has_other_rules(self) -> bool:
        """Settings, rules of cutting or the baseline changed: what every text is judged by."""
        project = self.project
        cut = [project.abbreviations_path(project.source), *project.srx]
        cut += [path for rule in project.rules for path in rule.srx or ()]
        return any(self._differs(path) for path in (NAME, project.baseline_path, *dict.fromkeys(cut)))

    @cached_property
    def _has_other_corrections(self) -> bool:
        return self._differs(record_path(self.project))

    @cached_property
    def _other_houses(self) -> frozenset[str]:
        """Languages whose house style, waivers or abbreviations changed."""
        project = self.project
        paths = (project.style_path, project.waivers_path, project.abbreviations_path)
        return frozenset(tag for tag in project.languages if any(self._differs(path(tag)) for path in paths))

    def _differs(self, path: str) -> bool:
        file = self.project.file(path)
        return not self._is_as_it_was(path, files.read(file, root=self.project.folder) if file.is_file() else None)

    def _is_as_it_was(self, path: str, now: bytes | None) -> bool:
        """True when `base` holds these bytes under this path, or none where there are none."""
        identity = self._blobs.get(Path(path))
        if identity:
            return now is not None and is_blob(now, identity)
        if identity is None and now is None:
            return True
        return self.history.read(self.base, Path(path)) == now  # links, and what stands behind a link


def _style(glossary: Glossary, language: str) -> set[StyleRule]:
    return {rule.wants for rule in glossary.style if rule.counts_in(language)}


def _lines(data: bytes) -> frozenset[bytes]:
    return frozenset(data.splitlines()) - {b""}


def _below(new: str, old: str) -> tuple[str, str]:
    """The two paths without the folders that they share."""
    mine, other = new.split("/"), old.split("/")
    while len(mine) > 1 and len(other) > 1 and mine[0] == other[0]:
        mine, other = mine[1:], other[1:]
    return "/".join(mine), "/".join(other)


def _entry(catalog: Catalog | None, key: Key) -> object:
    """What of an entry is judged: its text and state, what may pass, and what else it might say."""
    if catalog is None:
        return None
    made = catalog.translation(key)
    return made and (made.text, made.state), catalog.waivers(key), catalog.rivals(key), catalog.inside(key)
