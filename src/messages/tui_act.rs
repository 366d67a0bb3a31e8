//! What the forms and questions of an item say: what is asked for before an act, and what the act means.

use super::phrases;

// Common to several forms.
phrases! {
    LIST_GAP: "、", ", ";
    OPTIONAL: "可不填", "optional";
    REASON: "理由", "Reason";
    REMARK: "附言", "Remark";
    WHAT_IT_MEANS: "说明", "What it means";
    NOT_A_COUNT: "请填一个整数", "A whole number is wanted";
    NOT_A_PAST_TIME: "看不懂，或还没有到：写成 13:20、昨天 13:20 或 11-23 13:20", "Not a time that has been: write 13:20, yesterday 13:20 or 11-23 13:20";
}

// Verdicts.
phrases! {
    pass_title(level, item): "{level}通过 · {item}", "Pass at {level} · {item}";
    CHECKLIST: "清单", "Checklist";
    CLAIMS_READ: "核实点已阅", "Claims read";
    claim_to_read(n, kind, quote, standing): "{n} {kind}“{quote}”{standing}", "{n} {kind} “{quote}” {standing}";
    STILL_WANTED: "还差", "Still wanted";
    remaining(n): "还差 {n} 项", "{n} still to tick";
    NONE_REMAINING: "都齐了", "nothing; all is ticked";
    level_by(level, person): "{level} {person}", "{level}: {person}";
    answered_yes(question): "是　{question}", "yes  {question}";
    answered_no(question): "否　{question}", "no   {question}";
    with_note(line, note): "{line}（{note}）", "{line} ({note})";
    remark(text): "附言：{text}", "Remark: {text}";
    return_title(item): "退回 · {item}", "Return · {item}";
    RETURN_CODE: "退回代码", "Code";
    BACK_TO: "退到", "Back to";
    BACK_TO_DRAFTING: "退给起草人", "back to the drafter";
    back_to_level(level): "退到{level}", "back to {level}";
    RETURN_SENTENCE: "理由", "Sentence";
    RETURN_SENTENCE_HINT: "怎样改了就能用", "what would make it usable";
    await_title(item): "待核 · {item}", "Await verification · {item}";
    AWAITED: "等核实什么", "What is awaited";
    recommend_title(item): "跟岗建议 · {item}", "Recommend · {item}";
    RECOMMENDATION: "建议", "Opinion";
    RETRACT_TITLE: "撤回意见", "Take back your verdict";
    retract_question(level, verdict, when, item): "撤回你的{level}意见“{verdict}”（{when}）？\n{item}\n原记录仍在，注明已撤回。", "Take back your verdict at {level}, “{verdict}” ({when})?\n{item}\nThe record stays, marked as retracted.";
    RELEASE_TITLE: "签发", "Release";
    release_question(item, version): "签发 {item}（v{version}）？", "Release {item} (v{version})?";
    passed_by(level, who, when): "{level}　{who} {when}", "{level}: {who}, {when}";
    debts_owed(n): "欠核 {n} 项，签发后仍须补齐", "{n} verification(s) owed, still due after release";
    goes_to(names): "报送 {names}", "goes to {names}";
    RELEASE_IS_FINAL: "签发后只能更正，不能收回。", "Once released it can be corrected, not recalled.";
}

// Sign-offs.
phrases! {
    sign_off_title(level, item): "登记线下签批（{level}）· {item}", "Record a sign-off ({level}) · {item}";
    SIGNER: "签批人", "Signer";
    signer(name, number): "{name}　登记号码 {number}", "{name}, registered number {number}";
    signer_without_number(name): "{name}（没有登记号码）", "{name} (no registered number)";
    HOW_SIGNED: "方式", "How";
    CALL_BACK: "回拨", "Call back";
    CALLED_BACK: "已按登记号码回拨核实", "I called the registered number back";
    READ_BACK: "念给签批人听", "Read aloud";
    read_back(title, figures): "标题：{title}\n数字：{figures}", "Title: {title}\nFigures: {figures}";
    read_back_title(title): "标题：{title}", "Title: {title}";
    recorded_sign_off(level, verdict, via, recorder, when, read_back): "{level} · {verdict} · {via}\n{recorder} 于 {when} 登记，念过：\n{read_back}", "{level} · {verdict} · {via}\nrecorded by {recorder}, {when}; read back:\n{read_back}";
    CONFIRM_TITLE: "确认签批", "Confirm the sign-off";
    confirm_question(item, told): "{item}\n{told}\n\n这是你给的签批吗？", "{item}\n{told}\n\nWas this sign-off yours?";
    DISOWN_TITLE: "否认签批", "Not your sign-off";
    disown_question(item, told): "{item}\n{told}\n\n声明这不是你给的签批？这一票随即作废。", "{item}\n{told}\n\nSay that this was never yours? The vote is void from then on.";
}

