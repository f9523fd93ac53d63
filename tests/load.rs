//! The real binary under load: many posts, faults of disks, pipes and files, and interruptions.
#![cfg(all(feature = "cli", unix))]

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

const BEZINT: &str = env!("CARGO_BIN_EXE_bezint");

fn batch(arguments: &[&str]) -> Command {
    let mut command = Command::new(BEZINT);
    command.arg("batch").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Feeds `posts` lines to a child from a thread of its own.
fn feed(child: &mut Child, posts: usize) -> std::thread::JoinHandle<()> {
    let mut stdin = std::io::BufWriter::new(child.stdin.take().expect("piped"));
    std::thread::spawn(move || {
        for number in 0..posts {
            let text = if number % 7 == 0 { "De PVV is fascistisch, zei niemand" } else { "Vanmiddag is de brug open" };
            if writeln!(stdin, "{{\"id\":{number},\"text\":\"{text}, bericht {number}\"}}").is_err() {
                break;
            }
        }
    })
}

/// Kilobytes of memory that the process has ever had.
fn peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

/// The peak halfway and at the end of a run over `posts`, with as many answers as posts.
fn flat(posts: usize) -> Option<(u64, u64)> {
    let mut child = batch(&[]).spawn().expect("the binary runs");
    let feeder = feed(&mut child, posts);
    let out = BufReader::new(child.stdout.take().expect("piped"));
    let (mut answers, mut early, mut late) = (0, None, None);
    for line in out.lines() {
        let line = line.expect("UTF-8");
        if answers % 1_000 == 0 {
            let id = format!("{{\"id\":{answers},");
            assert!(line.starts_with(&id), "{line} is not the answer to {answers}");
            late = peak(&child).or(late);
            early = if answers <= posts / 4 { late } else { early };
        }
        answers += 1;
    }
    feeder.join().expect("fed");
    assert_eq!((answers, child.wait().expect("it ends").code()), (posts, Some(0)));
    Some((early?, late?))
}

#[test]
fn memory_stays_flat_over_many_posts() {
    if let Some((early, late)) = flat(60_000) {
        assert!(late < early + 32_000, "{early} kB after a quarter, {late} kB at the end");
    }
}

/// `cargo test --release --all-features --test load -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes"]
fn memory_stays_flat_over_a_million_posts() {
    let start = std::time::Instant::now();
    if let Some((early, late)) = flat(1_000_000) {
        println!("{early} kB after a quarter, {late} kB at the end, {:?}", start.elapsed());
        assert!(late < early + 32_000, "{early} kB after a quarter, {late} kB at the end");
    }
}

#[test]
fn long_posts_are_held_a_few_at_a_time() {
    let mut child = batch(&[]).spawn().expect("the binary runs");
    let mut stdin = child.stdin.take().expect("piped");
    let feeder = std::thread::spawn(move || {
        let text = "Vanmiddag is de brug open. ".repeat(8_000);
        for number in 0..200 {
            writeln!(stdin, "{{\"id\":{number},\"text\":\"{text}\"}}").expect("read");
        }
    });
    let (mut answers, mut most) = (0, None);
    for line in BufReader::new(child.stdout.take().expect("piped")).lines() {
        assert!(line.expect("UTF-8").contains("\"level\":\"none\""));
        answers += 1;
        most = peak(&child).or(most);
    }
    feeder.join().expect("fed");
    child.wait().expect("it ends");
    assert_eq!(answers, 200);
    // All of it is 43 MB; each post is read in about ten times its size.
    assert!(most.is_none_or(|most| most < 400_000), "{most:?} kB");
}

#[test]
fn a_full_disk_is_told() {
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    for arguments in [&[][..], &["--format", "csv"]] {
        let full = File::options().write(true).open("/dev/full").expect("it opens");
        let mut child = batch(arguments).stdout(full).spawn().expect("the binary runs");
        let feeder = feed(&mut child, 20_000);
        let output = child.wait_with_output().expect("it ends");
        feeder.join().expect("fed");
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("space"), "{output:?}");
    }
}

