"""Verbs, nouns and adjectives that take a side or pursue an end, and say nothing.

They are no cues of the attributor's own lexicon, but a learned attributor finds them: "voted
against the bill", "put off its vote on the dam". The classes of verbs are those of VerbNet 3.4
(K. Kipper Schuler, *VerbNet*, 2005), a number behind a class is its number there; listed are the
members, and verbs with particles of the same sense, that stand as cues in the train articles of
PolNeAR (Newell et al., LREC 2018).
"""

from __future__ import annotations

from stance_data.schema import CueKind

__all__ = ["ACTS", "ACT_ADJECTIVES", "ACT_NOUNS", "CARRIED"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# A verb with a particle or preposition is one entry, joined by "_".
ACTS: tuple[tuple[CueKind, str], ...] = (
    # Acts for or against: vote, rally (36), forbid (64), banish, contend in court, cheer and boo.
    (
        CueKind.ATTITUDE,
        """vote_for vote_against vote veto block boo cheer heckle jeer sue ban boycott rally march
        picket strike_down overturn uphold stand_by stand_with stand_behind stand_against side
        stick_with distance balk brush_off shun snub spurn rebuff ignore eschew shy_away punish
        celebrate come_out_against come_out_for come_out_in ratchet_up go_after swing_at
        campaign_for campaign_against fight resist champion target back_away turn_against turn_on
        split unite anger rattle mind trust_in""",
    ),
    # Try (61.1), and what is done to get there: delay, weigh, prepare, pursue (35), need (32.1).
    (
        CueKind.INTENTION,
        """try attempt strive struggle work vie prepare gear_up set_out look_for look_to
        look_forward mull weigh consider contemplate ponder put_off delay postpone shelve table
        hold_off move_to move_ahead move_forward rush ready count_on rely_on need pursue
        push_ahead bid contend_for run_for""",
    ),
    # Acts of office that something shall be or not: appoint (29.1), allow (64), require (103).
    (
        CueKind.INTENTION,
        """sign co-sponsor cosponsor pass enact adopt impose authorize authorise approve nominate
        appoint allow permit require prohibit restrict forbid suspend withdraw file""",
    ),
    # Seem (109): how something looks to who does not say so.
    (CueKind.BELIEF, "seem appear look_like sound_like look sound"),
    # The same words with a particle that makes them speech.
    (CueKind.SPEECH, "sound_off weigh_in"),
)

# Only carry another verb behind them, which says the kind ("tried to explain").
CARRIED = _words(
    """try attempt strive struggle work seem appear look sound need allow prepare rush move_to
    look_to set_out"""
)

ACT_NOUNS: dict[CueKind, str] = {
    CueKind.ATTITUDE: """backer champion critic critique disdain distaste enthusiasm faith favorite
        favourite foe opponent passion preference proponent swipe shot supporter sympathy""",
    CueKind.INTENTION: "attempt bid effort interest refusal reluctance strategy willingness",
}

ACT_ADJECTIVES: dict[CueKind, str] = {
    CueKind.ATTITUDE: """angered appreciative averse critical disgusted dissatisfied divided
        enthusiastic excited horrified hostile interested satisfied scared split supportive
        sympathetic tired unhappy upbeat uncomfortable comfortable wary weary""",
    CueKind.INTENTION: "intent prepared set",
}
