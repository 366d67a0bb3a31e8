//! What the screen of an item says: its face, the text, the panes beside it, and why something cannot be done.

use super::phrases;

// Anywhere on the screen.
phrases! {
    /// Between the names of a list.
    LIST_GAP: "、", ", ";
    LOADING: "正在取", "Fetching";
    NOT_LOADED: "稿件还没有取到", "The item is not here yet";
    BACK_TO_THE_ITEM: "先返回稿件，再做这一步", "Go back to the item to do that";
    why_and_help(why, help): "{why}{help}", "{why} {help}";
    quoted(words): "“{words}”", "“{words}”";
    who_when(who, when): "{who} {when}", "{who} {when}";
    percent(n): "{n}%", "{n}%";
    place_of(n, total): "{n}/{total}", "{n}/{total}";
    place_of_more(n, total): "{n}/{total}，还有更早的", "{n}/{total}, older ones follow";
    SOMEBODY: "系统", "the system";
}

// The face of an item.
phrases! {
    UNSENT: "未发出", "unsent";
    HELD: "暂扣", "held";
    REFUSED: "被拒", "refused";
    and_others(unit, n): "{unit}等{n}件来稿", "{unit} and others ({n} submissions)";
    version_and_chars(n, chars): "v{n} {chars}字", "v{n}, {chars} chars";
    received(when): "来稿 {when}", "received {when}";
    turn_yours(post): "轮到你（{post}）", "your turn ({post})";
    turn_of(person, post, capacity): "轮到 {person}（{post} {capacity}）", "turn: {person} ({post}, {capacity})";
    turn_blocked(person): "无人可审，须由 {person} 指定", "no reviewer; {person} has to name one";
    wrote(names): "执笔 {names}", "written by {names}";
    more_faces(n): "另有 {n} 条提示，见讨论和清单", "{n} more; see talk and checklists";
    act_stopped(act, why): "没有办成：{act}。{why}", "Not done: {act}. {why}";
    confirm_yours(level): "有人替你登记了{level}签批，请确认或否认", "A sign-off ({level}) was recorded for you: confirm it, or say it was not yours";
    objection_stands(by, text): "异议 · {by}：{text}", "Objection by {by}: {text}";
    unconfirmed(via, who, when): "{via}签批尚未经 {who} 确认（限 {when}）", "Sign-off {via}: not confirmed by {who} yet (until {when})";
    owed(n, when): "欠核 {n} 项，{when} 前补齐", "{n} verification(s) owed, due {when}";
    overruled(author, by, reason): "{author} 的异议已由 {by} 否决：{reason}", "{author}'s objection was overruled by {by}: {reason}";
    stepped_aside(who, reason): "{who} 已回避：{reason}", "{who} has stepped aside: {reason}";
    sealed_notes(n): "密封附注 {n} 份", "{n} sealed note(s)";
    held_until(when, reason): "暂存至 {when}：{reason}", "Held until {when}: {reason}";
    returned(code, sentence): "已退回单位（{code}）：{sentence}", "Returned to the unit ({code}): {sentence}";
    MERGED: "已并入另一稿件", "Merged into another item";
    spiked(code, reason): "不用（{code}）：{reason}", "Not used ({code}): {reason}";
    withdrawn(reason): "单位已撤稿：{reason}", "Withdrawn by its unit: {reason}";
}

// The text.
phrases! {
    TEXT: "正文", "Text";
    text_version(n): "正文 v{n}", "Text v{n}";
    text_changed(n, before, seen): "正文 v{n} · 改自 v{before}：{seen}", "Text v{n} · changed from v{before}: {seen}";
    found(what, n): "{what} {n} 处", "{what} ×{n}";
    older_version(n, now): "旧版 v{n}（现在是 v{now}）", "Earlier version v{n} (now v{now})";
    older_version_coming(n): "正在取 v{n}", "Fetching v{n}";
    older_text(n): "现在看的是旧版 v{n}，先返回当前版本", "This is the earlier version v{n}; go back to the current one first";
    no_further_version(n, now): "没有更远的版本了：这是 v{n}，最新 v{now}", "No further version: this is v{n}, the newest is v{now}";
    to(names): "报送 {names}", "to {names}";
    sources(names): "来源 {names}", "sources: {names}";
    selecting(n): "已选 {n} 字", "{n} selected";
    SELECT_FIRST: "先选中要改的文字：移动光标选好，再按一次建议", "Select the words first: move to extend the selection, then suggest again";
    SELECTED_WHAT_NOW: "选好了：可提核实点、开讨论或建议改动", "Selected: make it a claim, start a thread on it, or suggest other words";
    /// Short marks in the text; at most 6 cells.
    thread_mark(n): "批{n}", "T{n}";
    suggestion_mark(n): "改{n}", "S{n}";
}