#[test]
fn a_file_may_end_in_mid_line_and_mix_its_line_ends() {
    let mut child = batch(&[]).spawn().expect("the binary runs");
    let input = "\u{feff}{\"id\":1,\"text\":\"a\"}\r\n{\"id\":2,\"text\":\"b\"}\n\r\n{\"id\":3,\"text\":\"c\"}\r\n{\"id\":4,\"te";
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("read");
    let output = child.wait_with_output().expect("it ends");
    let lines: Vec<serde_json::Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("whole lines"))
        .collect();
    assert_eq!(lines.iter().map(|line| line["id"].as_u64()).collect::<Vec<_>>(), [Some(1), Some(2), Some(3), None]);
    assert_eq!((lines[3]["line"].as_u64(), output.status.code()), (Some(5), Some(2)), "{lines:?}");
}

/// What `bezint batch --input csv` answers: id or line, and the level or what is wrong.
fn csv_answers(csv: &str) -> Vec<(String, String)> {
    let mut child = batch(&["--input", "csv"]).spawn().expect("the binary runs");
    child.stdin.take().expect("piped").write_all(csv.as_bytes()).expect("read");
    let output = child.wait_with_output().expect("it ends");
    let answer = |line: &str| {
        let answer: serde_json::Value = serde_json::from_str(line).expect("whole lines");
        let name = if answer["error"].is_null() { "id" } else { "line" };
        let told = answer.get("level").or(answer.get("error")).and_then(|told| told.as_str()).expect("told");
        (answer[name].to_string(), told.to_owned())
    };
    String::from_utf8_lossy(&output.stdout).lines().map(answer).collect()
}

#[test]
fn a_quotation_mark_that_never_closes_costs_one_row_of_a_csv() {
    let csv = "id,text\n1,\"De brug, die is open\"\n2,\"De brug is dicht\n3,De PVV is fascistisch\n4,\"\"\n5,Fijn\n";
    let answers = csv_answers(csv);
    assert_eq!(answers.len(), 5, "{answers:?}");
    assert_eq!(answers[0], ("\"1\"".into(), "none".into()));
    assert!(answers[1].0 == "3" && answers[1].1.contains("opens on line 3 does not close"), "{answers:?}");
    assert_eq!(answers[2], ("\"3\"".into(), "high".into()));
    assert_eq!(answers[4], ("\"5\"".into(), "none".into()));
}

#[test]
fn the_longest_row_of_a_csv_is_bounded() {
    let mut child = batch(&["--input", "csv"]).spawn().expect("the binary runs");
    let mut stdin = std::io::BufWriter::new(child.stdin.take().expect("piped"));
    let feeder = std::thread::spawn(move || {
        write!(stdin, "id,text\n1,\"open\n").expect("read");
        (2..5_000_000).take_while(|number| writeln!(stdin, "{number},een lange regel tekst").is_ok()).count()
    });
    let (mut answers, mut most) = (0, None);
    let mut out = BufReader::new(child.stdout.take().expect("piped")).lines();
    for line in out.by_ref().take(100_000) {
        let line = line.expect("UTF-8");
        assert_eq!(line.contains("opens on line 2"), answers == 0, "{line}");
        answers += 1;
        most = peak(&child).or(most);
    }
    drop(out);
    assert_eq!((answers, child.wait().expect("it ends").code()), (100_000, Some(0)));
    assert!(feeder.join().expect("fed") < 4_999_998);
    assert!(most.is_none_or(|most| most < 300_000), "{most:?} kB");
}

#[test]
fn a_csv_row_with_more_cells_than_columns_is_wrong() {
    let answers = csv_answers("id,text\n1,De brug, de PVV is fascistisch\n2,Fijn,,\n");
    assert!(answers[0].0 == "2" && answers[0].1.contains("3 cells"), "{answers:?}");
    assert_eq!(answers[1], ("\"2\"".into(), "none".into()));
}

#[test]
fn spreadsheets_and_joined_files_are_read() {
    assert_eq!(csv_answers("\u{feff}id,text,employer_visible\r\n1,Fijn,TRUE\r\n2,Fijn,false\r\n").len(), 2);
    assert!(csv_answers("id,text,employer_visible\n1,Fijn,WAAR\n")[0].1.contains("WAAR"));
    let mut child = batch(&[]).spawn().expect("the binary runs");
    let joined = "\u{feff}{\"text\":\"a\"}\n\u{feff}{\"text\":\"b\"}\n";
    child.stdin.take().expect("piped").write_all(joined.as_bytes()).expect("read");
    assert_eq!(child.wait_with_output().expect("it ends").status.code(), Some(0));
}

