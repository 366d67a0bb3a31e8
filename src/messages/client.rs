//! What a person reads when the line, the server or the disk did not do what it was asked.

use super::phrases;

phrases! {
    unreachable(why):
        "连不上服务器（{why}）。写下的都在本机，线路恢复后自动发送。",
        "The server cannot be reached ({why}). What you wrote is kept here and sent when the line is back.";
    TIMED_OUT:
        "服务器迟迟没有回音。写下的都在本机，稍后自动再发，不会重复。",
        "The server did not answer in time. What you wrote is kept here and sent again, never twice.";
    bad_answer(status, detail):
        "对方的回答不像本系统的服务器（HTTP {status}）：{detail}。请检查地址和代理。",
        "The answer does not come from a sanshen server (HTTP {status}): {detail}. Check the address and the proxy.";
    server_trouble(status, detail):
        "服务器暂时办不了（HTTP {status}）：{detail} 稍后自动再发，不会重复。",
        "The server cannot do it right now (HTTP {status}): {detail} It is sent again by itself, never twice.";
    NOT_SIGNED_IN:
        "登录已失效，请重新登录。写下的都还在。",
        "You are no longer signed in. Sign in again; what you wrote is still here.";
    untitled(code, status):
        "服务器没有同意：{code}（HTTP {status}）。",
        "The server refused: {code} (HTTP {status}).";
    address(given):
        "服务器地址不对：{given}。例：https://desk.example.gov.cn:8443",
        "This is not the address of a server: {given}. Example: https://desk.example.org:8443";
    tls(why):
        "无法建立加密连接：{why}。请检查证书文件和系统的根证书。",
        "A secure connection cannot be set up: {why}. Check the certificate file and the system's root certificates.";
    no_home(variable):
        "找不到用户目录。请设置环境变量 {variable}。",
        "There is no home directory. Set the environment variable {variable}.";

    disk_full(path):
        "磁盘已满，没能存下 {path}。文字还在屏幕上，请先腾出空间再离开。",
        "The disk is full; {path} was not saved. Your text is still on the screen: free some space before you leave.";
    disk_denied(path):
        "没有权限读写 {path}。请检查目录权限。",
        "No permission for {path}. Check who may write to that folder.";
    disk_unreadable(path, why):
        "{path} 读不出来（{why}）。",
        "{path} cannot be read ({why}).";
    disk_other(path, why):
        "{path} 读写失败：{why}。",
        "{path} could not be read or written: {why}.";
    set_aside(path):
        "有一个文件读不出来，原样留在 {path}，没有删除。",
        "A file could not be read. It was left as it is in {path}; nothing was deleted.";

    OUTBOX_GONE:
        "待发里已经没有这一条。",
        "This is no longer waiting to be sent.";
    OUTBOX_ON_THE_WIRE:
        "正在发送，等一下再试。",
        "It is being sent right now. Try again in a moment.";
    OUTBOX_LOOK_FIRST:
        "稿件已有变动，请先看过再决定。",
        "The item has changed. Look at it first, then decide.";
    OUTBOX_CROWDED:
        "同时打开的窗口太多，请先关掉几个。",
        "Too many terminals are open at once. Close some of them first.";
    held_changed(now):
        "决定之后稿件又有变动（现为修订 {now}），没有发送。请看过再定。",
        "The item changed after you decided (it is now at revision {now}); this was not applied. Look again and decide.";
    HELD_CHANGED:
        "决定之后稿件又有变动，没有发送。请看过再定。",
        "The item changed after you decided; this was not applied. Look again and decide.";
    HELD_EARLIER:
        "同一稿件上你前面的一步没有成功，这一步先留着。请看过再定。",
        "An earlier step of yours on this item did not go through, so this one waits. Look again and decide.";
}
