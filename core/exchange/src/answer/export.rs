use bangfu::error::{Lang, Pointer};
use bangfu::finding::{Finding, Findings};
use bangfu::registry::Id;
use bangfu::{Plan, Programme, Rules};

use super::error::BadOption;
use super::files::{Files, Output, Part};
use super::options::Given;
use crate::open;
use crate::workbook::{self, Encoding, List, Page, Template};

/// The form of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A workbook.
    #[default]
    Xlsx,
    /// Separated values, a file a list.
    Csv,
    /// Grants, as 360Giving 1.4.
    Giving360,
    /// Activities, as IATI 2.03.
    Iati,
    /// Needs and grants by place, with HXL tags.
    Hxl,
}

impl Format {
    /// The format that this word names: `xlsx`, `csv`, `360giving`, `iati` or
    /// `hxl`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            "360giving" => Some(Self::Giving360),
            "iati" => Some(Self::Iati),
            "hxl" => Some(Self::Hxl),
            _ => None,
        }
    }
}

/// What of a programme goes into sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// One of its lists.
    List(List),
    /// The pages of its plan.
    Plan,
}

impl Listed {
    /// What this word names: `needs`, `projects`, `resources`, `gifts`, `items`
    /// or `plan`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "needs" => Some(Self::List(List::Needs)),
            "projects" => Some(Self::List(List::Projects)),
            "resources" => Some(Self::List(List::Resources)),
            "gifts" => Some(Self::List(List::Gifts)),
            "items" => Some(Self::List(List::Items)),
            "plan" => Some(Self::Plan),
            _ => None,
        }
    }
}

/// A plan, and rules beside the programme, where they are given.
type Planned<'a> = (Option<&'a Plan>, Option<&'a Rules>);

/// How to export.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::answer::{ExportOptions, Format};
///
/// let options = ExportOptions::read(br#"{"to": "csv", "list": "needs", "encoding": "gb18030"}"#)?;
/// assert_eq!(options.to, Format::Csv);
/// let refused = ExportOptions::read(br#"{"to": "iati", "list": "needs"}"#).unwrap_err();
/// assert_eq!(refused.first().pointer(), "/list");
/// # Ok::<(), bangfu::finding::Findings>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    /// The form.
    pub to: Format,
    /// What goes into sheets; otherwise all of it.
    pub list: Option<Listed>,
    /// The encoding of separated values.
    pub encoding: Encoding,
    /// Who publishes open data; otherwise the organisation that received all
    /// gifts.
    pub publisher: Option<Id>,
    /// The prefix of grant ids that 360Giving has registered.
    pub prefix: Option<String>,
    /// The language of labels and notes.
    pub lang: Lang,
}

impl ExportOptions {
    /// Reads an object with the keys `to` (`xlsx`, `csv`, `360giving`, `iati`,
    /// `hxl`; it has to be there), `list` (`needs`, `projects`, `resources`,
    /// `gifts`, `items`, `plan`), `encoding` (`utf-8`, `gb18030`), `publisher`,
    /// `prefix` and `lang` (`zh`, `en`).
    ///
    /// # Errors
    ///
    /// `BAD_OPTIONS`, `DUPLICATE_KEY` and `OPTION_NOT_OF_FORMAT`, all of them,
    /// each at its key; `TOO_LARGE` above 1 MiB.
    pub fn read(json: &[u8]) -> Result<Self, Findings> {
        const FORMATS: &str = "xlsx / csv / 360giving / iati / hxl";
        let mut given = Given::read(json)?;
        let to = given.must("to", FORMATS, |value| Format::from_word(value.as_str()?));
        let list = given.take(
            "list",
            "needs / projects / resources / gifts / items / plan",
            |value| Listed::from_word(value.as_str()?),
        );
        let encoding = given.take("encoding", "utf-8 / gb18030", |value| {
            match value.as_str()? {
                "utf-8" => Some(Encoding::Utf8),
                "gb18030" => Some(Encoding::Gb18030),
                _ => None,
            }
        });
        let publisher = given.take("publisher", "id", |value| Id::parse(value.as_str()?));
        let prefix = given.take("prefix", "360G-…", |value| {
            Some(value.as_str()?.to_owned())
        });
        let lang = given.take("lang", "zh / en", |value| match value.as_str()? {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        });
        let options = Self {
            to: to.unwrap_or_default(),
            list,
            encoding: encoding.unwrap_or_default(),
            publisher,
            prefix,
            lang: lang.unwrap_or_default(),
        };
        if to.is_some() {
            for (key, formats) in options.unfit() {
                given.refuse(key, &BadOption::NotOfFormat { key, formats });
            }
        }
        given.end()?;
        Ok(options)
    }

