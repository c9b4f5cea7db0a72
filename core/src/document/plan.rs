//! Reads plans.

use super::DocumentError;
use super::reader::{Members, Reader};
use super::tree::Node;
use crate::money::{Fen, Share};
use crate::plan::{
    Bottleneck, GiftReason, GiftRow, ItemTotals, Line, MatchRow, Measure, NeedReason, NeedRow,
    Paid, Plan, PlanFormat, Totals,
};
use crate::registry::Id;

/// The format that plans name.
pub(super) const FORMAT: &str = "bangfu.plan/1";

/// A plan whose `format` was checked.
pub(super) fn plan<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Plan> {
    let mut members = reader.object(node)?;
    reader.optional(&mut members, "format", Reader::text);
    let programme = reader.required(&mut members, "programme", Reader::id);
    let as_of = reader.required(&mut members, "as_of", Reader::date);
    let rules = reader.required(&mut members, "rules", Reader::id);
    let engine = reader.required(&mut members, "engine", Reader::text);
    let input_hash = reader.required(&mut members, "input_hash", hash);
    let rules_hash = reader.required(&mut members, "rules_hash", hash);
    let needs = reader.required(&mut members, "needs", |reader, node| {
        reader.list(node, need_row)
    });
    let gifts = reader.required(&mut members, "gifts", |reader, node| {
        reader.list(node, gift_row)
    });
    let lines = reader.required(&mut members, "lines", |reader, node| {
        reader.list(node, line)
    });
    let matches = reader.optional(&mut members, "matches", |reader, node| {
        reader.list(node, match_row)
    });
    let bottlenecks = reader.required(&mut members, "bottlenecks", |reader, node| {
        reader.list(node, bottleneck)
    });
    let totals = reader.required(&mut members, "totals", totals);
    reader.close(members);
    Some(Plan {
        format: PlanFormat::V1,
        programme: programme?,
        as_of: as_of?,
        rules: rules?,
        engine: engine?,
        input_hash: input_hash?,
        rules_hash: rules_hash?,
        needs: needs?,
        gifts: gifts?,
        lines: lines?,
        matches: matches.unwrap_or_default(),
        bottlenecks: bottlenecks?,
        totals: totals?,
    })
}

fn hash<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<String> {
    let text = reader.text(node)?;
    let digits = text
        .strip_prefix("sha256:")
        .filter(|digits| digits.len() == 64);
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if digits.is_some_and(|digits| digits.bytes().all(hex)) {
        return Some(text);
    }
    reader.note(DocumentError::UnknownValue {
        known: "sha256:<64 hex digits>".into(),
    });
    None
}

/// Rows of goods count units, rows of money amounts.
fn measure<'t>(goods: bool) -> impl Fn(&mut Reader<'t>, &'t Node<'t>) -> Option<Measure> + Copy {
    move |reader, node| match goods {
        true => reader.count(node).map(Measure::Units),
        false => reader.amount(node).map(Measure::Money),
    }
}

fn need_row<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<NeedRow> {
    let reasons = NeedReason::ALL.map(|reason| (reason.name(), reason));
    let mut members = reader.object(node)?;
    let id = reader.required(&mut members, "id", Reader::id);
    let goods = members.has("item");
    let item = reader.optional(&mut members, "item", Reader::id);
    let required = reader.optional(&mut members, "required", measure(goods));
    let already = reader.required(&mut members, "already", measure(goods));
    let granted = reader.required(&mut members, "granted", measure(goods));
    let level = reader.optional(&mut members, "level", level);
    let reason = reader.required(&mut members, "reason", |reader, node| {
        reader.word(node, &reasons)
    });
    let bottleneck = reader.optional(&mut members, "bottleneck", Reader::text);
    reader.close(members);
    Some(NeedRow {
        id: id?,
        item,
        required,
        already: already?,
        granted: granted?,
        level,
        reason: reason?,
        bottleneck,
    })
}

/// A fraction in lowest terms: `0`, `1`, `31/50`.
fn level<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Share> {
    let text = reader.text(node)?;
    let number = |text: &str| {
        let plain = text.len() <= 19 && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<i128>().ok()).flatten()
    };
    let (num, den) = text.split_once('/').unwrap_or((&text, "1"));
    let share = number(num)
        .zip(number(den))
        .and_then(|(num, den)| Share::new(num, den).ok());
    match share.filter(|share| share.to_string() == text) {
        Some(share) => Some(share),
        None => {
            reader.note(DocumentError::UnknownValue {
                known: "0, 1, 31/50 …".into(),
            });
            None
        }
    }
}

