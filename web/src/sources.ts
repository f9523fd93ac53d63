/** What the `basis` of a finding points to; see docs/sources.md. */

import type { Ui } from './contract.js';

const SOURCES: Readonly<Record<string, readonly [nl: string, en: string]>> = {
  'kader-1': [
    'Kader 1: vrije meningsuiting tegenover de goede functievervulling (art. 10 Ambtenarenwet 2017)',
    'Kader 1: free expression against the proper functioning of the service (art. 10 Ambtenarenwet 2017)',
  ],
  'kader-2': [
    'Kader 2: Nederlandse voorvallen met berichten van politiemensen en ambtenaren',
    'Kader 2: Dutch cases of posts by police officers and officials',
  ],
  'kader-3': [
    'Kader 3: de Australische zaak Banerji, ook onder pseudoniem ([2019] HCA 23)',
    'Kader 3: the Australian case of Banerji, under a pseudonym too ([2019] HCA 23)',
  ],
  'ambtenarenwet-9': ['Art. 9 Ambtenarenwet 2017: geheimhouding', 'Art. 9 Ambtenarenwet 2017: secrecy'],
  avg: ['AVG: gegevens van burgers', 'GDPR: personal data of citizens'],
  'norm-equal-treatment': ['Art. 1 Grondwet: gelijke behandeling', 'Art. 1 of the constitution: equal treatment'],
  'norm-fair-trial': ['Onschuldpresumptie (art. 6 EVRM)', 'Presumption of innocence (art. 6 ECHR)'],
  'guidance-bzk': ['Handreiking van BZK over uitingen van ambtenaren, 2023', "Dutch Interior Ministry's guide, 2023"],
  'guidance-lga': [
    'Local Government Association (VK): verkiezingstijd',
    'Local Government Association (UK): elections',
  ],
  'guidance-uk': ['Richtlijn sociale media, Britse ambtenaren', 'UK Civil Service social-media guidance'],
  'guidance-ie': ['Ierland, circulaire 09/2009', 'Ireland, Circular 09/2009'],
  'guidance-apsc': ['Richtlijn van de Australische APSC', 'Australian Public Service Commission guidance'],
  'guidance-vlaanderen': ['Vlaanderen: spreekrecht in eigen naam', 'Flanders: speech in one’s own name'],
  'guidance-police-vlogs': ['Praktijk na politievlogs, 2019–2021', 'Practice after police vlogs, 2019–2021'],
  'case-dijksman': ['Een gok over een lopende zaak, 2010', 'A guess about a live case, 2010'],
  'case-haspels': ['Een berisping om een like, 2012', 'A rebuke for a like, 2012'],
  'case-melike': ['EHRM 15 juni 2021, Melike: een like weegt minder', 'ECtHR 15 June 2021, Melike: a like weighs less'],
  'case-starr': ['Fair Work Commission [2016] FWC 1460', 'Fair Work Commission [2016] FWC 1460'],
  'case-van-berkel': ['Een boete om smaad over collega’s, 2020', 'A fine for defaming colleagues, 2020'],
  'case-agfa-2020-00027': ['AGFA 2020-00027: scheldwoorden in een groepsapp', 'AGFA 2020-00027: slurs in a group chat'],
  'case-agfa-2021-0202': ['AGFA 2021-0202: berichten tegen een geloof', 'AGFA 2021-0202: posts against a faith'],
  'case-police-2022': ['Een vergelijking met nazi’s, politie 2022', 'A comparison with Nazis, police 2022'],
  'essay-sabotage': [
    'Integriteit 2025 over sabotage en ongehoorzaamheid',
    'Integriteit 2025 on sabotage and disobedience',
  ],
  design: ['Eigen afweging van de makers', "The makers' own judgement"],
};

/** A source in words; an organisation's own stays as it is written. */
export function sourceWords(ui: Ui, basis: string): string {
  const words = SOURCES[basis];
  if (!words) return basis;
  return ui === 'en' ? words[1] : words[0];
}
