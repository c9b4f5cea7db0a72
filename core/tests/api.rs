//! What hosts rely on without seeing it.

#![allow(clippy::unwrap_used, reason = "a test fails by stopping")]

use bangfu::{Plan, Programme, Rules};

fn crosses_threads<T: Send + Sync + 'static>() {}

#[test]
fn checked_values_cross_threads() {
    crosses_threads::<Programme>();
    crosses_threads::<Rules>();
    crosses_threads::<Plan>();
    crosses_threads::<bangfu::Error>();
    crosses_threads::<bangfu::document::Errors>();
}

#[test]
fn a_programme_from_rows_is_the_programme_from_its_document() {
    use bangfu::code::DivisionCode;
    use bangfu::giving::{Clause, Earmark, Gift, Given, GivenGoods, Part, PartSize, Restriction};
    use bangfu::lists::{Item, Need, Project, Quantity};
    use bangfu::money::Fen;
    use bangfu::registry::{Id, Organisation, OrganisationKind, Place};
    use bangfu::time::Date;

    let id = |text: &str| Id::parse(text).unwrap();
    let day = Date::parse("2024-04-02").unwrap();
    let village = DivisionCode::parse("511781109390").unwrap();
    let mut project = Project::new(id("farm"), "夕阳红农场");
    project.category = Some("elderly_care".into());
    let mut money = Need::money(id("n-2"), village, Fen(10_000));
    money.project = Some(id("farm"));
    let mut quilts = Need::goods(id("n-1"), village, id("quilt"), Quantity::Known(30));
    quilts.category = Some("relief".into());
    let mut parted = Gift::new(
        id("g-3"),
        id("donor"),
        id("charity"),
        day,
        Given::Money(Fen(5_000)),
        Restriction::None,
    );
    let farm = Restriction::Only(Clause::Project(vec![id("farm")]));
    parted.earmark = Earmark::Parts(vec![
        Part::new(PartSize::Money(Fen(3_000)), farm),
        Part::new(PartSize::Rest(true), Restriction::None),
    ]);
    let built = Programme::builder(id("p"), day)
        .gift(parted)
        .organisation(Organisation::new(
            id("donor"),
            "爱心单位",
            OrganisationKind::Company,
        ))
        .organisation(Organisation::new(
            id("charity"),
            "万源市慈善会",
            OrganisationKind::Charity,
        ))
        .place(Place::new(village, "示例一村"))
        .item(Item::new(id("quilt"), "条"))
        .project(project)
        .need(money)
        .need(quilts)
        .gift(Gift::new(
            id("g-2"),
            id("donor"),
            id("charity"),
            day,
            Given::Goods(Box::new(GivenGoods::new(id("quilt"), 20))),
            Restriction::None,
        ))
        .gift(Gift::new(
            id("g-1"),
            id("donor"),
            id("charity"),
            day,
            Given::Money(Fen(9_000)),
            Restriction::Only(Clause::Project(vec![id("farm")])),
        ))
        .rules(Rules::new(id("rules")))
        .build()
        .unwrap();
    let read = Programme::read(built.canonical().as_bytes()).unwrap();
    assert_eq!(built, read);
    assert_eq!(built.input_hash(), read.input_hash());
    assert_eq!(
        built
            .needs()
            .iter()
            .map(|need| need.id.as_str())
            .collect::<Vec<_>>(),
        ["n-1", "n-2"]
    );
}

#[test]
fn a_row_that_is_wrong_is_refused_where_it_was_added() {
    use bangfu::code::DivisionCode;
    use bangfu::lists::Need;
    use bangfu::money::Fen;
    use bangfu::registry::Id;
    use bangfu::time::Date;

    let id = |text: &str| Id::parse(text).unwrap();
    let village = DivisionCode::parse("511781109390").unwrap();
    let mut need = Need::money(id("n"), village, Fen(1));
    need.category = Some("relief".into());
    let builder = Programme::builder(id("p"), Date::parse("2024-04-02").unwrap());
    let errors = builder.need(need.clone()).need(need).build().unwrap_err();
    let found: Vec<_> = errors
        .iter()
        .map(|flaw| (flaw.name(), flaw.pointer.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("UNKNOWN_REFERENCE", "/lists/needs/0/place"),
            ("DUPLICATE_ID", "/lists/needs/1/id"),
            ("UNKNOWN_REFERENCE", "/lists/needs/1/place"),
        ]
    );
}

