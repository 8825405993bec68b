"""What a catalog keeps to, whatever files, edits and translators do: no byte and no text of a person's is lost."""

from __future__ import annotations

import contextlib
from datetime import date
from itertools import count

import polib
from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalog import Catalog, likeness
from dragoman.catalog.reader import read_po
from dragoman.model import CatalogError, DragomanError, Key, Origin, State, Translation, digest
from tests.catalog.sentences import ARTICLE, remarks, segments, texts_held, update

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
LETTERS = "ab Zé.,!?<>&#~|\\\"'%\t\n\r\x07\x0b\u00a0\u0085\u2028\u0301مرحبا שלום 你好。नमस्ते ไทย"
texts = st.text(LETTERS, max_size=30)
strings = texts.map(lambda text: f'"{polib.escape(text)}"')
eols = st.sampled_from(["\n", "\r\n"])
comments = st.sampled_from(
    ["# note", "#", "#. remark", "#: a.md:3", "#, fuzzy", "#, fuzzy, c-format", "# ~ x", "#.\\a"]
)


@st.composite
def entries(draw: st.DrawFn, at: int) -> str:
    """One entry in one of the ways people and tools spell it."""
    start = draw(st.sampled_from(["", "", "", "#~ "]))
    blank = draw(st.sampled_from([" ", "", "\t", "  "]))
    previous = draw(st.lists(strings, max_size=1))

    def field(name: str, first: str) -> list[str]:
        more = draw(st.lists(strings, max_size=2))
        return [f"{start}{name}{blank}{first}", *(start + line for line in more)]

    lines = draw(st.lists(comments, max_size=3))
    lines += [f"{'#~|' if start else '#|'} msgid {line}" for line in previous]
    if draw(st.booleans()):
        lines += field("msgctxt", draw(strings))
    lines += field("msgid", f'"{at} "')
    if draw(st.integers(0, 4)) == 0:
        lines += [*field("msgid_plural", draw(strings)), *field("msgstr[0]", draw(strings))]
        lines += field("msgstr[1]", draw(strings))
    else:
        lines += field("msgstr", draw(strings))
    return "\n".join([*lines, *draw(st.sampled_from([[""], ["", ""], ["", "", ""]]))])


@st.composite
def files(draw: st.DrawFn) -> bytes:
    body = "".join(draw(entries(at)) for at in range(draw(st.integers(0, 5))))
    text = (HEADER + body + draw(st.sampled_from(["", "# the end\n", "# the end"]))).replace("\n", draw(eols))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode()


@given(files())
def test_a_file_read_and_not_changed_is_the_same_bytes(data: bytes) -> None:
    po = read_po(data)
    assert po.decoded.encode("".join(entry.raw for entry in po.entries) + po.tail) == data
    assert Catalog.parse(data).data == data


@given(files(), st.data())
def test_damage_is_refused_with_its_place_or_read_without_loss(data: bytes, more: st.DataObject) -> None:
    start = more.draw(st.integers(0, len(data)))
    stop = more.draw(st.integers(start, min(len(data), start + 3)))
    damaged = (
        data[:start] + more.draw(st.sampled_from([b"", b'"', b"\\", b"\n", b"<<<<<<< a\n", b"\xff"])) + data[stop:]
    )
    try:
        catalog = Catalog.parse(damaged, "es.po")
    except CatalogError as error:
        assert error.where is not None and error.where.path == "es.po"
    else:
        assert catalog.data == damaged


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(DragomanError):
        assert Catalog.parse(data).data == data


@given(files(), st.data())
def test_a_put_changes_one_entry(data: bytes, more: st.DataObject) -> None:
    before = read_po(data)
    catalog = Catalog.parse(data)
    if not catalog.keys:
        return
    key = more.draw(st.sampled_from(catalog.keys))
    if next(e for e in before.entries if e.key == key and e.context != "" and not e.obsolete).plural is not None:
        return
    text = more.draw(texts)
    catalog.put(key, Translation(text, State.APPROVED), over=catalog.translation(key))
    after = read_po(catalog.data)
    assert [e.ident for e in after.entries] == [e.ident for e in before.entries]
    assert [e.key for e, was in zip(after.entries, before.entries, strict=True) if e.raw != was.raw] in ([key], [])
    assert after.tail == before.tail
    now = catalog.translation(key)
    assert (now.text.strip("\n") if now else "") == text.strip("\n")


