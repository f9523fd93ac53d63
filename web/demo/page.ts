import '../dist/bezint-check.js';
import type { BezintCheck } from '../dist/bezint-check.js';
import { EXAMPLES } from './examples.js';

const check = document.querySelector<BezintCheck>('bezint-check')!;
const examples = document.querySelector('.examples')!;

for (const { label, text, context } of EXAMPLES[document.documentElement.lang === 'en' ? 'en' : 'nl']) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.addEventListener('click', () => {
    check.context = context;
    check.value = text;
  });
  examples.append(button);
}
