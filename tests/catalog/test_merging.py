"""The merge of two branches' catalogs, case by case."""

from __future__ import annotations

import pytest

from dragoman.catalog import Catalog
from dragoman.catalog.merging import merge_files
from dragoman.catalog.rivals import find_rivals, is_rival, rival_line
from dragoman.model import CatalogError, Key, State, Translation
from tests.catalog.sentences import approved, catalog_of, drafted, person_draft, standing, update

FIRST, SECOND, THIRD = "The harbour reopened on Monday.", "Two ships waited.", "See <a>the list</a> of ferries."


def base() -> Catalog:
    return catalog_of([(FIRST, drafted("हार्बर सोमवार को खुला।")), (SECOND, approved("दो जहाज़ रुके।")), (THIRD, None)])


def branch(start: Catalog, *article: str, **texts: Translation) -> bytes:
    """`start` with an article followed, if any, and texts put."""
    catalog = Catalog.parse(start.data)
    for name, translation in texts.items():
        key = Key({"first": FIRST, "second": SECOND, "third": THIRD}[name])
        catalog.put(key, translation, over=catalog.translation(key))
    if article:
        update(catalog, *article)
    return catalog.data


def merged(ours: bytes, theirs: bytes, start: Catalog | None = None) -> Catalog:
    return Catalog.parse(merge_files((start or base()).data, ours, theirs).data)


def line_added(data: bytes, source: str, line: str) -> bytes:
    """As an editor adds a comment, or another line, above an entry."""
    head, mark, tail = data.partition(f'msgid "{source}"'.encode())
    at = head.rindex(b"\n\n") + 2
    return head[:at] + line.encode() + b"\n" + head[at:] + mark + tail


def test_an_approval_and_another_s_comment_are_both_kept() -> None:
    ours = branch(base(), first=approved("हार्बर सोमवार को खुला।"))
    theirs = line_added(base().data, FIRST, "# waive: dates, the desk has looked")
    catalog = merged(ours, theirs)
    assert standing(catalog)[0] == (FIRST, "approved", "हार्बर सोमवार को खुला।")
    assert [waiver.check for waiver in catalog.waivers(Key(FIRST))] == ["dates"]


def test_a_note_that_one_branch_took_out_stays_out() -> None:
    start = Catalog.parse(line_added(base().data, FIRST, "# ask the desk\n# second note"))
    ours = start.data.replace(b"# ask the desk\n", b"")
    theirs = branch(start, first=approved("बंदरगाह खुला।"))
    data = merge_files(start.data, ours, theirs).data
    assert b"ask the desk" not in data and b"# second note\n" in data and "बंदरगाह".encode() in data


def test_a_person_wins_over_a_machine() -> None:
    start = catalog_of([(FIRST, None)])
    for person in (approved("बंदरगाह खुला।"), person_draft("बंदरगाह खुला।")):
        ours, theirs = branch(start, first=drafted("मशीन।")), branch(start, first=person)
        for one, other in ((ours, theirs), (theirs, ours)):
            assert merged(one, other, start).translation(Key(FIRST)) == person


def test_a_person_s_text_approved_by_one_and_reworded_by_the_other_is_for_both_to_settle() -> None:
    start = catalog_of([(FIRST, person_draft("पहला।"))])
    ours, theirs = branch(start, first=approved("पहला।")), branch(start, first=person_draft("दूसरा।"))
    catalog = merged(ours, theirs, start)
    assert catalog.translation(Key(FIRST)) == Translation("पहला।", State.DRAFT)
    assert catalog.rivals(Key(FIRST)) == ("दूसरा।",)


def test_the_disputed_text_of_an_engine_is_no_engine_s_any_more() -> None:
    start = base()
    ours = branch(start, first=approved("हार्बर सोमवार को खुला।"))
    theirs = branch(start, first=approved("बंदरगाह सोमवार को खुला।"))
    catalog = merged(ours, theirs, start)
    now = catalog.translation(Key(FIRST))
    assert now is not None and now.state is State.DRAFT and not now.is_machine
    update(catalog, FIRST.replace("Monday", "Tuesday"), SECOND, THIRD)
    assert standing(catalog)[0][1:] == ("stale", now.text)
    assert "बंदरगाह सोमवार को खुला।".encode() in catalog.data


def test_an_approval_settles_a_dispute() -> None:
    catalog = merged(branch(base(), second=approved("एक।")), branch(base(), second=approved("दो।")))
    by_editor = Catalog.parse(catalog.data.replace(b'#, fuzzy\nmsgid "Two', b'msgid "Two'))
    assert by_editor.rivals(Key(SECOND)) == ()
    update(by_editor, FIRST, SECOND, THIRD)
    assert b"# conflict:" in catalog.data and b"# conflict:" not in by_editor.data


