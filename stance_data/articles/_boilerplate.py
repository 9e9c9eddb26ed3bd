"""What a news site puts around and between the paragraphs of its articles."""

from __future__ import annotations

import re

from stance_data.schema import Span
from stance_data.text import paragraphs

__all__ = ["boilerplate"]

# All lists were read off the templates of US and UK broadcasters', newspapers' and agencies' pages
# (AP, BBC, CNN, Fox stations, Gannett, Guardian, Reuters, WordPress news themes). Each entry must
# match a paragraph whole.

# Lines that begin what a site puts after its article.
_FOOTERS = (
    r"up next",
    r"(?:related )?stories you (?:may|might) be interested in.*",
    r"you (?:may|might) (?:also )?(?:like|be interested in|have missed)",
    r"(?:more )?(?:from )?around the web",
    r"recommended (?:for you|by \w+)",
    r"trending now",
    r"(?:sponsored|promoted|paid) (?:content|stories|links)|from our (?:partners|sponsors)",
    r"(?:leave|post|add|write) a (?:comment|reply)|(?:show|view|read|see) (?:all )?comments",
    r"join the (?:conversation|discussion)",
    r"what to read next",
    r"most (?:popular|read|viewed|shared|commented|watched)"
    r"(?: (?:stories|articles|videos|news|today|this week|in .{1,30}))?",
    r"(?:our|editor[’']?s[’']?) (?:top )?picks",
    r"about the (?:author|writer|reporter)s?",
    r"more on this story",
)

# Headings that an article may have as well: footers only where no long paragraph follows.
_HEADINGS = (
    r"popular|recent|tags|comments(?: \(\d+\))?|topics|share",
    r"read next|trending(?: stories| topics)?|top stories|don[’']t miss",
    r"recommended(?: stories| reading)?|more (?:top )?(?:stories|news|headlines)",
    r"related(?: (?:articles?|stor(?:y|ies)|coverage|content|topics|links|news|posts))?",
    r"latest (?:news|stories|headlines|videos?)|(?:our )?newsletters?",
    r"more (?:from|stories from|in|on|about|news from) [\w’' ]{1,40}",
)

# Headings of a list of other stories in the middle of an article.
_LISTS = (
    r"(?:related|recommended|more|further)(?: (?:articles?|stories|coverage|links|news|posts"
    r"|reading))",
    r"(?:read|see|watch) (?:more|also|next)(?: on this(?: story| topic)?| from .{1,40})?",
    r"more (?:from|stories from|on|about) [\w’' ]{1,40}",
    r"(?:top|trending|latest|popular|other) (?:stories|news|headlines|videos)",
    r"you (?:may|might) also like|recommended|don[’']t miss",
)

