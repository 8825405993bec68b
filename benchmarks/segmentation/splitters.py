"""One tool's sentences, in a process of its own; run by the Python that has the tool, without the rest of the project.

    PYTHON benchmarks/segmentation/splitters.py TOOL [SRX FILE] < requests

First writes {"version"}, or {"missing": reason} and ends. Then reads one JSON object a line, {"language", "texts"}, and
writes one: {"seconds", "spans", "inexact"}, or {"unsupported": true} when the tool has no rules for the language.
`spans` are the tool's sentences of each text as [start, end] in characters of our text; `inexact` lists the texts whose
sentences, as the tool gives them, are not the text: letters changed, lost or written twice. Seconds are CPU seconds of
the tool's own work, the search for its sentences in our text left out.
"""

from __future__ import annotations

import difflib
import functools
import importlib
import importlib.metadata
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

Span = tuple[int, int]
Pieces = Sequence[Span] | Sequence[str]  # a tool gives offsets, or nothing but the sentences themselves
Split = Callable[[str], Pieces]
# language tag → how its texts are split; None when the tool has no rules for it
Tool = Callable[[str], Split | None]


def main() -> None:
    name, *rest = sys.argv[1:]
    try:
        tool = TOOLS[name](*rest)
        version = importlib.metadata.version(PACKAGES[name])
    except (ImportError, OSError) as reason:  # OSError: a library that it is linked with
        _say({"missing": str(reason)})
        return
    _say({"version": version})
    for line in sys.stdin:
        request = json.loads(line)
        split = tool(request["language"])
        _say({"unsupported": True} if split is None else measured(split, request["texts"]))


def measured(split: Split, texts: Sequence[str]) -> dict[str, object]:
    split("One. Two.")  # what a tool loads or compiles at the first text is its start
    begun = time.process_time()
    pieces = [split(text) for text in texts]
    seconds = time.process_time() - begun
    found = [located(text, given) for text, given in zip(texts, pieces, strict=True)]
    inexact = [number for number, (_, exact) in enumerate(found) if not exact]
    return {"seconds": seconds, "spans": [spans for spans, _ in found], "inexact": inexact}


def located(text: str, pieces: Pieces) -> tuple[list[Span], bool]:
    """Where `pieces` stand in `text`, blanks at their edges left out; False when they and the blanks are not the text.

    Sentences without offsets are searched from the end of the last. Of a tool that changes the text they are found by
    their letters, blanks left out: as many letters as it gives, or those that are the same in both.
    """
    if all(isinstance(piece, tuple) for piece in pieces):
        spans = [piece for piece in pieces if isinstance(piece, tuple)]
        return _bare(text, spans), _covers(text, spans)
    sentences = [str(piece).strip() for piece in pieces if str(piece).strip()]
    spans = []
    at = 0
    for sentence in sentences:
        start = text.find(sentence, at)
        if start < 0 or text[at:start].strip():
            return _by_letters(text, sentences), False
        at = start + len(sentence)
        spans.append((start, at))
    return spans, _covers(text, spans)


def _covers(text: str, spans: Iterable[Span]) -> bool:
    at = 0
    for start, end in spans:
        if start < at or end < start or text[at:start].strip():
            return False
        at = end
    return not text[at:].strip()


def _bare(text: str, spans: Iterable[Span]) -> list[Span]:
    bare = []
    for start, end in spans:
        piece = text[start:end]
        begin = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            bare.append((begin, begin + len(piece.strip())))
    return bare


def _by_letters(text: str, sentences: Sequence[str]) -> list[Span]:
    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    ours = "".join(text.split())
    theirs = ["".join(sentence.split()) for sentence in sentences]
    ends = []
    total = 0
    for sentence in theirs:
        total += len(sentence)
        ends.append(total)
    joined = "".join(theirs)
    if joined != ours:
        ends = _matched(ours, joined, ends)
    spans = []
    begin = 0
    for end in ends:
        if begin < end <= len(places):
            spans.append((places[begin], places[end - 1] + 1))
            begin = end
    return spans


def _matched(ours: str, theirs: str, ends: Sequence[int]) -> list[int]:
    """The `ends` in `theirs` as places in `ours`."""
    blocks = difflib.SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    moved = []
    for end in ends:
        block = next((b for b in reversed(blocks) if b.a < end), blocks[0])
        moved.append(block.b + min(end - block.a, block.size))
    return moved


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


# the tools


def _base(language: str) -> str:
    return language.partition("-")[0]


def _dragoman() -> Tool:
    from dragoman import split_sentences

    return lambda language: lambda text: split_sentences(text, language)


def _srx(file: str) -> Tool:
    """A file of SRX rules, and none of ours, through our engine."""
    from dragoman.segmentation.srx.reading import read_srx

    rules = read_srx(Path(file).read_bytes(), file, strict=False)
    return lambda language: rules.rule_set(language).sentences if rules.rules(language) else None


def _choppa() -> Tool:
    """LanguageTool's SRX rules, in a port of the Java engine that LanguageTool has them for."""
    choppa: Any = importlib.import_module("choppa")
    data = Path(str(choppa.__file__)).parent / "data/srx/languagetool_segment.srx"
    document = choppa.SrxDocument(ruleset=str(data))
    # those that the file has rules of their own for: languagepattern="(EL|el).*"
    languages = set(re.findall(r'languagepattern="\(([A-Z]+)\|', data.read_text(encoding="utf-8")))

    def tool(language: str) -> Split | None:
        if _base(language).upper() not in languages:
            return None
        return lambda text: list(choppa.SrxTextIterator(document, f"{_base(language)}_two", text))

    return tool


