"""Site furniture line by line, and prose that only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance_data.articles import boilerplate
from stance_data.text import paragraphs

PROSE = "The council met. It was a long night, and nobody agreed on anything at all, they said."

FURNITURE = [
    "Advertisement",
    "Story continues below advertisement",
    "___",
    "Read more: Ferry line to close, mayor says",
    "RELATED: ‘We lost it all,’ says ferry captain",
    "Related story: Bees return, keepers say",
    "Read more",
    "Watch: Captain says farewell",
    "WATCH | Captain says farewell",
    "Photos: The last crossing",
    "Click here to see what the mayor said",
    "Video player is loading.",
    "Watch the video above",
    "Listen to this article",
    "Share this story",
    "Share on Facebook",
    "WhatsApp",
    "Copy link",
    "Sign up for our newsletter",
    "Get the latest news from the harbour in your inbox",
    "Follow us on Facebook and Twitter for more",
    "Follow Ann Oduya on Twitter",
    "Download our free app for alerts",
    "By signing up you agree to our terms, which say what we may do",
    "We use cookies to make this site better",
    "Updated March 4, 2021 9:40 a.m. EST",
    "March 4, 2021 at 9:40 p.m.",
    "Thu 4 Mar 2021 09.40 GMT",
    "5 min read",
    "Tags: ferry, harbour",
    "By Ann Oduya",
    "By ANN ODUYA and BO LI",
    "By Ann Oduya, The Associated Press",
    "By Ann Oduya | Harbour Post",
    "Ann Oduya, Staff Writer",
    "Photo by Sam Reed",
    "Photo: Sam Reed/Harbour Post",
    "(Photo: Sam Reed)",
    "Image source, Getty Images",
    "Image caption, The captain says he will not go",
    "Ann Oduya says the pier is old. (Sam Reed/Alder Courier)",
    "Ann Oduya says the pier is old. (AP Photo/Sam Reed, File)",
    "Ann Oduya says the pier is old. Photograph: Sam Reed",
    "Ann Oduya says the pier is old. Sam Reed/Getty Images",
    "FILE - The captain, who says he will not go, stands on the pier on May 2, 2018.",
    "Editor’s note: An earlier version said that the line would close in May.",
    "Correction: The captain said June, not July.",
    "This story was updated after the mayor said that she would vote.",
    "Associated Press writer Al Voss contributed to this report from the islands.",
    "Reporting by Al Voss; Editing by Jo Marsh",
    "Contact Ann Oduya at ann@post.example",
    "Al Voss can be reached at 555-0134.",
    "© 2020 The Post",
    "Copyright 2020 The Post. All rights reserved. This material may not be published, broadcast, "
    "rewritten or redistributed without what the owner calls permission in writing beforehand.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture(line: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{PROSE}"
    assert [text[s:e] for s, e in boilerplate(text)] == [line]


NOT_FURNITURE = [
    "By noon the rain had stopped.",
    "By Monday Ann Oduya had changed her mind.",
    "“Read more,” she said.",
    "“Subscribe to nothing!” he said.",
    "Share prices fell on Monday, brokers said.",
    "Share this view? Many do, Oduya said.",
    "Save the ferry, they said.",
    "Print sales fell, the publisher said.",
    "Watch out for the rails, the driver told us.",
    "Photo: “I never saw it,” said Oduya, who took the only picture of the crash that night and "
    "who sold it to three papers, though she says that she wishes that she had lost the camera.",
    "Photographs of the pier show cracks, Oduya said.",
    "Image is everything, the mayor said.",
    "Related claims were thrown out, the judge said.",
    "Follow the money, Oduya said.",
    "Follow Oduya on her rounds and you hear it: “Stay.”",
    "Contact with the island was lost, officials said.",
    "Updated rules will help, Oduya said.",
    "Published figures show a fall, according to the council.",
    "More than half of them said no.",
    "More: that is what they want, Oduya says, and more of it every single year until the harbour "
    "is closed and the last of the boats has been sold for scrap.",
    "Correction officers said the gate was open.",
    "Copyright law is too old, Oduya said.",
    "Register offices will close, the council said.",
    "Sources said (and nobody denied) it.",
    "The line will close, the council said. (Reuters)",
    "He wrote to her on Monday via the council.",
    "She said she reads The Post/Courier.",
    "PORT ALDER (HP) -- The line will close, the council said.",
    "Get the latest figures wrong, he said, and you lose.",
    "Contact Oduya at once, the mayor said.",
    "April 4 was the date they gave.",
    "Facebook said it would appeal.",
    "EXCLUSIVE: The line will close, the council says",
    "Oduya leads Moss in the race for mayor, a poll says. [Post, Courier/HNN]",
    "They said they would pay (and/or go).",
    "Oduya asked for it herself (she/her).",
    "Twitter users said no.",
]


@pytest.mark.parametrize("line", NOT_FURNITURE)
def test_prose_that_looks_like_furniture(line: str) -> None:
    assert boilerplate(f"{PROSE}\n\n{line}\n\n{PROSE}") == []


PAGES = [
    # Where the last paragraphs are the site's: how many paragraphs of the text are left.
    (f"{PROSE}\n\n{PROSE}\n\nUp Next:\n\n• Popular\n\n• Recent", 2),
    (f"{PROSE}\n\n{PROSE}\n\nMost Popular\n{PROSE * 3}", 2),
    (f"{PROSE}\n\n{PROSE}\n\nMost read in Business\n\nRates to rise, bank says", 2),
    (f"{PROSE}\n\n{PROSE}\n\nRelated Topics\n\nLibraries", 2),
    (f"{PROSE}\n\n{PROSE}\n\nComments\n\n{PROSE * 3}", 4),
    (f"{PROSE}\n\n{PROSE}\n\nAbout the author\n\n{PROSE * 3}", 2),
    (f"Up Next:\n\n{PROSE}", 2),
    # Lists of other stories in the middle.
    (f"{PROSE}\n\nRelated stories\n\nBridge to reopen, mayor says\n\nA storm\n\n{PROSE * 3}", 2),
    (f"{PROSE}\n\nRead more:\n\nBridge to reopen, mayor says\n\n{PROSE}\n\n{PROSE}", 3),
    (f"{PROSE}\n\nMore on ferries\n\n{PROSE}\n\n{PROSE * 3}", 4),
]


@pytest.mark.parametrize(("text", "left"), PAGES)
def test_parts_of_a_page(text: str, left: int) -> None:
    assert len(paragraphs(text)) - len(boilerplate(text)) == left


@given(st.lists(st.sampled_from([*FURNITURE, *NOT_FURNITURE, "Up Next", "“", "", "Related"])))
def test_boilerplate_is_whole_paragraphs_in_order(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    found = boilerplate(text)
    assert found == [span for span in paragraphs(text) if span in set(found)]
