//! What the caller hands over, taken from the input.

use std::cell::RefCell;
use std::ffi::c_char;
use std::ptr;

use libfuzzer_sys::arbitrary::Unstructured;

/// The length that says: up to the NUL.
const NTS: usize = usize::MAX;

const PROGRAMME: &str = r#"{"format":"bangfu.programme/1","id":"case","as_of":"2024-04-02","giving":{"gifts":[{"donor":"donor","id":"g","money":"0.09","received_on":"2024-04-02","recipient":"charity","restriction":"none"},{"donor":"donor","id":"g2","money":"100.00","received_on":"2024-03-02","recipient":"charity","restriction":"none"}]},"lists":{"items":[],"needs":[{"category":"relief","id":"n1","money":"0.05","place":"511781109200"},{"category":"relief","id":"n2","money":"300","place":"511781109200"}],"projects":[]},"registry":{"organisations":[{"id":"donor","kind":"company","name":"捐赠方"},{"id":"charity","kind":"charity","name":"慈善会"}],"pairings":[],"places":[{"code":"511781109200","name":"示例村"}],"related":[]},"rules":{"format":"bangfu.rules/1","id":"rules"}}"#;

/// Texts with which something happens.
const WORDS: &[&str] = &[
    PROGRAMME,
    r#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02","rules":{"format":"bangfu.rules/1","id":"r"}}"#,
    r#"{"format":"bangfu.rules/1","id":"r"}"#,
    r#"{"format":"bangfu.rules/1","id":"r","allocation":{"tiers":"loose"}}"#,
    "n1",
    "g",
    "1386000.00",
    "138.6万元",
    "近百元",
    "92233720368547758.07",
    "-0.01",
    "0.3333333333333333333333333333",
    "511781109200",
    "11010519491231002X",
    "91350100M000100Y43",
    "2024-02-29",
    "2024-02-30",
    "9999-12-31",
    "帮扶𠮷䶮",
    "",
];

/// Bytes as an argument: where they start and how long they are said to be.
pub(crate) struct Bytes {
    /// As long as they are, so that a read beyond is seen.
    _held: Box<[u8]>,
    pub(crate) start: *const c_char,
    pub(crate) len: usize,
}

/// The input of one caller.
pub(crate) struct Input<'a>(RefCell<Unstructured<'a>>);

impl<'a> Input<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(RefCell::new(Unstructured::new(bytes)))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// The next byte; 0 when there is none.
    pub(crate) fn byte(&self) -> u8 {
        self.0.borrow_mut().arbitrary().unwrap_or(0)
    }

    /// One of so many.
    pub(crate) fn below(&self, many: usize) -> usize {
        usize::from(self.byte()) % many.max(1)
    }

    pub(crate) fn some(&self, many: usize) -> &'a [u8] {
        let mut input = self.0.borrow_mut();
        let many = many.min(input.len());
        input.bytes(many).unwrap_or_default()
    }

    /// Any number, with those at the edges more often.
    pub(crate) fn number(&self) -> i64 {
        match self.byte() {
            0 => i64::MIN,
            1 => i64::MAX,
            2 => -1,
            small @ 3..=127 => small.into(),
            _ => self.0.borrow_mut().arbitrary().unwrap_or(0),
        }
    }

    /// A count or an index: small, or one that can't be.
    pub(crate) fn count(&self) -> usize {
        match self.byte() {
            0 => usize::MAX,
            1 => 1 << 63,
            2 => (1 << 63) - 1,
            3 => usize::MAX / 8 + 1,
            other => usize::from(other) % 5,
        }
    }

    /// Bytes of a word, of the input, or `own`, changed in one place or not,
    /// with a length that fits them or can't be.
    pub(crate) fn bytes(&self, own: Option<Vec<u8>>) -> Bytes {
        let mut bytes = match (self.byte(), own) {
            (0..=63, Some(own)) => own,
            (0..=127, _) => self.some(self.below(40)).to_vec(),
            _ => WORDS[self.below(WORDS.len())].as_bytes().to_vec(),
        };
        let shape = self.byte();
        if shape & 0x40 != 0 && !bytes.is_empty() {
            let at = usize::from(self.byte()) * bytes.len() / 256;
            bytes[at] = self.byte();
        }
        let len = match shape & 0x0f {
            0 => 1 << 63,
            1 => (1 << 63) + 1,
            2 => NTS - 1,
            3 => bytes.len() / 2,
            4 | 5 => {
                bytes.push(0);
                NTS
            }
            _ => bytes.len(),
        };
        let held = bytes.into_boxed_slice();
        let start = match shape & 0x30 {
            0x30 if shape & 0x80 != 0 => ptr::null(),
            _ => held.as_ptr().cast(),
        };
        Bytes {
            _held: held,
            start,
            len,
        }
    }
}
