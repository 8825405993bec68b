"""Where the merged articles stand, and what a site generator wants to read in them about their language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from dragoman.model import AnchorStyle

TagStyle = Literal["bcp47", "lower", "underscore"]
TAG_STYLES: tuple[TagStyle, ...] = ("bcp47", "lower", "underscore")
Slug = Literal["keep", "transliterate", "native"]
SLUGS: tuple[Slug, ...] = ("keep", "transliterate", "native")
Links = Literal["files", "ref", "filename", "none"]
LINKS: tuple[Links, ...] = ("files", "ref", "filename", "none")
Fallback = Literal["source", "keep"]
FALLBACKS: tuple[Fallback, ...] = ("source", "keep")
ANCHORS: tuple[AnchorStyle, ...] = ("", "goldmark", "github", "python")
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
    `links`: how links between articles are written – `files` as relative paths, `ref` as Hugo's shortcodes, `filename`
    as Pelican's `{filename}`, `none`: the generator finds the translated page itself. `fallback`: where a link leads
    whose page is not published in the language, to the `source` page or as the author wrote it. `anchors`: by whose
    rules the headings keep the source's ids, "" for not at all.
    """

    template: str = _FOLDER
    source: str = _FOLDER
    style: TagStyle = "bcp47"
    tags: Mapping[str, str] = field(default_factory=dict)
    metadata: tuple[str, ...] = ("lang",)
    defaults: tuple[str, ...] = ("translationKey",)
    slug: Slug = "keep"
    with_source: bool = False
    links: Links = "files"
    fallback: Fallback = "source"
    anchors: AnchorStyle = ""

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

    def page(self, name: str, language: str) -> str:
        """The address of an article's page in a language from the root of the site, as generators that give every page
        a folder have it."""
        return f"{self.tag(language)}/{bare(name)}".strip("/") + "/"

    def source_pages(self, name: str, language: str) -> tuple[str, str]:
        """The addresses that the article's own page may have: most generators put the main language at the top."""
        return f"{bare(name)}/".lstrip("/"), self.page(name, language)

    def is_merged(self, path: str, languages: Iterable[str]) -> bool:
        """True for a path below the output folder that is some article's in one of `languages`."""
        tags = "|".join(re.escape(self.tag(language)) for language in languages)
        return bool(tags) and re.fullmatch(_pattern(self.template, tags), path) is not None


PROFILES: Mapping[str, Layout] = {
    "plain": Layout(),
    # Hugo pairs by path; a translationKey that the source lacks would part them.
    "hugo": Layout(style="lower", metadata=(), defaults=(), links="ref", anchors="goldmark"),
    "hugo-filename": Layout(_FILE_NAME, "{path}", "lower", metadata=(), defaults=(), links="ref", anchors="goldmark"),
    "jekyll": Layout(defaults=()),  # Polyglot pairs pages by their address
    "starlight": Layout(source="{path}", style="lower", metadata=(), defaults=()),
    "docusaurus": Layout(
        "{language}/docusaurus-plugin-content-docs/current/{path}",
        metadata=(),
        defaults=(),
        links="none",
        anchors="github",
    ),
    "docusaurus-blog": Layout(
        "{language}/docusaurus-plugin-content-blog/{path}", metadata=(), defaults=(), links="none", anchors="github"
    ),
    "mkdocs": Layout(_FILE_NAME, "{path}", metadata=(), defaults=(), links="none"),
    "mkdocs-folder": Layout(metadata=(), defaults=(), links="none"),
    "pelican": Layout(_FILE_NAME, "{path}", defaults=("slug",), links="filename"),  # pairs by slug
}


def bare(name: str) -> str:
    """An article's name as addresses have it: without suffix, and for the page of a folder without its last part."""
    path = PurePosixPath(name).with_suffix("").as_posix() if PurePosixPath(name).suffix else name
    folder, _, last = path.rpartition("/")
    return folder if last in ("index", "_index") else path


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
