import { setTimeout as delay } from 'node:timers/promises';
import { Participant } from '../../fixtures/participant.ts';
import { installProbe } from '../../fixtures/probe.ts';
import { NOTHING_OPEN } from '../../fixtures/visits.ts';
import type { Fault } from '../fault.ts';
import { Conversation } from '../lab/conversation.ts';
import { allMoveAt } from '../lab/picture.ts';
import { Before, showsExactly } from '../lab/tiles.ts';
import { until } from '../lab/until.ts';
import { atMost, exactly } from '../row.ts';

const WITHIN_MS = 20_000;
const FROZEN_MS = 60_000;
/** As for a service that was away. */
const WHOLE_AFTER_MS = 5_000;

export const secondTab: Fault = {
  id: 'page-tab',
  name: 'a second tab',
  async run({ lab }) {
    const [ada, ben] = await lab.seats(['Ada', 'Ben']);
    await Promise.all([ada.who.enter(lab.room), ben.who.enter(lab.room)]);
    await allMoveAt([ada.who, ben.who], WITHIN_MS);
    const page = await ada.who.context.newPage();
    await installProbe(page);
    const again = new Participant('Ada', page, ada.who.watch);
    await again.lobby.open(lab.room);
    const elsewhere = ada.who.page.getByRole('heading', { name: 'This call goes on in another tab' });
    const joinedAt = Date.now();
    await again.lobby.join('Ada');
    const told = (await until(() => elsewhere.isVisible(), WITHIN_MS)) - joinedAt;
    const seen = Number.isFinite(await allMoveAt([again, ben.who], WITHIN_MS));
    const open = JSON.stringify(await ada.who.counts()) !== JSON.stringify(NOTHING_OPEN);
    const wrong = Number(open) + Number(!seen) + Number(!(await showsExactly(ben.who, ['Ada'])));
    return [
      atMost('a second tab: the first has ended its call and says so', {
        values: [told],
        limit: 2_000,
        unit: 's',
      }),
      exactly('a second tab: ghosts, doubles, anything left open in the first', wrong, 0),
    ];
  },
};

export const frozenPage: Fault = {
  id: 'page-frozen',
  name: 'a page frozen for 60 s',
  async run({ lab, conversations }) {
    const [ada, ben] = await lab.seats(['Ada', 'Ben']);
    const people = [ada.who, ben.who];
    await Promise.all(people.map((person) => person.enter(lab.room)));
    await allMoveAt(people, WITHIN_MS);
    const talk = await Conversation.begin(people);
    const before = await Before.of(people);
    const session = await ada.who.context.newCDPSession(ada.who.page);
    talk.hush(ada.who);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await delay(FROZEN_MS);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    const thawedAt = Date.now();
    const whole = (await allMoveAt(people, WITHIN_MS)) - thawedAt;
    talk.unhush(ada.who);
    const changed = await before.tilesChanged();
    await conversations.count(talk, this.name);
    return [
      atMost(`${this.name}: whole again`, { values: [whole], limit: WHOLE_AFTER_MS, unit: 's' }),
      exactly(`${this.name}: tiles changed`, changed, 0),
    ];
  },
};

export const sleep: Fault = {
  id: 'page-asleep',
  name: 'a computer asleep for 20 s',
  async run({ lab, conversations }) {
    const [ada, ben] = await lab.seats(['Ada', 'Ben']);
    const people = [ada.who, ben.who];
    await Promise.all(people.map((person) => person.enter(lab.room)));
    await allMoveAt(people, WITHIN_MS);
    const talk = await Conversation.begin(people);
    talk.hush(ada.who);
    ada.computer.link.cut();
    ada.computer.namespace.signal('SIGSTOP');
    await delay(20_000);
    ada.computer.link.mend();
    ada.computer.namespace.signal('SIGCONT');
    const wokenAt = Date.now();
    const whole = (await allMoveAt(people, WITHIN_MS)) - wokenAt;
    talk.unhush(ada.who);
    const wrong = (await showsExactly(ben.who, ['Ada'])) && (await showsExactly(ada.who, ['Ben'])) ? 0 : 1;
    await conversations.count(talk, this.name);
    return [
      atMost(`${this.name}: whole again`, { values: [whole], limit: WHOLE_AFTER_MS, unit: 's' }),
      exactly(`${this.name}: ghosts and doubles`, wrong, 0),
    ];
  },
};

export const keptPage: Fault = {
  id: 'page-kept',
  name: 'back and forward',
  async run({ lab }) {
    const ben = await lab.seat('Ben');
    // Playwright turns the cache off that browsers have for it.
    const ada = await lab.seat('Ada', { without: ['--disable-back-forward-cache'] });
    await Promise.all([ada.who.enter(lab.room), ben.who.enter(lab.room)]);
    await allMoveAt([ada.who, ben.who], WITHIN_MS);
    const leftAt = Date.now();
    await ada.who.page.goto('/privacy.txt').catch(() => null);
    const gone = (await until(() => showsExactly(ben.who, []), WITHIN_MS)) - leftAt;
    await ada.who.page.goBack({ waitUntil: 'commit' });
    const { call, page } = ada.who;
    const offers = page.getByRole('button', { name: /^(Join again|Join|Leave)$/ }).first();
    await offers.waitFor({ timeout: WITHIN_MS });
    const inCall = await call.leaveButton.isVisible();
    // Either the call is whole, or the page offers one.
    const dead = inCall && !Number.isFinite(await allMoveAt([ada.who, ben.who], WITHIN_MS));
    const wrong = (await showsExactly(ben.who, inCall ? ['Ada'] : [])) ? 0 : 1;
    return [
      atMost(`${this.name}: gone for the others`, { values: [gone], limit: 2_000, unit: 's' }),
      exactly(`${this.name}: dead calls and ghosts`, Number(dead) + wrong, 0),
    ];
  },
};
