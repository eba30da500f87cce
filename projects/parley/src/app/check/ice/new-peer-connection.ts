import { InjectionToken } from '@angular/core';

/** Makes a connection. Throws where the browser has none, or where an extension or a policy took it away. */
export type NewPeerConnection = (configuration: RTCConfiguration) => RTCPeerConnection;

export const NEW_PEER_CONNECTION = new InjectionToken<NewPeerConnection>('new peer connection', {
  factory: () => (configuration) => new RTCPeerConnection(configuration),
});
