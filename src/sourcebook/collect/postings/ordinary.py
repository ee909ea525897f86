"""Tell ordinary words, of which titles are made, from names, which bylines begin with.

A word is ordinary if the page itself writes it in lower case anywhere, or if it is in the list
below. Only used where line breaks were lost; the list is general knowledge gathered for this.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORDS = """
abandon abandoned abducted abduction abolish abolition about above abroad absence abuse abused abuses abusive
academics accept access accident accomplice accord account accused acquitted across act action actions active activist
activists acts actual adopt adopted adoption adult adults advance advice advocacy affect affected affidavit after
aftermath again against age aged agency agenda agent agents aggravated agree agreement agriculture aid aids aim aims
air alarm alcohol alert alive all allegations allege alleged allegedly allies allow almost alone along already also
alternative always amend amended amendment amid among amount analysts ancestral ancient anger angry animal announce
annual another answer answers anti any anyone apart apartheid apology appeal appeals appear apprehended apprentices
approach approve approves area areas argue arm armed army around arraigned arrest arrested arrests arrive arson art as
ask asked asks assault assess assessment asylum at atrocities atrocity attack attacked attacks attempt attempts
attention auction audit authorities authority available average avoid await awaits awake award aware awareness away
babies baby back backlog bad bail balance ban bank banned bans bar bargain barred bars base based basic basis battle
battles bazaar be beach bear beat beaten beating beatings beauty became become becomes bed been before beg beggar
beggars begging begin begins behind being belief believe below beneath benefit benefits best betrayal betrayed better
between beware beyond bid bids big bill billion birth bitter black blackmail blame blamed blames bleak blind block
blood blow board boat boats bodies body boiling bomb bond bondage bonded book books boom boost border borders born
boss bosses both bottom bought bound boy boycott boys brave brazen breach bread break breaking breaks breathe bribe
bribery bribes brick bride brides brief briefing bring brings broken brokers brothel brothels brother brought brutal
brutality build building built burden bureaucracy buried burn burned bus business businesses bust busted busts busy
but buy buyer buyers buying buys by
cabinet cage call called calls came camel camels camp campaign campaigns camps can cancelled capital captive captors
captured car card care career careless carpet cartels case cases cash catch catwalk caught cause caused causes caution
ceasefire celebrate cell cells census central century certain chain chains challenge challenges chance change changes
changing chaos chapter charcoal charge charged charges charity charter cheap cheated cheating check chief child
childhood children chilling chocolate choice choose chronic church chutes circus cities citizens city civil civilian
civilians claim claims clampdown clash clashes class classroom clean clear clergy clients climate close closed closes
clothes club coast coastguard coax cocoa coerced coercion coffee cold collapse collect colonial combat combating come
comes coming comment commercial commit committed common communities community companies company compensation complaint
complaints complete complicit complicity compulsory concealed conceals concern concerned concerns condemn condemned
condemns condition conditions conduct conference confession confessions confined confinement confirm confiscated
conflict conflicts consequences construction consumer contact continue continues contract contracts control convent
convicted conviction convictions convoy cooperation cop cope cops corporal corpse corridor corridors corrupt
corruption cost costs cottage cotton could count counter countries country county couple courage course court courts
cover covert crack crackdown cracks cradle create credit crew crews cried crime crimes criminal criminalise
criminalize criminals crises crisis critical criticism criticized criticizes crop cross crossing cruel cruelty cry
cultural culture curb curfew current curse curtain custody customers customs cutters cut cuts cycle
daily damage damned dancers danger dangerous dangers dark data database daughter daughters dawn day days dead deadly
deal dealing deals death deaths debate debt debts decade decades deceit deceived deception decide decision declare
decline decree deep defector defectors defence defend defended defenders defense delay delays delegates delicate
deliver demand demands democracy denied denies denounced deny deployed deport deportation deported depot deprived
depth desert desperate despite destination destitute destroyed detail details detained detainee detainees detect
detention determined deterrent devastated develop developing development diaspora die died dies difference different
difficult dignity dilemma diplomat diplomats dire dirty disabled disappear disappearance disappearances disappeared
disaster disasters disclosed discover discovered discrimination discuss disease dismantled displaced displacement
disposable dispute district do dock doctor doctors documentary documents dodge does dog doing dollar dollars domestic
done donor donors door double down dowry dozen dozens draft drag dragnet draw dream dreams drive driven driver drivers
drop drought drowned drug drugs due dump dumped duped during dust duty dying
each early earn earth earthquake eases east eastern easy eat economic economies economy edge educate education effect
effective effects effort efforts eight either elderly elections elusive embargo embraces emerge emergency emerging
emigrants emigration employees employer employers employment empty encourage end ended ending ends enforce enforcement
enough enslaved ensure enter entertainers entire entrapped entry environment epidemic equal equality era eradicate
escape escaped escapes especially essential estate estimate ethnic evade even evening event ever every everyone evict
evicted eviction evidence evil ex examine example execution executions exile exist exodus expand expelled expert
experts explain exploit exploitation exploited exploiting export expose exposed exposes extent extradited extradition
extreme extremists eye eyes
face faces facing fact factor factories factors factory facts fail failed failing fails failure fair faith fake fall
falling falls false families family famine far farm farmer farmers farming farms fast fate father fathers fear fears
federal feed feel fell female feudal few field fields fight fighting fights figure figures file fill film final
finally find finding findings finds fine fire fired first fish fisheries fishermen fishing five fix flawed flee
fleeing flees flesh flight flood floods floor flourish flourishing flow focus follow food for force forced forces
foreign foreigners forest foretold forget forgotten form former forms formula forward foster foul found foundlings
four fourth fragile frail fraud free freed freedom freedoms frees fresh friend friends from front frontier frontline
fruit fuel fuels fugitive fugitives full fund funding funds furnace further future
gain game gang gangs gap garbage garment gate gathering gender general generation get gets getting ghost girl
girlfriend girls give given gives giving glimpse global go goal goes going gold gone good goods government governments
grab grave great green grief grim grip grooming ground group groups grow growing growth guard guards guest guide guilt
guilty gulag gun guns gypsy
had half halt hand handbook handed handlers hands hang happen harassment harbour hard hardship harm harrowing harsh
harvest has hate haunted haunts have haven he head heads health hear hearing heart heartbreak heat heaven held hell
help helped helping helpless helpline helps herd here heroes hidden hide high highlights highway hijacked hire hired
history hit hits hold holds hole home homeless homelessness homes honour hooked hope hopes horror horrors hospital
hostage hostel hot hotel hotels hotline hour hours house household households housemaid housemaids houses housing how
hub human humanitarian humans humiliated hundred hundreds hunger hungry hunt hurt husband hypocrisy
idea identified identify identity if ignorance ignored ill illegal illegally illegals illicit illiterate illness
imagine immigrant immigrants immigration immunity impact implement import impoverished imprisoned imprisonment improve
improved improving impunity in inaction inadequate incest incident include including income increase increased
increases increasing increasingly indentured independence indicators indicted indigenous industries industry
inequality infant infants influx inform informal information inhuman inhumane initiative injured injustice inmates
innocence innocent inquiry inside insiders inspection inspectors instead insurance intelligence intercepted interest
interim interior interrogation interview intimate into intolerance introduce investigate investigated investigates
investigation investigations investors invisible involuntary involved is island islands issue issues it its
jail jailed jails job jobless jobs join joins joint journey judge judges judgment judicial jump jungle junior just
justice juvenile juveniles
keen keep keeping keeps kept key kick kid kidnap kidnapped kidnapping kids kill killed killing killings kiln kilns
kind king kingpin kitchen know known knows
labelled labor laborers labour labourers lack ladies lagging land landless landlords landmark landmines lands language
lapses large last late later launch launched launches laundering law lawless lawmakers laws lawsuit lawyer lawyers lax
lead leader leaders leading leads leaf learn learned least leave leaves leaving left legacy legal legislation
legislators lenient less lesson lessons let letter level liberated liberation liberty lies life lifeline lift light
like likely limbo limit line link linked links list listen little live lived livelihood lives livestock living loans
local locals lock locked lockup lonely long longer look looking looks loom looms looting lorries lose loses losing
loss lost lot love low lower lucrative lure lured lures luring lust lynching
madam made mafia maid maids mail main maintain major majority make makers makes makeshift making malaria male
malnourished malnutrition man manage management manager mandate manhunt manual many march margins mark market markets
marriage marriages married martyrs mass massage massive mastermind masters matter may mean means meant measure
measures meat mediator medical meet meeting member members memories memory men mental mere message met method middle
middlemen migrant migrants migrate migration mile militants military militia millennium million millions mind mine
miners mines minimum mining minister ministers ministry minor minorities minority minors miserable misery missing
mission mistreated mistreatment mob model modelling modern moment money monitor monitoring monks month monthly months
more morgue mortality most mother motherhood mothers motive mountain move moved movement moves much murder murdered
murders must myth myths
nabbed naked name names nannies nanny narcotics narrow nation national nations nationwide native natural nature near
nearly need needed needs neglect neglected negligence neighbor neighboring neighbour neighbours net nets network
networks never new newborn newly next night nightclub nightclubs nightmare nights nine no nobody noose nor normal
north northern not note nothing notice now nowhere number numbers nuns nurse nurses
oath object obstacles occupation ocean of off offence offenders offer offered offers office officer officers official
officials often oil old older on once one ones only onslaught open opened opening opens operation operations opinion
opportunities opportunity oppose or orchard ordeal order ordered orders organ organisation organised organization
organizations organized organs origin original orphan orphanage orphanages orphans other others our ousted out outcast
outcry outlaw outlaws outrage outside over overcrowded overhaul overlooked overseas overthrow overview own owned owner
owners ownership
pact paedophile paedophiles page paid pain painful palm panel paper papers paradise pardoned parent parents park
parliament part particular parties partner party pass passed passes passport passports past path patrol pay paying
payment payments pays peace peacekeepers peasants pedophile pedophiles penal penalties people peoples per perilous
perils period permit permits perpetrators persecuted persecution persist persists person personal persons perspective
petition phone photos pickers picture pilgrims pimp pimps pipeline pirates place placed places plague plagued plan
plane planned plans plantation plantations play plea pleads pledge pledges plight plot plunder point points poison
police policeman policemen policies policy political politicians politics poll poor poorest population pornography
port posed position possible post potential poverty power powerless practice practices pray prayer preacher predators
pregnant premiers presence present president press pressure prevalence prevent prevented preventing prevention prey
price prices priest prime prison prisoner prisoners prisons privacy private prize probe probes problem problems
proceeds process produce products profile profit profits program programme programs progress prohibit project projects
promise promised promises promote promoting prone proof property proposal proposed prosecute prosecuted prosecution
prosecutions prosecutor prosecutors prospects prostitute prostituted prostitutes prostitution protect protected
protecting protection protest protests protocol prove provide province psychiatric public published pull punish
punished punishment purchase purge pursue push put puts
quake quarries quarry quarter queen quest question questions quick quiet quit quota
race racket rackets radical rage raid raided raids rail railway rain raise raised raises rallies rampant ran range
ransom rape raped rapes rapid rapist rapists rare rate rates rather ratified ratifies ratify razed reach reached
reaches read ready real reality really reason reasons rebel rebels recall receive recent reconciliation record recover
recovery recruit recruited recruiter recruiters recruiting recruitment recruits red redress reduce reduction
referendum reform reforms refuge refugee refugees refuse refused refuses regime region regional regions register
registered registration regret rehabilitated rehabilitation reign reject rejects relations release released releases
relief religious reluctant remain remains remember remittances remote removed rent repatriated repatriation repeal
repeat report reported reporting reports repression reprieve reputation request require rescue rescued rescuers
rescues rescuing research resettle resettlement residents resist resort resorts resource resources respect respond
response responsibility rest restaurants result results retrial return returned returnees returning returns reunited
reveal revealed reveals revenge review revolt rewards rice rich ride right rights ring rings riot riots rise rises
rising risk risking risks rites ritual rituals river road roads rob rogue role room roots rose rough round route
routes rubbish rule rulers rules ruling rumours run runaway runaways running runs rural rush ruthless
sacrifice sad safe safety said sailors sale sales same sanctions sanctuary satisfied save saved saves saving say
saying says scale scam scandal scapegoats scared scars scattered scavengers scene scheme school schoolgirl schoolgirls
schooling schools scope scores scourge screening scrutiny sea seafarers search season seasonal second secret secretary
section sector secure security see seek seeking seeks seen sees seized seizes sell seller selling sells send sends
sent sentence sentenced sentences separate serious servant servants serve service services serving servitude session
set sets settle settlement seven several severe sewers sex sexual sexually shackled shackles shadow shadows shame
share shattered she shed sheep shelter shelters shepherds shift ship shipped ships shocking shoe shoot shop shops
short shortage shot should show showed shows shrimp shrine shut sick side sign signed signs silence silent similar
simple since single sister sisters sit site situation six slain slam slams slap slaughter slave slaveholders slavers
slavery slaves slay sleep sleeping slipping slow slum slums small smuggled smuggler smugglers smuggling snatched so
soaring social societies society sold soldier soldiers solution solutions solve some someone son song sons soon
sorcery sorrow soul source south southern space spark speak speaks special spectre speech speed spend split spot
spotlight spouses spread squad squalid staff stage stalled stand standards stands star stark start started starts
starvation starving state stateless statement states station statistics status statute stay stem step steps stigma
still stitched stolen stone stop stopped stopping stops stories storm story stowaways stranded strangers strategies
strategy street streets streetwalkers strength stress stricter strike strikes strive strong struggle struggles
struggling stuck student students studies study subject success such suffer suffered suffering suffers sugar suicide
suit summary summit superstition supply support supports suppressed sure surge surrender survey survival survive
survived survives surviving survivor survivors suspect suspected suspects suspended sweat sweatshop sweatshops sweep
swindled swoop system systems
table taboo tackle tackles tackling tainted take taken takes taking tale tales talk talks target targeted targeting
targets task tattoo tea teach teacher teachers team tears teen teenage teenager teenagers teens tell telling tells
temples temporary ten tens term terms terrible terrified territory terror test testify testimonies testimony textile
than thanks that the theft their them then there these they thief thieves thing things think third thirty this those
though thousand thousands threat threaten threatened threatens threats three thrive thriving throat through thrown
tide tie ties tight tighten tightens till time times tiny tip to toast tobacco today toddler together toil toiling
token told toll tomorrow too took top torment torn torture tortured torturers torturing total touch tough tour tourism
tourist tourists toward towards town towns track trade traded trades tradition traditional traffic trafficked
trafficker traffickers trafficking trafficks tragedy tragic trail train trained training transfer transit transition
trap trapped trapping traps trash trauma traumatised traumatized travel treat treated treatment treaty trees trek
trend trends trial trials tribal tribe trick tricked tried tries trip trouble truck truckers true trust truth try
trying tsunami turn turned turning turns twelve twenty twice twin two
umbrella unable under underage undercover underground underworld undocumented unease unemployed unemployment unequal
unfair unfree uninvited unions unique unit unite united unkept unknown unlawful unlicensed unpaid unprotected
unpunished unsafe until untold unveils unwanted unwed up update upheld upon uprooted urban urge urged urgent urges us
use used uses using
vacation vagrancy vagrants value vanish vanished veil vendor vendors vengeance venue verdict versus very veteran vice
victim victims video view views vigil vigilantes village villager villagers villages violate violated violates
violating violation violations violence violent virgin virginity virgins virtual virus visa visas visit visits voice
voiceless voices volunteers vote vow vows vulnerable
wage wages wait waiting wake walk wall wanderers want wanted wants war warfare warlord warlords warn warned warning
warnings warns warrant warrants wars was waste watch watchdog water wave way ways we weak wealth weapon weapons
weavers wedding week weekly weeks welcome welfare well went were west western what wheels when where which while whip
whipped whistleblower white who whole whom whore whose why wide widespread widow widows wife wild wilderness will win
wins winter wish witch witchcraft witches with withheld within without witness witnesses wives woe woes woman womb
women won word words work worked worker workers workforce working workplace works workshop world worldwide worry worse
worsens worship worst worth would wounded wounds write wrong
yard yards year years yet yields yoke young younger youngest youth youths
zero zone zones
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
    for ending in ("s", "es", "ed", "ing", "d", "ly", "er", "ers"):
        if len(bare) > len(ending) + 3 and bare.endswith(ending):
            stems.append(bare.removesuffix(ending))
    if "-" in bare:
        stems.append(bare.rsplit("-", 1)[-1])
    return tuple(stems)


def is_ordinary(word: str, words: frozenset[str]) -> bool:
    """Whether a word, however written and inflected, is an ordinary one; ``words`` are the page's."""
    return any(stem in ORDINARY or stem in words for stem in _stems(word))
