"""The review page in a real browser: keys, screens for every eye and hand, hostile texts."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dragoman.catalog.catalog import Catalog
from dragoman.model import Key, State, Translation
from dragoman.project import Project
from dragoman.review.desk import Desk
from tests.review.conftest import ARTICLE, FERRY, SPANISH, WHO, newsroom_in, served

ES = f"article?article={ARTICLE}&language=es"
AR = f"article?article={ARTICLE}&language=ar"


def drafted(project: Project, texts: dict[str, str] = SPANISH, language: str = "es") -> None:
    """Drafts of a person for every text."""
    path = project.file(f"locales/{language}/ferry.md.po")
    catalog = Catalog.read(path)
    for key in catalog.keys:
        if key.text in texts:
            catalog.put(key, Translation(texts[key.text], State.DRAFT))
    catalog.write(path)


def opened(browser: Browser, address: str, **options: object) -> Page:
    page = browser.new_page(**options)  # type: ignore[arg-type]
    page.wrong = []  # type: ignore[attr-defined]
    page.on("console", lambda said: page.wrong.append(said.text) if said.type == "error" else None)  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.wrong.append(str(error)))  # type: ignore[attr-defined]
    page.goto(address)
    if "article?" in address:
        page.wait_for_selector("body[data-ready]")
    else:
        page.wait_for_selector("#board tbody tr")
    return page


def until(page: Page, fact: str) -> None:
    """Waits until a fact holds on the page, whose policy forbids Playwright's own way to wait."""
    for _ in range(400):
        if page.evaluate(fact):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never came true: {fact}")


def settled(page: Page) -> None:
    """Waits until nothing is being saved."""
    until(page, "ReviewPage.saving === 0")


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds, with the elements that it is about."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def states(project: Project, language: str = "es") -> list[str]:
    catalog = Catalog.read(project.file(f"locales/{language}/ferry.md.po"))
    found = (catalog.translation(key) for key in catalog.keys)
    return [str(one.state) if one else "missing" for one in found]


def test_a_hundred_clean_texts_are_approved_in_a_hundred_strokes(browser: Browser, tmp_path: Path) -> None:
    text = "\n\n".join(f"The crew number {number} returned to the harbour." for number in range(1, 101))
    project = newsroom_in(tmp_path / "courier", text + "\n")
    drafted(
        project,
        {
            f"The crew number {number} returned to the harbour.": f"La tripulación número {number} volvió al puerto."
            for number in range(1, 101)
        },
    )
    with served(Desk(project, WHO)) as address:
        page = opened(browser, address + ES)
        for _ in range(100):
            page.keyboard.press("Enter")
        settled(page)
        assert states(project) == ["approved"] * 100
        assert page.wrong == []  # type: ignore[attr-defined]
        page.close()


def test_waiving_and_approving_takes_two_strokes(browser: Browser, project: Project) -> None:
    drafted(project, {"Tickets cost 14 euros.": "Los billetes cuestan 15 euros."})
    with served(Desk(project, WHO)) as address:
        page = opened(browser, address + ES)
        at = page.evaluate("ReviewPage.rows.findIndex((row) => row.source.startsWith('Tickets'))")
        page.locator(f"#row-{at} .source").click()
        until(page, f"ReviewPage.rows[{at}].findings.length > 0")
        page.keyboard.press("w")
        page.keyboard.press("5")
        until(page, f"ReviewPage.rows[{at}].state === 'approved' && !ReviewPage.rows[{at}].pending")
        settled(page)
        page.close()
    assert "the figure is right in this language" in project.file("locales/es/ferry.md.po").read_text(encoding="utf-8")