// Talk.
phrases! {
    object_title(item): "提出异议 · {item}", "Object · {item}";
    OBJECTION: "异议", "Objection";
    OBJECTION_HINT: "不解除就不能签发；由你或上一级解除", "holds the release until you or a higher level clears it";
    WHICH_OBJECTION: "解除哪一条异议？", "Lift which objection?";
    objection_of(who): "{who} 的异议", "Objection by {who}";
    LIFT_TITLE: "解除自己的异议", "Lift your objection";
    OVERRULE_TITLE: "否决异议", "Overrule the objection";
    OVERRULE_HINT: "理由会写在稿件上", "the reason is shown on the item";
    THREAD_TITLE: "开批注", "New thread";
    ABOUT: "针对", "About";
    WHOLE_ITEM: "整件稿子", "the item as a whole";
    COMMENT: "内容", "Comment";
    BLOCKING: "要求", "Demand";
    BLOCKS_RELEASE: "不了结不能签发", "must be resolved before release";
    REPLY_TITLE: "回复批注", "Reply";
    LAST_SAID: "前一条", "Last said";
    said_by(who, text): "{who}：{text}", "{who}: {text}";
    SUGGEST_TITLE: "建议改动", "Suggest other words";
    NOW_READS: "现在是", "Now reads";
    SHOULD_READ: "改为", "Should read";
    SHOULD_READ_HINT: "留空就是删去", "empty means leaving them out";
    SAME_WORDS: "和原文一样，没有改动", "The same words as now";
    suggestion_of(who): "{who} 的建议", "Suggested by {who}";
    instead_of(from, to): "“{from}” 改为 “{to}”", "“{to}” instead of “{from}”";
    DECLINE_TITLE: "不采纳这条建议", "Decline the suggestion";
    TAKE_BACK_SUGGESTION_TITLE: "收回自己的建议", "Take back your suggestion";
}

// Who takes part.
phrases! {
    name_title(item): "指定审稿人 · {item}", "Name a reviewer · {item}";
    REVIEWER: "审稿人", "Reviewer";
    NOBODY_TO_NAME: "没有可以指定的人：在岗的人都须回避", "Nobody can be named: everybody in service is barred";
    post_as(post, role): "{post} {role}", "{post} {role}";
    person_and_posts(person, posts): "{person}（{posts}）", "{person} ({posts})";
    interest_title(item): "声明回避 · {item}", "Step aside · {item}";
    INTEREST_REASON: "什么关系", "What connects you";
    INTEREST_NOTE: "声明后你不再参与这件稿子，之前给的意见不再放行；不能撤销。", "From then on you take no part in this item, and verdicts you gave open no gate. It cannot be undone.";
    seal_title(item): "密封附注 · {item}", "Sealed note · {item}";
    SOURCE_ROLE: "来源身份", "Source";
    SOURCE_ROLE_HINT: "只写身份，不写姓名，如：港口渔民", "a role, never a name: a fisherman of the port";
    SEALED_WORDS: "内容", "Words";
    SEAL_NOTE: "只有说明理由才能看，每次查看都记入日志。内容不存草稿，离开前要保存。", "Read only with a reason, and every reading is logged. It is not kept as a draft: save before you leave.";
    READ_SEALED_TITLE: "看密封附注", "Read a sealed note";
    SEALED_NOTE: "密封附注", "Sealed note";
    sealed_by(role, by, when): "{role}（{by} {when}）", "{role} ({by}, {when})";
    READING_REASON: "为什么要看", "Why read it";
    READING_REASON_HINT: "会记入日志", "goes into the log";
}

