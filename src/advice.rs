//! Advice: what would lower the risk most, found by screening the alternatives one by one.

use std::ops::Range;

use crate::assessment::{Assessment, Dimension, Language, Part};
use crate::context::{Account, Attachment, Context, Reach, Timing};
use crate::post::Post;
use crate::screener::{Scratch, Screener};

/// Something that the writer could do otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// Post from the own account instead of the organisation's.
    PersonalAccount,
    /// Post where the employer is not visible.
    EmployerNotVisible,
    /// Wait till the elections are over.
    AfterElection,
    /// Post in the own time.
    OffDuty,
    /// Post it to fewer people.
    LimitedReach,
    /// Leave out what is posted along.
    WithoutAttachment(Attachment),
    /// Raise it inside first, and say so.
    RaiseInside,
    /// Leave out these words, in bytes of the text.
    LeaveOut(Vec<Range<usize>>),
}

/// A change and what it would bring.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Alternative {
    /// What the writer could do otherwise.
    pub change: Change,
    /// The verdict if it is done.
    pub assessment: Assessment,
}

// Written by hand, and short: an assessment holds words of a draft.
impl std::fmt::Debug for Alternative {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Alternative").field("change", &self.change).field("level", &self.assessment.level).finish()
    }
}

impl Screener {
    /// The alternatives that would lower the risk, the best one first: what brings the level down furthest, then the
    /// three scores together, then what asks least of the writer. Each is screened as a post of its own, so this costs
    /// some twenty screenings at most.
    ///
    /// ```
    /// use bezint::{Account, Change, Post, Screener};
    /// let screener = Screener::default();
    /// let post = Post::new("De PVV is fascistisch").account(Account::Official);
    /// let alternatives = screener.alternatives(&post, &screener.screen(&post));
    /// assert!(matches!(alternatives[0].change, Change::LeaveOut(_)));
    /// assert!(alternatives.iter().any(|one| one.change == Change::PersonalAccount));
    /// ```
    pub fn alternatives(&self, post: &Post<'_>, assessment: &Assessment) -> Vec<Alternative> {
        let mut scratch = Scratch::default();
        let risk = risk(assessment);
        let candidates = circumstances(post.context()).chain(words(assessment));
        let mut alternatives: Vec<Alternative> = candidates
            .map(|change| Alternative { assessment: self.with(post, assessment, &change, &mut scratch), change })
            .filter(|alternative| self::risk(&alternative.assessment) < risk)
            .collect();
        // The sort is stable: of what brings as much, what comes first asks least.
        alternatives.sort_by(|a, b| self::risk(&a.assessment).total_cmp(&self::risk(&b.assessment)));
        alternatives.sort_by_key(|alternative| alternative.assessment.level);
        alternatives
    }

    /// The verdict on the post with the change made.
    fn with(&self, post: &Post<'_>, assessment: &Assessment, change: &Change, scratch: &mut Scratch) -> Assessment {
        let mut context = post.context().clone();
        let mut text = post.text().to_owned();
        match change {
            Change::PersonalAccount => context.account = Some(Account::Personal),
            Change::EmployerNotVisible => context.employer_visible = Some(false),
            Change::AfterElection => context.election_period = Some(false),
            Change::OffDuty => context.timing = Some(Timing::OffDuty),
            Change::LimitedReach => context.reach = Some(Reach::Limited),
            Change::WithoutAttachment(attachment) => context.attachments.retain(|one| one != attachment),
            Change::RaiseInside => {
                let ended = text.trim_end().ends_with(['.', '!', '?', '…']);
                text.push_str(if ended { " " } else { ". " });
                text.push_str(raised_inside(assessment.lang));
            }
            Change::LeaveOut(ranges) => ranges.iter().rev().for_each(|range| text.replace_range(range.clone(), "")),
        }
        let changed = Post::new(&text).ui(post.ui_language()).with_context(context);
        // What is left of the text is still in the language of the whole.
        self.screen_with(changed.lang(post.language().unwrap_or(assessment.lang)), scratch)
    }
}

/// What is known of the circumstances, can be changed, and may weigh; what asks least first.
fn circumstances(context: &Context) -> impl Iterator<Item = Change> + use<> {
    let known = [
        (context.timing == Some(Timing::OnDuty), Change::OffDuty),
        (context.account == Some(Account::Official), Change::PersonalAccount),
        (context.employer_visible == Some(true), Change::EmployerNotVisible),
        (context.reach == Some(Reach::Public), Change::LimitedReach),
        (context.election_period == Some(true), Change::AfterElection),
        (true, Change::RaiseInside),
    ];
    let known = known.into_iter().filter(|(holds, _)| *holds).map(|(_, change)| change);
    known.chain(context.distinct_attachments().into_iter().map(Change::WithoutAttachment))
}

/// The words that could be left out: those of each finding, the heaviest findings first, fewer words before more.
fn words(assessment: &Assessment) -> impl Iterator<Item = Change> + use<> {
    const MOST: usize = 12;
    let mut findings: Vec<_> = assessment.findings.iter().collect();
    findings.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut choices: Vec<Vec<Range<usize>>> = Vec::new();
    for finding in findings {
        let triggers = finding.spans.iter().filter(|span| span.part == Part::Trigger);
        let ranges = apart(triggers.map(|span| span.start..span.end));
        if !ranges.is_empty() && !choices.contains(&ranges) && choices.len() < MOST {
            choices.push(ranges);
        }
    }
    choices.sort_by_key(|ranges| ranges.iter().map(ExactSizeIterator::len).sum::<usize>());
    choices.into_iter().map(Change::LeaveOut)
}

/// Ranges in text order, joined where they overlap.
fn apart(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match apart.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
}

/// The three scores together.
fn risk(assessment: &Assessment) -> f64 {
    Dimension::ALL.iter().map(|dimension| assessment.score(*dimension).score).sum()
}

/// What a writer says who raised it inside, in the language of the post.
fn raised_inside(language: Language) -> &'static str {
    match language {
        Language::En => "I raised this with my manager.",
        _ => "Ik heb dit intern gemeld.",
    }
}
