"""SRX files for tests, from their rules."""

from __future__ import annotations

Rules = list[tuple[str, str, str]]  # yes or no, beforebreak, afterbreak


def srx(
    *language_rules: tuple[str, Rules], maps: tuple[tuple[str, str], ...] = ((".*", "House"),), cascade: str = "yes"
) -> bytes:
    def escaped(pattern: str) -> str:
        return pattern.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    named = "".join(
        f'<languagerule languagerulename="{name}">\n'
        + "".join(
            f'<rule break="{yes}">\n<beforebreak>{escaped(before)}</beforebreak>'
            f"<afterbreak>{escaped(after)}</afterbreak></rule>\n"
            for yes, before, after in rules
        )
        + "</languagerule>\n"
        for name, rules in language_rules
    )
    mapped = "".join(
        f'<languagemap languagepattern="{escaped(pattern)}" languagerulename="{name}"/>' for pattern, name in maps
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<srx xmlns="http://www.lisa.org/srx20" version="2.0">\n'
        f'<header segmentsubflows="yes" cascade="{cascade}"/>\n<body>\n<languagerules>\n{named}</languagerules>\n'
        f"<maprules>{mapped}</maprules>\n</body>\n</srx>\n"
    ).encode()
