//! Tables that stand straight in every terminal.
//!
//! A wide character takes two cells. Some characters (— … · “ ”) take one cell
//! in a Western font and two in a Chinese one: no table holds any of them, so
//! that its lines are equal under both widths. Rules are ASCII.

use bangfu::finding::visible;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// To which side a column's cells are pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// A table that grows row by row.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    sides: Vec<Side>,
    rows: Vec<Vec<String>>,
    total: bool,
}

/// What a column is cut to at least when the terminal is narrow.
const NARROWEST: usize = 8;

impl Table {
    /// A table with these headings.
    pub(crate) fn new(columns: impl IntoIterator<Item = (String, Side)>) -> Self {
        let (heads, sides): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        let mut table = Self {
            sides,
            rows: Vec::new(),
            total: false,
        };
        table.row(heads);
        table
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells = cells.into_iter().map(|cell| plain(&visible(&cell)));
        let mut row: Vec<String> = cells.collect();
        row.resize(self.sides.len(), String::new());
        self.rows.push(row);
    }

    /// The last row, below a rule.
    pub(crate) fn total(&mut self, cells: impl IntoIterator<Item = String>) {
        self.row(cells);
        self.total = true;
    }

    /// The table in lines of at most `width` cells, as far as its left-hand
    /// columns can be cut. Amounts are never cut.
    pub(crate) fn lines(&self, width: usize) -> Vec<String> {
        let widths = self.widths(width);
        let rule = rule(&widths);
        let mut lines = vec![rule.clone()];
        let last = self.rows.len().saturating_sub(1);
        for (index, row) in self.rows.iter().enumerate() {
            if self.total && index == last && index > 1 {
                lines.push(rule.clone());
            }
            lines.push(self.line(row, &widths));
            if index == 0 {
                lines.push(rule.clone());
            }
        }
        lines.push(rule);
        lines
    }

    fn widths(&self, width: usize) -> Vec<usize> {
        let widest = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = (0..self.sides.len()).map(widest).collect();
        // "| " before, " | " between, " |" behind.
        let frame = 3 * widths.len() + 1;
        while widths.iter().sum::<usize>() + frame > width {
            let cut = (0..widths.len())
                .filter(|&column| self.sides.get(column) == Some(&Side::Left))
                .filter(|&column| widths.get(column).is_some_and(|&width| width > NARROWEST))
                .max_by_key(|&column| widths.get(column).copied());
            match cut.and_then(|column| widths.get_mut(column)) {
                Some(width) => *width -= 1,
                None => break,
            }
        }
        widths
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let cells = row.iter().zip(widths).zip(&self.sides);
        let cells = cells.map(|((cell, &width), side)| {
            let cell = cut(cell, width);
            let gap = " ".repeat(width.saturating_sub(cell.width()));
            match side {
                Side::Left => cell + &gap,
                Side::Right => gap + &cell,
            }
        });
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    }
}

fn rule(widths: &[usize]) -> String {
    let parts: Vec<_> = widths.iter().map(|&width| "-".repeat(width + 2)).collect();
    format!("+{}+", parts.join("+"))
}

/// The cell in at most `width` cells; what was cut ends in two dots.
fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut short = String::new();
    let mut used = 2;
    for character in cell.chars() {
        used += character.width().unwrap_or(0);
        if used > width {
            break;
        }
        short.push(character);
    }
    short + ".."
}

/// The text in one line and without punctuation of ambiguous width.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' => plain.push(' '),
            '“' | '”' => plain.push('"'),
            '‘' | '’' => plain.push('\''),
            '—' | '–' | '―' | '‐' => plain.push('-'),
            '…' => plain.push_str("..."),
            '·' | '•' | '‧' => plain.push('.'),
            '×' => plain.push('x'),
            '±' => plain.push_str("+/-"),
            '°' => plain.push_str(" deg"),
            '①'..='⑨' => {
                let number = u32::from(character) - u32::from('①') + 1;
                plain.push_str(&format!("({number})"));
            }
            other => plain.push(other),
        }
    }
    plain
}

/// The paragraph in lines of at most `width` cells. A Chinese line may be
/// broken between any two characters, but none begins with a mark that closes
/// and none ends with one that opens; words and amounts stay whole.
pub(crate) fn wrapped(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(paragraph) {
        if !line.is_empty() && line.width() + piece.trim_end().width() > width {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        let piece = if line.is_empty() {
            piece.trim_start()
        } else {
            &piece
        };
        line.push_str(piece);
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What must not be parted.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut glue = true;
    let mut before = ' ';
    for character in text.chars() {
        let wide = |c: char| c.width() == Some(2);
        let closes = "，。、；：！？）」』》%".contains(character);
        let breaks = before == ' ' || (wide(before) || wide(character));
        if breaks && !closes && !glue && character != ' ' {
            pieces.push(String::new());
        }
        if pieces.is_empty() {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
        glue = "（「『《".contains(character);
        before = character;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let mut table = Table::new([
            ("地方".to_owned(), Side::Left),
            ("安排".to_owned(), Side::Right),
        ]);
        table.row(["示例一村".to_owned(), "1,386,000.00".to_owned()]);
        table.row(["“a—b”·…".to_owned(), "0.00".to_owned()]);
        table.total(["合计".to_owned(), "1,386,000.00".to_owned()]);
        table
    }

    #[test]
    fn every_line_of_a_table_is_equally_wide_under_both_width_tables() {
        for width in [100, 30, 10] {
            let lines = sample().lines(width);
            for line in &lines {
                assert_eq!(line.width(), lines[0].width(), "{line}");
                assert_eq!(line.width_cjk(), lines[0].width(), "{line}");
            }
        }
    }

    #[test]
    fn amounts_stand_to_the_right_and_are_never_cut() {
        let lines = sample().lines(10);
        assert!(lines[4].ends_with("         0.00 |"), "{lines:#?}");
        assert!(lines[3].contains("1,386,000.00"), "{lines:#?}");
    }

    #[test]
    fn a_wrapped_line_begins_with_no_closing_mark_and_keeps_amounts_whole() {
        let text = "它只能使用「思源工程」的捐赠（共 180,000.00 元，已用完）。其余 3 项需求都在 62.0 % 以下。";
        for width in 12..60 {
            let lines = wrapped(text, width);
            for line in &lines {
                assert!(line.width() <= width, "{width}: {line}");
                assert!(!line.starts_with(['，', '。', '）', '」', '%']), "{line}");
                assert!(!line.ends_with(['（', '「']), "{line}");
            }
            let whole: String = lines.concat().split_whitespace().collect();
            assert_eq!(whole, text.split_whitespace().collect::<String>());
            assert!(
                lines.iter().any(|line| line.contains("180,000.00")),
                "{lines:#?}"
            );
        }
    }

    #[test]
    fn english_is_wrapped_between_words() {
        assert_eq!(
            wrapped("It may use only these gifts.", 12),
            ["It may use", "only these", "gifts."]
        );
    }
}
