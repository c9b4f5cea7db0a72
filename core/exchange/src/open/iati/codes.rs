//! The codes of IATI 2.03 that an export uses.
//!
//! The schema takes any text for a code, so they are compared with the
//! codelists by the suite `open-data`.

use bangfu::registry::OrganisationKind;

/// A role of an organisation in an activity (`OrganisationRole`).
pub(super) mod role {
    /// 资助方
    pub(in super::super) const FUNDING: &str = "1";
    /// 责任方
    pub(in super::super) const ACCOUNTABLE: &str = "2";
    /// 管理款物的一方
    pub(in super::super) const EXTENDING: &str = "3";
}

/// What a transaction is (`TransactionType`).
pub(super) mod transaction {
    /// 到账
    pub(in super::super) const INCOMING_FUNDS: &str = "1";
    /// 分配决定
    pub(in super::super) const OUTGOING_COMMITMENT: &str = "2";
    /// 签约
    pub(in super::super) const INCOMING_COMMITMENT: &str = "11";
    /// 认捐、举牌
    pub(in super::super) const INCOMING_PLEDGE: &str = "13";
}

/// Where an activity stands (`ActivityStatus`).
pub(super) mod status {
    /// 筹备
    pub(in super::super) const PIPELINE: &str = "1";
    /// 实施
    pub(in super::super) const IMPLEMENTATION: &str = "2";
}

/// What a day of an activity is (`ActivityDateType`).
pub(super) mod day {
    /// 计划开始
    pub(in super::super) const PLANNED_START: &str = "1";
    /// 实际开始
    pub(in super::super) const ACTUAL_START: &str = "2";
}

/// How two activities are related (`RelatedActivityType`).
pub(super) mod related {
    /// 上级
    pub(in super::super) const PARENT: &str = "1";
    /// 下级
    pub(in super::super) const CHILD: &str = "2";
}

/// A sector vocabulary (`SectorVocabulary`).
pub(super) mod vocabulary {
    /// The five-digit purpose codes of OECD DAC.
    pub(in super::super) const DAC: &str = "1";
    /// The words of who reports.
    pub(in super::super) const OWN: &str = "99";
}

/// The language of names.
pub(super) const CHINESE: &str = "zh";

/// What an organisation is (`OrganisationType`).
pub(super) const fn kind(kind: OrganisationKind) -> &'static str {
    match kind {
        // Of a government body it is not known whether it is local (11).
        OrganisationKind::Government => "10",
        OrganisationKind::Party
        | OrganisationKind::PublicInstitution
        | OrganisationKind::StateEnterprise => "15",
        OrganisationKind::Company => "70",
        OrganisationKind::Charity | OrganisationKind::SocialOrg => "24",
        OrganisationKind::Foundation => "60",
        _ => OTHER,
    }
}

/// What is none of the other kinds; and individuals, whose kind is none.
pub(super) const OTHER: &str = "90";

/// The purpose code of OECD DAC for a category, where the word leaves no
/// choice. Other categories stand in the reporter's own vocabulary alone.
pub(super) fn purpose(category: &str) -> Option<&'static str> {
    match category {
        // Social protection.
        "elderly_care" | "relief" | "养老" | "助老" | "救助" | "帮困" => Some("16010"),
        // Basic health care.
        "medical" | "医疗" | "义诊" => Some("12220"),
        _ => None,
    }
}
