"""What the source text says: every organisation, role, project, list, segment and figure.

`said(words, start, end)` is one mention: the words as the restored text has
them, and their range `[start, end)` in code points of the raw text. The
ranges are data, so that the programme can be written without the text; where
the text is at hand, `wanyuan.py` checks each of them against it.

A pair of quotation marks round a project's name belongs to its mention.
"""

from collections import namedtuple

said = namedtuple("said", "words start end")

PROGRAMME_NAME = "携手帮扶尚善乐行"
SOURCE_TEXT = "wanyuan-2024-04-02.txt"

# Day and month stand in the text, the year in the address of its republication.
DAY = "2024-04-02"

FORCES = said("省级定点帮扶、东西部协作、省内结对帮扶、在川央企和省内国有企业五支帮扶力量", 36, 103)
LIST_KINDS = said("需求清单”“项目清单”“资源清单", 852, 875)
VILLAGES = said("8个帮扶村", 843, 848)
COUNTY = said("万源市", 555, 558)
ANNOUNCED = said("138.6万余元", 289, 297)
ATTENDANCE = said("百余人", 1991, 1994)
FIVE_UNITS = said("定点帮扶万源的5家省直部门(单位)", 1480, 1503)
# From the day to the last of the four segments; title and venue stand between.
EVENT = (0, 250)
TITLE = said("携手帮扶尚善乐行", 188, 196)
VENUE = said("万源市人民政府", 202, 209)
SEGMENTS = [
    ("signing", said("合作签约", 219, 223)),
    ("pitch", said("项目推介", 224, 235)),
    ("placard", said("举牌捐赠", 236, 240)),
    ("roadside", said("路筹体验", 241, 250)),
]

# id, name, kind, first mention, roles, what was inferred, further keys.
# "name" is inferred where the registered name says more than the text
# (省民政厅 is 四川省民政厅), "kind" where the words do not show it.
ORGANISATIONS = [
    ("cpc-sichuan", "中共四川省委", "party", said("省委", 12, 14), ["decision"], ["name"], {"aliases": ["四川省委"]}),
    ("civil-affairs-sichuan", "四川省民政厅", "government", said("省民政厅", 118, 122),
     ["guidance", "lead_unit", "attendee"], ["name"], {}),
    ("cpc-wanyuan", "中共万源市委", "party", said("中共万源市委", 132, 138), ["host"], [], {"aliases": ["万源市委"]}),
    ("government-wanyuan", "万源市人民政府", "government", said("万源市人民政府", 139, 146), ["host", "venue"], [],
     {"aliases": ["市政府"]}),
    ("civil-affairs-dazhou", "达州市民政局", "government", said("达州市民政局", 147, 157), ["host", "attendee"], [], {}),
    ("civil-affairs-wanyuan", "万源市民政局", "government", said("万源市民政局", 160, 166),
     ["organiser", "signatory", "resource_matcher", "text_supplier"], [], {}),
    ("charity-dazhou", "达州市慈善会", "charity", said("达州市慈善会", 167, 177), ["organiser", "attendee"], [], {}),
    ("charity-wanyuan", "万源市慈善会", "charity", said("万源市慈善会", 178, 184),
     ["organiser", "signatory", "recipient_platform"], [], {}),
    ("charity-federation-sichuan", "四川省慈善联合总会", "charity", said("省慈善联合总会", 1177, 1190),
     ["placard_donor"], ["name"], {}),
    ("telecom-sichuan", "中国电信四川省公司", "state_enterprise", said("中国电信四川省公司", 1191, 1200),
     ["placard_donor"], ["kind"], {}),
    ("jiuchengpin-beijing", "玖诚品（北京）信息技术有限公司", "company", said("玖诚品(北京)信息技术有限公司", 1201, 1221),
     ["placard_donor"], [], {}),
    ("welfare-lottery-sichuan", "四川省福利彩票发行中心", "public_institution", said("省福利彩票发行中心", 1222, 1235),
     ["placard_donor"], ["name", "kind"], {"parent": "civil-affairs-sichuan"}),
    ("free-drama-chengdu", "成都市自由戏剧教育咨询有限公司", "company", said("成都市自由戏剧教育咨询有限公司", 1236, 1251),
     ["placard_donor"], [], {}),
    ("jiaxiang-foundation", "成都嘉祥教育基金会", "foundation", said("成都嘉祥教育基金会", 1252, 1261),
     ["placard_donor"], [], {}),
    ("rehabilitation-hospital", "四川省民政康复医院", "public_institution", said("省民政康复医院", 1262, 1277),
     ["placard_donor"], ["name", "kind"], {"parent": "civil-affairs-sichuan"}),
    ("grain-reserves-sichuan", "国家粮食和物资储备局四川局", "government", said("国家粮食和物资储备局四川局", 1707, 1720),
     ["attendee"], [], {}),
    ("sasu", "四川文理学院", "public_institution", said("四川文理学院", 1721, 1732), ["attendee"], ["kind"], {}),
    ("sinopharm-sichuan", "国药四川医药集团有限公司", "state_enterprise", said("国药四川医药集团有限公司", 1733, 1755),
     ["attendee"], ["kind"], {}),
    ("icbc-sichuan", "中国工商银行股份有限公司四川省分行", "state_enterprise", said("工行四川省分行", 1756, 1763),
     ["attendee"], ["name", "kind"], {}),
    ("zhoushan-team", "舟山市驻万源工作队", "government", said("东西部协作工作舟山市驻万工作队", 1764, 1789),
     ["attendee"], ["name", "kind"], {}),
    ("industry-commerce-sichuan", "四川省工商业联合会", "social_org", said("省工商联", 1790, 1800),
     ["attendee"], ["name", "kind"], {}),
    ("bank-of-sichuan", "四川银行股份有限公司", "state_enterprise", said("四川银行", 1801, 1805),
     ["attendee"], ["name", "kind"], {}),
    ("bottom-line-office-dazhou", "达州市托底性帮扶万源工作领导小组办公室", "government",
     said("达州市托底性帮扶万源工作领导小组办公室", 1806, 1840), ["attendee"], ["kind"], {}),
    # From here on classes: the text names who is meant, not each of them.
    ("civil-affairs-counties-dazhou", "达州市各县(市、区)民政局", "government", said("达州市各县(市、区)民政局", 1863, 1884),
     ["attendee_class"], [], {}),
    ("departments-wanyuan", "万源市有关部门", "government", said("万源市有关部门", 1925, 1938), ["attendee_class"], [], {}),
    ("caring-units", "多家爱心单位", "other", said("多家爱心单位", 1059, 1065),
     ["signatory", "donor", "attendee_class"], ["kind"], {}),
    ("first-secretaries", "定点帮扶驻村第一书记", "other", said("驻村第一书记", 689, 695), ["pitcher", "attendee_class"],
     ["kind"], {}),
    ("work-teams", "定点帮扶驻村工作队", "other", said("工作队队员", 696, 711), ["attendee_class"], ["name", "kind"], {}),
    ("guests", "与会嘉宾", "other", said("与会嘉宾", 1139, 1143), ["pitch_audience"], ["kind"], {}),
]

