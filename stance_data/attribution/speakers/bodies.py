"""Names that are no person's: bodies, peoples, places; and the common nouns for bodies.

Compiled by hand: U.S. states with their abbreviations as the Associated Press Stylebook ("state
names") and the U.S. Postal Service write them; countries after the United Nations' list of member
states, those frequent in news; the most populous U.S. cities (2020 census); the rest from the
sources of news articles that reading showed to be missing. All in lower case, without a closing
period.
"""

from __future__ import annotations

from stance_data.attribution.speakers.wordlists import pairs, phrases, table, words

__all__ = [
    "ANY_NAME",
    "BODY_NOUNS",
    "BODY_WORDS",
    "KNOWN_BODIES",
    "MEDIA_NOUNS",
    "MEMBERS",
    "NATIONALITIES",
    "NOT_INITIALS",
    "OPENERS",
    "OUTLETS",
    "PARTISAN",
    "PEOPLES",
    "PLACES",
    "POSSESSIVE_OPENERS",
    "SITES",
    "STATE_ABBREVIATIONS",
    "STATE_BODIES",
    "SUFFIXES",
]

NOT_INITIALS = words(
    """
administration camp campaign cabinet city county court delegation district embassy government
hospital legislature museum office parliament school store team tribe
"""
)
"""Common nouns for bodies that no one calls by initials."""

ANY_NAME = words(
    """
agency business chain charity company corporation firm group network nonprofit organisation
organization outlet retailer startup website
"""
)
"""Common nouns for bodies whose names need not say that they are one."""

MEDIA_NOUNS = words(
    "broadcaster channel company network newspaper organization outlet paper publication station"
)
"""Common nouns for a news outlet."""

OPENERS = words("all every first no now one our right second third")
"""Function words with which the name of a body may begin ("First River Institute")."""

OUTLETS = phrases(
    """
abc news, associated press, bbc news, cbs news, cnn, fox, fox business, fox news, msnbc, nbc news,
new york times, npr, politico, reuters, usa today, wall street journal, washington post
"""
)
"""News outlets, which news puts before a reporter's name."""

SUFFIXES = words("co corp inc ltd")
"""Behind the name of a firm."""

SITES = words(
    """
airport arena avenue beach boulevard building casino highway hotel island mall monument mountain
plaza prison resort river road square stadium street tower towers valley village
"""
)
"""Words that end the name of a place one can stand in."""

STATE_BODIES = phrases(
    """
capitol hill, congress, downing street, e.u, eu, house, kremlin, labour, parliament, pentagon,
scotland yard, senate, supreme court, u.n, un, united nations, vatican, wall street, white house
"""
)
"""Powers of a state or between states: no company, no group."""

PARTISAN = words(
    """
catholic christian conservative democrat democratic evangelical former gop green independent islamic
jewish labour liberal libertarian muslim republican socialist then-president tory
"""
)
"""Of the adjectives below, those that are no country's."""

BODY_NOUNS = table(
    """
administration: administration
agency: administration agency authority bureau department office service state
airline: air airlines airways
alliance: alliance
association: association
authority: authority
bank: bank
board: board
broadcaster: broadcasting news television
bureau: bureau
business:
camp:
campaign: campaign
center: center centre
centre: center centre
chain:
chamber: chamber
channel: channel
charity: foundation fund trust
church: church diocese
city: city
club: club
coalition: alliance coalition
college: college
commission: commission
committee: committee
company: co company corp corporation group holdings inc industries llc ltd motors
corporation: corp corporation inc
council: council
county: county
court: court
delegation: delegation
department: department
district: district
embassy: embassy
federation: federation
firm: associates co company corp corporation group inc llc llp ltd partners
foundation: foundation
fund: fund
government: government
group: alliance association coalition council federation foundation fund group institute league
    society union
hospital: clinic hospital
institute: institute institution
institution: institute institution university
laboratory: laboratory
league: league
legislature: assembly legislature
magazine: magazine review weekly
ministry: ministry
movement: movement
museum: museum
network: broadcasting network news
newspaper: bee chronicle courier gazette globe guardian herald independent journal mail news
    observer post register sentinel star sun telegraph times tribune
nonprofit: center foundation fund institute
office: office
organisation: association federation foundation institute organisation organization society union
organization: association federation foundation institute organisation organization society union
outlet: news
pac: pac
panel: commission committee panel
paper: bee chronicle courier gazette globe guardian herald journal mail news observer post
    register sentinel star sun telegraph times tribune
parliament: parliament
party: party
publication: journal magazine post review times
retailer:
school: school
service: service
society: society
squad:
startup:
station: radio television tv
store: stores
team: team
think_tank: center foundation institute institution
tribe: nation tribe
trust: trust
union: brotherhood federation union workers
university: college university
utility: electric energy gas power utilities water
website:
"""
)
"""Common noun for a body → words in names that tell that the body is one."""

