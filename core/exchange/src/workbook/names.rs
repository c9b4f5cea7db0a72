//! What things are called in sheets.

use bangfu::Programme;
use bangfu::allocate::explain::{self, Donor};
use bangfu::code::DivisionCode;
use bangfu::error::Lang;
use bangfu::giving::{Earmark, Gift, Restriction};
use bangfu::lists::Item;
use bangfu::money::{Fen, grouped};
use bangfu::registry::{Id, OrganisationKind};

/// The names of one programme in one language.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) programme: &'a Programme,
    pub(super) lang: Lang,
}

impl<'a> Names<'a> {
    /// A place with the county that it lies in; its code where nobody knows
    /// its name.
    pub(super) fn place(&self, code: DivisionCode) -> String {
        let Some(own) = self.programme.registry().place_name(code) else {
            return code.to_string();
        };
        let county = code.county().filter(|county| *county != code);
        match county.and_then(|county| self.programme.registry().place_name(county)) {
            Some(county) => match self.lang {
                Lang::Zh => format!("{county}{own}"),
                Lang::En => format!("{county} {own}"),
            },
            None => own.to_owned(),
        }
    }

    pub(super) fn project(&self, id: &Id) -> String {
        let found = self.programme.lists().project(id);
        found.map_or_else(|| id.to_string(), |project| project.name.clone())
    }

    fn known_item(&self, id: &Id) -> Option<&'a Item> {
        self.programme.lists().item(id)
    }

    pub(super) fn item(&self, id: &Id) -> String {
        let named = self.known_item(id).and_then(|item| item.name.clone());
        named.unwrap_or_else(|| id.to_string())
    }

    pub(super) fn unit(&self, id: &Id) -> String {
        self.known_item(id).map_or("", |item| &item.unit).to_owned()
    }

    /// An organisation by its name; a person is not named.
    pub(super) fn organisation(&self, id: &Id) -> String {
        match self.programme.registry().organisation(id) {
            Some(row) if row.kind != OrganisationKind::Individual => row.name.clone(),
            _ => self.individual().to_owned(),
        }
    }

    const fn individual(&self) -> &'static str {
        self.lang.choose("个人", "an individual")
    }

    /// Who gave, as far as he may be named in public.
    pub(super) fn donor(&self, gift: &Gift) -> String {
        match explain::donor(self.programme.facts(), gift) {
            Donor::Named(name) => name.to_owned(),
            Donor::Individual => self.individual().to_owned(),
            Donor::Alias => self.lang.choose("化名", "under an alias").to_owned(),
            Donor::Anonymous => self.lang.choose("匿名", "anonymous").to_owned(),
        }
    }

    pub(super) fn restriction(&self, restriction: &Restriction) -> String {
        explain::restriction(self.programme, restriction, self.lang)
    }

    /// What all of a gift is for, or each of its parts.
    pub(super) fn earmark(&self, gift: &Gift) -> String {
        if let Earmark::Whole(restriction) = &gift.earmark {
            return self.restriction(restriction);
        }
        let parts = gift.parts().map(|(number, amount, restriction)| {
            let number = number.map_or(1, |number| number.saturating_add(1));
            let (money, words) = (grouped(Fen(amount)), self.restriction(restriction));
            match self.lang {
                Lang::Zh => format!("第 {number} 部分 {money} 元：{words}"),
                Lang::En => format!("part {number}, {money} yuan: {words}"),
            }
        });
        let parts: Vec<_> = parts.collect();
        parts.join(self.lang.choose("；", "; "))
    }
}
