//! What actions are called and what they do: footers, help, palette and the printed key card.
//!
//! A name fits a footer: at most six Chinese characters or fourteen Latin ones. The sentence after it says what the person
//! gets, not how it works.

use super::phrases;

// Groups of the help screen and the key card.
phrases! {
    /// Group: from anywhere.
    GROUP_ANYWHERE: "随处可用", "Anywhere";
    /// Group: going to a screen.
    GROUP_GO: "去哪里", "Going places";
    /// Group: moving in lists and texts.
    GROUP_MOVE: "移动", "Moving";
    /// Group: the queue.
    GROUP_QUEUE: "队列", "Queue";
    /// Group: triage.
    GROUP_INTAKE: "来稿选用", "Intake";
    /// Group: verdicts.
    GROUP_REVIEW: "审稿", "Review";
    /// Group: an item on screen.
    GROUP_ITEM: "稿件", "Item";
    /// Group: claims and evidence.
    GROUP_VERIFY: "核实", "Verification";
    /// Group: versions and their differences.
    GROUP_VERSIONS: "版本", "Versions";
    /// Group: threads and suggestions.
    GROUP_TALK: "讨论", "Discussion";
    /// Group: what is unsent.
    GROUP_OUTBOX: "待发", "Outbox";
    /// Group: posts and people.
    GROUP_POSTS: "岗位", "Posts";
    /// Group: units.
    /// Group: forms and questions.
    GROUP_FORM: "表单与确认", "Forms, questions";
    /// Group: typing.
    GROUP_TEXT: "输入文字", "Typing";
}

// Anywhere.
phrases! {
    QUIT: "退出", "quit";
    QUIT_HELP: "退出程序；草稿和未发出的都留着", "Leave the program; drafts and unsent work are kept";
    HELP: "全部按键", "all keys";
    HELP_HELP: "这个屏幕上能用的按键", "The keys that work on this screen";
    PALETTE: "命令面板", "commands";
    PALETTE_HELP: "按名称或拼音首字母找命令", "Find a command by its name, in either language";
    UNDO: "撤销", "undo";
    UNDO_HELP: "撤销上一步，限可撤销的时间内", "Take back the last act while it can be taken back";
    BACK: "返回", "back";
    BACK_HELP: "退一步；写了一半的不会丢", "One step back; nothing typed is lost";
    LANGUAGE: "中/英文", "language";
    LANGUAGE_HELP: "在中文和英文之间切换", "Switch between Chinese and English";
    REFRESH: "刷新", "refresh";
    REFRESH_HELP: "向服务器重新取一遍", "Ask the server again";
    REDRAW: "重画屏幕", "redraw";
    REDRAW_HELP: "屏幕花了，整个重画", "Draw the whole screen anew when it is garbled";
    COPY: "复制", "copy";
    COPY_HELP: "复制选中的文字或当前编号，经 SSH 也行", "Copy the selection or the current number, over SSH too";
    LAYOUT: "换布局", "layout";
    LAYOUT_HELP: "左右分栏、上下分栏轮换", "Panes side by side or one above the other";
    NOTICES: "最近消息", "messages";
    NOTICES_HELP: "再看一遍刚才的提示", "Read the latest messages again";
    LOG_OUT: "退出登录", "log out";
    LOG_OUT_HELP: "换一个人登录；草稿留着", "Let someone else log in; drafts are kept";
}

// Going places.
phrases! {
    GO_QUEUE: "去队列", "to queue";
    GO_QUEUE_HELP: "各审级等着处理的稿件", "The items waiting at each stage";
    GO_INTAKE: "去来稿", "to intake";
    GO_INTAKE_HELP: "新到的来稿", "Submissions that have come in";
    GO_POSTS: "去岗位", "to posts";
    GO_POSTS_HELP: "谁在什么岗，谁顶谁", "Who holds which post, who covers for whom";
    GO_OUTBOX: "去待发", "to outbox";
    GO_OUTBOX_HELP: "还没发到服务器的", "What has not reached the server yet";
}

