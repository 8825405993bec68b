"""Terms at the edges: where letters, line ends, scripts, clitics and neighbours make finding hard."""

import pytest

from dragoman.glossary import Glossary, Term, find_terms

PEOPLE = (
    Term("Maria Silva", ("Silva", "President Silva", "Mr O'Neill Silva"), "person"),
    Term("Chad", kind="person", only=("Mr", "Smith")),
    Term("Okafor", kind="person"),
)
TITLES = (Term("President", kind="title"), Term("Vice-President", kind="title"), Term("Mayor", kind="title"))
PLACES = (
    Term("Chad", kind="place", ambiguous=True),
    Term("Jordan", kind="place", ambiguous=True),
    Term("Polish", kind="language", ambiguous=True),
    Term("Reading", kind="place", ambiguous=True, case="exact"),
    Term("Nice", case="exact", unless=("very", "so")),
    Term("Amman", kind="place"),
    Term("Port Almera", kind="place"),
    Term("St. John's", kind="place"),
    Term("Côte d’Ivoire", kind="place"),
    Term("Ağrı", kind="place"),
    Term("Iğdır", ("IĞDIR",), "place"),
    Term("İzmir", kind="place"),
)
WORDS = (
    Term("ceasefire", ("cease-fire",)),
    Term("inter-national relief fund"),
    Term("cooperation council"),
    Term("NATO", case="exact"),
    Term("iPhone", case="exact"),
    Term("eBay", case="any"),
    Term("US"),
    Term("U.S."),
    Term(".org registry"),
    Term("C++"),
    Term("#WaterNow"),
    Term("€"),
    Term("G7"),
    Term("Covid-19"),
    Term("municipality"),
    Term("boss"),
    Term("church"),
    Term("straße"),
    Term("ΟΔΟΣ"),
    Term("Сирия"),
    Term("ёлка"),
    Term("Fußball-Verband"),
)
ASIAN = (
    Term("国际水论坛"),
    Term("水论坛"),
    Term("论坛"),
    Term("水"),
    Term("G20峰会"),
    Term("东京"),
    Term("東京都"),
    Term("カタカナ"),
    Term("서울"),
    Term("กรุงเทพ"),
    Term("नई दिल्ली"),
    Term("दिल्ली"),
)
ARABIC = (
    Term("الهدنة"),
    Term("مجلس الأمن"),
    Term("تونس"),
    Term("الأمم المتحدة"),
    Term("على خامنئي"),
)
HEBREW = (Term("ירושלים"), Term("הכנסת"), Term("פורום המים"))
PERSIAN = (Term("آتش‌بس"), Term("کتاب‌خانه"), Term("یزد"))
TERMS = Glossary((*PEOPLE, *TITLES, *PLACES, *WORDS, *ASIAN, *ARABIC, *HEBREW, *PERSIAN))