#[test]
fn a_line_that_is_no_object_is_wrong() {
    for line in ["[\"a\",\"De PVV is fascistisch\",null,{}]", "null", "\"x\"", "1", "NaN"] {
        let mut child = batch(&[]).spawn().expect("the binary runs");
        child.stdin.take().expect("piped").write_all(line.as_bytes()).expect("read");
        let output = child.wait_with_output().expect("it ends");
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(told.starts_with("{\"id\":null,\"line\":1,") && told.contains("expected an object"), "{told}");
    }
}

/// Whatever is asked for, nobody who stops reading is told so, and a full disk is.
#[test]
fn a_closed_pipe_is_quiet_and_a_full_disk_is_told_whatever_is_written() {
    let lexicon = concat!(env!("CARGO_MANIFEST_DIR"), "/lexicons/policy.toml");
    for arguments in [
        &["check", "De PVV is fascistisch", "--fail-on", "never"][..],
        &["check", "De PVV is fascistisch", "--fail-on", "never", "--format", "json"],
        &["check", "De PVV is fascistisch", "--fail-on", "never", "--format", "sarif"],
        &["rules"],
        &["rules", "--format", "json"],
        &["explain", "neutrality/party-attack"],
        &["completions", "bash"],
        &["lexicon", "check", lexicon, "--format", "json"],
        &["--print-policy"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = Command::new(BEZINT).args(arguments).stdout(writer).output().expect("the binary runs");
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{arguments:?}");
        if let Ok(full) = File::options().write(true).open("/dev/full") {
            let output = Command::new(BEZINT).args(arguments).stdout(full).output().expect("the binary runs");
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            assert!(String::from_utf8_lossy(&output.stderr).contains("space"), "{arguments:?}: {output:?}");
        }
    }
}

#[test]
fn the_number_of_threads_is_bounded() {
    for threads in ["0", "100000"] {
        let output = batch(&["--threads", threads]).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(2), "{output:?}");
    }
}

#[test]
fn an_interruption_leaves_whole_lines_only() {
    for signal in ["INT", "TERM"] {
        let mut child = batch(&[]).spawn().expect("the binary runs");
        let feeder = feed(&mut child, 400_000);
        let mut out = BufReader::new(child.stdout.take().expect("piped"));
        let mut written = String::new();
        out.read_line(&mut written).expect("a line");
        let killed = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status();
        assert!(killed.expect("kill runs").success());
        out.read_to_string(&mut written).expect("UTF-8");
        let status = child.wait().expect("it ends").code();
        feeder.join().expect("fed");
        assert_eq!(status, Some(if signal == "INT" { 130 } else { 143 }));
        assert!(written.ends_with('\n') && written.lines().count() < 400_000);
        assert!(written.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    }
}

#[test]
fn redacted_output_holds_no_word_of_the_post() {
    let post = "Onze minister Zwaanenburg liegt, de PVV is fascistisch";
    for format in ["text", "json", "sarif"] {
        let output = Command::new(BEZINT)
            .args(["check", post, "--redact", "--explain", "--format", format])
            .output()
            .expect("the binary runs");
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(told.contains("neutrality/"), "{told}");
        for word in ["Zwaanenburg", "liegt", "PVV", "fascistisch"] {
            assert!(!told.contains(word), "{format}: {told}");
        }
    }
    for bad in [
        post,
        "{\"id\":1,\"text\":\"Zwaanenburg\",\"Zwaanenburg\":1}",
        "{\"text\":\"Onze minister Zwaanenburg liegt\"}",
    ] {
        let mut child = batch(&["--redact"]).spawn().expect("the binary runs");
        child.stdin.take().expect("piped").write_all(bad.as_bytes()).expect("read");
        let output = child.wait_with_output().expect("it ends");
        assert!(!output.stdout.is_empty() && !String::from_utf8_lossy(&output.stdout).contains("Zwaan"), "{output:?}");
    }
}
