//! `bangfu compare PLAN PLAN`: who gains, who loses, and why.

use std::path::Path;

use bangfu::allocate::explain::{self, count};
use bangfu::compare::{
    Account, Comparison, GiftChange, NeedChange, Refused, Side as Which, compare,
};
use bangfu::error::{Code, Lang};
use bangfu::finding::{Finding, spoken};
use bangfu::money::{Fen, Share, grouped};
use bangfu::plan::Measure;

use super::{load_plan, one_stdin, placed};
use crate::failure::{Failure, Row, Status};
use crate::input::Input;
use crate::output::{self, bold};
use crate::session::Session;
use crate::table::{Side, Table};
use crate::text;

/// So many rows a table has at most; the rest is counted.
const ROWS: usize = 40;
/// So many causes stand in a cell; the letter below names all.
const CAUSES: usize = 2;
/// Of so many gains, and losses, all causes are told.
const TOLD: usize = 3;

pub(super) fn run(session: &Session, before: &Path, after: &Path) -> Result<Status, Failure> {
    one_stdin(session, &[Some(before), Some(after)])?;
    let (one, input) = load_plan(session, before)?;
    let (other, other_input) = load_plan(session, after)?;
    let found = compare(&one, &other).map_err(|Refused { side, at }| {
        let input = match side {
            Which::Before => &input,
            Which::After => &other_input,
        };
        refused(session, &at, input)
    })?;
    let told = if session.json {
        output::json(&found.document(session.lang), session.pretty)
    } else {
        for warning in found.warnings() {
            let row = Row::of(&Finding::new(&warning), session.lang);
            output::note(&row.warning(session.lang, session.color_errors));
        }
        Page { session }.lines(&found).join("\n") + "\n"
    };
    output::print(session, &told)?;
    Ok(Status::Done)
}

fn refused<E: Code>(session: &Session, at: &bangfu::error::At<E>, input: &Input) -> Failure {
    Failure {
        errors: placed(
            session,
            vec![Finding::at(&at.error, &at.pointer)],
            input,
            &[],
        ),
        more: 0,
    }
}

struct Page<'a> {
    session: &'a Session,
}

