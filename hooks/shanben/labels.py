"""What readers see instead of our codes: Chinese first, English beside it."""

from __future__ import annotations

from shanben.model.language import TranslationStatus
from shanben.model.text import GapReason
from shanben.model.versions import Standing

GAPS: dict[GapReason, tuple[str, str]] = {
    GapReason.LINE_BREAK: ("换行", "line break"),
    GapReason.BLANK_LINE: ("空行", "blank line"),
    GapReason.INDENT: ("缩进", "indent"),
    GapReason.TRAILING_SPACE: ("行尾空白", "space at the end of a line"),
    GapReason.JUSTIFICATION: ("排版撑字", "letter spacing that fills a line"),
    GapReason.LAYOUT_SPACE: ("排版空格", "space set by the layout"),
    GapReason.HYPHEN: ("断词连字符", "hyphen that divides a word at a line end"),
    GapReason.PAGE_BREAK: ("分页", "page break"),
    GapReason.PAGE_NUMBER: ("页码", "page number"),
    GapReason.RUNNING_HEAD: ("页眉页脚", "running head"),
    GapReason.RULE: ("线条", "rule"),
    GapReason.CONTENTS: ("原目录", "printed contents"),
    GapReason.PULL_QUOTE: ("摘引", "pull quote"),
    GapReason.NOTICE: ("发布者声明", "notice of a distributor"),
    GapReason.CELL_SEPARATOR: ("表格分隔", "separator of table cells"),
    GapReason.NOTE_MARK: ("注码", "note mark"),
    GapReason.LIST_MARKER: ("列表符号", "list marker"),
    GapReason.PICTURE: ("图片位置", "place of a picture"),
    GapReason.OMITTED: ("略去", "left out by the editors"),
    GapReason.UNASSIGNED: ("未归属", "not assigned"),
}

FACTS: dict[str, tuple[str, str]] = {
    "kind": ("体裁", "Kind"),
    "author": ("作者", "Author"),
    "issuer": ("发布机关", "Issuer"),
    "date": ("日期", "Date"),
    "adopted": ("通过", "Adopted"),
    "approved": ("批准", "Approved"),
    "promulgated": ("公布", "Promulgated"),
    "amended": ("修改", "Amended"),
    "in-force": ("施行", "In force from"),
    "repealed": ("废止", "Repealed"),
    "repeals": ("同时废止", "Repeals"),
    "status": ("效力", "Status"),
    "place": ("地点", "Place"),
    "subject": ("主题", "Subject"),
    "series": ("丛刊", "Series"),
    "number": ("文号", "Document number"),
    "publication": ("出处", "Published in"),
    "language": ("语言", "Language"),
    "rights": ("权利", "Rights"),
}

STANDINGS: dict[Standing, tuple[str, str]] = {
    Standing.IN_FORCE: ("施行中", "in force"),
    Standing.NOT_YET: ("尚未施行", "not yet in force"),
    Standing.AMENDED: ("已修改", "amended"),
    Standing.SUPERSEDED: ("已被取代", "superseded"),
    Standing.REPEALED: ("已废止", "repealed"),
    Standing.DRAFT: ("草案", "draft"),
    Standing.UNKNOWN: ("效力未载", "standing not stated"),
}

STATUSES: dict[TranslationStatus, tuple[str, str]] = {
    TranslationStatus.OFFICIAL: ("官方译文", "official translation"),
    TranslationStatus.PRESS: ("媒体译文", "press wording"),
    TranslationStatus.EDITORIAL: ("试译", "editorial translation"),
    TranslationStatus.TREATY: ("条约定名", "fixed by a treaty or the United Nations"),
    TranslationStatus.MACHINE: ("机器译文", "machine translation"),
    TranslationStatus.RULE: ("按规则", "a number, translated by rule"),
}

SHORT: dict[TranslationStatus, str] = {
    TranslationStatus.OFFICIAL: "official",
    TranslationStatus.PRESS: "press",
    TranslationStatus.EDITORIAL: "editorial",
    TranslationStatus.TREATY: "treaty",
    TranslationStatus.MACHINE: "machine",
    TranslationStatus.RULE: "by rule",
}
"""A status on its badge, for who reads English alone."""

KINDS: dict[str, str] = {
    "法": "Law", "宪法": "Constitution", "条例": "Regulations", "规定": "Provisions", "办法": "Measures",
    "规则": "Rules",
    "细则": "Detailed rules", "决定": "Decision", "决议": "Resolution", "通知": "Notice", "公告": "Announcement",
    "通告": "Public notice", "意见": "Opinions", "方案": "Plan", "规划": "Plan", "纲要": "Outline", "报告": "Report",
    "批复": "Reply", "函": "Letter", "复函": "Letter of reply", "通报": "Circular", "请示": "Request for instructions",
    "议案": "Bill", "命令": "Order", "令": "Order", "解释": "Interpretation", "判决": "Judgment",
    "判决书": "Judgment", "裁定书": "Ruling", "标准": "Standard", "章程": "Charter",
    "实施细则": "Implementing rules", "施行细则": "Enforcement rules", "规程": "Working rules",
    "修正案": "Amendment", "准则": "Guidelines", "实施办法": "Implementing measures", "公约": "Convention",
    "协定": "Agreement",
    "条约": "Treaty", "报道": "News report", "新闻": "News", "评论": "Commentary", "社论": "Editorial",
    "讲话": "Speech",
    "信": "Letter", "书信": "Letter", "诗": "Poem", "消息": "News report", "公报": "Bulletin", "计划": "Plan",
    "碑记": "Inscription", "碑記": "Inscription", "民事判决书": "Civil judgment", "刑事判决书": "Criminal judgment",
    "行政判决书": "Administrative judgment", "白皮书": "White paper", "工作报告": "Work report", "法律": "Law",
    "地方性法规": "Local regulations", "行政法规": "Administrative regulations", "部门规章": "Departmental rules",
}  # fmt: skip
"""What the usual kinds of texts are called in English."""


