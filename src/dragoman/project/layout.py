"""Where the merged articles stand, and what a site generator wants to read in them about their language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

TagStyle = Literal["bcp47", "lower", "underscore"]
TAG_STYLES: tuple[TagStyle, ...] = ("bcp47", "lower", "underscore")
Slug = Literal["keep", "transliterate", "native"]
SLUGS: tuple[Slug, ...] = ("keep", "transliterate", "native")
PLACES = ("language", "path", "folder", "stem", "suffix")
TAG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")  # no dot and no slash: it is part of a file's name

_FOLDER = "{language}/{path}"
_FILE_NAME = "{folder}{stem}.{language}{suffix}"
_PLACE = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of merged articles below the output folder, as one site generator wants them.

    `template` is made of `{language}` and `{path}`, or of `{folder}` (with its slash, "" at the top), `{stem}` and
    `{suffix}` instead of the path. `source` is the same for the source articles themselves, `with_source` whether they
    are copied there. Languages are BCP 47 inside; `style` and `tags` (by BCP 47 tag) say how they are written here.
    `metadata` are the keys of the front matter that merge sets, `defaults` those that it adds where there are none.
    `slug`: whether an article's own stays, or is made from its translated title.
    """

    template: str = _FOLDER
    source: str = _FOLDER
    style: TagStyle = "bcp47"
    tags: Mapping[str, str] = field(default_factory=dict)
    metadata: tuple[str, ...] = ("lang",)
    defaults: tuple[str, ...] = ("translationKey",)
    slug: Slug = "keep"
    with_source: bool = False

    def tag(self, language: str) -> str:
        """How the generator writes a language (BCP 47)."""
        if own := self.tags.get(language):
            return own
        match self.style:
            case "lower":
                return language.lower()
            case "underscore":
                return language.replace("-", "_")
            case _:
                return language

    def path(self, name: str, language: str) -> str:
        """Where the article `name` stands in a language, below the output folder."""
        return _filled(self.template, name, self.tag(language))

    def source_path(self, name: str, language: str) -> str:
        """Where the article itself stands there, whose language is `language`."""
        return _filled(self.source, name, self.tag(language))

    def is_merged(self, path: str, languages: Iterable[str]) -> bool:
        """True for a path below the output folder that is some article's in one of `languages`."""
        tags = "|".join(re.escape(self.tag(language)) for language in languages)
        return bool(tags) and re.fullmatch(_pattern(self.template, tags), path) is not None


PROFILES: Mapping[str, Layout] = {
    "plain": Layout(),
    # Hugo pairs by path; a translationKey that the source lacks would part them.
    "hugo": Layout(style="lower", metadata=(), defaults=()),
    "hugo-filename": Layout(_FILE_NAME, "{path}", "lower", metadata=(), defaults=()),
    "jekyll": Layout(defaults=()),  # Polyglot pairs pages by their address
    "starlight": Layout(source="{path}", style="lower", metadata=(), defaults=()),
    "docusaurus": Layout("{language}/docusaurus-plugin-content-docs/current/{path}", metadata=(), defaults=()),
    "docusaurus-blog": Layout("{language}/docusaurus-plugin-content-blog/{path}", metadata=(), defaults=()),
    "mkdocs": Layout(_FILE_NAME, "{path}", metadata=(), defaults=()),
    "mkdocs-folder": Layout(metadata=(), defaults=()),
    "pelican": Layout(_FILE_NAME, "{path}", defaults=("slug",)),  # pairs by slug
}


class Mistake(NamedTuple):
    """What is wrong with a template, and the way out."""

    reason: str
    hint: str


def mistake_in(template: str) -> Mistake | None:
    """What keeps a template from giving every article of every language a place of its own; None when it does."""
    names = _PLACE.findall(template)
    if unknown := [name for name in names if name not in PLACES]:
        return Mistake(f"knows no {{{unknown[0]}}}", f"known: {', '.join(f'{{{name}}}' for name in PLACES)}")
    if "language" not in names:
        return Mistake("has no {language}: all languages would share one file", 'such as "{language}/{path}"')
    if "path" not in names and not {"folder", "stem", "suffix"} <= set(names):
        return Mistake("does not tell articles apart", "use {path}, or {folder}, {stem} and {suffix}")
    if "{" in _PLACE.sub("", template) or "}" in _PLACE.sub("", template):
        return Mistake("has a brace that is no place", f"known: {', '.join(f'{{{name}}}' for name in PLACES)}")
    if ".." in PurePosixPath(template).parts or template.startswith("/"):
        return Mistake("leaves the output folder", "give a path below it")
    return None


def _filled(template: str, name: str, tag: str) -> str:
    path = PurePosixPath(name)
    folder = "" if path.parent == PurePosixPath() else f"{path.parent.as_posix()}/"
    places = {"language": tag, "path": name, "folder": folder, "stem": path.stem, "suffix": path.suffix}
    return _PLACE.sub(lambda found: places[found[1]], template)


def _pattern(template: str, tags: str) -> str:
    shapes = {
        "language": f"(?:{tags})",
        "path": ".+",
        "folder": "(?:.+/)?",
        "stem": "[^/]+",
        "suffix": r"(?:\.[^./]+)?",
    }
    parts = _PLACE.split(template)  # text and names of places by turns
    return "".join(shapes[part] if at % 2 else re.escape(part) for at, part in enumerate(parts))
