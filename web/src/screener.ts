/** The screener as a page sees it: made once, asked as often as needed, answers from a worker. */

import type { Assessment, Post, Ui } from './contract.js';
import type { FromWorker, ToWorker } from './messages.js';

// Written into the bundle as `new URL('./worker.js', import.meta.url)`, by vite.config.ts, so that the bundler of
// whoever embeds this finds both files.
declare const __WORKER_URL__: URL;
declare const __WASM_URL__: URL;

/** An organisation's own words and weights, as TOML; on top of what is built in. */
export interface Own {
  lexicons?: string[];
  policy?: string;
}

interface Waiting {
  resolve(assessment: Assessment): void;
  reject(error: Error): void;
}

export class Screener {
  /** A hash of lexicons, rules and policy. */
  readonly fingerprint: string;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #tickets = 0;

  private constructor(worker: Worker, fingerprint: string) {
    this.#worker = worker;
    this.fingerprint = fingerprint;
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#receive(data);
    worker.onerror = (event) => this.#abandon(new Error(event.message || 'the worker stopped'));
  }

  /** Starts a worker; rejects with file, line and column where a lexicon or the policy holds a mistake. */
  static load(own: Own = {}): Promise<Screener> {
    const worker = new Worker(__WORKER_URL__, { type: 'module' });
    const message: ToWorker = { kind: 'start', wasm: __WASM_URL__.href, lexicons: own.lexicons ?? [] };
    if (own.policy !== undefined) message.policy = own.policy;
    return new Promise((resolve, reject) => {
      const fail = (error: string): void => {
        worker.terminate();
        reject(new Error(error));
      };
      worker.onerror = (event) => fail(event.message || 'the worker could not be loaded');
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind === 'ready') resolve(new Screener(worker, data.fingerprint));
        else if (data.kind === 'failed') fail(data.error);
      };
      worker.postMessage(message);
    });
  }

  /** Screens a post. Rejects only where the post is not of the contract's shape. */
  screen(post: Post, ui: Ui = 'nl'): Promise<Assessment> {
    const ticket = ++this.#tickets;
    return new Promise((resolve, reject) => {
      this.#waiting.set(ticket, { resolve, reject });
      this.#worker.postMessage({ kind: 'screen', ticket, json: JSON.stringify(post), ui } satisfies ToWorker);
    });
  }

  /** Ends the worker; what still waits is rejected. */
  close(): void {
    this.#worker.terminate();
    this.#abandon(new Error('the screener is closed'));
  }

  #receive(data: FromWorker): void {
    if (data.kind !== 'screened' && data.kind !== 'refused') return;
    const waiting = this.#waiting.get(data.ticket);
    this.#waiting.delete(data.ticket);
    if (data.kind === 'screened') waiting?.resolve(JSON.parse(data.json) as Assessment);
    else waiting?.reject(new Error(data.error));
  }

  #abandon(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
