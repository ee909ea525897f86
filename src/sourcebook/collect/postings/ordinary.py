"""Tell ordinary words, of which titles are made, from names, which bylines begin with.

A word is ordinary if the page itself writes it in lower case anywhere, or if it is in the list
below. Only used where line breaks were lost; the list is general knowledge gathered for this.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORDS = """
abandon abandoned abolish abolition about above abroad absence abuse abused abuses abusive accept access
accident accord account accused across act action actions active activist activists acts actual adopt
adopted adoption adult adults advance advice affect affected after again against age aged agency agenda
agent agents agree agreement agriculture aid aids aim aims air alarm alert alive all allege alleged
allegedly allegations allow almost alone along already also alternative always amid among amount ancient
anger angry animal announce annual another answer answers anti any anyone apart appeal appeals appear
approach approve approves area areas argue arm armed army around arrest arrested arrests arrive art as
ask asked asks assault assess assessment asylum at attack attacked attacks attempt attempts attention
authorities authority available average avoid await awaits awake award aware awareness away
baby babies back bad bail balance ban bank banned bans bar bargain bars base based basic basis battle
battles be beach bear beat beaten beating beatings became become becomes bed been before beg beggar
beggars begging begin begins behind being belief believe below benefit benefits best better between beware
beyond bid big bill billion birth bitter black blame blamed blames bleak blind block blood blow board boat
boats bodies body bomb bond bondage bonded book books boom border borders born boss bosses both bottom
bought bound boy boys brave bread break breaking breaks breathe bribe bribes brick bride brides brief
briefing bring brings broken brothel brothels brother brought brutal brutality build building built burden
burn burned bus business businesses bust busted busts busy but buy buyer buyers buying buys by
call called calls came camel camels camp campaign campaigns camps can capital captive captured car card
care career case cases cash catch caught cause caused causes caution cell cells census central century
certain chain chains challenge challenges chance change changes changing charge charged charges charity
cheap check chief child childhood children chocolate choice choose church cities citizens city civil civilian
civilians claim claims class clean clear clients climate close closed closes clothes club coast cocoa
coerced coffee cold collapse collect combat combating come comes coming comment commercial commit
committed common communities community companies company compensation complaint complaints complete
complicity compulsory concern concerned concerns condemn condemned condemns condition conditions conduct
conference confession confessions confirm conflict conflicts consequences construction consumer contact
continue continues contract contracts control convicted conviction convictions cooperation cop cope cops
corporal corrupt corruption cost costs cotton could count counter country countries county couple courage
course court courts cover crack crackdown cracks create credit crew crews cried crime crimes criminal
criminals crises crisis critical criticism criticized criticizes crop cross crossing cruel cruelty cry
cultural culture curb current customers customs cut cuts cycle
daily damage danger dangerous dangers dark daughter daughters dawn day days dead deadly deal dealing deals
death deaths debate debt debts decade decades deceived decide decision declare decline deep defence defend
defended defenders defense delay delays demand demands democracy denied denies deny deported deportation
depth desert desperate despite destination destitute detail details detained detainee detainees detention
determined develop developing development die died dies difference different difficult dignity dire dirty
disabled disappear disappearance disappearances disappeared disaster disasters discover discovered
discrimination discuss disease displaced dispute district do doctor doctors documents does dog doing dollar
dollars domestic done door double down dozen dozens drag draw dream dreams drive driven driver drivers drop
drought drug drugs due dump dumped during duty dying
each early earn earth east eastern easy eat economic economies economy edge educate education effect
effective effects effort efforts eight either elderly elections emerge emergency emerging employees employer
employers employment empty encourage end ended ending ends enforce enforcement enough enslaved ensure enter
entire entry environment epidemic equal equality era escape escaped escapes especially essential estate
estimate ethnic even evening event ever every everyone evidence evil ex examine example execution executions
exile exist expand expert experts explain exploit exploitation exploited exploiting export expose exposed
exposes extent extreme eye eyes
face faces facing fact factor factories factors factory facts fail failed failing fails failure fair faith
fake fall falling falls false families family famine far farm farmer farmers farming farms fast fate father
fathers fear fears federal feed feel fell female few field fields fight fighting fights figure figures file
fill film final finally find finding findings finds fine fire fired first fish fisheries fishermen fishing
five fix flawed flee fleeing flees flesh flight floods floor flow focus follow food for force forced forces
foreign foreigners forest forget forgotten form former forms forward foster found four fourth frail fraud free
freed freedom freedoms frees fresh friend friends from front frontier fruit fuel fuels full fund funding
funds further future
gain game gang gangs gap garment gate gathering gender general generation get gets getting ghost girl girls
give given gives giving glimpse global go goal goes going gold gone good goods government governments
grave great green grim grip ground group groups grow growing growth guard guards guide guilty gun guns
had half halt hand handed hands hang happen hard hardship harm harsh harvest has hate haunted have haven he
head heads health hear hearing heart heat heaven hell help helped helping helps herd here hidden hide high
highway hire hired history hit hits hold holds hole home homeless homelessness homes honour hope hopes horror
horrors hospital hostage hot hotel hotels hour hours house household households houses housing how human
humanitarian humans humiliated hundred hundreds hunger hungry hunt hurt husband
idea identify if ignored ill illegal illegally illegals illiterate illness imagine immigrant immigrants
immigration impact implement import impoverished imprisoned improve improved improving impunity in inadequate
incident include including income increase increased increases increasing increasingly independence
indigenous industries industry inequality infant infants influx inform informal information inhuman initiative
injured inmates innocence innocent inside inspection inspectors instead insurance intelligence interest
interim interior interrogation interview intimate into introduce investigate investigated investigates
investigation investigations invisible involved is island islands issue issues it its
jail jailed jails job jobless jobs join joins joint journey judge judges judgment judicial jump jungle junior
just justice juvenile juveniles
keep keeping keeps kept key kick kid kidnap kidnapped kidnapping kids kill killed killing killings kiln kilns
kind king know known knows
labor laborers labour labourers lack land landmark lands language large last late later launch launched
launches law lawless lawmakers laws lawyer lawyers lax lead leader leaders leading leads leaf learn learned
least leave leaves leaving left legacy legal legislation less lesson lessons let letter level liberty lies life
lift light like likely limbo limit line link linked links list listen little live lived livelihood lives living
local locals lock locked long longer look looking looks lose loses losing loss lost lot love low lower lure
lured lures luring
made maid maids mail main maintain major majority make makers makes making malaria male man manage management
manager many march mark market markets marriage marriages married mass massive masters matter may mean means
meant measure measures meat medical meet meeting member members memory men mental mere message met method
middle migrant migrants migrate migration mile military million millions mind mine miners mines minimum mining
minister ministers ministry minor minorities minority minors miserable misery missing mission mistreated
mistreatment mob model modern moment money monitor monitoring month monthly months more most mother mothers
mountain move moved movement moves much murder murdered murders must myth myths
name names narrow nation national nations native natural nature near nearly need needed needs neglect neglected
neighbor neighboring neighbour neighbours net network networks never new newborn newly next night nights nine no
nobody nor normal north northern not note nothing notice now nowhere number numbers nurse nurses
object obstacles occupation of off offence offenders offer offered offers office officer officers official
officials often oil old older on once one ones only open opened opening opens operation operations opinion
opportunities opportunity oppose or orchard order ordered orders organ organisation organised organization
organizations organized organs origin original orphan orphanage orphanages orphans other others our out outcast
outlaw outlaws outside over overcrowded overhaul overseas overview own owned owner owners
pact page paid pain painful panel paper papers parent parents park parliament part particular parties partner
party pass passed passes passport passports past path patrol pay paying payment payments pays peace pedophile
pedophiles people peoples per perilous period permit permits persecuted persecution persist persists person
personal persons perspective petition phone picture pimp pimps place placed places plague plagued plague plan
plane planned plans plantation plantations play plea pleads pledge pledges plight plot point points police
policeman policemen policies policy political politics poll poor poorest population pornography port position
possible post poverty power powerless practice practices pray prayer pregnant presence present president press
pressure prevalence prevent prevented preventing prevention prey price prices priest prime prison prisoner
prisoners prisons private prize probe probes problem problems process produce products profile profit profits
program programme programs progress prohibit project projects promise promised promises promote promoting proof
property prosecute prosecuted prosecution prosecutions prosecutor prosecutors prospects prostitute prostitutes
prostituted prostitution protect protected protecting protection protest protests prove provide province public
published pull punished punishment purchase push put puts
quarry quarter queen quest question questions quick quiet quit quota
race racket rackets rage raid raided raids rail rain raise raised raises rallies rampant ran range ransom rape
raped rapes rapid rare rate rates rather ratify reach reached reaches read ready real reality really reason
reasons rebel rebels recall receive recent reconciliation record recover recovery recruit recruited recruiter
recruiters recruiting recruitment recruits red reduce reduction reform reforms refuge refugee refugees refuse
refused refuses regime region regional regions register registered registration regret rehabilitation reject
rejects relations release released releases relief religious remain remains remember remote removed rent repatriated
repatriation repeat report reported reporting reports repression request require rescue rescued rescuers rescues
rescuing research resettle residents resist resource resources respect respond response responsibility rest
result results return returned returnees returning returns reveal revealed reveals revenge review revolt rice
rich ride right rights ring rings rise rises rising risk risking risks river road roads rob role room roots rose
rough round route routes rule rules run runaway runaways running runs rural rush ruthless
sad safe safety said sale sales same sanctions sanctuary save saved saves saving say saying says scale scam
scandal scared scars scene scheme school schooling schools scope scores scourge scrutiny sea search season
seasonal second secret secretary section sector secure security see seek seeking seeks seen sees seized seizes
sell seller selling sells send sends sent sentence sentenced sentences separate serious servant servants serve
service services serving servitude session set sets settle seven several severe sex sexual sexually shadow
shadows shame share she shed sheep shelter shelters shift ship ships shocking shoot shop shops short shortage shot
should show showed shows shut sick side sign signed signs silence silent similar simple since single sister
sisters sit site situation six slain slam slams slave slaveholders slavers slavery slaves sleep sleeping slow
slum slums small smuggled smuggler smugglers smuggling snatched so social societies society sold soldier soldiers
solution solutions solve some someone son song sons soon sorrow soul source south southern space spark speak
speaks special speech speed spend split spotlight spread stage staff stand standards stands star start started
starts starvation starving state statement states station statistics status statute stay stem step steps still
stolen stone stop stopped stopping stops stories storm story strategies strategy street streets strength
stress stricter strike strikes strong struggle struggles struggling stuck student students studies study subject
success such suffer suffered suffering suffers sugar suicide suit summary summit supply support supports sure
surge survey survival survive survived survives surviving survivor survivors suspect suspected suspects
suspended sweatshop sweatshops sweep swindled system systems
table tackle tackles tackling take taken takes taking tale tales talk talks target targeted targeting targets task
tea teach teacher teachers team tears teen teenage teenager teenagers teens tell telling tells ten tens term terms
terrible territory terror test testimony textile than thanks that the theft their them then there these they thief
thing things think third thirty this those though thousand thousands threat threaten threatened threatens threats
three thrive thriving through thrown tide tie ties tighten tightens till time times tiny tip to toast tobacco today
toddler together told toll tomorrow too took top torn torture tortured torturers torturing total touch tough tour
tourism tourist tourists toward towards town towns track trade traded trades tradition traditional traffic trafficked
trafficker traffickers trafficking trafficks tragedy trail train trained training transfer transit transition trap
trapped trapping traps trash trauma traumatized travel treated treatment treaty trees trend trends trial trials tribal
tribe trick tricked tried tries trip trouble truck truckers true trust truth try trying turn turned turning turns
twelve twenty twice twin two
unable under underage underground undocumented unemployed unemployment unequal unique unit unite unite united unkept
unknown unlawful unpaid unprotected unpunished unsafe until untold unveils unwanted up update upheld upon urban urge
urged urges us use used uses using
vacation value vanish vanished vendors verdict very vice victim victims video view views village villagers villages
violate violated violates violating violation violations violence violent virgin virgins virtual virus visa visas visit
visits voice voices vote vow vows vulnerable
wage wages wait waiting wake walk wall want wanted wants war warfare warlords warn warned warning warnings warns wars
was waste watch watchdog water wave way ways we weak wealth weapon weapons wedding week weekly weeks welcome welfare
well went were west western what wheels when where which while white who whole whom whose why wide widespread widow
widows wife wild will win wins winter wish with within without witness witnesses wives woe woes woman women won word
words work worked worker workers workforce working workplace works workshop world worldwide worry worse worsens worst
worth would wounded wounds write wrong
yard yards year years yet yields young younger youngest youth youths zero zone zones
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
