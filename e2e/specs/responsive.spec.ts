import { expectFits } from '../fixtures/layout.ts';
import { expectVideoAdvances } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';

const CALM = { context: { reducedMotion: 'reduce' } } as const;
const CALL_CONTROLS = ['Mute microphone', 'Turn camera off', 'Chat', 'People', 'More', 'Leave'];

test.describe('on every screen', () => {
  test('first page and lobby fit, with name and Join in sight', async ({ participant }) => {
    const ada = await participant('Ada', CALM);
    await ada.enter('a-room-with-a-name-that-is-as-long-as-a-name-of-a-room-may-be-64');
    await ada.home.open();
    await expectFits(ada, 'home', { controls: ['New meeting'] });
    await ada.lobby.open('blue-table');
    await expect(ada.lobby.level).toBeVisible();
    await expectFits(ada, 'lobby', {
      controls: ['Your name', 'Join', 'Mute microphone', 'Turn camera off', 'Devices'],
    });
  });

  test('a call of 1 to 4 fits without scrolling, panels and dialogs too', async ({ participants, room }) => {
    test.slow();
    const [ada, ben] = await participants(['Ada', 'Ben'], CALM);
    const others = [ben, ...(await participants(['Cleo', 'Dan'], { ...CALM, cameraOff: true }))];
    const { page, call } = ada;
    const tiles = ['Ada (you)'];
    await ada.enter(room);
    await expectFits(ada, 'call, alone', { controls: CALL_CONTROLS, tiles });
    for (const other of others) {
      await other.enter(room);
      tiles.push(other.name);
      await expect(call.tile(other.name)).toBeVisible();
      if (other === ben) await expectVideoAdvances(ada, 'Ben');
      await expectFits(ada, `call of ${tiles.length}`, { controls: CALL_CONTROLS, tiles });
    }

    await call.openChat();
    await expectFits(ada, 'chat', { controls: ['Send', 'Close', 'Leave'] });
    await call.people.click();
    await expect(page.getByRole('region', { name: 'People' })).toBeVisible();
    await expectFits(ada, 'people', { controls: ['Close', 'Leave'] });
    await call.people.click();
    for (const [key, dialog] of [
      ['i', 'Invite'],
      ['d', 'Devices'],
      ['?', 'Keyboard shortcuts'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(call.dialog(dialog)).toBeVisible();
      await expectFits(ada, dialog, { controls: [] });
      await page.keyboard.press('Escape');
      await expect(call.dialog(dialog)).toBeHidden();
    }
  });
});
