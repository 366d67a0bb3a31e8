//! What `sanshen import` says: what is wrong with a row or file, what to do about it, and the summary.

use super::phrases;

phrases! {
    /// Between the members of a list.
    LIST_STOP: "、", ", ";

    // ── fields ──
    FIELD_TITLE: "标题", "title";
    FIELD_BODY: "正文", "body";
    FIELD_UNIT: "单位", "unit";
    FIELD_CHANNEL: "渠道", "channel";
    FIELD_URGENCY: "紧急程度", "urgency";
    FIELD_SENDER_TIME: "报送时间", "sender_time";
    FIELD_AUTHOR: "作者", "author";
    FIELD_RELEASED_BY: "签发人", "released_by";
}

phrases! {
    // ── the table of bad rows ──
    HEAD_FILE: "文件", "File";
    HEAD_LINE: "行", "Line";
    HEAD_FIELD: "字段", "Field";
    HEAD_PROBLEM: "问题", "Problem";
    HEAD_REMEDY: "怎么办", "What to do";
    /// In place of a field or line that does not apply.
    NOTHING: "-", "-";
    /// A value beside its problem.
    with_value(problem, value): "{problem}：“{value}”", "{problem}: \"{value}\"";
    /// Bad rows beyond those in the table.
    more_bad_rows(count): "另有 {count} 条未列出，加 --json 可看全部。", "{count} more not shown; add --json to list them all.";
}

phrases! {
    // ── the summary ──
    rows_read(good, bad): "读入 {good} 条，{bad} 条有问题未读入。", "{good} rows read, {bad} bad rows left out.";
    rows_read_all(good): "读入 {good} 条，没有问题。", "{good} rows read, no problems.";
    note_field_kept_out(words): "以下字段用不上，没有录入：{words}", "Fields not used and kept out: {words}";
    note_replaced(field, words): "以下{field}本台没有，按指定的默认值录入：{words}", "Values of {field} this desk does not have, replaced by the default given: {words}";
    note_time_left_out(words): "以下报送时间读不出来，录入时留空：{words}", "Sender's times that could not be read, left empty: {words}";
    note_time_ahead(words): "以下报送时间晚于本机时间，按原样录入：{words}", "Sender's times ahead of this machine's clock, kept as stated: {words}";
    /// A word and how often it occurred.
    times(word, count): "{word}（{count}）", "{word} ({count})";
    /// Occurrences of words not listed.
    and_others(count): "其他 {count} 处", "{count} others";
}

phrases! {
    // ── what is wrong with a file ──
    NOT_FOUND: "没有这个文件", "there is no such file";
    NOT_ALLOWED: "没有读取这个文件的权限", "you may not read this file";
    IS_FOLDER: "这是文件夹，不是文件", "this is a folder, not a file";
    unreadable(why): "文件读不下去（{why}）", "the file cannot be read ({why})";
    UNKNOWN_FORMAT: "不认识这种文件", "this kind of file is not known";
    EMPTY_FILE: "文件里没有来稿", "the file holds no rows";
    UTF16: "文件是 UTF-16 编码", "the file is UTF-16";
    JSON_ARRAY: "整个文件是一个 JSON 数组，应当每行一个对象", "the file is one JSON array; one object a line is needed";
    JSON_SPREAD: "一个对象写成了好几行，应当每行一个对象", "an object is spread over several lines; one object a line is needed";
    missing_columns(missing, found): "表头缺少列：{missing}；现有列：{found}", "the header lacks columns: {missing}; found: {found}";
    REPEATED_COLUMN: "表头有两列同名", "two columns have the same name";
    FRONT_MATTER_OPEN: "开头的 --- 没有配对的结束行", "the front matter opened by --- never closes";
    FRONT_MATTER_LINE: "文件头里这一行不是“名称: 值”", "this line of the front matter is not \"key: value\"";
}

phrases! {
    // ── what is wrong with a row ──
    not_utf8(line, column): "第 {line} 行第 {column} 个字符起不是 UTF-8 编码", "not UTF-8 at line {line}, column {column}";
    line_too_long(limit): "一行超过 {limit}，已跳过", "the line is over {limit}; it was skipped";
    row_too_large(size, limit): "内容共 {size}，超过上限 {limit}", "the row has {size}; the limit is {limit}";
    MISSING: "没有填写", "nothing is given";
    GIVEN_TWICE: "同一字段写了两次", "the same field is given twice";
    NUL: "含有空字符（U+0000），数据库无法保存", "holds a NUL character (U+0000), which the database cannot keep";
    UNKNOWN_CHANNEL: "本台没有这个渠道", "this desk has no such channel";
    UNKNOWN_URGENCY: "没有这个紧急程度", "there is no such urgency";
    UNKNOWN_UNIT: "本台没有这个单位", "this desk has no such unit";
    not_json(column): "第 {column} 个字节处不合 JSON 格式", "not JSON at byte {column}";
    CUT_SHORT: "JSON 没有写完就断了", "the JSON ends in the middle";
    NOT_AN_OBJECT: "是 JSON，但不是对象", "this is JSON, but not an object";
    NOT_TEXT: "值不是文字", "the value is not text";
    wrong_columns(expected, found): "表头有 {expected} 列，这一行有 {found} 列", "the header has {expected} columns, this row {found}";
    QUOTE_OPEN: "引号没有配对，吞掉了后面的内容", "a quotation mark does not close and swallowed what follows";
    NOT_RELEASED: "没有写明谁在单位签发", "nobody is named who signed it out in the unit";
    TEXT_BEFORE_TITLE: "第一个标题之前有文字", "there is text before the first title";
}

