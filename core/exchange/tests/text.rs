//! The text of a real event, as a web page left it.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by stopping"
)]

use std::collections::BTreeSet;

use bangfu::money::{Amount, Fen};
use bangfu::registry::Force;
use bangfu_exchange::facts::{self, Basis, Fact, Proposal, Proposals};
use bangfu_exchange::repair::{self, Certainty, RepairKind};
use bangfu_exchange::{Limits, Words};
use serde_json::Value;

/// A file of `../shared/seed`, where the folder is there.
fn seed(test: &str, name: &str) -> Option<Vec<u8>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seed/");
    let read = std::fs::read(format!("{path}{name}"));
    if read.is_err() {
        eprintln!("skipped {test}: ../shared/seed/{name} is not there");
    }
    read.ok()
}

/// What differs from the text as it was restored by hand, and why.
const DIFFERENCES: [(&str, &str, &str); 1] = [(
    "著力探索",
    "着力探索",
    "plain OpenCC leaves 著; as the first half of a verb it is 着",
)];

#[test]
fn the_source_text_is_restored_but_for_what_is_listed() {
    let test = "the_source_text_is_restored_but_for_what_is_listed";
    let (Some(source), Some(restored)) = (
        seed(test, "wanyuan-2024-04-02.txt"),
        seed(test, "restored.txt"),
    ) else {
        return;
    };
    let repaired = repair::text(&source, &Words::default(), &Limits::default()).unwrap();
    let mut expected = String::from_utf8(restored).unwrap();
    for (from, to, _) in DIFFERENCES {
        assert_eq!(expected.matches(from).count(), 1, "{from}");
        expected = expected.replace(from, to);
    }
    // The text restored by hand ends in a line break.
    assert_eq!(repaired.text(), expected.trim_end());
    assert_eq!(
        (repaired.encoding(), repaired.certainty()),
        ("UTF-8", Certainty::Certain)
    );
    let count = |kind| repaired.repairs().filter(|r| r.kinds.has(kind)).count();
    assert_eq!(count(RepairKind::Annotation), 126);
    assert_eq!(count(RepairKind::ShiftedBytes), 1);
    let slip = repaired
        .repairs()
        .find(|r| r.kinds.has(RepairKind::ShiftedBytes));
    assert_eq!(slip.unwrap().after, "。活动通过");
    for kind in [
        RepairKind::Invisible,
        RepairKind::FullWidth,
        RepairKind::Space,
    ] {
        assert_eq!(count(kind), 0);
    }
}

#[test]
fn the_restored_text_comes_out_byte_for_byte() {
    let Some(bytes) = seed("the_restored_text_comes_out_byte_for_byte", "restored.txt") else {
        return;
    };
    let repaired = repair::text(&bytes, &Words::default(), &Limits::default()).unwrap();
    assert_eq!(repaired.marked_text().as_bytes(), bytes);
    assert_eq!(repaired.count(), 0);
}

fn read(bytes: &[u8]) -> Proposals {
    let words = Words::default();
    let repaired = repair::text(bytes, &words, &Limits::default()).unwrap();
    facts::propose(&repaired, &words)
}

/// One kind of facts: what the fixture has, what is proposed, and how much of
/// each is in the other.
struct Score {
    kind: &'static str,
    missed: Vec<String>,
    beside: Vec<String>,
    wanted: usize,
    proposed: usize,
}

impl Score {
    fn print(&self) {
        let found = self.wanted - self.missed.len();
        let right = self.proposed - self.beside.len();
        println!(
            "{:<12} precision {right}/{}  recall {found}/{}  missed {:?}  beside {:?}",
            self.kind, self.proposed, self.wanted, self.missed, self.beside
        );
    }
}

/// Compares by the places in the source: one that the fixture gives has to lie
/// in one of the proposal, or be the quotation mark before it, with which the
/// fixture begins projects.
fn score(kind: &'static str, wanted: &[Value], name: &str, proposals: &[&Proposal]) -> Score {
    let covers = |proposal: &Proposal, row: &Value| {
        row["offsets"].as_array().unwrap().iter().any(|offset| {
            let offset = usize::try_from(offset.as_u64().unwrap()).unwrap();
            let inside =
                |[start, end]: [usize; 2]| (start.saturating_sub(1)..end).contains(&offset);
            proposal.places.iter().any(|place| inside(place.source))
        })
    };
    let missed = wanted
        .iter()
        .filter(|row| !proposals.iter().any(|p| covers(p, row)));
    let beside = proposals
        .iter()
        .filter(|p| !wanted.iter().any(|row| covers(p, row)));
    let text = |row: &Value| row[name].as_str().unwrap().to_owned();
    Score {
        kind,
        missed: missed.map(text).collect(),
        beside: beside.map(|p| p.words.clone()).collect(),
        wanted: wanted.len(),
        proposed: proposals.len(),
    }
}

