"""Sources, between [brackets] in the text, and the speakers they stand for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance_data.attribution.speakers import resolve
from stance_data.schema import Attribution, Span, SpeakerKind
from stance_data.text import paragraphs, quotations

# What the case shows, text, speakers in order: "name/kind", "-" where there is no name.
CASES = [
    # Parts of a name.
    ("family name", "[Clare Roe] said no. [Roe] left.", "Clare Roe/person; Clare Roe/person"),
    ("given name", "Clare Roe came by. “No,” [Clare] said.", "Clare Roe/person"),
    ("courtesy title", "Clare Roe came. [Ms. Roe, 43,] said no.", "Clare Roe/person"),
    ("title before", "[Sen. Ana Ruiz] said no.", "Ana Ruiz/person"),
    ("office before", "[Secretary of State Jane Poole] said no.", "Jane Poole/person"),
    ("office of a body", "[Dam Authority Chief of Staff Ida Vane] said so.", "Ida Vane/person"),
    ("occupation before", "[Political analyst Otto Lund] says no.", "Otto Lund/person"),
    ("party before", "[Republican Otto Lund] says no.", "Otto Lund/person"),
    ("whose", "[Poole’s lawyer Otto Lund] says no.", "Otto Lund/person"),
    ("apposition", "[Otto Lund, founder of the Dry Lake group,] says no.", "Otto Lund/person"),
    ("relative clause", "[Otto Lund, who heads the Dry Lake group,] says no.", "Otto Lund/person"),
    ("name after the role", "[The group’s founder, Otto Lund,] says no.", "Otto Lund/person"),
    ("name after kin", "Ida Vane left. [Her husband, Otto Lund,] says no.", "Otto Lund/person"),
    ("fuller form later", "[Vane] said no. Later Ida Vane left.", "Ida Vane/person"),
    (
        "fullest form",
        "Ida Vane left. [Ida M. Vane] said no. [Vane] sat.",
        "Ida M. Vane/person; " * 2,
    ),
    ("nickname", "Robert “Bob” Lund came. [Lund] said no.", "Robert “Bob” Lund/person"),
    ("short form", "Robert Lund left. [Bob Lund] said no.", "Robert Lund/person"),
    ("short form alone", "Robert Lund left. “No,” [Bob] said.", "Robert Lund/person"),
    ("junior", "Otto Lund left. [Otto Lund Jr.] said no.", "Otto Lund Jr./person"),
    ("particle", "Bill de Wit came. [De Wit] said no.", "Bill de Wit/person"),
    ("no fuller form", "On Monday [Mr. Lund] said no.", "Lund/person"),
    ("possessive", "Ida Vane left. [Vane’s] claim is odd.", "Ida Vane/person"),
    ("first word", "[Lund] said no.", "Lund/person"),
    ("adverb between", "Ida Vane left. [Vane also] said no.", "Ida Vane/person"),
    # Two of a name.
    (
        "courtesy titles tell",
        "Ida Vane met Otto Vane. [Ms. Vane] said no. [Mr. Vane] said yes.",
        "Ida Vane/person; Otto Vane/person",
    ),
    (
        "the one named more",
        "Ida Vane spoke. Ida Vane’s brother Otto Vane left. [Vane] said no.",
        "Ida Vane/person",
    ),
    (
        "the one in the paragraph",
        "Ida Vane, Vane and Vane.\n\nOtto Vane came. [Vane] said no.",
        "Otto Vane/person",
    ),
    (
        "the one who spoke",
        "Ida Vane came. Vane sat.\n\n[Otto Vane] said no.\n\n“Never,” [Vane] said.",
        "Otto Vane/person; Otto Vane/person",
    ),
    # Pronouns.
    ("she", "Ida Vane met Otto Lund. “No,” [she] said.", "Ida Vane/person"),
    ("he", "Ida Vane met Otto Lund. “No,” [he] said.", "Otto Lund/person"),
    ("contracted", "Otto Lund met Ida Vane. [He’d] say no.", "Otto Lund/person"),
    ("gender unknown", "Quill Zhao stood up. “No,” [she] said.", "Quill Zhao/person"),
    ("title tells gender", "Spokeswoman Kim Doe met Bo Ek. [She] said no.", "Kim Doe/person"),
    (
        "who spoke last",
        "[Ana Ruiz] met Ida Vane and said no.\n\n[She] sat.",
        "Ana Ruiz/person; " * 2,
    ),
    (
        "not a name in a quotation",
        "[Otto Lund] said, “Bo Ek lied.” [He] left.",
        "Otto Lund/person; " * 2,
    ),
    ("it", "The Dry Lake Agency met. [It] said no.", "Dry Lake Agency/organization"),
    ("they", "[Republicans] said no. [They] voted.", "Republicans/group; " * 2),
    (
        "the two",
        "[Ida Vane and Otto Lund] said no. [The two] left.",
        "Ida Vane and Otto Lund/group; " * 2,
    ),
    ("who", "It was Ida Vane, [who] said no.", "Ida Vane/person"),
    ("who, from", "It was Ida Vane of Oregon, [who] said no.", "Ida Vane/person"),
    ("which", "He met Women for Oregon, [which] said no.", "Women for Oregon/organization"),
    (
        "they, without a name",
        "Democrats met. [Officials] said no. [They] left.",
        "-/unnamed; -/group",
    ),
    ("no place", "Bo Ek went to Roe Plaza. [He] said no.", "Bo Ek/person"),
    ("I in a quotation", "“No, [I] think,” [Ida Vane] said.", "Ida Vane/person; Ida Vane/person"),
    ("I of the reporter", "Ida Vane left. [I] think so.", "-/unnamed"),
    # Descriptions.
    (
        "occupation again",
        "[Analyst Otto Lund] said no. [The analyst] left.",
        "Otto Lund/person; " * 2,
    ),
    (
        "state tells",
        "Sen. Ana Ruiz, R-Fla., met Sen. Bo Ek, D-Ohio. [The Florida senator] said no.",
        "Ana Ruiz/person",
    ),
    ("office again", "Ana Ruiz, the mayor of Salem, left. [The mayor] said no.", "Ana Ruiz/person"),
    ("broader word", "Rep. Bo Ek left. [The lawmaker] said no.", "Bo Ek/person"),
    ("another’s office", "Rep. Bo Ek left. [The judge] said no.", "-/unnamed"),
    ("epithet", "[Ida Vane] spoke. “No,” [the novelist] said.", "Ida Vane/person; Ida Vane/person"),
    (
        "owner’s office",
        "[Bo Ek, Vane’s lawyer,] sat. [Lund’s lawyer] said no.",
        "Bo Ek/person; -/unnamed",
    ),
    # Bodies and groups.
    ("body", "[Yes Oregon] says no to the group Yes Oregon.", "Yes Oregon/organization"),
    ("body with its noun", "[The Yes Oregon group] says no.", "Yes Oregon/organization"),
    (
        "initials",
        "The Dry Lake Agency (DLA) met. [The DLA] said no.",
        "Dry Lake Agency/organization",
    ),
    ("agency", "The Dry Lake Agency met. [The agency] said no.", "Dry Lake Agency/organization"),
    ("campaign", "The Vane campaign met. [Vane’s campaign] said no.", "Vane campaign/organization"),
    (
        "her campaign",
        "Ida Vane’s campaign met. [Her campaign] said no.",
        "Ida Vane’s campaign/organization",
    ),
    (
        "office of a body",
        "[The Lake County Coroner’s Office] said no.",
        "Lake County Coroner’s Office/organization",
    ),
    ("people", "[Democrats] said no.", "Democrats/group"),
    ("some of a people", "[Some Democrats] said no.", "-/group"),
    ("members", "[Members of a group called “Yes Oregon”] say no.", "-/group"),
    ("supporters", "[Supporters of the dam] say no.", "-/group"),
    ("supporters of a person", "[Vane supporters] say no.", "-/group"),
    ("name and others", "Ida Vane left. [Vane and other members] said no.", "-/group"),
    ("what a delegate does", "[Several delegates supporting Ida Roe] said no.", "-/group"),
    ("ally of somebody", "Ida Roe left. [A Roe ally] said no.", "-/unnamed"),
    ("her mother", "Ida Roe left. [Her old mother] said no.", "-/unnamed"),
    ("aide behind a name", "Some side with Ida Roe, [a top aide] said.", "-/unnamed"),
    ("named so", "[A farmer named Bo Ek] said no.", "Bo Ek/person"),
    ("body called so", "[A dam group called Wall of Stone] left.", "Wall of Stone/organization"),
    ("new and named", "[Another user, Ida Roe,] said no.", "Ida Roe/person"),
    ("a super PAC", "[An anti-Roe super PAC] said no.", "-/unnamed"),
    ("title of a book", "Ida Roe left. [Her book The Dry Valley] says so.", "-/unnamed"),
    # Nobody.
    ("experts", "[Experts] say no. [Political experts] say yes.", "-/unnamed; -/unnamed"),
    ("a source", "Ida Vane left. [A source close to Vane] said no.", "-/unnamed"),
    ("officials of a body", "[Dam Authority officials] said no.", "-/unnamed"),
    ("spokesman", "Otto Lund left. [Lund’s spokesman] said no.", "-/unnamed"),
    ("her spokesman", "Ida Vane left. [Her spokesman] said no.", "-/unnamed"),
    ("a poll", "Ida Vane left. [A Dry Lake Tribune poll] said no.", "-/unnamed"),
    ("nobody before", "[She] said no.", "-/unnamed"),
    # What is known of a description.
    (
        "party and state",
        "Sen. Ida Roe, D-Nev., came. [The Nevada Democrat] said no. [She] sat.",
        "Ida Roe/person; " * 2,
    ),
    (
        "the president and the one before",
        "Former President Bo Ek met President Ida Roe. [The president] said no.",
        "Ida Roe/person",
    ),
    (
        "the former president",
        "Former President Bo Ek met President Ida Roe. [The former president] said no.",
        "Bo Ek/person",
    ),
    ("office not given", "[Ida Roe] won. “Yes,” [the senator] said.", "Ida Roe/person; " * 2),
    ("two offices", "[Sen. Ana Ruiz] won. [The governor] said no.", "Ana Ruiz/person; -/unnamed"),
    (
        "the one in mind",
        "Candidate Bo Ek lost to candidate Ida Roe. Roe won. Roe sang. [The candidate] said so.",
        "Ida Roe/person",
    ),
    ("office of clergy", "[The Rev. Bo Ek] said no. [The pastor] left.", "Bo Ek/person; " * 2),
    ("age", "[Ida Roe] said no. [The 43-year-old] left.", "Ida Roe/person; " * 2),
    ("named later", "[Federal Judge] Says No To Dam Plan.\n\nJudge Bo Ek said no.", "Bo Ek/person"),
    ("name in a heading", "[Ida Roe] Says No To Dam Plan.\n\nIda Roe left.", "Ida Roe/person"),
    # Who is spoken of does not speak.
    ("named in the quotation", "Otto Lund met Bo Ek. “Ek lied,” [he] said.", "Otto Lund/person"),
    ("named behind the source", "Otto Lund met Bo Ek. [He] said “Ek lied.”", "Otto Lund/person"),
    (
        "only in a modifier",
        "Ida Roe sang. [Quill Zhao, a Roe supporter,] said no. [She] left.",
        "Quill Zhao/person; " * 2,
    ),
    (
        "who spoke last goes on",
        "Ek, Ek and Ek: Bo Ek won. [The farmer Otto Lund] said no. “No,” [he] said.",
        "Otto Lund/person; Otto Lund/person",
    ),
    # Somebody without a name goes on.
    ("an official, he", "Otto Lund left. [An official] said no. [He] sat.", "-/unnamed; -/unnamed"),
    (
        "an official, the official",
        "Director Otto Lund left. [An official] said no. [The official] sat.",
        "-/unnamed; -/unnamed",
    ),
    # Several.
    (
        "the two before",
        "Ida Vane met Otto Lund. [The two] said no.",
        "Ida Vane and Otto Lund/group",
    ),
    ("they, two", "Ida Vane and Otto Lund met. [They] said no.", "Ida Vane and Otto Lund/group"),
    (
        "two in apposition",
        "[The last two mayors — Ida Vane and Otto Lund —] said no.",
        "Ida Vane and Otto Lund/group",
    ),
    ("some of them", "[Some of the members] said no.", "-/group"),
    # More bodies.
    (
        "body with a possessive",
        "[America’s Dam League] says no.",
        "America’s Dam League/organization",
    ),
    ("government", "[The Danish government] says no.", "Danish government/organization"),
    (
        "company",
        "[Shares of Norvento Inc.] fell. [The company] said no.",
        "-/group; Norvento Inc./organization",
    ),
    (
        "company of no kind",
        "On Monday [Norvento] sank. [The company] fell.",
        "Norvento/organization; " * 2,
    ),
    ("new body", "The Dam League met. [The group for farmers] said no.", "-/unnamed"),
    ("no company", "The Senate met. [The company] said no.", "-/unnamed"),
    ("outlet and reporter", "[Fox News anchor Ida Roe] said no.", "Ida Roe/person"),
    ("spokesperson of a body", "[A spokesman for the Dam League] said no.", "-/unnamed"),
    (
        "spokesperson with a name",
        "[A spokeswoman for the Dam League, Ida Roe,] said no. [She] left.",
        "Ida Roe/person; " * 2,
    ),
    # Names that look like something else.
    ("body word behind a title", "[Mayor Don Guardian] said no.", "Don Guardian/person"),
    (
        "one of several, named",
        "[One of the farmers, former mayor Bo Ek,] said no.",
        "Bo Ek/person",
    ),
    ("occupation as a name", "[Hunter Vane] said no. [Vane] left.", "Hunter Vane/person; " * 2),
    ("body word as a name", "[Mr. Church] said no.", "Church/person"),
    ("lower-case office", "[Secretary of State Ida Roe] sat.", "Ida Roe/person"),
    ("two occupations", "[Dean Baker] said no.", "Dean Baker/person"),
    ("outlet", "[USA TODAY] said no.", "USA TODAY/organization"),
    ("party", "[GOP] said no. [The GOP] left.", "GOP/organization; " * 2),
    ("small office", "[former secretary of state Ida Roe] sat.", "Ida Roe/person"),
    ("half lower-case office", "The secretary of State Ida Roe came. [She] sat.", "Ida Roe/person"),
    # What somebody wrote.
    (
        "statement from a body",
        "[A statement from the Dam League] said no.",
        "Dam League/organization",
    ),
    ("whose letter", "[Ida Roe’s letter] said no.", "Ida Roe/person"),
    # No source.
    ("same paragraph", "“No,” [Ida Vane] said. {“Never.”}", "Ida Vane/person; Ida Vane/person"),
    ("next paragraph", "“No,” [Ida Vane] said.\n\n{“Never.”}", "Ida Vane/person; Ida Vane/person"),
    ("too far", "“No,” [Ida Vane] said.\n\nIt is so.\n\n{“Never.”}", "Ida Vane/person; -/unnamed"),
    ("no quotation", "“No,” [Ida Vane] said. {It rained.}", "Ida Vane/person; -/unnamed"),
]


def read(marked: str) -> tuple[str, list[Attribution]]:
    """Return a text without its marks, and the attributions that they mark."""
    text = re.sub(r"[\[\]{}]", "", marked)
    inside = quotations(text)
    found = []
    for match in re.finditer(r"\[(.*?)\]|\{(.*?)\}", marked):
        before = len(re.sub(r"[\[\]{}]", "", marked[: match.start()]))
        span = Span(before, before + len(match[1] or match[2]))
        if match[1] is None:
            found.append(Attribution([], [], [span]))
            continue
        block = next(p for p in paragraphs(text) if p.start <= span.start < p.end)
        content = [q.span for q in inside if block.start <= q.span.start < block.end]
        found.append(Attribution([span], [], [] if "{" in marked else content))
    return text, found


@pytest.mark.parametrize(
    ("marked", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_speaker(marked: str, expected: str) -> None:
    found = [f"{a.speaker or '-'}/{a.speaker_kind.value}" for a in resolve(*read(marked))]
    assert found == [e for e in expected.split("; ") if e]


def test_order_and_spans_are_kept() -> None:
    text, found = read("Ida Vane met Otto Lund. [She] said no. [He] said yes.")
    resolved = resolve(text, found[::-1])
    assert [a.speaker for a in resolved] == ["Otto Lund", "Ida Vane"]
    assert [a.source for a in resolved] == [a.source for a in found[::-1]]


def test_no_attributions() -> None:
    assert resolve("Ida Vane left.", []) == []


def test_a_speaker_is_printed_in_the_article() -> None:
    for _, marked, _ in CASES:
        text, found = read(marked)
        for attribution in resolve(text, found):
            assert all(name in text for name in (attribution.speaker or "").split(" and "))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Ida Vane",
                "Mr.",
                "she",
                "Lund’s",
                "“",
                "”",
                ".",
                "\n\n",
                "of",
                "and",
                "the",
                "Agency",
                "ǅ",
                "'",
            ]
        )
        | st.text(max_size=4),
        max_size=30,
    ).map(" ".join),
    st.data(),
)
def test_any_text(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    span = st.tuples(place, place).map(lambda pair: Span(min(pair), max(pair)))
    spans = st.lists(span, max_size=2)
    found = data.draw(st.lists(st.builds(Attribution, spans, spans, spans), max_size=4))
    for attribution in resolve(text, found):
        assert attribution.speaker != ""
        assert (attribution.speaker_kind is SpeakerKind.UNNAMED) <= (attribution.speaker is None)
