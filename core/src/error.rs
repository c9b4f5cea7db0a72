//! What every room's errors have in common.
//!
//! An error has a number that is never used twice, a name that stays, and a
//! text in Chinese and in English. The number says which room raised it: 1000s
//! the input, 2000s the rules, 3000s the allocation and its verification,
//! 4000s the book, 5000s the exchange with sheets, 9000s a defect. Both texts stand in one row of the room's
//! table, so that a text can't exist in one language only.
//!
//! Knows no room: each derives its own enum from a table of rows, and
//! [`crate::Error`] is their union.

use std::fmt;

use serde::{Serialize, Serializer};

/// The language of a text that a person reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese in simplified characters.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Of what stands in both languages, that in this one.
    #[must_use]
    pub const fn choose<T: Copy>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// What each error and each warning of bangfu can say of itself.
///
/// # Examples
///
/// ```
/// use bangfu::error::{Code, Lang};
///
/// let error = bangfu::money::Fen::parse("1.005").unwrap_err();
/// assert_eq!(error.name(), "BAD_AMOUNT");
/// assert_ne!(error.text(Lang::Zh), error.text(Lang::En));
/// ```
pub trait Code: std::error::Error {
    /// The number, unique in bangfu and never reused.
    fn number(&self) -> u16;

    /// The name that documents, tests and other languages rely on.
    fn name(&self) -> &'static str;

    /// The text in the language asked for. It never holds a personal name, an
    /// ID number or an account.
    fn text(&self, lang: Lang) -> String;
}

/// A JSON Pointer (RFC 6901) to the place in the input that an error speaks of.
///
/// # Examples
///
/// ```
/// use bangfu::error::Pointer;
///
/// let need = Pointer::root().key("lists").key("needs").index(3);
/// assert_eq!(need.key("a/b").as_str(), "/lists/needs/3/a~1b");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the whole document: `""`.
    #[must_use]
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// The pointer to the member `key` of the object that this one points to.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + 1 + key.len());
        text.push_str(&self.0);
        text.push('/');
        for character in key.chars() {
            match character {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text)
    }

    /// The pointer to the entry `index`, counted from 0, of the list that this
    /// one points to.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The steps from the root, unescaped.
    pub fn steps(&self) -> impl Iterator<Item = String> + '_ {
        self.0
            .split('/')
            .skip(1)
            .map(|step| step.replace("~1", "/").replace("~0", "~"))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for Pointer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// An error and the place in the input that it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<E> {
    /// Where.
    pub pointer: Pointer,
    /// What.
    pub error: E,
}

impl<E> At<E> {
    /// Says where an error stands.
    pub fn new(pointer: Pointer, error: E) -> Self {
        Self { pointer, error }
    }
}

/// Declares a room's errors: one row each with number, variant, name, fields,
/// the Chinese and the English text. Fields are named in the texts in braces.
///
/// Rows may share a number and a name: they are then reasons of one error.
/// The crates beside the core declare theirs with it too, and depend on
/// `thiserror` for that.
#[doc(hidden)]
#[macro_export]
macro_rules! errors {
    (
        $(#[$meta:meta])*
        pub enum $enum:ident {
            $(
                $(#[$row:meta])*
                $number:literal $variant:ident $name:literal
                $({ $( $field:ident : $type:ty ),* $(,)? })?
                $zh:literal $en:literal
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
        #[non_exhaustive]
        pub enum $enum {
            $(
                $(#[$row])*
                #[error($en)]
                $variant $({ $(
                    #[allow(missing_docs, reason = "the row's texts say what it is")]
                    $field: $type
                ),* })?,
            )*
        }

        impl $crate::error::Code for $enum {
            fn number(&self) -> u16 {
                match self { $( Self::$variant { .. } => $number, )* }
            }

            fn name(&self) -> &'static str {
                match self { $( Self::$variant { .. } => $name, )* }
            }

            fn text(&self, lang: $crate::error::Lang) -> String {
                match lang {
                    $crate::error::Lang::En => self.to_string(),
                    $crate::error::Lang::Zh => match self {
                        $(
                            #[allow(unused_variables, reason = "a text need not name every field")]
                            Self::$variant $({ $( $field ),* })? => format!($zh),
                        )*
                    },
                }
            }
        }

        #[cfg(test)]
        impl $enum {
            /// Number, name and both texts as they stand in the table.
            #[allow(dead_code, reason = "one test looks at all tables")]
            pub(crate) const TABLE: &'static [(u16, &'static str, &'static str, &'static str)] =
                &[ $( ($number, $name, $zh, $en) ),* ];
        }
    };
}

#[doc(hidden)]
pub use errors;

/// Makes one enum of several rooms' errors and lets them speak for themselves.
macro_rules! union {
    (
        $(#[$meta:meta])*
        pub enum $enum:ident { $( $(#[$row:meta])* $variant:ident($type:ty) ),* $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
        #[non_exhaustive]
        pub enum $enum {
            $( $(#[$row])* #[error(transparent)] $variant(#[from] $type), )*
        }

        impl $crate::error::Code for $enum {
            fn number(&self) -> u16 {
                match self { $( Self::$variant(error) => error.number(), )* }
            }

            fn name(&self) -> &'static str {
                match self { $( Self::$variant(error) => error.name(), )* }
            }

            fn text(&self, lang: $crate::error::Lang) -> String {
                match self { $( Self::$variant(error) => error.text(lang), )* }
            }
        }
    };
}

pub(crate) use union;

/// Declares sentences: one row each with name, arguments, Chinese, English.
///
/// A row becomes a function that is told the language and the arguments, so a
/// sentence that stood in one language only would not compile.
macro_rules! phrases {
    ($( $name:ident ( $($argument:ident),* ) $zh:literal $en:literal )*) => {
        $(
            #[allow(unused_variables, reason = "a language need not use every argument")]
            pub(super) fn $name(lang: $crate::error::Lang $(, $argument: impl std::fmt::Display)*) -> String {
                // Never called, but compiled: the texts name arguments that exist.
                let _ = || (format!($zh), format!($en));
                let text = match lang {
                    $crate::error::Lang::Zh => $zh,
                    $crate::error::Lang::En => $en,
                };
                $crate::error::fill(text, &[$((stringify!($argument), &$argument)),*])
            }
        )*
    };
}

pub(crate) use phrases;

/// Puts values in the place of their names in braces.
pub(crate) fn fill(text: &str, values: &[(&str, &dyn fmt::Display)]) -> String {
    let mut filled = String::with_capacity(2 * text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}');
        let value = named.and_then(|(name, _)| values.iter().find(|(own, _)| *own == name));
        rest = match (named, value) {
            (Some((_, after)), Some((_, value))) => {
                filled.push_str(&value.to_string());
                after
            }
            // What is no name stays, so that nobody overlooks it.
            _ => {
                filled.push('{');
                after
            }
        };
    }
    filled.push_str(rest);
    filled
}
