import { seenAt } from '../../fixtures/latency.ts';
import type { Participant } from '../../fixtures/participant.ts';
import { endCapture, readCapturing } from '../../fixtures/probe.ts';
import { ALLOW_CAPTURE } from '../../../scripts/lib/chromium-flags.mjs';
import type { Fault } from '../fault.ts';
import type { Lab } from '../lab/lab.ts';
import { allMoveAt, pictureMovesAt } from '../lab/picture.ts';
import { until } from '../lab/until.ts';
import { atMost, type Row } from '../row.ts';

const WITHIN_MS = 20_000;
const NEVER_MS = 10_000;

type Kind = 'camera' | 'microphone';
const WORDS: Readonly<Record<Kind, { readonly off: string; readonly tile: string; readonly track: string }>> =
  {
    camera: { off: 'Turn camera on', tile: 'Camera off', track: 'video' },
    microphone: { off: 'Unmute microphone', tile: 'Muted', track: 'audio' },
  };

export const endedCamera: Fault = {
  id: 'device-ended',
  name: 'the camera ends and can be had again',
  async run({ lab }) {
    const [ada] = await meet(lab);
    const [label] = (await readCapturing(ada.page))
      .filter(({ kind }) => kind === 'video')
      .map((one) => one.label);
    const endedAt = Date.now();
    await endCapture(ada.page, label ?? '');
    await until(async () => (await readCapturing(ada.page)).some(({ kind }) => kind === 'video'), WITHIN_MS);
    const back = await pictureMovesAt(ada.page, 'Ada (you)', WITHIN_MS);
    return [atMost(`${this.name}: own picture back`, { values: [back - endedAt], limit: 2_000, unit: 's' })];
  },
};

/** Ways to lose a device for good: what the browser answers when the app asks for it again. */
const LOSSES = [
  { id: 'unplugged', title: 'is unplugged', error: 'NotFoundError' },
  { id: 'taken', title: 'is taken by another program', error: 'NotReadableError' },
] as const;

export const lostDevices: readonly Fault[] = LOSSES.flatMap(({ id, title, error }) =>
  (['camera', 'microphone'] as const).map((kind) => ({
    id: `device-${id}-${kind}`,
    name: `the ${kind} ${title}`,
    async run({ lab }): Promise<Row[]> {
      const [ada, ben] = await meet(lab);
      const capturing = await readCapturing(ada.page);
      const label = capturing.find((one) => one.kind === WORDS[kind].track)?.label ?? '';
      return lose(this.name, { ada, ben, kind }, async () => {
        await ada.page.evaluate((name) => {
          navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
        }, error);
        await endCapture(ada.page, label);
      });
    },
  })),
);

export const revokedPermission: Fault = {
  id: 'device-permission',
  name: 'the permission is taken back',
  async run({ lab }) {
    const [ada, ben] = await meet(lab, [ALLOW_CAPTURE]);
    return lose(this.name, { ada, ben, kind: 'camera' }, () => ada.context.clearPermissions());
  },
};

async function meet(lab: Lab, without: readonly string[] = []): Promise<readonly [Participant, Participant]> {
  const [{ who: ada }, { who: ben }] = [await lab.seat('Ada', { without }), await lab.seat('Ben')];
  await Promise.all([ada.enter(lab.room), ben.enter(lab.room)]);
  await allMoveAt([ada, ben], WITHIN_MS);
  return [ada, ben];
}

/** How long after `lost` Ada's own button says that the device is off, and how long after that Ben sees it. */
async function lose(
  name: string,
  { ada, ben, kind }: { ada: Participant; ben: Participant; kind: Kind },
  lost: () => Promise<void>,
): Promise<Row[]> {
  const { off, tile } = WORDS[kind];
  const button = ada.page.getByRole('button', { name: off });
  const never = new Promise<number>((resolve) =>
    setTimeout(() => resolve(Number.POSITIVE_INFINITY), NEVER_MS),
  );
  const icon = Promise.race([seenAt(ben.page, { tile: 'Ada', says: tile, there: true }), never]);
  if (await button.isVisible()) throw new Error(`The ${kind} was off before it was taken away.`);
  const lostAt = Date.now();
  await lost();
  const fallback = (await until(() => button.isVisible(), NEVER_MS)) - lostAt;
  const seen = (await icon) - lostAt - fallback;
  return [
    atMost(`${name}: fallback`, { values: [fallback], limit: 2_000, unit: 's' }),
    atMost(`${name}: the others see it`, { values: [Math.max(0, seen)], limit: 1_000, unit: 's' }),
  ];
}
