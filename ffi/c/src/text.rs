//! Texts that are handed over, and the one handle that changes.

use std::ffi::c_char;
use std::ptr;

use bangfu::misuse::Misuse;
use encoding_rs::{DecoderResult, EncoderResult, GB18030};

use crate::contract::{room, utf8};
use crate::error::bf_error;
use crate::guard::{call, get};
use crate::handle::Kind;
use crate::status::bf_status;

/// A text that the caller owns. It is UTF-8, ends in a NUL, and grows.
pub struct bf_text {
    _private: [u8; 0],
}

/// Several texts in their order, which the caller owns together.
pub struct bf_texts {
    _private: [u8; 0],
}

impl Kind for bf_text {
    type Value = Text;
    const TAG: usize = 0xBF03_7E87_u32 as usize;
}

impl Kind for bf_texts {
    type Value = Vec<Text>;
    const TAG: usize = 0xBF04_7E85_u32 as usize;
}

/// UTF-8 and a NUL at its end.
#[derive(Debug)]
pub struct Text(Vec<u8>);

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        let mut bytes = Vec::with_capacity(text.len().saturating_add(1));
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(0);
        Self(bytes)
    }
}

impl Text {
    /// Where it begins.
    #[must_use]
    pub fn start(&self) -> *const c_char {
        self.0.as_ptr().cast()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// The text; it was UTF-8 when it came in.
    fn utf8(&self) -> Result<&str, Misuse> {
        utf8(self.0.get(..self.len()).unwrap_or_default(), "text")
    }

    /// Takes memory for `more` bytes before anything is changed.
    fn reserve(&mut self, more: usize) -> Result<(), Misuse> {
        let reserved = self.0.try_reserve(more);
        reserved.map_err(|_| Misuse::OutOfMemory)
    }

    fn append(&mut self, text: &str, argument: &'static str) -> Result<(), Misuse> {
        if let Some(offset) = text.find('\0') {
            return Err(Misuse::EmbeddedNul { argument, offset });
        }
        self.reserve(text.len())?;
        self.0.pop();
        self.0.extend_from_slice(text.as_bytes());
        self.0.push(0);
        Ok(())
    }
}

/// Makes an empty text in `*out`: free it with bf_text_free(). Statuses:
/// BF_NULL_POINTER.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_text_new(out: *mut *mut bf_text, err: *mut *mut bf_error) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            c.handle(out, "out")?.give("".into());
            Ok(())
        })
    }
}

/// Frees a text. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_text_free(text: *mut bf_text) {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get((), |c| {
            c.free(text);
            Ok(())
        });
    }
}

/// Appends UTF-8; it may be what this text itself lent. Afterwards, what
/// bf_text_utf8() lent is gone. While another
/// call uses the text, and from a callback inside such a call: BF_BUSY.
/// Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE, BF_BUSY, BF_BAD_LENGTH,
/// BF_NOT_UTF8, BF_EMBEDDED_NUL, BF_OUT_OF_MEMORY, and then the text is as it
/// was.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_text_append(
    text: *mut bf_text,
    utf8: *const c_char,
    len: usize,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let mut text = c.change(text, "text")?;
            // A copy, since it may be what this very text lent, and that moves
            // when it grows.
            let more = c.own(utf8, len, "utf8")?;
            Ok(text.append(crate::contract::utf8(&more, "utf8")?, "utf8")?)
        })
    }
}

/// Appends GB 18030 (GBK and GB 2312 are parts of it) as UTF-8. This is the one
/// place where text in another encoding comes in; nothing guesses. Threads and
/// statuses as bf_text_append(), with BF_NOT_GB18030 in place of BF_NOT_UTF8.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_text_append_gb18030(
    text: *mut bf_text,
    bytes: *const c_char,
    len: usize,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let mut text = c.change(text, "text")?;
            let more = decoded(&c.own(bytes, len, "bytes")?)?;
            Ok(text.append(&more, "bytes")?)
        })
    }
}

/// Empties a text and keeps its memory. Threads as bf_text_append(). Statuses:
/// BF_NULL_POINTER, BF_WRONG_HANDLE, BF_BUSY.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_text_clear(text: *mut bf_text, err: *mut *mut bf_error) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let mut text = c.change(text, "text")?;
            text.0.clear();
            text.0.push(0);
            Ok(())
        })
    }
}

/// Lends the text, ending in a NUL, until it is changed or freed. NULL when
/// `text` is NULL or no text, or while it is being changed. Safe from many
/// threads at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_text_utf8(text: *const bf_text) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(ptr::null(), |c| Ok(c.read(text, "text")?.start())) }
}

/// Returns the length of the text in bytes, without its NUL. 0 where
/// bf_text_utf8() is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_text_len(text: *const bf_text) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(text, "text")?.len())) }
}

