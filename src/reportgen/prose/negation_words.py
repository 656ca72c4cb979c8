"""The words of denial in both languages: what denies a clause, what only looks like it, and what can carry a denial that the other language says otherwise."""

from __future__ import annotations

import re

from reportgen.patterns import regex
from reportgen.prose.glance import words_of

EN_DENIALS = regex(
    r"\b(?:not|[a-z]+n[’']t|cannot|never|no longer|neither|none|nobody|nowhere|no one|nothing|no(?= (?!one\b|longer\b)[a-z]))\b|\b(?:fail(?:s|ed|ing)?|"
    r"refus(?:es?|ed|ing)|declin(?:es?|ed|ing)|unable|"
    r"(?:has|have|had) yet|is yet|are yet) to\b|\bunlikely\b|\black(?:s|ed)?\b|\bmiss(?:es|ed)? (?:its|the|their|his|her|an?)\b|\b(?:den(?:y|ies|ied)|rul(?:e[ds]?|ing) out)\b|"
    r"(?<!a )(?<!the )(?<!past )(?<!last )(?<!next )(?<!first )\bfew (?!hundred|dozen|years|days|weeks|months|hours|minutes|more)(?=[a-z])|\bhardly (?=any|"
    r"ever)",
    re.IGNORECASE,
)
"""What denies a clause. `not` may still be part of something that denies nothing: see `EN_PSEUDO`."""
EN_PSEUDO = regex(
    r"\bnot (?:bad|badly|only|just|least|merely|simply|so much|to mention|far|unlike|unusual\w*|uncommon\w*|until|necessarily the only|a few|insignificant|"
    r"infrequent\w*|inconsiderable|without|least because|long (?:ago|after|before))\b"
    r"|\bwhether or not\b|\bif not\b|\bwhy not\b|\bor not\b|\bcan(?:not|[’']t) but\b|\b(?:could|can|would)(?:not|n[’']t| not) (?:be |have been |agree |"
    r"care )?(?:more|less|better|worse|"
    r"\w+(?<!ev)(?<!oth)(?<!ov)(?<!aft)(?<!und)(?<!ent)(?<!off)(?<!consid)(?<!deliv)(?<!answ)(?<!rememb)(?<!recov)(?<!discov)(?<!transf)(?<!alt)(?<!cov)(?<!ord)(?<!off)(?<!gath)er)\b|"
    r"\bnothing but\b|\bcan(?:not|[’']t) (?:miss|help|wait|resist)\b|\bcould(?: not|n[’']t) have\b|\bfor nothing\b|\bnext to nothing\b|\bto say nothing of\b|\bnothing if not\b|\bno (?:choice|option|alternative) but\b|\bdo without\b|\bnone the \w+|\bcannot (?:do|live|go) without\b|\bno\. ?\d"
    r"|\b(?:isn|aren|wasn|doesn|don|didn|won|hasn)[’']t (?:it|he|she|they|there|that)\b|\bno (?:doubt|wonder|sooner|matter|less|fewer|more|later|earlier|"
    r"longer than|lower|higher|greater|smaller|larger|bigger|better|worse|other than|different|small|stranger|mean|coincidence|secret|surprise|accident|"
    r"\w+er than)\b"
    r"|\bnot (?:more|less|fewer|later|earlier|longer|lower|higher|greater) than\b|\bnot exceed\w*|\bno ifs\b|\bnever mind\b|\bnone other\b|"
    r"\bnone the less\b|\bneither here nor there\b|\b(?:did|do|does)(?:n[’']t| not) hesitate\b|\bnothing short of\b|\bfew days\b|(?-i:\bNo (?=[A-Z]?\d))"
    r"|\bnot (?:a single )?(?:one|once) but\b|\bno end\b|\bnot half\b|\bnot all\b(?= [a-z]+ bad)|\bnot .{2,40}? but\b(?! (?:it|they|he|she|the)\b)",
    re.IGNORECASE,
)
ZH_HARD = regex("[没未无非勿莫]|不|难以|拒|否")
"""What denies the word of denial beside it: 未排除."""
ZH_CLAUSE_DENIALS = regex("拒绝|否认|否决|禁止|没有|没能|没|未能|未曾|从未|尚未|并未|未(?=[^来])|不(?=.)|无法|无人|无一|无权|无意|无需|无须|无望|无力|毫无|并无|并非|绝非|难以|很难|不曾|毋")
"""Denials that are no verbs or adjectives of their own."""
ZH_DENIALS = regex(
    "没有|没能|没|未能|未曾|从未|尚未|并未|未(?=[^来])|不(?=.)|无法|无人|无一|无权|无意|无需|无须|无望|无力|毫无|并无|无(?=.)|并非|而非|绝非|非(?=.)|难以|很难|鲜有|少有|罕有|很少|勿|[切请]莫|莫要|别|拒绝|否认|否决|避免|禁止|失败|不曾|毋|未"
)
"""What denies a clause or a word of it."""
ZH_PSEUDO = regex(
    "不[仅光但只单]|不过|不断|没有?问题|不停|是不是|会不会|能不能|要不要|有没有|该不该|可不可以|值不值|不变|不动|不可混为|不相上下|胜负未定|不详|不封顶|未知|不欢而散|无期|不少(?!于)|不论|不管|无论|非常|除非|未来|没准|不得不|不能不|不可不|不无|无不|莫不|无非|离不开|少不了|免不了|忍不住|无人[机驾艇车船]|不锈钢|"
    "不到(?=[约\\d一二三四五六七八九十百千万半两几])|不久|不妨|不愧|不料|不禁|不等(?!于)|不已|不惜|不幸|不慎|不约而同|差不多|了不起|不时|不得超|不超过|不少于|不低于|不高于|不多于|不晚于|不早于|不迟于|不[大小]于|不止|不丹|不列颠|"
    "不莱梅|不动产|无线|无形|无疑|无数(?!字|据)|无偿|无缝|无限|无花果|非洲|[南西东北中]非|非典(?!型)|莫不|莫桑比克|莫迪|莫德纳|莫奈|莫尔|莫里|莫雷|莫拉|莫兰|莫罗|莫妮|莫纳|莫扎特|玛莫|别墅|[特区分个级性类识告辨鉴差派离有各送道话惜饯阔赠作辞]别|"
    "别[人名克国致的处]|否则|[能是与可会]否|未成年|未婚|未遂|没收|没落|[埋淹沉出吞]没|不一而足|从不缺|数不[清胜]|参差不齐|不甘|不容小觑|不可避免|无一[不未]|无一例外|没有一[^，。]{0,4}[不未]|并非没有|不是没有|未尝不|不由|不求|不失为|不啻|不乏|不亚于|不遗余力|不计其数|不可或缺|"
    "无可厚非|无可争议|毫不犹豫|毫无疑问|无与伦比|不言而喻|不胫而走|无关紧要|无处不在|无时无刻|锲而不舍|络绎不绝|供不应求|居高不下|不翼而飞|始终不渝|无独有偶|是非|啼笑皆非|若非|非得|要不是|不是吗|不算[少小]|不[大小]的|不容易|迟早|未雨绸缪|不假思索|不良|不俗|不菲|不朽|"
    "不凡|无名|无奈|无辜|无烟|无菌|无症状|无家可归|无机|无核|无铅|无糖|无酒精|无氧|无障碍|无纺|不治|不孕|不夜|不粘|不倒翁|不规则|对不起|来不及|不明|不对称|不锈"
)
"""Words with a 不, 无, 非 … in them that deny nothing, or that English says without a denial."""
ZH_CARRIERS = regex(
    "[未不没非否勿莫无]|拒|驳回|反对|抵制|抵抗|违抗|(?<![灾遇罹避空海])难(?!民|题)|失败|失利|落选|落空|流产|告吹|破裂|搁浅|受阻|碰壁|泡汤|禁(?!区)|避免|防止|防范|免(?!费|疫|税)|缺(?!口)|欠(?!款)|滞销|停(?!车|留|靠|泊)|中止|终止|中断|断绝|排除|除外|以外|"
    "除了?(?!夕)|取消|撤销|撤回|放弃|错过|失去|丧失|失踪|失联|失信|失灵|失效|错失|落后|偏离|偏差|差(?!异|距|额|别|价|旅|不多)|错|空[白缺置]|一空|(?<![接对期等招看优虐款])待(?!遇)|罕|(?<![新朝海生])鲜(?!花|明|艳|果|奶|血|活)|(?<![减至多])少(?!年|女|数民族|校|将)|毫(?!米|"
    "升|克|安|秒)|零(?!售|件|部|星|食|时|下)|止步|休想|别|告急|"
    "忌|回避|躲避|规避|绝[不非无对口]|谢绝|拒绝|隔绝|杜绝|阴性|消失|告负|负于|违|逃|躲|婉拒|推迟|延期|悬|(?<!嫌)疑(?!似|犯|人|问)|谎|假(?!期|日|如|设|释)|误(?!差)|弃|脱(?!颖|贫)|闲置|搁置|束手|作罢|阙如|差得远|相去|岂|"
    "(?<![任如为几])何|吗|？|甭|弱于|低于|不如|逊|远(?:低|非)|外行|沉默|缄默|绝口|闭口|守口|"
    "惟|唯|例外|徒劳|枉|作废|废除|反而|反倒|相反|而是|亏|盲|哑|聋|莫名|甚微|微乎|有限|寥寥|勉强|险些|差点|几乎|近乎|遥遥无期|渺茫|未卜|暂缓|按兵|白费"
)
"""What may stand in Chinese for a “not”."""
ZH_LATE = regex("(?<![人天刚英秀文奇])才(?!能|华|干|艺)|以前|之前|此前|直到|直至|仅|上一?次|最后一次|上回|(?<![一二三四五六七八九十百千万两几数每这那\\d])只(?!股)")
EN_LATE = regex(r"\b(?:until|for|since|before|only|earlier|sooner|yet|unless|than|just|but|even|ever|never|longer|except|other|till|less|later)\b", re.IGNORECASE)
"""“did not open until noon” is 中午才开门: `ZH_LATE` carries a “not” beside `EN_LATE`."""
EN_CARRIERS = regex(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|nowhere|without|hardly|scarcely|barely|rarely|seldom|few|fewer|little|less|least|only|unless|until|too|instead|rather|"
    r"against|beyond|free|yet|except|out|away|far|off|zero|cannot|still|remains?|remained|remaining|remain|pending|before|other than|immune|empty|so far|"
    r"opaque|moot|hard|difficult|silent|doubt\w*|short|shy|"
    r"exclu\w+|fail\w*|lack\w*|refus\w*|den(?:y|ied|ies|ial)|reject\w*|bann?(?:ed|ing|s)?|barr?(?:ed|ing|s)?|prohibit\w*|forbid\w*|forbad\w*|stop\w*|"
    r"prevent\w*|unable|miss\w*|absen\w*|avoid\w*|declin\w*|ceas\w*|end(?:s|ed|ing)?|los[tes]\w*|"
    r"im(?:possib|practical|perfect|mobile|plausib|mun|proper|pair|moral|poten)\w*|in(?:capa|complete|signif|visib|valid|abil|adeq|suff|eff|elig|feasib|"
    r"consist|accur|convenien|correct|decisi|definit|depend|direct|animate|appropriate|curable|justice|secure|stabil|tact|toler|voluntar|equal|conclusive|"
    r"frequent|soluble|comple|edible|action)\w*|"
    r"il(?:legal|liquid|legitim|logical|litera)\w*|ir(?:re|rational)\w+|dis(?!ease|tan|trict|trib|play|cover|cuss|patch|k|h|c|pers|solv|aster|tinct|till|"
    r"pute)\w+|non\w*|un(?!i|der|til|cle|veil|fold|earth)\w+|(?:mis|mal)\w+|"
    r"de(?:void|spite|priv\w+)|spar(?:e|ed|ing)\w*|waiv\w*|abandon\w*|drop(?:s|ped|ping)?|cancel\w*|halt\w*|resist\w*|keep\w* from|elud\w+|"
    r"withh?eld|withdr\w+|ignor\w+|neglect\w*|closed?|limit(?:s|ed)?|bottleneck\w*|secret|veto\w*|oppos\w+|object\w*|anti\w*|skip\w*|scrap\w*|shun\w*|"
    r"spurn\w*|escap\w+|forg[eo]t\w*|quit|exempt\w*|contrary|wrong|bad|weak|poor|insist\w*|bar|any|anyone|anything|ever|even|scarce|scant|nil|alone|"
    r"clear of|independent\w*|blind|deaf|dead|dry|stuck|steady|flat|same|constant|fixed|stay\w*|unchanged|idle|gone|bankrupt|broke|orphan|homeless|strange|"
    r"alien|foreign|raw|wait\w*|hold\w* back|held back|hold\w* off|held off|whatever|regardless|no matter|must|should|avert\w*|suspend\w*|leave\w*|left|"
    r"worthless|last|differ\w*|keep|kept|secre\w+|despite|though|although|however|whether|than|impasse|stalemate|deadlock|loath|reluctan\w+|wary|averse|"
    r"allerg\w+|vain|futile|elusive|vacant|void|null|abstain\w*|abstention\w*|boycott\w*|snub\w*|dodg\w+|evad\w+|evasi\w+|flout\w*|breach\w*|violat\w+|"
    r"default\w*|overdue|outstanding|defy|defie\w+|cut off|rid|rule[ds]? out|ruling out|blank|bare\w*|struggl\w+|but (?:one|two|three|a)|all but|anything but|literally|br[eo]ak\w*|broke\w*|half-\w+|ill|hesitat\w*|private\w*|anonym\w*|acquit\w*|clear(?:s|ed)|innocent|exonerat\w*|grief|vain|"
    r"so (?:was|were|did|is|are|do|does|had|has|too)|firm|late|gross|novel|new|first|peerless|record|rare|sole|single|just|mere\w*|nearly|almost|about|"
    r"under|below|within|up to|over|at (?:least|most)|more|loom\w*)\b|[a-z]n[’']t\b|\w+less\b|\bnon-|\ba-",
    re.IGNORECASE,
)
"""What may stand in English for a 不, 没 or 未."""
ZH_FIRM = regex("不[能会得可再是愿肯准许]|不允许|不需要|不必|没有|尚未|未能|无法|从未|并未|并非|无权|无意|无一|无人")
"""Denials that English hardly says without a denial of its own."""
EN_FIRM = regex(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|nowhere|without|cannot|hardly|scarcely|barely|rarely|seldom|few|fewer|little|less|least|only|unless|"
    r"until|too|instead|rather|yet|still|remain\w*|unable|unlikely|"
    r"than|against|out of|off|short|away|gone|free|immune|exempt\w*|empty|beyond|despite|alone|void|fixed|unchanged|stay\w*|constant|steady|flat|firm|late|"
    r"gross|idle|dead|struggl\w+|elud\w+|literally|hard|difficult|impossible|moot|"
    r"fail\w*|lack\w*|refus\w*|den(?:y|ied|ies|ial)|reject\w*|bann?(?:ed|ing|s)?|barr?(?:ed|ing|s)?|prohibit\w*|forbid\w*|forbad\w*|outlaw\w*|stop\w*|"
    r"prevent\w*|miss\w*|absen\w*|avoid\w*|declin\w*|ceas\w*|end(?:s|ed|ing)?|los[tes]\w*|exclu\w+|except|"
    r"withh?eld|withdr\w+|abandon\w*|cancel\w*|drop(?:s|ped|ping)?|scrap\w*|halt\w*|quit|skip\w*|rule[ds]? out|ruling out|doubt\w*|differ\w*|spar(?:e|ed|"
    r"ing)\w*|forg[eo]t\w*|ignor\w+|veto\w*|oppos\w+|resist\w*|boycott\w*|hold\w* (?:back|off)|held (?:back|off)|"
    r"un(?!i|der|til|cle|veil|fold|earth)\w+|in(?:capa|complete|visib|valid|abil|adeq|suff|eff|elig|accur|correct|decisi|defin|curable|secure|toler|volunt|"
    r"conclus)\w*|im(?:possib|practical|mobile|plausib)\w*|irre\w+|illegal\w*|dis(?!ease|tan|trict|trib|play|cover|cuss|patch|k|h|c|pers|solv|aster|tinct|"
    r"till)\w+|non\w*|"
    r"but (?:one|two|three|a)|all but|anything but|br[eo]ak\w*|broke\w*|skip\w*|half-\w+|ill|hesitat\w*|acquit\w*|clear(?:s|ed)|innocent|private\w*|so (?:was|were|did|is|are|do|does|had|has)|any|anyone|anything|whether|secret|blank|silent|zero|nil|unanimous\w*|"
    r"keep\w* from|kept from|last|before|other than|far from|as (?:much|many|long)|must|waiv\w*|contrary|neglect\w*|orphan\w*|default\w*|limited|closed?|"
    r"suspend\w*|pending)\b|[a-z]n[’']t\b|\w+less\b|\bnon-|\w+-free\b",
    re.IGNORECASE,
)
"""What may stand in English for one of `ZH_FIRM`."""
BARRING_VERBS = ((r"rul(?:e[ds]?|ing) out", "排除"), (r"prevent\w*", "预防|防止|阻止|避免"), (r"avoid\w*", "避免"), (r"bann?\w*", "禁止|禁"), (r"stop\w*", "停止|阻止|停"),
                  (r"reject\w*", "拒绝|否决|驳回"), (r"exclud\w+", "排除|除外"), (r"cancel\w*", "取消"), (r"den(?:y|ied|ies)", "否认"))
