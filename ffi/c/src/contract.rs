//! The caller's promise, and what may be done with pointers on its strength.
//!
//! The head of `bangfu.h` says what every pointer argument must be: null, or
//! good for what is said of it until the call returns. A [`Contract`] stands
//! for that promise. It is made once in each call, where `unsafe` says so, and
//! its methods are for arguments of that very call. They refuse all that can
//! be recognised: null, impossible lengths, text that is none.

use std::ffi::{CStr, c_char, c_void};
use std::slice;

use bangfu::answer;
use bangfu::document::Limits;
use bangfu::error::Lang;
use bangfu::misuse::Misuse;

use crate::guard::Failure;
use crate::handle::{self, Kind, Reading, Writing};
use crate::status::{BF_LANG_EN, BF_LANG_ZH, bf_lang};

/// The length that says: the text ends at its NUL. In C `BF_NTS`.
pub const NTS: usize = usize::MAX;

/// No id, amount, code or date is longer; a length above it is a mistake.
const LONGEST: usize = 1 << 20;

/// The promise that the arguments of one call keep the contract of `bangfu.h`.
#[derive(Debug)]
pub struct Contract(());

#[allow(
    clippy::not_unsafe_ptr_arg_deref,
    reason = "whoever has a contract promised it of every pointer, in `kept`"
)]
impl Contract {
    /// # Safety
    ///
    /// Every pointer that is given to a method below is an argument of one C
    /// call, whose caller keeps the contract of `bangfu.h`.
    pub(crate) const unsafe fn kept() -> Self {
        Self(())
    }

    /// Bytes: `length` of them, or up to the NUL.
    pub(crate) fn bytes(
        &self,
        start: *const c_char,
        length: usize,
        argument: &'static str,
    ) -> Result<&[u8], Misuse> {
        if start.is_null() {
            // Null is what many languages hand over for an empty text.
            return if length == 0 {
                Ok(&[])
            } else {
                Err(Misuse::NullPointer { argument })
            };
        }
        if length == NTS {
            // SAFETY: BF_NTS promises a NUL.
            return Ok(unsafe { CStr::from_ptr(start) }.to_bytes());
        }
        if isize::try_from(length).is_err() {
            return Err(Misuse::BadLength { argument });
        }
        // SAFETY: not null, not beyond what an object can have, and promised
        // to be good for `length` bytes.
        Ok(unsafe { slice::from_raw_parts(start.cast(), length) })
    }

    /// A copy of bytes, for what may lie in memory that the call itself moves
    /// or writes.
    pub(crate) fn own(
        &self,
        start: *const c_char,
        length: usize,
        argument: &'static str,
    ) -> Result<Vec<u8>, Misuse> {
        if length != NTS && isize::try_from(length).is_ok() {
            // Before a byte is read: a length that is wrong by far is memory
            // that can't be had.
            drop(room::<u8>(length)?);
        }
        let bytes = self.bytes(start, length, argument)?;
        let mut own = room(bytes.len())?;
        own.extend_from_slice(bytes);
        Ok(own)
    }

    /// The bytes of a file. No NUL ends it, for it may hold some. Whether there
    /// is memory to read it, is asked for all files of a call together.
    ///
    /// # Errors
    ///
    /// `NULL_POINTER`, and `BAD_LENGTH`, also for `BF_NTS`.
    pub fn file(
        &self,
        start: *const c_void,
        length: usize,
        argument: &'static str,
    ) -> Result<&[u8], Misuse> {
        if length == NTS {
            return Err(Misuse::BadLength { argument });
        }
        self.bytes(start.cast(), length, argument)
    }

    /// The bytes of a document. Of one that is larger than any that is read,
    /// one byte more than the limit is handed on: the core refuses it by its
    /// length and touches none. For the others, it is asked first whether there
    /// is memory to read them.
    ///
    /// # Errors
    ///
    /// `NULL_POINTER`, `BAD_LENGTH`, `OUT_OF_MEMORY`.
    pub fn document(
        &self,
        start: *const c_char,
        length: usize,
        argument: &'static str,
    ) -> Result<&[u8], Misuse> {
        let beyond = Limits::default().document.saturating_add(1);
        let length = match length {
            NTS => NTS,
            length if isize::try_from(length).is_err() => {
                return Err(Misuse::BadLength { argument });
            }
            length => length.min(beyond),
        };
        let bytes = self.bytes(start, length, argument)?;
        answer::probe_memory(bytes.len())?;
        Ok(bytes)
    }

    /// A short text that comes out again, so that a NUL would cut it off: an id,
    /// a code.
    ///
    /// # Errors
    ///
    /// As [`text`](Self::text), and `EMBEDDED_NUL`.
    pub fn word(
        &self,
        start: *const c_char,
        length: usize,
        argument: &'static str,
    ) -> Result<&str, Misuse> {
        let text = self.text(start, length, argument)?;
        match text.find('\0') {
            Some(offset) => Err(Misuse::EmbeddedNul { argument, offset }),
            None => Ok(text),
        }
    }

