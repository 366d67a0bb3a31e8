//! What the screens for writing say: the editor, the comparison of versions, and a submission typed in by hand.

use super::phrases;

// The fields of a text.
phrases! {
    LIST_GAP: "、", ", ";
    OPTIONAL: "可不填", "optional";
    TITLE: "标题", "Title";
    BODY: "正文", "Text";
    BODY_HINT: "在这里写正文", "Write the text here";
    CLASSIFICATION: "密级", "Classification";
    ADDRESSEES: "报送对象", "Addressees";
    SOURCES: "来源", "Sources";
    ONE_PER_LINE: "一行一个", "one per line";
    WHAT_WAS_DONE: "改了什么", "What was done";
    WHAT_WAS_DONE_HINT: "写进日志；可不填", "for the log; optional";
    title_line(title): "标题：{title}", "Title: {title}";
    classification_line(word): "密级：{word}", "Classification: {word}";
    addressees_line(names): "报送：{names}", "To: {names}";
    sources_line(names): "来源：{names}", "Sources: {names}";
}

// The editor.
phrases! {
    editor_title(no, n): "改稿 #{no} · 改自 v{n}", "Writing #{no} · from v{n}";
    editor_note(chars, line, column): "{chars}字 · {line}:{column}", "{chars} chars · {line}:{column}";
    FIELDS: "其他各栏", "Other fields";
    fields_below(title): "标题：{title}　（下一栏：密级、报送对象、来源、建议）", "Title: {title}   (next field: classification, addressees, sources, suggestions)";
    SUGGESTIONS: "采纳建议", "Suggestions";
    suggestion(from, to, by): "“{from}” → “{to}” {by}", "“{from}” → “{to}” {by}";
    WORDS_NOT_THERE: "正文里找不到这些字了，没有改动", "Those words are no longer in the text; nothing was changed";
    DRAFT_RESTORED: "接着上次没写完的写", "Here is what you left unfinished";
    moved_on(yours, now): "你改的是 v{yours}，稿件已到 v{now}；你写的都在，保存时先对照", "You began on v{yours}; the item is at v{now} now. Your text is safe, and saving compares first";
    compare_first(yours, now): "稿件已从 v{yours} 到 v{now}。先看差别；返回后再保存一次，就以你的稿子为准", "The item went from v{yours} to v{now}. Look at the differences; go back and save once more to make yours the next version";
    save_title(item): "保存为新版本 · {item}", "Save as a new version · {item}";
    MACHINE_SAW: "机器看到", "Seen";
    CHANGE_KIND: "改动性质", "Kind of change";
    WHAT_IT_MEANS: "影响", "What it means";
    KEEPS_ALL: "各级意见都保留", "All votes are kept";
    KEEPS_WITH_NOTICE: "各级意见保留，复核会收到提示", "Votes are kept; level 2 is told";
    VOIDS: "复核以上意见作废，初审须重签", "Votes from level 2 up are void, and level 1 signs again";
    found_added(what, after): "{what}：加 {after}", "{what}: added {after}";
    found_removed(what, before): "{what}：删 {before}", "{what}: removed {before}";
    found_changed(what, before, after): "{what}：{before} → {after}", "{what}: {before} → {after}";
    more_findings(n): "另有 {n} 处", "and {n} more";
}

// The comparison.
phrases! {
    diff_title(item): "版本对照 · {item}", "Compare · {item}";
    version(n): "v{n}", "v{n}";
    WITH: " 对 ", " with ";
    YOUR_TEXT: "你写的", "your text";
    NOT_A_VERSION: "这一边是你写的，还不是版本", "That side is your text, not a version yet";
    no_further(n, newest): "没有更远的版本了：这边是 v{n}，最新 v{newest}", "No further version: this side is v{n}, the newest v{newest}";
    changes(n): "改动 {n} 段", "{n} paragraph(s) changed";
    COMPARING: "正在取两个版本", "Fetching the two versions";
}

// A submission by hand.
phrases! {
    SUBMISSION_TITLE: "录入来稿", "New submission";
    UNIT: "报送单位", "Unit";
    UNIT_HINT: "名称、一部分或拼音首字母", "name, part of it, or pinyin initials";
    UNIT_FOUND: "名单里", "Known as";
    UNKNOWN_UNIT: "名单里没有这个单位", "No such unit in the list";
    several_units(n, names): "{n} 个：{names}", "{n} fit: {names}";
    WHICH_UNIT: "不止一个，请写全", "Several fit; type more of the name";
    CHANNEL: "渠道", "Channel";
    URGENCY: "紧急程度", "Urgency";
    AUTHOR: "作者", "Author";
    RELEASED_BY: "单位签发人", "Released by";
    RELEASED_BY_HINT: "紧急和电话渠道可不填", "who signed it out in the unit; not for urgent and phone";
    SENDER_TIME: "报送时间", "Sent";
    SENDER_TIME_HINT: "对方说的时间，如 13:20；可不填", "by the sender's clock, such as 13:20; optional";
    HOTLINE_CATEGORY: "来电类别", "Calls about";
    HOTLINE_COUNT: "来电件数", "Calls";
    HOTLINE_DAYS: "几天内", "Over days";
    HOTLINE_TICKETS: "工单号", "Tickets";
    HOTLINE_TICKETS_HINT: "多个用空格分开；不写来电人信息", "separated by blanks; nothing about the callers";
    NOT_A_COUNT: "请填一个整数", "A whole number is wanted";
    NOT_A_PAST_TIME: "看不懂，或还没有到：写成 13:20、昨天 13:20 或 11-23 13:20", "Not a time that has been: write 13:20, yesterday 13:20 or 11-23 13:20";
    BEING_SENT: "正在提交", "Being handed in";
    SUBMISSION_WANTS_LINE: "没有连上服务器，没有提交；写的都存着，连上后再保存一次", "No line to the server; it was not handed in. Everything is kept: save again once the line is back";
    received(seq): "已收，第 {seq} 号来稿", "Received as submission {seq}";
    received_before(seq): "这篇收过了，是第 {seq} 号来稿", "The same had been received before, as submission {seq}";
}