# Who did what at the event, and where the text says it.
ROLES = [
    ("civil-affairs-sichuan", "guidance", said("省民政厅", 118, 122)),
    ("cpc-wanyuan", "host", said("中共万源市委", 132, 138)),
    ("government-wanyuan", "host", said("万源市人民政府", 139, 146)),
    ("civil-affairs-dazhou", "host", said("达州市民政局", 147, 157)),
    ("civil-affairs-wanyuan", "organiser", said("万源市民政局", 160, 166)),
    ("charity-dazhou", "organiser", said("达州市慈善会", 167, 177)),
    ("charity-wanyuan", "organiser", said("万源市慈善会", 178, 184)),
    ("government-wanyuan", "venue", VENUE),
    ("charity-wanyuan", "recipient_platform", said("万源市慈善会", 1003, 1009)),
    ("civil-affairs-wanyuan", "resource_matcher", said("积极对接社会各类爱心资源", 1026, 1038)),
    ("civil-affairs-wanyuan", "signatory", said("万源市民政局", 1043, 1049)),
    ("charity-wanyuan", "signatory", said("万源市慈善会", 1050, 1056)),
    ("caring-units", "signatory", said("多家爱心单位", 1059, 1065)),
    ("first-secretaries", "pitcher", said("驻村第一书记", 1108, 1114)),
    ("civil-affairs-wanyuan", "pitcher", said("万源民政干部职工", 1115, 1123)),
    ("guests", "pitch_audience", said("与会嘉宾", 1139, 1143)),
    ("charity-federation-sichuan", "placard_donor", said("省慈善联合总会", 1177, 1190)),
    ("telecom-sichuan", "placard_donor", said("中国电信四川省公司", 1191, 1200)),
    ("jiuchengpin-beijing", "placard_donor", said("玖诚品(北京)信息技术有限公司", 1201, 1221)),
    ("welfare-lottery-sichuan", "placard_donor", said("省福利彩票发行中心", 1222, 1235)),
    ("free-drama-chengdu", "placard_donor", said("成都市自由戏剧教育咨询有限公司", 1236, 1251)),
    ("jiaxiang-foundation", "placard_donor", said("成都嘉祥教育基金会", 1252, 1261)),
    ("rehabilitation-hospital", "placard_donor", said("省民政康复医院", 1262, 1277)),
    ("civil-affairs-sichuan", "attendee", said("省民政厅", 1702, 1706)),
    ("grain-reserves-sichuan", "attendee", said("国家粮食和物资储备局四川局", 1707, 1720)),
    ("sasu", "attendee", said("四川文理学院", 1721, 1732)),
    ("sinopharm-sichuan", "attendee", said("国药四川医药集团有限公司", 1733, 1755)),
    ("icbc-sichuan", "attendee", said("工行四川省分行", 1756, 1763)),
    ("zhoushan-team", "attendee", said("东西部协作工作舟山市驻万工作队", 1764, 1789)),
    ("industry-commerce-sichuan", "attendee", said("省工商联", 1790, 1800)),
    ("bank-of-sichuan", "attendee", said("四川银行", 1801, 1805)),
    ("bottom-line-office-dazhou", "attendee", said("达州市托底性帮扶万源工作领导小组办公室", 1806, 1840)),
    ("civil-affairs-dazhou", "attendee", said("达州市民政局", 1841, 1851)),
    ("charity-dazhou", "attendee", said("达州市慈善会", 1852, 1862)),
    ("civil-affairs-counties-dazhou", "attendee", said("达州市各县(市、区)民政局", 1863, 1884)),
    ("caring-units", "attendee", said("多家爱心单位", 1886, 1892)),
    ("cpc-wanyuan", "attendee", said("万源市委、市政府相关领导", 1895, 1924)),
    ("government-wanyuan", "attendee", said("市政府相关领导", 1900, 1924)),
    ("departments-wanyuan", "attendee", said("万源市有关部门主要负责同志", 1925, 1952)),
    ("first-secretaries", "attendee", said("驻村第一书记", 1963, 1969)),
    ("work-teams", "attendee", said("工作队队员", 1970, 1985)),
    ("civil-affairs-wanyuan", "text_supplier", said("万源市民政局", 2002, 2008)),
]