// Claims.
phrases! {
    CLAIMS: "核实", "Verification";
    claims_title(n, total, kind): "核实点 {n}/{total} · {kind}", "Claim {n}/{total} · {kind}";
    CLAIMS_EMPTY: "还没有核实点。选中正文里要核实的文字，列为核实点", "No claims yet. Select words in the text that must be verified and make them a claim";
    NO_EVIDENCE: "还没有核实记录", "Nobody has been asked yet";
    figure_is(figure): "数字 {figure}", "figure {figure}";
    figure_and_more(figure, more): "{figure}（{more}）", "{figure} ({more})";
    raised_by(who, when): "{who} {when} 列为核实点", "raised by {who}, {when}";
    reopened(when): "原文 {when} 改过，此前的记录不再作数", "Its words changed {when}; evidence from before no longer counts";
    NOT_IN_TEXT_NOW: "已不在正文中，不再要求核实", "No longer in the text; not asked for any more";
    HOW_WHEN: "方式/时间", "How, when";
    TAKEN_BY: "记录人", "Taken by";
    MORE: "说明", "Note";
    retracted(stance): "{stance}（已撤回）", "{stance} (retracted)";
    how_and_when(method, when): "{method} {when}", "{method} {when}";
    before_reopening(when): "{when}（改前，不计）", "{when} (before the change, not counted)";
    from_origin(origin): "转自 {origin}", "from {origin}";
    sources_count(have, wanted, standing): "独立来源 {have}/{wanted} · {standing}", "independent sources {have}/{wanted} · {standing}";
    UNDECIDED: "有矛盾未裁定", "contradiction not decided";
    so_no_pass(line): "{line} → 不能签发", "{line} → cannot be released";
    so_no_release(line): "{line} → 暂不能签发", "{line} → cannot be released yet";
    debt_of(post, when): "欠核：{post} 须在 {when} 前补齐", "owed by {post}, due {when}";
    adjudicated(who, when, decision, words): "裁定 · {who} {when}：{decision}。{words}", "Decided by {who}, {when}: {decision}. {words}";
    waived(who, when, reason): "暂免核实 · {who} {when}：{reason}", "Waived by {who}, {when}: {reason}";
    checked(expression, computed, who): "{expression}（得 {computed}，{who}）", "{expression} (comes to {computed}; {who})";
    searched(query, corpus, hits, finding): "查新“{query}”于 {corpus}：{hits} 条。{finding}", "Searched “{query}” in {corpus}: {hits} found. {finding}";
    contradiction(n, total): "矛盾 {n}/{total}", "Contradiction {n}/{total}";
    NO_CONTRADICTION: "没有说法不一的记录", "Nobody contradicts it";
    THE_TEXT: "正文", "The text";
    differ_by(one, two, apart, share): "{one} 对 {two}：相差 {apart}（{share}%）", "{one} against {two}: {apart} apart ({share}%)";
    DECIDED_FOR: "已裁定：采信正文", "Decided: the text stands";
    DECIDED_AGAINST: "已裁定：正文须改", "Decided: the text must change";
    NOT_DECIDED: "尚未裁定", "Not decided yet";
}

// Talk.
phrases! {
    talk_title(open, all): "讨论 · 待处理 {open} / 共 {all}", "Talk · {open} open of {all}";
    TALK_EMPTY: "还没有异议、批注或建议", "No objections, threads or suggestions yet";
    objection_head(by, level, when, state): "异议 {by}（{level}）{when} · {state}", "Objection by {by} ({level}), {when} · {state}";
    STANDS: "未解除", "stands";
    LIFTED: "已解除", "lifted";
    OVERRULED: "已否决", "overruled";
    cleared_by(by, when, reason): "{by} {when} 解除：{reason}", "cleared by {by}, {when}: {reason}";
    thread_head(mark, by, state): "{mark} 批注 {by} · {state}", "{mark} thread by {by} · {state}";
    thread_line(mark, by, state, said): "{mark} {by} · {state} · {said}", "{mark} {by} · {state} · {said}";
    OPEN: "未了结", "open";
    BLOCKS: "不了结不能签发", "blocks release";
    RESOLVED: "已了结", "resolved";
    adrift(quote): "{quote}（原文已删）", "{quote} (no longer in the text)";
    comment(by, when, text): "{by} {when}：{text}", "{by}, {when}: {text}";
    resolved_by(by, when): "{by} {when} 了结", "resolved by {by}, {when}";
    suggestion_head(mark, by, change, state, quote): "{mark} 建议 {by} · {change} · {state} · {quote}", "{mark} suggestion by {by} · {change} · {state} · {quote}";
    suggested_on(version, when): "针对 v{version}，{when}", "on v{version}, {when}";
    taken_into(by, version): "{by} 采纳入 v{version}", "taken into v{version} by {by}";
    declined_by(by, reason): "{by} 未采纳：{reason}", "declined by {by}: {reason}";
    remark(text): "附言：{text}", "Remark: {text}";
}

