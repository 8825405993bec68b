"""Who approved a text: told by the history as blame tells it of lines, whatever else happened to the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalog.versions import Versions
from dragoman.git import Commit, History
from dragoman.model import Key
from dragoman.workflow.approvals import approvals

FOLDER, PO = Path("locales"), Path("locales/ar/a.po")
Texts = Mapping[str, tuple[str, bool]]  # by source: the text, and whether it is approved


def po(texts: Texts) -> bytes:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    entries = (
        f'{"" if approved else "#, fuzzy" + chr(10)}msgid "{source}"\nmsgstr "{text}"\n'
        for source, (text, approved) in texts.items()
    )
    return "\n".join([header, *entries]).encode()


@dataclass
class Past:
    """Commits in the order they were made, each with its parents and its file; as History tells them."""

    made: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)
    read: int = 0

    def commit(self, name: str, data: bytes, *parents: str) -> None:
        self.made.append((name, parents or tuple(one for one, _, _ in self.made[-1:]), data))

    def of_folder(self, folder: Path) -> list[Commit]:
        files = {name: data for name, _, data in self.made}
        return [
            Commit(name, name, "", {one: {PO: PO} if files[one] != data else {} for one in parents})
            for name, parents, data in reversed(self.made)
        ]

    def read_many(self, requests: Iterable[tuple[str, Path]]) -> Iterator[bytes | None]:
        files = {name: data for name, _, data in self.made}
        for commit, _ in requests:
            self.read += 1
            yield files[self.made[-1][0] if commit == "HEAD" else commit]


def approvers(past: Past, standing: Texts) -> dict[str, str]:
    texts = {Key(source): text for source, (text, approved) in standing.items() if approved}
    found = approvals(cast(History, past), FOLDER, {PO: texts})
    return {key.text: commit.author for (_, key), commit in found.items()}


VERSIONS = st.lists(
    st.dictionaries(
        st.sampled_from(["Rain.", "Snow.", "Wind."]), st.tuples(st.sampled_from(["مطر", "ثلج"]), st.booleans())
    ),
    min_size=1,
    max_size=8,
)


@given(VERSIONS)
def test_on_a_straight_line_it_is_the_oldest_version_since_which_the_text_is_approved(versions: list[Texts]) -> None:
    versions = [{**version, "Always.": ("دائمًا", True)} for version in versions]  # texts below no other source
    past = Past()
    for number, version in enumerate(versions):
        past.commit(str(number), po(version))
    expected = {}
    for source, (text, approved) in versions[-1].items():
        since = len(versions) - 1
        while since and versions[since - 1].get(source) == (text, True):
            since -= 1
        moved = since and any(
            source != other and found == (text, True) and not versions[since].get(other, ("", False))[1]
            for other, found in versions[since - 1].items()
        )
        if approved and not moved:
            expected[source] = str(since)
    assert expected.items() <= approvers(past, versions[-1]).items()


def test_a_merge_takes_nobodys_name_away() -> None:
    draft = {"Rain.": ("مطر", False), "Snow.": ("ثلج", False), "Wind.": ("ريح", False)}
    past = Past()
    past.commit("machine", po(draft))
    past.commit("Amal", po({**draft, "Rain.": ("مطر", True)}), "machine")
    past.commit("Badr", po({**draft, "Snow.": ("ثلج", True)}), "machine")
    merged = {**draft, "Rain.": ("مطر", True), "Snow.": ("ثلج", True), "Wind.": ("رياح", True)}
    past.commit("merge", po(merged), "Amal", "Badr")
    assert approvers(past, merged) == {"Rain.": "Amal", "Snow.": "Badr", "Wind.": "merge"}


def test_an_edit_of_the_source_that_keeps_the_approval_keeps_the_approver() -> None:
    past = Past()
    past.commit("machine", po({"Rain falls.": ("يهطل المطر", False)}))
    past.commit("Amal", po({"Rain falls.": ("يهطل المطر", True)}))
    past.commit("robot", po({"Rain  falls.": ("يهطل المطر", True)}))
    past.commit("wording", po({"Rain  falls.": ("يهطل المطر", True), "Rain.": ("يهطل المطر", True)}))
    standing = {"Rain  falls.": ("يهطل المطر", True), "Rain.": ("يهطل المطر", True)}
    assert approvers(past, standing) == {"Rain  falls.": "Amal", "Rain.": "wording"}


def test_a_second_approval_counts_not_the_first() -> None:
    past = Past()
    for name, approved in (("Amal", True), ("doubt", False), ("Badr", True)):
        past.commit(name, po({"Rain.": ("مطر", approved)}))
    assert approvers(past, {"Rain.": ("مطر", True)}) == {"Rain.": "Badr"}


def test_what_is_not_committed_has_no_approver() -> None:
    past = Past()
    past.commit("Amal", po({"Rain.": ("مطر", False)}))
    assert approvers(past, {"Rain.": ("مطر", True)}) == {}


def test_a_version_that_cannot_be_read_hides_nobody() -> None:
    past = Past()
    past.commit("Amal", po({"Rain.": ("مطر", True)}))
    past.commit("broken", b'msgid "Rain.\nmsgstr "')
    past.commit("mended", po({"Rain.": ("مطر", True), "Snow.": ("ثلج", True)}))
    found = approvers(past, {"Rain.": ("مطر", True)})
    assert found == {"Rain.": "Amal"}


def test_each_version_of_a_long_history_is_read_at_most_once_and_none_when_all_is_told() -> None:
    past = Past()
    for number in range(300):
        past.commit(f"old {number}", po({"Rain.": ("مطر", False), "Snow.": (f"ثلج {number}", True)}))
    for number in range(20):
        past.commit(f"new {number}", po({"Rain.": ("مطر", True), "Snow.": (f"ثلوج {number}", True)}))
    assert approvers(past, {"Rain.": ("مطر", True)}) == {"Rain.": "new 0"}
    assert past.read == 21  # HEAD, and each parent back to the first that has it not


def test_versions_are_told_however_they_are_written() -> None:
    versions = Versions()
    text = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#~ msgid "Gone."\n#~ msgstr "ذهب"\n\n'
        'msgctxt "headline"\nmsgid ""\n"Rain "\n"falls."\nmsgstr ""\n"يهطل "\n"المطر"\n\n'
        '#, fuzzy\n\nmsgid "Snow."\nmsgstr "ثلج"\n'
    )
    expected = {Key("Gone."): "ذهب", Key("Rain falls.", "headline"): "يهطل المطر"}
    assert versions.approved(text.encode()) == expected
    assert versions.approved(text.replace("\n", "\r\n").encode()) == expected
    latin = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "Snow"\nmsgstr "Né"\n'
    assert versions.approved(latin.encode("latin-1")) == {Key("Snow"): "Né"}
    assert versions.approved(b'msgid "open') is None
