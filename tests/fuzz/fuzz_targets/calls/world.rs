//! What the caller holds, and what it may believe of every answer.

use std::cell::{Cell, RefCell};
use std::ffi::{CStr, c_char, c_void};
use std::ptr;
use std::sync::atomic::{AtomicBool, Ordering};

use bangfu_c::*;

use crate::input::{Bytes, Input};

/// How many steps one input may take, and how deep its callbacks may go.
const STEPS: u32 = 120;
const DEPTH: u32 = 3;

/// Whether a text has been poisoned, so that BF_PANIC is a right answer.
pub(crate) static POISONED: AtomicBool = AtomicBool::new(false);

/// Memory that is no handle, for pointers to something else.
static OTHER: [u64; 8] = [0x5a5a_5a5a_5a5a_5a5a; 8];

/// A kind of handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Texts,
    Programme,
    Rules,
    Plan,
    Report,
    Error,
    Code,
}

pub(crate) type Held = (Kind, *mut c_void);

/// A caller: the main one, or a thread of its.
pub(crate) struct World<'a> {
    pub(crate) input: Input<'a>,
    /// Its own handles.
    own: RefCell<Vec<Held>>,
    /// Those of the caller that waits for this thread: to be used, not freed.
    lent: Vec<Held>,
    /// What the calls use that are going on around a callback.
    in_use: RefCell<Vec<*mut c_void>>,
    depth: Cell<u32>,
    steps: Cell<u32>,
}

impl<'a> World<'a> {
    pub(crate) fn new(bytes: &'a [u8], lent: Vec<Held>) -> Self {
        Self {
            input: Input::new(bytes),
            own: RefCell::default(),
            lent,
            in_use: RefCell::default(),
            depth: Cell::new(0),
            steps: Cell::new(0),
        }
    }

    /// Counts a step, as long as there is input and patience.
    pub(crate) fn goes_on(&self) -> bool {
        self.steps.set(self.steps.get() + 1);
        !self.input.is_empty() && self.steps.get() < STEPS
    }

    /// All handles there are.
    pub(crate) fn all(&self) -> Vec<Held> {
        [self.own.borrow().as_slice(), &self.lent].concat()
    }

    pub(crate) fn is_thread(&self) -> bool {
        !self.lent.is_empty()
    }

    pub(crate) fn hold(&self, kind: Kind, handle: *mut c_void) {
        self.own.borrow_mut().push((kind, handle));
    }

    /// A handle of the kind, or for once null, another kind, or no handle.
    pub(crate) fn pick<K>(&self, kind: Kind) -> *mut K {
        let all = self.all();
        let choice = self.input.byte();
        let fitting: Vec<_> = match choice {
            0 => return ptr::null_mut(),
            1 => return (&raw const OTHER).cast_mut().cast(),
            2 => return (&raw const OTHER).cast_mut().wrapping_byte_add(3).cast(),
            3..=8 => all,
            _ => all.into_iter().filter(|held| held.0 == kind).collect(),
        };
        match fitting.len() {
            0 => ptr::null_mut(),
            many => fitting[usize::from(choice) % many].1.cast(),
        }
    }

    /// The newest of the own texts; null when there is none.
    pub(crate) fn own_text(&self) -> *mut bf_text {
        let own = self.own.borrow();
        let texts = own.iter().filter(|held| held.0 == Kind::Text);
        texts.last().map_or(ptr::null_mut(), |held| held.1.cast())
    }

    /// Bytes as an argument, sometimes those of an own text.
    pub(crate) fn bytes(&self) -> Bytes {
        // SAFETY: an own text that is not freed, or null; nobody else changes
        // it, and what it lends is copied at once.
        let own = unsafe {
            let text = self.own_text();
            copied(bf_text_utf8(text), bf_text_len(text))
        };
        self.input.bytes(own)
    }

    /// A call that returns only a status.
    pub(crate) fn ask(&self, call: impl FnOnce(*mut *mut bf_error) -> bf_status) -> bf_status {
        if self.input.byte() & 7 == 0 {
            let status = call(ptr::null_mut());
            self.right(status);
            return status;
        }
        let mut error: *mut bf_error = junk();
        let status = call(&raw mut error);
        self.right(status);
        if status == BF_OK {
            assert!(error.is_null(), "an error after BF_OK");
        } else {
            read_error(status, error);
            self.hold(Kind::Error, error.cast());
        }
        status
    }

    /// A call that makes a handle, which is then held.
    pub(crate) fn make<K>(
        &self,
        kind: Kind,
        call: impl FnOnce(*mut *mut K, *mut *mut bf_error) -> bf_status,
    ) {
        if self.input.byte() & 15 == 0 {
            let status = self.ask(|error| call(ptr::null_mut(), error));
            assert_ne!(status, BF_OK, "nowhere to put the handle");
        } else {
            self.make_there(kind, call);
        }
    }

    /// A call that makes a handle and is told where to put it.
    pub(crate) fn make_there<K>(
        &self,
        kind: Kind,
        call: impl FnOnce(*mut *mut K, *mut *mut bf_error) -> bf_status,
    ) {
        let mut out: *mut K = junk();
        let status = self.ask(|error| call(&raw mut out, error));
        if status == BF_OK {
            assert!(!out.is_null() && out != junk(), "BF_OK and no handle");
            self.hold(kind, out.cast());
        } else {
            assert!(out.is_null(), "a handle and status {status}");
        }
    }

