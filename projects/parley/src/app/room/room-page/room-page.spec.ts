import { Component, input, output } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { provideRouter, Router } from '@angular/router';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { RoomVisit } from '../room-visit/room-visit';
import { RoomPage } from './room-page';

@Component({ selector: 'app-room-visit', template: '{{ room() }} {{ autoJoin() }}' })
class FakeVisit {
  readonly room = input('');
  readonly name = input<string>();
  readonly autoJoin = input(false);
  readonly muted = input(false);
  readonly cameraOff = input(false);
  readonly again = output<'now' | 'lobby'>();
}

describe('RoomPage', () => {
  let fixture: ComponentFixture<RoomPage>;
  let navigate: jasmine.Spy<Router['navigate']>;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting(), provideRouter([])] });
    TestBed.overrideComponent(RoomPage, { remove: { imports: [RoomVisit] }, add: { imports: [FakeVisit] } });
    navigate = spyOn(TestBed.inject(Router), 'navigate').and.resolveTo(true);
    fixture = TestBed.createComponent(RoomPage);
  });

  async function show(room: string, join?: string): Promise<Element | null> {
    fixture.componentRef.setInput('room', room);
    fixture.componentRef.setInput('join', join);
    await fixture.whenStable();
    return visit();
  }
  const visit = () => (fixture.nativeElement as HTMLElement).querySelector('app-room-visit');

  it('visits a room by its one name', async () => {
    expect((await show('Tea_Time'))?.textContent).toBe('tea-time false');
    expect(navigate.calls.mostRecent().args[0]).toEqual(['/', 'tea-time']);
  });

  it('refuses a name that is none, and says so', async () => {
    expect(await show('a')).toBeNull();
    expect((fixture.nativeElement as HTMLElement).querySelector('h1')?.textContent).toContain('room');
    expect(navigate).not.toHaveBeenCalled();
  });

  const links: readonly (readonly [string, Record<string, unknown>, boolean, boolean])[] = [
    ['nothing', {}, false, false],
    ['?muted', { muted: '' }, true, false],
    ['?muted=false', { muted: 'false' }, false, false],
    ['?camera=off', { camera: 'off' }, false, true],
    ['?camera=on', { camera: 'on' }, false, false],
    ['?muted&camera=off', { muted: '', camera: 'off' }, true, true],
  ];
  for (const [link, inputs, muted, cameraOff] of links) {
    it(`takes from ${link} what comes switched off`, async () => {
      for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
      await show('tea-time');
      const fake = fixture.debugElement.query(By.directive(FakeVisit)).injector.get(FakeVisit);
      expect([fake.muted(), fake.cameraOff()]).toEqual([muted, cameraOff]);
    });
  }

  it('makes a new visit for another room', async () => {
    const first = await show('tea-time');
    expect(await show('breakfast')).not.toBe(first);
  });

  it('makes a new visit on return, and asks for the name this time', async () => {
    const first = await show('tea-time', '');
    expect(first?.textContent).toBe('tea-time true');
    fixture.debugElement.children[0]?.triggerEventHandler('again', 'lobby');
    await fixture.whenStable();
    expect(visit()).not.toBe(first);
    expect(visit()?.textContent).toBe('tea-time false');
  });

  it('enters at once where the person takes their call back', async () => {
    await show('tea-time');
    fixture.debugElement.children[0]?.triggerEventHandler('again', 'now');
    await fixture.whenStable();
    expect(visit()?.textContent).toBe('tea-time true');
    expect((await show('breakfast'))?.textContent)
      .withContext('another room')
      .toBe('breakfast false');
  });
});
