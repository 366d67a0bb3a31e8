//! What the terminal's frame says: header, last line, questions, palette, help, outbox, posts, log-in.

use super::{Lang, Phrase, phrases};

phrases! {
    // ── the first line
    acting(name, posts): "{name} · {posts}", "{name} · {posts}";
    seat_of(post): "{post}", "{post}";
    seat_for(post, person): "{post} 代 {person}", "{post} for {person}";
    NO_POST: "未任岗", "no post now";
    CONNECTING: "连接中", "connecting";
    LIVE: "已连接", "live";
    RECONNECTING: "重连中", "reconnecting";
    OFFLINE: "离线", "offline";
    unsent(n): "{n} 件未发出", "{n} unsent";
    stopped_count(n): "{n} 件待你处理", "{n} need you";
    critical(n): "特急 {n}", "critical {n}";
    verifying(n): "核实 {n}", "to verify {n}";
    blocked(n): "无人可审 {n}", "no reviewer {n}";

    alarm(n): "{n} 件要紧的操作发不出去，请先打电话", "{n} pressing acts cannot be sent: use the telephone";

    // ── the last line
    unbound(keys, help): "{keys} 在这里没有作用；{help} 看全部按键", "{keys} does nothing here; {help} shows all keys";
    acted(verb, item): "已记下，正在发出：{verb} {item}", "Noted, being sent: {verb} {item}";
    applied(act, stage): "已生效：{act} → {stage}", "Done: {act} → {stage}";
    stopped(act, why): "没有办成：{act}。{why}", "Not done: {act}. {why}";
    quit_with(key): "已经是最外层；按 {key} 退出", "This is the outermost screen; {key} quits";
    REFRESHING: "正在重新取", "Fetching again";
    NOT_HERE: "这里用不上", "Not for use here";
    NOTHING_TO_COPY: "这里没有可复制的", "Nothing to copy here";
    NOWHERE_TO_PASTE: "这里没有可输入的地方，粘贴的内容没有用上", "There is no field here; the paste was not used";
    TEXT_TOO_LONG: "这一栏放不下了，没有改动", "The field takes no more; nothing was changed";
    DRAFT_KEPT: "写的内容已存为草稿，再打开时还在", "What you typed is kept and will be here again";
    HEARD: "刚才的提示", "Latest messages";
    NOTHING_HEARD: "还没有提示", "No messages yet";
    critical_came(n): "有特急稿件，现有 {n} 件", "Critical items waiting: {n}";
    NO_LINE: "没有连上服务器，没取到；连上后会再取", "No line to the server; it will be fetched once the line is back";
    SIGNED_OUT: "登录已过期，请重新登录；打开的画面和草稿都在", "Your session has ended; log in again. Screens and drafts are as you left them";
    broken_answer(why): "服务器的回答看不懂：{why}", "The server's answer could not be read: {why}";
    HELD: "其间稿件有变，没有发出：看过差别再定", "The item changed meanwhile, so it was not sent: look, then decide again";
    held(why): "暂扣：{why}", "Held: {why}";
    refused(why): "被拒：{why}", "Refused: {why}";
    UNSENT: "未发出：连上后自动发出", "Unsent: goes out by itself once the line is back";
    SENDING: "正在发出", "Being sent";

    // ── questions
    QUIT: "退出", "Quit";
    quit_question(n): "还有 {n} 件没有发出。它们留在这台机器上，下次打开时继续发。现在退出吗？", "{n} acts are not sent yet. They stay on this machine and go out next time. Quit now?";
    LOG_OUT: "退出登录", "Log out";
    LOG_OUT_QUESTION: "忘掉这台机器上的登录。草稿和未发出的都留着，重新登录后还在。", "Forget the session on this machine. Drafts and unsent acts stay, and are here again after you log in.";
    UNDO: "撤销", "Undo";
    undo_question(verb, item): "撤销“{verb}”：{item}？\n原来的记录和这次撤销都会留下。别人在这之后动过这件稿子，就撤不了。", "Take back \"{verb}\": {item}?\nBoth the act and the undoing stay on record. It cannot be undone once somebody else has acted on the item.";
    undo_unsent(verb, item): "“{verb}”还没有发出：{item}。不发了吗？", "\"{verb}\" has not been sent: {item}. Drop it?";
    NOTHING_TO_UNDO: "这次打开以来还没有可撤销的操作", "Nothing to undo since you opened the program";
    verb_and_item(verb, item): "{verb} · {item}", "{verb} · {item}";
    n_items(n): "{n} 件", "{n} items";
    too_many(n, limit): "一次最多 {limit} 件，现在标记了 {n} 件", "At most {limit} at a time; {n} are marked";

    // ── several at once
    bulk_title(verb, n): "{verb} · {n} 件：逐件看结果", "{verb} · {n} items: what each would come to";
    BULK_ASKING: "正在逐件试算，还没有改动任何东西", "Trying each; nothing has been changed";
    bulk_tally(would, refused): "可办 {would} 件，不可办 {refused} 件", "{would} would be done, {refused} refused";
    BULK_NOT_ANSWERED: "还没试算完，请稍等", "Not all rows are tried yet";
    BULK_NONE: "没有一件能办；原因见各行", "None can be done; each row says why";
    BULK_NO_WORD: "服务器没有说明", "the server gave no reason";
    bulk_done(verb, would, refused): "{verb}：{would} 件已记下，正在发出；{refused} 件没有动", "{verb}: {would} noted and being sent; {refused} left alone";
    would_be(stage): "将到 {stage}", "would be at {stage}";
    ASKED: "试算中", "trying";

    // ── forms
    FIELD_EMPTY: "这一栏要填", "This has to be filled";

    // ── help and palette
    HELP_TITLE: "按键", "Keys";
    hides(title): "（这里盖过“{title}”）", "(hides \"{title}\" here)";
    BY_PALETTE: "命令面板", "palette";
    PALETTE_TITLE: "全部命令：中文、英文、拼音首字母都可以", "All commands: by name, in either language, or pinyin initials";
    NOTHING_FITS: "没有这样的命令；删几个字再试", "No such command; delete a few letters";
    WHICH_KEY: "接着按", "then";

    // ── number
    JUMP_TITLE: "打开编号", "Open by number";
    MERGE_TITLE: "并入哪一件？", "Merge into which item?";
    NUMBER: "编号", "Number";
    NOT_A_NUMBER: "请输入稿件编号，如 12", "Type an item's number, such as 12";
    LOOKING: "正在找", "Looking";

    // ── gates
    gates_title(item): "为什么 · {item}", "Why · {item}";
    GATES_ASKING: "正在问服务器", "Asking the server";
    ALL_OPEN: "没有什么拦着：现在就可以办", "Nothing stands in the way: it can be done now";
    for_step(step): "下一步：{step}", "The next step: {step}";
    STEP_READY: "送初审", "put forward for first review";
    STEP_PASS: "本级通过", "pass at this level";
    STEP_RELEASE: "签发", "release";

    // ── outbox
    OUTBOX: "未发出、暂扣、被拒", "Unsent, held, refused";
    OUTBOX_EMPTY: "都发出去了。断线时做的操作会先留在这里，连上后自动发出", "Everything has been sent. What you do while the line is down waits here and goes out by itself";
    RESEND: "再发一次", "Send again";
    resend_question(verb, item, now): "“{verb}”：{item}\n现在：{now}\n按现在的样子再发一次吗？", "\"{verb}\": {item}\nNow: {now}\nSend it again, for the item as it is now?";
    VOTE_MOVED: "正文已有新版本。审核意见不能挪到没看过的版本上：请打开稿件，看过再定，然后丢弃这一条", "There is a newer version. A verdict is not moved to a text you have not read: open the item, decide anew, and discard this one";
    item_now(stage, version, when): "{stage}，第 {version} 版，{when} 有变", "at {stage}, version {version}, changed {when}";
    decided_at(verb, when): "你在 {when} 决定：{verb}", "You decided {when}: {verb}";
    last_actor(name): "最后动过的人：{name}", "Last acted: {name}";
    newer_version(n, by, change): "第 {n} 版：{by}，{change}", "Version {n} by {by}: {change}";
    DISCARD: "丢弃", "Discard";
    discard_question(verb, item): "不再发出“{verb}”：{item}。丢弃后找不回来。", "Do not send \"{verb}\": {item}. Once discarded it is gone.";
    TRYING_AGAIN: "正在重发", "Trying again";
    BEING_SENT: "正在发出，等它有结果", "It is being sent; wait for the outcome";
    STATE: "状态", "State";
    ACT: "操作", "Act";
    ITEM: "稿件", "Item";
    SINCE: "时间", "When";
    STATE_UNSENT: "未发出", "unsent";
    STATE_SENDING: "发送中", "sending";
    STATE_HELD: "暂扣", "held";
    STATE_REFUSED: "被拒", "refused";

    // ── posts
    posts_title(week): "岗位 · 第 {week} 周", "Posts · week {week}";
    EFFECTS: "谁不在", "Who is away";
    POST: "岗位", "Post";
    NOBODY: "[缺]", "[gap]";
    POSTS_LEGEND: "* 顶岗   [缺] 无人", "* covering   [gap] nobody";
    NOBODY_AWAY: "这一周没有人请假", "Nobody is away this week";
    away(name, kind, from, to): "{name} {kind}，{from} 至 {to}", "{name}: {kind}, {from} to {to}";
    holders(a, b): "A {a}　B {b}", "A {a}   B {b}";
    shadows(names): "跟岗 {names}", "shadows: {names}";
    reports_to(post): "A、B 都不在时由 {post} 顶", "when A and B are away: {post}";
    duties(names): "职责：{names}", "duties: {names}";
    acts_now(name): "现在：{name}", "now: {name}";
    LOADING: "正在取", "Fetching";

    // ── log-in
    LOGIN_TITLE: "登录", "Log in";
    LOGIN_NAME: "登录名", "Name";
    PASSWORD: "密码", "Password";
    LOGIN_FIRST: "请登录", "Log in to begin";
    LOGIN_ASKING: "正在登录", "Logging in";
    desk_at(address): "服务器 {address}", "server {address}";

    // ── what cannot be done at all
    keymap_kept(n): "键位文件有 {n} 处问题，改用自带键位；运行 sanshen keys --check 看详情", "The keymap file has {n} problems, so the built-in keys are used; run sanshen keys --check to see them";
    draft_failed(why): "草稿存不下来：{why}", "The draft could not be kept: {why}";
    act_failed(why): "没有记下，请重做：{why}", "Not noted; do it again: {why}";
    left_behind(n): "{n} 个旧文件读不出来，已放到一边", "{n} old files could not be read and were set aside";
    REMEMBER_FAILED: "这个设置没能存下来", "The setting could not be kept";
}

