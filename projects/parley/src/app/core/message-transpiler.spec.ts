import { MessageTranspiler } from './message-transpiler';

describe('MessageTranspiler', () => {
  function write(value: unknown, params?: Record<string, unknown>, language = 'en'): unknown {
    const transpiler = new MessageTranspiler();
    transpiler.onLangChanged(language);
    return transpiler.transpile({ value, translation: {}, key: 'key', ...(params && { params }) });
  }

  it('puts values in', () => {
    expect(write("{{name}}'s screen, {{ name }}", { name: 'Ada' })).toBe("Ada's screen, Ada");
  });

  it('never reads a value as a template, which could go on for ever', () => {
    expect(write('{{name}} left', { name: 'x{{name}}{{name}}' })).toBe('x{{name}}{{name}} left');
    expect(write('{{name}} left', { name: '$&$1' })).toBe('$&$1 left');
  });

  it('leaves out what it was not given', () => {
    expect(write('{{name}} left')).toBe(' left');
  });

  it('writes numbers as the language does', () => {
    expect(write('{{count}}', { count: 4000.5 })).toBe('4,000.5');
    expect(write('{{count}}', { count: 4000.5 }, 'de')).toBe('4.000,5');
  });

  it('chooses the plural form of the language', () => {
    const english = '{{count}} {{count | one: person | other: people}}';
    expect([0, 1, 2].map((count) => write(english, { count }))).toEqual(['0 people', '1 person', '2 people']);
    const polish = '{{count | one: osoba | few: osoby | other: osób}}';
    expect([1, 3, 5].map((count) => write(polish, { count }, 'pl'))).toEqual(['osoba', 'osoby', 'osób']);
  });
});
