"""What a merged article says of itself besides its texts: its language, its key among translations, its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from dragoman.language.slugs import slug, title_slug
from dragoman.model import Key, Passage, Target
from dragoman.project import Project
from dragoman.segmentation.segmenters import gap
from dragoman.workflow.reading import Reading

_TITLES = ("meta:title", "headline")  # the first of these that an article has names its page


Links = Callable[[str], str]


def target(
    project: Project,
    reading: Reading,
    language: str,
    texts: Mapping[Key, str],
    notice: str = "",
    *,
    links: Links | None = None,
    passages: tuple[Passage, ...] = (),
) -> Target:
    """How the article, written with `texts`, differs from its source besides them, as the project's layout has it."""
    layout = project.layout
    name = PurePosixPath(reading.article.name)
    values = {"lang": layout.tag(language)}
    if layout.slug != "keep" and (made := slug(_title(reading, texts), language, native=layout.slug == "native")):
        values["slug"] = made
    defaults = {
        "translationKey": name.with_suffix("").as_posix(),
        "slug": title_slug(_source_title(reading)) or name.stem,
    }
    return Target(
        language,
        gap(language),
        {key: value for key, value in values.items() if key == "slug" or key in layout.metadata},
        {key: defaults[key] for key in layout.defaults if key not in values or key != "slug"},
        notice,
        project.source,
        links,
        layout.anchors,
        passages,
    )


def _title(reading: Reading, texts: Mapping[Key, str]) -> str:
    """The translated title, "" when the article has none or it is not translated."""
    for role in _TITLES:
        for segment in reading.document.segments:
            if segment.role == role and segment.key in texts:
                return texts[segment.key]
    return ""


def _source_title(reading: Reading) -> str:
    """The title in the article's own language, "" when it has none in its metadata."""
    return " ".join(segment.text for segment in reading.document.segments if segment.role == "meta:title")
