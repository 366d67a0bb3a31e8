//! What the commands print besides help, set-up and the doctor: results, and why something was not done.

use super::phrases;

phrases! {
    // ── failures of any command
    /// A line on the error stream.
    failed(sentence): "sanshen：{sentence}", "sanshen: {sentence}";
    with_field(field, sentence): "{field}：{sentence}", "{field}: {sentence}";
    unexpected(why): "出了意外：{why}。设 RUST_BACKTRACE=1 再运行可看到更多。", "Something unexpected went wrong: {why}. Run it again with RUST_BACKTRACE=1 to see more.";
    io(why): "读写失败：{why}。请检查路径、权限和磁盘空间。", "Reading or writing failed: {why}. Check path, permissions and disk space.";
    file(path, why): "{path}：{why}", "{path}: {why}";
    file_unreadable(path, why): "{path} 读不了（{why}）。请检查路径和权限。", "{path} cannot be read ({why}). Check the path and its permissions.";
    file_unwritable(path, why): "{path} 写不了（{why}）。请检查目录、权限和磁盘空间。", "{path} cannot be written ({why}). Check folder, permissions and disk space.";
    config_refused(count): "设置文件有 {count} 处问题，没有启用：", "The configuration has {count} problem(s) and is not in force:";
    keymap_refused(path): "键位文件 {path} 有问题，请运行 sanshen keys --check {path}", "The keymap file {path} has problems; run sanshen keys --check {path}";
    unknown_keymap(name): "没有名为“{name}”的键位方案，也没有这个文件；可选：default、vim、emacs，或文件路径", "There is no keymap and no file \"{name}\"; use default, vim, emacs or the path of a file";
    STOPPED: "已停下，没有写入任何内容。", "Stopped; nothing was written.";

    // ── where the desk is
    no_desk(path): "{path} 还没有审核台。运行 sanshen setup 建一个，或 sanshen demo 看演示。", "There is no desk at {path} yet. Run sanshen setup to found one, or sanshen demo to look around.";
    no_demo(path): "{path} 还没有演示台。先运行一次 sanshen demo。", "There is no demonstration desk at {path} yet. Run sanshen demo once.";
    not_founded(url): "数据库 {url} 里还没有审核台。运行 sanshen setup --database {url}，或 sanshen init --database {url} --team 文件.toml。", "There is no desk in the database {url} yet. Run sanshen setup --database {url}, or sanshen init --database {url} --team FILE.toml.";
    founded_already(url): "数据库 {url} 里已经有审核台，没有改动它。换一个数据库，或直接打开它。", "There is a desk in the database {url} already; it was left alone. Name another database, or open that desk.";
    FOUNDED_MEANWHILE: "数据库里已经有审核台，没有改动它。", "There is a desk in the database already; it was left alone.";
    LOCAL_ONLY: "这条命令只能在本机数据库上运行。请用 --database、--data 或 --demo 指明，不要带 --server。", "This command works on a database of this machine. Name it with --database, --data or --demo, without --server.";
    who_acts(logins): "要指明以谁的身份操作：加 --as 登录名（{logins}），或先运行 sanshen login。", "Say whom to act as: add --as LOGIN ({logins}), or run sanshen login first.";
    nobody_called(name, logins): "没有叫“{name}”的在职人员；有：{logins}。", "Nobody in service is called \"{name}\". There are: {logins}.";
    several_called(name, logins): "叫“{name}”的不止一人，请用登录名：{logins}。", "Several people are called \"{name}\"; use a login: {logins}.";
    /// A login with the name it belongs to.
    login_of(login, name): "{login} {name}", "{login} {name}";
    acting_as(name, login): "以 {name}（{login}）的身份。", "Acting as {name} ({login}).";
    not_signed_in(server): "还没有登录 {server}。运行 sanshen login --server {server}，或用 --token、SANSHEN_TOKEN 给出令牌。", "Not logged in at {server}. Run sanshen login --server {server}, or give a token with --token or SANSHEN_TOKEN.";
    SIGNED_OUT: "登录已失效。请重新运行 sanshen login，或换一个令牌。", "The log-in is no longer good. Run sanshen login again, or give another token.";
    unreachable(why): "连不上服务器（{why}）。请检查地址，并确认服务在运行。没有改动任何内容。", "The server cannot be reached ({why}). Check the address and that it is running.";
    NO_ANSWER: "服务器迟迟没有回音。请稍后原样再试。", "The server did not answer in time. Try the same again in a while.";
    listen(address, why): "无法监听 {address}（{why}）。请换一个端口，或查看是谁占用了它。", "Cannot listen on {address} ({why}). Take another port, or see what uses it.";
    tls(cert, key, why): "证书 {cert} 和私钥 {key} 用不了（{why}）。应是成对的 PEM 文件。", "Certificate {cert} and key {key} cannot be used ({why}). They have to be PEM files that belong together.";
    calendar(path, why): "{path} 不是某一年的放假调休表（{why}）。", "{path} is no table of a year's days off ({why}).";

    // ── demo and serve
    DEMO_PREPARING: "正在准备演示数据……", "Preparing the demonstration desk …";
    demo_ready(address): "演示台已在 {address} 运行，按 Ctrl-C 结束。", "The demonstration desk is running at {address}. Ctrl-C ends it.";
    demo_people(path): "人员和令牌：{path}", "People and tokens: {path}";
    demo_damaged(path): "演示数据 {path} 读不出来。加 --fresh 重新开始。", "The demonstration data {path} cannot be read. Add --fresh to start over.";
    serving(address): "审核台已在 {address} 运行，按 Ctrl-C 结束。", "The desk is running at {address}. Ctrl-C ends it.";
    SERVE_ENDED: "正在停止：不再接新请求，在办的请求办完为止。", "Going down: no new requests; those under way are finished.";
    insecure(address): "{address} 在本机以外也能访问，而连接没有加密，密码和稿件会明文传输。请加 --tls-cert 和 --tls-key；若前面有加密的代理，加 --insecure。", "{address} can be reached from other machines and the connection is not encrypted: passwords and submissions would travel in the clear. Add --tls-cert and --tls-key, or --insecure if an encrypting proxy stands before it.";
    DATABASE_WANTED: "要用 --database 指明数据库，如 sqlite:/srv/sanshen/desk.db 或 postgres://用户@主机/库名。", "Name the database with --database, as sqlite:/srv/sanshen/desk.db or postgres://user@host/name.";
    listener_ended(why): "服务意外结束（{why}）。", "The server ended unexpectedly ({why}).";
    NO_TERMINAL: "这里不是终端，打不开界面。脚本请用 list、show 等命令，见 sanshen --help。", "This is not a terminal, so the screen cannot be opened. Scripts use list, show and the like; see sanshen --help.";

    // ── login
    ASK_LOGIN: "登录名：", "Login: ";
    ASK_PASSWORD: "密码：", "Password: ";
    ASK_NEW_PASSWORD: "新密码：", "New password: ";
    ASK_PASSWORD_AGAIN: "再输一遍：", "Once more: ";
    PASSWORDS_DIFFER: "两次输入的不一样。", "The two are not the same.";
    ASK_CURRENT_PASSWORD: "现在的密码：", "Present password: ";
    logged_in(name, until): "{name}，已登录，有效至 {until}。", "Logged in as {name}, until {until}.";
    LOGGED_OUT: "已退出登录。", "Logged out.";
    WAS_NOT_LOGGED_IN: "本来就没有登录。", "You were not logged in.";
}

