//! What `sanshen --help` says of each command and flag, and what it says when a command line is wrong.
//!
//! One table: a command by its words (`token issue`), a flag or value by the command's words and its name
//! (`import --unit`, `show ITEM`); one that means the same everywhere by its name alone (`--json`).

use super::{Lang, Phrase, phrases};

const fn both(zh: &'static str, en: &'static str) -> Phrase {
    Phrase { zh, en }
}

/// What a command does; `""` is the program.
pub fn about(command: &str) -> Option<Phrase> {
    find(COMMANDS, command)
}

/// What a flag or value of a command means.
pub fn argument(command: &str, name: &str) -> Option<Phrase> {
    find(ARGUMENTS, &format!("{command} {name}")).or_else(|| find(ARGUMENTS, name))
}

fn find(table: &[(&str, Phrase)], key: &str) -> Option<Phrase> {
    table
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, phrase)| *phrase)
}

const COMMANDS: &[(&str, Phrase)] = &[
    (
        "",
        both(
            "信息处审核台：来稿、核实、三级审核、签发。不带命令时打开终端界面。",
            "The reviewing desk of an information office: submissions, verification, three reviews, release. Without a command the terminal opens.",
        ),
    ),
    (
        "setup",
        both(
            "逐项问答，建一个新的审核台",
            "Found a desk, asked line by line",
        ),
    ),
    (
        "init",
        both(
            "按文件建一个新的审核台，不提问",
            "Found a desk from a file, without questions",
        ),
    ),
    (
        "demo",
        both(
            "打开带样例数据的演示台",
            "Open the demonstration desk, which is already populated",
        ),
    ),
    (
        "serve",
        both("把审核台作为服务提供给全组使用", "Serve a desk to a team"),
    ),
    (
        "login",
        both(
            "登录并记住，之后的命令不必再带令牌",
            "Log in and remember it for the commands that follow",
        ),
    ),
    ("logout", both("退出登录", "End the log-in and forget it")),
    (
        "list",
        both(
            "列出稿件，可带查询语句",
            "List items, by a query if one is given",
        ),
    ),
    (
        "show",
        both(
            "显示一篇稿件：正文、核实、意见、还差什么",
            "Show an item: text, claims, verdicts, and what is still wanted",
        ),
    ),
    (
        "promote",
        both("选用来稿，转入起草", "Take a submission up for drafting"),
    ),
    (
        "ready",
        both("提交初审", "Put an item forward for first review"),
    ),
    (
        "pass",
        both(
            "在当前一级通过；逐项问审核清单",
            "Pass an item at its level; asks the checklist question by question",
        ),
    ),
    (
        "return",
        both(
            "退回：来稿阶段退给单位，审核阶段退给前面的环节",
            "Send back: a submission to its unit, an item under review to an earlier step",
        ),
    ),
    (
        "hold",
        both("暂存到某个时间", "Lay an item aside until a time"),
    ),
    ("release", both("签发", "Sign an item's release")),
    (
        "submit",
        both(
            "报送一个文件里的稿件，逐篇显示回执",
            "Hand in what a file holds and print the receipts",
        ),
    ),
    (
        "import",
        both(
            "从文件导入来稿：.jsonl .csv .tsv .md .docx。退出码：0 全部导入，3 有的行有问题未导入",
            "Read submissions from files: .jsonl .csv .tsv .md .docx. Exit code 0 when all went in, 3 when some rows were bad",
        ),
    ),
    (
        "export",
        both(
            "导出稿件清单，抬头写明条件、条数、时间和日志末条校验值",
            "Write items out, headed by filter, count, time and the head of the log",
        ),
    ),
    ("log", both("操作日志", "The log")),
    (
        "log export",
        both(
            "逐条导出日志，供 verify-log 离线核对",
            "Write the log out, one event a line, for verify-log",
        ),
    ),
    (
        "verify-log",
        both(
            "核对日志是否完整、有没有被改动",
            "Check that a log is whole and unchanged",
        ),
    ),
    ("user", both("人员", "People")),
    (
        "user list",
        both("列出人员、岗位和在岗情况", "List people with their posts"),
    ),
    ("user add", both("添加人员", "Add a person")),
    ("user password", both("设置密码", "Set a password")),
    (
        "user end",
        both(
            "停用人员；记录保留，不删除",
            "End a person's service; their record stays",
        ),
    ),
    ("unit", both("报送单位", "Reporting units")),
    (
        "unit list",
        both("列出报送单位", "List the reporting units"),
    ),
    ("unit add", both("添加报送单位", "Add reporting units")),
    (
        "token",
        both("供脚本使用的访问令牌", "Access tokens, for scripts"),
    ),
    (
        "token issue",
        both(
            "签发令牌；只显示这一次",
            "Issue a token, which is shown once",
        ),
    ),
    (
        "token list",
        both("列出令牌，不含密文", "List tokens, without their secrets"),
    ),
    ("token revoke", both("吊销令牌", "Revoke a token")),
    (
        "procedure",
        both(
            "审核规程：级别、清单、时限、退回原因、核实规则",
            "The procedure: levels, checklists, deadlines, return codes, verification",
        ),
    ),
    (
        "procedure print",
        both("以 TOML 输出规程", "Print the procedure as TOML"),
    ),
    (
        "procedure check",
        both(
            "检查规程文件，一次列出全部问题",
            "Check a procedure file and list all its problems",
        ),
    ),
    (
        "procedure set",
        both("启用新的规程", "Put a procedure into force"),
    ),
    (
        "backup",
        both(
            "备份 SQLite 数据库，办公照常进行",
            "Copy a SQLite database while work goes on",
        ),
    ),
    (
        "rebuild",
        both("按日志重建各表", "Make the tables anew from the log"),
    ),
    (
        "doctor",
        both(
            "体检：终端、键位、设置、数据库、服务器、时钟、磁盘",
            "Check terminal, keymap, settings, database, server, clock and disk",
        ),
    ),
    (
        "keys",
        both(
            "显示按键，或检查自己的键位文件",
            "Show the keys, or check a keymap file",
        ),
    ),
    (
        "completions",
        both("输出命令补全脚本", "Print completions for a shell"),
    ),
    (
        "man",
        both(
            "把手册页写入一个目录",
            "Write the manual pages into a folder",
        ),
    ),
];