_MORE_WORDS = words(
    """
academy archdiocese army associated bancorp brewery brothers cabinet caucus centers chiefs choir
commons communications conference congress conservancy consortium cooperative corps daily
division enterprises entertainment exchange express faculty farms force forces guard guild
headquarters high homeland house initiative insurance intelligence international investigation
investigations investments journalism labs library local lords media monitor navy orchestra
parish partnership patrol police policy politico press project railway reserve resources
sanctuary security senate services solidarity state-department studio studios syndicate system
systems technologies technology theater theatre today treasury tribunal voters watch works
"""
)
"""Words that end the name of a body but are no kind of it."""

_ALSO_OTHERS = words("")
"""Of the words above, those that end other names as well."""

BODY_WORDS = frozenset(BODY_NOUNS).union(_MORE_WORDS, *BODY_NOUNS.values()) - _ALSO_OTHERS
"""Words of which one at the end of a name, or before "of" and "for", tells that it is a body's."""

KNOWN_BODIES = phrases(
    """
al jazeera, al qaeda, al-qaeda, amazon, amnesty international, ap, apple, bbc,
black lives matter, bloomberg, boeing, breitbart, buzzfeed, cnn, congress,
downing street, drudge report, e.u, eu, exxon, exxon mobil, facebook,
food and drug administration, fox, goldman sachs, google, gop, greenpeace, hamas, hezbollah,
house, house ways and means committee, huffington post, human rights watch,
immigration and customs enforcement, instagram, intel, isis, islamic state, kremlin, labour,
lockheed martin, mcclatchy, medicaid, medicare, microsoft, moody's, morgan stanley,
mothers against drunk driving, msnbc, nasa, nato, netflix, npr, oxfam, parliament, pentagon,
pfizer, planned parenthood, politico, politifact, reuters, scotland yard,
securities and exchange commission, senate, sinn fein, snopes, state, supreme court, taliban, tesla,
the hill, toyota, twitter, u.n, uber, un, unesco, unicef, united nations, vatican, volkswagen,
vox, wall street, walmart, wells fargo, white house, wikileaks, yahoo, youtube
"""
)
"""Bodies whose name does not tell that they are one."""

PEOPLES = words(
    """
afghans african-americans americans asian-americans britons brits buddhists californians canadians
catalans catholics chinese christians communists conservatives cubans danes democrats europeans
evangelicals floridians germans greens hindus hispanics iranians iraqis israelis japanese jews
koreans kurds latinos liberals libertarians mexicans millennials mormons muslims native new
palestinians poles protestants republicans russians saudis scots sikhs socialists swedes syrians
texans tories turks ukrainians yorkers
"""
)
"""Groups of people that have a name."""

NATIONALITIES = words(
    """
afghan african american arab argentine asian australian austrian belgian brazilian british
bulgarian californian canadian catalan catholic chinese christian colombian conservative croatian
cuban czech danish democrat democratic dutch egyptian english ethiopian european evangelical
filipino finnish former french german gop greek green hungarian independent indian indonesian
iranian iraqi irish islamic israeli italian japanese jewish kenyan korean labour latin liberal
libertarian malaysian mexican muslim nigerian north norwegian pakistani palestinian polish
portuguese republican romanian russian saudi scottish serbian socialist south spanish swedish
swiss syrian texan thai then-president tory turkish ukrainian venezuelan vietnamese welsh
"""
)
"""Adjectives that stand before a name or a noun and belong to neither."""

MEMBERS = PEOPLES | words(
    """
citizens doctors employees families farmers fathers lawyers mothers parents patriots physicians
scientists soldiers students taxpayers teachers veterans voters women workers
"""
)
"""Whose body has "for" in its name ("Women for Oregon")."""

