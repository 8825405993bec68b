"""Attacks in a translation of plain prose: all are found, and prose about them is not."""

from __future__ import annotations

import pytest

from dragoman import check_text

ATTACKS = [
    "<script>go()</script>",
    "<SCRIPT SRC=//a.example/x.js></SCRIPT>",
    "<scr\x00ipt>go()</script>",
    "<script\n>go()</script >",
    "<script/x>go()</script>",
    "<<script>go();//<</script>",
    "<script>go()",
    "\\U003Cscript>go()",
    "<img src=x onerror=go()>",
    "<IMG SRC='x' OnErRoR = 'go()'>",
    "<img/src=x/onerror=go()>",
    "<img src=`x` onerror=`go()`",
    "<img src=x onerror=&#103;&#111;&#40;&#41;>",
    "<svg onload=go()>",
    "<svg><script>go()</script></svg>",
    "<svg><animate onbegin=go() attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:go()'>x</a></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=go()>",
    "<body onload=go()>",
    "<input autofocus onfocus=go()>",
    "<details open ontoggle=go()>",
    "<video><source onerror=go()>",
    "<marquee onstart=go()>x</marquee>",
    "<iframe src=javascript:go()>",
    "<iframe srcdoc='&lt;script&gt;go()&lt;/script&gt;'>",
    "<object data=javascript:go()>",
    "<embed src=data:text/html;base64,PHNjcmlwdD4=>",
    "<base href=//a.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:go()'>",
    "<link rel=stylesheet href=//a.example/x.css>",
    "<style>@import'//a.example/x.css';</style>",
    "<div style='width:expression(go())'>",
    "<div style=\"background:url('javascript:go()')\">",
    "<form action=javascript:go()><button>x",
    "<button formaction=javascript:go()>x",
    "<isindex type=image src=1 onerror=go()>",
    "<a href=javascript:go()>x</a>",
    "<a href='java\tscript:go()'>x</a>",
    "<a href='&#x6A;avascript&colon;go()'>x</a>",
    "<a href='\x01javascript:go()'>x</a>",
    "<a href=vbscript:go()>x</a>",
    "[x](javascript:go())",
    "[x](JaVaScRiPt:go())",
    "[x](<javascript:go()>)",
    "[x](java&Tab;script:go())",
    "[x](javascript&#58;go())",
    "[x](data:text/html,<b>)",
    "![x](javascript:go())",
    "[x]: javascript:go()",
    "<javascript:go()>",
    "&lt;script&gt;go()&lt;/script&gt;",
    "&amp;lt;img src=x onerror=go()&amp;gt;",
    "%3Cscript%3Ego()%3C/script%3E",
    "\\u003cscript\\u003ego()",
    "\\x3cimg src=x onerror=go()>",
    "＜script＞go()＜/script＞",
    "+ADw-script+AD4-go()+ADw-/script+AD4-",
    '" onmouseover="go()',
    "' autofocus onfocus='go()",
    "<!--<img src=x onerror=go()>-->",
    "<![CDATA[<script>go()</script>]]>",
    "<?xml-stylesheet href='javascript:go()'?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>",
    "{{constructor.constructor('go()')()}}",
    "${go()}",
    "{% import os %}",
    "<%= go() %>",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("language", ["es", "ar"])
def test_an_attack_in_a_translation_is_an_error(attack: str, language: str) -> None:
    for target in (attack, f"El puente {attack} cerrado.", f"الجسر {attack}"):
        found = check_text("The bridge is closed.", target, language=language, checks=["unsafe-markup"])
        assert found and {finding.severity.value for finding in found} == {"error"}


PROSE = [
    ("JavaScript: a history", "JavaScript: una historia"),
    ("Data: rain and wind", "data: lluvia, viento"),
    ("The script of the film", "El script: la película, on = sí"),
    ("a < b and b > c", "a < b y b > c"),
    ("50% of 3% & more", "El 50 % del 3 % & más"),
    ("Q&A with the mayor", "P&R con la alcaldesa; AT&T"),
    ("He wrote: “on”.", "Escribió: «on» (véase)."),
    ("Section [3] (new)", "Sección [3] (nueva)"),
    ("C:\\files and 10:30", "C:\\files y las 10:30"),
    ("file: the list", "file: la lista"),
    ("See <a>it</a>.", "Véalo <a>aquí</a>."),
]


@pytest.mark.parametrize(("source", "target"), PROSE)
def test_prose_about_such_things_is_right(source: str, target: str) -> None:
    assert check_text(source, target, language="es", checks=["unsafe-markup"]) == []
