/** The package's door: the element is registered by importing it. */

import { BezintCheck } from './element.js';

export * from './contract.js';
export { Screener, type Own } from './screener.js';
export { BezintCheck };

declare global {
  interface HTMLElementTagNameMap {
    'bezint-check': BezintCheck;
  }
  interface HTMLElementEventMap {
    assessment: CustomEvent<import('./contract.js').Assessment>;
    'bezint-error': CustomEvent<Error>;
  }
}

if (!customElements.get('bezint-check')) customElements.define('bezint-check', BezintCheck);