// Versions, history, checklists, submissions as received.
phrases! {
    versions_title(n): "版本 {n}", "Versions ({n})";
    version_line(n, by, when, change, size): "v{n}  {by} {when}  {change}  {size}", "v{n}  {by}, {when}  {change}  {size}";
    AS_RECEIVED: "来稿原样", "as received";
    chars(n): "{n}字", "{n} chars";
    chars_and_change(n, change): "{n}字（{change}）", "{n} chars ({change})";
    title_now(title): "标题改为：{title}", "title now: {title}";
    change_seen(what, before, after): "{what}：{before} → {after}", "{what}: {before} → {after}";
    hand(who, how): "{who}（{how}）", "{who} ({how})";
    hands(names): "经手：{names}", "hands: {names}";
    HISTORY: "经过", "History";
    history_of(item): "经过 · {item}", "History · {item}";
    NO_EVENTS: "还没有记录", "Nothing on record";
    verb_and_reason(verb, reason): "{verb}：{reason}", "{verb}: {reason}";
    event_title(seq, verb): "第 {seq} 号记录 · {verb}", "Record {seq} · {verb}";
    event_line(when, who, verb): "{when}  {who}  {verb}", "{when}  {who} {verb}";
    event_post(post): "以 {post} 身份", "acting for {post}";
    event_reason(reason): "理由：{reason}", "reason: {reason}";
    CHECKLISTS: "清单与意见", "Checklists and verdicts";
    NO_VOTES: "还没有审核意见", "No verdicts yet";
    to_be_asked(level): "{level}要答的", "What {level} will be asked";
    claims_to_be_read(n): "{n} 个核实点逐一阅过", "{n} claim(s) marked read";
    person_as(person, capacity): "{person}（{capacity}）", "{person} ({capacity})";
    vote_head(level, verdict, who, when, version): "{level} {verdict} · {who} {when} · v{version}", "{level}: {verdict} · {who}, {when} · v{version}";
    returned_with(code, to): "{code}，{to}", "{code}; {to}";
    signed_off(via, recorder, state): "{via}签批，{recorder} 登记，{state}", "{via}, recorded by {recorder}; {state}";
    confirmed_at(when): "{when} 已确认", "confirmed {when}";
    to_confirm_by(when): "待确认（限 {when}）", "to be confirmed by {when}";
    vote_retracted(when): "{when} 已撤回", "retracted {when}";
    COUNTS_NO_MORE: "此后正文有实质改动或被退回，这一票不再算数", "The text changed in substance or was returned since; this vote counts no more";
    original_title(n, total): "来稿原文 {n}/{total}", "As received {n}/{total}";
    NO_ORIGINAL: "这里看不到来稿原文", "The submission is not to be seen here";
    receipt(seq, when, channel): "第 {seq} 号来稿 · {when} · {channel}", "submission {seq} · {when} · {channel}";
    author(name): "作者 {name}", "author {name}";
    released_by(name): "签发人 {name}", "released by {name}";
    sender_says(when): "报送方称发于 {when}", "sent {when}, by the sender's clock";
    hotline(category, count, days, refs): "热线 {category}：{days} 天 {count} 件，工单 {refs} 个", "hotline, {category}: {count} calls in {days} days, {refs} ticket(s)";
}

// Why something cannot be done.
phrases! {
    no_level(stage): "现在是“{stage}”，没有等着通过的一级", "It is at “{stage}”: no level waits for a verdict";
    not_here_now(stage, person): "现在是“{stage}”，轮到 {person}", "It is at “{stage}”, and the turn is {person}'s";
    not_at_this_stage(stage): "在“{stage}”不能这样做", "That cannot be done at “{stage}”";
    NOT_TAKING_PART: "你没有参与办理稿件的岗位", "None of your posts takes part in work on items";
    ONLY_SHADOWS: "只有跟岗的人提建议；有意见可以开批注或提异议", "Only shadows recommend; others start a thread or object";
    NO_VOTE_OF_YOURS: "你在这件稿子上没有可撤回的意见", "You have no verdict on this item to take back";
    somebody_else_names(person): "无人可审，由 {person} 指定", "Nobody is eligible; {person} is to name someone";
    NOT_BLOCKED: "有合格的审稿人，不必指定", "There is an eligible reviewer; nobody has to be named";
    PROMOTE_FIRST: "来稿选用之后才能改", "It can be edited once it has been selected";
    SUGGEST_INSTEAD: "正文由起草岗位改；你可以提修改建议", "The drafting post edits the text; you can suggest a change";
    NOTHING_TO_CONFIRM: "没有等你确认的签批", "No sign-off waits for you";
    NO_THREAD_CHOSEN: "先在讨论栏选中一条批注", "Choose a thread in the talk pane first";
    NO_SUGGESTION_CHOSEN: "先在讨论栏选中一条建议", "Choose a suggestion in the talk pane first";
    NO_OBJECTION: "没有未解除的异议", "No objection stands";
    NO_CLAIMS: "还没有核实点", "There are no claims yet";
    NO_CLAIM_CHOSEN: "先选中一个核实点", "Choose a claim first";
    NO_EVIDENCE_CHOSEN: "先选中一条未撤回的记录", "Choose a record that has not been retracted";
    NOTHING_TO_WAIVE: "这一点不需要免核", "This claim needs no waiver";
    NO_SEALED: "没有密封附注", "There are no sealed notes";
    ONE_VERSION: "只有一个版本", "There is only one version";
}
