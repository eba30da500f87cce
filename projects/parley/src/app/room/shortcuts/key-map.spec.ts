import { type KeyPress, type ShortcutAction, SHORTCUT_GROUPS, ariaKeys, shortcutFor } from './key-map';

const PRESS: KeyPress = {
  key: 'm',
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  isComposing: false,
  defaultPrevented: false,
};

describe('shortcutFor', () => {
  const keys: readonly (readonly [Partial<KeyPress>, ShortcutAction])[] = [
    [{ key: 'm' }, 'microphone'],
    [{ key: 'v' }, 'camera'],
    [{ key: 's' }, 'share'],
    [{ key: 'd' }, 'devices'],
    [{ key: 'c' }, 'chat'],
    [{ key: 'p' }, 'people'],
    [{ key: 'i' }, 'invite'],
    [{ key: 'f' }, 'fullscreen'],
    [{ key: '?', shiftKey: true }, 'help'],
    [{ key: '?' }, 'help'],
    [{ key: 'L', shiftKey: true }, 'leave'],
    // Caps lock
    [{ key: 'M' }, 'microphone'],
  ];
  for (const [press, action] of keys) {
    it(`takes ${JSON.stringify(press)} for ${action}`, () => {
      expect(shortcutFor({ ...PRESS, ...press })).toBe(action);
    });
  }

  const ignored: readonly Partial<KeyPress>[] = [
    { key: 'l' },
    { key: 'M', shiftKey: true },
    { ctrlKey: true },
    { metaKey: true },
    { altKey: true },
    { repeat: true },
    { isComposing: true },
    { defaultPrevented: true },
    { key: 'q' },
    { key: 'Enter' },
    { key: ' ' },
  ];
  for (const press of ignored) {
    it(`leaves ${JSON.stringify(press)} alone`, () => {
      expect(shortcutFor({ ...PRESS, ...press })).toBeNull();
    });
  }

  it('gives every action one key of its own', () => {
    const shortcuts = SHORTCUT_GROUPS.flatMap((group) => group.shortcuts);
    expect(new Set(shortcuts.map(({ key }) => key)).size).toBe(shortcuts.length);
    expect(new Set(shortcuts.map(({ action }) => action)).size).toBe(shortcuts.length);
  });

  it('names keys for assistive technology', () => {
    expect(ariaKeys({ action: 'leave', key: 'l', shift: true })).toBe('Shift+L');
    expect(ariaKeys({ action: 'chat', key: 'c', shift: false })).toBe('C');
  });
});
