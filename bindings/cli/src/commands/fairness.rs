//! `bangfu fairness PLAN --programme FILE`: who is covered how far, and what
//! the caps cost.

use std::path::Path;

use bangfu::allocate::NoProgress;
use bangfu::allocate::explain::{self, count};
use bangfu::error::Lang;
use bangfu::fairness::{Coverage, Fairness, Group, Key, Price, Refused, Row as Line, fairness};
use bangfu::finding::Finding;
use bangfu::money::{Fen, Share, grouped};
use bangfu::plan::Measure;

use super::{Loaded, load, load_plan, one_stdin, placed, refused};
use crate::failure::{Failure, Status};
use crate::output;
use crate::session::Session;
use crate::table::{Side, Table};
use crate::text;
use crate::threads;

/// So many rows a table has at most; the rest is counted.
const ROWS: usize = 40;

pub(super) fn run(
    session: &Session,
    plan: &Path,
    programme: &Path,
    rules: Option<&Path>,
) -> Result<Status, Failure> {
    one_stdin(session, &[Some(plan), Some(programme), rules])?;
    let (plan, input) = load_plan(session, plan)?;
    let loaded = load(session, programme, rules)?;
    let (own, rules) = (&loaded.programme, &loaded.rules);
    let found = threads::on_all(own, || fairness(own, rules, &plan, &mut NoProgress));
    let found = found.map_err(|why| match why {
        Refused::Plan(at) => Failure {
            errors: placed(
                session,
                vec![Finding::at(&at.error, &at.pointer)],
                &input,
                &[],
            ),
            more: 0,
        },
        Refused::Allocate(error) => refused(session, &loaded, error.into()),
    })?;
    let told = if session.json {
        output::json(&found, session.pretty)
    } else {
        if !found.fits {
            output::note(&text::hash_note(session.lang));
        }
        let page = Page {
            session,
            loaded: &loaded,
        };
        page.lines(&found).join("\n") + "\n"
    };
    output::print(session, &told)?;
    Ok(Status::Done)
}

struct Page<'a> {
    session: &'a Session,
    loaded: &'a Loaded,
}

