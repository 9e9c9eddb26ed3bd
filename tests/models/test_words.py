"""Tokens, stems, the reach of negation, polarity: tables of a text and what is read in it."""

import pytest

from stance_data.models._lexicon import WORDS, classes_of_stems
from stance_data.models._readings import read
from stance_data.models._words import negated, sentence_numbers, stem, tokens

TOKENS = {
    "": [],
    "  \n": [],
    "It's OK": ["it's", "ok"],
    "Don’t!": ["don't", "!"],
    "#Ferry @mayor": ["#ferry", "@mayor"],
    "see http://a.b/c?d=e now": ["see", "http", "now"],
    "# @ 🙂": ["#", "@", "🙂"],
    "нет はい": ["нет", "はい"],
}


@pytest.mark.parametrize("text", TOKENS)
def test_tokens(text: str) -> None:
    assert tokens(text) == TOKENS[text]


@pytest.mark.parametrize(
    "family",
    [
        ("ban", "bans", "banned", "banning", "#ban"),
        ("support", "supports", "supported", "supporting", "supporter", "supporters"),
        ("ferry", "ferries"),
        ("harm", "harmful", "harms", "harmed"),
        ("independent", "independence"),
    ],
)
def test_a_family_has_one_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize("word", ["#", "@", "##", "s", "es", "ing", "🙂", "'s"])
def test_a_stem_is_never_empty(word: str) -> None:
    assert stem(word)


# Text → the words that a negation reaches.
NEGATED = {
    "a good plan": "",
    "not a good plan": "a good plan",
    "not a good plan, but cheap": "a good plan",
    "I don't want it. It is dear": "want it",
    "never one two three four five six seven": "one two three four five six",
    "it is not that we do not want it": "that we do not",
    "good, not bad": "bad",
    "no": "",
}


@pytest.mark.parametrize("text", NEGATED)
def test_reach_of_negation(text: str) -> None:
    words = tokens(text)
    reached = [word for word, turned in zip(words, negated(words), strict=True) if turned]
    assert " ".join(reached) == NEGATED[text]


def test_sentences() -> None:
    assert sentence_numbers(tokens("Yes?! We can. OK")) == [0, 0, 0, 1, 1, 1, 2]


# Text → sum of the polarity of its words.
POLARITY = {
    "a safe ferry": 1,
    "a ferry that is not safe": -1,
    "it would ruin us": -1,
    "it will reduce poverty": 1,
    "it will not reduce poverty": -1,
    "it stands by the river": 0,
    "": 0,
}


@pytest.mark.parametrize("text", POLARITY)
def test_polarity(text: str) -> None:
    words = [p for p, s in zip(read(text).polarity, read(text).stems, strict=True) if s != "reduc"]
    assert sum(words) == POLARITY[text]


# Target → what it asks for: 1 that something be, −1 that it go.
DIRECTIONS = {
    "This house would ban guns": -1,
    "Abolish the tax": -1,
    "The state should support the poor": 0,
    "We should build a ferry": 1,
    "Legalise it and protect it": 1,
    "Atheism": 0,
    "": 0,
}


@pytest.mark.parametrize("target", DIRECTIONS)
def test_direction(target: str) -> None:
    assert read(target).direction == DIRECTIONS[target]


def test_no_word_is_for_and_against() -> None:
    for found, classes in classes_of_stems().items():
        assert not {"good", "bad"} <= set(classes), found
        assert not {"support", "oppose"} <= set(classes), found


def test_words_are_listed_once_in_a_class() -> None:
    for name, words in WORDS.items():
        listed = words.split()
        assert sorted(set(listed)) == sorted(listed), name
