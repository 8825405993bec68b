"""dragoman.toml, read into a Project."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

from dragoman.language.cldr import KINDS
from dragoman.language.tags import normalise
from dragoman.model import AnchorStyle, ConfigError, DragomanError, FileError, Severity, Where
from dragoman.project.engines import read_engines
from dragoman.project.gate import read_gate
from dragoman.project.layout import (
    ANCHORS,
    FALLBACKS,
    LINKS,
    PROFILES,
    SLUGS,
    TAG,
    TAG_STYLES,
    Fallback,
    Layout,
    Links,
    Slug,
    TagStyle,
    mistake_in,
)
from dragoman.project.memory import read_memory
from dragoman.project.newsroom import CLDR, DEFAULT_ENGINES, NAME, PUBLISH, Policy, Project, Publish, Rule, Weights
from dragoman.project.secrecy import read_secrecy
from dragoman.project.site import read_site
from dragoman.project.table import Table

_T = TypeVar("_T")


def find_project(start: Path) -> Project:
    """The project whose dragoman.toml stands in `start` or the nearest folder above it."""
    if folder := _folder_of(start):
        return read_project(folder)
    raise ConfigError(
        f"no {NAME} in {start} or any folder above it", hint="run 'dragoman init' in the folder of your articles"
    )


def has_project(start: Path) -> bool:
    """True when `find_project` would find one, be it sound or not."""
    return _folder_of(start) is not None


def _folder_of(start: Path) -> Path | None:
    return next((folder for folder in (start.resolve(), *start.resolve().parents) if (folder / NAME).is_file()), None)


def read_project(folder: Path) -> Project:
    """The project described by `folder`/dragoman.toml. Raises ConfigError naming the setting and the way out."""
    file = folder / NAME
    where = Where(NAME)
    try:
        text = file.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except FileNotFoundError:
        raise ConfigError(f"no {NAME} in {folder}", hint="run 'dragoman init' in the folder of your articles") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigError(f"not valid TOML: {error}", Where(NAME, int(line[1]) if line else None)) from None
    except OSError as error:
        raise FileError(f"cannot be read: {error.strerror}", where) from None
    try:
        return _project(folder, Table(table, ""))
    except DragomanError as error:
        place = Where(NAME, _line_of(text, error.message))
        raise ConfigError(error.message, error.where or place, error.hint) from None


_SETTINGS = (
    "source", "languages", "articles", "locales", "glossary", "cldr", "output", "state", "ledger", "unit",
    "policy", "rule", "formats", "engines", "memory", "secrecy", "checks", "segmentation", "gate", "layout", "site",
)  # fmt: skip
_POLICY = ("publish", "engines", "accept", "formality", "threshold", "notice", "require_signature")
_RULE = (
    "paths", "unit", "languages", "ignore", "settings", "srx", "builtin", "engines", "publish", "require_signature",
    "severity",
)  # fmt: skip
_UNITS = ("sentence", "paragraph")
_WEIGHTS = ("error", "warning", "note", "off")
_NAME_SRX = 'name a file of rules: srx = ["house.srx"]'


def _project(folder: Path, table: Table) -> Project:
    table.known(*_SETTINGS)
    if "source" not in table.values:
        raise ConfigError("'source' is missing", hint='name the language of the articles, such as source = "en"')
    source = normalise(table.text("source", "en"))
    languages = tuple(normalise(tag) for tag in table.texts("languages", ()))
    if source in languages:
        raise ConfigError(f"'languages' names the source language {source!r}", hint="name only what is translated into")
    checks = table.table("checks")
    checks.known("keep", "severity", "max_length", "fail_on")
    room = checks.table("max_length")
    cutting = table.table("segmentation")
    cutting.known("srx", "builtin", "abbreviations")
    builtin = cutting.truth("builtin", True)
    if not builtin and not cutting.values.get("srx"):
        raise ConfigError("'builtin' is false, and no 'srx' names other rules", hint=_NAME_SRX)
    rules = tuple(_rule(rule, languages) for rule in table.tables("rule"))
    srx = _files(cutting, "srx")
    if any(rule.builtin is False and not (srx if rule.srx is None else rule.srx) for rule in rules):
        raise ConfigError("'builtin' of a [[rule]] is false, and no 'srx' names other rules", hint=_NAME_SRX)
    roots = []
    for root in table.texts("articles", ("articles",)):
        roots.append(Table({"articles": root}, "").folder("articles", root))
    return Project(
        folder=folder,
        source=source,
        languages=languages,
        roots=tuple(roots),
        locales=table.folder("locales", "locales"),
        glossary=table.folder("glossary", "glossary"),
        cldr=_cldr(table),
        output=table.folder("output", "build"),
        layout=_layout(table.table("layout"), (source, *languages)),
        site=read_site(table.table("site")),
        state=table.folder("state", ".dragoman"),
        ledger=table.folder("ledger", "") if "ledger" in table.values else "",
        unit=table.text("unit", "sentence", _UNITS),
        srx=srx,
        builtin=builtin,
        abbreviations=cutting.folder("abbreviations", "") if "abbreviations" in cutting.values else "",
        policies=_policies(table.table("policy"), languages),
        rules=rules,
        formats={name: table.table("formats").table(name).values for name in table.table("formats").values},
        engines=read_engines(table.table("engines")),
        secrecy=read_secrecy(table.table("secrecy")),
        memory=read_memory(table.table("memory")),
        gate=read_gate(table.table("gate")),
        keep=frozenset(checks.texts("keep", ())),
        severities=_severities(checks.table("severity"), languages),
        fail_on=checks.text("fail_on", "error", (*_WEIGHTS[:-1], "never")),
        max_length={role: room.count(role, 0) for role in room.values},
    )


def _layout(table: Table, languages: Sequence[str]) -> Layout:
    """[layout]: a site generator's own, or what a newsroom makes of it."""
    table.known("profile", "template", "source", "tags", "style", "slug", "with_source", "links", "fallback", "anchors")
    profile = PROFILES[table.text("profile", "plain", tuple(PROFILES))]
    written = table.table("tags")
    tags = {normalise(key): written.text(key, "") for key in written.values}
    for language, tag in tags.items():
        if language not in languages:
            raise ConfigError(f"[layout.tags] names {language!r}, which is not in 'languages'")
        if not TAG.fullmatch(tag):
            raise ConfigError(f"[layout.tags] writes {language!r} as {tag!r}", hint="letters, digits, - and _ only")
    template = table.text("template", profile.template)
    if mistake := mistake_in(template):
        raise ConfigError(f"'template' in [layout] {mistake.reason}", hint=mistake.hint)
    layout = replace(
        profile,
        template=template,
        source=table.text("source", profile.source),
        style=cast(TagStyle, table.text("style", profile.style, TAG_STYLES)),
        tags={**profile.tags, **tags},
        slug=cast(Slug, table.text("slug", profile.slug, SLUGS)),
        with_source=table.truth("with_source", profile.with_source),
        links=cast(Links, table.text("links", profile.links, LINKS)),
        fallback=cast(Fallback, table.text("fallback", profile.fallback, FALLBACKS)),
        anchors=cast(AnchorStyle, table.text("anchors", profile.anchors, ANCHORS)),
    )
    taken: dict[str, str] = {}
    for language in languages:
        if (twin := taken.setdefault(layout.tag(language).lower(), language)) != language:
            raise ConfigError(
                f"[layout] writes {twin!r} and {language!r} alike", hint="give one of them its own in [layout.tags]"
            )
    return layout


