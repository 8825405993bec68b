"""The glossary itself: what is wrong in it, what it says of a word, and how terms come in and go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from dragoman import files
from dragoman.glossary import csv_file, tbx_writing
from dragoman.glossary.auditing import audit
from dragoman.glossary.cldr_layer import base_terms
from dragoman.glossary.entries import Rendering, StyleRule, Term
from dragoman.glossary.faults import Fault
from dragoman.glossary.folding import fold
from dragoman.glossary.reading import read_data
from dragoman.glossary.terms import Glossary
from dragoman.glossary.toml_writing import with_renderings, with_terms
from dragoman.model import ConfigError, Finding, Where
from dragoman.project import Project

_FILES = {"person": "people", "place": "places", "organisation": "organisations", "title": "titles", "style": "style"}
_COMMON = "terms"


@dataclass
class Imported:
    """What became of the terms of a file. `clashes` are those that the glossary has otherwise, with the reason."""

    path: str
    added: list[Term] = field(default_factory=list)
    extended: list[Term] = field(default_factory=list)
    style: list[StyleRule] = field(default_factory=list)
    same: int = 0
    clashes: list[Fault] = field(default_factory=list)
    faults: tuple[Fault, ...] = ()


def read_terms(project: Project) -> Glossary:
    """The project's glossary as its files have it."""
    return Glossary.read(project.file(project.glossary), project.glossary, source=project.source)


def check_terms(project: Project) -> tuple[list[Finding], int]:
    """Everything that is wrong or doubtful in the glossary, and how many terms it has."""
    glossary = read_terms(project)
    return list(audit(glossary, project.source, project.languages)), len(glossary.terms)


def find_word(project: Project, word: str) -> list[Term]:
    """The terms that have `word` in a source form or a rendering, whatever its case, in the order of their files."""
    wanted = fold(word.strip()).text
    return [term for term in read_terms(project).terms if any(wanted in fold(text).text for text in _texts(term))]


def find_rules(project: Project, word: str) -> list[StyleRule]:
    """The rules of style that have `word` in what they forbid or want instead."""
    wanted = fold(word.strip()).text
    rules = read_terms(project).style
    return [rule for rule in rules if any(wanted in fold(text).text for text in (*rule.forbidden, rule.instead))]


def add_term(project: Project, term: Term, name: str = "") -> str:
    """Writes one term into a file of the glossary, and keeps every other byte; that file's path in the project.

    Renderings of a source that is there already go into its entry. `name` chooses the file, else the term's kind does.
    ConfigError when the glossary says otherwise already.
    """
    glossary = read_terms(project)
    known = next((one for one in glossary.terms if one.source == term.source), None)
    if known is not None and not term.is_conditional:
        there = [tag for tag in term.renderings if tag in known.renderings]
        if there or not term.renderings:
            said = f", and says {', '.join(there)}" if there else ""
            raise ConfigError(f"'{term.source}' stands at {known.where}{said}", hint="change that entry by hand")
        return _extend(project, [replace(known, renderings=term.renderings)])
    path = _file_for(project, term, name)
    _update(project, path, lambda now: with_terms(now or b"", [term]))
    return path


def import_terms(project: Project, source: Path, *, name: str = "", dry: bool = False) -> Imported:
    """The terms of a CSV, TBX or TOML file written into `name`.toml of the glossary (as a rule the file's own name).

    A term that is there keeps what it says and gets the languages that it lacks; where both say something else about
    one language, the file's is left out and told.
    """
    incoming = Glossary.read(source, str(source), source=project.source)
    path = f"{project.glossary}/{name or source.stem}.toml"
    report = Imported(path, faults=incoming.faults)
    glossary = read_terms(project)
    there = {replace(rule, domain="") for rule in glossary.style}  # whatever file they stand in
    report.style = [rule for rule in incoming.style if replace(rule, domain="") not in there]
    known = {term.source: term for term in glossary.terms}
    for term in incoming.terms:
        mine = known.get(term.source)
        if mine is None:
            report.added.append(term)
            continue
        lacking = {tag: made for tag, made in term.renderings.items() if tag not in mine.renderings}
        other = [tag for tag, made in term.renderings.items() if mine.renderings.get(tag, made) != made]
        if other:
            where = term.where or Where(str(source))
            hint = "change it there, or leave it"
            report.clashes.append(
                Fault(f"'{term.source}' is otherwise in {', '.join(other)} at {mine.where}", where, hint)
            )
        if lacking:
            report.extended.append(replace(mine, renderings=lacking))
        elif not other:
            report.same += 1
    if not dry:
        if report.added or report.style:
            _update(project, path, lambda now: with_terms(now or b"", (*report.added, *report.style)))
        _extend(project, report.extended)
    return report


@dataclass(frozen=True, slots=True)
class Exported:
    """How many terms and rules of style a file was written with, what kind of file it is, and for which tools."""

    terms: int
    style: int
    kind: str


_V3 = "for Translate Toolkit, OmegaT, Okapi and MultiTerm write --tbx v2, for Weblate -l LANG"
_V2 = "for Translate Toolkit 3.20, OmegaT, Okapi, MultiTerm"


