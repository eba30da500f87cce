/** What a key can do in the call. */
export type ShortcutAction =
  | 'microphone'
  | 'camera'
  | 'share'
  | 'chat'
  | 'people'
  | 'invite'
  | 'devices'
  | 'fullscreen'
  | 'help'
  | 'leave';

export interface Shortcut {
  readonly action: ShortcutAction;
  /** `KeyboardEvent.key` in lower case: the letter on the key, whatever the keyboard's layout. */
  readonly key: string;
  readonly shift: boolean;
}

export interface ShortcutGroup {
  readonly name: 'self' | 'room' | 'view';
  readonly shortcuts: readonly Shortcut[];
}

/** Single letters, grouped as the list of shortcuts shows them. Leaving takes two keys: it cannot be undone. */
export const SHORTCUT_GROUPS: readonly ShortcutGroup[] = [
  {
    name: 'self',
    shortcuts: [plain('microphone', 'm'), plain('camera', 'v'), plain('share', 's'), plain('devices', 'd')],
  },
  {
    name: 'room',
    shortcuts: [plain('chat', 'c'), plain('people', 'p'), plain('invite', 'i'), shifted('leave', 'l')],
  },
  { name: 'view', shortcuts: [plain('fullscreen', 'f'), plain('help', '?')] },
];

/** The parts of a `KeyboardEvent` that decide. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat' | 'isComposing' | 'defaultPrevented'
>;

/** What a key press asks for, or `null`. Keys with modifiers belong to the browser, held ones to nobody. */
export function shortcutFor(press: KeyPress): ShortcutAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  if (press.repeat || press.isComposing || press.defaultPrevented) return null;
  const key = press.key.toLowerCase();
  const match = SHORTCUT_GROUPS.flatMap((group) => group.shortcuts).find((shortcut) => shortcut.key === key);
  if (!match) return null;
  // Where a sign is typed with or without Shift depends on the keyboard; letters mean what they say.
  const shiftMatters = /^\p{L}$/u.test(key);
  return shiftMatters && match.shift !== press.shiftKey ? null : match.action;
}

/** Keys as `aria-keyshortcuts` wants them. */
export function ariaKeys({ key, shift }: Shortcut): string {
  return shift ? `Shift+${key.toUpperCase()}` : key.toUpperCase();
}

function plain(action: ShortcutAction, key: string): Shortcut {
  return { action, key, shift: false };
}

function shifted(action: ShortcutAction, key: string): Shortcut {
  return { action, key, shift: true };
}
