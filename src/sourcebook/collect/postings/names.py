"""Names that bylines begin with: publishers much cited in this field, and given names.

Only used where line breaks were lost, to see where a title ends. The lists are facts of general
knowledge gathered for this purpose; a name that is missing costs a guess, not a line.
"""

import re
from functools import lru_cache

_PUBLISHERS = """
ABC News|ACPF|ADN Kronos|Adnkronos|Advocates for Human Rights|AFP|Africa News|Africa Recovery|African Union
AFROL News|Agence France|Agencia|AIDS Analysis|AKI|Al Ahram|Al Bawaba|Al Jazeera|Al-Ahram|Al-Jazeera|AlertNet
allAfrica|AllAfrica|Amnesty International|Anatolia News|Andina|ANI|Anti-Slavery|AP |Arab News|Arab Times
ArabicNews|ASEAN|Asia News|Asia Pulse|Asia Times|AsiaNews|Asian Development Bank|Asian Human Rights
Asian Legal|Asian Tribune|Associated Press|Association for|Association for the Prevention|Australian
Azerbaijan News|Bangkok Post|Bay Area|BBC|Beirut Times|Belfast Telegraph|Bellingham|Bloomberg|B92|BNamericas
Borgen|The Borgen Project|Boston Globe|Botswana|Brazzil|British Broadcasting|Brussels|Buenos Aires Herald
Bureau of|BusinessDay|Business Day|Business Recorder|Cambodia Daily|Cape Argus|Cape Times|CARE |Caribbean
Caritas|Carnegie|Casa Alianza|Catholic|CBC|CBS|CEE Bankwatch|Center for|Centers for|Central Intelligence
Centre for|Centre on|Channel NewsAsia|Chicago Tribune|Child Rights|Child Workers|Children of|ChildRights
Children's Rights|China Daily|Christian Aid|Christian Science|CIA |CNN|Coalition Against|Coalition to
Coalition for|Columbia|Commission on|Committee against|Committee for|Committee on|Committee to|Consortium for
Convention on|Council of Europe|Council on|Covenant House|CRIN|CSUCS|Daily Champion|Daily Excelsior
Daily Express|Daily Mail|Daily Mirror|Daily Monitor|Daily Nation|Daily News|Daily Star|Daily Telegraph
Daily Times|Daily Trust|Dawn|Deccan Herald|Defence for Children|Defense for Children|Department for
Department of|Deutsche Presse|Deutsche Welle|Development Gateway|DPA|Earth Times|East African
Economic and Social|ECPAT|EFE|Embassy of|Environment News|Ethiopian|EU Observer|EurActiv|EurasiaNet|Eurasianet
European Commission|European Committee|European Court|European Parliament|European Union|Express India
Federal |Fides|Financial Express|Financial Times|FIDH|Focus News|Food and Agriculture|Forced Migration
Foreign Policy|Foundation for|Fox News|France 24|Free the Slaves|Freedom House|Fundación|Gazeta|Georgia Times
Ghana News|Global Alliance|Global Fund|Global IDP|Global March|Global Voices|Globe and Mail|Government of
Guardian|Gulf News|Gulf Times|Haaretz|Haiti Progres|Helsinki|Hindustan Times|Home Office|HREA
Human Rights|HumanTrafficking|Hürriyet|ICFTU|IFRC|ILO|Immigration and Refugee Board|Independent|Indian Express
Indo-Asian|InfoSud|Institute for|Institute of|Integrated Regional|Inter Press|Inter-American
Inter-Parliamentary|Interfax|Internal Displacement|International|Interpol|IOL|IOM|IPS|IRIN|Iran |Irish Times
IslamOnline|Itar|ITAR|IWPR|Jakarta Post|Jamaica Gleaner|Jamaica Observer|Jerusalem Post|Joint United
Jordan Times|Jubilee|Kathmandu|Khaleej Times|Korea Herald|Korea Times|KUNA|Kuwait Times|Kyiv Post|Kyodo
La Strada|Lao News|Le Monde|Library of Congress|Los Angeles Times|Mail & Guardian|Mail and Guardian
Médecins|Mercy Corps|Miami Herald|Middle East|Migration|Minister|Ministry|Minority Rights|Mission of
Mmegi|Mongolia|Monsters and Critics|Moscow Times|MSNBC|National |NBC|New Era|New Straits|New Vision
New York Times|New Zealand|News Agency|News Bulletin|News24|Newsday|Newsweek|NGO |NPR|OCHA|ODHIR|OECD|Office for
Office of|Office to|OHCHR|OMCT|One World|OneWorld|Open Society|Organisation|Organization|OSCE|Oxfam
Pacific Magazine|Pakistan|PANA|Panafrican|Pan African|Permanent Mission|Philippine|Phnom Penh Post|Physicians
Plan International|PlusNews|Polaris|Prague|Pravda|Press Trust|PressTV|Project |Protection Project|Radio
Rantburg|Red Cross|Redress|Refugees International|RELIEFWEB|ReliefWeb|Reporters|Republic of|Reuters|RFE
RIA Novosti|Romanian|Russia|Salvation Army|San Francisco|Save the Children|Scoop|Scotsman|Seattle|Shared Hope
SignOnSanDiego|Sky News|SOS|South Asia|South China|Southeast Asian|Spiegel|State Department|Stop Violence
StopVAW|Straits Times|Street Kids|Sudan Tribune|Sunday |Sydney Morning|Taipei Times|Tass|Tehran Times|Telegraph
Terre des|The |Third World|The Paul H. Nitze|The Protection|The Johns Hopkins|Time |Times of|Today's Zaman|Toronto Star|Transitions|Transparency International
Tribune|Turkish|UK |UN |UNAIDS|UNDP|UNESCO|UNFPA|UNHCR|UNICEF|UNIFEM|Union|United|University|UNODC|UPI|US Dept
US Department|US State|US Embassy|US Agency|U.S. Dept|U.S. Department|U.S. State|U.S. Embassy|U.S. Agency
U.S. Committee|U.S. Government|USA Today|USAID|Vietnam|Viet Nam|Vital Voices|VOA|Voice of America
Voices of|Wall Street|War Child|Washington Post|Washington Times|WFP|WHO|Women|World|Xinhua|Xinhuanet|Yemen
YLE|Youth|Zambia|Zenit
ABC Color|Aftenposten|Agência Brasil|Agencia Brasil|Akipress|AKIpress|AlterPresse|AMAN|Anadolu|Angola Press|ANGOP
ANSA|Arizona Republic|ArmeniaNow|Asharq|Asia-Plus|Asian Age|Asahi|Athens News|Avesta|Awareness Times|Azzaman
Baltic Times|Bahrain Tribune|Bakhtar|Barbados Nation|BelTA|Belapan|Bernama|Bianet|bdnews24|BuaNews|Budapest Times
Cameroon Tribune|ChildHope|Chosun|Civil Georgia|Clarín|Clarin|Colombo Page|Concord Times|Copenhagen Post|Cyprus Mail
Daily Graphic|Daily Inquirer|Daily Observer|Daily Yomiuri|Dallas Morning|Democratic Voice|Dominican Today|DutchNews
eKantipur|Ekathimerini|Kathimerini|El Comercio|El Deber|El Diario|El Heraldo|El Mercurio|El Nacional|El Nuevo|El País
El Pais|El Tiempo|El Universal|El Watan|Emirates News|Epoch Times|Expatica|Ferghana|Fiji Times|Financial Gazette
Folha|Gazeta.kz|GhanaWeb|Ghanaian|Gorkhapatra|Granma|Gulf Daily|Helsingin|Herald Sun|Hetq|Himalayan Times|HINA
Houston Chronicle|Inquirer|IPP Media|IRNA|Irish Examiner|Irrawaddy|Islands Business|Japan Times|JoongAng|Kaieteur
Kantipur|Kazinform|Knight Ridder|Kommersant|Kuensel|La Hora|La Nación|La Nacion|La Prensa|La Razón|La Razon
La Tribuna|Le Faso|Le Matin|Le Soleil|Le Temps|L'Express|Liberian Observer|Libya Herald|Listín|Listin|Lusa
Magharebia|Mainichi|Makfax|Malaysiakini|Manila Bulletin|Manila Times|McClatchy|Mediafax|Mehr|MindaNews|Minivan
Mizzima|Moldova Azi|Moldpres|MosNews|Mosnews|NDTV|Nepalnews|New Nation|Newsline|Newsweek|Nine O'Clock|Notimex|Novinite
Nyasa Times|O Globo|Pajhwok|Payvand|People's Daily|PhilStar|PNG Post|Portugal News|Post-Courier|Prague Post|Prensa Libre
Prothom|Punch|Radio Australia|Radio New Zealand|Rediff|Regnum|Rompres|RTHK|San Diego|Saudi Gazette|Shabelle|Shan Herald
Siglo|Slovak Spectator|Sofia News|Solomon Star|Southern African|Sowetan|Stabroek|Standard Times|Statesman|Sun Star|Sun.Star
Sun-Sentinel|SW Radio|Swissinfo|Swazi Observer|Tanjug|Thanh Nien|The Hindu|ThisDay|This Day|Tico Times|Times of Central Asia
Times of India|Times of Malta|Times of Swaziland|Times of Zambia|Today.Az|Trend News|Trinidad|Turan|Ukrinform|UNIAN|UzReport
Vanguard|VietNamNet|WAM|Warsaw Voice|Ynet|Yomiuri|Yonhap|Zaman|Zee News|ZimOnline|Zimbabwe Independent
"""


