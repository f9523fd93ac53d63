//! What the caller knows about the writer and the circumstances. Every field is optional: absent means unknown,
//! and unknown is neutral, never the worst case (Kader 1: what could be foreseen from where the writer sits).

use serde::{Deserialize, Serialize};

macro_rules! named_values {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every value, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for this value in JSON, on the command line and in factors.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            /// Reads the word that [`Self::as_str`] gives; the error lists the words allowed.
            fn from_str(word: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word).ok_or_else(|| {
                    let allowed: Vec<_> = Self::ALL.iter().map(|value| value.as_str()).collect();
                    format!("unknown value `{word}`, expected one of: {}", allowed.join(", "))
                })
            }
        }
    };
}

pub(crate) use named_values;

named_values! {
    /// The writer's function. Exemplary professions weigh heavier (police code, AGFA); for a politician party
    /// politics is the job, so neutrality and loyalty stay silent and decency counts in full.
    Role {
        /// A public servant in general.
        CivilServant = "civil_servant",
        /// Police.
        Police = "police",
        /// Municipal and other enforcement (boa, handhaving).
        Enforcement = "enforcement",
        /// Defence.
        Military = "military",
        /// Speaks for the organisation by trade.
        Spokesperson = "spokesperson",
        /// Leads others.
        Manager = "manager",
        /// Judges, prosecutors and their staff.
        Judiciary = "judiciary",
        /// Education.
        Teacher = "teacher",
        /// Elected or standing for election.
        Politician = "politician",
    }
}

named_values! {
    /// From which account the post goes out. A pseudonym never softens (Kader 3).
    Account {
        /// The writer's own account under the own name.
        Personal = "personal",
        /// An account of the organisation.
        Official = "official",
        /// An account under another name.
        Pseudonymous = "pseudonymous",
    }
}

named_values! {
    /// How close the topic lies to the writer's own field: the strongest factor in Dutch guidance.
    PolicyDistance {
        /// The writer's own file.
        Own = "own",
        /// Next to it.
        Adjacent = "adjacent",
        /// Elsewhere.
        Unrelated = "unrelated",
    }
}

named_values! {
    /// Whether the writer is at work.
    Timing {
        /// In working hours.
        OnDuty = "on_duty",
        /// In the writer's own time.
        OffDuty = "off_duty",
    }
}

named_values! {
    /// Who will see it.
    Reach {
        /// A few known people.
        Private = "private",
        /// A closed group or a small following.
        Limited = "limited",
        /// Anyone.
        Public = "public",
    }
}

named_values! {
    /// What is posted along with the words.
    Attachment {
        /// A photo of a service weapon (Kader 2).
        ServiceWeapon = "service_weapon",
        /// The writer in uniform.
        Uniform = "uniform",
        /// A citizen who can be recognised.
        RecognisableCitizen = "recognisable_citizen",
        /// A document that is not public.
        InternalDocument = "internal_document",
        /// A picture of a work system's screen.
        SystemScreenshot = "system_screenshot",
        /// The scene of an accident or a crime.
        IncidentScene = "incident_scene",
    }
}

named_values! {
    /// What the writer does with the text. A like weighs less than a share, a share less than own words
    /// (Melike v. Turkey).
    Act {
        /// Writes it.
        Authored = "authored",
        /// Shares somebody else's words.
        Shared = "shared",
        /// Likes somebody else's words.
        Liked = "liked",
    }
}

/// The circumstances of a post. Build it through [`Post`](crate::Post), or read it from JSON with serde.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Context {
    /// The writer's function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The account that posts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Account>,
    /// Does the profile show for whom the writer works?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer_visible: Option<bool>,
    /// The topic against the writer's own field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_distance: Option<PolicyDistance>,
    /// In or out of working hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timing: Option<Timing>,
    /// Is a campaign running?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub election_period: Option<bool>,
    /// Who will see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// What goes with the words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Names of the writer's own organisation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organisation: Vec<String>,
    /// Names or titles of the writer's own minister, mayor, alderman, chief.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub superiors: Vec<String>,
    /// Written, shared or liked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Act>,
    /// Ids of the topics that are the writer's own work; the distance is then found from the text, unless
    /// [`Context::policy_distance`] says it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
}

impl Context {
    /// What goes with the words, each once.
    pub(crate) fn distinct_attachments(&self) -> Vec<Attachment> {
        let mut attachments = self.attachments.clone();
        attachments.sort_unstable();
        attachments.dedup();
        attachments
    }
}