#[test]
fn a_programme_that_refers_to_its_rules_takes_those_and_no_others() {
    use bangfu::error::Code;
    use bangfu::registry::Id;
    use bangfu::time::Date;

    let id = |text: &str| Id::parse(text).unwrap();
    let day = Date::parse("2024-04-02").unwrap();
    let builder = || Programme::builder(id("p"), day);
    let (wanted, other) = (Rules::new(id("county")), Rules::new(id("city")));
    let refers = builder().rules_reference(id("county")).build().unwrap();
    let holds = builder().rules(wanted.clone()).build().unwrap();
    let silent = builder().build().unwrap();
    for (programme, beside, expected) in [
        (&refers, Some(&wanted), Ok("county")),
        (
            &refers,
            Some(&other),
            Err(("UNKNOWN_REFERENCE", "/rules/reference")),
        ),
        (
            &refers,
            None,
            Err(("UNKNOWN_REFERENCE", "/rules/reference")),
        ),
        (&holds, None, Ok("county")),
        (&holds, Some(&other), Ok("city")),
        (&silent, Some(&other), Ok("city")),
        (&silent, None, Err(("MISSING_KEY", "/rules"))),
    ] {
        let found = programme.applicable(beside);
        let found = found.as_ref().map(|rules| rules.id().as_str());
        let found = found.map_err(|at| (at.error.name(), at.pointer.as_str()));
        assert_eq!(found, expected);
    }
}

#[test]
fn an_object_with_too_many_members_is_too_large_at_its_place() {
    let mut limits = bangfu::document::Limits::default();
    limits.entries = 5;
    let text = br#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02",
        "registry":{"places":[{"code":"511781","name":"x",
        "figures":{"a":"1","b":"1","c":"1","d":"1","e":"1","f":"1","g":"1"}}]}}"#;
    let errors = Programme::read_with(text, &limits).unwrap_err();
    let found: Vec<_> = errors
        .iter()
        .map(|flaw| (flaw.name(), flaw.pointer.as_str()))
        .collect();
    assert_eq!(found, [("TOO_LARGE", "/registry/places/0/figures")]);
}

#[test]
fn a_row_of_a_plan_is_found_whatever_the_order_of_the_rows() {
    use bangfu::allocate::NoProgress;
    use bangfu::registry::Id;

    let text = br#"{"format":"bangfu.programme/1","id":"p","as_of":"2024-04-02",
        "registry":{"organisations":[{"id":"o","name":"o","kind":"charity"}],
            "places":[{"code":"522728","name":"c"}]},
        "lists":{"needs":[
            {"id":"a","place":"522728","category":"c","money":"1.00"},
            {"id":"b","place":"522728","category":"c","money":"1.00"},
            {"id":"d","place":"522728","category":"c","money":"1.00"}]},
        "giving":{"gifts":[
            {"id":"f","donor":"o","recipient":"o","received_on":"2024-04-01","money":"1.00","restriction":"none"},
            {"id":"h","donor":"o","recipient":"o","received_on":"2024-04-01","money":"1.00","restriction":"none"}]},
        "rules":{"format":"bangfu.rules/1","id":"r"}}"#;
    let programme = Programme::read(text).unwrap();
    let rules = programme.rules().unwrap();
    let mut plan = programme.allocate(rules, &mut NoProgress).unwrap();
    let id = |text: &str| Id::parse(text).unwrap();
    for _ in 0..6 {
        for own in ["a", "b", "d"].map(id) {
            assert_eq!(plan.need(&own).map(|row| &row.id), Some(&own));
        }
        for own in ["f", "h"].map(id) {
            assert_eq!(plan.gift(&own).map(|row| &row.id), Some(&own));
        }
        assert_eq!(plan.need(&id("c")), None);
        assert_eq!(plan.gift(&id("g")), None);
        plan.needs.rotate_left(1);
        plan.gifts.rotate_left(1);
    }
}
