import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type BannerTone, StatusBanner } from './status-banner';

@Component({
  selector: 'app-banner-host',
  imports: [StatusBanner],
  template: `<app-status-banner [tone]="tone()"
    >You are offline.<button type="button" action>Reload</button></app-status-banner
  >`,
})
class Host {
  readonly tone = signal<BannerTone>('info');
}

describe('StatusBanner', () => {
  async function render(tone: BannerTone): Promise<HTMLElement> {
    const fixture = TestBed.createComponent(Host);
    fixture.componentInstance.tone.set(tone);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }

  it('reads its words, not its buttons, as the news', async () => {
    const banner = await render('info');
    expect(banner.querySelector('[role=status]')?.textContent).toBe('You are offline.');
    expect(banner.querySelector('.actions button')?.textContent).toBe('Reload');
  });

  it('interrupts only for errors', async () => {
    expect((await render('warning')).querySelector('[role=alert]')).toBeNull();
    expect((await render('error')).querySelector('[role=alert]')?.textContent).toBe('You are offline.');
  });

  it('tells its tones apart by shape as well as by colour', async () => {
    const shapes = await Promise.all(
      (['info', 'warning', 'error'] as const).map(async (tone) =>
        (await render(tone)).querySelector('path')?.getAttribute('d'),
      ),
    );
    expect(new Set(shapes).size).toBe(3);
  });
});
