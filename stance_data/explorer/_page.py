"""The page: its data as JSON, its style and script known by their hashes, and nothing from outside.

Text reaches the document in two ways only: through the template, which escapes it, and through the
JSON, from which the script makes text nodes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from stance_data import __version__
from stance_data.explorer._markdown import card_html

__all__ = ["render"]

_SCRIPTS = ("state.js", "details.js", "article.js", "plot.js", "table.js", "main.js")
"""In this order they are one script; each may use the names of those before it."""

# What would end the script element, or the line in an old reader; and what UTF-8 cannot carry.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def render(facts: Mapping[str, Any], data: Mapping[str, Any], card: str) -> str:
    """Return the HTML of a page.

    Parameters
    ----------
    facts : mapping
        ``name``, ``summary`` (list of str), ``notices`` (list of str), ``target``, ``view``.
    data : mapping
        What the script draws: ``rows``, ``articles``, ``annotators``.
    card : str
        The dataset card, in Markdown.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    style = "\n" + _asset("page.css")
    script = "\n" + "\n".join(_asset(name) for name in _SCRIPTS)
    page = environment.from_string(_asset("page.html.jinja")).render(
        **facts,
        version=__version__,
        policy=_policy(style, script),
        # Markup for what is ours, or was escaped for the place where it stands.
        style=Markup(style),
        script=Markup(script),
        data=Markup(script_json(data)),
        card=Markup(card_html(card)) if card.strip() else "",
    )
    return page.encode("utf-8", "replace").decode()


def script_json(data: Any) -> str:
    r"""Return JSON that may stand inside a script element.

    Examples
    --------
    >>> print(script_json("</script> & \u2028"))
    "\u003c/script\u003e \u0026 \u2028"
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _policy(style: str, script: str) -> str:
    """Return a policy that lets this style and this script run, and loads nothing.

    Source: W3C, Content Security Policy Level 3, section 2.3.1 (hash-source).
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash_source(style)}",
            f"script-src {_hash_source(script)}",
            "img-src data:",  # the icon of the tab, which is in the page
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash_source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")
