//! How an activity parts into sectors.

use std::collections::BTreeMap;

use bangfu::lists::Need;
use bangfu::money::{Fen, Share, split};

use super::codes::{self, vocabulary};
use super::page::Sector;
use crate::open::award::Award;
use crate::open::desk::{Desk, Listed};

/// Ten thousand hundredths of a percent.
const WHOLE: Fen = Fen(10_000);

/// The categories of the needs as sectors, weighed by what they are awarded;
/// where nothing is, by how many needs they have. The shares sum to exactly a
/// hundred percent. Where all categories have a purpose code of OECD DAC,
/// these stand beside the reporter's own words.
pub(super) fn of<'a>(
    desk: &mut Desk<'a>,
    needs: &[Listed<'a, Need>],
    awards: &[Award<'a>],
) -> Vec<Sector> {
    let mut weights: BTreeMap<String, i128> = BTreeMap::new();
    for award in awards.iter().filter(|award| award.value > Fen::ZERO) {
        let category = desk.category(award.need);
        *weights.entry(category).or_default() += i128::from(award.value.0);
    }
    if weights.is_empty() {
        for need in needs {
            *weights.entry(desk.category(*need)).or_default() += 1;
        }
    }
    let shares: Vec<Share> = weights
        .values()
        .filter_map(|weight| Share::new(*weight, 1).ok())
        .collect();
    // Without needs there are no weights, and no sectors.
    let Ok(parts) = split(WHOLE, &shares) else {
        return Vec::new();
    };
    let mut purposes: BTreeMap<&'static str, i64> = BTreeMap::new();
    let mut whole = true;
    let mut sectors = Vec::with_capacity(parts.len());
    for (category, part) in weights.into_keys().zip(parts) {
        match codes::purpose(&category) {
            Some(purpose) => *purposes.entry(purpose).or_default() += part.0,
            None => whole = false,
        }
        sectors.push(sector(vocabulary::OWN, category, part.0));
    }
    if whole {
        let purposes = purposes.into_iter();
        sectors
            .extend(purposes.map(|(code, share)| sector(vocabulary::DAC, code.to_owned(), share)));
    }
    // Of ten thousand categories some may have less than a hundredth.
    sectors.retain(|sector| sector.share > 0);
    sectors
}

const fn sector(vocabulary: &'static str, code: String, share: i64) -> Sector {
    Sector {
        vocabulary,
        code,
        share,
    }
}
