"""The first page and its figures in a real browser: legible at every width, in light and dark, without a complaint."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.browser import Visitor, serious

WIDTHS = (360, 768, 1280)
# What a reader sees of the words of the figures: how tall each is, and whether it sticks out of its figure.
WORDS = """() => [...document.querySelectorAll("svg.figure")].filter((it) => it.clientWidth).map((svg) => {
  const box = svg.getBoundingClientRect();
  const scale = box.width / svg.viewBox.baseVal.width;
  const texts = [...svg.querySelectorAll("text")].filter((it) => it.textContent.trim());
  return {
    wide: svg.classList.contains("wide"),
    smallest: Math.min(...texts.map((it) => parseFloat(getComputedStyle(it).fontSize) * scale)),
    outside: texts.filter((it) => {
      const own = it.getBoundingClientRect();
      return own.left < box.left - 1 || own.right > box.right + 1 || own.bottom > box.bottom + 1;
    }).map((it) => it.textContent),
  };
})"""


@pytest.mark.parametrize("page", ["en/index.html", "id-ID/index.html"])
def test_the_figures_are_legible(visit: Visitor, served: str, page: str) -> None:
    opened = visit(f"{served}/{page}", color_scheme={"en": "dark", "id-ID": "light"}[page.partition("/")[0]])
    for width in WIDTHS:
        opened.set_viewport_size({"width": width, "height": 900})
        figures = opened.evaluate(WORDS)
        assert [it["wide"] for it in figures] == [width > 700] * 4
        assert min(it["smallest"] for it in figures) >= 11
        assert [it["outside"] for it in figures] == [[]] * 4
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
        # The figures of a wide window are those that the test of each kind of page looks at.
        if width == WIDTHS[0]:
            assert serious(opened) == []


def test_a_mark_opens_its_record_without_scripts(visit: Visitor, served: str) -> None:
    page = visit(f"{served}/index.html", java_script_enabled=False)
    page.locator('svg.wide a[href$="/jalan-gwangju.html"] rect').first.click()
    assert page.url == f"{served}/en/id/jalan-gwangju.html"


def test_the_keyboard_reaches_a_mark(visit: Visitor, site: Path) -> None:
    page = visit(site / "en/index.html")
    page.locator("#map").scroll_into_view_if_needed()
    mark = page.locator("svg.wide a").first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/*.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_file_of_a_figure_follows_the_reader(visit: Visitor, site: Path, scheme: str) -> None:
    page = visit(site / "figures/timeline.en.svg", color_scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.querySelector('.paper')).fill")
    assert paper == {"light": "rgb(253, 253, 251)", "dark": "rgb(21, 24, 28)"}[scheme]
