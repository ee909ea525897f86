"""Words that stand in almost every text and so say little about any: English, Russian, Kazakh.

They are indexed, so that phrases hold them, but a query doesn't ask for them where it has others, and
a text's share of them tells which language it is in.
"""

ENGLISH = frozenset(
    """a about above after again all also am an and any are as at be because been before being below
    between both but by can cannot could did do does doing down during each else few for from further had has
    have having he her here hers herself him himself his how i if in into is it its itself just may me
    might more most must my myself no nor not of off on once only or other our ours out over own same she
    should so some such than that the their theirs them themselves then there these they this those
    through to too under until up upon us very was we were what when where which while who whom whose why
    will with would you your yours""".split()  # noqa: SIM905
)
RUSSIAN = frozenset(
    """а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до
    его ее если есть еще же за здесь и из или им их к как ко когда кто ли либо мне может мы на над надо наш
    не него нее нет ни них но ну о об однако он она они оно от очень по под при с со так также такой там те
    тем то того тоже той только том ты у уже хотя чего чей чем что чтобы чье чья эта эти это этого этой этом
    этот я который которая которые которых которой""".split()  # noqa: SIM905
)
KAZAKH = frozenset(
    """және мен бен пен да де та те бұл сол ол осы осындай үшін туралы бойынша бар жоқ емес болып болған
    болды болады деп деген дейін кейін ең өте өз бір біз сіз мұндай бірақ немесе ал егер сондай сондықтан
    арқылы қарай ғана әр әрі барлық оның олар олардың""".split()  # noqa: SIM905
)
KAZAKH_LATIN = frozenset(
    """jäne jáne jane men bul sol osy üşin úshin ushin turaly boiynşa boıynsha bar joq emes bolyp bolǵan
    bolğan bolady dep degen deıin deiin keıin keiin öte óte bir biraq nemese arqyly barlyq onyñ onyń
    olardyñ olardyń""".split()  # noqa: SIM905
)
# Words that ask, and say nothing of what is asked for; the commonest stand above. They are rare in what answers,
# so that by its rarity "сколько" would weigh more than any other word of a question.
ASKING = frozenset(
    """какой какая какое какие какого какую какому каком каким какими каких каков какова каково каковы сколько
    скольких скольким почему зачем откуда куда кого кому кем ком чему насколько отчего неужели разве такое такие
    такая является являются называется называются называют назовите расскажите
    кім кімнің кімді кімге не нені неге қайда қайдан қашан қай қандай қалай қанша неше ма ме ба бе па пе""".split()  # noqa: SIM905
)
ALL = (
    ENGLISH | RUSSIAN | KAZAKH | ASKING
)  # "men" and "bar" are words in English, so not the Latin ones
