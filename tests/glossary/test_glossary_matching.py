"""Terms are found in source text as a person would find them."""

import pytest

from dragoman.glossary import Glossary, Match, Term, find_terms


def glossary(*forms: str) -> Glossary:
    return Glossary(tuple(Term(form) for form in forms))


FORUM = Term("Water Forum", ("Forum on Water",))
NEWSROOM = Glossary(
    (
        FORUM,
        *glossary(
            "Forum", "ceasefire", "ministry", "bush", "WHO", "U.S.", "Al-Noor Bridge", "al-Noor", "O'Hara", "G20",
            "Turkey", "turkey", "Delhi", "水资源", "水资源论坛", "दिल्ली", "กรุงเทพ", "café", "straße", "İzmir", "AT&T",
            "cease-and-desist", "Brien", "Don", "Eau", "Nations", "Nation", "Water", "مجلس الأمن", "de Luca",
        ).terms,
    )
)  # fmt: skip


def found(text: str, terms: Glossary = NEWSROOM) -> list[str]:
    return [text[match.start : match.end] for match in find_terms(text, terms, "en")]


CASES: dict[str, tuple[str, list[str]]] = {
    "a term": ("The Water Forum met.", ["Water Forum"]),
    "an alias": ("At the Forum on Water today", ["Forum on Water"]),
    "the longest of two that begin together": ("水资源论坛开幕,水资源部长", ["水资源论坛", "水资源"]),
    "the leftmost of two that overlap": ("Al-Noor Bridge", ["Al-Noor Bridge"]),
    "terms one behind the other": (
        "Water Forum Delhi ceasefire Turkey",
        ["Water Forum", "Delhi", "ceasefire", "Turkey"],
    ),
    "a shorter one inside one that lacks its capitals": ("al-noor bridge, Al-Noor bend", ["Al-Noor"]),
    "a plural in a headline": ("FORUMS AND CEASEFIRES", ["FORUMS", "CEASEFIRES"]),
    "a plural without its capitals": ("forums of nations and Ceasefires", ["Ceasefires"]),
    "a plural of several words": ("the Al-Noor Bridges Fund", ["Al-Noor Bridges"]),
    "a shorter one where the longer breaks off": ("an al-Noor bend", ["al-Noor"]),
    "no part of a word": ("Forumgoers ambushed an unWatered WaterForum", []),
    "part of a hyphened word": ("pro-Forum and post-ceasefire", ["Forum", "ceasefire"]),
    "a possessive, without its ending": ("the Water Forum’s aim, Forum's", ["Water Forum", "Forum"]),
    "a possessive plural": ("both ministries' heads", ["ministries"]),
    "plain plurals": ("ceasefires, bushes, ministries, Forums", ["ceasefires", "bushes", "ministries", "Forums"]),
    "a plural that is a term": ("Nations and a Nation", ["Nations", "Nation"]),
    "a term in a headline of capitals": ("WATER FORUM OPENS", ["WATER FORUM"]),
    "a name whose later words are small": ("the Water forum", ["Water forum"]),
    "no name without capitals": ("a water forum in delhi", []),
    "a common word at the head of a sentence": ("Ceasefire holds", ["Ceasefire"]),
    "an acronym, and no word like it": ("Who told the WHO? Who’s who at WHOs", ["WHO", "WHOs"]),
    "a term with points": ("the U.S. said; in us. terms", ["U.S."]),
    "a name with a small particle, anywhere": ("De Luca met de Luca, not de luca", ["De Luca", "de Luca"]),
    "letters and digits": ("G20 and G200", ["G20"]),
    "homographs told apart by case": ("Turkey ate turkey", ["Turkey", "turkey"]),
    "a typographic apostrophe": ("O’Hara and O'Hara", ["O’Hara", "O'Hara"]),
    "a typographic hyphen": ("cease‑and–desist", ["cease‑and–desist"]),
    "no name inside a name": ("Mr O'Brien", []),
    "no contraction": ("Don’t ask Don", ["Don"]),
    "an elided article": ("la voix de l’Eau", ["Eau"]),
    "a name in single quotes": ("the ‘Water Forum’ said 'Forum'", ["Water Forum", "Forum"]),
    "blanks of any kind between words": ("Water\u00a0Forum, Water\n  Forum", ["Water\u00a0Forum", "Water\n  Forum"]),
    "nothing across a full stop": ("Water. Forum", ["Water", "Forum"]),
    "accents composed or not": ("cafe\u0301 and café, not cafe", ["cafe\u0301", "café"]),
    "letters that fold to two": ("in der STRASSE", ["STRASSE"]),
    "soft hyphens and zero width": ("the For\u00adum\u200b", ["For\u00adum"]),
    "dotted capital i": ("İzmir, IZMIR", ["İzmir", "IZMIR"]),
    "full width letters": ("ＷＡＴＥＲ　ＦＯＲＵＭ", ["ＷＡＴＥＲ　ＦＯＲＵＭ"]),
    "Hindi, as a whole word": ("दिल्ली में, दिल्लीवाला", ["दिल्ली"]),
    "Thai, without blanks": ("ในกรุงเทพวันนี้", ["กรุงเทพ"]),
    "Latin letters inside Chinese": ("在Forum上", ["Forum"]),
    "Arabic, vowel signs aside": ("قرار مَجلس الأمن", ["مَجلس الأمن"]),
    "a term across marks": ("the <em>Water</em> Forum<fn/>", ["Water</em> Forum"]),
    "a term across a point mark": ("Water<br/>Forum", ["Water<br/>Forum"]),
    "no words joined by a mark that are apart": ("Water<em>Forum</em>", []),
    "nothing in code": ("run <code>Water Forum</code> at the Forum", ["Forum"]),
    "nothing in addresses": ("https://x.org/Water www.Water.net Don@Forum.example @Forum forum.org Forum", ["Forum"]),
    "a sign within a term": ("AT&T and AT&amp;T", ["AT&T"]),
}


@pytest.mark.parametrize("name", CASES)
def test_finds(name: str) -> None:
    text, expected = CASES[name]
    assert found(text) == expected


def test_a_match_tells_its_term_and_the_form_as_the_glossary_spells_it() -> None:
    assert find_terms("FORUM ON WATER’S", NEWSROOM, "en") == [Match(0, 14, FORUM, "Forum on Water")]


def test_an_empty_glossary_finds_nothing() -> None:
    assert find_terms("Water Forum", Glossary(), "en") == []


def test_ten_thousand_terms_are_all_found_in_one_text() -> None:
    names = [f"Place {number} Hill" for number in range(10_000)]
    assert found("; ".join(names), glossary(*names)) == names
