"""dragoman review on the command line."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

from dragoman.catalog.catalog import Catalog
from dragoman.model import Key, State, Translation
from dragoman.project import Project
from dragoman.review.desk import Desk
from tests.review.conftest import ARTICLE, WHO

CHANGES = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: es\n"
"X-Dragoman-Article: articles/ferry.md\n"

# started-from: missing
msgid "No passenger was hurt."
msgstr "Nadie resultó herido."

# started-from: 0123456789abcdef
msgid "Tickets cost 14 euros."
msgstr "Los billetes cuestan 14 euros."

# started-from: missing
msgid "A sentence that has gone."
msgstr "Una frase que ya no está."

# started-from: missing
msgid "They are sold at <a>the pier</a>."
msgstr "Se venden en el muelle."
"""


def review(project: Project, *arguments: str | Path, code: str = "") -> subprocess.CompletedProcess[str]:
    start = ["-c", f"{code}; from dragoman.cli import main; main()"] if code else ["-m", "dragoman"]
    command = [sys.executable, *start, "review", *arguments, "--project", project.folder]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, cwd=project.folder)


def test_changes_go_in_one_by_one_and_what_stays_out_is_told_with_its_text(project: Project) -> None:
    file = project.folder / "changes.po"
    file.write_text(CHANGES, encoding="utf-8")
    done = review(project, "--apply", "changes.po")
    assert done.returncode == 1
    assert done.stdout == "articles/ferry.md, es: 1 change taken in, 3 left in changes.po\n"
    for told in ("Los billetes cuestan 14 euros.", "Una frase que ya no está.", "tags"):
        assert told in done.stderr
    catalog = Catalog.read(project.file("locales/es/ferry.md.po"))
    assert catalog.translation(Key("No passenger was hurt.")) == Translation("Nadie resultó herido.", State.APPROVED)
    assert catalog.translation(Key("Tickets cost 14 euros.")) is None
    assert file.read_text(encoding="utf-8") == CHANGES


def test_a_page_is_exported_for_one_article_and_language_only(project: Project) -> None:
    assert review(project, "--export", "page.html").returncode == 2
    assert review(project, ARTICLE, "--language", "es", "--export", "page.po").returncode == 2
    done = review(project, ARTICLE, "--language", "es", "--export", "page.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert (project.folder / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_evidence_is_told_when_it_is_asked_for(project: Project) -> None:
    assert review(project, "--evidence").stdout == ""
    desk = Desk(project, WHO)
    row = next(row for row in desk.sheet(ARTICLE, "es").rows if row.source == "No passenger was hurt.")
    desk.save(ARTICLE, "es", row.id, "Nadie resultó \u202eherido.", State.DRAFT, row.seen)
    done = review(project, "--evidence")
    assert "\u202e" not in done.stdout
    assert json.loads(done.stdout)["act"] == "saved"


def test_without_the_extra_the_way_out_is_told(project: Project) -> None:
    done = review(project, "--port", "0", code="import sys; sys.modules['starlette'] = None")
    assert done.returncode == 2
    assert "dragoman[review]" in done.stderr


def test_a_port_that_is_taken_is_told(project: Project) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = review(project, "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "--port" in done.stderr
