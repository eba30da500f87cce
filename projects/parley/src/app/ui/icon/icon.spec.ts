import { TestBed } from '@angular/core/testing';
import { Icon } from './icon';
import { ICONS } from './icons';

describe('Icon', () => {
  async function render(name: keyof typeof ICONS): Promise<HTMLElement> {
    const fixture = TestBed.createComponent(Icon);
    fixture.componentRef.setInput('name', name);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  }

  it('draws the path of its name', async () => {
    const icon = await render('mic');
    expect(icon.querySelector('path')?.getAttribute('d')).toBe(ICONS.mic);
  });

  it('is hidden from assistive technology', async () => {
    const icon = await render('close');
    expect(icon.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('marks icons that turn around in right-to-left text', async () => {
    expect((await render('send-fill')).classList).toContain('directional');
    expect((await render('mic')).classList).not.toContain('directional');
  });
});
