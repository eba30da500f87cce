export * from './error-codes.ts';
export * from './ids.ts';
export * from './limits.ts';
export * from './participant.ts';
export * from './peer-messages.ts';
export * from './rtc-signal.ts';
export * from './signaling-events.ts';
export * from './version.ts';
