import { DOCUMENT, DestroyRef, Service, inject } from '@angular/core';
import {
  DATA_CHANNEL_ID,
  DATA_CHANNEL_LABEL,
  type IceServer,
  type ParticipantId,
  ParticipantIdSchema,
} from '@parley/protocol';
import type * as PeerJs from './peerjs-transport-code';
import type { MediaConnection, Peer, PeerOptions } from 'peerjs';
import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import * as v from 'valibot';
import type { Behavior } from '../core/behavior';
import type {
  IncomingCall,
  PeerCall,
  PeerCredentials,
  PeerTransport,
  TransportState,
} from './peer-transport';
import { forgetStrays } from './stray-messages';
import { standingTracks } from './standing-tracks';

/**
 * Calls over PeerJS and our own PeerServer. PeerJS introduces two browsers and makes the RTCPeerConnection; what
 * happens on it afterwards is ours, because PeerJS neither renegotiates nor notices a path that died.
 */
@Service({ autoProvided: false })
export class PeerjsTransport implements PeerTransport {
  readonly #location = inject(DOCUMENT).location;
  readonly #state = new BehaviorSubject<TransportState>('closed');
  readonly #incoming = new Subject<IncomingCall>();
  readonly #open = new Set<PeerCall>();
  #code: Promise<typeof PeerJs> | null = null;
  /** Shared by all calls: a track that carries nothing can be in any number of them. */
  #tracks: MediaStream | null = null;
  #peer: Peer | null = null;
  #peerId: ParticipantId | null = null;
  #generation = 0;

  readonly state$: Behavior<TransportState> = this.#state;
  readonly incoming$: Observable<IncomingCall> = this.#incoming;

  constructor() {
    // While the person still looks at the lobby.
    void this.#load();
    inject(DestroyRef).onDestroy(() => this.close());
  }

  async open(credentials: PeerCredentials): Promise<void> {
    const generation = ++this.#generation;
    this.#state.next('opening');
    const code = await this.#load();
    if (generation !== this.#generation) return;
    if (code === null) {
      this.#state.next('lost');
      return;
    }
    const { Peer: PeerClass } = code;
    if (this.#peer && !this.#peer.destroyed && this.#peerId === credentials.participantId) {
      this.#reopen(this.#peer, credentials);
    } else {
      this.#drop();
      this.#peerId = credentials.participantId;
      this.#peer = this.#listen(new PeerClass(credentials.participantId, this.#options(credentials)));
      // While PeerServer answers: the first connection of a page is the slowest to make.
      this.#standing();
    }
  }

  renew(iceServers: readonly IceServer[]): void {
    // PeerJS reads them again for each call it makes or answers.
    if (this.#peer) Object.assign(this.#peer.options, { config: configuration(iceServers) });
  }

  call(remote: ParticipantId): PeerCall {
    if (this.#peer === null) throw new Error('call before open');
    return this.#adopt(this.#peer.call(remote, this.#standing()), remote, true);
  }

  close(): void {
    this.#generation += 1;
    this.#state.next('closed');
    this.#drop();
  }

  /** PeerJS itself, or `null` where its code could not be loaded; the next attempt asks for it again. */
  async #load(): Promise<typeof PeerJs | null> {
    this.#code ??= import('./peerjs-transport-code');
    try {
      return await this.#code;
    } catch {
      this.#code = null;
      return null;
    }
  }

  #standing(): MediaStream {
    return (this.#tracks ??= standingTracks());
  }

  #options({ peerToken, iceServers, shard }: PeerCredentials): PeerOptions {
    const secure = this.#location.protocol === 'https:';
    return {
      host: this.#location.hostname,
      port: Number(this.#location.port) || (secure ? 443 : 80),
      path: `/peer/${shard}`,
      key: 'parley',
      secure,
      token: peerToken,
      config: configuration(iceServers),
      debug: 0,
    };
  }

  /** PeerJS reads token and ICE servers again on each connect and call. */
  #reopen(peer: Peer, { peerToken, iceServers }: PeerCredentials): void {
    Object.assign(peer.options, { token: peerToken, config: configuration(iceServers) });
    peer.disconnect();
    peer.reconnect();
  }

  #listen(peer: Peer): Peer {
    const current = (): boolean => peer === this.#peer;
    peer.on('open', () => current() && this.#state.next('open'));
    // Media goes on without PeerServer: never close calls here.
    peer.on('disconnected', () => current() && this.#state.value === 'open' && this.#state.next('lost'));
    peer.on('close', () => current() && this.#state.value !== 'closed' && this.#state.next('lost'));
    // Before the first `open` PeerJS destroys itself (`close` above); afterwards it says `disconnected`.
    peer.on(
      'error',
      () => current() && !peer.open && this.#state.value === 'opening' && this.#state.next('lost'),
    );
    peer.on('call', (call) => current() && this.#receive(call));
    forgetStrays(peer);
    return peer;
  }

  #receive(call: MediaConnection): void {
    const remote = v.safeParse(ParticipantIdSchema, call.peer);
    if (!remote.success) {
      call.close();
      return;
    }
    this.#incoming.next({
      remote: remote.output,
      answer: () => {
        call.answer(this.#standing());
        return this.#adopt(call, remote.output, false);
      },
      refuse: () => call.close(),
    });
  }

  #adopt(call: MediaConnection, remote: ParticipantId, outgoing: boolean): PeerCall {
    const connection = call.peerConnection;
    for (const sender of connection.getSenders()) void sender.replaceTrack(null);
    const channel = connection.createDataChannel(DATA_CHANNEL_LABEL, {
      negotiated: true,
      id: DATA_CHANNEL_ID,
    });
    // PeerJS closes a call whose ICE failed, and a connection that stood can be restarted, with candidates of its own.
    const takeOver = (): void => {
      if (connection.connectionState !== 'connected') return;
      connection.oniceconnectionstatechange = null;
      connection.onicecandidate = null;
    };
    connection.addEventListener('connectionstatechange', takeOver);
    const close = (): void => {
      this.#open.delete(made);
      connection.removeEventListener('connectionstatechange', takeOver);
      call.close();
      // PeerJS forgets the connection when an error closed the call first.
      connection.close();
    };
    const { connectionId } = call;
    const made: PeerCall = { remote, connectionId, outgoing, connection, channel, close };
    this.#open.add(made);
    return made;
  }

  /** `destroy()` skips a connection when two exist to one peer, so each is closed by itself first. */
  #drop(): void {
    const peer = this.#peer;
    this.#peer = null;
    for (const call of this.#open) call.close();
    peer?.destroy();
  }
}

/** Microphone, camera, screen and data take one path: else Chromium looks for three, with three times the candidates. */
function configuration(iceServers: readonly IceServer[]) {
  return { iceServers, bundlePolicy: 'max-bundle' } as const;
}
