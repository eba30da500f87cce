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
            reconnectionDelay: 300,
            reconnectionDelayMax: 3_000,
            timeout: 5_000,
          },
        },
        inject(ApplicationRef),
      ),
  };
}
