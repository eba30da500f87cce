import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { parseRoomName } from '@parley/protocol';
import { LOCAL_STORAGE } from '../../core/browser-apis';
import { RecentRooms } from '../../core/recent-rooms';
import { FakeStorage } from '../../core/testing/fake-storage';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { HomePage } from './home-page';

@Component({ selector: 'app-room-stub', template: '' })
class RoomStub {}

describe('HomePage', () => {
  let harness: RouterTestingHarness;
  let page: HTMLElement;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideI18nTesting(),
        provideRouter([
          { path: '', pathMatch: 'full', component: HomePage },
          { path: ':room', component: RoomStub },
        ]),
        { provide: LOCAL_STORAGE, useValue: new FakeStorage() },
      ],
    });
    harness = await RouterTestingHarness.create('/');
    const element = harness.routeNativeElement;
    if (element === null) throw new Error('no page');
    page = element;
  });

  const field = (): HTMLInputElement => {
    const found = page.querySelector<HTMLInputElement>('#room');
    if (found === null) throw new Error('no field');
    return found;
  };

  async function enter(text: string): Promise<string> {
    field().value = text;
    page.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    await harness.fixture.whenStable();
    return TestBed.inject(Router).url;
  }

  it('goes to a room of its own with "New meeting"', async () => {
    const button = [...page.querySelectorAll('button')].find(
      (candidate) => candidate.textContent.trim() === 'New meeting',
    );
    button?.click();
    await harness.fixture.whenStable();
    expect(TestBed.inject(Router).url).toMatch(/^\/[0-9a-f-]{36}$/);
  });

  it('goes to the room of a name or a link', async () => {
    expect(field().labels?.[0]?.textContent).toBe('Room name or link');
    expect(await enter('https://elsewhere.example/Blue Table')).toBe('/blue-table');
  });

  it('says beside the field what is wrong, until it is changed', async () => {
    expect(await enter('ab')).toBe('/');
    const problem = page.querySelector('#room-problem');
    expect(problem?.textContent.trim()).toBe('A room name has 3 to 64 characters.');
    expect(field().getAttribute('aria-describedby')).toBe('room-problem');
    expect(document.activeElement).toBe(field());

    field().dispatchEvent(new Event('input'));
    await harness.fixture.whenStable();
    expect(problem?.textContent.trim()).toBe('');
    expect(field().getAttribute('aria-invalid')).toBe('false');
  });

  it('lists recent rooms while there are any', async () => {
    expect(page.querySelector('app-recent-rooms-list')).toBeNull();
    const room = parseRoomName('blue-table');
    if (room === null) throw new Error('no room');
    TestBed.inject(RecentRooms).add(room);
    await harness.fixture.whenStable();
    expect(page.querySelector('app-recent-rooms-list a')?.getAttribute('href')).toBe('/blue-table');
  });
});