impl Page<'_> {
    const fn lang(&self) -> Lang {
        self.session.lang
    }

    /// A line of result for each account, then the tables.
    fn lines(&self, found: &Comparison) -> Vec<String> {
        let lang = self.lang();
        let (before, after) = (&found.before, &found.after);
        let mut lines = self.session.wrapped(&text::compare_head(
            lang,
            &before.programme,
            &after.programme,
            before.as_of,
            after.as_of,
        ));
        for account in found.accounts().filter(|account| speaks(account)) {
            let line = self.headline(account);
            lines.extend(
                self.session
                    .wrapped(&line)
                    .iter()
                    .map(|line| bold(line, self.session.color)),
            );
        }
        let silent: Vec<_> = found
            .items
            .iter()
            .filter(|account| !speaks(account))
            .collect();
        if !silent.is_empty() {
            let names: Vec<_> = silent.iter().map(|account| self.of(account)).collect();
            lines.extend(
                self.session
                    .wrapped(&text::compare_silent(lang, names.join(" "))),
            );
        }
        let made_of = found.made_of(lang);
        let gap = if lang == Lang::Zh { "" } else { " " };
        lines.extend(self.session.wrapped(&made_of.join(gap)));
        lines.extend(self.session.title(&text::title_totals(lang)));
        lines.extend(self.totals(found));
        for account in found.accounts() {
            lines.extend(self.account(account));
        }
        lines.extend(self.letter(found));
        lines
    }

    fn headline(&self, account: &Account) -> String {
        let lang = self.lang();
        let (gains, losses) = (account.gains.len(), account.losses.len());
        let (gained, lost, same) = (account.gained, account.lost, account.unchanged);
        match &account.item {
            None if gains + losses == 0 => text::compare_same(lang, same),
            None => text::compare_money(lang, gains, shown(gained), losses, shown(lost), same),
            Some(item) => {
                text::compare_item(lang, item, gains, shown(gained), losses, shown(lost), same)
            }
        }
    }

    fn of(&self, account: &Account) -> String {
        let item = account.item.as_ref();
        item.map_or_else(|| text::of_money(self.lang()), |item| spoken(item.as_str()))
    }

    /// What came in and where it went, of money and of each item.
    fn totals(&self, found: &Comparison) -> Vec<String> {
        let lang = self.lang();
        let mut table = Table::new([
            (text::column_of(lang), Side::Left),
            (text::column_sum(lang), Side::Left),
            (text::column_before(lang), Side::Right),
            (text::column_after(lang), Side::Right),
            (text::column_more(lang), Side::Right),
        ]);
        for account in found.accounts().filter(|account| speaks(account)) {
            let (before, after) = (account.totals.before, account.totals.after);
            let kept = |name, before: Option<Fen>, after: Option<Fen>| {
                let kept = before.zip(after);
                kept.map(|(before, after)| (name, Measure::Money(before), Measure::Money(after)))
            };
            let rows = [
                Some((text::column_asked(lang), before.required, after.required)),
                Some((text::column_received(lang), before.received, after.received)),
                kept(text::overhead(lang), before.overhead, after.overhead),
                kept(text::reserve(lang), before.reserve, after.reserve),
                Some((text::column_granted(lang), before.granted, after.granted)),
                Some((text::column_held(lang), before.held, after.held)),
            ];
            for (name, before, after) in rows.into_iter().flatten() {
                let change = change(Some(before), Some(after));
                table.row([self.of(account), name, shown(before), shown(after), change]);
            }
        }
        table.lines(self.session.width)
    }

    fn account(&self, account: &Account) -> Vec<String> {
        let lang = self.lang();
        let of = self.of(account);
        let sections = [
            (text::title_gains(lang, &of), self.changes(&account.gains)),
            (text::title_losses(lang, &of), self.changes(&account.losses)),
            (
                text::title_otherwise(lang, &of),
                self.changes(&account.otherwise),
            ),
            (
                text::title_gifts_differ(lang, &of),
                self.gifts(&account.gifts),
            ),
        ];
        let mut lines = Vec::new();
        for (title, section) in sections {
            if !section.is_empty() {
                lines.extend(self.session.title(&title));
                lines.extend(section);
            }
        }
        lines
    }

    fn changes(&self, changes: &[NeedChange]) -> Vec<String> {
        let lang = self.lang();
        if changes.is_empty() {
            return Vec::new();
        }
        let mut table = Table::new([
            (text::column_need(lang), Side::Left),
            (text::column_before(lang), Side::Right),
            (text::column_after(lang), Side::Right),
            (text::column_more(lang), Side::Right),
            (text::column_level(lang), Side::Right),
            (text::column_why(lang), Side::Left),
        ]);
        for row in changes.iter().take(ROWS) {
            let granted = |of: &Option<bangfu::compare::Standing>| of.as_ref().map(|of| of.granted);
            let level =
                |of: &Option<bangfu::compare::Standing>| of.as_ref().and_then(|of| of.level);
            let (before, after) = (granted(&row.before), granted(&row.after));
            let mut why = row.why(lang);
            why.truncate(CAUSES);
            table.row([
                row.need.to_string(),
                before.map_or_else(none, shown),
                after.map_or_else(none, shown),
                change(before, after),
                self.levels(level(&row.before), level(&row.after)),
                why.join(&text::clauses_gap(lang)),
            ]);
        }
        self.counted(table, changes.len())
    }

    fn levels(&self, before: Option<Share>, after: Option<Share>) -> String {
        if before.is_none() && after.is_none() {
            return none();
        }
        let percent = |level: Option<Share>| level.map_or_else(none, explain::percent);
        text::then_now(self.lang(), percent(before), percent(after))
    }

    fn gifts(&self, gifts: &[GiftChange]) -> Vec<String> {
        let lang = self.lang();
        if gifts.is_empty() {
            return Vec::new();
        }
        let (then, now) = (text::column_before(lang), text::column_after(lang));
        let of = |what: String, when: &str| match lang {
            Lang::Zh => format!("{when}{what}"),
            Lang::En => format!("{what} {when}"),
        };
        let mut table = Table::new([
            (text::column_gift(lang), Side::Left),
            (of(text::column_received(lang), &then), Side::Right),
            (of(text::column_received(lang), &now), Side::Right),
            (of(text::column_used(lang), &then), Side::Right),
            (of(text::column_used(lang), &now), Side::Right),
            (text::column_state(lang), Side::Left),
        ]);
        for row in gifts.iter().take(ROWS) {
            let (before, after) = (row.before, row.after);
            let reason = row.after.or(row.before).map(|of| of.reason);
            table.row([
                row.gift.to_string(),
                before.map_or_else(none, |of| shown(of.received)),
                after.map_or_else(none, |of| shown(of.received)),
                before.map_or_else(none, |of| shown(of.used)),
                after.map_or_else(none, |of| shown(of.used)),
                reason
                    .map_or("", |reason| explain::gift_reason(reason, lang))
                    .to_owned(),
            ]);
        }
        self.counted(table, gifts.len())
    }

    fn counted(&self, mut table: Table, rows: usize) -> Vec<String> {
        if rows > ROWS {
            table.row([text::rows_more(self.lang(), rows - ROWS)]);
        }
        table.lines(self.session.width)
    }

    /// All that the plans say of the largest changes.
    fn letter(&self, found: &Comparison) -> Vec<String> {
        let lang = self.lang();
        let mut lines = Vec::new();
        for account in found.accounts() {
            let told = account
                .gains
                .iter()
                .take(TOLD)
                .chain(account.losses.iter().take(TOLD));
            for change in told {
                let why = change.why(lang).join(&text::clauses_gap(lang));
                lines.extend(
                    self.session
                        .wrapped(&text::why_need(lang, &change.need, why)),
                );
            }
        }
        if lines.is_empty() {
            return lines;
        }
        let mut all = self.session.title(&text::title_why(lang));
        all.extend(lines);
        all
    }
}

/// Whether there is anything to say of the account: money always, an item
/// when something of it differs.
fn speaks(account: &Account) -> bool {
    let same = account.totals.before == account.totals.after
        && account.gains.is_empty()
        && account.losses.is_empty()
        && account.otherwise.is_empty()
        && account.gifts.is_empty();
    account.item.is_none() || !same
}

/// What has no row in a plan.
fn none() -> String {
    "-".to_owned()
}

fn shown(measure: Measure) -> String {
    match measure {
        Measure::Money(fen) => grouped(fen),
        Measure::Units(units) => count(units),
    }
}

/// How much more or less, with its sign.
fn change(before: Option<Measure>, after: Option<Measure>) -> String {
    let money = [before, after]
        .iter()
        .flatten()
        .any(|of| matches!(of, Measure::Money(_)));
    let number = |of: Option<Measure>| of.map_or(0, Measure::count);
    let (before, after) = (number(before), number(after));
    let sign = match after.cmp(&before) {
        std::cmp::Ordering::Less => "-",
        std::cmp::Ordering::Equal => "",
        std::cmp::Ordering::Greater => "+",
    };
    let by = before.abs_diff(after);
    let by = if money {
        grouped(Fen(by.try_into().unwrap_or(i64::MAX)))
    } else {
        count(by)
    };
    format!("{sign}{by}")
}
