//! The sentences themselves. Each says what is wrong, then what to do.

use crate::messages::phrases;

phrases! {
    // ── authority
    not_your_duty(duty):
        "你现在的岗位没有“{duty}”职责，不能做这一步。请由承担这项职责的岗位来做，或请管理员调整任岗。",
        "None of the posts you act for has the duty “{duty}”. Leave it to a post that has, or ask an administrator to change who holds what.";
    not_your_turn(post, acting):
        "现在轮到{post}，由{acting}办理。请交给{acting}；{acting}不在时请登记请假，顶岗的人会自动接上。",
        "It is the turn of {post}; {acting} acts for it. Leave it to {acting}, or record the absence if they are away, and whoever stands in takes over.";
    READ_ONLY_ROLE:
        "管理岗和审计岗只能查看，不投票，也不改稿。请由审核岗位的同事来做。",
        "Administrators and auditors can look but neither vote nor edit. Ask a colleague who holds a reviewing post.";
    shadow_only(post):
        "你在{post}是跟岗，只能提建议，不能算数。请改用“建议”，由在岗的人决定。",
        "You shadow {post}: your opinion is shown but does not count. Give it as a recommendation and let the holder decide.";
    OTHER_UNIT:
        "这不是你单位的来稿，你只能查看本单位的来稿及其结果。请与本单位核对编号。",
        "This is not a submission of your unit; you can see only your own unit's and what became of them. Check the number.";
    not_found(what):
        "找不到{what}：可能编号不对，或者你无权查看。请核对后再试。",
        "Not found: {what}. The number may be wrong, or you may not see it. Check it and try again.";
    inactive(name):
        "{name}已停用，不能再使用。请另选一个，或请管理员恢复。",
        "{name} is no longer in service. Choose another, or ask an administrator to bring it back.";

    // ── review
    wrote_this(version):
        "你改过第{version}版的实质内容，不能审自己写的稿。请由没有动过笔的人来审。",
        "You changed the substance of version {version}, and nobody reviews their own text. Leave it to someone without a hand in it.";
    SIGNED_FIRST_REVIEW:
        "这一版的初审是你签的，不能再审后面几级。请由另一人来审。",
        "You signed the first review of this version and cannot review it again further up. Leave it to someone else.";
    voted_at_other_level(level):
        "你已在{level}给过意见，同一人不能审两级。请由另一人来审；给错了可以先撤回。",
        "You have already given a verdict at {level}; one person cannot review at two levels. Leave it to someone else, or retract the earlier verdict if it was a mistake.";
    home_unit(unit):
        "你来自报送单位{unit}，须回避。请由其他单位来的人审。",
        "You come from {unit}, which reported it, so you stand aside. Leave it to someone from elsewhere.";
    DECLARED_INTEREST:
        "你已声明与本稿有利害关系，须回避。请由其他人审。",
        "You declared an interest in this item, so you stand aside. Leave it to someone else.";
    no_reviewer(level):
        "{level}没有人符合回避要求，稿件停在这里。请最高一级的领导指定一位没有动过笔的审核人。",
        "Nobody is eligible to review at {level}, so the item waits. The leader of the top level has to name a reviewer without a hand in it.";
    version_moved(yours, now):
        "你看的是第{yours}版，现在已是第{now}版，意见没有记上。请看过两版的差别再决定。",
        "You read version {yours} and the text is now at version {now}; your verdict was not recorded. Look at what changed and decide again.";
    checklist_incomplete(missing):
        "审核清单还有没答“是”的：{missing}。请逐项核过再通过；做不到的请退回。",
        "Not all questions of the checklist are answered yes: {missing}. Settle them and pass, or return the item.";
    claims_unread(claims):
        "核实点 {claims} 还没有标为已阅。请逐个看过并标记。",
        "Not marked as read yet: claim {claims}. Read and mark each of them.";
    objection_stands(by, text):
        "{by}的异议还没有解除：“{text}”。请与{by}商量后由其解除，或由上一级写明理由后否决。",
        "An objection by {by} stands: “{text}”. Settle it with {by}, who can clear it, or have a higher level overrule it with a reason.";
    threads_open(count):
        "还有 {count} 条须办结的批注。请逐条回复并办结。",
        "Blocking threads still open: {count}. Answer and resolve them.";
    level_missing(level):
        "{level}对现在这一版还没有有效的通过意见。请先由{level}审过。",
        "No pass at {level} counts for the current version yet. It has to be reviewed there first.";
    sign_off_unconfirmed(signer):
        "{signer}的电话或书面签批还没有本人确认。请{signer}登录确认。",
        "The sign-off of {signer} by telephone or on paper is not confirmed yet. {signer} has to sign in and confirm it.";
    wrong_stage(stage, wanted):
        "稿件现在在“{stage}”，这一步要在“{wanted}”时做。请刷新后看看下一步是什么。",
        "The item is at {stage}; this is done at {wanted}. Refresh and see what the next step is.";
    retract_too_late(by):
        "{by}已经接着办理了，撤不回来了。请与{by}联系，由其退回。",
        "{by} has acted on it since, so it cannot be retracted. Ask {by} to return it.";
    NOTHING_TO_UNDO:
        "没有可以撤销的：上一步不是你做的，或者不能撤销。要改变结果请用相应的操作。",
        "There is nothing to undo: the last step was not yours or cannot be undone. Use the action that does the opposite.";
    REASON_MISSING:
        "这一步要写理由。请用一句话说明。",
        "This needs a reason. Say why in a sentence.";
    SENTENCE_MISSING:
        "选这个退回原因时，要写一句“补充什么就能用”。请写明。",
        "This return code needs a sentence: what would make it usable. Write it.";
    unknown_return_code(given, known):
        "没有“{given}”这个退回原因。可选：{known}。",
        "There is no return code “{given}”. Choose one of these: {known}.";
    not_your_objection(by, level):
        "这条异议是{by}提的，只有其本人或高于{level}的一级能解除。请联系{by}，或请上一级处理。",
        "This objection is by {by}; only they, or someone above {level}, may clear it. Talk to {by} or ask the next level up.";
    RECORDER_IS_SIGNER:
        "代录人和签批人不能是同一个人。你本人签批请直接投票；代录请选实际签批的人。",
        "Whoever records a sign-off cannot be its signer. Vote yourself if it is yours; otherwise name who gave it.";
    CALL_BACK_MISSING:
        "代录签批前要回拨登记的号码并复述标题和数字。请回拨后再录。",
        "Before a sign-off is recorded, call back the registered number and read out title and figures. Do that and record it again.";
    SUGGESTION_OUTDATED:
        "这条建议针对的原文已经改了。请对照现在的正文手工修改，或请提出人重新提。",
        "The words this suggestion was made for have changed. Edit the present text by hand, or ask for a new suggestion.";
    change_kind_weaker(machine, yours):
        "系统看出这是“{machine}”改动，不能标成较轻的“{yours}”。请按“{machine}”保存，或改回有关内容。",
        "This was recognised as a change of {machine} and cannot be called {yours}, which is weaker. Save it as {machine}, or take the change back.";
    NOTHING_CHANGED:
        "内容与现在的版本一样，没有可保存的。请修改后再保存。",
        "Nothing differs from the current version. Change something before saving.";
    ALREADY_SO:
        "已经是这样了，不用再做。请刷新后查看。",
        "This has been done already. Refresh and look.";
    not_yours(by):
        "这一步只能由{by}本人来做。请联系{by}。",
        "Only {by} can do this. Ask {by}.";
    recommend_is_for_shadows(post):
        "“建议”是给跟岗的人用的，{post}轮到你，请直接通过、退回或待核。",
        "Recommending is for those who shadow a post; at {post} it is your turn, so pass, return or hold.";
    SUGGEST_INSTEAD:
        "审核的人不直接改稿。请用“修改建议”提出改法，由起草岗位采纳。",
        "Reviewers do not edit the text. Suggest the words you want; the drafting post takes them in.";
    NOTHING_TO_CONFIRM:
        "这条意见不需要确认：它不是代录的签批，或者已经确认、撤回。请刷新后查看。",
        "There is nothing to confirm: this is no recorded sign-off, or it has been confirmed or retracted. Refresh and look.";
    reviewer_not_needed(level):
        "{level}有人可以审，不用指定。请由轮到的人来审。",
        "Someone is eligible at {level}, so nobody needs to be named. Leave it to whoever's turn it is.";
}

