//! What the database can have to say to a person: mostly to whoever starts the program.

use super::phrases;

phrases! {
    address(fault):
        "数据库地址不对：{fault}。例：sqlite:/srv/sanshen/desk.db 或 postgres://用户@主机/库名",
        "This is not a database address: {fault}. Examples: sqlite:/srv/sanshen/desk.db or postgres://user@host/name";
    SCHEME:
        "须以 sqlite: 或 postgres:// 开头",
        "it has to begin with sqlite: or postgres://";
    NO_FILE:
        "sqlite: 后面没有写文件",
        "there is no file after sqlite:";
    IN_MEMORY:
        "内存库一退出就没了，请写一个文件",
        "a database in memory is gone when the program ends; name a file";
    ENCRYPTED:
        "暂不支持与 PostgreSQL 加密连接，请走本机套接字或可信网络，并去掉 sslmode=require",
        "encrypted connections to PostgreSQL are not supported yet; use a socket or a trusted network, and leave out sslmode=require";
    open(path, why):
        "打不开数据库 {path}：{why}。请检查目录和权限。",
        "Cannot open the database {path}: {why}. Check the folder and its permissions.";
    in_use(path):
        "{path} 正被另一个 sanshen 使用。请先退出那一个，或者连到它的服务地址。",
        "{path} is in use by another sanshen. Stop that one first, or connect to it with --server.";
    in_use_by(path, process):
        "{path} 正被另一个 sanshen（进程 {process}）使用。请先退出那一个，或者连到它的服务地址。",
        "{path} is in use by another sanshen (process {process}). Stop that one first, or connect to it with --server.";
    foreign(path):
        "{path} 里是别的程序的数据，没有改动它。请换一个文件。",
        "{path} holds the data of another program and was left alone. Name another file.";
    encoding(found):
        "数据库的编码是 {found}，存不下所有汉字。请用 UTF8 编码新建一个库。",
        "The database is encoded in {found} and cannot hold every character. Create one with the encoding UTF8.";
    newer(found, known):
        "数据库是新版程序写的（版本 {found}），本程序只认到版本 {known}，没有改动它。请升级 sanshen。",
        "The database was written by a newer sanshen (version {found}; this one knows up to {known}) and was left alone. Upgrade sanshen.";
    older(found, known):
        "数据库还是旧版本（{found}），需要版本 {known}。请先用本程序启动一次服务，它会自动升级。",
        "The database still has version {found}; version {known} is needed. Start the desk once with this sanshen, which brings it forward.";
    unreachable(why):
        "连不上数据库服务器：{why}。请检查地址，并确认 PostgreSQL 正在运行。",
        "The database server cannot be reached: {why}. Check the address and that PostgreSQL is running.";
    BUSY:
        "数据库正忙，没有改动任何内容。请稍后再试。",
        "The database is busy; nothing was changed. Try again in a moment.";
    CLOSED:
        "服务正在停止，没有改动任何内容。",
        "The desk is shutting down; nothing was changed.";
    commit(why):
        "没能存盘：{why}。没有改动任何内容，请检查磁盘空间。",
        "The change could not be saved: {why}. Nothing was changed; check the space left on the disk.";
    OUTCOME_UNKNOWN:
        "存盘时与数据库断开，不知道有没有存上。请刷新后核对，或者原样再发一次：不会重复记录。",
        "The database was lost while saving, so it is not known whether this was saved. Reload and look, or send it again as it is: it will not be recorded twice.";
    READ_ONLY:
        "这里只能查看，不能改动。",
        "Here things can be looked at, not changed.";
    backup(path, why):
        "没能备份到 {path}：{why}。",
        "Could not make the copy {path}: {why}.";
    BACKUP_ELSEWHERE:
        "PostgreSQL 库请用 pg_dump 备份。",
        "Copy a PostgreSQL database with pg_dump.";
    internal(error):
        "程序内部出错，没有改动任何内容。请把这一行交给维护人员：{error}",
        "Something is wrong inside the program; nothing was changed. Give this line to whoever maintains it: {error}";
    log_broken(seq, how):
        "日志在第 {seq} 条断开：{how}。此前各条完好。",
        "The log is broken at event {seq}: {how}. All events before it are intact.";
    log_place(found):
        "这个位置上是第 {found} 条，中间有缺失、重复或调换",
        "event {found} stands in its place, so that events are missing, repeated or exchanged";
    LOG_LINK:
        "与上一条接不上",
        "it does not follow the event before it";
    LOG_CONTENT:
        "内容与校验值不符，写入后被改过",
        "what it says does not match its hash, so it was changed after it was recorded";
    LOG_TIME:
        "时间早于上一条",
        "its time lies before that of the event before it";
    LOG_ANCHOR:
        "与当时留存的锚点不是同一条，日志被重写过",
        "it is not the event that was anchored, so the log was rewritten";
    log_cut_off(anchored):
        "日志到此为止，但锚点表明曾写到第 {anchored} 条，后面的被截掉了",
        "the log ends here, but an anchor shows that it had reached event {anchored}; its end was cut off";
    log_head(head):
        "数据库登记的末条是第 {head} 条，与实际不符",
        "the database has the end of its log at event {head}, which is not where it ends";
    log_line(why):
        "这一行不是导出的日志条目（{why}）",
        "the line is not an event as an export writes it ({why})";
    log_unread(why):
        "文件读不下去（{why}）",
        "the file cannot be read on ({why})";
}