def _by_first_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in _PUBLISHERS.strip().split("\n"):
        for name in line.split("|"):
            found.setdefault(name.strip().split(" ", 1)[0], []).append(name.strip())
    return {word: tuple(sorted(set(names), key=len, reverse=True)) for word, names in found.items()}


_KNOWN = _by_first_word()
_FIRST = re.compile(r"[^\s,]+")


def known_publisher(text: str) -> str:
    """The longest known name of a publisher, or beginning of one, that a text begins with, or ""."""
    first = _FIRST.match(text)
    if first is None:
        return ""
    word = first.group()
    for key in (word, word.rstrip(".:;)’'")):
        for name in _KNOWN.get(key, ()):
            if text.startswith(name) and not text[len(name) : len(name) + 1].isalnum():
                return name
    return ""


# Names that stand on nearly every such page. Whole, and before a comma, an acronym, a date or the
# text's end, each of them begins a byline or goes on with one.
_WHOLE = re.compile(
    r"""(?<![\w.])(?:
      Human\ Rights\ Watch(?:\ [\w'’]+(?:\ Rights)?\ (?:Project|Division))?|RFE/RL(?:\ Newsline)?|IRIN\ PlusNews|Amnesty\ International|Anti-Slavery\ International|ECPAT\ International
    | (?:UN\ |United\ Nations\ )?Integrated\ Regional\ Information\ Networks?
    | United\ Nations(?=\ (?:Press|News)\ Release\b)|United\ Nations\ (?:Children['’]s\ Fund|Development\ Program(?:me)?|Office\ on\ Drugs\ and\ Crime
        |High\ Commissioner\ for\ Refugees|Population\ Fund)
    | UN\ Convention\ on\ the\ Rights\ of\ the\ Child
    | Inter\ Press\ Service(?:\ News\ Agency)?|Institute\ for\ War\ (?:&|and)\ Peace\ Reporting
    | Radio\ Free\ Europe(?:\s?/\s?Radio\ Liberty)?|Voice\ of\ America|Agence\ France[\ -]Presse
    | (?:The\ )?Associated\ Press|United\ Press\ International|Deutsche\ Presse-Agentur|Deutsche\ Welle
    | (?:The\ )?World\ Bank|BBC\ (?:News|World\ Service|Monitoring)|(?:The\ )?New\ York\ Times|(?:The\ )?Washington\ Post
    | (?:The\ )?Los\ Angeles\ Times|(?:The\ )?Christian\ Science\ Monitor|(?:The\ )?Miami\ Herald
    | International\ (?:Labou?r\ (?:Office|Organi[sz]ation)|Organi[sz]ation\ for\ Migration
        |Crisis\ Group|Helsinki\ Federation(?:\ for\ Human\ Rights)?)
    | (?:U\.S\.|US|United\ States)\ (?:Dept\.?|Department)\ of\ (?:State|Labor|Justice)
    | (?:(?:U\.S\.|US)\ )?Central\ Intelligence\ Agency|U\.S\.\ Library\ of\ Congress
    | Save\ the\ Children(?:\ UK|\ Sweden)?|World\ Health\ Organization|Committee\ to\ Protect\ Journalists
    | Catholic\ News\ Service|Terre\ des\ [Hh]ommes|Casa\ Alianza|Organization\ for\ Security\ and
        \ Co-?operation\ in\ Europe|World\ Organi[sz]ation\ Against\ Torture
    )(?:\s[A-Z][A-Z&/\-]+\b(?=[\s,)]|$)|(?=\s*(?:[,(\[&]|$|\d|Bureau\b|Office\b|(?:Press|News)\ Release\b)))""",
    re.X,
)


