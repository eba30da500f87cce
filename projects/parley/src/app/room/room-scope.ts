import { type Provider, inject } from '@angular/core';
import { ChatService } from '../chat/chat-service';
import { UserPreferences } from '../core/user-preferences';
import { DEVICE_PREFERENCES, type DevicePreferences } from '../media/device-preferences';
import type { DeviceKind } from '../media/local-media';
import { MediaService } from '../media/media-service';
import { PEER_TRANSPORT } from '../peer/peer-transport';
import { PeerService } from '../peer/peer-service';
import { PeerjsTransport } from '../peer/peerjs-transport';
import { SignalingClient } from '../signaling/signaling-client';
import { provideSignalingSocket } from '../signaling/signaling-socket';
import { RoomSession } from './room-session';
import { RoomViewModel } from './room-view-model';
import { SoleTab } from './sole-tab';

const KEYS = { camera: 'cameraId', microphone: 'microphoneId', speaker: 'speakerId' } as const;

function storedDevicePreferences(): DevicePreferences {
  const preferences = inject(UserPreferences);
  return {
    get: (kind: DeviceKind) => preferences.preferences$.value[KEYS[kind]],
    set: (kind: DeviceKind, deviceId: string) => preferences.update({ [KEYS[kind]]: deviceId }),
  };
}

/** Everything that lives as long as one visit to one room, and ends with the component that provides it. */
export function provideRoomScope(): Provider[] {
  return [
    provideSignalingSocket(),
    { provide: DEVICE_PREFERENCES, useFactory: storedDevicePreferences },
    { provide: PEER_TRANSPORT, useClass: PeerjsTransport },
    SignalingClient,
    MediaService,
    PeerService,
    ChatService,
    SoleTab,
    RoomSession,
    RoomViewModel,
  ];
}
