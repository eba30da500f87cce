import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { RecentRoomsList } from './recent-rooms-list';

describe('RecentRoomsList', () => {
  const uuid = 'b47e3c0e-6f0d-4d53-8a25-0c2b5e3a9a11';
  let fixture: ComponentFixture<RecentRoomsList>;
  let forgotten: string[];

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting(), provideRouter([])] });
    fixture = TestBed.createComponent(RecentRoomsList);
    fixture.componentRef.setInput('now', 3_600_000);
    fixture.componentRef.setInput('language', 'en');
    forgotten = [];
    fixture.componentInstance.forget.subscribe((room) => forgotten.push(room));
    document.body.append(fixture.nativeElement);
    await show('blue-table', uuid, 'green-table');
  });

  const list = (): HTMLElement => fixture.nativeElement as HTMLElement;

  async function show(...rooms: string[]): Promise<void> {
    fixture.componentRef.setInput(
      'rooms',
      rooms.map((room) => ({ room, visitedAt: 0 })),
    );
    await fixture.whenStable();
  }

  function press(label: string, within: ParentNode = list()): void {
    const found = [...within.querySelectorAll('button')].find(
      (button) => (button.getAttribute('aria-label') ?? button.textContent.trim()) === label,
    );
    if (found === undefined) throw new Error(`no button ${label}`);
    found.focus();
    found.click();
  }

  it('links each room, with a short name for a generated one and the time of the visit', () => {
    const links = [...list().querySelectorAll('a')].map((link) => [
      link.getAttribute('href'),
      link.textContent.replace(/\s+/g, ' ').trim(),
    ]);
    expect(links).toEqual([
      ['/blue-table', 'blue-table 1 hour ago'],
      [`/${uuid}`, 'Meeting b47e3c 1 hour ago'],
      ['/green-table', 'green-table 1 hour ago'],
    ]);
  });

  it('forgets one room, says so, and keeps the focus in the list', async () => {
    press('Forget blue-table');
    await show(uuid, 'green-table');
    expect(forgotten).toEqual(['blue-table']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Forget b47e3c');
    expect(list().querySelector('[role=status]')?.textContent.trim()).toBe('blue-table is forgotten.');
  });

  it('moves the focus up from the last row', () => {
    press('Forget green-table');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Forget b47e3c');
  });

  it('forgets all only after a question', () => {
    let all = 0;
    fixture.componentInstance.forgetAll.subscribe(() => all++);
    press('Forget all');
    const dialog = list().querySelector('dialog');
    if (dialog === null) throw new Error('no dialog');
    expect(dialog.open).toBeTrue();
    press('Keep them', dialog);
    expect([dialog.open, all]).toEqual([false, 0]);

    press('Forget all');
    press('Forget all', dialog);
    expect([dialog.open, all]).toEqual([false, 1]);
  });
});