@lru_cache(maxsize=64)
def whole_publishers(text: str) -> tuple[tuple[int, int], ...]:
    """Where names known to stand whole in bylines begin, and end with their acronyms, in a text."""
    return tuple(found.span() for found in _WHOLE.finditer(text))


_GIVEN = """
aaron abdul abdullah abraham abu adam adrian ahmad ahmed aisha aidan akhil alan albert alejandro aleksandr alex
alexander alexandra alfred ali alice alicia alison allan allen amanda amelia amina amir amit amy ana anastasia
andre andrea andreas andrei andrew andrey andy angela angelo anil anita ann anna anne annie anthony anton
antonio antony arif arjun arthur arun asha ashok audrey august aung axel ayesha azim barbara barry beatrice
becky ben benjamin bernard beth betty bill bob bogdan boris brad brenda brian bridget bruce bruno caitlin
carl carla carlo carlos carmen carol caroline carolyn catherine cathy cecilia celia charles charlie charlotte
chen cheryl chris christian christina christine christopher claire clara clare claude claudia colin connie craig
cristina cynthia daisy dale dan daniel daniela danielle dave david dawn dean deborah denis dennis derek diana
diane diego dilip dina dmitri dmitry dominic don donald donna dorothy douglas duncan ed eddie edgar edith
edmund eduardo edward eileen elaine eleanor elena elina elisabeth elizabeth ella ellen emily emma emmanuel eric
erica erik ernest esther eva evan eve evelyn farah farid fatima fatou felix fernando fiona florence frances
francesca francis francisco frank fred frederick gabriel gareth gary gavin gaziza genevieve george gerald
gerard gill gina giovanni giulia gladys glen gloria gordon grace graham greg gregory guillaume gustavo guy
habib hamid hana hannah hans harriet harry hassan heather hector helen helena henry herbert hiroshi hilary
howard hugh hugo hussein ian ibrahim ida igor ilya imran ines ingrid irena irene irina isaac isabel isabella
ivan jack jackie jacob jacqueline jacques james jamie jan jane janet janice jason jasmine javier jay jean jeff
jeffrey jennifer jenny jeremy jerry jesse jessica jill jim joan joanna joanne joe joel johan johannes john jon
jonathan jorge jose josé joseph joshua joyce juan juana judith julia julian juliana julie june karen karim karin
karl kate katherine kathleen kathryn kathy katie katrina keith kelly ken kenneth kevin khaled kim kimberly
kirsten kofi kristin kumar kurt kyle lara larissa larry laura lauren laurence lawrence leah lee leila lena
leo leon leonard leslie liam lily linda lisa liz lois lori louis louise lucia lucy luis luke lydia lyn lynn
madeleine magdalena mahmoud malik manuel marc marcel marco marcos marcus margaret maria marianne marie marina
mario marion mark marta martha martin mary maryam mat matt matthew maureen maurice max maya megan mehmet mei
melanie melissa mercy michael michel michelle miguel mike mikhail miranda miriam mohamed mohammad mohammed
moira mona monica monika moses muhammad murat mustafa nadia nancy naomi natalia natalie natasha nathan neil
nelson nicholas nick nicola nicolas nicole nigel nikolai nina nora norma norman olga oliver olivia omar oscar
otto owen pablo pamela pascal pat patricia patrick paul paula paulo pavel pedro penny peter petra phil philip
philippe phillip pierre priya rachel rafael rajesh ralph ramesh ramon raul ravi ray raymond rebecca reuben rhoda
ricardo richard rick rita rob robert roberto robin rodrigo roger roland ron ronald rosa rosalind rose rosemary
ross roy ruben ruth ryan sally sam samantha samir samuel sandra sanjay sara sarah scott sean sebastian sergei
sergey sergio shahid sharon shaun sheila shirley silvia simon sofia sonia sophia sophie stella stephanie
stephen steve steven stuart sue sunil susan susanna suzanne svetlana sylvia tamara tania tanya tatiana ted
tendai teresa terry thandi thomas tim timothy tina toby todd tom tomas tony tracey tracy valentina valerie vanessa
vera veronica vicky victor victoria vijay vincent viola virginia vladimir walter warren wendy wilfred will
william winnie xavier yang yasmin yolanda yuri yusuf yvonne zaid zainab zeynep zoe aibek aigul almaz asel bakyt
gulnara nurlan dinara timur marat rustam aziz bekzod farrukh shahnaz malika
abebe abena achieng adaeze adama adanna adebayo adel adela aditi adriana afia agnes agnieszka ahmet aidar ajay
akiko akosua alberto aleksei alexei alfonso alfredo alhassan alisher almazbek alvaro amadou amara ambrose amos
anahit anand anatoly anders angelina anjali anneke annika anselm antoine anwar anya arben archana ardian arjuna
armando armen arnold artur arturo asif askar aslan astrid ayse azamat babak bakary balázs bashir bayram beatriz
begimai bekele bella benedict benjamín bernardo bharat bibi bilal birgit blaise blessing bojan boniface boubacar
brigitte burak catalina celeste cengiz chandra charity chiara chinedu chinwe chipo cholpon clemens clement
clementina constance cosmas cyprian cyril dagmar daler dalia danilo danuta daria dariusz daulet deepak demba
denise dereje desmond didier dilshod doina dora doris dragan dumitru ebenezer edison edmond edna eduard edwin
ekaterina elias eliza elmira elvira emeka emil emilio enrique epiphanie erdem erlan ernesto esteban etienne eugen
eugene eugenia evgeny ewa fabian fabio faisal farangis farhad farida farzana fatmata fatoumata federico felicia
ferdinand fidel filip firdaus florin francine francois françois freddy gaurav gayane gebre geoffrey georges
geraldine gerardo getachew gheorghe gianni gilbert giorgi godfrey goran grigor grzegorz guido gulmira gulnora
gulshan haji hakan halima hamza haruna hemant henri henrik hermann hilda hortensia hristo humphrey husein ibrahima
idris idrissa ignacio ikram imani imre indira innocent ioana iqbal isaiah isatou ishmael ismail issa istván
itumeleng ivana ivo jacinta jakob jamal jamila jamshid janos jaroslav javed jelena jens jerome joachim joaquin
johanna jorgen josef josefina josephine jovan judit jules justina justine jürgen kamal kamila karine karl-heinz
katarina katarzyna katerina kateryna kavita kazimierz kenji kerstin khadija khalid klaus kodjo komil krishna
krzysztof kseniya kwabena kwame kyoko laila lakshmi lamine larysa lazar leonardo leticia liliana linh ljubica
lorena lorenzo loveness ludmila luigi lukas lyudmila maciej madina magda mahamadou mahbub mahmud maja makoto
mamadou manas mandla manoj marcela marcelo marcin marek margarita mariam mariama mariana marija marisol mariusz
markus marlene masud matej mateusz matthias mauricio mavluda maximilian małgorzata mehdi meral mercedes meruert
michal michał mihai mihail mikael milan milica mirela mirjana miroslav mitra mochamad mohamad mohan moussa mukesh
mukhtar muna musa mykola nabil nadezhda nadira nana naresh nasreen nasrin natalya natasa navin nazgul ndeye nela
nelly nevena ngozi nguyen nikola nikolay nilufar nino nirmala njeri nodir noor noreen nuria nursultan oksana oleg
oleksandr olena olivera olivier olumide omid otabek ousmane pamella panagiotis parveen patience patrice pavlo
pawel perpetua petar petr philomena piotr pradeep prakash pramod prasad precious prosper rabia radha radu rafiq
raghav rahima rajan rajiv raju rana ranjit rashid rasul razia raúl rekha renata reza ritu rizwan roberta rocio
rohan rokhaya rosario roza rudolf rukhsana rupert rustem sabina sabine sadia saeed saida saima salma salman samina
samira samson sandeep sanna santiago sasha satoshi saule selam selma serge serhiy seydou shabnam shafiq shahida
shakir shamsul shanta shoira sibusiso siddharth simone sindre sipho slavica slobodan snezana solomon sonja soraya
stefan stefania steffen stelian sulaiman sunita suresh sushila suzana svitlana sylvestre szymon tahir tamar tapiwa
tariq tatjana temur tendayi teresia tesfaye tetiana thabo thandiwe themba theo theresa thomasina tigran tihomir
tilak tiziana tomasz tomás traian tsvetan tunde tursun ulf ulrich uma umar urmila ursula usha usman vadim valentin
valeria vanja vasile vasili veena venkat vesna viktor viktoria vilma vinod vitaly vjosa vlad vladislav volodymyr
waleed wangari wanjiku wanjiru wilhelm wojciech wolfgang xolani yaa yakubu yana yasmina yaw yelena yevgeny yiannis
youssef yulia yuliya zahra zarina zbigniew zdravko zeljko zenab zerihun zhanna zlatko zoran zuhra zuzana ömer
abeba abla achara adina adjoa agron agus ainura akinyi akua alemayehu alina altin ama amaka aminu amjad amra angel
antônio anucha anup arzu atieno bakhtiyor bal bambang baraka bassam batbayar bello bereket besnik bikash binod
blerta blessings bola bolormaa bongani bopha budi bukola busisiwe channyda chhay chika chikondi chimwemwe
chukwuemeka cláudia corina cristian dara deepa dewi dilfuza dipesh dung dzifa edem edgardo edin edlira efrain efraín
efua elnura elvis emina emmanuela enkhbat esi farai faten fatos femi fernanda feruza flavia flávia folake frantz
garba genc ghada gilberto girma gjergj gopal govind guerline gulzat haile hamisi hanan hari hauwa heriberto hiwot
hoa huda hung huong héctor ifeoma ikenna ilir inés ioan irfan jasmina jean-claude jean-pierre jefferson jimena joao
jocelyn jovana joão juma jyldyz kamau kemi ketut khalil khin kimsan kipchoge kiran kojo kudzai kwadwo kwaku kwasi
kwesi kyaw lan laxmi layla lerato lilia limbani lindiwe luan lucian luciana luka maher mallika maribel marie-claire
mawuli mehmood meseret mihaela milagros milena mimoza minh mircea mladen mphatso mpho mulugeta muthoni mwangi myint
nadeem nafula naila naran nawal neema nidal nigora njoki njoroge nkechi nkosinathi noemi noemí nomsa nomvula nur
nurgul nyambura nyasha oana obinna onyango opheera otieno oyuna palesa phuong pilirani prakriti pratima pravit
rakiya raluca ramiro rania rehema renato rigoberto rithy rocío rolando rose-anne rubina rudo rumbidzai sade samar
sangita sani saodat sarmad segun sello selorm senad senait senyo shavkat shazia shehzad shkelzen simba simona siti
sokha sokunthea somchai sopheap sorin srey sri suha suman supalak sushma tafadzwa tahira takudzwa tatenda thabang
thanh thant thet thiago thokozani thulani tichakunda tichaona tigist tinashe tope tsetseg tshepo tsitsi tuan uche
valbona vania vannak veaceslav vuthy víctor wafa wafula walid wambui waqar wassana wayan widlore wilmer wisly ximena
xiomara yadira yemi yesenia yohannes yoofi zamira zanele zaw ziad zlata zubair zuhura ángel
ramón adrián andrés germán martín óscar álvaro sebastián césar nicolás sofía maría lucía mónica verónica fátima
jesús josué simón rené andré stéphane frédéric hélène thérèse geneviève cécile éric michèle véronique gérard aurélie
benoît jérôme zoé joël raphaël noël zoë darío fabián iván julián joaquín agustín bárbara begoña belén inês mário
sérgio cláudio fábio flávio júlio lúcia márcia mônica patrícia vinícius ayşe çiğdem gökhan emre selçuk oğuz ümit
håkan søren jørgen björn göran åsa łukasz paweł jiří tomáš lukáš zdeněk ondřej ştefan ștefan
pilar consuelo dolores esperanza amparo remedios nuria montserrat
"""
GIVEN = frozenset(_GIVEN.split())
