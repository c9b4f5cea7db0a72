//! The example of README.zh-CN.md.

use bangfu::allocate::{NoProgress, explain};
use bangfu::{Programme, error::Lang, plan::NeedReason};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = std::fs::read("bindings/cli/data/wanyuan.json")?;
    let programme = Programme::read(&bytes)?;
    let rules = programme.rules().ok_or("文档里没有规则")?;
    let plan = programme.allocate(rules, &mut NoProgress)?;
    let sums = &plan.totals;
    println!("共需 {} 元，本次分配 {} 元\n", sums.required, sums.granted);
    let short = plan.needs.iter().find(|n| n.reason == NeedReason::Short);
    let why = short.and_then(|need| explain::need(&programme, rules, &plan, &need.id));
    println!("{}", why.ok_or("没有资金不足的需求")?.text(Lang::Zh));
    Ok(())
}