/// What is proposed and not in the fixture, or the other way round, and why.
const APART: [(&str, &str, &str); 5] = [
    (
        "segments",
        "合作签约",
        "the fixture has it at the run of shifted bytes, seven characters before where it stands",
    ),
    (
        "forces",
        "社会力量",
        "a heading names it; the fixture counts the five that are numbered",
    ),
    (
        "persons",
        "与会嘉宾",
        "the text names them; the fixture lists who has a task",
    ),
    (
        "persons",
        "干部职工",
        "the fixture takes 万源民政 before it along",
    ),
    (
        "persons",
        "万源民政干部职工",
        "the same from the other side",
    ),
];

/// What a body was by the text and not by the fixture, or the other way round.
const ROLES_APART: [(&str, &str, &str); 7] = [
    ("省委", "decision", "not a part in the event"),
    (
        "万源市人民政府",
        "venue",
        "proposed as the venue, not as a role",
    ),
    ("达州市民政局", "guidance", "在省、市民政局的指导关心下"),
    ("中共万源市委", "support", "在万源市委、市政府的大力支持下"),
    ("万源市人民政府", "support", "the same"),
    ("中共万源市委", "attendee", "万源市委、市政府相关领导"),
    ("万源市人民政府", "attendee", "the same"),
];

/// The fixture's words for roles that are called otherwise here.
fn role(word: &str) -> &str {
    match word {
        "text_supplier" => "supplier",
        "recipient_platform" => "platform",
        "attendee_class" => "attendee",
        other => other,
    }
}

fn force(code: &str) -> Force {
    match code {
        "F1" => Force::ProvincialDesignated,
        "F2" => Force::EastWest,
        "F3" => Force::IntraProvince,
        "F4" => Force::CentralEnterprise,
        "F5" => Force::ProvincialEnterprise,
        _ => Force::Social,
    }
}

#[test]
fn the_facts_of_the_source_text_are_proposed_and_nothing_is_invented() {
    let test = "the_facts_of_the_source_text_are_proposed_and_nothing_is_invented";
    let (Some(source), Some(fixture)) = (
        seed(test, "wanyuan-2024-04-02.txt"),
        seed(test, "seed_fixture.json"),
    ) else {
        return;
    };
    let fixture: Value = serde_json::from_slice(&fixture).unwrap();
    let rows = |key: &str| fixture[key].as_array().unwrap().clone();
    let all = read(&source);
    let of = |is: fn(&Fact) -> bool| {
        let fits = all.proposals.iter().filter(|p| is(&p.fact));
        fits.collect::<Vec<_>>()
    };
    let organisations = of(|fact| matches!(fact, Fact::Organisation(_)));
    let figures = of(|f| {
        matches!(
            f,
            Fact::Amount { .. } | Fact::Count { .. } | Fact::Date { .. }
        )
    });
    let forces = of(|f| matches!(f, Fact::Force { .. }));
    let projects = of(|f| matches!(f, Fact::Project { .. }));
    let lists = of(|f| matches!(f, Fact::List { .. }));
    let segments = of(|f| matches!(f, Fact::Segment { .. }));
    let persons = of(|f| matches!(f, Fact::Participant { .. }));
    for score in [
        score("organisations", &rows("orgs"), "surface", &organisations),
        score("forces", &rows("forces_named"), "name", &forces),
        score("projects", &rows("projects"), "name", &projects),
        score("lists", &rows("lists"), "name", &lists),
        score("segments", &rows("segments"), "name", &segments),
        score("figures", &rows("figures"), "text", &figures),
        score("persons", &rows("roles"), "name", &persons),
    ] {
        score.print();
        for apart in score.missed.iter().chain(&score.beside) {
            let stated = APART
                .iter()
                .any(|(kind, name, _)| *kind == score.kind && name == apart);
            assert!(stated, "{}: {apart}", score.kind);
        }
    }
    bodies(&all, &rows("orgs"));

    // The assertions that no text of this event may lose.
    let named = |proposals: &[&Proposal]| -> Vec<String> {
        proposals
            .iter()
            .map(|proposal| proposal.words.clone())
            .collect()
    };
    assert_eq!(
        named(&projects),
        [
            "1+平安",
            "思源工程",
            "产业助农",
            "爱心义诊",
            "夕阳红农场",
            "万福攸同"
        ]
    );
    assert_eq!(named(&lists), ["需求清单", "项目清单", "资源清单"]);
    assert_eq!(
        named(&segments),
        ["合作签约", "项目推介", "举牌捐赠", "路筹体验"]
    );
    for (role, count) in [
        ("placard_donor", 7),
        ("host", 3),
        ("organiser", 3),
        ("lead_unit", 1),
    ] {
        assert_eq!(all.with_role(role).count(), count, "{role}");
    }
    let five = forces.iter().filter(|p| {
        !matches!(
            p.fact,
            Fact::Force {
                force: Force::Social
            }
        )
    });
    assert_eq!(five.count(), 5);
    assert!(figures.iter().any(|proposal| proposal.fact
        == Fact::Amount {
            amount: Amount::AtLeast(Fen(138_600_000)),
            of: Some("cash_and_goods".to_owned()),
            raised: true,
        }));
    let has = |fact: &Fact| all.proposals.iter().any(|proposal| proposal.fact == *fact);
    assert!(has(&Fact::Title {
        title: "携手帮扶尚善乐行".to_owned()
    }));
    assert!(has(&Fact::Venue {
        venue: "万源市人民政府".to_owned()
    }));
    // The text has no year, and none is made up.
    assert!(has(&Fact::Date {
        year: None,
        month: 4,
        day: 2
    }));
}

