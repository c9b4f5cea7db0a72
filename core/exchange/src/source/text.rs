//! Text in the encodings of Chinese offices, and values with separators in it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::sheet::{Cell, Epoch, Filling, Sheet};
use crate::{Limits, Refusal};

/// Text, and the encoding where it had to be guessed.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) guessed: Option<&'static str>,
}

/// Decodes text whose encoding is marked, or UTF-8, or else GB 18030.
///
/// UTF-8 is certain, since other text hardly ever passes for it. Anything else
/// is guessed; what is no GB 18030 either is refused, for nothing is replaced.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
    let marked = Encoding::for_bom(bytes);
    if let Some((encoding, length)) = marked {
        let rest = bytes.get(length..).unwrap_or(&[]);
        let text = whole(encoding, rest).map_err(|offset| Refusal::Encoding {
            offset: offset.saturating_add(length),
        })?;
        return Ok(Decoded {
            text,
            guessed: None,
        });
    }
    let bad = match std::str::from_utf8(bytes) {
        Ok(text) => {
            return Ok(Decoded {
                text: text.to_owned(),
                guessed: None,
            });
        }
        Err(error) => error.valid_up_to(),
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    // A GBK page is GB 18030 as well, and the larger set decodes both.
    let chinese = guess == GB18030 || guess == encoding_rs::GBK;
    for encoding in [GB18030, UTF_16LE, UTF_16BE] {
        let is_text = encoding == GB18030 || zeros(bytes, encoding);
        if !is_text || (encoding == GB18030 && !chinese && zeros(bytes, UTF_16LE)) {
            continue;
        }
        if let Ok(text) = whole(encoding, bytes) {
            return Ok(Decoded {
                text,
                guessed: Some(encoding.name()),
            });
        }
    }
    if bytes.iter().take(1024).any(|byte| *byte == 0) {
        return Err(Refusal::NotASheet);
    }
    let offset = whole(GB18030, bytes).err().unwrap_or(bad);
    Err(Refusal::Encoding { offset })
}

/// Decodes all of it, or says from which byte on it fails.
fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, usize> {
    if encoding == UTF_8 {
        let text = std::str::from_utf8(bytes).map_err(|error| error.valid_up_to())?;
        return Ok(text.to_owned());
    }
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
        .ok_or_else(|| failing(encoding, bytes))
}

/// How many bytes from the start decode.
fn failing(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = String::with_capacity(4096);
    let mut read = 0_usize;
    loop {
        let rest = bytes.get(read..).unwrap_or(&[]);
        out.clear();
        let (result, used) = decoder.decode_to_string_without_replacement(rest, &mut out, true);
        read = read.saturating_add(used);
        match result {
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::InputEmpty => return read,
            encoding_rs::DecoderResult::Malformed(length, after) => {
                let back = usize::from(length).saturating_add(usize::from(after));
                return read.saturating_sub(back);
            }
        }
    }
}

/// Whether the bytes look like two-byte text: separators and digits have a
/// zero for their other half.
fn zeros(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let parity = usize::from(encoding == UTF_16LE);
    let mut at_parity = 0_usize;
    let mut elsewhere = 0_usize;
    for (offset, byte) in bytes.iter().take(4096).enumerate() {
        if *byte == 0 {
            if offset % 2 == parity {
                at_parity = at_parity.saturating_add(1);
            } else {
                elsewhere = elsewhere.saturating_add(1);
            }
        }
    }
    // A few in every hundred characters at least, and never the other half.
    let looked = bytes.len().min(4096);
    let enough = at_parity >= 3 && at_parity.saturating_mul(20) >= looked / 2;
    enough && elsewhere == 0 && bytes.len().is_multiple_of(2)
}

/// Reads separated values into one sheet.
pub(super) fn separated(text: &str, name: &str, limits: &Limits) -> Result<Sheet, Refusal> {
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
    fn text_of_an_office_is_read_in_any_of_its_encodings() {
        let text = "序号,捐赠方,金额\r\n1,某公司𠮷,100.50\r\n";
        let (gb, _, lossy) = GB18030.encode(text);
        assert!(!lossy);
        let with_bom: Vec<u8> = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [b"\xff\xfe".as_slice(), &wide].concat();
        for (bytes, guessed) in [
            (text.as_bytes(), None),
            (&with_bom, None),
            (&marked, None),
            (&gb, Some("gb18030")),
            (&wide, Some("UTF-16LE")),
        ] {
            let decoded = decode(bytes).unwrap();
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.guessed, guessed);
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_where_they_begin() {
        let bytes = b"\xd0\xd5\xc3\xfb,\xff\xff\n";
        let refusal = decode(bytes).unwrap_err();
        assert_eq!(refusal, Refusal::Encoding { offset: 5 });
    }

    #[test]
    fn a_row_has_the_number_that_a_spreadsheet_gives_it() {
        for text in [
            "a,b\n\n\n\"x\ny\",1\n2,3",
            "a,b\r\n\r\n\r\n\"x\r\ny\",1\r\n2,3\r\n",
            "a,b\r\r\r\"x\ry\",1\r2,3\r",
        ] {
            let sheet = separated(text, "a", &Limits::default()).unwrap();
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
