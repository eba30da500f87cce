/** A failure a person can act on: one plain sentence, no stack trace. */
export class PlainError extends Error {}

/**
 * Runs a command line tool: a `PlainError` ends the process with its sentence and exit code 1; anything else is a
 * bug and keeps its stack trace.
 */
export function runTool(main) {
  main().catch((error) => {
    console.error(error instanceof PlainError ? error.message : error);
    process.exit(1);
  });
}
