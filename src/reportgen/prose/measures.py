"""Units of measure and currencies with their names in both languages.

A unit has a dimension and a factor to the dimension's base, so that 1.5 GW and 150万千瓦 are one value. Factors are
exact (SI Brochure, 9th edition; international yard and pound); the calendar month is 1/12 of 365.25 days.
"""

from __future__ import annotations

from fractions import Fraction

from reportgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; `base` is how many base units of its dimension it is."""

    id: str
    dimension: str
    base: Fraction


# id, dimension, factor | English words and symbols, parted by commas | Chinese words
_TABLE = """
USD money:USD 1 | US dollar, U.S. dollar, dollar, USD, US$, $, buck, greenback | 美元, 美金, 美刀
USc money:USD 1/100 | cent, US cent, ¢ | 美分
EUR money:EUR 1 | euro, EUR, € | 欧元
EURc money:EUR 1/100 | euro cent | 欧分
GBP money:GBP 1 | pound sterling, British pound, GBP, £, sterling | 英镑
GBPp money:GBP 1/100 | pence, penny | 便士
CNY money:CNY 1 | yuan, renminbi, RMB, Rmb, CNY, CN¥, RMB¥, Chinese yuan | 人民币, 元人民币, 元, 块钱
JPY money:JPY 1 | yen, JPY, Japanese yen, JP¥ | 日元, 日圆
HKD money:HKD 1 | Hong Kong dollar, HKD, HK$ | 港元, 港币
TWD money:TWD 1 | New Taiwan dollar, Taiwan dollar, TWD, NT$ | 新台币, 台币
SGD money:SGD 1 | Singapore dollar, SGD, S$ | 新加坡元, 新元, 坡币
AUD money:AUD 1 | Australian dollar, AUD, A$, AU$ | 澳元, 澳大利亚元
CAD money:CAD 1 | Canadian dollar, CAD, C$, CA$ | 加元, 加拿大元
NZD money:NZD 1 | New Zealand dollar, NZD, NZ$ | 新西兰元, 纽元
KRW money:KRW 1 | won, KRW, Korean won, South Korean won, ₩ | 韩元, 韩圆
INR money:INR 1 | rupee, INR, Indian rupee, ₹ | 卢比, 印度卢比
RUB money:RUB 1 | rouble, ruble, RUB, ₽ | 卢布
CHF money:CHF 1 | Swiss franc, franc, CHF, SFr | 瑞士法郎, 瑞郎, 法郎
SEK money:SEK 1 | Swedish krona, Swedish kronor, kronor, SEK, SKr | 瑞典克朗
NOK money:NOK 1 | Norwegian krone, Norwegian kroner, NOK, NKr | 挪威克朗
DKK money:DKK 1 | Danish krone, Danish kroner, DKK, DKr | 丹麦克朗
kr money:NOK 1 | krone, kroner, krona | 克朗
PLN money:PLN 1 | zloty, zlotys, Polish zloty, PLN | 兹罗提, 波兰兹罗提
HUF money:HUF 1 | forint, forints, HUF | 福林
CZK money:CZK 1 | koruna, Czech koruna, CZK | 捷克克朗
UAH money:UAH 1 | hryvnia, hryvnias, UAH, ₴ | 格里夫纳
NGN money:NGN 1 | naira, NGN, ₦ | 奈拉
EGP money:EGP 1 | Egyptian pound, Egyptian pounds, EGP | 埃及镑
ARS money:ARS 1 | Argentine peso, Argentine pesos | 阿根廷比索
MXN money:MXN 1 | Mexican peso, Mexican pesos, MXN | 墨西哥比索
CLP money:CLP 1 | Chilean peso, Chilean pesos | 智利比索
KZT money:KZT 1 | tenge, KZT | 坚戈
PKR money:PKR 1 | Pakistani rupee, Pakistani rupees, PKR | 巴基斯坦卢比
KES money:KES 1 | shilling, shillings, Kenyan shilling | 先令, 肯尼亚先令
KWD money:KWD 1 | dinar, dinars, Kuwaiti dinar, KWD | 第纳尔
LKR money:LKR 1 | Sri Lankan rupee, Sri Lankan rupees | 斯里兰卡卢比
BDT money:BDT 1 | taka | 塔卡
COP money:COP 1 | Colombian peso, Colombian pesos | 哥伦比亚比索
PEN money:PEN 1 | Peruvian sol | 索尔
QAR money:QAR 1 | Qatari riyal, Qatari riyals, QAR | 卡塔尔里亚尔
IRR money:IRR 1 | Iranian rial, rial | 伊朗里亚尔
IQD money:IQD 1 | Iraqi dinar, Iraqi dinars | 伊拉克第纳尔
RON money:RON 1 | Romanian leu, lei | 列伊
BGN money:BGN 1 | lev, leva | 列弗
GEL money:GEL 1 | lari | 拉里
UZS money:UZS 1 | Uzbek som | 苏姆
MMK money:MMK 1 | kyat | 缅元, 缅币
KHR money:KHR 1 | riel | 瑞尔
ETB money:ETB 1 | birr | 比尔
GHS money:GHS 1 | cedi | 塞地
MAD money:MAD 1 | Moroccan dirham, Moroccan dirhams | 摩洛哥迪拉姆
TZS money:TZS 1 | Tanzanian shilling, Tanzanian shillings | 坦桑尼亚先令
UGX money:UGX 1 | Ugandan shilling, Ugandan shillings | 乌干达先令
MNT money:MNT 1 | tugrik, Mongolian tugrik | 图格里克
ETH money:ETH 1 | ether, ETH | 以太币
BRL money:BRL 1 | Brazilian real, reais, BRL, R$ | 雷亚尔
ZAR money:ZAR 1 | rand, ZAR | 兰特
SAR money:SAR 1 | Saudi riyal, riyal, SAR | 里亚尔, 沙特里亚尔
AED money:AED 1 | dirham, AED | 迪拉姆
THB money:THB 1 | baht, THB, ฿ | 泰铢
MYR money:MYR 1 | ringgit, MYR | 令吉, 林吉特
IDR money:IDR 1 | rupiah, IDR | 印尼盾, 印尼卢比
VND money:VND 1 | dong, VND, ₫ | 越南盾
PHP money:PHP 1 | Philippine peso, peso, PHP, ₱ | 比索, 菲律宾比索
TRY money:TRY 1 | lira, Turkish lira, TRY, ₺ | 里拉, 土耳其里拉
ILS money:ILS 1 | shekel, ILS, ₪ | 谢克尔
BTC money:BTC 1 | bitcoin, BTC | 比特币, 枚比特币
% share 1/100 | %, per cent, percent, pct, ％ | %, ％
‰ share 1/1000 | ‰, per mille, per thousand | ‰
pp points 1 | percentage point, percent point, ppt, pp, pct point | 个百分点, 百分点
bp points 1/100 | basis point, bp, bps | 个基点, 基点, 个基本点
point index 1 | point | 点, 个点
nm length 1/1000000000 | nm, nanometre, nanometer | 纳米, nm
μm length 1/1000000 | μm, µm, um, micron, micrometre, micrometer | 微米
mm length 1/1000 | mm, millimetre, millimeter | 毫米
cm length 1/100 | cm, centimetre, centimeter | 厘米, 公分
m length 1 | metre, meter, m | 米
km length 1000 | km, kilometre, kilometer | 公里, 千米
mi length 1609344/1000 | mile, mi | 英里
ft length 3048/10000 | foot, feet, ft | 英尺
in length 254/10000 | inch, inches | 英寸, 寸
yd length 9144/10000 | yard, yd | 码
nmi length 1852 | nautical mile | 海里
ly length:ly 1 | light-year, light year | 光年
au length:au 1 | astronomical unit, AU | 天文单位, 个天文单位
m2 area 1 | square metre, square meter, sq m, sqm, m², m2 | 平方米, 平米
km2 area 1000000 | square kilometre, square kilometer, sq km, km², km2 | 平方公里, 平方千米
cm2 area 1/10000 | square centimetre, square centimeter, cm², cm2 | 平方厘米
mm2 area 1/1000000 | square millimetre, square millimeter, mm², mm2 | 平方毫米
ha area 10000 | hectare, ha | 公顷
acre area 40468564224/10000000 | acre | 英亩
mu area 2000/3 | mu | 亩
sqft area 9290304/100000000 | square foot, square feet, sq ft | 平方英尺
sqmi area 2589988110336/1000000 | square mile | 平方英里
l volume 1/1000 | litre, liter, L | 升
hl volume 1/10 | hectolitre, hectoliter, hl | 百升
ml volume 1/1000000 | millilitre, milliliter, ml, mL | 毫升
m3 volume 1 | cubic metre, cubic meter, m³, m3 | 立方米
km3 volume 1000000000 | cubic kilometre, cubic kilometer, km³ | 立方公里, 立方千米
cm3 volume 1/1000000 | cubic centimetre, cubic centimeter, cm³ | 立方厘米
cuft volume 28316846592/1000000000000 | cubic foot, cubic feet | 立方英尺
bbl volume:bbl 1 | barrel, bbl, barrels of oil | 桶
gal volume 3785411784/1000000000000 | gallon | 加仑
kg mass 1 | kilogram, kilogramme, kg, kilo | 公斤, 千克
g mass 1/1000 | gram, gramme, g | 克
mg mass 1/1000000 | mg, milligram, milligramme | 毫克
μg mass 1/1000000000 | μg, µg, mcg, microgram | 微克
t mass 1000 | tonne, metric ton, ton, t | 吨
kt mass 1000000 | kilotonne, kiloton | 千吨
Mt mass 1000000000 | megatonne, Mt | 百万吨
Gt mass 1000000000000 | gigatonne, gigaton, Gt | 吉吨
jin mass 1/2 | jin, catty, catties | 斤
lb mass 45359237/100000000 | lb, lbs | 磅
oz mass 28349523125/1000000000000 | ounce, oz | 盎司
ct mass 2/10000 | carat | 克拉
mW power 1/1000 | mW, milliwatt | 毫瓦
W power 1 | watt, W | 瓦, 瓦特
kW power 1000 | kW, kilowatt | 千瓦
MW power 1000000 | MW, megawatt | 兆瓦
GW power 1000000000 | GW, gigawatt | 吉瓦
TW power 1000000000000 | TW, terawatt | 太瓦
hp power:hp 1 | horsepower, hp | 马力, 匹马力
Wh energy 1 | Wh, watt-hour, watt hour | 瓦时, 瓦特小时
kWh energy 1000 | kWh, kilowatt-hour, kilowatt hour | 千瓦时, 度电, 千瓦小时
MWh energy 1000000 | MWh, megawatt-hour, megawatt hour | 兆瓦时
GWh energy 1000000000 | GWh, gigawatt-hour, gigawatt hour | 吉瓦时
TWh energy 1000000000000 | TWh, terawatt-hour, terawatt hour | 太瓦时
J energy:J 1 | joule, J | 焦耳, 焦
kJ energy:J 1000 | kJ, kilojoule | 千焦, 千焦耳
MJ energy:J 1000000 | MJ, megajoule | 兆焦, 兆焦耳
kcal energy:kcal 1 | kcal, kilocalorie, calorie | 千卡, 大卡, 卡路里, 卡
eV energy:eV 1 | eV, electronvolt | 电子伏特, 电子伏
ns time 1/1000000000 | ns, nanosecond | 纳秒
μs time 1/1000000 | μs, µs, microsecond | 微秒
ms time 1/1000 | ms, millisecond | 毫秒
s time 1 | second, sec, s | 秒, 秒钟
min time 60 | minute, min | 分钟
h time 3600 | hour, hr, hrs, h | 小时, 个小时, 个钟头
day time 86400 | day | 天, 整天, 昼夜, 个昼夜, 个工作日, 个交易日, 个日夜
week time 604800 | week | 周, 星期, 个星期, 个礼拜, 礼拜
fortnight time 1209600 | fortnight |
month time 2629800 | month, mo, mos | 个月, 个多月, 月龄
qtr time 7889400 | quarter | 个季度, 季度, 个季
year time 31557600 | year, yr, yrs, yo | 年, 周年, 载, 个年头, 年期, 个财年
decade time 315576000 | decade |
century time 3155760000 | century, centuries | 个世纪, 世纪
millennium time 31557600000 | millennium, millennia | 千年
age age 1 | years old, year-old, year old, years of age, yo | 岁, 周岁
C temp:C 1 | °C, ℃, degree Celsius, degrees Celsius, degree centigrade, degrees centigrade, C° | ℃, °C, 摄氏度
F temp:F 1 | °F, ℉, degree Fahrenheit, degrees Fahrenheit | ℉, °F, 华氏度
K temp:K 1 | kelvin | 开尔文, 开氏度
deg angle 1 | °, degree | 度
b data 1 | bit, bits | 比特, 位
kb data 1000 | kilobit, kbit | 千比特
Mb data 1000000 | megabit, Mbit, Mb | 兆比特
Gb data 1000000000 | gigabit, Gbit, Gb | 吉比特, 千兆比特
B data 8 | byte | 字节, 个字节
KB data 8000 | KB, kB, kilobyte | 千字节, KB
MB data 8000000 | MB, megabyte | 兆字节, MB
GB data 8000000000 | GB, gigabyte | 吉字节, 千兆字节, GB
TB data 8000000000000 | TB, terabyte | 太字节, TB
PB data 8000000000000000 | PB, petabyte | 拍字节, PB
EB data 8000000000000000000 | EB, exabyte | 艾字节, EB
ZB data 8000000000000000000000 | ZB, zettabyte | 泽字节, ZB
qubit qubit 1 | qubit | 量子比特, 个量子比特, 量子位, 个量子位
kbps rate 1000 | kbps, kbit/s | 千比特每秒
Mbps rate 1000000 | Mbps, Mbit/s, Mb/s, megabits per second | 兆比特每秒, Mbps
Gbps rate 1000000000 | Gbps, Gbit/s, Gb/s, gigabits per second | 吉比特每秒, 千兆比特每秒, Gbps
GB/s rate 8000000000 | GB/s, gigabytes per second | GB/s, 吉字节每秒
TB/s rate 8000000000000 | TB/s, terabytes per second | TB/s, 太字节每秒
Hz freq 1 | Hz, hertz | 赫兹, 赫
kHz freq 1000 | kHz, kilohertz | 千赫, 千赫兹
MHz freq 1000000 | MHz, megahertz | 兆赫, 兆赫兹
GHz freq 1000000000 | GHz, gigahertz | 吉赫, 吉赫兹, 千兆赫
THz freq 1000000000000 | THz, terahertz | 太赫兹
V volt 1 | V, volt | 伏, 伏特
kV volt 1000 | kV, kilovolt | 千伏
A ampere 1 | amp, ampere | 安, 安培
mAh charge 1 | mAh, milliamp-hour | 毫安时
T field:B 1 | tesla | 特斯拉
mT field:B 1/1000 | millitesla, mT | 毫特斯拉, 毫特
G field:B 1/10000 | gauss | 高斯
N force 1 | newton | 牛顿, 牛
kN force 1000 | kilonewton, kN | 千牛, 千牛顿
Ω ohm 1 | ohm, Ω | 欧姆
lm lumen 1 | lumen | 流明
lx lux 1 | lux | 勒克斯
Bq becquerel 1 | becquerel, Bq | 贝克勒尔, 贝可
kBq becquerel 1000 | kilobecquerel, kBq | 千贝可, 千贝克勒尔
MBq becquerel 1000000 | megabecquerel, MBq | 兆贝可, 兆贝克勒尔
Sv sievert 1 | sievert, Sv | 希沃特, 希
mSv sievert 1/1000 | millisievert, mSv | 毫希沃特, 毫希
μSv sievert 1/1000000 | microsievert, μSv, µSv | 微希沃特, 微希
Gy gray 1 | gray, Gy | 戈瑞
mol mole 1 | mole, mol | 摩尔
mmol mole 1/1000 | mmol, millimole | 毫摩尔
μmol mole 1/1000000 | micromole, μmol, µmol | 微摩尔
nmol mole 1/1000000000 | nanomole, nmol | 纳摩尔
Da dalton 1 | dalton, Da | 道尔顿
kDa dalton 1000 | kilodalton, kDa | 千道尔顿
pc parsec 1 | parsec | 秒差距
kpc parsec 1000 | kiloparsec, kpc | 千秒差距
Mpc parsec 1000000 | megaparsec, Mpc | 百万秒差距, 兆秒差距
keV energy:eV 1000 | keV, kiloelectronvolt | 千电子伏, 千电子伏特
MeV energy:eV 1000000 | MeV, megaelectronvolt | 兆电子伏, 兆电子伏特
GeV energy:eV 1000000000 | GeV, gigaelectronvolt | 吉电子伏, 吉电子伏特
TeV energy:eV 1000000000000 | TeV, teraelectronvolt | 太电子伏, 太电子伏特
atm pressure 101325 | atmosphere, atm | 个大气压, 大气压
mbar pressure 100 | millibar, mbar | 毫巴
bar pressure 100000 | bar | 巴
mmHg pressure 133322/1000 | mmHg, millimetres of mercury, millimeters of mercury | 毫米汞柱
hPa pressure 100 | hectopascal, hPa | 百帕
mA ampere 1/1000 | milliamp, mA, milliampere | 毫安
mV volt 1/1000 | millivolt, mV | 毫伏
MV volt 1000000 | megavolt | 兆伏
pm length 1/1000000000000 | picometre, picometer, pm | 皮米
Å length 1/10000000000 | angstrom, Å, ångström | 埃
fs time 1/1000000000000000 | femtosecond, fs | 飞秒
ps time 1/1000000000000 | picosecond | 皮秒
as time 1/1000000000000000000 | attosecond | 阿秒
pg mass 1/1000000000000000 | picogram, pg | 皮克
ng mass 1/1000000000000 | nanogram, ng | 纳克
furlong length 201168/1000 | furlong | 弗隆
fathom length 18288/10000 | fathom | 英寻
stone mass 635029318/100000000 | stone | 英石
dwt mass:dwt 1 | deadweight tonne, deadweight ton, dwt | 载重吨
TEU teu 1 | TEU, TEUs, twenty-foot equivalent unit | 标准箱, 个标准箱, 标箱
bushel volume:bushel 1 | bushel | 蒲式耳
mpg mpg 1 | mpg, miles per gallon | 英里/加仑
fps fps 1 | fps, frames per second | 帧/秒, 帧每秒
dB dB 1 | dB, decibel | 分贝
Pa pressure 1 | Pa, pascal | 帕, 帕斯卡
kPa pressure 1000 | kPa, kilopascal | 千帕
MPa pressure 1000000 | MPa, megapascal | 兆帕
GPa pressure 1000000000 | GPa, gigapascal | 吉帕
km/h speed 1000/3600 | km/h, kph, kmh, km per hour, km an hour, kilometres per hour, kilometers per hour, kilometres an hour, kilometers an hour | 公里/小时, 公里每小时, km/h, 千米/小时, 千米每小时
m/s speed 1 | m/s, m per second, metres per second, meters per second, metres a second, meters a second | 米/秒, 米每秒, m/s
km/s speed 1000 | km/s, km per second, km a second, kilometres per second, kilometers per second, kilometres a second, kilometers a second | 公里/秒, 公里每秒, 千米每秒, 千米/秒
mph speed 1609344/3600000 | mph, miles per hour, miles an hour | 英里/小时, 英里每小时
kn speed 1852/3600 | knot | 节
rpm rpm 1 | rpm, revolutions per minute | 转/分钟, 转每分钟, 转/分
Mpx pixel 1000000 | megapixel, MP |
px pixel 1 | pixel | 像素
ppm ppm 1 | ppm, parts per million | ppm
ppb ppm 1/1000 | ppb, parts per billion | ppb
ppt ppm 1/1000000 | parts per trillion | 
pH pH 1 | pH |
mag mag 1 | magnitude | 级, 级地震
floor floor 1 | storey, story, stories, floor | 层, 层楼
"""

AMBIGUOUS = {
    "kr": ("NOK", "SEK", "DKK", "CZK"),
    "PHP": ("PHP", "ARS", "MXN", "CLP"),
    "INR": ("INR", "PKR"),
    "¥": ("CNY", "JPY"),
    "pound": ("GBP", "lb"),
    "deg": ("deg", "C", "F", "kWh", "K", "B"),
    "point": ("point", "pp"),
    "b": ("b", "qubit"),
    "age": ("age", "year"),
    "m?": ("m",),
}
"""Signs that stand for more than one unit: each is right if one of its readings is."""

_IMPERIAL = frozenset({"mi", "ft", "in", "yd", "nmi", "acre", "mu", "sqft", "sqmi", "cuft", "gal", "lb", "oz", "jin", "mph", "kn"})
ROUNDED = Fraction(6, 100)
"""How far a converted measure may be off: 3 miles are rightly given as 5 km (4.83)."""


def _read_table() -> tuple[dict[str, Unit], dict[str, str], dict[str, str]]:
    units: dict[str, Unit] = {}
    english: dict[str, str] = {}
    chinese: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        head, en, zh = (part.strip() for part in line.split("|"))
        name, dimension, factor = head.split()
        units[name] = Unit(name, dimension, Fraction(factor))
        for word in filter(None, (w.strip() for w in en.split(","))):
            english.setdefault(word, name)
            if (len(word) > 2 and word.islower()) or (word[-1:].islower() and " " in word):
                english.setdefault(_plural(word), name)
        for word in filter(None, (w.strip() for w in zh.split(","))):
            chinese.setdefault(word, name)
    english.update({"¥": "¥", "￥": "¥", "pound": "pound", "pounds": "pound", "yuan": "CNY", "points": "point"})
    chinese.update({"￥": "¥", "¥": "¥"})
    return units, english, chinese


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeo":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("ch", "x")) else f"{word}s"


UNITS, ENGLISH_UNITS, CHINESE_UNITS = _read_table()


def readings(unit: str) -> tuple[str, ...]:
    """The units that a sign can stand for."""
    return AMBIGUOUS.get(unit, (unit,))


def dimension(unit: str) -> str:
    """The dimension of a unit; nothing for things that are counted."""
    known = UNITS.get(readings(unit)[0])
    return known.dimension if known else ""


def is_money(unit: str) -> bool:
    return dimension(unit).startswith("money") or unit == "¥"


def same_measure(value: Fraction, unit: str, other: Fraction, other_unit: str) -> bool:
    """Whether two measures are one: the same unit and value, or an exact (in the case of miles, a fair) conversion."""
    for first in readings(unit):
        for second in readings(other_unit):
            if first == second:
                if value == other:
                    return True
                continue
            a, b = UNITS.get(first), UNITS.get(second)
            if a is None or b is None or a.dimension != b.dimension:
                continue
            left, right = value * a.base, other * b.base
            if left == right or (_may_round(first, second) and abs(left - right) <= ROUNDED * max(left, right)):
                return True
    return False


def _may_round(first: str, second: str) -> bool:
    """Miles against kilometres, and days or weeks against months or years."""
    if (first in _IMPERIAL) != (second in _IMPERIAL):
        return True
    calendar = {"month", "qtr", "year", "decade", "century", "millennium"}
    return UNITS[first].dimension == "time" and (first in calendar) != (second in calendar)
