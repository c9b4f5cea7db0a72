//! Says how far an import has come to somebody in another language.
//!
//! The listener of `bangfu-uniffi` won't do: how a listener is called is kept by
//! the library that it was registered with, and that is the other one.

use std::ops::ControlFlow;
use std::sync::Arc;

use bangfu::allocate::Progress;
use bangfu_uniffi::error::RawError;

/// Hears how far an import has come, and may stop it.
///
/// It is called on the thread of the call, at most twenty times a second, and at
/// last with `done` equal to `total`.
#[uniffi::export(foreign)]
pub trait RawExchangeListener: Send + Sync {
    /// `done` of `total` steps are taken. Answer whether to go on.
    fn report(&self, done: u64, total: u64) -> Result<bool, RawError>;
}

/// Passes on what the core says, and keeps what the listener ended with.
pub(crate) struct Listening {
    pub(crate) listener: Option<Arc<dyn RawExchangeListener>>,
    pub(crate) failed: Option<RawError>,
}

impl Progress for Listening {
    fn report(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        let Some(listener) = &self.listener else {
            return ControlFlow::Continue(());
        };
        match listener.report(done, total) {
            Ok(true) => ControlFlow::Continue(()),
            Ok(false) => ControlFlow::Break(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }
}
