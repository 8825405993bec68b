"""A test engine that does to tokens what engines have been seen to do, and worse: at random, the same for each seed."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Mapping, Sequence

from dragoman.model.drafting import Batch, Capabilities, Draft

# What may be a token of any design, or a name that stands in for one.
_TOKEN = re.compile(
    r"⟦\d+⟧|\[\[\d+\]\]|\{\d+\}|#\d+#|__\d+__|\ue010\d+\ue011|<x id=\"\d+\"/>|Xqz\d+x|<term\d*/>|\b[A-Z]\w+\b",
    re.UNICODE,
)
_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
DAMAGES = (
    "drop", "double", "reorder", "recase", "split", "escape", "translate", "inflect", "blank", "glue", "digits", "move",
)  # fmt: skip
"""What it does to a token."""


class TamperingEngine:
    """Answers with the words of the text in another order and spelling (so that it is no copy), and damages tokens.

    `share` of the texts are damaged, each once to three times; `words` are its own renderings of words it knows.
    """

    name = "tampering"

    def __init__(
        self,
        seed: int,
        *,
        share: float = 0.7,
        words: Mapping[str, str] | None = None,
        caps: Capabilities | None = None,
        damages: Sequence[str] = DAMAGES,
    ) -> None:
        self.caps = caps or Capabilities()
        self.damages: dict[str, int] = dict.fromkeys(damages, 0)
        self._chance = random.Random(seed)  # noqa: S311 - nothing secret
        self._share = share
        self._words = dict(words or {})

    def missing(self, source: str, target: str) -> str:
        return ""

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        return [Draft(self._answer(request.text), "tampering") for request in batch.requests]

    def close(self) -> None:
        """Nothing was started."""

    def _answer(self, text: str) -> str:
        for word, rendering in self._words.items():
            text = text.replace(word, rendering)
        text = re.sub(r"\b(?!x\b|id\b|term)[a-z]{2,}\b(?![^<]*>)", lambda found: f"{found.group()[::-1]}o", text)
        if self._chance.random() < self._share:
            for _ in range(self._chance.randint(1, 3)):
                text = self._damaged(text)
        return text

    def _damaged(self, text: str) -> str:
        tokens = list(_TOKEN.finditer(text))
        if not tokens:
            return text
        chance = self._chance
        token = chance.choice(tokens)
        before, found, after = text[: token.start()], token.group(), text[token.end() :]
        damage = chance.choice(list(self.damages))
        self.damages[damage] += 1
        match damage:
            case "drop":
                return before + after
            case "double":
                return f"{before}{found} {found}{after}"
            case "reorder":
                other = chance.choice(tokens)
                first, second = sorted((token, other), key=lambda each: each.start())
                if first is second:
                    return text
                middle = text[first.end() : second.start()]
                return text[: first.start()] + second.group() + middle + first.group() + text[second.end() :]
            case "recase":
                return before + found.swapcase() + after
            case "split":
                cut = chance.randrange(1, len(found)) if len(found) > 1 else 1
                return f"{before}{found[:cut]} ole {found[cut:]}{after}"
            case "escape":
                return before + html.escape(found).replace("⟦", "&#10214;").replace("{", "&#123;") + after
            case "translate":
                return before + re.sub(r"\w+", "cosa", found, count=1) + after
            case "inflect":
                return before + found + chance.choice(("s", "es", "'s", "-om", "а", "lara")) + after
            case "blank":
                return before + f" {found[0]} {found[1:-1]} {found[-1]} " + after
            case "glue":
                return before.rstrip() + found + after.lstrip()
            case "digits":
                return before + found.translate(_DIGITS) + after
            case _:
                bare = before + after
                at = chance.randrange(len(bare) + 1)
                return bare[:at] + found + bare[at:]
