"""Names of tunes to which verse is written (词牌, 曲牌): below one, lines are verse however long each is."""

from __future__ import annotations

import re

from shanben.shape.both_scripts import both, forms

_TUNES = (
    "水调歌头|满江红|念奴娇|沁园春|浣溪沙|菩萨蛮|蝶恋花|临江仙|鹧鸪天|西江月|浪淘沙令?|清平乐|卜算子|如梦令|忆江南|望江南|"
    "忆秦娥|采桑子|减字木兰花|木兰花[慢令]?|玉楼春|虞美人|相见欢|乌夜啼|渔家傲|定风波|江城子|江神子|贺新郎|贺新凉|摸鱼儿|"
    "水龙吟|八声甘州|雨霖铃|声声慢|一剪梅|醉花阴|武陵春|点绛唇|踏莎行|鹊桥仙|青玉案|满庭芳|苏幕遮|御街行|雨中花|"
    "南乡子|南歌子|生查子|破阵子|丑奴儿|诉衷情|更漏子|长相思|调笑令|捣练子|谒金门|好事近|柳梢青|太常引|少年游|阮郎归|"
    "画堂春|眼儿媚|风入松|扬州慢|暗香|疏影|齐天乐|永遇乐|六州歌头|桂枝香|望海潮|兰陵王|祝英台近|喜迁莺|洞仙歌|行香子|"
    "十六字令|渔歌子|苍梧谣|人月圆|唐多令|糖多令|小重山|天仙子|千秋岁|离亭燕|霜天晓角|山花子|巫山一段云|荷叶杯|女冠子|"
    "天净沙|山坡羊|折桂令|水仙子|沉醉东风|落梅风|寿阳曲|清江引|殿前欢|普天乐|醉太平|朝天子|红绣鞋|喜春来|四块玉|得胜令|"
    "塞鸿秋|端正好|滚绣球|叨叨令|满庭霜|凤凰台上忆吹箫|高阳台|酒泉子|莺啼序|昭君怨|忆王孙|贺圣朝"
)
_NAME = re.compile(
    both(
        rf"[《【〔\[]?(?:调寄|[（(\[【〔〈]?[黄正仙南中大双越商][钟宫吕石调角]{{1,2}}[）)\]】〕〉]?)?\s*[·•・]?"
        rf"(?:{_TUNES})"
        r"[》】〕\]]?(?:[一二两三四五六七八九十]+[首阕闋]|(?:[\s　·•・:：—－-]+|[（(《]).{1,16})?"
    )
)
_LONGEST = 30
_STARTS = frozenset(
    "".join(forms(name[0]) for name in _TUNES.split("|")) + "".join(map(forms, "《【〔[（(〈·•・调黄正仙南中大双越商"))
)
"""Characters such a name begins with: most lines begin with others, and are asked no further."""


def names_tune(content: str) -> bool:
    """Whether a line is the name of a tune, perhaps with a title of its own: 浣溪沙·登楼, 忆江南三首."""
    return content[0] in _STARTS and len(content) <= _LONGEST and bool(_NAME.fullmatch(content))


def names_song(content: str) -> bool:
    """Whether a line is made as the name of a tune with a title of its own is, whatever the tune: 酒泉子·别意."""
    return bool(_SONG.fullmatch(content))


_SONG = re.compile(r"[\u4e00-\u9fff]{2,7}[·•・][^，。；：！？·•・]{1,14}")
