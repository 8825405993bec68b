"""dragoman.toml read into a Project: its languages, its articles, its policies, and where everything lives."""

from __future__ import annotations

import difflib
import fnmatch
import os
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal, cast

from dragoman.language.tags import normalise
from dragoman.model import ConfigError, DragomanError, FileError, Severity, Where

NAME = "dragoman.toml"
Publish = Literal["hold", "source", "draft-labelled"]
PUBLISH: tuple[Publish, ...] = ("hold", "source", "draft-labelled")
DEFAULT_ENGINES = ("memory", "apertium")


@dataclass(frozen=True, slots=True)
class Policy:
    """How one language is drafted and published.

    `publish`: what stands in for an article that is not complete – `hold` the last complete version, `source` the
    source's sentences, `draft-labelled` the drafts, marked as such. `engines` are asked in order. `accept` is
    "exact-context" when a person's approval of the same text in the same context counts again, else "".
    """

    language: str
    publish: Publish = "hold"
    engines: tuple[str, ...] = DEFAULT_ENGINES
    accept: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for the articles whose path (from the project's folder) matches one of `paths`."""

    paths: tuple[str, ...]
    unit: str = ""
    languages: tuple[str, ...] | None = None  # None: all of the project's
    ignore: bool = False
    settings: Mapping[str, object] = field(default_factory=dict)

    def matches(self, path: str) -> bool:
        return any(fnmatch.fnmatchcase(path, pattern) for pattern in self.paths)


@dataclass(frozen=True, slots=True)
class Article:
    """One source article. `path` is from the project's folder, `name` below its source root; both with `/`."""

    path: str
    name: str
    unit: str
    languages: tuple[str, ...]
    settings: Mapping[str, object]

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix


@dataclass(frozen=True)
class Project:
    """A newsroom: where its files live and how its languages are treated. Paths are relative to `folder`."""

    folder: Path
    source: str
    languages: tuple[str, ...]
    roots: tuple[str, ...] = ("articles",)
    locales: str = "locales"
    glossary: str = "glossary"
    output: str = "build"
    state: str = ".dragoman"
    unit: str = "sentence"
    policies: Mapping[str, Policy] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    formats: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    engines: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()  # texts that may equal their source
    severities: Mapping[str, Severity] = field(default_factory=dict)  # of checks, by name

    def policy(self, language: str) -> Policy:
        return self.policies.get(language) or Policy(language)

    def file(self, path: str) -> Path:
        return self.folder / path

    def catalog_path(self, article: Article, language: str) -> str:
        """Where the translations of `article` into `language` live, from the project's folder."""
        return f"{self.locales}/{language}/{article.name}.po"

    def output_path(self, article: Article, language: str) -> str:
        return f"{self.output}/{language}/{article.name}"


def find_project(start: Path) -> Project:
    """The project whose dragoman.toml stands in `start` or the nearest folder above it."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / NAME).is_file():
            return read_project(folder)
    raise ConfigError(
        f"no {NAME} in {start} or any folder above it", hint="run 'dragoman init' in the folder of your articles"
    )


def read_project(folder: Path) -> Project:
    """The project described by `folder`/dragoman.toml. Raises ConfigError naming the setting and the way out."""
    file = folder / NAME
    where = Where(NAME)
    try:
        text = file.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except FileNotFoundError:
        raise ConfigError(f"no {NAME} in {folder}", hint="run 'dragoman init' in the folder of your articles") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigError(f"not valid TOML: {error}", Where(NAME, int(line[1]) if line else None)) from None
    except OSError as error:
        raise FileError(f"cannot be read: {error.strerror}", where) from None
    try:
        return _project(folder, _Table(table, ""))
    except DragomanError as error:
        place = Where(NAME, _line_of(text, error.message))
        raise ConfigError(error.message, error.where or place, error.hint) from None


def find_articles(project: Project, suffixes: Collection[str], only: Sequence[Path] = ()) -> list[Article]:
    """The project's articles in path order; with `only`, those that are, or stand below, one of these paths.

    Merged output, catalogs and hidden files are never read as source. A path of `only` that gives no article is an
    error saying why.
    """
    found: dict[str, Article] = {}
    for root in project.roots:
        for path in sorted(_files(project, root)):
            article = _article(project, root, path)
            if article is None or article.suffix.lower() not in suffixes:
                continue
            twin = next((other for other in found.values() if other.name == article.name), None)
            if twin and twin.path != path:
                raise ConfigError(f"{twin.path} and {path} would share one catalog", hint="rename one of them")
            found[path] = article
    articles = [found[path] for path in sorted(found)]
    if not only:
        return articles
    wanted = [_inside(project, path) for path in only]
    for asked, named in zip(wanted, only, strict=True):
        if not any(_is_below(article.path, asked) for article in articles):
            raise _why_not(project, named, asked, suffixes)
    return [article for article in articles if any(_is_below(article.path, asked) for asked in wanted)]


def _is_below(path: str, folder: str) -> bool:
    return folder in (".", path) or path.startswith(folder + "/")


def _inside(project: Project, path: Path) -> str:
    try:
        return (Path.cwd() / path).resolve().relative_to(project.folder.resolve()).as_posix()
    except ValueError:
        raise ConfigError(f"{path} is not inside the project {project.folder}") from None


def _why_not(project: Project, path: Path, asked: str, suffixes: Collection[str]) -> DragomanError:
    if not (project.folder / asked).exists():
        return FileError("no such file", Where(str(path)))
    if (project.folder / asked).is_file() and Path(asked).suffix.lower() not in suffixes:
        kind = Path(asked).suffix or "files without a suffix"
        return ConfigError(
            f"no format reads {kind!r}",
            Where(str(path)),
            f"known: {', '.join(sorted(suffixes))}; a plug-in adds one with an entry point in 'dragoman.formats'",
        )
    roots = ", ".join(project.roots)
    return ConfigError(f"{path} is no article of this project", hint=f"articles stand below {roots}; see {NAME}")


def _article(project: Project, root: str, path: str) -> Article | None:
    unit, languages, settings = project.unit, project.languages, dict[str, object]()
    for rule in project.rules:
        if rule.matches(path):
            if rule.ignore:
                return None
            unit = rule.unit or unit
            languages = rule.languages if rule.languages is not None else languages
            settings.update(rule.settings)
    return Article(path, PurePosixPath(path).relative_to(root).as_posix(), unit, languages, settings)


def _files(project: Project, root: str) -> Iterable[str]:
    """Files below a source root, from the project's folder; nothing hidden, nothing that dragoman writes."""
    ours = {project.output, project.locales, project.state, project.glossary}
    base = project.folder / root
    if not base.is_dir():
        raise ConfigError(f"there is no folder {root!r}", hint=f"make it, or change 'articles' in {NAME}")
    for folder, names, files in os.walk(base):
        here = Path(folder).relative_to(project.folder).as_posix()
        names[:] = sorted(n for n in names if not n.startswith(".") and _joined(here, n) not in ours)
        for name in files:
            file = Path(folder) / name
            if not name.startswith(".") and file.is_file() and not (file.is_symlink() and _leaves(project, file)):
                yield _joined(here, name)


def _joined(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"


def _leaves(project: Project, file: Path) -> bool:
    return not file.resolve().is_relative_to(project.folder.resolve())


class _Table:
    """A TOML table that knows its name and refuses what it does not expect."""

    def __init__(self, values: Mapping[str, object], name: str) -> None:
        self.values = dict(values)
        self.name = name

    def known(self, *names: str) -> None:
        for key in self.values:
            if key not in names:
                near = difflib.get_close_matches(key, names, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"
                raise ConfigError(f"unknown setting {key!r}{self._place}", hint=hint)

    @property
    def _place(self) -> str:
        return f" in [{self.name}]" if self.name else ""

    def text(self, key: str, default: str, choices: Sequence[str] = ()) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise ConfigError(f"{key!r}{self._place} must be a text in quotes, not {value!r}")
        if choices and value not in choices:
            near = difflib.get_close_matches(value, choices, 1)
            hint = f"did you mean {near[0]!r}?" if near else "use " + ", ".join(repr(choice) for choice in choices)
            raise ConfigError(f"{key!r}{self._place} is {value!r}", hint=hint)
        return value

    def texts(self, key: str, default: Sequence[str]) -> tuple[str, ...]:
        value = self.values.get(key, list(default))
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{key!r}{self._place} must be a list of texts, not {value!r}")
        return tuple(cast("list[str]", value))

    def folder(self, key: str, default: str) -> str:
        value = PurePosixPath(self.text(key, default)).as_posix()
        if value.startswith("/") or ".." in PurePosixPath(value).parts:
            raise ConfigError(f"{key!r} is {value!r}, outside the project", hint="give a path below dragoman.toml")
        return value

    def table(self, key: str) -> _Table:
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise ConfigError(f"[{key}] must be a table, not {value!r}")
        return _Table(value, f"{self.name}.{key}" if self.name else key)

    def tables(self, key: str) -> list[_Table]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise ConfigError(f"[[{key}]] must be an array of tables")
        return [_Table(item, key) for item in value]


_SETTINGS = (
    "source", "languages", "articles", "locales", "glossary", "output", "state", "unit", "policy", "rule", "formats",
    "engines", "checks",
)  # fmt: skip
_POLICY = ("publish", "engines", "accept")
_UNITS = ("sentence", "paragraph")


def _project(folder: Path, table: _Table) -> Project:
    table.known(*_SETTINGS)
    if "source" not in table.values:
        raise ConfigError("'source' is missing", hint='name the language of the articles, such as source = "en"')
    source = normalise(table.text("source", "en"))
    languages = tuple(normalise(tag) for tag in table.texts("languages", ()))
    if source in languages:
        raise ConfigError(f"'languages' names the source language {source!r}", hint="name only what is translated into")
    checks = table.table("checks")
    checks.known("keep", "severity")
    severity = checks.table("severity")
    roots = []
    for root in table.texts("articles", ("articles",)):
        roots.append(_Table({"articles": root}, "").folder("articles", root))
    return Project(
        folder=folder,
        source=source,
        languages=languages,
        roots=tuple(roots),
        locales=table.folder("locales", "locales"),
        glossary=table.folder("glossary", "glossary"),
        output=table.folder("output", "build"),
        state=table.folder("state", ".dragoman"),
        unit=table.text("unit", "sentence", _UNITS),
        policies=_policies(table.table("policy"), languages),
        rules=tuple(_rule(rule, languages) for rule in table.tables("rule")),
        formats={name: table.table("formats").table(name).values for name in table.table("formats").values},
        engines={name: table.table("engines").table(name).values for name in table.table("engines").values},
        keep=frozenset(checks.texts("keep", ())),
        severities={
            name: Severity(severity.text(name, "", tuple(item.value for item in Severity))) for name in severity.values
        },
    )


def _policies(table: _Table, languages: Sequence[str]) -> dict[str, Policy]:
    """One policy a language: [policy] holds for all, [policy.LANG] for one."""
    own = {normalise(key): key for key, value in table.values.items() if isinstance(value, dict)}
    if unknown := [key for tag, key in own.items() if tag not in languages]:
        hint = f"languages: {', '.join(languages) or 'none yet'}"
        raise ConfigError(f"[policy.{unknown[0]}] is for a language that is not in 'languages'", hint=hint)
    common = _Table({key: value for key, value in table.values.items() if not isinstance(value, dict)}, "policy")
    common.known(*_POLICY)
    _policy("", common)  # a mistake is told even before there is a language
    found = {}
    for tag in languages:
        mine = table.table(own[tag]) if tag in own else _Table({}, "policy")
        mine.known(*_POLICY)
        found[tag] = _policy(tag, _Table({**common.values, **mine.values}, mine.name))
    return found


def _policy(tag: str, table: _Table) -> Policy:
    return Policy(
        tag,
        cast(Publish, table.text("publish", "hold", PUBLISH)),
        table.texts("engines", DEFAULT_ENGINES),
        table.text("accept", "", ("", "exact-context")),
    )


def _rule(table: _Table, languages: Sequence[str]) -> Rule:
    table.known("paths", "unit", "languages", "ignore", "settings")
    if not table.values.get("paths"):
        raise ConfigError(
            "a [[rule]] without 'paths'", hint='say which articles it is for: paths = ["articles/x/*.md"]'
        )
    named = tuple(normalise(tag) for tag in table.texts("languages", ())) if "languages" in table.values else None
    if unknown := [tag for tag in named or () if tag not in languages]:
        raise ConfigError(f"a [[rule]] names {unknown[0]!r}, which is not in 'languages'")
    unit = table.text("unit", "", ("", *_UNITS))
    ignore = table.values.get("ignore", False) is True
    return Rule(table.texts("paths", ()), unit, named, ignore, table.table("settings").values)


def _line_of(text: str, message: str) -> int | None:
    """The line of the first setting that the message names in quotes, if it stands in the file."""
    name = message.split("'")[1] if message.count("'") >= 2 else ""
    for number, line in enumerate(text.split("\n"), 1):
        if name and line.split("=")[0].strip().strip("[]\"'").split(".")[-1] == name:
            return number
    return None
