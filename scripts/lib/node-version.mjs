// Runs on any Node that knows modules, so nothing newer than that may stand here or be imported statically.
const NEEDED = 20;

/** Ends the process with one sentence where Node is older than we can work with. */
export function requireNode() {
  const version = process.versions.node;
  if (Number(version.split('.')[0]) >= NEEDED) return;
  console.error(
    `Parley needs Node.js ${NEEDED} or newer, and this is ${version}: get it from https://nodejs.org.`,
  );
  process.exit(1);
}
