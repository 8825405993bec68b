"""SARIF 2.1.0 (OASIS), for code scanning and editors."""

from __future__ import annotations

from dragoman.model.visible import visible
from dragoman.reports.json_text import spell
from dragoman.reports.report import Report, fingerprints, line_of, path_of, uri_of


def render(report: Report) -> str:
    names = list(dict.fromkeys(one.check for one in report.findings))
    rules = [{"id": name, "shortDescription": {"text": _message(report.about.get(name) or name)}} for name in names]
    results = [
        {
            "ruleId": one.check,
            "ruleIndex": names.index(one.check),
            "level": str(one.severity),
            "message": {"text": _message(f"{one.message}: “{one.source}”" if one.source else one.message)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": uri_of(report.prefix + path_of(one))},
                        "region": {"startLine": line_of(one)},
                    }
                }
            ],
            "partialFingerprints": {"dragomanFinding/v1": print_},
            "properties": {"language": one.language, "article": visible(one.article)},
        }
        for one, print_ in zip(report.findings, fingerprints(report.findings), strict=True)
    ]
    driver = {"name": "dragoman", "rules": rules} | ({"version": report.version} if report.version else {})
    troubles = [
        {"level": "error", "message": {"text": _message(f"{one['path']}: {one['message']}")}} for one in report.errors
    ]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not troubles, "toolExecutionNotifications": troubles}],
        "results": results,
    }
    found = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return spell(found, 2) + "\n"


def _message(text: str) -> str:
    r"""A message in which nothing is a placeholder (`{0}`, 3.11.5) or a link (`[text](uri)`, 3.11.6)."""
    text = visible(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return text.replace("{", "{{").replace("}", "}}")
