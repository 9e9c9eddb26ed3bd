"""Verbs that can be cues, by class: what kind of cue each is, and how it takes content.

The kinds of cue are those of PARC 3.0 (S. Pareti, *PARC 3.0: A Corpus of Attribution Relations*,
LREC 2016) and PolNeAR (Newell et al., LREC 2018). The classes are those of B. Levin, *English Verb
Classes and Alternations* (1993), continued in VerbNet 3.4 (K. Kipper Schuler, *VerbNet*, 2005); a
number behind a class is its number there. Each class is listed as far as newspapers use it.
"""

from __future__ import annotations

from enum import Flag, auto

from stance_data.schema import CueKind

__all__ = ["TELLS", "VERB_CLASSES", "Frame"]


class Frame(Flag):
    """Constructions in which a verb takes attributed content."""

    CLAUSE = auto()
    """"say (that) it rains": a clause, with or without "that"."""
    FREE = auto()
    """"say no": whatever follows is content, even where no verb is seen in it."""
    THAT = auto()
    """"point out that it rains": a clause, only behind "that", "whether", "how" and the like."""
    NOUN = auto()
    """"announce an opening": a noun phrase."""
    TO = auto()
    """"vow to leave": an infinitive."""
    HEARER = auto()
    """"tell the crowd that …": who is told stands between cue and content."""
    QUOTE = auto()
    """"smile": only beside a direct quotation."""
    PASSIVE = auto()
    """"is expected to …": the passive without an agent still attributes, to nobody named."""


TELLS = Frame.CLAUSE | Frame.THAT | Frame.QUOTE
"""Any of these: the verb can stand beside a clause or quotation ("…, she explained")."""


_F = Frame
_SPEECH, _BELIEF, _INTENTION = CueKind.SPEECH, CueKind.BELIEF, CueKind.INTENTION
_ATTITUDE, _KNOWLEDGE = CueKind.ATTITUDE, CueKind.KNOWLEDGE