    /// The options that the format does not have, each with the formats that
    /// do.
    ///
    /// # Examples
    ///
    /// ```
    /// use bangfu_exchange::answer::{ExportOptions, Format};
    ///
    /// let options = ExportOptions { to: Format::Hxl, prefix: Some("360G-x".into()), ..ExportOptions::default() };
    /// assert!(options.unfit().eq([("prefix", "360giving")]));
    /// ```
    pub fn unfit(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let to = self.to;
        let sheets = matches!(to, Format::Xlsx | Format::Csv);
        let grants = matches!(to, Format::Giving360 | Format::Iati);
        let encoded = self.encoding != Encoding::Utf8;
        let (prefix, publisher) = (self.prefix.is_some(), self.publisher.is_some());
        let rows = [
            ("encoding", "csv", encoded && to != Format::Csv),
            ("list", "xlsx, csv", self.list.is_some() && !sheets),
            ("prefix", "360giving", prefix && to != Format::Giving360),
            ("publisher", "360giving, iati", publisher && !grants),
        ];
        let unfit = rows.into_iter().filter(|(.., unfit)| *unfit);
        unfit.map(|(key, formats, _)| (key, formats))
    }
}

/// Writes a programme, and a plan of it, as others read it.
///
/// The rules are those that the plan was made with: those given beside the
/// programme, else the programme's own. Only the pages of a plan speak of them;
/// for everything else they are not looked at.
///
/// # Errors
///
/// `OPTION_NOT_OF_FORMAT`, all of them; `PLAN_WANTED`; for the pages of a plan,
/// what keeps the rules from being applied to the programme
/// ([`Programme::applicable`]); what a workbook can't hold
/// ([`Unwritten`](crate::workbook::Unwritten)), and what keeps open data from
/// being published ([`OpenError`](crate::open::OpenError)), all at once.
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
/// use bangfu_exchange::answer::{self, ExportOptions};
///
/// let programme = Programme::read(br#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-05"}"#).unwrap();
/// let options = ExportOptions::read(br#"{"to": "csv", "list": "needs"}"#)?;
/// let made = answer::export(&programme, None, None, &options)?;
/// assert_eq!(made.files()[0].name, "needs.csv");
/// # Ok::<(), bangfu::finding::Findings>(())
/// ```
pub fn export(
    programme: &Programme,
    plan: Option<&Plan>,
    rules: Option<&Rules>,
    options: &ExportOptions,
) -> Result<Files, Findings> {
    let unfit = options.unfit().map(|(key, formats)| {
        let error = BadOption::NotOfFormat { key, formats };
        Finding::at(&error, &Pointer::root().key(key))
    });
    if let Some(refused) = Findings::new(unfit.collect(), 0) {
        return Err(refused);
    }
    match options.to {
        Format::Xlsx => xlsx(programme, (plan, rules), options),
        Format::Csv => csv(programme, (plan, rules), options),
        Format::Giving360 | Format::Iati | Format::Hxl => published(programme, plan, options),
    }
}

/// The plan of which pages are wanted, with the rules that apply to it.
fn planned<'a>(
    programme: &'a Programme,
    (plan, beside): Planned<'a>,
    options: &ExportOptions,
) -> Result<Option<(&'a Plan, &'a Rules)>, Findings> {
    match (options.list, plan) {
        (Some(Listed::List(_)), _) | (None, None) => Ok(None),
        (Some(Listed::Plan), None) => Err(Finding::new(&BadOption::PlanWanted).into()),
        (None | Some(Listed::Plan), Some(plan)) => {
            let rules = programme
                .applicable(beside)
                .map_err(|at| Finding::at(&at.error, &at.pointer))?;
            Ok(Some((plan, rules)))
        }
    }
}

