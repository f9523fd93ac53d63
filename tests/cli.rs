//! The real binary: what people read, and what happens with files, pipes and faults.
#![cfg(feature = "cli")]

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Output, Stdio};

const BEZINT: &str = env!("CARGO_BIN_EXE_bezint");

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(BEZINT)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    // A command that stops early closes its end; what is left over is nobody's loss.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("written");
    output
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

#[test]
fn what_people_read() {
    trycmd::TestCases::new()
        .case("tests/cli/*.trycmd")
        .insert_var("[VERSION]", env!("CARGO_PKG_VERSION"))
        .expect("a new name");
}

#[test]
fn the_pictures_in_the_readmes_are_true() {
    for (path, ui) in [("docs/images/report.svg", "en"), ("docs/images/verslag.svg", "nl")] {
        let output = Command::new(BEZINT)
            .args([
                "check",
                "De PVV is gewoon fascistisch, en onze wethouder? Wat een klungel 🤡",
                "--role",
                "police",
                "--ui",
                ui,
            ])
            .env("CLICOLOR_FORCE", "1")
            .env_remove("NO_COLOR")
            .output()
            .expect("the binary runs");
        let picture = anstyle_svg::Term::new().render_svg(std::str::from_utf8(&output.stdout).expect("UTF-8"));
        if std::env::var_os("BEZINT_UPDATE").is_some() {
            std::fs::write(path, &picture).expect("written");
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(kept == picture, "{path} is out of date: run the tests with BEZINT_UPDATE=1 and look at it");
    }
}

#[test]
fn the_exit_status_tells() {
    for (arguments, status) in [
        (&["check", "Wat een prachtige dag"][..], 0),
        (&["check", "De PVV is fascistisch"], 1),
        (&["check", "De PVV is fascistisch", "--fail-on", "never"], 0),
        (&["check", "Wat een klotedag", "--fail-on", "low"], 1),
        (&["check", "x", "--role", "koning"], 2),
        (&["check", "x", "--rolle", "police"], 2),
        (&["explain", "neutrality/nothing"], 2),
        (&["batch", "/does/not/exist.jsonl"], 2),
        (&["batch", "."], 2),
        (&["rules"], 0),
        (&["completions", "bash"], 0),
    ] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(status == 2, !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_policy_in_force_is_printed_and_reads_back() {
    let folder = std::env::temp_dir().join(format!("bezint-policy-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("made");
    let path = |name: &str| folder.join(name).display().to_string();
    let own = "jurisdiction = 'ireland'\nrules.'decency/profanity'.off = true\n";
    std::fs::write(path("own.toml"), own).expect("written");
    let printed = run(&["--print-policy", "--policy", &path("own.toml")], b"");
    std::fs::write(path("printed.toml"), &printed.stdout).expect("written");
    let again = run(&["--print-policy", "--policy", &path("printed.toml")], b"");
    assert!(printed.status.success() && printed.stdout == again.stdout);
    assert_ne!(run(&["--print-policy"], b"").stdout, printed.stdout, "the fingerprint and the policy differ");
    let swears = |policy: &[&str]| run(&[&["check", "Wat een kutdag", "--fail-on", "low"], policy].concat(), b"");
    assert_eq!(swears(&[]).status.code(), Some(1));
    assert_eq!(swears(&["--policy", &path("own.toml")]).status.code(), Some(0));
    std::fs::write(path("wrong.toml"), "[rules.'decency/profanty']\noff = true\n").expect("written");
    let wrong = run(&["--print-policy", "--policy", &path("wrong.toml")], b"");
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(
        wrong.status.code() == Some(2) && said.contains("wrong.toml:1:8") && said.contains("`decency/profanity`"),
        "{said}"
    );
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn standard_input_is_read_where_no_text_is_given() {
    for arguments in [&["check", "--format", "json"][..], &["check", "-", "--format", "json"]] {
        let output = run(arguments, "De PVV is fascistisch\n".as_bytes());
        let verdict: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(verdict["findings"][0]["spans"][0]["text"], "PVV");
    }
    let output = run(&["check"], b"De PVV \xff\xfe");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("byte 8"), "{output:?}");
}

#[test]
fn an_empty_text_and_a_foreign_one_are_told_apart_from_a_clean_one() {
    for (text, said) in [
        ("", "Er staat nog niets"),
        ("Guten Tag, ich wünsche Ihnen einen schönen Tag", "geen Nederlands of Engels"),
        ("Fijne dag!", "Niets om op te wijzen"),
    ] {
        let output = run(&["check", text], b"");
        assert!(
            String::from_utf8_lossy(&output.stdout).contains(said),
            "{text}: {}",
            String::from_utf8_lossy(&output.stdout)
        );
        assert_eq!(output.status.code(), Some(0), "{text}");
    }
}

#[test]
fn a_batch_keeps_order_and_ids_and_loses_no_line() {
    let mut input = Vec::new();
    for n in 0..10_000 {
        match n % 5 {
            0 => input.extend(format!("{{\"id\":{n},\"text\":\"De PVV is fascistisch\"}}\n").into_bytes()),
            1 => input.extend(format!("{{\"id\":\"n{n}\",\"text\":\"Fijne dag\"}}\r\n").into_bytes()),
            2 => input.extend(format!("{{\"id\":{n},\"text\":\n").into_bytes()),
            3 => input.extend(format!("{{\"id\":{n}.50,\"text\":\"x\"}}\n").into_bytes()),
            _ => input.extend(b"\xff\n"),
        }
    }
    let output = run(&["batch"], &input);
    assert_eq!(output.status.code(), Some(2), "bad lines are told");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let answers: Vec<&str> = text.lines().collect();
    assert_eq!(answers.len(), 10_000);
    for (n, answer) in answers.iter().enumerate() {
        let start = match n % 5 {
            0 => format!("{{\"id\":{n},\"level\":\"high\""),
            1 => format!("{{\"id\":\"n{n}\",\"level\":\"none\""),
            2 => format!("{{\"id\":null,\"line\":{},\"error\":", n + 1),
            3 => format!("{{\"id\":{n}.50,\"level\""),
            _ => format!("{{\"id\":null,\"line\":{},\"error\":\"not UTF-8", n + 1),
        };
        assert!(answer.starts_with(&start), "{answer}");
    }
}

#[test]
fn a_bad_line_names_field_value_and_what_is_allowed() {
    for (line, said) in [
        (r#"{"id":"a","text":"x","context":{"role":"koning"}}"#, &["context.role", "koning", "police"][..]),
        (r#"{"id":"a","text":"x","context":{"rol":"police"}}"#, &["context", "rol", "role"]),
        (
            r#"{"id":"a","text":"x","context":{"attachments":["gun"]}}"#,
            &["context.attachments[0]", "gun", "service_weapon"],
        ),
        (r#"{"id":"a","text":"x","context":{"election_period":"ja"}}"#, &["context.election_period", "ja", "boolean"]),
        (r#"{"id":"a","text":"x","context":{"fields":["asiel"]}}"#, &["context.fields[0]", "asiel", "asylum"]),
        (r#"{"id":"a","txt":"x"}"#, &["txt", "text"]),
        (r#"{"id":"a","text":"x","lang":"fr"}"#, &["lang", "fr", "nl"]),
        (r#"{"id":"a"}"#, &["text"]),
        (r#"{"id":"a","text":7}"#, &["text", "7", "string"]),
    ] {
        let output = run(&["batch", "-"], line.as_bytes());
        let answer = &lines(&output)[0];
        assert_eq!(answer["id"], "a", "{line}");
        assert_eq!(answer["line"], 1, "{line}");
        for word in said {
            assert!(answer["error"].as_str().expect("an error").contains(word), "{line}: {answer}");
        }
    }
    let output = run(&["batch"], br#"{"id":[1],"text":"x"}"#);
    assert!(lines(&output)[0]["error"].as_str().expect("an error").contains("string or a number"));
}

#[test]
fn a_byte_order_mark_a_missing_last_line_end_and_blank_lines_are_fine() {
    let output = run(&["batch"], "\u{feff}{\"id\":1,\"text\":\"x\"}\n\n{\"id\":2,\"text\":\"y\"}".as_bytes());
    let ids: Vec<_> = lines(&output).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, [1, 2]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn csv_comes_in_and_goes_out() {
    let csv = "id,text,role,attachments\n1,\"De PVV, tja, is fascistisch\",police,service_weapon;uniform\n2,Fijne dag,,\n3,x,koning,\n";
    let output = run(&["batch", "--input", "csv", "--format", "csv"], csv.as_bytes());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 4, "{text}");
    assert!(rows[1].starts_with("1,,high,nl,high,"), "{text}");
    assert!(rows[2].starts_with("2,,none,nl,none,0,"), "{text}");
    assert!(rows[3].contains("koning"), "{text}");
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let mut child = Command::new(BEZINT)
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("piped");
    let writer = std::thread::spawn(move || {
        for _ in 0..100_000 {
            if stdin.write_all(b"{\"text\":\"De PVV is fascistisch\"}\n").is_err() {
                break;
            }
        }
    });
    let mut first = String::new();
    let mut out = BufReader::new(child.stdout.take().expect("piped"));
    out.read_line(&mut first).expect("a line");
    drop(out);
    let status = child.wait().expect("it ends");
    writer.join().expect("written");
    let mut errors = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut errors).expect("read");
    assert_eq!((status.code(), errors.as_str()), (Some(0), ""));
}

#[test]
fn colour_is_left_out_where_it_is_not_wanted() {
    let plain = Command::new(BEZINT)
        .args(["check", "De PVV is fascistisch"])
        .env("NO_COLOR", "1")
        .env("CLICOLOR_FORCE", "1")
        .output()
        .expect("runs");
    assert!(!String::from_utf8_lossy(&plain.stdout).contains('\u{1b}'));
}

#[test]
fn control_characters_of_a_draft_do_not_reach_the_terminal() {
    let output = run(&["check", "-"], "De PVV is \u{1b}[31m fascistisch \u{1b}[0m \u{7}".as_bytes());
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("fascistisch") && !text.contains('\u{1b}') && !text.contains('\u{7}'), "{text}");
}

#[test]
fn one_thread_or_many_give_the_same_bytes() {
    let input: String =
        (0..500).map(|n| format!("{{\"id\":{n},\"text\":\"De PVV is fascistisch, k@nk3r {n} 😀\"}}\n")).collect();
    let one = run(&["batch", "--threads", "1"], input.as_bytes());
    let four = run(&["batch", "--threads", "4"], input.as_bytes());
    assert_eq!(one.stdout, four.stdout);
}