# Single lines between paragraphs.
_INSERTS = (
    # Rules between parts.
    r"[_=~#•*·.…–—-]+",
    # Advertisements, and what takes a reader around them.
    r"advertisements?|advertising|sponsored|(?:story|article|content) continues (?:below|after).*",
    r"(?:advertisement|ad)\W+(?:story|article|content|scroll).{0,40}"
    r"|scroll (?:down )?to continue.*",
    r"continue reading(?: below| the main story)?|skip (?:advertisement|to (?:main )?content|ad)",
    # Links to other stories and to pictures.
    r"read more|read (?:the )?full (?:story|article)(?: here)?|learn more|see (?:more|also)"
    r"|more here",
    r"click (?:here|to|for)\b.*|tap here\b.*",
    r"(?:read|see|view|find out) more (?:at|on|about|in|from)\b.{0,60}[^.?!”\"]",
    r"(?:read (?:more|also|next|this)|also read|related(?: \w+)?|see (?:also|more|related)|watch"
    r"(?: (?:now|live|more|video))?|listen(?: now)?|more(?: \w+)?|must read|don[’']t miss|explainer"
    r"|in pictures|photos?|pictures?|images?|videos?|(?:photo )?gallery|slideshow|map|podcast"
    # A headline has no full stop; what has one is a sentence that only begins like a link.
    r"|live updates?|opinion|analysis)\s?[:|»>](?:.{0,60}|.*[^.])",
    r"watch (?:the )?(?:full )?(?:video|report|interview|clip)(?: (?:above|below|here"
    r"|player))\b.{0,60}",
    r"listen to this (?:article|story).*|(?:video player is |now )?(?:loading|playing)\b.{0,20}",
    r"(?:play|pause|watch|view|open|enlarge) (?:video|image|gallery|photos?)(?: in .{1,20})?",
    # Sharing, printing, subscribing, apps.
    r"(?:share|tweet|e-?mail|print|save|bookmark|copy|pin)(?: (?:this|link|it))?"
    r"(?: (?:article|story|page|post))?:?",
    r"share (?:on|via|to|with) .{1,30}|link copied.*|copy link.*",
    r"facebook|twitter|whatsapp|reddit|pinterest|linkedin|messenger|instagram|telegram|flipboard",
    r"(?:sign up|subscribe|register|log ?in|sign in) (?:for|to|now|here|today|with)\b.{0,140}",
    r"subscribe|sign (?:up|in)|log ?in|register|already a subscriber\?.*",
    r"(?:get|receive) (?:the |our |all |more )?(?:latest|breaking|daily|top|best|free|morning"
    r"|more|news)"
    r"\b.{0,100}\b(?:inbox|newsletters?|app|alerts?|e-?mail|notifications?)\b.{0,40}",
    r"(?:like|follow|find|join|add) (?:us|me|him|her|the \w+|@\w+|[\w.’' ]{2,40}) (?:on|via) "
    r"(?:our |x\b|(?:facebook|twitter|instagram|whatsapp|tiktok|youtube|linkedin|threads"
    r"|google)).{0,90}",
    r"download (?:the|our) .{0,60}\bapp\b.{0,60}|(?:this|the) (?:content|article"
    r"|story) is (?:only )?"
    r"(?:available (?:to|for)|for) (?:our )?subscribers.*|you have .{1,20} free articles?.*",
    r"we use cookies\b.*|by (?:signing up|subscribing|clicking|continuing|registering"
    r"|submitting),? "
    r".{0,40}you (?:agree|accept|consent|acknowledge|confirm)\b.*",
    r"(?:support (?:local|our|independent) journalism|become a (?:member|subscriber)"
    r"|donate)\b.{0,90}",
    # When a page was made, and how long it takes to read.
    r"(?:last )?(?:updated|published|posted|modified|first published)(?: on| at"
    r"|:)? [^.]{0,40}\d[^.]{0,20}"
    r"(?:[ap]\.m\.)?.{0,12}",
    r"\d+[- ](?:min(?:ute)?s?|hours?|days?) (?:read|ago|listen|watch)|\d+ (?:comments?"
    r"|shares?|views?)",
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
    r"(?:(?:\d{1,2} )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
    r"(?: \d{1,2},?)? \d{4})(?:[ ,"
    r"|•·–-]+(?:at )?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [a-z]{2,4})?)?",
    # What the page is filed under.
    r"(?:tags|topics|filed under|categories|category|keywords|in this (?:article|story)):?.*",
)

# Pictures' captions and credits, notes of the editors, and rights. These may run to some lines.
_CREDIT = (
    r"(?:getty(?: images)?|afp|reuters|ap(?: photo)?|associated press|shutterstock|istock|epa"
    r"|bloomberg"
    r"|pa(?: wire| media| images)?|alamy|upi|usa today(?: network| sports)?)"
)
_NOTES = (
    r"(?:image|media|video|photo|picture) (?:source|caption|credit)s?[,:]? .*",
    r"(?:photo|image|photograph|picture|file photo|courtesy)(?: by| credit"
    r"| courtesy(?: of)?)?\s?[:/(]"
    r"[^“\"]{0,80}",
    r"(?:photos?|image|file photo|photograph|picture|illustration)s? (?:by|courtesy)\b[^“\"]{0,80}",
    r"(?:getty images|ap photo)\b[^.]{0,60}",
    r"file(?: photo)?\s?[-–—:]\s.*",
    r".*\((?:(?:file |staff |courtesy )?(?:photo|image|picture|photograph)s?\b[^()]{2,90}"
    r"|(?-i:[A-Z][^()/]{1,40}/ ?[A-Z][^()]{1,50})|(?:ap|afp|reuters|getty) (?:photo|images?|file)\b"
    r"[^()]{0,60}|getty images|courtesy (?:of )?[^()]{2,60})\)\.?",
    rf".*(?:/ ?|\bvia ){_CREDIT}\.?",
    r".*\b(?:photograph|photo|picture|image|credit): [^.“\"]{2,70}",
    r"(?:editor[’']?s?[’']?s? note|correction|clarification|disclaimer"
    r"|disclosure)s?\s?(?:\([^)]*\))?\s?[:–—].*",
    r"(?:an? (?:earlier|previous) version of )?this (?:story|article|report|post|piece) "
    r"(?:was|has been|is) .{0,40}(?:published|updated|corrected|amended|produced|syndicated"
    r"|part of)\b.*",
    r"(?:an? (?:earlier|previous) version of) this (?:story|article|report|post|piece"
    r"|headline)\b.*",
    r".*\bcontributed (?:to this (?:report|story|article)|reporting)\b.*",
    r"\(?(?:additional |with )?reporting (?:and writing )?by .*",
    r"our standards: .*",
    r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4})).*|.{0,120}all rights reserved.*",
    r"(?:contact|reach|e-?mail|write to|call|text) (?:the )?(?:[\w.’'-]+ ){1,6}(?:at|on|via) .*"
    r"(?:@|\d{3}[-. ]\d{3,4}|\.(?:com|org|net)\b).*",
    r".{3,60} (?:can|may) be (?:reached|contacted|e-?mailed|followed) (?:at|on|by|via) .*",
)

