import { command } from './command.ts';

const HOOKS = ['prerouting', 'forward', 'postrouting'] as const;
type Hook = (typeof HOOKS)[number];

/** A packet filter rule in the words of nft, at one of the places a packet passes on its way through the hub. */
export interface Rule {
  readonly hook: Hook;
  readonly text: string;
}

/** Drops what its rules name, from one moment to the next: nobody is told, as on a path that swallows packets. */
export class Firewall {
  readonly #rules = new Map<string, readonly Rule[]>();

  /** `rules` hold until the next ones of the same `name`; none lets everything pass again. */
  set(name: string, rules: readonly Rule[]): void {
    this.#rules.set(name, rules);
    const chains = HOOKS.map((hook) => `  chain ${hook} {\n${this.#lines(hook).join('\n')}\n  }`);
    // One transaction: there is no moment without rules in between.
    command(
      'nft',
      ['-f', '-'],
      `table inet parley\ndelete table inet parley\ntable inet parley {\n${chains.join('\n')}\n}\n`,
    );
  }

  #lines(hook: Hook): string[] {
    const rules = [...this.#rules.values()].flat().filter((rule) => rule.hook === hook);
    return [`    type filter hook ${hook} priority 0;`, ...rules.map(({ text }) => `    ${text}`)];
  }
}
