//! Word lists of the detectors. Data: longer lists find more, and what they miss is still a change of wording that
//! level 2 is told of.

/// Days and times named without a number.
pub(super) const DATES: &[&str] = &[
    "今年", "去年", "明年", "前年", "后年", "当年", "本年", "上年", "次年", "同年", "年初", "年底", "年末", "年中",
    "上半年", "下半年", "本月", "上月", "下月", "当月", "同月", "月初", "月底", "月末", "上旬", "中旬", "下旬", "本周",
    "上周", "下周", "周末", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "星期", "礼拜", "今日", "昨日", "明日",
    "当日", "次日", "同日", "前日", "今天", "昨天", "明天", "前天", "后天", "当天", "近日", "日前", "近期", "此前", "此后",
    "目前", "当前", "日后", "同期", "环比", "同比", "凌晨", "清晨", "早晨", "上午", "中午", "下午", "傍晚", "晚上", "晚间",
    "夜间", "深夜", "午夜", "当晚", "昨晚", "今晚", "春节", "元旦", "国庆", "中秋", "端午", "清明", "五一", "一季度", "二季度",
    "三季度", "四季度", "截至", "截止", "以来", "之前", "之后", "以前", "以后", "春季", "夏季", "秋季", "冬季", "春运",
];

/// The same in English; capital or not.
pub(super) const DATE_WORDS: &[&str] = &[
    "today", "yesterday", "tomorrow", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december", "morning", "noon", "afternoon", "evening", "night", "midnight", "spring", "summer", "autumn", "winter",
    "week", "month", "year", "quarter", "day", "hour", "minute", "weekend", "last", "next", "since", "until", "before",
    "after", "ago", "recently", "currently", "now", "am", "pm",
];

/// Negation, modality, degree, extent and direction: words that turn what a sentence says. Longest first where one
/// begins another; single characters carry the character after them, so that 不，同意 is not 不同意.
pub(super) const MEANING: &[&str] = &[
    "尚未", "从未", "并未", "未曾", "没有", "并非", "绝非", "不得", "不能", "不准", "不予", "不再", "不足", "不宜", "不应",
    "禁止", "严禁", "防止", "避免", "拒绝", "否认", "取消", "暂停", "停止", "终止", "暂缓", "推迟", "提前", "延长", "缩短",
    "可能", "或许", "也许", "大概", "大约", "左右", "上下", "以上", "以下", "以内", "以外", "至少", "至多", "最多", "最少",
    "最高", "最低", "最大", "最小", "超过", "超出", "不到", "不满", "达到", "接近", "将近", "约为", "预计", "预期", "估计",
    "计划", "拟于", "即将", "将要", "已经", "已于", "正在", "曾经", "必须", "务必", "应当", "应该", "可以", "允许", "需要",
    "一律", "一概", "全部", "全体", "全面", "全市", "全省", "全国", "全县", "全区", "部分", "大部分", "多数", "大多数", "少数",
    "个别", "一些", "有些", "所有", "任何", "唯一", "首个", "首次", "首家", "首例", "率先", "第一", "独有", "独创", "领先",
    "主要", "仅仅", "只有", "都是", "均为", "完全", "基本", "初步", "显著", "明显", "严重", "特别", "非常", "极其", "较大",
    "增长", "增加", "上升", "上涨", "提高", "提升", "扩大", "加快", "好转", "改善", "回升", "下降", "减少", "下跌", "下滑",
    "降低", "缩小", "放缓", "恶化", "回落", "持平", "盈利", "亏损", "同意", "反对", "赞成", "支持", "通过", "否决", "批准",
    "驳回", "合格", "违法", "合法", "违规", "合规", "成功", "失败", "完成", "开始", "结束", "开工", "停工", "复工", "开业",
    "停业", "死亡", "受伤", "失踪", "失联", "获救", "遇难", "重伤", "轻伤", "安全", "危险", "正常", "异常", "属实", "据称",
    "据说", "疑似", "确认", "证实", "涉嫌", "高于", "低于", "大于", "小于", "多于", "少于", "优于", "劣于", "早于", "晚于",
    "因为", "由于", "导致", "造成", "引发", "引起", "虽然", "但是", "然而", "除外", "除非", "如果", "只要", "尽管",
    "不", "未", "没", "无", "非", "勿", "莫", "否", "约", "近", "超", "逾", "满", "将", "拟", "已", "曾", "必", "须", "应",
    "可", "能", "会", "要", "均", "皆", "都", "全", "各", "每", "仅", "只", "首", "最", "更", "较", "很", "太", "极", "稍",
    "略", "几", "数", "多", "余", "若", "但", "却", "虽", "或", "疑", "死", "伤", "增", "减", "升", "降", "涨", "跌",
];

