"""Pages as people use them: in a real browser, with the pointer, the keyboard and a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from stance_data.explorer import write_page
from stance_data.publishing import publish
from tests.explorer.examples import (
    HOSTILE,
    LABELS,
    long_article,
    many_rows,
    publish_harbour,
    publish_hostile,
)

Show = Callable[..., Any]
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "harbour.labels.csv").write_text(LABELS, encoding="utf-8")
    page = write_page(
        publish_harbour(folder),
        folder / "harbour.html",
        labels=[folder / "harbour.labels.csv"],
    )
    return page.path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    return write_page(publish_hostile(folder), folder / "page.html").path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    frame = pd.DataFrame(many_rows(20_000))
    return write_page(frame, tmp_path_factory.mktemp("corpus") / "corpus.html").path


def in_article(show: Show, page: Path, **options: Any) -> Any:
    """Open a page of several articles at the first of them."""
    opened = show(page, **options)
    opened.page.get_by_role("tab", name="Article").click()
    return opened


def marked(opened: Any, words: str) -> Any:
    return opened.page.locator("mark.st", has_text=words).first


def details(opened: Any) -> str:
    text: str = opened.page.locator("#details").inner_text()
    return text


def wait_for(page: Any, selector: str, words: str) -> None:
    page.locator(selector, has_text=re.compile(f"^{words}$")).wait_for(timeout=10_000)


def counts(opened: Any) -> dict[str, str]:
    pairs = opened.page.evaluate(
        "[...document.querySelectorAll('#stances button')].map(b => [b.children[1].textContent, "
        "b.lastChild.textContent])"
    )
    return dict(pairs)


def test_article_is_shown_whole_with_its_marks(show: Show, harbour: Path) -> None:
    opened = in_article(show, harbour)
    text = " ".join(opened.page.locator("#article").evaluate("e => e.textContent").split())
    for words in ("Norvik weighs a harbour without cars", "Shopkeeper Tor Vall disagrees.",
                  "“It is our street too,” said Lea Brandt, who lives there."):  # fmt: skip
        assert words in text
    looks = opened.page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('#article mark.st')]"
        ".map(m => [m.textContent, m.className]))"
    )
    assert looks["The quay belongs to people on foot"] == "st pro"
    assert looks["Without parking"] == looks["my customers will stay away."] == "st con"
    assert looks["The council will vote in May"] == "st neutral"
    assert looks["more cruise visitors"] == "st pro model"
    assert looks["our street"] == "st con over mixed"  # a statement inside another, of other stance
    assert looks["It is "] == looks[" too"] == "st pro"
    assert "Lea Brandt" in opened.texts("mark.src")
    assert "According to" in opened.texts("mark.cue")
    assert opened.page.locator("#article .tag").count() == 9


def test_pointer_shows_who_how_and_why(show: Show, harbour: Path) -> None:
    opened = in_article(show, harbour)
    marked(opened, "The quay belongs").hover()
    said = details(opened)
    for words in (
        *("pro", "Ida Sund", "person", "direct quotation", "mayor Ida Sund", "said (speech)"),
        *("r1", "r2", "differ on the basis only", "It says whose it is.", "split"),
    ):
        assert words in said
    assert (
        "".join(opened.texts("mark.on")) == "The quay belongs to people on footmayor Ida Sundsaid"
    )
    marked(opened, "Without parking").hover()
    assert opened.texts("mark.on.st") == ["Without parking", "my customers will stay away."]
    opened.page.mouse.move(2, 2)
    assert "How to read the marks" in details(opened)


def test_disagreement_and_suggestion_are_told_apart(show: Show, harbour: Path) -> None:
    opened = in_article(show, harbour)
    marked(opened, "a gift to the mall").hover()
    assert "Annotators differ\n" in details(opened)
    assert "Only a name for the plan." in details(opened)
    assert "settled after several annotators" in details(opened)
    marked(opened, "more cruise visitors").hover()
    assert "model’s suggestion" in details(opened)
    assert "62 %" in details(opened)
    assert "annotators chose it" not in details(opened)


def test_click_holds_and_goes_through_overlaps(show: Show, harbour: Path) -> None:
    opened = in_article(show, harbour)
    seen = []
    for _ in range(3):
        marked(opened, "our street").click()
        seen.append(opened.page.locator("#details blockquote").inner_text())
        opened.page.mouse.move(2, 2)
    assert seen == ["our street", "It is our street too", "our street"]
    opened.page.keyboard.press("Escape")
    assert "How to read the marks" in details(opened)


def test_keyboard_alone(show: Show, harbour: Path) -> None:
    opened = show(harbour)
    page = opened.page

    def focused() -> str:
        found: str = page.evaluate(
            "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
        )
        return found

    page.keyboard.press("Tab")
    assert focused() == "Skip to the statements"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    assert focused() == "Article"
    assert page.locator("#view-article").is_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('tag')"):
            break
    assert focused().startswith("pro, Ida Sund, direct: The quay belongs")
    assert "Ida Sund" in details(opened)
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    page.keyboard.press("ArrowDown")
    assert focused().startswith("pro, Ida Sund, direct: Cars had")
    page.keyboard.press("End")
    assert focused().startswith("con, Lea Brandt, direct: our street")
    page.keyboard.press("ArrowDown")
    assert focused().startswith("con, Lea Brandt")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details"
    page.keyboard.press("Escape")
    assert focused().startswith("pro, Ida Sund, direct: The quay belongs")
    assert "How to read the marks" in details(opened)
    # The whole article is one stop of the Tab key.
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.classList.contains('tag')")


def test_filters_work_together_with_their_counts(show: Show, harbour: Path) -> None:
    opened = in_article(show, harbour)
    page = opened.page
    assert counts(opened) == {"pro": "5", "neutral": "2", "con": "4"}
    page.select_option("#filter-who", label="Ida Sund (4)")
    assert counts(opened) == {"pro": "3", "neutral": "1", "con": "0"}
    page.locator("#stances button", has_text="pro").click()
    assert page.locator("#found").inner_text() == "3 of 11 statements"
    assert opened.texts("#article mark.st") == [
        "The quay belongs to people on foot",
        "Cars had their century.",
    ]
    assert page.locator("#article .tag:visible").count() == 2
    # Of the other speakers too, those are counted that pass the other filters.
    options = opened.texts("#filter-who option")
    assert "Tor Vall (0)" in options
    assert "Lea Brandt (1)" in options
    page.locator("#stances button", has_text="con").click()
    assert "Tor Vall (2)" in opened.texts("#filter-who option")
    page.get_by_role("button", name="Clear filters").click()
    assert page.locator("#found").inner_text() == "11 of 11 statements"
    page.select_option("#filter-from", label="model’s suggestion (1)")
    assert opened.texts("#article mark.st") == ["more cruise visitors"]
    page.get_by_role("button", name="Clear filters").click()
    page.select_option("#filter-agreement", label="annotators differ (1)")
    assert opened.texts("#article mark.st") == ["a gift to the mall"]
    page.get_by_role("button", name="Clear filters").click()
    page.fill("#search", "plan RIGHT")
    wait_for(page, "#found", "1 of 11 statements")
    page.get_by_role("tab", name="Statements").click()
    assert opened.texts("#rows .open") == ["the plan remains right"]


def test_plot_and_counts_follow_the_filters(show: Show, harbour: Path) -> None:
    opened = show(harbour)
    page = opened.page
    assert opened.texts("#plot .name")[:3] == ["Ida Sund", "Tor Vall", "Lea Brandt"]
    page.locator("#plot summary").click()
    figures = [row.split() for row in page.locator("#plot tbody tr").all_inner_texts()]
    assert figures[0] == ["Ida", "Sund", "0", "1", "3"]
    page.locator("#by-words").click()
    assert page.locator("#plot tbody tr").first.inner_text().split()[-3:] == ["0", "6", "15"]
    page.locator("#plot .hit").first.click()
    assert page.locator("#found").inner_text() == "4 of 11 statements"
    assert opened.texts("#plot .name") == ["Ida Sund"]
    assert page.locator("#counts tr.sum").inner_text().split() == ["all", "0", "1", "3", "4"]


def test_row_leads_to_its_place_in_its_article(show: Show, harbour: Path) -> None:
    opened = show(harbour)
    page = opened.page
    page.locator("#rows a", has_text="the plan remains right").click()
    assert page.locator("#article h2").inner_text() == "Vote on harbour postponed"
    assert opened.texts("mark.on.st") == ["the plan remains right"]
    assert "the plan remains right" in page.evaluate("document.activeElement.ariaLabel")
    page.get_by_role("button", name="Previous article").click()
    assert page.locator("#article h2").inner_text() == "Norvik weighs a harbour without cars"
    page.get_by_role("tab", name="Statements").click()
    page.locator("#rows tr").nth(2).locator("td").first.click()
    assert "Tor Vall" in details(opened)


def test_address_of_a_statement_can_be_passed_on(show: Show, harbour: Path) -> None:
    opened = show(harbour)
    address = opened.page.locator("#rows a", has_text="a gift").get_attribute("href")
    opened.page.goto(f"{harbour.as_uri()}{address}")
    opened.page.reload()
    assert opened.texts("mark.on.st") == ["a gift to the mall"]


def test_theme_and_print(show: Show, harbour: Path) -> None:
    opened = show(harbour, color_scheme="light")
    page = opened.page

    def paper() -> list[int]:
        colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return [int(part) for part in colour[4:-1].split(",")]

    assert min(paper()) > 230
    page.locator("#theme").click()
    assert max(paper()) < 40
    page.reload()
    assert max(paper()) < 40
    assert page.locator("#theme-name").text_content() == "Theme: dark"
    page.emulate_media(media="print")
    assert min(paper()) > 230
    assert not page.locator("#filters").is_visible()
    assert page.locator("#view-card").is_visible()


@pytest.mark.parametrize("view", ["Article", "Statements", "Dataset card"])
def test_hostile_text_is_shown_and_runs_nothing(show: Show, hostile: Path, view: str) -> None:
    opened = show(hostile)
    page = opened.page
    assert page.evaluate("document.querySelectorAll('script').length") == 2
    page.get_by_role("tab", name=view).click()
    if view == "Article":
        page.locator(".tag").click()
        body = page.locator("#article").evaluate("e => e.textContent")
        assert body.count(HOSTILE) >= 4  # target, first paragraph, statement, source
        assert HOSTILE in page.locator("#details dl").evaluate("e => e.textContent")
    elif view == "Statements":
        assert HOSTILE in page.locator("#rows .open").evaluate("e => e.textContent")
    assert page.evaluate("window.harmed") is None
    assert page.locator("#main img, #main b > script, #main em").count() == (
        page.locator("#view-card em").count()
    )
    assert page.locator("h1").text_content() == "<em>hostile</em>"
    assert page.evaluate("[...document.links].every(a => /^(https?:|file:)/.test(a.protocol))")


def test_policy_stops_a_script_that_got_in(show: Show, harbour: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    html = harbour.read_text(encoding="utf-8")
    broken.write_text(html.replace("</main>", "</main><script>window.harmed = 1</script>", 1))
    opened = show(broken)
    assert opened.page.evaluate("window.harmed") is None
    assert any("Content Security Policy" in line for line in opened.complaints)
    opened.complaints.clear()


def test_article_of_200_000_words(show: Show, tmp_path: Path) -> None:
    article, statements = long_article(200_000)
    publish(statements, [article], tmp_path / "long")
    opened = show(write_page(tmp_path / "long", tmp_path / "long.html").path)
    page = opened.page
    assert page.evaluate("document.getElementById('article').textContent.split(/\\s+/).length") > (
        199_000
    )
    assert page.locator(".tag").count() == 2000
    page.locator(".tag").first.focus()
    page.keyboard.press("End")
    assert opened.texts("mark.on.st") == ["Number 1999 is fine"]
    assert page.evaluate("scrollY") > 10_000


def test_table_of_20_000_rows(show: Show, corpus: Path) -> None:
    opened = show(corpus)
    page = opened.page
    size = "document.getElementsByTagName('*').length"
    assert page.locator("#found").inner_text() == "20,000 of 20,000 statements"
    assert page.locator("#rows tr").count() == 25
    assert page.evaluate(size) < 1_500  # only what is shown is in the document
    page.get_by_role("button", name="Next page").click()
    assert opened.texts("#rows .open")[0].startswith("Statement 25 ")
    page.get_by_role("button", name="Last page").click()
    assert opened.texts("#rows .open")[-1].startswith("Statement 19999 ")
    page.get_by_role("button", name="target").click()
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    assert opened.texts("#rows td.col-target")[0] == "ferry 0"
    page.get_by_role("button", name="target").click()
    assert opened.texts("#rows td.col-target")[0] == "ferry 99"
    page.fill("#search", "statement 1234")
    wait_for(page, "#found", "12 of 20,000 statements")
    assert page.locator("#rows tr").count() == 12
    page.locator("#rows .open").first.click()
    assert "Annotators" in details(opened)
    # The filter of 400 targets says how many it leaves out.
    assert "… 100 more: search for them" in opened.texts("#filter-target option")
    assert page.evaluate(size) < 1_500


@pytest.mark.parametrize("page", ["harbour", "hostile", "corpus"])
def test_phone(show: Show, page: str, request: pytest.FixtureRequest) -> None:
    opened = show(request.getfixturevalue(page), **PHONE, has_touch=True, is_mobile=True)
    width = "document.documentElement.scrollWidth"
    for tab in opened.page.get_by_role("tab").all():
        tab.click()
        assert opened.page.evaluate(width) == 390, tab.inner_text()
    opened.page.get_by_role("tab").first.click()
    opened.page.get_by_role("button", name="Filters", exact=True).click()
    assert opened.page.locator("#search").is_visible()
    opened.page.locator(".tag:visible, #rows .open:visible").first.tap()
    box = opened.page.locator("#details").bounding_box()
    assert box["y"] + box["height"] == PHONE["height"]  # a sheet at the lower edge
    assert opened.page.evaluate(width) == 390
    opened.page.locator("#details").get_by_role("button", name="Close").tap()
    assert opened.page.locator("body.sheet").count() == 0


# Dark differs from light in its colours alone.
CONTRAST = {"runOnly": ["color-contrast"]}


@pytest.mark.parametrize(
    ("page", "scheme", "views", "rules"),
    [
        ("harbour", "light", ["Article", "Statements", "Dataset card"], {}),
        ("harbour", "dark", ["Article", "Statements"], CONTRAST),
        ("corpus", "light", ["Statements"], {}),
        ("corpus", "dark", ["Statements"], CONTRAST),
    ],
)
def test_accessibility(
    show: Show,
    page: str,
    scheme: str,
    views: list[str],
    rules: dict[str, Any],
    request: pytest.FixtureRequest,
) -> None:
    opened = show(request.getfixturevalue(page), color_scheme=scheme)
    opened.page.evaluate(axe())
    for view in views:
        opened.page.get_by_role("tab", name=view).click()
        first = opened.page.locator(".tag:visible, #rows button.open:visible").first
        if first.count():
            first.click()
        assert not faults(opened.page, rules), view


def test_accessibility_check_can_fail(show: Show, harbour: Path) -> None:
    opened = show(harbour)
    opened.page.evaluate(axe())
    opened.page.evaluate("document.getElementById('search').removeAttribute('aria-label')")
    opened.page.evaluate("document.getElementById('search').removeAttribute('placeholder')")
    opened.page.evaluate("document.querySelector('.facts').style.color = '#ccc'")
    found = " ".join(faults(opened.page, {"runOnly": ["label", "color-contrast"]}))
    assert "label:" in found
    assert "color-contrast:" in found


def axe() -> str:
    """Return the script of axe-core."""
    package = pytest.importorskip(
        "axe_playwright_python", reason="axe is not installed: pip install axe-playwright-python"
    )
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Any, rules: dict[str, Any]) -> list[str]:
    """Return what axe finds, a line for each rule and element."""
    result = page.evaluate(
        "rules => axe.run(document, {...rules, resultTypes: ['violations']})", rules
    )
    return [
        f"{fault['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]
