//! Who gave, without saying who.

use std::collections::HashMap;

use bangfu::Programme;
use bangfu::registry::{Id, Organisation, OrganisationKind};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::value::{clean, plain};
use crate::words::{Kind, Words};

/// Gives everybody an id.
pub(super) struct Donors<'a> {
    words: &'a Words,
    keep_names: bool,
    key: String,
    known: HashMap<String, Id>,
}

impl<'a> Donors<'a> {
    /// The organisations of a programme are known by their names and aliases.
    pub(super) fn of(programme: &Programme, words: &'a Words, keep_names: bool) -> Self {
        let mut known = HashMap::new();
        for row in &programme.registry().organisations {
            let names = std::iter::once(&row.name).chain(&row.aliases);
            known.extend(names.map(|name| (plain(name), row.id.clone())));
        }
        let key = programme.id().to_string();
        Self {
            words,
            keep_names,
            key,
            known,
        }
    }

    /// The id of a name, and the organisation to add where it is new.
    pub(super) fn of_name(&self, name: &str) -> Option<(Id, Option<Organisation>)> {
        if let Some(id) = self.known.get(&plain(name)) {
            return Some((id.clone(), None));
        }
        let digest = self.digest(&plain(name));
        let short = digest.get(..16)?;
        let (id, shown, kind) = if is_individual(name, self.words) {
            let shown = if self.keep_names {
                clean(name)
            } else {
                format!("捐赠人 {}", digest.get(..6)?)
            };
            (format!("p-{short}"), shown, OrganisationKind::Individual)
        } else {
            (format!("o-{short}"), clean(name), kind(name))
        };
        let id = Id::parse(&id)?;
        Some((id.clone(), Some(Organisation::new(id, shown, kind))))
    }

    /// The name under the programme's key. Whoever has a list of all names
    /// and the key can find it again: it is a pseudonym and not anonymous.
    fn digest(&self, name: &str) -> String {
        use std::fmt::Write;

        let mut mac = match Hmac::<Sha256>::new_from_slice(self.key.as_bytes()) {
            Ok(mac) => mac,
            // HMAC takes keys of any length.
            Err(_) => return String::new(),
        };
        mac.update(name.as_bytes());
        let bytes = mac.finalize().into_bytes();
        bytes.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// Whether a name is that of a person: it has no word of an organisation.
///
/// A word of one character counts only at the end of a longer name, so that
/// 陈部长 and 王村 stay persons. In doubt it is a person, who is not named.
///
/// # Examples
///
/// ```
/// use bangfu_exchange::{Words, import::is_individual};
///
/// let words = Words::default();
/// assert!(is_individual("张某某", &words));
/// assert!(is_individual("爱心人士", &words));
/// assert!(!is_individual("成都市某某教育咨询有限公司", &words));
/// assert!(!is_individual("某县民政局", &words));
/// ```
#[must_use]
pub fn is_individual(name: &str, words: &Words) -> bool {
    let name = plain(name);
    let long = name.chars().count() >= 4;
    !words.list(Kind::Organisation).iter().any(|word| {
        let single = word.chars().count() == 1;
        match single {
            true => long && name.ends_with(word.as_str()),
            false => name.contains(word.as_str()),
        }
    })
}

fn kind(name: &str) -> OrganisationKind {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["基金会"]) {
        OrganisationKind::Foundation
    } else if has(&["慈善", "红十字会"]) {
        OrganisationKind::Charity
    } else if has(&["公司", "集团", "企业", "厂", "银行"]) {
        OrganisationKind::Company
    } else if has(&["协会", "学会", "商会", "联合会"]) {
        OrganisationKind::SocialOrg
    } else {
        OrganisationKind::Other
    }
}
