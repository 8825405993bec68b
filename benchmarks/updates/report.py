"""The tables: edits down, tools across."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from benchmarks.timing import table
from benchmarks.updates.judging import Count


def tables(counts: Mapping[tuple[str, str], Count], kinds: Sequence[str], tools: Sequence[str]) -> str:
    def one(title: str, cell: Callable[[Count], str]) -> str:
        rows = [(kind, *(cell(counts[kind, tool]) for tool in tools)) for kind in kinds]
        return f"{title}\n\n{table(('edit', *tools), rows)}"

    parts = [
        one(
            "Words of the edited paragraphs that keep a translation: kept / fuzzy / lost, in percent",
            _shares("affected"),
        ),
        one("Words of all other paragraphs: kept / fuzzy / lost, in percent", _shares("unaffected")),
        one("Entries of the edited paragraphs: kept / fuzzy / lost", _entries("affected_entries")),
        one("Entries of all other paragraphs: kept / fuzzy / lost", _entries("unaffected_entries")),
        one(
            "Words of the source language in a published article since the edit, and how many articles have some",
            _foreign,
        ),
        one("Articles: held as they were / no longer published / not read or written by the tool", _articles),
    ]
    wrong = [
        f"{kind}, {tool}: {count.affected_entries['wrong']} + {count.unaffected_entries['wrong']} entries"
        for (kind, tool), count in counts.items()
        if count.affected_entries["wrong"] + count.unaffected_entries["wrong"]
    ]
    if wrong:
        parts.append("Approved, but the translation of another text (affected + other):\n" + "\n".join(wrong))
    return "\n\n".join(parts)


def _shares(name: str) -> Callable[[Count], str]:
    def cell(count: Count) -> str:
        states: Counter[str] = getattr(count, name)
        total = states.total()
        return " / ".join(_percent(states[state], total) for state in ("kept", "fuzzy", "lost")) if total else "–"

    return cell


def _percent(part: int, total: int) -> str:
    share = 100 * part / total
    return f"{share:.0f}" if share in (0, 100) else f"{share:.1f}"


def _entries(name: str) -> Callable[[Count], str]:
    def cell(count: Count) -> str:
        states: Counter[str] = getattr(count, name)
        return " / ".join(str(states[state]) for state in ("kept", "fuzzy", "lost")) if states.total() else "–"

    return cell


def _foreign(count: Count) -> str:
    return f"{count.foreign / max(1, count.articles):.1f} in {count.foreign_articles}"


def _articles(count: Count) -> str:
    return f"{count.held} / {count.gone} / {count.failed}"