def _sentencex() -> Tool:
    sentencex: Any = importlib.import_module("sentencex")

    def tool(language: str) -> Split:
        return lambda text: [
            (border["start_index"], border["end_index"]) for border in sentencex.get_sentence_boundaries(language, text)
        ]

    return tool


def _pysbd() -> Tool:
    pysbd: Any = importlib.import_module("pysbd")
    known = {"hyw": "hy"} | {code: code for code in pysbd.languages.LANGUAGE_CODES}

    def tool(language: str) -> Split | None:
        if _base(language) not in known:
            return None
        segmenter = pysbd.Segmenter(language=known[_base(language)], clean=False, char_span=True)
        return lambda text: [(span.start, span.end) for span in segmenter.segment(text)]

    return tool


def _icu(suppressed: str = "") -> Tool:
    icu: Any = importlib.import_module("icu")

    def tool(language: str) -> Split:
        breaks = icu.BreakIterator.createSentenceInstance(icu.Locale(language.replace("-", "_") + suppressed))

        def split(text: str) -> Pieces:
            breaks.setText(text)
            ends = list(breaks)
            if any(sign > "\uffff" for sign in text):  # ICU counts UTF-16
                ends = _characters(text, ends)
            return list(zip([0, *ends[:-1]], ends, strict=True))

        return split

    return tool


def _characters(text: str, units: Sequence[int]) -> list[int]:
    """Offsets in UTF-16 units as offsets in characters."""
    wanted = iter(units)
    nearest = next(wanted, None)
    found = []
    at = 0
    for number, sign in enumerate(text):
        while nearest is not None and nearest <= at:
            found.append(number)
            nearest = next(wanted, None)
        at += 1 + (sign > "\uffff")
    return found + [len(text)] * (len(units) - len(found))


def _blingfire() -> Tool:
    blingfire: Any = importlib.import_module("blingfire")
    return lambda language: lambda text: [tuple(span) for span in blingfire.text_to_sentences_and_offsets(text)[1]]


def _syntok() -> Tool:
    segmenter: Any = importlib.import_module("syntok.segmenter")

    def split(text: str) -> Pieces:
        sentences = [sentence for paragraph in segmenter.analyze(text) for sentence in paragraph if sentence]
        return [(one[0].offset, one[-1].offset + len(one[-1].value)) for one in sentences]

    return lambda language: split


def _sentence_splitter() -> Tool:
    splitter: Any = importlib.import_module("sentence_splitter")
    prefixes = Path(str(splitter.__file__)).parent / "non_breaking_prefixes"
    known = {"nb": "no", "nn": "no"} | {path.stem: path.stem for path in prefixes.glob("*.txt")}

    def tool(language: str) -> Split | None:
        if _base(language) not in known:
            return None
        made = splitter.SentenceSplitter(language=known[_base(language)])
        return lambda text: list(made.split(text))

    return tool


def _toolkit() -> Tool:
    factory: Any = importlib.import_module("translate.lang.factory")
    return lambda language: functools.partial(factory.getlanguage(language).sentences, strip=False)


def _spacy() -> Tool:
    spacy: Any = importlib.import_module("spacy")

    def tool(language: str) -> Split:
        try:
            pipeline = spacy.blank(_base(language))
        except ImportError:  # a language that it does not have, or whose words need one more package
            pipeline = spacy.blank("xx")
        pipeline.add_pipe("sentencizer")
        return lambda text: [(sentence.start_char, sentence.end_char) for sentence in pipeline(text).sents]

    return tool


def _punkt() -> Tool:
    punkt: Any = importlib.import_module("nltk.tokenize.punkt")
    untrained = punkt.PunktSentenceTokenizer()
    return lambda language: lambda text: list(untrained.span_tokenize(text))


def _razdel() -> Tool:
    razdel: Any = importlib.import_module("razdel")

    def split(text: str) -> Pieces:
        return [(sentence.start, sentence.stop) for sentence in razdel.sentenize(text)]

    return lambda language: split if _base(language) == "ru" else None


TOOLS: dict[str, Callable[..., Tool]] = {
    "dragoman": _dragoman,
    "sentencex": _sentencex,
    "pysbd": _pysbd,
    "ICU": _icu,
    "ICU suppressed": functools.partial(_icu, "@ss=standard"),
    "blingfire": _blingfire,
    "syntok": _syntok,
    "sentence-splitter": _sentence_splitter,
    "Translate Toolkit": _toolkit,
    "LanguageTool": _choppa,
    "spaCy": _spacy,
    "Punkt": _punkt,
    "razdel": _razdel,
    "srx": _srx,
}
PACKAGES = {
    "dragoman": "dragoman",
    "sentencex": "sentencex",
    "pysbd": "pysbd",
    "ICU": "pyicu",
    "ICU suppressed": "pyicu",
    "blingfire": "blingfire",
    "syntok": "syntok",
    "sentence-splitter": "sentence-splitter",
    "Translate Toolkit": "translate-toolkit",
    "LanguageTool": "choppa-srx",
    "spaCy": "spacy",
    "Punkt": "nltk",
    "razdel": "razdel",
    "srx": "dragoman",
}

if __name__ == "__main__":
    main()
