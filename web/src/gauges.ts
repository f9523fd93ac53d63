/** Three gauges, one a duty: steps and words, so that nothing hangs on colour. */

import { DIMENSIONS, LEVELS, type Assessment, type Dimension, type Level, type Ui } from './contract.js';
import { make } from './dom.js';
import { DIMENSION_WORDS, LEVEL_WORDS, WORDS, decimal } from './words.js';

/** What a gauge shows as long as nothing was judged: no word that could be taken for "nothing found". */
const NOTHING = { score: 0, level: 'none' as Level };

/** The gauges of an assessment; without one, or where its language is unknown, they say that nothing was judged. */
export function gauges(ui: Ui, assessment?: Assessment): HTMLElement {
  const group = make('div', { class: 'gauges', part: 'gauges', role: 'group', 'aria-label': WORDS[ui].gauges });
  const judged = assessment !== undefined && assessment.lang !== 'und';
  group.append(
    ...DIMENSIONS.map((dimension) => gauge(ui, dimension, assessment?.scores[dimension] ?? NOTHING, judged)),
  );
  return group;
}

function gauge(
  ui: Ui,
  dimension: Dimension,
  { score, level }: Assessment['scores'][Dimension],
  judged: boolean,
): HTMLElement {
  const steps = LEVELS.indexOf(level);
  const known = judged || level !== 'none';
  const word = known ? LEVEL_WORDS[ui][level] : WORDS[ui].not_judged;
  const meter = make('div', {
    class: 'gauge__meter',
    role: 'meter',
    'aria-labelledby': `gauge-${dimension}`,
    'aria-valuemin': 0,
    'aria-valuemax': 1,
    'aria-valuenow': score,
    'aria-valuetext': known ? `${word}, ${decimal(ui, score)}` : word,
  });
  for (let step = 1; step < LEVELS.length; step++) {
    meter.append(make('span', { class: step <= steps ? 'gauge__step gauge__step--on' : 'gauge__step' }));
  }
  return make(
    'div',
    { class: `gauge level--${known ? level : 'unjudged'}`, 'data-dimension': dimension, 'data-level': level },
    make('span', { class: 'gauge__name', id: `gauge-${dimension}` }, DIMENSION_WORDS[ui][dimension]),
    meter,
    make('span', { class: 'gauge__word', 'aria-hidden': 'true' }, word),
  );
}
