//! The command line as data: every command and flag once, from which parsing, help, completions and man pages come.
//!
//! The words a person reads are not here but in `messages/cli_help.rs`; [`command`] puts them in, in the language asked for.

use crate::messages::Lang;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use std::net::SocketAddr;
use std::path::PathBuf;

/// `sanshen`.
#[derive(Debug, Parser)]
#[command(name = "sanshen", version, disable_help_subcommand = true)]
pub struct Cli {
    /// Language of all output.
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<LangWord>,
    #[command(flatten)]
    pub terminal: TerminalArgs,
    #[command(flatten)]
    pub at: Where,
    #[command(subcommand)]
    pub command: Option<Verb>,
}

/// The languages, as written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangWord {
    Zh,
    En,
}

impl From<LangWord> for Lang {
    fn from(word: LangWord) -> Self {
        match word {
            LangWord::Zh => Lang::Zh,
            LangWord::En => Lang::En,
        }
    }
}

/// How the terminal draws and listens.
#[derive(Debug, Clone, Default, Args)]
pub struct TerminalArgs {
    /// ASCII only.
    #[arg(long)]
    pub ascii: bool,
    /// No colours.
    #[arg(long)]
    pub no_color: bool,
    /// Lines of text instead of the full screen.
    #[arg(long)]
    pub plain: bool,
    /// A keymap by name, or a file laid over the configured one.
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    pub keymap: Option<String>,
}

/// Which desk, and as whom. Also from the environment and the configuration: see [`super::address`].
#[derive(Debug, Clone, Default, Args)]
pub struct Where {
    /// Address of a server.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, conflicts_with_all = ["database", "data", "demo"])]
    pub server: Option<String>,
    /// Access token for the server.
    #[arg(long, value_name = "TOKEN", conflicts_with = "login")]
    pub token: Option<String>,
    /// Database of a desk on this machine.
    #[arg(long, value_name = "URL", conflicts_with_all = ["data", "demo"])]
    pub database: Option<String>,
    /// Folder of a desk on this machine.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub data: Option<PathBuf>,
    /// The demonstration desk.
    #[arg(long)]
    pub demo: bool,
    /// Login of the person to act as, over a database of one's own.
    #[arg(long = "as", id = "login", value_name = "LOGIN")]
    pub login: Option<String>,
}

impl Where {
    /// What was given before the command stands where nothing was given after it.
    pub fn or(self, outer: &Where) -> Where {
        let spot_given =
            self.server.is_some() || self.database.is_some() || self.data.is_some() || self.demo;
        let outer_spot = if spot_given {
            Where::default()
        } else {
            outer.clone()
        };
        Where {
            server: self.server.or(outer_spot.server),
            database: self.database.or(outer_spot.database),
            data: self.data.or(outer_spot.data),
            demo: self.demo || outer_spot.demo,
            token: self.token.or_else(|| outer.token.clone()),
            login: self.login.or_else(|| outer.login.clone()),
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Verb {
    // ── a desk
    /// Found a desk, asked line by line.
    Setup(SetupArgs),
    /// Found a desk from a file.
    Init(InitArgs),
    /// The demonstration desk.
    Demo(DemoArgs),
    /// Serve a desk to a team.
    Serve(ServeArgs),
    // ── work, for scripts and screen readers
    /// Log in and remember it.
    Login(LoginArgs),
    /// Forget the log-in.
    Logout(AtArgs),
    /// The queue.
    List(ListArgs),
    /// One item.
    Show(ItemArgs),
    /// Take an item up.
    Promote(ItemArgs),
    /// Put an item forward for first review.
    Ready(ItemArgs),
    /// Pass an item at its level.
    Pass(PassArgs),
    /// Send an item back.
    Return(ReturnArgs),
    /// Lay an item aside until a time.
    Hold(HoldArgs),
    /// Sign an item's release.
    Release(ReleaseArgs),
    /// Hand in a submission.
    Submit(ImportArgs),
    // ── in and out
    /// Read submissions from files.
    Import(ImportArgs),
    /// Write items out.
    Export(ExportArgs),
    /// The log.
    Log {
        #[command(subcommand)]
        command: LogVerb,
    },
    /// Check a log.
    VerifyLog(VerifyLogArgs),
    // ── running a desk
    /// People.
    User {
        #[command(subcommand)]
        command: UserVerb,
    },
    /// Reporting units.
    Unit {
        #[command(subcommand)]
        command: UnitVerb,
    },
    /// Access tokens.
    Token {
        #[command(subcommand)]
        command: TokenVerb,
    },
    /// Levels, checklists, deadlines, return codes.
    Procedure {
        #[command(subcommand)]
        command: ProcedureVerb,
    },
    /// Copy the database.
    Backup(BackupArgs),
    /// Fold the tables again from the log.
    Rebuild(AtArgs),
    // ── this program
    /// Check that everything is in order.
    Doctor(AtArgs),
    /// The keys.
    Keys(KeysArgs),
    /// Completions for a shell.
    Completions { shell: clap_complete::Shell },
    /// Manual pages.
    Man {
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
}

/// Only which desk.
#[derive(Debug, Args)]
pub struct AtArgs {
    #[command(flatten)]
    pub at: Where,
}

/// `setup`.
#[derive(Debug, Args)]
pub struct SetupArgs {
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    pub database: Option<String>,
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub data: Option<PathBuf>,
}

/// `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    pub database: Option<String>,
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub data: Option<PathBuf>,
    /// TOML of a team.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, required_unless_present = "example")]
    pub team: Option<PathBuf>,
    /// TOML of `login = "password"`.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub passwords: Option<PathBuf>,
    /// TOML of a procedure.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub procedure: Option<PathBuf>,
    /// Print a team file to begin from.
    #[arg(long, exclusive = true)]
    pub example: bool,
}

/// `demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    #[arg(long = "as", id = "login", value_name = "NAME")]
    pub login: Option<String>,
    #[arg(long)]
    pub fresh: bool,
    #[arg(long)]
    pub serve: bool,
    #[arg(
        long,
        value_name = "ADDR",
        requires = "serve",
        default_value = "127.0.0.1:8700"
    )]
    pub listen: SocketAddr,
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub data: Option<PathBuf>,
    #[command(flatten)]
    pub terminal: TerminalArgs,
}

