//! Any bytes are a document or a list of errors, and a document that is
//! accepted survives its own canonical bytes.

#![no_main]

use bangfu::Rules;
use bangfu::allocate::NoProgress;
use bangfu::document::{Document, Limits, check};
use bangfu::registry::Id;
use bangfu::verify::verify;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let checked = check(bytes, &Limits::default());
    let read = Document::read(bytes, &Limits::default());
    assert_eq!(checked.errors.is_empty(), read.is_ok());
    let Ok(document) = read else { return };
    let canonical = document.canonical();
    let again = Document::read(canonical.as_bytes(), &Limits::default());
    assert_eq!(again.map(|again| again.canonical()), Ok(canonical));
    // Whatever is accepted can be allocated, or is refused with a reason.
    if let Document::Programme(programme) = document {
        let defaults = Id::parse("r").map(Rules::new);
        let Some(rules) = programme.rules().or(defaults.as_ref()) else {
            return;
        };
        if let Ok(plan) = programme.allocate(rules, &mut NoProgress) {
            let report = verify(&programme, rules, &plan);
            assert!(report.is_ok_and(|report| report.is_right()));
        }
    }
});
