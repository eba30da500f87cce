import { expectAccessible } from '../fixtures/axe.ts';
import { expectWithin, pressToSight } from '../fixtures/latency.ts';
import { expectEveryoneSeesEveryone, expectVideoAdvances } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/participants.ts';
import { tryProof, watchProof } from '../fixtures/proof.ts';
import { NOTHING_OPEN } from '../fixtures/visits.ts';

const LIMIT_MS = 500;
const SMALLEST_TARGET = 44;

test('the host sends one of three away, who can come back only as somebody new', async ({
  participants,
  room,
  baseURL,
}) => {
  const [ada, bo, cleo] = await participants(['Ada', 'Bo', 'Cleo']);
  const proof = watchProof(bo.page);
  for (const person of [ada, bo, cleo]) await person.join(room);
  await expectEveryoneSeesEveryone([ada, bo, cleo]);
  const old = proof();
  expect(await tryProof(baseURL ?? '', room, old), 'good until then').toBe('ok');

  await cleo.call.people.click();
  await expect(cleo.page.getByRole('list').getByText('Bo')).toBeVisible();
  await expect(cleo.page.getByRole('button', { name: /^Remove/ }), 'for the host only').toHaveCount(0);

  await ada.call.people.click();
  const remove = ada.page.getByRole('button', { name: 'Remove Bo' });
  const { width, height } = (await remove.boundingBox()) ?? { width: 0, height: 0 };
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(SMALLEST_TARGET);
  await remove.press('Enter');
  const dialog = ada.call.dialog('Remove Bo?');
  await expect(dialog).toBeVisible();
  await expectAccessible(ada.page, 'the second question');
  await ada.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(remove).toBeFocused();
  await remove.press('Enter');
  const yes = dialog.getByRole('button', { name: 'Remove', exact: true });
  const gone = await pressToSight(ada, () => yes.click(), [ada, cleo], { tile: 'Bo', there: false });
  expectWithin(LIMIT_MS, 'removed by the host', [gone]);

  await expect(bo.page.getByRole('heading', { name: 'You were removed' })).toBeFocused();
  await expect(bo.page.getByText('The host removed you from this meeting.')).toBeVisible();
  await expect.poll(() => bo.counts(), { message: 'Bo holds nothing' }).toEqual(NOTHING_OPEN);
  for (const other of [ada, cleo]) {
    await expect(other.call.notice('Bo was removed.')).toBeVisible();
    await expect.poll(async () => (await other.counts()).connections).toBe(1);
  }
  await expect(ada.page.getByRole('group', { name: 'People in this room' })).toBeFocused();
  await expectVideoAdvances(cleo, 'Ada');

  expect(await tryProof(baseURL ?? '', room, old)).toBe('removed');
  await bo.page.reload();
  await bo.lobby.joinButton.click();
  await expectEveryoneSeesEveryone([ada, bo, cleo]);
  await expect(ada.call.notice('Bo joined.')).toBeVisible();
  expect(proof().participantId, 'somebody new').not.toBe(old.participantId);
  expect(await tryProof(baseURL ?? '', room, old), 'and the old one as little as before').toBe('removed');
});