// Moving.
phrases! {
    MOVE_UP: "上一行", "up";
    MOVE_UP_HELP: "上移一行", "One line up";
    MOVE_DOWN: "下一行", "down";
    MOVE_DOWN_HELP: "下移一行", "One line down";
    MOVE_LEFT: "向左", "left";
    MOVE_LEFT_HELP: "向左一格，或上一列", "One step or column to the left";
    MOVE_RIGHT: "向右", "right";
    MOVE_RIGHT_HELP: "向右一格，或下一列", "One step or column to the right";
    PAGE_UP: "上一页", "page up";
    PAGE_UP_HELP: "上翻一页", "One page up";
    PAGE_DOWN: "下一页", "page down";
    PAGE_DOWN_HELP: "下翻一页", "One page down";
    HALF_UP: "上半页", "half up";
    HALF_UP_HELP: "上翻半页", "Half a page up";
    HALF_DOWN: "下半页", "half down";
    HALF_DOWN_HELP: "下翻半页", "Half a page down";
    FIRST: "到开头", "first";
    FIRST_HELP: "到第一行", "To the first line";
    LAST: "到末尾", "last";
    LAST_HELP: "到最后一行", "To the last line";
    OPEN: "打开", "open";
    OPEN_HELP: "打开光标所在的一行；只看，不算接手", "Open the line under the cursor; reading takes nothing on";
}

// Queue.
phrases! {
    NEXT_TAB: "下一页签", "next tab";
    NEXT_TAB_HELP: "到右边的页签", "To the tab on the right";
    PREV_TAB: "上一页签", "previous tab";
    PREV_TAB_HELP: "到左边的页签", "To the tab on the left";
    TAB_1: "页签 1", "tab 1";
    TAB_1_HELP: "到第 1 个页签", "To the first tab";
    TAB_2: "页签 2", "tab 2";
    TAB_2_HELP: "到第 2 个页签", "To the second tab";
    TAB_3: "页签 3", "tab 3";
    TAB_3_HELP: "到第 3 个页签", "To the third tab";
    TAB_4: "页签 4", "tab 4";
    TAB_4_HELP: "到第 4 个页签", "To the fourth tab";
    TAB_5: "页签 5", "tab 5";
    TAB_5_HELP: "到第 5 个页签", "To the fifth tab";
    TAB_6: "页签 6", "tab 6";
    TAB_6_HELP: "到第 6 个页签", "To the sixth tab";
    TAB_7: "页签 7", "tab 7";
    TAB_7_HELP: "到第 7 个页签", "To the seventh tab";
    TAB_8: "页签 8", "tab 8";
    TAB_8_HELP: "到第 8 个页签", "To the eighth tab";
    TAB_9: "页签 9", "tab 9";
    TAB_9_HELP: "到第 9 个页签", "To the ninth tab";
    MARK: "标记", "mark";
    MARK_HELP: "标记这一行，好一起处理", "Mark this line, to act on several at once";
    MARK_ALL: "全部标记", "mark all";
    MARK_ALL_HELP: "标记筛出来的每一行", "Mark every line of the filtered list";
    CLEAR_MARKS: "清除标记", "clear marks";
    CLEAR_MARKS_HELP: "一个标记都不留", "Remove all marks";
    FILTER: "筛选", "filter";
    FILTER_HELP: "输入条件或拼音首字母，只留下符合的", "Keep only what matches a query or pinyin initials";
    CLEAR_FILTER: "取消筛选", "clear filter";
    CLEAR_FILTER_HELP: "恢复完整列表", "Back to the whole list";
    SORT: "排序", "sort";
    SORT_HELP: "换一种排序", "Choose another order";
    EXPLAIN_PLACE: "为何排这", "why here";
    EXPLAIN_PLACE_HELP: "说明这一行为什么排在这个位置", "Why this line stands where it stands";
    PREVIEW: "预览", "preview";
    PREVIEW_HELP: "显示或收起右边的预览", "Show or hide the preview";
    JUMP: "跳到编号", "go to number";
    JUMP_HELP: "输入稿件编号，直接打开", "Open an item by its number";
    REPEAT: "重复上一步", "repeat";
    REPEAT_HELP: "对这一行再做一次刚才的操作", "Do the last act again, on this line";
}

