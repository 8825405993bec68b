"""Language tags: what a BCP 47 tag says, and the facts that hang on it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from dragoman.language.facts import table
from dragoman.model import ConfigError

if TYPE_CHECKING:
    from babel import Locale

# RFC 5646, section 2.1, without the grandfathered tags and with the underscore that gettext and CLDR write.
_TAG = re.compile(
    r"""(?P<language>[a-z]{2,3}|[a-z]{5,8})
    (?P<extended>(?:-[a-z]{3}){0,3})
    (?:-(?P<script>[a-z]{4}))?
    (?:-(?P<region>[a-z]{2}|[0-9]{3}))?
    (?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
    (?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*)
    (?P<private>-x(?:-[a-z0-9]{1,8})+)?""",
    re.VERBOSE,
)
_PRIMARY = re.compile(r"^[A-Za-z]{2,8}(?=$|[-_])")
_REGION = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z]{3,4})*-([A-Za-z]{2}|[0-9]{3})(?=$|-)")
_NO_PLURALS = "nplurals=2; plural=(n != 1);"


def normalise(tag: str) -> str:
    """`tag` in the form BCP 47 recommends: zh-Hans, pt-BR. `_` is read as `-`, replaced codes (iw) as the new ones.

    Raises ConfigError with a way out when it is no tag, or names a language, script or region that does not exist.
    Language codes of three letters are taken as they are: there are thousands.
    """
    found = _TAG.fullmatch(tag.strip().replace("_", "-").lower())
    if found is None:
        raise ConfigError(f"{tag!r} is no language tag", hint="write one like es, zh-Hans or pt-BR (BCP 47)")
    mistakes = table("mistakes")
    language = primary(found["language"])
    script, region = (found["script"] or "").title(), (found["region"] or "").upper()
    rest = found["extended"] + (f"-{script}" if script else "")
    after = found["variants"] + found["extensions"] + (found["private"] or "")
    if not _is_language(language):
        meant = mistakes["language"].get(language)
        raise _unknown(tag, f"no language has the code {language!r}", f"{meant}{rest}" if meant else "")
    if script and script not in _english().scripts:
        raise _unknown(tag, f"no script has the code {script!r}", "")
    if region and region not in _english().territories:
        meant = mistakes["region"].get(region)
        raise _unknown(tag, f"no region has the code {region!r}", f"{language}{rest}-{meant}{after}" if meant else "")
    return language + rest + (f"-{region}" if region else "") + after


@lru_cache(maxsize=1024)
def primary(tag: str) -> str:
    """The primary subtag in small letters, a replaced one (`iw`) as the new; `und` when there is none."""
    found = _PRIMARY.match(tag)
    code = found.group().lower() if found else "und"
    return str(table("mistakes")["replaced"].get(code, code))


def script(tag: str) -> str:
    """The script of `tag` where it says one or where it matters here (see data/writing.toml); else ""."""
    parts = tag.replace("_", "-").split("-")[1:]
    for part in parts:
        if len(part) == 1:
            break
        if len(part) == 4 and part.isalpha():
            return part.title()
    writing = table("writing")
    language = primary(tag)
    for part in parts:
        if found := writing["script_in"].get(f"{language}-{part.upper()}"):
            return str(found)
    return str(writing["script"].get(language, ""))


def serves(one: str, other: str) -> bool:
    """True when a text in the language `one` is one in `other`, too: the same language in the same script, and the same
    region where both say one: es and es-ES, zh-CN and zh-Hans; not pt-BR and pt-PT."""
    if primary(one) != primary(other):
        return False
    first, second = _region(one), _region(other)
    return (not first or not second or first == second) and _likely_script(one) == _likely_script(other)


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Which way the language is written."""
    return "rtl" if script(tag) in table("writing")["right_to_left"] else "ltr"


def sentence_gap(tag: str) -> str:
    """What stands between two sentences: nothing in Chinese and Japanese, else a space."""
    return "" if script(tag) in table("writing")["without_gap"] else " "


def gettext_code(tag: str) -> str:
    """The tag as PO headers write it: `pt_BR` for `pt-BR`, `zh_Hans` for `zh-Hans`."""
    return normalise(tag).replace("-", "_")


def plural_forms(tag: str) -> str:
    """The value of gettext's Plural-Forms header; that of English for a language whose rule is not known."""
    rules = _plurals()
    language = primary(tag)
    for part in tag.replace("_", "-").split("-")[1:]:
        if found := rules.get(f"{language}_{part.upper()}"):
            return found
    return rules.get(language, _NO_PLURALS)


def english_name(tag: str) -> str:
    """`Spanish`, `Chinese (Simplified)`; the tag itself when it has no name."""
    return _name(tag, "en")


def autonym(tag: str) -> str:
    """The language's name for itself: `español`, `中文 (简体)`; the tag itself when it is not known."""
    return _name(tag, None)


def likely_locale(tag: str) -> str:
    """Language and region with an underscore, as POSIX and Open Graph name locales: fr_FR for fr, zh_CN for zh-Hans.
    The region is the tag's own, else the one that CLDR takes for likely; without any, the language alone."""
    from babel.core import get_global

    language = primary(tag)
    region = _region(tag).upper()
    if not region:
        likely = get_global("likely_subtags")
        found = likely.get(f"{language}_{_likely_script(tag)}") or likely.get(language, "")
        region = str(found).rpartition("_")[2] if str(found).count("_") == 2 else ""
    return f"{language}_{region}" if region else language


def _region(tag: str) -> str:
    found = _REGION.match(tag.replace("_", "-"))
    return found[1].upper() if found else ""


@cache
def _likely_script(tag: str) -> str:
    """The script that a tag says, or that CLDR takes for likely (zh-TW: Hant); "" for what it does not know."""
    from babel.core import get_global

    parts = tag.replace("_", "-").split("-")
    if said := next((part.title() for part in parts[1:3] if len(part) == 4 and part.isalpha()), ""):
        return said
    likely = get_global("likely_subtags")
    language = primary(tag)
    for key in (f"{language}_{_region(tag)}", language):
        if (found := likely.get(key)) and len(full := str(found).split("_")) > 1:
            return full[1]
    return ""


@cache
def _plurals() -> dict[str, str]:
    return {language: rule["value"] for rule in table("plurals")["rule"] for language in rule["languages"].split()}


def _name(tag: str, language: str | None) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(_PRIMARY.sub(primary(tag), tag.replace("_", "-"), count=1), sep="-")
    except (UnknownLocaleError, ValueError):
        return tag
    return found.get_display_name(language) or tag


def _is_language(code: str) -> bool:
    return code in _english().languages or (len(code) == 3 and code not in table("mistakes")["language"])


def _unknown(tag: str, reason: str, meant: str) -> ConfigError:
    hint = f"did you mean {meant}?" if meant else "see the IANA registry of language subtags"
    return ConfigError(f"{tag!r} is no language tag: {reason}", hint=hint)


@cache
def _english() -> Locale:
    from babel import Locale

    return Locale("en")
