"""A newsroom: its languages, its policies and rules, its articles, and where everything lives."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from dragoman.model import Severity
from dragoman.project.engines import EngineSetup
from dragoman.project.gate import Gate
from dragoman.project.layout import Layout
from dragoman.project.memory import MemoryRules
from dragoman.project.secrecy import Secrecy
from dragoman.project.site import Site

NAME = "dragoman.toml"
LEDGER = "ledger.sqlite"
MEMORY = "memory.sqlite"
Publish = Literal["hold", "last-approved", "source", "draft-labelled", "block"]
PUBLISH: tuple[Publish, ...] = ("hold", "last-approved", "source", "draft-labelled", "block")
Weights = Mapping[str, Severity | None]
"""Severities by the names of checks; None for a check that is not asked."""
CLDR = ("territories", "cities")
DEFAULT_ENGINES = ("memory", "apertium")


@dataclass(frozen=True, slots=True)
class Policy:
    """How one language is drafted and published.

    `publish`: what stands in for an article that is not complete – `hold` the last complete version, `last-approved`
    for a stale sentence the text approved last, `source` the source's sentences, `draft-labelled` the drafts, marked as
    such, `block` nothing. `threshold` is the least share of approved source words, below which the last complete
    version is held all the same. `notice`: readers are told when a translation is behind its source.
    `require_signature`: only what a person has signed off as a whole is published. `engines` are
    asked in order. `accept` is "exact-context" when a person's approval of the same text in the same context counts
    again, else "". `formality` is how engines that can are to address readers: "more", "less", or "" as they like.
    """

    language: str
    publish: Publish = "hold"
    engines: tuple[str, ...] = DEFAULT_ENGINES
    accept: str = ""
    formality: str = ""
    threshold: float = 0.0
    notice: bool = False
    require_signature: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for the articles whose path (from the project's folder) matches one of `paths`."""

    paths: tuple[str, ...]
    unit: str = ""
    languages: tuple[str, ...] | None = None  # None: all of the project's
    ignore: bool = False
    settings: Mapping[str, object] = field(default_factory=dict)
    srx: tuple[str, ...] | None = None  # None: the project's
    builtin: bool | None = None  # None: as the project has it
    engines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by language; "" for all others
    publish: Mapping[str, Publish] = field(default_factory=dict)  # by language; "" for all others
    require_signature: Mapping[str, bool] = field(default_factory=dict)  # by language; "" for all others
    severities: Mapping[str, Weights] = field(default_factory=dict)  # of checks, by language; "" for all

    def matches(self, path: str) -> bool:
        return any(fnmatch.fnmatchcase(path, pattern) for pattern in self.paths)


@dataclass(frozen=True, slots=True)
class Article:
    """One source article. `path` is from the project's folder, `name` below its source root; both with `/`."""

    path: str
    name: str
    unit: str
    languages: tuple[str, ...]
    settings: Mapping[str, object]
    srx: tuple[str, ...] = ()  # files of rules for its sentences, from the project's folder
    builtin: bool = True  # whether our own rules count as well
    engines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by language, where a rule names them
    publish: Mapping[str, Publish] = field(default_factory=dict)  # the same for the policy of publishing
    require_signature: Mapping[str, bool] = field(default_factory=dict)  # and for what has to be signed
    severities: tuple[Mapping[str, Weights], ...] = ()  # of checks, as rules have them, the last one last

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix


