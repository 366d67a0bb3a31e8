//! A PostgreSQL server of the tests' own, from the binaries that are installed.
//!
//! The first test that asks for a database starts a throw-away cluster on a socket in a temporary folder;
//! each test gets a database of its own in it. A shell watches over the server: it waits for the end of a
//! pipe whose other end only this process holds, then stops the server and removes the folder, so that
//! nothing is left however the process ends. Without an installed server the tests that need one say so
//! and pass, except where `CI=true` demands them.
//!
//! Both the unit tests (by `#[path]`) and the black-box tests include this file; it uses nothing of the crate.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Durability costs time and a throw-away cluster needs none. initdb is told by an option.
const SETTINGS: &str = "listen_addresses = ''\nfsync = off\nsynchronous_commit = off\n\
    full_page_writes = off\nmax_connections = 400\nshared_buffers = 32MB\nautovacuum = off\n";

/// $1 is the folder of the binaries, $2 the folder of the cluster, $3 the settings.
const WATCH: &str = r#"
trap '' INT TERM HUP
cd "$2" || exit 1
stop() { "$1/pg_ctl" -D data -m immediate -w stop; cd /; rm -rf "$2"; }
start() {
  "$1/initdb" -D data -U sanshen -A trust -E UTF8 --locale=C --no-sync &&
  printf "%sunix_socket_directories = '%s'\n" "$3" "$2" >> data/postgresql.conf &&
  "$1/pg_ctl" -D data -l server.log -t 120 -w start </dev/null
}
if start "$@" >start.log 2>&1; then echo ready; else cat start.log server.log; stop "$@"; exit 1; fi
exec >/dev/null 2>&1
read -r _
stop "$@"
"#;

struct Cluster {
    folder: PathBuf,
    /// Holds the pipe whose end stops the server.
    _watch: Child,
}

/// The address of a new, empty database; none, after saying so once, where no server is installed.
///
/// # Panics
///
/// When the server cannot be started, or none is installed and `CI=true`.
pub fn database() -> Option<String> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    let folder = &CLUSTER.get_or_init(start).as_ref()?.folder;
    let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let socket = folder.display().to_string().replace('/', "%2F");
    let url = |name: &str| format!("postgres://sanshen@{socket}/{name}");
    let admin = url("postgres");
    let create = format!("CREATE DATABASE {name} TEMPLATE template0");
    // The client runs an event loop of its own, which must not be started in a test that runs one.
    let created = std::thread::spawn(move || {
        postgres::Client::connect(&admin, postgres::NoTls)?.batch_execute(&create)
    });
    created
        .join()
        .unwrap()
        .expect("a database in the cluster of the tests");
    Some(url(&name))
}

fn start() -> Option<Cluster> {
    let Some(binaries) = binaries() else {
        let sentence = "PostgreSQL server not found: install the package `postgresql`; PostgreSQL tests skipped";
        assert!(std::env::var("CI").as_deref() != Ok("true"), "{sentence}");
        // Not eprintln: the test harness would keep it to itself.
        let _ = writeln!(std::io::stderr(), "{sentence}");
        return None;
    };
    // The path of a socket has to be short, which a folder for temporary files is not everywhere.
    let parent = match std::env::temp_dir() {
        folder if folder.as_os_str().len() < 70 => folder,
        _ => PathBuf::from("/tmp"),
    };
    let folder = tempfile::Builder::new()
        .prefix("sanshen-pg-")
        .tempdir_in(parent);
    let folder = folder.expect("a temporary folder").keep();
    let mut shell = Command::new("sh");
    shell
        .args(["-c", WATCH, "sh"])
        .args([&binaries, &folder])
        .arg(SETTINGS)
        .current_dir("/")
        .env_remove("PGDATA")
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    if std::fs::metadata(&folder).expect("the folder").uid() == 0 {
        // PostgreSQL refuses to be run by root.
        let (user, group) =
            other_user().expect("a user `postgres` or `nobody` to run the server as");
        std::os::unix::fs::chown(&folder, Some(user), Some(group)).expect("giving the folder away");
        shell.uid(user).gid(group);
    }
    let mut watch = shell.spawn().expect("sh");
    let mut said = BufReader::new(watch.stdout.take().expect("its output"));
    let mut first = String::new();
    said.read_line(&mut first).expect("its first line");
    if first != "ready\n" {
        let _ = said.read_to_string(&mut first);
        panic!("the PostgreSQL server of the tests does not start:\n{first}");
    }
    Some(Cluster {
        folder,
        _watch: watch,
    })
}

/// Where the server's binaries are: the newest of the distribution's, or what the PATH has.
fn binaries() -> Option<PathBuf> {
    let versions = [
        "/usr/lib/postgresql",
        "/usr/lib64/postgresql",
        "/opt/homebrew/opt",
    ];
    let installed = versions
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok());
    let mut installed: Vec<PathBuf> = installed
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    installed.sort_by_key(|folder| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let version = name.trim_start_matches("postgresql@").parse::<u32>();
        std::cmp::Reverse(version.unwrap_or(0))
    });
    let installed = installed.into_iter().map(|folder| folder.join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let complete = |folder: &PathBuf| {
        let has = |name: &str| Path::is_file(&folder.join(name));
        has("initdb") && has("pg_ctl") && has("postgres")
    };
    installed.chain(path).find(complete)
}

/// User and group of `postgres`, or else of `nobody`.
fn other_user() -> Option<(u32, u32)> {
    let users = std::fs::read_to_string("/etc/passwd").ok()?;
    let find = |name: &str| {
        let fields = |line: &str| line.split(':').map(str::to_owned).collect::<Vec<_>>();
        let user = users
            .lines()
            .map(fields)
            .find(|user| user.first().is_some_and(|it| it == name))?;
        Some((user.get(2)?.parse().ok()?, user.get(3)?.parse().ok()?))
    };
    find("postgres").or_else(|| find("nobody"))
}
