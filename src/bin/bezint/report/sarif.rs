//! SARIF 2.1.0, for editors and code hosts. Offsets are in UTF-16 code units, as the format wants them declared.

use bezint::{Level, Screener};
use serde_json::{Value, json};

use super::Reported;

pub(crate) fn render(reported: &Reported<'_>, screener: &Screener) -> Value {
    let rules: Vec<Value> = screener
        .rules()
        .map(|rule| {
            json!({
                "id": rule.id(),
                "shortDescription": { "text": rule.looks_for(reported.ui) },
                "help": { "text": rule.advice(reported.ui) },
            })
        })
        .collect();
    let results: Vec<Value> = reported.assessment.findings().iter().map(result).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "bezint", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    })
}

fn result(finding: &bezint::Finding) -> Value {
    let level = match finding.level {
        Level::High => "error",
        Level::Medium => "warning",
        _ => "note",
    };
    let locations: Vec<Value> = finding
        .spans
        .iter()
        .map(|span| {
            json!({ "physicalLocation": {
                "artifactLocation": { "uri": "post.txt" },
                "region": { "charOffset": span.utf16_start, "charLength": span.utf16_end - span.utf16_start,
                            "byteOffset": span.start, "byteLength": span.end - span.start },
            }})
        })
        .collect();
    json!({
        "ruleId": &*finding.rule,
        "level": level,
        "message": { "text": format!("{} {}", finding.message, finding.advice) },
        "locations": locations,
        "rank": finding.score * 100.0,
    })
}
