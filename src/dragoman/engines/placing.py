"""Approved renderings in the places where an engine left their marks, in the form that the words beside them want."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.engines.slots import Slot, Slotted
from dragoman.glossary.canonical import is_unspaced
from dragoman.glossary.entries import Rendering
from dragoman.glossary.joining import Joining, joining_of
from dragoman.glossary.matching import Match
from dragoman.model.marks import to_text

_TAG = r"</?[a-z]+[0-9]*/?>"
_OPENING = " \t\u00a0\u202f\"'“‘«„(\\[¿¡—–-"
_START = re.compile(rf"\A(?:{_TAG}|[{_OPENING}])*\Z")
_NEW_SENTENCE = re.compile(rf"(?:[!?…]|(?<=\w\w\w)\.)[\"'”’»)]*[ \u00a0](?:{_TAG}|[{_OPENING}])*\Z")
_WORD_BEFORE = re.compile(r"(?P<word>\w+)(?P<apostrophe>['’])?(?P<blank>[ \u00a0]?)\Z")
_TWO_BEFORE = re.compile(r"(?P<first>\w+) (?P<second>\w+)['’]?[ \u00a0]?\Z")
_WORD_AFTER = re.compile(rf"((?:{_TAG})*[ \u00a0]+(?:{_TAG})*)(\w+)")
_FIRST_LETTER = re.compile(rf"((?:{_TAG}|[{_OPENING}])*)(\w)")
_KEEP_CAPITALS = ("de", "lb")  # languages in which any noun has a capital


@dataclass(frozen=True, slots=True)
class Placed:
    """A text with its renderings, and how many of them stand in a form chosen by what is beside them."""

    text: str
    chosen: int


def place(answer: str, asked: Slotted, language: str) -> Placed:
    """`answer`, which has each mark of `asked` once, with the renderings in their stead.

    Contractions and short forms are made (de + el → del, de → d'), articles agree with the gender the glossary tells,
    capitals are those of the place: one at the start of a sentence, none on the word behind it that had one only
    because it looked like the first.
    """
    joining = joining_of(language)
    chosen = 0
    names = sorted(asked.slots, key=lambda name: answer.index(f"<{name}/>"))
    text = answer
    for name in names:
        slot = asked.slots[name]
        at = text.index(f"<{name}/>")
        left, right = text[:at], text[at + len(name) + 3 :]
        said, is_form = _said(slot, left, joining)
        chosen += is_form
        text = _join(left, said, right, slot, asked, joining, language)
    return Placed(_with_first_capital(text, asked), chosen)


def _said(slot: Slot, left: str, joining: Joining) -> tuple[str, bool]:
    """The rendering in the form that the place wants; and whether that is another than the approved one."""
    is_feminine = slot.last.gender == "feminine"
    words: list[str] = []
    is_form = False
    for index, rendering in enumerate(slot.renderings):
        if slot.is_first and rendering.gloss:
            words.append(rendering.gloss)
            continue
        is_title = index < len(slot.renderings) - 1
        wanted = _features(slot, left, joining)
        base = _short(slot.matches[index], rendering)
        form = _form(rendering, wanted, feminine=is_title and is_feminine) if base == rendering.approved else base
        is_form = is_form or form != rendering.approved
        words.append(form)
    said = " ".join(words)
    return (said.upper() if slot.in_capitals else said), is_form


_HONORIFICS = frozenset(("mr", "mrs", "ms", "mx", "dr", "prof", "sir"))


def _short(match: Match, rendering: Rendering) -> str:
    """The listed short form where the source has one: *Marchetti* for *Elena Marchetti*, *Foro del Agua* for *Foro
    Internacional del Agua*; else what is approved."""
    words = [word for word in match.form.casefold().split() if word.strip(".") not in _HONORIFICS]
    if not _is_part(words, match.term.source.casefold().split()):
        return rendering.approved
    whole = rendering.approved.casefold().split()
    return next((each for each in rendering.form_texts if _is_part(each.casefold().split(), whole)), rendering.approved)


def _is_part(words: Sequence[str], whole: Sequence[str]) -> bool:
    """True when `words` are some of `whole`, not all, in order."""
    rest = iter(whole)
    return 0 < len(words) < len(whole) and all(word in rest for word in words)


def _features(slot: Slot, left: str, joining: Joining) -> list[frozenset[str]]:
    """The features that the place asks for, the likeliest set first: `after:WORD`, a case, plural."""
    number = frozenset({"plural"}) if slot.is_plural else frozenset()
    found = _WORD_BEFORE.search(left)
    rows: list[frozenset[str]] = []
    if found is not None:
        word = found["word"].lower()
        two = joining.split.get(word, ("", word))
        rows += [number | {f"after:{each}"} for each in (word, *two[:1]) if each]
        if joining.is_article(two[1]) or joining.is_article(word):
            rows.append(number | {"with-article"})
        rows += [number | {case} for case in joining.cases.get(word, ())]
    if slot.is_possessive and joining.cases and not rows:
        rows.append(number | {"genitive"})
    if number:
        rows.append(number)
    return rows


def _form(rendering: Rendering, wanted: list[frozenset[str]], *, feminine: bool) -> str:
    gender = frozenset({"feminine"}) if feminine and rendering.gender != "feminine" else frozenset[str]()
    plain = frozenset({"singular", "nominative"})
    for features in [*(each | gender for each in wanted), *([gender] if gender else [])]:
        for form in rendering.forms:
            rest = form.features - features
            if features <= form.features and not rest - plain - {rendering.gender, rendering.number}:
                return form.text
    return rendering.approved


def _join(left: str, said: str, right: str, slot: Slot, asked: Slotted, joining: Joining, language: str) -> str:
    is_start = _START.match(left) is not None
    starts = (is_start or _NEW_SENTENCE.search(left) is not None) and not slot.is_small
    opened = re.search(r"(?:<[a-z]+[0-9]*>)*\Z", left)
    tags = opened.group() if opened else ""
    left = left[: len(left) - len(tags)]
    if len(slot.matches) > 1 and joining.title_takes_article and not slot.in_capitals:
        said = _article_for_title(left, said, slot, joining) + said
    left, said = _joined(left, said, slot.last if len(slot.matches) == 1 else slot.renderings[0], joining)
    if starts:
        if not _START.match(left) and is_start:  # an article that was made: the capital is its own
            left = left[:1].upper() + left[1:]
        elif said[:1].islower():
            said = said[:1].upper() + said[1:]
    right = _without_false_capital(right, slot, asked, language)
    written = to_text((said,))
    if left and said and is_unspaced(said[0]) and left[-1] == " " and is_unspaced(left.rstrip()[-1:] or " "):
        left = left.rstrip()
    if right and said and is_unspaced(said[-1]) and right[0] == " " and is_unspaced(right.lstrip()[:1] or " "):
        right = right.lstrip()
    if said.endswith(".") and right.startswith(".") and not right.startswith(".."):
        right = right[1:]
    return left + tags + written + right


def _article_for_title(left: str, said: str, slot: Slot, joining: Joining) -> str:
    """The definite article for a title before a name where no other word of that kind stands before it."""
    found = _WORD_BEFORE.search(left)
    word = found["word"].lower() if found else ""
    if said[:1].isupper() or joining.is_article(word) or word in joining.split or (found and found["apostrophe"]):
        return ""
    if left and left[-1] not in " \u00a0\"'“‘«(¿¡":
        return ""
    gender = joining.gender(slot.renderings[0])
    if said.split()[0] != slot.renderings[0].approved.split()[0] or not gender:
        gender = joining.gender(slot.last) or gender
    article = joining.definite[gender == "feminine"]
    if joining.wants_elision(article, said):
        return joining.elisions[article]
    return f"{article} "


def _joined(left: str, said: str, rendering: Rendering, joining: Joining) -> tuple[str, str]:
    """The text before and the rendering: contracted, shortened or made to agree."""
    for letters, head, made in joining.joins:
        if left.endswith(letters) and said.startswith(head) and not left[: -len(letters)][-1:].isalpha():
            return left[: -len(letters)] + made, said[len(head) :]
    found = _WORD_BEFORE.search(left)
    if found is None:
        return left, said
    if found["apostrophe"]:
        return _lengthened(left, said, rendering, joining)
    if not found["blank"]:
        return left, said
    begin = found.start()
    word = found["word"]
    preposition, article = joining.split.get(word.lower(), ("", word.lower()))
    first, _, rest = said.partition(" ")
    own = first if rest and first in joining.definite else ""
    if rest and joining.contracts_names and f"{article} {first.lower()}" in joining.contractions:
        own = first.lower()
    if own and article in joining.definite and article not in joining.ambiguous:  # the rendering brings its own article
        article, said = own, rest
    elif own and f"{article} {own}" in joining.contractions:
        preposition, article, said = article, own, rest
    elif joining.is_article(article):
        article = joining.form_of(article, rendering)
    for plain, other, before in joining.variants:
        if article in (plain, other):
            article = other if before.match(said.lower()) else plain
    two = _TWO_BEFORE.search(left) if not preposition else None
    if two is not None and f"{two['first'].lower()} {article}" in joining.contractions:
        preposition, word = two["first"].lower(), two["first"]
        begin = two.start()
    if joining.wants_elision(article, said):
        article = joining.elisions[article]
    both = f"{preposition} {article}" if preposition else article
    both = joining.contractions.get(both, both)
    if word[:1].isupper():
        both = both[:1].upper() + both[1:]
    return left[:begin] + both + ("" if both.endswith("'") else found["blank"]), said


def _lengthened(left: str, said: str, rendering: Rendering, joining: Joining) -> tuple[str, str]:
    """A short form before a word that does not want it, in full: d' + Senado → de Senado."""
    found = re.search(r"(\w+)['’][ \u00a0]?\Z", left)
    short = f"{found[1].lower()}'" if found else ""
    wholes = [whole for whole, each in joining.elisions.items() if each == short]
    if found is None or not wholes:
        return left, said
    whole = next((each for each in wholes if joining.form_of(each, rendering) == each), wholes[0])
    if joining.wants_elision(whole, said):
        return left.rstrip(), said
    head = left[: found.start()]
    two = re.search(r"(\w+) \Z", head)
    both = joining.contractions.get(f"{two[1].lower()} {whole}") if two else None
    if two is not None and both is not None:
        return f"{head[: two.start()]}{both} ", said
    return f"{head}{whole[:1].upper() + whole[1:] if found[1][:1].isupper() else whole} ", said


def _without_false_capital(right: str, slot: Slot, asked: Slotted, language: str) -> str:
    """The word behind a term in small letters, if the engine took it for the first: the source has none there with a
    capital, and no other name that may have moved."""
    if language.partition("-")[0] in _KEEP_CAPITALS:
        return right
    found = _WORD_AFTER.match(right)
    if found is None or not found[2][:1].isupper() or found[2][1:] != found[2][1:].lower() or len(found[2]) < 2:
        return right
    end = slot.matches[-1].end
    behind = re.match(rf"(?:['’]s?)?(?:{_TAG})*[ \u00a0]+(?:{_TAG})*(\w)", asked.source[end:])
    if behind is None or not behind[1].islower():
        return right
    bare = re.sub(_TAG, " ", asked.turned)
    others = [each for each in re.findall(r"[^\W\d_]\w*", bare) if each[0].isupper()]
    if any(each.lower() != "the" for each in others):
        return right  # a name that moved, or a headline in capitals
    return found[1] + found[2][:1].lower() + found[2][1:] + right[found.end() :]


def _with_first_capital(text: str, asked: Slotted) -> str:
    """A capital at the start where the source has one and the engine gave its capital to a token that moved."""
    source = _FIRST_LETTER.match(asked.source)
    found = _FIRST_LETTER.match(text)
    if source is None or found is None or not source[2].isupper() or not found[2].islower():
        return text
    return found[1] + found[2].upper() + text[found.end() :]


def replaced(text: str, span: tuple[int, int], rendering: Rendering, language: str) -> str:
    """`text` with an approved rendering instead of what stands at `span`, joined to the word before it."""
    left, right = text[: span[0]], text[span[1] :]
    said = rendering.approved
    left, said = _joined(left, said, rendering, joining_of(language))
    if _START.match(left) and said[:1].islower() and text[span[0]].isupper():
        said = said[:1].upper() + said[1:]
    return left + to_text((said,)) + right
