//! Handles: what a C program holds instead of a value.
//!
//! A handle begins with a tag that says of which kind it is, so that another
//! kind is refused, and one atomic word that says who is using it: any number
//! of readers, or one writer. Whoever comes at the wrong time is told so and
//! never waits, hence no deadlock, also when a callback comes back in.
//!
//! Right because: a value is reached only through a [`Reading`] or a
//! [`Writing`], both of which hold a place in that word, and it is freed only
//! by whoever takes the last place after `DOOMED` was set. A freed handle can't
//! be told from other memory; its tag is wiped, which catches the common case.

use std::cell::UnsafeCell;
use std::ops::{Deref, DerefMut};
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicUsize, Ordering};

use bangfu::misuse::Misuse;

/// A type of the C header that stands for a handle.
pub trait Kind: Sized {
    /// What is behind it.
    type Value: Send + Sync;
    /// What its memory begins with: no small number, no address, no text.
    const TAG: usize;
}

/// The memory behind a handle.
#[repr(C)]
struct Handle<T> {
    tag: usize,
    users: AtomicUsize,
    value: UnsafeCell<T>,
}

/// One writer.
const WRITER: usize = 1 << (usize::BITS - 1);
/// To be freed by the last user.
const DOOMED: usize = 1 << (usize::BITS - 2);
/// A writer panicked, so the value may be half written.
const POISONED: usize = 1 << (usize::BITS - 3);
/// The number of readers: far more than there can be threads.
const READERS: usize = POISONED - 1;

/// Why a handle can't be used.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    Misuse(Misuse),
    /// An earlier call panicked while it wrote.
    Poisoned,
}

/// Makes a handle. Its memory is freed by [`free`].
pub(crate) fn new<K: Kind>(value: K::Value) -> *mut K {
    Box::into_raw(Box::new(Handle {
        tag: K::TAG,
        users: AtomicUsize::new(0),
        value: UnsafeCell::new(value),
    }))
    .cast()
}

/// The memory behind a pointer, if it is a handle of this kind.
///
/// # Safety
///
/// `pointer` is null, or came from [`new`] and is not freed, or leads to other
/// memory of at least three words.
unsafe fn open<K: Kind>(
    pointer: *const K,
    argument: &'static str,
) -> Result<NonNull<Handle<K::Value>>, Misuse> {
    let wrong = Misuse::WrongHandle { argument };
    let handle = NonNull::new(pointer.cast::<Handle<K::Value>>().cast_mut())
        .ok_or(Misuse::NullPointer { argument })?;
    if !handle.is_aligned() {
        return Err(wrong);
    }
    // SAFETY: not null, aligned, and by the precondition at least a word long.
    // Volatile, so that it is read where it stands: it may have been wiped.
    let tag = unsafe { ptr::read_volatile(&raw const (*handle.as_ptr()).tag) };
    if tag == K::TAG {
        Ok(handle)
    } else {
        Err(wrong)
    }
}

impl<T> Handle<T> {
    /// Takes a place, or says why there is none.
    fn enter(&self, writer: bool, argument: &'static str) -> Result<(), Refused> {
        let taken = self
            .users
            .fetch_update(Ordering::Acquire, Ordering::Relaxed, |users| {
                let free = if writer { WRITER | READERS } else { WRITER };
                if users & (DOOMED | POISONED | free) != 0 || users & READERS == READERS {
                    None
                } else {
                    Some(users + if writer { WRITER } else { 1 })
                }
            });
        match taken {
            Ok(_) => Ok(()),
            Err(users) if users & DOOMED != 0 => {
                Err(Refused::Misuse(Misuse::WrongHandle { argument }))
            }
            Err(users) if users & (WRITER | READERS) != 0 => Err(Refused::Misuse(Misuse::Busy)),
            Err(_) => Err(Refused::Poisoned),
        }
    }
}

/// Gives a place back, and frees the handle if it was the last one's.
///
/// # Safety
///
/// The caller has such a place and does not use the handle any more.
unsafe fn leave<T>(handle: NonNull<Handle<T>>, place: usize, poison: bool) {
    // SAFETY: whoever has a place keeps the handle alive.
    let users = unsafe { &handle.as_ref().users };
    if poison {
        users.fetch_or(POISONED, Ordering::Relaxed);
    }
    let before = users.fetch_sub(place, Ordering::AcqRel);
    if before & DOOMED != 0 && before & (WRITER | READERS) == place {
        // SAFETY: it was the last place, and DOOMED lets nobody in any more.
        unsafe { destroy(handle) };
    }
}

