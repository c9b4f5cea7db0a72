//! The example of README.md.

use bangfu::allocate::{NoProgress, explain};
use bangfu::{Programme, error::Lang, plan::NeedReason};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = std::fs::read("bindings/cli/data/wanyuan.json")?;
    let programme = Programme::read(&bytes)?;
    let rules = programme.rules().ok_or("the programme has no rules")?;
    let plan = programme.allocate(rules, &mut NoProgress)?;
    let sums = &plan.totals;
    println!("{} asked for, {} granted\n", sums.required, sums.granted);
    let short = plan.needs.iter().find(|n| n.reason == NeedReason::Short);
    let why = short.and_then(|need| explain::need(&programme, rules, &plan, &need.id));
    println!("{}", why.ok_or("no need is short")?.text(Lang::En));
    Ok(())
}
