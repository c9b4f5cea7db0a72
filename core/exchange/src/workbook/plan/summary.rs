//! The sums of a plan, computed in the workbook out of its other sheets.

use bangfu::Plan;
use bangfu::money::Fen;

use super::{Columns, ITEM, Sheets, with_mark};
use crate::sheet::address;
use crate::workbook::page::{Cell, Computed, Formula, Kind, Page};
use crate::workbook::total;

/// The cells of a column of another sheet, as formulas name them.
fn range(page: &Page, index: usize) -> Option<String> {
    let rows = u32::try_from(page.rows.len())
        .ok()
        .filter(|rows| *rows > 0)?;
    let column = u32::try_from(index).ok()?;
    let first = page.first_row();
    let last = first.saturating_add(rows).saturating_sub(1);
    let absolute = |row| {
        let place = address(row, column);
        let letters = place.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = place.trim_start_matches(|c: char| c.is_ascii_uppercase());
        format!("${letters}${digits}")
    };
    Some(format!(
        "'{}'!{}:{}",
        page.name,
        absolute(first),
        absolute(last)
    ))
}

/// The n-th column of a kind.
fn nth(page: &Page, kind: Kind, n: usize) -> Option<usize> {
    let columns = page.columns.iter().enumerate();
    let mut found = columns.filter(|(_, column)| column.kind == kind);
    found.nth(n).map(|(index, _)| index)
}

/// The n-th column of amounts of a page, summed.
fn summed(page: &Page, n: usize, money: Fen) -> Cell {
    let index = nth(page, Kind::Money, n);
    match index.and_then(|index| range(page, index)) {
        Some(range) => total::sum(&range, i128::from(money.0), page.rows.len()),
        None => Cell::Money(money),
    }
}

/// The money of a plan: what arrived, and where it went.
pub(super) fn money(plan: &Plan, sheets: &Sheets<'_>, needs: &Page, gifts: &Page) -> Page {
    let columns = Columns::new()
        .add(sheets.say("事项", "what"), Kind::Text, 30)
        .add(sheets.say("金额（元）", "amount (yuan)"), Kind::Money, 22)
        .add(sheets.say("说明", "meaning"), Kind::Prose, 62);
    let totals = &plan.totals;
    let row = |label: (&str, &str), amount: Cell, meaning: (&str, &str)| {
        with_mark(vec![
            sheets.say(label.0, label.1).into(),
            amount,
            sheets.say(meaning.0, meaning.1).into(),
        ])
    };
    let rows = vec![
        row(
            ("收到的捐款", "received"),
            summed(gifts, 0, totals.received),
            (
                "到方案日已经到账的资金；认捐和未到账的不算。",
                "Money that had arrived on the day of the plan; pledges don't count.",
            ),
        ),
        row(
            ("其中：管理费", "kept for overhead"),
            summed(gifts, 1, totals.overhead),
            ("按捐赠协议提取。", "By the agreements with the donors."),
        ),
        row(
            ("其中：储备", "kept in reserve"),
            summed(gifts, 2, totals.reserve),
            ("按规则留存。", "By the rules."),
        ),
        row(
            ("其中：本次安排", "granted"),
            summed(gifts, 3, totals.granted),
            (
                "由捐赠支付给需求，逐笔见「资金明细」。",
                "Paid by gifts to needs; see Payments.",
            ),
        ),
        row(
            ("其中：留存", "held"),
            summed(gifts, 4, totals.held),
            (
                "限定用途用不到现有需求，或尚未触发、不足以安排，逐笔见「捐款使用」。",
                "What no need of its kind wants or what may not be used yet; see Gifts of money.",
            ),
        ),
        row(
            ("核对", "check"),
            balance(plan, sheets),
            (
                "收到 ＝ 管理费 ＋ 储备 ＋ 本次安排 ＋ 留存，分毫不差才写「相符」。",
                "received = overhead + reserve + granted + held, to the fen.",
            ),
        ),
        row(
            ("可用于分配", "available"),
            Cell::Money(totals.available),
            (
                "收到的减去管理费、储备和今天不能用的。",
                "What arrived, less overhead, reserve and what may not be used today.",
            ),
        ),
        row(
            ("需求要的资金", "asked by needs"),
            summed(needs, 0, totals.required),
            (
                "所有需求的总额，此前已有的也在内。",
                "All that the needs ask for, what they had before included.",
            ),
        ),
        row(
            ("需求得到的资金", "granted to needs"),
            summed(needs, 2, totals.granted),
            ("与上面的「本次安排」相等。", "The same as granted above."),
        ),
    ];
    sheets.page("plan-summary", ("汇总", "Summary"), columns, rows)
}

