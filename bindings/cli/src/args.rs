//! What can be typed.
//!
//! The shape stands here, the words in [`help`](crate::help): clap's own texts
//! are English only, and a county office reads Chinese.

use std::path::PathBuf;

use bangfu::error::Lang;
use bangfu_exchange::answer::{Format, Listed};
use bangfu_exchange::table::SheetKind;
use bangfu_exchange::workbook::{Encoding, List, Template};
use clap::{ArgAction, Args as Arguments, Parser, Subcommand, ValueEnum};

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "bangfu",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[arg(long, global = true)]
    pub(crate) json: bool,

    #[arg(long, global = true)]
    pub(crate) pretty: bool,

    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "zh|en",
        hide_possible_values = true
    )]
    pub(crate) lang: Option<LangChoice>,

    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "auto|always|never",
        default_value = "auto",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) color: ColorChoice,

    #[arg(short, long, global = true, action = ArgAction::Help)]
    pub(crate) help: Option<bool>,

    #[arg(short = 'V', long, action = ArgAction::Version)]
    pub(crate) version: Option<bool>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo {
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    Check {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    Allocate {
        #[arg(value_name = "PROGRAMME")]
        programme: PathBuf,
        #[arg(long, value_name = "FILE")]
        rules: Option<PathBuf>,
        #[arg(long, value_name = "PLAN")]
        out: Option<PathBuf>,
    },
    Explain {
        #[arg(value_name = "PLAN")]
        plan: PathBuf,
        #[arg(long, value_name = "FILE")]
        programme: PathBuf,
        #[arg(long, value_name = "FILE")]
        rules: Option<PathBuf>,
        #[arg(
            long,
            value_name = "ID",
            required_unless_present = "gift",
            conflicts_with = "gift"
        )]
        need: Option<String>,
        #[arg(long, value_name = "ID")]
        gift: Option<String>,
    },
    Canon {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    Verify {
        #[arg(value_name = "PLAN")]
        plan: PathBuf,
        #[arg(long, value_name = "FILE")]
        programme: PathBuf,
        #[arg(long, value_name = "FILE")]
        rules: Option<PathBuf>,
    },
    Bench(Bench),
    Fairness {
        #[arg(value_name = "PLAN")]
        plan: PathBuf,
        #[arg(long, value_name = "FILE")]
        programme: PathBuf,
        #[arg(long, value_name = "FILE")]
        rules: Option<PathBuf>,
    },
    Compare {
        #[arg(value_name = "PLAN")]
        before: PathBuf,
        #[arg(value_name = "PLAN")]
        after: PathBuf,
    },
    Import(Import),
    Export(Export),
    Template {
        #[arg(
            value_enum,
            value_name = "needs|gifts|resources",
            hide_possible_values = true
        )]
        of: TemplateChoice,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    #[command(subcommand)]
    Money(Money),
    #[command(subcommand)]
    Code(Code),
}

/// What `export` is to write, and where.
#[derive(Debug, Arguments)]
pub(crate) struct Export {
    #[arg(value_name = "PROGRAMME")]
    pub(crate) programme: PathBuf,
    #[arg(long, value_name = "PLAN")]
    pub(crate) plan: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "plan")]
    pub(crate) rules: Option<PathBuf>,
    #[arg(
        long,
        value_enum,
        value_name = "xlsx|csv|360giving|iati|hxl",
        hide_possible_values = true
    )]
    pub(crate) to: Target,
    #[arg(long, value_name = "FILE|DIR")]
    pub(crate) out: PathBuf,
    #[arg(
        long,
        value_enum,
        value_name = "needs|projects|resources|gifts|items|plan",
        hide_possible_values = true
    )]
    pub(crate) list: Option<ListChoice>,
    #[arg(
        long,
        value_enum,
        value_name = "utf-8|gb18030",
        default_value = "utf-8",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) encoding: EncodingChoice,
    #[arg(long, value_name = "ID")]
    pub(crate) publisher: Option<String>,
    #[arg(long, value_name = "360G-...")]
    pub(crate) prefix: Option<String>,
}

/// What a template is for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TemplateChoice {
    Needs,
    Gifts,
    Resources,
}

impl From<TemplateChoice> for Template {
    fn from(choice: TemplateChoice) -> Self {
        match choice {
            TemplateChoice::Needs => Self::Needs,
            TemplateChoice::Gifts => Self::Gifts,
            TemplateChoice::Resources => Self::Resources,
        }
    }
}

/// What an export is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    Xlsx,
    Csv,
    #[value(name = "360giving")]
    Giving360,
    Iati,
    Hxl,
}

/// What of a programme is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListChoice {
    Needs,
    Projects,
    Resources,
    Gifts,
    Items,
    Plan,
}

/// The encoding of text files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EncodingChoice {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "gb18030")]
    Gb18030,
}

impl From<Target> for Format {
    fn from(target: Target) -> Self {
        match target {
            Target::Xlsx => Self::Xlsx,
            Target::Csv => Self::Csv,
            Target::Giving360 => Self::Giving360,
            Target::Iati => Self::Iati,
            Target::Hxl => Self::Hxl,
        }
    }
}

