//! Says how far an import has come to somebody in another language.
//!
//! The listener of `bangfu-uniffi` won't do: how a listener is called is kept by
//! the library that it was registered with, and that is the other one.

use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;

use bangfu::allocate::Progress;

/// Hears how far an import has come, and may stop it.
///
/// It is called on the thread of the call, at most twenty times a second, and at
/// last with `done` equal to `total`.
#[uniffi::export(foreign)]
pub trait RawExchangeListener: Send + Sync {
    /// `done` of `total` steps are taken. Answer whether to go on.
    fn report(&self, done: u64, total: u64) -> Result<bool, RawStoppedError>;
}

/// What a listener ends with that lets an exception out. It has no details, as
/// in `bangfu-uniffi`: the layer above has the exception itself.
///
/// A type of this library, for uniffi can't have a listener throw another's.
#[derive(Clone, Copy, Debug, uniffi::Error)]
pub enum RawStoppedError {
    /// The run is stopped.
    Stopped,
}

impl fmt::Display for RawStoppedError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("stopped")
    }
}

impl std::error::Error for RawStoppedError {}

impl From<uniffi::UnexpectedUniFFICallbackError> for RawStoppedError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Stopped
    }
}

/// Passes on what the core says.
pub(crate) struct Listening(pub(crate) Option<Arc<dyn RawExchangeListener>>);

impl Progress for Listening {
    fn report(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        match &self.0 {
            Some(listener) if !matches!(listener.report(done, total), Ok(true)) => {
                ControlFlow::Break(())
            }
            _ => ControlFlow::Continue(()),
        }
    }
}