phrases! {
    // ── list and show
    HEAD_NO: "编号", "No";
    HEAD_STAGE: "阶段", "Stage";
    HEAD_URGENCY: "紧急程度", "Urgency";
    HEAD_DUE: "截止", "Due";
    HEAD_UNIT: "单位", "Unit";
    HEAD_TITLE: "标题", "Title";
    HEAD_TURN: "轮到", "Turn";
    HEAD_CLAIMS: "核实", "Claims";
    HEAD_CHANNEL: "渠道", "Channel";
    HEAD_RECEIVED: "收到", "Received";
    HEAD_VERSION: "版本", "Version";
    HEAD_LOGIN: "登录名", "Login";
    HEAD_NAME: "姓名", "Name";
    HEAD_POSTS: "岗位", "Posts";
    HEAD_STATE: "状态", "State";
    HEAD_ID: "标识", "Identity";
    HEAD_LABEL: "用途", "Label";
    HEAD_UNTIL: "有效至", "Good until";
    HEAD_POST: "岗位", "Post";
    shown_of(shown, total): "列出 {shown} 条，共 {total} 条。", "{shown} of {total} shown.";
    more(shown, total): "列出前 {shown} 条，共 {total} 条；加 --all 看全部。", "The first {shown} of {total}; add --all for the rest.";
    NOTHING_FOUND: "没有符合条件的稿件。", "No item fits.";
    MINE: "我", "me";
    blocked(person): "无人可审，请{person}指定", "nobody eligible; {person} names someone";
    claims(settled, total): "{settled}/{total}", "{settled}/{total}";
    claims_contradicted(settled, total, contradicted): "{settled}/{total}，{contradicted} 项有矛盾", "{settled}/{total}, {contradicted} contradicted";

    item_title(no, title): "#{no} {title}", "#{no} {title}";
    item_stage(stage): "阶段：{stage}", "Stage: {stage}";
    item_turn(person, post): "轮到：{person}（{post}）", "Turn: {person} ({post})";
    item_blocked(person): "轮到：没有人符合回避要求，请 {person} 指定审核人", "Turn: nobody is eligible; {person} has to name a reviewer";
    item_due(time, left): "截止：{time}（{left}）", "Due: {time} ({left})";
    item_facts(urgency, channel, version): "{urgency}，{channel}，第 {version} 版", "{urgency}, {channel}, version {version}";
    item_aside(what): "去向：{what}", "Set aside: {what}";
    submission(seq, time, unit): "来稿 {seq} 号：{time}，{unit}", "Submission {seq}: {time}, {unit}";
    VERDICTS: "审核意见：", "Verdicts:";
    verdict(level, verdict, person, time): "  {level} {verdict} {person} {time}", "  {level} {verdict} {person} {time}";
    verdict_retracted(verdict): "{verdict}（已撤回）", "{verdict} (retracted)";
    remark(text): "    {text}", "    {text}";
    OBJECTIONS: "异议：", "Objections:";
    objection(person, text): "  {person}：{text}", "  {person}: {text}";
    CLAIMS: "核实点：", "Claims:";
    claim(n, kind, standing, quote): "  {n} {kind} {standing} “{quote}”", "  {n} {kind} {standing} \"{quote}\"";
    WANTED: "下一步还差：", "Still wanted for the next step:";
    gate(gate, sentence): "  {gate}：{sentence}", "  {gate}: {sentence}";
    ALL_OPEN: "下一步的条件都已具备。", "Nothing is wanting for the next step.";
    allowed(words): "你现在可以：{words}", "You may now: {words}";
    NOTHING_ALLOWED: "你现在只能查看。", "You can only look at the moment.";

    // ── verbs
    done(no, title, stage): "#{no} {title}：已办，现在是 {stage}。", "#{no} {title}: done; it is at {stage} now.";
    not_an_item(text): "“{text}”不是稿件编号或标识。编号如 12，见 sanshen list。", "\"{text}\" is neither the number nor the identity of an item. A number is as 12; see sanshen list.";
    not_under_review(stage): "稿件在{stage}，不在审核中，不能通过。", "The item is at {stage} and not under review, so it cannot be passed.";
    question(text): "{text}？（是 y / 否 n）", "{text} (y/n) ";
    QUESTIONS_HEADING: "审核清单，逐项回答：", "The checklist; answer each question:";
    ANSWER_YES_OR_NO: "请答 y（是）或 n（否）。", "Answer y or n.";
    claims_to_read(count): "有 {count} 个核实点，都看过了吗？（是 y / 否 n）", "There are {count} claims. Have you read each of them? (y/n) ";
    unknown_question(id, known): "审核清单里没有“{id}”；有：{known}。", "The checklist has no question \"{id}\". There are: {known}.";
    answer_form(text): "“{text}”不是回答；写成 all-yes，或 facts=yes、figures=no。", "\"{text}\" is no answer; write all-yes, or facts=yes, figures=no.";
    stage_form(text): "“{text}”不是可以退到的一步；写成 drafting、l1、l2……", "\"{text}\" is no step to go back to; write drafting, l1, l2, …";
    TO_IS_FOR_REVIEW: "来稿阶段只能退给单位，不要带 --to。", "At triage an item goes back to its unit; leave out --to.";
    time_form(text): "“{text}”不是时间；写成 2h、3d、2026-11-30、2026-11-30 09:00。", "\"{text}\" is no time; write 2h, 3d, 2026-11-30 or 2026-11-30 09:00.";
    confirm_release(no, title): "签发不能撤回。确认要签发 #{no} {title}，请加 --confirm。", "A release cannot be taken back. To release #{no} {title}, add --confirm.";
    receipt(seq, item, title): "回执 {seq} 号，稿件 #{item}：{title}", "Receipt {seq}, item #{item}: {title}";
    receipt_repeated(seq, item, title): "早已收到，回执 {seq} 号，稿件 #{item}：{title}", "Received before, receipt {seq}, item #{item}: {title}";
}

