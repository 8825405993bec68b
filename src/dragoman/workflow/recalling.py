"""Similar approved texts put beside the entries of a catalog that no person has translated."""

from __future__ import annotations

from collections.abc import Collection

from dragoman import files
from dragoman.alignment import describe
from dragoman.catalog.catalog import Catalog
from dragoman.catalog.suggestions import Suggestion
from dragoman.model import Key, Origin, Translation
from dragoman.project import Project
from dragoman.workflow.remembering import Remembering

_MORE = 4  # times as many matches are looked at as suggested: several may say the same
_LONGEST = 80  # characters of what differs, to be shown


def suggest(project: Project, memory: Remembering, path: str, language: str, names: Collection[str] = ()) -> int:
    """Brings the suggestions of the catalog at `path` up to date; how many entries have some.

    An entry has suggestions where it has no text and the memory none for just its source; they stay beside an engine's
    draft until a person has touched it. `names` are known names in the source language.
    """
    count = 0

    def change(present: bytes | None) -> bytes | None:
        nonlocal count
        count = 0
        if present is None:
            return None
        catalog = Catalog.parse(present, path)
        for key in catalog.keys:
            known, there = catalog.translation(key), catalog.suggestions(key)
            if there or (known is None and catalog.inside(key) is None):
                found = _suggestions(project, memory, key, known, language, names)
                if found != there:
                    catalog.suggest(key, found)
                count += bool(found)
        return catalog.data

    files.update(project.file(path), change, root=project.folder)
    return count


def _suggestions(
    project: Project,
    memory: Remembering,
    key: Key,
    known: Translation | None,
    language: str,
    names: Collection[str],
) -> tuple[Suggestion, ...]:
    rules = project.memory
    if rules.fuzzy != "suggest" or not any(map(str.isalpha, key.text)):
        return ()
    if known is not None and (not known.is_machine or _is_remembered(known.origin)):
        return ()
    matches = memory.memory.similar(
        key.text,
        project.source,
        language,
        threshold=rules.threshold / 100,
        limit=_MORE * rules.suggestions,
        context=key.context,
        names=names,
    )
    if known is None and matches and matches[0].source == key.text:
        return ()  # it is no suggestion, but a draft
    found: dict[str, Suggestion] = {}
    for match in matches:
        if match.target not in found and (known is None or match.target != known.text):
            found[match.target] = Suggestion(
                match.target, percent(match.similarity), match.article, differs(match.source, key.text, names)
            )
    return tuple(found.values())[: rules.suggestions]


def percent(similarity: float) -> int:
    """Whole per cent, rounded down: 100 is the same text and nothing else."""
    return int(similarity * 100 + 1e-9)


def differs(before: str, after: str, names: Collection[str] = (), language: str = "") -> str:
    """What differs between two sources in a few words, `14 → 15; Monday → Friday`; "" when that is long, or nothing."""
    if before == after:
        return ""
    change = describe(before, after, names, language)
    said = "; ".join(f"{edit.before} → {edit.after}" for edit in change.edits)
    return said if said and not change.is_cut and len(said) <= _LONGEST else ""


def _is_remembered(origin: Origin | None) -> bool:
    return origin is not None and origin.engine == "memory"