/// # Safety
///
/// Nobody has a place, nobody will take one.
unsafe fn destroy<T>(handle: NonNull<Handle<T>>) {
    // SAFETY: the memory is still whole. Volatile, since a plain store to
    // memory that is about to be freed is optimised away.
    unsafe { ptr::write_volatile(&raw mut (*handle.as_ptr()).tag, 0) };
    // SAFETY: it came from a box in `new`, and this is its only end.
    drop(unsafe { Box::from_raw(handle.as_ptr()) });
}

/// Frees a handle: now, or at the end of the calls that use it. Null and what
/// is no handle of this kind are left alone.
///
/// # Safety
///
/// As [`open`].
pub(crate) unsafe fn free<K: Kind>(pointer: *mut K) {
    // SAFETY: as promised by the caller.
    let Ok(handle) = (unsafe { open(pointer.cast_const(), "") }) else {
        return;
    };
    // SAFETY: `open` found a handle of this kind.
    let before = unsafe { handle.as_ref() }
        .users
        .fetch_or(DOOMED, Ordering::AcqRel);
    if before & (DOOMED | WRITER | READERS) == 0 {
        // SAFETY: nobody had a place, and DOOMED lets nobody in any more.
        unsafe { destroy(handle) };
    }
}

/// A value that is being read, by any number of threads.
#[derive(Debug)]
pub struct Reading<K: Kind>(NonNull<Handle<K::Value>>);

impl<K: Kind> Reading<K> {
    /// # Safety
    ///
    /// As [`open`].
    pub(crate) unsafe fn new(pointer: *const K, argument: &'static str) -> Result<Self, Refused> {
        // SAFETY: as promised by the caller.
        let handle = unsafe { open(pointer, argument) }.map_err(Refused::Misuse)?;
        // SAFETY: `open` found a handle of this kind.
        unsafe { handle.as_ref() }.enter(false, argument)?;
        Ok(Self(handle))
    }
}

impl<K: Kind> Deref for Reading<K> {
    type Target = K::Value;

    fn deref(&self) -> &K::Value {
        // SAFETY: this place keeps the handle alive and writers out.
        unsafe { &*self.0.as_ref().value.get() }
    }
}

impl<K: Kind> Drop for Reading<K> {
    fn drop(&mut self) {
        // SAFETY: this place was taken in `new`. A reader can't have left
        // anything half written, so a panic poisons nothing.
        unsafe { leave(self.0, 1, false) };
    }
}

/// A value that is being changed, by one thread alone.
#[derive(Debug)]
pub(crate) struct Writing<K: Kind> {
    handle: NonNull<Handle<K::Value>>,
    /// Whether the thread was panicking before: then a panic is not ours.
    panicking: bool,
}

impl<K: Kind> Writing<K> {
    /// # Safety
    ///
    /// As [`open`].
    pub(crate) unsafe fn new(pointer: *mut K, argument: &'static str) -> Result<Self, Refused> {
        // SAFETY: as promised by the caller.
        let handle = unsafe { open(pointer.cast_const(), argument) }.map_err(Refused::Misuse)?;
        // SAFETY: `open` found a handle of this kind.
        unsafe { handle.as_ref() }.enter(true, argument)?;
        Ok(Self {
            handle,
            panicking: std::thread::panicking(),
        })
    }
}

impl<K: Kind> Deref for Writing<K> {
    type Target = K::Value;

    fn deref(&self) -> &K::Value {
        // SAFETY: this place keeps the handle alive and everybody else out.
        unsafe { &*self.handle.as_ref().value.get() }
    }
}

impl<K: Kind> DerefMut for Writing<K> {
    fn deref_mut(&mut self) -> &mut K::Value {
        // SAFETY: this place keeps the handle alive and everybody else out.
        unsafe { &mut *self.handle.as_ref().value.get() }
    }
}

