//! `bezint`: think before you post, from the command line.

mod args;
mod batch;
mod check;
mod compare;
mod lexicon;
mod record;
mod report;
mod rules;
mod setup;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Arguments, Command, LexiconCommand};

/// What a command came to: the exit status of the contract.
pub(crate) enum Outcome {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// Something was.
    Found,
    /// Some of the input could not be used; what it was has been said.
    BadInput,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::BadInput) => ExitCode::from(2),
        Err(error) if is_closed_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("bezint: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<Outcome, Box<dyn std::error::Error>> {
    let ui = arguments.ui.into();
    if arguments.setup.print_policy {
        return rules::print_policy(&arguments.setup);
    }
    let Some(command) = arguments.command else {
        return Err("what to do is missing; `bezint --help` lists the commands".into());
    };
    match command {
        Command::Check(check) => check::run(&check, &arguments.setup, ui),
        Command::Batch(batch) => batch::run(&batch, &arguments.setup, ui),
        Command::Explain { rule } => rules::explain(&rule, &arguments.setup, ui),
        Command::Rules { format } => rules::list(format, &arguments.setup, ui),
        Command::Compare(compare) => compare::run(&compare, &arguments.setup, ui),
        Command::Lexicon { command: LexiconCommand::Check { files, format } } => {
            lexicon::check(&files, format, &arguments.setup, ui)
        }
        Command::Completions { shell } => {
            // Into memory first: the generator panics where it can't write.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "bezint", &mut script);
            io::stdout().write_all(&script)?;
            Ok(Outcome::Clean)
        }
    }
}

/// A reader that stops reading is no error of ours.
fn is_closed_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            return true;
        }
        next = error.source();
    }
    false
}
