"""The base layer: names that CLDR has in every language. People are shown them; nothing is held to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.glossary.entries import Case, Kind, Rendering, Term
from dragoman.language.cldr import is_ambiguous, names, variants

DOMAIN = "CLDR"
_KINDS: dict[str, tuple[Kind, Case]] = {
    "territories": ("place", "smart"),
    "cities": ("place", "smart"),
    "languages": ("language", "smart"),
    "currencies": ("currency", "any"),
}


def base_terms(source: str, languages: Sequence[str], kinds: Iterable[str], house: Iterable[Term] = ()) -> list[Term]:
    """A term for each name of `kinds` (see language.cldr) that texts in `source` may hold: unreviewed, with what each
    of `languages` (BCP 47) calls it admitted. A name that the house has decided about is left out."""
    taken = {form for term in house for form in term.forms}
    found: dict[str, Term] = {}
    for kind in kinds:
        named = names(kind, source)
        others = {tag: names(kind, tag) for tag in languages}
        for code in dict.fromkeys((*named, *(code for tag in languages for code in others[tag]))):
            forms = [*([named[code]] if code in named else []), *variants(code, source)]
            forms = [form for form in dict.fromkeys(forms) if form not in found]
            renderings = {tag: Rendering(admitted=(known[code],)) for tag, known in others.items() if code in known}
            if not forms or not renderings or not taken.isdisjoint(forms):
                continue
            sort, case = _KINDS[kind]
            term = Term(
                forms[0],
                tuple(forms[1:]),
                sort,
                renderings=renderings,
                case=case,
                ambiguous=any(is_ambiguous(form, source) for form in forms),
                decision="CLDR",
                status="unreviewed",
                domain=DOMAIN,
            )
            found |= dict.fromkeys(forms, term)
    return list(dict.fromkeys(found.values()))