phrases! {
    // ── verification
    claims_open(claims):
        "核实点 {claims} 还没有核实。请补足核实记录；紧急件可由最高一级免核，记为欠核。",
        "Not verified yet: claim {claims}. Add evidence; on an urgent item the top level may waive it, which is then owed.";
    claim_contradicted(claim):
        "核实点 {claim} 有矛盾，还没有裁定。请由没有参与取证的人裁定，或修改正文。",
        "Claim {claim} is contradicted and not adjudicated. Someone who took none of its evidence has to decide, or the text has to change.";
    adjudicator_took_evidence(claim):
        "核实点 {claim} 的记录有你取的，不能由你裁定。请由没有参与取证的人裁定。",
        "You took evidence on claim {claim}, so you cannot adjudicate it. Ask someone who took none.";
    adjudicated_this(claim):
        "核实点 {claim} 由你裁定过，不能再由你取证。请交给没有裁定过的人。",
        "You decided on claim {claim}, so you cannot take evidence on it. Ask someone who did not decide.";
    NOTHING_TO_ADJUDICATE:
        "这个核实点没有待裁定的矛盾。请先看记录；有不一致的请先添上。",
        "This claim has no contradiction to decide on. Look at its evidence, and add what contradicts it first.";
    WAIVER_NOT_URGENT:
        "只有加急、特急件可以免核。请补足核实记录，或先调整紧急程度。",
        "Only urgent items may have a verification waived. Add evidence, or set the urgency first.";
    waiver_level(level):
        "免核只能由{level}决定。请报{level}。",
        "Only {level} may waive a verification. Ask there.";
    not_in_text(quote):
        "正文这个位置没有“{quote}”，可能已经改过。请刷新后重新选取。",
        "The text does not have “{quote}” at that place; it may have been changed. Refresh and select the words again.";
    figure_unreadable(text):
        "“{text}”看不出是什么数字。请写成 2413、1.2亿 或 12.3% 这样的形式。",
        "“{text}” cannot be read as a figure. Write it as in 2413, 1.2亿 or 12.3%.";
    explanation_missing(claim):
        "核实方给的数字与核实点 {claim} 相差超过允许范围。请写明差别的原因，或把立场改为不一致。",
        "The party's figure differs from claim {claim} by more than is allowed. Say why it differs, or set the stance to contradicts.";
    expression_unreadable(expression, near):
        "算式“{expression}”在“{near}”处读不懂。请写成 318 + 2095 = 2413 或 264 / 2149 = 12.3% 这样的形式。",
        "The expression “{expression}” cannot be read near “{near}”. Write it as in 318 + 2095 = 2413 or 264 / 2149 = 12.3%.";

    // ── intake
    MISSING:
        "这一项不能空着。请填写。",
        "This may not be empty. Fill it in.";
    too_long(limit, is, unit):
        "太长了：最多 {limit} {unit}，现在是 {is} {unit}。请缩短。",
        "Too long: {is} {unit}, and at most {limit} are taken. Shorten it.";
    personal_data(shape, found):
        "热线来稿不能带个人信息，这里有{shape}“{found}”。请删去，只留数量和工单号。",
        "Hotline submissions carry no personal data, and this has {shape}: “{found}”. Delete it; leave only counts and ticket numbers.";
    CLASSIFIED:
        "本系统不处理涉密内容。请立即停止在这里录入，改走机要渠道报送。",
        "Classified material is not handled here. Stop entering it and send it through the confidential office instead.";
    RELEASED_BY_MISSING:
        "要写明报送单位的审核签发人。请补上；电话紧急报送可以后补。",
        "Name who signed it out in the unit. Only urgent reports by telephone may leave it for later.";
    unknown_unit(unit):
        "没有叫“{unit}”的报送单位。请从名单里选，或请管理员先添加。",
        "There is no reporting unit “{unit}”. Choose one from the list, or ask an administrator to add it.";
    TIME_IN_FUTURE:
        "这个时间在将来，还没有发生。请核对日期、时刻和时区。",
        "This time lies in the future. Check the date, the hour and the zone.";
    TIME_IN_PAST:
        "这个时间已经过去。请写一个以后的时间。",
        "This time has passed. Give a later one.";
    MERGE_INTO_ITSELF:
        "不能把稿件并入它自己。请另选一篇。",
        "An item cannot be merged into itself. Choose another one.";
    shared_with_others(units):
        "稿件里还并有其他单位的来稿（{units}），不能一起撤回。请先请信息处撤销并入。",
        "The item also holds submissions of other units ({units}), which would go with it. Ask the desk to undo the merge first.";
    WITHDRAWN_BY_UNIT:
        "报送单位已撤回这篇来稿，不能由这边恢复。要继续用，请单位重新报送。",
        "Its unit withdrew this submission, and only the unit can send it again. Ask them to.";
    not_hotline(channel):
        "只有热线来稿才填来电统计，这篇是“{channel}”。请去掉来电统计，或把渠道改为热线。",
        "Only a hotline submission has calls behind it, and this one came as “{channel}”. Leave the calls out, or set the channel to hotline.";
    already_closed(stage):
        "稿件已是“{stage}”，不再办理。要继续办请先恢复。",
        "The item is {stage} and no longer worked on. Bring it back first to go on.";
    NOT_ASIDE:
        "稿件正在办理，没有可以恢复的。请刷新看看现在的阶段。",
        "The item is being worked on; there is nothing to bring back. Refresh to see its stage.";

    // ── roster
    same_holder(person):
        "{person}不能同时是一个岗位的 A 岗和 B 岗。请另选一人。",
        "{person} cannot be both A and B of one post. Choose someone else.";
    too_many_posts(person, limit):
        "{person}已任满 {limit} 个岗位。请先免去一个，或另选一人。",
        "{person} already holds {limit} posts, which is the most. End one of them first, or choose someone else.";
    post_left_empty(post, from, to):
        "{from} 至 {to}，{post}的 A、B 两岗都不在。请另派一人顶岗，或错开日期。",
        "From {from} to {to}, {post} would have neither A nor B. Name a third person for it, or shift the dates.";
    leaves_no_leader(person):
        "{person}是最后一位在岗的领导，不能停用或离开。请先安排接任的人。",
        "{person} is the last leader in service and cannot leave. Appoint a successor first.";
    fallback_cycle(post):
        "从{post}往上找顶岗会绕回自己。请让顶岗岗位最后落到一位领导。",
        "Following the posts that stand in for {post} leads back to it. Let the chain end at a leader.";
    team_too_small(people, wanted):
        "现在只有 {people} 人，至少要 {wanted} 人，各级审核才能由不同的人做。请添人。",
        "There are {people} people and at least {wanted} are needed, so that each level is reviewed by someone else. Add people.";
    login_taken(login):
        "登录名“{login}”已有人用。请换一个。",
        "The login “{login}” is taken. Choose another.";
    name_taken(name):
        "已有一个叫“{name}”的，仍在使用。请换个名称，或直接用那一个。",
        "There is a “{name}” in use already. Choose another name, or use that one.";
    post_unheld(post, from):
        "从 {from} 起，{post}的 A、B 两岗都没有人。请先安排接任的人。",
        "From {from} on, {post} would have neither A nor B. Appoint a successor first.";
    post_not_empty(post, items):
        "{post}还有 {items} 篇在办，不能停用。请先转给另一个岗位。",
        "Items still waiting at {post}: {items}. Hand them to another post before ending it.";
    post_leant_on(post, by):
        "{by}无人时由{post}顶岗，不能停用{post}。请先给{by}另定顶岗岗位。",
        "{by} falls back on {post}, so it cannot be ended. Give {by} another post to fall back on first.";
    correspondent_holds_no_post(person):
        "{person}是报送单位的信息员，不能在本处任岗。请另选一人，或先取消其信息员身份。",
        "{person} is a correspondent of a unit and cannot hold a post at the desk. Choose someone else, or end that role first.";
    END_BEFORE_BEGIN:
        "结束时间不晚于开始时间。请核对两个时间。",
        "It would end before it begins. Check both times.";
    too_far_ahead(days):
        "时间太远了，最多排到 {days} 天以后。请写近一些，到时再续。",
        "Too far ahead: at most {days} days can be planned. Give an earlier time and extend it later.";
    parent_cycle(unit):
        "{unit}的上级单位一层层往上会绕回它自己。请另选上级单位。",
        "Going up from {unit} leads back to it. Choose another parent unit.";
    duty_without_post(duty):
        "还没有岗位承担“{duty}”。请给一个岗位加上这项职责。",
        "No post has the duty “{duty}”. Give it to one.";
    procedure(fault):
        "审核规程不能用：{fault}。请改正这一项。",
        "The procedure cannot be worked by: {fault}. Correct this setting.";
}

