//! What `--help` says, in Chinese and in English side by side.
//!
//! clap's own headings are English only; so the texts are put into its command
//! tree at run time, in the language of the reader.

mod arguments;
mod pages;

use bangfu::error::Lang;
use clap::Command;

use self::arguments::ARGUMENTS;
use self::pages::PAGES;

/// A text in both languages.
struct Both(&'static str, &'static str);

impl Both {
    const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.0,
            Lang::En => self.1,
        }
    }
}

/// One command: its path, what it does, its usage, and examples to learn from.
struct Page {
    path: &'static [&'static str],
    about: Both,
    usage: &'static str,
    more: Both,
}

/// What the argument means in the command, or wherever it stands.
fn argument(path: &[String], id: &str) -> Option<&'static Both> {
    let own = path.last().map(|command| format!("{command}.{id}"));
    let named = |wanted: &str| ARGUMENTS.iter().find(|(name, _)| *name == wanted);
    own.and_then(|own| named(&own))
        .or_else(|| named(id))
        .map(|(_, text)| text)
}

/// The command tree with all its texts in one language.
pub(crate) fn localised(command: Command, lang: Lang) -> Command {
    page(command, &[], lang)
}

fn page(mut command: Command, path: &[String], lang: Lang) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    for name in &names {
        let below: Vec<String> = path.iter().chain([name]).cloned().collect();
        command = command.mut_subcommand(name, |sub| page(sub, &below, lang));
    }
    let arguments: Vec<_> = command
        .get_arguments()
        .map(|arg| arg.get_id().clone())
        .collect();
    for id in arguments {
        let text = argument(path, id.as_str());
        command = command.mut_arg(id, |arg| {
            let heading = match (arg.is_positional(), lang) {
                (true, Lang::Zh) => "参数",
                (true, Lang::En) => "Arguments",
                (false, Lang::Zh) => "选项",
                (false, Lang::En) => "Options",
            };
            let arg = arg.help_heading(heading);
            match text {
                Some(text) => arg.help(text.get(lang)),
                None => arg,
            }
        });
    }
    if let Some(page) = PAGES.iter().find(|page| page.path.iter().eq(path)) {
        command = command
            .about(page.about.get(lang))
            .override_usage(page.usage)
            .after_help(page.more.get(lang));
    }
    let (usage, commands) = match lang {
        Lang::Zh => ("用法：", "命令"),
        Lang::En => ("Usage: ", "Commands"),
    };
    command
        .subcommand_help_heading(commands)
        .help_template(format!(
            "{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}"
        ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn walk(command: &Command, path: &[String], seen: &mut Vec<Vec<String>>) {
        let known = PAGES.iter().any(|page| page.path.iter().eq(path));
        assert!(known, "no help for {path:?}");
        seen.push(path.to_vec());
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            assert!(argument(path, id).is_some(), "no help for {path:?} {id}");
        }
        for sub in command.get_subcommands() {
            let below: Vec<String> = path
                .iter()
                .cloned()
                .chain([sub.get_name().to_owned()])
                .collect();
            walk(sub, &below, seen);
        }
    }

    #[test]
    fn every_command_and_argument_is_helped_with_and_no_other() {
        let command = crate::args::Args::command();
        let mut seen = Vec::new();
        walk(&command, &[], &mut seen);
        for page in PAGES {
            assert!(
                seen.iter().any(|path| page.path.iter().eq(path)),
                "{:?}",
                page.path
            );
        }
    }
}