// Intake.
phrases! {
    PROMOTE: "选用", "select";
    PROMOTE_HELP: "来稿选用为稿件，进入起草", "Take the submission on as an item to be drafted";
    MERGE: "并稿", "merge";
    MERGE_HELP: "同一件事的来稿并成一件，各单位署名都保留", "Put submissions about one matter together; every unit keeps its credit";
    URGENT: "加急", "urgent";
    URGENT_HELP: "改紧急程度", "Change the urgency";
    HOLD: "暂存", "hold";
    HOLD_HELP: "搁到某一天，到时自动回来", "Set aside until a day; it comes back by itself";
    RESUME: "取消暂存", "resume";
    RESUME_HELP: "现在就拿回来", "Bring it back now";
    SPIKE: "不用", "spike";
    SPIKE_HELP: "不采用，写明理由；可恢复", "Not used, with a reason; can be taken back";
    UNSPIKE: "恢复", "unspike";
    UNSPIKE_HELP: "把不用的稿子拿回来", "Bring a spiked one back";
    NEW_SUBMISSION: "录入来稿", "new submission";
    NEW_SUBMISSION_HELP: "手工录入一篇来稿", "Type in a submission by hand";
}

// Review.
phrases! {
    PASS: "通过", "pass";
    PASS_HELP: "本级通过；先过清单", "Pass it at this stage, after the checklist";
    RETURN: "退回", "return";
    RETURN_HELP: "退回，选代码写理由", "Send it back with a code and a reason";
    READY: "送初审", "submit";
    READY_HELP: "起草完成，送初审", "The draft is ready for first review";
    RELEASE: "签发", "release";
    RELEASE_HELP: "签发；发出后只能更正，不能收回", "Release it; after that it can be corrected, not recalled";
    RETRACT: "撤回意见", "retract vote";
    RETRACT_HELP: "撤回自己的审稿意见；原记录仍在", "Withdraw your vote; the record of it stays";
    AWAIT_VERIFICATION: "待核", "await checks";
    AWAIT_VERIFICATION_HELP: "先不定，等核实；写明等什么", "Do not decide yet; say what has to be verified first";
    RECOMMEND: "跟岗建议", "recommend";
    RECOMMEND_HELP: "跟岗的人写下意见；只供参考，不算票", "A shadow's opinion; it is read and never counts";
    OBJECT: "异议", "object";
    OBJECT_HELP: "提出异议；不解除就不能放行", "Object; it holds the item until you lift it";
    LIFT_OBJECTION: "解除异议", "lift objection";
    LIFT_OBJECTION_HELP: "解除自己提的异议", "Lift the objection you made";
    WHY: "为什么", "why";
    WHY_HELP: "为什么不能做，谁能解决", "Why I can't, and who can";
    TAKE_OVER: "顶岗接手", "take over";
    TAKE_OVER_HELP: "顶替此刻不在的人接过来，双方都会收到通知", "Take it from someone who is away; both are told";
    NAME_REVIEWER: "指定审稿人", "name reviewer";
    NAME_REVIEWER_HELP: "没有合格的审稿人时，指定一位", "Name a reviewer when nobody is eligible";
    SIGN_OFF: "线下签批", "sign-off";
    SIGN_OFF_HELP: "登记一次线下签批：谁、何时、凭什么", "Record an approval given off the system: who, when, on what";
    CONFIRM_SIGN_OFF: "确认签批", "confirm mine";
    CONFIRM_SIGN_OFF_HELP: "确认别人替我登记的签批是我给的", "Confirm that a sign-off recorded for you was yours";
    DISOWN_SIGN_OFF: "否认签批", "not mine";
    DISOWN_SIGN_OFF_HELP: "声明别人替我登记的签批不是我给的", "Say that a sign-off recorded for you was never yours";
    DECLARE_INTEREST: "声明回避", "step aside";
    DECLARE_INTEREST_HELP: "与此事有利害关系，声明后不再参与这件稿子", "You have an interest in the matter and take no part from now on";
}

