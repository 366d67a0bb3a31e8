//! What happened, for the history and the log: one phrase for each verb, to be read after a person's name.

use super::both;
use crate::messages::Lang;

/// The phrase for a verb of the log (`item.voted` → 给出审核意见); the verb itself when it is not known,
/// as when the server is newer than the terminal.
pub fn verb(lang: Lang, verb: &str) -> &str {
    match verb {
        "submission.received" => both("登记来稿", "took in the submission"),
        "item.promoted" => both("选用", "promoted it"),
        "item.demoted" => both("撤销选用", "undid the promotion"),
        "item.reassigned" => both("转交其他岗位", "handed it to another post"),
        "item.joined" => both("并入其他来稿", "merged other submissions in"),
        "item.merged" => both("并入另一稿件", "merged it into another item"),
        "item.parted" => both("撤销并入", "undid the merge"),
        "item.urgency_set" => both("调整紧急程度", "set the urgency"),
        "item.held" => both("暂存", "held it"),
        "item.returned" => both("退回报送单位", "returned it to the unit"),
        "item.spiked" => both("淘汰", "spiked it"),
        "item.withdrawn" => both("撤回来稿", "withdrew it"),
        "item.brought_back" => both("恢复办理", "brought it back"),
        "item.revised" => both("修改正文", "revised the text"),
        "item.readied" => both("提交初审", "put it forward for first review"),
        "item.unreadied" => both("撤销提交", "took it back from first review"),
        "item.voted" => both("给出审核意见", "gave a verdict"),
        "item.vote_retracted" => both("撤回审核意见", "retracted a verdict"),
        "item.sign_off_confirmed" => both("确认签批", "confirmed the sign-off"),
        "item.released" => both("签发", "released it"),
        "item.objected" => both("提出异议", "objected"),
        "item.objection_cleared" => both("解除异议", "cleared an objection"),
        "item.thread_opened" => both("添加批注", "opened a thread"),
        "item.commented" => both("回复批注", "commented"),
        "item.thread_resolved" => both("办结批注", "resolved a thread"),
        "item.thread_reopened" => both("重开批注", "reopened a thread"),
        "item.suggested" => both("提出修改建议", "suggested a change"),
        "item.suggestion_declined" => both("未采纳修改建议", "declined a suggestion"),
        "item.claim_raised" => both("标出核实点", "raised a claim"),
        "item.claim_withdrawn" => both("撤下核实点", "withdrew a claim"),
        "item.evidence_added" => both("添加核实记录", "added evidence"),
        "item.evidence_retracted" => both("撤回核实记录", "retracted evidence"),
        "item.adjudicated" => both("裁定矛盾", "adjudicated a contradiction"),
        "item.prior_searched" => both("记录查新", "recorded a search for prior practice"),
        "item.figure_checked" => both("复算数字", "checked a figure"),
        "item.waived" => both("免核", "waived a verification"),
        "item.debt_settled" => both("补齐核实", "settled a verification debt"),
        "item.reviewer_named" => both("指定审核人", "named a reviewer"),
        "item.interest_declared" => both("声明利害关系", "declared an interest"),
        "item.sealed" => both("附上密封备注", "laid a sealed note beside it"),
        "sealed.read" => both("查看密封备注", "read a sealed note"),
        "person.set" => both("更新人员", "set a person's record"),
        "unit.set" => both("更新报送单位", "set a unit's record"),
        "post.set" => both("更新岗位", "set a post's record"),
        "holding.set" => both("更新任岗", "set who holds a post"),
        "absence.set" => both("登记请假外出", "recorded an absence"),
        "party.set" => both("更新核实方", "set a party's record"),
        "procedure.set" => both("更新审核规程", "set the procedure"),
        "password.set" => both("设置密码", "set a password"),
        "token.issued" => both("签发访问令牌", "issued an access token"),
        "token.revoked" => both("吊销访问令牌", "revoked an access token"),
        unknown => return unknown,
    }
    .get(lang)
}

/// The word for a kind of object in the log or in an answer (`item` → 稿件); the word itself when it is not
/// one of them.
pub fn object(lang: Lang, kind: &str) -> &str {
    match kind {
        "submission" => both("来稿", "submission"),
        "item" => both("稿件", "item"),
        "version" => both("版本", "version"),
        "vote" => both("审核意见", "verdict"),
        "objection" => both("异议", "objection"),
        "thread" => both("批注", "thread"),
        "suggestion" => both("修改建议", "suggestion"),
        "claim" => both("核实点", "claim"),
        "party" => both("核实方", "party"),
        "evidence" => both("核实记录", "evidence"),
        "sealed" | "sealed_note" => both("密封备注", "sealed note"),
        "debt" => both("欠核事项", "verification debt"),
        "person" => both("人员", "person"),
        "unit" => both("报送单位", "unit"),
        "post" => both("岗位", "post"),
        "holding" => both("任岗", "holding"),
        "absence" => both("请假外出", "absence"),
        "procedure" => both("审核规程", "procedure"),
        "token" => both("访问令牌", "access token"),
        "event" => both("日志事件", "event"),
        other => return other,
    }
    .get(lang)
}
