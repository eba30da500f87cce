/** Why a visit is over. */
export type EndedReason =
  /** The person left. */
  | 'left'
  /** The room would not have them back after a break. */
  | 'refused'
  /** Another tab of this browser took the call over. */
  | 'elsewhere'
  /** The host sent them away. */
  | 'removed';

/** Keys of what is said about it: what happened, what can be done, and the word for going back in, where that is offered. */
export interface EndedText {
  readonly title: string;
  readonly body: string;
  readonly rejoin: string | null;
}

export const ENDED_TEXTS: Readonly<Record<EndedReason, EndedText>> = {
  left: { title: 'ended.left.title', body: 'ended.left.body', rejoin: 'ended.joinAgain' },
  refused: { title: 'ended.refused.title', body: 'ended.refused.body', rejoin: 'ended.tryAgain' },
  elsewhere: { title: 'ended.elsewhere.title', body: 'ended.elsewhere.body', rejoin: 'ended.takeBack' },
  removed: { title: 'ended.removed.title', body: 'ended.removed.body', rejoin: null },
};