phrases! {
    // ── the request itself
    body_too_large(limit):
        "请求内容超过 {limit} 字节，没有接收。请缩短或分批发送。",
        "The body is longer than {limit} bytes and was not taken. Shorten it or send it in parts.";
    NOT_JSON:
        "请求内容须是 JSON。请加上 Content-Type: application/json 再发。",
        "The body has to be JSON. Send it with Content-Type: application/json.";
    METHOD_NOT_ALLOWED:
        "这个地址不支持这种方法。可用的方法见接口说明 /api/v1/openapi.json。",
        "This resource has no such method. The methods it has are in /api/v1/openapi.json.";
    malformed(wanted, found):
        "“{found}”格式不对，应当是：{wanted}。请改正。",
        "“{found}” is not of the form wanted, which is: {wanted}. Correct it.";
    unknown_field(name, known):
        "没有“{name}”这个字段。可用的有：{known}。请改正或去掉。",
        "There is no field “{name}”. The fields are: {known}. Correct it or leave it out.";
    unknown_field_of_none(name):
        "没有“{name}”这个字段。请去掉。",
        "There is no field “{name}”. Leave it out.";
    unreadable(line, column, detail):
        "第 {line} 行第 {column} 列读不懂：{detail}。请改正后再发。",
        "Cannot be read at line {line}, column {column}: {detail}. Correct it and send it again.";
    PRECONDITION_MISSING:
        "没有说明是根据哪一次读到的内容修改的。请先读取，再带上 If-Match 发送。",
        "The request does not say which state it was made for. Read the resource first and send its ETag as If-Match.";
    stale(yours, now):
        "你读到的是第 {yours} 次改动后的内容，现在已是第 {now} 次，没有改动任何东西。请看过新内容再决定。",
        "You read revision {yours} and it is now at revision {now}; nothing was changed. Look at what is new and decide again.";
    KEY_REUSED:
        "同一个 Idempotency-Key 已用于另一个请求。请为这个请求换一个新的。",
        "This Idempotency-Key was used for another request. Use a new one for this request.";
    BAD_CURSOR:
        "翻页位置无效，或者不是这个列表的。请从第一页重新读取。",
        "The cursor is not valid or belongs to another list. Read again from the first page.";
    NOT_SIGNED_IN:
        "还没有登录，或者登录已失效。请重新登录。",
        "You are not signed in, or no longer. Sign in again.";
    WRONG_PASSWORD:
        "登录名或密码不对。请重新输入；忘了密码请找管理员。",
        "The login or the password is wrong. Enter them again, or ask an administrator for a new password.";
    too_many_attempts(time):
        "试得太多了。请过{time}再试。",
        "Too many attempts. Wait {time} and try again.";
    busy(time):
        "服务器正忙，没有改动任何东西。请过{time}再试。",
        "The server is busy; nothing was changed. Wait {time} and try again.";
    internal(incident):
        "服务器出了错，没有改动任何东西。请稍后再试；还不行请把编号 {incident} 告诉管理员。",
        "Something broke on the server; nothing was changed. Try again later, and if it goes on tell an administrator this number: {incident}.";
    A_MOMENT: "一会儿", "a moment";
    seconds(seconds): " {seconds} 秒", "{seconds} seconds";
    minutes(minutes): " {minutes} 分钟", "{minutes} minutes";

    // ── settings of a procedure
    level_count(is):
        "审核要有 2 至 9 级，现在是 {is} 级",
        "two to nine levels are needed, and there are {is}";
    level_number(is, wanted):
        "级别要从 1 起依次编号，这里应是 {wanted}，写成了 {is}",
        "levels are numbered 1, 2, 3, …; this one has to be {wanted} and is {is}";
    BLANK_NAME:
        "名称的中文和英文都要填",
        "a name is needed in both languages";
    repeated(word):
        "“{word}”重复了，须各不相同",
        "“{word}” stands there twice";
    not_a_word(found):
        "“{found}”须由小写字母、数字和下划线组成，以字母开头，最多 40 个",
        "“{found}” has to be small letters, digits and _, beginning with a letter, at most 40";
    NONE_GIVEN:
        "至少要有一项",
        "at least one is needed";
    ZERO:
        "须大于 0",
        "it has to be more than 0";
    unknown_zone(found):
        "没有“{found}”这个时区，例如 Asia/Shanghai",
        "there is no time zone “{found}”; one is Asia/Shanghai";
    too_big(limit):
        "最大是 {limit}",
        "{limit} is the most";

    // ── who can help
    acting_for(person, post): "{person}（{post}）", "{person} ({post})";
    can_fix(names): "可由 {names} 处理。", "Can be settled by {names}.";
    you_and_others_can_fix(names): "可由 {names} 处理，你也可以自己处理。", "Can be settled by {names}, or by yourself.";
    YOU_CAN_FIX: "你自己就可以处理。", "You can settle this yourself.";
}
