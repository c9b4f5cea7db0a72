use super::*;
use crate::{Limits, repair};

fn proposed(text: &str, lines: &str) -> Proposals {
    let words = Words::with(lines).unwrap();
    let repaired = repair::text(text.as_bytes(), &words, &Limits::default()).unwrap();
    propose(&repaired, &words)
}

fn names(text: &str) -> Vec<String> {
    let proposals = proposed(text, "");
    let organisations = proposals.organisations();
    organisations
        .map(|(organisation, _)| organisation.name.clone())
        .collect()
}

#[test]
fn a_name_is_neither_cut_nor_stretched() {
    for (text, expected) in [
        (
            "由中共万源市委、万源市人民政府主办",
            vec!["中共万源市委", "万源市人民政府"],
        ),
        (
            "国家粮食和物资储备局四川局、四川文理学院",
            vec!["国家粮食和物资储备局四川局", "四川文理学院"],
        ),
        (
            "甲、玖诚品(北京)信息技术有限公司、乙",
            vec!["玖诚品(北京)信息技术有限公司"],
        ),
        (
            "达州市各县（市、区）民政局以及多家爱心单位代表",
            vec!["达州市各县（市、区）民政局"],
        ),
        ("慰问万源市福利院", vec!["万源市福利院"]),
        (
            "达州市托底性帮扶万源工作领导小组办公室",
            vec!["达州市托底性帮扶万源工作领导小组办公室"],
        ),
        (
            "万源市民政局与万源市慈善会",
            vec!["万源市民政局", "万源市慈善会"],
        ),
        // Nothing of this is a body.
        ("推动万源市形成工作新格局,构建发展新格局", vec![]),
        ("省内国有企业、在川央企等单位代表参加", vec![]),
        ("多家爱心企业、有关部门和社会各界", vec![]),
        ("定点帮扶驻村第一书记及工作队队员", vec![]),
        ("党委领导、政府负责、社会协同", vec![]),
    ] {
        assert_eq!(names(text), expected, "{text}");
    }
}

#[test]
fn what_is_shortened_is_written_out_where_the_text_says_it() {
    let proposals = proposed(
        "万源市举行活动。万源市民政局在省、市民政局指导下筹备，万源市委、市政府到场，省工商联参加。",
        "",
    );
    let found: Vec<_> = proposals
        .organisations()
        .map(|(o, _)| (o.name.as_str(), o.normalised.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("万源市民政局", "万源市民政局"),
            ("四川省民政厅", "四川省民政厅"),
            ("市民政局", "达州市民政局"),
            ("万源市委", "中共万源市委"),
            ("市政府", "万源市人民政府"),
            ("省工商联", "四川省工商业联合会"),
        ]
    );
    assert_eq!(proposals.with_role("guidance").count(), 2);
}

#[test]
fn a_figure_keeps_its_bound_and_a_day_its_missing_year() {
    let proposals = proposed(
        "4月2日，募集款物价值人民币138.6万余元，其中现金近２０萬元、物资约5万元。2024年2月30日、一元、多元、三元里，共计百余人参加。",
        "",
    );
    let said: Vec<_> = proposals
        .proposals
        .iter()
        .map(|p| (p.words.as_str(), &p.fact))
        .collect();
    let amount = |amount, of: &str, raised| Fact::Amount {
        amount,
        of: Some(of.to_owned()),
        raised,
    };
    use bangfu::money::Fen;
    assert_eq!(
        said,
        [
            (
                "138.6万余元",
                &amount(Amount::AtLeast(Fen(138_600_000)), "cash_and_goods", true)
            ),
            (
                "近20萬元",
                &amount(Amount::AtMost(Fen(20_000_000)), "cash", false)
            ),
            (
                "约5万元",
                &amount(Amount::About(Fen(5_000_000)), "goods", false)
            ),
            (
                "百余人",
                &Fact::Count {
                    count: Attendance::AtLeast(100),
                    of: "人".to_owned(),
                    attendance: true
                }
            ),
            (
                "4月2日",
                &Fact::Date {
                    year: None,
                    month: 4,
                    day: 2
                }
            ),
        ]
    );
}

#[test]
fn a_county_teaches_its_own_words() {
    let text = "由秀山爱心驿站主办";
    assert!(proposed(text, "").organisations().next().is_none());
    let proposals = proposed(text, "bodyend social_org = 爱心驿站");
    assert_eq!(proposals.with_role("host").count(), 1);
    assert!(Words::with("bodyend club = 驿站").is_err());
    assert!(Words::with("force provincial = 省级").is_err());
}

#[test]
fn every_reason_is_said_in_both_languages() {
    for why in [Why::NameAlone, Why::HeldAt, Why::DateWithoutYear] {
        assert!(!why.text(Lang::Zh).is_ascii() && !why.text(Lang::En).is_empty());
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        proposed(&text.replace('\0', ""), "");
    }

    #[test]
    fn places_are_where_the_words_stand(
        pieces in proptest::collection::vec(proptest::prop_oneof![
            proptest::strategy::Just("省、市民政局"), proptest::strategy::Just("進(jìn)"), proptest::strategy::Just("由"),
            proptest::strategy::Just("万源市"), proptest::strategy::Just("公司"), proptest::strategy::Just("("),
            proptest::strategy::Just("“"), proptest::strategy::Just("”"), proptest::strategy::Just("项目"),
            proptest::strategy::Just("、"), proptest::strategy::Just("，"), proptest::strategy::Just("。"),
            proptest::strategy::Just("12.5万余元"), proptest::strategy::Just("等环节"), proptest::strategy::Just("在"),
            proptest::strategy::Just("举行"), proptest::strategy::Just("5家省直部门(单位)"), proptest::strategy::Just("主办"),
            proptest::strategy::Just("2024年4月2日"), proptest::strategy::Just("参加"), proptest::strategy::Just("局"),
        ], 0..30),
    ) {
        let text = pieces.concat();
        let words = Words::default();
        let repaired = repair::text(text.as_bytes(), &words, &Limits::default()).unwrap();
        let chars: Vec<char> = repaired.text().chars().collect();
        for proposal in propose(&repaired, &words).proposals {
            let [start, end] = proposal.places[0].repaired;
            let there: String = chars[start..end].iter().collect();
            proptest::prop_assert_eq!(there, proposal.words);
        }
    }
}

#[test]
fn what_may_hold_an_id_number_is_not_proposed() {
    let text = "支持“李小明11010119900307001X”项目和“思源工程”项目。";
    let proposals = proposed(text, "");
    let projects = proposals
        .proposals
        .iter()
        .filter_map(|proposal| match &proposal.fact {
            Fact::Project { name } => Some(name.as_str()),
            _ => None,
        });
    assert_eq!(projects.collect::<Vec<_>>(), ["思源工程"]);
}
