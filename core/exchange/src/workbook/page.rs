//! What a sheet shows, whatever the format it is written in.

use bangfu::money::Fen;
use bangfu::time::Date;

/// What the cells of a column are, and so how they look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in one line: names, codes, ids.
    Text,
    /// Text that goes over lines.
    Prose,
    /// Yuan with two decimals.
    Money,
    /// A whole number.
    Count,
    /// A day.
    Day,
    /// What is there for the import only, and stays out of the way.
    Data,
}

/// A column: its label, what it holds, how wide it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The label, with the unit in it.
    pub label: String,
    /// What it holds.
    pub kind: Kind,
    /// Its width in narrow characters; a Chinese one takes two.
    pub width: u16,
    /// Whether its cells are summed below.
    pub summed: bool,
}

impl Column {
    /// A column whose cells are not summed.
    #[must_use]
    pub fn new(label: impl Into<String>, kind: Kind, width: u16) -> Self {
        Self {
            label: label.into(),
            kind,
            width,
            summed: false,
        }
    }

    /// The same with a sum below.
    #[must_use]
    pub const fn summed(mut self) -> Self {
        self.summed = true;
        self
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text. It is never a formula, whatever it begins with.
    Text(String),
    /// Money.
    Money(Fen),
    /// A whole number.
    Count(u64),
    /// A day.
    Day(Date),
    /// A formula over cells of the workbook, and what it comes to.
    Formula(Formula),
}

/// A formula, and what bangfu computed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// The formula, beginning with `=`.
    pub text: String,
    /// What it comes to.
    pub result: Computed,
}

/// What a formula comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Computed {
    /// Money.
    Money(Fen),
    /// A whole number.
    Count(u64),
    /// Text.
    Text(String),
}

impl Cell {
    /// Text; empty text is nothing.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

impl From<Fen> for Cell {
    fn from(money: Fen) -> Self {
        Self::Money(money)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

/// What a sheet is for, and so how it is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Rows under a header that stays in view.
    List,
    /// A form that somebody fills in, with room for so many rows.
    Form {
        /// How many rows may be filled in.
        rows: u32,
    },
    /// A letter: rows without a header.
    Letter,
}

/// One sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The name of the sheet.
    pub name: String,
    /// The same as part of the name of a file.
    pub file: &'static str,
    /// What stands above the header; CSV goes without.
    pub title: Option<String>,
    /// How it is laid out.
    pub layout: Layout,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// Lists of words that columns take, by the index of the column.
    pub choices: Vec<(usize, Vec<String>)>,
}

impl Page {
    /// The row of the first line of data, counted from 0, as .xlsx has it.
    #[must_use]
    pub fn first_row(&self) -> u32 {
        match self.layout {
            Layout::Letter => 0,
            _ if self.title.is_some() => 2,
            _ => 1,
        }
    }
}
