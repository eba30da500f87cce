export function chromiumFlags(options?: { fps?: number; cameras?: number; hosts?: string[] }): string[];
export const ALLOW_CAPTURE: string;
