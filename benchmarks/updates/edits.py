"""The edits: what editors do to an article, each done once to one paragraph of plain prose."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

LEAD = "The council meets again on Thursday to decide on the plan. Residents may speak before the vote."
SENTENCE = "Officials will publish the whole report next month."


@dataclass(frozen=True, slots=True)
class Edited:
    """The article after an edit. `affected` are the paragraphs that it touches, as they stand now;

    `added` is text among them that is new: nobody can have a translation of it.
    """

    text: str
    affected: tuple[str, ...]
    added: str = ""
    is_whole: bool = False  # the edit touches the whole article


Edit = Callable[["Article", random.Random], Edited | None]


class Article:
    """An article as blocks with the blank lines between them; `prose` numbers the paragraphs that can be edited."""

    def __init__(self, text: str) -> None:
        pieces = re.split(r"(\n[ \t]*(?:\n[ \t]*)*\n)", text)
        self.blocks, self.gaps = pieces[::2], [*pieces[1::2], ""]
        self.prose = [number for number, block in enumerate(_unfenced(self.blocks)) if _is_prose(block)]

    def text(self, changed: Mapping[int, str] | None = None, order: Sequence[int] | None = None) -> str:
        """The article with some blocks changed, or in another order."""
        blocks = [(changed or {}).get(number, block) for number, block in enumerate(self.blocks)]
        blocks = [blocks[number] for number in order or range(len(blocks))]
        return "".join(block + gap for block, gap in zip(blocks, self.gaps, strict=True))

    def choose(self, chance: random.Random, fits: Callable[[str], object]) -> int | None:
        found = [number for number in self.prose if fits(self.blocks[number])]
        return chance.choice(found) if found else None


def edit(name: str, text: str, seed: str) -> Edited | None:
    """The edit `name` of `text`; None when the article has no place for it. The same seed, the same edit."""
    return EDITS[name](Article(text), random.Random(f"{name} {seed}"))


# edits of one paragraph


def _paragraph(change: Callable[[str, random.Random], str | None], added: str = "") -> Edit:
    def make(article: Article, chance: random.Random) -> Edited | None:
        for number in chance.sample(article.prose, len(article.prose)):
            new = change(article.blocks[number], chance)
            if new is not None and new != article.blocks[number]:
                return Edited(article.text({number: new}), (new,), added)
        return None

    return make


def _replace_one(pattern: str, new: Callable[[re.Match[str]], str]) -> Callable[[str, random.Random], str | None]:
    searched = re.compile(pattern)

    def change(block: str, chance: random.Random) -> str | None:
        links = [found.span() for found in re.finditer(r"\]\([^)]*\)|\S+://\S+", block)]
        places = [
            found
            for found in searched.finditer(block)
            if not any(start <= found.start() < end and not pattern.startswith(r"\]") for start, end in links)
        ]
        if not places:
            return None
        found = chance.choice(places)
        return block[: found.start()] + new(found) + block[found.end() :]

    return change


def _swapped(found: re.Match[str]) -> str:
    word = found[0]
    at = next((at for at in range(2, len(word) - 2) if word[at] != word[at + 1]), None)
    return word if at is None else word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _reflowed(block: str, chance: random.Random) -> str | None:
    for width in (60, 72, 50, 88):
        lines = textwrap.wrap(block, width, break_long_words=False, break_on_hyphens=False)
        if "\n".join(lines) != block and len(lines) > 1 and not any(_OPENS_BLOCK.match(line) for line in lines[1:]):
            return "\n".join(lines)
    return None


def _appended(block: str, chance: random.Random) -> str | None:
    return f"{block} {SENTENCE}" if _ENDS.search(block) else None


# edits of more than one


def _moved(article: Article, chance: random.Random) -> Edited | None:
    for number in chance.sample(article.prose, len(article.prose)):
        goals = [goal for goal in article.prose if abs(goal - number) > 1]
        if goals and article.blocks.count(article.blocks[number]) == 1:
            goal = chance.choice(goals)
            order = [at for at in range(len(article.blocks)) if at != number]
            order.insert(order.index(goal) + (goal > number), number)
            return Edited(article.text(order=order), (article.blocks[number],))
    return None


def _lead(article: Article, chance: random.Random) -> Edited | None:
    if not article.prose:
        return None
    first = article.prose[0]
    return Edited(article.text({first: f"{LEAD}\n\n{article.blocks[first]}"}), (LEAD,), LEAD)


def _split(article: Article, chance: random.Random) -> Edited | None:
    for number in chance.sample(article.prose, len(article.prose)):
        block = article.blocks[number]
        links = [found.span() for found in re.finditer(r"\[[^\]]*\]\([^)]*\)|\*\*[^*]+\*\*", block)]
        places = [
            found
            for found in _BORDER.finditer(block)
            if not any(start < found.start() < end for start, end in links)
            and min(len(block[: found.start()].split()), len(block[found.end() :].split())) > 4
        ]
        if places:
            middle = min(places, key=lambda found: abs(found.start() - len(block) // 2))
            parts = (block[: middle.start()], block[middle.end() :])
            return Edited(article.text({number: "\n\n".join(parts)}), parts)
    return None


def _joined(article: Article, chance: random.Random) -> Edited | None:
    pairs = [number for number in article.prose if number + 1 in article.prose and _ENDS.search(article.blocks[number])]
    if not pairs:
        return None
    number = chance.choice(pairs)
    new = f"{article.blocks[number]} {article.blocks[number + 1]}"
    pieces = [
        block + gap
        for at, (block, gap) in enumerate(zip(article.blocks, article.gaps, strict=True))
        if at not in (number, number + 1)
    ]
    pieces.insert(number, new + article.gaps[number + 1])
    return Edited("".join(pieces), (new,))


def _repeated(article: Article, chance: random.Random) -> Edited | None:
    pairs = [(one, goal) for one in article.prose for goal in article.prose if abs(one - goal) > 1]
    if not pairs:
        return None
    one, goal = chance.choice(pairs)
    block = article.blocks[one]
    return Edited(article.text({goal: f"{block}\n\n{article.blocks[goal]}"}), (block,))


def _renamed(article: Article, chance: random.Random) -> Edited | None:
    return Edited(article.text(), (), is_whole=True)


_TYPO = _replace_one(r"(?<!\w)[a-z]{6,}(?!\w)", _swapped)
_NOT = _replace_one(r"(?<= )(?:is|are|was|were|will|can|must|should)(?= [a-z])", lambda found: f"{found[0]} not")

EDITS: Mapping[str, Edit] = {
    "typo": _paragraph(_TYPO),
    "number": _paragraph(
        _replace_one(r"(?<![\w.,/:#-])\d{1,4}(?![\w/:-]|[.,]\d)", lambda found: str(int(found[0]) + 3))
    ),
    "“not” inserted": _paragraph(_NOT),
    "paragraph moved": _moved,
    "new lead": _lead,
    "lines wrapped anew": _paragraph(_reflowed),
    "address changed": _paragraph(_replace_one(r"\]\([^\s()#?]+", lambda found: found[0].rstrip("/") + "-new")),
    "bold removed": _paragraph(_replace_one(r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*(?!\w)", lambda found: found[1])),
    "sentence appended": _paragraph(_appended, SENTENCE),
    "paragraph split": _split,
    "two paragraphs joined": _joined,
    "paragraph repeated": _repeated,
    "file renamed": _renamed,
    "edit taken back": _paragraph(_NOT),
}
RENAMED, REVERTED = "file renamed", "edit taken back"

_BORDER = re.compile(r"(?<=[a-z]{3}[.!?])\s+(?=[A-Z])")
_ENDS = re.compile(r"[a-z)][.!?]$")
_OPENS_BLOCK = re.compile(r"\s*(?:[#>|+*=:~-]|\d+[.)])")
_NOT_PLAIN = re.compile(
    r"[`<{|\\]|\]\[|!\[|\[\^|\]:|^[ \t]|[ \t]{2}$|^\s*(?:[#>+=~:-]|\*\s|\d+[.)]\s)|://[^)\s]*$", re.MULTILINE
)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)


def _is_prose(block: str) -> bool:
    """A paragraph of words, links and emphasis, which every tool reads alike."""
    return (
        len(block.split()) > 7 and bool(re.match(r"[\"“‘'(]?(?:\*\*)?[^\W\d_]", block)) and not _NOT_PLAIN.search(block)
    )


def _unfenced(blocks: Sequence[str]) -> list[str]:
    """The blocks; those that stand in fenced code are empty."""
    inside = False
    found = []
    for block in blocks:
        fences = len(_FENCE.findall(block))
        found.append("" if inside or fences else block)
        inside ^= fences % 2 == 1
    return found
