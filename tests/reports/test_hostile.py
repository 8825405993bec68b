"""Whatever stands in a finding, a report is inert where it is shown."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from dragoman.model import Finding, Severity, Where
from dragoman.model.visible import visible
from dragoman.reports.kinds import KINDS
from dragoman.reports.places import pointed, width
from dragoman.reports.report import Report

ATTACKS = (
    "::error file=a::x",
    "a\n::set-output name=x::y\r\n::add-mask::z",
    "##[add-mask]z ##[error]",
    "\x1b[31mred\x1b]8;;http://example.org\x07link\x9b2J",
    "\u202eevil\u2066\u2069\u200f",
    "]]>--><![CDATA[x",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>\"' onload='x",
    "{0.__class__}{{}} %0A%0D::error::x",
    "a\u2028b\u2029c\x85d\ufffe\uffff\ud800",
    "@desk #1 [x](http://example.org) ![y](z) **b** `c` ~~~ | x </code> </details> www.example.org",
)


def report_of(text: str, times: int = 1) -> Report:
    one = Finding("tags", Severity.ERROR, text, text, text, Where(text, 3), text, text, text, start=1, end=3)
    error = {"path": text, "message": text, "where": text, "hint": text}
    return Report([one] * times, 1, [(text, text)], [error], about={"tags": text})


texts = st.one_of(st.sampled_from(ATTACKS), st.text(), st.lists(st.sampled_from(ATTACKS)).map(" ".join))


@pytest.mark.parametrize("kind", KINDS)
@given(text=texts)
def test_no_report_holds_a_raw_control(kind: str, text: str) -> None:
    made = KINDS[kind](report_of(text))
    assert visible(made.replace("\n", "")) == made.replace("\n", "")


@pytest.mark.parametrize("kind", ["text", "short", "github"])
@given(text=texts)
def test_a_log_obeys_nothing_but_our_annotations(kind: str, text: str) -> None:
    made = KINDS[kind](report_of(text))
    assert "##[" not in made
    ours = re.compile(r"::(error|warning|notice) file=[^:,]*,line=3,title=[^:,]*::")
    commands = [line for line in made.splitlines() if line.lstrip().startswith("::")]
    assert all(ours.match(line) for line in commands)
    assert len(commands) == (1 if kind == "github" else 0)


@given(text=texts)
def test_json_reports_can_be_read_again(text: str) -> None:
    report = report_of(text)
    whole = json.loads(KINDS["json"](report))
    assert [json.loads(line) for line in KINDS["jsonl"](report).splitlines()] == whole["findings"]
    assert whole["findings"][0]["target"] == text
    assert json.loads(KINDS["gitlab"](report))[0]["location"]["path"] == text


@given(text=texts)
def test_junit_is_one_case_whatever_stands_in_it(text: str) -> None:
    tree = etree.fromstring(KINDS["junit"](report_of(text)).encode())
    assert [one.tag for one in tree.iter()] == [
        *("testsuites", "testsuite", "testcase", "failure", "testsuite", "testcase", "error")
    ]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


def tags(page: str) -> list[tuple[str, tuple[str, ...]]]:
    parser = Tags()
    parser.feed(page)
    return parser.found


@given(text=texts.filter(lambda text: len(text) > 3))
def test_a_page_has_the_same_elements_for_every_text(text: str) -> None:
    assert tags(KINDS["html"](report_of(text))) == tags(KINDS["html"](report_of("plain")))


@given(text=texts.filter(lambda text: text.strip() != ""))
def test_a_comment_has_the_same_elements_for_every_text(text: str) -> None:
    mark = MarkdownIt("gfm-like", {"linkify": False}).render
    assert tags(mark(KINDS["comment"](report_of(text)))) == tags(mark(KINDS["comment"](report_of("plain"))))


@pytest.mark.parametrize("text", [*ATTACKS, "`" * 3000, "@" * 3000])
def test_a_comment_fits(text: str) -> None:
    made = KINDS["comment"](report_of(text, 5000))
    assert len(made) < 65_536
    assert made.startswith("<!-- dragoman check -->\n")
    assert made.count("<details>") == made.count("</details>")


@given(text=texts, start=st.integers(0, 40), length=st.integers(0, 40))
def test_a_caret_line_is_as_wide_as_what_it_points_at(text: str, start: int, length: int) -> None:
    line, carets = pointed(text, start, start + length)
    assert "\n" not in line
    assert not carets or width(carets.rstrip("^")) <= width(line)


@pytest.mark.parametrize(
    ("text", "place", "line", "carets"),
    [
        ("Hay 14 meses.", (4, 6), "Hay 14 meses.", "    ^^"),
        ("桥梁于14月开放", (3, 5), "桥梁于14月开放", "      ^^"),
        ("開通した橋", (0, 2), "開通した橋", "^^^^"),
        ("cafe\u0301 14", (6, 8), "cafe\u0301 14", "     ^^"),
        ("पुल १४ दिन", (4, 6), "पुल १४ दिन", "   ^^"),
        ("สะพานเปิด 14", (10, 12), "สะพานเปิด 14", "         ^^"),
        ("الجسر 14 شهرا", (6, 8), "الجسر ⟦14⟧ شهرا", ""),
        ("הגשר 14 חודש", (5, 7), "הגשר ⟦14⟧ חודש", ""),
        ("a\u202eb 14", (4, 6), "a\\u202eb 14", "         ^^"),
        ("", (0, 0), "", "^"),
    ],
)
def test_carets_stand_under_the_place(text: str, place: tuple[int, int], line: str, carets: str) -> None:
    assert pointed(text, *place) == (line, carets)


def test_a_long_text_is_cut_around_the_place() -> None:
    line, carets = pointed("a" * 500 + "14" + "b" * 500, 500, 502)
    assert line == "…" + "a" * 36 + "14" + "b" * 36 + "…"
    assert carets == " " * 37 + "^^"
