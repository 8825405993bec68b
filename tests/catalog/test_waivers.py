"""Waivers as people write them in translator comments."""

import pytest

from dragoman.catalog.waivers import find_waivers
from dragoman.model import Waiver


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("# waive: glossary, a quotation", Waiver("glossary", "a quotation")),
        ("# waive: glossary until 2027-01-31, agreed", Waiver("glossary", "agreed", until="2027-01-31")),
        (
            '# waive: glossary "مجلس المدينة" until 2027-01-31, لقب',
            Waiver("glossary", "لقب", "مجلس المدينة", "2027-01-31"),
        ),
        ("#  Waive: Glossary “Water Forum”, a name, as spoken", Waiver("glossary", "a name, as spoken", "Water Forum")),
        ("# waive: glossary", Waiver("glossary", "")),
        ("# waive: glossary until spring, soon", Waiver("glossary", "soon", until="0000-00-00")),
        ("# waive: tags, drawn by hand\r", Waiver("tags", "drawn by hand")),
    ],
)
def test_a_waiver_tells_its_check_subject_date_and_reason(line: str, expected: Waiver) -> None:
    assert list(find_waivers([line])) == [expected]


@pytest.mark.parametrize(
    "line", ["# waiver: glossary, no", "#. waive: glossary, no", "# please waive: glossary, no", "#"]
)
def test_other_comments_are_no_waivers(line: str) -> None:
    assert not list(find_waivers([line]))


def test_a_waiver_holds_to_the_end_of_its_day_and_never_without_a_reason() -> None:
    waiver = Waiver("glossary", "agreed", until="2027-01-31")
    assert waiver.holds("2027-01-31")
    assert not waiver.holds("2027-02-01")
    assert Waiver("glossary", "agreed").holds("9999-12-31")
    assert not Waiver("glossary", "").holds("2027-01-01")
    assert not Waiver("glossary", "soon", until="0000-00-00").holds("0001-01-01")