def export_terms(project: Project, target: Path, *, language: str = "", version: str = "") -> Exported:
    """Writes the glossary as CSV or TBX, which the target's suffix tells.

    `version` of TBX is `v3` (the default) or `v2`. With `language` only that language's renderings are written: in CSV
    and TBX version 2 as pairs of source and target, which is what Weblate keeps; pairs have no place for style.
    """
    glossary = read_terms(project)
    terms: Sequence[Term] = glossary.terms
    style = [rule for rule in glossary.style if not language or rule.counts_in(language)]
    pairs = f"pairs of {project.source} and {language}; for Weblate"
    if language:
        terms = [term for term in terms if term.rendering(language)]
    match target.suffix.lower():
        case ".csv" if not version:
            text = csv_file.write_bilingual(terms, language) if language else csv_file.write(terms, style)
            exported = Exported(len(terms), 0 if language else len(style), pairs if language else "a row each")
        case ".tbx" if language and version != "v3":
            text = tbx_writing.write_bilingual(terms, project.source, language)
            exported = Exported(len(terms), 0, f"{tbx_writing.V2.name}, {pairs}")
        case ".tbx":
            chosen = tbx_writing.VERSIONS[version or "v3"]
            told = f"{chosen.name}; {_V3 if chosen is tbx_writing.V3 else _V2}"
            exported = Exported(len(terms), len(style), told)
            text = tbx_writing.write([_only(term, language) for term in terms], project.source, chosen, style)
        case ".csv":
            raise ConfigError("a CSV has no version of TBX", hint="leave --tbx out, or name a file *.tbx")
        case _:
            raise ConfigError(f"'{target.suffix}' is no format of glossaries", hint="name a file *.csv or *.tbx")
    files.update(target, lambda _: text.encode(), root=target.resolve().parent)
    return exported


def _only(term: Term, language: str) -> Term:
    """A term with the renderings of one language alone; of all when none is named."""
    rendering = term.rendering(language) if language else None
    return replace(term, renderings={language: rendering}) if rendering else term


def seed_terms(project: Project, kinds: Sequence[str], languages: Sequence[str], name: str) -> tuple[str, int]:
    """Writes CLDR's names of `kinds` into `name`.toml of the glossary, unreviewed, with what each language calls them
    admitted. What the glossary has is left out. The file's path in the project, and how many were written."""
    glossary = read_terms(project)
    terms = base_terms(project.source, languages or project.languages, kinds, glossary.terms)
    return write_terms(project, terms, name), len(terms)


def write_terms(project: Project, terms: Sequence[Term], name: str) -> str:
    """Writes new terms at the end of `name`.toml of the glossary; that file's path in the project."""
    path = f"{project.glossary}/{name.removesuffix('.toml')}.toml"
    if terms:
        _update(project, path, lambda now: with_terms(now or b"", terms))
    return path


def _texts(term: Term) -> Iterable[str]:
    yield from term.forms
    for rendering in term.renderings.values():
        yield from (rendering.approved, *rendering.admitted, *rendering.forbidden, *rendering.form_texts)


def _file_for(project: Project, term: Term, name: str) -> str:
    """The file of the glossary that a term belongs into, by `name` or by its kind where such a file is."""
    if project.file(project.glossary).is_file():
        return project.glossary
    if not name:
        usual = _FILES.get(term.kind, _COMMON)
        name = usual if project.file(f"{project.glossary}/{usual}.toml").exists() else _COMMON
    return f"{project.glossary}/{name.removesuffix('.toml')}.toml"


def _extend(project: Project, terms: Sequence[Term]) -> str:
    """Adds the renderings of terms to the entries that they were read from; the path of the last file."""
    files_of: dict[str, dict[str, Mapping[str, Rendering]]] = {}
    for term in terms:
        files_of.setdefault(term.where.path if term.where else "", {})[term.source] = term.renderings
    path = ""
    for path, added in files_of.items():
        if not path.endswith(".toml"):
            hint = "add the languages there, or move the terms to TOML"
            raise ConfigError(f"{', '.join(map(repr, added))} cannot be added to", Where(path), hint)
        _update(project, path, partial(_with_renderings, added, path))
    return path


def _with_renderings(added: Mapping[str, Mapping[str, Rendering]], path: str, now: bytes | None) -> bytes:
    return with_renderings(now or b"", added, path)


def _update(project: Project, path: str, change: Callable[[bytes | None], bytes]) -> None:
    """Changes one file of the glossary, unless that would make another fault in it."""

    def proven(now: bytes | None) -> bytes:
        made = change(now)
        before, after = (_faults_of(data, path, project.source) for data in (now or b"", made))
        if len(after) > len(before):
            raise ConfigError(f"would not be read: {after[-1].message}", Where(path), after[-1].hint)
        return made

    files.update(project.file(path), proven, root=project.folder)


def _faults_of(data: bytes, path: str, source: str) -> list[Fault]:
    return [found for found in read_data(data, path, source) if isinstance(found, Fault)]
