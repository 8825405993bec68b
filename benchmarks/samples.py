"""Made-up articles of any size in each format: the same at every call, of words of our own."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator

_WORDS = """
harbour ferry council bridge market garden library tram museum orchard river winter summer budget teacher engineer
visitors residents volunteers ticket timetable repair opening meeting report morning evening autumn north old new quiet
public small long late early free open closed reopens approves begins plans builds offers repairs visits crosses
after before during near without between every most several two three its their the a and of for with
""".split()  # noqa: SIM905


def sample(name: str, size: int) -> tuple[str, bytes]:
    """Suffix and bytes of an article in the format `name`, of at least `size` bytes. KeyError for an unknown one."""
    suffix, make = _MAKERS[name]
    return suffix, make(random.Random(name), size).encode()


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(6, 16))).capitalize() + chance.choice("....?!")


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(2, 5)))


def _title(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=5)).capitalize()


def _until(size: int, blocks: Iterator[str]) -> str:
    rows: list[str] = []
    done = 0
    while done < size:
        rows.append(next(blocks))
        done += len(rows[-1])
    return "".join(rows)


def _text(chance: random.Random, size: int) -> str:
    def blocks() -> Iterator[str]:
        yield f"{_title(chance)}\n\n"
        while True:
            yield f"{_paragraph(chance)}\n\n"

    return _until(size, blocks())


def _markdown(chance: random.Random, size: int) -> str:
    def blocks() -> Iterator[str]:
        yield f"---\ntitle: {_title(chance)}\n---\n\n# {_title(chance)}\n\n"
        while True:
            yield f"## {_title(chance)}\n\n"
            for _ in range(4):
                yield f"{_sentence(chance)} **{_title(chance)}** and [{_title(chance)}](/{chance.random()}). "
                yield f"{_paragraph(chance)}\n\n"
            yield "".join(f"- {_sentence(chance)}\n" for _ in range(4)) + "\n"
            yield f"| {_title(chance)} | b |\n|---|---|\n| {_title(chance)} | `x` |\n\n> {_paragraph(chance)}\n\n"
            yield f"```sh\n{_title(chance)}\n```\n\n![{_title(chance)}](/m.png)\n\n"

    return _until(size, blocks())


def _markup(chance: random.Random) -> Iterator[str]:
    """Blocks of HTML that are well-formed XML too, one a line."""
    while True:
        yield f"<h2>{_title(chance)}</h2>\n"
        for _ in range(4):
            yield f'<p>{_sentence(chance)} <em>{_title(chance)}</em> &amp; <a href="/{chance.random()}">'
            yield f"{_title(chance)}</a>. {_paragraph(chance)}</p>\n"
        yield f"<ul>{''.join(f'<li>{_sentence(chance)}</li>' for _ in range(4))}</ul>\n"
        yield f'<p><img src="/m.png" alt="{_title(chance)}"/> {_sentence(chance)}</p>\n'
        yield f"<table><tr><th>{_title(chance)}</th></tr><tr><td>{_sentence(chance)}</td></tr></table>\n"


def _html(chance: random.Random, size: int) -> str:
    head = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/><title>{_title(chance)}</title></head><body>\n'
    )
    return head + _until(size, _markup(chance)) + "</body></html>\n"


def _docbook(chance: random.Random, size: int) -> str:
    def blocks() -> Iterator[str]:
        while True:
            paragraphs = [
                f"<para>{_sentence(chance)} <emphasis>{_title(chance)}</emphasis>. {_paragraph(chance)}</para>\n"
                for _ in range(4)
            ]
            items = "".join(f"<listitem><para>{_sentence(chance)}</para></listitem>\n" for _ in range(4))
            yield f"<section><title>{_title(chance)}</title>\n{''.join(paragraphs)}"
            yield f"<itemizedlist>\n{items}</itemizedlist></section>\n"

    head = '<?xml version="1.0" encoding="utf-8"?>\n<article xmlns="http://docbook.org/ns/docbook" version="5.0">\n'
    body = _until(size, (a + b for a, b in zip(*[blocks()] * 2, strict=False)))
    return f"{head}<title>{_title(chance)}</title>\n{body}</article>\n"


def _ninjs(chance: random.Random, size: int) -> str:
    item = {
        "uri": "urn:example:1",
        "type": "text",
        "language": "en",
        "headline": _title(chance),
        "description_text": _sentence(chance),
        "body_xhtml": _until(size, _markup(chance)),
    }
    return json.dumps(item, indent=2) + "\n"


_MAKERS: dict[str, tuple[str, Callable[[random.Random, int], str]]] = {
    "text": (".txt", _text),
    "markdown": (".md", _markdown),
    "mdx": (".mdx", _markdown),
    "html": (".html", _html),
    "xml": (".xml", _docbook),
    "json": (".json", _ninjs),
}
