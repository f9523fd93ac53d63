/** What passes between the page and the worker. */

import type { Ui } from './contract.js';

export type ToWorker =
  | { kind: 'start'; wasm: string; lexicons: string[]; policy?: string }
  | { kind: 'screen'; ticket: number; json: string; ui: Ui };

export type FromWorker =
  | { kind: 'ready'; fingerprint: string }
  | { kind: 'failed'; error: string }
  | { kind: 'screened'; ticket: number; json: string }
  | { kind: 'refused'; ticket: number; error: string };