// Item.
phrases! {
    PANE_CLAIMS: "核实点", "claims";
    PANE_CLAIMS_HELP: "右边显示核实点", "Show the claims in the right pane";
    PANE_THREADS: "讨论", "threads";
    PANE_THREADS_HELP: "右边显示讨论", "Show the threads in the right pane";
    PANE_VERSIONS: "版本", "versions";
    PANE_VERSIONS_HELP: "右边显示各版本", "Show the versions in the right pane";
    PANE_HISTORY: "经过", "history";
    PANE_HISTORY_HELP: "右边显示这件稿子的经过", "Show what happened to this item";
    PANE_CHECKLIST: "清单", "checklist";
    PANE_CHECKLIST_HELP: "右边显示本级清单", "Show this stage's checklist";
    PANE_ORIGINAL: "来稿原文", "as received";
    PANE_ORIGINAL_HELP: "右边显示收到时的来稿", "Show the submissions as they were received";
    WIDEN: "放宽", "widen";
    WIDEN_HELP: "当前栏放到全宽，再按复原", "This pane at full width; again to go back";
    FLIP_PANE: "换栏", "other pane";
    FLIP_PANE_HELP: "到另一栏", "To the other pane";
    EDIT: "改稿", "edit";
    EDIT_HELP: "在这里改正文；边写边存草稿", "Edit the text here; the draft is saved as you type";
    EDIT_EXTERNAL: "用编辑器改", "in $EDITOR";
    EDIT_EXTERNAL_HELP: "交给 $EDITOR 改", "Hand the text to $EDITOR";
    SELECT: "选文字", "select text";
    SELECT_HELP: "从光标处开始选，好提核实点、讨论或建议", "Select from the cursor: for a claim, a thread or a suggestion";
    SEAL_NOTE: "密封附注", "sealed note";
    SEAL_NOTE_HELP: "附一段只有说明理由才能看的话", "Attach a note that opens only against a reason";
    READ_SEALED: "看密封附注", "open sealed";
    READ_SEALED_HELP: "写明理由后查看；查看会记入日志", "Read the sealed note, with a reason; it is logged";
}

// Verification.
phrases! {
    NEXT_CLAIM: "下一核实点", "next claim";
    NEXT_CLAIM_HELP: "到下一核实点，正文跟着走", "To the next claim; the text moves along";
    PREV_CLAIM: "上一核实点", "previous claim";
    PREV_CLAIM_HELP: "到上一核实点", "To the claim before";
    CLAIM_ADD: "加核实点", "add claim";
    CLAIM_ADD_HELP: "把选中的文字列为核实点", "Make the selected words a claim to verify";
    EVIDENCE_ADD: "添记录", "add evidence";
    EVIDENCE_ADD_HELP: "记下某一方怎么说、怎么核的", "Record what a party said, and how it was checked";
    CONFLICT_VIEW: "并列矛盾", "conflicts";
    CONFLICT_VIEW_HELP: "把说法不一的并排列出", "Set the disagreeing answers side by side";
    ADJUDICATE: "裁定", "adjudicate";
    ADJUDICATE_HELP: "说法不一时定一个，写理由；采过这一点记录的人不能裁", "Decide between answers, with a reason; not by whoever gathered them";
    WAIVE: "暂免核实", "waive";
    WAIVE_HELP: "先放行、后补核；要写理由，记为欠账", "Let it pass unverified for now, with a reason; it stays owed";
    SEARCH_PRIOR: "记查新", "prior practice";
    SEARCH_PRIOR_HELP: "记下一次查新：查了哪里、查到什么", "Record a search for prior practice: where, and what was found";
    EVIDENCE_RETRACT: "撤记录", "retract record";
    EVIDENCE_RETRACT_HELP: "对方收回说法时撤回这条记录；原记录仍在", "The party took it back; the record of it stays";
    CLAIM_WITHDRAW: "撤核实点", "withdraw claim";
    CLAIM_WITHDRAW_HELP: "撤下这个核实点；记录仍在", "Take this claim off the list; the record of it stays";
    CHECK_FIGURES: "核算数字", "check figures";
    CHECK_FIGURES_HELP: "核合计、比例、单位和时段", "Check sums, ratios, units and periods";
}

