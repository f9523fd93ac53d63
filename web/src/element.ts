/**
 * `<bezint-check>`: a self-check around a text box. It wraps the page's own `<textarea>`, or brings one.
 *
 * Attributes: `ui` (nl, en; else the page's `lang`), `context` (JSON), `lexicon` (URLs of TOML, parted by spaces),
 * `policy` (URL of TOML), `label`, `placeholder`, `rows`, `name` (for its own text box), `heading-level` (of the
 * cards; 3), `theme="page"` (take NL Design System tokens from the page instead of the built-in ones).
 *
 * Events: `assessment` (detail: the assessment; after every change), `bezint-error` (detail: an Error).
 */

import { LEVELS, type Assessment, type Context, type Finding, type Post, type Ui } from './contract.js';
import { card } from './cards.js';
import { Circumstances } from './circumstances.js';
import { make } from './dom.js';
import { gauges } from './gauges.js';
import { marksOf, shifted } from './marks.js';
import { Mirror } from './mirror.js';
import type { Own, Screener } from './screener.js';
import { Share } from './share.js';
import { sheets } from './style/sheets.js';
import { OVERALL_WORDS, WORDS, others, tally } from './words.js';

/** Keys that come faster than this are screened together. Milliseconds. */
const DEBOUNCE = 10;
/** A screen reader hears the outcome once the writer pauses so long. Milliseconds. */
const QUIET = 900;
/** So many remarks get a card, the heaviest; nobody reads more, and a pasted book must not hold up the page. */
const CARDS = 25;

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return response.text();
}

export class BezintCheck extends HTMLElement {
  static readonly formAssociated = true;
  static readonly observedAttributes = [
    'ui',
    'context',
    'lexicon',
    'policy',
    'label',
    'placeholder',
    'rows',
    'heading-level',
  ];