"""Verbs of keeping something out, which deny so plainly that the other side cannot say their denial without a “not”."""
NEGATIVE_VERBS = (*BARRING_VERBS, (r"refus\w+", "拒绝"),
                  (r"oppos\w+", "反对"), (r"miss(?:ed|es|ing)?", "错过|拖欠|缺"), (r"fail\w*", "失败|失灵|失效|倒闭"), (r"los[et]\w*", "失去|亏损|输|失|亏|丧失"), (r"doubt\w*", "怀疑|质疑|疑"), (r"differ\w*", "差"), (r"closed?", "关闭|停|封闭"), (r"abandon\w*", "放弃|弃"), (r"lack\w*", "缺乏|缺少|缺"), (r"forg[eo]t\w*", "忘"), (r"default\w*", "违约|违"))  # fmt: skip
"""Verbs that are negative themselves: “does not prevent” needs a “not” beside 预防."""

_EN_PSEUDO_WORDS = frozenset(["not", "no", "nothing", "none", "never", "neither", "without", "few", "cannot"])
_ZH_PSEUDO_SIGNS = frozenset("不没未无非莫别否迟")
"""Each match of `EN_PSEUDO` has one of these words or n’t in it, each of `ZH_PSEUDO` one of these characters."""
_ZH_PLAIN_CARRIERS = frozenset("未不没非否勿莫无")
EN_PLAIN_FIRM = frozenset([
    "not", "no", "never", "none", "nor", "neither", "nobody", "nothing", "nowhere", "without", "cannot", "few", "hardly", "scarcely", "barely", "rarely", "seldom", "unless", "unable", "hard", "difficult",
    "fewer", "little", "less", "least", "only", "until", "too", "instead", "rather", "yet", "still", "than", "against", "before", "any", "must",
])  # fmt: skip
EN_PLAIN_CARRIERS = EN_PLAIN_FIRM | {
    "more", "under", "below", "within", "over", "new", "first", "should", "same", "keep", "left", "last", "out", "though", "although", "however", "ever", "even", "about",
}  # fmt: skip
"""Words of `EN_FIRM` and `EN_CARRIERS` that are looked up before those are searched for."""


def without_pseudo_en(text: str) -> str:
    """English with blanks for what only looks like a denial."""
    lower = text.lower()
    if _EN_PSEUDO_WORDS.isdisjoint(words_of(text)) and "n't" not in lower and "n’t" not in lower:
        return text
    return EN_PSEUDO.sub(lambda match: " " * len(match[0]), text)


def without_pseudo_zh(text: str) -> str:
    """The same in Chinese."""
    return text if _ZH_PSEUDO_SIGNS.isdisjoint(text) else ZH_PSEUDO.sub(lambda match: " " * len(match[0]), text)


def may_carry_zh(text: str) -> bool:
    """Something in Chinese may stand for a “not”."""
    return not _ZH_PLAIN_CARRIERS.isdisjoint(text) or bool(ZH_CARRIERS.search(text))


def may_carry_en(text: str, firmly: bool = False) -> bool:
    """Something in English may stand for a 不, or for one of `ZH_FIRM`."""
    plain, pattern = (EN_PLAIN_FIRM, EN_FIRM) if firmly else (EN_PLAIN_CARRIERS, EN_CARRIERS)
    return not plain.isdisjoint(words_of(text)) or bool(pattern.search(text))