def test_a_line_that_somebody_changed_is_a_note() -> None:
    line = rival_line(['«نعم» "لا"\n'], approved=True)
    assert find_rivals([line]) == ('«نعم» "لا"\n',)
    assert not is_rival(line.replace("نعم", "كلا"))
    assert find_rivals([rival_line(["一", "二"], approved=False)]) == ("一",)


def test_an_approval_of_what_the_other_removed_lives_on_below() -> None:
    ours, theirs = branch(base(), SECOND, THIRD), branch(base(), first=approved("बंदरगाह खुला।"))
    catalog = merged(ours, theirs)
    assert [(key.text, one.text, one.state) for key, one in catalog.obsolete()] == [
        (FIRST, "बंदरगाह खुला।", State.APPROVED)
    ]
    update(catalog, FIRST, SECOND, THIRD)
    assert standing(catalog)[0] == (FIRST, "approved", "बंदरगाह खुला।")


def test_a_source_edited_twice_carries_the_other_s_new_text() -> None:
    newer = SECOND.replace("Two", "Three")
    ours, theirs = branch(base(), FIRST, newer, THIRD), branch(base(), second=approved("दो जहाज़ इंतज़ार में थे।"))
    for one, other in ((ours, theirs), (theirs, ours)):
        catalog = merged(one, other)
        assert catalog.translation(Key(newer)) == Translation("दो जहाज़ इंतज़ार में थे।", State.STALE, None, Key(SECOND))
        assert [(key.text, one.text) for key, one in catalog.obsolete()] == [(SECOND, "दो जहाज़ इंतज़ार में थे।")]


def test_a_mark_added_on_one_branch_takes_the_other_s_approval_along() -> None:
    start = catalog_of([("Nothing by Port Ellis moved.", drafted("Port Ellis पर कुछ नहीं हिला।"))])
    catalog = Catalog.parse(start.data)
    newer = "Nothing by <b>Port Ellis</b> moved."
    update(catalog, newer)
    other = Catalog.parse(start.data)
    key = Key("Nothing by Port Ellis moved.")
    other.put(key, approved("Port Ellis में सब ठहरा रहा।"), over=other.translation(key))
    result = merged(catalog.data, other.data, start)
    assert standing(result) == [(newer, "approved", "<b>Port Ellis</b> में सब ठहरा रहा।")]


def test_what_a_person_made_of_the_new_source_stands() -> None:
    newer = SECOND.replace("Two", "Three")
    catalog = Catalog.parse(branch(base(), FIRST, newer, THIRD))
    catalog.put(Key(newer), approved("तीन जहाज़।"), over=catalog.translation(Key(newer)))
    result = merged(catalog.data, branch(base(), second=approved("दो जहाज़ इंतज़ार में थे।")))
    assert result.translation(Key(newer)) == approved("तीन जहाज़।")
    assert [(key.text, one.text) for key, one in result.obsolete()] == [(SECOND, "दो जहाज़ इंतज़ार में थे।")]


def test_a_correction_takes_the_approval_of_the_new_text_too() -> None:
    ours = branch(base(), second=approved("दो जहाज़ इंतज़ार में थे।"))
    theirs = branch(base(), second=Translation("दो जहाज़ रुके।", State.STALE, None, Key("Two boats waited.")))
    for one, other in ((ours, theirs), (theirs, ours)):
        assert merged(one, other).translation(Key(SECOND)) == Translation(
            "दो जहाज़ इंतज़ार में थे।", State.STALE, None, Key("Two boats waited.")
        )


def test_an_order_changed_on_one_branch_and_a_sentence_added_on_the_other_are_both_there() -> None:
    new = "Nobody was hurt."
    moved, added = branch(base(), THIRD, FIRST, SECOND), branch(base(), FIRST, new, SECOND, THIRD)
    for one, other in ((moved, added), (added, moved)):
        assert [key.text for key in merged(one, other).keys] == [THIRD, FIRST, new, SECOND]


