import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { BehaviorSubject } from 'rxjs';
import { provideI18nTesting } from '../../core/testing/i18n-testing';
import { Clipboard } from '../../ui/copy-link/clipboard';
import { ConnectionCheck } from '../connection-check';
import { DeviceCheck } from '../device-check';
import { type Findings, NO_FINDINGS } from '../findings';
import { ALL_WELL } from '../testing/findings';
import { CheckPage } from './check-page';

describe('CheckPage', () => {
  let fixture: ComponentFixture<CheckPage>;
  let findings$: BehaviorSubject<Findings>;
  let run: jasmine.Spy;
  let playTone: jasmine.Spy;
  let written: string[];
  let mayCopy: boolean;

  beforeEach(async () => {
    findings$ = new BehaviorSubject(NO_FINDINGS);
    run = jasmine.createSpy('run').and.resolveTo();
    playTone = jasmine.createSpy('playTone');
    written = [];
    mayCopy = true;
    const write = (text: string): Promise<boolean> => {
      if (mayCopy) written.push(text);
      return Promise.resolve(mayCopy);
    };
    TestBed.configureTestingModule({
      providers: [
        provideI18nTesting(),
        provideRouter([]),
        { provide: Clipboard, useValue: { write } },
        { provide: DeviceCheck, useValue: { playTone } },
      ],
    });
    TestBed.overrideComponent(CheckPage, {
      set: { providers: [{ provide: ConnectionCheck, useValue: { findings$, run } }] },
    });
    fixture = TestBed.createComponent(CheckPage);
    document.body.append(fixture.nativeElement);
    await fixture.whenStable();
  });

  const page = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const button = (label: string) =>
    [...page().querySelectorAll('button')].find(({ textContent }) => textContent.trim() === label);

  async function show(findings: Findings): Promise<void> {
    findings$.next(findings);
    await fixture.whenStable();
  }

  it('begins when asked to, so that nobody is asked for a camera unawares', () => {
    expect(page().querySelector('h1')?.textContent).toBe('Check my connection');
    expect(run).not.toHaveBeenCalled();
    button('Start the check')?.click();
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('shows how far it is', async () => {
    await show({ ...NO_FINDINGS, phase: 'running', camera: { kind: 'works' }, speaker: 'there' });
    const bar = page().querySelector('progress');
    expect([bar?.value, bar?.max]).toEqual([2, 9]);
    expect(button('Start the check')).toBeUndefined();
    expect(page().querySelectorAll('app-check-row.running').length).toBe(7);
  });

  it('says the verdict in one sentence at the top', async () => {
    await show(ALL_WELL);
    expect(page().querySelector('[role=status]')?.textContent).toContain(
      'Everything you need for a call works.',
    );
    expect(button('Check again')).toBeDefined();
  });

  it('copies the report, or selects it where copying is forbidden', async () => {
    await show(ALL_WELL);
    button('Copy report')?.click();
    await fixture.whenStable();
    expect(written[0]).toContain('verdict: ok');
    expect(page().textContent).toContain('The report is copied.');

    mayCopy = false;
    button('Copy report')?.click();
    await fixture.whenStable();
    await new Promise((resolve) => setTimeout(resolve));
    const field = page().querySelector('textarea');
    expect(field?.value).toContain('verdict: ok');
    expect(field?.selectionEnd).toBe(field?.value.length);
  });

  it('plays a tone, for the person to judge', async () => {
    await show(ALL_WELL);
    button('Play a tone')?.click();
    expect(playTone).toHaveBeenCalledTimes(1);
  });

  it('says what to do about a device', async () => {
    await show({ ...ALL_WELL, camera: { kind: 'failed', code: 'permission-denied' } });
    const row = page().querySelector('app-check-row.fail');
    expect(row?.textContent).toContain('Your camera is blocked');
    expect(row?.textContent).toContain(
      "Allow the camera for this page in your browser's settings, then try again.",
    );
    expect(row?.textContent).toContain('Does not work.');
  });
});
