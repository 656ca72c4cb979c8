"""How the two languages say who says so: the turns of phrase of an attribution, what can carry one, and the kinds of those who are named."""

from __future__ import annotations

import re

from reportgen.patterns import regex

_SAYING = (
    "said|says|told|tells|argue[sd]?|believe[sd]?|reckon(?:s|ed)?|predict(?:s|ed)?|forecasts?|forecast|estimate[sd]?|expects?|expected|warn(?:s|ed)?|claim(?:s|ed)?|insist(?:s|ed)?|noted|notes|writes|wrote|thinks?|thought|"
    "ruled|rules|points? out|pointed out|stress(?:es|ed)|caution(?:s|ed)|contend(?:s|ed)|observe[sd]|suggest(?:s|ed)?|show(?:s|ed)?|found|finds|report(?:s|ed)?|announced|added|maintain(?:s|ed)?|concluded|explain(?:s|ed)?|confirmed|declared|projects|projected|say"
)
_STUDY = (
    "study|studies|paper|report|survey|poll|analysis|meta-analysis|review|data|figures|research|trials?|filing|census|statistics|records|findings|experiments?|simulations?|article|memo|letter|documents?|audit|inquiry|investigation|surveys|polls"
)
_PEOPLE = (
    "analysts?|economists?|researchers?|scientists?|experts?|officials?|critics|doctors|traders|historians?|astronomers|archaeologists|engineers?|executives?|investors|dealers|brokers|bankers|strategists?|forecasters|investigators|"
    "police|prosecutors|campaigners|residents|witnesses|biologists|physicists|geologists|ecologists|lawyers|managers|developers|officers|ministers|diplomats|insiders|observers|authors|supporters|opponents|neighbours|neighbors|activists"
)
_NO_SUBJECT = r"(?!(?:and|but|or|about|half|as|than|well|which|who|where|because|though|although|while|if|when|more|less|far|ahead|below|above|up|down|from|with|to|of|not|so|compared|just|much|that|short) )"
_NOT_BEFORE = r"(?<!\bof)(?<!\bhad)(?<!\bhas)(?<!\bhave)(?<!\bare)(?<!\bwas)(?<!\bis)(?<!\bwere)(?<!\bbe)(?<!\bbeen)(?<!\bthan)(?<!\bas)(?<!\bto)(?<!\bnot)(?<!\bthe)(?<!\bits)(?<!\btheir)(?<!\ba)(?<!\bin)(?<!\bby)(?<!\bwith)"
EN_ATTRIBUTION = regex(
    r"\b[Aa]ccording to (?!plan|schedule|the rules|their|its|his|her|need|size|how|what|whether|taste|type|age)(?P<after>[^,.;:—]{2,70})"
    rf"|[,”] ?{_NO_SUBJECT}(?P<last>[A-Za-z][^,.;:“”—]{{1,80}}?){_NOT_BEFORE} (?:{_SAYING})(?=\.|,? (?:on|in|at|to|late|last|yesterday|this|earlier)\b[^,.;:]{{0,60}}\.|$)"
    r"|[,”] ?(?:said|says|reports?(?:ed)?(?! (?:(?:the|an?|no|its|their|his|her|similar|such) )?(?:[\w-]+ )?(?:results?|findings?|profits?|loss(?:es)?|sales|earnings|revenues?|cases?|deaths?|rises?|falls?|declines?|drops?|growth|increases?|problems?|symptoms?|errors?|incidents?|crimes?)\b)|warned|warns|writes|wrote|predicts|predicted|forecasts|estimates|reckons|argues|told|adds|added) (?P<behind>(?:the |an? |one )?[A-Za-z][^.;:—“”]{1,80}?)(?=\.|$|,? [“‘])"
    rf"|\b(?P<study>(?:[\w’-]+ ){{0,3}}(?:{_STUDY})\b(?: (?!and|but|which|who|to|has|have|had|been|was|were|is|are|be|that|not|will|would)[A-Za-z’-]+){{0,8}}?) (?:shows?|showed|found|finds|suggest(?:s|ed)?|links?|linked|indicate[sd]?|conclude[sd]?|puts|estimate[sd]?|warn(?:s|ed)|reveal(?:s|ed)?|says?|said|argue[sd]?)\b"
    r"|(?P<before>(?:\b[A-Za-z][\w’&.-]*,? ){0,6}?\b(?!be\b|been\b|and\b|not\b|is\b|are\b|was\b|were\b)[\w’]+) (?:said(?! (?:to|goodbye|farewell|yes|no|nothing|little|so|hello|sorry|prayers)\b)|says(?! so\b)|t(?:old|ells)(?= (?:[A-Z]|the|a|an|reporters|analysts|investors|journalists|lawmakers|staff|colleagues|us|me|him|her|them|parliament|state|local)\b))\b"
    rf"|(?P<people>(?:[\w’-]+ ){{0,2}}\b(?:{_PEOPLE})\b(?: (?:at|of|for|in|from|who) [^,.;]{{2,40}})?) (?:say|believe|argue|reckon|predict|forecast|estimate|expect|warn|claim|insist|think|fear|note)(?:s|d|ed)?\b"
    r"|\b(?:[Bb]y|[Oo]n) (?P<by>(?:the )?[^,.;:]{2,40}’s) (?:reckoning|count|estimates?|calculations?|account|tally)\b"
    r"|\b[Cc]iting (?P<cited>[^,.;:]{2,60}),|\b(?P<agency>(?:[\w’-]+ )?(?:agency|newspaper|paper|broadcaster|magazine|daily|outlet|television|radio)) (?:reported|reports)\b"
    r"|\b[Ii]n the view of (?P<view>[^,.;:]{2,60})"
)
"""Who says so in English, with their words under a name of their own; each proves an attribution."""
_VERBS = """
according account add added adds announced argue argued argues believe believed believes calculation calculations cautioned cautions citing claim
claimed claims conclude concluded concludes confirmed contended contends count declared estimate estimated estimates expect expected expecting expects
explain explained explains fear feared fears finds forecast forecasts found indicate indicated indicates insist insisted insists link linked links
maintain maintained maintains note noted notes observed observes point pointed points predict predicted predicts projected projects puts reckon
reckoned reckoning reckons report reported reports reveal revealed reveals ruled rules said say says show showed shows stressed stresses suggest suggested
suggests tally tells think thinks thought told view warn warned warns write writes wrote
"""
EN_VERBS = frozenset(_VERBS.split())
"""Each attribution of `EN_ATTRIBUTION` has one of these words."""
ZH_ATTRIBUTED = regex(
    "(?<![占证依收票割])[据按](?![点守此理说])|(?<![名职号简统堪对])称(?!为|职|号|呼|霸|帝|王)|(?<!小)说(?!服|明书|法)|预期|表示|显示|指出|认为|预计|预测|估计|估算|预估|报道|透露|告诉|写道|警告|发现|表明|提出|主张|坦言|宣布|宣称|承认|证实|强调|披露|公布|解释|来自|援引|来源|"
    "有种说法|看来|预言|断言|相信|提醒|否认|指控|呼吁|敦促|要求|建议|回应|介绍|记载|统计|得出|补充|讲|感叹|自称|声称|回忆|总结|评价|形容|描述|希望|担心|主张|判断|坚称|料|：“|道：|：「|眼中|口中|笔下|而言|调查|研究人员|判定|认定|裁定|判决|裁决|估值|引述|声明|公告|喊"
)
"""What in Chinese can carry an attribution."""
ZH_ATTRIBUTION = regex(
    "(?:^|(?<=[，。；“”]))(?![也另还又]?有[^，]{0,4}[人说观消报])(?:(?:根?据|按照?)(?!点|守|此|悉|说|称|传|了解|规定|计划)(?P<after>[^，。；]{2,28}?)(?:报道|消息|统计|数据|估计|估算|预测|显示|介绍|披露|透露|调查|测算|称|说(?!明)|的说法|的计算)"
    "|(?P<study>[^，。；“”]{2,28}?)(?:的?(?:数据|报告|调查|研究|民调|统计|论文|文件)(?:显示|表明|称|指出|发现|认为|预计|估计)|(?:报道|援引)(?:称|说|，|知情|[^，。；]{1,14}报道))"
    "|(?P<before>[^，。；“”：]{2,28}?)(?:[周上本昨今]?[一二三四五六日天]?)(?:表示|指出|认为|预计|预测|透露|写道|警告|坦言|宣称|称|(?<![来的是话比再])说|估计)(?=[，：])|(?<=”)(?P<behind>[^，。；“”：]{2,20}?)(?:说|表示|称)(?=。))"
)
"""Who says so in Chinese."""
EN_ATTRIBUTED = regex(
    r"\b(?:said|says?|saying|according|told|tells?|telling|report\w*|data|figures?|show\w*|stud(?:y|ies)|survey\w*|polls?|polled|estimat\w+|expect\w*|forecast\w*|predict\w*|think\w*|thought|believ\w+|argu\w+|reckon\w*|claim\w*|count|statistics|official\w*|analysts?|sources?|paper\w*|"
    r"found|find\w*|suggest\w*|warn\w*|announc\w+|writ\w+|wrote|call(?:s|ed|ing)?|describ\w+|quot\w+|cit\w+|view|sees?|saw|admit\w*|insist\w*|den(?:y|ied|ies)|confirm\w*|not(?:es?|ed|ing)|add(?:s|ed)|ask\w*|urg\w+|want\w*|promis\w+|pledg\w+|hop(?:e[sd]?|ing)|statement|research\w*|"
    r"project(?:s|ed)|put(?:s|ting)?|likely|likes|likened|compar\w+|judg\w+|ruled|rule[sd]?|propos\w+|complain\w*|explain\w*|declar\w+|acknowledg\w+|conced\w+|maintain\w*|conclud\w+|reveal\w*|disclos\w+|list\w*|record\w*|document\w*|feel\w*|felt|fear\w*|worr\w+|doubt\w*|assum\w+|consider\w*|"
    r"regard\w*|recall\w*|remember\w*|know\w*|knew|blam\w+|accus\w+|allege\w*|reportedly|apparently|supposedly|credited|credit\w*|attribut\w+|calculat\w+|measur\w+|indicat\w+|impl\w+|guidance|guid\w+|plan\w*|intend\w*|agree\w*|recommend\w*|advis\w+|answer\w*|repl\w+|respon\w+|testif\w+|"
    r"swor\w+|swear\w*|vow\w*|threaten\w*|boast\w*|joke\w*|sigh\w*|shout\w*|laments?|lamented|predic\w+|outlook|rumou?r\w*|talk\w*|speak\w*|spoke\w*|argument|analysis|review|census|filing|letter|memo|by our|on our|in my|label|sign|reads?|rumoured|seem\w*|should|would|will|may|might|look\w*|counts?|reckoning|teach\w*|term\w*|name[sd]?|deem\w*|hail\w*|prais\w+|critici\w+|urged)\b|[:“”]",
    re.IGNORECASE,
)
"""What in English can carry an attribution."""
EN_ATTRIBUTED_FIRMLY = regex(
    r"\b(?:said|says?|saying|according|told|tells?|report\w*|data|figures?|show\w*|stud(?:y|ies)|survey\w*|polls?|polled|estimat\w+|expect\w*|forecast\w*|predict\w*|think\w*|thought|believ\w+|argu\w+|reckon\w*|claim\w*|statistics|analysts?|sources?|paper\w*|found|finds|suggest\w*|warn\w*|announc\w+|writ\w+|wrote|jok\w+|quip\w*|muse[sd]?|laments?|lamented|sigh\w*|boast\w*|shout\w*|promis\w+|vow\w*|pledg\w+|used to be|"
    r"describ\w+|quot\w+|cit(?:es?|ed|ing)|view|sees|admit\w*|insist\w*|den(?:y|ied|ies)|confirm\w*|notes|noted|adds|added|research\w*|project(?:s|ed)|puts?|declar\w+|acknowledg\w+|conced\w+|conclud\w+|reveal\w*|disclos\w+|calculat\w+|indicat\w+|reckoning|count|credit\w*|official\w*|likened|calls|called|urg\w+|ask\w*|recall\w*|explain\w*|statement|census|filing|guidance|reportedly|review|analysis|complain\w*|fear\w*|hop(?:e[sd]?|ing)|point(?:s|ed)? out|observ\w+|stress\w*|emphasi[sz]\w+|remark\w*|comment\w*|mention\w*|state[sd]|hint\w*|signal\w*|caution\w*|contend\w*|assert\w*|alleg\w+|speculat\w*|confess\w*|testif\w+|dub(?:s|bed)|testimony|maintain\w*|agree\w*|like\w* to say|tall(?:y|ies)|account|by .{2,40}’s)\b|[“”:]",
    re.IGNORECASE,
)
"""What in English can carry an attribution that names who says so (据…称)."""
_KINDS = """
investigator inspector: 调查人员 调查员 调查组 调查机构 侦查人员 研究员 研究人员 研究者|pilot: 飞行员 机长 机师|union: 工会|ministry: 教育部 财政部 卫生部 国防部 外交部 内政部 农业部 交通部 能源部 商务部 劳动部 环境部 司法部 文化部 该部 部委|police officer: 警方 警察 警官 公安|prosecutor: 检方 检察官 检察院|analyst: 分析师 分析人士 分析员|economist: 经济学家|
researcher: 研究人员 研究者 研究员|scientist: 科学家 研究人员|doctor physician: 医生 医师|official: 官员 官方 当局|spokesman spokeswoman spokesperson: 发言人|company firm: 公司 企业 机构 厂商 集团|regulator watchdog: 监管机构 监管部门 监管者|court: 法院 法庭|
judge: 法官|lawyer attorney: 律师|mayor: 市长|witness: 目击者 证人|resident local: 居民 当地人|neighbour neighbor: 邻居|teacher: 教师 老师|student: 学生|farmer grower: 农民 种植户 农户|trader dealer: 交易员 交易商|broker: 经纪|executive: 高管 执行官 主管|
chairman chairwoman chair: 董事长 主席|engineer: 工程师|critic opponent: 批评者 反对者 评论家|government: 政府|survey poll: 调查 民调|study: 一项研究 该研究 这项研究 研究报告 新研究|newspaper: 报纸 日报 晚报 时报|museum curator: 博物馆 馆长|university: 大学|historian: 历史学家|archaeologist: 考古学家 考古人员|
astronomer: 天文学家|geologist: 地质学家|biologist: 生物学家|meteorologist forecaster: 气象|firefighter: 消防|hospital: 医院|army military: 军方 军队|airline: 航空公司|insurer: 保险公司|shareholder: 股东|investor: 投资者 投资人|customer: 客户 顾客|
consumer: 消费者|parent: 家长 父母|family relative: 家属 家人 亲属|tenant: 租户 租客|landlord: 房东|employee worker staff: 员工 工人 职工 雇员|employer: 雇主|manager: 经理|retailer: 零售商|supplier: 供应商|manufacturer maker: 制造商 厂商|developer: 开发商 开发者|
exchange: 交易所|bank lender: 银行 央行 贷款机构|charity: 慈善|church: 教会|embassy: 大使馆 使馆|auditor: 审计|nurse: 护士|fisherman: 渔民|passenger: 乘客|driver: 司机|coach: 教练|captain: 队长 船长 机长|player: 球员|referee: 裁判|director: 导演 董事 总监 主任|
author writer: 作者 作家|publisher: 出版社 出版商|editor: 编辑|artist: 艺术家|driver: 司机|climber: 登山|diver: 潜水员|chemist: 化学家|physicist: 物理学家|psychologist: 心理学家|ecologist: 生态学家|vet veterinarian: 兽医|tourist: 游客|voter: 选民|
senator: 参议员|minister: 部长 大臣|president: 总统 总裁 主席|governor: 州长 行长 总督 省长|diplomat: 外交官|soldier: 士兵|rescuer: 救援人员|agency: 机构 通讯社 管理局 总署|council: 委员会 理事会 议会|designer: 设计师|architect: 建筑师|botanist: 植物学家|activist: 活动人士|villager: 村民|customs: 海关|census: 人口普查|pollster: 民调机构|refugee: 难民|aid rescuer rescue: 救援人员 援助人员|tank: 智库|television broadcaster: 电视台 广播公司|radio: 电台|guard: 保安 警卫 看守|prisoner inmate: 囚犯|priest: 神父 牧师|shepherd herder: 牧民 牧羊人|miner: 矿工|sailor: 水手 船员|shopkeeper: 店主|owner: 业主 店主 老板|guide: 导游 向导|musician: 音乐家|conductor: 指挥 列车员|waiter: 服务员|hunter: 猎人|builder: 建筑商|treasurer: 财务主管|secretary: 秘书 国务卿|ambassador: 大使|general: 将军|colonel: 上校|sheriff: 警长|banker: 银行家|strategist: 策略师|consultant: 顾问
"""
KINDS = tuple((tuple(en.split()), tuple(zh.split())) for entry in _KINDS.replace("\n", "").split("|") for en, zh in [entry.split(": ")])
"""English nouns for one kind of source, and the Chinese for it."""
GENERIC = frozenset(["机构", "集团", "主管", "主任", "总监", "一项研究", "报告", "老板"])
"""Chinese words that may stand for more than one kind."""
