"""What people are called in news: titles, offices, occupations, kin; and sources without a name.

Compiled by hand from the titles of the Associated Press Stylebook (entries "titles", "courtesy
titles", "legislative titles", "military titles"), the major groups of the U.S. Bureau of Labor
Statistics' Standard Occupational Classification (2018), and the sources of news articles that
reading showed to be missing. All in lower case, without a closing period.
"""

from __future__ import annotations

from stance_data.attribution.speakers.wordlists import pairs, table, words

__all__ = [
    "ALSO_NAMES",
    "BROADER_ROLES",
    "COURTESY_TITLES",
    "DOCUMENT_NOUNS",
    "EPITHETS",
    "FEMALE_WORDS",
    "GROUP_NOUNS",
    "KIN",
    "MALE_WORDS",
    "NAME_TITLES",
    "OFFICES",
    "OWN_WORDS",
    "ROLES",
    "SAME_WORDS",
    "TITLE_ABBREVIATIONS",
    "UNNAMED_NOUNS",
]

COURTESY_TITLES = words(
    """
dame dr fr hon lady lord madam messrs miss mme mr mrs ms mx prof rev sir
"""
)
"""Before a family name, and nothing else."""

ALSO_NAMES = words("baker butcher carpenter cook dean gardener hunter")
"""Occupations that are given names too: before one other word they are taken for that."""

NAME_TITLES = words(
    """
brother emperor father king mother pope prince princess queen saint sheikh sister sultan
"""
)
"""Belong to the name of who has no family name: "Pope Francis"."""

TITLE_ABBREVIATIONS = pairs(
    """
adm=admiral asst=assistant atty=attorney capt=captain ceo=chief_executive
cfo=chief_financial_officer cmdr=commander col=colonel coo=chief_operating_officer cpl=corporal
dep=deputy det=detective dr=doctor gen=general gov=governor govs=governor insp=inspector
lt=lieutenant maj=major mp=lawmaker pm=prime_minister pres=president prof=professor
rep=representative reps=representative rev=reverend sen=senator sens=senator sgt=sergeant
supt=superintendent vp=vice_president
"""
)
"""Abbreviated title → the word it stands for."""

ROLES = words(
    """
abbot academic accountant activist actor actress adjutant administrator admiral adviser advisor
advocate agronomist aide alderman ambassador analyst anchor anthropologist apostle archaeologist
archbishop architect artist assemblyman assemblymember assemblywoman assistant associate astronaut
astronomer athlete attorney auditor author baker banker baron baroness barrister bartender
billionaire biographer biologist bishop blogger boss botanist boxer brigadier broadcaster broker
builder businessman businessperson businesswoman butcher cameraman campaigner candidate captain
cardinal carpenter cartoonist chair chairlady chairman chairperson chairs chairwoman chancellor
chaplain chef chemist chief chief-of-staff choreographer citizen clergyman clerk climatologist
clinician co-author co-chair co-chairman co-chairwoman co-director co-founder co-host co-owner coach
cofounder colleague collector colonel columnist comedian comic commander commander-in-chief
commentator commissioner composer comptroller computer-scientist conductor congressman
congressperson congresswoman conservationist conservative consultant contractor contributor
controller cook coordinator corporal correspondent councillor councilman councilmember councilor
councilwoman counsel counselor count countess courtier criminologist critic curator czar dancer
dealer dean defendant defender delegate democrat demographer dentist deputy designer detective
developer dictator diplomat director disciple dissident doctor donor driver drummer duchess duke
ecologist economist editor educator emperor employee employer engineer entertainer entrepreneur
envoy epidemiologist estate-agent evangelist ex-husband ex-president ex-wife examiner executive
expert farmer father filmmaker financier firefighter fisherman foreman founder friar friend frontman
fundraiser gardener general geneticist geographer geologist glaciologist governor graduate grocer
guard guide guitarist head headmaster headmistress heir heiress historian host hostess housekeeper
hunter hydrologist imam immigrant immunologist incumbent industrialist inspector instructor intern
interpreter inventor investigator investor janitor jeweler journalist judge jurist juror justice
keeper king landlady landlord lawmaker lawyer leader lecturer legend legislator liaison liberal
libertarian librarian lieutenant linguist lobbyist lord-mayor magistrate magnate major manager
marine marshal mathematician mayor mechanic mediator medic merchant meteorologist minister
missionary moderator mogul monarch monk musician narrator native naturalist neighbor neighbour
neurologist neuroscientist neurosurgeon nominee notary novelist nun nurse nutritionist oceanographer
officer official ombudsman operative operator opponent organiser organizer ornithologist owner
painter paleontologist paramedic parent partner pastor pathologist patient patriarch patrolman
pediatrician performer pharmacist philanthropist philosopher photographer physician physicist
physiologist pianist pilot plaintiff planner player playwright plumber poet policeman policewoman
politician pollster pope preacher premier presenter president priest prime-minister prince princess
principal printer producer professor programmer promoter prosecutor protester provost psychiatrist
psychologist publicist publisher queen rabbi ranger rapper realtor recruiter rector referee refugee
regent registrar reporter representative republican researcher resident retiree reverend rival
runner sailor salesman saleswoman scholar scientist screenwriter sculptor secretary seismologist
senator sergeant shareholder shepherd sheriff shopkeeper singer skipper socialist socialite
sociologist soldier solicitor songwriter speaker speechwriter spokesman spokesperson spokeswoman
staffer star statistician strategist student sultan superintendent supervisor supporter surgeon
surrogate surveyor survivor tailor teacher technician technologist tenant therapist toxicologist
trader tradesman trainer translator treasurer trustee tutor tycoon undersecretary union-leader vet
veteran veterinarian vicar vice-president victim virologist volcanologist volunteer voter waiter
waitress warden whip whistleblower winemaker winner witness worker wrestler writer zoologist
"""
)
"""Nouns for one person by what they do; before a name they are a title."""

