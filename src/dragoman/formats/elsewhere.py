"""Files that no format reads: what is said of them, and where the kinds that are out of scope on purpose belong."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.model import ConfigError, Where

_BELONG = {
    "subtitles are cut by time, not by sentence: translate them in a subtitle editor": (
        ".srt", ".vtt", ".sbv", ".ass", ".ssa", ".ttml", ".stl",
    ),
    "texts of programs are keys and values, no articles: a tool for software, such as Weblate or Translate Toolkit, "
    "takes them": (
        ".properties", ".strings", ".stringsdict", ".resx", ".xlf", ".xliff", ".arb", ".ftl", ".ini", ".ts",
        ".yml", ".yaml", ".csv",
    ),
    "a catalog is written by extract from its article, and translated where it lies": (".po", ".pot", ".mo"),
    "save it as HTML, Markdown or plain text": (".doc", ".docx", ".odt", ".rtf", ".pdf", ".pages", ".epub"),
}  # fmt: skip


def unknown_suffix(suffix: str, known: Iterable[str], where: Where | None = None) -> ConfigError:
    """The error for a file whose suffix no format has."""
    belongs = next((said for said, suffixes in _BELONG.items() if suffix.lower() in suffixes), "")
    hint = f"known: {', '.join(sorted(known))}; a package can add a format: dragoman explain plugins"
    kind = repr(suffix) if suffix else "files without a suffix"
    return ConfigError(f"no format reads {kind}", where, f"{belongs}; {hint}" if belongs else hint)
