/** What a participant can send. A tile shows one source of one participant. */
export type MediaSource = 'microphone' | 'camera' | 'screen';

/** The local track for each source that should be sent now, or `null` where nothing is. */
export type LocalTracks = Readonly<Record<MediaSource, MediaStreamTrack | null>>;

export const NO_TRACKS: LocalTracks = { microphone: null, camera: null, screen: null };
