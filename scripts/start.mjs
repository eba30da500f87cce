// npm start: from a fresh clone to a running Parley. Plain Node, because nothing may be installed yet.
import { requireNode } from './lib/node-version.mjs';

requireNode();
import('./lib/start.mjs');
