//! `bezint check`: one post, reported as a colleague would.

use std::io::{self, Read, Write};

use bezint::{Language, Post};

use crate::Outcome;
use crate::args::{Check, ReportFormat, Setup};
use crate::report::{self, Reported};
use crate::setup::{Error, check_fields, screener};

pub(crate) fn run(arguments: &Check, setup: &Setup, ui: Language) -> Result<Outcome, Error> {
    let text = match arguments.text.as_deref() {
        None | Some("-") => standard_input()?,
        Some(text) => text.to_owned(),
    };
    let screener = screener(setup)?;
    let context = arguments.circumstances.context();
    check_fields(&screener, &context)?;
    let post = Post::new(&text).lang(arguments.circumstances.lang()).ui(ui).with_context(&context);
    let mut assessment = screener.screen(&post);
    let alternatives = match arguments.format {
        // What is advised names words of the post.
        ReportFormat::Text if !setup.redact => screener.alternatives(&post, &assessment),
        _ => Vec::new(),
    };
    if setup.redact {
        report::redact(&mut assessment);
    }
    let reported = Reported {
        text: &text,
        context: &context,
        assessment: &assessment,
        alternatives: &alternatives,
        ui,
        explain: arguments.explain,
        redact: setup.redact,
    };
    let mut out = anstream::stdout().lock();
    match arguments.format {
        ReportFormat::Text => out.write_all(report::text::render(&reported).as_bytes())?,
        ReportFormat::Json => {
            out.write_all(&serde_json::to_vec_pretty(&assessment)?)?;
            out.write_all(b"\n")?;
        }
        ReportFormat::Sarif => {
            out.write_all(&serde_json::to_vec_pretty(&report::sarif::render(&reported, &screener))?)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(if arguments.fail_on.reached(assessment.level()) { Outcome::Found } else { Outcome::Clean })
}

fn standard_input() -> Result<String, Error> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| format!("standard input: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        format!(
            "standard input is not UTF-8: byte {} can't be read; save the post as UTF-8",
            error.utf8_error().valid_up_to() + 1
        )
    })?;
    // A terminal or `echo` closes with a line end that is no part of the post.
    Ok(text.strip_suffix('\n').map_or(text.as_str(), |line| line.strip_suffix('\r').unwrap_or(line)).to_owned())
}
