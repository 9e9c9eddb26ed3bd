"""Attributions that a page's layout makes: interview transcripts and signed quotations.

Here no verb says who speaks, and the layout says it beyond doubt, so these are read by rule:

- a transcript's turn, ``SMITH: We will appeal.``: the label is the source, the colon the cue;
- a quotation on its own with its author behind a dash, in the same line or the next,
  ``“We tried.” — Ann Smith``: the dash is the cue.

A dateline (``LEEDS, England (PA) --``) belongs to nobody.

The annotators of PolNeAR do all three in this way. "Q:" and "A:" are left to the encoder: they were
marked now as sources, now not.
"""

from __future__ import annotations

from collections import Counter

from stance_data.attribution.encoder.decoding import WordAttribution
from stance_data.attribution.encoder.windows import Pieces
from stance_data.attribution.encoder.words import Gap, Place, Shape, paragraph_bounds

__all__ = ["datelines", "find_laid_out", "put_together"]

_DASHES = frozenset("-\u2010\u2012\u2013\u2014\u2015\u2500")
_MOST_LABEL_WORDS = 5
_FEWEST_TURNS = 3
_MOST_SIGNATURE_WORDS = 14
_FEWEST_SIGNED = 4
_MOST_DATELINE_WORDS = 14
_BEHIND_NAME = frozenset(",.(;")
# Lower-case words inside names (Chicago Manual of Style 17, 8.5–8.14).
_PARTICLES = frozenset(
    ["al", "bin", "da", "de", "del", "der", "di", "du", "la", "le", "of", "van", "von"]
)
# Words that stand before a colon at a paragraph's start without being a speaker: page furniture,
# headings of notes and interview letters.
_NO_SPEAKER = frozenset(
    """
    a advertisement advice answer breaking byline caption clarification contact
    correction credit disclosure disclaimer editor email example exclusive fact facts
    faq follow image listen look more note notes now opinion photo photos previously ps
    q question read related report review see source sources summary tag tags tip tips
    topics twitter update updated updates video warning watch website
    """.split()  # noqa: SIM905
)


def find_laid_out(pieces: Pieces) -> list[WordAttribution]:
    """Return the attributions by layout, in order of the text."""
    paragraphs = paragraph_bounds(pieces.gaps.tolist())
    return sorted([*_turns(pieces, paragraphs), *_signed(pieces, paragraphs)])


def datelines(pieces: Pieces) -> list[tuple[int, int]]:
    """Return the words of datelines, their dash included.

    A dateline begins a paragraph with a place in capitals; a dash ends it (Associated Press
    Stylebook, "datelines").
    """
    found = []
    for start, end in paragraph_bounds(pieces.gaps.tolist()):
        stop = min(end - 1, start + _MOST_DATELINE_WORDS)
        i = start
        while i < stop and pieces.shapes[i] == Shape.UPPER and pieces.forms[i].isalpha():
            i += 1
        if i == start or len(pieces.forms[start]) == 1:
            continue
        while i < stop and (
            pieces.forms[i][0].isupper()
            or pieces.forms[i][0].isdigit()
            or pieces.forms[i] in ",.()/"
        ):
            i += 1
        dash = i
        while i < stop and pieces.forms[i] in _DASHES:
            i += 1
        if i > dash and pieces.gaps[dash] == Gap.SPACE and pieces.gaps[i] == Gap.SPACE:
            found.append((start, i))
    return found


def put_together(
    laid_out: list[WordAttribution], found: list[WordAttribution]
) -> list[WordAttribution]:
    """Add attributions by layout to others; the others yield where they touch their content."""
    if not laid_out:
        return found
    taken = {word for a in laid_out for start, end in a.content for word in range(start, end)}
    taken |= {a.cue[0][0] for a in laid_out}
    kept = [
        a
        for a in found
        if not any(
            word in taken for start, end in (*a.cue, *a.content) for word in range(start, end)
        )
    ]
    return sorted([*laid_out, *kept], key=lambda a: min(a.source + a.cue + a.content))


