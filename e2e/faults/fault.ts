import type { Conversations } from './lab/conversation.ts';
import type { Lab } from './lab/lab.ts';
import type { Row } from './row.ts';

/** What a fault works with. */
export interface Bench {
  readonly lab: Lab;
  /** Everything written during any fault, compared at the end. */
  readonly conversations: Conversations;
  /** How often what is judged by many tries is tried. */
  readonly tries: number;
}

/** One kind of fault: injected into a lab of its own, it gives one row or several. */
export interface Fault {
  readonly name: string;
  run(bench: Bench): Promise<readonly Row[]>;
}
