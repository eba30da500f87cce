import type { ChildProcess } from 'node:child_process';

export interface ServiceOptions {
  nodeArgs?: string[];
  env?: Record<string, string>;
  stdio?: 'inherit' | 'pipe' | 'ignore';
}
export function freePort(): Promise<number>;
export function startService(port: number, options?: ServiceOptions): ChildProcess;
export function isReady(service: ChildProcess, port: number): Promise<boolean>;