impl<K: Kind> Drop for Writing<K> {
    fn drop(&mut self) {
        let poison = std::thread::panicking() && !self.panicking;
        // SAFETY: this place was taken in `new`.
        unsafe { leave(self.handle, WRITER, poison) };
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by stopping")]

    use super::*;
    use std::sync::atomic::AtomicU32;

    static DROPPED: AtomicU32 = AtomicU32::new(0);

    struct Counted;

    impl Drop for Counted {
        fn drop(&mut self) {
            DROPPED.fetch_add(1, Ordering::Relaxed);
        }
    }

    struct One;
    impl Kind for One {
        type Value = Counted;
        const TAG: usize = 0x1111_2222;
    }

    struct Two;
    impl Kind for Two {
        type Value = u8;
        const TAG: usize = 0x3333_4444;
    }

    fn read<K: Kind>(pointer: *const K) -> Result<Reading<K>, Refused> {
        // SAFETY: the tests pass null, handles, or aligned memory.
        unsafe { Reading::new(pointer, "handle") }
    }

    fn write<K: Kind>(pointer: *mut K) -> Result<Writing<K>, Refused> {
        // SAFETY: as above.
        unsafe { Writing::new(pointer, "handle") }
    }

    #[test]
    fn readers_share_and_a_writer_is_alone() {
        let handle = new::<Two>(7);
        let one = read(handle).unwrap();
        let two = read(handle).unwrap();
        assert_eq!((*one, *two), (7, 7));
        assert_eq!(write(handle).err(), Some(Refused::Misuse(Misuse::Busy)));
        drop((one, two));
        let mut alone = write(handle).unwrap();
        *alone = 8;
        assert_eq!(read(handle).err(), Some(Refused::Misuse(Misuse::Busy)));
        assert_eq!(write(handle).err(), Some(Refused::Misuse(Misuse::Busy)));
        drop(alone);
        assert_eq!(*read(handle).unwrap(), 8);
        // SAFETY: it came from `new` and is not used any more.
        unsafe { free(handle) };
    }

    #[test]
    fn another_kind_null_and_odd_addresses_are_refused() {
        let wrong = || Refused::Misuse(Misuse::WrongHandle { argument: "handle" });
        let handle = new::<Two>(7);
        assert_eq!(read(handle.cast::<One>()).err(), Some(wrong()));
        assert_eq!(read(handle.wrapping_byte_add(1)).err(), Some(wrong()));
        let null = Misuse::NullPointer { argument: "handle" };
        assert_eq!(read::<One>(ptr::null()).err(), Some(Refused::Misuse(null)));
        // SAFETY: another kind and null are left alone; the last one ends it.
        unsafe {
            free(handle.cast::<One>());
            free(ptr::null_mut::<Two>());
            free(handle);
        }
    }

    #[test]
    fn what_is_freed_while_it_is_used_ends_with_the_last_user() {
        let handle = new::<One>(Counted);
        let before = DROPPED.load(Ordering::Relaxed);
        let (one, two) = (read(handle).unwrap(), read(handle).unwrap());
        // SAFETY: both readers have their places; freeing twice before they
        // leave is no more than freeing once.
        unsafe {
            free(handle);
            free(handle);
        }
        assert!(read(handle).is_err());
        drop(one);
        assert_eq!(DROPPED.load(Ordering::Relaxed), before);
        drop(two);
        assert_eq!(DROPPED.load(Ordering::Relaxed), before + 1);
    }

    #[test]
    fn a_writer_that_panics_poisons_this_handle_and_no_other() {
        let (poisoned, other) = (new::<Two>(1), new::<Two>(2));
        let address = poisoned as usize;
        let thread = std::thread::spawn(move || {
            let _writing = write(address as *mut Two).unwrap();
            std::panic::resume_unwind(Box::new("on purpose"));
        });
        assert!(thread.join().is_err());
        assert_eq!(read(poisoned).err(), Some(Refused::Poisoned));
        assert_eq!(write(poisoned).err(), Some(Refused::Poisoned));
        assert_eq!(*read(other).unwrap(), 2);
        // SAFETY: both came from `new` and are not used any more.
        unsafe {
            free(poisoned);
            free(other);
        }
    }
}