const ARGUMENTS: &[(&str, Phrase)] = &[
    // ── everywhere
    (
        "--lang",
        both(
            "语言：zh 或 en（默认按设置和 LANG）",
            "Language, zh or en (by default as configured, or LANG)",
        ),
    ),
    ("--help", both("显示帮助", "Print help")),
    ("--version", both("显示版本", "Print version")),
    (
        "--server",
        both(
            "服务器地址（也可用 SANSHEN_SERVER 或设置文件）",
            "Address of a server (also SANSHEN_SERVER, or the settings)",
        ),
    ),
    (
        "--token",
        both(
            "访问令牌（也可用 SANSHEN_TOKEN）",
            "Access token (also SANSHEN_TOKEN)",
        ),
    ),
    (
        "--database",
        both(
            "本机数据库：sqlite:路径 或 postgres://…（也可用 SANSHEN_DATABASE）",
            "A database of this machine, sqlite:PATH or postgres://… (also SANSHEN_DATABASE)",
        ),
    ),
    (
        "--data",
        both("本机审核台所在目录", "Folder of a desk on this machine"),
    ),
    ("--demo", both("演示台", "The demonstration desk")),
    (
        "--as",
        both(
            "在本机数据库上以谁的身份操作（登录名或姓名）",
            "Whom to act as over a database of this machine (login or name)",
        ),
    ),
    ("--json", both("输出 JSON", "Print JSON")),
    (
        "--ascii",
        both("只用 ASCII 字符画线和符号", "Draw with ASCII only"),
    ),
    (
        "--no-color",
        both("不用颜色（也认 NO_COLOR）", "No colours (also NO_COLOR)"),
    ),
    (
        "--plain",
        both(
            "不开全屏界面，用文字列出队列",
            "Print the queue as text instead of opening the full screen",
        ),
    ),
    (
        "--keymap",
        both(
            "键位方案 default、vim、emacs，或自己的文件",
            "A keymap, default, vim or emacs, or a file of one's own",
        ),
    ),
    ("ITEM", both("编号或标识", "Number or identity of the item")),
    ("NAME", both("登录名或姓名", "Login or name")),
    (
        "--calendar",
        both(
            "某一年的放假调休表（JSON），可多次给出",
            "A year's table of days off (JSON); may be given several times",
        ),
    ),
    // ── founding
    (
        "init --team",
        both("人员和岗位（TOML）", "People and posts (TOML)"),
    ),
    (
        "init --passwords",
        both(
            "密码（TOML，每行 登录名 = \"密码\"）；没有的人用令牌登录",
            "Passwords (TOML, login = \"password\" a line); whoever has none uses a token",
        ),
    ),
    (
        "init --procedure",
        both(
            "审核规程（TOML）；不给则用自带的三级规程",
            "A procedure (TOML); the three levels that come with the program when not given",
        ),
    ),
    (
        "init --example",
        both("输出一份样例，改好再用", "Print an example to begin from"),
    ),
    (
        "demo --as",
        both("你是谁（登录名或姓名）", "Who you are (login or name)"),
    ),
    (
        "demo --fresh",
        both(
            "丢弃演示数据，重新开始",
            "Throw the demonstration data away and start over",
        ),
    ),
    (
        "demo --serve",
        both(
            "不开界面，只提供服务，并写出 DIR/people.json",
            "Serve without a terminal, and write DIR/people.json",
        ),
    ),
    (
        "demo --data",
        both("演示台所在目录", "Folder of the demonstration desk"),
    ),
    (
        "--listen",
        both(
            "监听地址和端口；端口写 0 则任选",
            "Address and port to listen on; port 0 takes a free one",
        ),
    ),
    (
        "serve --tls-cert",
        both("证书链（PEM）", "Certificate chain (PEM)"),
    ),
    ("serve --tls-key", both("私钥（PEM）", "Private key (PEM)")),
    (
        "serve --body-limit",
        both("单个请求的最大字节数", "Bytes of a request at most"),
    ),
    (
        "serve --insecure",
        both(
            "允许在本机以外的地址上不加密地服务",
            "Serve unencrypted on an address that others can reach",
        ),
    ),
    // ── verbs
    (
        "login NAME",
        both("登录名；不给则询问", "Login; asked for when not given"),
    ),
    (
        "list QUERY",
        both(
            "查询语句，如 stage:l2 turn:me due<2h 渔船",
            "A query, as stage:l2 turn:me due<2h fishing",
        ),
    ),
    ("list --limit", both("最多列出几条", "Rows at most")),
    ("list --all", both("全部列出", "All rows")),
    (
        "pass --answers",
        both(
            "all-yes，或 facts=yes,figures=no；不给则逐项询问",
            "all-yes, or facts=yes,figures=no; asked one by one when not given",
        ),
    ),
    (
        "pass --read-all",
        both("各核实点均已看过", "I have read every claim"),
    ),
    ("pass --remark", both("附言", "A remark")),
    (
        "return --code",
        both(
            "退回原因的代码，见 procedure print",
            "A return code; see procedure print",
        ),
    ),
    (
        "return --sentence",
        both("补充什么就能用", "What would make it usable"),
    ),
    (
        "return --to",
        both(
            "退到哪一步：drafting、l1、l2……（默认 drafting）",
            "Back to which step: drafting, l1, l2, … (drafting by default)",
        ),
    ),
    (
        "hold --until",
        both(
            "时间：2h、3d、2026-11-30、2026-11-30 09:00",
            "A time: 2h, 3d, 2026-11-30, 2026-11-30 09:00",
        ),
    ),
    ("hold --reason", both("理由", "Why")),
    (
        "release --confirm",
        both(
            "确认签发；签发后不能撤回",
            "Confirm; a release cannot be taken back",
        ),
    ),
    // ── in and out
    ("FILE", both("文件", "File")),
    ("import FILES", both("一个或多个文件", "One or more files")),
    ("submit FILES", both("一个或多个文件", "One or more files")),
    (
        "--unit",
        both(
            "没有写单位的稿件算哪个单位的",
            "Unit of rows that name none",
        ),
    ),
    (
        "--unit-unknown",
        both(
            "单位不认识时：use-default 用 --unit 的单位，create 新建；不给则该行不导入",
            "For a unit the desk does not know: use-default takes that of --unit, create adds it; without, the row is bad",
        ),
    ),
    (
        "--channel",
        both(
            "没有写渠道或渠道不认识时用哪个",
            "Channel of rows that name none or an unknown one",
        ),
    ),
    (
        "--urgency",
        both(
            "没有写紧急程度或不认识时用哪个",
            "Urgency of rows that name none or an unknown one",
        ),
    ),
    (
        "--released-by",
        both(
            "没有写签发人的稿件，由谁在单位签发",
            "Who signed out the rows that do not say",
        ),
    ),
    (
        "--historic",
        both(
            "补录旧档：不要求写明签发人",
            "Files of before: nobody has to be named who signed them out",
        ),
    ),
    (
        "--dry-run",
        both("只检查，不导入", "Only check; nothing is handed in"),
    ),
    (
        "export --format",
        both("格式：csv、json、md", "csv, json or md"),
    ),
    (
        "export --query",
        both("查询语句；不给则全部", "A query; everything when not given"),
    ),
    (
        "verify-log FILE",
        both(
            "log export 写出的文件；不给则核对数据库",
            "What log export wrote; the database when not given",
        ),
    ),
    (
        "verify-log --anchor",
        both(
            "以前另处留存的锚点，可多次给出",
            "An anchor kept elsewhere before; may be given several times",
        ),
    ),
    // ── running a desk
    (
        "user add NAME",
        both(
            "登录名：小写字母、数字、. - _",
            "Login: small letters, digits, . - _",
        ),
    ),
    ("user add --name", both("姓名", "Name as shown")),
    (
        "user add --unit",
        both("所属单位", "Unit the person belongs to"),
    ),
    (
        "user add --correspondent",
        both(
            "是该单位的信息员，只能看到本单位的来稿",
            "A correspondent, who sees only that unit's submissions",
        ),
    ),
    (
        "user add --phone",
        both("登记的电话", "Registered telephone number"),
    ),
    (
        "unit add NAMES",
        both("一个或多个单位名称", "One or more names"),
    ),
    ("token issue --label", both("用途", "What it is for")),
    (
        "token issue --days",
        both("有效天数", "Days it is good for"),
    ),
    (
        "token revoke ID",
        both(
            "令牌标识，见 token list",
            "Identity of the token; see token list",
        ),
    ),
    (
        "procedure print --default",
        both("程序自带的三级规程", "The one that comes with the program"),
    ),
    ("backup FILE", both("要写的新文件", "A new file")),
    (
        "keys --check",
        both(
            "检查一个键位文件，一次列出全部问题",
            "Check a keymap file and list all its problems",
        ),
    ),
    (
        "keys --markdown",
        both("以 Markdown 表格输出", "Print as Markdown"),
    ),
    (
        "keys --source",
        both("输出键位文件原文", "Print the keymap's file"),
    ),
    (
        "completions SHELL",
        both(
            "bash、zsh、fish、elvish、powershell",
            "bash, zsh, fish, elvish or powershell",
        ),
    ),
    ("man FOLDER", both("要写入的目录", "Folder to write into")),
];

