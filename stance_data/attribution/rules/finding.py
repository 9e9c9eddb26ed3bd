"""The deterministic attributor: who says what in English news, by cues and quotation marks.

Each paragraph is split into the reporter's sentences, in which a quotation is one token; each
sentence is searched for attributions (`relations`); then quotations that stand alone are given to
the attribution that they continue. No parser and no tagger: patterns over the words of the
lexicon, in the manner of B. Pouliquen, R. Steinberger and C. Best, *Automatic Detection of
Quotations in Multilingual News* (RANLP 2007), widened to indirect speech.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from stance_data.attribution.rules.clauses import Sentence, paragraph_sentences
from stance_data.attribution.rules.parentheses import Relation
from stance_data.attribution.rules.relations import relations
from stance_data.schema import Attribution, CueKind, Span
from stance_data.text import Quotation, paragraphs, quotations, strip

__all__ = ["find_attributions"]

# A line that begins so is an item of a list, a link or a caption, not a sentence of the article.
_ITEM = re.compile(r"[•●▪◦‣*>|#]|[-–—]\s|\d+[.)]\s")
_ENDS = re.compile(r"[.?!…:;,—–-][\"'”’»)\]]*$|[\"'”’»]$")
_LONGEST_HEADLINE = 200
_CLOSING = frozenset("\"”’'»“")

# A turn of a printed interview: "FALK: We wait." Labels that appear once are headings.
_TURN = re.compile(r"((?:[A-Z][A-Z.'’-]+ ?){1,4})(:)\s")


@dataclass
class _Found:
    """An attribution in the making.

    `waiting` says that its content is still to come; `paragraph` is the number of the last one
    that it reaches.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    kind: CueKind
    sentence: Sentence | None
    paragraph: int
    waiting: bool = False


def find_attributions(text: str) -> list[Attribution]:
    """Find the attributions of a news article, without resolving who the speakers are.

    The reporter's own sentences, headlines, datelines and list items are none. Of nested
    attributions only the outermost is found.

    Parameters
    ----------
    text : str
        The article, paragraphs parted by line breaks. Any Unicode will do.

    Returns
    -------
    list of Attribution
        In order of the text, with `source`, `cue`, `content` and `cue_kind`. Offsets count code
        points of `text`, end exclusive; content spans keep their quotation marks. Source or cue
        may be empty. `speaker` and `speaker_kind` are left as they are by default.

    Examples
    --------
    >>> text = "“We wait,” said Ann Oduya. Critics say the plan is dead."
    >>> for a in find_attributions(text):
    ...     print([text[s:e] for s, e in a.source + a.cue + a.content])
    ['Ann Oduya', 'said', '“We wait,”']
    ['Critics', 'say', 'the plan is dead']
    """
    blocks = paragraphs(text)
    marked = quotations(text)
    turns = _turns(text, blocks)
    found: list[_Found] = []
    held: list[Span] = []
    continued = False
    at = 0
    for number, block in enumerate(blocks):
        first = at
        while at < len(marked) and marked[at].span.start < block.end:
            at += 1
        here = marked[first:at]
        if number in turns:
            found.append(turns[number])
            held, continued = [], False
        elif here or _is_prose(text, block):
            held = _paragraph(text, block, here, number, found, held if continued else [])
            continued = bool(here) and here[-1].continued
        else:
            held, continued = [], False
    return [
        Attribution(source=f.source, cue=f.cue, content=f.content, cue_kind=f.kind)
        for f in sorted((f for f in found if f.content), key=lambda f: min(f.content))
    ]


def _turns(text: str, blocks: Sequence[Span]) -> dict[int, _Found]:
    """Return the turns of a printed interview by the number of their paragraph."""
    matches = {i: _TURN.match(text, block.start, block.end) for i, block in enumerate(blocks)}
    counts = Counter(m[1] for m in matches.values() if m)
    found: dict[int, _Found] = {}
    for i, match in matches.items():
        if match is None or counts[match[1]] < 2:
            continue
        content = strip(text, Span(match.end(), blocks[i].end))
        source, cue = strip(text, Span(*match.span(1))), Span(*match.span(2))
        if content.start < content.end:
            found[i] = _Found([source], [cue], [content], CueKind.SPEECH, None, i)
    return found


def _is_prose(text: str, block: Span) -> bool:
    """Tell a paragraph from a headline, a list item, a link or a caption without full stop."""
    if _ITEM.match(text, block.start, block.end):
        return False
    if _ENDS.search(text, max(block.start, block.end - 4), block.end):
        return True
    return block.end - block.start > _LONGEST_HEADLINE


def _paragraph(
    text: str,
    block: Span,
    marked: Sequence[Quotation],
    number: int,
    found: list[_Found],
    held: list[Span],
) -> list[Span]:
    """Add the attributions of one paragraph to `found`; return quotations still without one.

    `held` are the quotations of the paragraphs before that go on here and whose cue is still to
    come.
    """
    pending = list(held)
    for position, sentence in enumerate(paragraph_sentences(text, block, marked, number)):
        previous = _quoting(text, found)
        if sentence.quoted:
            spans = [Span(t.start, t.end) for t in sentence.tokens]
            if previous and not pending and _continues(previous, sentence, position == 0):
                previous.content.extend(spans)
                previous.paragraph = number
            else:
                pending.extend(spans)
            continue
        new = [_anchored(sentence, r) for r in relations(sentence.tokens)]
        lead = sentence.tokens[0]
        if pending and new and new[0].content and new[0].content[0].start == lead.start:
            new[0].content[:0] = pending
        pending = []
        found.extend(new)
    return pending


def _quoting(text: str, found: list[_Found]) -> _Found | None:
    """Return the attribution that a quotation would go on with.

    It is one of the last sentence that had any: of several the one that quotes.
    """
    if not found:
        return None
    last = found[-1]
    for candidate in reversed(found[-4:]):
        if candidate.sentence is not last.sentence:
            break
        if any(text[end - 1] in _CLOSING for _, end in candidate.content):
            return candidate
    return last


def _continues(previous: _Found, sentence: Sentence, opens: bool) -> bool:
    """Tell whether a sentence that is all quotation goes on with the attribution before it."""
    if previous.waiting and not previous.content:
        return True
    near = sentence.paragraph - previous.paragraph
    return near == 0 or (near == 1 and opens)


def _anchored(sentence: Sentence, relation: Relation) -> _Found:
    """Turn token numbers to offsets."""
    tokens = sentence.tokens

    def spans(ranges: Sequence[tuple[int, int] | None]) -> list[Span]:
        return [Span(tokens[a].start, tokens[b - 1].end) for a, b in filter(None, ranges) if a < b]

    source = spans([relation.source])
    if relation.possessive and relation.source:
        last = tokens[relation.source[1] - 1].form
        ending = 2 if last.endswith(("'s", "’s")) else last.endswith(("'", "’"))
        source = [Span(source[0].start, source[0].end - ending)]
    return _Found(
        source,
        spans([relation.cue]),
        sorted(spans(list(relation.content))),
        relation.kind,
        sentence,
        sentence.paragraph,
        relation.waiting,
    )
