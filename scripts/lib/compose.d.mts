export function docker(
  args: readonly string[],
  options?: { quiet?: boolean; env?: NodeJS.ProcessEnv; timeoutMs?: number },
): Promise<{ code: number; output: string }>;
export function compose(...args: string[]): Promise<string>;
export function hashOfFile(service: string, path: string): Promise<string>;