    /// A short text that is read: an amount, a date.
    ///
    /// # Errors
    ///
    /// `NULL_POINTER`, `BAD_LENGTH`, `NOT_UTF8`.
    pub fn text(
        &self,
        start: *const c_char,
        length: usize,
        argument: &'static str,
    ) -> Result<&str, Misuse> {
        // A length is judged before a byte is read; without one, the NUL says it.
        if length != NTS && length > LONGEST {
            return Err(Misuse::BadLength { argument });
        }
        let bytes = self.bytes(start, length, argument)?;
        if bytes.len() > LONGEST {
            return Err(Misuse::BadLength { argument });
        }
        utf8(bytes, argument)
    }

    /// A list of short texts. Without lengths, each ends at its NUL.
    pub(crate) fn texts(
        &self,
        starts: *const *const c_char,
        lengths: *const usize,
        count: usize,
        argument: &'static str,
    ) -> Result<Vec<&str>, Misuse> {
        let starts = self.array(starts, count, argument)?;
        let lengths = if lengths.is_null() {
            Vec::new()
        } else {
            self.array(lengths, count, argument)?
        };
        let mut texts = room(count)?;
        for (index, &start) in starts.iter().enumerate() {
            let length = lengths.get(index).copied().unwrap_or(NTS);
            texts.push(self.text(start, length, argument)?);
        }
        Ok(texts)
    }

    /// The entries of an array.
    ///
    /// # Errors
    ///
    /// `NULL_POINTER`, `BAD_LENGTH`, `OUT_OF_MEMORY`.
    pub fn array<T: Copy>(
        &self,
        start: *const T,
        count: usize,
        argument: &'static str,
    ) -> Result<Vec<T>, Misuse> {
        let size = extent::<T>(start.is_null(), count, argument)?;
        let mut entries = room::<T>(count)?;
        if size > 0 {
            // SAFETY: there is room for `count` entries, and `start` is
            // promised to be good for as many. As bytes, since packed records
            // of other languages need not be aligned.
            unsafe {
                start
                    .cast::<u8>()
                    .copy_to_nonoverlapping(entries.as_mut_ptr().cast(), size);
                entries.set_len(count);
            }
        }
        Ok(entries)
    }

    /// Copies a column into the caller's array, which has room for as much.
    pub(crate) fn copy<T: Copy>(
        &self,
        from: &[T],
        to: *mut T,
        argument: &'static str,
    ) -> Result<(), Misuse> {
        let size = extent::<T>(to.is_null(), from.len(), argument)?;
        if size > 0 {
            // SAFETY: promised to be good for that many entries, aligned or
            // not. It is the caller's memory and `from` ours, so they don't
            // overlap.
            unsafe {
                to.cast::<u8>()
                    .copy_from_nonoverlapping(from.as_ptr().cast(), size);
            }
        }
        Ok(())
    }

    /// Writes a text and its NUL into the caller's array of `capacity` bytes,
    /// and how many bytes that are into `needed`, which may be null.
    pub(crate) fn write(
        &self,
        text: &[u8],
        to: *mut c_char,
        capacity: usize,
        needed: *mut usize,
    ) -> Result<(), Misuse> {
        let size = text.len().saturating_add(1);
        if let Some(needed) = self.optional(needed) {
            needed.set(size);
        }
        if capacity < size {
            return Err(Misuse::TooSmall { needed: size });
        }
        if to.is_null() {
            return Err(Misuse::NullPointer { argument: "out" });
        }
        self.copy(text, to.cast(), "out")?;
        // SAFETY: promised to be good for `capacity` bytes, one more than the text.
        unsafe { to.wrapping_add(text.len()).write(0) };
        Ok(())
    }

