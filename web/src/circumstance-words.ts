/** The circumstances of the contract with their values, as people call them: for the form and for the sums. */

import type { Ui } from './contract.js';

type Label = readonly [nl: string, en: string];

export interface Choice {
  field: 'role' | 'account' | 'employer_visible' | 'policy_distance' | 'timing' | 'election_period' | 'reach' | 'act';
  label: Label;
  values: Readonly<Record<string, Label>>;
}

const YES_NO = { true: ['ja', 'yes'], false: ['nee', 'no'] } as const;

export const CHOICES: readonly Choice[] = [
  {
    field: 'role',
    label: ['Je functie', 'Your function'],
    values: {
      civil_servant: ['ambtenaar', 'public servant'],
      police: ['politie', 'police'],
      enforcement: ['handhaving, boa', 'enforcement'],
      military: ['defensie', 'military'],
      spokesperson: ['woordvoerder', 'spokesperson'],
      manager: ['leidinggevende', 'manager'],
      judiciary: ['rechtspraak, OM', 'judiciary'],
      teacher: ['onderwijs', 'teacher'],
      politician: ['politicus', 'politician'],
    },
  },
  {
    field: 'account',
    label: ['Het account', 'The account'],
    values: {
      personal: ['eigen account', 'personal'],
      official: ['account van de organisatie', "the organisation's"],
      pseudonymous: ['onder een andere naam', 'under another name'],
    },
  },
  { field: 'employer_visible', label: ['Je werkgever is zichtbaar', 'Your employer shows'], values: YES_NO },
  {
    field: 'policy_distance',
    label: ['Het onderwerp is', 'The topic is'],
    values: {
      own: ['je eigen werk', 'your own work'],
      adjacent: ['verwant aan je werk', 'next to your work'],
      unrelated: ['iets heel anders', 'something else'],
    },
  },
  {
    field: 'timing',
    label: ['Het moment', 'The moment'],
    values: { on_duty: ['in werktijd', 'in working hours'], off_duty: ['in eigen tijd', 'in your own time'] },
  },
  { field: 'election_period', label: ['Het is verkiezingstijd', 'An election campaign runs'], values: YES_NO },
  {
    field: 'reach',
    label: ['Wie het ziet', 'Who will see it'],
    values: {
      private: ['een paar bekenden', 'a few people you know'],
      limited: ['een besloten groep', 'a closed group'],
      public: ['iedereen', 'anyone'],
    },
  },
  {
    field: 'act',
    label: ['Wat je doet', 'What you do'],
    values: { authored: ['zelf schrijven', 'write it'], shared: ['delen', 'share it'], liked: ['liken', 'like it'] },
  },
];

export const ATTACHMENTS: Readonly<Record<string, Label>> = {
  service_weapon: ['dienstwapen', 'service weapon'],
  uniform: ['uniform', 'uniform'],
  recognisable_citizen: ['herkenbare burger', 'recognisable citizen'],
  internal_document: ['intern document', 'internal document'],
  system_screenshot: ['schermafdruk van een systeem', 'picture of a work system'],
  incident_scene: ['plaats van een incident', 'scene of an incident'],
};

export const TOPICS: Readonly<Record<string, Label>> = {
  asylum: ['asiel en migratie', 'asylum and migration'],
  policing: ['politie en veiligheid', 'police and public order'],
  nitrogen: ['stikstof en landbouw', 'nitrogen and farming'],
  climate: ['klimaat en energie', 'climate and energy'],
  gaza: ['Israël, Gaza en oorlogen', 'Israel, Gaza and wars'],
  taxes: ['belastingen en toeslagen', 'taxes and allowances'],
  benefits: ['uitkeringen en schulden', 'social security and debt'],
  housing: ['wonen en ruimte', 'housing and planning'],
  care: ['zorg en jeugd', 'health and youth care'],
  education: ['onderwijs', 'education'],
  identity: ['identiteit en traditie', 'identity and tradition'],
  traffic: ['verkeer en vervoer', 'traffic and transport'],
  europe: ['Europa, handel, defensie', 'Europe, trade, defence'],
};

export const TEXT_FIELDS: Readonly<Record<'organisation' | 'superiors', Label>> = {
  organisation: ['Je organisatie', 'Your organisation'],
  superiors: ['Je bestuurders en chefs', 'Your own minister, mayor, chief'],
};

export const LIST_LABELS: Readonly<Record<'attachments' | 'fields', Label>> = {
  attachments: ['Wat je meestuurt', 'What goes with it'],
  fields: ['Onderwerpen van je werk', 'Topics of your work'],
};

/** Other names that stand in a sum. */
const FACTORS: Readonly<Record<string, Label>> = {
  rule: ['de regel', 'the rule'],
  words: ['de woorden', 'the words'],
  attachment: LIST_LABELS.attachments,
  told_in_text: ['staat in de tekst', 'told in the text'],
  manner: ['de toon', 'the manner'],
  repair: ['herstel', 'making amends'],
  softening: ['verzachting', 'softening'],
  reading: ['hoe het gelezen is', 'how it was read'],
  target: ['over wie het gaat', 'who it is about'],
  spelling: ['de spelling', 'the spelling'],
  shield: ['wat beschermt', 'what protects'],
  sign: ['een signaal', 'a sign'],
};

const VALUES: Readonly<Record<string, Label>> = {
  mild: ['mild', 'mild'],
  plain: ['gewoon', 'plain'],
  strong: ['sterk', 'strong'],
  extreme: ['extreem', 'extreme'],
  own_work: ['eigen werk', 'own work'],
  loud: ['luid', 'loud'],
  factual: ['feitelijk', 'factual'],
  hedged: ['voorzichtig', 'hedged'],
  disclaimer: ['op persoonlijke titel', 'a disclaimer'],
  question: ['een vraag', 'a question'],
  apology: ['excuses', 'an apology'],
  bounded: ['telt tot een grens', 'counts up to a bound'],
  indirect: ['niet rechtstreeks', 'indirect'],
  signs: ['veel kleine woorden', 'many small words'],
  in_another_sentence: ['in een andere zin', 'in another sentence'],
  presumed_own: ['vermoedelijk de eigen', "presumably the writer's own"],
  disguised: ['verhuld', 'disguised'],
};

export const inUi = (ui: Ui, [nl, en]: Label): string => (ui === 'en' ? en : nl);

/** A circumstance of a sum and its value in words; what has none, such as a rule's id, stays as it is. */
export function factorWords(ui: Ui, factor: string, value: string): [factor: string, value: string] {
  const choice = CHOICES.find(({ field }) => field === factor);
  const label = choice?.label ?? FACTORS[factor];
  const of = choice?.values[value] ?? (factor === 'attachment' ? ATTACHMENTS[value] : VALUES[value]);
  const plain = factor === 'rule' ? value : value.replaceAll(/[-_]/g, ' ');
  return [label ? inUi(ui, label) : factor, of ? inUi(ui, of) : plain];
}
