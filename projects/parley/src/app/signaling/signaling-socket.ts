import { ApplicationRef, type Provider, inject } from '@angular/core';
import { Socket } from 'ngx-socket-io';

/**
 * One Socket.IO connection for one visit, made lazily and never shared. WebSocket only: polling would hide a
 * broken proxy behind a slow call.
 */
export function provideSignalingSocket(): Provider {
  return {
    provide: Socket,
    useFactory: () =>
      new Socket(
        {
          url: '',
          options: {
            autoConnect: false,
            forceNew: true,
            transports: ['websocket'],
            // SignalingClient does it: at once when the page wakes up, later when the service asks for it.
            reconnection: false,
            timeout: 4_000,
          },
        },
        inject(ApplicationRef),
      ),
  };
}
