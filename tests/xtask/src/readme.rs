//! The examples in the READMEs, and their output.
//!
//! At the root both are what stands in `core/examples` and what it prints: a
//! block opens with a comment, `<!-- example: wanyuan -->` or
//! `<!-- output: wanyuan -->`, and the fence after it. The README of a binding
//! shows files that its tests run: `<!-- file: bindings/c/sample.c -->`.

use std::path::PathBuf;

use crate::count::Tally;
use crate::house::{self, House};
use crate::process;

/// A README and the example that it opens with: the same programme, in its language.
const SHOWN: &[(&str, &str)] = &[("README.md", "wanyuan"), ("README.zh-CN.md", "wanyuan_zh")];

/// Compares.
pub(crate) fn check(house: &House) -> Result<Tally, String> {
    let mut stale = Vec::new();
    let all = rewritten(house)?;
    let count = all.len() as u64;
    for (file, text, fresh) in all {
        if text != fresh {
            stale.push(house.shown(&file));
        }
    }
    if stale.is_empty() {
        println!("the READMEs show what their examples print");
        Ok(Tally {
            ran: count,
            of: count,
        })
    } else {
        Err(format!(
            "stale: {}; run `cargo xtask readme`",
            stale.join(", ")
        ))
    }
}

/// Writes the blocks anew.
pub(crate) fn write(house: &House) -> Result<(), String> {
    for (file, text, fresh) in rewritten(house)? {
        if text != fresh {
            house::write(&file, &fresh)?;
            println!("{} is written anew", house.shown(&file));
        }
    }
    Ok(())
}

/// Each README: where it is, how it stands, how it should.
fn rewritten(house: &House) -> Result<Vec<(PathBuf, String, String)>, String> {
    house.build_debug()?;
    let mut all = Vec::new();
    for &(readme, example) in SHOWN {
        let file = house.root.join(readme);
        let text = house::read(&file)?;
        let code = house::read(&house.root.join(format!("core/examples/{example}.rs")))?;
        let output = process::output(&mut house.example(example))?;
        let missing =
            |what: &str| format!("{readme} has no block after `<!-- {what}: {example} -->`");
        let fresh = replaced(&text, &format!("<!-- example: {example} -->"), body(&code))
            .ok_or_else(|| missing("example"))?;
        let fresh = replaced(&fresh, &format!("<!-- output: {example} -->"), &output)
            .ok_or_else(|| missing("output"))?;
        all.push((file, text, fresh));
    }
    for file in of_bindings(house)? {
        let text = house::read(&file)?;
        let fresh =
            with_files(house, &text).map_err(|why| format!("{}: {why}", house.shown(&file)))?;
        all.push((file, text, fresh));
    }
    Ok(all)
}

/// The READMEs of the bindings that show files.
fn of_bindings(house: &House) -> Result<Vec<PathBuf>, String> {
    let folder = house.root.join("bindings");
    let entries =
        std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let folders = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let readmes = folders
        .flat_map(|folder| ["README.md", "exchange/README.md"].map(|file| folder.join(file)));
    let mut found: Vec<PathBuf> = readmes.filter(|file| file.is_file()).collect();
    found.sort();
    Ok(found)
}

const FILE: &str = "<!-- file: ";

/// The text with each file that it shows as it is now.
fn with_files(house: &House, text: &str) -> Result<String, String> {
    let mut fresh = text.to_owned();
    for rest in text.split(FILE).skip(1) {
        let name = rest.split(" -->").next().unwrap_or_default();
        let file = house::read(&house.root.join(name))?;
        fresh = replaced(&fresh, &format!("{FILE}{name} -->"), &file)
            .ok_or_else(|| format!("no block after `{FILE}{name} -->`"))?;
    }
    Ok(fresh)
}

/// The example without the comment at its head: the README says it in prose.
fn body(code: &str) -> &str {
    let comment: usize = code
        .split_inclusive('\n')
        .take_while(|line| line.starts_with("//!"))
        .map(str::len)
        .sum();
    code.get(comment..).unwrap_or_default().trim_start()
}

/// The text with the inside of the first fence after `mark` replaced.
fn replaced(text: &str, mark: &str, inside: &str) -> Option<String> {
    let after = text.find(mark)? + mark.len();
    let opening = after + text.get(after..)?.find("```")?;
    let start = opening + text.get(opening..)?.find('\n')? + 1;
    // The fence that closes may follow at once: the block is still empty.
    let end = if text.get(start..)?.starts_with("```") {
        start
    } else {
        start + text.get(start..)?.find("\n```")? + 1
    };
    Some(format!(
        "{}{}\n{}",
        text.get(..start)?,
        inside.trim_end(),
        text.get(end..)?
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_after_the_mark_is_replaced_and_nothing_else() {
        let text = "a\n```\nkeep\n```\n<!-- m -->\n```text\nold\nold\n```\nb\n";
        let fresh = "a\n```\nkeep\n```\n<!-- m -->\n```text\nnew\n```\nb\n";
        assert_eq!(
            replaced(text, "<!-- m -->", "new\n").as_deref(),
            Some(fresh)
        );
        assert_eq!(
            replaced(fresh, "<!-- m -->", "new\n").as_deref(),
            Some(fresh)
        );
        assert_eq!(
            replaced("<!-- m -->\n```\n```\n", "<!-- m -->", "new").as_deref(),
            Some("<!-- m -->\n```\nnew\n```\n")
        );
        assert_eq!(replaced(text, "<!-- other -->", "new"), None);
    }

    #[test]
    fn the_comment_at_the_head_is_left_out() {
        assert_eq!(
            body("//! What it shows.\n//! More.\n\nuse a;\n//! no\n"),
            "use a;\n//! no\n"
        );
    }
}
