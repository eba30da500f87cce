import { Component, signal, viewChild } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { participantId } from '../../chat/testing/chat-messages';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import type { Person } from '../tile';
import { ParticipantsPanel } from './participants-panel';

function person(n: number, more: Partial<Person> = {}): Person {
  return {
    id: participantId(n),
    name: `Person ${n}`,
    self: false,
    host: false,
    microphoneOn: true,
    cameraOn: true,
    screenOn: false,
    speaking: false,
    health: 'fine',
    ...more,
  };
}

@Component({
  imports: [ParticipantsPanel],
  template: `
    <app-participants-panel
      [people]="people()"
      [hosting]="hosting()"
      (remove)="unwanted.push($event.name)"
      (closed)="closed = closed + 1"
    >
      <p id="invitation">Send the link</p>
    </app-participants-panel>
  `,
})
class Around {
  readonly panel = viewChild.required(ParticipantsPanel);
  readonly people = signal<readonly Person[]>([]);
  readonly hosting = signal(false);
  readonly unwanted: string[] = [];
  closed = 0;
}

describe('ParticipantsPanel', () => {
  let fixture: ComponentFixture<Around>;
  let host: HTMLElement;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    fixture = TestBed.createComponent(Around);
    host = fixture.nativeElement as HTMLElement;
  });

  async function show(...people: Person[]): Promise<string[]> {
    fixture.componentInstance.people.set(people);
    await fixture.whenStable();
    return [...host.querySelectorAll('app-person-line')].map((line) =>
      [...line.querySelectorAll('bdi, .tag, .health, .p-visually-hidden')]
        .map((word) => word.textContent.trim())
        .join(', '),
    );
  }

  it('says of everyone what can be heard and seen, in words', async () => {
    const lines = await show(
      person(1, { name: 'Ada', self: true, host: true }),
      person(2, { name: 'Bea', microphoneOn: false, cameraOn: false }),
      person(3, { name: 'Cyd', screenOn: true }),
    );
    expect(lines).toEqual([
      'Ada, You, Host, Microphone on, Camera on',
      'Bea, Microphone off, Camera off',
      'Cyd, Sharing the screen, Microphone on, Camera on',
    ]);
    expect(host.querySelector('h2')?.textContent.trim().replace(/\s+/g, ' ')).toBe('People 3');
  });

  const healths: readonly (readonly [Person['health'], string])[] = [
    ['connecting', 'Connecting'],
    ['weak', 'Weak connection'],
    ['restarting', 'Reconnecting'],
    ['rebuilding', 'Calling again'],
    ['lost', 'Connection lost'],
  ];
  for (const [health, words] of healths) {
    it(`says how the connection is: ${health}`, async () => {
      expect((await show(person(1, { health })))[0]).toContain(words);
      expect((await show(person(1)))[0]).not.toContain(words);
    });
  }

  it('marks who speaks with a ring', async () => {
    await show(person(1, { speaking: true }), person(2));
    const rings = [...host.querySelectorAll('app-avatar')].map(
      (avatar) => getComputedStyle(avatar).outlineStyle,
    );
    expect(rings).toEqual(['solid', 'none']);
  });

  it('lets the host, and nobody else, send others away', async () => {
    const everybody = [person(1, { name: 'Ada', self: true, host: true }), person(2, { name: 'Bo' })];
    const buttons = () => [...host.querySelectorAll<HTMLButtonElement>('app-person-line button')];
    await show(...everybody);
    expect(buttons()).toEqual([]);
    fixture.componentInstance.hosting.set(true);
    await show(...everybody);
    expect(buttons().map((button) => button.ariaLabel)).toEqual(['Remove Bo']);
    buttons()[0]?.click();
    expect(fixture.componentInstance.unwanted).toEqual(['Bo']);
  });

  it('takes the focus from a line that is about to go', async () => {
    document.body.append(host);
    await show(person(1));
    fixture.componentInstance.panel().focusList();
    expect(document.activeElement).toBe(host.querySelector('.body'));
  });

  it('shows a name only as text, in its own direction', async () => {
    await show(person(1, { name: '<img src=x>שלום' }));
    expect(host.querySelector('bdi')?.textContent).toBe('<img src=x>שלום');
    expect(host.querySelector('img')).toBeNull();
  });

  it('has room for an invitation after the list', async () => {
    await show(person(1));
    const list = host.querySelector('.people');
    const invitation = host.querySelector('#invitation');
    if (list === null || invitation === null) throw new Error('not there');
    expect(list.compareDocumentPosition(invitation)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('closes with its button and with Escape', async () => {
    await show(person(1));
    host.querySelector<HTMLButtonElement>('button[aria-label=Close]')?.click();
    host
      .querySelector('.body')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(fixture.componentInstance.closed).toBe(2);
  });
});
