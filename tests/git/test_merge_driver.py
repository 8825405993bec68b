"""Two branches of a repository with catalogs: git merges them through our driver, or we settle what git could not."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.catalog.sentences import approved, catalog_of, drafted, standing, update

from dragoman.catalog import Catalog
from dragoman.model import CatalogError, FileError, Key, State
from dragoman.workflow.git_merge_po import merge_versions, resolve, with_driver

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

FIRST, SECOND, THIRD = "The harbour reopened on Monday.", "Two ships waited.", "The pier is safe, the council said."
PO = Path("locales/ar/harbour.md.po")
DRIVER = shlex.join([sys.executable, "-m", "dragoman", "git-merge-po"]) + " %O %A %B %L %P"
WAYS = {
    "merge": ["merge", "--no-edit", "theirs"],
    "rebase": ["rebase", "theirs"],
    "cherry-pick": ["cherry-pick", "theirs"],
}


class Repository:
    def __init__(self, folder: Path, *, driver: bool = True) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "ours")
        for name, value in (("user.name", "A"), ("user.email", "a@example.org"), ("core.autocrlf", "false")):
            self.git("config", name, value)
        if driver:
            self.git("config", "merge.dragoman-po.driver", DRIVER)
        (folder / ".gitattributes").write_bytes(with_driver(None, "locales") or b"")
        self.commit(
            catalog_of([(FIRST, drafted("أعيد فتح الميناء.")), (SECOND, None), (THIRD, approved("الرصيف آمن."))])
        )

    @property
    def path(self) -> Path:
        return self.folder / PO

    @property
    def catalog(self) -> Catalog:
        return Catalog.parse(self.path.read_bytes())

    def git(self, *words: str, code: int | None = 0) -> str:
        done = subprocess.run(
            ["git", "-c", "core.editor=true", *words], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert code is None or done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def commit(self, catalog: Catalog | bytes, path: Path = PO) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(catalog if isinstance(catalog, bytes) else catalog.data)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "work")

    def put(self, branch: str, **texts: str) -> None:
        """A person translates and approves sentences on a branch."""
        self.git("checkout", "-q", "ours")
        if branch != "ours":
            self.git("checkout", "-q", "-b", branch, self.base)
        catalog = self.catalog
        for name, text in texts.items():
            key = Key({"first": FIRST, "second": SECOND, "third": THIRD}[name])
            catalog.put(key, approved(text), over=catalog.translation(key))
        self.commit(catalog)

    @property
    def base(self) -> str:
        return self.git("rev-list", "--max-parents=0", "HEAD").strip()


@pytest.mark.parametrize("way", WAYS)
def test_two_branches_that_translate_different_entries_merge_by_themselves(tmp_path: Path, way: str) -> None:
    repository = Repository(tmp_path)
    repository.put("theirs", first="أعيد فتح المرفأ.", third="رصيف الميناء آمن.")
    repository.put("ours", second="انتظرت سفينتان.")
    repository.git(*WAYS[way])
    assert standing(repository.catalog) == [
        (FIRST, "approved", "أعيد فتح المرفأ."),
        (SECOND, "approved", "انتظرت سفينتان."),
        (THIRD, "approved", "رصيف الميناء آمن."),
    ]
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.parametrize("way", WAYS)
def test_two_people_s_texts_of_one_entry_both_stand_and_git_says_conflict(tmp_path: Path, way: str) -> None:
    repository = Repository(tmp_path)
    repository.put("theirs", second="كانت سفينتان تنتظران.")
    repository.put("ours", second="انتظرت سفينتان.", first="أعيد فتح المرفأ.")
    said = repository.git(*WAYS[way], code=1)
    assert f"{PO}:" in said and "two people translated “Two ships waited.” differently" in said
    catalog = repository.catalog
    now = catalog.translation(Key(SECOND))
    assert now is not None and now.state is State.DRAFT and not now.is_machine
    assert {now.text, *catalog.rivals(Key(SECOND))} == {"كانت سفينتان تنتظران.", "انتظرت سفينتان."}
    assert resolve(repository.path).is_written is False
    catalog.put(Key(SECOND), approved(f"{now.text} نعم."), over=now)
    assert b"conflict" not in catalog.data
    repository.path.write_bytes(catalog.data)
    with pytest.raises(FileError, match="settled it by hand"):
        resolve(repository.path)
    assert repository.path.read_bytes() == catalog.data


def test_a_source_edited_on_one_branch_and_approved_on_the_other_is_stale_with_that_text(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.put("theirs", first="أعيد فتح المرفأ الإثنين.")
    repository.git("checkout", "-q", "ours")
    catalog = repository.catalog
    newer = FIRST.replace("Monday", "Tuesday")
    update(catalog, newer, SECOND, THIRD)
    repository.commit(catalog)
    repository.git("merge", "--no-edit", "theirs")
    merged = repository.catalog
    now = merged.translation(Key(newer))
    assert now is not None
    assert (now.text, now.state, now.previous) == ("أعيد فتح المرفأ الإثنين.", State.STALE, Key(FIRST))
    assert [(key.text, one.text, one.state) for key, one in merged.obsolete()] == [
        (FIRST, "أعيد فتح المرفأ الإثنين.", State.APPROVED)
    ]
    before, below = standing(merged), list(merged.obsolete())
    update(merged, newer, SECOND, THIRD)
    assert (standing(merged), list(merged.obsolete())) == (before, below)


@pytest.mark.parametrize("way", WAYS)
def test_what_git_could_not_merge_without_the_driver_is_settled_afterwards(tmp_path: Path, way: str) -> None:
    repository = Repository(tmp_path, driver=False)
    repository.put("theirs", first="أعيد فتح المرفأ.", second="كانت سفينتان تنتظران.")
    repository.put("ours", first="أعيد فتح المرفأ.", second="انتظرت سفينتان.", third="رصيف الميناء آمن.")
    repository.git(*WAYS[way], code=1)
    with pytest.raises(CatalogError, match="conflict marker") as refused:
        Catalog.read(repository.path)
    assert "git-merge-po --resolve" in refused.value.hint
    done = resolve(repository.path)
    assert done.is_written and [row.key.text for row in done.merged.disputed] == [SECOND]
    assert standing(repository.catalog)[::2] == [
        (FIRST, "approved", "أعيد فتح المرفأ."),
        (THIRD, "approved", "رصيف الميناء آمن."),
    ]


def test_a_file_edited_while_in_conflict_is_not_written_over(tmp_path: Path) -> None:
    repository = Repository(tmp_path, driver=False)
    repository.put("theirs", second="كانت سفينتان تنتظران.")
    repository.put("ours", second="انتظرت سفينتان.")
    repository.git("merge", "theirs", code=1)
    edited = repository.path.read_bytes() + "# كلمة من المترجم\n".encode()
    repository.path.write_bytes(edited)
    with pytest.raises(FileError, match="has been edited since") as refused:
        resolve(repository.path)
    assert refused.value.where is not None and refused.value.where.line == len(edited.splitlines())
    assert repository.path.read_bytes() == edited


def test_diff3_markers_are_git_s_own(tmp_path: Path) -> None:
    repository = Repository(tmp_path, driver=False)
    repository.put("theirs", second="كانت سفينتان تنتظران.")
    repository.put("ours", second="انتظرت سفينتان.")
    repository.git("-c", "merge.conflictStyle=diff3", "merge", "theirs", code=1)
    assert b"|||||||" in repository.path.read_bytes()
    assert resolve(repository.path).is_written


def test_a_renamed_catalog_is_merged_under_its_new_name(tmp_path: Path) -> None:
    for driver in (True, False):
        folder = tmp_path / str(driver)
        folder.mkdir()
        repository = Repository(folder, driver=driver)
        repository.put("theirs", second="كانت سفينتان تنتظران.")
        repository.git("checkout", "-q", "ours")
        new = Path("locales/ar/port.md.po")
        repository.git("mv", str(PO), str(new))
        catalog = Catalog.parse((folder / new).read_bytes())
        catalog.put(Key(SECOND), approved("انتظرت سفينتان."))
        repository.commit(catalog, new)
        repository.git("merge", "theirs", code=1)
        assert [row.text for row in resolve(folder / new).merged.disputed] == ["انتظرت سفينتان."]


def test_files_that_began_apart_are_merged_without_an_ancestor(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    other = Path("locales/ar/new.md.po")
    repository.git("checkout", "-q", "-b", "theirs")
    repository.commit(catalog_of([(FIRST, approved("أعيد فتح المرفأ.")), (SECOND, None)]), other)
    repository.git("checkout", "-q", "ours")
    repository.commit(catalog_of([(FIRST, drafted("الميناء.")), (SECOND, approved("انتظرت سفينتان."))]), other)
    repository.git("merge", "--no-edit", "theirs")
    assert standing(Catalog.read(tmp_path / other)) == [
        (FIRST, "approved", "أعيد فتح المرفأ."),
        (SECOND, "approved", "انتظرت سفينتان."),
    ]


def test_a_file_removed_on_one_branch_and_translated_on_the_other_is_for_people(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.put("theirs", second="كانت سفينتان تنتظران.")
    kept = repository.path.read_bytes()
    repository.git("checkout", "-q", "ours")
    repository.git("rm", "-q", str(PO))
    repository.git("commit", "-q", "-m", "gone")
    repository.git("merge", "theirs", code=1)
    with pytest.raises(FileError, match="their version alone has it") as refused:
        resolve(repository.path)
    assert "git add" in refused.value.hint and "git rm" in refused.value.hint
    assert repository.path.read_bytes() == kept


def test_a_file_that_is_not_in_conflict_is_left_alone(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    before = repository.path.read_bytes()
    with pytest.raises(FileError, match="is not in conflict"):
        resolve(repository.path)
    (tmp_path / "elsewhere").mkdir()
    assert repository.path.read_bytes() == before


def test_a_damaged_version_is_refused_and_every_file_stays(tmp_path: Path) -> None:
    whole = catalog_of([(FIRST, approved("أعيد فتح المرفأ."))]).data
    damages = {"a conflict marker": whole + b"<<<<<<< HEAD\n", "ends inside a string": whole[:-3]}
    for reason, damaged in damages.items():
        for place in range(3):
            paths = [tmp_path / name for name in ("O", "A", "B")]
            for at, path in enumerate(paths):
                path.write_bytes(damaged if at == place else whole)
            before = [path.read_bytes() for path in paths]
            with pytest.raises(CatalogError, match=reason) as refused:
                merge_versions(*paths, "locales/ar/a.po")
            assert refused.value.where is not None and refused.value.where.path == "locales/ar/a.po"
            assert refused.value.where.line is not None
            assert [path.read_bytes() for path in paths] == before


def test_git_keeps_our_version_and_says_conflict_when_the_other_is_damaged(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.git("checkout", "-q", "-b", "theirs")
    repository.commit(repository.path.read_bytes()[:-3])
    repository.put("ours", second="انتظرت سفينتان.")
    before = repository.path.read_bytes()
    said = repository.git("merge", "theirs", code=1)
    assert "their version: the file ends inside a string" in said and f"{PO}:" in said
    assert repository.path.read_bytes() == before


def test_the_attributes_keep_every_line_they_had() -> None:
    line = b"locales/**/*.po merge=dragoman-po"
    assert with_driver(None, "locales") == line + b"\n"
    assert with_driver(b"*.png binary", "locales") == b"*.png binary\n" + line + b"\n"
    assert with_driver(b"*.png binary\r\n", "locales") == b"*.png binary\r\n" + line + b"\r\n"
    assert with_driver(b"# \xff\n" + line + b"\n*.md text\n", "locales") is None
    assert with_driver(b"", "my texts/[po]") == b'"my texts/\\\\[po\\\\]/**/*.po" merge=dragoman-po\n'


def test_git_reads_the_attributes_as_they_are_meant(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    for locales in ("locales", "my texts/[po]", "übersetzt", "a*b"):
        (tmp_path / ".gitattributes").write_bytes(with_driver(None, locales) or b"")
        for path in (f"{locales}/ar/a.po", f"{locales}/ar/guide/a.md.po"):
            assert repository.git("check-attr", "-z", "merge", "--", path).split("\0")[2] == "dragoman-po"
        assert repository.git("check-attr", "-z", "merge", "--", "other/ar/a.po").split("\0")[2] == "unspecified"
