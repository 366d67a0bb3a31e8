//! What is wrong with a configuration file, and what to write instead.

use super::phrases;

phrases! {
    problem(file, line, sentence): "{file}:{line}：{sentence}", "{file}:{line}: {sentence}";
    syntax(detail): "不是合法的 TOML：{detail}", "not valid TOML: {detail}";
    unknown_key(name, legal): "没有名为“{name}”的设置；可选：{legal}", "there is no setting \"{name}\"; one of: {legal}";
    not_one_of(name, value, legal): "“{name}”不能是“{value}”；可选：{legal}", "\"{name}\" cannot be \"{value}\"; one of: {legal}";
    near(sentence, name): "{sentence}；是不是“{name}”？", "{sentence}. Did you mean \"{name}\"?";
    not_text(name, example): "“{name}”应是带引号的文字，如 {name} = \"{example}\"", "\"{name}\" should be text in quotation marks, as {name} = \"{example}\"";
    not_a_switch(name): "“{name}”应是 true 或 false", "\"{name}\" should be true or false";
    not_a_list(name, example): "“{name}”应是列表，如 {name} = [\"{example}\"]", "\"{name}\" should be a list, as {name} = [\"{example}\"]";
    not_an_address(name, value): "“{name}”的值“{value}”不是服务器地址；如 https://desk.example.gov.cn:8443", "\"{name}\" is \"{value}\", which is not the address of a server; as https://desk.example.org:8443";
    no_such_file(name, path): "“{name}”指的文件读不到：{path}", "\"{name}\" names a file that cannot be read: {path}";
    unreadable(path, why): "设置文件 {path} 读不出来（{why}）", "the configuration {path} cannot be read ({why})";
}
