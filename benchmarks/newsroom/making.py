"""Makes the newsroom: the same articles, translations and glossary at every call, in words of our own."""

from __future__ import annotations

import json
import os
import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path

from dragoman import Catalog
from dragoman.formats.reading import format_for, read_with, segmenter

LANGUAGES = ("ar", "de", "es", "fr", "ja")
_FRONT_MATTER = ("title", "description")
_FOLDERS = 100  # articles in a folder
_PARAGRAPHS = (4, 8)
_SENTENCES = (2, 4)
_NOBODY = "la"
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_Row = dict[str, str]


def make_newsroom(folder: Path, count: int, languages: Sequence[str] = LANGUAGES) -> None:
    """A project of `count` articles whose every text is approved in every language."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dragoman.toml").write_text(_settings(languages), encoding="utf-8")
    (folder / "glossary").mkdir()
    (folder / "glossary/names.toml").write_text("\n".join(_terms(languages)), encoding="utf-8")
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(partial(_write, folder, languages), range(count), chunksize=50):
            pass


def article_path(number: int) -> str:
    """The article below its source root."""
    return f"{number // _FOLDERS:03}/{number:05}.md"


def edited(data: bytes, mark: str) -> bytes:
    """An article after an edit of its first sentence."""
    head, rule, body = data.decode().rpartition("---\n\n")
    return f"{head}{rule}{mark} {body}".encode()


def _settings(languages: Sequence[str]) -> str:
    return f"""\
source = "en"
languages = {json.dumps(languages)}
articles = ["articles"]
locales = "locales"
glossary = "glossary"
output = "content"

[policy]
publish = "draft-labelled"

[formats.markdown]
front_matter = {json.dumps(_FRONT_MATTER)}

[layout]
profile = "hugo"

[site]
title = "The Measured Courier"
address = "https://courier.example/"
"""


def _terms(languages: Sequence[str]) -> Iterator[str]:
    for kind, of in (("place", "place"), ("person", "person"), ("body", "organisation")):
        for row in _table()[kind]:
            said = "".join(
                f"{tag} = {{ approved = {json.dumps(row[tag], ensure_ascii=False)} }}\n" for tag in languages
            )
            yield f'[[term]]\nsource = "{row["en"]}"\nkind = "{of}"\n{said}'


def _write(folder: Path, languages: Sequence[str], number: int) -> None:
    blocks = list(_blocks(random.Random(number), number))
    name = article_path(number)
    path = folder / "articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = _markdown(blocks, number).encode()
    path.write_bytes(data)
    document = read_with(
        format_for(".md", {"front_matter": list(_FRONT_MATTER)}),
        data,
        segmenter("en", "sentence"),
        language="en",
        where=name,
    )
    catalog = Catalog.new(_NOBODY, "en", name)  # the same for every language but for its header and translations
    catalog.update(document.segments, article=f"articles/{name}")
    for language in languages:
        said = {_key(row["en"]): _key(row[language]) for _, rows in blocks for row in rows}
        target = folder / "locales" / language / f"{name}.po"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_translated(catalog.data.decode(), language, said), encoding="utf-8")


def _translated(catalog: str, language: str, said: _Row) -> str:
    head, *entries = catalog.split("\n\n")
    made = [head.replace(f"Language: {_NOBODY}", f"Language: {language}")]
    for entry in entries:
        text = json.loads(entry.partition("\nmsgid ")[2].partition("\nmsgstr ")[0])
        made.append(entry.replace('msgstr ""', f"msgstr {json.dumps(said[text], ensure_ascii=False)}"))
    return "\n\n".join(made)


def _blocks(chance: random.Random, number: int) -> Iterator[tuple[str, list[_Row]]]:
    """Each block of an article with its sentences in every language."""
    table = _table()
    yield "title", [_filled(chance, chance.choice(table["headline"]))]
    yield "description", [_filled(chance, chance.choice(table["sentence"]))]
    paragraphs = chance.randint(*_PARAGRAPHS)
    for place in range(paragraphs):
        if place == paragraphs // 2:
            yield "subhead", [chance.choice(table["subhead"])]
        patterns = chance.sample(table["sentence"], chance.randint(*_SENTENCES))
        yield "body", [_filled(chance, pattern) for pattern in patterns]
    if number:
        there = Path(os.path.relpath(article_path(chance.randrange(number)), Path(article_path(number)).parent))
        yield "body", [{tag: text.replace("{link}", there.as_posix()) for tag, text in table["link"][0].items()}]


def _filled(chance: random.Random, pattern: _Row) -> _Row:
    table = _table()
    place, other = chance.sample(table["place"], 2)
    chosen = {
        "place": place,
        "other": other,
        **{kind: chance.choice(table[kind]) for kind in ("person", "body", "day")},
    }
    numbers = {"count": str(chance.randint(12, 999)), "more": str(chance.randint(2, 11))}
    return {
        tag: text.format(**{slot: row[tag] for slot, row in chosen.items()}, **numbers) for tag, text in pattern.items()
    }


def _markdown(blocks: Sequence[tuple[str, list[_Row]]], number: int) -> str:
    (_, title), (_, deck), *rest = blocks
    day = date(2020, 1, 1) + timedelta(days=number % 2000)
    head = f'---\ntitle: "{title[0]["en"]}"\ndescription: "{deck[0]["en"]}"\ndate: {day}\n---\n'
    return "\n".join([head, *(_paragraph(kind, rows) for kind, rows in rest)])


def _paragraph(kind: str, rows: Sequence[_Row]) -> str:
    return f"{'## ' if kind == 'subhead' else ''}{' '.join(row['en'] for row in rows)}\n"


def _key(text: str) -> str:
    return _LINK.sub(r"<a>\1</a>", text)


@cache
def _table() -> dict[str, list[_Row]]:
    return tomllib.loads((Path(__file__).parent / "prose.toml").read_text(encoding="utf-8"))
