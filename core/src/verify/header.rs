//! Whether the plan speaks of this programme, this day and these rules, down to
//! the last byte.

use crate::error::{At, Pointer};
use crate::plan::Plan;
use crate::policy::Rules;
use crate::programme::Programme;

use super::Violation;

pub(super) fn check(
    programme: &Programme,
    rules: &Rules,
    plan: &Plan,
    found: &mut Vec<At<Violation>>,
) {
    let pairs = [
        (
            "programme",
            plan.programme.to_string(),
            programme.id().to_string(),
        ),
        (
            "as_of",
            plan.as_of.to_string(),
            programme.as_of().to_string(),
        ),
        ("rules", plan.rules.to_string(), rules.id.to_string()),
    ];
    for (key, stated, right) in pairs {
        if stated != right {
            found.push(At::new(
                Pointer::root().key(key),
                Violation::OfAnother { stated, right },
            ));
        }
    }
    let hashes = [
        ("input_hash", &plan.input_hash, programme.input_hash()),
        ("rules_hash", &plan.rules_hash, rules.hash()),
    ];
    for (key, stated, right) in hashes {
        if *stated != right {
            found.push(At::new(
                Pointer::root().key(key),
                Violation::HashDiffers { right },
            ));
        }
    }
}
