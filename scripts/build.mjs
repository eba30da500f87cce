// npm run build: the production app in dist/parley/browser, with compressed siblings.
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { build } = await import('./lib/build.mjs');
const { runTool } = await import('./lib/plain-error.mjs');
runTool(build);
