/** Raised when client and service can no longer understand each other; a mismatch asks the person to reload. */
export const PROTOCOL_VERSION = 1;