/// Writes the text as GB 18030 with a NUL into `out`, an array of `cap` bytes.
/// `*needed`, unless NULL, is how many bytes it takes; ask with `cap` 0. Safe
/// from many threads at once. Statuses: BF_NULL_POINTER, BF_WRONG_HANDLE,
/// BF_BUSY, BF_TOO_SMALL, BF_OUT_OF_MEMORY, and BF_NOT_GB18030 for U+E5E5, the
/// one character that GB 18030 lacks. Eighteen private-use characters become
/// those that the edition of 2022 has in their place.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_text_to_gb18030(
    text: *const bf_text,
    out: *mut c_char,
    cap: usize,
    needed: *mut usize,
    err: *mut *mut bf_error,
) -> bf_status {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        call(err, |c| {
            let text = c.read(text, "text")?;
            Ok(c.write(&encoded(text.utf8()?)?, out, cap, needed)?)
        })
    }
}

/// Frees a list of texts. NULL is fine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_texts_free(texts: *mut bf_texts) {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get((), |c| {
            c.free(texts);
            Ok(())
        });
    }
}

/// Returns how many texts there are. 0 when `texts` is NULL or no list. Safe
/// from many threads at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_texts_count(texts: *const bf_texts) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe { get(0, |c| Ok(c.read(texts, "texts")?.len())) }
}

/// Lends the text at `index`, counted from 0, for as long as the list lives.
/// NULL beyond the end, or when `texts` is NULL or no list. Safe from many
/// threads at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_texts_at(texts: *const bf_texts, index: usize) -> *const c_char {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(ptr::null(), |c| {
            let texts = c.read(texts, "texts")?;
            Ok(texts.get(index).map_or(ptr::null(), Text::start))
        })
    }
}

/// Returns the length in bytes of bf_texts_at(), without its NUL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bf_texts_len(texts: *const bf_texts, index: usize) -> usize {
    // SAFETY: the caller keeps the contract of bangfu.h.
    unsafe {
        get(0, |c| {
            Ok(c.read(texts, "texts")?.get(index).map_or(0, Text::len))
        })
    }
}

/// GB 18030 as UTF-8.
fn decoded(bytes: &[u8]) -> Result<String, Misuse> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let size = decoder
        .max_utf8_buffer_length_without_replacement(bytes.len())
        .ok_or(Misuse::OutOfMemory)?;
    let mut text = String::new();
    let reserved = text.try_reserve_exact(size);
    reserved.map_err(|_| Misuse::OutOfMemory)?;
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::OutputFull => Err(Misuse::OutOfMemory),
        // `read` counts what was looked at: the bad sequence and what was read
        // beyond it.
        DecoderResult::Malformed(bad, beyond) => Err(Misuse::NotGb18030 {
            argument: "bytes",
            offset: read.saturating_sub(usize::from(bad) + usize::from(beyond)),
        }),
    }
}

/// UTF-8 as GB 18030.
fn encoded(text: &str) -> Result<Vec<u8>, Misuse> {
    let mut encoder = GB18030.new_encoder();
    let size = encoder
        .max_buffer_length_from_utf8_without_replacement(text.len())
        .ok_or(Misuse::OutOfMemory)?;
    let mut bytes = room(size)?;
    let (result, read) =
        encoder.encode_from_utf8_to_vec_without_replacement(text, &mut bytes, true);
    match result {
        EncoderResult::InputEmpty => Ok(bytes),
        EncoderResult::OutputFull => Err(Misuse::OutOfMemory),
        EncoderResult::Unmappable(character) => Err(Misuse::NotGb18030 {
            argument: "text",
            offset: read.saturating_sub(character.len_utf8()),
        }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by stopping")]

    use super::*;

    #[test]
    fn every_assigned_character_goes_to_gb18030_and_back() {
        let mut lost = 0;
        for character in (1..=0x0010_FFFF).filter_map(char::from_u32) {
            let text = character.to_string();
            let back = encoded(&text).and_then(|bytes| decoded(&bytes));
            if back.as_ref() != Ok(&text) {
                // U+E5E5 has no place at all; the others stood where GB
                // 18030-2022 now has the characters that Unicode assigned.
                assert!(('\u{e000}'..'\u{f8ff}').contains(&character), "{text:?}");
                lost += 1;
            }
        }
        assert_eq!(lost, 19);
    }

    #[test]
    fn bytes_that_are_not_gb18030_are_found_at_their_place() {
        for (bytes, offset) in [
            (&b"abc\xff"[..], 3),
            (b"\xb0\xef\xb7", 2),
            (b"\xb0\xef\x81\x20", 2),
            (b"\x81\x30\x81", 0),
        ] {
            let argument = "bytes";
            let expected = Misuse::NotGb18030 { argument, offset };
            assert_eq!(decoded(bytes), Err(expected), "{bytes:?}");
        }
        assert_eq!(decoded(b"\xb0\xef\xb7\xf6").unwrap(), "帮扶");
    }
}