phrases! {
    // ── what is wrong with a .docx ──
    DOCX_NOT_ZIP: "不是 .docx 文件", "this is not a .docx file";
    DOCX_OLD_WORD: "是旧版 Word（.doc）文件", "this is an old Word (.doc) file";
    DOCX_ENCRYPTED: "文件有密码保护", "the file is protected by a password";
    DOCX_DAMAGED: "文件不完整或已损坏", "the file is cut off or damaged";
    DOCX_NO_DOCUMENT: "文件里没有 Word 正文", "there is no Word document inside";
    DOCX_DOCUMENT_TYPE: "文件带有 DOCTYPE 声明，可能引用外部内容，不予读取", "the file declares a DOCTYPE, which could reach outside it; refused";
    DOCX_OUT_OF_BOUNDS: "解压后过大或结构异常，不予读取", "unpacked it is too large or oddly built; refused";
    DOCX_NO_TEXT: "文档里没有文字", "the document has no text";
}

phrases! {
    // ── what to do ──
    DO_CHECK_PATH: "核对路径和文件名", "check the path and the name";
    DO_NAME_FILES: "写出其中的文件名", "name the files in it";
    DO_CHECK_ACCESS: "核对文件权限和磁盘", "check the file's permissions and the disk";
    DO_KNOWN_FORMATS: "可用 .jsonl、.csv、.tsv、.md、.docx", "use .jsonl, .csv, .tsv, .md or .docx";
    DO_CHECK_CONTENT: "核对是不是这个文件；扫描件请先转成文字", "check that this is the right file; a scan must be turned into text first";
    DO_CONVERT_UTF16: "另存为 UTF-8，或运行 iconv -f UTF-16 -t UTF-8", "save it as UTF-8, or run iconv -f UTF-16 -t UTF-8";
    DO_SPLIT_ARRAY: "运行 jq -c '.[]' 转成每行一个对象", "run jq -c '.[]' to get one object a line";
    DO_GATHER_OBJECTS: "运行 jq -c . 转成每行一个对象", "run jq -c . to get one object a line";
    DO_NAME_COLUMNS: "第一行写列名，至少要有 title（标题）和 body（正文）", "name the columns in the first line; title and body are needed";
    DO_KEEP_ONE: "只留一个", "keep one of them";
    DO_CLOSE_FRONT_MATTER: "在文件头末尾加一行 ---", "end the front matter with a line ---";
    DO_KEY_VALUE: "每行写一项，如“单位: 海曙区”", "write one item a line, as \"unit: Haishu\"";
    DO_CONVERT: "先转换编码：iconv -f GB18030 -t UTF-8", "convert it first: iconv -f GB18030 -t UTF-8";
    DO_SHORTEN: "拆开或缩短后再导入", "split or shorten it, then import it again";
    DO_GIVE_UNIT: "补上单位，或加 --unit 单位名", "add the unit, or pass --unit NAME";
    DO_FILL_IN: "补上后再导入", "fill it in, then import it again";
    DO_REMOVE_NUL: "去掉空字符", "remove the character";
    do_use_channel(words): "改为 {words} 之一，或加 --channel 指定", "use one of {words}, or pass --channel";
    do_use_urgency(words): "改为 {words} 之一，或加 --urgency 指定", "use one of {words}, or pass --urgency";
    DO_USE_UNIT: "核对单位名称，或加 --unit 单位名 --unit-unknown use-default", "check the unit's name, or pass --unit NAME --unit-unknown use-default";
    DO_ONE_OBJECT: "每行写一个完整的对象，如 {\"title\": \"..\", \"body\": \"..\"}", "write one whole object a line, as {\"title\": \"..\", \"body\": \"..\"}";
    DO_QUOTE_VALUE: "把值写成带引号的文字", "write the value as text in quotation marks";
    DO_MATCH_HEADER: "核对分隔符和引号，使列数与表头一致", "check separators and quotation marks so that the row matches the header";
    DO_CLOSE_QUOTE: "补上引号；值里面的引号要写两个", "close the quotation mark; inside a value write it twice";
    DO_BEGIN_WITH_TITLE: "每篇以“# 标题”一行开头（# 后空一格）", "begin each report with a line \"# title\" (a space after #)";
    DO_NAME_SIGNER: "补上签发人，或加 --released-by 姓名；旧档加 --historic", "add released_by, or pass --released-by NAME; for files of before pass --historic";
    DO_AS_THE_DESK_SAYS: "改好后再导入", "correct it, then import it again";
    DO_REMOVE_PASSWORD: "请报送人去掉密码后重发", "ask the sender for a copy without the password";
    DO_SEND_AGAIN: "请报送人重新保存并重发", "ask the sender to save and send it again";
    DO_COPY_TEXT: "只把文字复制到新文档里再导入", "copy the text alone into a new document and import that";
    DO_SAVE_AS_DOCX: "用 Word 或 WPS 另存为 .docx 后再导入", "save it as .docx in Word or WPS, then import it again";
}
