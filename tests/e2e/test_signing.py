"""Articles signed off as a whole: what status tells, and what is published, by policy and path."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from dragoman.catalog import Catalog
from dragoman.catalog.signing import sign
from dragoman.model import Pair
from tests.newsroom import Newsroom

ANA = ("articles/bridge.md", "-l", "es", "--name", "Ana Ruiz")


@pytest.fixture
def done(newsroom: Newsroom) -> Newsroom:
    """An article that is translated and approved."""
    newsroom.run("extract")
    newsroom.approve("es")
    return newsroom


def want(newsroom: Newsroom, more: str, *, rule: bool = False) -> None:
    config = newsroom.folder / "dragoman.toml"
    text = config.read_text(encoding="utf-8")
    text = f"{text}\n[[rule]]\n{more}\n" if rule else text.replace('publish = "hold"', more)
    config.write_text(text, encoding="utf-8")


def outcome(newsroom: Newsroom, *arguments: str, code: int | None = 0) -> tuple[object, object]:
    [row] = newsroom.json("merge", "-l", "es", *arguments, code=code)["articles"]
    return row["outcome"], row["reason"]


def signatures(newsroom: Newsroom) -> list[tuple[object, object]]:
    [row] = newsroom.json("status", "-l", "es", "--no-checks")["articles"]
    return [(one["name"], one["is_valid"]) for one in row["signatures"]]  # type: ignore[attr-defined]


def test_status_tells_who_signed_and_whether_it_stands(done: Newsroom) -> None:
    assert "signed" not in done.run("status")
    done.run("sign", *ANA)
    assert signatures(done) == [("Ana Ruiz", True)]
    assert "Ana Ruiz" in done.run("status", "-l", "es") and "void" not in done.run("status")
    done.edit("walked across first", "walked over it first")
    assert signatures(done) == [("Ana Ruiz", False)]
    assert "void: Ana Ruiz" in done.run("status", "-l", "es")
    done.run("extract")
    assert signatures(done) == [("Ana Ruiz", False)]
    done.edit("walked over it first", "walked across first")
    done.run("extract")
    assert signatures(done) == [("Ana Ruiz", True)]


def test_signing_writes_one_field_and_only_once(done: Newsroom) -> None:
    before = done.catalog().read_text(encoding="utf-8").split("\n")
    [row] = done.json("sign", *ANA)["signed"]
    assert (row["article"], row["language"], row["is_changed"]) == ("articles/bridge.md", "es", True)
    after = done.catalog().read_text(encoding="utf-8").split("\n")
    assert [line for line in after if "X-Signed-Off" not in line] == before and len(after) == len(before) + 1
    assert done.json("sign", *ANA)["signed"][0]["is_changed"] is False
    assert done.run("sign", *ANA, "--withdraw") == "articles/bridge.md es: nobody has signed it off\n"
    assert done.catalog().read_text(encoding="utf-8").split("\n") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "which article is signed off?"),
        (("articles/bridge.md", "--name", "Ana"), "in which language is it signed off?"),
        (("articles/bridge.md", "-l", "es"), "who signs it off?"),
        (("articles/bridge.md", "-l", "es", "--name", "\u200e\n "), "a sign-off without a name"),
        (("articles/bridge.md", "-l", "ar", "--name", "Ana"), "locales/ar/bridge.md.po"),
        (("articles/bridge.md", "-l", "fr", "--name", "Ana"), "'fr' is not a language of this project"),
    ],
)
def test_what_cannot_be_signed_is_told_with_the_way_out(done: Newsroom, arguments: tuple[str, ...], said: str) -> None:
    before = {path: path.read_bytes() for path in done.folder.rglob("*.po")}
    done.run("sign", *arguments, code=2)
    assert said in done.errors and "hint: " in done.errors
    assert {path: path.read_bytes() for path in done.folder.rglob("*.po")} == before


@pytest.mark.parametrize("policy", ["hold", "source", "draft-labelled", "last-approved"])
def test_nothing_is_published_before_it_is_signed(done: Newsroom, policy: str) -> None:
    want(done, f'publish = "{policy}"\nrequire_signature = true')
    assert outcome(done)[0] == "nothing" and not done.merged().exists()
    assert str(outcome(done)[1]).startswith("nobody has signed it off")
    assert done.json("status", "-l", "es")["articles"][0]["publishable"] is False
    done.run("sign", *ANA)
    assert outcome(done) == ("written", None)
    shown = done.merged().read_bytes()
    done.edit("14 months", "15 months")
    done.run("extract")
    assert outcome(done)[0] == "held" and done.merged().read_bytes() == shown


def test_a_page_changed_since_is_published_as_it_was_signed(done: Newsroom) -> None:
    want(done, 'publish = "hold"\nrequire_signature = true')
    done.run("sign", *ANA)
    done.commit("signed")
    assert outcome(done)[0] == "written"
    shown = done.merged().read_bytes()
    done.edit("14 months", "15 months")
    done.run("extract")
    done.approve("es")
    done.commit("approved, and not signed")
    done.merged().unlink()
    assert outcome(done)[0] == "rebuilt" and done.merged().read_bytes() == shown
    assert str(outcome(done)[1]).startswith("it has changed since Ana Ruiz signed it off")
    done.run("sign", *ANA)
    assert outcome(done)[0] == "written" and b"15 MONTHS" in done.merged().read_bytes()


def test_block_blocks_what_is_not_signed(done: Newsroom) -> None:
    want(done, 'publish = "block"\nrequire_signature = true')
    assert outcome(done, code=1) == ("blocked", "nobody has signed it off")


def test_a_rule_wants_it_for_some_paths_and_languages(done: Newsroom) -> None:
    want(done, 'paths = ["articles/*"]\nrequire_signature = { ar = true }', rule=True)
    assert outcome(done)[0] == "written"
    want(done, 'paths = ["articles/b*"]\nrequire_signature = true', rule=True)
    done.merged().unlink()
    assert outcome(done)[0] == "nothing"
    want(done, 'paths = ["articles/b*"]\nrequire_signature = { fr = true }', rule=True)
    done.run("status", code=2)
    assert "'require_signature' of a [[rule]] names 'fr'" in done.errors


def test_a_catalog_saved_meanwhile_is_not_signed(done: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(catalog: Catalog, pairs: Sequence[Pair], name: str, day: date) -> None:
        sign(catalog, pairs, name, day)
        done.catalog().write_bytes(done.catalog().read_bytes() + b"# a note\n")

    monkeypatch.setattr("dragoman.workflow.signing.sign", slow)
    done.run("sign", *ANA, code=2)
    assert "has changed since it was read" in done.errors
    assert "X-Signed-Off" not in done.catalog().read_text(encoding="utf-8")
