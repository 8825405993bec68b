"""Other ways to tell whether a text renders a term, each asked about the same pairs: word by word, or the text whole.

simplemma, Snowball and rapidfuzz are asked in a Python of their own, which gets pairs and gives answers as JSON.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Sequence
from typing import TypeAlias

Pair: TypeAlias = tuple[str, str, str]
"""Approved rendering, target text, language."""
Answers: TypeAlias = list[bool]
Tool: TypeAlias = Callable[[Sequence[Pair]], Answers]

_ASKED = """
import json, re, sys
tool, pairs = json.load(sys.stdin)
words = lambda text: re.findall(r"\\w+", text)
SNOWBALL = dict(ru="russian", de="german", es="spanish", fr="french", tr="turkish", ar="arabic", hi="hindi")
def stem(word, language, stemmers={}):
    if tool == "simplemma":
        import simplemma
        try:
            return simplemma.lemmatize(word, lang=language).casefold()
        except ValueError:
            return word.casefold()
    if language not in SNOWBALL:
        return word.casefold()
    if language not in stemmers:
        import snowballstemmer
        stemmers[language] = snowballstemmer.stemmer(SNOWBALL[language])
    return stemmers[language].stemWord(word.casefold())
def is_there(approved, target, language):
    if tool == "rapidfuzz":
        from rapidfuzz import fuzz
        return fuzz.partial_ratio(approved.casefold(), target.casefold()) >= 90
    wanted = [stem(word, language) for word in words(approved)]
    found = [stem(word, language) for word in words(target)]
    return any(found[at : at + len(wanted)] == wanted for at in range(len(found) - len(wanted) + 1))
json.dump([is_there(*pair) for pair in pairs], sys.stdout)
"""


def tools(python: str | None) -> dict[str, Tool]:
    """The other ways that can be asked, by name; `python` is one that has the libraries."""
    found: dict[str, Tool] = {
        "substring": lambda pairs: [approved.casefold() in target.casefold() for approved, target, _ in pairs],
        "70 % of the letters": lambda pairs: [_begins_alike(approved, target) for approved, target, _ in pairs],
    }
    for name, module in (("rapidfuzz ≥ 90", "rapidfuzz"), ("simplemma", "simplemma"), ("Snowball", "snowballstemmer")):
        if python and not subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode:
            found[name] = _asking(python, module)
        else:
            print(f"{name}: not asked (name a Python that has {module} with --tools-python)")
    return found


def _begins_alike(approved: str, target: str) -> bool:
    found = re.findall(r"\w+", target.casefold())
    return all(
        any(word.startswith(part[: -(-len(part) * 7 // 10)]) for word in found)
        for part in re.findall(r"\w+", approved.casefold())
    )


def _asking(python: str, module: str) -> Tool:
    def ask(pairs: Sequence[Pair]) -> Answers:
        run = subprocess.run(
            [python, "-c", _ASKED], input=json.dumps([module, list(pairs)]), capture_output=True, text=True, check=True
        )
        answers: Answers = json.loads(run.stdout)
        return answers

    return ask
