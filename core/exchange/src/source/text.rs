//! Values with separators between them.

use crate::sheet::{Cell, Epoch, Filling, Sheet};
use crate::watch::Watch;
use crate::{Limits, Refusal};

/// Reads separated values into one sheet.
pub(super) fn separated(
    text: &str,
    name: &str,
    limits: &Limits,
    watch: &Watch<'_>,
) -> Result<Sheet, Refusal> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::new(name.to_owned(), Epoch::Of1900);
    let mut filling = Filling::new(limits);
    let mut record = csv::ByteRecord::new();
    let mut row = 0_u32;
    let mut end = 0_usize;
    while reader
        .read_byte_record(&mut record)
        .map_err(|_| Refusal::Damaged)?
    {
        // The reader passes over blank lines, which a spreadsheet shows as rows.
        let now = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        row = row.saturating_add(blank_lines(text.as_bytes(), end, now));
        end = now;
        let fields = u64::try_from(record.len()).unwrap_or(u64::MAX);
        watch.work(fields.saturating_add(1))?;
        for (column, field) in (0_u32..).zip(&record) {
            let field = std::str::from_utf8(field).map_err(|_| Refusal::Damaged)?;
            if !field.is_empty() {
                filling.put(&mut sheet, (row, column), Cell::Text(field))?;
            }
        }
        row = row.saturating_add(1);
    }
    filling.close(&mut sheet, Vec::new())?;
    Ok(sheet)
}

/// How many blank lines stand before the record that the bytes from `start` to
/// `end` hold. A record may end in the first half of CR LF.
fn blank_lines(bytes: &[u8], start: usize, end: usize) -> u32 {
    let halved = bytes
        .get(..start)
        .is_some_and(|before| before.ends_with(b"\r"));
    let found = bytes.get(start..end).unwrap_or(&[]);
    let found = found
        .strip_prefix(b"\n")
        .filter(|_| halved)
        .unwrap_or(found);
    let count = |wanted: u8| {
        let breaks = found
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'));
        breaks.filter(|byte| **byte == wanted).count()
    };
    u32::try_from(count(b'\n').max(count(b'\r'))).unwrap_or(u32::MAX)
}

/// The separator that most lines at the start have, and most evenly.
fn separator(text: &str) -> u8 {
    let lines = || text.lines().filter(|line| !line.is_empty()).take(50);
    let score = |separator: u8| {
        let mut counts = std::collections::BTreeMap::new();
        for line in lines() {
            let mut quoted = false;
            let mut count = 0_usize;
            for byte in line.bytes() {
                quoted ^= byte == b'"';
                count = count.saturating_add(usize::from(!quoted && byte == separator));
            }
            if count > 0 {
                let lines: &mut usize = counts.entry(count).or_default();
                *lines = lines.saturating_add(1);
            }
        }
        counts.into_values().max().unwrap_or(0)
    };
    let mut best = (0, b',');
    for candidate in [b',', b'\t', b';', b'|'] {
        let found = score(candidate);
        if found > best.0 {
            best = (found, candidate);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_number_that_a_spreadsheet_gives_it() {
        for text in [
            "a,b\n\n\n\"x\ny\",1\n2,3",
            "a,b\r\n\r\n\r\n\"x\r\ny\",1\r\n2,3\r\n",
            "a,b\r\r\r\"x\ry\",1\r2,3\r",
        ] {
            let mut progress = bangfu::allocate::NoProgress;
            let watch = Watch::new(&mut progress);
            let sheet = separated(text, "a", &Limits::default(), &watch).unwrap();
            assert_eq!(sheet.rows().collect::<Vec<_>>(), [0, 3, 4], "{text:?}");
        }
    }

    #[test]
    fn the_separator_is_told_by_the_lines() {
        for (text, expected) in [
            ("a,b,c\n1,2,3\n", b','),
            ("a\tb\n1,5\t2\n", b'\t'),
            ("a;b\n1;2\n", b';'),
            ("标题\n\"a,b\"\tc\n", b'\t'),
            ("one\n", b','),
        ] {
            assert_eq!(separator(text), expected, "{text}");
        }
    }
}
