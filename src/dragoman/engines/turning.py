"""English possessives said without ’s: `<term/>'s annual report was` becomes `the annual report of <term/> was`.

An engine drops `’s` behind an opaque token, or fuses it with the next word. Where what is possessed ends cannot always
be told; only sure cases are turned: a noun, adjectives before it at most, and then a word or sign that ends them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

POSSESSIVE = re.compile(r"['’ʼ]s(?!\w)|(?<=s)['’ʼ](?!\w)")

_FOLLOWS = (
    "of in on at to for from by with without and or but nor is are was were be has have had will would can could may "
    "might must should shall that which who whom when where after before during while as than since until over under "
    "against between about into through near across said says told did does do not also if because despite amid among"
)
_DETERMINERS = "the a an his her its their our my your this that these those no all some many more most both each every"
_ADJECTIVES = (
    "new old first second third last next main own big small long short high low late early recent former young local "
    "whole best worst latest biggest largest smallest newest oldest only key top good bad great poor rich free "
    "full open final entire joint public private southern northern eastern western central deep strong weak"
)
_WORD = r"[a-z]+(?:-[a-z]+)*"
_KNOWN = "|".join(f"{_FOLLOWS} {_DETERMINERS}".split())
_ADJECTIVE = rf"(?:(?:{'|'.join(_ADJECTIVES.split())})|[a-z]{{3,}}(?:al|ic|ive|ous|ful|ary|able|ible|ian|ish))"
_NOUN = rf"(?!(?:{_KNOWN})\b){_WORD}"
_POSSESSED = re.compile(
    rf"(?P<what>(?:{_ADJECTIVE} ){{0,2}}(?:{_NOUN}|<[a-z]+[0-9]*/>))"
    rf"(?=[.,;:!?)]|\Z| (?:{'|'.join(_FOLLOWS.split())})\b| {_WORD} (?:{'|'.join(_DETERMINERS.split())})\b)"
)


def turned(text: str, names: Sequence[str]) -> tuple[str, list[str]]:
    """`text` with the possessives of the point marks `names` said with `of`; and those that could not be turned,
    which only lose their `’s`."""
    unsure: list[str] = []
    for name in names:
        tag = f"<{name}/>"
        at = text.index(tag)
        ending = POSSESSIVE.match(text, at + len(tag)) or re.compile(r"['’ʼ]s?").match(text, at + len(tag))
        if ending is None:
            unsure.append(name)
            continue
        begin = at
        article = re.search(r"(?<![\w<])[Tt]he \Z", text[:at])
        if article is not None:
            begin = article.start()
        possessed = _POSSESSED.match(text, ending.end() + 1) if text[ending.end() : ending.end() + 1] == " " else None
        if possessed is None:
            text = text[: at + len(tag)] + text[ending.end() :]
            unsure.append(name)
            continue
        starts = not text[:begin].strip(" \"'“‘«(")
        said = f"{'The' if starts else 'the'} {possessed['what']} of {'the ' if article else ''}{tag}"
        text = text[:begin] + said + text[possessed.end() :]
    return text, unsure
