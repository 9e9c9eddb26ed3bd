"""A dataset's card as HTML that holds nothing but what Markdown can say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

__all__ = ["card_html"]

_FRONT_MATTER = re.compile(r"\A---\r?\n.*?\n---\r?\n", re.DOTALL)


def card_html(markdown: str) -> str:
    r"""Return the HTML of a card.

    HTML inside the Markdown is shown as text, images become their description, and links lead to
    web addresses only. YAML front matter and the title (the page has it) are left out; the other
    headings begin at ``h3``.

    Examples
    --------
    >>> print(card_html("# t\n## Use\n<b>x</b> [y](javascript:z) ![a](https://a.example/b.png)"))
    <h3>Use</h3>
    <p>&lt;b&gt;x&lt;/b&gt; [y](javascript:z) a</p>
    <BLANKLINE>
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(_FRONT_MATTER.sub("", markdown))
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        tokens = tokens[3:]
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        # The page's policy lets no style attribute in; a number column has a class.
        if "right" in str(token.attrs.pop("style", "")):
            token.attrs["class"] = "number"
        for child in token.children or ():
            if child.type == "image":
                child.type, child.tag, child.attrs = "text", "", {}
            elif child.type == "link_open":
                child.attrs |= {"rel": "noopener noreferrer", "target": "_blank"}
    return str(parser.renderer.render(_framed(tokens), parser.options, {}))


def _framed(tokens: Sequence[Any]) -> list[Any]:
    """Put each table into a frame that scrolls, so that the page need not."""
    from markdown_it.token import Token

    found = []
    for token in tokens:
        if token.type == "table_open":
            frame = Token("frame_open", "div", 1, block=True)
            frame.attrs = {
                "class": "frame", "tabindex": "0", "role": "group", "aria-label": "Table"
            }  # fmt: skip
            found.append(frame)
        found.append(token)
        if token.type == "table_close":
            found.append(Token("frame_close", "div", -1, block=True))
    return found
