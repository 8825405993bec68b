"""What the reader takes as gettext does, and how it refuses damage: with line, column and the way out."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from dragoman.catalog import Catalog
from dragoman.catalog.entry import Ident
from dragoman.catalog.reader import read_po
from dragoman.model import CatalogError, Key, Where

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

DAMAGED = {
    "missing quote": ('msgid "a"\nmsgstr "x\n', 5, 8, "the line ends inside a string"),
    "cut off in a string": ('msgid "a"\nmsgstr "x', 5, 8, "the file ends inside a string"),
    "cut off before msgstr": ('msgid "a"\n', 5, 1, "msgstr is missing in the entry of line 4"),
    "text after a string": ('msgid "a"\nmsgstr "x" y\n', 5, 12, "unknown keyword y"),
    "inner quote": ('msgid "a"\nmsgstr "say "no""\n', 5, 14, "unknown keyword no"),
    "curly quotes": ('msgid “a”\nmsgstr ""\n', 4, 7, "unexpected character '“'"),
    "unknown escape": ('msgid "a\\q"\nmsgstr ""\n', 4, 9, "unknown escape \\q"),
    "comment in between": ('msgid "a"\n# note\nmsgstr ""\n', 5, 1, "a comment inside an entry"),
    "domain": ('domain "b"\nmsgid "a"\nmsgstr ""\n', 4, 1, "`domain` lines are not supported"),
    "two keywords": ('msgid msgid "a"\nmsgstr ""\n', 4, 7, "msgid has no string"),
    "unknown keyword": ('msgtext "a"\nmsgstr ""\n', 4, 1, "unknown keyword msgtext"),
    "string alone": ('# x\n"a"\nmsgid "b"\nmsgstr ""\n', 5, 1, "a string without a keyword"),
    "partly obsolete": ('#~ msgid "a"\nmsgstr "x"\n', 5, 1, "an entry is partly marked #~"),
    "plural from 1": (
        'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "x"\n',
        6,
        1,
        "msgstr[1] stands where msgstr[0] belongs",
    ),
    "plural without number": ('msgid "a"\nmsgid_plural "b"\nmsgstr "x"\n', 6, 1, "msgstr without a number"),
    "number without plural": ('msgid "a"\nmsgstr[0] "x"\n', 5, 1, "msgstr[n] without msgid_plural"),
    "conflict": ('msgid "a"\n<<<<<<< ours\nmsgstr "x"\n=======\nmsgstr "y"\n>>>>>>> t\n', 5, 1, "a conflict marker"),
    "twice": ('msgid "a"\nmsgstr "x"\n\nmsgid "a"\nmsgstr "y"\n', 7, None, "the same source text 'a' stands twice"),
    "twice, once obsolete": ('msgid "a"\nmsgstr "x"\n\n#~ msgid "a"\n#~ msgstr "y"\n', 7, None, "stands twice"),
    "NUL": ('msgid "a\0"\nmsgstr "x"\n', 4, 9, "a NUL byte"),
}


@pytest.mark.parametrize(("body", "line", "column", "reason"), DAMAGED.values(), ids=DAMAGED)
def test_damage_is_refused_with_its_place(body: str, line: int, column: int | None, reason: str) -> None:
    with pytest.raises(CatalogError) as caught:
        Catalog.parse((HEADER + body).encode(), "es.po")
    assert caught.value.where == Where("es.po", line, column)
    assert caught.value.message.startswith(reason) or reason in caught.value.message
    assert caught.value.hint or "begins" in caught.value.message


def test_a_duplicate_names_both_lines_and_both_texts() -> None:
    with pytest.raises(CatalogError, match=r"in lines 4 and 7: translated 'x' and 'y'"):
        Catalog.parse((HEADER + 'msgid "a"\nmsgstr "x"\n\nmsgid "a"\nmsgstr "y"\n').encode())


ODD = {
    "several strings on a line": ('msgid "a" "b"\nmsgstr "x" "y"\n', "ab", "xy"),
    "everything on one line": ('msgid "a" msgstr "x" msgid "b" msgstr "y"', "a", "x"),
    "no blanks": ('msgid"a"msgstr"x"\n', "a", "x"),
    "strings below": ('msgid\n"a"\nmsgstr\n\n"x"\n', "a", "x"),
    "blank lines inside": ('msgid "a"\n\nmsgstr "x"\n\n"y"\n', "a", "xy"),
    "a comment at the end of a line": ('msgid "a"\nmsgstr "x" # of the next\nmsgid "b"\nmsgstr ""\n', "a", "x"),
    "escapes": ('msgid "\\a\\b\\f\\v\\r\\t\\101\\x41\\xc3\\xa9\\\\\\""\nmsgstr "x"\n', '\a\b\f\v\r\tAAé\\"', "x"),
    "a backslash before the line end": ('#. C:\\dir\\\n#. x\nmsgid "a\\\nb"\nmsgstr "x"\n', "ab", "x"),
    "no line end at the end": ('msgid "a"\nmsgstr "x"', "a", "x"),
    "line separators in a text": ('# a\u2028b\nmsgid "\u2028\u0085\x0c"\nmsgstr "x"\n', "\u2028\u0085\x0c", "x"),
    "obsolete over several lines": ('#~ msgid "a"\n#~\n#~ "b"\n#~| \n#~ msgstr "x"\n', "ab", "x"),
}


@pytest.mark.parametrize(("body", "source", "target"), ODD.values(), ids=ODD)
def test_what_gettext_reads_is_read(body: str, source: str, target: str) -> None:
    data = (HEADER + body).encode()
    entry = read_po(data).entries[1]
    assert (entry.source, entry.target) == (source, target)
    assert Catalog.parse(data).data == data
    if shutil.which("msgfmt"):
        done = subprocess.run(["msgfmt", "-o", "/dev/null", "-"], input=data, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr


def test_comments_and_previous_texts_are_told_apart() -> None:
    body = '#\n# note\n#. remark\n#: a.md b.md\n#, fuzzy, c-format\n#| msgctxt "old"\n#| msgid "was"\n'
    body += 'msgid "is"\nmsgstr "x"\n'
    entry = read_po((HEADER + body).encode()).entries[1]
    assert (entry.lines("#"), entry.lines("."), entry.lines(":"), entry.flags) == (
        ("#", "# note"),
        ("#. remark",),
        ("#: a.md b.md",),
        ("fuzzy", "c-format"),
    )
    assert (entry.previous, entry.previous_context, entry.is_fuzzy) == ("was", "old", True)


def test_an_empty_context_is_another_key_than_none() -> None:
    catalog = Catalog.parse((HEADER + 'msgctxt ""\nmsgid "a"\nmsgstr "x"\n\nmsgid "a"\nmsgstr "y"\n').encode())
    assert catalog.keys == (Key("a"),)
    now = catalog.translation(Key("a"))
    assert now is not None and now.text == "y"
    assert [e.ident for e in read_po(catalog.data).entries[1:]] == [Ident("a", ""), Ident("a")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x1f\x8b\x08", "compressed"),
        ("msgid".encode("utf-16"), "UTF-16"),
        (HEADER.replace("UTF-8", "KLINGON").encode(), "unknown charset KLINGON"),
        (HEADER.replace("UTF-8", "unicode_escape").encode(), "unknown charset unicode_escape"),
        (HEADER.encode() + 'msgid "café"\nmsgstr ""\n'.encode("latin-1"), "no UTF-8"),
        (HEADER.replace("UTF-8", "CHARSET").encode() + b"# caf\xe9\n", "no charset is named"),
        (b'msgid "caf\xe9"\nmsgstr ""\n', "no charset is named"),
        (b"\xef\xbb\xbf" + HEADER.replace("UTF-8", "latin-1").encode(), "byte order mark"),
    ],
)
def test_a_charset_is_never_guessed(data: bytes, reason: str) -> None:
    with pytest.raises(CatalogError, match=reason) as caught:
        Catalog.parse(data, "es.po")
    assert caught.value.hint


@pytest.mark.parametrize("charset", ["ISO-8859-1", "windows-1251", "Shift_JIS", "GB18030", "EUC-KR", "BIG5"])
def test_files_in_older_charsets_are_read_and_kept(charset: str) -> None:
    text = {"ISO-8859-1": "é", "windows-1251": "ё", "EUC-KR": "한국어"}.get(charset, "表示\\\\")
    data = (HEADER.replace("UTF-8", charset) + f'msgid "a"\nmsgstr "{text}"\n').encode(charset)
    catalog = Catalog.parse(data)
    assert catalog.data == data
    now = catalog.translation(Key("a"))
    assert now is not None and now.text == text.replace("\\\\", "\\")


def test_stray_bytes_in_a_comment_are_kept_as_gettext_keeps_them() -> None:
    data = HEADER.encode() + b'# caf\xe9\nmsgid "a"\nmsgstr ""\n'
    assert Catalog.parse(data).data == data


def test_reading_takes_time_in_proportion_to_size() -> None:
    # Inputs that make careless expressions try again from every place; they end in the test's own time or not at all.
    for piece in ("#~ ", "# a\\\n", '"a" ', "\\\n", " \n", "msgid ", '"\\'):
        try:
            Catalog.parse((HEADER + piece * 50_000).encode())
        except CatalogError as error:
            assert error.where is not None
