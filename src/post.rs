//! A drafted post: the text, borrowed, with what is known about its writer.

use std::borrow::Cow;

use crate::assessment::Language;
use crate::context::{Account, Act, Attachment, Context, PolicyDistance, Reach, Role, Timing};

/// A drafted post and its circumstances.
///
/// ```
/// use bezint::{Account, Post, Role};
/// let post = Post::new("Trots op mijn team!").role(Role::Police).account(Account::Official);
/// assert_eq!(post.context().role, Some(Role::Police));
/// ```
// `Debug` is written by hand: a draft may be the most sensitive text its writer has, so it is never repeated.
#[derive(Clone)]
pub struct Post<'t> {
    text: &'t str,
    language: Option<Language>,
    ui: Language,
    context: Cow<'t, Context>,
}

impl<'t> Post<'t> {
    /// A post of which nothing is known but its text.
    pub fn new(text: &'t str) -> Self {
        Self { text, language: None, ui: Language::Nl, context: Cow::Owned(Context::default()) }
    }

    /// Replaces the whole context at once.
    #[must_use]
    pub fn with_context(mut self, context: impl Into<Cow<'t, Context>>) -> Self {
        self.context = context.into();
        self
    }

    /// Says which language the text is in; otherwise it is found sentence by sentence. [`Language::Und`] asks
    /// for finding it.
    #[must_use]
    pub fn lang(mut self, language: Language) -> Self {
        self.language = (language != Language::Und).then_some(language);
        self
    }

    /// The language of messages and advice: Dutch unless English is asked for.
    #[must_use]
    pub fn ui(mut self, language: Language) -> Self {
        self.ui = language;
        self
    }

    /// The writer's function.
    #[must_use]
    pub fn role(mut self, role: Role) -> Self {
        self.context.to_mut().role = Some(role);
        self
    }

    /// The account that posts.
    #[must_use]
    pub fn account(mut self, account: Account) -> Self {
        self.context.to_mut().account = Some(account);
        self
    }

    /// Does the profile show for whom the writer works?
    #[must_use]
    pub fn employer_visible(mut self, visible: bool) -> Self {
        self.context.to_mut().employer_visible = Some(visible);
        self
    }

    /// The topic against the writer's own field.
    #[must_use]
    pub fn policy_distance(mut self, distance: PolicyDistance) -> Self {
        self.context.to_mut().policy_distance = Some(distance);
        self
    }

    /// In or out of working hours.
    #[must_use]
    pub fn timing(mut self, timing: Timing) -> Self {
        self.context.to_mut().timing = Some(timing);
        self
    }

    /// Is a campaign running?
    #[must_use]
    pub fn election_period(mut self, running: bool) -> Self {
        self.context.to_mut().election_period = Some(running);
        self
    }

    /// Who will see it.
    #[must_use]
    pub fn reach(mut self, reach: Reach) -> Self {
        self.context.to_mut().reach = Some(reach);
        self
    }

    /// Written, shared or liked.
    #[must_use]
    pub fn act(mut self, act: Act) -> Self {
        self.context.to_mut().act = Some(act);
        self
    }

    /// Adds something that is posted along.
    #[must_use]
    pub fn attachment(mut self, attachment: Attachment) -> Self {
        self.context.to_mut().attachments.push(attachment);
        self
    }

    /// Adds a name of the writer's own organisation.
    #[must_use]
    pub fn organisation(mut self, name: impl Into<String>) -> Self {
        self.context.to_mut().organisation.push(name.into());
        self
    }

    /// Adds a name or title of the writer's own minister, mayor, alderman or chief.
    #[must_use]
    pub fn superior(mut self, name: impl Into<String>) -> Self {
        self.context.to_mut().superiors.push(name.into());
        self
    }

    /// Adds the id of a topic that is the writer's own work.
    #[must_use]
    pub fn field(mut self, topic: impl Into<String>) -> Self {
        self.context.to_mut().fields.push(topic.into());
        self
    }

    /// The text as it was given.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// What is known of the circumstances.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The language that the caller said the text is in.
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// The language that messages are wanted in.
    pub fn ui_language(&self) -> Language {
        self.ui
    }
}

impl std::fmt::Debug for Post<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Post")
            .field("bytes", &self.text.len())
            .field("language", &self.language)
            .field("ui", &self.ui)
            .finish_non_exhaustive()
    }
}

impl<'t> From<&'t str> for Post<'t> {
    fn from(text: &'t str) -> Self {
        Self::new(text)
    }
}

impl<'t> From<&'t String> for Post<'t> {
    fn from(text: &'t String) -> Self {
        Self::new(text)
    }
}

impl<'t> From<&'t Post<'_>> for Post<'t> {
    fn from(post: &'t Post<'_>) -> Self {
        Self { text: post.text, language: post.language, ui: post.ui, context: Cow::Borrowed(post.context.as_ref()) }
    }
}

impl From<Context> for Cow<'_, Context> {
    fn from(context: Context) -> Self {
        Cow::Owned(context)
    }
}

impl<'t> From<&'t Context> for Cow<'t, Context> {
    fn from(context: &'t Context) -> Self {
        Cow::Borrowed(context)
    }
}
