//! The command line of bangfu.
//!
//! It reads files, asks the library, and prints what the library says: as
//! tables and letters for people, as JSON documents for programs. It decides
//! nothing about who gets how much.

mod args;
mod commands;
mod failure;
mod help;
mod input;
mod output;
mod progress;
mod report;
mod session;
mod table;
mod text;
mod threads;
mod usage;

use std::alloc::System;
use std::ffi::OsString;
use std::panic::{self, UnwindSafe};
use std::process::ExitCode;

use peakmem_alloc::PeakMemAlloc;

use failure::{DEFECT, Failure, Row, Status};
use session::Session;

/// Counts what is allocated, for `bangfu bench`.
#[global_allocator]
static PEAK: PeakMemAlloc<System> = PeakMemAlloc::system();

fn main() -> ExitCode {
    let raw: Vec<OsString> = std::env::args_os().collect();
    let guess = Session::guess(&raw);
    // The message of a panic may hold what a document says; only its place is
    // told.
    panic::set_hook(Box::new(move |info| {
        let place = info
            .location()
            .map(|at| format!("{}:{}", at.file(), at.line()));
        let text = text::defect(guess.lang, place.unwrap_or_default());
        Failure::one(Row::new(DEFECT, text)).tell(&guess);
    }));
    ExitCode::from(guarded(|| run(&raw, &guess)) as u8)
}

/// A panic is a defect, and has a status of its own.
fn guarded(run: impl FnOnce() -> Status + UnwindSafe) -> Status {
    panic::catch_unwind(run).unwrap_or(Status::Defect)
}

fn run(raw: &[OsString], guess: &Session) -> Status {
    let args = match usage::parse(raw, guess) {
        Ok(args) => args,
        Err(usage::Stop::Help(text)) => {
            return told(output::print(guess, &text), Status::Done, guess);
        }
        Err(usage::Stop::Misuse(failure)) => {
            failure.tell(guess);
            return Status::Wrong;
        }
    };
    let session = Session::of(&args);
    match commands::run(&session, args) {
        Ok(status) => status,
        Err(failure) => {
            failure.tell(&session);
            Status::Wrong
        }
    }
}

fn told(result: Result<(), Failure>, status: Status, session: &Session) -> Status {
    match result {
        Ok(()) => status,
        Err(failure) => {
            failure.tell(session);
            Status::Wrong
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_in_three_and_nothing_else_does() {
        assert_eq!(guarded(|| panic!("as a defect would")) as u8, 3);
        assert_eq!(guarded(|| Status::No) as u8, 1);
    }
}