def test_every_act_has_a_key(browser: Browser, project: Project) -> None:
    drafted(project)
    with served(Desk(project, WHO)) as address:
        page = opened(browser, address + ES)
        page.keyboard.press("?")
        expect(page.locator("#help")).to_be_visible()
        page.keyboard.press("Escape")

        at = page.evaluate("ReviewPage.rows.findIndex((row) => row.source.includes('Friday'))")
        page.locator(f"#row-{at} .source").click()
        page.keyboard.press("e")
        field = page.locator("textarea")
        expect(field).to_be_focused()
        field.fill("Los barcos navegan de nuevo el ")
        page.keyboard.press("Alt+m")
        assert field.input_value().endswith("<strong>")
        page.keyboard.type("viernes")
        page.keyboard.press("Alt+m")
        page.keyboard.type(".")
        assert field.input_value() == "Los barcos navegan de nuevo el <strong>viernes</strong>."
        page.keyboard.press("Control+s")
        settled(page)
        page.keyboard.press("Control+Enter")
        settled(page)
        assert page.evaluate(f"ReviewPage.rows[{at}].state") == "approved"

        page.keyboard.press("u")
        settled(page)
        until(page, f"ReviewPage.rows[{at}].state === 'draft'")

        board = page.evaluate("ReviewPage.rows.findIndex((row) => row.source.includes('Board'))")
        page.locator(f"#row-{board} .source").click()
        page.keyboard.press("e")
        page.keyboard.press("Control+a")
        page.keyboard.press("Alt+t")
        assert field.input_value() == "Junta del Puerto"
        page.keyboard.press("Escape")

        page.keyboard.press("q")
        expect(page.locator("#queue")).to_have_attribute("aria-pressed", "true")
        page.wait_for_selector(".risk")
        assert sorted(page.evaluate("ReviewPage.order")) == list(range(7))  # the queue hides nothing
        page.keyboard.press("q")
        page.keyboard.press("r")
        expect(page.locator("body")).to_have_class("article is-reading")
        page.keyboard.press("Escape")
        page.keyboard.press("p")
        frame = page.frame_locator("#preview-frame")
        expect(frame.locator("h1")).to_have_text("Las tripulaciones vuelven al trabajo")
        page.keyboard.press("p")
        page.keyboard.press("c")
        expect(page.locator("#phrase")).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("g")
        assert page.evaluate("ReviewPage.rows[ReviewPage.active].state") == "draft"
        assert page.wrong == []  # type: ignore[attr-defined]
        page.close()


def test_a_save_of_another_editor_is_shown_beside_what_is_being_written(browser: Browser, project: Project) -> None:
    drafted(project)
    with served(Desk(project, WHO)) as address:
        page = opened(browser, address + ES)
        at = page.evaluate("ReviewPage.rows.findIndex((row) => row.source.startsWith('No passenger'))")
        page.locator(f"#row-{at} .source").click()
        page.keyboard.press("e")
        page.locator("textarea").fill("Nadie resultó herido.")
        path = project.file("locales/es/ferry.md.po")
        theirs = Catalog.read(path)
        key = Key("No passenger was hurt.")
        theirs.put(key, Translation("Nadie sufrió daños.", State.APPROVED), over=theirs.translation(key))
        theirs.write(path)
        page.keyboard.press("Control+Enter")
        until(page, f"ReviewPage.rows[{at}].conflict")
        assert Catalog.read(path).translation(key) == Translation("Nadie sufrió daños.", State.APPROVED)
        page.locator("#alert button").click()
        shown = page.locator("#side")
        expect(shown).to_contain_text("Nadie resultó herido.")
        expect(shown).to_contain_text("sufrió daños")
        page.get_by_role("button", name="Take mine").click()
        page.keyboard.press("Control+Enter")
        settled(page)
        until(page, f"!ReviewPage.rows[{at}].pending")
        page.close()
    assert Catalog.read(path).translation(key) == Translation("Nadie resultó herido.", State.APPROVED)


def test_what_was_never_saved_is_there_again_when_the_page_is_opened_again(browser: Browser, project: Project) -> None:
    drafted(project)
    with served(Desk(project, WHO)) as address:
        page = opened(browser, address + ES)
        page.keyboard.press("e")
        page.locator("textarea").fill("Vuelven las tripulaciones")
        page.goto(address)
        page.goto(address + ES)
        page.wait_for_selector("body[data-ready]")
        assert page.evaluate("ReviewPage.rows[0].mine") == "Vuelven las tripulaciones"
        expect(page.locator("#alert")).to_contain_text("never saved")
        page.close()


