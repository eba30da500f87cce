/** What the door says in plain text, to programs and to browsers that follow nothing; people see the page about trust. */
export const DOOR_COPY = {
  meeting: (address: string): string =>
    `Parley is at ${address}\nIf your browser warns of its certificate, open /trust here first.\n\n` +
    `Parley ist unter ${address}\nWenn dein Browser vor dem Zertifikat warnt, öffne hier zuerst /trust.\n`,
  missing: 'Not found\n',
  onlyReads: 'This door can only be read.\n',
  badRequest: 'Bad request\n',
} as const;

/** Why there is no door, in one sentence for whoever started it; `code` is the system's. */
export function doorProblem(code: unknown, port: number): string {
  if (code === 'EADDRINUSE')
    return `Another program already uses port ${String(port)}: stop it, or choose another with DOOR_PORT.`;
  if (code === 'EACCES')
    return `This user may not listen on port ${String(port)}: choose another with DOOR_PORT.`;
  return `Plain http could not be answered on port ${String(port)} (${String(code)}): choose another with DOOR_PORT.`;
}
