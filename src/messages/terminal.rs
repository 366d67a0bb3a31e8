//! What is said about the terminal itself: when it cannot be used, copying, notices, the external editor.

use super::phrases;

phrases! {
    /// Standard output is not a terminal.
    NOT_A_TERMINAL:
        "这里不是终端,无法显示界面。请在终端里运行,或改用 list、show、pass 等命令。",
        "This is not a terminal, so there is no screen to draw on. Run it in a terminal, or use list, show, pass and the other plain commands.";
    /// TERM is dumb or unset.
    DUMB_TERMINAL:
        "终端不支持移动光标(TERM 未设置或为 dumb)。请设置 TERM,例如 xterm-256color,或改用 --plain。",
        "This terminal cannot place a cursor (TERM is unset or dumb). Set TERM, for instance to xterm-256color, or use --plain.";
    /// Any other failure of the terminal.
    no_terminal(error):
        "终端用不了:{error}。请重新连接后再打开,草稿都在。",
        "The terminal cannot be used: {error}. Reconnect and open it again; your drafts are safe.";

    /// After a copy through tmux.
    COPIED_TO_TMUX:
        "已复制到 tmux 缓冲区(用 tmux 的粘贴键取出),也已转交终端",
        "Copied to tmux's buffer (paste it with tmux), and offered to the terminal";
    /// After OSC 52, which is never confirmed.
    COPIED_PERHAPS:
        "已请终端复制;终端不会回话,请粘贴一下确认",
        "The terminal was asked to copy it; terminals do not confirm, so paste once to check";
    /// Nothing is selected.
    NOTHING_TO_COPY:
        "没有可复制的内容",
        "There is nothing to copy";
    /// More than a terminal takes.
    too_long_to_copy(bytes, limit):
        "有 {bytes} 字节,超过终端一次能复制的 {limit} 字节;请分段复制或导出",
        "{bytes} bytes are more than a terminal copies at once ({limit}); copy it in parts, or export it";

    /// A notice on the desktop; it begins with the program's name.
    notice(text):
        "三审:{text}",
        "sanshen: {text}";

    /// A paste beyond the limit.
    PASTE_TOO_LONG:
        "粘贴的内容超过 16 MiB,没有接收;请改用导入",
        "The paste is longer than 16 MiB and was not taken; import it from a file";

    /// No editor is set and vi is missing.
    NO_EDITOR:
        "没有设置外部编辑器,也找不到 vi;请设置环境变量 VISUAL 或 EDITOR",
        "No editor is set and there is no vi here; set VISUAL or EDITOR";
    /// The editor named is not installed.
    editor_not_found(name):
        "找不到编辑器 {name};请检查环境变量 VISUAL 或 EDITOR",
        "The editor {name} was not found; check VISUAL or EDITOR";
    /// VISUAL or EDITOR cannot be understood.
    editor_not_understood(value):
        "看不懂编辑器设置 {value}:引号没有成对",
        "The editor setting {value} cannot be read: a quotation mark is missing";
    /// The editor ended with an error.
    editor_failed(name, code):
        "编辑器 {name} 非正常结束(退出码 {code}),原文没有改动",
        "The editor {name} ended with an error (exit code {code}); the text here is unchanged";
    /// The editor was ended from outside.
    editor_killed(name):
        "编辑器 {name} 被强行终止,原文没有改动",
        "The editor {name} was killed; the text here is unchanged";
    /// The file could not be written or read.
    editor_file(error):
        "外部编辑用的文件出错:{error};原文没有改动",
        "The file for the editor failed: {error}; the text here is unchanged";
    /// The file is too long now.
    editor_too_long(mebibytes, path):
        "改后的文件超过 {mebibytes} MiB,没有读入;文件留在 {path}",
        "The edited file is longer than {mebibytes} MiB and was not read; it is kept at {path}";
    /// The file is not UTF-8 now.
    editor_not_utf8(path):
        "改后的文件不是 UTF-8 编码,没有读入;文件留在 {path}",
        "The edited file is not UTF-8 and was not read; it is kept at {path}";
}
