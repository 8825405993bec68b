"""What an edit is called, in several languages: the graver word wins."""

from __future__ import annotations

import pytest

from dragoman.alignment import Change, ChangeClass, Edit, classify, describe, describe_all, names_in, web_addresses

CASES = [
    ("The pier is safe.", "The pier  is\nsafe.", "whitespace"),
    ("12 days", "12\u00a0days", "whitespace"),
    ("long\u00adword", "longword", "whitespace"),
    ("See <a>the map</a>.", "See the map.", "markup"),
    ("A <em>new</em> pier", "A <strong>new</strong> pier", "markup"),
    ("See https://example.org/a.", "See https://example.org/b?c=1.", "url"),
    ("Write to desk@example.org", "Write to news@example.org", "url"),
    ("The pier, he said, is safe.", "The pier – he said – is safe!", "punctuation"),
    ("About 1,250 people", "About 1.250 people", "number"),
    ("up 5%", "up 5", "number"),
    ("cost $5", "cost €5", "number"),
    ("نحو ١٢ سفينة", "نحو ١٣ سفينة", "number"),
    ("Mayor Ana Ruiz spoke.", "Mayor Ana Ruis spoke.", "name"),
    ("talks in geneva", "talks in vienna", "wording"),
    ("The ships left.", "The boats left.", "wording"),
    ("today", "to day", "wording"),
    ("The pier is safe.", "The pier isn’t safe.", "negation"),
    ("He can go.", "He cannot go.", "negation"),
    ("Two of 12 ships", "None of 13 ships", "negation"),
    ("El muelle es seguro.", "El muelle no es seguro.", "negation"),
    ("Le quai est sûr.", "Le quai n’est pas sûr.", "negation"),
    ("Der Kai ist sicher.", "Der Kai ist nicht sicher.", "negation"),
    ("Причал безопасен.", "Причал не безопасен.", "negation"),
    ("الرصيف آمن.", "الرصيف ليس آمنا.", "negation"),
    ("اسکله امن است.", "اسکله امن نیست.", "negation"),
    ("او می‌رود.", "او نمی‌رود.", "negation"),
    ("码头很安全。", "码头不安全。", "negation"),
    ("राहत शुरू हुई।", "राहत शुरू नहीं हुई।", "negation"),
    ("הרציף בטוח.", "הרציף לא בטוח.", "negation"),
]