impl Page<'_> {
    const fn lang(&self) -> Lang {
        self.session.lang
    }

    /// The result, what the caps cost, then the tables.
    fn lines(&self, found: &Fairness) -> Vec<String> {
        let lang = self.lang();
        let all = &found.money.all;
        let mut said = vec![text::fair_head(
            lang, all.needs, all.met, all.short, all.zero,
        )];
        if let Some(level) = all.level {
            let (covered, required) = (shown(all.covered), shown(all.required));
            said.push(text::fair_level(
                lang,
                covered,
                required,
                explain::percent(level),
                level,
            ));
        }
        for row in &found.money.tiers {
            if let (Key::Tier { tier }, Some(lowest)) = (&row.key, &row.group.lowest) {
                let percent = explain::percent(lowest.level);
                said.push(text::fair_lowest(
                    lang,
                    tier,
                    percent,
                    lowest.needs,
                    &lowest.first,
                ));
            }
        }
        let mut lines: Vec<String> = said
            .iter()
            .flat_map(|said| self.session.wrapped(said))
            .collect();
        lines.extend(self.price(found.caps.as_ref()));
        lines.extend(self.coverage(&found.money));
        if !found.items.is_empty() {
            lines.extend(self.session.title(&text::title_items(lang)));
            lines.extend(self.items(&found.items));
        }
        lines
    }

    fn price(&self, price: Option<&Price>) -> Vec<String> {
        let lang = self.lang();
        let Some(price) = price else {
            return self.session.wrapped(&text::fair_no_caps(lang));
        };
        let (rises, falls) = (price.rises, price.falls);
        let mut lines = self.session.wrapped(&text::fair_price(
            lang,
            grouped(price.without),
            grouped(price.price),
        ));
        lines.extend(self.session.wrapped(&match price.greatest {
            Some(most) => {
                let less = Fen(most.0.saturating_sub(price.granted.0));
                text::fair_greatest(lang, grouped(most), grouped(less))
            }
            None => text::fair_crossing(lang),
        }));
        let (up, down) = (grouped(rises.by), grouped(falls.by));
        lines.extend(self.session.wrapped(&text::fair_moved(
            lang,
            rises.needs,
            up,
            falls.needs,
            down,
        )));
        let mut table = Table::new([
            (text::column_cap(lang), Side::Left),
            (text::column_max(lang), Side::Right),
            (text::column_granted(lang), Side::Right),
            (text::column_needs(lang), Side::Right),
            (text::column_down(lang), Side::Right),
            (text::column_by(lang), Side::Right),
            (text::column_alone(lang), Side::Right),
        ]);
        for cap in price.each.iter().take(ROWS) {
            table.row([
                explain::cap(&self.loaded.programme, &self.loaded.rules, &cap.cap, lang),
                grouped(cap.max),
                grouped(cap.granted),
                cap.needs.to_string(),
                cap.rises.needs.to_string(),
                grouped(cap.rises.by),
                cap.alone
                    .as_ref()
                    .map_or_else(none, |alone| grouped(alone.price)),
            ]);
        }
        lines.extend(self.session.title(&text::title_caps(lang)));
        lines.extend(self.counted(table, price.each.len()));
        lines
    }

    fn coverage(&self, money: &Coverage) -> Vec<String> {
        let lang = self.lang();
        let tables = [
            (
                text::title_tiers(lang),
                text::column_tier(lang),
                &money.tiers,
            ),
            (
                text::title_counties(lang),
                text::column_county(lang),
                &money.counties,
            ),
            (
                text::title_villages(lang),
                text::column_place(lang),
                &money.places,
            ),
            (
                text::title_projects(lang),
                text::column_project(lang),
                &money.projects,
            ),
            (
                text::title_categories(lang),
                text::column_category(lang),
                &money.categories,
            ),
        ];
        let mut lines = Vec::new();
        for (title, head, rows) in tables {
            if rows.is_empty() {
                continue;
            }
            let mut table = self.table(head);
            for row in rows.iter().take(ROWS) {
                table.row(self.cells(self.name(row), &row.group));
            }
            if rows.len() > ROWS {
                table.row([text::rows_more(lang, rows.len() - ROWS)]);
            }
            table.total(self.cells(text::total(lang), &money.all));
            lines.extend(self.session.title(&title));
            lines.extend(table.lines(self.session.width));
        }
        if !money.forces.is_empty() {
            lines.extend(self.session.title(&text::title_forces(lang)));
            lines.extend(self.forces(money));
        }
        lines
    }

    fn table(&self, head: String) -> Table {
        let lang = self.lang();
        Table::new([
            (head, Side::Left),
            (text::column_asked(lang), Side::Right),
            (text::column_covered(lang), Side::Right),
            (text::column_level(lang), Side::Right),
            (text::column_met(lang), Side::Right),
            (text::column_part(lang), Side::Right),
            (text::column_zero(lang), Side::Right),
            (text::column_lowest(lang), Side::Right),
        ])
    }

    fn cells(&self, name: String, group: &Group) -> [String; 8] {
        let percent = |level: Option<Share>| level.map_or_else(none, explain::percent);
        [
            name,
            shown(group.required),
            shown(group.covered),
            percent(group.level),
            group.met.to_string(),
            group.short.to_string(),
            group.zero.to_string(),
            percent(group.lowest.as_ref().map(|lowest| lowest.level)),
        ]
    }

    fn name(&self, row: &Line) -> String {
        match &row.key {
            Key::Tier { tier } => tier.to_string(),
            Key::Place { place, name } => name.clone().unwrap_or_else(|| place.to_string()),
            Key::Project { name, .. } => name.clone(),
            Key::NoProject {} => text::no_project(self.lang()),
            Key::Category { category } => explain::category(category, self.lang()).to_owned(),
        }
    }

    fn forces(&self, money: &Coverage) -> Vec<String> {
        let lang = self.lang();
        let mut table = Table::new([
            (text::column_force(lang), Side::Left),
            (text::column_gifts(lang), Side::Right),
            (text::column_needs(lang), Side::Right),
            (text::column_granted(lang), Side::Right),
            (text::column_share(lang), Side::Right),
        ]);
        for row in &money.forces {
            let force = row
                .force
                .map(|force| explain::force(force, lang).to_owned());
            table.row([
                force.unwrap_or_else(|| text::force_none(lang)),
                row.gifts.to_string(),
                row.needs.to_string(),
                shown(row.granted),
                row.share.map_or_else(none, explain::percent),
            ]);
        }
        table.lines(self.session.width)
    }

    fn items(&self, items: &[Coverage]) -> Vec<String> {
        let mut table = self.table(text::column_item(self.lang()));
        for coverage in items.iter().take(ROWS) {
            let id = coverage.item.as_ref();
            let item = id.and_then(|id| self.loaded.programme.lists().item(id));
            let name = item.and_then(|item| item.name.clone());
            let name = name
                .or_else(|| id.map(ToString::to_string))
                .unwrap_or_default();
            table.row(self.cells(name, &coverage.all));
        }
        self.counted(table, items.len())
    }

    fn counted(&self, mut table: Table, rows: usize) -> Vec<String> {
        if rows > ROWS {
            table.row([text::rows_more(self.lang(), rows - ROWS)]);
        }
        table.lines(self.session.width)
    }
}

/// What there is no number for.
fn none() -> String {
    "-".to_owned()
}

fn shown(measure: Measure) -> String {
    match measure {
        Measure::Money(fen) => grouped(fen),
        Measure::Units(units) => count(units),
    }
}