phrases! {
    // ── import
    unknown_unit(name, known): "本台没有单位“{name}”。已有：{known}。改用其中一个，或加 --unit-unknown create 新建。", "This desk has no unit \"{name}\". There are: {known}. Use one of them, or add --unit-unknown create.";
    unknown_unit_of_none(name): "本台没有单位“{name}”。加 --unit-unknown create 新建，或先运行 sanshen unit add {name}。", "This desk has no unit \"{name}\". Add --unit-unknown create, or run sanshen unit add {name} first.";
    USE_DEFAULT_WANTS_UNIT: "--unit-unknown use-default 要与 --unit 一起用。", "--unit-unknown use-default needs --unit.";
    unknown_channel(text, known): "没有渠道“{text}”；可选：{known}。", "There is no channel \"{text}\". One of: {known}.";
    unknown_urgency(text, known): "没有紧急程度“{text}”；可选：{known}。", "There is no urgency \"{text}\". One of: {known}.";
    import_progress(rows): "已处理 {rows} 条", "{rows} rows";
    taken_in(fresh, repeated): "新收 {fresh} 条，早已收到 {repeated} 条。", "{fresh} taken in, {repeated} received before.";
    taken_in_all(fresh): "新收 {fresh} 条。", "{fresh} taken in.";
    DRY_RUN: "只作检查，没有导入。", "Only checked; nothing was handed in.";
    units_added(names): "新建单位：{names}", "Units added: {names}";
    import_broken(rows, why): "中途断开：{why}此前的 {rows} 条已经收下。把同一条命令再运行一次即可，收过的不会重复。", "Broken off: {why} The {rows} rows before it are in. Run the same command again; what is in is not taken in twice.";

    // ── export and log
    export_filter(query): "条件：{query}", "Filter: {query}";
    EXPORT_EVERYTHING: "（全部）", "(everything)";
    export_rows(count): "条数：{count}", "Rows: {count}";
    export_time(time): "时间：{time}", "Time: {time}";
    export_head(seq, hash): "日志末条：{seq}:{hash}", "Log head: {seq}:{hash}";
    EXPORT_NO_HEAD: "日志末条：当前岗位无权查看", "Log head: not for the posts you act for";
    log_intact(seq, hash): "日志完好，共 {seq} 条。锚点（请另处留存）：{seq}:{hash}", "The log is intact: {seq} events. Anchor, to be kept elsewhere: {seq}:{hash}";
    LOG_EMPTY: "日志是空的。", "The log is empty.";
    anchor_form(text): "“{text}”不是锚点；写成 条号:64 位校验值。", "\"{text}\" is no anchor; write SEQ:HASH with 64 digits.";

    // ── people, units, tokens
    PERSON_ACTIVE: "在职", "in service";
    PERSON_ENDED: "已停用", "ended";
    PERSON_AWAY: "今日不在", "away";
    person_added(name, login): "已添加 {name}（{login}）。设置密码：sanshen user password {login}；安排岗位请在终端里进行。", "{name} ({login}) added. Set a password with sanshen user password {login}.";
    person_ended(name): "{name} 已停用，记录保留。", "{name}'s service has ended; the record stays.";
    password_set(name): "{name} 的密码已设置，其登录已全部退出。", "The password of {name} is set and their log-ins have ended.";
    unit_added(name): "已添加单位 {name}。", "Unit {name} added.";
    UNIT_ACTIVE: "在用", "in use";
    UNIT_ENDED: "停用", "not in use";
    token_issued(name, until): "给 {name} 的令牌，有效至 {until}。只显示这一次：", "A token for {name}, good until {until}. It is shown this once:";
    TOKEN_REVOKED: "令牌已吊销。", "The token is revoked.";
    TOKEN_GOOD: "有效", "good";
    TOKEN_ENDED: "已吊销", "revoked";
    TOKEN_EXPIRED: "已过期", "expired";
    not_a_token(text): "“{text}”不是令牌标识，见 sanshen token list。", "\"{text}\" is no identity of a token; see sanshen token list.";

    // ── procedure, backup, keys, manuals
    procedure_fine(levels): "规程没有问题，共 {levels} 级。", "The procedure has no faults; it has {levels} levels.";
    procedure_set(levels): "规程已启用，共 {levels} 级。", "The procedure is in force; it has {levels} levels.";
    problems(count): "{count} 处问题：", "{count} problem(s):";
    not_toml(path, line, why): "{path}:{line}：不是这里要的 TOML（{why}）", "{path}:{line}: not the TOML wanted here ({why})";
    backed_up(path, seq, hash): "已备份到 {path}。锚点（请另处留存）：{seq}:{hash}", "Copied to {path}. Anchor, to be kept elsewhere: {seq}:{hash}";
    rebuilt(events): "已按 {events} 条日志重建各表。", "The tables were made anew from {events} events.";
    keymap_fine(file): "{file} 没有问题。", "{file} has no faults.";
    keymap_notes(file, count): "{file} 可以用，另有 {count} 点提示：", "{file} can be used. {count} note(s):";
    keymap_faults(file, count): "{file} 有 {count} 处问题，不能用：", "{file} has {count} problem(s) and cannot be used:";
    manuals_written(count, folder): "{count} 篇手册页已写入 {folder}。", "{count} manual pages written to {folder}.";
}
