"""Where a Chinese heading may be broken by sense: not inside a word, and not before a particle.

BudouX's model for Simplified Chinese scores each place between two characters (a boosted classifier over the three
characters on either side; Apache 2.0); above 0 it sees the end of a word. Over the 2026 report it is right about most
words, and wrong about terms and names, which are listed here. Low scores are doubtful and cost a little. The model is
loaded when the first Chinese heading is too long for a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

INSIDE_WORD = 1.0
BEFORE_PARTICLE = 0.02
_DOUBTFUL = 0.003
_SURE = 1_200.0
"""The score at which three in four places are between words (compared with a dictionary segmenter)."""
_WHOLE_WORDS = """
人工智能 生成式 智能体 机器人 人形 具身智能 大语言模型 大模型 基础模型 神经网络 多模态 推理 训练 数据中心 数据库 超大规模 基础设施 半导体
产业链 供应链 供应商 服务商 芯片 晶圆 先进封装 高带宽内存 光刻机 元器件 以太网 云计算 算力 电力 电网 核电 可再生能源 等离子体 搜索引擎 软件开发
开发工具 自动驾驶 智能手机 知识产权 专利 许可证 风险投资 生命周期 集中度 全景 前沿 区间 职能 权重 步骤 样本 炒作 全栈 细分 约束 买单 亿美元 万亿美元
英伟达 超威 英特尔 博通 美光 高通 三星 海力士 台积电 阿斯麦 微软 谷歌 亚马逊 甲骨文 苹果 特斯拉 字节跳动 阿里巴巴 腾讯 百度 华为 深度求索 月之暗面 智谱
寒武纪 中芯国际 摩根士丹利 高盛 麦肯锡 斯坦福 国际能源署
"""
"""Terms and names that the model would cut in two."""
_WHOLE = tuple(_WHOLE_WORDS.split())
_WHOLE_BY_FIRST = {first: tuple(word for word in _WHOLE if word[0] == first) for first in {word[0] for word in _WHOLE}}
_LONGEST = max(map(len, _WHOLE))
_PARTICLES = frozenset("的地得了着过吗呢吧啊之等")
"""They lean on the word before them."""
_FEATURES = (
    ("UW1", -3, -2), ("UW2", -2, -1), ("UW3", -1, 0), ("UW4", 0, 1), ("UW5", 1, 2), ("UW6", 2, 3),
    ("BW1", -2, 0), ("BW2", -1, 1), ("BW3", 0, 2), ("TW1", -3, 0), ("TW2", -2, 1), ("TW3", -1, 2), ("TW4", 0, 3),
)  # fmt: skip
"""The features of BudouX's parser: a table of the model, and where its key lies about the place."""


@cache
def _model() -> tuple[Mapping[str, Mapping[str, float]], float]:
    """The model's tables, and the score that it starts from."""
    import budoux

    model = budoux.load_default_simplified_chinese_parser().model
    return model, -0.5 * sum(sum(table.values()) for table in model.values())


def break_cost(text: str, index: int) -> float:
    """How much a break before the character `index` hurts, from 0 between phrases to `INSIDE_WORD`."""
    if text[index] in _PARTICLES:
        return BEFORE_PARTICLE
    if _in_whole(text, index):
        return INSIDE_WORD
    model, score = _model()
    for table, left, right in _FEATURES:
        if index + left >= 0 and index + right <= len(text):
            score += model[table].get(text[index + left : index + right], 0)
    if score <= 0:
        return INSIDE_WORD
    return max(_DOUBTFUL * (1 - score / _SURE), 0.0)


def _in_whole(text: str, index: int) -> bool:
    """A listed word lies over the place before the character `index`."""
    for start in range(max(index - _LONGEST + 1, 0), index):
        for word in _WHOLE_BY_FIRST.get(text[start], ()):
            if start + len(word) > index and text.startswith(word, start):
                return True
    return False
