//! The rows of a plan by columns.

#![allow(clippy::unwrap_used, reason = "a test fails by stopping")]

use bangfu::answer;
use bangfu::plan::NO_INDEX;

#[test]
fn a_line_without_rows_says_itself_what_it_pays() {
    let text = br#"{"format":"bangfu.plan/1","programme":"p","as_of":"2024-04-02","rules":"r",
        "engine":"e","input_hash":"sha256:0000000000000000000000000000000000000000000000000000000000000000","rules_hash":"sha256:0000000000000000000000000000000000000000000000000000000000000000","needs":[],"gifts":[],"bottlenecks":[],
        "lines":[{"gift":"g","need":"n","money":"0.07"},
                 {"gift":"g","part":9007199254740991,"need":"n","units":7}],
        "totals":{"received":"0.00","overhead":"0.00","reserve":"0.00","available":"0.00",
            "required":"0.00","granted":"0.00","held":"0.00","items":[
            {"item":"rice","received":5,"required":4,"granted":3,"held":2}]}}"#;
    let columns = answer::plan(text).unwrap().columns();
    assert_eq!(columns.lines.amount, [7, 7]);
    assert_eq!(columns.lines.in_units, [0, 1]);
    assert_eq!(columns.lines.part, [-1, 9_007_199_254_740_991]);
    assert_eq!(columns.lines.need, [NO_INDEX; 2]);
    assert_eq!(columns.items.ids.get(0), Some("rice"));
    let sums = [
        &columns.items.received,
        &columns.items.required,
        &columns.items.granted,
        &columns.items.held,
    ];
    assert_eq!(sums.map(|sum| sum[0]), [5, 4, 3, 2]);
}
