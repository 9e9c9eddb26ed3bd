"""Files → `Article`: a text as published, the facts about it, and which of it is prose.

Read are plain text, web pages (HTML, MHTML, web archives of Safari, WARC), tables of articles
(JSON Lines, JSON, Parquet, CSV), folders of any of these, and standard input. A text or a page may
have its facts beside it in ``<id>.toml``; they win over what the page says of itself::

    title = "Ferry line to close"
    publisher = "The Harbour Post"
    date = "2021-03"                    # as far as it is known
    url = "https://…"
    target = "The ferry line should be kept"
    rights = "The Harbour Post"

    [speakers]                          # whose statements are wanted; none: everybody's
    "Ann Oduya" = "harbour master"
"""

from stance_data.articles._boilerplate import boilerplate
from stance_data.articles._collections import (
    Collection,
    collections_of,
    read_article,
    read_articles,
)
from stance_data.articles._files import STANDARD_INPUT, article_id
from stance_data.articles._records import Columns, SetAside
from stance_data.articles._text import read_text
from stance_data.schema import Article

__all__ = [
    "STANDARD_INPUT",
    "Article",
    "Collection",
    "Columns",
    "SetAside",
    "article_id",
    "boilerplate",
    "collections_of",
    "read_article",
    "read_articles",
    "read_text",
]
