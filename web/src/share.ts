/** One worker for all elements of a page that screen alike; it ends with the last of them. */

import { Screener, type Own } from './screener.js';

const shares = new Map<string, { screener: Promise<Screener>; users: number }>();

export class Share {
  readonly screener: Promise<Screener>;
  readonly #key: string;
  #released = false;

  private constructor(key: string, screener: Promise<Screener>) {
    this.#key = key;
    this.screener = screener;
  }

  static of(own: Own): Share {
    const key = JSON.stringify(own);
    const share = shares.get(key) ?? { screener: Screener.load(own), users: 0 };
    share.users++;
    shares.set(key, share);
    return new Share(key, share.screener);
  }

  release(): void {
    const share = shares.get(this.#key);
    if (this.#released || !share) return;
    this.#released = true;
    if (--share.users > 0) return;
    shares.delete(this.#key);
    share.screener.then(
      (screener) => screener.close(),
      () => undefined, // it never began
    );
  }
}
