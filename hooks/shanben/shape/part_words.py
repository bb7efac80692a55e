"""The words by which parts of documents are known: dates, numbers, issuers, addressees, signatures, credits, fields.

A list of words is never complete: what is added here is added for every kind of document.
"""

from __future__ import annotations

import re

from shanben.shape.both_scripts import both

_HAN_DATE = (
    r"(?:[\d一二三四五六七八九〇○零]{4}|(?:中[華华])?民[國国]\s*[\d一二三四五六七八九十百〇零]{1,4})\s*年\s*"
    r"[\d一二三四五六七八九十]{1,3}\s*月\s*(?:[\d一二三四五六七八九十初]{1,3}\s*日|初[一二三四五六七八九十])"
)
MONTH = re.compile(r"(?:[12]\d{3}|[一二][一二三四五六七八九〇○零]{3})年(?:1?\d|[一二三四五六七八九十]{1,2})月")
_REIGN = r"(?:康熙|雍正|乾隆|嘉[慶庆]|道光|咸[豐丰]|同治|光[緒绪]|宣[統统])"
_REIGN_DATE = (
    rf"(?:[大皇]?[清淸])?{_REIGN}[元一二三四五六七八九十]{{1,3}}年(?:[歲岁]次.{{2}})?"
    r"(?:[孟仲季]?[春夏秋冬]|[閏闰]?[正元一二三四五六七八九十冬臘腊]{1,2}月)?"
    r"(?:[上中下]浣|初?[一二三四五六七八九十廿]{1,3}日?|[朔望]日?|吉[日旦]|[穀谷]旦)?立?"
)
"""A year of a reign, with the season, the month, the day: 光緒十二年歲次丙戌仲春穀旦. What happened then is no date."""
_FIGURED_DATE = r"(?:19|20)\d{2}([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
_WEEKDAY = r"(?:[ \u3000]*[（(]?(?:星期|周|週)[一二三四五六日天][)）]?)"
DATE = re.compile(rf"[（(\[［]?(?:公元)?(?:{_HAN_DATE}{_WEEKDAY}?|{_REIGN_DATE}|{_FIGURED_DATE})[)）\]］]?")
_BLANK = r"[\s　_＿×]"
_BLANK_DAY = rf"(?:[12１２]\d{{0,3}}|[一二][一二三四五六七八九〇○零]{{0,3}})?{_BLANK}*年{_BLANK}+月{_BLANK}+日"
BLANK_DATE = re.compile(
    rf"[（(]?(?:于[^，。；：年]{{1,24}}?)?{_BLANK_DAY}(?:[\s　]*[订訂立]|[\s　]+{_BLANK_DAY})?[)）]?"
    rf"|(?:{_REIGN}|(?:中[華华])?民[國国])[元\d一二三四五六七八九十]{{1,3}}年[閏闰]?[正元\d一二三四五六七八九十冬臘腊]{{1,3}}月{_BLANK}+日"
)
"""A day for whose figures there is room: ____年　月　日, ××××年××月××日; of two parties beside each other, two."""
_STANDARD = r"[A-Z]{1,5}\d{0,2}(?:/[A-Z]{1,4})?[ \u3000]?\d{1,6}(?:\.\d+)*"
STANDARD_NUMBER = re.compile(
    rf"{_STANDARD}[—\-–－]+(?:19|20)\d{{2}}|[A-Z]{{2,6}} ?\d{{1,6}}/(?:19|20)\d{{2}}"
    r"|\[(?:19|20)\d{2}\] ?[A-Z]{3,8} \d{1,5}"
)
"""The number of a standard by itself, with its year: DB33/T 1217—2024; of a case of common law: HCA 12/2018, [2018]
HKCFI 34.
"""
BLANK_NUMBER = re.compile(both(rf"(?:[^，。；：]{{0,24}}[^，。；：第])?第{_BLANK}{{2,16}}[号號]"))
"""The number of a form, for which there is room: （××××）×民初字第××号, 【　】第　　号."""
CLOSING_DATE = re.compile(
    r"(?:[\d一二三四五六七八九十]{1,3}|[正冬腊臘])月(?:初[一二三四五六七八九十]|[\d一二三四五六七八九十廿]{1,3})[日号號]?(?:[晨晚夜午]|[上下]午|深夜)?"
    r"(?:[\d一二三四五六七八九十]{1,3}[时時])?"
    r"|(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]|[\d一二三四五六七八九〇零]{4})年?[孟仲季初暮]?"
    r"(?:[春夏秋冬]月?|[\d一二三四五六七八九十正冬腊臘]{1,2}月(?:[\d一二三四五六七八九十]{1,3}日)?)[^，。；：]{0,3}[于於][^，。；：]{2,8}"
)
"""A day without a year, as letters end."""
_NAMES_PAPER = both("(?:通知|通告|公告|意见|纪要|公报|简报|讲话|记录)")
NOTE = re.compile(rf"[（(]?\s*{_HAN_DATE}(?!.*(?:{_NAMES_PAPER})(?:[（(][^（()）]*[)）])?$).{{2,}}")
"""What happened to a text, and on which day; words that end with what a paper is (…的通知) are a title with its day."""
TOLD = re.compile(rf"[（(]?\s*(?:根据|根據)?\s*{_HAN_DATE}.{{2,}}")
"""A line below a title that tells what happened to a text on some day, also by a decision: 根据…《…的决定》修正."""
NOTE_OF_MONTH = re.compile(
    both(
        r"[（(]?(?:[\d一二三四五六七八九〇○零]{4}|(?:中華民國|民國|民国)\s*[\d一二三四五六七八九十百〇零]{1,4})\s*年\s*"
        r"[\d一二三四五六七八九十]{1,3}\s*月[^，。；：]{0,30}(?:通过|通過|修正|修订|修訂|订定|公布|施行)[)）]?"
    )
)
"""Who passed a text, and in which month."""
PASSED = re.compile(
    both(rf"[（(]\s*{_HAN_DATE}.{{0,60}}(?:通过|通過|批准|公布|公告|发布|發布|施行|修正|修订|修訂)[^）)]{{0,20}}[)）]")
)
"""Who passed a text, and when, in brackets of its own."""
PASSED_ON = re.compile(both(rf"(?:于)?{_HAN_DATE}(?:通过|签署|簽署|核准|批示|发布|公布|命令公布)。"))
"""On which day a law of Macau was passed or signed, above the name of who did so."""
HAPPENED = re.compile(
    both(r".*(?:通过|通過|修正|修订|修訂|批准|公布|发布|發布|施行|废止|廢止)(?:修正|修订|公布|施行|，)*[)）]?"),
    re.DOTALL,
)
"""How a note ends that says what happened to a text."""
DOCUMENT_NUMBER = re.compile(
    both(
        r"(?:[^，。；：\s]{2,8}[：:]\s*[^，。；：\s]{2,16}[ \u3000]+){1,3}"
        r"[^，。；：\s]{0,4}(?:编号|文号|案号|简称)[：:]\s*[^，。；：\s]{2,20}|"
        r"(?:[^\s，。；：]{2,4}[ \u3000]+){0,3}"
        r"[^\s，。]{0,12}\s*[〔\[（(【]\s*\d{4}\s*[〕\])）】]\s*(?:第\s*)?\d{1,5}\s*[号號]"
        r"(?:[ \u3000]+签发人[：:].{2,12})?|.{2,14}令\s*第?\s*\d+\s*[号號]"
        r"|[（(〔\[]\s*\d{4}\s*[)）〕\]][^，。；：]{2,14}[号號](?:之[一二三四五六七八九十]+)?"
        r"|[\d一二三四五六七八九十百〇零]+\s*年度?[^\s，。；：]{1,10}字第?\s*[\d一二三四五六七八九十百千〇零]+\s*[号號]"
        r"|[^\s，。；：第]{1,8}字第\s*(?:\d{1,12}[A-Z]?|[一二三四五六七八九十百千〇零]{1,8})\s*[号號]"
        r"|第\s*\d+\s*卷[ \u3000，,]*第\s*\d+\s*期[^，。；：]{0,24}"
        r"|(?:指导性?|典型|参考|公报|检察)案例第?\s*\d+\s*[号號]|检例第\s*\d+\s*[号號]"
        r"|第\s*\d+/\d{4}\s*[号號][^\s，。；：]{2,8}"
        r"|[（(]?第\s*[\d一二三四五六七八九十百千〇零]+\s*[号號][)）]?|第\s*\d+[A-Z]+\s*章|[Nn][Oo][.．]\s*\d+"
        r"|(?:(?:文件|制度|合同|协议|档案|公告|招标|项目)?编号|文号|案号|档号|字號|文號|發文字號)\s*[：:].{2,30}"
    )
)
SIGNER = re.compile(
    both(
        r"(?:[^\s，。；：]{2,8}庭)?(?:审判长|审判员|代理审判员|人民陪审员|法官助理|书记员|執行員|执行员|審判長|審判員|法官|書記官|检察员|检察长|公诉人|记录人|记录员|主持人"
        r"|签发人|签署人|负责人|法定代表人|委托代理人|甲方|乙方|丙方|借款人|出借人|承诺人"
        r"|具状人|起诉人|答辩人|申诉人|代书人|代笔人|立约人|立契人|中见人|立据人|立遗嘱人|担保人|保证人|具结人|报告人|证明人|见证人|申请人|凭中人|凭中|中人|中证人|立字人|执笔人"
        r"|医师|医生|主治医师|经办人|承办人|填表人|制表人|制单|复核|复核人|审核人|领款人|收款人|经手人|交款人|领取人|出纳|会计|调解员|首席仲裁员|仲裁员|公证员|鉴定人|请愿人|倡议人|举报人|呈报人)"
        r"(?:[（(][^)）]{1,6}[)）])?[：:]?[\s　]*"
        r"(?:[^\s，。；：（(]{1,4}[（(](?:签[字名章]|盖章|[画花]?押)[)）]|[^\s，。；：]{1,4}|[（(][^)）]{1,10}[)）]"
        r"|[_＿\s　]*)?"
        r"|[^\s，。；：（(]{2,6}签[名字章][：:][\s　_＿]*"
        r"|(?:全体|各|出席|与会|参会)[^\s，。；：（(]{1,8}(?:签字|签名|签章|盖章)[：:]?[\s　_＿]*"
        r"|[^\s，。；：（(]{2,8}[（(](?:签字|簽字|签章|簽章|签名|簽名|盖章|蓋章)[^）)]{0,8}[)）]"
        r"[：:]?[\s　_＿]*[^\s，。；：]{0,4}"
    )
)
"""Who signs, with a name or room for one, where a text ends."""
SEAL = re.compile(r"[（(](?:印|章|印章|公章|盖章|蓋章|签章|簽章)[）)]")
"""Where the seal of who signs stands, above the day."""
OFFICER = re.compile(
    both(
        r"(?:国家主席|主席|总理|省长|市长|县长|區長|区长|局长|部长|校长|院长|主任|会长|总统|總統|行政院院長|(?:代理)?行政长官"
        r"|主任委员|书记|董事长|理事长|秘书长|总经理|村长|[处署所站科队组社行]长)"
        r"[\s　]+[^\s，。；：](?:[\s　]*[^\s，。；：]){0,3}"
    )
)
SPEAKER = re.compile(
    both(
        r"[^\s，。；：]{0,16}(?:书记|主席|主任|总理|省长|市长|县长|区长|镇长|乡长|局长|部长|厅长|校长|院长|会长|理事长|董事长|总经理"
        r"|秘书长|委员长|检察长|议长|大使|司令员|政委|教授|代表|总统)"
        r"[ \u3000]+[\u4e00-\u9fff·](?:[ \u3000]?[\u4e00-\u9fff·]){1,3}"
    )
)
"""Who speaks, by office and name."""
CIRCULATION = re.compile(
    both(
        r"(?:主送|抄送|抄报|分送|报送|发送|发至|主题词|共印|报|送|发|出席|列席|缺席|请假|记录|正本|副本)\s*[：:].*"
        r"|[^。；，：]{2,30}[\s　]+\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发"
        r"|[^。；，：]{2,24}[编編印办辦](?:印)?[\s　]+\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
        rf"|[^。；，：\s]{{2,24}}(?:办|辦|室|部|局|委|处|處|会|會)[\s　]+{_HAN_DATE}"
        r"|[（(]?(?:此件)?共印\s*\d+\s*份[)）]?|[（(]\s*(?:此件|此页|本页|以下无|联系人|联系电话|信息公开)[^)）]{0,60}[)）]"
    )
)
"""To whom a document goes, when it was printed, whether it is public."""
SECRECY = re.compile(
    both(
        r"(?:绝密|机密|秘密|内部)(?:\s*[★☆*]\s*[^，。；：]{0,8})?|特[急提]|加急|平急|急件|(?:紧急程度|密级)[：:].{1,8}"
    )
)
"""How secret a document is and how urgent, above its letterhead."""
COPY_NUMBER = re.compile(r"(?:№|No\.?|份号[：:]?)?\s*\d{6}")
"""Which of the copies of a secret document this is, above the words that say so."""
LETTERHEAD = re.compile(both(r"[^。，；：]{2,24}(?:文件|公报|公報|简报|簡報|内参)|(?:内部)?(?:明电|密电)|传真电报"))
LAW_NAME = re.compile(both(r"[\s《]*[^，。；：]{2,40}(?:条例|规例|规则|附例|法)[》]?"))
MASTHEAD = re.compile(both(r"(纪要|记录|通报|公报|简报|快报|专报|公告|通告)$"))
ANNOUNCED = re.compile(both(r"[^，。；：]{2,24}(?:公告|通告|令|函|布告)"))
"""The title of what a body tells, above its day."""
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
PAPER = re.compile(
    both(r"[^，。；：]{0,16}(?:学位|毕业|畢業|學位)(?:论文|論文|设计|設計)(?:[（(](?:论文|論文|设计|設計)[）)])?")
)
RECIPIENT = re.compile(
    both(
        r"父亲|母亲|大人|膝下|[尊惠台钧]鉴$|各|全体|全體|村民|读者|居民|用户|[学馆所站厂校台社]$|中心$|协会$|尊敬|敬爱|亲爱|親愛|同志|代表|委员|政府|部门|單位|单位|[委局厅部院署会會處处]$|法院|检察院|公司|学校|大学|您|先生|女士|老师|朋友|同学|你们|"
        r"领导|來賓|来宾|主席|书记|[县市省区镇乡部厅局处院校会站所]长|家长|市民|父母|[叔伯舅姑姨婶爷]|奶奶|祖[父母]|外[公婆]|嫂|贤[弟侄]|爸|妈|兄|弟|姐|妹"
    )
)
CREDIT = re.compile(
    both(
        r"[□■○●◎▲△☆★◆◇]?[\s　]*[（(]?"
        r"(?:本[报刊台网社](?:特约)?(?:记者|通讯员|撰稿人?|评论员|特派员)|记者|特约撰稿人?|本报通讯员|通讯员|特约记者|作者|文[/／|｜]|图[/／|｜]|作词|作曲|词曲|填词|谱曲|演唱|编剧|导演|供稿|供图|编辑|责编|责任编辑|初审|复审|终审|审核|审核发布|校对|制图|摄影|摄|"
        r"来源|资料来源|信息来源|文章来源|稿件来源|稿源|发布日期|发布时间|发表时间|发布机构|发布单位|版式|美编|监制|策划|统筹|翻译|口述|(?:采访|录音|文字)?整理|采访|采訪|執筆|执笔|受访者|受訪者)(?:\s*[：:|｜/／]|\s+\S|\S{2,4}$)"
        r"|[^\s，。；：]{1,8}[报刊台网社](?:特约)?(?:记者|通讯员)(?:[\s　]+[\u4e00-\u9fff·]{2,4}){1,4}$"
        r"|[词詞曲]\s*[：:]\s*[^\s，。；：]{2,8}$|[\u4e00-\u9fff]{2,4}[ \u3000]+作?(?:词|曲|词曲)$"
        r"|[文图]\s*[/／|｜]\s*[^，。；：/／|｜]{2,12}(?:\s+[文图]\s*[/／|｜]\s*[^，。；：/／|｜]{2,12})?$"
        r"|[^\s，。；：]{0,6}[评評][论論][员員](?:文章)?$|本[报刊台网社](?:特约)?记者$"
    )
)
PUBLICITY = re.compile(
    r"[（(](?:[^（()）]|[（(][^（()）]*[)）]){2,40}[)）]|[\[［]第.{1,30}[條条款節节][\]］]|[-—*\s]*(?:END|完)[-—*\s]*"
    r"|[^，。；：]{0,8}(?:百科|文[库庫])[，,][^，。；：]{2,12}"
)
ADDRESSEE = re.compile(r"[^。]{2,120}[：:]")
REGARDS = re.compile(
    both(
        r"此致|敬礼|敬禮|致礼|顺颂.{2,6}|順頌.{2,6}|[敬谨遥恭]?祝.{0,10}[！!]?|(?:[春夏秋冬教大文台钧近时崇勋道侍福升金暑][安祺绥]|安[康好]|健康|平安|康乐|万事如意|身体健康)[！!]?|谨启|特此.{2,6}"
        r"|[^，。；：]{2,6}，(?:敬请|即请|顺请|恭请|此请|顺祝|敬祝)|(?:肃此|谨此|专此|余不一一)?(?:敬请|即请|此请|恭请|敬颂|即颂|恭颂)(?:.{0,2}安)?"
    )
)
FIELD = re.compile(
    both(
        r"(?:时间|時間|地点|地點|日期|主持(?:人)?|记录(?:人)?|出席(?:人员)?|参加(?:人员)?|列席(?:人员)?|缺席|姓名|性别|年龄|住址|地址|电话|联系人|联系电话"
        r"|(?i:key ?words?|abstract)|摘要|提要|内容提要|關鍵詞|关键词|主题词|發文日期|發文字號|发文日期|速別|密等"
        r"|提案人|提议人|案由|审理法院|案件类型|裁判日期|发布机构|主办|承办|协办"
        r"|编号|主题|议题|单位|作者|译者|编者|来源|原告|被告|申请人|被申请人|上诉人|被上诉人|甲方|乙方|出租方|承租方|买方|卖方|当事人|被处罚人|经营者|法定代表人)"
        r"(?:[（(][^）)]{1,8}[）)])?\s*[：:].*"
    )
)
FIELD_APART = re.compile(
    both(
        r"(?:时间|時間|日期|地点|地點|主席|主持人?|召集人|(?:出席|列席)(?:者|人员|人員|委员|委員|单位|單位|官员|官員)?"
        r"|缺席|请假|請假|记录|紀錄|記錄)[\s　]+\S.*"
    )
)
"""The field of a form whose name has room behind it, and no colon: 时　间　三月五日."""
PARTY = re.compile(
    both(
        r"(?:原告|被告|原告人|被告人|公诉人|公訴人|自诉人|自訴人|告訴人|选任辩护人|選任辯護人|上诉人|上訴人|被上诉人|被上訴人|申请人|聲請人|相對人|被申请人|答辩人|答辯人|抗告人|第三人"
        r"|(?:法定|訴訟|诉讼)?代理人|法定代表人|辩护人|辯護人)[\s　]+[^，。；：]{1,16}"
    )
)
ANNOUNCES = re.compile(
    both(r"如下|以下|下列|下[式图表]|计算$|通知|指出|强调|表示|(?:说|道|问|答)$|为$|包括|认为|决定|是$|有$")
)
MANDATOR = re.compile(both(r"(?:委托人|受托人)[：:][^\s，。；：]{1,6}"))
"""A party that signs where the day follows at once, and is named where it does not."""
OFFICE = re.compile(
    both(
        r".{2,22}(?:政府|[局厅廳院署部委]|委员会|委員會|办公室|辦公室|公司|协会|協會|大会|大會|学会|学校|大学|中心"
        r"|(?:管理|研究|监督|监测|检验|服务|工作|推广|保护|水文|气象|水利|文化|图书|档案|博物|派出)[所站馆]|图书馆|档案馆)"
    )
)
"""Below a title, with a date, such a name says who issued the document; at the end of one, who signed it."""
RULES = re.compile(
    both(
        r".{2,60}(?:办法|辦法|规定|規定|方案|计划|計畫|规划|条例|條例|细则|意见|意見|章程|制度|规程|规则|標準|标准|规范|指南|通告|公告|通知)"
        r"(?:[（(].{1,20}[)）])?"
    )
)
"""A title below which the name of a body says who made it."""
REPORTS = re.compile(both(r"(?:报告|总结|汇报|简报|通报|公报|说明|建议|倡议书?|公开信)(?:[（(].{1,20}[)）])?$"))
"""The end of a title below which such a name says the same."""
BLANK_FIELD = re.compile(r"[^，。；：]{2,8}[：:][_＿]*")
"""地址：, with room for what fills it in."""
NAMED_FIELD = re.compile(r"[^，。；：（(]{1,8}(?:[（(][^）)]{1,10}[）)])?[：:]\s*\S")
"""地址：… before a date is an answer in a form, and signs nothing."""
LEFT_OPEN = re.compile(
    r".*(?:[：:].*[_＿]{2,}.*|[_＿]{3,}|[□☐].*|[ \u3000]{3,}(?:[万萬亿億]?元|[份股人件页頁张張]|[％%]))", re.DOTALL
)
"""Words of a form with room for an answer, or boxes to tick: no heading leaves that open."""
LISTED = re.compile(
    r"[\^↑].*|《[^》]+》(?:第[一二三四五六七八九十百千〇零\d]+[条條款项項](?:之[一二三四五六七八九十])?[、，和及]?)+|"
    r"[^，。；：/／|｜]{1,12}(?:[/／|｜][^，。；：/／|｜]{1,12}){2,}|"
    r"[\[［〔【]\d{1,3}[\]］〕】].*|A[.．、].{1,30}[\s　]B[.．、].*|C[.．、].{1,30}[\s　]D[.．、].*"
    rf"|{_STANDARD}(?:[—\-–－:]+(?:19|20)?\d{{2}})?[ \u3000]+\S.*"
    r"|(?:.{0,40}\D)?(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    r"|[^，。；：\s]{2,6}[：:]\s*[^，。；：\s]+(?:[\s　]+[^，。；：\s]{2,6}[：:]\s*[^，。；：\s]+)+"
    r"|[^，。；：]{2,12}[：:]\s*[\u4e00-\u9fff]{2,4}(?:[ \u3000]+[\u4e00-\u9fff]{2,4})+"
    r"|[^\s，。；：\d]{1,12}(?:[ \u3000]+\d[\d.,]*[%％]?){2,}|[^\s，。；：\d第]{2,10}\d{1,4}[人名]"
    rf"|[^，。；：]{{2,8}}[：:]\s*(?:{_HAN_DATE}|[A-Za-z0-9./#＃()（）\-—]*\d[A-Za-z0-9./#＃()（） \-—]*)",
    re.DOTALL,
)
"""An entry of a list or a field of a form, by its own words: [3] …, A．… B．…, GB/T 1234 …, 型号：QS-32, 日期：…,
出席14人, 《…》第六条、第七条, 民事／合同／违约.
"""
TO_WHOM = re.compile(both(r"此致|谨呈|謹呈|此呈|谨致|謹致"))
"""The last words of a petition, with the body to which it goes on the next line."""
REPRESENTS = re.compile(
    both(r".{2,24}(?:代表|全权代表|全權代表|政府|委员会|協會|协会|公司|局|厅|部)(?:[（(].{1,8}[）)])?")
)
APPENDED = re.compile(both(r"附(?:件|录|錄)?\s*[：:]\s*([^，。；：、\d][^，。；：、]{1,30})"))
POSTED = re.compile(
    both(
        r"(?:(?:发[布表]|更新|编辑|修改|创建)(?:日期|时间|于)?|时间|日期)\s*[：:]?\s*(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[^。；]*"
    )
)
"""When a page of the web was posted, and what it says of itself besides."""
SOURCES = re.compile(both(r"(?:主要)?(?:参考|引用|征引)(?:文献|书目|资料)[：:]?|(?i:references|bibliography)[：:]?"))
"""What a list of sources is called."""
APPENDED_ALONE = frozenset({"附：", "附:", "附", "附件：", "附件:", "附录：", "附錄："})
ANOTHER = re.compile(
    both(
        r".{0,24}(?:关于|關於)[^。]{2,60}(?:通知|公告|通告|决定|決定|意见|意見|通报|通報|函|请示|請示|报告|報告|办法|辦法|批复|批復)"
    )
)
"""The title of a document, which nobody would write below a text but where another begins."""
LAW = re.compile(
    both(
        r"[^，。；：]{2,60}(?:宪法|憲法|法|条例|修正案|决定|决议|办法|规定|规则|细则|解释|章程|准则|标准|规程)"
        r"(?:[（(][^）)]{1,20}[)）])?"
    )
)
"""The title of a law, a decision or an amendment."""
MARKED = re.compile(r"[，。；：、！？《》“”]")
