"""dragoman.toml read into a Project: its languages, its articles, its policies, and where everything lives."""

from dragoman.project.articles import article_at, count_others, find_articles
from dragoman.project.engines import EngineSetup
from dragoman.project.memory import IMPORTED, MemoryRules
from dragoman.project.newsroom import DEFAULT_ENGINES, NAME, PUBLISH, Article, Policy, Project, Publish, Rule
from dragoman.project.reading import find_project, has_project, read_project
from dragoman.project.secrecy import Secrecy

__all__ = [
    "DEFAULT_ENGINES",
    "IMPORTED",
    "NAME",
    "PUBLISH",
    "Article",
    "EngineSetup",
    "MemoryRules",
    "Policy",
    "Project",
    "Publish",
    "Rule",
    "Secrecy",
    "article_at",
    "count_others",
    "find_articles",
    "find_project",
    "has_project",
    "read_project",
]
