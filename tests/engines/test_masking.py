"""Marks become tokens and come back, or the answer is refused."""

from __future__ import annotations

import pytest

from dragoman.engines.masking import Masked, mask, restore, verify
from dragoman.model import Mark, MarkError


def test_every_tag_becomes_a_token_of_its_own() -> None:
    assert mask("See <a>the map</a><img/>.") == Masked(
        "See ⟦0⟧the map⟦1⟧⟦2⟧.", {0: Mark("open", "a"), 1: Mark("close", "a"), 2: Mark("point", "img")}
    )


def test_the_engine_sees_plain_characters_where_the_segment_has_escapes() -> None:
    masked = mask("Type &lt;b> &amp;lt; AT&T")
    assert masked.text == "Type <b> &lt; AT&T"
    assert restore(masked.text, masked) == "Type &lt;b> &amp;lt; AT&T"


def test_an_answer_that_looks_like_a_tag_is_escaped_not_obeyed() -> None:
    assert restore("Vea <b>esto</b>", mask("See this")) == "Vea &lt;b>esto&lt;/b>"


def test_numbers_that_the_text_spells_between_such_brackets_are_left_to_it() -> None:
    masked = mask("The sign ⟦0⟧ on <a>the map</a>")
    assert masked.text == "The sign ⟦0⟧ on ⟦1⟧the map⟦2⟧"
    assert restore("El signo ⟦0⟧ en ⟦1⟧el mapa⟦2⟧", masked) == "El signo ⟦0⟧ en <a>el mapa</a>"


@pytest.mark.parametrize(
    ("source", "answer", "restored"),
    [
        ("See <a>the map</a>.", "Vea ⟦ 0 ⟧ el mapa ⟦1⟧ .", "Vea <a>el mapa</a>."),
        ("See <a>the map</a>.", "Vea⟦0⟧el mapa⟦1⟧.", "Vea <a>el mapa</a>."),
        ("See <a>the map</a> now", "Ahora vea⟦0⟧el mapa⟦1⟧", "Ahora vea <a>el mapa</a>"),
        ("See <a>the map</a> now", "⟦0⟧el mapa⟦1⟧hoy", "<a>el mapa</a> hoy"),
        ("See <a>the map</a> now", "¿(⟦0⟧el mapa⟦1⟧)?", "¿(<a>el mapa</a>)?"),
        ("See <a>the map</a> now", "请看⟦0⟧地图⟦1⟧吧", "请看<a>地图</a>吧"),
        ("See <a>the map</a> now", "ดู⟦0⟧แผนที่⟦1⟧นี้", "ดู<a>แผนที่</a>นี้"),
        ("and <a>the map</a> now", "و⟦0⟧الخريطة⟦1⟧ الآن", "و<a>الخريطة</a> الآن"),
        ("See <a>the map</a> now", "نقشه⟦0⟧را⟦1⟧ببینید", "نقشه <a>را</a> ببینید"),
        ("of <a>the school</a>", "de l'⟦0⟧école⟦1⟧", "de l'<a>école</a>"),
        ("See <a>the map</a>: here", "Voir ⟦0⟧la carte⟦1⟧\u00a0: ici", "Voir <a>la carte</a>\u00a0: ici"),
        ("<code>f</code>s and <em>x</em>", "⟦0⟧f⟦1⟧ y ⟦2⟧x⟦3⟧", "<code>f</code> y <em>x</em>"),
        ("<b>one</b> <i>two</i>", "⟦2⟧dos⟦3⟧⟦0⟧uno⟦1⟧", "<i>dos</i> <b>uno</b>"),
        ("<b><i>one</i></b> two", "dos ⟦0⟧ ⟦1⟧ uno ⟦2⟧ ⟦3⟧", "dos <b><i>uno</i></b>"),
        ("<a>The map</a> shows", "muestra⟦0⟧el mapa⟦1⟧", "muestra <a>el mapa</a>"),
        ("Talks in <a>Seoul</a>", "⟦0⟧서울⟦1⟧에서 회담", "<a>서울</a>에서 회담"),
        ("a<br/>b", "a ⟦0⟧ b", "a<br/>b"),
        ("see <a>it</a>", "⟦٠⟧آن⟦١⟧", "<a>آن</a>"),
    ],
)
def test_the_spacing_around_tags_is_mended(source: str, answer: str, restored: str) -> None:
    assert restore(answer, mask(source)) == restored


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("Vea el mapa", "lost: <a> </a>"),
        ("Vea ⟦0⟧el mapa", "lost: </a>"),
        ("⟦0⟧Vea⟦1⟧ ⟦0⟧el mapa⟦1⟧", "<a> stands twice"),
        ("Vea ⟦1⟧el mapa⟦0⟧", "</a> closes nothing, or crosses another tag"),
        ("Vea ⟦0⟧⟦1⟧el mapa", "<a> stands around nothing"),
        ("Vea ⟦0⟧ ⟦1⟧ el mapa", "<a> stands around nothing"),
        ("Vea ⟦0⟧el mapa⟦1⟧ ⟦7⟧", "⟦7⟧ is not in the source"),
        ("Vea ⟦0⟧el mapa⟦1", "a token that stands for a mark is damaged"),
        ("Vea ⟦zero⟧el mapa⟦1⟧", "a token that stands for a mark is damaged"),
        ("Vea <a>el mapa</a>", "lost: <a> </a>"),
    ],
)
def test_a_damaged_mark_is_refused(answer: str, message: str) -> None:
    with pytest.raises(MarkError) as refused:
        restore(answer, mask("See <a>the map</a>"))
    assert refused.value.message == message


@pytest.mark.parametrize("text", ["<a>open", "</a>", "<a><b></a></b>", "<a>x</a> <a>y</a>", "<a/><a/>", "</a/>"])
def test_a_text_that_no_segment_can_have_is_refused(text: str) -> None:
    with pytest.raises(MarkError):
        mask(text)


def test_a_pair_that_is_empty_in_the_source_may_stay_empty() -> None:
    verify("Vea <a></a>aquí", "See <a></a>here")


def test_a_point_mark_is_something_to_stand_around() -> None:
    verify("<a><img/></a> hoy", "<a><img/></a> today")
