"""Cue words: their forms, their kinds, and what the lists promise."""

from __future__ import annotations

import pytest

from stance_data.attribution.lexicon.entries import (
    Frame,
    adjectives,
    nouns,
    prepositions,
    verb_forms,
    verbs,
)
from stance_data.attribution.lexicon.inflection import Tense, inflect
from stance_data.attribution.lexicon.kinds import cue_kind
from stance_data.schema import CueKind

FORMS = [
    ("say", "say says said saying"),
    ("deny", "deny denies denied denying"),
    ("agree", "agree agrees agreed agreeing"),
    ("argue", "argue argues argued arguing"),
    ("admit", "admit admits admitted admitting"),
    ("quip", "quip quips quipped quipping"),
    ("offer", "offer offers offered offering"),
    ("explain", "explain explains explained explaining"),
    ("go", "go goes went gone going"),
    ("know", "know knows knew known knowing"),
    ("read", "read reads reading"),
    ("be", "be is was been being"),
    ("have", "have has had having"),
]


@pytest.mark.parametrize(("lemma", "forms"), FORMS)
def test_forms(lemma: str, forms: str) -> None:
    assert list(inflect(lemma)) == forms.split()


def test_tenses() -> None:
    assert inflect("write") == {
        "write": Tense.BASE,
        "writes": Tense.PRESENT,
        "wrote": Tense.PAST,
        "written": Tense.PARTICIPLE,
        "writing": Tense.ING,
    }
    assert inflect("put")["put"] is Tense.BASE


KINDS = [
    ("said", "speech"),
    ("says", "speech"),
    ("has long argued", "speech"),
    ("was first reported by", "speech"),
    ("According to", "speech"),
    ("told", "speech"),
    ("wrote in a letter", "speech"),
    ("went on to say", "speech"),
    ("called on", "speech"),
    (":", "speech"),
    ("", "speech"),
    ("believes", "belief"),
    ("doesn’t think", "belief"),
    ("is expected", "belief"),
    ("is convinced", "belief"),
    ("in the opinion of", "belief"),
    ("wants", "intention"),
    ("had planned", "intention"),
    ("is unwilling", "intention"),
    ("expressed fear", "attitude"),
    ("fears", "attitude"),
    ("strongly supports", "attitude"),
    ("is afraid", "attitude"),
    ("knew", "knowledge"),
    ("has found", "knowledge"),
    ("learned", "knowledge"),
    ("'s claim", "speech"),
    ("their belief", "belief"),
    ("frobnicated", "speech"),
    ("frobnicated about", "speech"),
    # Acts for or against.
    ("voted against", "attitude"),
    ("has voted for", "attitude"),
    ("vetoed", "attitude"),
    ("cheered when", "attitude"),
    ("ratcheting up his critique of", "attitude"),
    ("’s been ratcheting up her critique of", "attitude"),
    ("came out against", "attitude"),
    ("took some swipes at", "attitude"),
    ("distanced himself from", "attitude"),
    ("has been critical of", "attitude"),
    ("is tired of", "attitude"),
    ("may be interested in", "attitude"),
    ("are split on", "attitude"),
    ("blocked a request for", "attitude"),
    ("a fierce supporter of", "attitude"),
    ("is against", "attitude"),
    # What is tried, weighed, put off.
    ("put off its vote on", "intention"),
    ("weigh a ban on", "intention"),
    ("is trying to", "intention"),
    ("are mulling", "intention"),
    ("delayed a decision on", "intention"),
    ("is looking for", "intention"),
    ("is intent on", "intention"),
    ("’s efforts", "intention"),
    ("signed", "intention"),
    ("would prohibit", "intention"),
    # How it looks.
    ("seemed", "belief"),
    ("appears", "belief"),
    # An act that only carries what is said.
    ("tried to explain", "speech"),
    ("seemed to suggest", "speech"),
    ("is working to convince", "speech"),
    ("laid out", "speech"),
    ("made the case", "speech"),
    ("delivered", "speech"),
    ("continued:", "speech"),
    ("reaffirmed", "speech"),
    ("vouched for", "speech"),
    ("issued a statement", "speech"),
    ("released a report", "speech"),
]


@pytest.mark.parametrize(("cue", "kind"), KINDS)
def test_cue_kind(cue: str, kind: str) -> None:
    assert cue_kind(cue) is CueKind(kind)


def test_longer_entries_come_first() -> None:
    for lemma, entries in verbs().items():
        lengths = [len(entry.words) for entry in entries]
        assert lengths == sorted(lengths, reverse=True), lemma


def test_every_entry_has_a_form_and_a_construction() -> None:
    readings = {lemma for forms in verb_forms().values() for lemma, _ in forms}
    assert readings == set(verbs())
    assert all(entry.frames for entries in verbs().values() for entry in entries)


def test_constructions() -> None:
    frames = {entry.words: entry.frames for entries in verbs().values() for entry in entries}
    assert Frame.CLAUSE in frames["say",]
    assert Frame.HEARER in frames["tell",]
    assert frames["chant",] == Frame.QUOTE
    assert Frame.NOUN in frames["criticize",]
    assert Frame.CLAUSE not in frames["criticize",]
    assert Frame.TO in frames["vow",]
    assert Frame.THAT in frames["point", "out"]


def test_plurals_of_nouns() -> None:
    assert {"claim", "claims", "testimony", "testimonies", "speech", "speeches"} <= set(nouns())


def test_lists_are_in_lower_case_and_apart() -> None:
    for words in (nouns(), adjectives(), prepositions()):
        assert all(word == word.lower() for word in words)
    assert not set(nouns()) & set(adjectives())