KNOWN = frozenset(("李明", "جنيف", "Valmora", "Rafael Quint"))
IN_LANGUAGES = [
    # numbers in words
    ("en", "Two ships left.", "Three ships left.", "number"),
    ("en", "Two ships left.", "2 ships left.", "wording"),
    ("en", "twenty-one days", "twenty-two days", "number"),
    ("en", "twenty-one days", "twenty days", "number"),
    ("en", "one ship", "a ship", "wording"),
    ("en", "a dozen boats", "a hundred boats", "number"),
    ("de", "zweihundert Schiffe", "dreihundert Schiffe", "number"),
    ("de", "einundzwanzig", "zweiundzwanzig", "number"),
    ("nl", "tweehonderd schepen", "driehonderd schepen", "number"),
    ("es", "dos barcos", "tres barcos", "number"),
    ("fr", "deux bateaux", "trois bateaux", "number"),
    ("pl", "dwa statki", "trzy statki", "number"),
    ("ru", "Погибли двое", "Погибли трое", "number"),
    ("tr", "iki gemi", "üç gemi", "number"),
    ("el", "δύο πλοία", "τρία πλοία", "number"),
    ("ar", "ثلاثة قتلى", "أربعة قتلى", "number"),
    ("ar", "وثلاثة قتلى", "وأربعة قتلى", "number"),
    ("fa", "دو نفر", "سه نفر", "number"),
    ("he", "שלוש ספינות", "ארבע ספינות", "number"),
    ("hi", "दो लोग", "तीन लोग", "number"),
    ("th", "สองคน", "สามคน", "number"),
    ("zh-Hans", "三人获救", "四人获救", "number"),
    ("zh-Hans", "二十一人", "二十人", "number"),
    ("zh-Hans", "一些人", "有些人", "wording"),
    ("ja", "三人が無事", "四人が無事", "number"),
    ("ko", "다섯 명", "여섯 명", "number"),
    # one value in another spelling is no other number
    ("ar", "12 سفينة", "١٢ سفينة", "punctuation"),
    ("ar", "12 سفينة", "١٣ سفينة", "number"),
    ("fa", "۱۲ کشتی", "12 کشتی", "punctuation"),
    ("hi", "१२ लोग", "12 लोग", "punctuation"),
    ("ja", "１２人", "12人", "punctuation"),
    ("en", "1,250 people", "1250 people", "punctuation"),
    ("en", "1,250 people", "1.250 people", "number"),
    ("de", "1.250 Menschen", "1250 Menschen", "punctuation"),
    ("en", "10–20 ships", "10-20 ships", "punctuation"),
    ("en", "5%", "5 %", "punctuation"),
    ("en", "5 percent of it", "5% of it", "wording"),
    ("en", "−5 degrees", "5 degrees", "number"),
    # the order of numbers
    ("en", "12 of 14 ships", "14 of 12 ships", "number"),
    ("en", "On Monday 12 ships left.", "12 ships left on Monday.", "wording"),
    # dates
    ("en", "The first of June", "The first of July", "number"),
    ("en", "Monday’s vote", "Tuesday’s vote", "number"),
    ("en", "It opens today.", "It opens tomorrow.", "number"),
    ("en", "It may rain.", "It might rain.", "wording"),
    ("fr", "le 3 juin", "le 3 juillet", "number"),
    ("es", "El lunes", "El martes", "number"),
    ("ru", "3 июня", "3 июля", "number"),
    ("zh-Hans", "星期一开会", "星期二开会", "number"),
    ("ja", "三月", "四月", "number"),
    # units and money
    ("en", "14 months", "14 weeks", "number"),
    ("en", "14 month", "14 months", "wording"),
    ("en", "14 villages", "14 towns", "wording"),
    ("en", "5 km away", "5 miles away", "number"),
    ("en", "20 dollars", "20 euros", "number"),
    ("en", "5 € each", "5 $ each", "number"),
    ("en", "USD 5", "EUR 5", "number"),
    ("en", "up 5 °C", "up 5 °F", "number"),
    # numbers inside names
    ("en", "The A380 landed.", "The A320 landed.", "number"),
    ("en", "Elizabeth I", "Elizabeth II", "number"),
    ("en", "the XIX century", "the XX century", "number"),
    # names
    ("en", "Smith beat Jones today.", "Jones beat Smith today.", "name"),
    ("en", "NATO met.", "WHO met.", "name"),
    ("en", "They told us.", "They told US.", "name"),
    ("en", "Valmora is calm.", "Sorrel is calm.", "name"),
    ("en", "rafael is calm", "simon is calm", "name"),
    ("en", "Ships left. Boats stayed.", "Ships left. Cars stayed.", "wording"),
    ("en", "He said: “Ships left.”", "He said: “Boats left.”", "wording"),
    ("zh-Hans", "李明说", "王强说", "name"),
    ("zh-Hans", "很明白", "很清楚", "wording"),
    ("ar", "في بيروت", "بجنيف", "name"),
    # negation
    ("en", "Not all are safe.", "All are not safe.", "negation"),
    ("en", "It is legal.", "It is illegal.", "negation"),
    ("en", "It isn’t safe.", "It is not safe.", "wording"),
    ("en", "He can go into it.", "He can go to it.", "wording"),
    ("fr", "Il pleut.", "Il ne pleut pas.", "negation"),
    ("pt", "O cais é seguro.", "O cais não é seguro.", "negation"),
    ("it", "Il molo è sicuro.", "Il molo non è sicuro.", "negation"),
    ("nl", "De kade is veilig.", "De kade is niet veilig.", "negation"),
    ("sv", "Kajen är säker.", "Kajen är inte säker.", "negation"),
    ("pl", "Nabrzeże jest bezpieczne.", "Nabrzeże nie jest bezpieczne.", "negation"),
    ("uk", "Причал безпечний.", "Причал не безпечний.", "negation"),
    ("tr", "Rıhtım güvenli.", "Rıhtım güvenli değil.", "negation"),
    ("el", "Η αποβάθρα είναι ασφαλής.", "Η αποβάθρα δεν είναι ασφαλής.", "negation"),
    ("ur", "گھاٹ محفوظ ہے۔", "گھاٹ محفوظ نہیں ہے۔", "negation"),
    ("id", "Dermaga itu aman.", "Dermaga itu tidak aman.", "negation"),
    ("vi", "Bến tàu an toàn.", "Bến tàu không an toàn.", "negation"),
    ("ko", "부두는 안전하다.", "부두는 안전하지 않다.", "negation"),
    ("th", "ท่าเรือปลอดภัย", "ท่าเรือไม่ปลอดภัย", "negation"),
    ("ja", "桟橋は安全です。", "桟橋は安全ではありません。", "negation"),
    # spelling
    ("en", "decision-making", "decision making", "punctuation"),
    ("en", "co-operate", "cooperate", "punctuation"),
    ("en", "It isn't", "It isn’t", "punctuation"),
    ("en", "the internet", "the Internet", "punctuation"),
    ("fr", "café", "cafe\u0301", "whitespace"),
    ("fa", "می‌رود", "می رود", "punctuation"),
    ("fa", "كتاب علي", "کتاب علی", "punctuation"),
    ("ar", "مَدينة", "مدينة", "punctuation"),
    ("he", "שָׁלוֹם", "שלום", "punctuation"),
    ("en", "one<br/>two", "one two", "markup"),
]


