"""Two small articles about invented matters, and the statements in them."""

from __future__ import annotations

from stance_data.schema import Article, Form, LabelSource, Span, SpeakerKind, Statement
from stance_data.text import cut, hull

TARGET = "Norvik should close its old harbour to cars"

HARBOUR = Article(
    id="harbour",
    text="""Norvik weighs a harbour without cars

“The quay belongs to people on foot,” mayor Ida Sund said on Monday. “Cars had their century.”

Shopkeeper Tor Vall disagrees. “Without parking,” Vall said, “my customers will stay away.” He
called the plan “a gift to the mall.”

The council will vote in May, Sund said. According to the port authority, lorries need the road.

Residents expect more cruise visitors. “It is our street too,” said Lea Brandt, who lives there.
""",
    title="Norvik weighs a harbour without cars",
    publisher="Norvik | Post",
    date="2031-04-02",
    target=TARGET,
    rights="Written for the tests of this package.",
)

SEQUEL = Article(
    id="sequel",
    text="""Vote on harbour postponed

Sund said that the plan remains right. Vall said that he was relieved 😀 and thanked “everyone”.
""",
    title="Vote on harbour postponed",
    publisher="Norvik | Post",
    date="2031-05",
    target=TARGET,
    rights="Written for the tests of this package.",
)

ARTICLES = [HARBOUR, SEQUEL]


def statement(
    article: Article,
    words: str,
    source: str,
    cue: str,
    attribution: str,
    stance: str = "",
    speaker: str | None = None,
) -> Statement:
    """Return a statement found in its article; ``" … "`` in `words` separates its spans."""

    def spans(pieces: str) -> list[Span]:
        found: list[Span] = []
        for piece in pieces.split(" … ") if pieces else []:
            start = article.text.index(piece, found[-1].end if found else 0)
            found.append(Span(start, start + len(piece)))
        return found

    content, source_spans, cue_spans = spans(words), spans(source), spans(cue)
    return Statement(
        id=f"{article.id}-{content[0].start}",
        text=cut(article.text, content),
        target=article.target,
        stance=stance,
        group=f"{article.id}-{attribution}",
        speaker=speaker,
        source_corpus="tests",
        article_id=article.id,
        attribution_id=f"{article.id}-{attribution}",
        start=hull(content).start,
        end=hull(content).end,
        spans=content,
        source=cut(article.text, source_spans),
        source_start=hull(source_spans).start,
        source_end=hull(source_spans).end,
        source_spans=source_spans,
        cue=cut(article.text, cue_spans),
        cue_start=hull(cue_spans).start,
        cue_end=hull(cue_spans).end,
        cue_spans=cue_spans,
        form=Form.DIRECT,
        speaker_kind=SpeakerKind.PERSON if speaker else SpeakerKind.UNNAMED,
        label_source=LabelSource.ADJUDICATED if stance else LabelSource.NONE,
        title=article.title,
        publisher=article.publisher,
        date=article.date,
    )


SUND, VALL, BRANDT = "Ida Sund", "Tor Vall", "Lea Brandt"

STATEMENTS = [
    statement(HARBOUR, *row)
    for row in (
        ("The quay belongs to people on foot", "mayor Ida Sund", "said", "a1", "pro", SUND),
        ("Cars had their century.", "mayor Ida Sund", "said", "a1", "pro", SUND),
        ("Without parking … my customers will stay away.", "Vall", "said", "a2", "con", VALL),
        ("a gift to the mall", "He", "called", "a3", "con", VALL),
        ("The council will vote in May", "Sund", "said", "a4", "neutral", SUND),
        ("lorries need the road", "the port authority", "According to", "a5", "con", None),
        ("more cruise visitors", "Residents", "expect", "a6", "", None),
        ("It is our street too", "Lea Brandt", "said", "a7", "pro", BRANDT),
    )
] + [
    statement(SEQUEL, *row)
    for row in (
        ("the plan remains right", "Sund", "said", "a1", "pro", SUND),
        ("he was relieved 😀 and thanked “everyone”", "Vall", "said", "a2", "neutral", VALL),
    )
]
LABELLED = [row for row in STATEMENTS if row.stance]
UNLABELLED = [row for row in STATEMENTS if not row.stance]
