// Writes the security headers of the service as files that nginx includes, one for each kind of answer, so that there is
// one place that says what they are:  node nginx/headers.mjs <folder>
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { asAsset, securityHeaders } from '../services/signaling/src/http/security-headers.ts';

/** A file of each kind. */
const KINDS = { document: 'index.html', asset: 'main.js', svg: 'favicon.svg' };

/** What the service answers `file` with, before anything else is known about it. */
function headersOf(file) {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  // The name Express has for it.
  response.set = (name, value) => response.setHeader(name, value);
  for (const handler of securityHeaders()) {
    handler(request, response, (error) => {
      if (error) throw error;
    });
  }
  asAsset(response, file);
  return response.getRawHeaderNames().map((name) => [name, String(response.getHeader(name))]);
}

function directive([name, value]) {
  if (/["\\$]/.test(value)) throw new Error(`${name} has a sign that nginx would not take as it is.`);
  return `add_header ${name} "${value}" always;\n`;
}

const [folder] = process.argv.slice(2);
for (const [kind, file] of Object.entries(KINDS)) {
  writeFileSync(join(folder, `${kind}.headers`), headersOf(file).map(directive).join(''));
}