def _cldr(table: Table) -> tuple[str, ...]:
    chosen = table.texts("cldr", CLDR)
    for kind in chosen:
        Table({"cldr": kind}, "").text("cldr", "", KINDS)
    return chosen


def _policies(table: Table, languages: Sequence[str]) -> dict[str, Policy]:
    """One policy a language: [policy] holds for all, [policy.LANG] for one."""
    own = {normalise(key): key for key, value in table.values.items() if isinstance(value, dict)}
    if unknown := [key for tag, key in own.items() if tag not in languages]:
        hint = f"languages: {', '.join(languages) or 'none yet'}"
        raise ConfigError(f"[policy.{unknown[0]}] is for a language that is not in 'languages'", hint=hint)
    common = Table({key: value for key, value in table.values.items() if not isinstance(value, dict)}, "policy")
    common.known(*_POLICY)
    _policy("", common)  # a mistake is told even before there is a language
    found = {}
    for tag in languages:
        mine = table.table(own[tag]) if tag in own else Table({}, "policy")
        mine.known(*_POLICY)
        found[tag] = _policy(tag, Table({**common.values, **mine.values}, mine.name))
    return found


def _policy(tag: str, table: Table) -> Policy:
    return Policy(
        tag,
        cast(Publish, table.text("publish", "hold", PUBLISH)),
        table.texts("engines", DEFAULT_ENGINES),
        table.text("accept", "", ("", "exact-context")),
        table.text("formality", "", ("", "more", "less")),
        table.share("threshold", 0.0),
        table.truth("notice", False),
        table.truth("require_signature", False),
    )


