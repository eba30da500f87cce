import type { Provider } from '@angular/core';
import { SignalingClient } from '../signaling/signaling-client';
import { provideSignalingSocket } from '../signaling/signaling-socket';
import { ConnectionCheck } from './connection-check';
import { SignalingCheck } from './signaling-check';

/** Everything that lives as long as the page of the check, and ends with it. */
export function provideCheckScope(): Provider[] {
  return [provideSignalingSocket(), SignalingClient, SignalingCheck, ConnectionCheck];
}
