//! An import as data: what the command line prints with `--json`, and what a
//! binding hands on.

use std::sync::Arc;

use bangfu::error::Lang;
use bangfu::finding::spoken;
use bangfu::money::Fen;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Change, Fate, Found, Import, Remark};
use crate::finding::{More, Weight};
use crate::record::Control;

/// An import as it is printed.
///
/// It serialises as an object with the keys `ok`, `written`, `on_hold`, `lists`
/// (for each list how many entries have which fate), `controls`, `changes` (but
/// those that are there already), `remarks`, `findings` (of each kind and file
/// the first thousand) and `more` (how many there are beyond). Texts are in one
/// language. No row is held for it: each is made when it is written.
///
/// # Examples
///
/// ```
/// use bangfu::{Programme, error::Lang};
/// use bangfu_exchange::import::{self, File, Options};
/// use bangfu_exchange::{Limits, record, table::Mapping};
///
/// let programme = Programme::read(r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05",
///     "registry": {"organisations": [{"id": "charity", "name": "某县慈善会", "kind": "charity"}]}}"#.as_bytes())?;
/// let sheet = "日期,捐赠人,金额（元）\n2024.04.02,张某,100\n".as_bytes();
/// let mapping = Mapping::default();
/// let reading = record::read(sheet, "gifts.csv", &mapping, &Limits::default())?;
/// let file = File { name: "gifts.csv".to_owned(), reading };
/// let import = import::plan(vec![file], programme, &mapping, Options::default())?;
/// let report = serde_json::to_value(import.report(Lang::En, false))?;
/// assert_eq!(report["lists"]["gifts"]["added"], 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    import: &'a Import,
    lang: Lang,
    written: bool,
}

impl<'a> Report<'a> {
    pub(super) const fn new(import: &'a Import, lang: Lang, written: bool) -> Self {
        Self {
            import,
            lang,
            written,
        }
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (import, lang) = (self.import, self.lang);
        let mut report = serializer.serialize_struct("Report", 9)?;
        report.serialize_field("ok", &true)?;
        report.serialize_field("written", &self.written)?;
        report.serialize_field("on_hold", &import.on_hold())?;
        report.serialize_field("lists", &Lists::of(import))?;
        let controls = || import.controls.iter().map(ControlRow::of);
        report.serialize_field("controls", &Each(controls))?;
        let moved = |change: &Change<'_>| change.fate != Fate::Same;
        let changes = || import.changes.iter().filter(moved).map(ChangeRow::of);
        report.serialize_field("changes", &Each(changes))?;
        let remarks = || import.remarks.iter().map(|row| RemarkRow::of(row, lang));
        report.serialize_field("remarks", &Each(remarks))?;
        let findings = || import.findings.iter().map(|row| FindingRow::of(row, lang));
        report.serialize_field("findings", &Each(findings))?;
        let more = || import.more.iter().map(MoreRow::of);
        report.serialize_field("more", &Each(more))?;
        report.end()
    }
}

/// Rows that are made one by one.
struct Each<F>(F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// How many entries have which fate.
#[derive(Default, Serialize)]
struct Counts {
    added: usize,
    changed: usize,
    differs: usize,
    same: usize,
}

#[derive(Default, Serialize)]
struct Lists {
    event: Counts,
    gifts: Counts,
    items: Counts,
    needs: Counts,
    organisations: Counts,
    places: Counts,
    projects: Counts,
    resources: Counts,
}

impl Lists {
    fn of(import: &Import) -> Self {
        let mut lists = Self::default();
        for change in import.changes.iter() {
            let counts = match change.list {
                "event" => &mut lists.event,
                "gifts" => &mut lists.gifts,
                "items" => &mut lists.items,
                "needs" => &mut lists.needs,
                "organisations" => &mut lists.organisations,
                "projects" => &mut lists.projects,
                "resources" => &mut lists.resources,
                _ => &mut lists.places,
            };
            let count = match change.fate {
                Fate::Added => &mut counts.added,
                Fate::Changed => &mut counts.changed,
                Fate::Differs => &mut counts.differs,
                Fate::Same => &mut counts.same,
            };
            *count = count.saturating_add(1);
        }
        lists
    }
}

#[derive(Serialize)]
struct ControlRow<'a> {
    agrees: bool,
    cell: &'a str,
    file: String,
    rows: usize,
    stated: Fen,
    summed: Fen,
}

impl<'a> ControlRow<'a> {
    fn of((file, control): &'a (Arc<str>, Control)) -> Self {
        Self {
            agrees: control.agrees(),
            cell: &control.cell,
            file: spoken(file),
            rows: control.rows,
            stated: control.stated,
            summed: control.summed,
        }
    }
}

#[derive(Serialize)]
struct ChangeRow<'a> {
    list: &'static str,
    id: &'a str,
    fate: Fate,
    on_hold: bool,
    file: String,
    cell: &'a str,
}

impl<'a> ChangeRow<'a> {
    fn of(change: Change<'a>) -> Self {
        Self {
            list: change.list,
            id: change.id,
            fate: change.fate,
            on_hold: change.on_hold,
            file: spoken(change.file),
            cell: change.cell,
        }
    }
}

#[derive(Serialize)]
struct RemarkRow {
    gifts: usize,
    money: Fen,
    proposal: Value,
    words: Vec<String>,
}

impl RemarkRow {
    fn of(remark: &Remark, lang: Lang) -> Self {
        Self {
            gifts: remark.gifts,
            money: remark.money,
            proposal: remark.proposal.outcome.data(lang),
            words: remark.proposal.shown(),
        }
    }
}

#[derive(Serialize)]
struct FindingRow<'a> {
    cell: &'a str,
    code: u16,
    file: String,
    name: &'static str,
    sheet: String,
    suggestion: Option<&'a str>,
    text: &'a str,
    weight: Weight,
}

impl<'a> FindingRow<'a> {
    fn of(Found { file, finding }: &'a Found, lang: Lang) -> Self {
        Self {
            cell: finding.cell(),
            code: finding.number(),
            file: spoken(file),
            name: finding.name(),
            sheet: spoken(finding.sheet()),
            suggestion: finding.suggestion(),
            text: finding.text(lang),
            weight: finding.weight(),
        }
    }
}

#[derive(Serialize)]
struct MoreRow {
    code: u16,
    count: usize,
    file: String,
    name: &'static str,
    weight: Weight,
}

impl MoreRow {
    fn of((file, more): &(Arc<str>, More)) -> Self {
        Self {
            code: more.number,
            count: more.count,
            file: spoken(file),
            name: more.name,
            weight: more.weight,
        }
    }
}
