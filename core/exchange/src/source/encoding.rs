//! Tells the encoding of a text and decodes it, replacing nothing.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::Refusal;

/// Text, and the encoding that it was in.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static Encoding,
    /// Whether nothing but the bytes' likeness speaks for the encoding.
    pub(crate) guessed: bool,
    /// Whether the bytes began with a mark of their order.
    pub(crate) marked: bool,
}

/// Decodes text whose encoding is marked, or UTF-8, or else GB 18030.
///
/// UTF-8 is certain, since other text hardly ever passes for it. Anything else
/// is guessed; what is no GB 18030 either is refused, for nothing is replaced.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
    let marked = Encoding::for_bom(bytes);
    if let Some((encoding, length)) = marked {
        let rest = bytes.get(length..).unwrap_or(&[]);
        let text = whole(encoding, rest).map_err(|offset| Refusal::Encoding {
            offset: offset.saturating_add(length),
        })?;
        return Ok(Decoded {
            text,
            encoding,
            guessed: false,
            marked: true,
        });
    }
    let bad = match std::str::from_utf8(bytes) {
        Ok(text) => {
            return Ok(Decoded {
                text: text.to_owned(),
                encoding: UTF_8,
                guessed: false,
                marked: false,
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
                encoding,
                guessed: true,
                marked: false,
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
        for (bytes, encoding, guessed, with_mark) in [
            (text.as_bytes(), UTF_8, false, false),
            (&with_bom, UTF_8, false, true),
            (&marked, UTF_16LE, false, true),
            (&gb, GB18030, true, false),
            (&wide, UTF_16LE, true, false),
        ] {
            let decoded = decode(bytes).unwrap();
            assert_eq!(decoded.text, text);
            let told = (decoded.encoding, decoded.guessed, decoded.marked);
            assert_eq!(told, (encoding, guessed, with_mark));
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_where_they_begin() {
        let bytes = b"\xd0\xd5\xc3\xfb,\xff\xff\n";
        let refusal = decode(bytes).unwrap_err();
        assert_eq!(refusal, Refusal::Encoding { offset: 5 });
    }
}