@pytest.mark.parametrize(("language", "old", "new", "change"), IN_LANGUAGES)
def test_an_edit_is_called_the_same_in_both_directions_in_its_language(
    language: str, old: str, new: str, change: str
) -> None:
    found = (classify(old, new, KNOWN, language), classify(new, old, KNOWN, language))
    assert found == (ChangeClass(change), ChangeClass(change))


DESCRIBED = [
    ("en", "Closed for 14 months.", "Closed for 15 months.", "number", [("14", "15")]),
    ("en", "Buses may cross.", "Buses may not cross.", "negation", [("may", "may not")]),
    ("en", "Buses may not cross.", "Buses may cross.", "negation", [("may not", "may")]),
    ("en", "Not now.", "Now.", "negation", [("Not now", "Now")]),
    ("en", "The old boats left in June.", "The new boats left in July.", "number", [("June", "July"), ("old", "new")]),
    ("en", "It was a big old boat.", "It was one small ship.", "wording", [("a big old boat", "one small ship")]),
    (
        "en",
        "the <em>new</em> pier",
        "the <strong>new</strong> pier",
        "markup",
        [("<em>", "<strong>"), ("</em>", "</strong>")],
    ),
    ("ar", "نحو ١٢ سفينة", "نحو ١٣ سفينة", "number", [("١٢", "١٣")]),
    ("zh-Hans", "十二人", "十三人", "number", [("二", "三")]),
    ("th", "ท่าเรือปลอดภัย", "ท่าเรือไม่ปลอดภัย", "negation", [("อ", "อไม่")]),
    ("en", "a  pier", "a pier", "whitespace", []),
    ("en", "A pier", "A pier", "role", []),
]


@pytest.mark.parametrize(("language", "old", "new", "kind", "edits"), DESCRIBED)
def test_a_change_shows_its_words_those_of_its_class_first(
    language: str, old: str, new: str, kind: str, edits: list[tuple[str, str]]
) -> None:
    assert describe(old, new, (), language) == Change(ChangeClass(kind), tuple(Edit(x, y) for x, y in edits))


def test_a_long_edit_is_cut_and_many_edits_too() -> None:
    long = describe("A", "A " + "word " * 40)
    assert len(long.edits[0].after) == 49
    assert long.edits[0].after.endswith("…")
    many = describe("a b c d e f g h", "a x c y e z g w")
    assert (len(many.edits), many.is_cut) == (3, True)


def test_the_parts_of_a_split_share_one_change() -> None:
    whole = "It is not closed, and the ferry runs."
    found = describe_all({1: (whole, "It is not closed."), 2: (whole, "The ferry runs."), 3: ("a", "b")})
    assert found[1] == found[2]
    assert (found[1].kind, found[1].is_split) == (ChangeClass.WORDING, True)
    assert found[3] == Change(ChangeClass.WORDING, (Edit("a", "b"),))


def test_names_are_learnt_from_where_capitals_mean_something() -> None:
    assert names_in(["The mayor met Quint. Boats left for Valmora, a Port.", "The port is old."]) == {
        "Quint",
        "Valmora",
    }


@pytest.mark.parametrize(("old", "new", "change"), CASES)
def test_a_change_has_its_name_in_both_directions(old: str, new: str, change: str) -> None:
    assert (classify(old, new), classify(new, old)) == (ChangeClass(change), ChangeClass(change))


def test_known_names_are_names_in_any_case_of_letters() -> None:
    assert classify("talks in geneva", "talks in vienna", names=["geneva"]) is ChangeClass.NAME


def test_a_language_s_own_negations_count_when_it_is_known() -> None:
    assert classify("a sin of old", "an act of old", language="en") is ChangeClass.WORDING
    assert classify("con azúcar", "sin azúcar", language="es") is ChangeClass.NEGATION


def test_only_blanks_marks_and_addresses_are_mechanical() -> None:
    assert {change for change in ChangeClass if change.is_mechanical} == {
        ChangeClass.WHITESPACE,
        ChangeClass.MARKUP,
        ChangeClass.URL,
    }


def test_addresses_end_before_the_sentence_does() -> None:
    assert web_addresses("See https://example.org/a, or (www.example.org).") == [
        "https://example.org/a",
        "www.example.org",
    ]
