export function writeResults(file: string, measured: Readonly<Record<string, unknown>>): void;
