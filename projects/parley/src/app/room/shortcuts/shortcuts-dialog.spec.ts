import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { SHORTCUT_GROUPS } from './key-map';
import { ShortcutsDialog } from './shortcuts-dialog';

describe('ShortcutsDialog', () => {
  let fixture: ComponentFixture<ShortcutsDialog>;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideI18nTesting()] });
    fixture = TestBed.createComponent(ShortcutsDialog);
    document.body.append(fixture.nativeElement as HTMLElement);
    fixture.componentRef.setInput('open', true);
    await fixture.whenStable();
  });

  function dialog(): HTMLDialogElement {
    const found = (fixture.nativeElement as HTMLElement).querySelector('dialog');
    if (!found) throw new Error('no dialog');
    return found;
  }

  it('lists every key with words for it', () => {
    expect(dialog().matches(':modal')).toBeTrue();
    const lines = [...dialog().querySelectorAll('.line')].map((line) => line.textContent.trim());
    expect(lines.length).toBe(SHORTCUT_GROUPS.flatMap((group) => group.shortcuts).length);
    expect(lines.some((line) => line.startsWith('Mute or unmute') && line.endsWith('M'))).toBeTrue();
    expect(dialog().textContent).not.toContain('call.shortcuts');
  });

  it('shows the two keys that leave', () => {
    const leave = [...dialog().querySelectorAll('.line')].find((line) => line.textContent.includes('Leave'));
    expect([...(leave?.querySelectorAll('kbd') ?? [])].map((key) => key.textContent)).toEqual(['Shift', 'L']);
  });

  it('closes with its button and tells so', async () => {
    const closed = new Promise((resolve) => fixture.componentInstance.open.subscribe(resolve));
    dialog().querySelector('button')?.click();
    expect(await closed).toBeFalse();
    await fixture.whenStable();
    expect((fixture.nativeElement as HTMLElement).querySelector('dialog')).toBeNull();
  });

  it('switches single keys off', () => {
    dialog().querySelector('input')?.click();
    expect(fixture.componentInstance.enabled()).toBeFalse();
  });
});
