"""Finds letters spelled in another than their normal form: decomposed ones, ligatures, presentation forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial

from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "normalisation"
SPAN = "pair"
SEVERITY = Severity.WARNING

# Compatibility characters that stand for plain letters. Left out are those with a meaning of their own: ², ª, ™, ½, ﷺ.
_FORMS = re.compile(
    "[\u0132\u0133\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u2160-\u217f\u2e80-\u2fd5\ufb00-\ufb06\ufb13-\ufb17\ufb20-\ufb29"
    "\ufb4f-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc\U0001d400-\U0001d7ff]+"
)
_CARRIERS = " \u0640"  # what vowel signs stand upon that are spelled alone
_ROMAN = re.compile("[\u2160-\u217f]+")


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each letter that NFC writes as one character and this text as several, or the other way round, and
    for each compatibility form that the source does not have. What NFC only orders anew is a note: it looks the same
    and comes from keyboards of Hebrew, Arabic and the Indic scripts."""
    article = sides(pairs, rules)
    is_normal = partial(unicodedata.is_normalized, "NFC")
    decomposed = {number for number, sides_of in enumerate(article) if not is_normal(sides_of.target.text)}
    for number in sorted(decomposed | article.targets.odd):
        pair, source, target = article[number]
        text = target.text
        if number in decomposed:
            yield from _decomposed(pair, text, rules)
        for match in _FORMS.finditer(text):
            found = match.group()
            if found in source.text or (_ROMAN.fullmatch(found) and rules.language.startswith(("ja", "zh", "ko"))):
                continue
            plain = "".join(unicodedata.normalize("NFKC", form).strip(_CARRIERS) for form in found)
            message = f"“{visible(found, 40)}” is written with compatibility forms of letters"
            severity = rules.severity(NAME, SEVERITY)
            yield rules.finding(NAME, severity, message, pair, f"write “{visible(plain, 40)}”", match.span(), fix=plain)


def _decomposed(pair: Pair, text: str, rules: Rules) -> Iterator[Finding]:
    """One finding for the text: from the first place that matters to the last, and how many there are."""
    wrong: list[tuple[int, int]] = []
    reordered: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        cluster = text[start:end]
        normal = unicodedata.normalize("NFC", cluster)
        if normal == cluster:
            continue
        (wrong if len(normal) < len(cluster) or len(cluster) == 1 == len(normal) else reordered).append((start, end))
    places, severity = (
        (wrong, rules.severity(NAME, SEVERITY)) if wrong else (reordered, rules.at_most(NAME, Severity.NOTE))
    )
    if not places:
        return
    (start, end), last = places[0], places[-1][1]
    more = f", and {len(places) - 1} more" if len(places) > 1 else ""
    what = "is not in its normal form (NFC)" if wrong else "has its signs in another order than the normal form (NFC)"
    normal = unicodedata.normalize("NFC", text[start:end])
    message = f"“{visible(text[start:end][:20])}” ({_codes(text[start:end])}) {what}{more}"
    hint = f"write “{visible(normal[:20])}” ({_codes(normal)}); an editor's “normalise to NFC” mends all"
    whole = unicodedata.normalize("NFC", text[start:last])
    yield rules.finding(NAME, severity, message, pair, hint, (start, last), fix=whole)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each character together with the marks behind it, and Hangul with what joins it, where there is anything to
    compose or to replace."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (unicodedata.combining(text[at]) or "\u1160" <= text[at] <= "\u11ff"):
            if at - start > 1 or not unicodedata.is_normalized("NFC", text[start]):
                yield start, at
            start = at


def _codes(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text[:4]) + (" …" if len(text) > 4 else "")
