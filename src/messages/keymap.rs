//! What is wrong with a keymap file, and what to write instead.

use super::phrases;

phrases! {
    syntax(detail): "不是合法的 TOML：{detail}", "not valid TOML: {detail}";
    unknown_base(name, legal): "没有名为“{name}”的键位方案；可选：{legal}", "there is no keymap \"{name}\"; one of: {legal}";
    unknown_scope(name, legal): "没有名为“{name}”的场合；可选：{legal}", "there is no scope \"{name}\"; one of: {legal}";
    scope_not_a_table(name): "“{name}”应是一张表，写成 [{name}]", "\"{name}\" should be a table, written [{name}]";
    unknown_action(name, scope, legal): "[{scope}] 里没有名为“{name}”的命令；可选：{legal}", "[{scope}] has no action \"{name}\"; one of: {legal}";
    action_elsewhere(name, scope, legal): "“{name}”不能放在 [{scope}] 里；应放在：{legal}", "\"{name}\" does not belong in [{scope}]; put it in: {legal}";
    bad_value(name): "“{name}”的值应是按键列表，如 [\"ctrl-x e\", \"f2\"]；不用时写 []", "\"{name}\" should be a list of keys such as [\"ctrl-x e\", \"f2\"]; [] for none";
    bad_key(key): "认不得按键“{key}”；写法如 a、A、?、space、enter、pageup、f2、ctrl-x e、alt-v", "\"{key}\" is no key; write a, A, ?, space, enter, pageup, f2, ctrl-x e, alt-v";
    near(sentence, name): "{sentence}；是不是“{name}”？", "{sentence}. Did you mean \"{name}\"?";
    not_sent(key): "终端收不到 {key}", "terminals do not send {key}";
    is_twin(key, twin): "终端里 {key} 就是 {twin}", "in a terminal {key} is {twin}";
    multiplexer_key(key): "{key} 被 screen 或 tmux 占用", "{key} belongs to screen and tmux";
    input_method_key(key): "{key} 用来切换输入法", "{key} switches the input method";
    terminal_key(key): "{key} 被终端自己占用", "the terminal keeps {key} for itself";
    letter_in_text(key, scope): "[{scope}] 里要输入文字，{key} 会被当作输入；改用 ctrl-、alt- 或功能键", "[{scope}] is typed into, so {key} would be typed; use ctrl-, alt- or a function key";
    taken_twice(key, scope, action, other, place): "[{scope}] 里 {key} 既是“{action}”又是“{other}”（{place}）；另一个不用时写 {other} = []", "[{scope}] {key} is both \"{action}\" and \"{other}\" ({place}); write {other} = [] to free it";
    prefix(key, action, longer, other, place): "{key} 是“{action}”，又是 {longer}（“{other}”）的开头，后者按不出来；另见 {place}", "{key} is \"{action}\" and also begins {longer} (\"{other}\"), which could never be typed; see {place}";
    overrides(key, scope, action, outer, other): "在 [{scope}] 里 {key} 是“{action}”，盖过 [{outer}] 的“{other}”", "in [{scope}] {key} is \"{action}\" and hides \"{other}\" of [{outer}]";
    answers_itself(key, action): "{key} 既能发起“{action}”又能在询问时答“是”；按重了就做成了", "{key} both starts \"{action}\" and answers yes when it asks; pressed twice it would be done";
    unreachable(action): "“{action}”没有按键，命令面板里也没有", "\"{action}\" has no key and is not among the commands";
    /// The palette can only be opened by letters.
    NO_PALETTE_KEY: "命令面板（palette）要有一个不打字的按键，如 f2：输入法开着时字母键到不了", "the command palette needs a key that types nothing, such as f2: letters do not arrive while an input method is on";
    problem(file, line, sentence): "{file}:{line}：{sentence}", "{file}:{line}: {sentence}";
}
phrases! {
    /// Heading of the first column of the key card.
    CARD_KEYS: "按键", "Keys";
    /// Heading of the second column of the key card.
    CARD_TITLE: "名称", "Name";
    /// Heading of the third column of the key card.
    CARD_HELP: "作用", "What it does";
    hides(title): "在这里盖过“{title}”", "hides \"{title}\" here";
}
