//! The door for JavaScript: the JSON contract in, the JSON contract out. Thin on purpose; everything else is the
//! library as it is.

use wasm_bindgen::prelude::*;

use crate::assessment::Language;
use crate::json::{Record, Verdict};
use crate::policy::Policy;
use crate::screener::{Scratch, Screener};

/// A screener and the buffers that it works in.
#[wasm_bindgen(js_name = Screener)]
#[derive(Debug)]
pub struct WasmScreener {
    screener: Screener,
    scratch: Scratch,
}

#[wasm_bindgen(js_class = Screener)]
impl WasmScreener {
    /// The built-in lexicons, with an organisation's own lexicons and policy (TOML) where given.
    ///
    /// # Errors
    /// Where a lexicon or the policy holds a mistake: with its place (`<lexicon 1>:3:9`) and what would be right.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::needless_pass_by_value, reason = "what JavaScript hands over is owned")]
    pub fn new(lexicons: Vec<String>, policy: Option<String>) -> Result<Self, JsError> {
        let screener = if lexicons.is_empty() && policy.is_none() {
            Screener::default()
        } else {
            let mut builder = Screener::builder();
            for (number, lexicon) in lexicons.iter().enumerate() {
                builder = builder.lexicon_named(&format!("<lexicon {}>", number + 1), lexicon)?;
            }
            if let Some(policy) = &policy {
                builder = builder.policy(Policy::from_toml(policy)?);
            }
            builder.build()?
        };
        Ok(Self { screener, scratch: Scratch::default() })
    }

    /// Screens one record; `ui` is the language of messages: `en`, or Dutch.
    ///
    /// # Errors
    /// Where `json` is no record of the contract: the field, its value and what is allowed.
    pub fn screen(&mut self, json: &str, ui: &str) -> Result<String, JsError> {
        let record = Record::read(json)?;
        let ui = if ui == "en" { Language::En } else { Language::Nl };
        let assessment = self.screener.screen_with(record.post(ui), &mut self.scratch);
        Ok(serde_json::to_string(&Verdict { id: record.id, assessment })?)
    }

    /// The hash of lexicons, rules and policy.
    #[wasm_bindgen(getter)]
    pub fn fingerprint(&self) -> String {
        self.screener.fingerprint().to_string()
    }
}