/// What an act is called, by the command's word on the wire.
pub fn command(lang: Lang, word: &str) -> &'static str {
    const fn both(zh: &'static str, en: &'static str) -> Phrase {
        Phrase { zh, en }
    }
    match word {
        "promote" => both("选用", "select"),
        "merge" => both("并稿", "merge"),
        "return_to_unit" => both("退回单位", "return to the unit"),
        "set_urgency" => both("改紧急程度", "set urgency"),
        "hold" => both("暂存", "hold"),
        "spike" => both("不用", "spike"),
        "bring_back" => both("拿回来", "bring back"),
        "withdraw" => both("撤稿", "withdraw"),
        "reassign" => both("转岗位", "hand over"),
        "undo" => both("撤销", "undo"),
        "revise" => both("改稿", "revise"),
        "ready" => both("送初审", "put forward"),
        "vote" => both("审核意见", "verdict"),
        "retract_vote" => both("撤回意见", "withdraw verdict"),
        "confirm_sign_off" => both("确认签批", "confirm sign-off"),
        "release" => both("签发", "release"),
        "object" => both("异议", "objection"),
        "clear_objection" => both("解除异议", "lift objection"),
        "open_thread" => both("开批注", "new thread"),
        "comment" => both("回复", "reply"),
        "resolve_thread" => both("了结批注", "settle thread"),
        "reopen_thread" => both("重开批注", "reopen thread"),
        "suggest" => both("建议", "suggest"),
        "decline_suggestion" => both("不采纳", "decline"),
        "name_reviewer" => both("指定审稿人", "name reviewer"),
        "declare_interest" => both("声明回避", "declare interest"),
        "raise_claim" => both("提核实点", "raise claim"),
        "withdraw_claim" => both("撤核实点", "withdraw claim"),
        "add_evidence" => both("添核实记录", "add evidence"),
        "retract_evidence" => both("撤核实记录", "retract evidence"),
        "adjudicate" => both("裁定", "adjudicate"),
        "search_prior" => both("查先例", "prior search"),
        "check_figures" => both("核算数字", "check figures"),
        "waive" => both("暂免核实", "waive"),
        "seal" => both("密封附注", "seal note"),
        _ => both("操作", "act"),
    }
    .get(lang)
}
