//! Builds a programme from columns and allocates, and says how long each took:
//! `cargo run --release --example columns [NEEDS]`. As many gifts as needs.

use std::time::Instant;

use bangfu::allocate::NoProgress;
use bangfu::document::{GiftColumns, NO_ENTRY, NeedColumns, ProgrammeBuilder, Texts};

/// Texts that own what `Texts` borrows.
#[derive(Default)]
struct Own {
    text: String,
    ends: Vec<u64>,
}

impl Own {
    fn of(texts: impl Iterator<Item = String>) -> Self {
        let mut own = Self::default();
        for text in texts {
            own.text += &text;
            own.ends.push(own.text.len() as u64);
        }
        own
    }

    fn texts(&self) -> Texts<'_> {
        Texts::new(&self.text, &self.ends)
    }
}

/// A number below `limit`, scattered.
fn scattered(row: u64, limit: u64) -> u64 {
    row.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29) % limit
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows: u64 = std::env::args()
        .nth(1)
        .map_or(Ok(100_000), |rows| rows.parse())?;
    let villages = (rows / 50).max(200);
    let village = |number: u64| 510_101_100_200 + number / 200 * 1_000 + number % 200;
    let places: Vec<String> = (0..villages)
        .map(|number| format!(r#"{{"code": "{}", "name": "村"}}"#, village(number)))
        .collect();
    let base = format!(
        r#"{{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-02",
            "registry": {{"organisations": [{{"id": "charity", "name": "慈善会", "kind": "charity"}}],
                          "places": [{}]}},
            "rules": {{"format": "bangfu.rules/1", "id": "r"}}}}"#,
        places.join(",")
    );
    let column = |of: &dyn Fn(u64) -> u64| (0..rows).map(of).collect::<Vec<u64>>();
    let narrow = |of: &dyn Fn(u64) -> u64| (0..rows).map(|row| of(row) as u32).collect::<Vec<_>>();
    let money = |of: &dyn Fn(u64) -> u64| (0..rows).map(|row| of(row) as i64).collect::<Vec<_>>();
    let need_ids = Own::of((0..rows).map(|row| format!("n{row:08}")));
    let gift_ids = Own::of((0..rows).map(|row| format!("g{row:08}")));
    let categories = Own::of(
        ["education", "health", "relief"]
            .map(str::to_owned)
            .into_iter(),
    );
    let restrictions =
        Own::of((0..villages).map(|number| format!(r#"{{"area": ["{}"]}}"#, village(number))));
    let zero = vec![0; rows as usize];
    let needs = NeedColumns {
        id: need_ids.texts(),
        place: &column(&|row| village(scattered(row, villages))),
        categories: categories.texts(),
        category: &narrow(&|row| row % 3),
        tier: &narrow(&|row| 1 + row % 4),
        money: &money(&|row| 10_000 + scattered(row + 7, 5_000_000)),
        ..NeedColumns::default()
    };
    let gifts = GiftColumns {
        id: gift_ids.texts(),
        organisations: Texts::new("charity", &[7]),
        donor: &zero,
        recipient: &zero,
        received_on: &narrow(&|row| 20_240_101 + row % 28),
        money: &money(&|row| 5_000 + scattered(row + 13, 3_000_000)),
        restrictions: restrictions.texts(),
        restriction: &narrow(&|row| {
            if row % 3 == 0 {
                u64::from(NO_ENTRY)
            } else {
                scattered(row + 3, villages)
            }
        }),
        ..GiftColumns::default()
    };
    let start = Instant::now();
    let programme = ProgrammeBuilder::read(base.as_bytes())?
        .columns(&needs, &gifts)?
        .build()?;
    println!("build      {:>10.3?}", start.elapsed());
    let rules = programme.rules().ok_or("no rules")?;
    let start = Instant::now();
    let plan = programme.allocate(rules, &mut NoProgress)?;
    println!(
        "allocate   {:>10.3?}   granted {}",
        start.elapsed(),
        plan.totals.granted
    );
    Ok(())
}