def _rule(table: Table, languages: Sequence[str]) -> Rule:
    table.known(*_RULE)
    if not table.values.get("paths"):
        raise ConfigError(
            "a [[rule]] without 'paths'", hint='say which articles it is for: paths = ["articles/x/*.md"]'
        )
    named = tuple(normalise(tag) for tag in table.texts("languages", ())) if "languages" in table.values else None
    if unknown := [tag for tag in named or () if tag not in languages]:
        raise ConfigError(f"a [[rule]] names {unknown[0]!r}, which is not in 'languages'")
    unit = table.text("unit", "", ("", *_UNITS))
    ignore = table.values.get("ignore", False) is True
    return Rule(
        table.texts("paths", ()),
        unit,
        named,
        ignore,
        table.table("settings").values,
        _files(table, "srx") if "srx" in table.values else None,
        table.truth("builtin", True) if "builtin" in table.values else None,
        _by_language(table, "engines", languages, lambda own, key: own.texts(key, ())),
        _by_language(table, "publish", languages, lambda own, key: cast(Publish, own.text(key, "hold", PUBLISH))),
        _by_language(table, "require_signature", languages, lambda own, key: own.truth(key, False)),
        _severities(table.table("severity"), languages),
    )


def _severities(table: Table, languages: Sequence[str]) -> dict[str, Weights]:
    """What findings weigh: texts are for all languages, a table is for the one it is named after."""
    found: dict[str, Weights] = {}
    own = {key: value for key, value in table.values.items() if isinstance(value, dict)}
    for key in own:
        tag = normalise(key)
        if tag not in languages:
            raise ConfigError(f"[{table.name}.{key}] is for {tag!r}, which is not in 'languages'")
        found[tag] = _weights(table.table(key))
    if rest := {key: value for key, value in table.values.items() if key not in own}:
        found[""] = _weights(Table(rest, table.name))
    return found


def _weights(table: Table) -> Weights:
    said = {name: table.text(name, "", _WEIGHTS) for name in table.values}
    return {name: None if word == "off" else Severity(word) for name, word in said.items()}


def _by_language(table: Table, key: str, languages: Sequence[str], read: Callable[[Table, str], _T]) -> dict[str, _T]:
    """A rule's word by language: "" for all of them, where it is not a table that names some. `read` gives a value."""
    if not isinstance(table.values.get(key), dict):
        return {"": read(table, key)} if key in table.values else {}
    own = table.table(key)
    found = {normalise(name): read(own, name) for name in own.values}
    if unknown := [tag for tag in found if tag not in languages]:
        raise ConfigError(f"{key!r} of a [[rule]] names {unknown[0]!r}, which is not in 'languages'")
    return found


def _files(table: Table, key: str) -> tuple[str, ...]:
    """Paths of files below the project's folder."""
    return tuple(Table({key: path}, table.name).folder(key, path) for path in table.texts(key, ()))


def _line_of(text: str, message: str) -> int | None:
    """The line of the first setting that the message names in quotes, if it stands in the file."""
    name = message.split("'")[1] if message.count("'") >= 2 else ""
    for number, line in enumerate(text.split("\n"), 1):
        if name and line.split("=")[0].strip().strip("[]\"'").split(".")[-1] == name:
            return number
    return None
