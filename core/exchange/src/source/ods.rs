//! OpenDocument, event by event.
//!
//! Rows and cells are repeated by a count: what is empty is passed over as a
//! count, so a sheet that ends in a million empty rows costs nothing.

use bangfu::time::Date;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::sheet::{Area, Cell, Epoch, Filling, Number, Sheet};
use crate::watch::Watch;
use crate::{Limits, Refusal};

/// Reads the sheets of `content.xml`.
pub(super) fn read(
    content: &[u8],
    limits: &Limits,
    watch: &Watch<'_>,
) -> Result<Vec<Sheet>, Refusal> {
    let text = std::str::from_utf8(content).map_err(|_| Refusal::Damaged)?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut reading = Reading {
        reader,
        limits,
        watch,
        filling: Filling::new(limits),
    };
    let mut sheets = Vec::new();
    loop {
        match reading.next()? {
            Event::Eof => return Ok(sheets),
            Event::Start(element) if element.name().as_ref() == "table:table" => {
                let name = attribute(&element, "table:name")?.unwrap_or_default();
                sheets.push(reading.table(name)?);
            }
            _ => {}
        }
    }
}

struct Reading<'a, 'p> {
    reader: Reader<&'a [u8]>,
    limits: &'a Limits,
    watch: &'a Watch<'p>,
    filling: Filling<'a>,
}

/// A cell and over how many rows and columns it goes.
struct Found {
    content: Content,
    repeated: u32,
    spans: (u32, u32),
}

/// What a cell holds, with its own text.
enum Content {
    Nothing,
    Text(String),
    Error(String),
    Value(Cell<'static>),
}

impl Content {
    fn cell(&self) -> Option<Cell<'_>> {
        match self {
            Self::Nothing => None,
            Self::Text(text) => (!text.is_empty()).then_some(Cell::Text(text)),
            Self::Error(text) => Some(Cell::Error(text)),
            Self::Value(cell) => Some(*cell),
        }
    }
}

/// No sheet of this format is larger.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

