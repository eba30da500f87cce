import { type ChatMessage, LIMITS, type PeerMessage } from '@parley/protocol';

type ChatHistory = Extract<PeerMessage, { type: 'chat:history' }>;

const encoder = new TextEncoder();
const ENVELOPE: ChatHistory = { type: 'chat:history', messages: [] };
const ENVELOPE_BYTES = bytesOf(ENVELOPE);

/** `messages` in their order as peer messages whose JSON fits into {@link LIMITS.frameBytes}; none for none. */
export function historyBatches(messages: readonly ChatMessage[]): ChatHistory[] {
  const batches: ChatMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    const size = bytesOf(message) + ','.length;
    const batch = batches.at(-1);
    if (batch !== undefined && size <= room) {
      batch.push(message);
      room -= size;
    } else {
      // One message always fits: 4 000 code units take at most six bytes each.
      batches.push([message]);
      room = LIMITS.frameBytes - ENVELOPE_BYTES - size;
    }
  }
  return batches.map((batch) => ({ type: 'chat:history', messages: batch }));
}

function bytesOf(value: unknown): number {
  return encoder.encode(JSON.stringify(value)).length;
}
