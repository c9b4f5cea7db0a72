//! Remarks that must not be read as more, or as less, than they say.

use super::*;

/// What a remark of a gift of so many yuan seems to say, in one line.
fn said(remark: &str, yuan: i64) -> String {
    let words = Words::default();
    let reader = Reader::new(&words, None, [remark]);
    let json = |clause: &Clause| serde_json::to_string(clause).unwrap();
    match reader.read(remark, Fen::yuan(yuan).unwrap()).outcome {
        Outcome::Whole(clause) => json(&clause),
        Outcome::Parts(shares) => {
            let shares = shares.iter();
            let shares = shares.map(|share| format!("{} {}", share.money, json(&share.clause)));
            shares.collect::<Vec<_>>().join("; ")
        }
        Outcome::Nothing(reason) => format!("- {reason:?}"),
        Outcome::Unclear(doubt, clause) => {
            format!(
                "? {doubt:?} {}",
                clause.as_ref().map_or(String::new(), json)
            )
        }
    }
}

#[track_caller]
fn all(cases: &[(&str, i64, &str)]) {
    for (remark, yuan, expected) in cases {
        assert_eq!(said(remark, *yuan).trim_end(), *expected, "{remark}");
    }
}

#[test]
fn a_word_about_the_giver_or_the_row_takes_no_earmark_away() {
    all(&[
        ("武汉疫情防控，已开票", 100, r#"{"area":["420100"]}"#),
        ("购买个人防护用品", 100, r#"{"tag":["防护用品"]}"#),
        (
            "火神山医院建设，集团捐款",
            100,
            r#"{"all":[{"area":["420100"]},{"tag":["火神山医院"]},{"tag":["医院建设"]}]}"#,
        ),
        (
            "武汉300万元、宜昌200万元，已开票",
            5_000_000,
            r#"3000000.00 {"area":["420100"]}; 2000000.00 {"area":["420500"]}"#,
        ),
        ("定向某项目，已开票", 100, "? Person"),
        ("定向天河项目，已开票", 100, "? Words"),
        (
            "员工捐款40元，公司捐款60元，用于武汉",
            100,
            r#"? Unnamed {"area":["420100"]}"#,
        ),
        ("建议给员工", 100, "? Wish"),
        ("已开票", 100, "- Handled"),
        ("已开票 No.0012345", 100, "- Handled"),
        ("全体员工捐款", 100, "- Giver"),
        ("甘肃开盛实业集团有限公司捐款", 100, "- Giver"),
    ]);
}

#[test]
fn money_that_went_back_is_not_free() {
    all(&[
        ("已退", 100, "? Undone"),
        ("已退款", 100, "? Undone"),
        ("用于武汉疫情，已转", 100, r#"? Undone {"area":["420100"]}"#),
        (
            "已转武汉300万元、宜昌200万元",
            5_000_000,
            r#"? Undone {"any":[{"area":["420100"]},{"area":["420500"]}]}"#,
        ),
    ]);
}

#[test]
fn a_hospital_elsewhere_is_not_its_namesake() {
    let own = |area: &str, name: &str| {
        format!(r#"{{"all":[{{"area":["{area}"]}},{{"tag":["{name}"]}}]}}"#)
    };
    all(&[
        ("定向捐赠北京协和医院", 100, &own("110000", "北京协和医院")),
        ("定向捐赠上海同济医院", 100, &own("310000", "上海同济医院")),
        (
            "定向捐赠福建医科大学附属协和医院",
            100,
            &own("350000", "福建医科大学附属协和医院"),
        ),
        ("定向捐赠武汉市协和医院", 100, &own("420100", "协和医院")),
        (
            "定向捐赠湖北省武汉市协和医院",
            100,
            &own("420100", "协和医院"),
        ),
        (
            "定向捐赠北京地区协和医院",
            100,
            r#"? Words {"all":[{"area":["110000","420100"]},{"tag":["协和医院"]}]}"#,
        ),
    ]);
}

#[test]
fn two_bodies_are_not_one() {
    all(&[
        (
            "黄冈市中心医院和协和医院各10元",
            20,
            concat!(
                r#"10.00 {"all":[{"area":["421100"]},{"tag":["黄冈市中心医院"]}]}; "#,
                r#"10.00 {"all":[{"area":["420100"]},{"tag":["协和医院"]}]}"#
            ),
        ),
        (
            "用于黄冈市和协和医院",
            100,
            r#"? Words {"all":[{"area":["420100","421100"]},{"tag":["协和医院"]}]}"#,
        ),
    ]);
}

#[test]
fn where_a_gift_is_from_is_not_where_it_goes() {
    all(&[
        (
            "上海市民捐给黄冈市",
            100,
            r#"? Bare {"area":["310000","421100"]}"#,
        ),
        ("上海市民捐款用于抗疫", 100, r#"? Bare {"area":["310000"]}"#),
        (
            "用于上海市民捐给黄冈市",
            100,
            r#"? Bare {"area":["310000","421100"]}"#,
        ),
        ("上海捐武汉", 100, r#"? Bare {"area":["310000","420100"]}"#),
        ("用于武汉公司", 100, r#"? Words {"area":["420100"]}"#),
        ("深圳公司捐赠武汉", 100, r#"{"area":["420100"]}"#),
        (
            "上海市民捐款100元用于武汉",
            100,
            r#"? Bare {"area":["310000","420100"]}"#,
        ),
        ("武汉疫情定向捐款", 100, r#"{"area":["420100"]}"#),
    ]);
}

#[test]
fn a_number_that_is_no_count_of_bodies_is_not_passed_over() {
    let either = r#"? Words {"area":["420100","421100"]}"#;
    all(&[
        ("用于武汉3000、黄冈7000", 10_000, either),
        ("用于武汉70%、黄冈30%", 10_000, either),
        (
            "捐赠孝感市9家医院",
            100,
            r#"{"all":[{"area":["420900"]},{"tag":["医院"]}]}"#,
        ),
    ]);
}

#[test]
fn a_purpose_stays_with_its_amount() {
    all(&[
        (
            "武汉300万元用于购买口罩、宜昌200万元用于购买消毒液",
            5_000_000,
            concat!(
                r#"3000000.00 {"all":[{"area":["420100"]},{"tag":["口罩"]}]}; "#,
                r#"2000000.00 {"all":[{"area":["420500"]},{"tag":["消毒用品"]}]}"#
            ),
        ),
        (
            "指定武汉300万元和宜昌200万元",
            5_000_000,
            r#"3000000.00 {"area":["420100"]}; 2000000.00 {"area":["420500"]}"#,
        ),
        (
            "武汉300万元、孝感、黄冈各100万元",
            5_000_000,
            concat!(
                r#"3000000.00 {"area":["420100"]}; "#,
                r#"1000000.00 {"area":["420900"]}; 1000000.00 {"area":["421100"]}"#
            ),
        ),
        (
            "武汉、宜昌各5元用于购买口罩",
            10,
            concat!(
                r#"5.00 {"all":[{"area":["420100"]},{"tag":["口罩"]}]}; "#,
                r#"5.00 {"all":[{"area":["420500"]},{"tag":["口罩"]}]}"#
            ),
        ),
        (
            "300万元给武汉，200万元给宜昌",
            5_000_000,
            r#"3000000.00 {"area":["420100"]}; 2000000.00 {"area":["420500"]}"#,
        ),
        (
            "黄冈500万元用于购买口罩（其中黄梅200万元）",
            5_000_000,
            concat!(
                r#"3000000.00 {"all":[{"area":["421100"]},{"tag":["口罩"]}]}; "#,
                r#"2000000.00 {"all":[{"area":["421127"]},{"tag":["口罩"]}]}"#
            ),
        ),
        ("1,000元用于武汉", 1_000, r#"{"area":["420100"]}"#),
    ]);
}

#[test]
fn what_may_speak_for_another_part_leaves_a_doubt() {
    for remark in [
        "用于购买口罩：武汉300万元、宜昌200万元",
        "武汉（限同济医院）300万元、宜昌200万元",
        "武汉（同济医院）300万元、宜昌200万元",
        "武汉300万元（限同济医院）、宜昌200万元",
        "武汉300万元、宜昌200万元用于购买口罩",
        "武汉300万元、宜昌200万元，用于购买口罩",
        "武汉300万元，用于购买口罩，宜昌200万元",
        "用于购买口罩，武汉300万元、宜昌200万元",
        "武汉300万元用于口罩宜昌200万元",
        "武汉300万元，同济医院，宜昌200万元",
        "武汉300万元、用于购买口罩、宜昌200万元",
        "火神山医院建设300万元、雷神山200万元",
        "武汉500万元（其中宜昌200万元）",
        "资金安排：武汉300万元、宜昌200万元",
        "武汉300万元、其余用于宜昌200万元",
        "武汉300万元、宜昌200万元，建议购买口罩",
    ] {
        let said = said(remark, 5_000_000);
        let doubts = ["? Words", "? Wish"];
        assert!(
            doubts.iter().any(|doubt| said.starts_with(doubt)),
            "{remark}: {said}"
        );
    }
}

#[test]
fn a_second_name_is_no_second_body() {
    all(&[
        (
            "湖北省2家定点医院：湖北省人民医院（武汉大学人民医院）30万、鄂州市中心医院20万",
            500_000,
            concat!(
                r#"300000.00 {"all":[{"area":["420100"]},{"tag":["湖北省人民医院"]}]}; "#,
                r#"200000.00 {"all":[{"area":["420700"]},{"tag":["鄂州市中心医院"]}]}"#
            ),
        ),
        (
            "鄂州市中心医院（火神山医院）20万",
            200_000,
            r#"? Words {"all":[{"area":["420700"]},{"tag":["鄂州市中心医院"]}]}"#,
        ),
    ]);
}

#[test]
fn no_cell_takes_long() {
    let words = Words::default();
    let texts = ["武汉协和", "红十字", "1元(", "医院武汉", "湖北1元、", "9"]
        .map(|text| text.repeat(1 << 20));
    let reader = Reader::new(&words, None, texts.iter().map(String::as_str));
    for text in &texts {
        let outcome = reader.read(text, Fen::ZERO).outcome;
        assert_eq!(outcome, Outcome::Unclear(Doubt::Long, None));
        let most: String = text.chars().take(LONGEST).collect();
        assert_eq!(reader.read(&most, Fen::ZERO).text, clean(&most));
    }
}
