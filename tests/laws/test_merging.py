"""What the merge of two branches' catalogs keeps to, whatever translators, engines and editors did on each of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.catalog import Catalog
from dragoman.catalog.merging import merge_files
from dragoman.catalog.reader import read_po
from dragoman.catalog.rivals import find_rivals
from dragoman.checks.rules import Rules
from dragoman.checks.unreviewed import check
from dragoman.model import Key, Origin, State, Translation, digest
from tests.catalog.sentences import TODAY, approved, catalog_of, drafted, person_draft, segments, update

ROOT = Path(__file__).parents[2]
SENTENCES = [
    "The harbour of Port Ellis reopened on Monday after 12 days.",
    "Two ships waited outside the breakwater, and a third turned back.",
    "The pier is safe, the council said.",
    "See <a>the list of ferries</a> for the new times.",
    "Nobody was hurt.",
    "Mayor Ana Ruiz thanked the crews.",
]
NEWER = {
    "12 days": "13 days",
    "is safe": "is not safe",
    "Two ships": "Three  ships",
    "the new times": "all new times",
    "Nobody": "Nobody at the harbour",
}
WORDS = ["it was said", "nobody doubted", "at 9 o'clock", "and <b>again</b>"]
NEWSROOM = sorted((ROOT / "locales").rglob("*.po"))
VOICES = [
    "El puerto volvió a abrir.",
    "مرحبا بالسفن.",
    "船舶返港。",
    "הנמל נפתח.",
    "बंदरगाह खुला।",
    "リンクは<a>ここ</a>。",
]

DEEDS = [
    *(
        "approve",
        "translate",
        "approve",
        "translate",
        "draft",
        "machine",
        "fuzzy",
        "comment",
        "waive",
        "inside",
        "empty",
    ),
    *("edit", "edit", "edit", "edit", "retire", "revert", "reorder", "split", "wrap"),
]
Deed = tuple[str, int, int]
deeds = st.lists(
    st.tuples(
        st.sampled_from(DEEDS),
        st.integers(0, 3),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=6,
)


class Branch:
    """A catalog with the article that it follows, worked on by people, engines and editors."""

    def __init__(self, data: bytes, article: Sequence[Key], voice: str) -> None:
        self.catalog = Catalog.parse(data)
        self.article = list(article)
        self.voice = voice

    def work(self, todo: Sequence[Deed], first: Sequence[Key]) -> Branch:
        for deed, at, which in todo:
            if deed in ("edit", "retire", "revert", "reorder", "split"):
                self._edit(deed, at, which, first)
                update(self.catalog, *self.article)
            elif deed == "wrap":
                self.catalog = Catalog.parse(_wrapped(self.catalog.data))
            elif self.catalog.keys:
                self._write(deed, self.catalog.keys[at % len(self.catalog.keys)], which)
        return self

    def _edit(self, deed: str, at: int, which: int, first: Sequence[Key]) -> None:
        article = self.article
        at %= len(article) or 1
        if deed == "revert":
            self.article = list(first)
        elif deed == "reorder" and article:
            article.insert(which % len(article), article.pop(at))
        elif deed == "retire" and article:
            article.pop(at)
        elif deed == "split" and article and ", " in article[at].text:
            head, _, rest = article[at].text.partition(", ")
            article[at : at + 1] = [Key(f"{head}.", article[at].context), Key(rest.capitalize(), article[at].context)]
        elif deed == "edit" and article:
            old, new = list(NEWER.items())[which % len(NEWER)]
            self.article = [key._replace(text=key.text.replace(old, new)) for key in article]
            if self.article == article and article[at].text[-1:] == ".":
                self.article[at] = article[at]._replace(text=f"{article[at].text[:-1]}, {WORDS[which % len(WORDS)]}.")
        self.article = list(dict.fromkeys(self.article))

    def _write(self, deed: str, key: Key, which: int) -> None:
        now = self.catalog.translation(key)
        text = f"{self.voice} {VOICES[which]}" if which else VOICES[1]
        if deed == "approve" and now:
            self.catalog.put(key, approved(now.text), over=now)
        elif deed in ("translate", "draft"):
            self.catalog.put(key, (approved if deed == "translate" else person_draft)(text), over=now)
        elif deed == "machine" and (now is None or now.is_machine) and self.catalog.inside(key) is None:
            made = f"máquina {text}"
            self.catalog.put(key, Translation(made, State.DRAFT, Origin("apertium", self.voice, TODAY, digest(made))))
        elif deed == "fuzzy" and now and now.state is State.APPROVED:
            self.catalog.put(key, person_draft(now.text), over=now)
        elif deed == "inside" and now is None:
            self.catalog = self._spliced(key, "", f"# inside: {'previous' if which % 2 else 'next'}\n")
        elif deed == "empty" and now:
            self.catalog.put(key, Translation("", State.DRAFT), over=now)
        elif deed == "comment":
            self.catalog = self._spliced(key, "", f"# {self.voice}: nota {which}\n")
        elif deed == "waive":
            self.catalog = self._spliced(key, "", f"# waive: numbers, {self.voice} looked {which}\n")

    def _spliced(self, key: Key, before: str, line: str) -> Catalog:
        """The catalog as an editor leaves it who writes a comment line above the entry of `key`."""
        po = read_po(self.catalog.data)
        entries = []
        for entry in po.entries:
            lead = len(entry.raw) - len(entry.raw.lstrip("\n"))
            is_it = entry.key == key and not entry.obsolete and entry.context != ""
            entries.append(
                entry.raw[:lead] + line + entry.raw[lead:]
                if is_it and line.strip() not in entry.comments
                else entry.raw
            )
        return Catalog.parse(("".join(entries) + po.tail).encode())


def _wrapped(data: bytes) -> bytes:
    """As an editor saves it: a long msgstr below its keyword."""
    return re.sub(rb'^(msgstr) "([^"\n]{30,})"$', rb'\1 ""\n"\2"', data, flags=re.M)


@st.composite
def made_up(draw: st.DrawFn) -> tuple[bytes, list[Key], list[Key]]:
    """A catalog with some history, its article, and what that said at first."""
    texts = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True))
    article = [Key(text, "headline" if at == 1 else "") for at, text in enumerate(texts)]
    kinds = [lambda _: None, approved, drafted, person_draft]
    rows = [(key, draw(st.sampled_from(kinds))(f"Base {key.text}")) for key in article]
    done = draw(st.one_of(st.just([]), deeds))
    base = Branch(catalog_of(rows).data, article, "Base").work(done, article)
    return base.catalog.data, base.article, article


@st.composite
def newsroom(draw: st.DrawFn) -> tuple[bytes, list[Key], list[Key]]:
    """A catalog of the sample newsroom, of which only some entries are worked on."""
    data = draw(st.sampled_from(NEWSROOM)).read_bytes()
    keys = list(Catalog.parse(data).keys)
    return data, keys, keys


@st.composite
def branches(draw: st.DrawFn) -> tuple[bytes, bytes, bytes]:
    data, article, first = draw(st.one_of(made_up(), made_up(), newsroom()))
    ours = Branch(data, article, "Ana").work(draw(deeds), first)
    theirs = Branch(data, article, "Ben").work(draw(deeds), first)
    return data, ours.catalog.data, theirs.catalog.data


def pairs_of(data: bytes | None, *, is_approved: bool = True) -> set[tuple[str, str]]:
    """Source and text of every entry that a person approved (or, if not, wrote), live or obsolete."""
    found = set()
    for entry in read_po(data or b"").entries:
        if entry.has_text and not entry.is_header and (not entry.is_fuzzy or not is_approved):
            found.add((entry.source, entry.target))
    return found


def kept_in(data: bytes) -> set[tuple[str, str]]:
    """Every text that stands in the file with its source, also beside another."""
    found = pairs_of(data, is_approved=False)
    for entry in read_po(data).entries:
        found |= {(entry.source, text) for text in find_rivals(entry.comments)}
    return found


def notes_of(data: bytes) -> set[tuple[str, str]]:
    return {
        (entry.source, line)
        for entry in read_po(data).entries
        for line in entry.lines("#")
        if "nota" in line or "waive" in line
    }


@settings(max_examples=80, deadline=None)
@given(branches())
def test_no_approval_of_either_branch_is_lost(three: tuple[bytes, bytes, bytes]) -> None:
    base, ours, theirs = three
    merged = merge_files(base, ours, theirs).data
    was, here, there = (pairs_of(data) for data in three)
    given_up = (was - kept_in(ours)) | (was - kept_in(theirs))  # one of them took it away, on purpose
    assert (here | there) - given_up <= kept_in(merged)


@settings(max_examples=60, deadline=None)
@given(branches())
def test_nobody_s_approval_comes_to_stand_under_another_text(three: tuple[bytes, bytes, bytes]) -> None:
    merged = merge_files(*three).data
    assert pairs_of(merged) <= set().union(*(pairs_of(data) for data in three)) | _carried(three)


def _carried(three: Sequence[bytes]) -> set[tuple[str, str]]:
    """Approvals that a change of blanks or marks alone leaves valid."""
    texts = {text for data in three for _, text in pairs_of(data)}
    return {
        (entry.source, text)
        for data in three
        for entry in read_po(data).entries
        for text in texts
        if "  " in entry.source
    }


@settings(max_examples=60, deadline=None)
@given(branches())
def test_what_a_person_wrote_on_one_branch_alone_stands(three: tuple[bytes, bytes, bytes]) -> None:
    base, ours, theirs = three
    merged = merge_files(base, ours, theirs).data
    assert (notes_of(ours) | notes_of(theirs)) - notes_of(base) <= notes_of(merged)
    written = {
        (source, text)
        for data, voice in ((ours, "Ana"), (theirs, "Ben"))
        for source, text in pairs_of(data, is_approved=False)
        if text.startswith(voice)
    }
    assert written <= kept_in(merged)


@settings(max_examples=60, deadline=None)
@given(branches())
def test_true_conflicts_are_kept_both_marked_and_found(three: tuple[bytes, bytes, bytes]) -> None:
    base, ours, theirs = (Catalog.parse(data) for data in three)
    merged = merge_files(*three)
    catalog = Catalog.parse(merged.data)
    rules = Rules(source="en", language="es", article="a.md", catalog="a.po")
    found = {
        finding.source: finding.message
        for finding in check(catalog.pairs(segments(*catalog.keys)), rules)
        if "another person" in finding.message
    }
    assert {row.key.text for row in merged.disputed} == set(found)
    for key in catalog.keys:
        one, other = ours.translation(key), theirs.translation(key)
        if not one or not other or one.text == other.text or base.translation(key) in (one, other):
            continue
        if one.state is other.state is State.APPROVED and not (
            key not in base.keys and _is_followed(key, base, one, other)
        ):
            assert {one.text, other.text} == {catalog.translation(key).text, *catalog.rivals(key)}
            assert key.text in found


def _is_followed(key: Key, base: Catalog, one: Translation, other: Translation) -> bool:
    """Only a change of blanks: the text of one branch is that of the base."""
    return any((now := base.translation(old)) and now.text in (one.text, other.text) for old in base.keys)


@settings(max_examples=15, deadline=None)
@given(branches())
def test_a_branch_that_did_nothing_leaves_the_other_byte_for_byte(three: tuple[bytes, bytes, bytes]) -> None:
    base, ours, theirs = three
    assert merge_files(base, ours, base).data == ours
    assert merge_files(base, base, theirs).data == theirs
    assert merge_files(base, ours, ours).data == ours
    assert merge_files(base, ours, theirs) == merge_files(base, ours, theirs)


@settings(max_examples=15, deadline=None)
@given(branches())
def test_the_sides_may_change_places(three: tuple[bytes, bytes, bytes]) -> None:
    base, ours, theirs = three
    one, other = merge_files(base, ours, theirs), merge_files(base, theirs, ours)
    assert pairs_of(one.data) == pairs_of(other.data)
    assert kept_in(one.data) == kept_in(other.data)
    assert {row.key for row in one.disputed} == {row.key for row in other.disputed}


@settings(max_examples=15, deadline=None)
@given(branches())
def test_an_entry_that_one_branch_left_alone_has_the_other_s_bytes(three: tuple[bytes, bytes, bytes]) -> None:
    was, here, there = ({e.ident: e.raw.strip("\n") for e in read_po(data).entries} for data in three)
    merged = {e.ident: e for e in read_po(merge_files(*three).data).entries}
    for ident in was.keys() & here.keys() & there.keys() & merged.keys():
        if ident.source and (here[ident] == was[ident] or here[ident] == there[ident]):
            assert merged[ident].raw.strip("\n") == there[ident]
        elif ident.source and there[ident] == was[ident]:
            assert merged[ident].raw.strip("\n") == here[ident]


@settings(max_examples=30, deadline=None)
@given(branches())
def test_two_files_that_began_apart_lose_nothing(three: tuple[bytes, bytes, bytes]) -> None:
    _, ours, theirs = three
    merged = merge_files(None, ours, theirs).data
    assert pairs_of(ours) | pairs_of(theirs) <= kept_in(merged)


@settings(max_examples=30, deadline=None)
@given(branches(), st.permutations(["lf", "crlf", "lf"]), st.booleans())
def test_line_ends_and_byte_order_marks_are_no_conflict(
    three: tuple[bytes, bytes, bytes], ends: list[str], marked: bool
) -> None:
    spelled = [data.replace(b"\n", b"\r\n") if end == "crlf" else data for data, end in zip(three, ends, strict=True)]
    spelled[1] = b"\xef\xbb\xbf" * marked + spelled[1]
    merged = merge_files(*spelled).data
    plain = merge_files(*three).data
    assert kept_in(merged) == kept_in(plain)
    assert merged.startswith(b"\xef\xbb\xbf") == marked
    text = merged.removeprefix(b"\xef\xbb\xbf")
    assert b"\r\n" not in text or b"\n" not in text.replace(b"\r\n", b"")


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@settings(max_examples=15, deadline=None)
@given(branches())
def test_gettext_accepts_every_merge(three: tuple[bytes, bytes, bytes]) -> None:
    merged = merge_files(*three).data
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", "-"], input=merged, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.long
@pytest.mark.parametrize(
    "law",
    [
        test_no_approval_of_either_branch_is_lost,
        test_nobody_s_approval_comes_to_stand_under_another_text,
        test_what_a_person_wrote_on_one_branch_alone_stands,
        test_true_conflicts_are_kept_both_marked_and_found,
        test_the_sides_may_change_places,
    ],
)
def test_a_law_holds_for_thousands_of_merges(law: Callable[[], None]) -> None:
    settings(max_examples=3000, deadline=None)(given(branches())(law.hypothesis.inner_test))()  # type: ignore[attr-defined]
