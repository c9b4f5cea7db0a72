//! One step of the caller: a call, a callback's doings, or several threads.

use std::ffi::{c_char, c_void};
use std::ptr;
use std::sync::atomic::Ordering;
use std::thread;

use bangfu_c::*;

use crate::world::{Held, Kind, POISONED, World, copied, read, read_finding};

/// Takes the next step.
///
/// All calls below keep the contract: handles are null, alive, or of another
/// kind; lengths are true or beyond what an object can have; arrays have the
/// room that is said, or the call is refused before it writes.
pub(crate) fn step(world: &World<'_>) {
    match world.input.below(16) {
        0 | 1 => documents(world),
        2 => allocate(world),
        3 => plan(world),
        4 => columns(world),
        5 => judge(world),
        6 => report(world),
        7 | 8 => text(world),
        9 => texts(world),
        10 => money(world),
        11 => code(world),
        12 => dates(world),
        13 => echo(world),
        14 => threads(world),
        _ => world.free_one(),
    }
}

fn documents(w: &World<'_>) {
    let json = w.bytes();
    // SAFETY: as `step` says.
    unsafe {
        match w.input.below(8) {
            0 => w.make(Kind::Report, |out, err| {
                bf_check(json.start, json.len, out, err)
            }),
            1 => w.make_there(Kind::Text, |out, err| {
                bf_canonical(json.start, json.len, out, ptr::null_mut(), err)
            }),
            2 => w.make_there(Kind::Text, |out, err| {
                let mut text = ptr::null_mut();
                let status = bf_canonical(json.start, json.len, &mut text, out, err);
                bf_text_free(text);
                status
            }),
            3 => w.make(Kind::Rules, |out, err| {
                bf_rules_read(json.start, json.len, out, err)
            }),
            4 => w.make(Kind::Plan, |out, err| {
                bf_plan_read(json.start, json.len, out, err)
            }),
            5 => {
                let rules = w.pick::<bf_rules>(Kind::Rules);
                read(bf_rules_id(rules));
                w.make(Kind::Text, |out, err| bf_rules_json(rules, out, err));
                w.make(Kind::Text, |out, err| bf_rules_hash(rules, out, err));
            }
            6 => {
                let programme = w.pick::<bf_programme>(Kind::Programme);
                read(bf_programme_id(programme));
                copied(
                    bf_programme_name(programme),
                    bf_programme_name_len(programme),
                );
                read(bf_programme_as_of(programme));
                bf_programme_gift_count(programme);
                w.make(Kind::Text, |out, err| {
                    bf_programme_json(programme, out, err)
                });
                w.make(Kind::Text, |out, err| {
                    bf_programme_hash(programme, out, err)
                });
            }
            _ => w.make(Kind::Programme, |out, err| {
                bf_programme_read(json.start, json.len, out, err)
            }),
        }
    }
}