BODIES: dict[str, str] = {
    "全国人民代表大会": "National People’s Congress",
    "全国人民代表大会常务委员会": "Standing Committee of the National People’s Congress",
    "全国人大常委会": "Standing Committee of the National People’s Congress",
    "国务院": "State Council", "政务院": "Government Administration Council",
    "国务院办公厅": "General Office of the State Council", "国务院新闻办公室": "State Council Information Office",
    "中央军事委员会": "Central Military Commission", "中央军委": "Central Military Commission",
    "最高人民法院": "Supreme People’s Court", "最高人民检察院": "Supreme People’s Procuratorate",
    "中共中央": "Central Committee of the Communist Party of China",
    "中国共产党中央委员会": "Central Committee of the Communist Party of China",
    "外交部": "Ministry of Foreign Affairs", "国防部": "Ministry of National Defense",
    "国家发展和改革委员会": "National Development and Reform Commission", "教育部": "Ministry of Education",
    "科学技术部": "Ministry of Science and Technology", "公安部": "Ministry of Public Security",
    "工业和信息化部": "Ministry of Industry and Information Technology", "民政部": "Ministry of Civil Affairs",
    "司法部": "Ministry of Justice", "财政部": "Ministry of Finance", "自然资源部": "Ministry of Natural Resources",
    "人力资源和社会保障部": "Ministry of Human Resources and Social Security",
    "生态环境部": "Ministry of Ecology and Environment", "交通运输部": "Ministry of Transport",
    "住房和城乡建设部": "Ministry of Housing and Urban-Rural Development", "水利部": "Ministry of Water Resources",
    "农业农村部": "Ministry of Agriculture and Rural Affairs", "商务部": "Ministry of Commerce",
    "文化和旅游部": "Ministry of Culture and Tourism", "国家卫生健康委员会": "National Health Commission",
    "应急管理部": "Ministry of Emergency Management", "中国人民银行": "People’s Bank of China",
    "国家档案局": "National Archives Administration", "国家外汇管理局": "State Administration of Foreign Exchange",
    "国家计量局": "State Bureau of Metrology", "化学工业部": "Ministry of Chemical Industry",
    "建设部": "Ministry of Construction", "审计署": "National Audit Office",
    "海关总署": "General Administration of Customs",
    "国家税务总局": "State Taxation Administration",
    "国家市场监督管理总局": "State Administration for Market Regulation",
    "立法院": "Legislative Yuan", "行政院": "Executive Yuan", "司法院": "Judicial Yuan", "总统": "President",
}  # fmt: skip
"""What bodies of the state call themselves in English."""

PLACES: dict[str, str] = {
    "北京市": "Beijing", "天津市": "Tianjin", "上海市": "Shanghai", "重庆市": "Chongqing", "河北省": "Hebei",
    "山西省": "Shanxi", "辽宁省": "Liaoning", "吉林省": "Jilin", "黑龙江省": "Heilongjiang", "江苏省": "Jiangsu",
    "浙江省": "Zhejiang", "安徽省": "Anhui", "福建省": "Fujian", "江西省": "Jiangxi", "山东省": "Shandong",
    "河南省": "Henan", "湖北省": "Hubei", "湖南省": "Hunan", "广东省": "Guangdong", "海南省": "Hainan",
    "四川省": "Sichuan", "贵州省": "Guizhou", "云南省": "Yunnan", "陕西省": "Shaanxi", "甘肃省": "Gansu",
    "青海省": "Qinghai", "内蒙古自治区": "Inner Mongolia Autonomous Region",
    "广西壮族自治区": "Guangxi Zhuang Autonomous Region", "西藏自治区": "Xizang Autonomous Region",
    "宁夏回族自治区": "Ningxia Hui Autonomous Region", "新疆维吾尔自治区": "Xinjiang Uygur Autonomous Region",
    "台湾": "Taiwan", "台湾省": "Taiwan", "香港": "Hong Kong", "澳门": "Macao",
    "香港特别行政区": "Hong Kong SAR", "澳门特别行政区": "Macao SAR", "哈尔滨市": "Harbin", "呼和浩特市": "Hohhot",
    "乌鲁木齐市": "Urumqi", "乌鲁木齐": "Urumqi", "拉萨市": "Lhasa", "齐齐哈尔市": "Qiqihar", "北京": "Beijing",
    "上海": "Shanghai",
}  # fmt: skip
"""What provinces, and towns that are not called as they sound, are called in English."""


def works_counted(count: int) -> str:
    """1 work, 2 works."""
    return f"{count:,} work{'' if count == 1 else 's'}"