# A verb with a particle or preposition is one entry, joined by "_". A verb may stand in several
# classes: its frames add up, and the first class gives its kind.
VERB_CLASSES: tuple[tuple[CueKind, Frame, str], ...] = (
    # Say (37.7), the verbs that take a bare clause; first those that take hardly anything else.
    (
        _SPEECH,
        _F.CLAUSE | _F.FREE,
        """say add admit allege argue assert claim concede contend insist joke predict quip
        reckon remark opine""",
    ),
    (
        _SPEECH,
        _F.CLAUSE,
        """affirm confess declare maintain note recall reiterate stress suggest swear tweet vow
        warn write acknowledge explain boast complain promise report hint imply lament protest
        rejoin retort conclude emphasize emphasise repeat testify guarantee signal caution
        cry_out post proclaim respond reply answer assure charge state""",
    ),
    # Say (37.7) and transfer of a message (37.1), the verbs that take a clause behind "that".
    (
        _SPEECH,
        _F.THAT,
        """announce articulate comment confirm confide convey counter deny disclose discuss
        divulge elaborate exclaim intimate mention pledge point_out preach propose
        recount relate relay reveal rule_out specify speculate spell_out stipulate telegraph
        theorize underline underscore verify recommend request demand clarify certify
        advocate volunteer rationalize caution_against message demonstrate
        illustrate object make_clear make_it_clear make_known""",
    ),
    # The same classes, the verbs of communication that take a noun phrase.
    (
        _SPEECH,
        _F.NOUN,
        """announce confirm deny reveal propose acknowledge reiterate cite quote mention
        predict demand request emphasize emphasise stress note explain recount
        highlight outline detail declare proclaim pledge promise suggest repeat
        recommend disclose discuss list underscore recall advocate urge claim float tout push
        describe define characterize characterise portray depict question address articulate
        lament bemoan explain warn_of warn_against boast_of boast_about complain_about complain_of
        talk_about speak_about speak_of refer_to allude_to reply_to point_to
        call_for ask_for joke_about comment_on testify_about argue_for argue_against
        allude_to hint_at push_for raise_questions_about touch_on insist_on
        report estimate invoke""",
    ),
    # Told to somebody: tell (37.2), advise (37.9), order (60), beg and urge (58).
    (
        _SPEECH,
        _F.HEARER | _F.THAT,
        "tell remind inform notify advise warn assure promise persuade convince reassure",
    ),
    (
        _SPEECH,
        _F.HEARER | _F.TO,
        """tell urge ask order implore beg instruct advise counsel encourage press challenge
        call_on call_upon appeal_to plead_with exhort direct invite warn beseech lobby
        petition""",
    ),
    (_SPEECH, _F.HEARER | _F.THAT, "ask"),
    (_SPEECH, _F.THAT, "wonder inquire enquire ask query observe rule stipulate"),
    # Judgement (33), and the verbs of blame and praise that newspapers use for it.
    (
        _SPEECH,
        _F.NOUN,
        """criticize criticise praise blast slam condemn denounce decry attack mock ridicule
        dismiss reject defend applaud laud hail commend salute congratulate thank welcome blame
        accuse fault rebuke chide scold castigate chastise lambaste lambast excoriate rip assail
        deride disparage belittle denigrate malign vilify lampoon skewer berate admonish censure
        rail_against lash_out_at hit_back_at fire_back_at push_back_against take_aim_at
        take_issue_with knock ding bash pan trash tear_into hammer pillory savage slate
        endorse repudiate disavow renounce rebut refute dispute protest credit cite
        contradict apologize_for apologise_for insult single_out weigh_in_on compliment""",
    ),
    # Dub (29.3) and appoint, characterize and declare (29.1, 29.2, 29.4).
    (_SPEECH, _F.NOUN, "call label brand dub deem compare liken pronounce cast paint"),
    # Manner of speaking (37.3), instrument of communication (37.4), chitchat (37.6), and what
    # a reporter lets a quotation be done with.
    (
        _SPEECH,
        _F.QUOTE,
        """bark bellow blurt chant chime_in cry croak drawl grumble growl hiss holler
        howl lisp moan mumble murmur mutter purr roar scream screech shout shriek sigh snap snarl
        sneer sob squeal stammer thunder wail whimper whine whisper yell gush enthuse
        email e-mail cable blog message shoot_back fire_back
        continue begin interject interrupt chuckle laugh smile grin nod shrug muse deadpan
        crow gripe grouse fume plead pray sing read intone ask inquire offer put_it
        echo sum_up go_on urge order conclude finish point_out explain agree counter
        elaborate exclaim speak conclude caution comment confide deny announce
        recount scoff wonder rant vent jest concur""",
    ),
    # Conjecture (29.5), consider (29.9), and the verbs of opinion.
    (
        _BELIEF,
        _F.CLAUSE,
        """suspect suppose figure guess assume presume imagine doubt expect bet conclude
        anticipate feel agree theorize calculate surmise""",
    ),
    (_BELIEF, _F.CLAUSE | _F.FREE, "think believe"),
    (_BELIEF, _F.THAT, "hold reason disagree decide determine judge accept dream interpret"),
    (
        _BELIEF,
        _F.NOUN,
        """expect anticipate doubt question envision foresee regard consider view believe_in
        think_about think_of agree_with disagree_with see_as""",
    ),
    # Want (32.1), intend (61.2), promise to act (37.13), refuse.
    (
        _INTENTION,
        _F.TO,
        """want plan intend vow pledge promise threaten hope refuse decline agree offer swear
        seek aim prefer wish propose choose opt resolve mean""",
    ),
    (_INTENTION, _F.NOUN, "want seek desire favor favour prefer"),
    (_INTENTION, _F.CLAUSE, "wish"),
    # Admire (31.2), marvel (31.3), long (32.2).
    (_ATTITUDE, _F.CLAUSE, "hope fear worry regret"),
    (_ATTITUDE, _F.THAT, "marvel resent brag love hate pray"),
    (
        _ATTITUDE,
        _F.NOUN,
        """support oppose back fear admire appreciate deplore despise detest disdain
        dislike distrust dread embrace enjoy envy favor favour hate loathe love mourn
        regret resent respect relish tolerate mistrust worry_about care_about
        hope_for object_to long_for approve_of disapprove_of side_with sympathize_with
        rejoice_in""",
    ),
    (_ATTITUDE, _F.TO, "love hate dare fear"),
    # Discover (84), comprehend (87), see (30.1); what a study or a document does.
    (
        _KNOWLEDGE,
        _F.CLAUSE,
        "know show find realize realise discover learn indicate reveal prove see",
    ),
    (
        _KNOWLEDGE,
        _F.THAT,
        """understand remember forget recognize recognise notice hear read observe
        demonstrate establish ensure document estimate project forecast""",
    ),
    (_KNOWLEDGE, _F.NOUN, "recognize recognise understand estimate forecast indicate show"),
    # Passives with an infinitive ("is expected to leave"), from several of the classes above.
    (_BELIEF, _F.PASSIVE, "expect believe think say consider know see view"),
)
