"""Words of argument by what they do to a stance: named lists, written for this package.

The classes follow the literature on claim stance: what a claim says of its target is the product
of the sentiment of its words, the verbs that turn sentiment round and negation (Bar-Haim et al.
2017, "Stance Classification of Context-Dependent Claims"; Choi and Wiebe 2014, "+/-EffectWordNet";
Somasundaran and Wiebe 2010 on words of arguing). The words themselves are our own choice, of
general English and its public debates; none is learned from a corpus. A word stands for its whole
family (`stem`).
"""

from __future__ import annotations

import functools

__all__ = ["FUNCTION_WORDS", "WORDS", "classes_of_stems"]

# Words of a target that say nothing of what it is about; "this house believes that" is how
# parliamentary debate begins its motions.
_FUNCTION_WORDS = """
    a an the of in on at to for from by with as and or if is are was were be been being am do
    does did has have had will would should must can could may might this that these those it
    its there here than then so such very more most into about over under between all any each
    house believes i we you he she they them our your their his her not no
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())

WORDS: dict[str, str] = {
    # What is good or does good.
    "good": """
        good better best great right fair just equal free freedom liberty safe safety secure
        security benefit beneficial advantage useful help helpful healthy health peace peaceful
        prosperity prosperous wealth success successful effective efficient fruitful valuable value
        worth worthy excellent positive progress happy happiness joy love hope honest truth true
        trust moral ethical justice justified legitimate lawful democratic democracy dignity respect
        opportunity affordable cheap clean sustainable stable stability strong strength wise smart
        sensible reasonable rational necessary vital essential crucial important proper appropriate
        desirable deserve merit innovation innovative creative brilliant amazing awesome wonderful
        beautiful proud pride hero brave courage courageous kind generous care caring protect
        protection save rescue cure heal solve solution win winner thank thanks bless blessed
        celebrate enjoy accountable transparent transparency responsible independence independent
        empower enrich educate educated tolerant tolerance diverse diversity harmony cooperation
        humane natural popular reliable robust viable feasible profitable productive genius leader
        compassion wisdom reward convenient flexible legal relief qualified capable competent
        integrity civil inspire inspiring superior perfect glad favorite grateful
    """,
    # What is bad or does harm.
    "bad": """
        bad worse worst wrong evil unfair unjust unequal inequality danger dangerous unsafe risk
        risky threat threaten harm harmful hurt damage destroy destruction destructive ruin wreck
        kill killer murder die death dead deadly suffer suffering pain painful cruel cruelty abuse
        abusive violence violent war terror terrorist terrorism crime criminal corrupt corruption
        fraud fraudulent cheat lie liar lying false fake hoax myth mislead misleading
        deception hypocrisy hypocrite propaganda steal theft thief rob greed greedy poverty poor
        debt expensive costly cost waste wasteful burden fail failure useless pointless worthless
        ineffective inefficient counterproductive disaster disastrous catastrophe catastrophic
        crisis tragic tragedy terrible horrible awful dreadful disgusting disgrace shame shameful
        stupid idiot idiotic dumb fool foolish ignorant ignorance insane crazy mad ridiculous absurd
        nonsense joke hate hatred racist racism sexist sexism bigot bigotry discriminate
        discrimination discriminatory oppress oppression oppressive tyranny tyrant dictator
        dictatorship fascist slavery slave exploit exploitation violate violation illegal unlawful
        unconstitutional immoral unethical sin guilty blame fault flaw flawed problem problematic
        trouble worry worried fear afraid scare scary panic anger angry outrage sad sorry regret
        loss lose loser weak weakness unstable instability chaos conflict tension collapse decline
        sick sickness disease illness toxic poison pollute pollution dirty addict addiction
        addictive obese obesity depress depression stress anxiety victim trauma unhealthy unnatural
        unnecessary unreasonable irresponsible incompetent unqualified unfit unpopular unrealistic
        impossible infeasible difficult hardship barrier obstacle injustice inhumane barbaric
        arbitrary invade invasion intrusive infringe undermine jeopardize endanger erode distort
        bias biased exclude stigma segregate isolate alienate humiliate crook scam scandal coward
        traitor treason bully clown moron pathetic nasty creepy senile disrespect unemployment
        bankrupt shortage overcrowded deteriorate worsen aggravate exacerbate
    """,
    # To be for something: to want it, back it, bring it about.
    "support": """
        support supporter favor favour back endorse approve approval agree advocate advocacy
        promote defend champion uphold embrace welcome accept adopt encourage recommend praise
        applaud allow permit legalize legalise grant enable ensure guarantee preserve maintain keep
        retain protect strengthen expand extend introduce implement create build establish fund
        subsidize invest provide give want need must vote elect join yes
    """,
    # To be against something: to fight it, stop it, take it away.
    "oppose": """
        oppose opposition opponent object objection against anti reject rejection refuse
        deny denial disagree disapprove condemn criticize criticise criticism denounce
        protest fight combat resist boycott ban prohibit prohibition forbid forbidden outlaw
        criminalize abolish abolition end stop halt cease quit repeal revoke remove
        eliminate eradicate scrap withdraw withdrawal cancel abandon dismantle replace block
        veto limit restrict restriction curb censor censorship punish impeach resign illegal
        unacceptable intolerable never no oust cut defund
    """,
    # To make more of what follows.
    "more": """
        increase raise rise grow growth improve improvement enhance boost strengthen expand
        advance further foster facilitate promote encourage contribute cause create lead produce
        generate result bring enable stimulate spur accelerate spread add more gain
    """,
    # To make less of what follows: it turns the sentiment of its object round.
    "less": """
        reduce reduction decrease lower lessen diminish decline prevent prevention avoid avert stop
        end eliminate remove limit hinder hamper impede inhibit undermine weaken erode deter
        discourage deprive lack without fail minimize mitigate alleviate ease relieve curb less few
        free cut deny threaten restrict block combat fight
    """,
    # Negation.
    "negation": """
        not no never none nobody nothing neither nor nowhere cannot without hardly scarcely barely
        n't dont doesnt didnt isnt arent wasnt werent wont wouldnt cant couldnt shouldnt aint hasnt
        havent
    """,
    # Contrast and concession: what follows is often the point.
    "contrast": """
        but however although though yet despite nevertheless nonetheless whereas while instead
        rather unless except still conversely otherwise contrary
    """,
    # Ought and may.
    "ought": "should must ought need have shall let supposed required require",
    "may": "may might could would possibly perhaps maybe likely unlikely probably can seem appear",
    # Certainty, and doubt that is a stance of its own.
    "certain": """
        clearly obviously certainly definitely always absolutely undoubtedly surely indeed fact
        prove proof evidence show shown simply totally completely truly really
    """,
    "doubt": """
        doubt uncertain unclear unproven question questionable dubious debate debatable skeptical
        sceptical skeptic claim alleged allegedly supposedly controversial whether unsure
    """,
    # Persons.
    "we": "we us our ours i me my mine",
    "they": "they them their theirs he him his she her hers",
    "you": "you your yours u ur",
    # Reasoning and reporting.
    "reason": "because since therefore thus hence so reason consequently due means why",
    "report": """
        say said report reported according study research survey percent announce published data
        scientist expert researcher government official company statement spokesman
    """,
}
"""Class of words → words, apart by white space."""


@functools.cache
def classes_of_stems() -> dict[str, tuple[str, ...]]:
    """Return every stem with the classes it belongs to.

    Examples
    --------
    >>> classes = classes_of_stems()
    >>> classes["ban"], classes["curb"]
    (('oppose',), ('oppose', 'less'))
    """
    from stance_data.models._words import stem

    found: dict[str, tuple[str, ...]] = {}
    for name, words in WORDS.items():
        for word in sorted({stem(word) for word in words.split()}):
            found[word] = (*found.get(word, ()), name)
    return found
