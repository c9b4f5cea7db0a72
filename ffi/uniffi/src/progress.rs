//! Says how far a run has come to somebody in another language.

use std::ops::ControlFlow;
use std::sync::Arc;

use bangfu::allocate::Progress;

use crate::error::RawError;

/// Hears how far a run has come, and may stop it.
///
/// It is called on the thread that called `allocate`, at most twenty times a
/// second, and at last with `done` equal to `total`.
#[uniffi::export(foreign)]
pub trait RawListener: Send + Sync {
    /// `done` of `total` steps are taken. Answer whether to go on.
    fn report(&self, done: u64, total: u64) -> Result<bool, RawError>;
}

/// Passes on what the core says, and keeps what the listener ended with.
pub(crate) struct Listening {
    pub(crate) listener: Option<Arc<dyn RawListener>>,
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
