"""Who may replace what: an engine never a person's text, and a person only the text that was looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.catalog import Catalog
from dragoman.model import CatalogError, FileError, Key, Origin, State, Translation
from tests.catalog.sentences import ARTICLE, approved, catalog_of, drafted, person_draft, segments, update

KEY = Key("The pier is safe.", "caption")


def one(now: Translation | None) -> Catalog:
    return catalog_of([(KEY, now)])


@pytest.mark.parametrize("now", [approved("Seguro."), person_draft("Seguro.")])
def test_an_engine_never_replaces_a_person_s_text(now: Translation) -> None:
    catalog = one(now)
    before = catalog.data
    for over in (None, now):
        with pytest.raises(CatalogError, match="a person's text stands here"):
            catalog.put(KEY, drafted("El muelle es seguro."), over=over)
    assert catalog.data == before


def test_an_engine_never_replaces_a_draft_a_person_has_touched() -> None:
    touched = one(drafted("Seguro.")).data.replace(b"Seguro.", b"Muy seguro.")
    catalog = Catalog.parse(touched)
    now = catalog.translation(KEY)
    assert now is not None and not now.is_machine and now.origin is not None
    with pytest.raises(CatalogError):
        catalog.put(KEY, drafted("El muelle."))


def test_an_engine_replaces_its_own_untouched_draft() -> None:
    catalog = one(drafted("Seguro."))
    catalog.put(KEY, drafted("El muelle es seguro."))
    assert catalog.translation(KEY) == drafted("El muelle es seguro.")


def test_a_person_replaces_only_what_was_shown() -> None:
    catalog = one(approved("Seguro."))
    with pytest.raises(CatalogError, match=r"the entry has changed: it holds 'Seguro.'"):
        catalog.put(KEY, approved("El muelle."), over=approved("Firme."))
    with pytest.raises(CatalogError):
        catalog.put(KEY, approved("El muelle."))
    catalog.put(KEY, approved("El muelle."), over=approved("Seguro."))
    assert catalog.translation(KEY) == approved("El muelle.")


def test_an_approved_draft_keeps_its_origin() -> None:
    draft = drafted("Seguro.")
    catalog = one(draft)
    catalog.put(KEY, approved("Seguro."), over=draft)
    assert catalog.translation(KEY) == Translation("Seguro.", State.APPROVED, draft.origin)


def test_a_memory_may_file_an_approval_in_an_empty_entry() -> None:
    origin = Origin("memory", "articles/b.md", "2026-11-22", drafted("Seguro.").origin.digest)  # type: ignore[union-attr]
    catalog = one(None)
    catalog.put(KEY, Translation("Seguro.", State.APPROVED, origin))
    assert catalog.translation(KEY) == Translation("Seguro.", State.APPROVED, origin)


def test_an_unknown_key_is_refused_with_the_way_out() -> None:
    with pytest.raises(CatalogError, match="run `dragoman extract`"):
        one(None).put(Key("Something else."), approved("Otra cosa."))


def test_an_empty_text_clears_the_entry() -> None:
    catalog = one(drafted("Seguro."))
    catalog.put(KEY, Translation("", State.DRAFT), over=drafted("Seguro."))
    assert catalog.translation(KEY) is None
    assert b"fuzzy" not in catalog.data and b"origin" not in catalog.data


def test_an_entry_is_written_in_gettext_s_order_with_each_text_on_one_line() -> None:
    catalog = one(None)
    catalog.put(KEY, drafted('Uno "dos"\n\ttres\\ ' + "largo " * 30))
    lines = catalog.data.decode().split("\n\n")[1].strip().split("\n")
    assert [line.split()[0] for line in lines] == ["#", "#.", "#:", "#,", "msgctxt", "msgid", "msgstr"]
    assert lines[0].startswith("# origin: apertium eng-spa 2026-11-22 ")
    assert lines[-1].startswith('msgstr "Uno \\"dos\\"\\n\\ttres\\\\ largo ')


def test_a_pair_knows_its_line() -> None:
    catalog = catalog_of([("One.", approved("Uno.")), ("Two.", None)])
    lines = catalog.data.decode().split("\n")
    pairs = list(catalog.pairs(segments("Two.", "One.", "Three.")))
    assert [(p.segment.text, p.translation and p.translation.text) for p in pairs] == [
        ("Two.", None),
        ("One.", "Uno."),
        ("Three.", None),
    ]
    assert [lines[pair.line - 1] for pair in pairs[:2]] == ['msgid "Two."', 'msgid "One."']
    assert pairs[2].line == 0


def test_comments_stay_on_their_line_whatever_the_article_says() -> None:
    catalog = Catalog.new("es", "en", ARTICLE)
    catalog.update(
        segments("One."),
        article="articles/a b\n.md",
        remarks=lambda _: ['After: x\nmsgid "evil"', "\u202ereversed\u2028", "C:\\dir\\", " "],
    )
    assert Catalog.parse(catalog.data).keys == (Key("One."),)
    assert catalog.data.decode().split("\n\n")[1] == (
        '#. After: x msgid "evil"\n#. reversed\n#. C:\\dir\\ .\n#: \u2068articles/a b .md\u2069\n'
        'msgid "One."\nmsgstr ""\n'
    )


def test_a_file_is_written_whole_and_never_over_another_s_save(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    catalog = one(None)
    catalog.write(path)
    assert path.read_bytes() == catalog.data
    mine = Catalog.read(path)
    path.write_bytes(path.read_bytes() + b"# saved meanwhile\n")
    mine.put(KEY, approved("Seguro."))
    with pytest.raises(FileError, match="has changed since it was read"):
        mine.write(path)
    assert path.read_bytes().endswith(b"# saved meanwhile\n")
    with pytest.raises(FileError):
        Catalog.read(tmp_path / "fr.po")


def test_changed_remarks_leave_the_message_as_it_was_spelled() -> None:
    data = one(approved("Seguro.")).data.replace(b'msgid "The pier', b'msgid ""\n"The pier')
    catalog = Catalog.parse(data.replace(b"#. Caption", b"#. Old remark"))
    update(catalog, KEY)
    assert catalog.data == data