# Who wrote it: names have capital letters, so the case counts.
_NAME = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){0,3}"
_ROLE = (
    r"(?:(?:The )?Associated Press|AP|Reuters|AFP|CNN|Bloomberg|[Ss]taff (?:[Ww]riter|[Rr]eporter)"
    r"|(?:[A-Z][\w&’'-]+ ){0,4}(?:[Ss]taff|[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter"
    r"|[Cc]olumnist"
    r"|News(?: Service)?))"
)
_BYLINES = (
    rf"(?:By|BY|Written by|Reported by|Story by|Words by|Analysis by|From):? {_NAME}"
    rf"(?:(?:,| and| &) {_NAME}){{0,4}}(?:\s?[,|•·/–—-]\s?[^.]{{0,60}})?",
    rf"{_NAME}\s?[,|•·/–—-]\s?{_ROLE}",
)

_LINE_LIMIT = 160
"""A longer paragraph is prose, whatever it begins with …"""

_NOTE_LIMIT = 500
"""… but for a caption, a note of the editors or the like, which may be as long as this."""


def _any(patterns: tuple[str, ...], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags | re.DOTALL)


_FOOTER = _any(_FOOTERS)
_HEADING = _any(_HEADINGS)
_LIST = _any(_LISTS)
_INSERT = _any(_INSERTS)
_NOTE = _any(_NOTES)
_BYLINE = _any(_BYLINES, 0)

_PROSE_END = re.compile(r"[.!?…][”\"’')\]]*$")


def boilerplate(text: str) -> list[Span]:
    r"""Return the paragraphs of `text` that the site put there, not the article.

    Single lines between paragraphs (bylines, "Read more: …", captions with their credits, notes of
    the editors), lists of other stories under a heading such as "Related stories", and everything
    from the first footer on: a line such as "Up Next" or "Most Popular" below at least two
    paragraphs of prose. A heading that an article may have as well ("Comments", "More on …") is a
    footer only if no long paragraph follows.

    Examples
    --------
    >>> text = "It rained.\n\nRead more: Floods\n\nAll was well.\n\nUp Next:\n\nA storm"
    >>> [text[s:e] for s, e in boilerplate(text)]
    ['Read more: Floods', 'Up Next:', 'A storm']
    """
    spans = paragraphs(text)
    last_long = max((i for i, s in enumerate(spans) if s.end - s.start > _LINE_LIMIT), default=-1)
    found: list[Span] = []
    prose = 0
    listed = False
    for i, span in enumerate(spans):
        line = text[span.start : span.end].strip(" \t•*–—-|>")
        heading = line.rstrip(" :.")
        short = span.end - span.start <= _LINE_LIMIT
        if short and prose >= 2:
            footer = _FOOTER.fullmatch(heading)
            if footer or (i > last_long and _HEADING.fullmatch(heading)):
                return found + spans[i:]
        if short and _LIST.fullmatch(heading) and _titles(text, spans[i + 1 :]):
            listed = True
        else:
            listed = listed and _titles(text, [span])
        if listed or (short and _is_insert(line)) or _is_note(line):
            found.append(span)
        else:
            prose += 1
    return found


def _titles(text: str, spans: list[Span]) -> bool:
    """Tell whether the first of `spans` is a line like a headline: short, without a full stop."""
    if not spans:
        return False
    start, end = spans[0]
    return end - start <= _LINE_LIMIT and not _PROSE_END.search(text[start:end])


def _is_insert(line: str) -> bool:
    return bool(_INSERT.fullmatch(line) or _BYLINE.fullmatch(line))


def _is_note(line: str) -> bool:
    return len(line) <= _NOTE_LIMIT and bool(_NOTE.fullmatch(line))
