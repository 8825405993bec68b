"""Drafts put into catalogs, by one writer, a batch at a time and never over a person's text."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.catalog.inside import is_marker
from dragoman.catalog.proposals import Proposal
from dragoman.engines.restraint import unneeded
from dragoman.engines.threads import in_thread
from dragoman.glossary.terms import Glossary
from dragoman.model import Draft, Origin, State, Translation, digest
from dragoman.model.visible import visible
from dragoman.project import Project
from dragoman.workflow.doubting import doubts
from dragoman.workflow.wanted import Wanted

_LONGEST = 60  # characters of each side of a change that a proposal makes without need


@dataclass(frozen=True, slots=True)
class Made:
    """A draft with a text, what it was wanted for, the engine that made it, and the digests of what it was made from
    (see `inputs`; none where nobody is to compare them)."""

    wanted: Wanted
    draft: Draft
    engine: str
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Putting:
    """What every draft of a run is put down with. `today` is the run's day, in ISO 8601."""

    project: Project
    glossary: Glossary
    today: str

    def put(self, path: str, language: str, made: Sequence[Made]) -> list[bool]:
        """Writes drafts into the catalog at `path`, except where a person wrote meanwhile; which were written.

        Law: the order in which drafts are put changes no byte of what the catalog is in the end.
        """
        written = [False] * len(made)

        def change(present: bytes | None) -> bytes | None:
            written[:] = [False] * len(made)
            if present is None:
                return None  # the catalog was taken away while we worked
            catalog = Catalog.parse(present, path)
            live = set(catalog.keys)
            for at, one in enumerate(made):
                written[at] = one.wanted.entry in live and self._entry(catalog, language, one)
            return catalog.data

        files.update(self.project.file(path), change, root=self.project.folder)
        return written

    def _entry(self, catalog: Catalog, language: str, made: Made) -> bool:
        """One draft into its entry, with where it comes from; False where it has no place."""
        key, draft = made.wanted.entry, made.draft
        if not draft.text or is_marker(draft.text, made.wanted.request.text):
            return False
        now = catalog.translation(key)
        if now != made.wanted.over or catalog.inside(key) is not None:
            return False
        if made.wanted.is_proposal:
            return now is not None and self._proposal(catalog, language, made, now)
        origin = Origin(made.engine, draft.detail, self.today, digest(draft.text))
        if draft.approved and not made.wanted.is_corrected:
            catalog.put(key, Translation(draft.text, State.APPROVED, origin))
            return True
        said = doubts(key.text, draft.text, language, self.glossary, source_language=self.project.source)
        text = Translation(draft.text, State.DRAFT, origin)
        catalog.put(key, text, doubts=said, made_from=made.inputs or None)
        return True

    def _proposal(self, catalog: Catalog, language: str, made: Made, now: Translation) -> bool:
        """A proposal beside the stale text, with what it changes without need; False when it changes nothing."""
        request, text = made.wanted.request, made.draft.text or ""
        if request.previous is None or text == now.text:
            return False
        found = unneeded(
            request.previous.source,
            now.text,
            request.text,
            text,
            source_language=self.project.source,
            language=language,
            names=self.glossary.names,
        )
        told = tuple(f"{each.kind}: {_shown(each.before)} → {_shown(each.after)}" for each in found)
        catalog.propose(made.wanted.entry, Proposal(text, made.engine, made.draft.detail, self.today, told), over=now)
        return True


def _shown(text: str) -> str:
    """Words of a text in a line of another script, which must not turn it round."""
    return f"\u2068{visible(text, _LONGEST)}\u2069" if text else "–"


class Writer:
    """The one writer of a run: whatever is due for a catalog goes into it at once, while engines go on working."""

    def __init__(self, putting: Putting) -> None:
        self._putting = putting
        self._due: dict[tuple[str, str], list[tuple[Made, asyncio.Future[bool]]]] = {}
        self._work: asyncio.Task[None] | None = None

    async def put(self, path: str, language: str, made: Sequence[Made]) -> list[bool]:
        """As `Putting.put`, when that has happened. Raises DragomanError when the catalog cannot be written."""
        if not made:
            return []
        loop = asyncio.get_running_loop()
        rows = [(one, loop.create_future()) for one in made]
        self._due.setdefault((path, language), []).extend(rows)
        if self._work is None or self._work.done():
            self._work = loop.create_task(self._write())
        return list(await asyncio.gather(*(future for _, future in rows)))

    async def _write(self) -> None:
        while self._due:
            (path, language), rows = next(iter(self._due.items()))
            del self._due[path, language]
            made = [one for one, _ in rows]
            put = partial(self._putting.put, path, language, made)
            work = asyncio.ensure_future(in_thread(put))
            await asyncio.wait([work])
            error = work.exception()
            for at, (_, future) in enumerate(rows):
                if future.done():
                    continue  # nobody waits any more
                if error is not None:
                    future.set_exception(error)
                else:
                    future.set_result(work.result()[at])
