"""The source articles of a project: which files they are, and what the rules say of each."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from dragoman.model import ConfigError, DragomanError, FileError, Where
from dragoman.project.newsroom import NAME, Article, Project, Publish, Weights


def find_articles(project: Project, suffixes: Collection[str], only: Sequence[Path] = ()) -> list[Article]:
    """The project's articles in path order; with `only`, those that are, or stand below, one of these paths.

    Merged output, catalogs and hidden files are never read as source. A path of `only` that gives no article is an
    error saying why.
    """
    found: dict[str, Article] = {}
    named: dict[str, str] = {}  # the article that has a catalog's name
    for root in project.roots:
        for path in sorted(_files(project, root)):
            article = _article(project, root, path)
            if article is None or article.suffix.lower() not in suffixes:
                continue
            if (twin := named.setdefault(article.name, path)) != path:
                raise ConfigError(f"{twin} and {path} would share one catalog", hint="rename one of them")
            found[path] = article
    articles = [found[path] for path in sorted(found)]
    if not only:
        return articles
    wanted = [_inside(project, path) for path in only]
    for asked, given in zip(wanted, only, strict=True):
        if not any(_is_below(article.path, asked) for article in articles):
            raise _why_not(project, given, asked)
    return [article for article in articles if any(_is_below(article.path, asked) for asked in wanted)]


def article_at(project: Project, path: Path) -> Article | None:
    """The file at `path` with what the rules say of it; None outside the project. One that is no article of it has no
    languages."""
    if not (Path.cwd() / path).resolve().is_relative_to(project.folder.resolve()):
        return None
    inside = _inside(project, path)
    root = next((root for root in project.roots if _is_below(inside, root)), "")
    found = _article(project, root or ".", inside)
    if found is None:  # a rule ignores it
        return Article(inside, inside, project.unit, (), {}, project.srx, project.builtin)
    return found if root else replace(found, languages=())


def count_others(project: Project, suffixes: Collection[str], only: Sequence[Path] = ()) -> Counter[str]:
    """How many files stand among the articles that are none, by suffix. Those that a rule ignores do not count."""
    wanted = [_inside(project, path) for path in only] or ["."]
    paths = {path for root in project.roots for path in _files(project, root) if _article(project, root, path)}
    chosen = (PurePosixPath(path) for path in paths if any(_is_below(path, asked) for asked in wanted))
    return Counter(path.suffix.lower() for path in chosen if path.suffix.lower() not in suffixes)


def _is_below(path: str, folder: str) -> bool:
    return folder in (".", path) or path.startswith(folder + "/")


def _inside(project: Project, path: Path) -> str:
    try:
        return (Path.cwd() / path).resolve().relative_to(project.folder.resolve()).as_posix()
    except ValueError:
        raise ConfigError(f"{path} is not inside the project {project.folder}") from None


def _why_not(project: Project, path: Path, asked: str) -> DragomanError:
    if not (project.folder / asked).exists():
        return FileError("no such file", Where(str(path)))
    roots = ", ".join(project.roots)
    return ConfigError(f"{path} is no article of this project", hint=f"articles stand below {roots}; see {NAME}")


def _article(project: Project, root: str, path: str) -> Article | None:
    unit, languages, settings = project.unit, project.languages, dict[str, object]()
    srx, builtin = project.srx, project.builtin
    engines: dict[str, tuple[str, ...]] = {}
    publish: dict[str, Publish] = {}
    require_signature: dict[str, bool] = {}
    severities: list[Mapping[str, Weights]] = []
    for rule in project.rules:
        if rule.matches(path):
            if rule.ignore:
                return None
            unit = rule.unit or unit
            languages = rule.languages if rule.languages is not None else languages
            settings.update(rule.settings)
            srx = rule.srx if rule.srx is not None else srx
            builtin = rule.builtin if rule.builtin is not None else builtin
            for tag, chain in rule.engines.items():
                engines |= {tag: chain} if tag else dict.fromkeys(project.languages, chain)
            if rule.severities:
                severities.append(rule.severities)
            for tag, word in rule.publish.items():
                publish |= {tag: word} if tag else dict.fromkeys(project.languages, word)
            for tag, wanted in rule.require_signature.items():
                require_signature |= {tag: wanted} if tag else dict.fromkeys(project.languages, wanted)
    name = PurePosixPath(path).relative_to(root).as_posix()
    return Article(
        path, name, unit, languages, settings, srx, builtin, engines, publish, require_signature, tuple(severities)
    )


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
            if name.startswith(".") or not file.is_file() or (file.is_symlink() and _leaves(project, file)):
                continue
            path = _joined(here, name)
            if not _is_merged(project, path):
                yield path


def _is_merged(project: Project, path: str) -> bool:
    """True for a merged article: the output folder may be that of the articles, as site generators have it."""
    if project.output != "." and not path.startswith(f"{project.output}/"):
        return False
    return project.layout.is_merged(path.removeprefix(f"{project.output}/"), project.languages)


def _joined(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"


def _leaves(project: Project, file: Path) -> bool:
    return not file.resolve().is_relative_to(project.folder.resolve())