/// `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    #[arg(
        long,
        value_name = "URL",
        env = "SANSHEN_DATABASE",
        hide_env_values = true
    )]
    pub database: Option<String>,
    #[arg(
        long,
        value_name = "ADDR",
        env = "SANSHEN_LISTEN",
        default_value = "127.0.0.1:8700"
    )]
    pub listen: SocketAddr,
    #[arg(long, value_name = "FILE", env = "SANSHEN_TLS_CERT", requires = "tls_key", value_hint = ValueHint::FilePath)]
    pub tls_cert: Option<PathBuf>,
    #[arg(long, value_name = "FILE", env = "SANSHEN_TLS_KEY", requires = "tls_cert", value_hint = ValueHint::FilePath)]
    pub tls_key: Option<PathBuf>,
    #[arg(long, value_name = "BYTES", env = "SANSHEN_BODY_LIMIT", default_value_t = 1 << 20, value_parser = body_limit)]
    pub body_limit: usize,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub calendar: Vec<PathBuf>,
    #[arg(long)]
    pub insecure: bool,
}

/// Bytes of a request: 64 KiB, under which no item fits, to 256 MiB, which is held in memory.
fn body_limit(text: &str) -> Result<usize, String> {
    let range = (64 << 10)..=(256 << 20);
    match text.parse::<usize>() {
        Ok(bytes) if range.contains(&bytes) => Ok(bytes),
        _ => Err(format!("{}–{}", range.start(), range.end())),
    }
}

/// `login`.
#[derive(Debug, Args)]
pub struct LoginArgs {
    #[command(flatten)]
    pub at: Where,
    /// Asked for when not given.
    #[arg(value_name = "LOGIN")]
    pub name: Option<String>,
}

/// `list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Words of a query.
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    #[arg(long, conflicts_with = "limit")]
    pub all: bool,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub at: Where,
}

/// A command on one item that asks for nothing else.
#[derive(Debug, Args)]
pub struct ItemArgs {
    #[arg(value_name = "NO|ID")]
    pub item: String,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub at: Where,
}

/// `pass`.
#[derive(Debug, Args)]
pub struct PassArgs {
    #[arg(value_name = "NO|ID")]
    pub item: String,
    /// `all-yes`, or `question=yes`.
    #[arg(long, value_name = "ANSWERS", value_delimiter = ',')]
    pub answers: Vec<String>,
    #[arg(long)]
    pub read_all: bool,
    #[arg(long, value_name = "TEXT")]
    pub remark: Option<String>,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub at: Where,
}

/// `return`.
#[derive(Debug, Args)]
pub struct ReturnArgs {
    #[arg(value_name = "NO|ID")]
    pub item: String,
    #[arg(long, value_name = "CODE")]
    pub code: String,
    #[arg(long, value_name = "TEXT")]
    pub sentence: Option<String>,
    /// `drafting`, `l1`, `l2`, …; only while under review.
    #[arg(long, value_name = "STAGE")]
    pub to: Option<String>,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub at: Where,
}

/// `hold`.
#[derive(Debug, Args)]
pub struct HoldArgs {
    #[arg(value_name = "NO|ID")]
    pub item: String,
    #[arg(long, value_name = "TIME")]
    pub until: String,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub at: Where,
}

/// `release`.
#[derive(Debug, Args)]
pub struct ReleaseArgs {
    #[arg(value_name = "NO|ID")]
    pub item: String,
    #[arg(long)]
    pub confirm: bool,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub at: Where,
}

/// `import`, and `submit` for one file.
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub unit: Option<String>,
    #[arg(long, value_name = "WAY")]
    pub unit_unknown: Option<UnitUnknown>,
    #[arg(long, value_name = "CHANNEL")]
    pub channel: Option<String>,
    #[arg(long, value_name = "URGENCY")]
    pub urgency: Option<String>,
    #[arg(long, value_name = "NAME", conflicts_with = "historic")]
    pub released_by: Option<String>,
    #[arg(long)]
    pub historic: bool,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub at: Where,
}