impl From<ListChoice> for Listed {
    fn from(choice: ListChoice) -> Self {
        match choice {
            ListChoice::Needs => Self::List(List::Needs),
            ListChoice::Projects => Self::List(List::Projects),
            ListChoice::Resources => Self::List(List::Resources),
            ListChoice::Gifts => Self::List(List::Gifts),
            ListChoice::Items => Self::List(List::Items),
            ListChoice::Plan => Self::Plan,
        }
    }
}

impl From<EncodingChoice> for Encoding {
    fn from(choice: EncodingChoice) -> Self {
        match choice {
            EncodingChoice::Utf8 => Self::Utf8,
            EncodingChoice::Gb18030 => Self::Gb18030,
        }
    }
}

/// What to do with an amount.
#[derive(Debug, Subcommand)]
pub(crate) enum Money {
    Capital {
        #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
        amount: String,
    },
    Read {
        #[arg(value_name = "TEXT", allow_hyphen_values = true)]
        text: String,
    },
    Split {
        #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
        amount: String,
        #[arg(
            long,
            value_name = "W,W,...",
            value_delimiter = ',',
            required = true,
            allow_hyphen_values = true
        )]
        by: Vec<String>,
        #[arg(
            long,
            value_enum,
            value_name = "METHOD",
            default_value = "largest_remainder",
            hide_possible_values = true,
            hide_default_value = true
        )]
        method: Method,
    },
}

/// What to do with a code.
#[derive(Debug, Subcommand)]
pub(crate) enum Code {
    Check {
        #[arg(required = true, value_name = "CODE")]
        codes: Vec<String>,
    },
}

/// How a pot is split.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum Method {
    LargestRemainder,
    Webster,
}

/// What `bench` is to measure.
#[derive(Debug, Arguments)]
pub(crate) struct Bench {
    #[arg(long, value_name = "N", default_value_t = 100_000, hide_default_value = true,
        value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub(crate) needs: u32,
    #[arg(long, value_name = "N",
        value_parser = clap::value_parser!(u32).range(0..=10_000_000))]
    pub(crate) gifts: Option<u32>,
    #[arg(
        long,
        value_enum,
        value_name = "NAME",
        default_value = "a",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) family: FamilyChoice,
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true)]
    pub(crate) seed: u64,
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true,
        value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(crate) threads: u16,
    #[arg(long, value_name = "FILE", conflicts_with = "needs")]
    pub(crate) places: Option<PathBuf>,
    #[arg(long)]
    pub(crate) caps: bool,
    #[arg(long)]
    pub(crate) flow: bool,
    #[arg(long, value_name = "FILE")]
    pub(crate) network: Option<PathBuf>,
}

/// What kind of needs and gifts is made up.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FamilyChoice {
    A,
    H,
    G,
    Equal,
    Free,
    Named,
    Villages,
    Giant,
    Zero,
}

/// What is imported, and how.
#[derive(Debug, Arguments)]
pub(crate) struct Import {
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "PROGRAMME")]
    pub(crate) into: Option<PathBuf>,
    #[arg(
        long,
        value_name = "OUT",
        conflicts_with_all = ["into", "dry_run", "yes", "keep_names", "overwrite"]
    )]
    pub(crate) fix: Option<PathBuf>,
    #[arg(
        long,
        value_enum,
        value_name = "gifts|goods|needs|resources|text",
        hide_possible_values = true
    )]
    pub(crate) kind: Option<KindChoice>,
    #[arg(long, value_name = "MAP")]
    pub(crate) map: Option<PathBuf>,
    #[arg(long, conflicts_with = "yes")]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) yes: bool,
    #[arg(long)]
    pub(crate) keep_names: bool,
    #[arg(long)]
    pub(crate) overwrite: bool,
    #[arg(long, value_name = "OUT")]
    pub(crate) restored: Option<PathBuf>,
    #[arg(long, value_name = "LIST", requires = "into")]
    pub(crate) accept: Option<String>,
    #[arg(long, value_name = "DATE", requires = "accept")]
    pub(crate) on: Option<String>,
}

/// What the rows of a sheet are, or that it is no sheet but running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindChoice {
    Gifts,
    Goods,
    Needs,
    Resources,
    Text,
}

impl KindChoice {
    /// What the rows are; of text there are none.
    pub(crate) const fn of_rows(self) -> Option<SheetKind> {
        match self {
            Self::Gifts => Some(SheetKind::Gifts),
            Self::Goods => Some(SheetKind::Goods),
            Self::Needs => Some(SheetKind::Needs),
            Self::Resources => Some(SheetKind::Resources),
            Self::Text => None,
        }
    }
}

/// The language asked for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LangChoice {
    Zh,
    En,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    #[default]
    Auto,
    Always,
    Never,
}

impl From<LangChoice> for Lang {
    fn from(choice: LangChoice) -> Self {
        match choice {
            LangChoice::Zh => Self::Zh,
            LangChoice::En => Self::En,
        }
    }
}
