"""doctor and engines: what is missing is named with the line that mends it, and keys are not."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Wired


def faults(wired: Wired, code: int = 1) -> list[tuple[object, object, object]]:
    found = wired.room.json("doctor", code=code)["symptoms"]
    return [(row["about"], row["said"], row["mend"]) for row in found if row["state"] == "fault"]


def test_a_project_that_lacks_nothing_has_no_fault(wired: Wired) -> None:
    assert faults(wired, code=0) == []
    assert "0 faults\n" in wired.room.run("doctor")
    assert wired.server.bodies == []


def test_a_missing_key_is_named_by_its_variable(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    wired.configure('key_env = "WIRE_KEY"')
    monkeypatch.delenv("WIRE_KEY", raising=False)
    assert faults(wired) == [("engine wire", "has no key", "export WIRE_KEY=…  # the key for wire")]
    assert "wire: export WIRE_KEY=…" in wired.room.run("engines", "list") + wired.room.errors
    monkeypatch.setenv("WIRE_KEY", "canary-1")
    assert faults(wired, code=0) == []
    assert "canary-1" not in wired.room.run("doctor") + wired.room.run("engines", "list")


def test_an_engine_that_is_not_trusted_is_a_fault(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_TRUST")
    said = f"is not asked before you trust {wired.server.url}"
    assert faults(wired) == [("engine wire", said, "dragoman engines trust wire")]
    [row] = [row for row in wired.room.json("engines", "list")["engines"] if row["name"] == "wire"]
    assert (row["trust"], row["is_used"], row["reaches"]) == ("no", True, wired.server.url)
    assert wired.server.bodies == []


def test_a_setting_that_an_engine_does_not_know_is_a_fault(wired: Wired) -> None:
    wired.configure("colour = 3")
    [(about, said, mend)] = faults(wired)
    assert (about, said) == ("engine wire", "engine wire has no option 'colour'")
    assert mend == "mend [engines.wire] in dragoman.toml"


def test_a_damaged_ledger_is_a_fault_and_stays_as_it_is(wired: Wired) -> None:
    wired.room.run("translate", "-l", "es")
    path = wired.room.folder / ".dragoman" / "ledger.sqlite"
    assert faults(wired, code=0) == []
    damaged = path.read_bytes()[:4096] + b"\xff" * 8192
    path.write_bytes(damaged)
    for beside in path.parent.glob("ledger.sqlite-*"):
        beside.unlink()
    [(about, said, mend)] = faults(wired)
    assert about == "stores"
    assert str(said).startswith(".dragoman/ledger.sqlite is damaged")
    assert mend == "sqlite3 .dragoman/ledger.sqlite .recover | sqlite3 mended.sqlite"
    assert path.read_bytes() == damaged


def test_an_engine_that_needs_no_trust_says_so(wired: Wired) -> None:
    wired.room.run("engines", "trust", "pseudo", "--yes", code=2)
    assert "name no address and no command, so there is nothing to trust" in wired.room.errors


def test_a_probe_tells_what_survives_and_is_used_from_then_on(wired: Wired) -> None:
    out = wired.room.run("engines", "probe", "wire", "--to", "es")
    assert out.startswith("en → es:\ntokens ")
    assert "brackets ⟦0⟧" in out
    assert (wired.room.folder / ".dragoman" / "probes" / "wire-en-es.json").exists()
    asked, texts = len(wired.server.bodies), len(wired.server.texts)
    (wired.room.folder / "glossary" / "house.toml").write_text(
        '[[term]]\nsource = "Valmora"\nkind = "place"\nes = { approved = "Valmora del Río" }\n', encoding="utf-8"
    )
    wired.room.run("translate", "-l", "es")
    assert len(wired.server.texts) - texts < 20  # no second trial
    sent = b"".join(wired.server.bodies[asked:]).decode()
    assert "Valmora" not in sent