phrases! {
    USAGE: "用法", "Usage";
    COMMANDS_HEADING: "命令", "Commands";
    VALUES: "参数", "Arguments";
    OPTIONS: "选项", "Options";
    WHICH_DESK: "哪个审核台、以谁的身份", "Which desk, and as whom";
    TERMINAL: "界面", "Terminal";

    unknown_argument(found): "不认识参数 {found}。", "There is no argument {found}.";
    unknown_command(found): "没有命令 {found}。", "There is no command {found}.";
    similar(words): "是不是 {words}？", "Did you mean {words}?";
    invalid_value(found, argument): "{argument} 的值“{found}”不对。", "\"{found}\" is no value for {argument}.";
    legal_values(words): "可用：{words}。", "One of: {words}.";
    wanted(words): "应为：{words}。", "Wanted: {words}.";
    missing(words): "还缺：{words}。", "Missing: {words}.";
    conflict(argument, other): "{argument} 不能与 {other} 同时使用。", "{argument} cannot be used together with {other}.";
    no_value(argument): "{argument} 后面要写一个值。", "{argument} needs a value.";
    COMMAND_WANTED: "这里要写一个命令。", "A command is needed here.";
    see_help(command): "见 {command} --help", "See {command} --help";
}

/// Between the parts of a list of words.
pub fn gap(lang: Lang) -> &'static str {
    super::query::list_gap(lang)
}