@given(st.lists(st.tuples(texts, texts), max_size=6, unique_by=lambda pair: pair[0]))
def test_what_is_written_means_the_same_to_polib(pairs: list[tuple[str, str]]) -> None:
    # polib knows neither octal escapes nor raw line separators other than \n and \r.
    plain = [(_for_polib(f"{at} {source}"), _for_polib(target)) for at, (source, target) in enumerate(pairs)]
    catalog = Catalog.new("es", "en", ARTICLE)
    update(catalog, *(source for source, _ in plain))
    for source, target in plain:
        catalog.put(Key(source), Translation(target, State.APPROVED))
    read = polib.pofile(catalog.data.decode())
    ours = [(key.text, now.text if (now := catalog.translation(key)) else "") for key in catalog.keys]
    assert [(entry.msgid, entry.msgstr) for entry in read] == ours


def _for_polib(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\x07\u0085\u2028")


# Edits: sentences are drawn from one small text, so that they repeat, move, come back, split and join.

PIECES = [
    "The port reopened on Monday",
    "after 12 days",
    "said Mayor Ana Ruiz",
    "ships waited",
    "不会开放",
    "<em>now</em>",
]
History = list[tuple[list[Key], list[tuple[int, int]]]]  # what the article says, then who translates which entry
drafts = st.lists(
    st.tuples(
        st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(lambda words: ", ".join(words) + "."),
        st.sampled_from(["", "", "headline"]),
    ).map(lambda pair: Key(*pair)),
    max_size=8,
)
versions = st.lists(
    st.tuples(drafts, st.lists(st.tuples(st.integers(0, 7), st.integers(0, 3)))), min_size=1, max_size=5
)


def _work(catalog: Catalog, at: int, kind: int, number: int, written: set[str]) -> None:
    """Someone translates the entry at `at`: an engine (kind 0), or a person, who drafts (1), rewords and approves (2),
    or approves what stands there (3)."""
    if not catalog.keys:
        return
    key = catalog.keys[at % len(catalog.keys)]
    now = catalog.translation(key)
    if kind == 0:
        text = f"máquina {key.text}".replace("<em>", "").replace("</em>", "")
        if now is None or now.is_machine:
            origin = Origin("apertium", "eng-spa", "2026-11-22", digest(text))
            catalog.put(key, Translation(text, State.DRAFT, origin))
        return
    text = now.text if now and kind == 3 else f"persona {number} {key.text}"
    catalog.put(key, Translation(text, State.DRAFT if kind == 1 else State.APPROVED), over=now)
    if now is not None:
        written.discard(now.text)  # whoever replaces a text has seen it
    written.add(text)


def _follow(history: History) -> None:
    catalog = Catalog.new("es", "en", ARTICLE)
    written: set[str] = set()
    approved: set[tuple[Key, str]] = set()
    numbers = count()
    for keys, deeds in history:
        before = {key: catalog.translation(key) for key in catalog.keys}
        changes = update(catalog, *keys)
        data = catalog.data

        again = update(catalog, *keys)
        assert catalog.data == data and not again.is_changed
        assert Catalog.parse(data).data == data
        assert list(catalog.keys) == list(dict.fromkeys(keys))
        assert written <= texts_held(catalog)
        told = [*changes.kept, *changes.new, *changes.revived, *changes.stale, *changes.mechanical]
        told += [*changes.emptied, *changes.split, *changes.joined]
        assert sorted(told) == sorted(catalog.keys)
        for key in catalog.keys:
            now = catalog.translation(key)
            if key in before:
                assert now == before[key]
            elif now is not None and now.state is State.APPROVED and key not in changes.mechanical:
                assert (key, now.text) in approved  # never under a source its approver did not see
        for at, kind in deeds:
            _work(catalog, at, kind, next(numbers), written)
        approved |= {
            (key, n.text) for key in catalog.keys if (n := catalog.translation(key)) and n.state is State.APPROVED
        }


@given(versions)
def test_no_edit_loses_what_a_person_wrote(history: History) -> None:
    _follow(history)


@given(drafts, st.permutations(range(8)))
def test_moving_sentences_keeps_every_translation(keys: list[Key], order: list[int]) -> None:
    catalog = Catalog.new("es", "en", ARTICLE)
    update(catalog, *keys)
    for key in catalog.keys:
        catalog.put(key, Translation(f"persona {key.text}", State.APPROVED))
    before = {key: catalog.translation(key) for key in catalog.keys}
    changes = update(catalog, *(keys[at] for at in order if at < len(keys)))
    assert {key: catalog.translation(key) for key in catalog.keys} == before
    assert not changes.stale and not changes.retired


@given(files(), drafts)
def test_a_stranger_s_file_keeps_its_texts_when_it_is_taken_over(data: bytes, keys: list[Key]) -> None:
    catalog = Catalog.parse(data)
    held = {text for entry in read_po(data).entries if not entry.is_header for text in entry.targets if text}
    catalog.update(segments(*keys), article=ARTICLE, remarks=remarks)
    kept = {text for entry in read_po(catalog.data).entries for text in entry.targets}
    assert held <= kept
    data = catalog.data
    catalog.update(segments(*keys), article=ARTICLE, remarks=remarks)
    assert catalog.data == data


@given(drafts, drafts)
def test_likeness_is_the_share_of_known_keys(known: list[Key], asked: list[Key]) -> None:
    catalog = Catalog.new("es", "en", ARTICLE)
    update(catalog, *known)
    share = likeness(catalog, segments(*asked))
    assert 0 <= share <= 1
    assert likeness(catalog, segments(*known)) == (1 if known else 0)


@given(versions)
def test_a_file_stripped_of_its_comments_is_never_less_a_person_s(history: History) -> None:
    catalog = Catalog.new("es", "en", ARTICLE)
    written: set[str] = set()
    numbers = count()
    for keys, deeds in history:
        update(catalog, *keys)
        for at, kind in deeds:
            _work(catalog, at, kind, next(numbers), written)
    lines = catalog.data.decode().split("\n")
    kept = [line for line in lines if not line.startswith("#") or line.startswith(("#, fuzzy", "#~ "))]
    bare = Catalog.parse("\n".join(kept).encode())
    for key in catalog.keys:
        was, now = catalog.translation(key), bare.translation(key)
        assert (was is None) == (now is None)
        if was is not None and now is not None:
            assert now.text == was.text and not now.is_machine
            assert (now.state is State.APPROVED) == (was.state is State.APPROVED)
    update(bare, *catalog.keys)
    assert written <= texts_held(bare)


@given(files(), texts, st.sampled_from(["", "2027-01-31"]), st.data())
def test_a_waiver_changes_nothing_else_in_the_file(data: bytes, reason: str, until: str, choice: st.DataObject) -> None:
    with contextlib.suppress(DragomanError):
        catalog = Catalog.parse(data)
        before = read_po(data).entries
        key = choice.draw(st.sampled_from(catalog.keys or (Key("none"),)))
        day = date.fromisoformat(until) if until else None
        catalog.waive(key, "numbers", reason, day, over=catalog.translation(key))
        after = read_po(catalog.data).entries
        [there] = [at for at, entry in enumerate(before) if entry.key == key and not entry.obsolete and entry.source]
        assert [entry.raw for entry in after[:there]] == [entry.raw for entry in before[:there]]
        assert [entry.raw.strip() for entry in after[there + 1 :]] == [
            entry.raw.strip() for entry in before[there + 1 :]
        ]
        was, now = before[there], after[there]
        assert now.raw[now.body : now.end].rstrip() == was.raw[was.body : was.end].rstrip()
        [waiver] = catalog.waivers(key)
        assert (waiver.check, waiver.until, waiver.about) == ("numbers", until, "")
        assert len(now.comments) == len(was.comments) + 1 and set(was.lines("#")) <= set(now.lines("#"))
        told = catalog.data
        catalog.waive(key, "numbers", reason, day, over=catalog.translation(key))
        assert catalog.data == told
