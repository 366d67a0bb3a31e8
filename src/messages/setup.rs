//! What the set-up of a new desk asks and says.

use super::phrases;

phrases! {
    intro(levels, spare): "现在建一个新的审核台。每篇稿件要经过 {levels} 级审核，各级由不同的人做，所以至少要 {levels} 个人；有 {spare} 个人，谁请假都不会停摆。\n按 Ctrl-C 随时可以停下，最后确认之前什么都不写入。", "This founds a new desk. Each item is reviewed at {levels} levels, each by someone else, so at least {levels} people are needed; with {spare}, nobody's leave stops the work.\nCtrl-C stops at any time; nothing is written before you confirm at the end.";
    desk_name(otherwise): "审核台名称 [{otherwise}]：", "Name of the desk [{otherwise}]: ";
    PEOPLE_HEADING: "\n一、人员。逐个填写，姓名处留空表示填完。", "\n1. People, one after another. An empty name ends the list.";
    person_name(no): "第 {no} 人 姓名：", "Person {no}, name: ";
    LOGIN: "  登录名（小写字母、数字、. - _）：", "  login (small letters, digits, . - _): ";
    login_or(otherwise): "  登录名 [{otherwise}]：", "  login [{otherwise}]: ";
    PASSWORD: "  密码（至少 10 个字，留空则用令牌登录）：", "  password (10 characters or more; empty to use a token instead): ";
    not_yet(people, wanted): "现在有 {people} 人，至少要 {wanted} 人：每一级都要由没有动过这篇稿件的人来审，人少了就有稿件永远过不去。请继续填写。", "There are {people} people and at least {wanted} are needed: every level is reviewed by someone who has had no hand in the item, and with fewer people items could never pass. Go on, please.";
    UNITS_HEADING: "\n二、报送单位，一行一个，留空表示填完。以后可以用 sanshen unit add 添加。", "\n2. Reporting units, one a line; an empty line ends the list. More can be added later with sanshen unit add.";
    UNIT: "单位：", "Unit: ";
    ADMIN_HEADING: "\n三、管理账号：改设置、排岗位、管密码，不参与审核。", "\n3. An administrator's account: settings, posts and passwords. It takes no part in reviews.";
    ADMIN: "要管理账号吗？[是 Y / 否 n] ", "Make one? [Y/n] ";
    ADMIN_NAME: "管理员", "Administrator";
    admin_login(otherwise): "  登录名 [{otherwise}]：", "  login [{otherwise}]: ";
    POSTS_HEADING: "\n四、岗位。A 岗在岗时由 A 办，A 不在时由 B 顶岗，A、B 都不在时转到上一级岗位。", "\n4. Posts. A acts while present, B stands in, and when both are away the post above takes over.";
    ACCEPT_SEATS: "这样安排可以吗？[是 Y / 否 n] ", "Is this right? [Y/n] ";
    CHOOSE_SEATS: "逐个岗位填写 A 岗和 B 岗：登录名、姓名或第几人；B 岗可以留空。", "Name A and B of each post: login, name, or number in the list. B may be left empty.";
    seat_a(post, otherwise): "{post} A 岗 [{otherwise}]：", "{post}, A [{otherwise}]: ";
    seat_b(post, otherwise): "{post} B 岗 [{otherwise}]：", "{post}, B [{otherwise}]: ";
    /// What is typed for no B, shown in place of a name.
    NOBODY: "-", "-";
    no_such_person(text): "没有“{text}”。请填登录名、姓名或第几人。", "There is no \"{text}\". Give a login, a name or a number in the list.";
    HEAD_POST: "岗位", "Post";
    HEAD_A: "A 岗", "A";
    HEAD_B: "B 岗", "B";
    INTAKE_ZH: "来稿岗", "来稿岗";
    INTAKE_EN: "Intake", "Intake";
    DRAFTING_ZH: "起草岗", "起草岗";
    DRAFTING_EN: "Drafting", "Drafting";
    ADMINISTRATION_ZH: "管理岗", "管理岗";
    ADMINISTRATION_EN: "Administration", "Administration";
    TEAM_REFUSED: "这样的安排不能合法审核：", "This team cannot review legally:";
    warning_just_enough(people): "注意：审核人员刚好 {people} 人，任何一人不在，都会有稿件停下来等。", "Note: there are just {people} people to review, so any absence makes items wait.";
    warning_no_second(post): "注意：{post}没有 B 岗，A 岗不在时由后备岗位接手。", "Note: {post} has no B; while A is away the post it falls back on takes over.";
    blocked_when_away(name, levels): "  {name} 不在时，停在：{levels}", "  while {name} is away, items wait at: {levels}";
    nobody_blocks(people): "审核人员 {people} 人，任何一人不在都不会停摆。", "{people} people review; no single absence stops the work.";
    place(url): "\n数据库：{url}", "\nDatabase: {url}";
    CONFIRM: "就这样建吗？[是 Y / 否 n] ", "Found the desk? [Y/n] ";
    founded(url): "审核台已建好：{url}", "The desk is founded: {url}";
    NEXT: "打开：运行 sanshen，用刚才的登录名和密码登录。给全组用：sanshen serve --help。", "To open it, run sanshen and log in with a login and password from above. To serve a team: sanshen serve --help.";
    token_people(logins): "以下人员没有密码，请用 sanshen user password 登录名 设置，或签发令牌：{logins}", "These have no password; set one with sanshen user password LOGIN, or issue a token: {logins}";
    FIRST_RUN: "这台机器上还没有审核台。", "There is no desk on this machine yet.";

    passwords_open(path): "注意：别的用户也能读 {path}，里面有密码。请 chmod 600 {path}，用完删除。", "Note: others on this machine can read {path}, which holds passwords. Run chmod 600 {path}, and delete it after use.";
    password_of_nobody(login): "密码文件里的“{login}”不在人员之中。", "\"{login}\" of the passwords file is not among the people.";
}

/// A team file to begin from, with remarks.
pub const EXAMPLE: super::Phrase = super::Phrase {
    zh: include_str!("team.zh.toml"),
    en: include_str!("team.en.toml"),
};
