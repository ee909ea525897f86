"""Tell ordinary words, of which titles are made, from names, which bylines begin with.

A word is ordinary if the page itself writes it in lower case anywhere, or if it is in the list
below. Only used where line breaks were lost; the list is general knowledge gathered for this.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORDS = """
abandon abandoned abducted abduction abolish abolition about above abroad absence abuse abused abuser abuses abusive
academics accept access accident accomplice accord account accused ache acknowledge acquit acquitted across act action
actions active activist activists acts actual addict admit adopt adopted adoption adrift adult adults advance advice
advocacy advocates affect affected affidavit afford afraid after aftermath again against age aged agency agenda agent
agents aggravated agree agreement agriculture aid aids aim aims air airport alarm alcohol alert alive all allegations
allege alleged allegedly alley allies allocate allow almost alone along already also alternative always amend amended
amendment amid among amount amputee analysts ancestral ancient anger angry anguish animal anniversary announce annual
annul anonymous another answer answers anti any anyone apart apartheid apology apparel appeal appeals appear applaud
apprehend apprehended apprentices apprenticeship approach approve approves area areas argue arm armed armour army
around arraign arraigned arrears arrest arrested arrests arrive arson art as ashamed ashes ask asked asks assassin
assault assert assess assessment assign assist astray asylum at ate atrocities atrocity attack attacked attacks
attempt attempts attention auction audit aunt authorities authority available avenue average avoid await awaits awake
awaken award aware awareness away axe
babies baby back backfire backlash backlog bad bail bait bakery balance balcony ballot bamboo ban band bandit bangle
banish bank banned banner bans bar bargain barge barn barracks barred barren bars base based basement basic basis
basket bath baton battle battles bazaar be beach bead bear beat beaten beating beatings beauty became become becomes
bed bedroom been before beg began beggar beggars begging begin begins begun behind being belief believe below bench
beneath benefit benefits bent best betrayal betrayed better between beware beyond bicycle bid bidder bids big bill
billion bin birth biscuit bit bite bitten bitter black blackmail blame blamed blames blanket blast blaze bleak bled
bleed bless blew blind blindfold blindfolded block blood bloodshed bloom blow blown blue blunder board boast boat
boats bodies body bogus boil boiling bolt bomb bond bondage bonded bone book books boom boost boot booth bootleg
bordello border borders bore born borne borrow borrower boss bosses both bottle bottom bought bound bowl box boy
boycott boys bracelet brain brand brass brave brazen breach bread break breakfast breaking breaks breakthrough breast
breathe bred breed breeze brew bribe bribery bribes brick bride brides brief briefing bright brighten bring brings
brink broadcast broaden broke broken broker brokers broom brothel brothels brother brought bruise bruised brush brutal
brutality bucket budget bug build building built bulldoze bulldozed bulldozer bullet bully bundled bunk burden
bureaucracy bureaucrat burial buried burn burned burnt burst bury bus business businesses busload bust busted busts
busy but butter button buy buyer buyers buying buys by
cabaret cabin cabinet cable cafe cafes cage cake calf call called calls calm came camel camels camera camp campaign
campaigns camps can canal cancel cancelled candle candy cane cannery canteen cap capital captive captivity captors
captured car carcass card cardboard care career caregiver careless cargo carnival carpet carried carries carry cartels
carve case cases cash cashew cast castaway caste casual catch cattle catwalk caught cause caused causes caution cease
ceasefire celebrate celebrity cell cellar cells cement cemetery census central century certain chain chains challenge
challenges chance change changes changing chaos chapter charcoal charge charged charges charity charter chase chatroom
chauffeur cheap cheat cheated cheating check checkpoint cheer chef chemical chew chicken chief child childhood
children chill chilling chimney chocolate choice choose chore chose chosen chronic church churn chutes cigarette
circle circus cite cities citizens city civil civilian civilians claim claims clamp clampdown clandestine clash
clashes class classroom clay clean clear clergy cleric clerk click clients cliff climate climb cling clinic close
closed closes closet cloth clothes cloud clout club clue coach coal coast coastguard coax cobbler cocaine cocoa
coconut coerced coercion coffee coffin coin cold collapse collar collect colonel colonial combat combating come comes
comfort comic coming comment commercial commit committed common communities community commuter commuters companies
company compel compensation compete complain complaint complaints complete complicit complicity comply compound
compulsory comrade conceal concealed conceals concede concern concerned concerns concert concrete condemn condemned
condemns condition conditions conduct conference confess confession confessions confide confine confined confinement
confirm confiscated conflict conflicts confront conned conquer conscience conscript conscription consensus
consequences consignment console conspiracy construct construction consul consulate consume consumer contact container
continue continues contraband contract contracts control convene convent convict convicted conviction convictions
convince convoy cooperate cooperation cop cope copper cops cordon corn corner corporal corpse corridor corridors
corrupt corruption cost costs cottage cotton couch cough could count counter countries country county couple courage
course court courtroom courts cousin cover covert coverup cow coward crack crackdown cracks cradle cram crawl crazy
create credit creep crept crew crews crib cried crime crimes criminal criminalise criminalize criminals cripple crises
crisis critical criticism criticized criticizes crop cropper cross crossing crossroads crowd crowded cruel cruelty
crumble crush cry cuff cultural culture cup curb cure curfew current curse curtain cushion custody custom customer
customers customs cut cuts cutters cyanide cyber cycle
dagger daily dairy damage damned damp dance dancer dancers danger dangerous dangers dare dark darken darling dash data
database dated daughter daughters dawn day days dazed dead deadline deadlock deadly deaf deal dealing deals dealt
death deaths debate debt debts decade decades decay deceit deceived decent deception decide decision deck declare
decline decree decry dedicate deed deep deepen defeat defect defector defectors defence defend defendant defended
defenders defense defiant defy delay delays delegates delicate delight deliver deluge demand demands demise democracy
demolish demolished demolition denial denied denies denounce denounced dental deny depart depend depict deplore deploy
deployed deport deportation deported deportee depot depressed deprived depth desert deserve designate desk desperate
desperation despite destination destitute destroy destroyed detail details detain detained detainee detainees detect
detention deter determined deterrent devastated develop developing development devil dialogue diamond diary diaspora
dice dictate dictator did die died dies diet difference different difficult dig digger dignified dignity dilemma dine
dinner dip diplomat diplomats dire dirt dirty disabled disappear disappearance disappearances disappeared disarm
disaster disasters disburse discard discharge disciplined disclosed discover discovered discrimination discuss disease
disgrace disguise dish disillusioned dismantled dismay dismiss disorder displaced displacement disposable dispute
dissident distant distress district ditch dive divide divorce do dock doctor doctors documentary documents dodge does
dog dogged doing doll dollar dollars domestic donate done donor donors door doorstep dormitory dose double doubt down
downtown downturn dowry doze dozen dozens draft drag dragnet drain drama drank draw drawn dread dream dreams dreamt
dress drew drift drill drink drive driven driver drivers drop dropout drought drove drowned drug drugged drugs drunk
dual due dug dull dump dumped duped during dusk dust dusty duty dwell dweller dwindle dying
each eager ear early earmark earn earring earth earthquake ease eases east eastern easy eat eaten echo eclipse
economic economies economy edge edict educate education effect effective effects effort efforts eight either elder
elderly elect election elections electric elephant elite elsewhere elusive embargo embrace embraces embroider emerald
emerge emergency emerging emigrants emigration emotional employees employer employers employment empties empty enact
encourage end endanger ended ending ends endure enemy enforce enforcement engage enlist enough enroll enslaved ensnare
ensure enter entertainers entice entire entitled entrapped entry envelope environment envoy epidemic equal equality
equip era eradicate erase erode error erupt escape escaped escapes escort especially essential estate esteem estimate
eternal ethnic evacuate evacuee evade even evening event ever every everyone evict evicted eviction evidence evil ex
exam examine example exceed excuse execute execution executions exempt exhausted exhume exile exist exodus exotic
expand expatriate expect expel expelled expense expensive experience expert experts explain explode exploit
exploitation exploited exploiting explore export expose exposed exposes extent extort extortion extra extradite
extradited extradition extreme extremists eye eyes
fabric face faces facing fact factor factories factors factory facts fade fail failed failing fails failure faint fair
faith fake fall fallen falling fallout falls false falter fame families family famine fan far fare farm farmer farmers
farming farms fashion fast fasten fat fatal fate father fatherless fathers fault favor favour fear fearless fears
feast feather fed federal fee feed feel fell felt female fence ferried ferry fertile fetch fetus feud feudal fever few
fiction field fields fierce fig fight fighting fights figure figures file fill film filth final finally find finding
findings finds fine finger fingerprint finish fire fired firewood first fish fisheries fishermen fishery fishing fist
fit five fix flag flame flare flatter flavor flaw flawed fled flee fleeing flees flesh flew flight float flock flog
flogged flogging flood floods floor flounder flourish flourishing flow flown fly focus foe foil foiled fold folk
follow food fool footprint for forbid forbidden force forced forces foreign foreigners foreman forest foretold forgave
forge forgery forget forgive forgiven forgotten forlorn form former forms formula forsook fortune forward foster
fought foul found foundling foundlings four fourth fragile fragment frail frame fraud fraudulent free freed freedom
freedoms frees freeze freight fresh friend friends frighten fringe frog from front frontier frontline frown froze
frozen fruit frustrate fuel fuels fugitive fugitives fulfil full fund funding funds funeral furnace furnish furniture
furor further fury future
gaffe gain gallows gamble game gang gangs gap garbage garment gas gasp gate gather gathering gave gaze gender general
generation gentle gesture get gets getting ghost gift girl girlfriend girls give given gives giving glance glare
glimmer glimpse global gloom glory glove glue glut go goal goat goes going gold golden gone good goodbye goods
goodwill gossip got government governments gown grab graduate graft grain grandfather grandmother granny grape grasp
grass grave gravel great greed greedy green greet grew grief grill grim grind grip groan grooming grope ground group
groups grow growing grown growth guard guards guerrilla guess guest guide guilt guilty guitar gulag gullible gun
gunman gunmen gunpoint guns gust gut gypsy
habit had hail hails hair half halt hammer hand handbook handcuff handcuffed handed handicap handicraft handlers
handout hands hang hapless happen happy harassment harbor harbour hard harden hardship harm harmful harrowing harsh
harvest has haste hasten hat hate haul haunted haunts have haven hawker he head headmaster headquarters heads heal
health heap hear hearing heart heartbreak hearth heat heaven hedge heel heinous heir held hell help helped helping
helpless helpline helps herd here heroes heroin hesitate hewn hid hidden hide hideout high highlight highlights
highway hijack hijacked hike hint hinterland hip hire hired history hit hits hoax hobby hold holds hole hollow holy
home homecoming homeland homeless homelessness homes homestead homework honest honor honour hood hook hooked hooker
hope hopes horizon horror horrors horse hospital host hostage hostel hot hotel hotels hotline hour hours house
household households housekeeper housemaid housemaids houses housing how hub huge human humanitarian humans humble
humiliate humiliated humiliation hundred hundreds hunger hungry hunt hurdle hurry hurt husband hut hymn hypocrisy
ice idea identified identify identity idle if ignite ignorance ignore ignored ill illegal illegally illegals illicit
illiterate illness imagine imitate immigrant immigrants immigration immune immunity impact impasse implement import
impose impossible impoverished imprison imprisoned imprisonment improve improved improving impunity in inability
inaction inadequate inaugurate incense incest inch incident include including income increase increased increases
increasing increasingly indebted indentured independence indicators indict indicted indictment indigenous indignity
indoor industries industry inequality infamous infant infants infect inferno inflict influx inform informal
information inhabit inhale inherit inhuman inhumane initiate initiative inject injure injured injury injustice ink
inmate inmates inn innocence innocent inquest inquiry insane insect inside insiders insist inspect inspection
inspector inspectors instead instruct insult insurance insure integrate intelligence intend intercept intercepted
interest interim interior internet interpret interrogate interrogation interrogator interview intimate intimidate
intimidation into intolerance introduce intruder invade inventory invest investigate investigated investigates
investigation investigations investors invisible invite involuntary involved inward ironing irrigation is island
islands isolate isolated isolation issue issues it its ivory
jacket jail jailed jails jeopardy jewel jewelry jihad job jobless jobs jockey join joins joint joke journey joy judge
judges judgment judicial juju jump jungle junior junk junta jury just justice juvenile juveniles
karaoke keen keep keeping keeps kept kerosene key kick kid kidnap kidnapped kidnapping kidney kids kill killed killing
killings kiln kilns kin kind kindergarten kindness king kingpin kitchen kite knee kneel knew knife knock knot know
known knows
labelled labor laboratory laborers labour labourers lace lack ladder ladies lagging laid lame lament lamp land
landfill landfills landless landlord landlords landmark landmine landmines lands language lantern lapses laptop large
last late later laugh launch launched launches laundering laundry lavish law lawless lawmakers laws lawsuit lawyer
lawyers lax lay lazy lead leader leaders leading leads leaf leaflet leak leap leapt learn learned lease leash least
leather leave leaves leaving lecture led ledger left leg legacy legal legend legislation legislator legislators lend
lender lengthen lenient lens lent leper less lessen lesson lessons let letter level liar liberate liberated liberation
liberty lick lie lies life lifeline lift light lightning like likely limb limbo limit limp line linen linger link
linked links lip lipstick liquor list listen literacy litter little live lived livelihood lives livestock living load
loaf loan loans lobby local locals lock locked locket lockup lodge lodging log lone loneliness lonely long longer look
looking looks loom looms loophole loose loosen loot looting lorries lorry lose loser loses losing loss lost lot
lottery loud lounge love lover low lower loyal luck lucrative lull lullaby lumber lump lunch lung lure lured lures
luring lust luxury lynching
machete machine mad madam made mafia magic maid maids mail main mainland maintain maize major majority make maker
makers makes makeshift making malaria male malnourished malnutrition man manacle manage management manager mandate
mango mangrove manhole manhunt mankind manual many map mar marble march marginalized margins mark market markets
marriage marriages married marrow martyrs masculine mask mass massage masseuse massive mastermind masters mate math
matter mattress may mayhem mayor maze meal mean means meant measles measure measures meat mechanic medal meddle
mediator medical medicine meet meeting melt member members memorial memories memory men menace mend menial mental
mentor merciless mere mess message met metal meter method middle middleman middlemen midnight midwife migrant migrants
migrate migration mild mile militants military militia milk millennium million millions mind mine minefield miner
mineral miners mines minibus minimum mining minister ministers ministry minor minorities minority minors mint miracle
mirage misconduct miserable misery mishap mislead misled missing mission mistake mistaken mistook mistreat mistreated
mistreatment mistress misuse mix mob mock model modelling modern modest molest molested moment monastery money
moneylender monitor monitoring monkey monks monsoon monster month monthly months moonlight mop moral more morgue
mortality mortgage mosque most motel mother motherhood mothers motive motorbike motorcycle mould mount mountain mourn
mourner mouse mouth move moved movement moves much mud muddy mug mule mull murder murdered murders muscle mushroom
music must mute mutilated mutilation mystery myth myths
nab nabbed nabs naive naked name names nannies nanny nap narcotic narcotics narrow nasty nation national nations
nationwide native natural nature naughty navy near nearby nearly neck necklace need needed needle needs neglect
neglected negligence neighbor neighboring neighbour neighbours nerve nest net nets network networks never new newborn
newcomer newly next nickname night nightclub nightclubs nightfall nightlife nightmare nights nine no nobody noise
nomad noodle noose nor norm normal north northern nose not note notebook nothing notice notorious novel now nowhere
numb number numbers nuns nurse nursery nurses nut nutrition
oasis oath oats obedience obey object obscene obscure obstacles occult occupation occupy ocean of off offence
offenders offense offer offered offers office officer officers official officials offshore offspring often oil old
older on once one ones onion only onslaught onward open opened opening opens operation operations opinion opium
opponent opportunities opportunity oppose oppress oppressed oppression optimism or oral orchard ordeal order ordered
orders organ organisation organised organization organizations organized organs origin original orphan orphanage
orphanages orphans other others our oust ousted out outcast outcry outdoor outlaw outlaws outlet outpost outrage
outreach outside outsider outskirts oven over overcame overcome overcrowded overcrowding overdose overhaul overlooked
overseas overseer overthrow overtime overturn overview overwhelmed overworked owe owed own owned owner owners
ownership oxygen oyster
pack packet pact paddle paedophile paedophiles page paid pain painful paint painter pair palace pale palm panel panic
paper papers parade paradise paradox paralyzed pardon pardoned parent parents park parliament parlor parlour parole
parrot part particular parties partner party pass passed passenger passes passion passport passports past paste
pasture patch path patient patrol pauper pavement pawn pawned pay payday paying paymaster payment payments payout pays
pea peace peaceful peacekeepers peach peanut pearl peasant peasants peddle peddler pedophile pedophiles peel peer pen
penal penalties pending penniless peonage people peoples pepper per perfume peril perilous perils period perish permit
permits perpetrator perpetrators persecute persecuted persecution persist persists person personal persons perspective
persuade pest petition petrol petty phantom phone photo photos physical pick picker pickers pickpocket picture piece
pier pig pigeon pile pilgrim pilgrimage pilgrims pill pillow pilot pimp pimps pin pinch pineapple pink pioneer pipe
pipeline piracy pirate pirates pistol pit pitch pity place placed places plague plagued plain plan plane planet plank
planned plans plant plantation plantations planter plastic plate platform play playground plea pleads pledge pledges
plight plot plough ploy plug plummet plunder plunge pocket poem poet point points poison poker police policeman
policemen policies policy polish polite political politicians politics poll pollute pollution poor poorest pop
population porch pork pornographer pornography porous port portion portrait posed position possible post pot potato
potential pottery pouch poultry pound pour poverty powder power powerless practice practices praise pray prayer preach
preacher precarious predator predators pregnancy pregnant prejudice premiers presence present president press pressure
pretext prevail prevalence prevent prevented preventing prevention prey price prices prick priest prime print prison
prisoner prisoners prisons privacy private privilege prize probe probes problem problems proceed proceeds process
produce products profile profit profiteer profits program programme programs progress prohibit project projects
promise promised promises promote promoting prone proof prop property proposal proposed prosecute prosecuted
prosecution prosecutions prosecutor prosecutors prospects prostitute prostituted prostitutes prostitution protect
protected protecting protection protest protests protocol proud prove proverb provide province prowl psychiatric
puberty public published pull pump punish punished punishment pupil puppet purchase purge purse pursue pursuit push
put puts puzzle
quake quarantine quarrel quarries quarry quarter quash queen queer quest question questions queue quick quiet quilt
quit quiz quota
rabbit race racism rack racket racketeer rackets radical rag rage ragpicker raid raided raids rail railway rain
rainbow raise raised raises rallies rally rampage rampant ran ranch rang range ransom rap rape raped rapes rapid
rapist rapists rare rash rat rate rates rather ratified ratifies ratify rattle raw razed razor reach reached reaches
react read ready real reality really reap reappear reason reasons rebel rebellion rebels rebuild recall recant receive
recent reckless reckon reclaim recognize reconcile reconciliation record recover recovery recruit recruited recruiter
recruiters recruiting recruitment recruits red redeem redress reduce reduction reef referendum reform reforms refuge
refugee refugees refuse refused refuses regain regime region regional regions register registered registration regret
rehabilitate rehabilitated rehabilitation reign rein reiterate reject rejects rejoice rejoin relations relative
release released releases relent relic relief relieve religion religious reluctant remain remains remember reminder
remittance remittances remorse remote remove removed rent repatriate repatriated repatriation repay repeal repeat
repel repent replace report reported reporting reports repress repression reprieve reptile reputation request require
rescind rescue rescued rescuers rescues rescuing research reserve reservoir resettle resettlement reside resident
residents resign resist resolve resort resorts resource resources respect respond response responsibility rest
restaurant restaurants restless restore restrain result results resume resurface retire retreat retrial return
returned returnee returnees returning returns reunion reunite reunited reveal revealed reveals revenge revenue review
revive revoke revolt revolution reward rewards rhyme rib ribbon rice rich rickshaw rid ridden ride rider ridicule
rifle rift right rights ring ringleader rings rinse riot riots ripe ripped rise risen rises rising risk risking risks
risky rites ritual rituals rival river road roads roadside roam roar roast rob robbed robber robbery robe rocket rod
rode rogue role roof room roots rope rose rot rotten rough round roundup route routes row rubber rubbish rude rug ruin
ruined rule rulers rules ruling rum rumble rumor rumour rumours run runaway runaways running runs rural rush rust
ruthless
sack sacred sacrifice sad saddle sadness safe safety said sailor sailors salary sale sales salon saloon salt salvage
same sanctions sanctuary sand sandal sank sat satisfied save saved saves saving saw sawmill say saying says scale scam
scandal scapegoats scar scarce scare scared scarf scars scatter scattered scavenge scavenger scavengers scavenging
scenario scene scent scheme school schoolboy schoolgirl schoolgirls schooling schools scissors scold scope scores
scorn scorpion scourge scout scrap scrape scream screen screening screw scrub scrutiny sculpture sea seafarer
seafarers seafood seal seam seamstress search season seasonal seat seaweed seclusion second secret secretary section
sector secure security seduce seduced see seed seedy seek seeking seeks seen sees seize seized seizes seizure sell
seller selling sells seminar send sends senior sent sentence sentenced sentences separate serfdom serious sermon
serpent servant servants serve service services serving servitude session set setback sets settle settlement seven
several severe sew sewage sewer sewers sewing sewn sex sexual sexually shack shackle shackled shackles shade shadow
shadows shady shakedown shaken shallow shame shanty shantytown share shark sharpen shatter shattered shave she shed
sheep sheet shelf shell shelter shelters shelve shepherds shield shift shine shiny ship shipowner shipped ships
shipyard shirt shiver shock shocking shoe shoeshine shone shook shoot shop shopkeeper shops shore short shortage
shorten shot should shout shove shovel show showdown showed shown shows shrimp shrine shrink shrug shut shuttle shy
sick sickness side sidewalk siege sigh sight sign signal signed signs silence silent silk similar simple sin since
sing single sinister sink sip siren sister sisters sit site situation six skeleton skill skin skip skirt skull sky
slain slam slammed slams slap slash slaughter slaughterhouse slave slaveholders slavers slavery slaves slay sleep
sleeping sleepless sleeve slept slice slid slim slip slippers slipping slit slogan slope slot slow slum slump slums
small smear smell smelter smile smog smoke smooth smother smuggle smuggled smuggler smugglers smuggling snack snag
snail snake snapshot snare snatch snatched sneak sniff sniffing snub so soap soar soaring sob soccer social societies
society sock soda sofa soft soften soil solace sold soldier soldiers sole solitary solution solutions solve some
someone son song sons soon soothe sorcery sordid sore sorrow sorry sought soul soup sour source south southern sow
sown space spare spark spat spate speak speaks spear special specter spectre sped speech speed spell spend spent spice
spider spill spin spine spiral spirit spit splash split spoil spoke spoken sponge sponsor spoon sport spot spotlight
spouse spouses spread spree sprinkle spun spur spy squad squalid squalor squander square squat squatter squeeze stab
stabbed stadium staff stage stain stair stale stalemate stalk stalked stall stalled stamp stampede stance stand
standards standoff stands standstill star stark start started starts starvation starve starving stash state stateless
statelessness statement states station statistics statue status statute stay steal steam steep stem stench step
stepfather stepmother steps sterile sterilization stevedore stick stiff stigma stigmatized still sting stink stint
stir stitch stitched stock stole stolen stomach stone stood stool stop stopped stopping stops store stories storm
story stove stowaway stowaways strand stranded stranger strangers strangle strap strategies strategy straw stream
street streets streetwalkers strength strengthen stress stretch strewn stricken strict stricter stride strife strike
strikes string strip stripe striptease strive striven strode stroke strong stronghold strove struck struggle struggles
struggling stubborn stuck student students studies study stuff stumble stung stunned stunted subdue subject submit
subpoena subsidy substance subtle suburb subway succeed success succumb such suck suffer suffered suffering suffers
sugar suicide suit suitcase sulk sulphur sum summary summit summon sunk sunrise sunset superstition supper supply
support supports suppress suppressed sure surface surge surgeon surgery surplus surrender surrogate surround survey
survival survive survived survives surviving survivor survivors suspect suspected suspects suspended suspicion
suspicious swallow swam swamp swap swarm swear sweat sweatshop sweatshops sweep swell swept swim swindle swindled
swing switch swoop sword swore sworn swung sympathy system systems
table tablet taboo tackle tackles tackling tag tail taint tainted take taken takes taking tale tales talk talks tally
tame tangle tank tanker tannery tap tape target targeted targeting targets tarpaulin task taste tattered tattoo taught
tax taxi tea teach teacher teachers team tear tears tease teen teenage teenager teenagers teens tell telling tells
temples temporary tempt temptation ten tenant tender tenement tens tension tent term terms terrace terrible terrified
territory terror test testify testimonies testimony textile than thanks that thatched the theft their them then there
these they thief thieves thin thing things think third thirst thirty this those though thought thousand thousands
thread threat threaten threatened threatens threats three threw thrive thriving throat throne through throw thrown
thrust thumb thunder ticket tide tie ties tiff tiger tight tighten tightens tile till timber time times tin tint tiny
tip tire tired tissue to toast tobacco today toddler toe together toil toilet toiling token told toll tomato tomb
tomorrow tone tongue too took tool tooth top topless torch tore torment tormentor torn torture tortured torturer
torturers torturing toss total touch tough tour tourism tourist tourists tow toward towards towel town towns township
toxic toy trace track tractor trade traded trades tradition traditional traffic trafficked trafficker traffickers
trafficking trafficks tragedy tragic trail train trained trainee training traitor tramp transfer transit transition
transplant transport trap trapped trapping traps trash trauma traumatised traumatized travel traveller trawler tray
treason treasure treat treated treatment treaty trees trek tremble trench trend trends trial trials tribal tribe
tribunal trick tricked trickery trickle tried tries trigger trip triumph trouble trousers truce truck truckers true
trump trunk trust trustee truth try trying tsunami tube tug tumble tunnel turmoil turn turned turning turnout turns
turtle tutor twelve twenty twice twin twist two
ugly ulcer umbrella unable unaccompanied unborn uncertain uncle uncover uncovered under underage undercover
underground underline underscore understand understood underwear underworld undocumented unease uneasy unemployed
unemployment unequal unfair unfinished unfit unfold unfree unguarded unhappy uniform uninvited unions unique unit
unite united unkept unknown unlawful unlicensed unmarked unmarried unpaid unprotected unpunished unravel unregistered
unrest unsafe unseen unskilled unspoken unsung until untold unveil unveils unwanted unwed unwitting up update upheaval
upheld uphold upon uproar uproot uprooted upsurge urban urge urged urgent urges urine us use used uses using
vacation vaccine vagabond vagrancy vagrant vagrants valuable value vampire vanilla vanish vanished vast vault
vegetable vehicle veil vein vendor vendors vengeance venom venue verdict versus very vessel veteran veto vice vicious
victim victims victory video vie view views vigil vigilante vigilantes vile village villager villagers villages
vineyard violate violated violates violating violation violations violence violent violin virgin virginity virgins
virtual virtue virus visa visas visible vision visit visitor visits vital voice voiceless voices volcano volunteer
volunteers vomit voodoo vote voter vow vows vulgar vulnerable vulture
wage wages wagon wail waist wait waiting waitress wake walk walkway wall wallet wander wanderer wanderers wane want
wanted wants war warehouse warfare warlord warlords warm warn warned warning warnings warns warrant warrants warrior
wars was wash washing wasp waste wasteland watch watchdog watchlist water wave wax way ways wayward we weak weaken
weakness wealth wealthy weapon weapons wear weary weave weavers weaving web webcam wedding weed week weekly weeks weep
weigh weird welcome welder welfare well went wept were west western wet whale what wheat wheel wheelchair wheels when
where which while whip whipped whisper whistle whistleblower white who whole whom whore whose why wicked wide widen
widespread widow widows wife wild wilderness will win window wing wins winter wipe wire wisdom wish witch witchcraft
witches with withdrawn withdrew withheld within without withstood witness witnesses wives woe woes woke woken wolves
woman womb women won wonder woo wool word words wore work worked worker workers workforce working workplace works
workshop world worldwide worm worn worry worse worsen worsens worship worst worth worthless would wound wounded wounds
wrap wreck wretched wrist write written wrong wrote
yard yards yarn year yearn years yell yesterday yet yields yoke young younger youngest youth youths
zeal zero zone zones
"""
ORDINARY = frozenset(_WORDS.split())
_LOWER = re.compile(r"(?<![^\s“‘\"'(\-])[a-z]{3,}(?![^\s.,;:?!”’\"')\-])")


def lower_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of at least three letters that some texts write in lower case."""
    found: set[str] = set()
    for text in texts:
        found.update(_LOWER.findall(text))
    return frozenset(found)


@lru_cache(maxsize=8192)
def _stems(word: str) -> tuple[str, ...]:
    bare = word.strip(".,;:?!“”‘’\"'()[]").lower()
    bare = bare.removesuffix("’s").removesuffix("'s")
    stems = [bare]
    for ending in ("s", "es", "ed", "ing", "d", "ly", "er", "ers", "ship", "ness", "ment", "ments"):
        if len(bare) > len(ending) + 3 and bare.endswith(ending):
            stems.append(bare.removesuffix(ending))
    if "-" in bare:
        stems.append(bare.rsplit("-", 1)[-1])
    return tuple(stems)


def is_ordinary(word: str, words: frozenset[str]) -> bool:
    """Whether a word, however written and inflected, is an ordinary one; ``words`` are the page's."""
    return any(stem in ORDINARY or stem in words for stem in _stems(word))
