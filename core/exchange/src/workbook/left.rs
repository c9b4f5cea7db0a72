//! What of a programme stands in no sheet.

use bangfu::error::Pointer;
use bangfu::finding::Finding;
use bangfu::{Plan, Programme, Rules};
use serde_json::Value;

use super::error::LeftOut;
use crate::form::List;
use crate::sound::{of_these_rules, of_this_input};

/// The keys of a programme that sheets of these lists leave out, each with the
/// reason; in the order of their names.
///
/// What the lists hold goes into the sheets whole. All else belongs to the
/// programme that the sheets are imported into.
#[must_use]
pub fn left_out(programme: &Programme, lists: &[List]) -> Vec<Finding> {
    // A programme has text for keys, which can always be written.
    let document = serde_json::to_value(programme).unwrap_or_default();
    let mut left = Vec::new();
    let root = Pointer::root();
    for (key, value) in document.as_object().into_iter().flatten() {
        let pointer = root.key(key);
        match (key.as_str(), value) {
            // That it is a programme, any programme says.
            ("format", _) => {}
            ("lists" | "giving" | "registry", Value::Object(inside)) => {
                for key in inside.keys() {
                    let list = List::ALL.into_iter().find(|list| list.key() == key);
                    let why = match list {
                        Some(list) if lists.contains(&list) => continue,
                        Some(_) => LeftOut::NotAsked,
                        None => LeftOut::NotListed,
                    };
                    left.push(Finding::at(&why, &pointer.key(key)));
                }
            }
            _ => left.push(Finding::at(&LeftOut::NotListed, &pointer)),
        }
    }
    left
}

/// That the sheets of a plan may lack changes of the programme, or speak of
/// other rules, since the plan was made for another state of them. The places
/// are those of the plan.
#[must_use]
pub fn left_out_of_plan(programme: &Programme, rules: &Rules, plan: &Plan) -> Vec<Finding> {
    let rows = [
        (
            of_this_input(programme, plan),
            "input_hash",
            LeftOut::HashDiffers,
        ),
        (
            of_these_rules(rules, plan),
            "rules_hash",
            LeftOut::RulesDiffer,
        ),
    ];
    let differing = rows.into_iter().filter(|(same, ..)| !same);
    let found = differing.map(|(_, key, why)| Finding::at(&why, &Pointer::root().key(key)));
    found.collect()
}
