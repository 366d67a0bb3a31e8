//! Listening, with or without TLS, and going down in order: no new connection, streams end, requests under way finish.

use super::{Api, answer, limits::Limits, openapi, routes};
use crate::desk::Desk;
use crate::messages::Lang;
use crate::wire::path::ROOT;
use axum::Json;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use axum_server::Handle;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;

/// How to serve.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address and port; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Certificate chain and key, PEM.
    pub tls: Option<Tls>,
    /// Bytes of a request body at most (1 MiB by default).
    pub body_limit: usize,
}

/// PEM files.
#[derive(Debug, Clone)]
pub struct Tls {
    pub cert: PathBuf,
    pub key: PathBuf,
}

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error("cannot listen on {listen}: {why}")]
    Listen {
        listen: SocketAddr,
        why: std::io::Error,
    },
    /// Certificate or key cannot be used.
    #[error("cannot use certificate {cert} with key {key}: {why}")]
    Tls {
        cert: PathBuf,
        key: PathBuf,
        why: std::io::Error,
    },
}

/// A running server.
pub struct Listening {
    /// The address in use, with the port that was taken.
    pub address: SocketAddr,
    handle: Handle<SocketAddr>,
    closing: watch::Sender<bool>,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

/// Seconds that requests under way have to finish.
const GRACE: Duration = Duration::from_secs(10);

/// The whole HTTP application over a desk. `closing` ends the event streams when it turns true.
pub fn application(desk: Desk, body_limit: usize, closing: watch::Receiver<bool>) -> axum::Router {
    let api = Api {
        desk,
        limits: Arc::new(Limits::default()),
        body_limit,
        closing,
    };
    let (api_routes, document) = routes::all().split_for_parts();
    let document = Arc::new(openapi::finish(document));
    let api_routes = api_routes.route(
        "/openapi.json",
        get(move || {
            let document = Arc::clone(&document);
            async move { Json((*document).clone()) }
        }),
    );
    let request_id = HeaderName::from_static("x-request-id");
    axum::Router::new()
        .nest(ROOT, api_routes)
        .merge(routes::beside())
        .fallback(answer::nothing_here)
        .method_not_allowed_fallback(answer::no_such_method)
        .layer(axum::middleware::from_fn_with_state(
            api.clone(),
            answer::server_time,
        ))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(DefaultBodyLimit::max(body_limit))
        .layer(CompressionLayer::new())
        .layer(PropagateRequestIdLayer::new(request_id.clone()))
        .layer(TraceLayer::new_for_http())
        .layer(SetRequestIdLayer::new(request_id, MakeRequestUuid))
        .with_state(api)
}

/// A handler panicked: the caller gets a problem like any other failure of ours.
fn panicked(cause: Box<dyn std::any::Any + Send>) -> axum::response::Response {
    let said = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("?");
    let incident = ulid::Ulid::generate().to_string();
    tracing::error!(%incident, said, "a handler panicked");
    let why = crate::domain::refusal::Why::Internal { incident };
    let mut response = super::problem::Fault::new(Lang::default(), why).into_response();
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// Begins to serve. Returns once the address is taken; requests are answered in the background.
pub async fn serve(desk: Desk, settings: Settings) -> Result<Listening, ServeError> {
    let listen = settings.listen;
    let failed = |why| ServeError::Listen { listen, why };
    let listener = TcpListener::bind(listen).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let (closing, closed) = watch::channel(false);
    let application = application(desk, settings.body_limit, closed)
        .into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    let task = match settings.tls {
        None => {
            let server = axum_server::from_tcp(listener)
                .map_err(failed)?
                .handle(handle.clone());
            tokio::spawn(server.serve(application))
        }
        Some(Tls { cert, key }) => {
            // Ring is the only provider built in; installing it twice is no fault.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let config = axum_server::tls_rustls::RustlsConfig::from_pem_file(&cert, &key)
                .await
                .map_err(|why| ServeError::Tls { cert, key, why })?;
            let server = axum_server::from_tcp_rustls(listener, config)
                .map_err(failed)?
                .handle(handle.clone());
            tokio::spawn(server.serve(application))
        }
    };
    Ok(Listening {
        address,
        handle,
        closing,
        task,
    })
}

impl Listening {
    /// Goes down: streams end, requests under way have ten seconds.
    pub async fn close(self) {
        let _ = self.closing.send(true);
        self.handle.graceful_shutdown(Some(GRACE));
        let _ = self.task.await;
    }

    /// Waits until the server ends by itself, which it does only when the listener fails.
    pub async fn ended(&mut self) -> std::io::Result<()> {
        (&mut self.task).await.unwrap_or(Ok(()))
    }
}
