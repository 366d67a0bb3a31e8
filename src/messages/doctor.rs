//! What the doctor says: each finding in a line, with what to do.

use super::phrases;

phrases! {
    OK: "通过", "ok";
    WARN: "注意", "warn";
    FAIL: "不行", "FAIL";
    finding(state, subject, words): "[{state}] {subject}：{words}", "[{state}] {subject}: {words}";

    SETTINGS: "设置", "Settings";
    settings_none(path): "没有 {path}，都用默认值", "no {path}; every setting is at its default";
    settings_fine(path): "{path}", "{path}";

    TERMINAL: "终端", "Terminal";
    NOT_A_TERMINAL: "这里不是终端，只能用 list、show 等命令", "this is not a terminal; only list, show and the like work here";
    DUMB: "TERM 没有设置或是 dumb，打不开全屏界面；请设置 TERM，或用 --plain", "TERM is unset or dumb, so the full screen cannot be opened; set TERM, or use --plain";
    size(columns, rows): "{columns}×{rows}", "{columns}×{rows}";
    too_small(columns, rows): "{columns}×{rows}，至少要 80×24；请放大窗口或缩小字号", "{columns}×{rows}; 80×24 is needed: enlarge the window or choose a smaller font";
    ENCODING: "编码", "Encoding";
    UTF8: "UTF-8", "UTF-8";
    NOT_UTF8: "不是 UTF-8，汉字会乱码；请设 LANG=zh_CN.UTF-8", "not UTF-8, so Chinese text would be garbled; set LANG=en_US.UTF-8 or the like";
    COLOURS: "颜色", "Colours";
    COLOURS_SIXTEEN: "16 色", "16 colours";
    COLOURS_NONE: "不用颜色（NO_COLOR）", "none (NO_COLOR)";
    MULTIPLEXER: "复用器", "Multiplexer";
    TMUX: "tmux。复制要用到：tmux set -g set-clipboard on", "tmux. For copying: tmux set -g set-clipboard on";
    SCREEN: "screen。复制可能到不了本机剪贴板，建议改用 tmux", "screen. Copies may not reach your clipboard; tmux does better";

    KEYMAP: "键位", "Keymap";
    keymap_builtin(name): "{name}", "{name}";
    keymap_file(path): "{path}", "{path}";
    keymap_bad(path, count): "{path} 有 {count} 处问题，没有启用；请运行 sanshen keys --check {path}", "{path} has {count} problem(s) and is not in force; run sanshen keys --check {path}";

    FOLDER: "目录", "Folder";
    writable(path): "{path} 可以写入", "{path} can be written to";
    not_writable(why): "{why}", "{why}";
    LOG_FILE: "运行日志", "Program log";
    log_file(path): "{path}", "{path}";

    ZONE: "时区", "Time zone";
    zone_fine(name): "{name}", "{name}";
    zone_unknown(name): "系统里没有时区 {name}，按东八区计算；请安装 tzdata", "this system does not know the zone {name}, so UTC+8 is used; install tzdata";
    CALENDAR: "放假调休", "Days off";
    CALENDAR_FINE: "今后 60 天都有数据", "known for the next 60 days";
    calendar_missing(years): "没有 {years} 年的数据，按周一至周五算工作日；请在设置 calendar 里加上", "there is no table for {years}, so Monday to Friday count as working days; add one under calendar in the settings";

    SERVER: "服务器", "Server";
    server_fine(address): "{address} 在运行", "{address} is running";
    server_not_ready(address, why): "{address} 在运行，但数据库没有回应（{why}）", "{address} is running, but its database does not answer ({why})";
    CLOCK: "时钟", "Clock";
    clock_fine(seconds): "与服务器相差 {seconds} 秒", "{seconds} s from the server's";
    clock_apart(seconds): "与服务器相差 {seconds} 秒；以服务器为准，建议在本机启用网络校时", "{seconds} s from the server's, which counts; turn on network time on this machine";
    LOGIN: "登录", "Log-in";
    login_fine(name): "{name}", "{name}";
    LOGIN_NONE: "还没有登录；运行 sanshen login", "not logged in; run sanshen login";

    DATABASE: "数据库", "Database";
    database_fine(url, seq): "{url}，日志 {seq} 条", "{url}, {seq} events in the log";
    DATABASE_NONE: "这台机器上还没有审核台；sanshen setup 建一个，sanshen demo 看演示", "there is no desk on this machine yet; sanshen setup founds one, sanshen demo shows one";
    TEAM: "人员岗位", "Team";
    team_fine(people): "审核人员 {people} 人，任何一人不在都不会停摆", "{people} people review; no single absence stops the work";
    team_thin(names): "这些人不在时会有稿件停下来等：{names}", "items wait while any of these is away: {names}";
    team_bad(why): "{why}", "{why}";

    summary(fails, warns): "{fails} 项不行，{warns} 项要注意。", "{fails} failed, {warns} to look at.";
    ALL_FINE: "一切正常。", "Everything is in order.";
}
