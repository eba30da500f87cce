/**
 * Tracks that carry nothing, one for each source. PeerJS makes one transceiver for each track of the stream it
 * calls with, so these give every call its microphone, camera and screen from the first offer on, whether or not
 * there is anything to send yet; `replaceTrack` does the rest without renegotiation. They are receiver tracks of
 * a connection that is never used: unlike a canvas or an AudioContext they cost nothing and need no gesture.
 */
export function standingTracks(): MediaStream {
  const connection = new RTCPeerConnection();
  const tracks = (['audio', 'video', 'video'] as const).map(
    (kind) => connection.addTransceiver(kind).receiver.track,
  );
  connection.close();
  return new MediaStream(tracks);
}
