// npm test [-- --all]: everything that must hold, one part after the other; a part that fails does not keep the next from
// running. With --all also the relay, several nodes and the stack in containers, which need more than every machine has.
// The last line counts them all: N passed, N failed.
import { requireNode } from './lib/node-version.mjs';

requireNode();
import('./lib/test.mjs');
