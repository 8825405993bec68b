"""Each place in a target serves one mention; as many mentions are served as can be, and then as well as can be."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from dragoman.glossary.assigning import assign, weakest
from dragoman.glossary.verdicts import Standing, Verdict

EXACT, FORM, PLAUSIBLE = Verdict.EXACT, Verdict.FORM, Verdict.PLAUSIBLE
VERDICTS = st.sampled_from([EXACT, FORM, PLAUSIBLE])
STANDINGS = st.lists(
    st.builds(
        lambda start, size, verdict: Standing((start, start + size), verdict),
        st.integers(0, 6),
        st.integers(1, 3),
        VERDICTS,
    ),
    max_size=4,
    unique_by=lambda each: each.span,
)


def at(first: int, last: int, verdict: Verdict = EXACT) -> Standing:
    return Standing((first, last), verdict)


def overlap(one: Standing, two: Standing) -> bool:
    return one.span[0] < two.span[1] and two.span[0] < one.span[1]


def test_the_longer_term_is_not_robbed_by_the_shorter() -> None:
    short, long = [at(0, 1), at(5, 6, PLAUSIBLE)], [at(0, 3)]
    assert assign([1, 1], [short, long]) == [[at(5, 6, PLAUSIBLE)], [at(0, 3)]]


def test_the_better_of_two_places_is_taken() -> None:
    assert assign([1], [[at(0, 1, PLAUSIBLE), at(4, 5, FORM)]]) == [[at(4, 5, FORM)]]


def test_an_approved_rendering_goes_before_an_admitted_one() -> None:
    admitted = Standing((0, 1), FORM, is_admitted=True)
    assert assign([1], [[admitted, at(3, 4, FORM)]]) == [[at(3, 4, FORM)]]


def test_the_weakest_of_the_needed_renderings_decides() -> None:
    found = [at(0, 1), at(2, 3, FORM), at(4, 5, PLAUSIBLE)]
    assert [weakest(found, count) for count in (1, 2, 3, 4)] == [EXACT, FORM, PLAUSIBLE, Verdict.MISSING]


def test_overlapping_places_count_once() -> None:
    assert weakest([at(0, 2), at(1, 3)], 2) is Verdict.MISSING


@given(st.lists(st.tuples(st.integers(1, 2), STANDINGS), max_size=3))
def test_what_is_assigned_is_disjoint_wanted_and_as_much_as_can_be(terms: list[tuple[int, list[Standing]]]) -> None:
    demands = [demand for demand, _ in terms]
    standings = [found for _, found in terms]
    taken = assign(demands, standings)
    flat = [each for found in taken for each in found]
    assert all(len(found) <= demand for found, demand in zip(taken, demands, strict=True))
    assert all(each in found for some, found in zip(taken, standings, strict=True) for each in some)
    assert not any(overlap(one, two) for index, one in enumerate(flat) for two in flat[:index])
    assert len(flat) == most(demands, standings)


def most(demands: list[int], standings: list[list[Standing]]) -> int:
    """By trying every choice of standings."""
    row = [(term, each) for term, found in enumerate(standings) for each in found]
    best = 0
    for chosen in product((False, True), repeat=min(len(row), 12)):
        some = [pair for pair, is_chosen in zip(row, chosen, strict=False) if is_chosen]
        if any(overlap(one[1], two[1]) for index, one in enumerate(some) for two in some[:index]):
            continue
        if all(sum(term == which for term, _ in some) <= demand for which, demand in enumerate(demands)):
            best = max(best, len(some))
    return best
