// Runs inside a page before the app: counts pauses of what the page receives, and what it opens.
{
  /** Pictures come every 100 ms and sound every 20; a pause longer than this is a drop. */
  const DROP_MS = 1_000;
  const connections = [];
  const seen = { drops: 0, made: 0, sockets: 0, received: 0 };
  window.parleyWatch = seen;

  const counting = (Original, made) =>
    new Proxy(Original, {
      construct(target, args, newTarget) {
        const instance = Reflect.construct(target, args, newTarget);
        made(instance);
        return instance;
      },
    });
  window.RTCPeerConnection = counting(window.RTCPeerConnection, (connection) => {
    connections.push(connection);
    seen.made += 1;
  });
  window.WebSocket = counting(window.WebSocket, () => (seen.sockets += 1));

  const received = async () => {
    const amounts = { video: 0, audio: 0 };
    for (const connection of connections) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type !== 'inbound-rtp') continue;
        amounts[report.kind] += report.kind === 'video' ? report.framesDecoded : report.packetsReceived;
      }
    }
    return amounts;
  };

  const last = { video: { amount: 0, at: 0, dropped: false }, audio: { amount: 0, at: 0, dropped: false } };
  const look = async () => {
    const amounts = await received();
    const now = performance.now();
    for (const [kind, before] of Object.entries(last)) {
      if (amounts[kind] !== before.amount) {
        last[kind] = { amount: amounts[kind], at: now, dropped: false };
      } else if (before.amount > 0 && now - before.at > DROP_MS && !before.dropped) {
        before.dropped = true;
        seen.drops += 1;
      }
    }
    seen.received = Math.min(amounts.video, amounts.audio);
  };
  setInterval(() => void look(), 100);
}
