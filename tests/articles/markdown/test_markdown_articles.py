"""Articles as people write them: their segments, and the same article translated.

Each folder holds `source.md`, `segments.toml` (every segment with its translation) and `expected.md`.
`python -m tests.articles.markdown.test_markdown_articles` writes segments and expected article anew and keeps the
translations; look at the difference before it is committed.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from dragoman.formats.markdown import Markdown
from dragoman.formats.reading import segmenter
from dragoman.model import Document, Key, Target

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/source.md"))
MARKDOWN = Markdown()


def read(data: bytes) -> Document:
    return MARKDOWN.read(data, segmenter("en", "paragraph"))


def translations(case: Path) -> dict[Key, str]:
    table = tomllib.loads((case / "segments.toml").read_text(encoding="utf-8"))
    rows = table["segment"]
    return {Key(row["text"], row["context"]): row["translation"] for row in rows if "translation" in row}


def described(document: Document, texts: dict[Key, str]) -> str:
    """The segments of an article as TOML."""
    rows = []
    for segment in document.segments:
        row = {"line": segment.line, "kind": segment.block.kind, "context": segment.context, "text": segment.text}
        if segment.note:
            row["note"] = segment.note
        if segment.key in texts:
            row["translation"] = texts[segment.key]
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in row.items()]
        rows.append("\n".join(["[[segment]]", *lines]) + "\n")
    return "\n".join(rows)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_article_has_these_segments(case: Path) -> None:
    expected = (case / "segments.toml").read_text(encoding="utf-8")
    assert described(read((case / "source.md").read_bytes()), translations(case)) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_translated_article_reads_like_this(case: Path) -> None:
    written = MARKDOWN.write(read((case / "source.md").read_bytes()), translations(case), Target("xx"))
    assert (written.data.decode(), written.kept) == ((case / "expected.md").read_text(encoding="utf-8"), ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing_but_themselves(case: Path) -> None:
    def foreign(text: str) -> bytes:
        return ("\ufeff" + text.replace("\n", "\r\n")).encode()

    plain = read((case / "source.md").read_bytes())
    document = read(foreign(plain.text))
    assert document.data == foreign(plain.text)
    assert [segment.key for segment in document.segments] == [segment.key for segment in plain.segments]
    written = MARKDOWN.write(document, translations(case), Target("xx"))
    assert written.data == foreign((case / "expected.md").read_text(encoding="utf-8"))


def main() -> None:
    for case in CASES:
        listed = case / "segments.toml"
        texts = translations(case) if listed.exists() else {}
        document = read((case / "source.md").read_bytes())
        listed.write_text(described(document, texts), encoding="utf-8")
        written = MARKDOWN.write(document, texts, Target("xx"))
        (case / "expected.md").write_bytes(written.data)
        for kept in written.kept:
            print(f"{case.name}: kept {kept.segment.raw!r}: {kept.reason}")


if __name__ == "__main__":
    main()