/// Words that only look like one of the others: skipped whole. Most frequent in official prose.
pub(super) const HARMLESS: &[&str] = &[
    "积极", "战略", "策略", "更新", "更换", "可靠", "可行", "可持续", "必要", "余姚", "太阳", "降雨", "降水", "降温", "近海", "疑难",
    "若干", "多元", "能手", "会员", "会场", "首席", "增设", "满载", "各自", "极端天气", "全程", "可视", "均衡", "平均", "将来",
    "不断", "不仅", "不但", "不同", "不过", "不久", "未来", "无锡", "无论", "非遗", "节约", "公约", "约谈", "约束", "合约",
    "预约", "签约", "附近", "最近", "靠近", "邻近", "近年来", "超市", "将军", "应急", "应对", "应用", "供应", "相应", "反应",
    "效应", "响应", "适应", "对应", "可见", "认可", "许可", "能力", "能源", "功能", "节能", "性能", "职能", "智能", "产能",
    "动能", "势能", "效能", "会议", "会同", "社会", "机会", "大会", "委员会", "协会", "学会", "工会", "商会", "议会", "例会",
    "要求", "重要", "主要领导", "要素", "概要", "纪要", "摘要", "要点", "首先", "首都", "首要", "安全生产", "全力", "全体会议",
    "全程", "健全", "各项", "各地", "各级", "各类", "各界", "更加", "比较", "较为", "很好", "数据", "数字", "数量", "数值", "多方",
    "多种", "多样", "许多", "众多", "其余", "业余", "只能", "或者", "减轻", "增强", "升级", "满足", "满意", "圆满", "十分",
    "一致", "统一", "一方面", "另一方面", "一定", "一体", "一样", "一般", "一直", "一起", "一旦", "进一步", "第一时间", "一线",
    "一系列", "一批", "百姓", "千方百计", "三农", "三方", "万一", "一带一路", "部署", "部门", "干部", "内部", "市场", "市民",
    "区域", "地区", "社区", "园区", "所以", "会所", "院校", "国家", "道路", "思路", "站位", "网站", "山区", "组织", "工会",
];

/// Offices and titles of people, and verbs by which somebody is quoted: who stands before them is a person.
pub(super) const TITLES: &[&str] = &[
    "副书记", "总书记", "书记", "副市长", "市长", "副县长", "县长", "副区长", "区长", "副省长", "省长", "副局长", "局长",
    "副厅长", "厅长", "副处长", "处长", "副科长", "科长", "副部长", "部长", "副主任", "主任", "副主席", "主席", "副总理",
    "总理", "委员", "代表", "秘书长", "镇长", "乡长", "村长", "所长", "院长", "校长", "站长", "队长", "组长", "会长", "行长",
    "厂长", "社长", "台长", "馆长", "园长", "董事长", "总经理", "经理", "总裁", "董事", "教授", "研究员", "专家", "工程师",
    "医生", "律师", "记者", "法官", "检察官", "检察长", "警官", "先生", "女士", "同志", "老师", "博士", "负责人", "发言人",
    "船长", "渔民", "村民", "居民", "农民", "工人", "职工", "员工", "学生", "患者", "业主", "司机", "船员", "群众", "党员",
    "表示", "指出", "强调", "认为", "介绍", "透露", "坦言", "反映", "说", "称",
];

/// Ends of names of bodies.
pub(super) const BODIES: &[&str] = &[
    "有限公司", "公司", "集团", "大学", "学院", "中学", "小学", "学校", "医院", "银行", "法院", "检察院", "研究院", "研究所",
    "委员会", "管委会", "指挥部", "办公室", "办公厅", "领导小组", "专班", "合作社", "基金会", "商会", "协会", "联合会", "中心",
    "支队", "大队", "总队", "部队", "派出所", "企业", "工厂", "局", "委", "办", "厅", "部", "院", "所", "署", "处", "科", "会",
    "组", "队", "社", "行", "厂", "馆", "站", "台", "校", "店", "司", "业",
];

/// Ends of names of places.
pub(super) const PLACES: &[&str] = &[
    "自治区", "自治州", "开发区", "高新区", "示范区", "街道", "社区", "水库", "码头", "机场", "车站", "公路", "高速", "大桥",
    "大道", "海域", "流域", "半岛", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "村", "路", "桥", "港", "湾", "岛",
    "江", "河", "湖", "海", "山", "洋", "塘", "坝", "庄", "屯", "里", "巷", "国", "洲", "京", "沪",
];