@dataclass(frozen=True)
class Project:
    """A newsroom: where its files live and how its languages are treated. Paths are relative to `folder`."""

    folder: Path
    source: str
    languages: tuple[str, ...]
    roots: tuple[str, ...] = ("articles",)
    locales: str = "locales"
    glossary: str = "glossary"
    cldr: tuple[str, ...] = CLDR  # whose names translators are shown, unreviewed
    output: str = "build"
    layout: Layout = field(default_factory=Layout)
    site: Site = field(default_factory=Site)
    state: str = ".dragoman"
    ledger: str = ""  # what engines were paid for; "" is its usual place in the state folder
    unit: str = "sentence"
    srx: tuple[str, ...] = ()
    builtin: bool = True
    abbreviations: str = ""  # where those of a language stand, with {language} in the path; "" is the usual place
    policies: Mapping[str, Policy] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    formats: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    engines: Mapping[str, EngineSetup] = field(default_factory=dict)
    secrecy: Secrecy = field(default_factory=Secrecy)
    memory: MemoryRules = field(default_factory=MemoryRules)
    keep: frozenset[str] = frozenset()  # texts that may equal their source
    severities: Mapping[str, Weights] = field(default_factory=dict)  # of checks, by language; "" for all
    fail_on: str = "error"  # the mildest finding that fails a check; "never"
    max_length: Mapping[str, int] = field(default_factory=dict)  # characters, by role

    gate: Gate = field(default_factory=Gate)

    def policy(self, language: str) -> Policy:
        return self.policies.get(language) or Policy(language)

    def engine(self, name: str) -> EngineSetup:
        """How an engine is set up; one without a table of its own is the plug-in of that name."""
        return self.engines.get(name) or EngineSetup(name, name)

    def chain(self, article: Article, language: str) -> tuple[str, ...]:
        """The engines to be asked for an article, in order: of the last rule that names some, else of the policy."""
        named = article.engines.get(language)
        return self.policy(language).engines if named is None else named

    def weights(self, article: Article, language: str) -> Weights:
        """How severe the findings of a check are in an article, where something says it: the rules before the project,
        of each the language before all languages, of rules the last."""
        found: dict[str, Severity | None] = {}
        for table in (self.severities, *article.severities):
            found |= {**table.get("", {}), **table.get(language, {})}
        return found

    def publishing(self, article: Article, language: str) -> Publish:
        """What stands in for an article that is not complete: as the last rule says that says it, else the policy."""
        return article.publish.get(language) or self.policy(language).publish

    def wants_signature(self, article: Article, language: str) -> bool:
        """Whether a person has to sign the article before it is published: as the last rule that says it, else the
        policy."""
        return article.require_signature.get(language, self.policy(language).require_signature)

    def file(self, path: str) -> Path:
        return self.folder / path

    @property
    def ledger_file(self) -> Path:
        return self.file(self.ledger or f"{self.state}/{LEDGER}")

    @property
    def memory_file(self) -> Path:
        return self.file(f"{self.state}/{MEMORY}")

    def catalog_path(self, article: Article, language: str) -> str:
        """Where the translations of `article` into `language` live, from the project's folder."""
        return f"{self.locales}/{language}/{article.name}.po"

    def passages_path(self, article: Article, language: str) -> str:
        """Where the passages of `article` that only `language` has live, from the project's folder."""
        return f"{self.locales}/{language}/{article.name}.only"

    def abbreviations_path(self, language: str) -> str:
        """Where a newsroom's abbreviations of a language stand, from the project's folder."""
        path = self.abbreviations or f"{self.locales}/{{language}}/abbreviations.txt"
        return path.replace("{language}", language)

    def waivers_path(self, language: str) -> str:
        """Where the waivers of a language stand, from the project's folder."""
        return f"{self.locales}/{language}/waivers.toml"

    @property
    def baseline_path(self) -> str:
        """Where the findings stand that an old archive began with, from the project's folder."""
        return f"{self.locales}/baseline.json"

    def style_path(self, language: str) -> str:
        """Where the house style of a language stands, from the project's folder."""
        return f"{self.locales}/{language}/style.toml"

    def output_path(self, article: Article, language: str) -> str:
        """Where `article` is merged to in `language`, from the project's folder."""
        return f"{self.output}/{self.layout.path(article.name, language)}"

    def source_path(self, article: Article) -> str:
        """Where `article` itself is copied to among the merged ones, from the project's folder."""
        return f"{self.output}/{self.layout.source_path(article.name, self.source)}"