    fn right(&self, status: bf_status) {
        assert!(!bf_status_name(status).is_null(), "{status}");
        let poisoned = POISONED.load(Ordering::Relaxed);
        assert!(status != BF_PANIC || poisoned, "a panic");
    }

    /// Runs `call` with these handles marked as being used.
    pub(crate) fn using<T>(&self, handles: &[*mut c_void], call: impl FnOnce() -> T) -> T {
        let before = self.in_use.borrow().len();
        self.in_use.borrow_mut().extend(handles);
        let result = call();
        self.in_use.borrow_mut().truncate(before);
        result
    }

    /// Steps from inside a callback.
    pub(crate) fn inside(&self, step: impl Fn(&Self)) {
        let depth = self.depth.get();
        if depth < DEPTH {
            self.depth.set(depth + 1);
            for _ in 0..self.input.below(4) {
                if self.goes_on() {
                    step(self);
                }
            }
            self.depth.set(depth);
        }
    }

    pub(crate) fn may_go_deeper(&self) -> bool {
        self.depth.get() < DEPTH
    }

    /// Frees one of the own handles, or tries to as another kind.
    pub(crate) fn free_one(&self) {
        let count = self.own.borrow().len();
        if count == 0 {
            return;
        }
        let at = self.input.below(count);
        let (kind, handle) = self.own.borrow()[at];
        if self.input.byte() < 32 {
            let wrong = if kind == Kind::Plan {
                Kind::Text
            } else {
                Kind::Plan
            };
            free(wrong, handle);
            return;
        }
        self.own.borrow_mut().swap_remove(at);
        free(kind, handle);
        if self.in_use.borrow().contains(&handle) {
            // It lives until the call around ends, and lets nobody in.
            free(kind, handle);
            // SAFETY: the memory is still there; it need be of no kind.
            unsafe {
                assert_eq!(bf_text_len(handle.cast()), 0);
                assert_eq!(bf_programme_need_count(handle.cast()), 0);
                let status = bf_rules_json(handle.cast(), &mut ptr::null_mut(), ptr::null_mut());
                assert_eq!(status, BF_WRONG_HANDLE);
            }
        }
    }

    pub(crate) fn free_all(&self) {
        for (kind, handle) in self.own.take() {
            free(kind, handle);
        }
    }
}

/// A pointer that is neither null nor of any use, to see that it is replaced.
fn junk<T>() -> *mut T {
    ptr::without_provenance_mut(8)
}

fn free(kind: Kind, handle: *mut c_void) {
    // SAFETY: a handle that is not freed; another kind is left alone.
    unsafe {
        match kind {
            Kind::Text => bf_text_free(handle.cast()),
            Kind::Texts => bf_texts_free(handle.cast()),
            Kind::Programme => bf_programme_free(handle.cast()),
            Kind::Rules => bf_rules_free(handle.cast()),
            Kind::Plan => bf_plan_free(handle.cast()),
            Kind::Report => bf_report_free(handle.cast()),
            Kind::Error => bf_error_free(handle.cast()),
            Kind::Code => bf_code_free(handle.cast()),
        }
    }
}

/// Reads an error through and compares it with the status that came with it.
fn read_error(status: bf_status, error: *const bf_error) {
    // SAFETY: a new error of our own.
    unsafe {
        assert_eq!(bf_error_status(error), status);
        let count = bf_error_count(error);
        assert!(count > 0);
        for index in 0..count {
            read_finding(bf_error_at(error, index));
        }
        assert!(bf_error_at(error, count).is_null());
        assert_eq!(bf_finding_status(bf_error_at(error, 0)), status);
    }
}

/// Reads a finding through; it may be null.
pub(crate) fn read_finding(finding: *const bf_finding) {
    if finding.is_null() {
        return;
    }
    // SAFETY: lent by an error or a report that nobody frees meanwhile.
    unsafe {
        let name = read(bf_finding_name(finding));
        assert_eq!(name, read(bf_status_name(bf_finding_status(finding))));
        for lang in [BF_LANG_ZH, BF_LANG_EN] {
            let (text, len) = (
                bf_finding_text(finding, lang),
                bf_finding_text_len(finding, lang),
            );
            assert!(copied(text, len).is_some_and(|text| !text.is_empty()));
        }
        copied(bf_finding_pointer(finding), bf_finding_pointer_len(finding));
        copied(bf_finding_facts(finding), bf_finding_facts_len(finding));
        assert!(bf_finding_line(finding) >= -1 && bf_finding_column(finding) >= -1);
    }
}

/// A lent text that ends in a NUL, read to its end; null is nothing.
pub(crate) fn read(text: *const c_char) -> Option<Vec<u8>> {
    // SAFETY: null or lent by the library, hence ended by a NUL.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_bytes().to_vec())
}

/// A lent text with its length, read to the NUL that must stand there.
pub(crate) fn copied(text: *const c_char, len: usize) -> Option<Vec<u8>> {
    if text.is_null() {
        assert_eq!(len, 0, "a length of nothing");
        return None;
    }
    // SAFETY: lent by the library with this length, and one NUL more.
    let bytes = unsafe { std::slice::from_raw_parts(text.cast::<u8>(), len + 1) };
    assert_eq!(bytes.last(), Some(&0));
    assert!(std::str::from_utf8(bytes).is_ok());
    Some(bytes[..len].to_vec())
}