CASES: dict[str, tuple[str, str, list[str]]] = {
    # capitals
    "a headline in capitals": ("en", "MARIA SILVA IN PORT ALMERA", ["MARIA SILVA", "PORT ALMERA"]),
    "a headline in capitals keeps policies": ("en", "EBAY AND IPHONE", ["EBAY"]),
    "exact case, letter for letter": ("en", "NATO, Nato and nato; iPhone, Iphone", ["NATO", "iPhone"]),
    "any case": ("en", "eBay, ebay, EBAY and Ebay", ["eBay", "ebay", "EBAY", "Ebay"]),
    "an acronym and a pronoun": ("en", "Tell us about the US and the U.S. budget", ["US", "U.S."]),
    "an acronym with points is no part of a longer one": ("en", "the U.S.S.R. and the U.S.", ["U.S."]),
    "exact case through a soft hyphen": ("en", "the NA\u00adTO talks", ["NA\u00adTO"]),
    "sharp s in capitals": ("de", "in der STRASSE", ["STRASSE"]),
    "final sigma": ("el", "της οδος και ΟΔΟΣ", ["ΟΔΟΣ"]),
    "io and ie in Russian": ("ru", "Елка и ёлка", ["Елка", "ёлка"]),
    # plurals and possessives
    "a possessive, both apostrophes": ("en", "Silva's and Silva’s", ["Silva", "Silva"]),
    "a possessive of a plural": ("en", "municipalities’ budgets", ["municipalities"]),
    "plurals of hissing words": ("en", "bosses and churches", ["bosses", "churches"]),
    "no plural of a plural": ("en", "bosseses churchess", []),
    "a possessive of a term with an apostrophe": (
        "en", "St. John’s harbour, St. John's's", ["St. John’s", "St. John's"],
    ),
    "no contraction is a term": ("en", "Silva’d go, Silva’ll go, O’Silva won’t", ["Silva", "Silva"]),
    "a quotation mark that looks like an apostrophe": ("en", "the 'ceasefire' and ‘ceasefire’", ["ceasefire"] * 2),
    "a suffix behind a Turkish apostrophe": ("tr", "İzmir'de ve Ağrı'nın", ["İzmir", "Ağrı"]),
    "the same in English is no ending": ("en", "Ağrı'nın", []),
    # line ends
    "a line's end inside a term": ("en", "in Port\nAlmera", ["Port\nAlmera"]),
    "a line's end with indentation": ("en", "in Port \r\n\t  Almera", ["Port \r\n\t  Almera"]),
    "a word broken at a line's end": (
        "en", "a cease-\nfire and a cease\u00ad\n  fire", ["cease-\nfire", "cease\u00ad\n  fire"],
    ),
    "a hyphened word broken at its hyphen": ("en", "inter-\nnational relief fund", ["inter-\nnational relief fund"]),
    "a broken word inside a term": ("en", "the coope-\nration coun-\ncil met", ["coope-\nration coun-\ncil"]),
    "no word broken elsewhere": ("en", "the cooperation -\ncouncil", []),
    "a line's end inside Chinese": ("zh", "国际水\n论坛开幕", ["国际水\n论坛"]),
    "a blank line between two paragraphs": ("en", "Port\n\nAlmera", ["Port\n\nAlmera"]),
    # invisible and composed characters
    "decomposed accents": ("fr", "Co\u0302te d'Ivoire", ["Co\u0302te d'Ivoire"]),
    "decomposed, in capitals": ("fr", "CO\u0302TE D’IVOIRE", ["CO\u0302TE D’IVOIRE"]),
    "a soft hyphen inside": ("en", "Port Al\u00admera", ["Port Al\u00admera"]),
    "zero width blanks at the edges": ("en", "\u200bPort\u200b Almera\u2060.", ["Port\u200b Almera"]),
    "bidi marks around": ("en", "\u2068Port Almera\u2069", ["Port Almera"]),
    "a no-break blank and a no-break hyphen": (
        "en", "Port\u00a0Almera, Covid\u201119", ["Port\u00a0Almera", "Covid\u201119"],
    ),
    "a thin blank twice": ("en", "Port\u2009\u2009Almera", ["Port\u2009\u2009Almera"]),
    "full width": ("zh", "Ｇ７ 和 Ｇ２０峰会", ["Ｇ７", "Ｇ２０峰会", ]),
    "another combining mark makes another word": ("en", "Silva\u0301 and Silva", ["Silva"]),
    "the same in the last of several words": ("en", "Port Almera\u0301 and Port Almera", ["Port Almera"]),
    # Turkic i
    "dotless i in capitals": ("tr", "IĞDIR ve AĞRI", ["IĞDIR", "AĞRI"]),
    "dotted i in capitals": ("tr", "İZMİR, IZMIR", ["İZMİR"]),
    "elsewhere i is i": ("en", "Izmir and Agri, IZMIR", ["Izmir", "IZMIR"]),
    # titles and names
    "a title and a name are two": ("en", "President Maria Silva spoke", ["President", "Maria Silva"]),
    "also where an alias has both": ("en", "President Silva spoke", ["President", "Silva"]),
    "a longer title": ("en", "Vice-President Silva", ["Vice-President", "Silva"]),
    "titles in the plural": ("en", "the Presidents and Mayors", ["Presidents", "Mayors"]),
    "a title of its own": ("en", "the President said", ["President"]),
    "an alias of several words": ("en", "Mr O’Neill Silva", ["Mr O’Neill Silva"]),
    # ambiguous names
    "a country by its preposition": ("en", "Rebels in Chad and in Jordan fled", ["Chad", "Jordan"]),
    "a man of that name": ("en", "Then Chad Smith met Michael Jordan", ["Chad"]),
    "a country by its neighbours": ("en", "The capital of Jordan is Amman", ["Jordan", "Amman"]),
    "no neighbour, no term": ("en", "Jordan won. Chad agreed.", []),
    "a language": ("en", "He speaks Polish and wrote in Polish", ["Polish", "Polish"]),
    "a verb": ("en", "Polish the silver", []),
    "a town and a verb": ("en", "Reading is fun, reading in Reading", ["Reading"]),
    "unless a word stands beside it": ("en", "Nice was very Nice; she left Nice yesterday", ["Nice"]),
    # signs
    "signs around a term": ("en", "(C++), #WaterNow! and .org registry", ["C++", "#WaterNow", ".org registry"]),
    "a sign alone": ("en", "It costs 5€.", ["€"]),
    "part of a number or word": ("en", "G77, G7s and G7-led", ["G7"]),
    "a hyphened compound": ("de", "der Fußball-Verband, FUSSBALL-VERBANDS", ["Fußball-Verband", "FUSSBALL-VERBANDS"]),
    "no blank for a hyphen": ("en", "Covid 19", []),
    "addresses, code and marks": (
        "en",
        "See <a>Port</a> Almera, <code>Port Almera</code>, https://port.example/Silva and silva@Silva.example",
        ["Port</a> Almera"],
    ),
    # scripts without blanks
    "the longest of three in Chinese": ("zh", "在国际水论坛上", ["国际水论坛"]),
    "overlaps in Chinese, leftmost": ("zh", "论坛水论坛", ["论坛", "水论坛"]),
    "one character": ("zh", "喝水。", ["水"]),
    "Latin and Chinese in one term": ("zh", "参加G20峰会的", ["G20峰会"]),
    "Latin inside Chinese": ("zh", "用iPhone拍", ["iPhone"]),
    "a Japanese name inside a longer one": ("ja", "東京都と东京", ["東京都", "东京"]),
    "half width kana": ("ja", "ｶﾀｶﾅ語", ["ｶﾀｶﾅ"]),
    "Korean with a particle": ("ko", "서울에서", ["서울"]),
    "Korean decomposed": ("ko", "\u1109\u1165\u110b\u116e\u11af에서", ["\u1109\u1165\u110b\u116e\u11af"]),
    "Thai": ("th", "อยู่ในกรุงเทพครับ", ["กรุงเทพ"]),
    "Hindi, the longer one": ("hi", "वह नई दिल्ली से दिल्ली गया", ["नई दिल्ली", "दिल्ली"]),
    "Hindi, no part of a word": ("hi", "दिल्लीवालों", []),
    # Arabic, Persian, Hebrew
    "Arabic with vowel signs and tatweel": ("ar", "مَجْلِس الأمـــن", ["مَجْلِس الأمـــن"]),
    "a conjunction and a preposition": ("ar", "وبتونس ولتونس وتونس", ["تونس"] * 3),
    "an article after a preposition": ("ar", "بالهدنة وللهدنة للهدنة", ["الهدنة", "لهدنة", "لهدنة"]),
    "clitics before a name of two words": ("ar", "لمجلس الأمن والأمم المتحدة", ["مجلس الأمن", "الأمم المتحدة"]),
    "no part of an Arabic word": ("ar", "تونسية متونس", []),
    "no clitics where the text is not Arabic": ("en", "وتونس", []),
    "yeh and kaf": ("fa", "علي خامنئی در يزد", ["علي خامنئی", "يزد"]),
    "a joiner, a blank, nothing in Persian": ("fa", "آتش‌بس و آتش بس و كتاب‌خانه", ["آتش‌بس", "آتش بس", "كتاب‌خانه"]),
    "Hebrew prefixes": ("he", "בירושלים ושבירושלים והכנסת לפורום המים", ["ירושלים", "ירושלים", "הכנסת", "פורום המים"]),
    "Hebrew points": ("he", "יְרוּשָׁלַיִם", ["יְרוּשָׁלַיִם"]),
    "Cyrillic, no part of a word": ("ru", "Сирия, сирия, Сирияна", ["Сирия"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_finds(name: str) -> None:
    language, text, expected = CASES[name]
    assert [text[match.start : match.end] for match in find_terms(text, TERMS, language)] == expected


def test_there_are_many_edges() -> None:
    assert len(CASES) >= 60
