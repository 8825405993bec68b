"""init: a folder made into a project, with nothing that stands there touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman import files
from dragoman.language.tags import normalise
from dragoman.model import ConfigError
from dragoman.project import NAME, find_project
from dragoman.workflow.git_merge_po import with_driver

_USUAL_ROOTS = ("articles", "content", "docs", "src/content", "_posts", "posts")
_CONFIG = """\
# dragoman: what is translated, into which languages, and how it is published.

source = "{source}"
languages = [{languages}]
articles = ["{root}"]      # folders of source articles
locales = "locales"        # locales/<language>/<article>.po: the translations, kept in git
glossary = "glossary"      # names, places and titles with their approved renderings
output = "build"           # build/<language>/<article>: what 'dragoman merge' writes

[policy]
publish = "hold"           # until an article is complete: hold | source | draft-labelled
engines = ["memory", "apertium"]

[formats.markdown]
front_matter = ["title", "description", "image.alt"]

# [[rule]]                 # what holds for some articles only
# paths = ["{root}/features/*"]
# unit = "paragraph"
"""
_GLOSSARY = """\
# One [[term]] for each name, place, organisation or title that must be rendered the same way every time.
#
# [[term]]
# source = "Water Forum"
# kind = "organisation"            # person | place | organisation | title
# es = { approved = "Foro del Agua", forbidden = ["Forum del Agua"] }
"""


@dataclass
class InitReport:
    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def init(folder: Path, *, source: str, languages: Sequence[str], root: str = "") -> InitReport:
    """Makes dragoman.toml, a glossary and the state folder (which hides itself from git), and sees to it that git knows
    the merge driver by name. Never replaces a file; `.gitattributes` gets a line more."""
    source = normalise(source)
    tags = [normalise(tag) for tag in languages]
    if not tags:
        raise ConfigError("no language to translate into", hint="name each: dragoman init --to es --to fr")
    if source in tags:
        raise ConfigError(f"{source!r} is the language of the articles", hint="name only languages to translate into")
    root = root or next((usual for usual in _USUAL_ROOTS if (folder / usual).is_dir()), "articles")
    config = _CONFIG.format(source=source, languages=", ".join(f'"{tag}"' for tag in tags), root=root)
    report = InitReport()
    for name, text in ((NAME, config), ("glossary/terms.toml", _GLOSSARY)):
        path = folder / name
        if path.exists():
            report.kept.append(name)
        else:
            files.update(path, lambda now, text=text: text.encode() if now is None else None, root=folder)  # type: ignore[misc]
            report.made.append(name)
    if not (folder / root).is_dir():
        (folder / root).mkdir(parents=True)
        report.made.append(f"{root}/")
    locales = find_project(folder).locales
    attributes = files.update(folder / ".gitattributes", lambda now: with_driver(now, locales), root=folder)
    (report.made if attributes else report.kept).append(".gitattributes")
    with files.lock(folder / ".dragoman", wait_s=10, say=lambda _: None):
        pass
    return report
