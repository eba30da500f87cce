export const ROOT: string;
export const APP_FILES: string;
export const SERVICE_MAIN: string;
export const PINNED_NODE: string;
