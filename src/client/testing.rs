//! A small server for tests: real sockets, answers written byte by byte, cut wherever a test wants.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    pub method: String,
    /// With the query.
    pub path: String,
    /// Names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl Arrived {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// What to answer.
#[derive(Debug, Clone)]
pub enum Reply {
    /// These bytes, then the end of the connection.
    Bytes(Vec<u8>),
    /// These bytes, then silence until the caller hangs up.
    Open(Vec<u8>),
}

impl Reply {
    pub fn whole(status: u16, media_type: &str, headers: &[(&str, &str)], body: &str) -> Self {
        let mut head = format!(
            "HTTP/1.1 {status} X\r\ncontent-type: {media_type}\r\ncontent-length: {}\r\n",
            body.len()
        );
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        Reply::Bytes(format!("{head}connection: close\r\n\r\n{body}").into_bytes())
    }

    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::whole(status, "application/json", &[], &body.to_string())
    }

    pub fn problem(status: u16, code: &str) -> Self {
        let body = serde_json::json!({"type": "about:blank", "status": status, "code": code, "title": format!("「{code}」")});
        Self::whole(status, "application/problem+json", &[], &body.to_string())
    }

    pub fn stream(events: &str) -> Self {
        let head =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
        Reply::Open(format!("{head}{events}").into_bytes())
    }

    /// Only so many bytes of it.
    pub fn cut(self, at: usize) -> Self {
        let (Reply::Bytes(mut bytes) | Reply::Open(mut bytes)) = self;
        bytes.truncate(at);
        Reply::Bytes(bytes)
    }

    pub fn len(&self) -> usize {
        let (Reply::Bytes(bytes) | Reply::Open(bytes)) = self;
        bytes.len()
    }
}

/// Listens until dropped.
pub struct Server {
    address: SocketAddr,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    stopping: Arc<AtomicBool>,
    door: Option<thread::JoinHandle<()>>,
}

impl Server {
    /// Answers each request by `answer`, which is given the request and how many came before it.
    pub fn start(answer: impl Fn(&Arrived, usize) -> Reply + Send + Sync + 'static) -> Self {
        Self::at("127.0.0.1:0".parse().expect("an address"), answer)
    }

    /// On a port that an earlier server had.
    pub fn at(
        address: SocketAddr,
        answer: impl Fn(&Arrived, usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).expect("a port");
        let address = listener.local_addr().expect("an address");
        let (arrived, stopping) = (
            Arc::<Mutex<Vec<Arrived>>>::default(),
            Arc::<AtomicBool>::default(),
        );
        let answer = Arc::new(answer);
        let door = thread::spawn({
            let (arrived, stopping) = (arrived.clone(), stopping.clone());
            move || {
                for caller in listener.incoming() {
                    if stopping.load(Ordering::SeqCst) {
                        return;
                    }
                    let (Ok(caller), arrived, answer) = (caller, arrived.clone(), answer.clone())
                    else {
                        continue;
                    };
                    thread::spawn(move || serve(caller, &arrived, &*answer));
                }
            }
        });
        Server {
            address,
            arrived,
            stopping,
            door: Some(door),
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// An API with short pauses.
    pub fn api(&self) -> super::Api {
        api(&self.base())
    }

    pub fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().expect("no panic").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(door) = self.door.take() {
            let _ = door.join();
        }
    }
}

/// An API at any address, with short pauses.
pub fn api(base: &str) -> super::Api {
    let pace = PACE;
    let patience = super::api::Patience {
        pace,
        ..Default::default()
    };
    let connect = super::api::Connect {
        base: base.to_owned(),
        patience,
        ..Default::default()
    };
    super::Api::new(connect).expect("an address")
}

/// Runs `work` to its end; a test that hangs fails.
pub fn in_time<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let limit = std::time::Duration::from_secs(60);
    runtime.block_on(async {
        tokio::time::timeout(limit, work)
            .await
            .expect("it does not hang")
    })
}

/// No pauses to speak of.
pub const PACE: super::Pace = super::Pace {
    first: std::time::Duration::from_millis(1),
    most: std::time::Duration::from_millis(4),
};

fn serve(
    caller: TcpStream,
    arrived: &Mutex<Vec<Arrived>>,
    answer: &(dyn Fn(&Arrived, usize) -> Reply + Send + Sync),
) {
    let Some(request) = read(&caller) else { return };
    let before = {
        let mut arrived = arrived.lock().expect("no panic");
        arrived.push(request.clone());
        arrived.len() - 1
    };
    let reply = answer(&request, before);
    let mut caller = caller;
    match reply {
        Reply::Bytes(bytes) => {
            let _ = caller.write_all(&bytes);
            let _ = caller.shutdown(Shutdown::Both);
        }
        Reply::Open(bytes) => {
            let _ = caller.write_all(&bytes);
            // Returns when the caller hangs up.
            let _ = caller.read(&mut [0; 1]);
        }
    }
}

fn read(caller: &TcpStream) -> Option<Arrived> {
    let mut reader = BufReader::new(caller);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers
        .get("content-length")
        .and_then(|it| it.parse().ok())
        .unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Arrived {
        method,
        path,
        headers,
        body: String::from_utf8(body).ok()?,
    })
}
