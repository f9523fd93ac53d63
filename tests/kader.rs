//! The cases of Kader 1–3 behave as the essay tells, in both languages.

use bezint::{Account, Attachment, Dimension, Level, PolicyDistance, Post, Role, Timing};

fn level(post: &Post<'_>, dimension: Dimension) -> Level {
    bezint::Screener::default().screen(post).score(dimension).level
}

#[test]
fn a_police_chief_calls_a_party_fascist() {
    for text in ["Ik vind de PVV gewoon fascistisch.", "The PVV is simply fascist, if you ask me."] {
        let chief = Post::new(text).role(Role::Police).employer_visible(true);
        assert_eq!(level(&chief, Dimension::Neutrality), Level::High, "{text}");
        let politician = Post::new(text).role(Role::Politician);
        assert!(level(&politician, Dimension::Neutrality) <= Level::Low, "{text}");
    }
}

#[test]
fn a_spokesman_sends_an_mp_to_the_psychologist() {
    for text in [
        "PVV'er De Graaf is rijp voor een bezoek aan de psycholoog",
        "That MP of the PVV is ripe for a visit to the psychologist",
    ] {
        let spokesman = Post::new(text).role(Role::Spokesperson).account(Account::Personal);
        assert_eq!(level(&spokesman, Dimension::Neutrality), Level::High, "{text}");
        assert!(level(&spokesman, Dimension::Decency) >= Level::Medium, "{text}");
    }
}

#[test]
fn a_community_officer_shows_his_service_weapon() {
    let text = "Mijn nieuwe vriend voor de rest van mijn loopbaan. Ik zeg maar zo: Don't f…. with the wijkagent!";
    let armed = Post::new(text).role(Role::Police).attachment(Attachment::ServiceWeapon);
    assert_eq!(level(&armed, Dimension::Decency), Level::High);
    assert!(level(&Post::new(text), Dimension::Decency) >= Level::Medium);
    // Attachments count without words, as a tip.
    let wordless = Post::new("Schiettoets gehaald!").role(Role::Police).attachment(Attachment::ServiceWeapon);
    assert!(level(&wordless, Dimension::Decency) >= Level::Low);
}

#[test]
fn an_official_tweets_a_plot() {
    for text in ["IS is een zionistisch complot om de islam zwart te maken", "IS is a Zionist plot to blacken Islam"] {
        assert!(level(&Post::new(text), Dimension::Neutrality) >= Level::Medium, "{text}");
    }
}

#[test]
fn an_immigration_official_criticises_detention() {
    for text in [
        "Ons detentiebeleid is wreed en een schande. De minister weet dat en doet niets.",
        "Our detention policy is cruel and a disgrace. The minister knows and does nothing.",
    ] {
        let own = |account| Post::new(text).account(account).policy_distance(PolicyDistance::Own);
        for account in [Account::Personal, Account::Pseudonymous] {
            assert_eq!(level(&own(account), Dimension::Loyalty), Level::High, "{text} {account}");
        }
    }
    for decent in [
        "Ik ben het niet eens met het detentiebeleid. De onderbouwing is dun en het kan zorgvuldiger.",
        "I don't agree with the detention policy. The case for it is thin and it could be done with more care.",
    ] {
        let unrelated = Post::new(decent).policy_distance(PolicyDistance::Unrelated).timing(Timing::OffDuty);
        for dimension in Dimension::ALL {
            assert!(level(&unrelated, dimension) <= Level::Low, "{decent}");
        }
    }
}
