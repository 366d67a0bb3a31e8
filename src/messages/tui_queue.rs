//! What the queue says: tabs, orders, the signs of a row, and the forms of triage.

use super::phrases;

phrases! {
    MINE: "轮到我", "My turn";
    NO_SUCH_TAB: "没有这个页签", "There is no such tab";
    NOTHING_HERE: "光标下没有稿件", "No item under the cursor";
    THAT_ITEM: "那一件", "That item";
    left_the_list(item): "{item} 刚被别人处理，离开了这个列表；移动一下光标再办", "{item} was just dealt with by somebody else and left this list; move the cursor, then act";
    mine_here(n): "轮到我 {n}", "my turn {n}";
    marked(n): "已标记 {n} 件", "{n} marked";
    marked_some(n, total): "已标记取到的 {n} 件，共 {total} 件；筛选后再全部标记", "Marked the {n} that are here, of {total}; filter the list to mark all";
    position(at, total): "{at}/{total}", "{at}/{total}";

    // ── order
    SORT_TITLE: "怎么排", "Order by";
    BY_QUEUE: "按紧急、截止、编号", "by urgency, deadline, number";
    by(what): "按{what}", "by {what}";
    by_descending(what): "按{what}（倒序）", "by {what}, descending";
    place(at, total, order): "第 {at} 位，共 {total} 件，{order}", "Place {at} of {total}, {order}";
    its_urgency(urgency): "紧急程度：{urgency}", "Urgency: {urgency}";
    its_deadline(when, left): "截止：{when}，{left}", "Due: {when}, {left}";
    NO_DEADLINE: "没有截止时间，排在有截止的后面", "No deadline: after those that have one";
    its_number(no, when): "编号 {no}，{when} 收到", "Number {no}, received {when}";
    its_turn(person, post): "轮到：{person}（{post}）", "Turn: {person} ({post})";
    its_claims(settled, total, contradicted): "核实 {settled}/{total}，有矛盾 {contradicted}", "Claims settled {settled} of {total}, contradicted {contradicted}";

    // ── signs of a row
    FLAG_UNSENT: "你的操作还没发出", "your act is not sent yet";
    FLAG_HELD: "你的操作被暂扣：稿件有变", "your act is held: the item changed";
    FLAG_REFUSED: "你的操作被拒", "your act was refused";
    FLAG_BLOCKED: "无人可审，要指定审稿人", "nobody is eligible; a reviewer has to be named";
    FLAG_OBJECTED: "有异议未解除", "an objection stands";
    FLAG_THREADS: "有批注待了结", "threads to be settled";
    FLAG_AGING: "来稿超期没有处理", "waiting too long for a decision";
    FLAG_MERGED: "并有几家来稿", "several submissions in it";
    FLAG_DRAFT: "有你没写完的草稿", "you have a draft on it";

    // ── columns
    COLUMN_NO: "编号", "No.";
    COLUMN_URGENCY: "缓急", "Urgency";
    COLUMN_DUE: "时限", "Due";
    COLUMN_UNIT: "单位", "Unit";
    COLUMN_TITLE: "标题", "Title";
    COLUMN_CLAIMS: "核实", "Claims";
    COLUMN_TURN: "轮到", "Turn";
    NOT_HERE_YET: "··", "..";

    // ── empty, loading, failed
    LOADING: "正在取这一页", "Fetching the list";
    EMPTY_INTAKE: "没有等着处理的来稿。新来稿会自动出现在这里", "No submissions are waiting. New ones appear here by themselves";
    EMPTY_STAGE: "这一步没有等着的稿件", "Nothing waits at this stage";
    EMPTY_MINE: "没有轮到你的稿件", "Nothing is your turn";
    EMPTY_HELD: "没有暂存的稿件", "Nothing is held";
    EMPTY_RELEASED: "还没有签发过的稿件", "Nothing has been released";
    EMPTY_CLOSED: "没有退回、合并或不用的稿件", "Nothing was returned, merged or spiked";
    EMPTY_FILTER: "没有符合筛选条件的稿件", "Nothing matches the filter";

    // ── filter
    FILTER: "筛选", "Filter";
    FILTER_HINT: "如 turn:me due<2h 单位:慈溪 渔船，或拼音首字母 yc", "such as turn:me due<2h unit:慈溪 渔船, or pinyin initials";
    filtered(query): "筛选 {query}", "filter {query}";
    at_character(n, sentence): "第 {n} 字：{sentence}", "At character {n}: {sentence}";

    // ── preview
    PREVIEW: "预览", "Preview";
    PREVIEW_RESTS: "停下来就显示这一件", "Rest on a row to see it";
    received(when, unit, channel): "来稿 {when}　{unit}　{channel}", "Received {when}   {unit}   {channel}";
    stage_line(stage, version): "{stage} · 第 {version} 版", "{stage} · version {version}";
    turn_line(person, post): "轮到 {person}（{post}）", "turn: {person} ({post})";
    turn_blocked(person): "无人可审，由 {person} 指定审稿人", "no reviewer; {person} has to name one";
    due_line(when, left): "截止 {when}（{left}）", "due {when} ({left})";
    vote_line(level, verdict, person, when): "{level} {verdict} {person} {when}", "{level}: {verdict}, {person}, {when}";
    claims_line(settled, total): "核实 {settled}/{total}", "claims {settled}/{total}";
    contradicted_line(n): "{n} 项有出入", "{n} contradicted";
    objection_line(person, text): "异议（{person}）：{text}", "Objection ({person}): {text}";
    members_line(n): "并有 {n} 家来稿", "{n} submissions in it";

    // ── verbs
    NOTHING_TO_REPEAT: "还没有可重复的操作", "Nothing to repeat yet";
    ONE_AT_A_TIME: "审核意见要逐件给：先清除标记", "Verdicts are given one item at a time: clear the marks first";
    wrong_stage(stage): "这一件在“{stage}”，不能这样办", "The item is at \"{stage}\"; this does not apply there";
    NOT_ALLOWED: "现在不能由你这样办；按“为什么”看原因和谁能办", "Not for you to do now; \"why\" tells the reason and who can";
    TAKE_OVER: "接手", "Take over";
    take_over_question(item, post): "把 {item} 转到“{post}”，由你接着办？", "Hand {item} to {post}, so that you go on with it?";
    ALREADY_YOURS: "本来就轮到你", "It is your turn already";
    turn_follows(person, post): "轮到 {person}（{post}）。本人请假时自动由 B 岗或上级岗位顶，不用申请", "The turn is with {person} ({post}). When they are away it passes to B or the post above by itself";
    NO_TURN: "已经办结，没有轮到谁", "It is finished; it is nobody's turn";
    merge_title(n): "{n} 件并成一件，以哪件为主？", "Merge {n} items: which one leads?";
    DRAFTING_POST: "起草岗位", "Drafting post";
    KIND: "稿件种类", "Kind";
    RETURN_CODE: "原因", "Reason code";
    WHAT_WOULD_HELP: "怎样才可用", "What would help";
    WHAT_WOULD_HELP_HINT: "一句话告诉报送单位：补什么、改什么就可用", "One sentence to the unit: what to add or change";
    SENTENCE_WANTED: "这个原因要写一句：怎样才可用", "This code wants a sentence: what would make it usable";
    REASON: "理由", "Why";
    HOLD_UNTIL: "暂存至", "Hold until";
    HOLD_UNTIL_HINT: "2h、3天、明天 9:00、周一、2026-11-30 09:00", "2h, 3d, tomorrow 9:00, mon, 2026-11-30 09:00";
    UNDERSTOOD: "即", "That is";
    NO_SUCH_TIME: "看不懂这个时间，或已经过去；写法如 2h、明天 9:00、2026-11-30 09:00", "Not a time ahead; write 2h, tomorrow 9:00 or 2026-11-30 09:00";
}
