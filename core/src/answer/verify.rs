//! Is this plan right?

use serde::Serialize;

use super::plan::applicable;
use crate::canonical;
use crate::error::Lang;
use crate::finding::{self, Finding, Findings, MOST};
use crate::money::grouped;
use crate::plan::Plan;
use crate::policy::Rules;
use crate::programme::Programme;
use crate::verify::{self, MinimumGrant};

/// What [`verify()`] says of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    violations: Vec<Finding>,
    more: usize,
    counts: Counts,
    minimum_grant: MinimumGrant,
    subject: Subject,
}

/// What the certificate speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Subject {
    programme: String,
    as_of: String,
    rules: String,
    engine: String,
    input_hash: String,
    rules_hash: String,
    plan_hash: String,
    received: String,
    granted: String,
    held: String,
}

/// A judgement as documents write it, with whatever rows its violations are
/// shown as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judgement<R> {
    ok: bool,
    violations: Vec<R>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
    checked: Counts,
    minimum_grant: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
struct Counts {
    lines: usize,
    needs: usize,
    gifts: usize,
}

/// Checks a plan, anyone's, under `rules`, or under the programme's own when
/// none are given.
///
/// # Errors
///
/// What keeps the rules from being applied to the programme; then no plan can
/// be right or wrong.
///
/// # Examples
///
/// ```
/// use bangfu::allocate::NoProgress;
/// use bangfu::answer;
///
/// let programme = answer::programme(br#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02",
///     "rules":{"format":"bangfu.rules/1","id":"r"}}"#)?;
/// let plan = answer::allocate(&programme, None, &mut NoProgress)?;
/// assert!(answer::verify(&programme, None, &plan)?.ok());
/// # Ok::<(), bangfu::finding::Findings>(())
/// ```
pub fn verify(
    programme: &Programme,
    rules: Option<&Rules>,
    plan: &Plan,
) -> Result<Verified, Findings> {
    let rules = applicable(programme, rules)?;
    let report = verify::verify(programme, rules, plan)
        .map_err(|errors| Findings::from(errors.as_slice()))?;
    let violations = report.violations.iter().take(MOST);
    Ok(Verified {
        violations: violations
            .map(|at| Finding::at(&at.error, &at.pointer))
            .collect(),
        more: report.violations.len().saturating_sub(MOST),
        counts: Counts {
            lines: report.lines,
            needs: report.needs,
            gifts: report.gifts,
        },
        minimum_grant: report.minimum_grant,
        subject: Subject {
            programme: programme.id().to_string(),
            as_of: programme.as_of().to_string(),
            rules: rules.id().to_string(),
            engine: plan.engine.clone(),
            input_hash: programme.input_hash(),
            rules_hash: rules.hash(),
            plan_hash: canonical::hash_of_text(&plan.canonical()),
            received: grouped(plan.totals.received),
            granted: grouped(plan.totals.granted),
            held: grouped(plan.totals.held),
        },
    })
}

impl Verified {
    /// Whether the plan is right.
    #[must_use]
    pub const fn ok(&self) -> bool {
        self.violations.is_empty()
    }

    /// Everything that is wrong, with its place in the plan; at most [`MOST`].
    #[must_use]
    pub fn violations(&self) -> &[Finding] {
        &self.violations
    }

    /// How many violations there are besides.
    #[must_use]
    pub const fn more(&self) -> usize {
        self.more
    }

    /// How many lines were checked.
    #[must_use]
    pub const fn lines(&self) -> usize {
        self.counts.lines
    }

    /// How many needs were checked.
    #[must_use]
    pub const fn needs(&self) -> usize {
        self.counts.needs
    }

    /// How many gifts were checked.
    #[must_use]
    pub const fn gifts(&self) -> usize {
        self.counts.gifts
    }

    /// Whether it was checked which needs fall below the minimum grant.
    #[must_use]
    pub const fn minimum_grant_checked(&self) -> bool {
        matches!(self.minimum_grant, MinimumGrant::Checked)
    }

    /// `{"ok":…,"violations":[…],"checked":{…},"minimum_grant":…}`.
    #[must_use]
    pub fn json(&self, lang: Lang) -> String {
        canonical::compact(&self.judgement(|row| row.row(lang)))
    }

    /// The same with rows of the caller's own.
    pub fn judgement<'a, R>(&'a self, row: impl FnMut(&'a Finding) -> R) -> Judgement<R> {
        let checked = self.minimum_grant_checked();
        Judgement {
            ok: self.ok(),
            violations: self.violations.iter().map(row).collect(),
            more: (self.more > 0).then_some(self.more),
            checked: self.counts,
            minimum_grant: if checked { "checked" } else { "not_checked" },
        }
    }

    /// The same with the line and the column of each violation in the document
    /// that the plan was read from, its rows in the order in which it was
    /// judged.
    #[must_use]
    pub fn placed(mut self, document: &[u8]) -> Self {
        finding::place(&mut self.violations, document, &[]);
        self
    }

    /// What was checked and what came of it, as a text to be filed with the
    /// plan: what it is about, its hashes, its sums, the judgement.
    ///
    /// Anyone who has the three documents and any implementation of the rules
    /// arrives at the same judgement; that is what the hashes are for.
    #[must_use]
    pub fn certificate(&self, lang: Lang) -> String {
        let Subject {
            programme,
            as_of,
            rules,
            engine,
            input_hash,
            rules_hash,
            plan_hash,
            received,
            granted,
            held,
        } = &self.subject;
        let Counts {
            lines,
            needs,
            gifts,
        } = self.counts;
        let wrong = self.violations.len().saturating_add(self.more);
        let mut text = match lang {
            Lang::Zh => format!(
                "分配方案复核书\n项目：{programme}，{as_of}\n规则：{rules}\n编制：{engine}\n项目校验值：{input_hash}\n规则校验值：{rules_hash}\n方案校验值：{plan_hash}\n到账 {received} 元，安排 {granted} 元，留存 {held} 元\n核对：{lines} 笔安排、{needs} 项需求、{gifts} 笔捐赠\n"
            ),
            Lang::En => format!(
                "Certificate of a plan\nprogramme: {programme}, {as_of}\nrules: {rules}\nmade by: {engine}\nprogramme hash: {input_hash}\nrules hash: {rules_hash}\nplan hash: {plan_hash}\nreceived {received} yuan, granted {granted}, held {held}\nchecked: {lines} lines, {needs} needs, {gifts} gifts\n"
            ),
        };
        text.push_str(&match (lang, wrong) {
            (Lang::Zh, 0) => "结论：合规、付得起、按次序、无遗漏\n".to_owned(),
            (Lang::En, 0) => "judgement: lawful, affordable, greedy, complete\n".to_owned(),
            (Lang::Zh, wrong) => format!("结论：有 {wrong} 处不符\n"),
            (Lang::En, wrong) => format!("judgement: {wrong} found wrong\n"),
        });
        if !self.minimum_grant_checked() {
            text.push_str(match lang {
                Lang::Zh => "最低安排额没有核对：需求超过 2,000 项\n",
                Lang::En => "minimum grants were not checked: there are more than 2,000 needs\n",
            });
        }
        for row in &self.violations {
            text.push_str(&format!(
                "{} {} {}\n",
                row.name(),
                row.pointer(),
                row.text(lang)
            ));
        }
        text
    }
}
