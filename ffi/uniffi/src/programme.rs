//! Programmes and rule books, and what can be asked of them.

use std::sync::Arc;
use std::time::Instant;

use bangfu::allocate::Throttled;
use bangfu::error::Lang;
use bangfu::{Programme, Rules, answer};

use crate::document::{RawCanonical, probe};
use crate::error::{RawDetail, RawError, guard};
use crate::plan::RawPlan;
use crate::progress::{Listening, RawListener};

/// A programme that was read and checked.
#[derive(Debug, uniffi::Object)]
pub struct RawProgramme(Programme);

impl From<Programme> for RawProgramme {
    fn from(programme: Programme) -> Self {
        Self(programme)
    }
}

/// A rule book that was read and checked.
#[derive(Debug, uniffi::Object)]
pub struct RawRules(Rules);

/// What a programme says of itself.
#[derive(Debug, uniffi::Record)]
pub struct RawProgrammeHead {
    /// The id.
    pub id: String,
    /// The name.
    pub name: Option<String>,
    /// The day of the plan.
    pub as_of: String,
    /// How many needs there are.
    pub needs: u64,
    /// How many gifts there are.
    pub gifts: u64,
}

/// Why a need got this much, or a gift was used or held.
#[derive(Debug, uniffi::Record)]
pub struct RawExplained {
    /// The plan's reason.
    pub reason: String,
    /// Whether plan, programme and rules belong together.
    pub fits: bool,
    /// In Chinese, a paragraph a line.
    pub text_zh: String,
    /// In English, a paragraph a line.
    pub text_en: String,
    /// As the command line prints it, in Chinese.
    pub json_zh: String,
    /// As the command line prints it, in English.
    pub json_en: String,
}

/// What `verify` says of a plan.
#[derive(Debug, uniffi::Record)]
pub struct RawVerified {
    /// Whether the plan is right.
    pub ok: bool,
    /// Everything that is wrong.
    pub violations: Vec<RawDetail>,
    /// How many violations there are besides.
    pub more: u64,
    /// How many lines were checked.
    pub lines: u64,
    /// How many needs were checked.
    pub needs: u64,
    /// How many gifts were checked.
    pub gifts: u64,
    /// Whether minimum grants were checked.
    pub minimum_grant_checked: bool,
    /// The certificate in Chinese.
    pub certificate_zh: String,
    /// The certificate in English.
    pub certificate_en: String,
    /// As the command line prints it, in Chinese.
    pub json_zh: String,
    /// As the command line prints it, in English.
    pub json_en: String,
}

#[uniffi::export]
impl RawProgramme {
    /// Reads a programme.
    #[uniffi::constructor]
    pub fn read(document: &[u8]) -> Result<Arc<Self>, RawError> {
        guard(|| {
            probe(document.len())?;
            Ok(Arc::new(Self(answer::programme(document)?)))
        })
    }

    /// What it says of itself.
    pub fn head(&self) -> Result<RawProgrammeHead, RawError> {
        guard(|| {
            Ok(RawProgrammeHead {
                id: self.0.id().to_string(),
                name: self.0.name().map(str::to_owned),
                as_of: self.0.as_of().to_string(),
                needs: self.0.needs().len() as u64,
                gifts: self.0.gifts().len() as u64,
            })
        })
    }

    /// Its own rule book.
    pub fn rules(&self) -> Result<Option<Arc<RawRules>>, RawError> {
        guard(|| {
            Ok(self
                .0
                .rules()
                .map(|rules| Arc::new(RawRules(rules.clone()))))
        })
    }

    /// As bangfu writes it.
    pub fn canonical(&self) -> Result<RawCanonical, RawError> {
        guard(|| {
            Ok(RawCanonical {
                text: self.0.canonical(),
                hash: self.0.input_hash(),
            })
        })
    }

    /// Allocates under `rules`, or under its own.
    pub fn allocate(
        &self,
        rules: Option<Arc<RawRules>>,
        listener: Option<Arc<dyn RawListener>>,
    ) -> Result<Arc<RawPlan>, RawError> {
        guard(|| {
            let start = Instant::now();
            let mut listening = Listening {
                listener,
                failed: None,
            };
            let mut progress = Throttled::new(&mut listening, || start.elapsed());
            let planned = answer::allocate(&self.0, book(rules.as_ref()), &mut progress);
            match (planned, listening.failed) {
                (_, Some(error)) => Err(error),
                (planned, None) => Ok(Arc::new(RawPlan::new(planned?))),
            }
        })
    }

    /// Checks a plan, anyone's.
    pub fn verify(
        &self,
        rules: Option<Arc<RawRules>>,
        plan: Arc<RawPlan>,
    ) -> Result<RawVerified, RawError> {
        guard(|| {
            let verified = answer::verify(&self.0, book(rules.as_ref()), plan.plan())?;
            Ok(RawVerified {
                ok: verified.ok(),
                violations: RawDetail::all(verified.violations()),
                more: verified.more() as u64,
                lines: verified.lines() as u64,
                needs: verified.needs() as u64,
                gifts: verified.gifts() as u64,
                minimum_grant_checked: verified.minimum_grant_checked(),
                certificate_zh: verified.certificate(Lang::Zh),
                certificate_en: verified.certificate(Lang::En),
                json_zh: verified.json(Lang::Zh),
                json_en: verified.json(Lang::En),
            })
        })
    }

    /// Explains why the need got this much.
    pub fn explain_need(
        &self,
        rules: Option<Arc<RawRules>>,
        plan: Arc<RawPlan>,
        id: String,
    ) -> Result<RawExplained, RawError> {
        guard(|| Ok(answer::explain_need(&self.0, book(rules.as_ref()), plan.plan(), &id)?.into()))
    }

    /// Explains why the gift was used or held.
    pub fn explain_gift(
        &self,
        rules: Option<Arc<RawRules>>,
        plan: Arc<RawPlan>,
        id: String,
    ) -> Result<RawExplained, RawError> {
        guard(|| Ok(answer::explain_gift(&self.0, book(rules.as_ref()), plan.plan(), &id)?.into()))
    }
}

#[uniffi::export]
impl RawRules {
    /// Reads a rule book.
    #[uniffi::constructor]
    pub fn read(document: &[u8]) -> Result<Arc<Self>, RawError> {
        guard(|| {
            probe(document.len())?;
            Ok(Arc::new(Self(answer::rules(document)?)))
        })
    }

    /// Its id.
    pub fn id(&self) -> Result<String, RawError> {
        guard(|| Ok(self.0.id().to_string()))
    }

    /// As bangfu writes it.
    pub fn canonical(&self) -> Result<RawCanonical, RawError> {
        guard(|| {
            Ok(RawCanonical {
                text: self.0.canonical(),
                hash: self.0.hash(),
            })
        })
    }
}

fn book(rules: Option<&Arc<RawRules>>) -> Option<&Rules> {
    rules.map(|rules| &rules.0)
}

impl From<answer::Explained> for RawExplained {
    fn from(explained: answer::Explained) -> Self {
        Self {
            reason: explained.reason().to_owned(),
            fits: explained.fits(),
            text_zh: explained.text(Lang::Zh).to_owned(),
            text_en: explained.text(Lang::En).to_owned(),
            json_zh: explained.json(Lang::Zh),
            json_en: explained.json(Lang::En),
        }
    }
}