/// Names, roles and forces of the bodies, against the fixture.
fn bodies(all: &Proposals, wanted: &[Value]) {
    let (mut right, mut proposed, mut known) = (0, 0, 0);
    for (body, proposal) in all.organisations() {
        let row = wanted.iter().find(|row| {
            let surface = row["surface"].as_str().unwrap();
            let names = [&body.name].into_iter().chain(&body.aliases);
            names.into_iter().any(|name| name == surface)
        });
        let row = row.unwrap_or_else(|| panic!("{} is not in the fixture", body.name));
        let surface = row["surface"].as_str().unwrap();
        let normalised = row["normalised"].as_str().unwrap();
        // Brackets of a class are written as the registry writes them.
        let normalised = normalised.trim_start_matches("(class) ");
        let registered = normalised.replace('(', "（").replace(')', "）");
        assert_eq!(body.normalised, registered);
        let basis = row["force_basis"].as_str().unwrap();
        let stated = row["force"].as_str().map(|code| {
            let basis = if basis == "text" {
                Basis::Stated
            } else {
                Basis::Inferred
            };
            (force(code), basis)
        });
        assert_eq!(
            body.force.as_ref().map(|said| (said.force, said.basis)),
            stated,
            "{surface}"
        );
        let ours: BTreeSet<&str> = body.roles.iter().map(|said| said.role.as_str()).collect();
        let theirs = row["roles"].as_array().unwrap().iter();
        let theirs: BTreeSet<&str> = theirs.map(|word| role(word.as_str().unwrap())).collect();
        right += ours.intersection(&theirs).count();
        proposed += ours.len();
        known += theirs.len();
        for apart in ours.symmetric_difference(&theirs) {
            let stated = ROLES_APART
                .iter()
                .any(|(name, role, _)| *name == surface && role == apart);
            assert!(stated, "{surface}: {apart}");
        }
        assert!(!proposal.places.is_empty());
    }
    println!("roles         precision {right}/{proposed}  recall {right}/{known}");
}

/// A proposal in a line.
fn line(proposal: &Proposal) -> String {
    let value = match &proposal.fact {
        Fact::Organisation(body) => {
            let roles = body
                .roles
                .iter()
                .map(|said| format!(" {}({})", said.role, said.words));
            let force = body
                .force
                .iter()
                .map(|said| format!(" {}/{:?}", said.force.word(), said.basis));
            let other = if body.normalised == body.name {
                String::new()
            } else {
                format!(" = {}", body.normalised)
            };
            format!(
                "organisation {}{other} {:?}{}{}",
                body.name,
                body.aliases,
                roles.collect::<String>(),
                force.collect::<String>()
            )
        }
        other => format!("{other:?}"),
    };
    let places = proposal.places.len();
    format!(
        "{:?} {value} [{places}, {:?}]",
        proposal.confidence, proposal.why
    )
}

/// Reports that were invented for this: other counties, another order of words,
/// clean and as a page left them. What they propose was compared with the text
/// by hand.
#[test]
fn other_reports_are_read_by_the_same_rules() {
    for (name, text) in [
        ("xiushan", include_str!("data/reports/xiushan.txt")),
        ("lixian", include_str!("data/reports/lixian.txt")),
        ("zhaojue", include_str!("data/reports/zhaojue.txt")),
    ] {
        let proposals = read(text.as_bytes());
        let lines: Vec<String> = proposals.proposals.iter().map(line).collect();
        insta::assert_snapshot!(name, lines.join("\n"));
    }
}

/// What would cost time or memory beyond measure, if anything did: brackets
/// that open and never close, names that never end, runs without an end.
#[test]
fn a_text_that_was_made_to_do_harm_is_read_like_any_other() {
    for pattern in [
        "(",
        "進(jìn)",
        "?;顒油",
        "?顒a",
        "“",
        "公司",
        "省、市民政局、",
        "万源市民政局在",
        "省甲局牵头单位，定点帮扶的5家企业、",
        "等环节、",
        "在举行",
        "12.5万余",
        "2024年4月",
        "\u{200b}\u{a0}\t",
        "由",
        "後",
    ] {
        let text = pattern.repeat(20_000 / pattern.len());
        let words = Words::default();
        let repaired = repair::text(text.as_bytes(), &words, &Limits::default()).unwrap();
        let proposals = facts::propose(&repaired, &words);
        let end = repaired.source().chars().count();
        let mut places = proposals.proposals.iter().flat_map(|p| &p.places);
        assert!(places.all(|place| place.source[0] <= place.source[1] && place.source[1] <= end));
    }
}
