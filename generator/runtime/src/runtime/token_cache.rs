//! Keeps a token as long as it is good, and has it renewed once however many callers need it.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use super::secret::Secret;
use super::transport::BoxError;

/// Tells the time.
pub(crate) type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// What a token endpoint grants.
#[derive(Debug)]
pub(crate) struct Grant {
    pub(crate) access_token: Secret,
    /// How long the token is good; without it, until a server refuses it.
    pub(crate) expires_in: Option<Duration>,
    pub(crate) refresh_token: Option<Secret>,
}

/// A token, shared by all requests of a client.
pub(crate) struct TokenCache {
    pub(crate) clock: Clock,
    /// How many fetches have ended. It is read before waiting for the lock: a caller that finds it higher afterwards
    /// has waited for a fetch, and takes its outcome even if that is a failure.
    fetches: AtomicU64,
    /// Held while fetching, so that one caller fetches and the others wait.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    failure: Option<Arc<str>>,
}

struct Token {
    text: Secret,
    /// When 80 % of its life are over.
    renewal: Option<Instant>,
    end: Option<Instant>,
}

impl TokenCache {
    /// The token, fetched where there is none or it is due.
    pub(crate) async fn token<F>(&self, fetch: impl FnOnce() -> F) -> Result<Secret, BoxError>
    where
        F: Future<Output = Result<Grant, BoxError>>,
    {
        let seen = self.fetches.load(Ordering::Acquire);
        let mut state = self.state.lock().await;
        let now = (self.clock)();
        if let Some(token) = state.token.as_ref().filter(|it| is_before(now, it.renewal)) {
            return Ok(token.text.clone());
        }
        let has_waited = self.fetches.load(Ordering::Acquire) != seen;
        if let Some(failure) = state.failure.as_ref().filter(|_| has_waited) {
            return state.old(now).ok_or_else(|| BoxError::from(&**failure));
        }
        let outcome = fetch().await;
        self.fetches.fetch_add(1, Ordering::Release);
        // Counted from before the request, so that the token is given up too early rather than too late.
        state.keep(outcome, now)
    }

    /// Forgets a token that a server refused, unless it was replaced meanwhile; whether another one can be had.
    pub(crate) async fn drop_token(&self, refused: &Secret) -> bool {
        let mut state = self.state.lock().await;
        if state.token.as_ref().is_some_and(|it| it.text == *refused) {
            state.token = None;
        }
        true
    }
}

impl State {
    fn keep(&mut self, outcome: Result<Grant, BoxError>, now: Instant) -> Result<Secret, BoxError> {
        match outcome {
            Ok(grant) => {
                let token = Token::new(grant, now);
                let text = token.text.clone();
                (self.token, self.failure) = (Some(token), None);
                Ok(text)
            }
            Err(error) => {
                self.failure = Some(error.to_string().into());
                self.old(now).ok_or(error)
            }
        }
    }

    /// A token that is due but still good: it serves when renewing fails.
    fn old(&self, now: Instant) -> Option<Secret> {
        let token = self.token.as_ref()?;
        is_before(now, token.end).then(|| token.text.clone())
    }
}

impl Token {
    fn new(grant: Grant, now: Instant) -> Self {
        Token {
            text: grant.access_token,
            renewal: grant.expires_in.and_then(|it| now.checked_add(it * 4 / 5)),
            end: grant.expires_in.and_then(|it| now.checked_add(it)),
        }
    }
}

fn is_before(now: Instant, end: Option<Instant>) -> bool {
    end.is_none_or(|end| now < end)
}

impl Default for TokenCache {
    fn default() -> Self {
        TokenCache {
            clock: Arc::new(Instant::now),
            fetches: AtomicU64::new(0),
            state: Mutex::default(),
        }
    }
}
