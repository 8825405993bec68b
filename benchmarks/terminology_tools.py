"""One tool looking for terms, in a process of its own: `python terminology_tools.py CASE.json`, measures on output."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PART = {1_000: 400_000, 10_000: 40_000, 100_000: 2_000}  # characters for the regex
_ARTICLE, _SENTENCE = 6_000, 160  # characters


def main() -> None:
    case = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    text, names, tool = case["text"], case["names"], case["tool"]
    build, search = TOOLS[tool]
    if tool == "re":
        text = text[: _PART[len(names)]]
    before = _memory()
    builds, searches = [], []
    hits = 0
    for _ in range(3):
        begun = time.process_time()
        made = build(names)
        builds.append(time.process_time() - begun)
        begun = time.process_time()
        hits = search(made, text)
        searches.append(time.process_time() - begun)
    print(
        json.dumps(
            {
                "build": min(builds),
                "search": min(searches),
                "memory": _memory() - before,
                "hits": hits,
                "bytes": len(text.encode()),
            }
        )
    )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _glossary(names: list[str]) -> Any:
    from dragoman.glossary import Glossary, Term

    made = Glossary(tuple(Term(name) for name in names))
    assert not made.index.is_empty  # it is made when first asked for
    return made


def _dragoman(glossary: Any, text: str) -> int:
    from dragoman.glossary import find_terms

    return len(find_terms(text, glossary, "en"))


def _by_article(glossary: Any, text: str) -> int:
    return _in_pieces(glossary, text, _ARTICLE)


def _by_sentence(glossary: Any, text: str) -> int:
    return _in_pieces(glossary, text, _SENTENCE)


def _in_pieces(glossary: Any, text: str, size: int) -> int:
    from dragoman.glossary import find_terms

    return sum(len(find_terms(text[start : start + size], glossary, "en")) for start in range(0, len(text), size))


def _regex(names: list[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _flashtext(names: list[str]) -> Any:
    from flashtext import KeywordProcessor  # type: ignore[import-not-found]

    made = KeywordProcessor()
    made.add_keywords_from_list(names)
    return made


def _rust(names: list[str]) -> Any:
    import ahocorasick_rs  # type: ignore[import-not-found]

    return ahocorasick_rs.AhoCorasick(
        [name.lower() for name in names],
        store_patterns=False,
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
    )


def _pyahocorasick(names: list[str]) -> Any:
    import ahocorasick  # type: ignore[import-not-found]

    made = ahocorasick.Automaton()
    for number, name in enumerate(names):
        made.add_word(name.lower(), number)
    made.make_automaton()
    return made


TOOLS: dict[str, tuple[Callable[[list[str]], Any], Callable[[Any, str], int]]] = {
    "dragoman": (_glossary, _dragoman),
    "dragoman by article": (_glossary, _by_article),
    "dragoman by sentence": (_glossary, _by_sentence),
    "re": (_regex, lambda made, text: sum(1 for _ in made.finditer(text))),
    "flashtext": (_flashtext, lambda made, text: len(made.extract_keywords(text, span_info=True))),
    "ahocorasick-rs": (_rust, lambda made, text: len(made.find_matches_as_indexes(text.lower(), overlapping=True))),
    "pyahocorasick": (_pyahocorasick, lambda made, text: sum(1 for _ in made.iter(text.lower()))),
}

if __name__ == "__main__":
    main()