  readonly #internals = this.attachInternals();
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #mirror = new Mirror();
  readonly #circumstances = new Circumstances(() => this.refresh());
  readonly #own = make('textarea', {
    id: 'post',
    part: 'textarea',
    class: 'utrecht-textarea utrecht-textarea--html-textarea',
    'aria-describedby': 'verdict',
  });
  readonly #label = make('label', { class: 'utrecht-form-label', for: 'post', part: 'label' });
  readonly #slot = make('slot', {}, this.#own);
  readonly #verdict = make('p', { id: 'verdict', class: 'verdict', part: 'verdict' });
  readonly #spoken = make('p', { class: 'spoken', role: 'status' });
  readonly #failure = make('div', { class: 'utrecht-alert utrecht-alert--error', role: 'alert', hidden: true });
  readonly #gauges = make('div');
  readonly #cards = make('ol', { class: 'cards', part: 'findings' });
  readonly #others = make('p', { class: 'hint', hidden: true });
  readonly #copy = make('button', {
    type: 'button',
    id: 'copy',
    class: 'utrecht-button utrecht-button--primary-action',
  });
  readonly #note = make('p', { class: 'hint' });
  readonly #base: HTMLElement;

  #field: HTMLTextAreaElement = this.#own;
  #screener: Screener | undefined;
  #share: Share | undefined;
  #loading = 0;
  #lexicons: string[] | undefined;
  #policy: string | undefined;
  #assessment: Assessment | undefined;
  #shown = '';
  #changes = 0;
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = sheets();
    const field = make('div', { class: 'field', part: 'field' }, this.#slot, this.#mirror.element);
    this.#base = make(
      'div',
      { class: 'base', part: 'base' },
      this.#label,
      field,
      this.#failure,
      this.#verdict,
      this.#spoken,
      this.#gauges,
      this.#cards,
      this.#others,
      this.#circumstances.element,
      make('div', { class: 'actions' }, this.#copy),
      this.#note,
    );
    this.#root.append(this.#base);
    this.#slot.addEventListener('slotchange', () => this.#adopt());
    this.#copy.addEventListener('click', () => void this.#copyPost());
  }

  connectedCallback(): void {
    // What a page has set before this code was there.
    for (const property of ['value', 'context', 'lexicons', 'policy'] as const) {
      if (!Object.hasOwn(this, property)) continue;
      const early = this[property];
      delete (this as Partial<this>)[property];
      Object.assign(this, { [property]: early });
    }
    document.addEventListener('selectionchange', this.#selected);
    this.#configure();
    this.#adopt();
    void this.#load();
  }

  disconnectedCallback(): void {
    document.removeEventListener('selectionchange', this.#selected);
    this.#field.removeEventListener('input', this.#typed);
    this.#mirror.over(undefined);
    clearTimeout(this.#timer);
    clearTimeout(this.#quiet);
    // An element that is only moved comes back at once.
    setTimeout(() => {
      if (this.isConnected) return;
      this.#loading++;
      this.#screener = undefined;
      this.#share?.release();
      this.#share = undefined;
    });
  }

  attributeChangedCallback(name: string): void {
    if (!this.isConnected) return;
    if (name === 'lexicon' || name === 'policy') void this.#load();
    else this.#configure(name === 'context');
  }

  formResetCallback(): void {
    this.value = '';
  }

  /** The post. */
  get value(): string {
    return this.#field.value;
  }
  set value(text: string) {
    this.#field.value = text;
    this.refresh();
  }

  /** What is known of the writer and the occasion; the form shows it and changes it. */
  get context(): Context {
    return structuredClone(this.#circumstances.context);
  }
  set context(context: Context) {
    this.#circumstances.show(this.ui, context);
    this.refresh();
  }

  /** An organisation's own lexicons, as TOML; takes the place of the attribute `lexicon`. */
  get lexicons(): string[] | undefined {
    return this.#lexicons;
  }
  set lexicons(lexicons: string[] | undefined) {
    this.#lexicons = lexicons;
    if (this.isConnected) void this.#load();
  }

  /** An organisation's own policy, as TOML; takes the place of the attribute `policy`. */
  get policy(): string | undefined {
    return this.#policy;
  }
  set policy(policy: string | undefined) {
    this.#policy = policy;
    if (this.isConnected) void this.#load();
  }

  /** The language of labels, messages and advice. */
  get ui(): Ui {
    const wanted = this.getAttribute('ui') ?? this.closest('[lang]')?.getAttribute('lang') ?? 'nl';
    return wanted.toLowerCase().startsWith('en') ? 'en' : 'nl';
  }
  set ui(ui: Ui) {
    this.setAttribute('ui', ui);
  }

  /** The last assessment. */
  get assessment(): Assessment | undefined {
    return this.#assessment;
  }

  override focus(options?: FocusOptions): void {
    this.#field.focus(options);
  }

  /** Screens again: call it after the page itself has changed its textarea. */
  refresh(): void {
    const text = this.#field.value;
    if (this.#field === this.#own) this.#internals.setFormValue(text);
    this.#mirror.type(text);
    this.#changes++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#screen(), DEBOUNCE);
  }

  readonly #typed = (): void => this.refresh();

  /** Tells on the cards where the caret stands. */
  readonly #selected = (): void => {
    const here = this.#root.activeElement === this.#field || document.activeElement === this.#field;
    const current = here ? (this.#mirror.at(this.#field.selectionStart)?.findings ?? []) : [];
    for (const item of this.#cards.children) {
      const number = Number((item as HTMLElement).dataset.finding);
      item.classList.toggle('card--current', current.includes(number));
    }
  };

  /** Sets every word in the language of the page, and what attributes say. */
  #configure(context = false): void {
    const { ui } = this;
    const words = WORDS[ui];
    this.#base.lang = ui;
    this.#label.textContent = this.getAttribute('label') ?? words.post;
    this.#own.placeholder = this.getAttribute('placeholder') ?? '';
    this.#own.rows = Number(this.getAttribute('rows') ?? 6);
    this.#copy.textContent = words.copy;
    this.#note.textContent = words.note;
    this.#cards.setAttribute('aria-label', words.findings);
    const given = this.getAttribute('context');
    const first = this.#circumstances.element.childElementCount === 0;
    if (given !== null && (first || context)) {
      try {
        this.#circumstances.show(ui, JSON.parse(given) as Context);
      } catch (error) {
        this.#fail(new Error(`context: ${error instanceof Error ? error.message : String(error)}`));
      }
    } else {
      this.#circumstances.show(ui, this.#circumstances.context);
    }
    if (!this.#screener) {
      this.#verdict.textContent = words.loading;
      this.#gauges.replaceChildren(gauges(ui));
    }
    this.#shown = '';
    if (this.#screener) this.refresh();
  }

  /** Takes the page's textarea, or its own. */
  #adopt(): void {
    const assigned = this.#slot.assignedElements();
    const given = assigned.flatMap((element) =>
      element instanceof HTMLTextAreaElement ? [element] : [...element.querySelectorAll('textarea')],
    )[0];
    this.#field.removeEventListener('input', this.#typed);
    this.#field = given ?? this.#own;
    this.#label.hidden = given !== undefined;
    this.#field.addEventListener('input', this.#typed);
    this.#mirror.over(this.#field);
    this.refresh();
  }

  async #load(): Promise<void> {
    const turn = ++this.#loading;
    this.#base.setAttribute('aria-busy', 'true');
    try {
      const share = Share.of(await this.#ownWords());
      const screener = await share.screener.catch((error: unknown) => {
        share.release();
        throw error;
      });
      if (turn !== this.#loading) {
        share.release();
        return;
      }
      this.#share?.release();
      this.#share = share;
      this.#screener = screener;
      this.#failure.hidden = true;
      this.refresh();
    } catch (error) {
      if (turn === this.#loading) this.#fail(error instanceof Error ? error : new Error(String(error)));
    } finally {
      if (turn === this.#loading) this.#base.removeAttribute('aria-busy');
    }
  }

  async #ownWords(): Promise<Own> {
    const own: Own = {};
    const urls =
      this.getAttribute('lexicon')
        ?.split(/\s+/)
        .filter((url) => url !== '') ?? [];
    const lexicons = this.#lexicons ?? (await Promise.all(urls.map(fetchText)));
    if (lexicons.length > 0) own.lexicons = lexicons;
    const url = this.getAttribute('policy');
    const policy = this.#policy ?? (url ? await fetchText(url) : undefined);
    if (policy !== undefined) own.policy = policy;
    return own;
  }

  /** One screening at a time; what was typed meanwhile is screened next. */
  async #screen(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    let screened: number | undefined;
    while (this.#screener && screened !== this.#changes) {
      screened = this.#changes;
      const screener = this.#screener;
      const post: Post = { text: this.#field.value, context: this.#circumstances.context };
      try {
        const assessment = await screener.screen(post, this.ui);
        if (screener === this.#screener) this.#show(assessment, post.text);
      } catch (error) {
        // One that was replaced meanwhile has nothing more to say.
        if (screener === this.#screener) this.#fail(error instanceof Error ? error : new Error(String(error)));
      }
    }
    this.#busy = false;
  }

  #show(assessment: Assessment, screened: string): void {
    this.#assessment = assessment;
    const now = this.#field.value;
    this.#mirror.draw(now, shifted(marksOf(assessment.findings), screened, now));
    const shown = JSON.stringify([assessment, screened.trim() === '']);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#tell(assessment, screened);
    }
    this.dispatchEvent(new CustomEvent('assessment', { detail: assessment, bubbles: true, composed: true }));
  }

  #tell(assessment: Assessment, text: string): void {
    const { ui } = this;
    const { findings, level, lang } = assessment;
    const sentences: string[] = [];
    if (lang === 'und') sentences.push(text.trim() === '' ? WORDS[ui].empty : WORDS[ui].unknown_language);
    if (lang !== 'und' || findings.length > 0) sentences.push(OVERALL_WORDS[ui][level]);
    const said = sentences.join(' ');
    this.#verdict.textContent = said;
    this.#verdict.className = `verdict level--${level}`;
    this.#say(`${said} ${tally(ui, findings.length)}`, QUIET);
    this.#gauges.replaceChildren(gauges(ui, assessment));
    const open = new Set(
      [...this.#cards.querySelectorAll<HTMLElement>('li:has(details[open])')].map((item) => item.dataset.rule),
    );
    const options = {
      ui,
      headingLevel: Number(this.getAttribute('heading-level') ?? 3),
      show: (finding: Finding) => this.#point(finding),
    };
    const heaviestFirst = findings
      .map((finding, number) => ({ finding, number }))
      .sort((a, b) => LEVELS.indexOf(b.finding.level) - LEVELS.indexOf(a.finding.level))
      .slice(0, CARDS);
    this.#cards.replaceChildren(
      ...heaviestFirst.map(({ finding, number }) => card(finding, number, open.has(finding.rule), options)),
    );
    this.#others.hidden = findings.length <= CARDS;
    this.#others.textContent = others(ui, findings.length - heaviestFirst.length);
    this.#selected();
  }

  /** Selects the words of a finding in the text. */
  #point(finding: Finding): void {
    const span = finding.spans.find(({ part }) => part === 'trigger') ?? finding.spans[0];
    if (!span) return;
    this.#field.focus();
    this.#field.setSelectionRange(span.utf16_start, span.utf16_end);
    this.#mirror.reveal(span.utf16_start);
  }

  async #copyPost(): Promise<void> {
    const words = WORDS[this.ui];
    try {
      await navigator.clipboard.writeText(this.#field.value);
      this.#say(words.copied, 0);
      this.#copy.textContent = words.copied;
      setTimeout(() => (this.#copy.textContent = WORDS[this.ui].copy), 2000);
    } catch {
      this.#field.focus();
      this.#field.select();
      this.#say(words.not_copied, 0);
    }
  }

  #say(words: string, after: number): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      if (this.#spoken.textContent !== words) this.#spoken.textContent = words;
    }, after);
  }

  #fail(error: Error): void {
    const said = `${WORDS[this.ui].failed}: ${error.message}`;
    this.#failure.replaceChildren(make('div', { class: 'utrecht-alert__content' }, said));
    this.#failure.hidden = false;
    if (!this.#screener) this.#verdict.textContent = '';
    this.dispatchEvent(new CustomEvent('bezint-error', { detail: error, bubbles: true, composed: true }));
  }
}