FEMALE_WORDS = words(
    """
actress anchorwoman assemblywoman aunt baroness businesswoman camerawoman chairlady chairwoman
co-chairwoman congresswoman councilwoman countess dame daughter duchess empress ex-wife fiancee
fiancée girl girlfriend granddaughter grandmother headmistress heiress hostess lady landlady
madam miss mme mom mother mrs ms newswoman niece nun policewoman princess queen saleswoman sister
spokeswoman stepdaughter stepmother waitress widow wife woman
"""
)
"""Said of women only."""

MALE_WORDS = words(
    """
alderman anchorman assemblyman baron boy boyfriend brother businessman cameraman chairman
clergyman co-chairman congressman councilman dad duke emperor ex-husband father fiance fiancé
fisherman foreman fr friar grandfather grandson headmaster heir husband king landlord lord man
monk mr nephew newsman patrolman policeman pope priest prince salesman sir son spokesman
stepfather stepson uncle waiter widower
"""
)
"""Said of men only."""

OFFICES = words(
    """
admiral ambassador archbishop bishop chancellor congressman congresswoman councilman councilwoman
general governor judge justice lawmaker mayor minister pope premier president
representative secretary senator sheriff speaker superintendent
"""
) | {"attorney general", "chief justice", "prime minister", "vice president"}
"""What few are called at a time; who is known by one is not called by another."""

KIN = words(
    """
aunt boyfriend brother cousin dad daughter father fiancé fiancée friend girlfriend grandfather
grandmother husband mom mother nephew niece partner sister son uncle widow widower wife
"""
)
"""Whose: "her husband" is named only if the article names him with it."""

BROADER_ROLES = table(
    """
academic: lecturer professor scholar
adviser: advisor aide consultant strategist
advisor: adviser aide consultant strategist
aide: adviser advisor
attorney: counsel lawyer
author: novelist writer
billionaire: businessman magnate mogul tycoon
boss: director manager president
businessman: billionaire entrepreneur magnate mogul tycoon
candidate: contender hopeful nominee
chair: chairman chairwoman
chairman: chair
chairwoman: chair
chief: commissioner director head superintendent
clergyman: bishop pastor priest reverend vicar
congressman: representative
congresswoman: representative
contender: candidate nominee
doctor: pediatrician physician surgeon
executive: chairman chairwoman chief_executive director president
expert: analyst economist professor researcher scientist
head: chairman chairwoman chief director president
hopeful: candidate
journalist: anchor columnist correspondent editor reporter
lawmaker: assemblyman assemblywoman congressman congresswoman delegate legislator representative
    senator
lawyer: attorney barrister counsel solicitor
leader: chairman chairwoman chief founder head premier president speaker
legislator: assemblyman assemblywoman congressman congresswoman lawmaker representative senator
mogul: billionaire businessman
nominee: candidate
officer: captain colonel deputy detective lieutenant major policeman policewoman sergeant
official: administrator commissioner director secretary
minister: pastor reverend
pastor: minister priest reverend
physician: doctor surgeon
politician: congressman congresswoman councilman councilwoman governor lawmaker mayor minister
    representative senator
pontiff: pope
priest: pastor reverend
reporter: correspondent journalist
scholar: historian professor
scientist: biologist chemist climatologist ecologist epidemiologist geologist hydrologist
    physicist virologist
spokesman: spokesperson
spokeswoman: spokesperson
tycoon: billionaire businessman
writer: author columnist journalist novelist
"""
)
"""What a person may be called by again → the roles that the article may have given."""