def test_an_article_is_signed_off_by_keys_alone(browser: Browser, project: Project) -> None:
    drafted(project)
    with served(Desk(project, WHO)) as address:
        page = opened(browser, address + ES)
        for _ in SPANISH:
            page.keyboard.press("Enter")
        settled(page)
        page.keyboard.press("n")
        expect(page.locator("#sign-name")).to_have_value("Lea Martin")
        page.keyboard.press("Enter")
        expect(page.locator("#title")).to_contain_text("signed by Lea Martin")
        assert page.wrong == []  # type: ignore[attr-defined]
        page.close()
    assert "Lea Martin" in Catalog.read(project.file("locales/es/ferry.md.po")).field("X-Signed-Off")


def test_an_edit_in_a_po_editor_appears_by_itself(browser: Browser, project: Project) -> None:
    drafted(project)
    with served(Desk(project, WHO)) as address:
        page = opened(browser, address + ES)
        path = project.file("locales/es/ferry.md.po")
        theirs = Catalog.read(path)
        key = Key("No passenger was hurt.")
        theirs.put(key, Translation("Nadie sufrió daños.", State.APPROVED), over=theirs.translation(key))
        theirs.write(path)
        expect(page.locator("#rows")).to_contain_text("Nadie sufrió daños.", timeout=10_000)
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", ["", ES, AR])
def test_nothing_stands_in_the_way_of_anybody(browser: Browser, project: Project, scheme: str, where: str) -> None:
    drafted(project, {"Tickets cost 14 euros.": "Los billetes cuestan 15 euros."})
    drafted(project, {"No passenger was hurt.": "لم يُصب أي راكب بأذى."}, "ar")
    with served(Desk(project, WHO)) as address:
        page = opened(browser, address + where, color_scheme=scheme)
        page.wait_for_timeout(700)
        assert violations(page) == []
        if where:
            page.keyboard.press("e")
            page.wait_for_selector("textarea")
            found = [
                (one["id"], [node["html"] for node in one["nodes"]]) for one in Axe().run(page).response["violations"]
            ]
            assert found == []
            for key in ("?", "w"):
                page.keyboard.press("Escape")
                page.keyboard.press(key)
                found = [
                    (one["id"], [node["html"] for node in one["nodes"]])
                    for one in Axe().run(page).response["violations"]
                ]
                assert found == []
        assert page.wrong == []  # type: ignore[attr-defined]
        page.close()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_page_is_wider_than_its_window(browser: Browser, project: Project, width: int) -> None:
    drafted(project)
    with served(Desk(project, WHO)) as address:
        for where in ("", ES, AR):
            page = opened(browser, address + where, viewport={"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            page.close()


def test_each_side_has_its_own_language_and_direction(browser: Browser, project: Project) -> None:
    drafted(project, {"No passenger was hurt.": "لم يُصب أي راكب بأذى."}, "ar")
    with served(Desk(project, WHO)) as address:
        page = opened(browser, address + AR)
        cells = page.evaluate(
            "[...document.querySelectorAll('.source, .target')]"
            ".map((cell) => [cell.lang, getComputedStyle(cell).direction])"
        )
        assert {tuple(one) for one in cells} == {("en", "ltr"), ("ar", "rtl")}
        page.keyboard.press("e")
        assert page.evaluate("getComputedStyle(document.querySelector('textarea')).direction") == "rtl"
        page.close()


TEXTS = (
    "",
    "Tickets cost 14 euros.",
    "Tickets cost 15 euros, and <a>more</a> on Sundays.",
    "来自64个国家的代表将用四天时间讨论干旱。",
    "来自66个国家的代表将用三天时间讨论洪水。",
    "افتتح <strong>المنتدى</strong> أعماله يوم الثلاثاء.",
    "افتتح المنتدى <strong>أعماله</strong> يوم الأربعاء.",
    "เวทีน้ำเปิดวันศุกร์",
    "e\u0301tat 👩‍👩‍👧 नमस्ते",
)


def test_a_difference_spells_both_texts_in_every_script(browser: Browser, project: Project) -> None:
    with served(Desk(project, WHO)) as address:
        page = opened(browser, address + ES)
        for before in TEXTS:
            for after in TEXTS:
                row = page.evaluate("([before, after]) => Review.diff(before, after, 'es')", [before, after])
                assert "".join(text for kind, text in row if kind != "new") == before
                assert "".join(text for kind, text in row if kind != "gone") == after
                assert (before == after) == all(kind == "same" for kind, _ in row)
        shown = page.evaluate("Review.diff('of 64 old countries', 'of 66 new countries', 'en')")
        assert shown == [["same", "of "], ["gone", "64 old"], ["new", "66 new"], ["same", " countries"]]
        page.close()


HOSTILE = (
    "<img src=x onerror=parent.hit()><script>hit()</script>",
    "</script><script>window.hit()</script>",
    "javascript:hit()",
    '"><svg onload=hit()>',
    "\u202e\u2066<iframe srcdoc='<script>parent.hit()</script>'>",
    "<style>*{background:url(https://example.com/x)}</style>",
)


def test_hostile_texts_run_nothing_and_ask_nobody(browser: Browser, tmp_path: Path) -> None:
    text = FERRY + "\n\n".join(f"Paragraph {number} says {one} here." for number, one in enumerate(HOSTILE)) + "\n"
    project = newsroom_in(tmp_path / "courier", text.replace("Ferry crews", "Ferry <b onclick=hit()>crews"))
    term = "note = '<img src=x onerror=hit()>'\nes = { approved = '<script>hit()</script>' }\n"
    (project.folder / "glossary/hostile.toml").write_text(f"[[term]]\nsource = 'passenger'\n{term}", encoding="utf-8")
    named = "articles/<img src=x onerror=hit()>.md"
    project.file(named).write_text("The harbour is open.\n", encoding="utf-8")
    path = project.file("locales/es/ferry.md.po")
    catalog = Catalog.read(path)
    for at, key in enumerate(catalog.keys):
        catalog.put(key, Translation(HOSTILE[at % len(HOSTILE)], State.DRAFT))
    catalog.write(path)
    desk = Desk(project, "<script>hit()</script>")
    with served(desk) as address:
        page = browser.new_page()
        page.add_init_script("window.hits = 0; window.hit = () => { window.hits++; };")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for where in ("", f"article?{urlencode({'article': named, 'language': 'es'})}", ES):
            page.goto(address + where)
            page.wait_for_timeout(1200)
            assert page.evaluate("window.hits") == 0
        for key in ("e", "Escape", "q", "q", "p"):
            page.keyboard.press(key)
            page.wait_for_timeout(300)
        for at in range(len(catalog.keys)):
            page.evaluate(f"document.getElementById('row-{at}').focus()")
            page.wait_for_timeout(50)
        page.wait_for_timeout(500)
        assert page.evaluate("window.hits") == 0
        assert (
            page.evaluate(
                "document.querySelectorAll('#rows script, #rows img, #rows svg, #side script, #side img').length"
            )
            == 0
        )
        assert [url for url in asked if not url.startswith(address)] == []
        page.close()


def test_another_site_can_neither_read_nor_write(browser: Browser, project: Project) -> None:
    drafted(project)
    before = project.file("locales/es/ferry.md.po").read_bytes()
    with served(Desk(project, WHO)) as address:
        page = browser.new_page()
        page.route("http://evil.example/", lambda route: route.fulfill(body="<h1>evil</h1>", content_type="text/html"))
        page.goto("http://evil.example/")
        outcome = page.evaluate(
            """async (address) => {
                const tried = [];
                for (const options of [
                    {}, { mode: "no-cors" },
                    { method: "POST", body: "{}", mode: "no-cors" },
                    { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } },
                ]) {
                    try {
                        const answer = await fetch(address + "ask/undo", options);
                        tried.push(answer.type === "opaque" ? "opaque" : await answer.text());
                    } catch { tried.push("refused"); }
                }
                return tried;
            }""",
            address,
        )
        assert set(outcome) <= {"opaque", "refused"}
        page.close()
    assert project.file("locales/es/ferry.md.po").read_bytes() == before
