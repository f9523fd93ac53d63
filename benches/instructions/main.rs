//! Screens one fixed post over and over, for `benches/instructions.sh` to count instructions in:
//! `instructions POST TIMES`, where POST is `dutch`, `english` or `risky`.

use std::env;
use std::hint::black_box;

use bezint::{Account, Post, Role, Scratch, Screener};

/// Of about 280 bytes each. They never change, or the kept counts say nothing.
const DUTCH: &str = "Vanmiddag is de nieuwe fietsbrug over het kanaal geopend door wethouder De Boer. Kom zaterdag tussen \
    tien en vier kijken, er is koffie en voor de kinderen staat er een springkussen 🎉. De Molenweg is die dag dicht \
    voor auto's; fietsers rijden om via het Kerkpad. Parkeren kan bij de sporthal.";
const ENGLISH: &str = "The new cycle bridge across the canal was opened this afternoon by Councillor Mary Shaw. Come and \
    see it on Saturday between ten and four: coffee is on us, and there is a bouncy castle for the children 🎉. Mill \
    Lane is closed to cars that day, so please leave yours at the sports hall.";
const RISKY: &str = "Onze minister liegt en dit kutbeleid is een schande. De PVV is trouwens gewoon een fascistische \
    partij. Vanmiddag is de nieuwe fietsbrug over het kanaal geopend, met koffie voor iedereen en een springkussen \
    voor de kinderen 🎉. De Molenweg is die dag dicht voor auto's; fietsers rijden om via het Kerkpad.";

fn main() {
    // Cargo adds its own.
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [name, times] = &arguments[..] else {
        println!("benches/instructions.sh counts instructions with this program");
        return;
    };
    let post = match name.as_str() {
        "dutch" => Post::new(DUTCH),
        "english" => Post::new(ENGLISH),
        "risky" => Post::new(RISKY).role(Role::Police).account(Account::Official),
        _ => panic!("{name}: expected dutch, english or risky"),
    };
    let times: usize = times.parse().expect("a number of times");
    let screener = Screener::default();
    let mut scratch = Scratch::default();
    let mut findings = 0;
    for _ in 0..times {
        findings += black_box(screener.screen_with(black_box(&post), &mut scratch)).findings().len();
    }
    println!("{name}: {} bytes, {} findings", post.text().len(), findings / times.max(1));
}