    /// Where a number goes.
    pub(crate) fn out<T: Copy>(
        &self,
        place: *mut T,
        argument: &'static str,
    ) -> Result<Place<'_, T>, Misuse> {
        self.optional(place).ok_or(Misuse::NullPointer { argument })
    }

    /// Where a number goes that the caller may not want.
    pub(crate) fn optional<T: Copy>(&self, place: *mut T) -> Option<Place<'_, T>> {
        (!place.is_null()).then_some(Place(place, self))
    }

    /// Where a new handle goes. Null stands there until it is made, so that
    /// freeing it is right whatever happens.
    ///
    /// # Errors
    ///
    /// `NULL_POINTER`.
    pub fn handle<K: Kind>(
        &self,
        place: *mut *mut K,
        argument: &'static str,
    ) -> Result<New<'_, K>, Misuse> {
        let place = self.out(place, argument)?;
        place.set(std::ptr::null_mut());
        Ok(New(place))
    }

    /// Where a new handle goes that the caller may not want.
    pub(crate) fn handle_optional<K: Kind>(&self, place: *mut *mut K) -> Option<New<'_, K>> {
        let place = self.optional(place)?;
        place.set(std::ptr::null_mut());
        Some(New(place))
    }

    /// A handle that is read.
    ///
    /// # Errors
    ///
    /// `NULL_POINTER`, `WRONG_HANDLE`, `BUSY`, and a defect for a handle that a
    /// panic poisoned.
    pub fn read<K: Kind>(
        &self,
        handle: *const K,
        argument: &'static str,
    ) -> Result<Reading<K>, Failure> {
        // SAFETY: null, a handle that is not freed, or by the contract at least
        // the memory of one.
        Ok(unsafe { Reading::new(handle, argument) }?)
    }

    /// A handle that is read, if it is given at all.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read), but for null.
    pub fn read_optional<K: Kind>(
        &self,
        handle: *const K,
        argument: &'static str,
    ) -> Result<Option<Reading<K>>, Failure> {
        if handle.is_null() {
            Ok(None)
        } else {
            self.read(handle, argument).map(Some)
        }
    }

    /// A handle that is changed.
    pub(crate) fn change<K: Kind>(
        &self,
        handle: *mut K,
        argument: &'static str,
    ) -> Result<Writing<K>, Failure> {
        // SAFETY: as in `read`.
        Ok(unsafe { Writing::new(handle, argument) }?)
    }

    /// Frees a handle.
    pub fn free<K: Kind>(&self, handle: *mut K) {
        // SAFETY: as in `read`.
        unsafe { handle::free(handle) };
    }

    /// What is borrowed from a handle, such as a finding of a report.
    pub(crate) fn borrowed<T: Tagged>(&self, pointer: *const T) -> Result<&T, Misuse> {
        let argument = "finding";
        if pointer.is_null() {
            return Err(Misuse::NullPointer { argument });
        }
        if !pointer.is_aligned() {
            return Err(Misuse::WrongHandle { argument });
        }
        // SAFETY: by the contract at least the memory of one; volatile, since
        // it may have been wiped.
        if unsafe { pointer.cast::<usize>().read_volatile() } != T::TAG {
            return Err(Misuse::WrongHandle { argument });
        }
        // SAFETY: the tag is that of a T, which does not change while its owner
        // lives, and the contract says that it does.
        Ok(unsafe { &*pointer })
    }
}

/// What is lent from a handle: it begins with a word that says what it is.
pub(crate) trait Tagged {
    /// That word.
    const TAG: usize;
}

/// The bytes of an array, if there can be such a one.
fn extent<T>(null: bool, count: usize, argument: &'static str) -> Result<usize, Misuse> {
    let size = count.checked_mul(size_of::<T>());
    match size {
        Some(size) if isize::try_from(size).is_ok() => {
            if null && size > 0 {
                Err(Misuse::NullPointer { argument })
            } else {
                Ok(size)
            }
        }
        _ => Err(Misuse::BadLength { argument }),
    }
}

/// Room for so many entries, if it can be had.
///
/// # Errors
///
/// `OUT_OF_MEMORY`.
pub fn room<T>(count: usize) -> Result<Vec<T>, Misuse> {
    let mut entries = Vec::new();
    let reserved = entries.try_reserve_exact(count);
    reserved.map_err(|_| Misuse::OutOfMemory)?;
    Ok(entries)
}

/// A place of the caller's that is written once the answer is known.
pub(crate) struct Place<'c, T>(*mut T, #[allow(dead_code)] &'c Contract);

impl<T: Copy> Place<'_, T> {
    pub(crate) fn set(&self, value: T) {
        // SAFETY: not null, and promised to be good for a T, aligned or not.
        unsafe { self.0.write_unaligned(value) };
    }
}

/// A place of the caller's where a new handle goes.
pub struct New<'c, K>(Place<'c, *mut K>);

impl<K: Kind> New<'_, K> {
    /// Makes the handle and puts it there.
    pub fn give(&self, value: K::Value) {
        self.0.set(handle::new(value));
    }
}

/// The text of bytes, or where it ends being one.
pub(crate) fn utf8<'b>(bytes: &'b [u8], argument: &'static str) -> Result<&'b str, Misuse> {
    std::str::from_utf8(bytes).map_err(|error| Misuse::NotUtf8 {
        argument,
        offset: error.valid_up_to(),
    })
}

/// The language of a constant.
///
/// # Errors
///
/// `UNKNOWN_CONSTANT`.
pub fn language(lang: bf_lang) -> Result<Lang, Misuse> {
    match lang {
        BF_LANG_ZH => Ok(Lang::Zh),
        BF_LANG_EN => Ok(Lang::En),
        _ => Err(Misuse::UnknownConstant { argument: "lang" }),
    }
}