/// Two-character words before which a name cannot reach back: common verbs and their like.
pub(super) const STOPS: &[&str] = &[
    "积极", "大力", "扎实", "切实", "认真", "深入", "持续", "加强", "推进", "推动", "开展", "进行", "做好", "抓好", "落实",
    "实施", "支持", "帮助", "组织", "协调", "指导", "督促", "引导", "鼓励", "服务", "建设", "发展", "提供", "保障", "维护",
    "解决", "处理", "处置", "开通", "建立", "完善", "优化", "强化", "深化", "创新", "探索", "结合", "围绕", "针对", "根据",
    "按照", "通过", "利用", "发挥", "有效", "有力", "有序", "及时", "迅速", "立即", "同时", "其中", "以及", "方面", "有关",
    "相关", "工作", "情况", "问题", "措施", "目前", "当前", "经过", "位于", "来自", "前往", "赶赴", "到达", "进入", "返回",
    "联合", "会同", "牵头", "负责", "要求", "部署", "召开", "参加", "出席", "走访", "调研", "检查", "通知", "报告",
];

/// Characters at which a name ends to the left: particles, prepositions, conjunctions.
pub(super) const PARTICLES: &str = "的了在是和与及对将把被由从向为以等并而也都就已到于其之这那该各每让使给比按经据往至自随因如若但或又还再更最很太不未没无可能会要应有做抓";

/// Pairs that are slips of the hand or ear, and change nothing that is said.
pub(super) const SLIPS: &[(char, char)] = &[
    ('的', '地'), ('的', '得'), ('地', '得'), ('做', '作'), ('象', '像'), ('帐', '账'), ('再', '在'), ('即', '既'), ('拚', '拼'),
    ('型', '形'), ('记', '纪'), ('座', '坐'), ('辩', '辨'), ('振', '震'), ('炼', '练'), ('带', '戴'), ('复', '覆'), ('绩', '积'),
    ('籍', '藉'), ('迭', '叠'), ('它', '他'), ('它', '她'), ('哪', '那'), ('吗', '嘛'),
];

/// Latin words that turn what a sentence says.
pub(super) const MEANING_WORDS: &[&str] = &[
    "not", "no", "never", "none", "nor", "neither", "without", "cannot", "can't", "won't", "don't", "doesn't", "didn't",
    "isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't", "may", "might", "must", "shall", "should", "will", "would",
    "can", "could", "all", "every", "each", "any", "some", "few", "many", "most", "more", "less", "least", "several",
    "only", "first", "second", "third", "last", "half", "about", "around", "approximately", "nearly", "almost", "over",
    "under", "above", "below", "exceeded", "exceed", "exceeds", "least", "up", "down", "increase", "increased", "increases",
    "decrease", "decreased", "decreases", "rise", "rose", "risen", "fall", "fell", "fallen", "grew", "grow", "growth",
    "drop", "dropped", "higher", "lower", "better", "worse", "best", "worst", "largest", "smallest", "highest", "lowest",
    "before", "after", "if", "unless", "but", "although", "because", "allegedly", "reportedly", "confirmed", "unconfirmed",
    "suspected", "alleged", "possibly", "probably", "likely", "unlikely", "certain", "partly", "fully", "entirely",
    "dead", "died", "injured", "missing", "killed", "safe", "dangerous", "legal", "illegal", "approved", "rejected",
    "support", "supported", "supports", "oppose", "opposed", "opposes", "success", "failure", "succeeded", "failed",
    "began", "ended", "completed", "planned", "expected", "estimated", "zero", "one", "two", "three", "four", "five",
    "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety", "hundred", "thousand", "million", "billion", "dozen", "twice", "double", "doubled", "tripled",
    "percent", "unique", "sole", "yes",
];

/// Words with a capital letter only because a sentence begins with them.
pub(super) const OPENERS: &[&str] = &[
    "the", "a", "an", "in", "on", "at", "by", "of", "for", "from", "to", "with", "as", "it", "its", "this", "that", "these",
    "those", "there", "here", "he", "she", "they", "we", "i", "you", "his", "her", "their", "our", "and", "or", "so", "when",
    "while", "where", "which", "who", "what", "how", "why", "is", "are", "was", "were", "has", "have", "had", "be", "been",
    "do", "does", "did", "also", "then", "thus", "however", "moreover", "meanwhile", "further", "during", "according",
    "some", "all", "both", "such", "other", "another", "new", "local", "officials", "it's",
];

/// Ends of English names of bodies, and of places.
pub(super) const BODY_WORDS: &[&str] = &[
    "bureau", "office", "department", "ministry", "company", "ltd", "inc", "corporation", "university", "college", "school",
    "council", "committee", "commission", "administration", "agency", "group", "bank", "hospital", "court", "institute",
    "association", "union", "service", "center", "centre", "authority", "board",
];
pub(super) const PLACE_WORDS: &[&str] = &[
    "city", "county", "province", "district", "town", "village", "river", "port", "lake", "island", "bay", "street",
    "road", "airport", "state", "mountain", "sea", "harbour", "harbor", "bridge",
];