POSSESSIVE_OPENERS = words("america children citizens farmers men people soldiers women workers")
"""Possessives that begin the name of a body ("Children's Rights League")."""

PLACES = phrases(
    """
afghanistan, africa, alabama, alaska, albania, albuquerque, algeria, america, ankara, argentina,
arizona, arkansas, armenia, asia, atlanta, austin, australia, austria, azerbaijan, baghdad,
baltimore, bangladesh, bay area, beijing, belarus, belgium, berlin, bolivia, bosnia, boston,
brazil, britain, brooklyn, brussels, bulgaria, cairo, california, canada, capitol hill, catalonia,
chicago, chile, china, cincinnati, cleveland, colombia, colorado, connecticut, crimea, croatia,
cuba, czech republic, d.c, dallas, damascus, delaware, delhi, denmark, denver, detroit,
district of columbia, ecuador, egypt, england, estonia, ethiopia, eu, europe, finland, florida,
france, fresno, gaza, geneva, georgia, germany, great britain, greece, hawaii, hollywood,
hong kong, houston, hungary, iceland, idaho, illinois, india, indiana, indonesia, iowa, iran, iraq,
ireland, israel, istanbul, italy, japan, jerusalem, jordan, kabul, kansas, kazakhstan, kentucky,
kenya, korea, kosovo, las vegas, latin america, latvia, lebanon, libya, lithuania, london,
long island, los angeles, louisiana, madrid, main street, maine, malaysia, manhattan, maryland,
massachusetts, melbourne, memphis, mexico, miami, michigan, middle east, milwaukee, minneapolis,
minnesota, mississippi, missouri, montana, montreal, morocco, moscow, mumbai, myanmar, nashville,
nebraska, netherlands, nevada, new delhi, new hampshire, new jersey, new mexico, new orleans,
new york, new zealand, nigeria, north carolina, north dakota, north korea, northern ireland,
norway, oakland, ohio, oklahoma, ontario, orange county, oregon, orlando, ottawa, pakistan,
palestine, paris, pennsylvania, peru, philadelphia, philippines, phoenix, pittsburgh, poland,
portland, portugal, puerto rico, quebec, queens, rhode island, romania, rome, russia, sacramento,
san antonio, san diego, san francisco, san jose, saudi arabia, scotland, seattle, seoul, serbia,
shanghai, silicon valley, singapore, slovakia, slovenia, somalia, south africa, south carolina,
south dakota, south korea, spain, st. louis, sudan, sweden, switzerland, sydney, syria, taiwan,
tampa, tehran, tel aviv, tennessee, texas, thailand, tokyo, toronto, tucson, tunisia, turkey, u.k,
u.s, u.s.a, uk, ukraine, united kingdom, united states, us, usa, utah, venezuela, vermont, vienna,
vietnam, virginia, wales, wall street, washington, west bank, west virginia, wisconsin, wyoming
"""
)
"""Countries, U.S. states, large cities: before a name, they belong to no person."""

STATE_ABBREVIATIONS = pairs(
    """
al=alabama ala=alabama ariz=arizona ark=arkansas az=arizona ca=california calif=california
colo=colorado conn=connecticut del=delaware fl=florida fla=florida ga=georgia ia=iowa il=illinois
ill=illinois ind=indiana kan=kansas ky=kentucky la=louisiana ma=massachusetts mass=massachusetts
md=maryland me=maine mich=michigan minn=minnesota miss=mississippi mo=missouri mont=montana
n.c=north_carolina n.d=north_dakota n.h=new_hampshire n.j=new_jersey n.m=new_mexico n.y=new_york
nc=north_carolina neb=nebraska nev=nevada nj=new_jersey ny=new_york oh=ohio okla=oklahoma
ore=oregon pa=pennsylvania r.i=rhode_island s.c=south_carolina s.d=south_dakota sc=south_carolina
tenn=tennessee tx=texas va=virginia vt=vermont w.va=west_virginia wash=washington wi=wisconsin
wis=wisconsin wyo=wyoming
"""
)
"""Abbreviated state → its name, for "R-Fla." and "Portland, Ore."."""