def _turns(pieces: Pieces, paragraphs: list[tuple[int, int]]) -> list[WordAttribution]:
    labels: list[tuple[str, bool, int, int, int]] = []
    for start, end in paragraphs:
        begin = start + (pieces.places[start] in (Place.OPENING, Place.STRAY))
        colon = _label_end(pieces, begin, end)
        if colon:
            shouted = all(pieces.shapes[i] != Shape.LOWER for i in range(begin, colon)) and any(
                pieces.shapes[i] == Shape.UPPER for i in range(begin, colon)
            )
            name = " ".join(pieces.forms[begin:colon]).lower()
            labels.append((name, shouted, begin, colon, end))
    counts = Counter(name for name, *_ in labels)
    turns = [label for label in labels if label[1] or counts[label[0]] > 1]
    # One label alone may be a heading; a conversation has several turns, and somebody comes back.
    if len(turns) < _FEWEST_TURNS or all(counts[label[0]] == 1 for label in turns):
        return []
    return [
        WordAttribution([(begin, colon)], [(colon, colon + 1)], [(colon + 1, end)])
        for _, _, begin, colon, end in turns
    ]


def _label_end(pieces: Pieces, begin: int, end: int) -> int:
    """Return the place of the colon behind a speaker's label at `begin`, 0 if there is none."""
    words = 0
    for i in range(begin, min(end - 1, begin + 2 * _MOST_LABEL_WORDS + 2)):
        form = pieces.forms[i]
        if form == ":":
            return i if words and i > begin and pieces.gaps[i] == Gap.NONE else 0
        if form[0].isalpha():
            words += 1
            if words > _MOST_LABEL_WORDS or form.lower() in _NO_SPEAKER or form[0].islower():
                return 0
        elif form not in ".,-'\u2019()":
            return 0
    return 0


def _signed(pieces: Pieces, paragraphs: list[tuple[int, int]]) -> list[WordAttribution]:
    found = []
    for number, (start, end) in enumerate(paragraphs):
        close = _quotation_end(pieces, start, end)
        if not close:
            continue
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else (end, end)
        dash, stop = (close, end) if close < end else following
        name = dash
        while name < stop and pieces.forms[name] in _DASHES:
            name += 1
        # Without a name behind the dash it is a heading, an aside or an item of a list.
        if dash < name < stop <= name + _MOST_SIGNATURE_WORDS and pieces.forms[name][0].isupper():
            until = _name_end(pieces.forms, name, stop)
            if until == stop or pieces.forms[until] in _BEHIND_NAME:
                found.append(WordAttribution([(name, until)], [(dash, dash + 1)], [(start, close)]))
    return found


def _name_end(forms: list[str], start: int, stop: int) -> int:
    """Return the end of the run of capitalised words and name particles that begins at `start`."""
    end = start
    while end < stop:
        form = forms[end]
        inner = form in ".'\u2019-" and end + 1 < stop
        if not (form[0].isupper() or form in _PARTICLES or inner):
            break
        end += 1
    while forms[end - 1] == "." or forms[end - 1] in _PARTICLES:
        end -= 1
    return end


def _quotation_end(pieces: Pieces, start: int, end: int) -> int:
    """Return the end of the quotation with which a paragraph begins, 0 if it does not.

    Behind it the paragraph ends, or a dash follows.
    """
    if pieces.places[start] != Place.OPENING:
        return 0
    close = start + 1
    while close < end and pieces.places[close] in (Place.SHORT, Place.LONG):
        close += 1
    if close == end or pieces.places[close] != Place.CLOSING or close - start < _FEWEST_SIGNED:
        return 0
    close += 1
    while close < end and pieces.forms[close] in (".", ","):
        close += 1
    return close if close == end or pieces.forms[close] in _DASHES else 0
