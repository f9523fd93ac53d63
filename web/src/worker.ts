/** Screens away from the page, so that typing never waits. It asks for one thing, the `.wasm` file, and only once. */

import init, { Screener } from '../generated/bezint.js';
import type { FromWorker, ToWorker } from './messages.js';

// The types of a page have none for the inside of a worker; both ends of the channel look alike.
const page = self as unknown as Worker;
const answer = (message: FromWorker): void => page.postMessage(message);
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

let screener: Screener | undefined;

async function start(message: Extract<ToWorker, { kind: 'start' }>): Promise<void> {
  try {
    await init({ module_or_path: new URL(message.wasm) });
    screener = new Screener(message.lexicons, message.policy);
    answer({ kind: 'ready', fingerprint: screener.fingerprint });
  } catch (error) {
    answer({ kind: 'failed', error: reason(error) });
  }
}

function screen({ ticket, json, ui }: Extract<ToWorker, { kind: 'screen' }>): void {
  try {
    if (!screener) throw new Error('not started');
    answer({ kind: 'screened', ticket, json: screener.screen(json, ui) });
  } catch (error) {
    answer({ kind: 'refused', ticket, error: reason(error) });
  }
}

page.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'start') void start(data);
  else screen(data);
});
