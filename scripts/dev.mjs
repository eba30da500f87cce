// npm run dev: app with live reload and service that restarts on change, behind one address.
import { requireNode } from './lib/node-version.mjs';

requireNode();
import('./lib/dev.mjs');
