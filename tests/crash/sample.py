"""A small generated PO project for the harness (`python sample.py DIR`), and, as its hook, what must hold besides."""

from __future__ import annotations

import sys
from pathlib import Path

from writer import OLD_PAGE, PAGE

_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {language}\\n"\n'
_TARGETS = {"ar": "الجملة رقم {number}", "fr": "La phrase n° {number}", "ru": "Предложение № {number}"}


def make(project: Path, entries: int = 30) -> None:
    """Three catalogs, half translated: one plain, one with a mode of its own, one behind a link; and three pages."""
    for folder in ("po", "shared"):
        (project / folder).mkdir(parents=True)
    for language, target in _TARGETS.items():
        home = project / ("shared" if language == "ru" else "po") / f"{language}.po"
        home.write_text(_HEADER.format(language=language) + "".join(_entry(n, target) for n in range(entries)) + "\n")
    (project / "po" / "fr.po").chmod(0o640)
    (project / "po" / "ru.po").symlink_to("../shared/ru.po")
    (project / "withdrawn.html").write_bytes(OLD_PAGE)
    (project / "draft.html").write_bytes(PAGE)


def check(project: Path) -> list[str]:
    """Pages are whole wherever they stand, and each is somewhere."""
    pages = {"withdrawn.html": OLD_PAGE, "draft.html": PAGE, "out/moved.html": PAGE, "out/es/page.html": PAGE}
    found = [
        f"{name} is torn"
        for name, page in pages.items()
        if (project / name).exists() and (project / name).read_bytes() != page
    ]
    if not (project / "draft.html").exists() and not (project / "out" / "moved.html").exists():
        found.append("a moved page is lost")
    return found


def _entry(number: int, target: str) -> str:
    note = f"# seen by the desk, number {number}\n" if number % 2 else ""
    translation = target.format(number=number) if number % 2 else ""
    return f'\n{note}#: articles/a.md\nmsgctxt "a{number}"\nmsgid "Sentence {number}."\nmsgstr "{translation}"\n'


if __name__ == "__main__":
    make(Path(sys.argv[1]))
