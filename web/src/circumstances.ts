/** The form for what is known of the writer and the occasion. It keeps nothing: what is filled in ends with the page. */

import type { Context, Ui } from './contract.js';
import { ATTACHMENTS, CHOICES, LIST_LABELS, TEXT_FIELDS, TOPICS, inUi, type Choice } from './circumstance-words.js';
import { make } from './dom.js';
import { WORDS } from './words.js';

type ListField = keyof typeof LIST_LABELS;
type TextField = keyof typeof TEXT_FIELDS;

export class Circumstances {
  readonly element = make('details', { class: 'circumstances', part: 'circumstances' });
  #context: Context = {};
  #ui: Ui = 'nl';
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get context(): Context {
    return this.#context;
  }

  /** Shows the form in a language, filled with a context. */
  show(ui: Ui, context: Context): void {
    this.#ui = ui;
    this.#context = structuredClone(context);
    const words = WORDS[ui];
    const clear = make(
      'button',
      { type: 'button', class: 'utrecht-button utrecht-button--secondary-action' },
      words.clear,
    );
    clear.addEventListener('click', () => {
      this.show(this.#ui, {});
      this.#changed();
      this.element.querySelector('summary')?.focus();
    });
    this.element.replaceChildren(
      make('summary', {}, words.circumstances),
      make('p', { class: 'hint' }, words.circumstances_note),
      make(
        'div',
        { class: 'circumstances__grid' },
        ...CHOICES.map((choice) => this.#choice(choice)),
        ...(Object.keys(TEXT_FIELDS) as TextField[]).map((field) => this.#names(field)),
      ),
      this.#list('attachments', ATTACHMENTS),
      this.#list('fields', TOPICS),
      clear,
    );
  }

  #set<K extends keyof Context>(field: K, value: Context[K] | undefined): void {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) delete this.#context[field];
    else this.#context[field] = value;
    this.#changed();
  }

  #choice({ field, label, values }: Choice): HTMLElement {
    const known = this.#context[field];
    const select = make(
      'select',
      { id: `field-${field}`, name: field, class: 'utrecht-select utrecht-select--html-select' },
      make('option', { value: '' }, WORDS[this.#ui].unknown),
      ...Object.entries(values).map(([value, words]) =>
        make('option', { value, selected: String(known) === value }, inUi(this.#ui, words)),
      ),
    );
    select.addEventListener('change', () => {
      const flag = field === 'employer_visible' || field === 'election_period';
      const value = flag ? select.value === 'true' : select.value;
      this.#set(field, select.value === '' ? undefined : (value as never));
    });
    return this.#labelled(`field-${field}`, inUi(this.#ui, label), select);
  }

  #names(field: TextField): HTMLElement {
    const id = `field-${field}`;
    const input = make('input', {
      id,
      name: field,
      type: 'text',
      autocomplete: 'off',
      class: 'utrecht-textbox utrecht-textbox--html-input',
      value: this.#context[field]?.join(', '),
      'aria-describedby': `${id}-hint`,
    });
    input.addEventListener('input', () => {
      const names = input.value.split(',').map((name) => name.trim());
      this.#set(
        field,
        names.filter((name) => name !== ''),
      );
    });
    const box = this.#labelled(id, inUi(this.#ui, TEXT_FIELDS[field]), input);
    box.append(make('span', { class: 'hint', id: `${id}-hint` }, WORDS[this.#ui].separated));
    return box;
  }

  #list(field: ListField, values: Readonly<Record<string, readonly [string, string]>>): HTMLElement {
    const boxes = Object.entries(values).map(([value, words]) => {
      const chosen = (this.#context[field] as string[] | undefined)?.includes(value) ?? false;
      const box = make('input', {
        type: 'checkbox',
        id: `field-${field}-${value}`,
        name: field,
        value,
        checked: chosen,
        class: 'utrecht-checkbox utrecht-checkbox--html-input',
      });
      box.addEventListener('change', () => {
        const others = ((this.#context[field] as string[] | undefined) ?? []).filter((other) => other !== value);
        this.#set(field, (box.checked ? [...others, value] : others) as never);
      });
      const label = make(
        'label',
        { class: 'utrecht-form-label utrecht-form-label--checkbox', for: box.id },
        inUi(this.#ui, words),
      );
      return make('div', { class: 'tick' }, box, label);
    });
    const legend = make(
      'legend',
      { class: 'utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend' },
      inUi(this.#ui, LIST_LABELS[field]),
    );
    return make('fieldset', { class: 'ticks' }, legend, ...boxes);
  }

  #labelled(id: string, label: string, control: HTMLElement): HTMLElement {
    return make('div', { class: 'labelled' }, make('label', { class: 'utrecht-form-label', for: id }, label), control);
  }
}