impl<'a> Reading<'a, '_> {
    fn next(&mut self) -> Result<Event<'a>, Refusal> {
        self.watch.work(1)?;
        self.reader.read_event().map_err(|_| Refusal::Damaged)
    }

    fn table(&mut self, name: String) -> Result<Sheet, Refusal> {
        let mut sheet = Sheet::new(name, Epoch::Of1900);
        let mut merged = Vec::new();
        let mut row = 0_u32;
        loop {
            match self.next()? {
                Event::Start(element) if element.name().as_ref() == "table:table-row" => {
                    let repeated = count(&element, "table:number-rows-repeated")?;
                    self.row(&mut sheet, &mut merged, row, repeated)?;
                    row = row.saturating_add(repeated);
                }
                Event::End(element) if element.name().as_ref() == "table:table" => break,
                Event::Eof => return Err(Refusal::Damaged),
                _ => {}
            }
        }
        self.filling.close(&mut sheet, merged)?;
        Ok(sheet)
    }

    fn row(
        &mut self,
        sheet: &mut Sheet,
        merged: &mut Vec<Area>,
        row: u32,
        repeated: u32,
    ) -> Result<(), Refusal> {
        let mut column = 0_u32;
        loop {
            match self.next()? {
                Event::Start(element) => {
                    let name = element.name();
                    let covered = name.as_ref() == "table:covered-table-cell";
                    if !covered && name.as_ref() != "table:table-cell" {
                        continue;
                    }
                    let found = self.cell(&element)?;
                    if let Some(cell) = found.content.cell().filter(|_| !covered) {
                        self.repeat(sheet, (row, repeated), (column, found.repeated), cell)?;
                    }
                    let last = (
                        row.saturating_add(found.spans.0).saturating_sub(1),
                        column.saturating_add(found.spans.1).saturating_sub(1),
                    );
                    if found.spans != (1, 1) && merged.len() <= self.limits.merged {
                        let first = (row, column);
                        merged.push(Area { first, last });
                    }
                    column = column.saturating_add(found.repeated);
                }
                Event::End(element) if element.name().as_ref() == "table:table-row" => {
                    return Ok(());
                }
                Event::Eof => return Err(Refusal::Damaged),
                _ => {}
            }
        }
    }

    /// Puts a cell into all places that repeat it; the limit on cells ends it.
    fn repeat(
        &mut self,
        sheet: &mut Sheet,
        (row, rows): (u32, u32),
        (column, columns): (u32, u32),
        cell: Cell<'_>,
    ) -> Result<(), Refusal> {
        // White space is nothing, however often it stands there.
        if matches!(cell, Cell::Text(text) if text.chars().all(char::is_whitespace)) {
            return Ok(());
        }
        for row in (row..ROWS).zip(0..rows).map(|(row, _)| row) {
            for column in (column..COLUMNS).zip(0..columns).map(|(column, _)| column) {
                self.watch.work(1)?;
                self.filling.put(sheet, (row, column), cell)?;
            }
        }
        Ok(())
    }

    /// Reads a cell to its end.
    fn cell(&mut self, element: &BytesStart<'_>) -> Result<Found, Refusal> {
        let kind = attribute(element, "office:value-type")?.unwrap_or_default();
        let error = attribute(element, "calcext:value-type")?.is_some_and(|kind| kind == "error");
        let stated = match kind.as_str() {
            "date" => attribute(element, "office:date-value")?,
            "boolean" => attribute(element, "office:boolean-value")?,
            "string" => attribute(element, "office:string-value")?,
            _ => attribute(element, "office:value")?,
        };
        let repeated = count(element, "table:number-columns-repeated")?;
        let rows = count(element, "table:number-rows-spanned")?;
        let columns = count(element, "table:number-columns-spanned")?;
        let shown = self.text(element.name().as_ref())?;
        let content = match (kind.as_str(), stated) {
            _ if error => Content::Error(shown),
            ("float" | "currency" | "percentage", Some(value)) => {
                let number = number(&value).map(Cell::Number);
                number.map_or(Content::Nothing, Content::Value)
            }
            ("date", Some(value)) => {
                let day = value.split('T').next();
                let day = day.and_then(|day| Date::parse(day).ok());
                day.map_or(Content::Text(value), |day| Content::Value(Cell::Date(day)))
            }
            ("boolean", Some(value)) => Content::Value(Cell::Truth(value == "true")),
            (_, Some(value)) if !value.is_empty() => Content::Text(value),
            _ => Content::Text(shown),
        };
        Ok(Found {
            content,
            repeated,
            spans: (rows.min(ROWS), columns.min(COLUMNS)),
        })
    }

    /// The text inside an element, without notes, to its end.
    fn text(&mut self, name: &str) -> Result<String, Refusal> {
        let mut text = String::new();
        let mut note = 0_usize;
        let mut paragraphs = 0_usize;
        loop {
            match self.next()? {
                Event::Start(element) => match element.name().as_ref() {
                    "office:annotation" => note = note.saturating_add(1),
                    "text:p" if note == 0 => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs = paragraphs.saturating_add(1);
                    }
                    "text:s" if note == 0 => {
                        let spaces = count(&element, "text:c")?;
                        let spaces = usize::try_from(spaces).unwrap_or(usize::MAX);
                        text.push_str(&" ".repeat(spaces.min(self.limits.text)));
                    }
                    "text:tab" if note == 0 => text.push('\t'),
                    "text:line-break" if note == 0 => text.push('\n'),
                    _ => {}
                },
                Event::End(element) => match element.name().as_ref() {
                    "office:annotation" => note = note.saturating_sub(1),
                    ended if ended == name => return Ok(text),
                    _ => {}
                },
                Event::Text(part) if note == 0 => text.push_str(&part.xml10_content()),
                Event::CData(part) if note == 0 => text.push_str(&part.xml10_content()),
                Event::GeneralRef(entity) if note == 0 => {
                    let known = resolve_xml_entity(entity.as_ref());
                    match (known, entity.resolve_char_ref()) {
                        (Some(known), _) => text.push_str(known),
                        (None, Ok(Some(character))) => text.push(character),
                        // Entities of a file's own are how a small file grows.
                        _ => return Err(Refusal::Damaged),
                    }
                }
                Event::Eof => return Err(Refusal::Damaged),
                _ => {}
            }
            if text.len() > self.limits.text {
                let limit = self.limits.text;
                let cell = String::new();
                return Err(Refusal::TextTooLong { limit, cell });
            }
        }
    }
}

/// A number as the file writes it, which may have an exponent.
fn number(text: &str) -> Option<Number> {
    Number::parse(text).or_else(|| Number::of(text.parse().ok()?))
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
    let found = element
        .try_get_attribute(name)
        .map_err(|_| Refusal::Damaged)?;
    let Some(found) = found else { return Ok(None) };
    let value = found.normalized_value(XmlVersion::Explicit1_0);
    Ok(Some(value.map_err(|_| Refusal::Damaged)?.into_owned()))
}

/// A count that an attribute gives; 1 without it.
fn count(element: &BytesStart<'_>, name: &str) -> Result<u32, Refusal> {
    match attribute(element, name)? {
        None => Ok(1),
        Some(text) => text.parse().map_err(|_| Refusal::Damaged),
    }
}
