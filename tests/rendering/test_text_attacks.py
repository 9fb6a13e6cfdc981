"""Whatever is typed, only the tags and addresses of the allow-list come out."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.errors import Invalid
from a3tracker.rendering.text import to_html

PLAIN = "blockquote br code em h4 hr li p pre strong tbody thead tr ul"
ALLOWED = {
    **{tag: set() for tag in PLAIN.split()},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "table": {"class"},
    "td": {"align"},
    "th": {"align"},
}
SAFE_ADDRESS = re.compile(r"https?://[^\s/]|mailto:|/(?![/\\])|#")

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><use href='#a'/></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<p style='position:fixed' class='sheet' id='box-plan'>over everything</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<table><tr><td colspan=1000000 rowspan=1000000>x</td></tr></table>",
    "<base href='https://evil.example/'>",
    "<link rel=attachment href='file:///etc/passwd'>",
    "<object data='file:///etc/passwd'></object>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](//evil.example/)",
    "[x](/\\evil.example/)",
    "[x](file:///etc/passwd)",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](https:///evil)",
    '[x](https://a"onmouseover="alert(1))',
    '[x](/a "t\\" onclick=alert(1) ")',
    "<javascript:alert(1)>",
    "![x](/pictures/../../etc/passwd)",
    f'![x" onerror="alert(1)](/pictures/{"a" * 64}.png)',
    f"![x](/pictures/{'a' * 64}.svg)",
    f"![x](/pictures/{'a' * 64}.png?x=1)",
    "![x](file:///etc/passwd)",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "[x]: javascript:alert(1)\n\n[x]",
    "`<script>alert(1)</script>`",
    "# <script>alert(1)</script>",
    "| <script>alert(1)</script> | b |\n|---|---|\n| <img src=x onerror=alert(1)> | [x](javascript:1) |",
    "\x02wzxhzdk:0\x03<script>",
    "&lt;script&gt;&#60;script&#62;",
    "{: onclick=alert(1) }",
    "<<script>script>alert(1)<</script>/script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\u2028<script>\u2029",
    "<a\x0chref=javascript:alert(1)>x",
]


class Survivors(HTMLParser):
    """What a browser would see that is not on the list."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ALLOWED.get(tag, set()) or (
                name == "href" and not SAFE_ADDRESS.match(value or "")
            ):
                self.found.append(f"<{tag} {name}={value}>")
            if name == "src" and not re.fullmatch(
                r"/pictures/[0-9a-f]{64}\.(png|jpg|webp|gif|jpeg)", value or ""
            ):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"<!{decl}>")


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("around", ["{}", "- {}", "> {}", "**{}**", "text\n\n{}\n\ntext", "{0}{0}"])
def test_nothing_dangerous_survives(payload: str, around: str) -> None:
    assert not Survivors(to_html(around.format(payload))).found


@given(st.lists(st.sampled_from([*PAYLOADS, "\n", "\n\n", " ", "    ", "|", "*", "`", "]("]), max_size=12))
def test_nothing_dangerous_survives_in_any_mixture(parts: list[str]) -> None:
    assert not Survivors(to_html("".join(parts))).found


@given(st.text(max_size=400))
def test_any_text_is_shown_or_refused_in_words(text: str) -> None:
    assert not Survivors(shown_or_refused(text)).found


def shown_or_refused(text: str) -> str:
    """The HTML, or the sentence that stands in its place."""
    try:
        return to_html(text)
    except Invalid as refused:
        return escape(refused.fields["text"])
