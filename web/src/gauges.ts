/** Three gauges, one a duty: steps and words, so that nothing hangs on colour. */

import { DIMENSIONS, LEVELS, type Assessment, type Dimension, type Ui } from './contract.js';
import { make } from './dom.js';
import { DIMENSION_WORDS, LEVEL_WORDS, WORDS, decimal } from './words.js';

export function gauges(ui: Ui, scores: Assessment['scores']): HTMLElement {
  const group = make('div', { class: 'gauges', part: 'gauges', role: 'group', 'aria-label': WORDS[ui].gauges });
  group.append(...DIMENSIONS.map((dimension) => gauge(ui, dimension, scores[dimension])));
  return group;
}

function gauge(ui: Ui, dimension: Dimension, { score, level }: Assessment['scores'][Dimension]): HTMLElement {
  const steps = LEVELS.indexOf(level);
  const word = LEVEL_WORDS[ui][level];
  const meter = make('div', {
    class: 'gauge__meter',
    role: 'meter',
    'aria-labelledby': `gauge-${dimension}`,
    'aria-valuemin': 0,
    'aria-valuemax': 1,
    'aria-valuenow': score,
    'aria-valuetext': `${word}, ${decimal(ui, score)}`,
  });
  for (let step = 1; step < LEVELS.length; step++) {
    meter.append(make('span', { class: step <= steps ? 'gauge__step gauge__step--on' : 'gauge__step' }));
  }
  return make(
    'div',
    { class: `gauge level--${level}`, 'data-dimension': dimension, 'data-level': level },
    make('span', { class: 'gauge__name', id: `gauge-${dimension}` }, DIMENSION_WORDS[ui][dimension]),
    meter,
    make('span', { class: 'gauge__word', 'aria-hidden': 'true' }, word),
  );
}