def test_the_header_is_merged_by_meaning() -> None:
    start = base().data.replace(b"X-Generator", b'X-Signed-Off: 2026-11-20 9f3c2a Ana\\n"\n"X-Generator')
    early, late = (
        start.replace(b"PO-Revision-Date: ", f"PO-Revision-Date: {date}".encode()).replace(
            b"Last-Translator: ", f"Last-Translator: {who}".encode()
        )
        for date, who in (("2026-11-24 23:30+0200", "Ana"), ("2026-11-24 22:10+0000", "Ben"))
    )
    ours = Catalog.parse(early)
    ours.put(Key(THIRD), approved("देखें <a>सूची</a>।"))
    for one, other in ((ours.data, late), (late, ours.data)):
        header = Catalog.parse(merge_files(start, one, other).data).header
        assert "PO-Revision-Date: 2026-11-24 22:10+0000\nLast-Translator: Ben\n" in header
        assert "X-Signed-Off" not in header and header.count("X-Generator") == 1
    same = Catalog.parse(merge_files(start, early, late).data).header
    assert "X-Signed-Off: 2026-11-20 9f3c2a Ana" in same


def test_charsets_that_differ_end_in_utf_8() -> None:
    start = catalog_of([(FIRST, None), (SECOND, None)])
    latin = Catalog.parse(start.data.replace(b"UTF-8", b"ISO-8859-1"))
    latin.put(Key(FIRST), approved("Ouvert à midi."))
    utf8 = branch(start, second=approved("两艘船。"))
    for one, other in ((latin.data, utf8), (utf8, latin.data)):
        result = merged(one, other, Catalog.parse(start.data.replace(b"UTF-8", b"ISO-8859-1")))
        assert "charset=UTF-8" in result.header
        assert standing(result) == [(FIRST, "approved", "Ouvert à midi."), (SECOND, "approved", "两艘船。")]


def test_a_marker_and_a_translation_are_two_people_s_words() -> None:
    ours = branch(base(), third=approved("[inside: previous]"))
    theirs = branch(base(), third=approved("देखें <a>सूची</a>।"))
    for one, other in ((ours, theirs), (theirs, ours)):
        catalog = merged(one, other)
        assert catalog.translation(Key(THIRD)) == person_draft("देखें <a>सूची</a>।")
        assert catalog.rivals(Key(THIRD)) == ("[inside: previous]",)


def test_comments_below_the_last_entry_are_united() -> None:
    ours, theirs = base().data + b"# ours\n", base().data + b"# theirs\n"
    assert merge_files(base().data, ours, theirs).data.endswith(b"# ours\n# theirs\n")


def test_plural_forms_are_kept_whole() -> None:
    start = base().data + b'\nmsgid "%d ship"\nmsgid_plural "%d ships"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    one = start.replace(b'msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "एक"\nmsgstr[1] "कई"'.encode())
    other = start.replace(b'msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "१"\nmsgstr[1] "बहुत"'.encode())
    data = merge_files(start, one, other).data.decode()
    assert 'msgstr[0] "एक"\nmsgstr[1] "कई"' in data and '"१" "बहुत"' in data


@pytest.mark.parametrize("name", ["the common ancestor", "our version", "their version"])
def test_a_damaged_version_is_named(name: str) -> None:
    versions = [base().data] * 3
    versions[["the common ancestor", "our version", "their version"].index(name)] += b"msgid\n"
    with pytest.raises(CatalogError, match=f"{name}: msgid has no string"):
        merge_files(versions[0], versions[1], versions[2], "a.po")


def test_a_split_on_one_branch_and_an_approved_edit_on_the_other_leave_the_approval() -> None:
    whole = "The harbour reopened on Monday, nobody doubted."
    start = catalog_of([(whole, approved("बंदरगाह सोमवार को खुला, किसी को शक नहीं था।"))])
    split = branch(start, FIRST, "Nobody doubted.")
    edited = Catalog.parse(branch(start, FIRST))
    now = edited.translation(Key(FIRST))
    edited.put(Key(FIRST), approved("बंदरगाह सोमवार को खुला।"), over=now)
    for one, other in ((split, edited.data), (edited.data, split)):
        assert standing(merged(one, other, start))[0] == (FIRST, "approved", "बंदरगाह सोमवार को खुला।")


def test_a_note_moved_by_two_branches_in_two_ways_is_kept() -> None:
    start = Catalog.parse(
        line_added(catalog_of([("Nobody at sea was hurt.", None)]).data, "Nobody at sea was hurt.", "# ask")
    )
    ours, theirs = branch(start, "Nobody was hurt."), branch(start, "Nobody was hurt.")
    ours = ours.replace(b"# ask\n", b"") + b'\n# ask\n#~ msgid "Nobody at sea."\n#~ msgstr ""\n'
    assert b"# ask\n#. Body\n" in merge_files(start.data, ours, theirs).data
