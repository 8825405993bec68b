"""Plain git, no merge driver: a source corrected on one branch and its translation approved on the other must
conflict; an approved text never comes to stand under a source its approver did not see."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from dragoman.catalog import Catalog
from dragoman.model import CatalogError, Key, State, Translation
from tests.catalog.sentences import approved, catalog_of, drafted, person_draft, update

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or shutil.which("msgcat") is None, reason="git or gettext is not installed"
)

BEFORE = "The harbour of Port Ellis reopened on Monday."
AFTER = "Two ships waited outside the breakwater."
LONG = (
    "The pier is safe for 120 vistors at a time, the harbour office said, and the two ferries that sail to the "
    "islands will stop there again from the end of the week."
)
SHORT = "The pier is safe for 120 vistors."
EDITS = {"typo": ("vistors", "visitors"), "number": ("120", "210"), "negation": ("is safe", "is not safe")}
TEXT = "El muelle es seguro para ciento veinte visitantes, dijo la oficina, y los dos transbordadores pararán allí."


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "merge.conflictStyle=merge"]
    return subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=False)


def wrap(data: bytes) -> bytes:
    return subprocess.run(["msgcat", "--width=60", "-"], input=data, capture_output=True, check=True).stdout


def merged(folder: Path, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """What git makes of two branches by itself; None when it leaves the conflict to people."""
    git(folder, "init", "-q", "-b", "main")
    for branch, data in (("main", base), ("source", ours), ("review", theirs)):
        if branch != "main":
            git(folder, "checkout", "-q", "-b", branch, "main")
        (folder / "es.po").write_bytes(data)
        git(folder, "add", "es.po")
        git(folder, "commit", "-q", "--allow-empty", "-m", branch)
    git(folder, "checkout", "-q", "source")
    done = git(folder, "merge", "-q", "--no-edit", "review")
    return (folder / "es.po").read_bytes() if done.returncode == 0 else None


STANDINGS = {
    "machine": lambda: drafted(TEXT),
    "person": lambda: person_draft(TEXT),
    "approved": lambda: approved(TEXT),
    "stale": lambda: approved(TEXT),
    "stale again": lambda: approved(TEXT),
}


def bases(source: Key, standing: str, wrapped: bool) -> tuple[bytes, Key]:
    """A catalog where `source` (or what it became) has the standing, among three approved neighbours."""
    translation = STANDINGS[standing]()
    catalog = catalog_of(
        [(BEFORE, approved("El puerto reabrió.")), (source, translation), (AFTER, approved("Dos barcos esperaron."))]
    )
    for at in range(("stale", "stale again").index(standing) + 1 if standing.startswith("stale") else 0):
        source = Key(source.text.replace("The pier", ("A pier", "One pier")[at]), source.context)
        update(catalog, BEFORE, source, AFTER)
    return (wrap(catalog.data) if wrapped else catalog.data), source


def edited(base: bytes, source: Key, edit: str, redraft: bool, times: int) -> tuple[bytes, Key]:
    """The branch where the source is corrected, drafted anew by a machine if it may, and corrected again."""
    catalog = Catalog.parse(base)
    new = Key(source.text.replace(*EDITS[edit]), source.context)
    for at in range(times):
        if at:
            new = Key(new.text + " Again.", new.context)
        update(catalog, BEFORE, new, AFTER)
        if redraft and catalog.translation(new) is None:
            catalog.put(new, drafted(f"El muelle: {at}"))
    return catalog.data, new


def reviewed(base: bytes, source: Key, deed: str) -> bytes:
    """The branch where somebody approves or rewords: with us, or by hand in a text editor."""
    if deed == "approve by hand":
        lines = base.decode().split("\n")
        text = source.text[:20]
        at = next(i for i, line in enumerate(lines) if line.startswith(('msgid "', '"')) and text in line)
        for place in range(at, -1, -1):
            if not lines[place]:
                break
            if lines[place].startswith("#, fuzzy"):
                del lines[place]
        return "\n".join(lines).encode()
    catalog = Catalog.parse(base)
    now = catalog.translation(source)
    assert now is not None
    text = now.text if deed == "approve" else "El muelle no ofrece peligro."
    catalog.put(source, Translation(text, State.APPROVED), over=now)
    return catalog.data


@pytest.mark.parametrize("wrapped", [False, True], ids=["unwrapped", "wrapped"])
@pytest.mark.parametrize("source", [Key(LONG), Key(SHORT), Key(SHORT, "headline")], ids=["long", "short", "headline"])
@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("deed", ["approve", "approve by hand", "reword"])
def test_a_corrected_source_and_a_review_always_conflict(
    tmp_path: Path, wrapped: bool, source: Key, standing: str, deed: str
) -> None:
    base, source = bases(source, standing, wrapped)
    theirs = reviewed(base, source, deed)
    if theirs == base:
        return  # approved already, and nothing to approve
    for edit in EDITS:
        for redraft in (False, True):
            for times in (1, 2, 3):
                ours, _ = edited(base, source, edit, redraft, times)
                result = _merge_file(tmp_path, base, ours, theirs)
                assert result is None, (edit, redraft, times, result.decode())


def _merge_file(folder: Path, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """git's own line merge, without the repository around it."""
    paths = []
    for name, data in (("ours", ours), ("base", base), ("theirs", theirs)):
        (folder / name).write_bytes(data)
        paths.append(name)
    done = subprocess.run(["git", "merge-file", "-p", *paths], cwd=folder, capture_output=True, check=False)
    assert done.returncode < 128, done.stderr  # more is no number of conflicts, but trouble
    return done.stdout if done.returncode == 0 else None


@pytest.mark.parametrize("wrapped", [False, True], ids=["unwrapped", "wrapped"])
@pytest.mark.parametrize("deed", ["approve", "reword"])
def test_branches_in_a_repository_conflict_too_and_the_marked_file_is_refused(
    tmp_path: Path, wrapped: bool, deed: str
) -> None:
    base, source = bases(Key(LONG), "person", wrapped)
    ours, _ = edited(base, source, "negation", redraft=False, times=1)
    assert merged(tmp_path, base, ours, reviewed(base, source, deed)) is None
    with pytest.raises(CatalogError, match="conflict marker"):
        Catalog.read(tmp_path / "es.po")


def test_reviews_of_other_entries_merge_by_themselves(tmp_path: Path) -> None:
    base = catalog_of([(BEFORE, person_draft("El puerto.")), (LONG, approved(TEXT)), (AFTER, person_draft("Dos."))])
    ours, theirs = Catalog.parse(base.data), Catalog.parse(base.data)
    new = LONG.replace("120", "210")
    update(ours, BEFORE, new, AFTER)
    for key in (Key(BEFORE), Key(AFTER)):
        now = theirs.translation(key)
        assert now is not None
        theirs.put(key, approved(now.text), over=now)
    result = merged(tmp_path, base.data, ours.data, theirs.data)
    assert result is not None
    catalog = Catalog.parse(result)
    states = [now.state for key in catalog.keys if (now := catalog.translation(key))]
    assert states == [State.APPROVED, State.STALE, State.APPROVED]
