//! How cells look: the fonts of official tables, lines around cells, numbers
//! with separators.

use bangfu::error::Lang;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::page::Kind;

/// The looks of all cells.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) money: Format,
    pub(super) long_money: Format,
    pub(super) count: Format,
    pub(super) day: Format,
    pub(super) sum: Format,
    pub(super) sum_label: Format,
    pub(super) answer: Format,
    pub(super) mark: Format,
    header: Format,
    header_data: Format,
    text: Format,
    prose: Format,
    data: Format,
    letter_head: Format,
    letter: Format,
}

/// The grey of what only the import reads.
const GREY: Color = Color::RGB(0x0080_8080);
/// The blue of headers, light enough for a black-and-white printer.
const BLUE: Color = Color::RGB(0x00DD_EBF7);
/// The colour of lines.
const LINE: Color = Color::RGB(0x0080_8080);

impl Looks {
    pub(super) fn new(lang: Lang) -> Self {
        let (body, heading) = match lang {
            Lang::Zh => ("宋体", "黑体"),
            Lang::En => ("Arial", "Arial"),
        };
        let plain = Format::new()
            .set_font_name(body)
            .set_font_size(10)
            .set_align(FormatAlign::VerticalCenter);
        let boxed = plain
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE);
        let header = boxed
            .clone()
            .set_font_name(heading)
            .set_background_color(BLUE)
            .set_align(FormatAlign::Center)
            .set_text_wrap();
        let left = boxed
            .clone()
            .set_num_format("@")
            .set_align(FormatAlign::Left)
            .set_indent(1);
        let money = boxed.clone().set_num_format("#,##0.00");
        let sum = money
            .clone()
            .set_bold()
            .set_border_top(FormatBorder::Medium);
        Self {
            title: plain.clone().set_font_name(heading).set_font_size(14),
            long_money: boxed
                .clone()
                .set_num_format("@")
                .set_align(FormatAlign::Right),
            count: boxed.clone().set_num_format("#,##0"),
            day: boxed
                .clone()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Center),
            sum_label: sum
                .clone()
                .set_num_format("@")
                .set_align(FormatAlign::Left)
                .set_indent(1),
            sum: sum.set_align(FormatAlign::Right),
            header_data: header.clone().set_font_color(GREY),
            header,
            answer: boxed.clone().set_align(FormatAlign::Right),
            text: left.clone(),
            prose: left.set_text_wrap(),
            data: boxed
                .set_num_format("@")
                .set_font_color(GREY)
                .set_font_size(8),
            letter_head: plain
                .clone()
                .set_font_name(heading)
                .set_align(FormatAlign::Top)
                .set_text_wrap(),
            mark: plain.clone().set_font_color(GREY).set_font_size(8),
            letter: plain.set_align(FormatAlign::Top).set_text_wrap(),
            money,
        }
    }

    pub(super) const fn header(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Data => &self.header_data,
            _ => &self.header,
        }
    }

    pub(super) const fn cell(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Text => &self.text,
            Kind::Prose => &self.prose,
            Kind::Money => &self.money,
            Kind::Count => &self.count,
            Kind::Day => &self.day,
            Kind::Data => &self.data,
        }
    }

    /// The first column of a letter names what the others say.
    pub(super) const fn letter(&self, column: u16) -> &Format {
        match column {
            0 => &self.letter_head,
            _ => &self.letter,
        }
    }
}