// Claims and evidence.
phrases! {
    CLAIM_TITLE: "列为核实点", "Make it a claim";
    CLAIM_WORDS: "正文原话", "Words";
    CLAIM_WORDS_HINT: "照抄正文里要核实的文字", "the words of the text, exactly";
    CLAIM_KIND: "性质", "Kind";
    FIGURE: "数字", "Figure";
    CLAIM_FIGURE_HINT: "如 2413 艘；空着由机器读第一个", "such as 2413 ships; empty: the first in the words";
    PERIOD: "时段", "Period";
    PERIOD_HINT: "如 截至23日13时", "such as 2026-11";
    BASE: "对比", "Compared with";
    BASE_HINT: "比例、增幅是和什么比", "for ratios and growth";
    SCOPE: "范围", "Scope";
    SCOPE_HINT: "如 全市、规上企业", "such as the whole city";
    evidence_title(n, quote): "核实记录 · 核实点 {n} “{quote}”", "Evidence on claim {n} “{quote}”";
    PARTY: "核实方", "Party";
    PARTY_HINT: "单位名称、一部分或拼音首字母", "name, part of it, or pinyin initials";
    PARTY_FOUND: "名单里", "Known as";
    NEW_PARTY: "名单里没有，按新核实方登记", "Not known yet: entered as a new party";
    several_fit(n, names): "{n} 个：{names}", "{n} fit: {names}";
    WHICH_PARTY: "不止一个，请写全", "Several fit; type more of the name";
    PARTY_WANTS_LINE: "没有连上服务器；新核实方要连上才能登记。填的都还在，连上后再保存", "No line to the server; a new party needs one. Everything is kept: save again once the line is back";
    party_and_relation(party, relation): "{party}（{relation}）", "{party} ({relation})";
    body_and_role(body, role): "{body} {role}", "{body}, {role}";
    RELATION: "与报送方关系", "Relation";
    PARTY_ROLE: "对方身份", "Role asked";
    PARTY_ROLE_HINT: "只写身份，不写姓名，如：值班员", "never a name: the officer on duty";
    PARTY_GROUP: "同源组", "Group";
    PARTY_GROUP_HINT: "和谁同一来源就写同一个词；空着按单位算", "one word for all fed by one origin; empty: the body itself";
    METHOD: "方式", "How";
    STANCE: "立场", "Stance";
    QUOTE: "摘录", "Quote";
    QUOTE_HINT: "对方原话或数字", "their words or figure";
    GRADE: "来源等级", "Grade";
    CREDIBILITY: "信息可信度", "Credibility";
    EVIDENCE_FIGURE_HINT: "对方给的数字，如 2398 艘", "their figure, such as 2398 ships";
    TAKEN_AT: "何时说的", "When";
    TAKEN_AT_HINT: "如 13:20、昨天 13:20；空着就是现在", "such as 13:20; empty: now";
    ORIGIN: "转自", "Passed on from";
    ORIGIN_HINT: "对方是听谁说的、引自什么文件；空着是自己掌握", "whom or what they have it from; empty: own knowledge";
    EXPLANATION: "差异说明", "Explanation";
    EXPLANATION_HINT: "数字不同时，为什么不同", "why the figures differ, if they do";
    party_said(party, stance, grade, quote): "{party}（{stance} {grade}）：{quote}", "{party} ({stance}, {grade}): {quote}";
    adjudicate_title(n): "裁定核实点 {n}", "Decide on claim {n}";
    SUPPORTING: "支持的", "For";
    AGAINST: "不一致的", "Against";
    DECISION: "裁定", "Decision";
    UPHELD: "采信正文", "the text stands";
    NOT_UPHELD: "正文须改", "the text must change";
    ON_THE_DISCREPANCY: "差异说明", "On the discrepancy";
    ON_THE_DISCREPANCY_HINT: "为什么不一致、依据什么定；会印在内部核实说明上", "why they differ and what decides it; printed in the internal note";
    waive_title(n): "暂免核实点 {n}", "Waive claim {n}";
    OWED: "欠账", "Owed";
    owed_within(hours): "先放行，{hours} 小时内须补核，记在起草岗位名下", "It may go on; the verification is owed by the drafting post within {hours} hours";
    WHY_NOT_WAIT: "为什么等不得", "Why it cannot wait";
    search_title(n): "查新 · 核实点 {n}", "Prior practice · claim {n}";
    SEARCHED_FOR: "查什么", "Searched for";
    SEARCHED_IN: "查了哪里", "Searched in";
    SEARCHED_IN_HINT: "如 本库、政府公报、公开数据库", "own archive, gazettes, a public database";
    HITS: "查到几条", "Found";
    HITS_HINT: "整数，没有填 0", "a number; 0 for none";
    FINDING: "说明什么", "What it shows";
    FINDING_HINT: "这对“首创”的说法意味着什么", "what that says about the claim";
    check_title(n): "核算数字 · 核实点 {n}", "Check figures · claim {n}";
    EXPRESSION: "算式", "Sum";
    EXPRESSION_HINT: "318 + 2095 = 2413 艘，264 / 2149 = 12.3 %", "318 + 2095 = 2413, 264 / 2149 = 12.3 %";
    COMES_TO: "结果", "Comes to";
    NO_OUTCOME_YET: "写完算式就算", "worked out once the sum is complete";
    agrees(computed): "得 {computed}，相符", "{computed}: agrees";
    disagrees(computed, stated): "得 {computed}，与 {stated} 不符；照样记下", "{computed}, not {stated}; it can be recorded all the same";
    RETRACT_EVIDENCE_TITLE: "撤回核实记录", "Retract evidence";
    taken_by(who, when): "{who} {when} 记", "taken by {who}, {when}";
    retract_evidence_question(said, taken): "对方收回了这个说法？\n{said}\n{taken}\n记录仍在，注明已撤回，不再计数。", "Has the party taken this back?\n{said}\n{taken}\nThe record stays, marked as retracted, and no longer counts.";
    WITHDRAW_TITLE: "撤下核实点", "Withdraw the claim";
    withdraw_question(n, quote, records): "撤下核实点 {n}？\n“{quote}”\n已有 {records} 条记录，都会留着。", "Withdraw claim {n}?\n“{quote}”\nIts {records} record(s) stay.";
}
