"""The project's glossary as a run begins with it."""

from __future__ import annotations

from dataclasses import replace

from dragoman.glossary.cldr_layer import base_terms
from dragoman.glossary.terms import Glossary
from dragoman.project import Project
from dragoman.workflow.reading import Trouble
from dragoman.workflow.style import house_rules_of_words


def read_glossary(project: Project, troubles: list[Trouble], *, base: bool = False) -> Glossary:
    """The project's glossary with the words that its house styles avoid, with `base` over CLDR's names. Each fault of
    the glossary becomes a Trouble; the rest counts. ConfigError for a style that cannot be understood."""
    glossary = Glossary.read(project.file(project.glossary), project.glossary, source=project.source)
    troubles += [Trouble(fault.where.path, fault.error()) for fault in glossary.faults]
    glossary = replace(glossary, style=house_rules_of_words(project, glossary))
    if base and project.cldr:
        names = base_terms(project.source, project.languages, project.cldr, glossary.terms)
        glossary = replace(glossary, base=tuple(names))
    return glossary
