"""axe-core over a page, at three widths, light and dark; and nothing to be scrolled sideways."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text()

RUN = """async (rules) => {
    const chosen = rules.length ? { runOnly: rules } : {};
    const { violations } = await axe.run({ resultTypes: ["violations"], ...chosen });
    const words = (id) => (node) => `${id}: ${node.target} ${node.failureSummary}`;
    return violations.flatMap(({ id, nodes }) => nodes.map(words(id)));
}"""

SIDEWAYS = """() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    return wide > 0 ? [`${wide} pixels too wide`] : [];
}"""

#: In the dark only the colours are others, so only the rules about colours are asked again. The narrowest
#: phone has the layout of the other one: there it is asked whether everything fits.
COLOURS = ["color-contrast", "link-in-text-block"]
RULES: dict[int, dict[str, list[str]]] = {
    1440: {"light": [], "dark": COLOURS},
    390: {"light": [], "dark": COLOURS},
    320: {},
}


def faults_of(page: Page) -> list[str]:
    """Everything that axe-core finds wrong with the page as it stands; leaves it at the narrowest width."""
    page.evaluate(AXE)
    return list(_faults(page))


def _faults(page: Page) -> Iterator[str]:
    for width, asked in RULES.items():
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in asked.items():
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            yield from (f"{width} {scheme} {fault}" for fault in page.evaluate(RUN, rules))
        yield from (f"{width} {fault}" for fault in page.evaluate(SIDEWAYS))