fn gift_row<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<GiftRow> {
    let reasons = GiftReason::ALL.map(|reason| (reason.name(), reason));
    let mut members = reader.object(node)?;
    let id = reader.required(&mut members, "id", Reader::id);
    let goods = members.has("item");
    let item = reader.optional(&mut members, "item", Reader::id);
    let received = reader.required(&mut members, "received", measure(goods));
    let kept = |reader: &mut Reader<'t>, members: &mut Members<'t>, key| match goods {
        true => Some(None),
        false => reader.required(members, key, Reader::amount).map(Some),
    };
    let overhead = kept(reader, &mut members, "overhead");
    let reserve = kept(reader, &mut members, "reserve");
    let used = reader.required(&mut members, "used", measure(goods));
    let held = reader.required(&mut members, "held", measure(goods));
    let reason = reader.required(&mut members, "reason", |reader, node| {
        reader.word(node, &reasons)
    });
    reader.close(members);
    Some(GiftRow {
        id: id?,
        item,
        received: received?,
        overhead: overhead?,
        reserve: reserve?,
        used: used?,
        held: held?,
        reason: reason?,
    })
}

fn line<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Line> {
    let mut members = reader.object(node)?;
    let gift = reader.required(&mut members, "gift", Reader::id);
    let part = reader.optional(&mut members, "part", Reader::count);
    let need = reader.required(&mut members, "need", Reader::id);
    let paid = match reader.one_of(&mut members, &["money", "units"]) {
        Some("money") => reader
            .required(&mut members, "money", Reader::amount)
            .map(Paid::Money),
        Some(_) => reader
            .required(&mut members, "units", Reader::count)
            .map(Paid::Units),
        None => None,
    };
    reader.close(members);
    Some(Line {
        gift: gift?,
        part,
        need: need?,
        paid: paid?,
    })
}

fn match_row<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<MatchRow> {
    let mut members = reader.object(node)?;
    let gift = reader.required(&mut members, "gift", Reader::id);
    let part = reader.required(&mut members, "part", Reader::count);
    let matching = reader.required(&mut members, "matching", Reader::id);
    let trigger = reader.required(&mut members, "trigger", Reader::id);
    let trigger_part = reader.optional(&mut members, "trigger_part", Reader::count);
    let money = reader.required(&mut members, "money", Reader::amount);
    reader.close(members);
    Some(MatchRow {
        gift: gift?,
        part: part?,
        matching: matching?,
        trigger: trigger?,
        trigger_part,
        money: money?,
    })
}

fn bottleneck<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Bottleneck> {
    let mut members = reader.object(node)?;
    let id = reader.required(&mut members, "id", Reader::text);
    let ids = |reader: &mut Reader<'t>, node| -> Option<Vec<Id>> { reader.list(node, Reader::id) };
    let needs = reader.required(&mut members, "needs", ids);
    let gifts = reader.required(&mut members, "gifts", ids);
    let caps = reader.required(&mut members, "caps", Reader::texts);
    let rests_on = reader.required(&mut members, "rests_on", Reader::texts);
    reader.close(members);
    Some(Bottleneck {
        id: id?,
        needs: needs?,
        gifts: gifts?,
        caps: caps?,
        rests_on: rests_on?,
    })
}

fn totals<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<Totals> {
    let mut members = reader.object(node)?;
    let mut sum = |reader: &mut Reader<'t>, key| -> Option<Fen> {
        reader.required(&mut members, key, Reader::amount)
    };
    let received = sum(reader, "received");
    let overhead = sum(reader, "overhead");
    let reserve = sum(reader, "reserve");
    let available = sum(reader, "available");
    let required = sum(reader, "required");
    let granted = sum(reader, "granted");
    let held = sum(reader, "held");
    let items = reader.required(&mut members, "items", |reader, node| {
        reader.list(node, item_totals)
    });
    reader.close(members);
    Some(Totals {
        received: received?,
        overhead: overhead?,
        reserve: reserve?,
        available: available?,
        required: required?,
        granted: granted?,
        held: held?,
        items: items?,
    })
}

fn item_totals<'t>(reader: &mut Reader<'t>, node: &'t Node<'t>) -> Option<ItemTotals> {
    let mut members = reader.object(node)?;
    let item = reader.required(&mut members, "item", Reader::id);
    let received = reader.required(&mut members, "received", Reader::count);
    let required = reader.required(&mut members, "required", Reader::count);
    let granted = reader.required(&mut members, "granted", Reader::count);
    let held = reader.required(&mut members, "held", Reader::count);
    reader.close(members);
    Some(ItemTotals {
        item: item?,
        received: received?,
        required: required?,
        granted: granted?,
        held: held?,
    })
}