# organisation, force, lead, where the text names the force, what was inferred.
# The text names one unit as the lead and speaks of five; the other four are
# the rest of the first group of its list of guests.
PAIRINGS = [
    ("civil-affairs-sichuan", "provincial_designated", True, said("省民政厅作为定点帮扶万源市牵头单位", 539, 562), []),
    ("grain-reserves-sichuan", "provincial_designated", False, FIVE_UNITS, ["organisation"]),
    ("sasu", "provincial_designated", False, FIVE_UNITS, ["organisation"]),
    ("sinopharm-sichuan", "provincial_designated", False, FIVE_UNITS, ["organisation"]),
    ("icbc-sichuan", "provincial_designated", False, FIVE_UNITS, ["organisation"]),
    ("zhoushan-team", "east_west", False, said("东西部协作工作舟山市驻万工作队", 1764, 1789), []),
    ("bottom-line-office-dazhou", "intra_province", False, said("省内结对帮扶", 60, 76), ["organisation"]),
    ("telecom-sichuan", "central_enterprise", False, said("在川央企", 77, 81), ["organisation", "division"]),
    ("bank-of-sichuan", "provincial_enterprise", False, said("省内国有企业", 82, 97), ["organisation", "division"]),
]

PROJECTS = [
    ("safety-plus", said("“1+平安”", 764, 770)),
    ("siyuan", said("“思源工程”", 770, 776)),
    ("industry-aid", said("“产业助农”", 776, 798)),
    ("free-clinic", said("“爱心义诊”", 798, 804)),
    ("sunset-farm", said("“夕阳红农场”", 804, 817)),
    ("shared-blessing", said("“万福攸同”", 817, 823)),
]

# The text counts the first three; the donors at the placards it only names.
FIGURES = {"forces": "5", "provincial_units": "5", "villages": "8", "placard_donors": "7"}


def every_mention():
    """All mentions of this file, in the order in which it has them."""
    yield from (FORCES, LIST_KINDS, VILLAGES, COUNTY, ANNOUNCED, ATTENDANCE, FIVE_UNITS, TITLE, VENUE)
    yield from (mention for _, mention in SEGMENTS + PROJECTS)
    yield from (row[3] for row in ORGANISATIONS)
    yield from (mention for _, _, mention in ROLES)
    yield from (row[3] for row in PAIRINGS)
