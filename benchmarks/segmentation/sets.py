"""Files of paragraphs with known sentence ends, and of golden rules."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.segmentation.scores import Paragraph


@dataclass(frozen=True, slots=True)
class Treebank:
    name: str
    language: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def borders(self) -> int:
        return sum(len(paragraph.borders) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Rule:
    """A golden rule: a text and its sentences. `counts` is False where the text is to be cleaned up first."""

    language: str
    text: str
    sentences: tuple[str, ...]
    counts: bool


def read_sets(paths: Iterable[Path]) -> tuple[list[Treebank], list[Rule]]:
    """A file is JSON of one of two shapes, told apart by what it holds:

    {set: {"lang": tag, "paras": [{"text": …, "ends": [offset of each sentence end, in characters]}]}}, or
    {tag: [{"text": …, "exp": [sentence, …], "set": name}]}.
    """
    treebanks: list[Treebank] = []
    rules: list[Rule] = []
    for path in paths:
        for name, held in json.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(held, dict):
                paragraphs = (Paragraph(one["text"], tuple(one["ends"])) for one in held["paras"])
                treebanks.append(Treebank(name, held["lang"], tuple(paragraphs)))
            else:
                rules += (
                    Rule(name, one["text"], tuple(one["exp"]), not any(mark in one.get("set", "") for mark in _CLEANED))
                    for one in held
                )
    return treebanks, rules


_CLEANED = ("CLEAN", "PDF")
