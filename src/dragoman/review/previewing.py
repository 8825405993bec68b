"""The page that readers would get of an article with its texts as they are now, approved or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from importlib.resources import files as resources

from dragoman.formats.reading import read_with
from dragoman.formats.showing import show
from dragoman.language.tags import direction
from dragoman.model import Document, Key, Pair
from dragoman.project import Project
from dragoman.publishing.hrefs import is_elsewhere
from dragoman.publishing.site.content import clean, without_title
from dragoman.publishing.site.links import place_of
from dragoman.review.rows import row_id
from dragoman.segmentation.segmenters import whole
from dragoman.workflow.metadata import target
from dragoman.workflow.passages import passages_of
from dragoman.workflow.reading import Reading

_TITLES = ("headline", "meta:title")
_DECKS = ("standfirst", "meta:description")


def preview(
    project: Project, reading: Reading, language: str, texts: Mapping[str, str], media: Callable[[str], str]
) -> bytes:
    """The page as HTML, made by the real merge and cleaned. `texts` are those that are being written, by the ids of
    their rows; the others are as they stand. `media` gives the address of a picture by its place below the root."""
    paired = reading.paired(language)
    said = {pair.segment.key: _text(pair, texts) for pair in paired.pairs}
    there = {key: text for key, text in said.items() if text.strip()}
    how = target(project, reading, language, there, passages=passages_of(project, reading, language).good)
    written = reading.form.write(paired.document, there, how)
    path = project.output_path(reading.article, language)
    document = read_with(reading.form, written.data, whole, language=language, where=path)
    root = reading.article.path.removesuffix(reading.article.name)

    def address(place: str) -> str | None:
        return media(place) if project.file(root + place).is_file() else None

    return page(document, show(reading.form, document), language, reading.article.name, address).encode()


def page(document: Document, body: str, language: str, name: str, media: Callable[[str], str | None]) -> str:
    """A page that stands alone, with the site's own sheet of styles. Its links lead nowhere; `media` gives None for a
    picture that is not there, whose words then stand in its place."""

    def image(src: str) -> str | None:
        place = place_of(src, name)
        return None if is_elsewhere(src) or place.startswith("..") else media(place)

    title, rest = without_title(clean(body, link=lambda _: None, image=image))
    title = title or escape(_first(document, _TITLES))
    deck = escape(_first(document, _DECKS))
    standfirst = f'<p class="standfirst">{deck}</p>' if deck and 'class="standfirst"' not in rest else ""
    sheet = (resources("dragoman.publishing.site") / "templates" / "style.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="{escape(language)}" dir="{direction(language)}"><head><meta charset="utf-8">'
        f"<title>{title or escape(name)}</title><style>{sheet}</style></head><body><main id=main><article>"
        f'<header><h1>{title}</h1>{standfirst}</header><div class="prose">{rest}</div></article></main></body></html>'
    )


def _text(pair: Pair, texts: Mapping[str, str]) -> str:
    written = texts.get(row_id(pair.entry))
    return written if written is not None else pair.translation.text if pair.translation else ""


def _first(document: Document, roles: tuple[str, ...]) -> str:
    """The text of the first segment that has one of `roles`, the earlier role first; "" for none."""
    found: dict[str, Key] = {}
    for segment in document.segments:
        found.setdefault(segment.role, segment.key)
    return next((found[role].text for role in roles if role in found), "")
