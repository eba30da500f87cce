export function chromiumFlags(devices?: { fps?: number; cameras?: number }): string[];
export const ALLOW_CAPTURE: string;
