"""Terms found a form at a time, at every place of a text: slow, and plain to see that it is right.

What one form needs at one place – signs, capitals, neighbours – is asked of `fitting`, as in the shipped code. Where to
ask, what overlaps, and how places in folded text lead back to the text, is worked out here in the simplest way.
"""

from collections.abc import Iterator
from typing import NamedTuple, cast

from dragoman.glossary import Glossary, Term
from dragoman.glossary.broken import has_broken_words, made_whole
from dragoman.glossary.canonical import Canonical, is_unspaced, skeleton
from dragoman.glossary.clitics import clitics
from dragoman.glossary.fitting import Hit, Spot, fitting
from dragoman.glossary.folding import fold
from dragoman.glossary.shelf import Entry
from dragoman.glossary.words import prose

_TURKIC = str.maketrans({"I": "ɩ", "ı": "ɩ", "İ": "i"})


class Place(NamedTuple):
    """What `Canonical` gives, with a place in the original for every character."""

    text: str
    skeleton: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.starts[start], self.ends[end - 1]


class Form(NamedTuple):
    key: str
    is_spaced: bool
    entry: Entry


def find_plainly(text: str, glossary: Glossary, language: str) -> list[tuple[int, int, str]]:
    """The span of every match and the form as the glossary spells it."""
    is_turkic = language in ("tr", "az")
    forms = [
        each
        for term in glossary.terms
        for form in term.forms
        if not _is_title_and_name(form, term, glossary) and (each := _form(form, term, is_turkic)).key
    ]
    running = prose(text)
    hits = list(_hits(running.text, forms, language, is_turkic))
    if has_broken_words(running.text):
        for keep_hyphen in (True, False):
            whole = made_whole(running.text, keep_hyphen=keep_hyphen)
            found = _apart(_hits(whole.text, forms, language, is_turkic))
            spans = [(*whole.span(start, end), end - start, term, form) for start, end, term, form in found]
            hits = _apart(iter(hits))
            hits += [(first, last, term, form) for first, last, size, term, form in spans if last - first != size]
    return [(*running.span(start, end), form) for start, end, _, form in _apart(iter(hits))]


def _apart(hits: Iterator[Hit]) -> list[Hit]:
    found: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if not found or hit[0] >= found[-1][1]:
            found.append(hit)
    return found


def _place(text: str, is_turkic: bool) -> Place:
    """Letter for letter: each word folded, one blank between words, also where a word folds to nothing."""
    if is_turkic:
        text = text.translate(_TURKIC)
    characters: list[tuple[str, int, int]] = []
    position = 0
    words = "".join(" " if character.isspace() else character for character in text).split(" ")
    for number, word in enumerate(words):
        folded = fold(word)
        body = folded.text.rstrip(" ")
        if number and characters and characters[-1][0] == " ":
            characters[-1] = " ", characters[-1][1], position
        elif number:
            characters.append((" ", position - 1, position))
        for offset, character in enumerate(body):
            start, end = folded.span(offset, offset + 1)
            characters.append((character, position + start, position + end))
        position += len(word) + 1
    made = "".join(character for character, _, _ in characters)
    return Place(made, skeleton(made), [start for _, start, _ in characters], [end for _, _, end in characters])


def _form(form: str, term: Term, is_turkic: bool) -> Form:
    made = _place(" ".join(form.split()), is_turkic).text.strip(" ")
    made = " ".join(made.split())
    bones = skeleton(made)
    key = bones.strip(" ")
    if not key or is_unspaced(made[0]):
        return Form(made, False, Entry(term, form, made))
    return Form(key, True, Entry(term, form, made, len(bones) - len(bones.lstrip(" "))))


def _hits(running: str, forms: list[Form], language: str, is_turkic: bool) -> Iterator[Hit]:
    plain = _place(running, is_turkic)
    place = cast(Canonical, plain)
    spaced: dict[str, list[Entry]] = {}
    unspaced: dict[str, list[Entry]] = {}
    for form in forms:
        (spaced if form.is_spaced else unspaced).setdefault(form.key, []).append(form.entry)
    padded = f" {plain.skeleton} "
    for shape in {shape for key in spaced for shape in (key, f"{key}s", f"{key}es", f"{key[:-1]}ies")}:
        size = len(shape.partition(" ")[0])
        for start in _everywhere(f" {shape} ", padded):
            spot = Spot(place, running, language, start, start + size, size)
            if hit := fitting(spaced.get(shape, ()), spot) or fitting(_plurals(shape, spaced), spot):
                yield hit
    for key, entries in unspaced.items():
        for start in _everywhere(key, plain.text):
            end = start + len(key)
            is_within = key[-1].isalnum() and not is_unspaced(key[-1]) and plain.skeleton[end : end + 1].strip()
            spot = Spot(place, running, language, start, end, len(key))
            if not is_within and (hit := fitting(entries, spot)):
                yield hit
    heads = {key.partition(" ")[0] for key in spaced}
    start = 0
    for word in plain.skeleton.split(" "):
        for skipped, head in clitics(language).bare(word, heads):
            for key, entries in spaced.items():
                first, _, rest = key.partition(" ")
                stands = padded[start + len(word) + 1 :].startswith(f" {rest} " if rest else " ")
                if first == head and stands:
                    spot = Spot(place, running, language, start + skipped, start + len(word), len(head))
                    if hit := fitting(entries, spot):
                        yield hit
        start += len(word) + 1


def _everywhere(piece: str, text: str) -> Iterator[int]:
    start = text.find(piece)
    while start >= 0:
        yield start
        start = text.find(piece, start + 1)


def _plurals(shape: str, spaced: dict[str, list[Entry]]) -> Iterator[Entry]:
    for ending, singular, is_right in (
        ("s", shape[:-1], shape.endswith("s")),
        ("es", shape[:-2], shape.endswith(("ses", "xes", "zes", "ches", "shes"))),
        ("ies", f"{shape[:-3]}y", shape.endswith("ies")),
    ):
        for entry in spaced.get(singular, ()) if is_right else ():
            is_name_alone = entry.term.is_conditional and " " not in singular
            if not is_name_alone and "a" <= entry.text[-1] <= "z" and len(singular) > 1 and singular[-2] != " ":
                cut = 1 if ending == "ies" else 0
                text = entry.text[: len(entry.text) - cut] + ending
                yield Entry(entry.term, entry.form, text, entry.lead, ending, cut)


def _is_title_and_name(form: str, term: Term, glossary: Glossary) -> bool:
    titles = {form.casefold() for each in glossary.terms if each.kind == "title" for form in each.forms}
    words = form.split(" ")
    return term.kind == "person" and any(
        " ".join(words[:cut]).casefold() in titles and " ".join(words[cut:]) in term.forms
        for cut in range(1, len(words))
    )