// Versions.
phrases! {
    DIFF: "版本对照", "compare";
    DIFF_HELP: "和上一版逐字对照", "Compare with the version before, by characters";
    VERSION_PREV: "前一版", "older version";
    VERSION_PREV_HELP: "看前一版", "To the version before";
    VERSION_NEXT: "后一版", "newer version";
    VERSION_NEXT_HELP: "看后一版", "To the version after";
    NEXT_CHANGE: "下一处改动", "next change";
    NEXT_CHANGE_HELP: "到下一处改动", "To the next change";
    PREV_CHANGE: "上一处改动", "prior change";
    PREV_CHANGE_HELP: "到上一处改动", "To the change before";
}

// Discussion.
phrases! {
    THREAD_ADD: "开讨论", "new thread";
    THREAD_ADD_HELP: "就选中的文字开一条讨论", "Start a thread on the selected words";
    THREAD_REPLY: "回复", "reply";
    THREAD_REPLY_HELP: "回复这条讨论", "Reply in this thread";
    THREAD_RESOLVE: "了结", "resolve";
    THREAD_RESOLVE_HELP: "了结这条讨论，或重新打开", "Settle this thread, or open it again";
    SUGGEST: "建议", "suggest";
    SUGGEST_HELP: "建议改动；文字性的自己不算起草人", "Suggest other words; wording alone does not make you a drafter";
    ACCEPT_SUGGESTION: "采纳", "accept";
    ACCEPT_SUGGESTION_HELP: "把建议改进正文", "Put the suggestion into the text";
    DECLINE_SUGGESTION: "不采纳", "decline";
    DECLINE_SUGGESTION_HELP: "不采纳这条建议，写明理由", "Do not take the suggestion, and say why";
}

// Outbox.
phrases! {
    RETRY: "重发", "send again";
    RETRY_HELP: "现在就再发一次", "Try to send it now";
    COMPARE: "看差别", "see changes";
    COMPARE_HELP: "我定的时候和现在有什么不同", "What changed since I decided";
    DISCARD: "丢弃", "discard";
    DISCARD_HELP: "不发了；先问一句", "Do not send it; asks first";
}

// Posts.
phrases! {
    WEEK_PREV: "上一周", "week before";
    WEEK_PREV_HELP: "看上一周", "To the week before";
    WEEK_NEXT: "下一周", "week after";
    WEEK_NEXT_HELP: "看下一周", "To the week after";
    TODAY: "今天", "today";
    TODAY_HELP: "回到今天", "Back to today";
}

// Forms and questions.
phrases! {
    SAVE: "保存", "save";
    SAVE_HELP: "保存并提交", "Save and submit";
    NEXT_FIELD: "下一栏", "next field";
    NEXT_FIELD_HELP: "到下一栏", "To the next field";
    PREV_FIELD: "上一栏", "previous field";
    PREV_FIELD_HELP: "到上一栏", "To the field before";
    TOGGLE: "勾选", "tick";
    TOGGLE_HELP: "勾上或去掉", "Tick or untick";
    ACCEPT: "确定", "accept";
    ACCEPT_HELP: "用光标所在的一行，或填好的这一栏", "Take the line under the cursor, or the field as filled in";
    COMPLETE: "补全", "complete";
    COMPLETE_HELP: "用提示的词补全正在输入的条件", "Complete the word being typed with what is offered";
    CONFIRM: "是，照做", "yes, do it";
    CONFIRM_HELP: "照问的做", "Do what was asked";
    DENY: "不做", "no";
    DENY_HELP: "什么也不改", "Change nothing";
}

