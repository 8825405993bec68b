"""Articles as people write them: their segments, and the same article translated.

Each folder `<format>/<case>` holds `source.<suffix>`, `segments.toml` (every segment with its translation) and
`expected.<suffix>`; a `settings.toml` beside them holds the format's settings, and the target language as `target`.
Paths in it are relative to the folder.
`python -m tests.articles.test_articles` writes segments and expected articles anew and keeps the translations; look at
the difference before it is committed.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from dragoman.formats.reading import format_for, read_with, segmenter, with_files
from dragoman.model import Document, Format, Key, Target, Written

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    source: Path

    @property
    def name(self) -> str:
        return self.source.parent.relative_to(HERE).as_posix()

    @property
    def listed(self) -> Path:
        return self.source.with_name("segments.toml")

    @property
    def expected(self) -> Path:
        return self.source.with_name(f"expected{self.source.suffix}")

    @cached_property
    def settings(self) -> dict[str, Any]:
        file = self.source.with_name("settings.toml")
        return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}

    @cached_property
    def form(self) -> Format:
        named = {name: value for name, value in self.settings.items() if name != "target"}
        folder = self.source.parent
        settings = with_files(self.source.suffix, named, lambda path: (folder / path).read_bytes())
        return format_for(self.source.suffix, settings)

    def read(self, data: bytes | None = None) -> Document:
        data = self.source.read_bytes() if data is None else data
        return read_with(self.form, data, segmenter("en", "paragraph"), language="en", where=self.source.name)

    def translations(self) -> dict[Key, str]:
        if not self.listed.exists():
            return {}
        rows = tomllib.loads(self.listed.read_text(encoding="utf-8")).get("segment", [])
        return {Key(row["text"], row["context"]): row["translation"] for row in rows if "translation" in row}

    def write(self, document: Document) -> Written:
        return self.form.write(document, self.translations(), Target(self.settings.get("target", "xx")))


CASES = [Case(source) for source in sorted(HERE.glob("*/*/source.*"))]


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
def test_an_article_has_these_segments(case: Case) -> None:
    assert described(case.read(), case.translations()) == case.listed.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_translated_article_reads_like_this(case: Case) -> None:
    written = case.write(case.read())
    assert (written.data, written.kept) == (case.expected.read_bytes(), ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing_but_themselves(case: Case) -> None:
    plain = case.read()
    if plain.encoding != "utf-8" or plain.text.startswith("\ufeff") or "\r" in plain.text:
        pytest.skip("this article has its own charset or line ends")

    def foreign(text: str) -> bytes:
        return ("\ufeff" + text.replace("\n", "\r\n")).encode()

    document = case.read(foreign(plain.text))
    assert document.data == foreign(plain.text)
    assert [segment.key for segment in document.segments] == [segment.key for segment in plain.segments]
    assert case.write(document).data == foreign(case.expected.read_text(encoding="utf-8"))


def main() -> None:
    for case in CASES:
        document = case.read()
        case.listed.write_text(described(document, case.translations()), encoding="utf-8")
        written = case.write(document)
        case.expected.write_bytes(written.data)
        for kept in written.kept:
            print(f"{case.name}: kept {kept.segment.raw!r}: {kept.reason}")


if __name__ == "__main__":
    main()
