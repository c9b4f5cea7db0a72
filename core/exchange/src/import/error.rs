use bangfu::document::Errors;
use bangfu::error::{Code, Lang, errors};

use crate::Refusal;

errors! {
    /// What an import needs to be told.
    pub enum Wanted {
        /// Nobody says who received the gifts.
        5401 Recipient "RECIPIENT_WANTED"
            "不知道由谁接收这些捐赠；请在对照文件里写 {{\"recipient\": \"机构的 id\"}}"
            "it is not known who received these gifts; say {{\"recipient\": \"the id of an organisation\"}} in a mapping file"
        /// The programme does not know the recipient.
        5402 UnknownRecipient "UNKNOWN_RECIPIENT" { recipient: String }
            "活动文件里没有「{recipient}」这个机构；请先登记，或改用已有机构的 id"
            "the programme has no organisation “{recipient}”; add it first, or name one that is there"
        /// A need or a project with the tag that no need may bear.
        5403 HoldIsTaken "HOLD_IS_TAKEN" { tag: String }
            "活动文件里有需求或项目带着「{tag}」这个标签，挂起的捐赠会被它用掉；请先改掉这个标签"
            "a need or a project of the programme bears the tag {tag}, so gifts on hold would be used for it; give it another tag first"
        /// A number that no proposal has.
        5502 NoSuchProposal "NO_SUCH_PROPOSAL" { number: usize, count: usize }
            "没有第 {number} 条；共有 {count} 条"
            "there is no proposal {number}; there are {count}"
        /// A choice of proposals that can't be read.
        5503 BadChoice "BAD_CHOICE" { word: String }
            "「{word}」看不懂；应写 certain、all，或编号如 1,3,5-9"
            "“{word}” is no choice; say certain, all, or numbers such as 1,3,5-9"
    }
}

/// Why nothing can be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// Something has to be said first.
    #[error(transparent)]
    Wanted(#[from] Wanted),
    /// The words of the mapping can't be read.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The programme with all of it would break its rules.
    #[error(transparent)]
    Programme(Errors),
}

impl Code for ImportError {
    fn number(&self) -> u16 {
        match self {
            Self::Wanted(error) => error.number(),
            Self::Refused(error) => error.number(),
            Self::Programme(error) => error.number(),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Wanted(error) => error.name(),
            Self::Refused(error) => error.name(),
            Self::Programme(error) => error.name(),
        }
    }

    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Wanted(error) => error.text(lang),
            Self::Refused(error) => error.text(lang),
            Self::Programme(error) => error.text(lang),
        }
    }
}
