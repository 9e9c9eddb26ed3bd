"""What readers are told of a table of articles, and what they say of an article they cannot use."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Columns", "SetAside"]


@dataclass(frozen=True, slots=True)
class SetAside:
    """An article that could not be used, kept out of the result and told.

    Attributes
    ----------
    place : str
        File, and the row or record in it.
    reason : str
        Why, and what would help.
    """

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what; empty: the first of the usual names that is there.

    Attributes
    ----------
    text, id, title, date, publisher, url : str
    """

    text: str = ""
    id: str = ""
    title: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""

    def names(self, fact: str) -> tuple[str, ...]:
        """Return the columns that may hold `fact`, the best first.

        Examples
        --------
        >>> Columns(title="head").names("title"), Columns().names("title")
        (('head',), ('title', 'headline'))
        """
        given = getattr(self, fact)
        return (given,) if given else USUAL[fact]


# Names that news collections give these columns: Hugging Face news datasets, news-please,
# NewsAPI, newspaper3k, schema.org's NewsArticle.
USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "maintext", "full_text", "article_text", "articleBody"),
    "id": ("id", "article_id"),
    "title": ("title", "headline"),
    "date": (
        "date",
        "published",
        "published_at",
        "publishedAt",
        "publish_date",
        "date_publish",
        "publication_date",
        "pub_date",
        "datePublished",
    ),
    "publisher": ("publisher", "publication", "source", "outlet", "site_name", "sitename"),
    "url": ("url", "link"),
}
