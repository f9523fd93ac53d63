//! Any policy file: an error with its place, or scores that are scores.

use bezint::{Account, Policy, Post, Role};

const WORDS: &str = "language = \"nl\"\n[[terms]]\nconcept = \"profanity\"\nwords = [\"kut\", \"klote\"]\n";

/// Reads `data` as a policy and weighs a few posts by it.
pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Policy::from_toml(text) {
        Ok(policy) => {
            let written = policy.to_toml();
            assert_eq!(Policy::from_toml(&written).expect("what it writes it reads"), policy);
            let screener = super::lexicon::screener(WORDS, Some(policy)).expect("the words are tested");
            for post in ["Wat een kutdag, klote!", "Kut. Klote? Kut!!! KUT KUT KUT KUT", "Fijne dag"] {
                let plain = Post::new(post);
                let known = Post::new(post).role(Role::Police).account(Account::Official).election_period(true);
                for post_as in [plain, known] {
                    super::post::holds(post, &screener.screen(&post_as));
                }
            }
        }
        Err(error) => super::lexicon::located(&error, text),
    }
}