EPITHETS = words(
    """
actor actress admiral author billionaire businessman businesswoman candidate columnist comedian
contender democrat diplomat entrepreneur executive father front-runner frontrunner general historian
hopeful host journalist lawmaker legend legislator magnate mogul mother musician native neurosurgeon
nominee novelist physician politician pollster professor radioman rapper republican scholar
scientist singer socialist star surgeon tycoon veteran writer
"""
)
"""What news calls somebody again who has just spoken, though it has not said so before."""

SAME_WORDS = pairs(
    """
advisor=adviser american=u.s co-founder=founder cofounder=founder democratic=democrat ex=former
gop=republican us=u.s
"""
)
"""Word in a description → the word that it is compared as."""

UNNAMED_NOUNS = words(
    """
academics advisers advisors aides all allies analysts anybody anyone associates attorneys
authorities biologists both bystanders colleagues commentators correspondents detectives
diplomats doctors economists editors either employees everybody everyone executives experts few
figures five folks forecasters four friends guy guys half historians individual individuals
insiders investigators journalists lawyers leaders lobbyists man many men meteorologists most
neither newspapers nobody none observers officers officials one operatives others outlets people
person physicians politicians pollsters professors prosecutors pundits relatives reporters
representatives researchers scholars scientists several some somebody someone source sources
specialists spectators spokesmen spokespeople staffers strategists surgeons surrogates teachers
three two which witnesses woman women writers
"""
)
"""Heads of sources that the article does not name."""

GROUP_NOUNS = words(
    """
activists adherents advocates backers believers campaigners candidates caucus-goers citizens
coalition communities community conservatives constituents consumers cops councillors critics
crowd customers defenders delegates democrats demonstrators detractors dissidents donors dozens
electorate environmentalists evangelicals families family fans farmers fishermen followers
governors growers homeowners hundreds hunters immigrants investors islanders jurors justices
lawmakers legislators liberals libertarians loyalists mayors members merchants migrants moderates
neighbors neighbours nurses opponents organisers organizers owners parents participants
passengers patients police preservationists progressives proponents protesters protestors public
rebels refugees republicans residents respondents retirees rivals sceptics scouts secessionists
senators seniors settlers shareholders skeptics socialists soldiers staff students supporters
survivors taxpayers tenants thousands troops unions users veterans victims villagers volunteers
voters workers youth youths
"""
)
"""Heads of sources that are several people known by what they share."""

OWN_WORDS = words(
    """
analysis article blog brief column email essay estimate estimates letter memo message note op-ed
post release remarks report response speech statement statements study testimony
tweet tweets
"""
)
"""Of the documents below, those that say what one who is named with "by" or "from" says."""

DOCUMENT_NOUNS = words(
    """
account ad ads advertisement affidavit agreement amendment analysis announcement article articles
audit bill biography blog book brief bulletin cable cables charter complaint constitution
contract data document documents dossier draft editorial email emails essay estimate estimates
evidence figures filing filings film findings forecast headline headlines history indictment
interview invitation law lawsuit leaflet letter letters measure memo memoir memorandum memos
message messages minutes motion newsletter note notes opinion order page paper papers petition
plan platform poll polling polls post posts press proposal questionnaire reading record records
release report reporting reports research resolution results review rule rules ruling rumor
rumors script sign signs slogan speech statement statistics statute stories story studies study
suit summary survey surveys testimony text transcript transcripts treaty tweet tweets video
videos warrant website websites will
"""
)
"""What has words but is nobody."""