/// What becomes of a unit the desk does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum UnitUnknown {
    UseDefault,
    Create,
}

/// `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    #[arg(long, value_name = "FORMAT", default_value = "csv")]
    pub format: ExportFormat,
    #[arg(long, value_name = "QUERY", default_value = "")]
    pub query: String,
    #[command(flatten)]
    pub at: Where,
}

/// What an export is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Csv,
    Json,
    Md,
}

/// `log`.
#[derive(Debug, Subcommand)]
pub enum LogVerb {
    /// Write the log out, one event a line.
    Export(AtArgs),
}

/// `verify-log`.
#[derive(Debug, Args)]
pub struct VerifyLogArgs {
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["database", "data", "demo"])]
    pub file: Option<PathBuf>,
    #[arg(long, value_name = "URL", conflicts_with_all = ["data", "demo"])]
    pub database: Option<String>,
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub data: Option<PathBuf>,
    #[arg(long)]
    pub demo: bool,
    /// `SEQ:HASH`, kept somewhere else earlier.
    #[arg(long, value_name = "SEQ:HASH")]
    pub anchor: Vec<String>,
    #[arg(long)]
    pub json: bool,
}

/// `user`.
#[derive(Debug, Subcommand)]
pub enum UserVerb {
    /// Everyone, with their posts.
    List(JsonArgs),
    /// A new person.
    Add(UserAddArgs),
    /// A password.
    Password(UserArgs),
    /// The end of someone's service.
    End(UserArgs),
}

/// A listing.
#[derive(Debug, Args)]
pub struct JsonArgs {
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub at: Where,
}

/// `user add`.
#[derive(Debug, Args)]
pub struct UserAddArgs {
    /// Login.
    #[arg(value_name = "LOGIN")]
    pub name: String,
    /// Name as shown.
    #[arg(long = "name", id = "shown", value_name = "NAME")]
    pub shown: String,
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    #[arg(long, requires = "unit")]
    pub correspondent: bool,
    #[arg(long, value_name = "NUMBER", default_value = "")]
    pub phone: String,
    #[command(flatten)]
    pub at: Where,
}

/// A person.
#[derive(Debug, Args)]
pub struct UserArgs {
    #[arg(value_name = "LOGIN")]
    pub name: String,
    #[command(flatten)]
    pub at: Where,
}

/// `unit`.
#[derive(Debug, Subcommand)]
pub enum UnitVerb {
    /// The units.
    List(JsonArgs),
    /// New units.
    Add(UnitAddArgs),
}

/// `unit add`.
#[derive(Debug, Args)]
pub struct UnitAddArgs {
    #[arg(value_name = "NAME", required = true)]
    pub names: Vec<String>,
    #[command(flatten)]
    pub at: Where,
}

/// `token`.
#[derive(Debug, Subcommand)]
pub enum TokenVerb {
    /// A new token.
    Issue(TokenIssueArgs),
    /// Tokens, without their secrets.
    List(TokenListArgs),
    /// The end of a token.
    Revoke(TokenRevokeArgs),
}

/// `token issue`.
#[derive(Debug, Args)]
pub struct TokenIssueArgs {
    /// For whom; oneself when not given.
    #[arg(value_name = "LOGIN")]
    pub name: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub label: String,
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=366))]
    pub days: u32,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub at: Where,
}

/// `token list`.
#[derive(Debug, Args)]
pub struct TokenListArgs {
    #[arg(value_name = "LOGIN")]
    pub name: Option<String>,
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub at: Where,
}

/// `token revoke`.
#[derive(Debug, Args)]
pub struct TokenRevokeArgs {
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub at: Where,
}

/// `procedure`.
#[derive(Debug, Subcommand)]
pub enum ProcedureVerb {
    /// The desk's procedure as TOML.
    Print(ProcedurePrintArgs),
    /// All problems of a file.
    Check(ProcedureCheckArgs),
    /// The procedure from now on.
    Set(ProcedureSetArgs),
}

/// `procedure print`.
#[derive(Debug, Args)]
pub struct ProcedurePrintArgs {
    /// The one that comes with the program.
    #[arg(long)]
    pub default: bool,
    #[command(flatten)]
    pub at: Where,
}

/// `procedure check`.
#[derive(Debug, Args)]
pub struct ProcedureCheckArgs {
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
}

/// `procedure set`.
#[derive(Debug, Args)]
pub struct ProcedureSetArgs {
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    #[command(flatten)]
    pub at: Where,
}

/// `backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    #[command(flatten)]
    pub at: Where,
}

/// `keys`.
#[derive(Debug, Args)]
pub struct KeysArgs {
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::FilePath)]
    pub keymap: Option<String>,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "markdown")]
    pub check: Option<PathBuf>,
    #[arg(long)]
    pub markdown: bool,
    /// The keymap's own file, to begin from.
    #[arg(long, conflicts_with_all = ["markdown", "check"])]
    pub source: bool,
}
