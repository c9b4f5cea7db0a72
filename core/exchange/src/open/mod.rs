//! Open data out: a programme and its plan in the formats that other people's
//! tools read.
//!
//! [`giving360`] writes grants (360Giving 1.4), [`iati`] activities and
//! transactions (IATI 2.03), [`hxl`] needs and grants by place (HXL 1.1).
//!
//! What is published can't be called back, so this room asks first:
//!
//! * **Individuals are never named**, whatever a gift's publicity says, and
//!   where a need is an individual's, its place is told by county. What they
//!   are called stands in no export; a text that holds the name of one, or what
//!   looks like an ID number, is masked. An id is refused that does, that holds
//!   the id of one, or that tells the village of a person's need.
//! * **Organisations that gave are named where their gift says `named`**, or
//!   their pledge is `publicised` and neither a gift on it nor any gift of
//!   theirs says `alias` or `anonymous`; and nowhere else.
//! * **Amounts are exact.** They are written digit by digit, and sum to the
//!   plan's totals. Goods count with their valuation; what has none is left
//!   out, and that is said. A pledge is never a grant.
//! * **A fact that a format demands is not made up.** Where it is missing the
//!   export is refused, with all reasons at once, each at its place.
//!
//! An organisation with a credit code is `CN-USCI-…`, as org-id.guide has it.
//! One without stands in 360Giving under the publisher's prefix
//! (`360G-…-org-ID`), as 360Giving asks; in IATI by its name alone, since an
//! identifier there has to come from a register.
//!
//! The same programme, plan and options give the same bytes: there is no clock
//! in them, and so none of the formats' fields for when a file was made.

mod award;
mod desk;
mod error;
mod giving360;
mod hxl;
mod iati;
mod persons;
mod phrases;

use bangfu::error::Lang;
use bangfu::finding::{Finding, Findings};
use bangfu::registry::Id;
use bangfu::{Plan, Programme};

pub use error::{OpenError, OpenNote};

use desk::Desk;

/// How to publish.
///
/// # Examples
///
/// ```
/// let mut options = bangfu_exchange::open::Options::default();
/// options.prefix = Some(String::from("360G-wanyuan"));
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The language of bangfu's own sentences. Names stay as they are.
    pub lang: Lang,
    /// Who publishes; otherwise the organisation that received all gifts.
    pub publisher: Option<Id>,
    /// The prefix of grant ids that 360Giving has registered for the publisher,
    /// such as `360G-wanyuan`.
    pub prefix: Option<String>,
}

/// A file as it is published, and what it leaves out.
#[derive(Clone, Debug)]
pub struct Export {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many grants, activities or rows it has.
    pub entries: usize,
    /// What was left out or written in another way, each at its place in the
    /// programme.
    pub notes: Vec<Finding>,
}

/// Writes the grants of a plan as a package of 360Giving 1.4.
///
/// A grant is what one charity awards to one need. The charity is the funder,
/// and not the donors behind it: a gift has become the charity's own when it
/// is granted, and the plan is the charity's decision. The donors that may be
/// named stand in the description. A need that two charities pay is two
/// grants. The recipient is the beneficiary of the need, or else its place.
///
/// `amountAwarded` of all grants of money sums to the plan's `granted`. Goods
/// with a valuation are grants too, of what they are worth.
///
/// # Errors
///
/// [`OpenError`]s, all at once: without a plan, with a plan of another
/// programme, without the publisher, its credit code or the prefix.
///
/// # Examples
///
/// ```
/// use bangfu::Programme;
/// use bangfu::allocate::NoProgress;
/// use bangfu_exchange::open::{self, Options};
///
/// let programme = Programme::read(r#"{"format": "bangfu.programme/1", "id": "p", "as_of": "2024-04-02",
///     "registry": {"organisations": [{"id": "c", "name": "万源市慈善会", "kind": "charity", "credit_code": "51511781MJ0000001Y"}],
///                  "places": [{"code": "511781109390", "name": "示例一村"}]},
///     "lists": {"needs": [{"id": "n", "place": "511781109390", "category": "relief", "money": "900.00"}]},
///     "giving": {"gifts": [{"id": "g", "donor": "c", "recipient": "c", "received_on": "2024-04-02", "money": "500.10", "restriction": "none"}]},
///     "rules": {"format": "bangfu.rules/1", "id": "r"}}"#.as_bytes())?;
/// let plan = bangfu::answer::allocate(&programme, None, &mut NoProgress)?;
/// let mut options = Options::default();
/// options.prefix = Some(String::from("360G-wanyuan"));
/// let export = open::giving360(&programme, Some(&plan), &options)?;
/// assert!(String::from_utf8(export.bytes)?.contains(r#""amountAwarded":500.10"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn giving360(
    programme: &Programme,
    plan: Option<&Plan>,
    options: &Options,
) -> Result<Export, Findings> {
    let mut desk = Desk::new(programme, plan, options.lang)?;
    let written = giving360::write(&mut desk, options);
    desk.close(written)
}

/// Writes a programme as activities of IATI 2.03.
///
/// The programme is one activity, which receives: pledges (认捐, transaction
/// type 13), signed agreements (签约, 11) and gifts that have arrived (到账, 1).
/// Each project, and each need without a project, is an activity below it, to
/// which the plan commits (分配决定, 2). Nothing is reported as paid out: a plan
/// decides, it pays nobody.
///
/// Transactions of type 2 sum to the plan's `granted` and the value of the
/// goods, those of type 1 to its `received` and the value of the goods.
///
/// Without a plan the activities are in the pipeline, with their budgets.
///
/// # Errors
///
/// [`OpenError`]s, all at once: with a plan of another programme, without the
/// publisher or its credit code.
pub fn iati(
    programme: &Programme,
    plan: Option<&Plan>,
    options: &Options,
) -> Result<Export, Findings> {
    let mut desk = Desk::new(programme, plan, options.lang)?;
    let written = iati::write(&mut desk, options);
    desk.close(written)
}

/// Writes what is needed and granted by place and category, as CSV with a row
/// of HXL tags below its header.
///
/// A place stands under `#adm4` and its county under `#adm3`; a need of an
/// individual counts to its county. Without a plan the columns of what is
/// granted are empty.
///
/// The columns of money sum to the plan's `required` and `granted`.
///
/// # Errors
///
/// [`OpenError`]s, all at once: with a plan of another programme.
pub fn hxl(
    programme: &Programme,
    plan: Option<&Plan>,
    options: &Options,
) -> Result<Export, Findings> {
    let mut desk = Desk::new(programme, plan, options.lang)?.for_sheets();
    let written = hxl::write(&mut desk);
    desk.close(written)
}
