//! What a call that ends without an answer says.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bangfu::error::Lang;
use bangfu::finding::{Finding, Findings};
use bangfu::misuse::Defect;

/// One thing that was found wrong or odd.
#[derive(Clone, Debug, uniffi::Record)]
pub struct RawDetail {
    /// The number, never reused.
    pub number: u32,
    /// The name that stays.
    pub name: String,
    /// The JSON Pointer to the place.
    pub pointer: String,
    /// What is wrong, in Chinese.
    pub text_zh: String,
    /// What is wrong, in English.
    pub text_en: String,
    /// The line, counted from 1.
    pub line: Option<u64>,
    /// The column, counted from 1.
    pub column: Option<u64>,
    /// The numbers behind it, as JSON.
    pub facts_json: Option<String>,
}

/// All that kept a question from being answered.
#[derive(Clone, Debug, uniffi::Record)]
pub struct RawReport {
    /// At least one finding, in the order of the document.
    pub findings: Vec<RawDetail>,
    /// How many there are besides.
    pub more: u64,
    /// As the command line prints it, in Chinese.
    pub json_zh: String,
    /// As the command line prints it, in English.
    pub json_en: String,
}

/// A call that ended without an answer.
#[derive(Clone, Debug, uniffi::Error)]
#[uniffi::export(Debug, Display)]
pub enum RawError {
    /// The call itself says nothing sensible: numbers 1 to 99.
    Misuse {
        /// What is wrong.
        report: RawReport,
    },
    /// A document or a text is wrong: the 1000s; sheets, running texts, open
    /// data and their options: the 5000s.
    Input {
        /// What is wrong.
        report: RawReport,
    },
    /// The rules can't be applied: the 2000s.
    Rules {
        /// What is wrong.
        report: RawReport,
    },
    /// The allocation has no result: the 3000s.
    Allocation {
        /// What is wrong.
        report: RawReport,
    },
    /// The listener stopped the run.
    Cancelled {
        /// That it was stopped.
        report: RawReport,
    },
    /// A defect of bangfu: the 9000s.
    Defect {
        /// What is known of it.
        report: RawReport,
    },
}

impl RawDetail {
    /// All of them, in their order.
    #[must_use]
    pub fn all(findings: &[Finding]) -> Vec<Self> {
        findings.iter().map(Self::from).collect()
    }
}

impl From<&Finding> for RawDetail {
    fn from(finding: &Finding) -> Self {
        Self {
            number: finding.number().into(),
            name: finding.name().to_owned(),
            pointer: finding.pointer().to_owned(),
            text_zh: finding.text(Lang::Zh).to_owned(),
            text_en: finding.text(Lang::En).to_owned(),
            line: finding.line().map(|line| line as u64),
            column: finding.column().map(|column| column as u64),
            facts_json: finding.facts().map(ToString::to_string),
        }
    }
}

impl RawError {
    pub(crate) const fn report(&self) -> &RawReport {
        match self {
            Self::Misuse { report }
            | Self::Input { report }
            | Self::Rules { report }
            | Self::Allocation { report }
            | Self::Cancelled { report }
            | Self::Defect { report } => report,
        }
    }
}

impl From<Findings> for RawError {
    fn from(findings: Findings) -> Self {
        let first = findings.first();
        let (number, cancelled) = (first.number(), first.name() == "CANCELLED");
        let report = RawReport {
            findings: RawDetail::all(findings.rows()),
            more: findings.more() as u64,
            json_zh: findings.json(Lang::Zh),
            json_en: findings.json(Lang::En),
        };
        match number {
            1..=99 => Self::Misuse { report },
            1000..=1999 | 5000..=5999 => Self::Input { report },
            2000..=2999 => Self::Rules { report },
            3000..=3999 if cancelled => Self::Cancelled { report },
            3000..=3999 => Self::Allocation { report },
            _ => Self::Defect { report },
        }
    }
}

impl fmt::Display for RawError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.report().findings.first() {
            Some(detail) => write!(formatter, "{} {}", detail.number, detail.text_en),
            None => formatter.write_str("nothing is known"),
        }
    }
}

impl std::error::Error for RawError {}

/// An exception that a listener let out stops the run. What it says is the
/// host's own and may be personal, so it is not kept: the layer above has the
/// exception itself and throws it again.
impl From<uniffi::UnexpectedUniFFICallbackError> for RawError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Findings::from(bangfu::allocate::AllocateError::Cancelled).into()
    }
}

/// Runs the body of an exported function; a panic in it becomes a defect.
///
/// # Errors
///
/// What the body says, and 9001 where it panics.
pub fn guard<T>(body: impl FnOnce() -> Result<T, RawError>) -> Result<T, RawError> {
    // What the body reaches is immutable or its own: nothing half-done is seen
    // after a panic.
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|payload| {
        // What it says may hold what the documents held.
        drop(payload);
        Err(Findings::from(Defect::Panic).into())
    })
}
