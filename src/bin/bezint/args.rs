//! The command line's words.

use std::path::PathBuf;
use std::str::FromStr;

use bezint::{Account, Act, Attachment, Context, Language, Level, PolicyDistance, Reach, Role, Timing};
use clap::builder::{PossibleValuesParser, RangedU64ValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Think before you post: where does a draft put its writer at risk, and why?
#[derive(Debug, Parser)]
#[command(name = "bezint", version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Arguments {
    /// Language of messages and advice
    #[arg(long, value_enum, default_value_t = Ui::Nl, global = true)]
    pub(crate) ui: Ui,
    #[command(flatten)]
    pub(crate) setup: Setup,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What to screen with.
#[derive(Debug, Args)]
pub(crate) struct Setup {
    /// Add an organisation's own lexicon (TOML); may be repeated
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) lexicon: Vec<PathBuf>,
    /// Leave the built-in lexicons out
    #[arg(long, global = true)]
    pub(crate) no_builtin: bool,
    /// Leave this built-in lexicon out, such as nl/politics.toml; may be repeated
    #[arg(long, value_name = "NAME", global = true)]
    pub(crate) without: Vec<String>,
    /// Weigh by this policy (TOML), which says what differs from that of the Netherlands or another jurisdiction
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) policy: Option<PathBuf>,
    /// Print the policy in force, in full, and screen nothing
    #[arg(long, global = true)]
    pub(crate) print_policy: bool,
    /// Leave the words of the post out of what is reported
    #[arg(long, global = true)]
    pub(crate) redact: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Screen one post
    Check(Check),
    /// Screen many posts: JSON Lines or CSV in and out, order kept
    Batch(Batch),
    /// Tell what a rule looks for, why, and with which examples
    Explain {
        /// The rule's id, such as neutrality/party-attack
        rule: String,
    },
    /// List the rules
    Rules {
        /// How to list them
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Show what a change of lexicon or policy does to a file of posts
    Compare(Compare),
    /// Work on lexicons
    Lexicon {
        #[command(subcommand)]
        command: LexiconCommand,
    },
    /// Print shell completions
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Validate lexicon or policy files and run their examples
    Check {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// How to tell what is wrong
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// A lexicon or policy file, a folder of them, or `builtin`
    pub(crate) old: PathBuf,
    /// What is to take its place
    pub(crate) new: PathBuf,
    /// Posts, as JSON Lines
    pub(crate) posts: PathBuf,
    /// How to list what changes
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The post; standard input where absent or `-`
    pub(crate) text: Option<String>,
    #[command(flatten)]
    pub(crate) circumstances: Circumstances,
    /// How to report
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
    /// Exit with 1 at this level or above
    #[arg(long, value_enum, default_value_t = FailOn::Medium)]
    pub(crate) fail_on: FailOn,
    /// Show how each score comes about
    #[arg(long)]
    pub(crate) explain: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Batch {
    /// The file; standard input where absent or `-`
    #[arg(default_value = "-")]
    pub(crate) file: PathBuf,
    /// What comes in; by the file's name where absent, JSON Lines if that doesn't tell
    #[arg(long, value_enum)]
    pub(crate) input: Option<BatchFormat>,
    /// What goes out
    #[arg(long, value_enum, default_value_t = BatchFormat::Jsonl)]
    pub(crate) format: BatchFormat,
    /// Exit with 1 where a post is at this level or above
    #[arg(long, value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    /// How many threads, up to 1024; all cores where absent
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=1024))]
    pub(crate) threads: Option<usize>,
}

/// The context of the contract, as flags of the same names.
#[derive(Debug, Args)]
#[command(next_help_heading = "Circumstances (what is not said is unknown, and weighs nothing)")]
pub(crate) struct Circumstances {
    /// Language of the post; found sentence by sentence where absent
    #[arg(long, value_enum)]
    lang: Option<Ui>,
    /// The writer's function
    #[arg(long, value_parser = words(Role::ALL, Role::as_str))]
    role: Option<Role>,
    /// The account that posts
    #[arg(long, value_parser = words(Account::ALL, Account::as_str))]
    account: Option<Account>,
    /// Does the profile show for whom the writer works?
    #[arg(long, alias = "employer_visible", num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "true|false")]
    employer_visible: Option<bool>,
    /// The topic against the writer's own field
    #[arg(long, alias = "policy_distance", value_parser = words(PolicyDistance::ALL, PolicyDistance::as_str))]
    policy_distance: Option<PolicyDistance>,
    /// In or out of working hours
    #[arg(long, value_parser = words(Timing::ALL, Timing::as_str))]
    timing: Option<Timing>,
    /// Is a campaign running?
    #[arg(long, alias = "election_period", num_args = 0..=1, default_missing_value = "true", require_equals = true, value_name = "true|false")]
    election_period: Option<bool>,
    /// Who will see it
    #[arg(long, value_parser = words(Reach::ALL, Reach::as_str))]
    reach: Option<Reach>,
    /// What is posted along; may be repeated
    #[arg(long = "attachment", alias = "attachments", value_delimiter = ',', value_parser = words(Attachment::ALL, Attachment::as_str))]
    attachments: Vec<Attachment>,
    /// A name of the writer's own organisation; may be repeated
    #[arg(long, value_name = "NAME")]
    organisation: Vec<String>,
    /// A name or title of the writer's own minister, mayor, chief; may be repeated
    #[arg(long = "superior", alias = "superiors", value_name = "NAME")]
    superiors: Vec<String>,
    /// Written, shared or liked
    #[arg(long, value_parser = words(Act::ALL, Act::as_str))]
    act: Option<Act>,
    /// A topic that is the writer's own work, such as asylum; may be repeated
    #[arg(long = "field", alias = "fields", value_name = "TOPIC")]
    fields: Vec<String>,
}

impl Circumstances {
    pub(crate) fn lang(&self) -> Language {
        self.lang.map_or(Language::Und, Into::into)
    }

    pub(crate) fn context(&self) -> Context {
        Context {
            role: self.role,
            account: self.account,
            employer_visible: self.employer_visible,
            policy_distance: self.policy_distance,
            timing: self.timing,
            election_period: self.election_period,
            reach: self.reach,
            attachments: self.attachments.clone(),
            organisation: self.organisation.clone(),
            superiors: self.superiors.clone(),
            act: self.act,
            fields: self.fields.clone(),
        }
    }
}

/// Reads one of the words of the contract, and lists them all in help and errors.
fn words<T>(all: &'static [T], word: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Clone + Send + Sync + FromStr<Err = String> + 'static,
{
    let words: Vec<&'static str> = all.iter().map(|value| word(*value)).collect();
    PossibleValuesParser::new(words).try_map(|given| T::from_str(&given))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ui {
    Nl,
    En,
}

impl From<Ui> for Language {
    fn from(ui: Ui) -> Self {
        match ui {
            Ui::Nl => Self::Nl,
            Ui::En => Self::En,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Json,
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BatchFormat {
    Jsonl,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Low,
    Medium,
    High,
    Never,
}

impl FailOn {
    pub(crate) fn reached(self, level: Level) -> bool {
        match self {
            Self::Low => level >= Level::Low,
            Self::Medium => level >= Level::Medium,
            Self::High => level >= Level::High,
            Self::Never => false,
        }
    }
}
