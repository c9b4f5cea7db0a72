//! What kind of Chinese character a character is, as the old character sets
//! tell it.
//!
//! GB 2312 holds the characters of simplified text and Big5 those of
//! traditional text, each with its common characters first. What stands in one
//! only belongs to that script; what stands in both, such as 后 or 里, says
//! nothing of it.

use encoding_rs::{BIG5, Encoding, GB18030};

const SIMPLIFIED: u8 = 1;
const TRADITIONAL: u8 = 2;
const COMMON: u8 = 4;

/// The kinds of all characters, and what they are in GBK.
#[derive(Debug)]
pub(super) struct Han {
    kinds: Vec<u8>,
    pairs: Vec<[u8; 2]>,
}

impl Han {
    pub(super) fn new() -> Self {
        let mut han = Self {
            kinds: vec![0; PLANE],
            pairs: vec![[0; 2]; PLANE],
        };
        for (pair, index) in pairs(GB18030, 0x81..=0xfe) {
            if let Some(known) = han.pairs.get_mut(index) {
                *known = pair;
            }
            // GB 2312 is a corner of GBK; its first level ends with row 55.
            if let [lead @ 0xb0..=0xf7, 0xa1..=0xfe] = pair {
                han.mark(index, SIMPLIFIED, lead <= 0xd7);
            }
        }
        for (pair, index) in pairs(BIG5, 0xa4..=0xf9) {
            // The first level: 5,401 characters in frequent use.
            han.mark(index, TRADITIONAL, pair <= [0xc6, 0x7e]);
        }
        han
    }

    fn mark(&mut self, index: usize, script: u8, common: bool) {
        if let Some(kind) = self.kinds.get_mut(index) {
            *kind |= script | if common { COMMON } else { 0 };
        }
    }

    fn kind(&self, character: char) -> u8 {
        let index = usize::try_from(u32::from(character)).ok();
        let kind = index.and_then(|index| self.kinds.get(index));
        kind.copied().unwrap_or(0)
    }

    /// A character in GBK, if it takes two bytes there.
    pub(super) fn pair(&self, character: char) -> Option<[u8; 2]> {
        let index = usize::try_from(u32::from(character)).ok()?;
        self.pairs
            .get(index)
            .copied()
            .filter(|pair| *pair != [0; 2])
    }

    /// Whether only traditional text has it.
    pub(super) fn is_traditional(&self, character: char) -> bool {
        is_han(character) && self.kind(character) & (SIMPLIFIED | TRADITIONAL) == TRADITIONAL
    }

    /// Whether only simplified text has it.
    pub(super) fn is_simplified(&self, character: char) -> bool {
        is_han(character) && self.kind(character) & (SIMPLIFIED | TRADITIONAL) == SIMPLIFIED
    }

    /// Whether it is among the some thousand in frequent use, in either script.
    pub(super) fn is_common(&self, character: char) -> bool {
        is_han(character) && self.kind(character) & COMMON != 0
    }
}

/// The characters that the tables cover.
const PLANE: usize = 1 << 16;

/// What each pair of bytes is in an encoding. A table is decoded and not
/// encoded: to find a pair by its character the encoder searches it.
fn pairs(
    encoding: &'static Encoding,
    leads: std::ops::RangeInclusive<u8>,
) -> impl Iterator<Item = ([u8; 2], usize)> {
    leads.flat_map(move |lead| {
        let trails = 0x40..=0xfe_u8;
        // A line each, so that a bad pair spoils no other.
        let bytes: Vec<u8> = trails
            .clone()
            .flat_map(|trail| [lead, trail, b'\n'])
            .collect();
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        let known = text.lines().zip(trails).filter_map(|(line, trail)| {
            let mut characters = line.chars();
            let only = characters.next().filter(|_| characters.next().is_none())?;
            let index = usize::try_from(u32::from(only)).ok()?;
            (only != '\u{fffd}').then_some(([lead, trail], index))
        });
        known.collect::<Vec<_>>()
    })
}

/// Whether a character is written in Chinese, in whatever script.
pub(crate) const fn is_han(character: char) -> bool {
    matches!(character,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_told_by_what_only_it_has() {
        let han = Han::new();
        for (character, traditional, simplified) in [
            ('進', true, false),
            ('进', false, true),
            ('后', false, false),
            ('里', false, false),
            ('著', false, false),
            ('裏', true, false),
            ('a', false, false),
            ('㑇', false, false),
        ] {
            assert_eq!(han.is_traditional(character), traditional, "{character}");
            assert_eq!(han.is_simplified(character), simplified, "{character}");
        }
        assert_eq!(han.pair('顒'), Some([0xee, 0x84]));
        assert_eq!(han.pair('𠮷'), None);
        assert!(han.is_common('動') && han.is_common('动') && han.is_common('的'));
        assert!(!han.is_common('顒') && !han.is_common('亓') && !han.is_common('ㄟ'));
    }
}
