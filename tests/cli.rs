//! The command line as scripts and screen readers use it: the real binary, its output and its exit codes.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A person's home, and the binary run in it.
struct Home(tempfile::TempDir);

/// What a command came to.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    /// It did what it was asked.
    #[track_caller]
    fn fine(self) -> Self {
        assert_eq!(self.code, Some(0), "{self:?}");
        self
    }

    /// It failed with this exit code, and a line that says so.
    #[track_caller]
    fn failed(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert!(!self.err.contains("panicked"), "{self:?}");
        self
    }

    #[track_caller]
    fn says(self, words: &str) -> Self {
        assert!(
            self.out.contains(words) || self.err.contains(words),
            "{words:?} in {self:?}"
        );
        self
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Home {
    fn new() -> Self {
        Home(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, text).expect("written");
        path.display().to_string()
    }

    fn command(&self, line: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sanshen"));
        command
            .args(line)
            .env_clear()
            .env("SANSHEN_HOME", self.0.path())
            .env("LANG", "en_US.UTF-8")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, line: &[&str]) -> Ran {
        self.run_typing(line, "")
    }

    fn run_typing(&self, line: &[&str], typed: &str) -> Ran {
        let mut child = self
            .command(line)
            .stdin(Stdio::piped())
            .spawn()
            .expect("started");
        // A command that asks nothing may be gone before it is answered.
        let _ = child
            .stdin
            .take()
            .expect("a pipe")
            .write_all(typed.as_bytes());
        let output = child.wait_with_output().expect("ended");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Ran {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// A desk of the example's team in the folder `desk`; what names it on a command line.
    fn desk(&self) -> [String; 2] {
        let team = self.run(&["init", "--example"]).fine().out;
        let team = self.write("team.toml", &team);
        let words = "anna = \"anna anna anna\"\nben = \"ben ben ben ben\"\n";
        let passwords = self.write("passwords.toml", words);
        let data = self.path("desk").display().to_string();
        let line = [
            "init",
            "--data",
            &data,
            "--team",
            &team,
            "--passwords",
            &passwords,
        ];
        self.run(&line).fine().says("founded");
        ["--data".into(), data]
    }

    /// A command on that desk as somebody.
    fn on(&self, desk: &[String; 2], who: &str, line: &[&str]) -> Ran {
        let mut all = line.to_vec();
        all.extend([desk[0].as_str(), desk[1].as_str(), "--as", who]);
        self.run(&all)
    }

    fn submit(&self, desk: &[String; 2], title: &str) {
        let row = format!("{{\"title\": \"{title}\", \"body\": \"All boats are in.\"}}\n");
        let file = self.write("one.jsonl", &row);
        let line = [
            "submit",
            &file,
            "--unit",
            "Harbour Office",
            "--released-by",
            "Chief",
        ];
        self.on(desk, "anna", &line).fine().says("Receipt ");
    }
}

/// A server in the background, ended when the test is.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(mut command: Command) -> Self {
        let mut child = command.spawn().expect("started");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let address = lines
            .map(|line| line.expect("a line"))
            .find_map(|line| {
                let mut words = line.split_whitespace();
                let address = words.find(|word| word.starts_with("http://"))?;
                Some(address.trim_end_matches('.').to_owned())
            })
            .expect("an address");
        Served { child, address }
    }

    /// Asks it to end; its exit code.
    fn end(mut self) -> Option<i32> {
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        assert!(asked.expect("kill").success());
        self.child.wait().expect("ended").code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_submission_is_taken_to_release_over_a_served_desk_by_those_whose_turn_it_is() {
    let home = Home::new();
    let desk = home.desk();
    home.submit(&desk, "Boats in harbour");
    let token = home
        .on(
            &desk,
            "david",
            &["token", "issue", "--label", "test", "--json"],
        )
        .fine();
    let token = token.json()["token"].as_str().expect("a token").to_owned();
    let database = format!("sqlite:{}/desk.db", desk[1]);
    let served =
        Served::start(home.command(&["serve", "--database", &database, "--listen", "127.0.0.1:0"]));
    let server = served.address.clone();
    let at = |line: &[&str]| home.run(&[line, &["--server", &server]].concat());

    at(&["list"]).failed(1).says("sanshen login --server");
    let login = |who: &str, words: &str| {
        let line = ["login", who, "--server", &server];
        home.run_typing(&line, words).fine().says("Logged in as");
    };
    home.run_typing(&["login", "anna", "--server", &server], "wrong word\n")
        .failed(1);
    login("anna", "anna anna anna\n");
    at(&["promote", "1"]).fine().says("Drafting");
    at(&["ready", "1"]).fine();
    let asked = home.run_typing(
        &["pass", "1", "--server", &server],
        "y\ny\nno\ny\ny\ny\ny\n",
    );
    asked.failed(1).says("figures have been added up again");
    at(&["pass", "#1", "--answers", "all-yes"]).fine();
    at(&["pass", "1", "--answers", "all-yes"]).failed(1);
    login("ben", "ben ben ben ben\n");
    let shown = at(&["show", "1"])
        .fine()
        .says("Turn: Ben Cole")
        .says("Still wanted");
    assert!(shown.out.contains("All boats are in."));
    at(&["pass", "1", "--answers", "all-yes", "--read-all"]).fine();
    let by_token = |line: &[&str]| at(&[line, &["--token", &token]].concat());
    by_token(&["pass", "1", "--answers", "all-yes"]).fine();
    by_token(&["release", "1"]).failed(2).says("--confirm");
    let reply = by_token(&["release", "1", "--confirm", "--json"])
        .fine()
        .json();
    assert_eq!(reply["stage"], "released");
    let rows = by_token(&["list", "stage:released", "--json"])
        .fine()
        .json();
    assert_eq!(rows[0]["title"], "Boats in harbour");
    at(&["logout"]).fine();
    at(&["list"]).failed(1);
    assert_eq!(served.end(), Some(0));
}

#[test]
fn an_import_takes_the_good_rows_in_and_tells_of_the_bad_ones() {
    let home = Home::new();
    let desk = home.desk();
    let csv = "title,body,unit,mood\nBoats,All in.,Harbour Office,calm\n,No title.,Harbour Office,\nRoads,Open.,Moon Base,\n";
    let file = home.write("rows.csv", csv);
    let import = |more: &[&str]| {
        home.on(
            &desk,
            "anna",
            &[&["import", &file, "--historic"], more].concat(),
        )
    };

    let checked = import(&["--dry-run"]).failed(3);
    assert!(checked.out.contains("nothing was handed in"));
    let first = import(&[]).failed(3).says("mood").says("1 taken in");
    let line_of = |words: &str| {
        first
            .out
            .lines()
            .find(|line| line.contains(words))
            .expect("a row")
            .to_owned()
    };
    assert!(
        line_of("rows.csv").contains(" 3 ") && first.out.contains(" 4 "),
        "{first:?}"
    );
    assert!(first.out.contains("Moon Base"));
    let again = import(&["--unit-unknown", "create", "--json"]).failed(3);
    let lines: Vec<Value> = again
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("json"))
        .collect();
    assert_eq!(lines[0]["code"], "missing");
    let summary = lines.last().expect("a summary");
    assert_eq!(
        (&summary["taken_in"], &summary["repeated"], &summary["bad"]),
        (&1.into(), &1.into(), &1.into())
    );
    assert_eq!(summary["units_added"][0], "Moon Base");

    let unsigned = home.on(&desk, "anna", &["import", &file]).failed(3);
    assert!(unsigned.out.contains("--released-by"));
    home.on(&desk, "anna", &["import", &file, "--unit", "Nowhere"])
        .failed(1)
        .says("Harbour Office");
    home.on(&desk, "anna", &["import", &file, "--channel", "pigeon"])
        .failed(2)
        .says("hotline");
    let missing = home.path("none.csv").display().to_string();
    home.on(&desk, "anna", &["import", &missing])
        .failed(3)
        .says("no such file");
}

#[test]
fn the_demonstration_desk_is_served_with_a_token_for_each_person() {
    let home = Home::new();
    let data = home.path("demo").display().to_string();
    let line = [
        "demo",
        "--serve",
        "--listen",
        "127.0.0.1:0",
        "--data",
        &data,
    ];
    let served = Served::start(home.command(&line));
    let file = Path::new(&data).join("people.json");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&file)
            .expect("people.json")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let people = || -> Vec<Value> {
        serde_json::from_str(&std::fs::read_to_string(&file).expect("people.json")).expect("json")
    };
    let known = people();
    assert!(known.len() >= 8);
    let staff = known
        .iter()
        .find(|it| it["unit"].is_null())
        .expect("somebody of the desk");
    assert!(staff["posts"][0].is_string());
    let token = staff["token"].as_str().expect("a token");
    let line = [
        "list",
        "--all",
        "--json",
        "--server",
        &served.address,
        "--token",
        token,
    ];
    let rows = home.run(&line).fine().json();
    assert!(rows.as_array().expect("rows").len() >= 60);
    assert_eq!(served.end(), Some(0));

    // Tokens of scripts outlast a restart; starting over makes another desk.
    let again = Served::start(home.command(&[
        "demo",
        "--serve",
        "--listen",
        "127.0.0.1:0",
        "--data",
        &data,
    ]));
    assert_eq!(people(), known);
    home.run(&["list", "--data", &data, "--as", "zhoumin"])
        .failed(1)
        .says("in use");
    assert_eq!(again.end(), Some(0));
    home.run(&["list", "--limit", "3", "--data", &data, "--as", "zhoumin"])
        .fine()
        .says("The first 3 of");
}

/// Invariant 3.
#[test]
fn a_flipped_byte_of_an_exported_log_is_found_and_placed() {
    let home = Home::new();
    let desk = home.desk();
    home.submit(&desk, "Boats");
    let exported = home.run(&["log", "export", &desk[0], &desk[1]]).fine().out;
    let file = home.write("log.jsonl", &exported);
    let intact = home.run(&["verify-log", &file, "--json"]).fine().json();
    let head = format!(
        "{}:{}",
        intact["seq"],
        intact["hash"].as_str().expect("a hash")
    );
    home.run(&["verify-log", "--anchor", &head, &desk[0], &desk[1]])
        .fine()
        .says(&head);

    let flipped = exported.replacen("Boats", "Goats", 1);
    assert_ne!(flipped, exported);
    let at = 1 + exported
        .lines()
        .position(|line| line.contains("Boats"))
        .expect("an event");
    let file = home.write("flipped.jsonl", &flipped);
    home.run(&["verify-log", &file])
        .failed(1)
        .says(&format!("event {at}:"));
    let cut: String = exported
        .lines()
        .take(3)
        .map(|line| format!("{line}\n"))
        .collect();
    let file = home.write("cut.jsonl", &cut);
    home.run(&["verify-log", &file]).fine();
    home.run(&["verify-log", &file, "--anchor", &head])
        .failed(1)
        .says("cut off");
    home.run(&["verify-log", &file, "--anchor", "12"]).failed(2);
}

#[test]
fn all_problems_of_a_keymap_are_told_at_once_with_file_and_line() {
    let home = Home::new();
    let file = home.write(
        "keys.toml",
        "[queue]\npas = [\"p\"]\npass = [\"ctrl-m\"]\n[moon]\nup = [\"k\"]\n",
    );
    let checked = home.run(&["keys", "--check", &file]).failed(1);
    for line in ["keys.toml:2", "keys.toml:3", "keys.toml:4"] {
        assert!(checked.out.contains(line), "{line} in {checked:?}");
    }
    assert!(checked.out.contains("Did you mean \"pass\""));
    home.run(&["keys", "--keymap", "vim", "--source"]).fine();
    home.run(&["keys", "--markdown"]).fine().says("| `p` |");
    home.run(&["keys", "--keymap", "dvorak"])
        .failed(1)
        .says("emacs");
}

#[test]
fn the_doctor_tells_what_is_in_order_and_what_to_do_about_the_rest() {
    let home = Home::new();
    home.run(&["doctor"])
        .fine()
        .says("there is no desk on this machine yet");
    let desk = home.desk();
    home.run(&["doctor", &desk[0], &desk[1]])
        .fine()
        .says("[ok] Database")
        .says("[ok] Team");
    home.write("config/sanshen.toml", "keymap = \"vimm\"\nbel = true\n");
    let ill = home
        .run(&["doctor"])
        .failed(1)
        .says("sanshen.toml:1")
        .says("Did you mean \"bell\"");
    assert!(ill.out.contains("[FAIL] Settings"));
    // Any other command tells the same and does nothing.
    home.run(&["keys"]).failed(1).says("sanshen.toml:2");
}

#[test]
fn a_database_of_a_newer_program_is_refused_and_left_alone() {
    let home = Home::new();
    let desk = home.desk();
    let file = Path::new(&desk[1]).join("desk.db");
    let open = || rusqlite::Connection::open(&file).expect("opened");
    open()
        .execute(
            "INSERT INTO schema_version (version, name, at) VALUES (99, 'future', 0)",
            [],
        )
        .expect("written");
    for line in [
        vec!["list", "--as", "ben"],
        vec!["rebuild"],
        vec!["verify-log"],
        vec!["backup", "x.db"],
    ] {
        let line = [line, vec![&desk[0], &desk[1]]].concat();
        home.run(&line).failed(1).says("newer sanshen (version 99");
    }
    let versions: i64 = open()
        .query_row("SELECT count(*) FROM schema_version", [], |row| row.get(0))
        .expect("a count");
    assert!(versions >= 2);
}

#[test]
fn a_desk_is_founded_line_by_line_once_and_no_team_that_cannot_review() {
    let home = Home::new();
    let secret = "correct horse\ncorrect horse\n";
    let people = format!("Anna\nanna\n{secret}Ben\nben\n{secret}");
    let stopped = home
        .run_typing(&["setup"], &format!("\n{people}\n"))
        .failed(1);
    assert!(stopped.out.contains("at least 3 are needed"));
    let desk = home.path("data/desk/desk.db");
    assert!(!desk.exists(), "nothing half-written");

    let whole = format!("Port Desk\n{people}Clara\nclara\n{secret}\nHarbour\n\n\n\n{secret}\n\n");
    let founded = home.run_typing(&["setup"], &whole).fine();
    assert!(
        founded.out.contains("items wait at") && desk.exists(),
        "{founded:?}"
    );
    home.run(&["list", "--as", "anna"])
        .fine()
        .says("No item fits");
    home.run(&["list"]).failed(1).says("--as LOGIN");
    home.run(&["list", "--as", "nobody"])
        .failed(1)
        .says("clara Clara");
    home.run_typing(&["setup"], &whole)
        .failed(1)
        .says("already");
    home.run_typing(&["login", "anna"], "correct horse\n")
        .fine();
    home.run(&["list"]).fine();
}

#[test]
fn people_units_and_the_procedure_are_looked_after_from_the_command_line() {
    let home = Home::new();
    let desk = home.desk();
    let here = |line: &[&str]| home.run(&[line, &[desk[0].as_str(), desk[1].as_str()]].concat());
    here(&["unit", "add", "Moon Base"]).fine();
    here(&["unit", "list"]).fine().says("Moon Base");
    here(&[
        "user",
        "add",
        "luna",
        "--name",
        "Luna",
        "--unit",
        "Moon Base",
        "--correspondent",
    ])
    .fine();
    let line = [
        "user",
        "password",
        "luna",
        desk[0].as_str(),
        desk[1].as_str(),
    ];
    home.run_typing(&line, "moon moon moon\nmoon moon moon\n")
        .fine();
    let line = ["login", "luna", desk[0].as_str(), desk[1].as_str()];
    home.run_typing(&line, "moon moon moon\n").fine();
    // Whoever is logged in acts when nobody is named.
    here(&["list"]).failed(1);
    here(&["logout"]).fine();
    here(&["user", "end", "luna"]).fine();
    here(&["user", "list"]).fine().says("ended");

    let procedure = home.on(&desk, "admin", &["procedure", "print"]).fine().out;
    let broken =
        procedure
            .replacen("no = 2", "no = 7", 1)
            .replacen("aging_days = 2", "aging_days = 0", 1);
    let file = home.write("procedure.toml", &broken);
    let told = home.run(&["procedure", "check", &file]).failed(1);
    assert!(
        told.err.contains("levels[1].no") && told.err.contains("aging_days"),
        "{told:?}"
    );
    let file = home.write(
        "procedure.toml",
        &procedure.replacen("aging_days = 2", "aging_days = 3", 1),
    );
    home.on(&desk, "admin", &["procedure", "set", &file]).fine();
    home.on(&desk, "ben", &["procedure", "set", &file])
        .failed(1);
    home.on(&desk, "admin", &["procedure", "print"])
        .fine()
        .says("aging_days = 3");
}

#[test]
fn an_export_says_what_it_is_and_a_copy_is_a_whole_desk() {
    let home = Home::new();
    let desk = home.desk();
    home.submit(&desk, "=cmd|' /C calc'!A0");
    let csv = home
        .on(&desk, "ben", &["export", "--query", "stage:triage"])
        .fine()
        .out;
    let head: Vec<&str> = csv.lines().take(4).collect();
    assert!(
        head[0].ends_with("stage:triage") && head[1].ends_with('1') && head[3].len() > 64,
        "{csv}"
    );
    assert!(csv.contains("'=cmd"), "{csv}");
    let json = home
        .on(&desk, "ben", &["export", "--format", "json"])
        .fine()
        .json();
    assert_eq!(json["rows"], 1);
    assert_eq!(json["log_head"]["hash"].as_str().map(str::len), Some(64));
    home.on(&desk, "ben", &["export", "--format", "md"])
        .fine()
        .says("|---|");

    let copy = home.path("copy/desk.db");
    std::fs::create_dir(home.path("copy")).expect("a folder");
    let copied = copy.display().to_string();
    home.run(&["backup", &copied, &desk[0], &desk[1]])
        .fine()
        .says(&copied);
    home.run(&["backup", &copied, &desk[0], &desk[1]]).failed(1);
    let folder = home.path("copy").display().to_string();
    home.run(&["rebuild", "--data", &folder]).fine();
    home.run(&["verify-log", "--data", &folder]).fine();
    home.run(&["list", "--data", &folder, "--as", "ben"])
        .fine()
        .says("'!A0");
}

#[test]
fn a_wrong_command_line_is_told_in_the_language_asked_for() {
    let home = Home::new();
    home.run(&["lst"]).failed(2).says("Did you mean list?");
    home.run(&["list", "--jsn", "--lang", "zh"])
        .failed(2)
        .says("不认识参数 --jsn");
    home.run(&["--help"]).fine().says("Usage: sanshen");
    home.run(&["--lang", "zh", "import", "--help"])
        .fine()
        .says("用法");
    home.run(&[]).failed(1).says("not a terminal");
    home.run(&[
        "serve",
        "--listen",
        "0.0.0.0:0",
        "--database",
        "sqlite:x.db",
    ])
    .failed(1)
    .says("--tls-cert");
    home.run(&["list", "--server", "desk"])
        .failed(1)
        .says("https://");
    for shell in ["bash", "zsh", "fish"] {
        home.run(&["completions", shell]).fine().says("verify-log");
    }
    let pages = home.path("man").display().to_string();
    home.run(&["man", &pages]).fine();
    assert!(home.path("man/sanshen-import.1").exists());
}

#[test]
fn a_reader_that_has_read_enough_is_no_failure() {
    let home = Home::new();
    let mut child = home
        .command(&["keys", "--markdown"])
        .spawn()
        .expect("started");
    let mut few = [0; 16];
    child
        .stdout
        .take()
        .expect("a pipe")
        .read_exact(&mut few)
        .expect("some bytes");
    let ended = child.wait_with_output().expect("ended");
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}
