/** The cases of Kader 1–3 as something to try, beside posts that should get no remark. */

import type { Context } from '../dist/contract.js';

export interface Example {
  label: string;
  text: string;
  context: Context;
}

export const EXAMPLES: Record<'nl' | 'en', Example[]> = {
  nl: [
    { label: 'Een gewone dag', text: 'Wat een prachtige dag op het gemeentehuis', context: {} },
    {
      label: 'De politiechef over een partij',
      text: 'Ik vind de PVV gewoon fascistisch.',
      context: { role: 'police', employer_visible: true },
    },
    {
      label: 'De woordvoerder over een Kamerlid',
      text: "PVV'er De Graaf is rijp voor een bezoek aan de psycholoog",
      context: { role: 'spokesperson', account: 'personal' },
    },
    {
      label: 'De wijkagent met zijn dienstwapen',
      text: "Mijn nieuwe vriend voor de rest van mijn loopbaan. Ik zeg maar zo: Don't f…. with the wijkagent!",
      context: { role: 'police', attachments: ['service_weapon'] },
    },
    {
      label: 'De adviseur over een complot',
      text: 'IS is een zionistisch complot om de islam zwart te maken',
      context: { employer_visible: true },
    },
    {
      label: 'De ambtenaar over het eigen beleid',
      text: 'Ons detentiebeleid is wreed en een schande. De minister weet dat en doet niets.',
      context: { account: 'pseudonymous', policy_distance: 'own' },
    },
    {
      label: 'Nette kritiek',
      text: 'Ik ben het niet eens met het detentiebeleid. De onderbouwing is dun en het kan zorgvuldiger.',
      context: { policy_distance: 'unrelated', timing: 'off_duty' },
    },
  ],
  en: [
    { label: 'An ordinary day', text: 'What a lovely day at the town hall', context: {} },
    {
      label: 'The police chief on a party',
      text: 'The PVV is simply fascist, if you ask me.',
      context: { role: 'police', employer_visible: true },
    },
    {
      label: 'The spokesman on an MP',
      text: 'That MP of the PVV is ripe for a visit to the psychologist',
      context: { role: 'spokesperson', account: 'personal' },
    },
    {
      label: 'The officer with his service weapon',
      text: "My new friend for the rest of my career. Don't f…. with the wijkagent!",
      context: { role: 'police', attachments: ['service_weapon'] },
    },
    {
      label: 'The adviser on a plot',
      text: 'IS is a Zionist plot to blacken Islam',
      context: { employer_visible: true },
    },
    {
      label: 'The official on the policy of the house',
      text: 'Our detention policy is cruel and a disgrace. The minister knows and does nothing.',
      context: { account: 'pseudonymous', policy_distance: 'own' },
    },
    {
      label: 'Decent criticism',
      text: "I don't agree with the detention policy. The case for it is thin and it could be done with more care.",
      context: { policy_distance: 'unrelated', timing: 'off_duty' },
    },
  ],
};