// Typing.
phrases! {
    TEXT_LEFT: "左移", "left";
    TEXT_LEFT_HELP: "左移一字", "One character to the left";
    TEXT_RIGHT: "右移", "right";
    TEXT_RIGHT_HELP: "右移一字", "One character to the right";
    TEXT_UP: "上移", "line up";
    TEXT_UP_HELP: "到上一行", "To the line above";
    TEXT_DOWN: "下移", "line down";
    TEXT_DOWN_HELP: "到下一行", "To the line below";
    TEXT_PAGE_UP: "上翻", "page up";
    TEXT_PAGE_UP_HELP: "在正文里上翻一页", "One page up in the text";
    TEXT_PAGE_DOWN: "下翻", "page down";
    TEXT_PAGE_DOWN_HELP: "在正文里下翻一页", "One page down in the text";
    WORD_LEFT: "上一词", "word left";
    WORD_LEFT_HELP: "到上一个词或标点前", "To the word before";
    WORD_RIGHT: "下一词", "word right";
    WORD_RIGHT_HELP: "到下一个词或标点后", "To the word after";
    LINE_START: "行首", "line start";
    LINE_START_HELP: "到行首", "To the start of the line";
    LINE_END: "行尾", "line end";
    LINE_END_HELP: "到行尾", "To the end of the line";
    TEXT_START: "文首", "text start";
    TEXT_START_HELP: "到全文开头", "To the start of the text";
    TEXT_END: "文末", "text end";
    TEXT_END_HELP: "到全文末尾", "To the end of the text";
    DELETE_LEFT: "退格", "backspace";
    DELETE_LEFT_HELP: "删去前一个字", "Delete the character before";
    DELETE_RIGHT: "删除", "delete";
    DELETE_RIGHT_HELP: "删去后一个字", "Delete the character after";
    DELETE_WORD: "删前一词", "delete word";
    DELETE_WORD_HELP: "删去前一个词", "Delete the word before";
    DELETE_TO_START: "删到行首", "cut to start";
    DELETE_TO_START_HELP: "删去光标到行首", "Delete from the start of the line to here";
    DELETE_TO_END: "删到行尾", "cut to end";
    DELETE_TO_END_HELP: "删去光标到行尾", "Delete from here to the end of the line";
    DELETE_WORD_RIGHT: "删后一词", "delete next";
    DELETE_WORD_RIGHT_HELP: "删去后一个词", "Delete the word after";
    NEWLINE: "换行", "new line";
    NEWLINE_HELP: "另起一行", "Start a new line";
    SELECT_LEFT: "向左选", "select left";
    SELECT_LEFT_HELP: "往左多选一字", "Extend the selection by a character to the left";
    SELECT_RIGHT: "向右选", "select right";
    SELECT_RIGHT_HELP: "往右多选一字", "Extend the selection by a character to the right";
    SELECT_UP: "向上选", "select up";
    SELECT_UP_HELP: "往上多选一行", "Extend the selection by a line up";
    SELECT_DOWN: "向下选", "select down";
    SELECT_DOWN_HELP: "往下多选一行", "Extend the selection by a line down";
    SELECT_WORD_LEFT: "向左选词", "word to left";
    SELECT_WORD_LEFT_HELP: "往左多选一个词", "Extend the selection by a word to the left";
    SELECT_WORD_RIGHT: "向右选词", "word to right";
    SELECT_WORD_RIGHT_HELP: "往右多选一个词", "Extend the selection by a word to the right";
    SELECT_ALL: "全选", "select all";
    SELECT_ALL_HELP: "选中这一栏的全部文字", "Select everything in the field";
    TEXT_CUT: "剪切", "cut";
    TEXT_CUT_HELP: "剪下选中的文字", "Cut the selected text";
    TEXT_COPY: "复制文字", "copy text";
    TEXT_COPY_HELP: "复制选中的文字，也送到本机剪贴板", "Copy the selected text, to your own clipboard too";
    TEXT_PASTE: "贴回", "paste back";
    TEXT_PASTE_HELP: "贴上刚才剪下、复制或删到行首行尾的文字", "Insert what was last cut, copied or cleared";
    TEXT_UNDO: "撤销输入", "undo typing";
    TEXT_UNDO_HELP: "撤销刚才输入的", "Take back what was just typed";
    TEXT_REDO: "重做输入", "redo typing";
    TEXT_REDO_HELP: "恢复刚才撤销的", "Bring back what was taken back";
}
