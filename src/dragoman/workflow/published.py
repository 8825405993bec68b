"""Whether the page that readers have says what the article says now, or still what it said before."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.formats.reading import read_with, segmenter
from dragoman.model import DragomanError, Key, Pair, State, Written
from dragoman.project import Project
from dragoman.workflow.reading import Reading
from dragoman.workflow.tracking import Tracked

_TAG = re.compile(r"</?[a-z]+[0-9]*/?>")


class Page(StrEnum):
    """What a language's page in the output folder holds of a correction."""

    NONE = "none"  # nothing is published here
    OLD = "old"
    NEW = "new"


class Published:
    """One article's page in one language, read back from the output folder when that is needed."""

    def __init__(
        self,
        project: Project,
        reading: Reading,
        language: str,
        pairs: Sequence[Pair],
        complete: Callable[[Project, Reading, str], Written | str],
    ) -> None:
        self._project, self._reading, self._language, self._pairs = project, reading, language, pairs
        self._complete = complete
        file = project.file(project.output_path(reading.article, language))
        self._data = files.read(file, root=project.folder) if file.is_file() else None

    def holds(self, correction: Tracked) -> Page:
        """NEW when the page is what merge would write of the complete article now, or says the new texts all the same
        and no deleted one; a page that cannot be read back counts as OLD."""
        if self._data is None:
            return Page.NONE
        if self._is_current:
            return Page.NEW
        if not all(self._says(key) for key in correction.keys):
            return Page.OLD
        former = (text for place in correction.places for text in self._former(place.place.old))
        return Page.OLD if any(self._has(text) for text in former) else Page.NEW

    @cached_property
    def _is_current(self) -> bool:
        try:
            written = self._complete(self._project, self._reading, self._language)
        except DragomanError:
            return False
        return isinstance(written, Written) and written.data == self._data

    def _says(self, key: Key) -> bool:
        """The page holds the translation of `key`, or its source where the policy lets that stand in."""
        return any(self._has(text) for text in (self._translations.get(key, ""), key.text))

    def _has(self, text: str) -> bool:
        bare = _bare(text)
        return bool(bare) and bare in self._shown

    def _former(self, keys: Sequence[Key]) -> list[str]:
        """The approved translations of texts that are gone, as far as no translation of today holds them."""
        catalog = self._reading.catalogs.get(self._language)
        live = "\n".join(_bare(text) for text in self._translations.values())
        return [text for text in former_texts(catalog, keys) if _bare(text) not in live] if catalog else []

    @cached_property
    def _translations(self) -> Mapping[Key, str]:
        """What is approved now."""
        found = ((pair.keys, pair.translation) for pair in self._pairs)
        return {key: now.text for keys, now in found if now and now.state is State.APPROVED for key in keys}

    @cached_property
    def _shown(self) -> str:
        """The page's texts, without marks and blank space; "" when it cannot be read."""
        try:
            document = read_with(
                self._reading.form,
                self._data or b"",
                segmenter(self._language, "paragraph"),
                language=self._language,
                where=self._project.output_path(self._reading.article, self._language),
            )
        except DragomanError:
            return ""
        return "\n".join(_bare(segment.text) for segment in document.segments)


def former_texts(catalog: Catalog, keys: Sequence[Key]) -> frozenset[str]:
    """The translations that a person had approved for sources which have left the article."""
    wanted = set(keys)
    return frozenset(
        translation.text
        for key, translation in catalog.obsolete()
        if key in wanted and translation.state is State.APPROVED
    )


def _bare(text: str) -> str:
    return "".join(_TAG.sub("", text).split())
