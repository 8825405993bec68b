"""SRX files: what their rules mean, which are refused, and that none can take long."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import POINT, ConfigError, FormatError
from dragoman.segmentation.srx import Srx, SrxRule, read_srx
from dragoman.segmentation.srx.charset import CharSet, category, words
from dragoman.segmentation.srx.nodes import PatternError
from dragoman.segmentation.srx.rule import View
from tests.segmentation.srx_files import Rules, srx


def house(*rules: tuple[str, str, str]) -> Srx:
    return read_srx(srx(("House", list(rules))), "house.srx")


def cut(rules: Srx, text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in rules.rule_set(language).sentences(text)]


STOPS = ("yes", r"[.?!]+", r"\s")


class TestMeaning:
    def test_the_first_rule_that_fits_a_place_decides(self) -> None:
        text = "Ald. Rossi came. The vote was lost."
        assert cut(house(("no", r"\bAld\.", r"\s"), STOPS), text) == ["Ald. Rossi came.", "The vote was lost."]
        assert cut(house(STOPS, ("no", r"\bAld\.", r"\s")), text) == ["Ald.", "Rossi came.", "The vote was lost."]

    def test_a_place_that_no_rule_fits_is_no_border(self) -> None:
        assert cut(house(("no", "x", "y")), "One. Two.") == ["One. Two."]

    def test_a_text_without_points_is_cut_and_the_pieces_have_no_blanks_around_them(self) -> None:
        assert house(STOPS).rule_set("en").sentences(" One.  Two! ") == [(1, 5), (7, 11)]

    def test_a_rule_finds_the_longest_or_shortest_match_as_its_pattern_says(self) -> None:
        assert cut(house(("yes", ".*;", "")), "a;b;c") == ["a;b;", "c"]
        assert cut(house(("yes", ".*?;", "")), "a;b;c") == ["a;", "b;", "c"]
        assert cut(house(("yes", '[.!?]+["”]*', "")), "“One?!” two") == ["“One?!”", "two"]

    def test_places_whose_sides_overlap_are_all_found(self) -> None:
        assert cut(house(("yes", r"\w\.", r"\w\.")), "a.b.c.d") == ["a.", "b.", "c.d"]

    def test_points_are_nothing_to_rules_and_belong_to_what_they_touch(self) -> None:
        text = f"One.{POINT} Two. {POINT}Three.{POINT}"
        assert cut(house(STOPS), text) == [f"One.{POINT}", "Two.", f"{POINT}Three.{POINT}"]
        assert cut(house(("yes", r"[.?!]+\s", "")), text) == [f"One.{POINT}", "Two.", f"{POINT}Three.{POINT}"]

    def test_an_empty_side_fits_everywhere(self) -> None:
        assert cut(house(("yes", "", "—")), "one—two") == ["one", "—two"]
        assert cut(house(("yes", "—", "")), "one—two") == ["one—", "two"]

    def test_break_is_yes_when_it_is_not_said(self) -> None:
        data = srx(("House", [STOPS])).replace(b' break="yes"', b"")
        assert cut(read_srx(data), "One. Two.") == ["One.", "Two."]

    def test_a_rule_may_lack_a_side(self) -> None:
        data = srx(("House", [("yes", ";", "")])).replace(b"<afterbreak></afterbreak>", b"")
        assert cut(read_srx(data), "one;two") == ["one;", "two"]

    @pytest.mark.parametrize("tag", ["en", "EN", "en-GB", "en_GB", "EN-us"])
    def test_a_language_is_found_whatever_its_case_and_spelling(self, tag: str) -> None:
        for pattern in ("EN.*", "en.*", "en(_gb|-us)?", "(EN|en).*"):
            rules = read_srx(srx(("House", [STOPS]), maps=((pattern, "House"),)))
            assert cut(rules, "One. Two.", tag) == ["One.", "Two."]

    def test_a_language_pattern_must_be_the_whole_tag(self) -> None:
        assert cut(read_srx(srx(("House", [STOPS]), maps=(("e", "House"),))), "One. Two.") == ["One. Two."]

    def test_with_cascade_the_rules_of_every_fitting_language_rule_count_in_the_order_of_the_maps(self) -> None:
        both = (("English", [("no", r"\bAld\.", r"\s")]), ("All", [STOPS]))
        maps = (("en.*", "English"), (".*", "All"))
        text = "Ald. Rossi came. She won."
        assert cut(read_srx(srx(*both, maps=maps)), text) == ["Ald. Rossi came.", "She won."]
        assert cut(read_srx(srx(*both, maps=maps)), text, "fr") == ["Ald.", "Rossi came.", "She won."]
        assert cut(read_srx(srx(*both, maps=maps, cascade="no")), text) == ["Ald. Rossi came. She won."]
        assert cut(read_srx(srx(*both, maps=maps[::-1])), text) == ["Ald.", "Rossi came.", "She won."]

    def test_scripts_of_all_kinds(self) -> None:
        assert cut(house(("yes", "[。！？]+[」』]*", "")), "「来た。」次。") == ["「来た。」", "次。"]
        assert cut(house(("yes", "[।॥]", r"\s")), "वह आया। वह गया।", "hi") == ["वह आया।", "वह गया।"]
        assert cut(house(("yes", "[.؟۔]", r"\s+")), "متى؟ غدا.", "ar") == ["متى؟", "غدا."]


PATTERNS = [
    # a pattern, texts that end with a match of it, texts that do not
    (r"\p{Lu}\.", ["A.", "Ж."], ["a.", "1."]),
    (r"\P{Lu}\.", ["a.", "1."], ["A."]),
    (r"[^\p{Lu}]\.", ["a."], ["A."]),
    (r"[\p{L}&&[^aeiou]]\.", ["b."], ["a.", "1."]),
    (r"[[a-z]--[aeiou]]\.", ["b."], ["a."]),
    (r"[\p{Ll}\p{Nd}]\.", ["a.", "٣."], ["A."]),
    (r"\p{Uppercase_Letter}|\p{gc=Nd}|\p{IsLt}", ["A", "4", "ǅ"], ["a"]),
    (r"(?i)\bmr\.", ["Mr.", "MR.", "the mr."], ["amr.", "Mr"]),
    (r"\b(?i:ab)C", ["aBC", "ABC"], ["abc"]),
    (r"a(?i)b", ["aB"], ["AB"]),
    (r"(?i)ſ|straße", ["S", "s", "STRAßE"], ["STRA"]),
    (r"\x{2026}|\u2026|\U0001F600|\x41|\0101", ["…", "😀", "A"], ["."]),
    (r"\h\v", [" \n", "\u00a0\u2028", "\t\r"], ["\n ", "  "]),
    (r"a\Rb", ["a\r\nb", "a\nb", "a\rb", "a\u2028b"], ["ab", "a\r\n\nb"]),
    (r"a*+b", ["aab", "b"], ["aa"]),
    (r"[.?!]++ ?", ["?!", "! "], ["a"]),
    (r"\.{2,}+", ["..", "..."], ["."]),
    (r"(?<!\bMr|\bProf)\.", ["them.", "Mrs."], ["Mr.", "Prof."]),
    (r"(?<=\d{1,3})\.", ["1.", "1234."], ["a."]),
    (r"(?<=[IVX]+)\.", ["XIV."], ["A."]),
    (r"\b(?!etc|Mr)\w+\.", ["end."], ["etc.", "(Mr."]),
    (r"\Q.?\E", [".?"], ["a", "."]),
    (r"[\Q.-\E]", [".", "-"], [","]),
    (r"(?x) a \. # a dot", ["a."], ["a. "]),
    (r"a(?#no word)b", ["ab"], ["a"]),
    (r"^.{0,3}\.", ["1.", "12."], ["12345."]),
    (r"\A\d\)", ["1)"], ["(1)"]),
    (r"(?m)^\d\)", ["a\n1)"], ["a1)"]),
    (r"(?s)a.b", ["a\nb"], ["ab"]),
    (r"a.b", ["axb"], ["a\nb", "a\u2028b"]),
    (r"[\]\[^-]", ["]", "[", "^", "-"], ["a"]),
    (r"[]a]", ["]", "a"], ["b"]),
    (r"[a-]", ["a", "-"], ["b"]),
    (r"[[:punct:]]|[:;]", [".", ":", ";"], ["a", "p"]),
    (r"(?<word>ab)+c", ["ababc"], ["ac"]),
    (r"(?:a|b|)c", ["c", "ac"], ["a"]),
    (r"(a?){3}b", ["b", "aaab"], ["a"]),
    (r"\N{HORIZONTAL ELLIPSIS}|\cI|\e", ["…", "\t", "\x1b"], ["."]),
    (r"\w\B\w", ["ab"], ["a b"]),
    (r"\bकि", ["कि"], ["ककि"]),
    ("।", ["है।"], ["है"]),
]


class TestPatterns:
    @pytest.mark.parametrize(("pattern", "yes", "no"), PATTERNS)
    def test_what_may_stand_before_a_place(self, pattern: str, yes: list[str], no: list[str]) -> None:
        rule = SrxRule(True, pattern, "", "House", 1, None)
        for text, fits in [(text, True) for text in yes] + [(text, False) for text in no]:
            assert rule.fits(View(text + "#"), len(text)) is fits, text

    @pytest.mark.parametrize(
        ("pattern", "yes", "no"),
        [
            (r"\s+\p{Lu}", [" A", "\n\n Ж"], [" a", "A"]),
            (r"(?<=\.)\s", [" "], []),
            (r"(?<!\.)\s", [], [" "]),
            (r"(?>a+)b", ["aab"], ["aac"]),
            (r"(ab)++c", ["ababc"], ["abd"]),
            (r"\s*$", ["", " ", "\n"], ["a"]),
            (r"a\z", ["a"], ["a\n"]),
            (r"a\Z", ["a", "a\n", "a\r\n"], ["a\n\n"]),
            (r"(?m)a$", ["a\nb", "a"], ["ab"]),
            (r"(?=\s[A-Z])", [" A"], [" a"]),
        ],
    )
    def test_what_may_stand_behind_a_place(self, pattern: str, yes: list[str], no: list[str]) -> None:
        rule = SrxRule(True, "", pattern, "House", 1, None)
        for text, fits in [(text, True) for text in yes] + [(text, False) for text in no]:
            assert rule.fits(View("." + text), 1) is fits, (pattern, text)

    def test_looks_may_reach_across_the_place(self) -> None:
        rule = SrxRule(True, r"\.(?=\s*[A-Z])", r"(?<=[a-z]+\.)\s", "House", 1, None)
        assert [rule.fits(View(text), text.index(".") + 1) for text in ("ab.  A", "ab.  a", "1.  A")] == [
            True, False, False,
        ]  # fmt: skip

    def test_far_text_is_not_seen_and_its_edge_is_not_the_edge_of_the_text(self) -> None:
        begins = SrxRule(False, r"^\w+\.", "", "House", 1, None)
        assert begins.fits(View("a" * 200 + ". B"), 201)
        assert not begins.fits(View("a" * 299 + "a" * 299 + ". B"), 599)
        ends = SrxRule(False, "", r"\w+$", "House", 1, None)
        assert not ends.fits(View("." + "a" * 700), 1)


REFUSED = [
    (r"\b(Mr", "beforebreak, at character 3: a '(' without its ')'", r"write \( for the sign itself"),
    (r"[abc", "beforebreak, at character 1: a '[' without its ']'", r"write \[ for the sign itself"),
    (r"a)", "beforebreak, at character 2: a ')' without its '('", r"write \) for the sign itself"),
    (r"*a", "beforebreak, at character 1: nothing stands before the '*'", r"write \* for the sign itself"),
    (r"a{x}", "beforebreak, at character 2: a '{' that counts nothing", r"write \{ for the sign itself"),
    (r"a**", "beforebreak, at character 3: a quantifier of a quantifier", "put the first into (?: )"),
    ("a\\", r"beforebreak, at character 2: a '\' at the end", r"write \\ for the sign itself"),
    (r"[z-a]", "beforebreak, at character 2: 'z-a' runs backwards", ""),
    (r"(a)\1", r"beforebreak, at character 4: \1, the text of an earlier group again, cannot be used", ""),
    (r"(?z)a", "beforebreak, at character 1: the flag 'z' is not known", "known: i, m, s, u, x"),
    (r"\yx", r"beforebreak, at character 1: \y has no meaning here", "write y for the letter itself"),
    (
        r"\p{Klingon}", r"beforebreak, at character 1: the class \p{Klingon} is not known here",
        r"write the characters as ranges, such as [\u0400-\u04FF], or a category of Unicode, such as \p{L}",
    ),
    (
        r"(?>ab|a)c", "beforebreak: an atomic group, or a possessive quantifier of a group, has no exact meaning in "
        "beforebreak", "write it without '>' or '+', or put it into afterbreak",
    ),
    (
        r"\b(?!x*y)\w+", "beforebreak: a look behind without a limit to its width",
        "write {0,9} in place of *, or {1,9} in place of +; in beforebreak, a look ahead is one as well",
    ),
    ("(a|b*)+c", "beforebreak, at character 7: a repeated group that may be empty",
     "let the group hold at least one character"),
    ("(" * 99, "beforebreak, at character 62: groups stand deeper than 60 in one another", ""),
]  # fmt: skip


class TestRefusals:
    @pytest.mark.parametrize(("pattern", "message", "hint"), REFUSED)
    def test_a_pattern_that_cannot_be_used_is_told_with_file_line_and_rule(
        self, pattern: str, message: str, hint: str
    ) -> None:
        data = srx(("English", [STOPS, ("no", pattern, r"\s")]), maps=(("en", "English"),))
        with pytest.raises(ConfigError) as caught:
            read_srx(data, "house.srx")
        assert (str(caught.value.where), caught.value.message, caught.value.hint) == (
            "house.srx:9",
            f"rule 2 of 'English': {message}",
            hint,
        )

    @pytest.mark.parametrize(
        "pattern",
        ["(a+)+", r"(\w+\s?)+", "(a|a)*", "(a|ab|b)*", "(a?b|b)+", "((ab)+)+", r"(\w|\d)+",
         "([a-z]+[a-m]?)+", "(x+x+)+"],
    )  # fmt: skip
    def test_a_pattern_that_could_take_for_ever_is_refused(self, pattern: str) -> None:
        for side in ("beforebreak", "afterbreak"):
            rule = ("no", f"-{pattern}", "") if side == "beforebreak" else ("no", "", f"{pattern}-")
            with pytest.raises(ConfigError, match=f"rule 1 of 'House': {side}: can take for ever"):
                house(rule)

    @pytest.mark.parametrize("pattern", [r"x.*.*.*.*.*y", r"x\s*\w*\s*\w*\s*\w*\s*\w*\s*\w*y", "x[ab]+a*[ac]+a+a*y"])
    def test_a_pattern_that_could_take_very_long_is_refused(self, pattern: str) -> None:
        with pytest.raises(ConfigError, match="rule 1 of 'House': afterbreak: can take very long: 5 repetitions"):
            house(("no", "", pattern))

    @pytest.mark.parametrize(
        "pattern",
        [r"(\p{Lu}\.\s*)+", r"(\w+\s)+x", r"\w+\s+\w+\s+\w+\s+\w+\s+\w+\s+\w+\.", r"(?:[A-Z]\.)+[A-Z]\.", r"(a|b)*c",
         r"\([^)]*\)", r"(?:\d{1,3}\.)*\d{1,3}", r"(ab|ac)*d", "(a{1,3}b)+", r".*;"],
    )  # fmt: skip
    def test_a_pattern_with_one_way_through_it_is_taken(self, pattern: str) -> None:
        house(("no", pattern, ""), ("no", "", pattern))

    @pytest.mark.parametrize(
        ("change", "where", "message"),
        [
            ((b'version="2.0">', b'version="1.0">'), "2", "SRX with version 1.0; only 2.0 is read"),
            ((b"<srx ", b"<xsr "), "2", "its root is <xsr>, not <srx>"),
            ((b'cascade="yes"', b'cascade="maybe"'), "3", "cascade of <header> is 'maybe'"),
            ((b'break="yes"', b'break="no "'), "7", "break of <rule> is 'no '"),
            ((b'"House"/>', b'"Haus"/>'), "11", "there is no language rule 'Haus'"),
            ((b'pattern=".*"', b'pattern="(.*"'), "11", "the language pattern '(.*': a '(' without its ')'"),
            ((b' languagerulename="House">', b">"), "6", "<languagerule> lacks its languagerulename"),
        ],
    )
    def test_a_file_that_is_wrong_is_told_with_its_line(
        self, change: tuple[bytes, bytes], where: str, message: str
    ) -> None:
        data = srx(("House", [STOPS])).replace(*change)
        if b"<xsr " in data:
            data = data.replace(b"</srx>", b"</xsr>")
        with pytest.raises(ConfigError) as caught:
            read_srx(data, "house.srx")
        assert (str(caught.value.where), caught.value.message) == (f"house.srx:{where}", message)
        assert caught.value.hint

    def test_what_is_no_xml_is_refused_and_no_entity_is_followed(self) -> None:
        with pytest.raises(FormatError):
            read_srx(b"<srx", "house.srx")
        bomb = b'<!DOCTYPE srx [<!ENTITY a "aaaa">]>' + srx(("House", [("no", "a", "")])).split(b"\n", 1)[1]
        assert read_srx(bomb.replace(b"<beforebreak>a", b"<beforebreak>&a;")).rules("en")[0].patterns[0].strip() == ""

    def test_reading_can_go_on_without_the_rules_that_cannot_be_used(self) -> None:
        rules = read_srx(srx(("House", [("no", "(a", ""), STOPS])), strict=False)
        assert cut(rules, "One. Two.") == ["One.", "Two."]
        assert [str(error.where) for error in rules.refused] == [":7"]


class TestBounds:
    @pytest.mark.parametrize("text", ["a" * 100_000, ". " * 50_000, "(a. " * 25_000, "\n" * 100_000, "A.B." * 25_000])
    def test_no_text_makes_the_slowest_rules_that_are_taken_slow(self, text: str) -> None:
        rules = house(("no", r"\([^)]*\.\s[^)]*\.\s", r"[^)]*\)"), ("no", r"\w+.*a", ".*b"), ("yes", r"\.", ""))
        rules.rule_set("en").sentences(text)  # it ends


# Laws

ATOMS = [
    "a", "b", r"\.", r"\s", "[ab]", "[^a]", r"\w", "a*", "b+", "[ab]?", r"\b", "(?:a|b.)", "a{1,2}", "(?<!a)", "(?=b)",
    r"\p{Ll}", "(?i:A)", "^", "$",
]  # fmt: skip
patterns = st.lists(st.sampled_from(ATOMS), max_size=4).map("".join)
texts = st.text(alphabet="ab. A\nक\u093f", max_size=12)


@given(patterns, patterns, texts)
def test_a_rule_fits_a_place_as_the_two_patterns_around_it_do(before: str, after: str, text: str) -> None:
    """Against the plain meaning: some beginning before the place from which both match, one behind the other."""
    try:
        rule = SrxRule(True, before, after, "House", 1, None)
    except PatternError:
        return
    view = View(text)
    python = [re.sub(r"\\p\{Ll\}", "[a-z]", pattern).replace("$", r"(?=\n?\Z)") for pattern in (before, after)]
    head, tail = (re.compile(f"(?:{pattern})") for pattern in python)
    if "\u093f" in text and any(r"\b" in pattern or r"\w" in pattern for pattern in (before, after)):
        return  # Python takes a vowel sign for no part of a word
    for place in range(len(text) + 1):
        marked = re.compile(f"(?s:.{{{place}}})(?={tail.pattern})")
        wanted = marked.match(text) is not None and any(
            re.compile(f"(?s:.{{{start}}})(?={head.pattern}(?<=(?<![\\s\\S])[\\s\\S]{{{place}}}))").match(text)
            for start in range(place + 1)
        )
        assert rule.fits(view, place) == wanted, (before, after, text, place)


@given(st.lists(st.tuples(st.sampled_from(["yes", "no"]), patterns, patterns), max_size=3), texts)
def test_sentences_cover_the_text_but_its_blanks_and_are_always_the_same(rules: Rules, text: str) -> None:
    read = read_srx(srx(("House", rules)), strict=False).rule_set("en")
    spans = read.sentences(text)
    position = 0
    for start, end in spans:
        assert not text[position:start].strip()
        assert text[start:end] and text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()
    assert spans == read.sentences(text)


@given(st.lists(st.characters(), max_size=20), st.lists(st.characters(), max_size=20), st.characters())
def test_sets_of_characters_are_sets(one: list[str], other: list[str], character: str) -> None:
    first, second = CharSet.of("".join(one)), CharSet.of("".join(other))
    assert (character in first | second) == (character in one or character in other)
    assert (character in first & second) == (character in one and character in other)
    assert (character in first - second) == (character in one and character not in other)
    assert ~~first == first
    assert (re.compile(first.spelled).fullmatch(character) is not None) == (character in one)


@given(st.characters())
def test_categories_are_those_of_unicode(character: str) -> None:
    import unicodedata

    name = unicodedata.category(character)
    assert character in category(name) and character in category(name[0])
    assert (character in words()) >= (name[0] in "LM" or name in ("Nd", "Nl", "Pc"))
