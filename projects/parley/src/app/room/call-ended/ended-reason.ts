/** Why a visit is over. */
export type EndedReason =
  /** The person left. */
  | 'left'
  /** The room would not have them back after a break. */
  | 'refused'
  /** The same person went on in another tab. */
  | 'replaced'
  /** Somebody ended their visit. */
  | 'removed'
  /** No way to the room was found. */
  | 'unreachable';

/** Keys of what is said about it: what happened, what can be done, and the word for going back in. */
export interface EndedText {
  readonly title: string;
  readonly body: string;
  readonly rejoin: string;
}

export const ENDED_TEXTS: Readonly<Record<EndedReason, EndedText>> = {
  left: { title: 'ended.left.title', body: 'ended.left.body', rejoin: 'ended.joinAgain' },
  refused: { title: 'ended.refused.title', body: 'ended.refused.body', rejoin: 'ended.tryAgain' },
  replaced: { title: 'ended.replaced.title', body: 'ended.replaced.body', rejoin: 'ended.replaced.rejoin' },
  removed: { title: 'ended.removed.title', body: 'ended.removed.body', rejoin: 'ended.joinAgain' },
  unreachable: { title: 'ended.unreachable.title', body: 'ended.unreachable.body', rejoin: 'ended.tryAgain' },
};
