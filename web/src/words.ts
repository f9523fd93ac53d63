/** The words of the page in both languages. They advise as a colleague would: nothing is forbidden. */

import type { Dimension, Level, Ui } from './contract.js';

type Words<K extends string> = Record<Ui, Record<K, string>>;

export const LEVEL_WORDS: Words<Level> = {
  nl: { none: 'niets', low: 'tip', medium: 'denk na', high: 'bespreek eerst' },
  en: { none: 'nothing', low: 'tip', medium: 'think twice', high: 'talk first' },
};

export const DIMENSION_WORDS: Words<Dimension> = {
  nl: { neutrality: 'Neutraliteit', loyalty: 'Loyaliteit', decency: 'Fatsoen' },
  en: { neutrality: 'Neutrality', loyalty: 'Loyalty', decency: 'Decency' },
};

/** What the level overall comes down to. */
export const OVERALL_WORDS: Words<Level> = {
  nl: {
    none: 'Niets om op te wijzen.',
    low: 'Een tip; plaatsen is verdedigbaar.',
    medium: 'Denk na: herschrijf het, of praat er eerst over met een collega.',
    high: 'Bespreek dit eerst, met een collega, je leidinggevende of de integriteitsadviseur.',
  },
  en: {
    none: 'Nothing to point out.',
    low: 'A tip; posting is defensible.',
    medium: 'Think twice: reword it, or talk to a colleague first.',
    high: 'Talk first: to a colleague, your manager or the integrity adviser.',
  },
};

const NL = {
  post: 'Je bericht',
  loading: 'De zelfcheck wordt geladen …',
  failed: 'De zelfcheck kon niet worden geladen',
  empty: 'Er staat nog niets; er valt niets te beoordelen.',
  unknown_language:
    'Ik herken geen Nederlands of Engels, dus de woorden kon ik niet beoordelen. Dat is iets anders dan niets gevonden.',
  not_judged: 'niet beoordeeld',
  gauges: 'Uitkomst',
  findings: 'Wat opvalt',
  advice: 'Advies',
  source: 'Bron',
  why: 'Waarom dit weegt',
  show: 'Toon in de tekst',
  copy: 'Kopieer bericht',
  copied: 'Gekopieerd.',
  not_copied: 'Kopiëren mag hier niet; de tekst is geselecteerd, druk op Ctrl+C.',
  note: 'Dit is een zelfcheck en geen oordeel over wat mag. Je bericht verlaat deze pagina niet.',
  circumstances: 'Omstandigheden',
  circumstances_note: 'Dezelfde woorden wegen anders naar gelang wie ze schrijft. Wat je niet invult, weegt niet mee.',
  separated: 'meer dan één: scheid met een komma',
  unknown: 'onbekend',
  clear: 'Wis de omstandigheden',
  yes: 'ja',
  no: 'nee',
  counts: 'Wat meetelt',
  value: 'Waarde',
  points: 'Punten',
  total: 'Samen',
  score: 'score',
  attachment_alone: 'om wat je meestuurt',
};

const EN: Record<keyof typeof NL, string> = {
  post: 'Your post',
  loading: 'Loading the self-check …',
  failed: 'The self-check could not be loaded',
  empty: 'There is no text yet; there is nothing to judge.',
  unknown_language:
    'I recognise neither Dutch nor English, so the words could not be judged. That is not the same as nothing found.',
  not_judged: 'not judged',
  gauges: 'Outcome',
  findings: 'What stands out',
  advice: 'Advice',
  source: 'Source',
  why: 'Why this weighs',
  show: 'Show in the text',
  copy: 'Copy post',
  copied: 'Copied.',
  not_copied: 'Copying is not allowed here; the text is selected, press Ctrl+C.',
  note: 'This is a self-check, and no verdict on what is allowed. Your post does not leave this page.',
  circumstances: 'Circumstances',
  circumstances_note: 'The same words weigh differently by who writes them. What you leave open weighs nothing.',
  separated: 'more than one: separate with commas',
  unknown: 'unknown',
  clear: 'Clear the circumstances',
  yes: 'yes',
  no: 'no',
  counts: 'What counts',
  value: 'Value',
  points: 'Points',
  total: 'Together',
  score: 'score',
  attachment_alone: 'for what goes with it',
};

export const WORDS: Words<keyof typeof NL> = { nl: NL, en: EN };

/** A number with the language's decimal sign. */
export function decimal(ui: Ui, value: number, signed = false): string {
  return new Intl.NumberFormat(ui, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: signed ? 'exceptZero' : 'auto',
  }).format(value);
}

/** How serious, and how surely meant so: the same bounds and words as the command line's report. */
export function nature(ui: Ui, severity: number, certainty: number): string {
  const pick = (nl: string, en: string): string => (ui === 'en' ? en : nl);
  const serious =
    severity >= 0.73
      ? pick('Ernstig', 'Serious')
      : severity >= 0.5
        ? pick('Tamelijk ernstig', 'Fairly serious')
        : pick('Niet zo ernstig', 'Not so serious');
  const certain =
    certainty >= 0.95
      ? pick('en duidelijk zo bedoeld', 'and clearly meant so')
      : certainty >= 0.8
        ? pick('en waarschijnlijk zo bedoeld', 'and probably meant so')
        : pick('maar misschien anders bedoeld', 'but perhaps meant otherwise');
  return `${serious}, ${certain}.`;
}

/** What findings were heard of, for a screen reader: one sentence. */
export function tally(ui: Ui, findings: number): string {
  if (findings === 0) return '';
  if (ui === 'en') return findings === 1 ? '1 thing stands out.' : `${findings} things stand out.`;
  return findings === 1 ? '1 ding valt op.' : `${findings} dingen vallen op.`;
}

/** Of the remarks that have no card. */
export function others(ui: Ui, findings: number): string {
  const count = new Intl.NumberFormat(ui).format(findings);
  return ui === 'en'
    ? `And ${count} more, no heavier than these; the words are underlined.`
    : `En nog ${count}, niet zwaarder dan deze; de woorden zijn onderstreept.`;
}
