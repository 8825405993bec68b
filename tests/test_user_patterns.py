"""Patterns and words that a newsroom writes, wherever it may write one, and texts made to make them slow.

Rules for sentences (SRX) have tests of their own in tests/segmentation/test_srx.py.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import check_text
from dragoman.catalog.waivers import find_waivers
from dragoman.engines.redacting import withhold
from dragoman.formats.json_values import Paths
from dragoman.formats.line_patterns import read_line_pattern
from dragoman.formats.reading import read_article
from dragoman.model import ConfigError, Waiver
from dragoman.project.gate import SourceWaiver
from dragoman.project.layout import Layout
from dragoman.project.newsroom import Rule
from dragoman.project.secrecy import Secrecy
from dragoman.project.waivers import FileWaiver
from tests.hanging import no_hang

LONG = 100_000
HANGS = 60
WORST = {
    "one letter": "a" * LONG,
    "letters and blanks": "a " * (LONG // 2),
    "letters and points": "a." * (LONG // 2),
    "blanks": "x" + " " * LONG + "x",
    "Arabic": "مـ" * (LONG // 2),
    "Chinese": "中" * LONG,
    "marks": "e" + "\u0301" * LONG,
}


@pytest.fixture(autouse=True)
def ends() -> Iterator[None]:
    with no_hang("the pattern", HANGS):
        yield


LINES = [
    "^Advertisement$", "a+b", r"\s+$", "(?:a|b)*c", ".*a.*b", "^.*a.*b.*c$", r"(?:\w+\s)*$", ".*a.*a.*a.*b",
    "^(By|Photo) .+$", "[^.]*[.][^.]*$", r"(?i)read\s+more", "^a*$|b+c",
]  # fmt: skip


@pytest.mark.parametrize("text", WORST)
@pytest.mark.parametrize("pattern", LINES)
def test_no_line_makes_a_pattern_of_plain_text_slow(pattern: str, text: str) -> None:
    read_line_pattern(pattern).finds(WORST[text])
    settings = {"exclude": [pattern], "end": f"{pattern}§", "roles": {"byline": pattern}}
    article = f"A headline\n\n{WORST[text]}\n"
    document = read_article(article.encode(), ".txt", language="en", settings=settings)
    assert document.data == article.encode()


@pytest.mark.parametrize(
    ("pattern", "reason", "hint"),
    [
        ("(a+)+$", "can take for ever", "let each turn of the outer one begin"),
        (r"(?:\w+\s?)*$", "can take for ever", "let each turn"),
        (".*.*.*.*.*x", "can take very long", ""),
        (r"(a)\1", "the text of an earlier group again", ""),
        ("(?P<name>a)", "opens nothing known", "write"),
        ("[a", "unterminated character set", "patterns are Python regular expressions"),
    ],
)
def test_a_pattern_that_a_line_could_make_slow_is_refused_with_the_reason(pattern: str, reason: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_article(b"A headline\n", ".txt", language="en", settings={"exclude": [pattern]})
    assert caught.value.message.startswith(f"bad pattern {pattern!r}: ") and reason in caught.value.message
    assert hint in caught.value.hint


@given(st.sampled_from(LINES), st.text("ab c.BPyho\u0645", max_size=40))
def test_a_pattern_finds_in_a_line_what_python_finds(pattern: str, line: str) -> None:
    assert read_line_pattern(pattern).finds(line) is (re.search(pattern, line) is not None)


NAMES = ["a", "b", "ab", "aab", "a_b", "*"]
GLOBS = ["a", "b", "*", "a*", "*b", "a*b", "*a*b", "*a*a*b", "**", "**"]


@given(st.lists(st.sampled_from(GLOBS), min_size=1, max_size=5), st.lists(st.sampled_from(NAMES), max_size=6))
def test_a_path_of_json_fits_as_a_plain_reading_of_the_pattern_says(pattern: list[str], path: list[str]) -> None:
    assert (tuple(path) in Paths([".".join(pattern)])) is _fits(pattern, path)


def _fits(pattern: list[str], path: list[str]) -> bool:
    if not pattern:
        return not path
    if pattern[0] == "**":
        return any(_fits(pattern[1:], path[at:]) for at in range(len(path) + 1))
    return bool(path) and _fits(pattern[1:], path[1:]) and _is_like(pattern[0], path[0])


def _is_like(pattern: str, name: str) -> bool:
    if not pattern:
        return not name
    if pattern[0] == "*":
        return any(_is_like(pattern[1:], name[at:]) for at in range(len(name) + 1))
    return name[:1] == pattern[0] and _is_like(pattern[1:], name[1:])


PATHS = {
    "wide": ("a" * LONG,),
    "deep": ("a",) * 1000,
    "both": ("a" * 1000,) * 1000,
    "points": ("a." * 500,) * 100,
}


@pytest.mark.parametrize("pattern", ["*a*b", "*a*a*a*b", "**.*a*.**.b", "**.a.**.a.**.b", "**.**.**.**.b", "a*.**"])
@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_no_path_of_json_makes_a_pattern_slow(pattern: str, path: tuple[str, ...]) -> None:
    assert (path in Paths([pattern])) is (pattern == "a*.**")


@pytest.mark.parametrize("text", WORST)
@pytest.mark.parametrize("word", ["a", "a a", "aa " * 30, "a.a", "中中", "مـ", "e\u0301"])
def test_no_text_makes_a_word_of_the_house_slow(word: str, text: str) -> None:
    said = WORST[text][: LONG // 5]
    check_text("A text.", said, language="es", forbidden=[word], checks=["forbidden"])
    check_text(said, said, language="es", glossary={word: "otra"}, checks=["glossary"])


@pytest.mark.parametrize("text", WORST)
@pytest.mark.parametrize("string", ["a a", "aaaaab", "中", "مـ", "e\u0301", "x x"])
def test_no_text_makes_a_redacted_string_slow(string: str, text: str) -> None:
    withheld = withhold(WORST[text], [string])
    assert withheld is None or withheld.restored(withheld.text) == WORST[text]


GLOB = "*a*a*a*a*a*a*a*b"


@pytest.mark.parametrize(
    "is_like",
    [
        lambda path: Rule((GLOB,)).matches(path),
        lambda path: FileWaiver(Waiver("numbers", "r"), (GLOB,)).fits(path, ""),
        lambda path: bool(Secrecy((GLOB,)).pattern_for(path)),
        lambda path: SourceWaiver("empty-article", (GLOB,), "r").is_about("empty-article", path, "", "2027-01-15"),
        lambda path: fnmatch.fnmatchcase(path, GLOB),
    ],
    ids=["rule", "waiver", "secrecy", "gate", "plain"],
)
def test_no_path_makes_a_pattern_of_paths_slow(is_like: Callable[[str], bool]) -> None:
    assert is_like("a" * LONG) is False
    assert is_like("a" * LONG + "b") is True


def test_no_path_makes_a_template_of_the_output_slow() -> None:
    layout = Layout("{folder}{stem}.{language}{suffix}")
    for path in ("a" * LONG, "a/" * (LONG // 2), "a." * (LONG // 2), ".es" * (LONG // 3)):
        assert layout.is_merged(f"{path}/", ["es", "fr"]) is False


@pytest.mark.parametrize(
    "line",
    [
        f"# waive: numbers{' ' * LONG}x",
        f"# waive: {'a' * LONG}!",
        f'# waive: numbers "{"a" * LONG}',
        f"#{' ' * LONG}waive",
        f"# waive: numbers until {'9' * LONG} x",
    ],
)
def test_no_comment_makes_the_reading_of_waivers_slow(line: str) -> None:
    assert list(find_waivers([line])) == []
