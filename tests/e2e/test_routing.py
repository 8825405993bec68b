"""Texts go where they may, and nowhere else: routes, trust, embargoes, redaction, budgets, and what is shown of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from dragoman import Catalog
from tests.e2e.conftest import Wired
from tests.servers.wire import Knocks

FUTURE, PAST = "2999-12-01T06:00Z", "2020-12-01T06:00Z"


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_server_is_asked_and_its_answers_are_drafts(wired: Wired) -> None:
    out = wired.room.run("translate", "-l", "es")
    assert out == "articles/bridge.md → es: 12 by wire\n"
    texts = list(Catalog.read(wired.room.catalog()).keys)
    assert len(wired.server.texts) == len(set(wired.server.texts))
    assert len(texts) == 12
    assert "# origin: wire wire " in wired.room.catalog().read_text(encoding="utf-8")


def test_one_plug_in_serves_several_names(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    wired.configure(engines='["house"]', more=f'[engines.house]\nkind = "wire"\nurl = "{wired.server.url}/house"\n')
    monkeypatch.setenv("DRAGOMAN_TRUST", f"house={wired.server.url}/house")
    assert wired.room.run("translate", "-l", "es") == "articles/bridge.md → es: 12 by house\n"
    assert "# origin: house wire " in wired.room.catalog().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("retires = 2", "engine wire has no option 'retires'"),
        ("in_flight = -1", "'in_flight' in [engines.wire] must be a whole number, not -1"),
        ("price = 20", "'price' in [engines.wire] without 'currency'"),
        ('price = 20\ncurrency = "euro"', "'euro' is no currency"),
        ("redact = ['']", "'redact' in [engines.wire] has a text of nothing"),
    ],
)
def test_a_wrong_setting_of_an_engine_is_named(wired: Wired, line: str, error: str) -> None:
    wired.configure(line)
    wired.room.run("translate", "-l", "es", "-e", "wire", code=2)
    assert error in wired.room.errors
    assert wired.server.bodies == []


def test_an_untrusted_address_is_never_contacted(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_TRUST")
    knocks = Knocks()
    wired.server.server_close()
    (wired.room.folder / "dragoman.toml").write_text(
        f'source = "en"\nlanguages = ["es"]\n[policy]\nengines = ["wire"]\n[engines.wire]\nurl = "{knocks.url}"\n',
        encoding="utf-8",
    )
    line = f"  es: dragoman engines trust wire  # it would contact {knocks.url}\n"
    for command in (["translate"], ["translate", "-e", "wire"], ["translate", "--dry-run", "--show-requests"]):
        wired.room.run(*command, code=3)
        assert wired.room.errors.endswith(line)
    wired.room.run("engines", "list", "--check")
    wired.room.run("engines", "probe", "wire", code=3)
    assert "is not asked before you trust it" in wired.room.errors
    wired.room.run("engines", "trust", "wire", code=2)  # nobody is here to be asked
    wired.room.run("doctor", code=1)
    wired.room.run("translate", code=3)
    assert knocks.count == 0
    wired.room.run("engines", "trust", "wire", "--yes")
    wired.room.run("translate", code=3)
    assert knocks.count > 0
    knocks.close()


def test_trust_is_bound_to_engine_value_and_project(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_TRUST")
    wired.room.run("translate", "-l", "es", code=3)
    told = wired.room.run("engines", "trust", "wire", "--yes")
    assert f"engine wire of {wired.room.folder}: {wired.server.url}\n" in told
    wired.room.run("translate", "-l", "es")
    seen = len(wired.server.bodies)
    wired.configure(engines='["other"]', more=f'[engines.other]\nkind = "wire"\nurl = "{wired.server.url}"\n')
    wired.room.run("translate", "-l", "ar", code=3)
    wired.configure(engines='["wire"]', more="")
    text = (wired.room.folder / "dragoman.toml").read_text(encoding="utf-8")
    (wired.room.folder / "dragoman.toml").write_text(text.replace(wired.server.url, wired.server.url + "/x"))
    wired.room.run("translate", "-l", "ar", code=3)
    (wired.room.folder / "dragoman.toml").write_text(text)
    assert wired.room.run("engines", "distrust", "wire") == f"no longer trusted: {wired.server.url}\n"
    wired.room.run("translate", "-l", "ar", code=3)
    assert len(wired.server.bodies) == seen


def test_what_is_trusted_is_not_kept_inside_the_project(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_TRUST")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(wired.room.folder / "config"))
    wired.room.run("engines", "trust", "wire", "--yes", code=2)
    assert "where others can change it" in wired.room.errors


def test_a_local_address_may_be_said_to_be_local_and_no_other(wired: Wired) -> None:
    wired.configure()
    text = (wired.room.folder / "dragoman.toml").read_text(encoding="utf-8")
    away = text.replace(wired.server.url, "https://translate.example.org")
    (wired.room.folder / "dragoman.toml").write_text(away, encoding="utf-8")
    wired.room.run("engines", "trust", "wire", "--local", "--yes", code=2)
    assert "is not on this machine" in wired.room.errors


@pytest.mark.parametrize(
    ("stated", "is_sent"),
    [
        (f'---\nembargo: {FUTURE}\ntitle: "Bridge"\n---\n', False),
        (f'---\nembargo: {PAST}\ntitle: "Bridge"\n---\n', True),
        ("---\nembargo: when it rains\n---\n", False),
        ("---\nembargo:\ntitle: x\n---\n", True),
        (f"+++\nembargo = {FUTURE.replace('Z', ':00Z')}\n+++\n", False),
        (f"<!-- dragoman: embargo {FUTURE} -->\n\n", False),
        (f"<!-- dragoman: embargo {PAST} -->\n\n", True),
    ],
)
def test_an_embargoed_article_stays_on_this_machine(wired: Wired, stated: str, is_sent: bool) -> None:
    wired.room.article.write_text(stated + "\nThe harbour opens.\n", encoding="utf-8")
    wired.configure(engines='["wire", "pseudo"]')
    out = wired.room.run("translate", "-l", "es")
    assert bool(wired.server.bodies) is is_sent
    assert ("wire: not asked: its embargo" in out or "wire: not asked: it is under embargo" in out) is not is_sent
    assert b"harbour" not in b"".join(wired.server.bodies) or is_sent


def test_an_embargoed_article_goes_to_what_the_user_says_is_local(
    wired: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    wired.configure(more='[secrecy]\npaths = ["articles/*"]\n')
    assert "kept on this machine by 'articles/*'" in wired.room.run("translate", "-l", "es", code=3)
    assert wired.server.bodies == []
    monkeypatch.setenv("DRAGOMAN_TRUST", f"wire:local={wired.server.url}")
    wired.room.run("translate", "-l", "es")
    assert wired.server.bodies
    before = len(wired.server.bodies)
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example.org:3128")  # then it is not sure to stay here
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    wired.room.run("translate", "-l", "ar", code=3)
    assert len(wired.server.bodies) == before


def test_nothing_of_an_embargoed_article_stands_in_a_question_about_another(wired: Wired) -> None:
    wired.configure('uses = "context terms"')
    story = "---\nembargo: 2999-01-01\n---\n\n# Ines Duarte resigns\n\nThe Mayor leaves.\n\nTickets cost 18 euros.\n"
    (wired.room.folder / "articles" / "secret.md").write_text(story, encoding="utf-8")
    wired.room.article.write_text("# Ferry\n\nTickets cost 18 euros.\n\nIt sails.\n", encoding="utf-8")
    wired.room.run("translate", "-l", "es", code=3)
    sent = b"".join(wired.server.bodies).decode()
    assert "Ferry" in sent and "resigns" not in sent and "Duarte" not in sent and "leaves" not in sent


@pytest.mark.parametrize("uses", ["", "context terms", "markup context"])
def test_no_redacted_string_is_on_the_wire_and_all_come_back(wired: Wired, uses: str) -> None:
    names = ["Project Nightjar", "R&D <Lab>", "Valmora"]
    wired.configure(f'uses = "{uses}"', f"redact = {json.dumps(names)}")
    wired.room.article.write_text(
        "# project NIGHTJAR opens in Valmora\n\nThe work on Project\nNightjar at the R&amp;D &lt;Lab&gt; is done. "
        "Nobody saw it.\n\nIn Valmora **the bridge** is open. Project **Nightjar** is not.\n",
        encoding="utf-8",
    )
    (wired.room.folder / "glossary" / "house.toml").write_text(
        '[[term]]\nsource = "Mayor"\nkind = "title"\nnote = "of Valmora"\nes = { approved = "alcalde" }\n'
        '[[term]]\nsource = "Valmora"\nkind = "place"\nes = { approved = "Valmora del Río" }\n',
        encoding="utf-8",
    )
    out = wired.room.run("translate", "-l", "es", code=3)
    assert "1 × wire: a redacted string stands in it across a mark, so it is not sent" in out
    sent = re.sub(r"\s+", " ", b"".join(wired.server.bodies).decode()).casefold()
    assert not any(name.casefold() in sent for name in [*names, "nightjar", "R&D", "R&amp;D"])
    catalog = Catalog.read(wired.room.catalog())
    drafts = {key.text: text.text for key in catalog.keys if (text := catalog.translation(key))}
    assert drafts["project NIGHTJAR opens in Valmora"] == "project NIGHTJAR OPENS IN Valmora del Río"
    [done] = [text for key, text in drafts.items() if "done" in key]
    assert done == "THE WORK ON Project Nightjar AT THE R&D <Lab> IS DONE."


def test_a_dry_run_contacts_nobody_and_changes_no_byte(wired: Wired) -> None:
    wired.configure("price = 25", 'currency = "EUR"')
    wired.room.run("extract")
    wired.room.approve("ar")
    before = files_of(wired.room.folder)
    out = wired.room.run("translate", "--dry-run")
    assert wired.server.bodies == []
    assert files_of(wired.room.folder) == before
    assert list(wired.room.folder.glob(".dragoman/memory*")) == []
    assert re.search(r"^wire +es +12 ", out, re.M)
    shown = json.loads(wired.room.run("translate", "--dry-run", "--show-requests", "--format", "json"))
    assert files_of(wired.room.folder) == before
    wired.room.run("translate")
    sent = wired.server.texts
    characters = sum(map(len, sent))
    [row] = shown["engines"]
    amount = Decimal(characters) * 25 / 1_000_000
    assert (row["segments"], row["characters"], Decimal(row["amount"])) == (12, characters, amount)
    assert sorted(text["text"] for each in shown["requests"] for text in each["texts"]) == sorted(sent)
    assert wired.room.run("translate", "--dry-run") == "nothing to draft\n"


def test_what_memory_answers_and_what_is_paid_is_free(wired: Wired) -> None:
    wired.configure("price = 25", 'currency = "EUR"', engines='["memory", "wire"]')
    wired.room.run("translate", "-l", "es")
    wired.room.catalog().unlink()
    [row] = wired.room.json("translate", "--dry-run", "-l", "es")["engines"]
    assert (row["segments"], row["characters"]) == (12, 0)
    asked = len(wired.server.bodies)
    wired.room.run("translate", "-l", "es")
    assert len(wired.server.bodies) == asked


def test_what_is_shown_is_what_is_received(wired: Wired) -> None:
    wired.configure('uses = "context terms"', "items = 1", "in_flight = 16")
    for number in range(145):
        text = f"# Ferry number {number}\n\nThe **ferry** {number} sails \u202e at noon. It carries {number} cars.\n"
        (wired.room.folder / "articles" / f"ferry-{number}.md").write_text(text, encoding="utf-8")
    wired.server.status = lambda number: 503 if number % 7 == 3 else 200
    shown = json.loads(wired.room.run("translate", "--show-requests", "--format", "json"))["requests"]
    assert len(shown) > 1000
    assert sorted(each["body"] for each in shown) == sorted(body.decode() for body in wired.server.bodies)
    told = [text["text"] for each in shown for text in each["texts"]]
    assert sorted(told) == sorted(wired.server.texts)


def test_shown_texts_cannot_steer_a_terminal(wired: Wired) -> None:
    wired.room.article.write_text("The ferry \u202e sails \x1b]0;x\x07 at noon.\n", encoding="utf-8")
    out = wired.room.run("translate", "-l", "es", "--show-requests", code=None)
    assert "  1. The ferry \\u202e sails " in out
    assert "\u202e" not in out and "\x1b" not in out


def test_a_budget_is_never_exceeded(wired: Wired) -> None:
    wired.configure("price = 1000000", 'currency = "EUR"', "items = 1")  # a euro a character
    out = wired.room.run("translate", "--budget", "200 EUR", code=3)
    spent = sum(map(len, wired.server.texts))
    assert 0 < spent <= 200
    assert f"spent: {spent}.00 EUR\n" in out
    assert "× wire: budget reached" in out
    wired.room.run("translate", "--budget", "200 EUR", code=3)
    assert sum(map(len, wired.server.texts)) <= 400


@pytest.mark.parametrize(
    ("budget", "error"),
    [
        ("five", "'five' is no budget"),
        ("5 USD", "the budget is in USD, and wire is priced in EUR"),
    ],
)
def test_a_budget_that_cannot_be_kept_is_refused(wired: Wired, budget: str, error: str) -> None:
    wired.configure("price = 20", 'currency = "EUR"')
    wired.room.run("translate", "--budget", budget, code=2)
    assert error in wired.room.errors
    assert wired.server.bodies == []


def test_a_budget_without_prices_is_refused(wired: Wired) -> None:
    wired.room.run("translate", "--budget", "5", code=2)
    assert "no engine that would be asked has a price" in wired.room.errors


def test_what_one_engine_leaves_goes_to_the_next_and_then_stays_empty_with_reasons(wired: Wired) -> None:
    wired.configure(engines='["wire", "house"]', more=f'[engines.house]\nkind = "wire"\nurl = "{wired.server.url}/h"\n')
    wired.server.translate = lambda text: None if "ferry" in text else "" if "lorries" in text else text.upper()
    row = wired.room.json("translate", "-l", "es", code=3)["catalogs"][0]
    assert row["drafted"] == {"wire": row["drafted"]["wire"]}  # type: ignore[index]
    reasons = row["reasons"]
    assert isinstance(reasons, dict)
    assert "house: not asked: nobody has said yet that it may be" in reasons
    assert "wire: no answer" in reasons


def test_the_next_engine_drafts_what_the_first_left(wired: Wired) -> None:
    wired.configure(engines='["wire", "pseudo"]')
    wired.server.translate = lambda text: None if "ferry" in text else text.upper()
    [row] = wired.room.json("translate", "-l", "es")["catalogs"]
    assert row["drafted"] == {"wire": 11, "pseudo": 1}
    assert row["reasons"] == {"wire: no answer": 1}


def test_rules_choose_engines_by_path_and_language(wired: Wired) -> None:
    (wired.room.folder / "articles" / "tram.md").write_text("# Tram stops\n", encoding="utf-8")
    rules = (
        '[[rule]]\npaths = ["articles/tram.md"]\nengines = ["pseudo"]\n'
        '[[rule]]\npaths = ["articles/*"]\nengines = { ar = [] }\n'
    )
    wired.configure(more=rules)
    rows = wired.room.json("translate", code=3)["catalogs"]
    assert [(row["article"], row["language"], row["drafted"]) for row in rows] == [
        ("articles/bridge.md", "es", {"wire": 12}),
        ("articles/bridge.md", "ar", {}),
        ("articles/tram.md", "es", {"pseudo": 1}),
        ("articles/tram.md", "ar", {}),
    ]


def test_the_order_in_which_answers_come_changes_no_byte(wired: Wired) -> None:
    wired.configure("items = 3", "in_flight = 16")
    for number in range(12):
        text = f"# Ferry {number}\n\n" + " ".join(f"Boat {number} has {at} cars." for at in range(30)) + "\n"
        (wired.room.folder / "articles" / f"ferry-{number}.md").write_text(text, encoding="utf-8")
    found: list[dict[str, bytes]] = []
    for wait_s in (lambda n: 0.0, lambda n: 0.002 * (n * 7 % 11), lambda n: 0.002 * (10 - n % 11)):
        wired.server.wait_s = wait_s
        wired.room.run("translate")
        found.append(files_of(wired.room.folder / "locales"))
        for path in (wired.room.folder / "locales").rglob("*.po"):
            path.unlink()
        (wired.room.folder / ".dragoman" / "ledger.sqlite").unlink()
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 26


@pytest.fixture
def canary(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    key = "canary-0d9f7b3a51"
    monkeypatch.setenv("WIRE_KEY", key)
    wired.configure('key_env = "WIRE_KEY"', 'uses = "context terms"')
    yield key


@pytest.mark.parametrize("status", [200, 401, 500])
def test_a_key_is_in_no_output_log_catalog_or_ledger(
    wired: Wired, canary: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    wired.server.status = lambda _: status
    wired.configure('key_env = "WIRE_KEY"', "retries = 0")
    said = ""
    for command in (
        ["translate", "--dry-run", "--show-requests"],
        ["translate", "--show-requests"],
        ["engines", "list", "--check"],
        ["engines", "probe", "wire"],
        ["doctor"],
    ):
        said += wired.room.run(*command, code=None) + wired.room.errors
    assert canary in "".join(wired.server.heads)
    assert canary not in said + caplog.text
    assert not [name for name, data in files_of(wired.room.folder).items() if canary.encode() in data]