/// Whether what arrived is what is accounted for, as the sheet sees it.
fn balance(plan: &Plan, sheets: &Sheets<'_>) -> Cell {
    let totals = &plan.totals;
    let parts = [totals.overhead, totals.reserve, totals.granted, totals.held];
    let sum = parts
        .iter()
        .fold(0_i128, |sum, part| sum.saturating_add(i128::from(part.0)));
    let (yes, no) = (sheets.say("相符", "agrees"), sheets.say("不符", "differs"));
    let result = if sum == i128::from(totals.received.0) {
        yes
    } else {
        no
    };
    // The five amounts and the four differences are off by 2⁻⁵³ of themselves
    // at most: below 10¹² yuan far less than half a fen in all. Beyond that
    // bangfu's own comparison stands alone.
    if sum.max(i128::from(totals.received.0)) >= 100_000_000_000_000 {
        return result.into();
    }
    // The rows above: the first is on the third row of the sheet.
    let text = format!("=IF(ROUND(B3-B4-B5-B6-B7,2)=0,\"{yes}\",\"{no}\")");
    let result = Computed::Text(result.to_owned());
    Cell::Formula(Formula { text, result })
}

/// The goods of a plan, item by item.
pub(super) fn goods(plan: &Plan, sheets: &Sheets<'_>, needs: &Page, gifts: &Page) -> Page {
    let columns = Columns::new()
        .add(sheets.say(ITEM.0, ITEM.1), Kind::Text, 22)
        .add(sheets.say("物资", "item name"), Kind::Prose, 28)
        .add(sheets.say("单位", "unit"), Kind::Text, 10)
        .add(sheets.say("收到", "received"), Kind::Count, 14)
        .add(sheets.say("需要", "asked"), Kind::Count, 14)
        .add(sheets.say("本次安排", "granted"), Kind::Count, 14)
        .add(sheets.say("留存", "held"), Kind::Count, 14);
    // The row of the first item, counted from 1 as formulas count.
    let rows = (3_usize..).zip(&plan.totals.items).map(|(row, item)| {
        // Received, used and held are the counts of a gift; asked, had and
        // granted those of a need, after its tier.
        let of = |page, n, count| counted(sheets, page, n, row, count);
        with_mark(vec![
            item.item.as_str().into(),
            sheets.names.item(&item.item).into(),
            sheets.names.unit(&item.item).into(),
            of(gifts, 0, item.received),
            of(needs, 1, item.required),
            of(needs, 3, item.granted),
            of(gifts, 2, item.held),
        ])
    });
    let rows = rows.collect();
    sheets.page("plan-goods", ("物资汇总", "Goods"), columns, rows)
}

/// The counts of one item in the n-th column of counts of another page.
///
/// The ids are compared as text: `SUMIF` would take 0012 for 12.
fn counted(sheets: &Sheets<'_>, page: &Page, n: usize, row: usize, count: u64) -> Cell {
    let label = sheets.say(ITEM.0, ITEM.1);
    let items = page.columns.iter().position(|column| column.label == label);
    let items = items.and_then(|index| range(page, index));
    let counts = nth(page, Kind::Count, n).and_then(|index| range(page, index));
    match items.zip(counts) {
        // A count of more than 15 digits would be text in its cell.
        Some((items, counts)) if total::whole(count).is_some() => Cell::Formula(Formula {
            text: format!("=SUMPRODUCT(EXACT({items},A{row})*{counts})"),
            result: Computed::Count(count),
        }),
        _ => Cell::Count(count),
    }
}
