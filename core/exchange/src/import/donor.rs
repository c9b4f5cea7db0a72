//! Who gave, without saying who.

use std::collections::{HashMap, HashSet};

use bangfu::Programme;
use bangfu::registry::{Id, Organisation, OrganisationKind};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::value::{clean, plain, plainly};
use crate::words::{Kind, Words};

/// Gives everybody an id.
pub(super) struct Donors<'a> {
    words: &'a Words,
    keep_names: bool,
    /// Under the key already.
    mac: Option<Hmac<Sha256>>,
    /// Those of the programme, and the first of those that are new.
    known: HashMap<String, Id>,
    /// The digests of all that are new.
    seen: HashSet<u64>,
}

/// So many new names are known with their ids: lists of years have the same
/// donors again and again, and one of a disaster has each of them once.
const MEMORY: usize = 1 << 16;

impl<'a> Donors<'a> {
    /// The organisations of a programme are known by their names and aliases.
    pub(super) fn of(programme: &Programme, words: &'a Words, keep_names: bool) -> Self {
        let mut known = HashMap::new();
        for row in &programme.registry().organisations {
            let names = std::iter::once(&row.name).chain(&row.aliases);
            known.extend(names.map(|name| (plain(name), row.id.clone())));
        }
        Self {
            words,
            keep_names,
            // HMAC takes keys of any length.
            mac: Hmac::new_from_slice(programme.id().as_str().as_bytes()).ok(),
            known,
            seen: HashSet::new(),
        }
    }

    /// The id of a name, and the organisation to add where it is new.
    pub(super) fn of_name(&mut self, name: &str) -> Option<(Id, Option<Organisation>)> {
        let known = plainly(name);
        if let Some(id) = self.known.get(&*known) {
            return Some((id.clone(), None));
        }
        let short = self.digest(&known)?;
        let (id, shown, kind) = if is_individual(name, self.words) {
            let shown = if self.keep_names {
                clean(name)
            } else {
                format!("捐赠人 {}", short.get(..6)?)
            };
            (format!("p-{short}"), shown, OrganisationKind::Individual)
        } else {
            (format!("o-{short}"), clean(name), kind(name))
        };
        let id = Id::parse(&id)?;
        if self.known.len() < MEMORY {
            self.known.insert(known.into_owned(), id.clone());
        }
        let new = self.seen.insert(u64::from_str_radix(&short, 16).ok()?);
        let row = new.then(|| Organisation::new(id.clone(), shown, kind));
        Some((id, row))
    }

    /// The id of an organisation that the programme knows by this name.
    pub(super) fn known(&self, name: &str) -> Option<&Id> {
        self.known.get(&plain(name))
    }

    /// The id that an organisation of this name gets.
    pub(super) fn id_of_body(&self, name: &str) -> Option<Id> {
        Id::parse(&format!("o-{}", self.digest(&plain(name))?))
    }

    /// The name under the programme's id, which is no secret: whoever has a list
    /// of names can find this one again. It is a pseudonym and not anonymous.
    fn digest(&self, name: &str) -> Option<String> {
        let mut mac = self.mac.clone()?;
        mac.update(name.as_bytes());
        Some(super::hexadecimal(&mac.finalize().into_bytes()))
    }
}

/// Whether a name is that of a person: no word of an organisation ends it.
///
/// What stands before a person's name may be the organisation that he works
/// for (某某公司员工张三), so the word must end the name; brackets after it count
/// as little as they end in such a word themselves. A word of one character
/// counts only in a longer name, so that 王村 stays a person. In doubt it is a
/// person, who is not named.
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
/// assert!(is_individual("某某公司员工张三", &words));
/// ```
#[must_use]
pub fn is_individual(name: &str, words: &Words) -> bool {
    let name = plain(name);
    let mut rest = name.as_str();
    while let Some((before, inside)) = rest
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
    {
        if !ends_like_one(inside, words) {
            return true;
        }
        rest = before;
    }
    !ends_like_one(rest, words)
}

/// Whether a word of an organisation ends a name.
fn ends_like_one(name: &str, words: &Words) -> bool {
    let long = name.chars().count() >= 4;
    words.list(Kind::Organisation).iter().any(|word| {
        let single = word.chars().count() == 1;
        (long || !single) && name.ends_with(word.as_str())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_works_for_an_organisation_is_a_person() {
        let words = Words::default();
        for name in [
            "某某公司员工张三",
            "第一小学李小明",
            "某公司（张三）",
            "某县医院王护士",
            "陈部长",
            "王村",
            "",
        ] {
            assert!(is_individual(name, &words), "{name}");
        }
        for name in [
            "某企业管理中心（有限合伙）",
            "某某公司(四川分公司）",
            "中国某某集团有限公司工会委员会",
            "万源市第一小学",
            "某某（中国）有限公司",
        ] {
            assert!(!is_individual(name, &words), "{name}");
        }
    }
}
