import { Service } from '@angular/core';
import type { TranslocoTranspiler, TranspileParams } from '@jsverse/transloco';

const PLACEHOLDER = /\{\{\s*(\w+)\s*((?:\|[^|{}]*)*)\}\}/g;

/**
 * Puts values into messages: `{{name}}`, and `{{count | one: person | other: people}}` with the plural categories
 * of `Intl.PluralRules`. Numbers are written as the language writes them.
 *
 * It replaces Transloco's own, which reads the values it has put in as templates again: a participant called
 * `{{name}}{{name}}` would hang everybody's page. Here a value is only ever text.
 */
@Service({ autoProvided: false })
export class MessageTranspiler implements TranslocoTranspiler {
  #language = 'en';

  /** Called by Transloco. */
  onLangChanged(language: string): void {
    this.#language = language;
  }

  /** Called by Transloco for every message. */
  transpile({ value, params }: TranspileParams): unknown {
    if (typeof value !== 'string') return value;
    return value.replace(PLACEHOLDER, (_, name: string, forms: string) => {
      const given: unknown = params?.[name];
      return forms === '' ? this.#write(given) : this.#plural(forms, given);
    });
  }

  #write(value: unknown): string {
    if (typeof value === 'number') return new Intl.NumberFormat(this.#language).format(value);
    return typeof value === 'string' ? value : '';
  }

  #plural(forms: string, count: unknown): string {
    const category = new Intl.PluralRules(this.#language).select(Number(count));
    const byCategory = new Map(
      forms
        .split('|')
        .slice(1)
        .map((form): [string, string] => {
          const colon = form.indexOf(':');
          return [form.slice(0, colon).trim(), form.slice(colon + 1).trim()];
        }),
    );
    return byCategory.get(category) ?? byCategory.get('other') ?? '';
  }
}
