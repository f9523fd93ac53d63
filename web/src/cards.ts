/** A card for every finding: what, what to do, on what ground, and the sum behind it. */

import type { Finding, Ui } from './contract.js';
import { factorWords } from './circumstance-words.js';
import { make } from './dom.js';
import { sourceWords } from './sources.js';
import { DIMENSION_WORDS, LEVEL_WORDS, WORDS, decimal, nature } from './words.js';

export interface CardOptions {
  ui: Ui;
  /** Level of the cards' headings, so that they fit the page around them. */
  headingLevel: number;
  /** Shows the words of a finding in the text. */
  show(finding: Finding): void;
}

export function card(finding: Finding, number: number, open: boolean, options: CardOptions): HTMLLIElement {
  const { ui } = options;
  const words = WORDS[ui];
  const heading = make(
    'div',
    { class: 'card__title', id: `finding-${number}`, role: 'heading', 'aria-level': options.headingLevel },
    make('span', { class: 'card__level' }, LEVEL_WORDS[ui][finding.level]),
    ' ',
    finding.message,
  );
  const quoted = finding.spans.map(({ text }) => `‘${text}’`).join(' · ');
  const about = `${DIMENSION_WORDS[ui][finding.dimension]}: ${quoted || words.attachment_alone}`;
  const item = make(
    'li',
    { class: `card level--${finding.level}`, part: 'finding', 'data-rule': finding.rule, 'data-finding': number },
    heading,
    make('p', { class: 'card__about' }, about),
    make('p', { class: 'card__advice' }, make('b', {}, `${words.advice}: `), finding.advice),
    make(
      'p',
      { class: 'card__source' },
      make('b', {}, `${words.source}: `),
      finding.basis.map((basis) => sourceWords(ui, basis)).join('; '),
    ),
    make('details', { open }, make('summary', { id: `why-${number}` }, words.why), sum(ui, finding, number)),
  );
  if (finding.spans.length > 0) {
    const button = make(
      'button',
      {
        type: 'button',
        class: 'utrecht-button utrecht-button--subtle',
        id: `show-${number}`,
        'aria-describedby': `finding-${number}`,
      },
      words.show,
    );
    button.addEventListener('click', () => options.show(finding));
    item.append(button);
  }
  return item;
}

/** The score as the sum that it is, in log-odds points. */
function sum(ui: Ui, finding: Finding, number: number): HTMLElement {
  const words = WORDS[ui];
  const rows = finding.factors.map(({ factor, value, effect }) => {
    const [name, said] = factorWords(ui, factor, value);
    return make(
      'tr',
      {},
      make('th', { scope: 'row' }, name),
      make('td', {}, said),
      make('td', { class: 'points' }, decimal(ui, effect, true)),
    );
  });
  const total = finding.factors.reduce((points, { effect }) => points + effect, 0);
  const outcome = `${words.score} ${decimal(ui, finding.score)}, ${LEVEL_WORDS[ui][finding.level]}`;
  return make(
    'div',
    { class: 'why' },
    make('p', {}, nature(ui, finding.severity, finding.certainty)),
    make(
      'table',
      { 'aria-labelledby': `why-${number}` },
      make(
        'thead',
        {},
        make(
          'tr',
          {},
          make('th', { scope: 'col' }, words.counts),
          make('th', { scope: 'col' }, words.value),
          make('th', { scope: 'col', class: 'points' }, words.points),
        ),
      ),
      make('tbody', {}, ...rows),
      make(
        'tfoot',
        {},
        make(
          'tr',
          {},
          make('th', { scope: 'row' }, words.total),
          make('td', {}, outcome),
          make('td', { class: 'points' }, decimal(ui, total, true)),
        ),
      ),
    ),
  );
}
