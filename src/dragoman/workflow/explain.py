"""explain: the documentation page of a check, an engine, a format or a command."""

from __future__ import annotations

import difflib
from pathlib import Path

from dragoman.model import ConfigError

_SHELVES = ("checks", "source_checks", "commands", "engines", "formats", ".")


def explain(name: str) -> str:
    """The page called `name`, as Markdown. Raises ConfigError naming the nearest pages."""
    pages = _pages()
    if name in pages:
        return pages[name].read_text(encoding="utf-8")
    near = difflib.get_close_matches(name, pages, 3)
    hint = f"did you mean {' or '.join(near)}?" if near else f"there is: {', '.join(sorted(pages))}"
    raise ConfigError(f"no page {name!r}", hint=hint)


def summary(check: str) -> str:
    """What a check finds, in a sentence, from its page; "" without a page, as for a stranger's check."""
    page = _pages().get(check)
    if page is None or page.parent.name != "checks":
        return ""
    _, _, rest = page.read_text(encoding="utf-8").partition("## What it finds\n")
    sentence, stop, _ = " ".join(rest.strip().partition("\n\n")[0].split()).partition(". ")
    return sentence + stop.strip()


def _pages() -> dict[str, Path]:
    """Pages by name; a check wins over an engine of the same name. In a checkout they stand beside the source."""
    here = Path(__file__).resolve().parent.parent
    docs = next((folder for folder in (here / "docs", here.parent.parent / "docs") if folder.is_dir()), here)
    found: dict[str, Path] = {}
    for shelf in _SHELVES:
        for page in sorted((docs / shelf).glob("*.md")):
            found.setdefault(page.stem, page)
    return found