/// The pages of what was asked for, and what they leave out. Notes come last.
fn pages(
    programme: &Programme,
    given: Planned<'_>,
    options: &ExportOptions,
) -> Result<(Vec<Page>, Vec<Finding>), Findings> {
    let lang = options.lang;
    let lists = match options.list {
        None => List::ALL.to_vec(),
        Some(Listed::List(list)) => vec![list],
        Some(Listed::Plan) => Vec::new(),
    };
    let mut pages = Vec::new();
    // A plan stands first: whoever asks for one wants to read it.
    let plan = planned(programme, given, options)?;
    if let Some((plan, rules)) = plan {
        pages.extend(workbook::plan(programme, rules, plan, lang)?);
    }
    let of_lists = lists.iter();
    pages.extend(of_lists.map(|list| workbook::list(programme, *list, lang)));
    // Of a plan alone nobody expects the lists.
    let mut left = if lists.is_empty() {
        Vec::new()
    } else {
        workbook::left_out(programme, &lists)
    };
    let notes = workbook::notes(programme, plan, !lists.is_empty(), &left, lang);
    pages.push(notes);
    // The notes say it of the plan, and have only parts of the programme here.
    if let Some((plan, rules)) = plan {
        left.extend(workbook::left_out_of_plan(programme, rules, plan));
    }
    Ok((pages, left))
}

fn part(page: &Page) -> Part {
    Part {
        name: page.name.clone(),
        rows: page.rows.len(),
    }
}

fn xlsx(
    programme: &Programme,
    given: Planned<'_>,
    options: &ExportOptions,
) -> Result<Files, Findings> {
    let (pages, left) = pages(programme, given, options)?;
    let file = Output {
        name: format!("{}.xlsx", programme.id()),
        bytes: workbook::xlsx(&pages, programme.as_of(), options.lang)?,
        parts: pages.iter().map(part).collect(),
    };
    Ok(Files::made(vec![file], false, left))
}

/// A file for each page; of one list that was asked for, only that.
fn csv(
    programme: &Programme,
    given: Planned<'_>,
    options: &ExportOptions,
) -> Result<Files, Findings> {
    let (mut pages, left) = pages(programme, given, options)?;
    let alone = matches!(options.list, Some(Listed::List(_)));
    if alone {
        pages.truncate(1);
    }
    let file = |page: &Page| {
        Ok(Output {
            name: format!("{}.csv", page.file),
            bytes: workbook::csv(page, options.encoding)?,
            parts: vec![part(page)],
        })
    };
    let files = pages.iter().map(file).collect::<Result<_, Findings>>()?;
    Ok(Files::made(files, !alone, left))
}

/// Open data.
fn published(
    programme: &Programme,
    plan: Option<&Plan>,
    options: &ExportOptions,
) -> Result<Files, Findings> {
    let how = open::Options {
        lang: options.lang,
        publisher: options.publisher.clone(),
        prefix: options.prefix.clone(),
    };
    let (export, extension) = match options.to {
        Format::Giving360 => (open::giving360(programme, plan, &how)?, "json"),
        Format::Iati => (open::iati(programme, plan, &how)?, "xml"),
        _ => (open::hxl(programme, plan, &how)?, "csv"),
    };
    let file = Output {
        name: format!("{}.{extension}", programme.id()),
        bytes: export.bytes,
        parts: vec![Part {
            name: part_name(options.to, options.lang).to_owned(),
            rows: export.entries,
        }],
    };
    Ok(Files::made(vec![file], false, export.notes))
}

/// What the entries of open data are called.
const fn part_name(format: Format, lang: Lang) -> &'static str {
    match format {
        Format::Iati => lang.choose("项目活动", "activities"),
        Format::Hxl => lang.choose("按地方和类别", "by place and category"),
        _ => lang.choose("资助", "grants"),
    }
}

/// An empty sheet for those who report, with two examples.
///
/// # Errors
///
/// What the writer of workbooks refuses; no template has it.
///
/// # Examples
///
/// ```
/// use bangfu::error::Lang;
/// use bangfu_exchange::answer;
/// use bangfu_exchange::workbook::Template;
///
/// let made = answer::template(Template::Needs, Lang::Zh)?;
/// assert_eq!(made.files()[0].name, "needs.xlsx");
/// # Ok::<(), bangfu::finding::Findings>(())
/// ```
pub fn template(of: Template, lang: Lang) -> Result<Files, Findings> {
    let stem = match of {
        Template::Needs => "needs",
        Template::Gifts => "gifts",
        Template::Resources => "resources",
    };
    let pages = workbook::template_pages(of, lang);
    let file = Output {
        name: format!("{stem}.xlsx"),
        bytes: workbook::template(of, lang)?,
        parts: pages.iter().map(part).collect(),
    };
    Ok(Files::made(vec![file], false, Vec::new()))
}
