/** Bounds both sides enforce. The service is the authority; the client uses them to help people early. */
export const LIMITS = {
  /** Length of a room name in characters, after normalisation. */
  roomName: { min: 3, max: 64 },
  /** Length of a display name in UTF-16 code units, after trimming. */
  displayName: { min: 1, max: 60 },
  /** Length of one chat message in UTF-16 code units. */
  chatMessage: { min: 1, max: 4_000 },
  /** How many chat messages a participant keeps and offers to late joiners. */
  chatHistory: 1_000,
  /** Seconds a peer token stays valid; it travels in a URL, so it is short-lived. */
  peerTokenSeconds: 60,
  /** Milliseconds a request waits for its ack before it counts as failed. */
  ackTimeoutMs: 5_000,
  /** Participants in a room unless ROOM_CAPACITY says otherwise. */
  roomCapacity: 8,
  /** Links of one participant, in the largest room there may be. */
  links: 49,
  /** Milliseconds a participant whose socket broke stays in the room. Up to 10 s pass before a dead one is noticed. */
  awaitReturnMs: 24_000,
  /** Pixels along the shorter side of a picture that somebody asks for. */
  pictureSide: { min: 90, max: 8_192 },
  /** Bytes of one signaling frame, and of one peer message. */
  frameBytes: 65_536,
} as const;