/// What a callback does is a few more steps, then it goes on or cancels.
unsafe extern "C" fn callback(userdata: *mut c_void, done: u64, total: u64) -> i32 {
    assert!(done <= total);
    // SAFETY: `allocate` and `text` below hand their world over, which outlives
    // the call and is shared only with this thread.
    let world = unsafe { &*userdata.cast::<World<'_>>() };
    world.inside(step);
    i32::from(world.input.byte() < 16)
}

fn userdata(world: &World<'_>) -> *mut c_void {
    (&raw const *world).cast_mut().cast()
}

fn allocate(w: &World<'_>) {
    let programme = w.pick::<bf_programme>(Kind::Programme);
    let rules = if w.input.byte() & 1 == 0 {
        ptr::null_mut()
    } else {
        w.pick::<bf_rules>(Kind::Rules)
    };
    let progress: bf_progress_fn = if w.input.byte() & 1 == 0 {
        None
    } else {
        Some(callback)
    };
    // SAFETY: as `step` says.
    w.make(Kind::Plan, |out, err| unsafe {
        w.using(&[programme.cast(), rules.cast()], || {
            bf_programme_allocate(programme, rules, progress, userdata(w), out, err)
        })
    });
}

fn plan(w: &World<'_>) {
    let plan = w.pick::<bf_plan>(Kind::Plan);
    let (index, which) = (w.input.count(), i32::from(w.input.byte() & 15) - 1);
    let id = w.bytes();
    let mut number = 0;
    let mut place = 0;
    // SAFETY: as `step` says.
    unsafe {
        match w.input.below(6) {
            0 => w.make(Kind::Text, |out, err| bf_plan_json(plan, out, err)),
            1 => {
                for lent in [
                    bf_plan_programme(plan),
                    bf_plan_rules(plan),
                    bf_plan_as_of(plan),
                    bf_plan_input_hash(plan),
                    bf_plan_rules_hash(plan),
                    bf_plan_item_id(plan, index),
                ] {
                    read(lent);
                }
                copied(bf_plan_engine(plan), bf_plan_engine_len(plan));
                bf_plan_line_count(plan);
                bf_plan_item_count(plan);
            }
            2 => {
                let need = copied(
                    bf_plan_need_id(plan, index),
                    bf_plan_need_id_len(plan, index),
                );
                assert_eq!(need.is_some(), index < bf_plan_need_count(plan));
                let gift = copied(
                    bf_plan_gift_id(plan, index),
                    bf_plan_gift_id_len(plan, index),
                );
                assert_eq!(gift.is_some(), index < bf_plan_gift_count(plan));
            }
            3 => {
                w.ask(|err| bf_plan_find_need(plan, id.start, id.len, &mut place, err));
                w.ask(|err| bf_plan_find_gift(plan, id.start, id.len, &mut place, err));
                w.ask(|err| bf_plan_find_gift(plan, id.start, id.len, ptr::null_mut(), err));
            }
            4 => {
                w.ask(|err| bf_plan_total(plan, which, &mut number, err));
            }
            _ => {
                w.ask(|err| bf_plan_item_total(plan, index, which, &mut number, err));
            }
        }
    }
}

/// The columns, by their place in this list.
macro_rules! copy_column {
    ($w:ident, $plan:ident, $($function:ident: $type:ty),* $(,)?) => {
        let wanted = $w.input.below([$(stringify!($function)),*].len());
        let mut at = 0;
        $(
            if at == wanted {
                copy::<$type>($w, $plan, $function);
            }
            at += 1;
        )*
        let _ = at;
    };
}

type Column<T> =
    unsafe extern "C" fn(*const bf_plan, usize, usize, *mut T, *mut *mut bf_error) -> bf_status;

fn copy<T: Copy + Default>(w: &World<'_>, plan: *const bf_plan, column: Column<T>) {
    let (first, count) = (w.input.count(), w.input.count());
    // Exactly as many as are asked for; of a count that can't be, none.
    let mut room = vec![T::default(); if count <= 8 { count } else { 0 }];
    let out = if w.input.byte() < 8 {
        ptr::null_mut()
    } else {
        room.as_mut_ptr()
    };
    // SAFETY: as `step` says.
    let status = w.ask(|err| unsafe { column(plan, first, count, out, err) });
    assert!(
        count <= 8 || status != BF_OK,
        "more entries than there can be"
    );
}

fn columns(w: &World<'_>) {
    let plan = w.pick::<bf_plan>(Kind::Plan);
    copy_column!(w, plan,
        bf_plan_copy_need_required: i64,
        bf_plan_copy_need_already: i64,
        bf_plan_copy_need_granted: i64,
        bf_plan_copy_need_level_num: i64,
        bf_plan_copy_need_level_den: i64,
        bf_plan_copy_need_reason: u8,
        bf_plan_copy_need_item: u32,
        bf_plan_copy_gift_received: i64,
        bf_plan_copy_gift_overhead: i64,
        bf_plan_copy_gift_reserve: i64,
        bf_plan_copy_gift_used: i64,
        bf_plan_copy_gift_held: i64,
        bf_plan_copy_gift_reason: u8,
        bf_plan_copy_gift_item: u32,
        bf_plan_copy_line_gift: u32,
        bf_plan_copy_line_part: i64,
        bf_plan_copy_line_need: u32,
        bf_plan_copy_line_amount: i64,
        bf_plan_copy_line_in_units: u8,
    );
    read(bf_need_reason_name(w.input.byte()));
    read(bf_gift_reason_name(w.input.byte()));
}

fn judge(w: &World<'_>) {
    let plan = w.pick::<bf_plan>(Kind::Plan);
    let programme = w.pick::<bf_programme>(Kind::Programme);
    let rules = if w.input.byte() & 1 == 0 {
        ptr::null_mut()
    } else {
        w.pick(Kind::Rules)
    };
    let (id, lang) = (w.bytes(), i32::from(w.input.byte() & 3));
    let explain = match w.input.below(5) {
        0 => bf_plan_explain_need,
        1 => bf_plan_explain_need_json,
        2 => bf_plan_explain_gift,
        3 => bf_plan_explain_gift_json,
        _ => {
            // SAFETY: as `step` says.
            w.make(Kind::Report, |out, err| unsafe {
                bf_plan_verify(plan, programme, rules, out, err)
            });
            return;
        }
    };
    // SAFETY: as `step` says.
    w.make(Kind::Text, |out, err| unsafe {
        explain(plan, programme, rules, id.start, id.len, lang, out, err)
    });
}

fn report(w: &World<'_>) {
    let report = w.pick::<bf_report>(Kind::Report);
    let error = w.pick::<bf_error>(Kind::Error);
    let (index, lang) = (w.input.count(), i32::from(w.input.byte() & 3));
    // SAFETY: as `step` says.
    unsafe {
        match w.input.below(5) {
            0 => {
                let errors = bf_report_error_count(report);
                assert_eq!(bf_report_ok(report) == 0 && errors == 0, false);
                assert_eq!(bf_report_error_at(report, index).is_null(), index >= errors);
                read_finding(bf_report_error_at(report, index));
                read_finding(bf_report_warning_at(report, index));
                read(bf_report_format(report));
                bf_report_warning_count(report);
                bf_report_more(report);
            }
            1 => {
                bf_report_lines_checked(report);
                bf_report_needs_checked(report);
                bf_report_gifts_checked(report);
                bf_report_minimum_grant_checked(report);
                w.make(Kind::Text, |out, err| {
                    bf_report_certificate(report, lang, out, err)
                });
            }
            2 => w.make(Kind::Text, |out, err| {
                bf_report_json(report, lang, out, err)
            }),
            3 => w.make(Kind::Text, |out, err| bf_error_json(error, lang, out, err)),
            _ => {
                read_finding(bf_error_at(error, index));
                bf_error_more(error);
                // A handle is no finding.
                assert!(bf_finding_name(w.pick(Kind::Text)).is_null());
            }
        }
    }
}

fn text(w: &World<'_>) {
    let text = w.pick::<bf_text>(Kind::Text);
    let bytes = w.bytes();
    // SAFETY: as `step` says.
    unsafe {
        match w.input.below(8) {
            0 => w.make(Kind::Text, |out, err| bf_text_new(out, err)),
            1 | 2 => {
                w.ask(|err| bf_text_append(text, bytes.start, bytes.len, err));
            }
            3 => {
                w.ask(|err| bf_text_append_gb18030(text, bytes.start, bytes.len, err));
            }
            4 => {
                // What a text lends may be given back to it. Of a text that
                // other threads change, nothing is lent.
                let own: *mut bf_text = w.own_text();
                let (start, len) = (bf_text_utf8(own), bf_text_len(own));
                w.ask(|err| bf_text_append(own, start, len, err));
                w.ask(|err| bf_text_clear(text, err));
            }
            5 => into(w, |out, cap, needed, err| {
                bf_text_to_gb18030(text, out, cap, needed, err)
            }),
            6 => {
                POISONED.store(true, Ordering::Relaxed);
                let status = w.ask(|err| bf_selftest_panic(text, err));
                assert_ne!(status, BF_OK);
            }
            _ if w.may_go_deeper() => {
                w.ask(|err| {
                    w.using(&[text.cast()], || {
                        bf_selftest_busy(text, Some(callback), userdata(w), err)
                    })
                });
            }
            _ => {
                w.ask(|err| bf_selftest_busy(text, None, ptr::null_mut(), err));
            }
        }
    }
}

/// A call that writes a text into an array of the caller's, of a size from 0 on.
fn into(
    w: &World<'_>,
    call: impl Fn(*mut c_char, usize, *mut usize, *mut *mut bf_error) -> bf_status,
) {
    let cap = usize::from(w.input.byte());
    let mut room = vec![0; cap].into_boxed_slice();
    let mut needed = 0;
    let choice = w.input.byte();
    let out = if choice == 0 {
        ptr::null_mut()
    } else {
        room.as_mut_ptr()
    };
    let place = if choice == 1 {
        ptr::null_mut()
    } else {
        &raw mut needed
    };
    let status = w.ask(|err| call(out, cap, place, err));
    if status == BF_OK && choice > 1 {
        assert!(needed <= cap);
    }
    if status == BF_TOO_SMALL && choice > 1 {
        assert!(needed > cap);
    }
}

fn texts(w: &World<'_>) {
    let texts = w.pick::<bf_texts>(Kind::Texts);
    let (index, bytes) = (w.input.count(), w.bytes());
    // SAFETY: as `step` says.
    unsafe {
        if w.input.byte() & 1 == 0 {
            w.make(Kind::Texts, |out, err| {
                bf_code_parents(bytes.start, bytes.len, out, err)
            });
        }
        let entry = copied(bf_texts_at(texts, index), bf_texts_len(texts, index));
        assert_eq!(entry.is_some(), index < bf_texts_count(texts));
    }
}

fn money(w: &World<'_>) {
    let (text, fen) = (w.bytes(), w.input.number());
    let (mut kind, mut read_fen) = (0, 0);
    // SAFETY: as `step` says.
    unsafe {
        match w.input.below(5) {
            0 => {
                w.ask(|err| bf_money_parse(text.start, text.len, &mut read_fen, err));
            }
            1 => {
                w.ask(|err| bf_money_read(text.start, text.len, &mut kind, &mut read_fen, err));
            }
            2 => into(w, |out, cap, needed, err| {
                bf_money_format(fen, out, cap, needed, err)
            }),
            3 => into(w, |out, cap, needed, err| {
                bf_money_capital(fen, out, cap, needed, err)
            }),
            _ => {
                let weights = [w.bytes(), w.bytes(), w.bytes()];
                let starts = [weights[0].start, weights[1].start, weights[2].start];
                let lens = [weights[0].len, weights[1].len, weights[2].len];
                let method = i32::from(w.input.byte() & 3);
                let count = match w.input.count() {
                    few @ 0..=3 => few,
                    4..=8 => 3,
                    many => many,
                };
                // A count that can't be is refused before it is believed.
                if isize::try_from(count.saturating_mul(8)).is_ok() && count > 3 {
                    return;
                }
                let mut shares = vec![0; if count <= 3 { count } else { 0 }];
                let (starts, lens) = (starts.as_ptr(), lens.as_ptr());
                let out = shares.as_mut_ptr();
                let status =
                    w.ask(|err| bf_money_split(fen, starts, lens, count, method, out, err));
                if status == BF_OK && count > 0 {
                    let sum: i128 = shares.iter().map(|&share: &i64| i128::from(share)).sum();
                    assert_eq!(sum, i128::from(fen));
                }
            }
        }
    }
}

fn code(w: &World<'_>) {
    let (text, code) = (w.bytes(), w.pick::<bf_code>(Kind::Code));
    // SAFETY: as `step` says.
    unsafe {
        if w.input.byte() & 1 == 0 {
            w.make(Kind::Code, |out, err| {
                bf_code_check(text.start, text.len, out, err)
            });
            return;
        }
        for lent in [
            bf_code_kind(code),
            bf_code_shown(code),
            bf_code_name(code),
            bf_code_error(code),
            bf_code_error_text(code, i32::from(w.input.byte() & 3)),
            bf_code_warning(code),
            bf_code_hint(code),
        ] {
            read(lent);
        }
        bf_code_ok(code);
        bf_code_hint_place(code);
        w.make(Kind::Text, |out, err| bf_code_json(code, out, err));
    }
}

fn dates(w: &World<'_>) {
    let (one, two) = (w.bytes(), w.bytes());
    let number = w.input.number();
    // Of the lists of days, each ends in a NUL.
    let days = [
        c"2024-04-04".as_ptr(),
        c"2024-04-05".as_ptr(),
        c"none".as_ptr(),
        ptr::null(),
    ];
    let (first, second) = (w.input.below(5), w.input.below(5));
    // SAFETY: as `step` says; the numbers are cut on purpose.
    unsafe {
        match w.input.below(4) {
            0 => into(w, |out, cap, needed, err| {
                bf_date_parse(one.start, one.len, out, cap, needed, err)
            }),
            1 => into(w, |out, cap, needed, err| {
                bf_date_add_months(one.start, one.len, number as i32, out, cap, needed, err)
            }),
            2 => into(w, |out, cap, needed, err| {
                let (unit, roll) = ((number & 3) as i32, (number & 4) as i32);
                // A million days are walked one by one: enough for a test.
                let count = (number as u32) % 40_000;
                let days = days.as_ptr();
                bf_date_within(
                    one.start,
                    one.len,
                    count,
                    unit,
                    days,
                    ptr::null(),
                    first,
                    days,
                    ptr::null(),
                    second,
                    roll,
                    out,
                    cap,
                    needed,
                    err,
                )
            }),
            _ => w.make(Kind::Texts, |interim, err| {
                let mut room = [0; 32];
                let (out, cap) = (room.as_mut_ptr(), room.len());
                let (from, to) = (&one, &two);
                bf_date_quarterly(
                    from.start,
                    from.len,
                    to.start,
                    to.len,
                    interim,
                    out,
                    cap,
                    ptr::null_mut(),
                    err,
                )
            }),
        }
    }
}

fn echo(w: &World<'_>) {
    let (bytes, number) = (w.bytes(), w.input.number());
    let mut back = 0;
    // SAFETY: as `step` says; the numbers are cut on purpose.
    unsafe {
        match w.input.below(5) {
            0 => {
                if w.ask(|err| bf_selftest_i64(number, &mut back, err)) == BF_OK {
                    assert_eq!(back, number);
                }
                w.ask(|err| bf_selftest_i32(number as i32, ptr::null_mut(), err));
                w.ask(|err| bf_selftest_u32(number as u32, ptr::null_mut(), err));
            }
            1 => w.make(Kind::Text, |out, err| {
                bf_selftest_text(bytes.start, bytes.len, out, err)
            }),
            2 => into(w, |out, cap, needed, err| {
                bf_selftest_bytes(bytes.start, bytes.len, out, cap, needed, err)
            }),
            3 => {
                let starts = [bytes.start, c"two".as_ptr()];
                let lens = [bytes.len, usize::MAX];
                let (numbers, mut out) = ([number, 2], [0; 2]);
                let (starts, lens) = (starts.as_ptr(), lens.as_ptr());
                w.make(Kind::Texts, |texts, err| {
                    let numbers = numbers.as_ptr();
                    bf_selftest_rows(starts, lens, numbers, 2, texts, out.as_mut_ptr(), err)
                });
            }
            _ => {
                let (abi, major) = (i32::from(w.input.byte() & 1), i32::from(w.input.byte() & 1));
                w.ask(|err| bf_check_version(abi, major, number as i32, err));
                read(bf_status_name(number as i32));
                read(bf_version());
            }
        }
    }
}

/// The handles of the caller that waits, on their way to a thread of its.
struct Lent(Vec<Held>);

// SAFETY: every handle may go to any thread; the header says so.
unsafe impl Send for Lent {}

/// Three threads take steps with the same handles, each with its own input. None
/// frees what it does not own, and none looks at a text that others change.
fn threads(w: &World<'_>) {
    let all = w.all();
    if w.is_thread() || all.is_empty() {
        return;
    }
    thread::scope(|scope| {
        let spawned = [(); 3].map(|()| {
            let lent = Lent(all.clone());
            let bytes = w.input.some(24);
            scope.spawn(move || {
                let lent = lent;
                let world = World::new(bytes, lent.0);
                while world.goes_on() {
                    step(&world);
                }
                world.free_all();
            })
        });
        // The scope waits for the closures only; what a thread still has on its
        // way out would count as a leak.
        for thread in spawned {
            assert!(thread.join().is_ok());
        }
    });
}
